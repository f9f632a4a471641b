package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
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
			if slices.Contains(diag.Rules(), e.Code) {
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
