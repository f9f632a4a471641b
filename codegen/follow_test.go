package codegen_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/codegen/gotype"
)

// userTypes is the package of Go types that tests name; it is real, so that what they generate builds.
const userTypes = "github.com/sqlq-dev/sqlq/codegen/testdata/usertypes."

// TestFollow: a Go type for a column goes where the column's values go. The golden file has the
// types of all results and parameters.
func TestFollow(t *testing.T) {
	pkg := lowered(t, readAll(t, "testdata/follow/schema.sql"), readAll(t, "testdata/follow/query.sql"))
	var overrides []gotype.Override
	for column, name := range map[string]string{
		"users.settings": "Settings", "users.draft": "Settings", "users.extra": "Settings", "users.email": "Email",
		"public.teams.settings": "Other", "own.mine": "Other", "box_of.settings": "Settings", "users.tags": "[]Tag",
	} {
		prefix := ""
		if rest, ok := strings.CutPrefix(name, "[]"); ok {
			prefix, name = "[]", rest
		}
		overrides = append(overrides, gotype.Override{Column: column, GoType: prefix + userTypes + name})
	}
	files, err := codegen.Generate(pkg, codegen.Options{Package: "gen", Overrides: overrides})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/follow/types.txt", shapes(files))
	if !testing.Short() {
		vet(t, write(t, files))
	}
}

// shapes lists the structs and methods of generated code.
func shapes(files []codegen.File) string {
	var b strings.Builder
	for _, f := range files {
		if f.Name == "db.go" || f.Name == "decode.go" {
			continue
		}
		inside := false
		for line := range strings.Lines(string(f.Data)) {
			switch {
			case strings.HasPrefix(line, "type ") && strings.HasSuffix(line, "struct {\n"):
				inside = true
			case strings.HasPrefix(line, "func (q *Queries) "):
				b.WriteString(strings.TrimSuffix(strings.TrimPrefix(line, "func (q *Queries) "), " {\n") + "\n")
			}
			if inside {
				b.WriteString(line)
			}
			inside = inside && line != "}\n"
		}
	}
	return b.String()
}

// golden compares a text with a file; SQLQ_UPDATE rewrites it.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("SQLQ_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}
