package lint_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/lint"
	"github.com/sqlq-dev/sqlq/compiler/lower"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

func read(t *testing.T, name string) *source.File {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return source.NewFile(name, string(b))
}

func shopCatalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, file := pgcatalog.New(), read(t, "schema.sql")
	if list := ddl.Apply(cat, file); len(list) > 0 {
		t.Fatal(list[0])
	}
	if list := lint.Schema(cat, []*source.File{file}, lint.Levels{}); len(list) > 0 {
		t.Errorf("the schema: %v", list[0])
	}
	cat.Freeze()
	return cat
}

func checked(t *testing.T, cat *catalog.Catalog, q *parse.Query) diag.List {
	t.Helper()
	return checkedAt(t, cat, q, lint.Levels{})
}

func checkedAt(t *testing.T, cat *catalog.Catalog, q *parse.Query, levels lint.Levels) diag.List {
	t.Helper()
	raw, d := parse.Raw(q.Text)
	if d != nil {
		t.Fatalf("%s: %v", q.Name, d)
	}
	statement, types, err := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
	if err != nil {
		t.Fatalf("%s: %v", q.Name, err)
	}
	proofs := lower.NewValues(cat, nil).Prove(q, statement, types, nil)
	return lint.Check(cat, q, statement, furtherOrders(t, cat, q), &proofs, levels)
}

func furtherOrders(t *testing.T, cat *catalog.Catalog, q *parse.Query) (out []*tree.Query) {
	t.Helper()
	for i := 1; i < len(q.Orders); i++ {
		raw, d := parse.Raw(q.OrderText(i))
		if d != nil {
			t.Fatalf("%s: %v", q.Name, d)
		}
		sorted, _, err := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
		if err != nil {
			t.Fatalf("%s: %v", q.Name, err)
		}
		out = append(out, sorted)
	}
	return out
}

// TestClean: ordinary queries raise no warning.
func TestClean(t *testing.T) {
	cat := shopCatalog(t)
	queries, list := parse.Queries(read(t, "clean.sql"))
	if len(list) > 0 {
		t.Fatal(list[0])
	}
	for _, q := range queries {
		for _, d := range checked(t, cat, q) {
			t.Errorf("%s: %s [%s]", q.Name, d.Message, d.Code)
		}
	}
}

// TestFindings: a comment "want CODE word" above a query names each warning and the text that it
// points at.
func TestFindings(t *testing.T) {
	cat, file := shopCatalog(t), read(t, "findings.sql")
	queries, list := parse.Queries(file)
	if len(list) > 0 {
		t.Fatal(list[0])
	}
	for _, q := range queries {
		var want, got []string
		for _, line := range strings.Split(q.Doc, "\n") {
			if w, ok := strings.CutPrefix(line, "want "); ok {
				want = append(want, w)
			}
		}
		for _, d := range checked(t, cat, q) {
			rest := file.Text[d.At.Start:]
			line := d.Code + " "
			for _, w := range want {
				if code, text, _ := strings.Cut(w, " "); code == d.Code && strings.HasPrefix(rest, text) {
					line = w
				}
			}
			if line == d.Code+" " {
				line += rest[:min(len(rest), 20)] + "  (" + d.Message + ")"
			}
			got = append(got, line)
			if d.Hint == "" {
				t.Errorf("%s: %s has no hint", q.Name, d.Code)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", q.Name, diff)
		}
	}
}

// TestSilence switches the rule of each finding off in every way there is: by code and by name in
// the query, by sqlc's comment, and by configuration, which can also make an error of it.
func TestSilence(t *testing.T) {
	cat, file := shopCatalog(t), read(t, "findings.sql")
	for _, part := range strings.Split(file.Text, "\n\n") {
		found := wanted(part)
		for _, code := range found {
			rule := diag.FindRule(code)
			for _, d := range checkedAt(t, cat, withLine(t, part, ""), lint.NewLevels(map[string]string{code: "error"})) {
				if d.Code == code && d.Severity != diag.Error {
					t.Errorf("%s is not made an error\n%s", code, part)
				}
			}
			for _, line := range []string{
				"-- sqlq: disable " + code, "-- sqlq: disable " + rule.Name, "-- @sqlc-vet-disable",
				"-- @sqlc-vet-disable sqlc/db-prepare " + rule.Name, "",
			} {
				levels := lint.Levels{}
				if line == "" {
					levels = lint.NewLevels(map[string]string{rule.Name: "off"})
				}
				for _, d := range checkedAt(t, cat, withLine(t, part, line), levels) {
					if d.Code == code {
						t.Errorf("%q does not silence %s\n%s", line, code, part)
					}
				}
			}
		}
	}
}

// wanted lists the codes of a query's "want" comments.
func wanted(part string) (codes []string) {
	for line := range strings.Lines(part) {
		if w, ok := strings.CutPrefix(line, "-- want "); ok && !slices.Contains(codes, w[:5]) {
			codes = append(codes, w[:5])
		}
	}
	return codes
}

// withLine reads a query with a line put behind its annotation.
func withLine(t *testing.T, part, line string) *parse.Query {
	t.Helper()
	var b strings.Builder
	for l := range strings.Lines(part) {
		b.WriteString(l)
		if strings.HasPrefix(l, "-- name: ") {
			b.WriteString(line + "\n")
		}
	}
	queries, list := parse.Queries(source.NewFile("findings.sql", b.String()))
	if len(list) > 0 || len(queries) != 1 {
		t.Fatalf("%v\n%s", list, part)
	}
	return queries[0]
}
