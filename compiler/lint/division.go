package lint

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// intDivision finds a quotient of integers, whose fraction is lost, that then becomes a number with
// fractions: a / b * 100.0, (a / b)::numeric, round(a / b, 2), coalesce(a / b, 0.0).
func (l *linter) intDivision(x tree.Expr) {
	switch x := x.(type) {
	case *tree.OpExpr:
		l.widened(x.Args...)
	case *tree.CoalesceExpr:
		l.widened(x.Args...)
	case *tree.MinMaxExpr:
		l.widened(x.Args...)
	case *tree.CaseExpr:
		l.widened(x.Default)
		for _, w := range x.Whens {
			l.widened(w.Result)
		}
	case *tree.FuncExpr:
		switch {
		case len(x.Args) == 0:
		case x.Form == tree.ExplicitForm:
			l.quotient(x.Typ, x.Args[0])
		case x.Form == tree.CallForm && x.Func.Name == "round" && x.Func.Namespace == catalog.PgCatalog:
			l.widened(x.Args[0])
		}
	}
}

// assignedDivision finds the same where a quotient is stored in a column of numbers with fractions.
func (l *linter) assignedDivision(q *tree.Query) {
	if q.Command != tree.Insert && q.Command != tree.Update && q.Command != tree.Merge {
		return
	}
	for _, t := range q.Assigned() {
		l.widened(t.Expr)
	}
}

// widened looks for quotients that the server converts: to a type, and maybe to its precision then.
func (l *linter) widened(list ...tree.Expr) {
	for _, x := range list {
		f, ok := x.(*tree.FuncExpr)
		for ok && f.Form == tree.ImplicitForm && len(f.Args) > 0 {
			l.quotient(f.Typ, f.Args[0])
			f, ok = f.Args[0].(*tree.FuncExpr)
		}
	}
}

func (l *linter) quotient(to catalog.OID, x tree.Expr) {
	o, ok := x.(*tree.OpExpr)
	if !ok || o.Op == nil || o.Op.Name != "/" || len(o.Args) != 2 || !o.Op.Left.IsInteger() || !o.Op.Right.IsInteger() {
		return
	}
	switch to {
	case catalog.NumericOID, catalog.Float4OID, catalog.Float8OID:
		l.warn(IntDivision, o.At, "Cast one of the operands, not the result: a::numeric / b.", "division of integers drops the fraction before it becomes a fractional number")
	}
}
