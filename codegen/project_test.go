package codegen_test

import (
	"bytes"
	"errors"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// lowered compiles texts down to ir; any diagnostic of severity error ends the test.
func lowered(t *testing.T, schema, queries []*source.File) *ir.Package {
	t.Helper()
	r := compiler.Compile(schema, queries, compiler.Options{})
	fatal(t, r.Diagnostics)
	return r.Package
}

func fatal(t *testing.T, list diag.List) {
	t.Helper()
	for _, d := range list {
		if d.Severity == diag.Error {
			line := 0
			if d.At.File != nil {
				line, _ = d.At.File.Position(d.At.Start)
			}
			t.Errorf("%s line %d: %s [%s] %s", d.Query, line, d.Message, d.Code, d.Hint)
		}
	}
	if t.Failed() {
		t.FailNow()
	}
}

func readAll(t *testing.T, pattern string) []*source.File {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatal(pattern, err)
	}
	var out []*source.File
	for _, n := range names {
		text, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, source.NewFile(filepath.ToSlash(n), string(text)))
	}
	return out
}

// write puts the files into a new folder of this module, so that they build with its
// dependencies, and returns the folder.
func write(t *testing.T, files []codegen.File) string {
	t.Helper()
	dir, err := os.MkdirTemp("testdata", "tmp")
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("SQLQ_KEEP") == "" {
		t.Cleanup(func() { os.RemoveAll(dir) })
	}
	for _, f := range files {
		formatted, err := format.Source(f.Data)
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
		} else if !bytes.Equal(formatted, f.Data) {
			t.Errorf("%s is not as gofmt would print it", f.Name)
		}
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// vet holds a generated package against go vet, and against the staticcheck that SQLQ_STATICCHECK names.
func vet(t *testing.T, dir string) {
	t.Helper()
	checks := [][]string{{"go", "vet"}}
	if program := os.Getenv("SQLQ_STATICCHECK"); program != "" {
		checks = append(checks, []string{program})
	}
	for _, c := range checks {
		out, err := exec.Command(c[0], append(c[1:], "./"+dir)...).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", strings.Join(c, " "), err, out)
		}
	}
}

func TestShop(t *testing.T) {
	pkg := lowered(t, readAll(t, "../schema/*.sql"), readAll(t, "../queries/*.sql"))
	files, err := codegen.Generate(pkg, codegen.Options{Package: "queries", Querier: true})
	if err != nil {
		t.Fatal(err)
	}
	vet(t, write(t, files))
}

// run compiles a schema and queries into a package, adds a program beside it and runs it on a
// database with that schema. The program finds the package as "gen" and the database in DSN.
func run(t *testing.T, name string, opts codegen.Options) {
	t.Helper()
	schema, queries := readAll(t, "testdata/live/"+name+"/schema.sql"), readAll(t, "testdata/live/"+name+"/query.sql")
	opts.Package = "gen"
	files, err := codegen.Generate(lowered(t, schema, queries), opts)
	if err != nil {
		t.Fatal(err)
	}
	runAt(t, "testdata/live/"+name+"/main.go.txt", files, schema[0].Text, "")
}

// runAt builds a program beside generated files and runs it on a database that sql has made.
// TYPES hands it a list.
func runAt(t *testing.T, program string, files []codegen.File, sql, types string) {
	t.Helper()
	server := pgserver.Test(t)
	dir := write(t, files)
	main, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	main = importing(main, dir)
	if err := os.Mkdir(filepath.Join(dir, "run"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "run", "main.go"), main, 0o666); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("SQLQ_KEEP") != "" {
		os.WriteFile(filepath.Join(dir, "run", "setup.sql"), []byte(sql), 0o666)
	}
	vet(t, dir)
	cmd := exec.Command("go", "run", "./"+dir+"/run")
	cmd.Env = append(os.Environ(), "DSN="+server.Database(t, sql), "TYPES="+types)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// importing replaces the import of "gen" by that of the package in dir, which may have a name in
// front already.
func importing(text []byte, dir string) []byte {
	path := []byte(`"github.com/sqlq-dev/sqlq/codegen/` + filepath.ToSlash(dir) + `"`)
	text = bytes.Replace(text, []byte(`. "gen"`), append([]byte(". "), path...), 1)
	return bytes.Replace(text, []byte("\t"+`"gen"`), append([]byte("\tgen "), path...), 1)
}

func TestLive(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs programs")
	}
	dirs, err := os.ReadDir("testdata/live")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		t.Run(d.Name(), func(t *testing.T) { run(t, d.Name(), codegen.Options{Querier: true}) })
	}
	for _, name := range []string{"types", "nested"} {
		t.Run(name+" in arenas", func(t *testing.T) { run(t, name, codegen.Options{Querier: true, Arena: true}) })
	}
}

