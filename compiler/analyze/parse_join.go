package analyze

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file analyses joins (the JoinExpr branch of parse_clause.c: transformFromClauseItem).

func joinType(j *pg.JoinExpr) tree.JoinType {
	switch j.Jointype {
	case pg.JoinType_JOIN_LEFT:
		return tree.LeftJoin
	case pg.JoinType_JOIN_FULL:
		return tree.FullJoin
	case pg.JoinType_JOIN_RIGHT:
		return tree.RightJoin
	}
	return tree.InnerJoin
}

// transformJoinExpr analyses both sides, then USING or ON, and makes the join's own entry.
func (p *pstate) transformJoinExpr(j *pg.JoinExpr) (tree.JoinNode, *nsitem, []*nsitem) {
	out := &tree.JoinExpr{Type: joinType(j), Natural: j.IsNatural}

	left, litem, lspace := p.transformFromClauseItem(j.Larg)
	// The right side sees the left one laterally, unless the join type forbids it.
	setLateralState(lspace, true, out.Type == tree.InnerJoin || out.Type == tree.LeftJoin)
	saved := len(p.namespace)
	p.namespace = append(p.namespace, lspace...)
	right, ritem, rspace := p.transformFromClauseItem(j.Rarg)
	p.namespace = p.namespace[:saved]
	checkNameSpaceConflicts(lspace, rspace)
	space := append(append([]*nsitem(nil), lspace...), rspace...)
	out.Left, out.Right = left, right

	using := make([]string, len(j.UsingClause))
	for i, n := range j.UsingClause {
		using[i] = n.GetString_().GetSval()
	}
	if j.IsNatural {
		using = commonColumns(litem.columnNames, ritem.columnNames)
	}
	parts := &joinParts{typ: out.Type, merged: len(using), usingAlias: j.JoinUsingAlias, alias: j.Alias, inFrom: true}
	switch {
	case len(using) > 0:
		out.Using = using
		out.On = p.transformUsing(parts, using, litem, ritem)
	case j.Quals != nil:
		out.On = p.transformJoinOnClause(j.Quals, space)
	}
	parts.leftCols = parts.addRemaining(litem, parts.leftCols)
	parts.rightCols = parts.addRemaining(ritem, parts.rightCols)

	item := p.addRangeTableEntryForJoin(parts)
	out.RTIndex = item.rtindex
	for k := range item.columns {
		c := &item.columns[k]
		if c.varno == 0 {
			c.varno = item.rtindex
		}
		if c.synVarno == 0 || j.Alias != nil {
			c.synVarno, c.synAttno = item.rtindex, k+1
		}
	}
	return out, item, p.joinNamespace(j, item, space, using)
}

// joinNamespace says what a join makes visible: with an alias only itself; without, the inputs as
// names of tables and the join for unqualified columns.
func (p *pstate) joinNamespace(j *pg.JoinExpr, item *nsitem, space []*nsitem, using []string) []*nsitem {
	if j.JoinUsingAlias != nil {
		alias := &nsitem{
			name: j.JoinUsingAlias.Aliasname, rte: item.rte, rtindex: item.rtindex,
			columnNames: using, columns: item.columns,
			relVisible: true, colsVisible: true, lateralOK: true,
		}
		checkNameSpaceConflicts([]*nsitem{alias}, space)
		space = append(space, alias)
	}
	if j.Alias != nil {
		space = nil
	}
	for _, s := range space {
		s.colsVisible = false
	}
	item.relVisible, item.colsVisible = j.Alias != nil, true
	item.lateralOnly, item.lateralOK = false, true
	return append(space, item)
}

// commonColumns are the columns of NATURAL JOIN, in the left side's order.
func commonColumns(left, right []string) []string {
	var out []string
	for _, l := range left {
		for _, r := range right {
			if l == r {
				out = append(out, l)
				break
			}
		}
	}
	return out
}

// transformUsing merges the columns of USING and returns the join condition. As in PostgreSQL 16
// the condition comes first, so that a missing operator is reported before a missing common type.
func (p *pstate) transformUsing(parts *joinParts, using []string, left, right *nsitem) tree.Expr {
	var lvars, rvars []tree.Expr
	for i, name := range using {
		for _, before := range using[:i] {
			if before == name {
				failf(sqlstate.DuplicateColumn, source.NoPos, "column name \"%s\" appears more than once in USING clause", name)
			}
		}
		l := usingColumn(left, name, "left")
		r := usingColumn(right, name, "right")
		parts.leftCols = append(parts.leftCols, l+1)
		parts.rightCols = append(parts.rightCols, r+1)
		lvars = append(lvars, left.columns[l].makeVar(0, source.NoPos))
		rvars = append(rvars, right.columns[r].makeVar(0, source.NoPos))
	}
	on := p.transformJoinUsingClause(lvars, rvars)
	for i, name := range using {
		lvar, rvar := lvars[i].(*tree.Var), rvars[i].(*tree.Var)
		merged := p.buildMergedJoinVar(parts.typ, lvar, rvar)
		parts.names = append(parts.names, name)
		parts.vars = append(parts.vars, merged)
		switch merged {
		case tree.Expr(lvar):
			parts.columns = append(parts.columns, left.columns[parts.leftCols[i]-1])
		case tree.Expr(rvar):
			parts.columns = append(parts.columns, right.columns[parts.rightCols[i]-1])
		default:
			// A column of the join itself; its number is filled in when it is known.
			parts.columns = append(parts.columns, nscolumn{
				attno: i + 1, typ: merged.Type(), typmod: merged.Typmod(), collation: exprCollation(merged), synAttno: i + 1,
			})
		}
	}
	return on
}

