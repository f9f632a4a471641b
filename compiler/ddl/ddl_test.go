package ddl

import (
	"context"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// serverDump asks a server for the lines that Dump prints of our catalog.
//
//go:embed testdata/server.txt
var serverDump string

func load(t *testing.T, path string) *catalog.Catalog {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cat := pgcatalog.New()
	for _, d := range Apply(cat, source.NewFile(filepath.Base(path), string(text))) {
		t.Error(render(d))
	}
	return cat
}

func render(d *diag.Diagnostic) string {
	line, col := d.At.File.Position(d.At.Start)
	return fmt.Sprintf("%d:%d: %v: %s [%s]", line, col, d.Severity, d.Message, d.Code)
}

// TestGolden loads each file of testdata and compares the catalog with the file beside it.
func TestGolden(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.sql")
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			got, golden := squeeze(Dump(load(t, path))), strings.TrimSuffix(path, ".sql")+".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, _ := os.ReadFile(golden)
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
				t.Errorf("catalog differs (-golden +got):\n%s", diff)
			}
		})
	}
}

// TestServer loads each file of testdata on a server too and compares the two catalogs.
func TestServer(t *testing.T) {
	server := pgserver.Test(t)
	pgserver.RequireVersion(t, server, 16) // 15 names array types differently when names collide
	paths, _ := filepath.Glob("testdata/*.sql")
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, _ := os.ReadFile(path)
			want := dumpServer(t, server.Database(t, string(text)))
			if diff := cmp.Diff(want, strings.Split(squeeze(Dump(load(t, path))), "\n")); diff != "" {
				t.Errorf("catalog differs (-server +ours):\n%s", diff)
			}
		})
	}
}

func dumpServer(t *testing.T, dsn string) []string {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	rows, err := conn.Query(ctx, serverDump)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(squeeze(strings.Join(lines, "\n")), "\n")
}

// squeeze makes runs of blanks one and sorts the lines, so that both dumps may be written simply.
func squeeze(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestErrors holds statements that the server refuses, with its code and message.
func TestErrors(t *testing.T) {
	const base = "CREATE TABLE t (id int PRIMARY KEY, a text); CREATE TYPE e AS ENUM ('x'); CREATE VIEW v AS SELECT a FROM t;\n"
	tests := []struct{ sql, want string }{
		{"CREATE TABLE t (x int)", `2:1: error: relation "t" already exists [42P07]`},
		{"CREATE TABLE u (x nope)", `2:19: error: type "nope" does not exist [42704]`},
		{"CREATE TABLE u (x int, x int)", `2:1: error: column "x" specified more than once [42701]`},
		{"CREATE TABLE u (x int, PRIMARY KEY (y))", `2:24: error: column "y" named in key does not exist [42703]`},
		{"CREATE TABLE u (x int PRIMARY KEY, PRIMARY KEY (x))", `2:36: error: multiple primary keys for table "u" are not allowed [42P16]`},
		{"CREATE TABLE u (x int NULL NOT NULL)", `2:28: error: conflicting NULL/NOT NULL declarations for column "x" of table "u" [42601]`},
		{"CREATE TABLE u (x int DEFAULT 'a')", `2:31: error: invalid input syntax for type integer: "a" [22P02]`},
		{"CREATE TABLE u (x int DEFAULT now())", `2:31: error: column "x" is of type integer but default expression is of type timestamp with time zone [42804]`},
		{"CREATE TABLE u (x int CHECK (y > 0))", `2:30: error: column "y" does not exist [42703]`},
		{"CREATE TABLE u (x int REFERENCES nope)", `2:34: error: relation "nope" does not exist [42P01]`},
		{"CREATE TABLE u (x text REFERENCES t (a))", `2:1: error: there is no unique constraint matching given keys for referenced table "t" [42830]`},
		{"CREATE TABLE u (x text REFERENCES t)", `2:1: error: foreign key constraint "u_x_fkey" cannot be implemented [42804]`},
		{"CREATE TABLE u (x bigint REFERENCES t, nix text); ALTER TABLE u ALTER nix TYPE int", `2:51: error: column "nix" cannot be cast automatically to type integer [42804]`},
		{"CREATE INDEX ON t ((now()::text || a))", `2:1: error: functions in index expression must be marked IMMUTABLE [42P17]`},
		{"CREATE TABLE u (x int, y int GENERATED ALWAYS AS (x) STORED, z int GENERATED ALWAYS AS (y) STORED)", `2:89: error: cannot use generated column "y" in column generation expression [42P17]`},
		{"ALTER TABLE nope ADD COLUMN x int", `2:13: error: relation "nope" does not exist [42P01]`},
		{"ALTER TABLE t ADD COLUMN a int", `2:1: error: column "a" of relation "t" already exists [42701]`},
		{"ALTER TABLE t DROP COLUMN b", `2:1: error: column "b" of relation "t" does not exist [42703]`},
		{"ALTER TABLE t DROP COLUMN a", `2:1: error: cannot drop column a of table t because other objects depend on it [2BP01]`},
		{"DROP TABLE t", `2:1: error: cannot drop table t because other objects depend on it [2BP01]`},
		{"DROP TABLE v", `2:1: error: "v" is not a table [42809]`},
		{"CREATE TYPE e AS ENUM ('y')", `2:1: error: type "e" already exists [42710]`},
		{"ALTER TYPE e ADD VALUE 'x'", `2:1: error: enum label "x" already exists [42710]`},
		{"CREATE INDEX ON t (nope)", `2:1: error: column "nope" does not exist [42703]`},
		{"CREATE VIEW w AS SELECT nope FROM t", `2:25: error: column "nope" does not exist [42703]`},
		{"CREATE OR REPLACE VIEW v AS SELECT id FROM t", `2:1: error: cannot change name of view column "a" to "id" [42P16]`},
		{"CREATE FUNCTION f(x nope) RETURNS int LANGUAGE sql AS ''", `2:21: error: type nope does not exist [42704]`},
		{"CREATE SCHEMA public", `2:1: error: schema "public" already exists [42P06]`},
		{"CREATE TABLE nope.t (x int)", `2:14: error: schema "nope" does not exist [3F000]`},
		{"CREATE EXTENSION frobnicate", `2:1: warning: extension "frobnicate" is not known to sqlq; declare what you use of it in a schema file [0A000]`},
		{"CREATE TABEL x ()", `2:8: error: syntax error at or near "TABEL" [42601]`},
	}
	for _, tt := range tests {
		var got []string
		for _, d := range Apply(pgcatalog.New(), source.NewFile("s.sql", base+tt.sql)) {
			got = append(got, render(d))
		}
		if diff := cmp.Diff([]string{tt.want}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.sql, diff)
		}
	}
}

