package lint_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/lint"
	"github.com/sqlq-dev/sqlq/internal/source"
)

func TestSchema(t *testing.T) {
	const parent = "CREATE TABLE p (id int PRIMARY KEY, b int, UNIQUE (id, b));\n"
	for _, c := range []struct {
		name, sql string
		want      []string
	}{
		{"no index", "CREATE TABLE c (p_id int REFERENCES p);", []string{"SQ113 warning 2:26"}},
		{"index made later", "CREATE TABLE c (p_id int REFERENCES p);\nCREATE INDEX ON c (p_id);", nil},
		{"second column of an index", "CREATE TABLE c (p_id int REFERENCES p, x int, UNIQUE (x, p_id));", []string{"SQ113 warning 2:26"}},
		{"primary key", "CREATE TABLE c (p_id int PRIMARY KEY REFERENCES p);", nil},
		{"first of two columns", "CREATE TABLE c (p_id int, b int, FOREIGN KEY (p_id, b) REFERENCES p (id, b));\nCREATE INDEX ON c (b);", nil},
		{"partial", "CREATE TABLE c (p_id int REFERENCES p, x int);\nCREATE INDEX ON c (p_id) WHERE x > 1;", []string{"SQ113 warning 2:26"}},
		{"without NULLs", "CREATE TABLE c (p_id int REFERENCES p);\nCREATE INDEX ON c (p_id) WHERE p_id IS NOT NULL;", nil},
		{"without other NULLs", "CREATE TABLE c (p_id int REFERENCES p, x int);\nCREATE INDEX ON c (p_id) WHERE x IS NOT NULL;", []string{"SQ113 warning 2:26"}},
		{"first of an expression", "CREATE TABLE c (p_id int REFERENCES p, x text);\nCREATE INDEX ON c (lower(x), p_id);", []string{"SQ113 warning 2:26"}},
		{"partitioned", "CREATE TABLE c (p_id int REFERENCES p) PARTITION BY LIST (p_id);\nCREATE TABLE c1 PARTITION OF c FOR VALUES IN (1);", []string{"SQ113 warning 2:26"}},
		{"dropped", "CREATE TABLE c (p_id int REFERENCES p);\nALTER TABLE c DROP COLUMN p_id;", nil},
		{"money", "CREATE TABLE c (unit_price float8);", []string{"SQ117 error 2:17"}},
		{"rate", "CREATE TABLE c (tax_rate float8, amount real, price_per_cent real);", nil},
		{"amount of money", "CREATE TABLE c (amount real, currency text);", []string{"SQ117 error 2:17"}},
		{"total of a table of money", "CREATE TABLE invoices (total_amount float8);", []string{"SQ117 error 2:24"}},
		{"domain and array", "CREATE DOMAIN cash AS float8;\nCREATE TABLE invoices (total cash, vat float4[], cent_count cash);", []string{"SQ117 error 3:24", "SQ117 error 3:36"}},
		{"numeric", "CREATE TABLE c (unit_price numeric, priceless float8);", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			cat, file := pgcatalog.New(), source.NewFile("schema.sql", parent+c.sql)
			if list := ddl.Apply(cat, file); len(list) > 0 {
				t.Fatal(list[0])
			}
			var got []string
			for _, d := range lint.Schema(cat, []*source.File{file}, lint.NewLevels(map[string]string{"SQ117": "error"})) {
				line, column := file.Position(d.At.Start)
				got = append(got, fmt.Sprintf("%s %s %d:%d", d.Code, d.Severity, line, column))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
