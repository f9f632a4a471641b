package lower

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// rowModel returns the model of a result column that holds whole rows of a table or view, or arrays of
// such, as they are read: what NOT NULL says of the columns holds for their fields. It is nil for all
// others. A stored row, a function's or a parameter may have NULL in any field.
func (l *lowering) rowModel(s *scope, e tree.Expr, t *ir.Type) *ir.Model {
	if t.Kind == ir.ArrayType {
		t = t.Elem
	}
	if !t.TableRow {
		return nil
	}
	rel := rowsOf(s, e, 0)
	if rel == nil || rel.OID < catalog.FirstUserOID {
		return nil
	}
	// What a view's query proves by foreign keys holds in one snapshot only.
	if rel.Kind == catalog.View && !nullable.ReadsOnly(l.Types.cat, l.Tree) {
		return nil
	}
	return l.Types.Model(rel)
}

// rowsOf returns the relation whose rows an expression hands on, nil if others may come.
func rowsOf(s *scope, e tree.Expr, depth int) *catalog.Relation {
	switch x := e.(type) {
	case *tree.Var:
		return rowsOfVar(s, x, depth)
	case *tree.Aggref:
		if collects(x.Func) {
			return rowsOf(s, x.Args[0].Expr, depth) // what follows is what it sorts by
		}
	case *tree.ArrayExpr:
		return rowsOfAll(s, x.Elems, depth)
	case *tree.CoalesceExpr, *tree.CaseExpr, *tree.NullIfExpr, *tree.MinMaxExpr:
		return rowsOfAll(s, yields(x), depth)
	case *tree.SubLink:
		if x.Kind == tree.ExprLink || x.Kind == tree.ArrayLink {
			return rowsOfOutput(&scope{q: x.Query, outer: s}, 1, depth)
		}
	}
	return nil
}

// rowsOfAll is the relation whose rows all expressions hand on. NULL is no row.
func rowsOfAll(s *scope, list []tree.Expr, depth int) (all *catalog.Relation) {
	for _, e := range list {
		if c, ok := e.(*tree.Const); e == nil || ok && c.Null {
			continue
		}
		rel := rowsOf(s, e, depth)
		if rel == nil || all != nil && rel != all {
			return nil
		}
		all = rel
	}
	return all
}

func rowsOfVar(s *scope, v *tree.Var, depth int) *catalog.Relation {
	if s = s.up(v.LevelsUp); s == nil || v.Varno < 1 || v.Varno > len(s.q.RangeTable) {
		return nil
	}
	rte := s.q.RangeTable[v.Varno-1]
	switch {
	case v.Attno == 0:
		return readRow(s.q, v.Varno)
	case rte.Kind == tree.RTESubquery && rte.Subquery != nil:
		return rowsOfOutput(&scope{q: rte.Subquery, outer: s}, v.Attno, depth)
	case rte.Kind == tree.RTECTE && rte.CTE != nil && rte.CTE.Query != nil && !rte.CTE.Recursive:
		if owner := s.up(rte.CTELevel); owner != nil {
			return rowsOfOutput(&scope{q: rte.CTE.Query, outer: owner}, v.Attno, depth)
		}
	}
	return nil
}

// readRow is the relation of an entry whose rows are read from it. A table that is written to returns
// rows that keep its constraints too, unless a rule answers in their place; a view promises nothing of
// what it has written.
func readRow(q *tree.Query, varno int) *catalog.Relation {
	rte := q.RangeTable[varno-1]
	if rte.Kind != tree.RTERelation || rte.Relation == nil {
		return nil
	}
	rel := rte.Relation
	written := q.Result == varno
	if written && (rel.Kind != catalog.Table && rel.Kind != catalog.PartitionedTable || len(rel.Rules) > 0) {
		return nil
	}
	return rel
}

// rowsOfOutput is rowsOf for a result column of a query, counted from 1.
func rowsOfOutput(s *scope, number, depth int) *catalog.Relation {
	columns := s.q.Columns()
	if s.q.SetOp != nil || depth > deepest || number < 1 || number > len(columns) {
		return nil
	}
	return rowsOf(s, columns[number-1].Expr, depth+1)
}
