package compiler

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

const splitSchema = `CREATE TYPE mood AS ENUM ('calm', 'loud');
CREATE TABLE u (id bigint PRIMARY KEY, tenant int NOT NULL, name text NOT NULL, mood mood, tags text[] NOT NULL);
CREATE TABLE o (id bigint PRIMARY KEY, u_id int NOT NULL, tenant int NOT NULL, price numeric NOT NULL, buyer varchar NOT NULL, mood mood);
CREATE TABLE i (id bigint PRIMARY KEY, o_id bigint NOT NULL, u_id bigint NOT NULL, sku text NOT NULL);`

func TestSplitErrors(t *testing.T) {
	tests := []struct{ query, want string }{
		{":many\nSELECT id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id)) AS os FROM u", ""},
		{":iter\nSELECT id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id)) AS os FROM u",
			`SQ212 "load split" needs all rows before the rows nested in them; ":iter" hands out one after the other`},
		{":batchmany\nSELECT id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id)) AS os FROM u WHERE u.id = @id",
			`SQ212 "load split" sends statements one after the other; ":batchmany" sends all at once`},
		{":many\n/* ERROR */ DELETE FROM u RETURNING id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id)) AS os",
			`SQ212 "load split" belongs to SELECT: a later statement would see what this one changes`},
		{":many\nWITH /* ERROR */ d AS (DELETE FROM o RETURNING id) SELECT id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id)) AS os FROM u",
			`SQ212 "load split" belongs to SELECT: a later statement would see what this one changes`},
		{":many\nSELECT id FROM u", `SQ212 "load split" is about sqlq.many and sqlq.maybe, and the query has neither as a column`},
		{":many\nSELECT /* ERROR */ DISTINCT name, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id)) AS os FROM u",
			`SQ212 "load split" and DISTINCT exclude each other: nested rows are part of what differs`},
		{":many\nSELECT id, /* ERROR */ sqlq.many((SELECT o.id FROM o)) AS os FROM u", "SQ212 subquery mentions no column of the row around it"},
		{":many\nSELECT id, sqlq.many((SELECT o.id, /* ERROR */ u FROM o)) AS os FROM u", "SQ212 subquery mentions the whole row around it; name its columns"},
		{":many\nSELECT id, sqlq.many((SELECT o.id, /* ERROR */ u.* FROM o)) AS os FROM u", "SQ212 subquery mentions the whole row around it; name its columns"},
		{":many\nSELECT id, sqlq.many((SELECT o.id, sqlq.many((SELECT i.id FROM i WHERE i.o_id = o.id AND i.u_id = /* ERROR */ u.id)) AS is FROM o WHERE o.u_id = u.id)) AS os FROM u",
			`SQ212 subquery mentions "u.id", which is not of the row around it but further out`},
		{":many\nWITH w AS (SELECT * FROM o) SELECT id, sqlq.many((SELECT w.id FROM /* ERROR */ w WHERE w.u_id = u.id)) AS os FROM u",
			`SQ212 subquery mentions "w" of the WITH clause around it, which a statement of its own does not have`},
		{":many\nSELECT u.tenant, sqlq.many((SELECT o.id FROM o WHERE o.price > /* ERROR */ count(u.id) AND o.tenant = u.tenant)) AS os FROM u GROUP BY u.tenant",
			"SQ212 subquery mentions an aggregate of the query around it"},
		{":many\nSELECT id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id)) AS os FROM u ORDER BY /* ERROR */ 2", "SQ212 rows are sorted or grouped by the rows nested in them"},
		{":many\nSELECT id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id AND o.tenant = u.tenant)) AS os, name FROM u ORDER BY /* ERROR */ 3",
			`SQ212 column 3 is another one in the statement that is sent: several keys take the place of "os"`},
		{":many\nSELECT id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id AND o.tenant = u.tenant)) AS os, name FROM u ORDER BY 1", ""},
		{":many\nSELECT id = @x AS same, sqlq.many((SELECT o.id, /* ERROR */ @x AS x FROM o WHERE o.u_id = u.id)) AS os FROM u",
			`SQ212 parameter "x" is int8 in the whole query, but not in the statement that is made of this part`},
		{":many\nSELECT id, sqlq.many((SELECT o.id, @x::bigint AS x FROM o WHERE o.u_id = u.id)) AS os FROM u WHERE u.id = @x", ""},
		{":many\nSELECT id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id)) AS os FROM u ORDER BY id, /* ERROR */ os", "SQ212 rows are sorted or grouped by the rows nested in them"},
		// What the server says of a statement made of a part stands where the user wrote that part.
		{":many\nSELECT id = @x AS same, sqlq.many((SELECT o.*, -- one, two\n @x /* ERROR */ + @x AS x FROM o WHERE o.u_id = u.id AND sqlq.opt(o.tenant = @t))) AS os FROM u",
			"SQ212 the rows cannot be read by a statement of their own: operator is not unique: unknown + unknown"},
		{":many\nSELECT id = @x AS same, sqlq.many((SELECT o.id, sqlq.many((SELECT i.*, @x /* ERROR */ + @x AS x FROM i WHERE i.o_id = o.id LIMIT 1)) AS is FROM o WHERE o.u_id = u.id)) AS os FROM u",
			"SQ212 the rows cannot be read by a statement of their own: operator is not unique: unknown + unknown"},
		{":many\nSELECT u.*, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id AND o.id = @x)) AS os, @x /* ERROR */ + @x AS x FROM u",
			"SQ212 the rows cannot be read by a statement of their own: operator is not unique: unknown + unknown"},
	}
	for _, tt := range tests {
		text := "-- name: Q " + strings.Replace(tt.query, "\n", "\n-- sqlq: load split\n", 1) + ";\n"
		r := Compile([]*source.File{source.NewFile("schema.sql", splitSchema)}, []*source.File{source.NewFile("query.sql", text)}, Options{})
		var got []string
		for _, d := range r.Diagnostics {
			if d.Severity != diag.Error {
				continue
			}
			got = append(got, d.Code+" "+d.Message)
			if at := strings.Index(text, "/* ERROR */ "); at >= 0 && int(d.At.Start) != at+len("/* ERROR */ ") {
				t.Errorf("%s\nerror at %q", tt.query, text[d.At.Start:])
			}
			if d.Hint == "" {
				t.Errorf("%s\nno hint", tt.query)
			}
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.query, s, tt.want)
		}
	}
}

