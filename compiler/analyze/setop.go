package analyze

import (
	"fmt"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// transformSetOperationStmt analyses UNION, INTERSECT and EXCEPT: the members become subqueries of
// the range table, the result's columns stand for those of the leftmost one.
// Mirrors analyze.c: transformSetOperationStmt.
func (p *pstate) transformSetOperationStmt(stmt *pg.SelectStmt) *tree.Query {
	q := &tree.Query{Command: tree.Select, At: source.NoPos}
	leftmost := stmt.Larg
	for leftmost.Op != pg.SetOperation_SETOP_NONE {
		leftmost = leftmost.Larg
	}
	if leftmost.IntoClause != nil {
		failf(sqlstate.SyntaxError, intoLocation(leftmost.IntoClause), "SELECT ... INTO is not allowed here")
	}
	if len(stmt.LockingClause) > 0 {
		refuseLockingSetOp(stmt.LockingClause)
	}
	p.withClause(q, stmt.WithClause)

	op, _ := p.transformSetOperation(stmt, true)
	q.SetOp = op
	leaf := op.Left
	for {
		inner, ok := leaf.(*tree.SetOperation)
		if !ok {
			break
		}
		leaf = inner.Left
	}
	rti := leaf.(*tree.RangeTableRef).RTIndex
	p.setOperationTargets(q, op, rti)
	p.setOperationOrder(q, stmt, rti)

	q.Offset = p.transformLimitClause(stmt.LimitOffset, exprOffset, "OFFSET", stmt.LimitOption)
	q.Limit = p.transformLimitClause(stmt.LimitCount, exprLimit, "LIMIT", stmt.LimitOption)
	q.WithTies = stmt.LimitOption == pg.LimitOption_LIMIT_OPTION_WITH_TIES
	p.finish(q, nil)
	p.assignQueryCollations(q)
	if p.hasAggs {
		p.parseCheckAggregates(q)
	}
	return q
}

// setOperationTargets makes the select list: Vars of the leftmost member with the common types.
func (p *pstate) setOperationTargets(q *tree.Query, op *tree.SetOperation, rti int) {
	i := 0
	for _, left := range p.rtable[rti-1].Subquery.Targets {
		if left.Junk || i >= len(op.Types) {
			continue
		}
		v := &tree.Var{
			Node:  tree.Node{Typ: op.Types[i], Mod: op.Typmods[i], At: exprLocation(left.Expr)},
			Varno: rti, Attno: left.Resno, Collation: op.Collations[i],
		}
		q.Targets = append(q.Targets, &tree.TargetEntry{Expr: v, Resno: p.nextResno, Name: left.Name})
		p.nextResno++
		i++
	}
}

// setOperationOrder analyses ORDER BY of a set operation. It sees only the result's columns, by
// way of a join entry that is dropped again.
func (p *pstate) setOperationOrder(q *tree.Query, stmt *pg.SelectStmt, rti int) {
	if len(stmt.SortClause) == 0 {
		return
	}
	parts := &joinParts{typ: tree.InnerJoin}
	for _, t := range q.Targets {
		v := t.Expr.(*tree.Var)
		parts.names = append(parts.names, t.Name)
		parts.vars = append(parts.vars, v)
		parts.columns = append(parts.columns, nscolumn{
			varno: rti, attno: v.Attno, typ: v.Typ, typmod: v.Mod, collation: v.Collation, synVarno: rti, synAttno: v.Attno,
		})
	}
	length, saved := len(p.rtable), p.namespace
	item := p.addRangeTableEntryForJoin(parts)
	p.namespace = nil
	p.addNSItemToQuery(item, false, false, true)
	n := len(q.Targets)
	q.OrderBy = p.transformSortClause(stmt.SortClause, &q.Targets, exprOrderBy, false)
	p.namespace, p.rtable = saved, p.rtable[:length]
	if len(q.Targets) != n {
		fail(sqlstate.FeatureNotSupported, exprLocation(q.Targets[n].Expr), "invalid UNION/INTERSECT/EXCEPT ORDER BY clause",
			withDetail("Only result column names can be used, not expressions or functions."),
			withHint("Add the expression/function to every SELECT, or move the UNION into a FROM clause."))
	}
}

func refuseLockingSetOp(list []*pg.Node) {
	failf(sqlstate.FeatureNotSupported, source.NoPos, "%s is not allowed with UNION/INTERSECT/EXCEPT",
		lockStrength(list[0].GetLockingClause().Strength))
}

// transformSetOperationTree analyses a node of the tree of set operations: a member becomes a
// subquery, an operation combines its sides. It returns the columns too, so that the caller can
// find common types. Mirrors analyze.c: transformSetOperationTree.
func (p *pstate) transformSetOperationTree(stmt *pg.SelectStmt) (tree.SetNode, []*tree.TargetEntry) {
	if stmt.IntoClause != nil {
		failf(sqlstate.SyntaxError, intoLocation(stmt.IntoClause), "INTO is only allowed on first SELECT of UNION/INTERSECT/EXCEPT")
	}
	if len(stmt.LockingClause) > 0 {
		refuseLockingSetOp(stmt.LockingClause)
	}
	leaf := stmt.Op == pg.SetOperation_SETOP_NONE || len(stmt.SortClause) > 0 ||
		stmt.LimitOffset != nil || stmt.LimitCount != nil || stmt.WithClause != nil
	if leaf {
		return p.transformSetOperationLeaf(stmt)
	}
	op, columns := p.transformSetOperation(stmt, false)
	return op, columns
}

func (p *pstate) transformSetOperationLeaf(stmt *pg.SelectStmt) (tree.SetNode, []*tree.TargetEntry) {
	q := p.parseSubAnalyze(&pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: stmt}}, nil, false, false)
	if len(p.namespace) > 0 {
		whole := &tree.SubLink{Query: q}
		if containVarsOfLevel(whole, 0) {
			failf(sqlstate.InvalidColumnReference, locateVarOfLevel(whole, 0),
				"UNION/INTERSECT/EXCEPT member statement cannot refer to other relations of same query level")
		}
	}
	var columns []*tree.TargetEntry
	for _, t := range q.Targets {
		if !t.Junk {
			columns = append(columns, t)
		}
	}
	alias := &pg.Alias{Aliasname: fmt.Sprintf("*SELECT* %d", len(p.rtable)+1)}
	item := p.addRangeTableEntryForSubquery(q, alias, false, false)
	return &tree.RangeTableRef{RTIndex: item.rtindex}, columns
}

