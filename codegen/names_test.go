package codegen_test

import (
	"bytes"
	"fmt"
	"go/build"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// TestNames: whatever SQL lets a thing be called, the code builds and works.
func TestNames(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs a program")
	}
	schema, queries := readAll(t, "testdata/names/schema.sql"), readAll(t, "testdata/names/query.sql")
	queries = append(queries, source.NewFile("helpers.sql", likeHelpers(t)))
	files, err := codegen.Generate(lowered(t, schema, queries), codegen.Options{
		Package: "gen", Querier: true, JSONTags: true, Rename: map[string]string{"queries": "Query", "errors": "Mistake"},
	})
	if err != nil {
		t.Fatal(err)
	}
	runAt(t, "testdata/names/main.go.txt", files, schema[0].Text, "")
}

// likeHelpers writes queries whose only parameter has the name of a function of generated packages,
// each of which the method around it might call.
func likeHelpers(t *testing.T) string {
	var b strings.Builder
	seen := map[string]bool{}
	for _, f := range readAll(t, "runtime/[a-z]*.go") {
		for _, m := range regexp.MustCompile(`(?m)^(?:func|type|var) (\w+)`).FindAllStringSubmatch(f.Text, -1) {
			if name := m[1]; !seen[name] && !strings.HasPrefix(name, "Test") && !strings.HasPrefix(name, "Fuzz") {
				seen[name] = true
				fmt.Fprintf(&b, "-- name: HelperOne_%[1]s :one\nSELECT @%[1]s::text AS x, ARRAY[1] AS y;\n", name)
				fmt.Fprintf(&b, "-- name: HelperOpt_%[1]s :many\nSELECT id FROM context WHERE sqlq.opt(id = ANY(@%[1]s));\n", name)
			}
		}
	}
	for _, q := range []string{"GetOne", "GetMany"} {
		for _, name := range []string{"get_one_sql", "get_one_info", "decode_GetOneRow", "decode_MyTable", "read_Mood", "read_GetMany", "usertypes"} {
			fmt.Fprintf(&b, "-- name: %[1]s_%[2]s :one\nSELECT *, @%[2]s::text AS own FROM \"my table\" LIMIT 1;\n", q, name)
		}
	}
	b.WriteString("-- name: Get :one\nSELECT @get_sql::text AS x, 1 AS y;\n-- name: Got :one\nSELECT @got_info::text AS x, 1 AS y;\n")
	return b.String()
}

// TestFileNames: the go command builds the file of every query file on every system.
func TestFileNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"users.sql", "users_windows.sql", "users_linux_arm64.sql", "a_plan9_test.sql", "_draft.sql", ".x.sql", "linux.sql", "my file.sql", "a.b.sql", "q_js",
		"-x.sql", "#.sql", "'q'.sql", "日本.sql", "a\nb.sql", "UP.SQL", "func.sql", "a_test.sql"} {
		got := codegen.FileName("queries/" + name)
		for _, system := range []string{"linux", "windows"} {
			ctx := build.Default
			ctx.GOOS = system
			ctx.OpenFile = func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("package p")), nil }
			if ok, err := ctx.MatchFile("/", got); !ok || err != nil {
				t.Errorf("%s becomes %s, which is not built for %s: %v", name, got, system, err)
			}
		}
		if strings.HasSuffix(got, "_test.go") {
			t.Errorf("%s becomes a test: %s", name, got)
		}
		if err := os.WriteFile(filepath.Join(dir, got), []byte("package odd\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	// Some names are refused by the go command only when it builds them.
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module odd\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	vet := exec.Command("go", "vet", ".")
	vet.Dir = dir
	if out, err := vet.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if got := codegen.FileName("q/users.sql"); got != "users.sql.go" {
		t.Error(got)
	}
}

// TestPackageNames: packages of one name, or of one that generated code needs itself, are told apart,
// and no argument hides them.
func TestPackageNames(t *testing.T) {
	schema := []*source.File{source.NewFile("s.sql", "CREATE TABLE t (a jsonb NOT NULL, b jsonb NOT NULL, c timestamptz NOT NULL, d timestamptz NOT NULL);")}
	queries := []*source.File{source.NewFile("q.sql", "-- name: A :many\nSELECT * FROM t WHERE a = @model;\n-- name: B :many\nSELECT c FROM t WHERE b = @time2;")}
	files, err := codegen.Generate(lowered(t, schema, queries), codegen.Options{Package: "gen", Overrides: []gotype.Override{
		{Column: "t.a", GoType: "example.com/a/model.T"}, {Column: "t.b", GoType: "example.com/b/model.T"},
		{Column: "t.d", GoType: "example.com/time.Time"}, {Column: "t.c", GoType: "time.Time"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range files {
		all.Write(f.Data)
	}
	for _, want := range []string{
		`"example.com/a/model"`, `model2 "example.com/b/model"`, `time2 "example.com/time"`, "D time2.Time", "C time.Time", "A model.T", "B model2.T",
		"model_ model.T", "time2_ model2.T",
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %s in\n%s", want, all.String())
		}
	}
}

// TestKeptRecord: a file that stays as it is keeps the struct of the rows that it mentions, though no
// query of the package does.
func TestKeptRecord(t *testing.T) {
	schema := []*source.File{source.NewFile("s.sql", "CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE posts (id int PRIMARY KEY);")}
	queries := []*source.File{source.NewFile("q.sql", "-- name: A :many\nSELECT * FROM users;")}
	kept := codegen.File{Name: "old.sql.go", Source: "old.sql", Data: []byte("package gen\n\n// Read reads a row.\nvar Read = readUserRecord\n\n// Keep takes one.\nfunc Keep(UserRecord) {}\n")}
	files, err := codegen.Generate(lowered(t, schema, queries), codegen.Options{Package: "gen", Kept: []codegen.File{kept}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Name == "models.go" && (!bytes.Contains(f.Data, []byte("type UserRecord struct")) || bytes.Contains(f.Data, []byte("PostRecord"))) {
			t.Errorf("%s", f.Data)
		}
	}
	vet(t, write(t, append(files, kept)))
}