func TestLoadDirective(t *testing.T) {
	for _, args := range []string{" foo", " split fast"} {
		got := errorsOf(t, splitSchema, "-- name: Q :many\n-- sqlq: load"+args+"\nSELECT id FROM u;\n")
		want := []string{`SQ202 directive "load" knows only "split"`}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
}

// levels compiles a query and returns the statement of the query and those of its levels.
func levels(t *testing.T, query string) (out []string) {
	t.Helper()
	r := Compile([]*source.File{source.NewFile("schema.sql", splitSchema)},
		[]*source.File{source.NewFile("query.sql", "-- name: Q :many\n-- sqlq: load split\n"+query+";\n")}, Options{})
	if len(r.Package.Queries) != 1 {
		t.Fatalf("%s: %v", query, errorsOf(t, splitSchema, "-- name: Q :many\n-- sqlq: load split\n"+query+";\n"))
	}
	q := r.Package.Queries[0]
	for _, v := range q.Variants {
		out = append(out, v.SQL)
	}
	for _, l := range q.Split {
		for _, v := range l.Variants {
			out = append(out, v.SQL)
		}
	}
	return out
}

func TestSplitStatements(t *testing.T) {
	const lateral = "\nCROSS JOIN LATERAL ("
	keys := func(arrays, names string) string {
		return "SELECT sqlq_rows.*, sqlq_keys.sqlq_row\nFROM unnest(" + arrays + ") WITH ORDINALITY AS sqlq_keys (" + names + ", sqlq_row)" + lateral
	}
	one := keys("$1::int8[]", "sqlq_key1")
	tests := []struct{ sub, key, want string }{
		{"SELECT * FROM o WHERE o.u_id = u.id AND price > 0 ORDER BY id", "u.id AS os",
			"SELECT id, u_id, tenant, price, buyer, mood, (o.u_id)::int8 AS sqlq_key FROM o WHERE o.u_id = ANY ($1::int8[]) AND price > 0 ORDER BY id"},
		{"SELECT i.id FROM i WHERE u.id = i.u_id", "u.id AS os", "SELECT i.id, i.u_id AS sqlq_key FROM i WHERE i.u_id = ANY ($1::int8[])"},
		{"SELECT o.id FROM o WHERE name = buyer", "name AS os", "SELECT o.id, (buyer)::text AS sqlq_key FROM o WHERE buyer = ANY ($1::text[])"},
		{"SELECT o.id, i.sku IS DISTINCT FROM 'x' AS x FROM o JOIN i ON i.o_id = o.id WHERE o.u_id = u.id", "u.id AS os",
			"SELECT o.id, i.sku IS DISTINCT FROM 'x' AS x, (o.u_id)::int8 AS sqlq_key FROM o JOIN i ON i.o_id = o.id WHERE o.u_id = ANY ($1::int8[])"},
		// Everything else runs once per row.
		{"SELECT o.id FROM o WHERE o.u_id = (u.id)", "u.id AS os", one + "SELECT o.id FROM o WHERE o.u_id = (sqlq_keys.sqlq_key1)) sqlq_rows"},
		{"SELECT o.id FROM o WHERE o.u_id = u.id OR o.id = 1", "u.id AS os", one + "SELECT o.id FROM o WHERE o.u_id = sqlq_keys.sqlq_key1 OR o.id = 1) sqlq_rows"},
		{"SELECT o.id FROM o WHERE o.u_id < u.id", "u.id AS os", one + "SELECT o.id FROM o WHERE o.u_id < sqlq_keys.sqlq_key1) sqlq_rows"},
		{"SELECT o.id FROM o WHERE NOT o.u_id = u.id", "u.id AS os", one + "SELECT o.id FROM o WHERE NOT o.u_id = sqlq_keys.sqlq_key1) sqlq_rows"},
		{"SELECT o.id FROM o JOIN i ON i.u_id = u.id", "u.id AS os", one + "SELECT o.id FROM o JOIN i ON i.u_id = sqlq_keys.sqlq_key1) sqlq_rows"},
		{"SELECT o.id FROM o WHERE o.u_id = u.id LIMIT 2", "u.id AS os", one + "SELECT o.id FROM o WHERE o.u_id = sqlq_keys.sqlq_key1 LIMIT 2) sqlq_rows"},
		{"SELECT o.id FROM o WHERE o.u_id = u.id FOR UPDATE", "u.id AS os", one + "SELECT o.id FROM o WHERE o.u_id = sqlq_keys.sqlq_key1 FOR UPDATE) sqlq_rows"},
		{"SELECT max(o.id) AS m FROM o WHERE o.u_id = u.id", "u.id AS os", one + "SELECT max(o.id) AS m FROM o WHERE o.u_id = sqlq_keys.sqlq_key1) sqlq_rows"},
		{"SELECT u.id + 1 AS x", "u.id AS os", one + "SELECT sqlq_keys.sqlq_key1 + 1 AS x) sqlq_rows"},
		{"SELECT t AS tag FROM unnest(u.tags) t", "(u.tags)::text AS os",
			"SELECT sqlq_rows.*, sqlq_keys.sqlq_row\nFROM (SELECT sqlq_key1::text[] AS sqlq_key1, sqlq_row FROM unnest($1::text[]) WITH ORDINALITY AS sqlq_keys (sqlq_key1, sqlq_row)) sqlq_keys" +
				lateral + "SELECT t AS tag FROM unnest(sqlq_keys.sqlq_key1) t) sqlq_rows"},
		{"SELECT o.id FROM o WHERE o.mood = u.mood", "(u.mood)::text AS os",
			"SELECT sqlq_rows.*, sqlq_keys.sqlq_row\nFROM (SELECT sqlq_key1::mood AS sqlq_key1, sqlq_row FROM unnest($1::text[]) WITH ORDINALITY AS sqlq_keys (sqlq_key1, sqlq_row)) sqlq_keys" +
				lateral + "SELECT o.id FROM o WHERE o.mood = sqlq_keys.sqlq_key1) sqlq_rows"},
		{"SELECT o.id FROM o WHERE o.u_id = u.id AND o.tenant = u.tenant", `u.id AS "os 1", u.tenant AS os`,
			keys("$1::int8[], $2::int4[]", "sqlq_key1, sqlq_key2") + "SELECT o.id FROM o WHERE o.u_id = sqlq_keys.sqlq_key1 AND o.tenant = sqlq_keys.sqlq_key2) sqlq_rows"},
		{"SELECT o.id FROM o WHERE o.tenant BETWEEN SYMMETRIC u.tenant AND u.id", `u.tenant AS "os 1", u.id AS os`,
			keys("$1::int4[], $2::int8[]", "sqlq_key1, sqlq_key2") + "SELECT o.id FROM o WHERE o.tenant BETWEEN SYMMETRIC sqlq_keys.sqlq_key1 AND sqlq_keys.sqlq_key2) sqlq_rows"},
	}
	for _, tt := range tests {
		got := levels(t, "SELECT sqlq.many(("+tt.sub+")) AS os FROM u")
		want := []string{"-- name: Q :many\nSELECT " + tt.key + " FROM u", "-- name: Q.os :many\n" + tt.want}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s\n%s", tt.sub, diff)
		}
	}
}

