package analyze_test

import (
	"testing"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// TestSuggestions checks the hints and details that PostgreSQL does not give.
func TestSuggestions(t *testing.T) {
	cat := catalog.New(pgcatalog.New())
	diags := ddl.Apply(cat, source.NewFile("s.sql", `
CREATE TABLE orders (id int8 PRIMARY KEY, user_id int8);
CREATE TABLE users (id int8, mood nope);`))
	if len(diags) != 1 {
		t.Fatalf("schema: %v", diags)
	}
	for _, c := range []struct{ text, hint, detail string }{
		{"SELECT 1 FROM ordrs", `Perhaps you meant the relation "orders".`, ""},
		{"SELECT lowr('x')", `Perhaps you meant the function "lower".`, ""},
		{"SELECT 1::itneger", `Perhaps you meant the type "integer".`, ""},
		{"INSERT INTO orders (usr_id) VALUES (1)", `Perhaps you meant the column "user_id".`, ""},
		{"UPDATE orders SET usr_id = 1", `Perhaps you meant the column "user_id".`, ""},
		{"SELECT 1 FROM entirely_else", "", ""},
		{"SELECT 1 FROM users", "", "The relation is unknown because the statement that creates it has an error: s.sql:3."},
	} {
		raw, err := pg.Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		_, _, fault := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
		if fault == nil {
			t.Errorf("%s: accepted", c.text)
			continue
		}
		if fault.Hint != c.hint || fault.Detail != c.detail {
			t.Errorf("%s: hint %q, detail %q", c.text, fault.Hint, fault.Detail)
		}
	}
}
