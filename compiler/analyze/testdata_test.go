package analyze_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/internal/source"
)

var update = flag.Bool("update", false, "rewrite the verdicts in testdata with sqlq's")

// errorMark is an expected error; it stands before the token that the error points at.
var errorMark = regexp.MustCompile(`/\* ERROR \w+ "(?:[^"\\]|\\.)*" \*/ ?`)

// verdictLine is a line above a statement that says what it gives.
var verdictLine = regexp.MustCompile(`^-- (param|column|error) `)

// testCase is one statement of a file with its verdict: the lines above it and the statement with
// its error mark.
type testCase struct {
	name, text, verdict string
}

// readCases splits a test file: the schema first, then the cases, each after "-- name:".
func readCases(text string) (schema string, cases []testCase) {
	parts := strings.Split(text, "\n-- name: ")
	for _, part := range parts[1:] {
		head, body, _ := strings.Cut(part, "\n")
		var sql []string
		for line := range strings.Lines(body) {
			if !verdictLine.MatchString(line) {
				sql = append(sql, line)
			}
		}
		cases = append(cases, testCase{
			name:    head,
			text:    strings.TrimSpace(errorMark.ReplaceAllString(strings.Join(sql, ""), "")),
			verdict: strings.TrimSpace(body),
		})
	}
	return parts[0], cases
}

// TestData analyses every statement of testdata and compares with what the file says, which is
// what the server said.
func TestData(t *testing.T) {
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no test files", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".sql"), func(t *testing.T) { testFile(t, file) })
	}
}

func testFile(t *testing.T, path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	schema, cases := readCases(string(data))
	cat := catalog.New(pgcatalog.New())
	for _, d := range ddl.Apply(cat, source.NewFile(path, schema)) {
		t.Errorf("schema: %s", d.Message)
	}
	out := schema
	for _, c := range cases {
		var got string
		t.Run(strings.Fields(c.name)[0], func(t *testing.T) {
			got = verdict(t, cat, c.text)
			if diff := cmp.Diff(c.verdict, got); diff != "" && !*update {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
		out += "\n-- name: " + c.name + "\n" + got + "\n"
	}
	if *update {
		if err := os.WriteFile(path, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// verdict writes what sqlq says about a statement in the form of the test files.
func verdict(t *testing.T, cat *catalog.Catalog, text string) string {
	raw, err := pg.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	q, params, fault := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
	if fault != nil {
		mark := fmt.Sprintf("%s %q", fault.Code, fault.Message)
		if fault.Pos < 0 {
			return "-- error " + mark + "\n" + text
		}
		return text[:fault.Pos] + "/* ERROR " + mark + " */ " + text[fault.Pos:]
	}
	var b strings.Builder
	for _, p := range params {
		fmt.Fprintf(&b, "-- param %s\n", typeName(cat, p))
	}
	for _, c := range q.Columns() {
		fmt.Fprintf(&b, "-- column %s %s\n", c.Name, typeName(cat, c.Expr.Type()))
	}
	return b.String() + text
}

// typeName names a type as describe does.
func typeName(cat *catalog.Catalog, oid catalog.OID) string {
	t := cat.Type(oid)
	if t == nil {
		return fmt.Sprintf("type %d", oid)
	}
	if e := cat.Type(t.Elem); e != nil && e.Array == t.OID {
		return typeName(cat, t.Elem) + "[]"
	}
	if t.Namespace == catalog.PgCatalog {
		return t.Name
	}
	return cat.NamespaceByOID(t.Namespace).Name + "." + t.Name
}
