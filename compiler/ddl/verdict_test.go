package ddl

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
)

var record = flag.Bool("record", false, "rewrite the verdicts in testdata with the server's")

// verdict is one statement of a file of verdicts, and what the server says of it on top of the
// file's schema: "ok", or the error's code, its place if it has one, and its message.
type verdict struct{ statement, want string }

// readVerdicts splits a file of verdicts: the schema up to a line of dashes, then statements that
// end with a semicolon, each with its verdict in a comment behind.
func readVerdicts(t *testing.T, path string) (schema string, cases []verdict) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	schema, rest, _ := strings.Cut(string(data), "----\n")
	for line := range strings.Lines(rest) {
		statement, want, _ := strings.Cut(strings.TrimSpace(line), "; -- ")
		cases = append(cases, verdict{strings.TrimSuffix(statement, ";"), want})
	}
	return schema, cases
}

// TestVerdicts applies each statement to the schema of its file.
func TestVerdicts(t *testing.T) {
	eachVerdicts(t, func(t *testing.T, path string) {
		schema, cases := readVerdicts(t, path)
		for _, c := range cases {
			cat := pgcatalog.New()
			for _, d := range Apply(cat, source.NewFile("schema.sql", schema)) {
				t.Fatal(render(d))
			}
			got, placed := "ok", "ok"
			for _, d := range Apply(cat, source.NewFile("s.sql", c.statement)) {
				if d.Severity == diag.Error {
					got, placed = verdictOf(d.Code, 0, d.Message), verdictOf(d.Code, int(d.At.Start)+1, d.Message)
				}
			}
			// The server gives many errors no place; ours have one always.
			if placed != c.want && got != c.want {
				t.Errorf("%s (-server +ours):\n%s", c.statement, cmp.Diff(c.want, got))
			}
		}
	})
}

// TestServerVerdicts asks a server about the same statements.
func TestServerVerdicts(t *testing.T) {
	server := pgserver.Test(t)
	pgserver.RequireVersion(t, server, 16)
	eachVerdicts(t, func(t *testing.T, path string) {
		schema, cases := readVerdicts(t, path)
		ctx := context.Background()
		conn, err := pgx.Connect(ctx, server.Database(t, schema))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(ctx)
		out := schema + "----\n"
		for _, c := range cases {
			got := serverVerdict(t, conn, c.statement)
			if got != c.want && !*record {
				t.Errorf("%s (-file +server):\n%s", c.statement, cmp.Diff(c.want, got))
			}
			out += c.statement + "; -- " + got + "\n"
		}
		if *record {
			if err := os.WriteFile(path, []byte(out), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func serverVerdict(t *testing.T, conn *pgx.Conn, statement string) string {
	t.Helper()
	ctx := context.Background()
	tx, err := conn.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	_, err = tx.Exec(ctx, statement)
	if err == nil {
		return "ok"
	}
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	return verdictOf(e.Code, int(e.Position), e.Message)
}

func verdictOf(code string, at int, message string) string {
	if at == 0 {
		return code + " " + message
	}
	return fmt.Sprintf("%s %d %s", code, at, message)
}

func eachVerdicts(t *testing.T, run func(t *testing.T, path string)) {
	paths, err := filepath.Glob("testdata/verdicts/*.sql")
	if err != nil || len(paths) == 0 {
		t.Fatal("no files", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { run(t, path) })
	}
}
