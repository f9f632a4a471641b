package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/internal/diag"
)

// TestExamples compiles the example of every code and expects that code.
func TestExamples(t *testing.T) {
	for _, e := range diag.Entries() {
		if e.Example == "" {
			continue
		}
		t.Run(e.Code, func(t *testing.T) {
			dir := t.TempDir()
			schema, queries, ok := strings.Cut(e.Example, diag.SchemaEnd)
			if !ok {
				schema, queries = "", e.Example
			}
			yaml := "version: 1\nschema: [schema.sql]\nqueries: [queries.sql]\npackage: db\n"
			if diag.FindRule(e.Code) != nil {
				yaml += "lint: {" + e.Code + ": warning}\n" // some are off by default
			}
			files := map[string]string{"sqlq.yaml": yaml, "schema.sql": schema, "queries.sql": queries}
			for name, text := range files {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var out, log bytes.Buffer
			code := run([]string{"check", "--config", filepath.Join(dir, "sqlq.yaml")}, nil, &out, &log)
			want := exitErrors
			if strings.HasPrefix(e.Code, "SQ1") {
				want = 0 // warnings
			}
			if code != want || !strings.Contains(out.String(), "["+e.Code+"]") {
				t.Errorf("exit %d, printed %s%s", code, out.String(), log.String())
			}
		})
	}
}

// TestRulesAreDocumented: docs/lint.md has a row for each rule, with its code and name.
func TestRulesAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/lint.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range diag.Rules() {
		if !strings.Contains(string(page), "\n| "+r.Code+" `"+r.Name+"`") {
			t.Errorf("docs/lint.md has no row for %s `%s`", r.Code, r.Name)
		}
	}
}
