package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// transformAggregateCall finishes an aggregate call: direct and aggregated arguments, ORDER BY and
// DISTINCT inside, the query level that it belongs to, and whether it may stand here. args have
// the types that the function wants; aggorder is raw.
// Mirrors parse_agg.c: transformAggregateCall.
func (p *pstate) transformAggregateCall(agg *tree.Aggref, args []tree.Expr, aggorder []*pg.Node, distinct bool) {
	if agg.Func.AggKind == 'o' || agg.Func.AggKind == 'h' {
		p.orderedSetArgs(agg, args, aggorder)
	} else {
		p.plainAggregateArgs(agg, args, aggorder, distinct)
	}
	p.checkAggLevels(agg, &agg.LevelsUp, agg.DirectArgs, targetExprs(agg.Args), agg.Filter)
}

// orderedSetArgs splits the arguments of an ordered-set aggregate; each aggregated one is sorted.
func (p *pstate) orderedSetArgs(agg *tree.Aggref, args []tree.Expr, aggorder []*pg.Node) {
	direct := len(args) - len(aggorder)
	agg.DirectArgs = args[:direct:direct]
	for i, e := range args[direct:] {
		t := &tree.TargetEntry{Expr: e, Resno: i + 1}
		agg.Args = append(agg.Args, t)
		agg.Order = p.addTargetToSortList(t, agg.Order, agg.Args, aggorder[i].GetSortBy())
	}
}

// plainAggregateArgs makes the arguments a target list so that ORDER BY, which follows SQL99 rules
// here, can add to it.
func (p *pstate) plainAggregateArgs(agg *tree.Aggref, args []tree.Expr, aggorder []*pg.Node, distinct bool) {
	for i, e := range args {
		agg.Args = append(agg.Args, &tree.TargetEntry{Expr: e, Resno: i + 1})
	}
	saved := p.nextResno
	p.nextResno = len(args) + 1
	agg.Order = p.transformSortClause(aggorder, &agg.Args, exprOrderBy, true)
	if distinct {
		agg.Distinct = p.transformDistinctClause(&agg.Args, agg.Order, true)
		for _, c := range agg.Distinct {
			if c.Sort != catalog.InvalidOID {
				continue
			}
			e := getSortGroupClauseTLE(c, agg.Args).Expr
			fail(sqlstate.UndefinedFunction, exprLocation(e),
				"could not identify an ordering operator for type "+p.formatType(e.Type()),
				withDetail("Aggregates with DISTINCT must be able to sort their inputs."))
		}
	}
	p.nextResno = saved
}

func targetExprs(list []*tree.TargetEntry) []tree.Expr {
	out := make([]tree.Expr, len(list))
	for i, t := range list {
		out[i] = t.Expr
	}
	return out
}

// transformGroupingFunc analyses GROUPING(…), which counts as an aggregate for levels and places.
// Its arguments are checked by parseCheckAggregates. Mirrors parse_agg.c: transformGroupingFunc.
func (p *pstate) transformGroupingFunc(g *pg.GroupingFunc) tree.Expr {
	at := source.Pos(g.Location)
	if len(g.Args) > 31 {
		fail(sqlstate.TooManyArguments, at, "GROUPING must have fewer than 32 arguments")
	}
	out := &tree.GroupingFunc{Node: node(catalog.Int4OID, at)}
	for _, n := range g.Args {
		out.Args = append(out.Args, p.transformExpr(n, p.kind))
	}
	p.checkAggLevels(out, &out.LevelsUp, nil, out.Args, nil)
	return out
}

// checkAggLevels finds the query level of an aggregate or GROUPING, marks it as aggregated, and
// fails if the place of the call within that level does not allow one.
// Mirrors parse_agg.c: check_agglevels_and_constraints.
func (p *pstate) checkAggLevels(e tree.Expr, levelsUp *int, direct, args []tree.Expr, filter tree.Expr) {
	level := p.checkAggArguments(direct, args, filter, e.Pos())
	*levelsUp = level
	own := p
	for ; level > 0; level-- {
		own = own.parent
	}
	own.hasAggs = true
	what := "aggregate functions"
	if _, ok := e.(*tree.GroupingFunc); ok {
		what = "grouping operations"
	}
	if place := aggRefused(own.kind); place != "" {
		fail(sqlstate.GroupingError, e.Pos(), what+" are not allowed in "+place)
	}
}

