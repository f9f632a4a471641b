package compiler

import (
	"testing"

	"github.com/sqlq-dev/sqlq/internal/source"
)

// TestWholeRows: rows are read into a model only where each of its fields that is not null cannot be NULL.
func TestWholeRows(t *testing.T) {
	const schema = `CREATE TABLE o (id int PRIMARY KEY, y int);
CREATE TABLE c (id int PRIMARY KEY, o int NOT NULL REFERENCES o);
CREATE VIEW v AS SELECT c.id, o.id AS oid FROM c LEFT JOIN o ON o.id = c.o;`
	for _, tt := range []struct{ sql, model string }{
		{"SELECT o FROM o", "o"},
		{"SELECT o FROM o FOR UPDATE", "o"},
		{"SELECT v FROM v", "v"},
		{"SELECT array_agg(v) FROM v", "v"},
		// A locked row may be newer than the snapshot in which its partner is looked for.
		{"SELECT v FROM v FOR UPDATE", ""},
		{"SELECT v FROM v, (SELECT id FROM o FOR SHARE) s", ""},
		{"UPDATE c SET o = 1 FROM v WHERE v.id = c.id RETURNING v", ""},
		{"UPDATE c SET o = 1 FROM v WHERE v.id = c.id RETURNING c", "c"},
		{"SELECT first_value(v) OVER () FROM v", ""},
	} {
		r := Compile([]*source.File{source.NewFile("s.sql", schema)}, []*source.File{source.NewFile("q.sql", "-- name: Q :many\n"+tt.sql+";")}, Options{})
		if len(r.Package.Queries) != 1 {
			t.Fatalf("%s: %v", tt.sql, r.Diagnostics)
		}
		got := ""
		if m := r.Package.Queries[0].Columns[0].RowOf; m != nil {
			got = m.Name
		}
		if got != tt.model {
			t.Errorf("%s: rows of %q, want %q", tt.sql, got, tt.model)
		}
	}
}