// TestSplitVariants holds that each statement has the variants of its own conditions only.
func TestSplitVariants(t *testing.T) {
	got := levels(t, `SELECT u.id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id AND sqlq.opt(o.price > @price) AND sqlq.opt(o.tenant = @t))) AS os
FROM u WHERE sqlq.opt(u.name = @name)`)
	if len(got) != 2+4 {
		t.Errorf("%d statements: %q", len(got), got)
	}
	got = levels(t, "SELECT u.id, sqlq.many((SELECT o.id FROM o WHERE sqlq.opt(o.u_id = u.id AND o.price > @price))) AS os FROM u")
	want := []string{
		"-- name: Q :many\nSELECT u.id, u.id AS os FROM u",
		"-- name: Q.os :many\nSELECT sqlq_rows.*, sqlq_keys.sqlq_row\nFROM unnest($1::int8[]) WITH ORDINALITY AS sqlq_keys (sqlq_key1, sqlq_row)\nCROSS JOIN LATERAL (SELECT o.id FROM o WHERE true) sqlq_rows",
		"-- name: Q.os :many\nSELECT sqlq_rows.*, sqlq_keys.sqlq_row\nFROM unnest($2::int8[]) WITH ORDINALITY AS sqlq_keys (sqlq_key1, sqlq_row)\nCROSS JOIN LATERAL (SELECT o.id FROM o WHERE (o.u_id = sqlq_keys.sqlq_key1 AND o.price > $1)) sqlq_rows",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
