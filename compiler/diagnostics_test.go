package compiler

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func readSource(t *testing.T, path string) *source.File {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return source.NewFile(filepath.Base(path), string(text))
}

// TestDiagnostics holds what is said of wrong macros, directives and combinations, and where.
func TestDiagnostics(t *testing.T) {
	schema := readSource(t, "testdata/diagnostics/schema.txt")
	names, err := filepath.Glob("testdata/diagnostics/*.sql")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			r := Compile([]*source.File{schema}, []*source.File{readSource(t, name)}, Options{})
			var errors diag.List
			for _, d := range r.Diagnostics {
				if d.Severity == diag.Error {
					errors = append(errors, d)
				}
			}
			var got bytes.Buffer
			diag.Text(&got, errors, false, false)
			golden := strings.TrimSuffix(name, ".sql") + ".golden"
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