// TestReportedOnce: what needs a table whose CREATE failed does not fail again.
func TestReportedOnce(t *testing.T) {
	const text = `CREATE TABLE broken (x nope);
CREATE INDEX ON broken (x);
CREATE VIEW v AS SELECT x FROM broken;
CREATE VIEW w AS SELECT * FROM v;
CREATE TABLE fine (id int);
ALTER TABLE fine ADD COLUMN id int, ADD COLUMN other int;`
	cat := pgcatalog.New()
	var got []string
	for _, d := range Apply(cat, source.NewFile("s.sql", text)) {
		got = append(got, render(d))
	}
	want := []string{
		`1:24: error: type "nope" does not exist [42704]`,
		`6:1: error: column "id" of relation "fine" already exists [42701]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if cat.Broken("w") == "" || cat.Broken("fine") != "" {
		t.Error("broken names are wrong")
	}
	if r := cat.RelationByName(catalog.Public, "fine"); len(r.Columns) != 1 {
		t.Errorf("a failed ALTER TABLE left %d columns", len(r.Columns))
	}
}

// TestDumpHeader reads what pg_dump prints around the statements.
func TestDumpHeader(t *testing.T) {
	const text = `\restrict abc
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.t (id integer NOT NULL);
CREATE TABLE lost (id int);
COPY public.t (id) FROM stdin;
1
\.
SET search_path = public, pg_catalog;
CREATE TABLE found (id int);
CREATE TEMP TABLE scratch (id serial PRIMARY KEY);
\unrestrict abc
`
	cat := pgcatalog.New()
	list := Apply(cat, source.NewFile("s.sql", text))
	if len(list) != 1 || list[0].Message != "no schema has been selected to create in" {
		t.Error(list)
	}
	if cat.RelationByName(catalog.InvalidOID, "found") == nil || cat.RelationByName(catalog.InvalidOID, "t") == nil {
		t.Error("a table is missing")
	}
}

// BenchmarkApply loads 200 tables of six columns with keys, foreign keys and an index each.
func BenchmarkApply(b *testing.B) {
	var text strings.Builder
	for i := range 200 {
		fmt.Fprintf(&text, `CREATE TABLE t%d (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE,
  amount numeric(12,2) DEFAULT 0 CHECK (amount >= 0), at timestamptz NOT NULL DEFAULT now(), tags text[], parent bigint REFERENCES t%d);
CREATE INDEX ON t%d (lower(name));
`, i, max(i-1, 0), i)
	}
	file := source.NewFile("s.sql", text.String())
	b.Run("parse", func(b *testing.B) {
		for b.Loop() {
			for _, s := range parse.Split(file.Text) {
				if _, d := parse.Raw(file.Text[s.Start:s.End]); d != nil {
					b.Fatal(d)
				}
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if list := Apply(pgcatalog.New(), file); len(list) > 0 {
				b.Fatal(list[0])
			}
		}
	})
}
