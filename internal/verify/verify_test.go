package verify_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/verify"
)

const schema = `CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE people (id bigint PRIMARY KEY, name text, mood mood, moods mood[], spare int);`

const queries = `-- name: ByName :many
SELECT id, mood, moods FROM people WHERE name = @name AND mood = ANY (@moods);
-- name: Spare :many
SELECT spare FROM people WHERE id = @id;`

func run(t *testing.T, dsn string, analyze bool) *verify.Report {
	t.Helper()
	r := compiler.Compile([]*source.File{source.NewFile("s.sql", schema)}, []*source.File{source.NewFile("q.sql", queries)}, compiler.Options{})
	for _, d := range r.Diagnostics {
		if d.Severity == 0 {
			t.Fatal(d)
		}
	}
	report, err := verify.Run(context.Background(), verify.Input{DSN: dsn, Package: r.Package, Names: r.Names, Analyze: analyze})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func messages(r *verify.Report) (out []string) {
	for _, d := range r.Diagnostics {
		out = append(out, d.Query+": "+d.Error())
	}
	return out
}

func TestSame(t *testing.T) {
	r := run(t, pgserver.Test(t).Database(t, schema), false)
	if diff := cmp.Diff([]string(nil), messages(r)); diff != "" {
		t.Error(diff)
	}
}

// TestDifferent asks a database that has changed since the schema files were written.
func TestDifferent(t *testing.T) {
	dsn := pgserver.Test(t).Database(t, `CREATE SCHEMA other; CREATE TYPE other.mood AS ENUM ('sad');
CREATE TABLE people (id int PRIMARY KEY, name varchar, mood other.mood, moods other.mood[]);`)
	want := []string{
		`ByName: parameter $2 (moods) is of type other.mood[] on the server, sqlq says public.mood[] [SQ300]`,
		`ByName: column "id" is of type int4 on the server, sqlq says int8 [SQ300]`,
		`ByName: column "mood" is of type other.mood on the server, sqlq says public.mood [SQ300]`,
		`ByName: column "moods" is of type other.mood[] on the server, sqlq says public.mood[] [SQ300]`,
		`Spare: the server refuses the statement: column "spare" does not exist [42703]`,
	}
	if diff := cmp.Diff(want, messages(run(t, dsn, false))); diff != "" {
		t.Error(diff)
	}
}

// TestDrift asks a database in which every statement is as described, but what proofs rest on is not.
func TestDrift(t *testing.T) {
	dsn := pgserver.Test(t).Database(t, `CREATE TYPE mood AS ENUM ('happy', 'wild');
CREATE TABLE people (id bigint UNIQUE, name text, mood mood, moods mood[], spare int);`)
	want := []string{
		`ByName: column "id" of table "people" can be NULL in the database, the schema says NOT NULL [SQ302]`,
		`: enum "mood" has no label "sad" in the database [SQ302]`,
		`: enum "mood" has a label "wild" in the database that the schema does not have [SQ302]`,
	}
	r := run(t, dsn, false)
	if diff := cmp.Diff(want, messages(r)); diff != "" {
		t.Error(diff)
	}
	if r.Diagnostics[1].Severity != diag.Error || r.Diagnostics[2].Severity != diag.Warning {
		t.Error("a label that is missing is an error, one more is a warning")
	}
}

// TestPooler asks through a pgbouncer in transaction mode, which must be left as it was.
func TestPooler(t *testing.T) {
	server := pgserver.Test(t)
	dsn := server.Bouncer(t, server.Database(t, schema))
	for range 2 {
		r := run(t, dsn, true)
		if len(r.Diagnostics) > 0 || len(r.Plans) != 2 {
			t.Errorf("%d plans, %v", len(r.Plans), messages(r))
		}
	}
	conn, err := pgx.Connect(context.Background(), dsn+"&default_query_exec_mode=simple_protocol")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var left int
	var mode string
	if err := conn.QueryRow(context.Background(), "SELECT count(*), current_setting('plan_cache_mode') FROM pg_prepared_statements").Scan(&left, &mode); err != nil {
		t.Fatal(err)
	}
	if left > 0 || mode != "auto" {
		t.Errorf("%d prepared statements are left, plan_cache_mode is %s", left, mode)
	}
}

// TestNoAnswer: a server that gives up is no finding about the package.
func TestNoAnswer(t *testing.T) {
	server := pgserver.Test(t)
	dsn := server.Database(t, schema)
	lock, err := pgx.Connect(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close(context.Background())
	if _, err := lock.Exec(context.Background(), "BEGIN; LOCK people"); err != nil {
		t.Fatal(err)
	}
	for _, setting := range []string{"statement_timeout=100", "lock_timeout=100"} {
		r := compiler.Compile([]*source.File{source.NewFile("s.sql", schema)}, []*source.File{source.NewFile("q.sql", queries)}, compiler.Options{})
		_, err := verify.Run(context.Background(), verify.Input{DSN: dsn + "&" + setting, Package: r.Package, Names: r.Names})
		if err == nil || !strings.HasPrefix(err.Error(), "query ByName: ") || !strings.Contains(err.Error(), "timeout") {
			t.Errorf("%s: %v", setting, err)
		}
	}
}

// TestOlder asks a server that lacks what PostgreSQL 16 has: the hint says so.
func TestOlder(t *testing.T) {
	server := pgserver.Test(t)
	if server.Major() >= 16 {
		t.Skip("any_value came with PostgreSQL 16")
	}
	r := compiler.Compile([]*source.File{source.NewFile("s.sql", schema)},
		[]*source.File{source.NewFile("q.sql", "-- name: Any :one\nSELECT any_value(name) AS name FROM people;")}, compiler.Options{})
	report, err := verify.Run(context.Background(), verify.Input{DSN: server.Database(t, schema), Package: r.Package, Names: r.Names})
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("This server is PostgreSQL %d; sqlq judges statements as PostgreSQL 16 does.", server.Major())
	if len(report.Diagnostics) != 1 || !strings.HasPrefix(report.Diagnostics[0].Hint, want+" The search path is ") {
		t.Errorf("%v %+v", messages(report), report.Diagnostics)
	}
}

// TestSearchPath asks a database in which the search path picks a tenant's schema, and then without it.
func TestSearchPath(t *testing.T) {
	dsn := pgserver.Test(t).Database(t, "CREATE SCHEMA tenant; SET search_path = tenant; "+schema)
	with := dsn + "?search_path=tenant"
	if strings.Contains(dsn, "?") {
		with = dsn + "&search_path=tenant"
	}
	if !strings.HasPrefix(dsn, "postgres") {
		with = dsn + " search_path=tenant"
	}
	if diff := cmp.Diff([]string(nil), messages(run(t, with, false))); diff != "" {
		t.Error(diff)
	}
	r := run(t, dsn, false)
	if len(r.Diagnostics) != 2 || r.Diagnostics[0].Code != "42P01" || !strings.HasPrefix(r.Diagnostics[0].Hint, "The search path is public;") {
		t.Errorf("%v %+v", messages(r), r.Diagnostics)
	}
}

// TestPrivileges: planning needs them, preparing does not; one statement's lack hides no other's plan.
func TestPrivileges(t *testing.T) {
	dsn := pgserver.Test(t).Database(t, schema, "CREATE TABLE allowed (id int); DROP ROLE IF EXISTS sqlq_poor; CREATE ROLE sqlq_poor; GRANT SELECT ON allowed TO sqlq_poor;")
	conn, err := pgx.Connect(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var database string
	if err := conn.QueryRow(context.Background(), "SELECT current_database()").Scan(&database); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(context.Background(), "ALTER DATABASE "+pgx.Identifier{database}.Sanitize()+" SET role = sqlq_poor"); err != nil {
		t.Fatal(err)
	}
	r := run(t, dsn, true)
	if r.Diagnostics.HasErrors() || len(r.Diagnostics) != 2 || r.Diagnostics[0].Code != "42501" || r.Diagnostics[0].Hint == "" {
		t.Errorf("%v", messages(r))
	}
}

func TestSequentialScan(t *testing.T) {
	dsn := pgserver.Test(t).Database(t, schema, `INSERT INTO people SELECT g FROM generate_series(1, 20000) g`)
	// Without statistics nothing is said about sizes.
	if r := run(t, dsn, true); len(r.Diagnostics) > 0 || len(r.Plans) != 2 {
		t.Errorf("%d plans, %v", len(r.Plans), messages(r))
	}
	analyze(t, dsn)
	r := run(t, dsn, true)
	want := []string{`ByName: sequential scan of table people, which has about 20000 rows [SQ301]`}
	if diff := cmp.Diff(want, messages(r)); diff != "" {
		t.Error(diff)
	}
	if r.Diagnostics.HasErrors() {
		t.Error("a slow plan is no error")
	}
}

func analyze(t *testing.T, dsn string) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "ANALYZE people"); err != nil {
		t.Fatal(err)
	}
}
