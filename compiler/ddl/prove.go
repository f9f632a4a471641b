package ddl

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// Prove notes what nullable proves of the columns of views, materialised views and generated
// columns. It is for the finished schema: a statement further down may take back what a proof
// rests on (DROP NOT NULL, DROP CONSTRAINT, DROP EXPRESSION).
func Prove(cat *catalog.Catalog) {
	for _, rel := range cat.OwnRelations() {
		if q, ok := rel.Query.(*tree.Query); ok {
			for i, p := range nullable.Prove(cat, q).Columns {
				if i < len(rel.Columns) {
					if f := rel.Columns[i].Filled; rel.Kind == catalog.MatView {
						p.NotNull, p.ElemNotNull = p.NotNull && f.NotNull, p.ElemNotNull && f.ElemNotNull
					}
					note(rel.Columns[i], p)
				}
			}
		}
		for _, c := range rel.Columns {
			if x, ok := c.Generation.(tree.Expr); ok && c.Generated != 0 {
				note(c, nullable.Expression(cat, rel, x))
			}
		}
	}
}

func note(c *catalog.Column, p nullable.Proof) {
	c.ProvedNotNull, c.Because, c.ElemNotNull = p.NotNull, p.Because, p.ElemNotNull
}
