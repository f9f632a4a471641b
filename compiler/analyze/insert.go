package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// insertTargets are the columns that an INSERT names: as written and as attribute numbers.
type insertTargets struct {
	written []*pg.Node // the column list of the statement, empty if it has none
	columns []*pg.ResTarget
	attnos  []int
}

// transformInsertStmt analyses INSERT. Mirrors analyze.c: transformInsertStmt.
func (p *pstate) transformInsertStmt(stmt *pg.InsertStmt) *tree.Query {
	q := &tree.Query{Command: tree.Insert, At: source.NoPos, Override: overriding(stmt.Override)}
	p.isInsert = true
	p.withClause(q, stmt.WithClause)

	sel := stmt.SelectStmt.GetSelectStmt()
	general := sel != nil && (len(sel.ValuesLists) == 0 || len(sel.SortClause) > 0 || sel.LimitOffset != nil ||
		sel.LimitCount != nil || len(sel.LockingClause) > 0 || sel.WithClause != nil)
	// An INSERT in a rule passes OLD and NEW on to its SELECT; otherwise both lists are empty.
	var subTable []*tree.RangeTableEntry
	var subNamespace []*nsitem
	if general {
		subTable, p.rtable = p.rtable, nil
		subNamespace, p.namespace = p.namespace, nil
	}
	q.Result = p.setTargetTable(stmt.Relation, false, false)
	t := &insertTargets{written: stmt.Cols}
	t.columns, t.attnos = p.checkInsertTargets(stmt.Cols)

	var row []tree.Expr
	switch {
	case sel == nil: // DEFAULT VALUES
	case general:
		row = p.insertFromSelect(stmt.SelectStmt, t, subTable, subNamespace)
	case len(sel.ValuesLists) > 1:
		row = p.insertFromValues(sel.ValuesLists, t)
	default:
		row = p.transformExpressionList(sel.ValuesLists[0].GetList().Items, exprValuesSingle, true)
		row = p.transformInsertRow(row, t, false)
	}
	for i, e := range row {
		q.Targets = append(q.Targets, &tree.TargetEntry{Expr: e, Resno: t.attnos[i], Name: t.columns[i].Name})
	}
	if stmt.OnConflictClause != nil || len(stmt.ReturningList) > 0 {
		p.namespace = nil
		p.addNSItemToQuery(p.target, false, true, true)
	}
	if stmt.OnConflictClause != nil {
		q.Conflict = p.transformOnConflictClause(stmt.OnConflictClause)
	}
	q.Returning = p.transformReturningList(stmt.ReturningList)
	p.finish(q, nil)
	p.assignQueryCollations(q)
	return q
}

func overriding(k pg.OverridingKind) byte {
	switch k {
	case pg.OverridingKind_OVERRIDING_USER_VALUE:
		return 'u'
	case pg.OverridingKind_OVERRIDING_SYSTEM_VALUE:
		return 's'
	}
	return 0
}

// insertFromSelect analyses INSERT … SELECT: the query becomes a subquery entry and the row its
// columns. Undecided literals are passed through so that the target columns type them.
func (p *pstate) insertFromSelect(n *pg.Node, t *insertTargets, table []*tree.RangeTableEntry, namespace []*nsitem) []tree.Expr {
	sub := newPstate(p.shared, p)
	sub.rtable, sub.namespace = table, namespace
	sub.resolveUnknowns = false
	q := sub.transformStmt(n)
	item := p.addRangeTableEntryForSubquery(q, &pg.Alias{Aliasname: "*SELECT*"}, false, false)
	p.addNSItemToQuery(item, true, false, false)
	var row []tree.Expr
	for _, target := range q.Targets {
		if target.Junk {
			continue
		}
		e := target.Expr
		if !undecided(e) {
			e = &tree.Var{
				Node:  tree.Node{Typ: e.Type(), Mod: e.Typmod(), At: exprLocation(e)},
				Varno: item.rtindex, Attno: target.Resno, Collation: exprCollation(e),
			}
		}
		row = append(row, e)
	}
	return p.transformInsertRow(row, t, false)
}

// undecided reports a literal or parameter that has no type yet.
func undecided(e tree.Expr) bool {
	switch e.(type) {
	case *tree.Const, *tree.Param:
		return e.Type() == catalog.UnknownOID
	}
	return false
}

