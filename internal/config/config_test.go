package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/internal/source"
)

// project makes a folder with schema/ and queries/ in it.
func project(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, d := range []string{"schema", "queries"} {
		if err := os.Mkdir(filepath.Join(root, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestParse(t *testing.T) {
	text := `version: 1
schema: [schema]
queries:
  - queries
package: db
out: db
rename: {id_token: IDToken}
overrides:
  - type: uuid
    go: github.com/google/uuid.UUID
lint: {SQ103: off}
`
	p, list := Parse(source.NewFile(FileName, text), project(t))
	if list.HasErrors() {
		t.Fatal(list[0])
	}
	k := p.Packages[0]
	if diff := cmp.Diff([]string{"queries"}, k.Queries); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Override{{Type: "uuid", Go: "github.com/google/uuid.UUID"}}, k.Overrides); diff != "" {
		t.Error(diff)
	}
	if k.Package != "db" || k.Out != "db" || k.Rename["id_token"] != "IDToken" || k.Lint["SQ103"] != "off" {
		t.Errorf("got %+v", k)
	}
}

func TestPackages(t *testing.T) {
	text := "version: 1\npackages:\n- {schema: [schema], queries: [queries], package: a, out: a}\n- {schema: [schema], queries: [queries], package: b, out: b}\n"
	p, list := Parse(source.NewFile(FileName, text), project(t))
	if list.HasErrors() {
		t.Fatal(list[0])
	}
	if len(p.Packages) != 2 || p.Packages[1].Package != "b" {
		t.Errorf("got %+v", p.Packages)
	}
}

func TestErrors(t *testing.T) {
	const good = "version: 1\nschema: [schema]\nqueries: [queries]\npackage: db\n"
	tests := []struct{ name, text, want string }{
		{"empty", "", "1:1: the configuration is empty"},
		{"only a comment", "# nothing\n", "1:1: the configuration is empty"},
		{"unknown key", good + "pakage: db\n", `5:1: unknown key "pakage" (did you mean "package"?)`},
		{"unknown nested key", good + "overrides:\n  - tipe: uuid\n    go: x.Y\n", `6:5: unknown key "tipe" (did you mean "type"?)`},
		{"unknown key after text", "# größer\n" + good + "zzz: 1\n", `6:1: unknown key "zzz"`},
		{"no version", "schema: [schema]\nqueries: [queries]\npackage: db\n", "1:1: version must be 1"},
		{"missing path", "version: 1\nschema: [nope]\nqueries: [queries]\npackage: db\n", `2:10: path "nope" does not exist`},
		{"outside", "version: 1\nschema: [../x]\nqueries: [queries]\npackage: db\n", `2:10: path "../x" points outside the project`},
		{"absolute", "version: 1\nschema: [/etc]\nqueries: [queries]\npackage: db\n", `2:10: path "/etc" points outside the project`},
		{"package name", "version: 1\nschema: [schema]\nqueries: [queries]\npackage: 1db\n", `4:1: "1db" is no Go package name`},
		{"no queries", "version: 1\nschema: [schema]\npackage: db\n", `1:1: "queries" is missing: a list of SQL files or folders`},
		{"both kinds", good + "overrides:\n  - {type: uuid, column: a.b, go: x.Y}\n", `6:5: an override needs either "type" or "column"`},
		{"lint level", good + "lint: {SQ100: loud}\n", `5:8: lint level "loud" must be off, warning or error`},
		{"lint rule", good + "lint:\n  SQ100: off\n  SQ10: error\n", `7:3: unknown lint rule "SQ10" (did you mean "SQ100"?)`},
		{"lint rule by name", good + "lint: {no-were: off}\n", `5:8: unknown lint rule "no-were" (did you mean "no-where"?)`},
		{"lint rule twice", good + "lint:\n  SQ100: off\n  no-where: error\n", `7:3: "SQ100" and "no-where" are the same lint rule`},
		{"lint rule unlike any", good + "lint: {select-star: off}\n", `5:8: unknown lint rule "select-star" ("sqlq explain" lists the rules)`},
		{"not YAML", "version: [1\n", "1:10: "},
		{"wrong type", "version: 1\nschema: {a: 1}\nqueries: [queries]\npackage: db\n", `2:10: unknown key "a"`},
		{"duplicate key", good + "package: db\n", "5:1: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, list := Parse(source.NewFile(FileName, tt.text), project(t))
			if !list.HasErrors() || p != nil {
				t.Fatalf("no error, project %v", p)
			}
			d := list[0]
			line, column := d.At.File.Position(d.At.Start)
			got := fmt.Sprintf("%d:%d: %s", line, column, d.Message)
			if d.Hint != "" {
				got += " (" + d.Hint + ")"
			}
			if !strings.HasPrefix(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	root := project(t)
	if err := os.WriteFile(filepath.Join(root, FileName), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := Find(filepath.Join(root, "queries"))
	if err != nil || got != filepath.Join(root, FileName) {
		t.Errorf("got %q, %v", got, err)
	}
}
