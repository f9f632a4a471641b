package main

import (
	"fmt"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/sqlq-dev/sqlq/internal/pgserver"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sqlq": main})
}

// TestScripts runs testdata/script: the command line as users see it, with good and bad input.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:       "testdata/script",
		Condition: condition,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SQLQ_PG_BIN", os.Getenv("SQLQ_PG_BIN"))
			// PostgreSQL does not run as root but as another user, who may not enter the script's folder.
			e.Setenv("TMPDIR", os.TempDir())
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes": writeBytes,
		},
	})
}

// condition knows [postgres]: there are binaries of a server to start.
func condition(name string) (bool, error) {
	if name != "postgres" {
		return false, fmt.Errorf("unknown condition %q", name)
	}
	_, err := pgserver.FindBinaries()
	if err != nil && os.Getenv("SQLQ_REQUIRE_POSTGRES") == "1" {
		return false, err
	}
	return err == nil, nil
}

// writeBytes writes a file with bytes that txtar cannot hold: `bytes FILE KIND`.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: bytes FILE KIND")
	}
	texts := map[string]string{
		"nul":   "-- name: A :one\nSELECT 'a\x00b' AS x;\n-- name: B :one\nSELECT 1 AS y;\n",
		"utf8":  "-- name: A :one\nSELECT 'a\xffb' AS x;\n-- name: B :one\nSELECT 1 AS y;\n",
		"bom":   "\uFEFF-- name: A :one\nSELECT nope;\n",
		"yaml":  "\uFEFFversion: 1\r\nschema: [schema]\r\nqueries: [queries]\r\npackage: queries\r\n",
		"crlf":  "-- name: A :one\r\nSELECT 1 AS x,\r\n  nope;\r\n-- name: B :one\r\nSELECT 1 AS y;\r\n",
		"large": large(),
		"wide":  wide(),
		"deep":  "-- name: A :one\nSELECT " + repeat("(", 100_000) + "1" + repeat(")", 100_000) + ";\n",
		"chain": "-- name: A :one\nSELECT 1" + repeat("+1", 500_000) + ";\n",
	}
	text, ok := texts[args[1]]
	if !ok {
		ts.Fatalf("unknown kind %q", args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// large is a query of 5 MB.
func large() string {
	return "-- name: A :many\nSELECT id FROM users WHERE id IN (" + repeat("123456789, ", 450_000) + "1);\n"
}

// wide is a table with as many columns as a table may have.
func wide() string {
	b := []byte("CREATE TABLE wide (c1 int PRIMARY KEY")
	for i := 2; i <= 1600; i++ {
		b = fmt.Appendf(b, ", c%d int", i)
	}
	return string(b) + ");\n"
}

func repeat(s string, n int) string {
	b := make([]byte, 0, len(s)*n)
	for range n {
		b = append(b, s...)
	}
	return string(b)
}
