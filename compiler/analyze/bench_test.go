package analyze_test

import (
	"testing"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
)

// benchQueries are of the kinds that applications have.
var benchQueries = []string{
	`SELECT oid, relname, relkind FROM pg_class WHERE oid = $1`,
	`SELECT c.relname, n.nspname, count(*) AS n, max(a.attnum) FILTER (WHERE NOT a.attisdropped) AS last
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attribute a ON a.attrelid = c.oid
	 WHERE c.relkind = ANY($1) AND c.relname LIKE $2 || '%' AND c.reltuples > 10
	 GROUP BY c.relname, n.nspname HAVING count(*) > $3 ORDER BY n DESC, c.relname LIMIT $4 OFFSET $5`,
	`WITH big AS (SELECT oid, relpages FROM pg_class WHERE relpages > $1)
	 SELECT b.oid, coalesce(sum(b.relpages) OVER (ORDER BY b.oid), 0) AS total,
	   CASE WHEN b.relpages > 100 THEN 'big' ELSE 'small' END AS size
	 FROM big b WHERE EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = b.oid AND i.indisunique)`,
	`UPDATE pg_description SET description = upper($2) WHERE objoid = $1 RETURNING objoid, description`,
}

// BenchmarkStatement measures analysis; BenchmarkParse what pg_query needs for the same texts.
// Analysis must stay below parsing.
func BenchmarkStatement(b *testing.B) {
	cat := catalog.New(pgcatalog.New())
	var raws []*pg.Node
	for _, text := range benchQueries {
		raw, err := pg.Parse(text)
		if err != nil {
			b.Fatal(err)
		}
		raws = append(raws, raw.Stmts[0].Stmt)
		if _, _, fault := analyze.Statement(cat, raw.Stmts[0].Stmt, nil); fault != nil {
			b.Fatal(fault)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, raw := range raws {
			if _, _, fault := analyze.Statement(cat, raw, nil); fault != nil {
				b.Fatal(fault)
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, text := range benchQueries {
			if _, err := pg.Parse(text); err != nil {
				b.Fatal(err)
			}
		}
	}
}
