package compiler

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// errorsOf compiles one query and returns its errors as "code message".
func errorsOf(t *testing.T, schema, query string) (out []string) {
	t.Helper()
	r := Compile([]*source.File{source.NewFile("schema.sql", schema)}, []*source.File{source.NewFile("query.sql", query)}, Options{})
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error {
			out = append(out, d.Code+" "+d.Message)
		}
	}
	return out
}

const pagedSchema = `CREATE TABLE a (id int PRIMARY KEY, x int NOT NULL, y int, u int UNIQUE);
CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL REFERENCES a);
CREATE DOMAIN word AS text;
CREATE TABLE c (id int PRIMARY KEY, w word NOT NULL UNIQUE);`

func TestKeysetErrors(t *testing.T) {
	const ambiguous = "SQ209 sort keys do not name one row: pages would lose rows with equal keys"
	tests := []struct{ query, want string }{
		{"SELECT id FROM a ORDER BY x, id LIMIT @n", ""},
		{"SELECT x FROM a ORDER BY x DESC, a.id LIMIT @n::int", ""},
		{"SELECT u FROM a WHERE u IS NOT NULL ORDER BY u LIMIT @n", ""},
		{"SELECT x FROM a GROUP BY x ORDER BY x LIMIT @n", ""},
		{"SELECT DISTINCT x, y FROM a ORDER BY x LIMIT @n", ambiguous},
		{"SELECT id FROM a ORDER BY x LIMIT @n", ambiguous},
		{"SELECT a.id FROM a JOIN b ON b.a_id = a.id ORDER BY a.id LIMIT @n", ambiguous},
		{"SELECT a.id FROM a JOIN b ON b.a_id = a.id ORDER BY b.id LIMIT @n", ""},
		{"SELECT id FROM a WHERE sqlq.opt(id = @id) ORDER BY x LIMIT @n", ambiguous},
		{"SELECT id FROM a ORDER BY u LIMIT @n", `SQ209 sort key u can be NULL: pages would lose rows`},
		{"SELECT id, y FROM a ORDER BY y, id LIMIT @n", `SQ209 sort key "y" can be NULL: pages would lose rows`},
		{"SELECT a.id, b.id FROM a JOIN b ON b.a_id = a.id ORDER BY b.id LIMIT @n", ""},
		{"SELECT a.id, b.id FROM a JOIN b ON b.a_id = a.id ORDER BY 2 LIMIT @n", `SQ209 two result columns are called "id", and one is a sort key`},
		{"SELECT w FROM c ORDER BY w LIMIT @n", ""},
		{"SELECT id FROM c ORDER BY w LIMIT @n", ""},
		{"SELECT id FROM a LIMIT @n", "SQ209 keyset needs an ORDER BY"},
		{"SELECT id FROM a ORDER BY id", "SQ209 keyset needs a LIMIT"},
		{"SELECT id FROM a ORDER BY id LIMIT 10", ""},
		{"SELECT id FROM a ORDER BY id LIMIT 0", "SQ209 the size of a page must be positive"},
		{"SELECT id FROM a ORDER BY id LIMIT least(@n, 100)", ""},
		{"SELECT id FROM a ORDER BY id LIMIT @n::numeric", ""},
		{"SELECT id FROM a ORDER BY id LIMIT (SELECT max(x) FROM a)", ""},
		{"SELECT id FROM a ORDER BY id LIMIT ALL", "SQ209 keyset needs a LIMIT"},
		{"SELECT id FROM a ORDER BY id LIMIT NULL", "SQ209 keyset needs a LIMIT"},
		{"SELECT id FROM a ORDER BY id LIMIT 10 * random()", "SQ209 keyset needs a LIMIT that stays the same while the statement runs"},
		{"SELECT id FROM a ORDER BY id FETCH FIRST @n ROWS ONLY", ""},
		{"SELECT id FROM a ORDER BY id FETCH NEXT ROW ONLY", ""},
		{"SELECT id FROM a ORDER BY id FETCH FIRST (@n + 1) ROWS ONLY", ""},
		{"SELECT id FROM a ORDER BY id FETCH FIRST @n ROWS WITH TIES", "SQ209 keyset and WITH TIES exclude each other"},
		{"SELECT id FROM a ORDER BY id LIMIT @n OFFSET @o", "SQ209 keyset takes the place of OFFSET"},
		{"SELECT id FROM a ORDER BY id LIMIT @n FOR UPDATE", "SQ209 keyset cannot lock rows"},
		{"SELECT DISTINCT ON (x) x, id FROM a ORDER BY x, id LIMIT @n", "SQ209 keyset and DISTINCT ON exclude each other: its ORDER BY decides which rows there are"},
		{"SELECT id FROM a ORDER BY id USING < LIMIT @n", ""},
		{"SELECT x FROM a ORDER BY id USING < LIMIT @n", "SQ209 keyset cannot use this sort key; select it as a column"},
		{"DELETE FROM a RETURNING id", `SQ209 keyset belongs to ":many" and SELECT`},
	}
	for _, tt := range tests {
		got := strings.Join(errorsOf(t, pagedSchema, "-- name: Q :many\n-- sqlq: keyset\n"+tt.query+";\n"), "; ")
		if got != tt.want {
			t.Errorf("%s\n got %q\nwant %q", tt.query, got, tt.want)
		}
	}
}

func TestKeysetStatements(t *testing.T) {
	r := Compile([]*source.File{source.NewFile("schema.sql", pagedSchema)}, []*source.File{source.NewFile("query.sql",
		"-- name: Q :many\n-- sqlq: keyset\nSELECT x FROM a -- all\nORDER BY x DESC, a.id LIMIT @n;\n")}, Options{})
	var got []string
	for _, v := range r.Package.Queries[0].Variants {
		got = append(got, v.SQL)
	}
	const head = "-- name: Q :many\nSELECT page.* FROM (SELECT x , a.id AS \"sqlq 2\" FROM a) page\n"
	want := []string{
		head + "ORDER BY page.x DESC, page.\"sqlq 2\"\nLIMIT ($1)::bigint + 1",
		head + "WHERE page.x <= $2 AND (page.x < $2 OR page.\"sqlq 2\" > $3)\nORDER BY page.x DESC, page.\"sqlq 2\"\nLIMIT ($1)::bigint + 1",
		head + "WHERE page.x >= $2 AND (page.x > $2 OR page.\"sqlq 2\" < $3)\nORDER BY page.x, page.\"sqlq 2\" DESC\nLIMIT ($1)::bigint + 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