// aggRefused names the place for the message if aggregates are not allowed there, else "".
func aggRefused(kind exprKind) string {
	switch kind {
	case exprFromSubselect:
		return "FROM clause of their own query level"
	case exprWindowFrameRange, exprWindowFrameRows, exprWindowFrameGroups,
		exprWhere, exprFilter, exprInsertTarget, exprUpdateSource, exprUpdateTarget, exprGroupBy,
		exprLimit, exprOffset, exprReturning, exprValues, exprValuesSingle, exprCycleMark:
		return parseExprKindName(kind)
	}
	return placeInWords(kind)
}

// placeInWords names the places for which a keyword does not do, "" for others.
func placeInWords(kind exprKind) string {
	switch kind {
	case exprJoinOn, exprJoinUsing:
		return "JOIN conditions"
	case exprFromFunction:
		return "functions in FROM"
	case exprPolicy:
		return "policy expressions"
	case exprMergeWhen:
		return "MERGE WHEN conditions"
	case exprCheckConstraint, exprDomainCheck:
		return "check constraints"
	case exprColumnDefault, exprFunctionDefault:
		return "DEFAULT expressions"
	case exprIndexExpression:
		return "index expressions"
	case exprIndexPredicate:
		return "index predicates"
	case exprStatsExpression:
		return "statistics expressions"
	case exprAlterColTransform:
		return "transform expressions"
	case exprExecuteParameter:
		return "EXECUTE parameters"
	case exprTriggerWhen:
		return "trigger WHEN conditions"
	case exprPartitionBound:
		return "partition bound"
	case exprPartitionExpression:
		return "partition key expressions"
	case exprGeneratedColumn:
		return "column generation expressions"
	case exprCallArgument:
		return "CALL arguments"
	case exprCopyWhere:
		return "COPY FROM WHERE conditions"
	}
	return ""
}

// aggScan collects the lowest levels of columns, aggregates and CTEs in an aggregate's arguments;
// -1 is none. Mirrors parse_agg.c: check_agg_arguments_walker.
type aggScan struct {
	minVar, minAgg, minCTE int
	cte                    *tree.RangeTableEntry
}

func scanAggArguments(args []tree.Expr) *aggScan {
	s := &aggScan{minVar: -1, minAgg: -1, minCTE: -1}
	lower := func(to *int, level int) bool {
		if level < 0 || *to >= 0 && *to <= level { // local to a sub-query, or not lower
			return false
		}
		*to = level
		return true
	}
	v := levelVisitor{
		expr: func(e tree.Expr, up int) verdict {
			if x, ok := e.(*tree.Var); ok {
				lower(&s.minVar, x.LevelsUp-up)
				return prune
			}
			if l, ok := aggLevel(e); ok {
				lower(&s.minAgg, l-up)
			}
			if up == 0 {
				refuseInAggregate(e)
			}
			return descend
		},
		entry: func(r *tree.RangeTableEntry, up int) {
			if r.Kind == tree.RTECTE && lower(&s.minCTE, r.CTELevel-up) {
				s.cte = r
			}
		},
	}
	for _, e := range args {
		v.visit(e, 0)
	}
	return s
}

// refuseInAggregate fails on what may not stand in an aggregate's arguments outside sub-queries.
func refuseInAggregate(e tree.Expr) {
	set := false
	switch e := e.(type) {
	case *tree.FuncExpr:
		set = e.RetSet
	case *tree.OpExpr:
		set = e.RetSet
	case *tree.WindowFunc:
		fail(sqlstate.GroupingError, e.At, "aggregate function calls cannot contain window function calls")
	}
	if set {
		fail(sqlstate.FeatureNotSupported, exprLocation(e), "aggregate function calls cannot contain set-returning function calls",
			withHint("You might be able to move the set-returning function into a LATERAL FROM item."))
	}
}

