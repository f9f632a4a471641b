package nullable_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// statements are a schema with statements for it.
type statements struct {
	name, schema string
	list         []string
}

// testStatements are those of the repository's tests that are no projects: the analyser's, and what
// tempts the prover.
func testStatements(t *testing.T) []statements {
	t.Helper()
	out := []statements{{"traps", trapSchema, nil}, {"ordinary", read(t, "testdata/ordinary_schema.sql"), nil}}
	for _, c := range traps {
		out[0].list = append(out[0].list, c.sql)
	}
	for _, o := range readOrdinary(t) {
		out[1].list = append(out[1].list, o.sql)
	}
	probes, _ := filepath.Glob("testdata/probes/*.sql")
	for _, path := range probes {
		f := readProbes(t, path)
		s := statements{name: filepath.Base(path), schema: f.schema}
		for _, p := range f.probes {
			s.list = append(s.list, p.sql)
		}
		out = append(out, s)
	}
	analysed, _ := filepath.Glob("../analyze/testdata/*.sql")
	for _, path := range analysed {
		// The tables of a data set are in a schema of another name.
		parts := strings.Split(strings.ReplaceAll(read(t, path), "public.", ""), "\n-- name: ")
		s := statements{filepath.Base(path), parts[0], nil}
		for _, part := range parts[1:] {
			_, sql, _ := strings.Cut(part, "\n")
			s.list = append(s.list, strings.TrimSuffix(strings.TrimSpace(sql), ";"))
		}
		out = append(out, s)
	}
	if len(probes) == 0 || len(analysed) == 0 {
		t.Fatal("no statements")
	}
	return out
}

// TestSoundFiles runs the statements of the repository's tests over random data. With SQLQ_SOUND it
// does so over more data.
func TestSoundFiles(t *testing.T) {
	conn := soundConn(t)
	rounds, sets := 1, 1
	if os.Getenv("SQLQ_SOUND") != "" {
		rounds, sets = 8, 2
	}
	_, seed := soundSettings()
	count := &tally{failed: map[string]int{}}
	for round := range rounds {
		for n, s := range testStatements(t) {
			runStatements(t, conn, s, newChoices(seed<<12+uint64(round), uint64(n)), sets, count)
		}
	}
	count.log(t)
	if count.executions < 700*rounds {
		t.Errorf("only %d executions succeeded", count.executions)
	}
}

func runStatements(t *testing.T, conn *pgx.Conn, s statements, c *choices, sets int, count *tally) {
	w := newWorld(t, conn, "files", sets, count)
	defer w.drop()
	w.name = s.name
	for _, d := range parse.Split(s.schema) {
		sql := strings.TrimSuffix(strings.TrimSpace(s.schema[d.Start:d.End]), ";")
		// Extensions are there once, for all data sets.
		if name, ok := strings.CutPrefix(sql, "CREATE EXTENSION "); ok {
			w.must("SET search_path = pg_catalog; CREATE EXTENSION IF NOT EXISTS " + name)
			ddl.Apply(w.cat, source.NewFile("schema.sql", sql))
			continue
		}
		w.define(sql)
	}
	for i := range w.space {
		w.fill(c, i, 8)
	}
	for _, sql := range s.list {
		if b := w.try(sql, c); b != nil {
			t.Errorf("%s: %s", s.name, b.print(w.shrinkSteps(b, time.Now().Add(shrinkTime()))))
		}
	}
}
