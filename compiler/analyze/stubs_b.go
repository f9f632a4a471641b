package analyze

// Stubs of room B, replaced by real files as they are written.

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// parse_expr.go
func (p *pstate) transformExpr(n *pg.Node, kind exprKind) tree.Expr { panic("not written") }
func (p *pstate) transformExprRecurse(n *pg.Node) tree.Expr         { panic("not written") }
func parseExprKindName(kind exprKind) string                        { panic("not written") }

// parse_target.go
func (p *pstate) transformTargetList(list []*pg.Node, kind exprKind) []*tree.TargetEntry {
	panic("not written")
}
func (p *pstate) transformExpressionList(list []*pg.Node, kind exprKind, allowDefault bool) []tree.Expr {
	panic("not written")
}

// transformTargetEntry: e may be nil, then n is transformed; colname "" means figureColname.
func (p *pstate) transformTargetEntry(n *pg.Node, e tree.Expr, kind exprKind, colname string, resjunk bool) *tree.TargetEntry {
	panic("not written")
}
func (p *pstate) markTargetListOrigins(list []*tree.TargetEntry)     { panic("not written") }
func (p *pstate) resolveTargetListUnknowns(list []*tree.TargetEntry) { panic("not written") }
func (p *pstate) transformAssignedExpr(e tree.Expr, kind exprKind, colname string, attrno int, indirection []*pg.Node, at source.Pos) tree.Expr {
	panic("not written")
}
func (p *pstate) updateTargetListEntry(tle *tree.TargetEntry, colname string, attrno int, indirection []*pg.Node, at source.Pos) {
	panic("not written")
}
func (p *pstate) checkInsertTargets(cols []*pg.Node) ([]*pg.ResTarget, []int) { panic("not written") }
func figureColname(n *pg.Node) string                                         { panic("not written") }

// figureIndexColname is figureColname that returns "" where no name suggests itself.
func figureIndexColname(n *pg.Node) string { panic("not written") }

// expandRecordVariable returns the columns of a Var of type record.
func (p *pstate) expandRecordVariable(v *tree.Var, levelsup int) []tree.RTEColumn {
	panic("not written")
}

// parse_subscript.go
func (p *pstate) transformContainerType(typ catalog.OID, typmod int32) (catalog.OID, int32) {
	panic("not written")
}
func (p *pstate) transformContainerSubscripts(base tree.Expr, typ catalog.OID, typmod int32, indirection []*pg.Node, assign bool) *tree.SubscriptingRef {
	panic("not written")
}

// parse_agg.go
func (p *pstate) parseCheckAggregates(q *tree.Query) { panic("not written") }
func (p *pstate) transformAggregateCall(agg *tree.Aggref, args []tree.Expr, aggorder []*pg.Node, distinct bool) {
	panic("not written")
}
func (p *pstate) transformWindowFuncCall(w *tree.WindowFunc, def *pg.WindowDef) { panic("not written") }
func (p *pstate) transformGroupingFunc(g *pg.GroupingFunc) tree.Expr            { panic("not written") }

// walker.go

// walkExpr calls fn for e and, as long as fn returns false, for all below it, subqueries'
// contents excluded (fn sees the SubLink); it returns true as soon as fn does.
func walkExpr(e tree.Expr, fn func(tree.Expr) bool) bool { panic("not written") }

// walkQuery calls fn for the top of every expression in q (targets, WHERE, ON, …, functions and
// subqueries in FROM, CTEs). sub is called for each sub-query and may descend with walkQuery.
func walkQuery(q *tree.Query, fn func(tree.Expr) bool, sub func(*tree.Query) bool) bool {
	panic("not written")
}
func containVarsOfLevel(e tree.Expr, level int) bool     { panic("not written") }
func locateVarOfLevel(e tree.Expr, level int) source.Pos { panic("not written") }
func containAggsOfLevel(e tree.Expr, level int) bool     { panic("not written") }
func locateAggOfLevel(e tree.Expr, level int) source.Pos { panic("not written") }
func containWindowFunction(e tree.Expr) bool             { panic("not written") }
func locateWindowFunction(e tree.Expr) source.Pos        { panic("not written") }

// incrementSublevelsUp shifts LevelsUp of all outer references of e that are at least min.
func incrementSublevelsUp(e tree.Expr, delta, min int) { panic("not written") }

// equalExpr compares structurally, ignoring positions (equalfuncs.c: equal).
func equalExpr(a, b tree.Expr) bool { panic("not written") }