// transformSetOperation analyses one operation. The top one of a recursive WITH query fixes the
// query's column types after its left side.
func (p *pstate) transformSetOperation(stmt *pg.SelectStmt, top bool) (*tree.SetOperation, []*tree.TargetEntry) {
	p.enter()
	defer p.leave()
	op := &tree.SetOperation{All: stmt.All}
	context := "EXCEPT"
	switch stmt.Op {
	case pg.SetOperation_SETOP_UNION:
		op.Op, context = tree.Union, "UNION"
	case pg.SetOperation_SETOP_INTERSECT:
		op.Op, context = tree.Intersect, "INTERSECT"
	default:
		op.Op = tree.Except
	}
	recursive := p.parentCTE != nil && p.parentCTE.Recursive
	var left, right []*tree.TargetEntry
	op.Left, left = p.transformSetOperationTree(stmt.Larg)
	if top && recursive {
		p.determineRecursiveColTypes(op.Left, left)
	}
	op.Right, right = p.transformSetOperationTree(stmt.Rarg)
	if len(left) != len(right) {
		failf(sqlstate.SyntaxError, targetListLocation(right), "each %s query must have the same number of columns", context)
	}
	columns := make([]*tree.TargetEntry, len(left))
	for i := range left {
		columns[i] = &tree.TargetEntry{Expr: p.setOperationColumn(op, left[i], right[i], context, recursive)}
	}
	return op, columns
}

func targetListLocation(list []*tree.TargetEntry) source.Pos {
	for _, t := range list {
		if at := exprLocation(t.Expr); at >= 0 {
			return at
		}
	}
	return source.NoPos
}

// setOperationColumn finds the common type of one column and returns an expression that stands for
// it. Undecided literals of the members get the type at once.
func (p *pstate) setOperationColumn(op *tree.SetOperation, left, right *tree.TargetEntry, context string, recursive bool) tree.Expr {
	typ, best := p.selectCommonType([]tree.Expr{left.Expr, right.Expr}, context)
	at := exprLocation(best)
	convert := func(t *tree.TargetEntry) tree.Expr {
		if t.Expr.Type() != catalog.UnknownOID {
			return p.coerceToCommonType(t.Expr, typ, context)
		}
		switch t.Expr.(type) {
		case *tree.Const, *tree.Param:
			t.Expr = p.coerceToCommonType(t.Expr, typ, context)
		}
		return t.Expr
	}
	pair := []tree.Expr{convert(left), convert(right)}
	typmod := p.selectCommonTypmod(pair, typ)
	unionAll := op.Op == tree.Union && op.All
	collation := p.selectCommonCollation(pair, unionAll)
	op.Types = append(op.Types, typ)
	op.Typmods = append(op.Typmods, typmod)
	op.Collations = append(op.Collations, collation)
	if !unionAll {
		op.Group = append(op.Group, p.makeSortGroupClauseForSetOp(typ, recursive, at))
	}
	// A Var of no entry serves as the column's stand-in: it has a type, a collation and a place.
	return &tree.Var{Node: tree.Node{Typ: typ, Mod: typmod, At: at}, Collation: collation}
}

func (p *pstate) makeSortGroupClauseForSetOp(typ catalog.OID, requireHash bool, at source.Pos) *tree.SortGroupClause {
	c := &tree.SortGroupClause{}
	c.Sort, c.Eq, _, c.Hashable = p.getSortGroupOperators(typ, false, true, false, at)
	if requireHash && (typ == catalog.RecordOID || typ == catalog.RecordArrayOID) {
		c.Hashable = true
	}
	return c
}

// determineRecursiveColTypes gives a recursive WITH query the columns of its non-recursive term,
// named after the leftmost member.
func (p *pstate) determineRecursiveColTypes(left tree.SetNode, columns []*tree.TargetEntry) {
	for {
		op, ok := left.(*tree.SetOperation)
		if !ok {
			break
		}
		left = op.Left
	}
	first := p.rtable[left.(*tree.RangeTableRef).RTIndex-1].Subquery
	list := make([]*tree.TargetEntry, 0, len(columns))
	for _, t := range first.Targets {
		if !t.Junk && len(list) < len(columns) {
			list = append(list, &tree.TargetEntry{Expr: columns[len(list)].Expr, Resno: len(list) + 1, Name: t.Name})
		}
	}
	p.analyzeCTETargetList(p.parentCTE, list)
}
