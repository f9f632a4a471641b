package analyze_test

import (
	"os"
	"path/filepath"
	"testing"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
)

// FuzzStatement analyses mutated statements of the test files over the built-in catalog: whatever
// parses must give a query or an error of PostgreSQL's, never a panic (which becomes XX000).
func FuzzStatement(f *testing.F) {
	for _, q := range benchQueries {
		f.Add(q)
	}
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		_, cases := readCases(string(data))
		for _, c := range cases {
			f.Add(c.text)
		}
	}
	cat := catalog.New(pgcatalog.New())
	f.Fuzz(func(t *testing.T, text string) {
		raw, err := pg.Parse(text)
		if err != nil {
			return
		}
		for _, stmt := range raw.Stmts {
			q, _, fault := analyze.Statement(cat, stmt.Stmt, nil)
			if fault != nil && fault.Code == "XX000" {
				t.Fatalf("%s\n%s", fault.Message, fault.Stack)
			}
			if fault == nil && q == nil {
				t.Fatal("neither a query nor an error")
			}
			if fault != nil && int(fault.Pos) > len(text) {
				t.Fatalf("position %d outside the text", fault.Pos)
			}
		}
	})
}