// checkAggArguments returns the level of an aggregate: that of the lowest column or aggregate in
// its aggregated arguments and filter, 0 without any.
// Mirrors parse_agg.c: check_agg_arguments.
func (p *pstate) checkAggArguments(direct, args []tree.Expr, filter tree.Expr, at source.Pos) int {
	if filter != nil {
		args = append(args[:len(args):len(args)], filter)
	}
	s := scanAggArguments(args)
	level := max(s.minVar, s.minAgg, 0)
	if s.minVar >= 0 && s.minAgg >= 0 {
		level = min(s.minVar, s.minAgg)
	}
	if level == s.minAgg {
		fail(sqlstate.GroupingError, locateAgg(args, level), "aggregate function calls cannot be nested")
	}
	s.refuseNestedCTE(level, at)
	if len(direct) == 0 {
		return level
	}
	s = scanAggArguments(direct)
	if s.minVar >= 0 && s.minVar < level {
		found := source.NoPos
		for _, e := range direct {
			if found = locateVarOfLevel(e, s.minVar); found >= 0 {
				break
			}
		}
		fail(sqlstate.GroupingError, found, "outer-level aggregate cannot contain a lower-level variable in its direct arguments")
	}
	if s.minAgg >= 0 && s.minAgg <= level {
		fail(sqlstate.GroupingError, locateAgg(direct, s.minAgg), "aggregate function calls cannot be nested")
	}
	s.refuseNestedCTE(level, at)
	return level
}

func locateAgg(list []tree.Expr, level int) source.Pos {
	for _, e := range list {
		if at := locateAggOfLevel(e, level); at >= 0 {
			return at
		}
	}
	return source.NoPos
}

// refuseNestedCTE fails if the arguments use a CTE that is defined below the aggregate's level.
func (s *aggScan) refuseNestedCTE(level int, at source.Pos) {
	if s.minCTE >= 0 && s.minCTE < level {
		fail(sqlstate.FeatureNotSupported, at, "outer-level aggregate cannot use a nested CTE",
			withDetail("CTE \"%s\" is below the aggregate's semantic level.", s.cte.Name))
	}
}

// transformWindowFuncCall finishes a window function call: whether it may stand here, and its
// window, which is shared with equal OVER clauses.
// Mirrors parse_agg.c: transformWindowFuncCall.
func (p *pstate) transformWindowFuncCall(w *tree.WindowFunc, def *pg.WindowDef) {
	if p.hasWindows {
		for _, e := range w.Args {
			if containWindowFunction(e) {
				fail(sqlstate.WindowingError, locateWindowFunction(e), "window function calls cannot be nested")
			}
		}
	}
	if place := windowRefused(p.kind); place != "" {
		fail(sqlstate.WindowingError, w.At, "window functions are not allowed in "+place)
	}
	w.WinRef = p.windowRef(def)
	p.hasWindows = true
}

// windowRefused names the place for the message if window functions are not allowed there, else "".
func windowRefused(kind exprKind) string {
	switch kind {
	case exprWindowPartition, exprWindowOrder, exprWindowFrameRange, exprWindowFrameRows, exprWindowFrameGroups:
		return "window definitions"
	case exprFromSubselect, exprWhere, exprHaving, exprFilter, exprInsertTarget, exprUpdateSource, exprUpdateTarget,
		exprGroupBy, exprLimit, exprOffset, exprReturning, exprValues, exprValuesSingle, exprCycleMark:
		return parseExprKindName(kind)
	}
	return placeInWords(kind)
}

// windowRef returns the number, from 1, of the window that an OVER clause means; a new one is added
// to p.windowDefs.
func (p *pstate) windowRef(def *pg.WindowDef) int {
	if def.Name != "" {
		for i, w := range p.windowDefs {
			if w.Name == def.Name {
				return i + 1
			}
		}
		failf(sqlstate.UndefinedObject, source.Pos(def.Location), "window \"%s\" does not exist", def.Name)
	}
	for i, w := range p.windowDefs {
		if sameWindow(w, def) {
			return i + 1
		}
	}
	p.windowDefs = append(p.windowDefs, def)
	return len(p.windowDefs)
}

func sameWindow(a, b *pg.WindowDef) bool {
	return a.Refname == b.Refname && a.FrameOptions == b.FrameOptions &&
		equalRawList(a.PartitionClause, b.PartitionClause) &&
		equalRawList(a.OrderClause, b.OrderClause) &&
		equalRaw(a.StartOffset, b.StartOffset) && equalRaw(a.EndOffset, b.EndOffset)
}
