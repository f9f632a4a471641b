package compiler_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// deepShapes are queries, named c1, c2, … or s1, s2, …, of which each reads the one before at least
// twice, or stands within it: what is proved again for each use costs 2 to the power of the depth.
var deepShapes = map[string]string{
	"join":      "SELECT a.id, b.v FROM %[1]s a JOIN %[1]s b ON a.id = b.id",
	"left join": "SELECT a.id, b.v FROM %[1]s a LEFT JOIN %[1]s b ON a.id = b.id",
	"full join": "SELECT id, a.v FROM %[1]s a FULL JOIN %[1]s b USING (id)",
	"other key": "SELECT a.id, b.v FROM %[1]s a JOIN %[1]s b ON a.v = b.id",
	"union":     "SELECT id, v FROM %[1]s UNION SELECT id, v FROM %[1]s",
	"union all": "SELECT id, v FROM %[1]s UNION ALL (SELECT id, v FROM %[1]s EXCEPT SELECT id, v FROM %[1]s)",
	"grouped":   "SELECT a.id, max(b.v) AS v FROM %[1]s a JOIN %[1]s b ON a.id = b.id GROUP BY a.id HAVING max(b.v) > 1",
	"distinct":  "SELECT DISTINCT ON (a.id) a.id, b.v FROM %[1]s a, %[1]s b WHERE a.id = b.id ORDER BY a.id, b.v",
	"scalar":    "SELECT a.id, (SELECT max(b.v) FROM %[1]s b WHERE b.id = a.id) AS v FROM %[1]s a",
	"in":        "SELECT a.id, a.v FROM %[1]s a WHERE a.id IN (SELECT b.id FROM %[1]s b) AND NOT EXISTS (SELECT FROM %[1]s c WHERE c.v = a.v)",
	"lateral":   "SELECT a.id, l.v FROM %[1]s a, LATERAL (SELECT b.v FROM %[1]s b WHERE b.id = a.id) l",
	"calculate": "SELECT a.id + a.id AS id, coalesce(a.v, b.v, a.v + b.v) AS v FROM %[1]s a, %[1]s b WHERE a.v = b.v AND a.id = b.id",
	"window":    "SELECT a.id, sum(b.v) OVER (PARTITION BY a.id) AS v FROM %[1]s a JOIN %[1]s b ON a.id = b.id ORDER BY a.id LIMIT 10",
	"top":       "SELECT id, v FROM (SELECT a.id, b.v, row_number() OVER (PARTITION BY a.id ORDER BY b.v) AS n FROM %[1]s a JOIN %[1]s b USING (id)) x WHERE n = 1",
	"case":      "SELECT a.id, CASE WHEN a.v IS NULL THEN b.v WHEN b.v > 1 THEN a.v ELSE b.v END AS v FROM %[1]s a JOIN %[1]s b ON a.id = b.id WHERE a.v > 0 OR b.v > 0",
}

// nestedShapes stand within each other instead.
var nestedShapes = map[string]string{
	"subquery":        "SELECT s.id, s.v FROM (%s) s WHERE s.v > 1",
	"left subquery":   "SELECT s.id, t.v FROM t LEFT JOIN (%s) s ON s.id = t.id",
	"twice":           "SELECT s.id + s.id AS id, coalesce(s.v, s.id, s.v + s.id) AS v FROM (%s) s WHERE s.id = s.v",
	"scalar subquery": "SELECT t.id, (SELECT max(s.v) FROM (%s) s WHERE s.id = t.id) AS v FROM t",
	"exists":          "SELECT t.id, t.v FROM t WHERE EXISTS (SELECT FROM (%s) s WHERE s.id = t.id) AND t.id IN (SELECT t.v)",
	"value":           "SELECT t.id, coalesce((SELECT s.v FROM (%s) s LIMIT 1), t.id, t.v) AS v FROM t",
	"set":             "SELECT id, v FROM t UNION (%s)",
	"aggregate":       "SELECT s.id, max(s.v) AS v FROM (%s) s GROUP BY s.id HAVING count(s.v) > 1",
	"case value":      "SELECT t.id, CASE WHEN t.v > (SELECT count(s.v) FROM (%s) s) THEN t.id ELSE t.v END AS v FROM t",
	"nullif":          "SELECT t.id, nullif((SELECT s.v FROM (%s) s WHERE s.id = t.id), t.id) AS v FROM t",
	"not":             "SELECT t.id, t.v FROM t WHERE NOT (t.v > 1 AND (t.id = 1 OR NOT EXISTS (SELECT FROM (%s) s WHERE s.v = t.v)))",
	"row":             "SELECT t.id, t.v FROM t WHERE (t.id, t.v) IN (SELECT s.id, s.v FROM (%s) s) OR (t.id, t.v) < (SELECT 1, 2)",
	"simple case":     "SELECT t.id, CASE (SELECT count(s.v) FROM (%s) s WHERE s.id = t.id) WHEN 1 THEN t.id WHEN 2 THEN t.v ELSE 0 END AS v FROM t",
	"using":           "SELECT id, v FROM t FULL JOIN (%s) s USING (id, v)",
	"coalesced":       "SELECT t.id, t.v FROM t LEFT JOIN (%s) s ON s.id = t.id WHERE coalesce(s.v, t.v, 0) > 1 OR s.v IS NOT NULL",
	"in":              "SELECT t.id, t.v FROM t WHERE t.id IN (SELECT s.id FROM (%s) s) OR t.v IS NULL",
}