// usingColumn finds a USING column on one side: exactly one must have the name.
func usingColumn(item *nsitem, name, side string) int {
	found := -1
	for i, c := range item.columnNames {
		if c != name {
			continue
		}
		if found >= 0 {
			failf(sqlstate.AmbiguousColumn, source.NoPos, "common column name \"%s\" appears more than once in %s table", name, side)
		}
		found = i
	}
	if found < 0 {
		failf(sqlstate.UndefinedColumn, source.NoPos, "column \"%s\" specified in USING clause does not exist in %s table", name, side)
	}
	return found
}

// addRemaining appends the columns of one side that USING has not merged.
func (parts *joinParts) addRemaining(item *nsitem, colnos []int) []int {
	merged := colnos[:len(colnos):len(colnos)]
	n := len(item.columnNames)
	colnos, parts.names = slices.Grow(colnos, n), slices.Grow(parts.names, n)
	parts.vars, parts.columns = slices.Grow(parts.vars, n), slices.Grow(parts.columns, n)
next:
	for i, name := range item.columnNames {
		for _, m := range merged {
			if m == i+1 {
				continue next
			}
		}
		if item.columns[i].varno == 0 {
			continue
		}
		colnos = append(colnos, i+1)
		parts.names = append(parts.names, name)
		parts.vars = append(parts.vars, item.columns[i].makeVar(0, source.NoPos))
		parts.columns = append(parts.columns, item.columns[i])
	}
	return colnos
}

// transformJoinUsingClause builds l1 = r1 AND l2 = r2 …; each comparison is found to be boolean
// before the next is looked at. Mirrors parse_clause.c: transformJoinUsingClause.
func (p *pstate) transformJoinUsingClause(left, right []tree.Expr) tree.Expr {
	saved := p.kind
	p.kind = exprJoinUsing
	construct := "AND"
	if len(left) == 1 {
		construct = "JOIN/USING"
	}
	equals := []*pg.Node{pg.MakeStrNode("=")}
	var conds []tree.Expr
	for i := range left {
		cond := p.makeOp(equals, left[i], right[i], p.lastSRF, source.NoPos)
		conds = append(conds, p.coerceToBoolean(cond, construct))
	}
	p.kind = saved
	if len(conds) == 1 {
		return conds[0]
	}
	return &tree.BoolExpr{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Op: tree.And, Args: conds}
}

// transformJoinOnClause analyses ON, which sees just the two sides (and outer queries).
func (p *pstate) transformJoinOnClause(quals *pg.Node, space []*nsitem) tree.Expr {
	setLateralState(space, false, true)
	saved := p.namespace
	p.namespace = space
	cond := p.transformWhereClause(quals, exprJoinOn, "JOIN/ON")
	p.namespace = saved
	return cond
}

// buildMergedJoinVar returns what a USING column is: one side's column, or COALESCE of both for
// a full join. Mirrors parse_clause.c: buildMergedJoinVar.
func (p *pstate) buildMergedJoinVar(typ tree.JoinType, left, right *tree.Var) tree.Expr {
	pair := []tree.Expr{left, right}
	common, _ := p.selectCommonType(pair, "JOIN/USING")
	typmod := p.selectCommonTypmod(pair, common)
	convert := func(v *tree.Var) tree.Expr {
		switch {
		case v.Typ != common:
			return p.coerceType(v, v.Typ, common, typmod, catalog.CastImplicit, tree.ImplicitForm, source.NoPos)
		case v.Mod != typmod:
			return &tree.RelabelType{Node: tree.Node{Typ: common, Mod: typmod, At: source.NoPos}, Arg: v, Form: tree.ImplicitForm}
		}
		return v
	}
	l, r := convert(left), convert(right)
	var out tree.Expr
	switch typ {
	case tree.LeftJoin:
		out = l
	case tree.RightJoin:
		out = r
	case tree.FullJoin:
		out = &tree.CoalesceExpr{Node: tree.Node{Typ: common, Mod: typmod, At: source.NoPos}, Args: []tree.Expr{l, r}}
	default:
		out = l
		if _, ok := l.(*tree.Var); !ok {
			if _, ok := r.(*tree.Var); ok {
				out = r
			}
		}
	}
	p.assignExprCollations(out)
	return out
}
