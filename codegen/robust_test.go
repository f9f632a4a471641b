package codegen_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
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
