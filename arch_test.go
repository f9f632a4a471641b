package sqlq_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/sqlq-dev/sqlq"

// libraries that only some packages may import outside of tests, and which ones.
var libraries = map[string][]string{
	"github.com/pganalyze/pg_query_go": {"compiler/parse", "compiler/parse/pgjson", "compiler/analyze", "compiler/ddl"},
	"github.com/jackc/pgx":             {"internal/pgserver", "internal/verify", "catalog/pgcatalog/extract", "codegen/runtime", "queries/...", "examples/..."},
	"github.com/google/go-cmp":         {},
}

// TestArrows compares every package's imports with the table in ARCHITECTURE.md. A package that
// is not in the table fails too: whoever adds one says there what it is for and what it knows.
func TestArrows(t *testing.T) {
	rows := architecture(t)
	for _, p := range packages(t) {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		if name == "" {
			continue // this test
		}
		row, ok := find(rows, name)
		if !ok {
			t.Errorf("%s is not in the table of ARCHITECTURE.md", name)
			continue
		}
		for _, imp := range p.Imports {
			if own, ok := strings.CutPrefix(imp, module+"/"); ok {
				if !row.allows(own) {
					t.Errorf("%s imports %s, which the table of ARCHITECTURE.md does not allow", name, own)
				}
				continue
			}
			for lib, allowed := range libraries {
				if strings.HasPrefix(imp, lib) && !slices.ContainsFunc(allowed, func(a string) bool { return matches(a, name) }) {
					t.Errorf("%s imports %s; only %v may", name, imp, allowed)
				}
			}
		}
	}
}

// row is a line of the table: packages, and what they may import.
type row struct {
	packages []string
	imports  []string
	any      bool
}

func (r row) allows(own string) bool {
	return r.any || slices.ContainsFunc(r.imports, func(w string) bool { return w == own || w == path.Base(own) })
}

// find returns the row that names a package, else the one that has it in its "folder/...".
func find(rows []row, name string) (row, bool) {
	for _, exact := range []bool{true, false} {
		for _, r := range rows {
			for _, p := range r.packages {
				if p == name || !exact && matches(p, name) {
					return r, true
				}
			}
		}
	}
	return row{}, false
}

// matches reports whether a package is what a pattern names: itself, or anything in "folder/...".
func matches(pattern, name string) bool {
	folder, all := strings.CutSuffix(pattern, "/...")
	return name == folder || all && strings.HasPrefix(name, folder+"/")
}

// architecture reads the table whose first column is "package".
func architecture(t *testing.T) []row {
	t.Helper()
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	var above []string
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) < 5 || !strings.HasPrefix(strings.TrimSpace(cells[1]), "`") {
			continue
		}
		r := row{packages: quoted(cells[1])}
		switch may := strings.TrimSpace(cells[len(cells)-2]); may {
		case "-":
		case "everything":
			r.any = true
		case "all of the above":
			r.imports = slices.Clone(above)
		default:
			r.imports = strings.Fields(strings.ReplaceAll(may, "`", ""))
		}
		above = append(above, r.packages...)
		rows = append(rows, r)
	}
	if len(rows) < 10 {
		t.Fatalf("found only %d packages in the table of ARCHITECTURE.md", len(rows))
	}
	return rows
}

// quoted returns the words in backquotes.
func quoted(cell string) []string {
	var out []string
	for i, w := range strings.Split(cell, "`") {
		if i%2 == 1 {
			out = append(out, w)
		}
	}
	return out
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}
