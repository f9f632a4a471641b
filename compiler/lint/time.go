package lint

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// mixedTime finds operators between timestamp and timestamptz: the session's time zone decides.
func (l *linter) mixedTime(x *tree.OpExpr) {
	if x.Op == nil {
		return
	}
	const ts, tz = catalog.TimestampOID, catalog.TimestamptzOID
	if x.Op.Left == ts && x.Op.Right == tz || x.Op.Left == tz && x.Op.Right == ts {
		l.warn(MixedTime, x.At, "Convert one side with AT TIME ZONE.",
			"comparing timestamp with timestamptz depends on the session's time zone")
	}
}

// zoneCast finds conversions between the two that nobody wrote: in COALESCE, CASE, UNION, a
// difference, an assignment. now() assigned to a timestamp column is left alone.
func (l *linter) zoneCast(x *tree.FuncExpr) {
	if x.Form != tree.ImplicitForm || len(x.Args) == 0 || x.Func.Namespace != catalog.PgCatalog {
		return
	}
	const ts, tz = catalog.TimestampOID, catalog.TimestamptzOID
	from, to := x.Args[0].Type(), x.Typ
	if from == ts && to == tz || from == tz && to == ts {
		if isValue(x.Args[0]) {
			return
		}
		names := map[catalog.OID]string{ts: "timestamp", tz: "timestamptz"}
		l.warn(MixedTime, position(x.Args[0], x), "Convert it with AT TIME ZONE.",
			"%s becomes %s by the session's time zone", names[from], names[to])
	}
}

// intDivision finds a quotient of integers, whose fraction is lost, that then becomes a number with
// fractions: a / b * 100.0, (a / b)::numeric, round(a / b, 2).
func (l *linter) intDivision(x tree.Expr) {
	switch x := x.(type) {
	case *tree.OpExpr:
		for _, a := range x.Args {
			if f, ok := a.(*tree.FuncExpr); ok && f.Form == tree.ImplicitForm && len(f.Args) > 0 {
				l.quotient(f.Typ, f.Args[0])
			}
		}
	case *tree.FuncExpr:
		switch {
		case len(x.Args) == 0:
		case x.Form == tree.ExplicitForm:
			l.quotient(x.Typ, x.Args[0])
		case x.Form == tree.CallForm && x.Func.Name == "round" && x.Func.Namespace == catalog.PgCatalog:
			if f, ok := x.Args[0].(*tree.FuncExpr); ok && f.Form == tree.ImplicitForm && len(f.Args) > 0 {
				l.quotient(f.Typ, f.Args[0])
			}
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
