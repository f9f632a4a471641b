package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// transformSelectStmt analyses a plain SELECT. The order of the clauses decides which error is
// reported first. Mirrors analyze.c: transformSelectStmt.
func (p *pstate) transformSelectStmt(stmt *pg.SelectStmt) *tree.Query {
	q := &tree.Query{Command: tree.Select, At: source.NoPos}
	p.withClause(q, stmt.WithClause)
	if stmt.IntoClause != nil {
		failf(sqlstate.SyntaxError, intoLocation(stmt.IntoClause), "SELECT ... INTO is not allowed here")
	}
	for _, n := range stmt.WindowClause {
		p.windowDefs = append(p.windowDefs, n.GetWindowDef())
	}
	p.transformFromClause(stmt.FromClause)
	q.Targets = p.transformTargetList(stmt.TargetList, exprSelectTarget)
	p.markTargetListOrigins(q.Targets)
	where := p.transformWhereClause(stmt.WhereClause, exprWhere, "WHERE")
	q.Having = p.transformWhereClause(stmt.HavingClause, exprHaving, "HAVING")
	q.OrderBy = p.transformSortClause(stmt.SortClause, &q.Targets, exprOrderBy, false)
	q.GroupBy, q.GroupingSets = p.transformGroupClause(stmt.GroupClause, &q.Targets, q.OrderBy, exprGroupBy, false)
	q.GroupDistinct = stmt.GroupDistinct
	switch {
	case len(stmt.DistinctClause) == 0:
	case stmt.DistinctClause[0].GetNode() == nil: // plain DISTINCT is a list of one null
		q.Distinct = p.transformDistinctClause(&q.Targets, q.OrderBy, false)
	default:
		q.Distinct = p.transformDistinctOnClause(stmt.DistinctClause, &q.Targets, q.OrderBy)
		q.DistinctOn = true
	}
	q.Offset = p.transformLimitClause(stmt.LimitOffset, exprOffset, "OFFSET", stmt.LimitOption)
	q.Limit = p.transformLimitClause(stmt.LimitCount, exprLimit, "LIMIT", stmt.LimitOption)
	q.WithTies = stmt.LimitOption == pg.LimitOption_LIMIT_OPTION_WITH_TIES
	q.Windows = p.transformWindowDefinitions(p.windowDefs, &q.Targets)
	if p.resolveUnknowns {
		p.resolveTargetListUnknowns(q.Targets)
	}
	p.finish(q, where)
	for _, n := range stmt.LockingClause {
		transformLockingClause(q, n.GetLockingClause())
	}
	p.assignQueryCollations(q)
	if p.hasAggs || q.GroupBy != nil || q.GroupingSets != nil || q.Having != nil {
		p.parseCheckAggregates(q)
	}
	return q
}

// withClause analyses WITH, if there is one.
func (p *pstate) withClause(q *tree.Query, with *pg.WithClause) {
	if with != nil {
		q.Recursive = with.Recursive
		q.CTEs = p.transformWithClause(with)
	}
}

// finish copies what analysis gathered into the query.
func (p *pstate) finish(q *tree.Query, where tree.Expr) {
	q.RangeTable = p.rtable
	q.From = &tree.FromExpr{List: p.joinlist, Where: where}
	q.HasSubLinks, q.HasWindows = p.hasSubLinks, p.hasWindows
	q.HasTargetSRFs, q.HasAggs = p.hasTargetSRFs, p.hasAggs
	q.Stars = p.stars
}

func intoLocation(into *pg.IntoClause) source.Pos {
	if into.Rel == nil {
		return source.NoPos
	}
	return source.Pos(into.Rel.Location)
}

// transformValuesClause analyses VALUES as a query: all rows get the common types of their
// columns. Mirrors analyze.c: transformValuesClause.
func (p *pstate) transformValuesClause(stmt *pg.SelectStmt) *tree.Query {
	q := &tree.Query{Command: tree.Select, At: source.NoPos}
	p.withClause(q, stmt.WithClause)
	var lists [][]tree.Expr
	for _, n := range stmt.ValuesLists {
		row := p.transformExpressionList(n.GetList().Items, exprValues, false)
		checkValuesLength(lists, row)
		lists = append(lists, row)
	}
	width := len(lists[0])
	columns := make([]tree.RTEColumn, width)
	column := make([]tree.Expr, len(lists))
	for i := range width {
		for r := range lists {
			column[r] = lists[r][i]
		}
		c := &columns[i]
		c.Type, _ = p.selectCommonType(column, "VALUES")
		for r := range lists {
			column[r] = p.coerceToCommonType(column[r], c.Type, "VALUES")
			lists[r][i] = column[r]
		}
		c.Typmod = p.selectCommonTypmod(column, c.Type)
		c.Collation = p.selectCommonCollation(column, true)
	}
	lateral := len(p.rtable) > 0 && listsHaveVars(lists)
	item := p.addRangeTableEntryForValues(lists, columns, lateral, true)
	p.addNSItemToQuery(item, true, true, true)
	q.Targets = p.expandNSItemAttrs(item, 0, source.NoPos)

	q.OrderBy = p.transformSortClause(stmt.SortClause, &q.Targets, exprOrderBy, false)
	q.Offset = p.transformLimitClause(stmt.LimitOffset, exprOffset, "OFFSET", stmt.LimitOption)
	q.Limit = p.transformLimitClause(stmt.LimitCount, exprLimit, "LIMIT", stmt.LimitOption)
	q.WithTies = stmt.LimitOption == pg.LimitOption_LIMIT_OPTION_WITH_TIES
	if len(stmt.LockingClause) > 0 {
		failf(sqlstate.FeatureNotSupported, source.NoPos, "%s cannot be applied to VALUES",
			lockStrength(stmt.LockingClause[0].GetLockingClause().Strength))
	}
	p.finish(q, nil)
	p.assignQueryCollations(q)
	return q
}

// checkValuesLength complains about a row whose length differs from the first one's.
func checkValuesLength(lists [][]tree.Expr, row []tree.Expr) {
	if len(lists) > 0 && len(lists[0]) != len(row) {
		failf(sqlstate.SyntaxError, exprListLocation(row), "VALUES lists must all be the same length")
	}
}

func listsHaveVars(lists [][]tree.Expr) bool {
	for _, row := range lists {
		for _, e := range row {
			if containVarsOfLevel(e, 0) {
				return true
			}
		}
	}
	return false
}
