package analyze_test

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

	"github.com/sqlq-dev/sqlq/internal/pgserver"
)

var record = flag.Bool("record", false, "rewrite the verdicts in testdata with the server's")

// TestServerVerdict asks a real server about every statement of testdata: PREPARE, then EXPLAIN
// (GENERIC_PLAN). TestData holds sqlq to the same files, so that both together compare sqlq with
// the server. It prints the agreement as a number.
func TestServerVerdict(t *testing.T) {
	server := pgserver.Test(t)
	if server.Major() != 16 {
		t.Skipf("the verdicts are PostgreSQL 16's, this is %d", server.Major())
	}
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	agree, all := 0, 0
	for _, file := range files {
		if filepath.Base(file) == "utility.sql" {
			continue // the server looks at utility statements only when it carries them out
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		schema, cases := readCases(string(data))
		conn := connect(t, server.Database(t, schema))
		out := strings.TrimRight(schema, "\n") + "\n"
		for _, c := range cases {
			got := serverVerdict(t, conn, c.text)
			out += "\n-- name: " + c.name + "\n" + got + "\n"
			all++
			if diff := cmp.Diff(c.verdict, got); diff != "" {
				if !*record {
					t.Errorf("%s: %s (-file +server)\n%s", file, c.name, diff)
				}
				continue
			}
			agree++
		}
		if *record {
			if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("agreement with the server: %d of %d (%.2f %%)", agree, all, 100*float64(agree)/float64(all))
}

func connect(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// serverVerdict writes what the server says about a statement in the form of the test files.
func serverVerdict(t *testing.T, conn *pgx.Conn, text string) string {
	t.Helper()
	ctx := context.Background()
	stmt, err := conn.Prepare(ctx, "verdict", text)
	if err != nil {
		return errorVerdict(t, text, err, 0)
	}
	defer func() { _ = conn.Deallocate(ctx, "verdict") }()
	// The protocol describes domains as their base types; this view does not.
	var types []uint32
	if err := conn.QueryRow(ctx, "SELECT coalesce(result_types::oid[], '{}') FROM pg_prepared_statements WHERE name = 'verdict'").Scan(&types); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(strings.ToUpper(text), "CALL") {
		const explain = "EXPLAIN (GENERIC_PLAN) "
		if _, err := conn.PgConn().Exec(ctx, explain+text).ReadAll(); err != nil {
			return errorVerdict(t, text, err, len(explain))
		}
	}
	var b strings.Builder
	for _, oid := range stmt.ParamOIDs {
		fmt.Fprintf(&b, "-- param %s\n", serverTypeName(t, conn, oid))
	}
	for i, f := range stmt.Fields {
		fmt.Fprintf(&b, "-- column %s %s\n", f.Name, serverTypeName(t, conn, types[i]))
	}
	return b.String() + text
}

// errorVerdict marks the place of an error; prefix is how far the text was shifted.
func errorVerdict(t *testing.T, text string, err error, prefix int) string {
	t.Helper()
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	mark := fmt.Sprintf("%s %q", e.Code, e.Message)
	if e.Position == 0 {
		return "-- error " + mark + "\n" + text
	}
	at := len(string([]rune(text)[:int(e.Position)-1-prefix])) // the server counts characters
	return text[:at] + "/* ERROR " + mark + " */ " + text[at:]
}

// serverTypeName is typeName by the server's catalog.
func serverTypeName(t *testing.T, conn *pgx.Conn, oid uint32) string {
	t.Helper()
	var name string
	err := conn.QueryRow(context.Background(), `
SELECT CASE WHEN n.nspname = 'pg_catalog' THEN '' ELSE n.nspname || '.' END || coalesce(e.typname || '[]', t.typname)
FROM pg_type t LEFT JOIN pg_type e ON e.typarray = t.oid JOIN pg_namespace n ON n.oid = coalesce(e.typnamespace, t.typnamespace)
WHERE t.oid = $1`, oid).Scan(&name)
	if err != nil {
		t.Fatal(err)
	}
	return name
}
