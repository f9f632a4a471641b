package lint

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// mixedTime finds operators between timestamp and timestamptz: the session's time zone decides.
func (l *linter) mixedTime(op *catalog.Operator, at source.Pos) {
	if op == nil {
		return
	}
	const ts, tz = catalog.TimestampOID, catalog.TimestamptzOID
	if op.Left == ts && op.Right == tz || op.Left == tz && op.Right == ts {
		l.warn(MixedTime, at, "Convert one side with AT TIME ZONE.",
			"comparing timestamp with timestamptz depends on the session's time zone")
	}
}

// zoneCast finds conversions between the two that nobody wrote: in COALESCE, CASE, UNION, a
// difference, an assignment. now() assigned to a timestamp column is left alone.
func (l *linter) zoneCast(x *tree.FuncExpr) {
	if x.Form != tree.ImplicitForm || len(x.Args) == 0 || x.Func.Namespace != catalog.PgCatalog {
		return
	}
	l.becomes(x.Args[0], x.Typ)
}

// mixedParts finds the same in the parts of a UNION, whose columns the server converts when it runs.
func (l *linter) mixedParts(q *tree.Query) {
	var part func(n tree.SetNode, types []catalog.OID)
	part = func(n tree.SetNode, types []catalog.OID) {
		switch n := n.(type) {
		case *tree.SetOperation:
			part(n.Left, n.Types)
			part(n.Right, n.Types)
		case *tree.RangeTableRef:
			for i, c := range q.RangeTable[n.RTIndex-1].Subquery.Columns() {
				l.becomes(c.Expr, types[i])
			}
		}
	}
	if q.SetOp != nil {
		part(q.SetOp, nil)
	}
}

func (l *linter) becomes(x tree.Expr, to catalog.OID) {
	const ts, tz = catalog.TimestampOID, catalog.TimestamptzOID
	from := x.Type()
	if (from == ts && to == tz || from == tz && to == ts) && !isValue(x) {
		names := map[catalog.OID]string{ts: "timestamp", tz: "timestamptz"}
		l.warn(MixedTime, position(x), "Convert it with AT TIME ZONE.", "%s becomes %s by the session's time zone", names[from], names[to])
	}
}