// insertFromValues analyses INSERT … VALUES with several rows: each is converted to the target
// columns, then the rows become a VALUES entry.
func (p *pstate) insertFromValues(rows []*pg.Node, t *insertTargets) []tree.Expr {
	var lists [][]tree.Expr
	length := -1
	for _, n := range rows {
		row := p.transformExpressionList(n.GetList().Items, exprValues, true)
		if length < 0 {
			length = len(row)
		} else if length != len(row) {
			failf(sqlstate.SyntaxError, exprListLocation(row), "VALUES lists must all be the same length")
		}
		row = p.transformInsertRow(row, t, true)
		p.assignListCollations(row)
		lists = append(lists, row)
	}
	columns := make([]tree.RTEColumn, len(lists[0]))
	for i, e := range lists[0] {
		columns[i].Type, columns[i].Typmod = e.Type(), e.Typmod()
	}
	lateral := len(p.rtable) != 1 && listsHaveVars(lists)
	item := p.addRangeTableEntryForValues(lists, columns, lateral, true)
	p.addNSItemToQuery(item, true, false, false)
	row, _ := p.expandNSItemVars(item, 0, source.NoPos)
	return p.transformInsertRow(row, t, false)
}

// transformInsertRow converts the values of one row to the types of the target columns.
// stripIndirection leaves out the assignment to parts of columns, which the caller makes again for
// the row as a whole. Mirrors analyze.c: transformInsertRow.
func (p *pstate) transformInsertRow(row []tree.Expr, t *insertTargets, stripIndirection bool) []tree.Expr {
	if len(row) > len(t.columns) {
		failf(sqlstate.SyntaxError, exprLocation(row[len(t.columns)]), "INSERT has more expressions than target columns")
	}
	if len(t.written) > 0 && len(row) < len(t.columns) {
		var options []option
		if len(row) == 1 && p.countRowExprColumns(row[0]) == len(t.columns) {
			options = append(options, withHint("The insertion source is a row expression containing the same number of columns expected by the INSERT. Did you accidentally use extra parentheses?"))
		}
		fail(sqlstate.SyntaxError, source.Pos(t.columns[len(row)].Location), "INSERT has more target columns than expressions", options...)
	}
	out := make([]tree.Expr, len(row))
	for i, e := range row {
		c := t.columns[i]
		out[i] = p.transformAssignedExpr(e, exprInsertTarget, c.Name, t.attnos[i], c.Indirection, source.Pos(c.Location))
		if stripIndirection {
			out[i] = stripAssignment(out[i])
		}
	}
	return out
}

// stripAssignment returns the value that an assignment to a part of a column stores.
func stripAssignment(e tree.Expr) tree.Expr {
	for {
		inner := e
		for {
			d, ok := inner.(*tree.CoerceToDomain)
			if !ok {
				break
			}
			inner = d.Arg
		}
		switch x := inner.(type) {
		case *tree.FieldStore:
			e = x.Values[0]
		case *tree.SubscriptingRef:
			if x.Assign == nil {
				return e
			}
			e = x.Assign
		default:
			return e
		}
	}
}

// countRowExprColumns tells how many columns a row expression has, -1 for other expressions.
func (p *pstate) countRowExprColumns(e tree.Expr) int {
	if v, ok := e.(*tree.Var); ok && v.Attno > 0 && v.Typ == catalog.RecordOID {
		rte := p.getRTE(v.Varno, v.LevelsUp)
		if rte.Kind == tree.RTESubquery {
			if t := getTLEByResno(rte.Subquery.Targets, v.Attno); t != nil && !t.Junk {
				e = t.Expr
			}
		}
	}
	if row, ok := e.(*tree.RowExpr); ok {
		return len(row.Args)
	}
	return -1
}

// transformOnConflictClause analyses ON CONFLICT. The row that was to be inserted is visible as
// "excluded". Mirrors analyze.c: transformOnConflictClause.
func (p *pstate) transformOnConflictClause(c *pg.OnConflictClause) *tree.OnConflict {
	out := &tree.OnConflict{Update: c.Action == pg.OnConflictAction_ONCONFLICT_UPDATE}
	var excluded *nsitem
	if out.Update {
		excluded = p.addRangeTableEntryForRelation(p.target.rte.Relation, &pg.Alias{Aliasname: "excluded"}, false, false)
		excluded.rte.Excluded = true
		out.ExcludedRTI = excluded.rtindex
	}
	p.transformOnConflictArbiter(c, out)
	if !out.Update {
		return out
	}
	p.isInsert = false
	p.addNSItemToQuery(excluded, false, true, true)
	out.Set = p.transformUpdateTargetList(c.TargetList)
	out.Where = p.transformWhereClause(c.WhereClause, exprWhere, "WHERE")
	p.namespace = p.namespace[:len(p.namespace)-1]
	return out
}

// transformReturningList analyses RETURNING.
func (p *pstate) transformReturningList(list []*pg.Node) []*tree.TargetEntry {
	if len(list) == 0 {
		return nil
	}
	saved := p.nextResno
	p.nextResno = 1
	out := p.transformTargetList(list, exprReturning)
	if len(out) == 0 {
		failf(sqlstate.SyntaxError, nodeLocation(list[0]), "RETURNING must have at least one column")
	}
	p.markTargetListOrigins(out)
	if p.resolveUnknowns {
		p.resolveTargetListUnknowns(out)
	}
	p.nextResno = saved
	return out
}
