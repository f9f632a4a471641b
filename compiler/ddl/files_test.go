package ddl

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/internal/source"
)

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, n := range []string{"10_b.up.sql", "2_a.sql", "010_c.sql", "10_b.down.sql", "atlas.sum", "notes.txt", "U1__x.sql", "users.sql"} {
		if err := os.WriteFile(filepath.Join(dir, n), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	list, err := Files([]string{dir, filepath.Join(dir, "notes.txt")})
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		list[i] = filepath.Base(list[i])
	}
	want := []string{"2_a.sql", "10_b.up.sql", "010_c.sql", "users.sql", "notes.txt"}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	if _, err := Files([]string{filepath.Join(dir, "nope")}); err == nil {
		t.Error("a missing path is no error")
	}
}

func TestStripDown(t *testing.T) {
	tests := map[string]string{
		"goose":       "-- +goose Up\nCREATE TABLE a ();\n-- +goose Down\nDROP TABLE a;\n",
		"dbmate":      "-- migrate:up\nCREATE TABLE a ();\n\n-- migrate:down\nDROP TABLE a;",
		"sql-migrate": "-- +migrate Up\r\nCREATE TABLE a ();\r\n-- +migrate Down\r\nDROP TABLE a;\r\n",
		"tern":        "CREATE TABLE a ();\n---- create above / drop below ----\nDROP TABLE a;\n",
		"goose again": "-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE a ();\n-- +goose StatementEnd\n-- +goose Down\n-- +goose StatementBegin\nDROP TABLE a;\n-- +goose StatementEnd\n",
	}
	for name, text := range tests {
		got := StripDown(text)
		if len(got) != len(text) || strings.Count(got, "\n") != strings.Count(text, "\n") {
			t.Errorf("%s: offsets moved", name)
		}
		if strings.Contains(got, "DROP") || !strings.Contains(got, "CREATE TABLE a ();") {
			t.Errorf("%s: %q", name, got)
		}
	}
	if text := "-- all down\nDROP TABLE x;"; StripDown(text) != text {
		t.Error("an ordinary comment is taken for a marker")
	}
}

// TestApplySkipsDown: a migration with both parts leaves what its up-part made.
func TestApplySkipsDown(t *testing.T) {
	text := "-- +goose Up\nCREATE TABLE a ();\n-- +goose Down\nDROP TABLE a;\n"
	cat := pgcatalog.New()
	if l := Apply(cat, source.NewFile("1.sql", text)); len(l) > 0 {
		t.Fatal(l)
	}
	if len(cat.OwnRelations()) != 1 {
		t.Error("the table is gone: the down-part was applied")
	}
}