// TestMethodNames: what would be two methods of one name is an error, not Go that does not build.
func TestMethodNames(t *testing.T) {
	schema := []*source.File{source.NewFile("s.sql", "CREATE TABLE t (a int, b int);")}
	for query, want := range map[string]string{
		"-- name: WithTx :one\nSELECT 1 AS x;":                                                         `sqlq's own WithTx and query WithTx would both be the method "WithTx" in Go`,
		"-- name: Foo :copyfrom\nINSERT INTO t VALUES ($1, $2);\n-- name: FooSeq :one\nSELECT 1 AS x;": `the streaming form of query Foo and query FooSeq would both be the method "FooSeq" in Go`,
	} {
		pkg := lowered(t, schema, []*source.File{source.NewFile("q.sql", query)})
		if _, err := codegen.Generate(pkg, codegen.Options{Package: "gen"}); err == nil || err.Error() != want {
			t.Errorf("%s\ngot %v", query, err)
		}
	}
}

// TestParameterLimit: up to so many parameters are arguments, more a struct; 0 in sqlq.yaml, here
// -1, makes a struct of one.
func TestParameterLimit(t *testing.T) {
	queries := []*source.File{source.NewFile("q.sql", "-- name: A :one\nSELECT @a::int AS x;\n-- name: B :one\nSELECT @a::int + @other::int AS x;\n-- name: C :batchone\nSELECT @a::int AS x;")}
	for limit, want := range map[int][]string{
		-1: {"A(ctx context.Context, arg AParams)", "B(ctx context.Context, arg BParams)", "C(ctx context.Context, arg []CParams)"},
		1:  {"A(ctx context.Context, a int32)", "B(ctx context.Context, arg BParams)", "C(ctx context.Context, arg []int32)"},
		2:  {"A(ctx context.Context, a int32)", "B(ctx context.Context, a int32, other int32)", "C(ctx context.Context, arg []int32)"},
	} {
		files, err := codegen.Generate(lowered(t, nil, queries), codegen.Options{Package: "gen", ParameterLimit: limit})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			if !bytes.Contains(files[len(files)-1].Data, []byte(w)) {
				t.Errorf("limit %d: no %s", limit, w)
			}
		}
	}
}

// TestSharedRow: rows of one name must agree, and the error shows where they do not.
func TestSharedRow(t *testing.T) {
	const first = "-- name: A :one\n-- sqlq: row R\nSELECT 1 AS a, 'x'::text AS b;\n-- name: B :one\n-- sqlq: row R\n"
	for second, want := range map[string]string{
		"SELECT 2 AS a, 'y'::text AS b;":              "",
		"SELECT 2 AS a, 3 AS b;":                      `There it has "B string", here "B int32".`,
		"SELECT 2 AS a;":                              `There it has "B string", which is not here.`,
		"SELECT 2 AS a, 'y'::text AS b, 3 AS c;":      `There it has no "C int32".`,
		"SELECT 2 AS a, 'y'::varchar AS b;":           `"B string" is of another PostgreSQL type or column name.`,
		"SELECT 2 AS a, NULLIF('y'::text, 'x') AS b;": `There it has "B string", here "B *string".`,
	} {
		pkg := lowered(t, nil, []*source.File{source.NewFile("q.sql", first+second)})
		_, err := codegen.Generate(pkg, codegen.Options{Package: "gen"})
		var e *codegen.Error
		switch {
		case want == "" && err == nil:
		case errors.As(err, &e) && e.Hint == want && e.Query == "B":
		default:
			t.Errorf("%s: %v %+v", second, err, e)
		}
	}
}

// TestPageTags: with JSON tags a page has them too, as gofmt prints them.
func TestPageTags(t *testing.T) {
	schema := []*source.File{source.NewFile("s.sql", "CREATE TABLE t (id int PRIMARY KEY);")}
	queries := []*source.File{source.NewFile("q.sql", "-- name: A :many\n-- sqlq: keyset\nSELECT * FROM t ORDER BY id LIMIT @limit;")}
	files, err := codegen.Generate(lowered(t, schema, queries), codegen.Options{Package: "gen", JSONTags: true})
	if err != nil {
		t.Fatal(err)
	}
	dir := write(t, files)
	vet(t, dir)
	text, err := os.ReadFile(filepath.Join(dir, "decode.go"))
	if err != nil || !bytes.Contains(text, []byte("`json:\"next\"`")) {
		t.Error("no tag", err)
	}
}
