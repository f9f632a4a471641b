package codegen_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// block is a fenced piece of a page.
type block struct {
	language, text string
	line           int
}

func blocks(page string) (out []block) {
	var b *block
	for i, line := range strings.Split(page, "\n") {
		switch {
		case b == nil && strings.HasPrefix(line, "```"):
			b = &block{language: strings.TrimPrefix(line, "```"), line: i + 2}
		case b != nil && line == "```":
			out = append(out, *b)
			b = nil
		case b != nil:
			b.text += line + "\n"
		}
	}
	return out
}

// TestDocs holds the pages to the compiler: every SQL block with an annotation compiles over
// docs/examples.sql and the page's own CREATE statements, without a warning, and the types and
// functions that Go blocks show are those that are generated.
func TestDocs(t *testing.T) {
	pages, err := filepath.Glob("../docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal(pages, err)
	}
	shared, err := os.ReadFile("../docs/examples.sql")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pages {
		if name := "docs/" + filepath.Base(path); !strings.Contains(string(readme), "("+name+")") {
			t.Errorf("README.md does not link %s", name)
		}
	}
	for _, path := range append(pages, "../README.md") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			checkPage(t, path, blocks(string(text)), string(shared))
		})
	}
}

func checkPage(t *testing.T, path string, all []block, shared string) {
	schema := []*source.File{source.NewFile("examples.sql", shared)}
	var queries []*source.File
	for _, b := range all {
		// As many empty lines as stand before it: positions are those of the page.
		text := strings.Repeat("\n", b.line-1) + b.text
		switch {
		case b.language != "sql":
		case strings.Contains(b.text, "-- name:") || strings.Contains(b.text, "/* name:"):
			queries = append(queries, source.NewFile(path, text))
		case strings.Contains(b.text, "CREATE "):
			schema = append(schema, source.NewFile(path, text))
		}
	}
	r := compiler.Compile(schema, queries, compiler.Options{Lint: map[string]string{"SQ113": "off", "SQ117": "off"}})
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error || !strings.HasSuffix(path, "lint.md") {
			line, column := d.At.File.Position(d.At.Start)
			t.Errorf("%s:%d:%d: %s [%s]", path, line, column, d.Message, d.Code)
		}
	}
	files, err := codegen.Generate(r.Package, codegen.Options{Package: "queries"})
	if err != nil {
		t.Fatal(err)
	}
	var generated strings.Builder
	for _, f := range files {
		generated.WriteString(words(string(f.Data)))
	}
	for _, b := range all {
		if b.language != "go" || strings.Contains(b.text, "// not generated") {
			continue
		}
		for _, decl := range declaration.FindAllString(b.text, -1) {
			if !strings.Contains(generated.String(), words(decl)) {
				t.Errorf("%s:%d: not what is generated:\n%s", path, b.line, decl)
			}
		}
	}
}

// declaration is a struct, or the head of a method, at the beginning of a line.
var declaration = regexp.MustCompile(`(?m)^type \w+ struct \{\n(?:[\t ].*\n)*\}|^func \(q \*Queries\).*$`)

var comment = regexp.MustCompile(`\s*//.*`)

// words leaves out comments and how much white space there is.
func words(s string) string {
	return strings.Join(strings.Fields(comment.ReplaceAllString(s, "")), " ") + " "
}
