package codegen_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// TestRobust runs the tests of testdata/robust in a package that is generated for them: broken
// connections, false servers, leaks, exec modes, transactions, hooks. With -race or SQLQ_RACE=1
// they run under the race detector.
func TestRobust(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs programs")
	}
	const from = "testdata/robust/"
	server := pgserver.Test(t)
	schema := readAll(t, from+"schema.sql")
	files, err := codegen.Generate(lowered(t, schema, readAll(t, from+"query.sql")), codegen.Options{Package: "gen", Querier: true})
	if err != nil {
		t.Fatal(err)
	}
	dir := write(t, files)
	tests, err := filepath.Glob(from + "*_test.go.txt")
	if err != nil || len(tests) == 0 {
		t.Fatal(tests, err)
	}
	for _, name := range tests {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text = importing(text, dir)
		if err := os.WriteFile(filepath.Join(dir, strings.TrimSuffix(filepath.Base(name), ".txt")), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"test", "-count=1", "-timeout=5m"}
	if raceDetector || os.Getenv("SQLQ_RACE") == "1" {
		args = append(args, "-race")
	}
	if testing.Verbose() {
		args = append(args, "-v")
	}
	cmd := exec.Command("go", append(args, "./"+dir)...)
	dsn := server.Database(t, schema[0].Text)
	cmd.Env = append(os.Environ(), "DSN="+dsn)
	if _, err := pgserver.FindBouncer(); err == nil || os.Getenv("SQLQ_REQUIRE_PGBOUNCER") == "1" {
		cmd.Env = append(cmd.Env, "BOUNCER="+server.Bouncer(t, dsn))
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	} else if testing.Verbose() {
		t.Logf("%s", out)
	}
}

// TestNestedTextOnly holds that a type which nested rows cannot carry is refused, with the cast
// that helps, and that the cast does help.
func TestNestedTextOnly(t *testing.T) {
	schema := []*source.File{source.NewFile("s.sql", "CREATE TABLE t (id int PRIMARY KEY, m money NOT NULL, l pg_lsn[]);")}
	for query, want := range map[string]string{
		"SELECT sqlq.many((SELECT sqlq.embed(t) FROM t)) AS x":     `column "m" of nested rows: type money cannot be read from its binary format`,
		"SELECT sqlq.maybe((SELECT l FROM t LIMIT 1)) AS x":        `column "l" of nested rows: type pg_lsn[] cannot be read from its binary format`,
		"SELECT sqlq.many((SELECT id, m::text AS m FROM t)) AS x":  "",
		"SELECT sqlq.many((SELECT id FROM t)) AS x, m, l FROM t t": "",
	} {
		pkg := lowered(t, schema, []*source.File{source.NewFile("q.sql", "-- name: Q :many\n"+query+";\n")})
		_, err := codegen.Generate(pkg, codegen.Options{Package: "gen"})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v", query, err)
		}
	}
}
