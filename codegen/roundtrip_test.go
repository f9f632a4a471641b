package codegen_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// sample is a type with literals of it: extremes, empty values, what needs quotes. The first one
// is what the others are compared with.
type sample struct {
	typ    string
	values []string
}

// samples cover every type that PostgreSQL ships and lets a table store; the program fails when
// the server has one that is missing here.
func samples(t *testing.T, file string) []sample {
	t.Helper()
	text, err := os.ReadFile("testdata/roundtrip/" + file + "_samples.sql")
	if err != nil {
		t.Fatal(err)
	}
	var out []sample
	for _, line := range strings.Split(string(text), "\n") {
		if line == "" || strings.HasPrefix(line, "--") {
			continue
		}
		typ, list, ok := strings.Cut(line, " | ")
		if !ok {
			t.Fatalf("%s: %q", file, line)
		}
		out = append(out, sample{strings.TrimSpace(typ), strings.Split(list, " | ")})
	}
	return out
}

// TestRoundTrip stores values of every built-in type through generated code, reads them back and
// lets the server compare: single values, NULL, arrays, arrays with NULL elements; as results, in
// nested rows, as parameters, in bulk and by COPY; in each of pgx's exec modes.
func TestRoundTrip(t *testing.T) { roundTrip(t, "builtin") }

// TestRoundTripUser does the same for types of the schema.
func TestRoundTripUser(t *testing.T) { roundTrip(t, "user") }

func roundTrip(t *testing.T, set string) {
	if testing.Short() {
		t.Skip("builds and runs programs")
	}
	schema, err := os.ReadFile("testdata/roundtrip/" + set + "_schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	var ddl, queries strings.Builder
	ddl.Write(schema)
	var names []string
	namer := gotype.Namer{}
	for _, s := range samples(t, set) {
		name := strings.Trim(strings.ReplaceAll(s.typ, "public.", ""), `"`)
		table := "rt_" + name
		names = append(names, namer.Exported(name)+":"+table)
		writeTable(&ddl, table, s)
		writeQueries(&queries, namer.Exported(name), table, s.typ)
	}
	schemaFile := source.NewFile("schema.sql", ddl.String())
	queryFile := source.NewFile("query.sql", queries.String())
	files, err := codegen.Generate(lowered(t, []*source.File{schemaFile}, []*source.File{queryFile}), codegen.Options{Package: "gen"})
	if err != nil {
		t.Fatal(err)
	}
	runAt(t, "testdata/roundtrip/main.go.txt", files, ddl.String()+inserts(t, set), strings.Join(names, " "))
}

// writeTable declares the table that holds the samples and the one that values are copied to.
func writeTable(b *strings.Builder, table string, s sample) {
	for _, name := range []string{table, table + "_copy"} {
		fmt.Fprintf(b, "CREATE TABLE %s (id int PRIMARY KEY, v %[2]s NOT NULL, n %[2]s, a %[2]s[] NOT NULL, o %[2]s[], e %[2]s[] NOT NULL);\n", name, s.typ)
	}
}

// inserts fills the tables: a row per sample, and one with all NULL and empty that can be.
func inserts(t *testing.T, set string) string {
	var b strings.Builder
	for _, s := range samples(t, set) {
		table := "rt_" + strings.Trim(strings.ReplaceAll(s.typ, "public.", ""), `"`)
		all := make([]string, len(s.values))
		for i, v := range s.values {
			all[i] = "CAST(" + v + " AS " + s.typ + ")"
		}
		for i, v := range all {
			rest := slices.Concat(all[i:], all[:i])
			fmt.Fprintf(&b, "INSERT INTO %s VALUES (%d, %s, %[3]s, ARRAY[%s], ARRAY[%[3]s], ARRAY[NULL, %[3]s, NULL]);\n", table, i+1, v, strings.Join(rest, ", "))
		}
		fmt.Fprintf(&b, "INSERT INTO %s VALUES (%d, %s, NULL, '{}', NULL, '{NULL}');\n", table, len(all)+1, all[0])
	}
	return b.String()
}

// withoutEquality are the types that "=" does not compare, or not exactly.
var withoutEquality = []string{"json", "xml", "jsonpath", "point", "lseg", "box", "path", "polygon", "circle", "line",
	"aclitem", "refcursor", "txid_snapshot", "pg_snapshot", "lquery", "ltxtquery", "address", "home", "person", "priced", "mood_d", "clients", "mails", "team"}

// withoutCopy are the types that COPY's binary form is refused for.
var withoutCopy = []string{"hstore", "ltree", "lquery", "ltxtquery", "money", "timetz", "jsonpath", "tsquery",
	"pg_lsn", "aclitem", "priced", "inetrange", "nets", "moodrange", "pg_snapshot", "txid_snapshot", "int2vector", "oidvector"}

func writeQueries(b *strings.Builder, name, table, typ string) {
	equal, member := "v = @v", "v = ANY(@vs::"+typ+"[])"
	if slices.Contains(withoutEquality, typ) || strings.HasPrefix(typ, "reg") {
		equal, member = "v::text = (@v::"+typ+")::text", "v::text = ANY((@vs::"+typ+"[])::text[])"
	}
	fmt.Fprintf(b, `-- name: Read%[1]s :many
-- sqlq: nullable e[]
SELECT id, v, n, a, o, e FROM %[2]s ORDER BY id;
-- name: Nest%[1]s :one
SELECT sqlq.many((SELECT t.id, t.v, t.n, t.a, t.o FROM %[2]s t ORDER BY t.id)) AS list;
-- name: Write%[1]s :exec
-- sqlq: nullable e[]
INSERT INTO %[2]s_copy (id, v, n, a, o, e) VALUES (@id, @v, @n, @a, @o, @e);
-- name: Batch%[1]s :batchexec
-- sqlq: nullable e[]
INSERT INTO %[2]s_copy (id, v, n, a, o, e) VALUES (@id, @v, @n, @a, @o, @e);
-- name: Bulk%[1]s :bulkexec
-- sqlq: nullable e[]
INSERT INTO %[2]s_copy (id, v, n, a, o, e) VALUES (@id, @v, @n, @a, @o, @e);
-- name: Find%[1]s :many
SELECT id FROM %[2]s WHERE %[3]s ORDER BY id;
-- name: FindAny%[1]s :many
SELECT id FROM %[2]s WHERE %[4]s ORDER BY id;
`, name, table, equal, member)
	if !slices.Contains(withoutCopy, typ) && !strings.HasPrefix(typ, "reg") {
		fmt.Fprintf(b, `-- name: Copy%[1]s :copyfrom
-- sqlq: nullable e[]
INSERT INTO %[2]s_copy (id, v, n, a, o, e) VALUES (@id, @v, @n, @a, @o, @e);
`, name, table)
	}
}
