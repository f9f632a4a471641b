package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// nullCompare finds x = NULL, x LIKE NULL and their like, CASE x WHEN NULL included.
func (l *linter) nullCompare(x *tree.OpExpr) {
	if x.Op == nil || len(x.Args) != 2 || !isComparison(x.Op) && !isPattern(x.Op) {
		return
	}
	for i, a := range x.Args {
		if k := constOf(a); k == nil || !k.Null {
			continue
		}
		if _, tested := x.Args[1-i].(*tree.CaseTestExpr); tested {
			l.warn(NullCompare, position(a, x), "Use the searched form: CASE WHEN x IS NULL THEN ….", "WHEN NULL is never taken: the comparison with NULL is not true")
			return
		}
		l.warn(NullCompare, x.At, "Use IS NULL, IS NOT NULL or IS DISTINCT FROM.", "comparison with NULL is never true")
		return
	}
}

// nullElement finds NULL in a list: x IN (1, NULL) never finds it, x NOT IN (1, NULL) finds nothing
// at all, x = ANY(NULL) neither.
func (l *linter) nullElement(x *tree.ScalarArrayOpExpr) {
	if !isComparison(x.Op) {
		return
	}
	if k := constOf(x.Args[1]); k != nil && k.Null {
		l.warn(NullCompare, x.At, "Pass an empty array for no elements.", "comparison with NULL is never true")
		return
	}
	a, ok := x.Args[1].(*tree.ArrayExpr)
	if !ok {
		return
	}
	for _, e := range a.Elems {
		if k := constOf(e); k == nil || !k.Null {
			continue
		}
		if x.UseOr {
			l.warn(NullCompare, position(e, x), "Leave it out, or add OR … IS NULL.", "NULL in the list is equal to nothing")
		} else {
			l.warn(NullCompare, position(e, x), "Leave it out; NOT IN does not find NULLs either way.", "NOT IN a list with NULL is never true")
		}
		return
	}
}

// isPattern reports whether an operator is LIKE or a regular expression match.
func isPattern(o *catalog.Operator) bool {
	switch o.Name {
	case "~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*":
		return true
	}
	return false
}

// notIn: one NULL in the set makes NOT IN never true.
func (l *linter) notIn(at source.Pos, s *tree.SubLink) {
	proofs := nullable.Prove(l.cat, l.certain(s.Query))
	for i, c := range s.Query.Columns() {
		if i >= len(proofs.Columns) || proofs.Columns[i].NotNull || !ownColumn(c.Expr) {
			continue
		}
		l.warn(NotInNull, at, "Use NOT EXISTS, or add IS NOT NULL to the subquery.",
			"NOT IN is never true once the subquery returns a NULL in \"%s\"", c.Name)
		return
	}
}

// ownColumn: a value made of columns of its own level only; others cannot be judged from within.
func ownColumn(x tree.Expr) bool {
	found, own := false, true
	w := &walker{query: func(*tree.Query) { own = false }}
	w.expr = func(x tree.Expr) {
		switch x := x.(type) {
		case *tree.Var:
			found, own = true, own && x.LevelsUp == 0
		case *tree.Param, *tree.CaseTestExpr:
			own = false
		}
	}
	w.walk(x)
	return found && own
}

// scalar finds subqueries used as one value that may return several rows: then the statement fails.
func (l *linter) scalar(x *tree.SubLink) {
	q := x.Query
	if x.Kind != tree.ExprLink && x.Kind != tree.MultiExprLink && x.Kind != tree.RowCompareLink ||
		q.Command != tree.Select || q.SetOp != nil || q.HasTargetSRFs || len(q.GroupingSets) > 0 || len(leaves(q)) == 0 {
		return
	}
	around := append(l.outer[:len(l.outer):len(l.outer)], l.q)
	inner := &linter{cat: l.cat, query: l.query, outer: around}
	at := position(x, q.Targets[0].Expr)
	if l.ofMaybe(at) || !inner.known(q) || inner.open(q).Rows() != nullable.AnyRows {
		return
	}
	l.warn(ManyScalar, at, "Compare a whole unique key, add ORDER BY with LIMIT 1, or aggregate.",
		"the subquery may return more than one row, and then the statement fails (21000)")
}

// ofMaybe reports whether the subquery at a place is that of sqlq.maybe, where several rows are an error.
func (l *linter) ofMaybe(at source.Pos) bool {
	return slices.ContainsFunc(l.query.Macros, func(m parse.Macro) bool {
		return m.Kind == parse.Maybe && m.Edited.Start <= at && at < m.EditedInner.Start
	})
}

// countNull finds count(x) where x is a nullable column, unless WHERE keeps its NULLs out or an
// outer join makes them: counting partners is what that is for. With count(*) beside it the
// difference is the point.
func (l *linter) countNull(x call) {
	q := l.q
	if q.Command != tree.Select || q.SetOp != nil || q.From == nil || x.fn.Name != "count" || x.fn.Namespace != catalog.PgCatalog ||
		len(x.args) != 1 || x.distinct || x.filter != nil {
		return
	}
	v, ok := x.args[0].(*tree.Var)
	if !ok {
		return
	}
	c, ok := resolve(q, v)
	if !ok || l.absent(q, c.rel) {
		return
	}
	home, base, ok := l.origin(q, c, func(_ *tree.RangeTableEntry, below *tree.Query, d column) bool {
		return len(below.GroupingSets) == 0 && !l.absent(below, d.rel)
	})
	if !ok {
		return
	}
	k := table(home, base.rel).ColumnNum(int16(base.num))
	if k == nil || k.NotNull || countsAll(q) || nullable.Prove(l.cat, over(l.certain(q), v)).Columns[0].NotNull {
		return
	}
	name := columnName(q, c)
	l.warn(CountNull, x.at, "Write count(*), or count(*) FILTER (WHERE "+name+" IS NOT NULL) if that is meant.",
		"count(%s) leaves out rows where \"%s\" is NULL", name, name)
}

func countsAll(q *tree.Query) bool {
	return slices.ContainsFunc(calls(q), func(x call) bool { return x.star })
}
