package compiler_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/internal/source"
)

func compiled(queries string, options compiler.Options) (names, diagnostics []string) {
	schema := source.NewFile("schema.sql", "CREATE TABLE t (a int PRIMARY KEY, b text);")
	r := compiler.Compile([]*source.File{schema}, []*source.File{source.NewFile("q.sql", queries)}, options)
	for _, q := range r.Package.Queries {
		names = append(names, q.Name)
	}
	for _, d := range r.Diagnostics {
		diagnostics = append(diagnostics, fmt.Sprintf("%s %s %s", d.Query, d.Severity, d.Code))
	}
	return names, diagnostics
}

// TestLintLevels: an error of lint keeps its query from being generated, and no other.
func TestLintLevels(t *testing.T) {
	const queries = "-- name: A :exec\nDELETE FROM t;\n-- name: B :many\nSELECT a FROM t;\n"
	for level, want := range map[string][2][]string{
		"":        {{"A", "B"}, {"A warning SQ100"}},
		"warning": {{"A", "B"}, {"A warning SQ100"}},
		"off":     {{"A", "B"}, nil},
		"error":   {{"B"}, {"A error SQ100"}},
	} {
		names, found := compiled(queries, compiler.Options{Lint: map[string]string{"SQ100": level}})
		if diff := cmp.Diff(want, [2][]string{names, found}); diff != "" {
			t.Errorf("%q: %s", level, diff)
		}
	}
}

// TestTableCommand: TABLE t has the columns of a star that is not in the text.
func TestTableCommand(t *testing.T) {
	names, found := compiled("-- name: A :many\nTABLE t;\n", compiler.Options{})
	if diff := cmp.Diff([]string{"A"}, names); diff != "" || found != nil {
		t.Errorf("%v %s", found, diff)
	}
}
