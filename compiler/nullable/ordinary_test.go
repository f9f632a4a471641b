package nullable_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// ordinary is one query of testdata/ordinary.sql.
type ordinary struct {
	line            int
	sql             string
	columns, params string // as verdicts writes them
}

func readOrdinary(t *testing.T) []ordinary {
	t.Helper()
	var out []ordinary
	lines := strings.Split(read(t, "testdata/ordinary.sql"), "\n")
	for i, l := range lines {
		want, ok := strings.CutPrefix(l, "--> ")
		if !ok {
			continue
		}
		columns, params, _ := strings.Cut(want, "$")
		out = append(out, ordinary{i + 2, strings.TrimSuffix(lines[i+1], ";"), strings.TrimSpace(columns), params})
	}
	return out
}

func read(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func ordinaryCatalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat := pgcatalog.New()
	if list := ddl.Apply(cat, source.NewFile("ordinary_schema.sql", read(t, "testdata/ordinary_schema.sql"))); len(list) > 0 {
		t.Fatal(list[0].Message)
	}
	cat.Freeze()
	return cat
}

// TestOrdinary holds the proofs to what a careful person says of ordinary queries.
func TestOrdinary(t *testing.T) {
	cat := ordinaryCatalog(t)
	for _, o := range readOrdinary(t) {
		r, err := prove(cat, o.sql)
		if err != nil {
			t.Errorf("ordinary.sql:%d: %v\n%s", o.line, err, o.sql)
			continue
		}
		if got := strings.ReplaceAll(verdicts(r), "[]", ""); got != o.columns {
			t.Errorf("ordinary.sql:%d: got %s, want %s\n%s", o.line, got, o.columns, o.sql)
		}
		params := ""
		for _, p := range r.Params {
			params += string("nN"[btoi(p.NotNull)])
		}
		if params != o.params {
			t.Errorf("ordinary.sql:%d: parameters: got %s, want %s\n%s", o.line, params, o.params, o.sql)
		}
	}
}

// TestOrdinaryLive runs the same queries over data with many NULLs, with few rows, and with none.
func TestOrdinaryLive(t *testing.T) {
	server := pgserver.Test(t)
	if server.Major() < 15 {
		t.Skip("the schema has NULLS NOT DISTINCT: needs PostgreSQL 15")
	}
	var setup strings.Builder
	schema := read(t, "testdata/ordinary_schema.sql")
	for i, data := range dataSets(read(t, "testdata/ordinary_data.sql")) {
		fmt.Fprintf(&setup, "CREATE SCHEMA d%d; SET search_path = d%d;\n%s\n%s\n", i, i, schema, data)
	}
	conn, err := pgx.Connect(context.Background(), server.Database(t, setup.String()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	l := &live{t, ordinaryCatalog(t), conn}
	done := 0
	for _, o := range readOrdinary(t) {
		if o.params != "" {
			continue
		}
		n := l.check(o.sql)
		if n == 0 {
			t.Errorf("ordinary.sql:%d: never ran\n%s", o.line, o.sql)
		}
		done += n
	}
	t.Logf("%d executions", done)
}

func dataSets(text string) []string {
	var out []string
	set := ""
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "-- next data set") {
			out, set = append(out, set), ""
		} else {
			set += line
		}
	}
	return append(out, set)
}