// deepProject writes the shape as a chain of views, of WITH queries, or of subqueries.
func deepProject(shape, kind string, depth int) (schema, query string) {
	schema = "CREATE TABLE t (id int PRIMARY KEY, v int);\n"
	const first = "SELECT id, v FROM t"
	switch kind {
	case "views":
		var b strings.Builder
		b.WriteString("CREATE VIEW c0 AS " + first + ";\n")
		for i := 1; i <= depth; i++ {
			fmt.Fprintf(&b, "CREATE VIEW c%d AS "+shape+";\n", i, fmt.Sprintf("c%d", i-1))
		}
		return schema + b.String(), fmt.Sprintf("SELECT id, v FROM c%d WHERE id = $1", depth)
	case "with":
		list := []string{"c0 AS (" + first + ")"}
		for i := 1; i <= depth; i++ {
			list = append(list, fmt.Sprintf("c%d AS (%s)", i, fmt.Sprintf(shape, fmt.Sprintf("c%d", i-1))))
		}
		return schema, "WITH " + strings.Join(list, ",\n") + fmt.Sprintf("\nSELECT id, v FROM c%d WHERE id = $1", depth)
	}
	query = first
	for range depth {
		query = fmt.Sprintf(shape, query)
	}
	return schema, query
}

// eachDeep calls fn for every shape and kind.
func eachDeep(fn func(name, shape, kind string)) {
	for name, shape := range deepShapes {
		shape = strings.ReplaceAll(shape, "%[1]s", "%[2]s")
		fn("views/"+name, shape, "views")
		fn("with/"+name, strings.ReplaceAll(shape, "%[2]s", "%[1]s"), "with")
	}
	for name, shape := range nestedShapes {
		fn("nested/"+name, shape, "nested")
	}
}

func deepFiles(shape, kind string, depth int) (schema, queries []*source.File) {
	tables, query := deepProject(shape, kind, depth)
	return []*source.File{source.NewFile("schema.sql", tables)},
		[]*source.File{source.NewFile("q.sql", "-- name: Deep :many\n"+query+";\n")}
}

// TestDeep compiles chains which a compiler that proves each use anew would not finish.
func TestDeep(t *testing.T) {
	eachDeep(func(name, shape, kind string) {
		t.Run(name, func(t *testing.T) {
			schema, queries := deepFiles(shape, kind, 40)
			if r := compiler.Compile(schema, queries, compiler.Options{}); r.Diagnostics.HasErrors() || len(r.Package.Queries) != 1 {
				t.Errorf("%v\n%s", r.Diagnostics, queries[0].Text)
			}
			cat, _ := compiler.Schema(schema)
			statements, _ := compiler.Check(cat, queries)
			compiler.Explain(cat, statements, schema)
		})
	})
}

// BenchmarkDeep compiles a schema and a query of 24 levels: analysis, proofs, lint, lowering.
func BenchmarkDeep(b *testing.B) {
	eachDeep(func(name, shape, kind string) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				schema, queries := deepFiles(shape, kind, 24)
				compiler.Compile(schema, queries, compiler.Options{})
			}
		})
	})
}
