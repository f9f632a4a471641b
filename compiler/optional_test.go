package compiler

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// TestOptionalProvesNothing: a condition that may be left out is no proof, and one that may be
// there can take rows and partners away.
func TestOptionalProvesNothing(t *testing.T) {
	const schema = `CREATE TABLE a (id int PRIMARY KEY, x int, y int);
CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL REFERENCES a, x int);`
	tests := []struct{ query, want string }{
		{"SELECT x FROM a WHERE x = @x", "x! rows any"},
		{"SELECT x FROM a WHERE sqlq.opt(x = @x)", "x? rows any"},
		{"SELECT x, y FROM a WHERE sqlq.opt(x = @x) AND y = @y", "x? y! rows any"},
		{"SELECT x FROM a WHERE id = @id", "x? rows at most one"},
		{"SELECT x FROM a WHERE sqlq.opt(id = @id)", "x? rows any"},
		{"SELECT sum(x) AS s FROM a GROUP BY id HAVING sqlq.opt(sum(x) > @x)", "s? rows any"},
		{"SELECT a.id FROM b LEFT JOIN a ON a.id = b.a_id", "id! rows any"},
		{"SELECT a.id FROM b LEFT JOIN a ON a.id = b.a_id AND sqlq.opt(a.x = @x)", "id? rows any"},
		{"SELECT b.id FROM a LEFT JOIN b ON b.a_id = a.id WHERE sqlq.opt(b.x = @x)", "id? rows any"},
		{"SELECT (SELECT a.id FROM a WHERE a.id = b.a_id AND sqlq.opt(a.x = @x)) AS m FROM b", "m? rows any"},
		{"WITH c AS (SELECT x FROM a WHERE sqlq.opt(x = @x)) SELECT x FROM c", "x? rows any"},
	}
	for _, tt := range tests {
		r := Compile([]*source.File{source.NewFile("s.sql", schema)}, []*source.File{source.NewFile("q.sql", "-- name: Q :many\n"+tt.query+";")}, Options{})
		for _, d := range r.Diagnostics {
			if d.Severity == diag.Error {
				t.Error(tt.query, d)
			}
		}
		var got strings.Builder
		for _, q := range r.Package.Queries {
			for _, c := range q.Columns {
				mark := "!"
				if c.Nullable {
					mark = "?"
				}
				got.WriteString(c.Name + mark + " ")
			}
			fmt.Fprintf(&got, "rows %s", q.Rows)
		}
		if got.String() != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.query, got.String(), tt.want)
		}
	}
	nested := `SELECT id, sqlq.many((SELECT x, y FROM b JOIN LATERAL (SELECT 1 AS y) z ON true WHERE b.a_id = a.id AND sqlq.opt(b.x = @x))) AS bs FROM a`
	r := Compile([]*source.File{source.NewFile("s.sql", schema)}, []*source.File{source.NewFile("q.sql", "-- name: Q :many\n"+nested+";")}, Options{})
	if c := r.Package.Queries[0].Row.Fields[1].Shape.Fields[0].Column; !c.Nullable {
		t.Errorf("nested column is not null because of %s", c.Because)
	}
}
