package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// transformTargetEntry makes a target entry of a raw expression, which is analysed unless e is
// its analysed form already. Without a name, a visible entry gets the one that its expression
// suggests. Mirrors parse_target.c: transformTargetEntry.
func (p *pstate) transformTargetEntry(n *pg.Node, e tree.Expr, kind exprKind, colname string, resjunk bool) *tree.TargetEntry {
	if e == nil {
		if d := n.GetSetToDefault(); d != nil && kind == exprUpdateSource {
			e = &tree.SetToDefault{Node: node(catalog.InvalidOID, source.Pos(d.Location))}
		} else {
			e = p.transformExpr(n, kind)
		}
	}
	if colname == "" && !resjunk {
		colname = p.figureColname(n)
	}
	return p.newTarget(e, colname, resjunk)
}

// newTarget makes a target entry with the next number of the list at hand.
func (p *pstate) newTarget(e tree.Expr, name string, junk bool) *tree.TargetEntry {
	t := &tree.TargetEntry{Expr: e, Resno: p.nextResno, Name: name, Junk: junk}
	p.nextResno++
	return t
}

// transformTargetList analyses a select list, a RETURNING list or an UPDATE's SET list. "x.*" is
// expanded except in SET; each star is noted in p.stars. The junk entries of SET (a, b) = (SELECT …)
// come last, without numbers. Mirrors parse_target.c: transformTargetList.
func (p *pstate) transformTargetList(list []*pg.Node, kind exprKind) []*tree.TargetEntry {
	out := make([]*tree.TargetEntry, 0, len(list))
	for _, n := range list {
		res := n.GetResTarget()
		if kind != exprUpdateSource && isStar(res.Val) {
			columns := p.expandStarTargets(res.Val, kind)
			p.stars = append(p.stars, tree.Star{
				At: source.Pos(res.Location), First: len(out), N: len(columns), Returning: kind == exprReturning,
			})
			out = append(out, columns...)
			continue
		}
		out = append(out, p.transformTargetEntry(res.Val, nil, kind, res.Name, false))
	}
	out = append(out, p.multiassign...)
	p.multiassign = nil
	return out
}

// transformExpressionList analyses the expressions of ROW(…) or of a VALUES row; "x.*" is
// expanded. DEFAULT passes through if allowed. Mirrors parse_target.c: transformExpressionList.
func (p *pstate) transformExpressionList(list []*pg.Node, kind exprKind, allowDefault bool) []tree.Expr {
	out := make([]tree.Expr, 0, len(list))
	for _, n := range list {
		d := n.GetSetToDefault()
		switch {
		case isStar(n):
			out = append(out, p.expandStarExprs(n, kind)...)
		case d != nil && allowDefault:
			out = append(out, &tree.SetToDefault{Node: node(catalog.InvalidOID, source.Pos(d.Location))})
		default:
			out = append(out, p.transformExpr(n, kind))
		}
	}
	return out
}

// resolveTargetListUnknowns turns what is still of unknown type into text, the last resort.
// Mirrors parse_target.c: resolveTargetListUnknowns.
func (p *pstate) resolveTargetListUnknowns(list []*tree.TargetEntry) {
	for _, t := range list {
		if typ := t.Expr.Type(); typ == catalog.UnknownOID {
			t.Expr = p.coerceType(t.Expr, typ, catalog.TextOID, -1, catalog.CastImplicit, tree.ImplicitForm, source.NoPos)
		}
	}
}

// markTargetListOrigins notes for each entry that is a plain column which table it comes from,
// through subqueries and CTEs. Mirrors parse_target.c: markTargetListOrigins.
func (p *pstate) markTargetListOrigins(list []*tree.TargetEntry) {
	for _, t := range list {
		if v, ok := t.Expr.(*tree.Var); ok {
			p.markTargetListOrigin(t, v)
		}
	}
}

// markTargetListOrigin marks one entry. Joins are left alone: a column of one is a merged column,
// which no table shows. Views count as tables.
func (p *pstate) markTargetListOrigin(t *tree.TargetEntry, v *tree.Var) {
	rte := p.getRTE(v.Varno, v.LevelsUp)
	switch rte.Kind {
	case tree.RTERelation:
		t.OriginRel, t.OriginCol = rte.Relation.OID, int16(v.Attno)
	case tree.RTESubquery:
		if rte.Subquery != nil {
			copyOrigin(t, rte.Subquery, v.Attno)
		}
	case tree.RTECTE:
		// A recursive reference stands in a query that is not finished, and whose marks do not count.
		if !rte.SelfRef && rte.CTE != nil && rte.CTE.Query != nil {
			copyOrigin(t, rte.CTE.Query, v.Attno)
		}
	}
}

// copyOrigin copies the origin of q's column attno; helper columns of SEARCH and CYCLE have none.
func copyOrigin(t *tree.TargetEntry, q *tree.Query, attno int) {
	if from := targetByResno(outputList(q), attno); from != nil && !from.Junk {
		t.OriginRel, t.OriginCol = from.OriginRel, from.OriginCol
	}
}

// outputList returns what a query shows to outside: its targets, or RETURNING of a writing one.
// Mirrors parsenodes.h: GetCTETargetList.
func outputList(q *tree.Query) []*tree.TargetEntry {
	if q.Command == tree.Select {
		return q.Targets
	}
	return q.Returning
}

// targetByResno finds a target entry by number. Mirrors parse_relation.c: get_tle_by_resno.
func targetByResno(list []*tree.TargetEntry, resno int) *tree.TargetEntry {
	for _, t := range list {
		if t.Resno == resno {
			return t
		}
	}
	return nil
}

// transformAssignedExpr prepares an analysed expression for assignment to column attrno of the
// target relation: coercion to the column's type, or, with indirection, the column's new value
// with a part replaced. at is the column's name in SET or in the column list, or NoPos.
//
// Reports 42804 if the types do not fit. Mirrors parse_target.c: transformAssignedExpr.
func (p *pstate) transformAssignedExpr(e tree.Expr, kind exprKind, colname string, attrno int, indirection []*pg.Node, at source.Pos) tree.Expr {
	saved := p.kind
	p.kind = kind
	if attrno <= 0 {
		failf(sqlstate.FeatureNotSupported, at, "cannot assign to system column \"%s\"", colname)
	}
	c := p.target.rte.Relation.ColumnNum(int16(attrno))
	if d, ok := e.(*tree.SetToDefault); ok {
		d.Typ, d.Mod = c.Type, c.Typmod
		refuseDefaultPart(indirection, at)
	}
	if len(indirection) > 0 {
		e = p.assignPart(e, c, colname, indirection, at)
	} else {
		e = p.assignWhole(e, c, colname)
	}
	p.kind = saved
	return e
}

// refuseDefaultPart fails for SET a[1] = DEFAULT: parts of columns have no default.
func refuseDefaultPart(indirection []*pg.Node, at source.Pos) {
	if len(indirection) == 0 {
		return
	}
	if indirection[0].GetAIndices() != nil {
		fail(sqlstate.FeatureNotSupported, at, "cannot set an array element to DEFAULT")
	}
	fail(sqlstate.FeatureNotSupported, at, "cannot set a subfield to DEFAULT")
}

func (p *pstate) assignWhole(e tree.Expr, c *catalog.Column, colname string) tree.Expr {
	typ := e.Type()
	out := p.coerceToTargetType(e, typ, c.Type, c.Typmod, catalog.CastAssignment, tree.ImplicitForm, source.NoPos)
	if out == nil {
		fail(sqlstate.DatatypeMismatch, exprLocation(e),
			"column \""+colname+"\" is of type "+p.formatType(c.Type)+" but expression is of type "+p.formatType(typ),
			withHint("You will need to rewrite or cast the expression."))
	}
	return out
}

// assignPart builds the new value of a column of which only a part is assigned. INSERT starts from
// NULL, UPDATE from the column.
func (p *pstate) assignPart(e tree.Expr, c *catalog.Column, colname string, indirection []*pg.Node, at source.Pos) tree.Expr {
	var base tree.Expr
	if p.isInsert {
		base = p.makeNullConst(c.Type, c.Typmod, c.Collation)
	} else {
		base = &tree.Var{
			Node:  tree.Node{Typ: c.Type, Mod: c.Typmod, At: at},
			Varno: p.target.rtindex, Attno: int(c.Num), Collation: c.Collation,
		}
	}
	a := &assignment{rhs: e, at: at}
	return p.transformAssignmentIndirection(a, base, assignTarget{colname, false, c.Type, c.Typmod, c.Collation}, indirection)
}

// updateTargetListEntry prepares an entry of UPDATE's SET list for its column.
// Mirrors parse_target.c: updateTargetListEntry.
func (p *pstate) updateTargetListEntry(t *tree.TargetEntry, colname string, attrno int, indirection []*pg.Node, at source.Pos) {
	t.Expr = p.transformAssignedExpr(t.Expr, exprUpdateTarget, colname, attrno, indirection, at)
	t.Resno = attrno
	t.Name = colname
}

// checkInsertTargets checks INSERT's column list and returns it with the attribute numbers; without
// a list it returns one of all columns. A column may come twice only if each time a different part
// of it is meant. Mirrors parse_target.c: checkInsertTargets.
func (p *pstate) checkInsertTargets(cols []*pg.Node) ([]*pg.ResTarget, []int) {
	rel := p.target.rte.Relation
	var targets []*pg.ResTarget
	var attnos []int
	if len(cols) == 0 {
		for _, c := range rel.Columns {
			targets = append(targets, &pg.ResTarget{Name: c.Name, Location: int32(source.NoPos)})
			attnos = append(attnos, int(c.Num))
		}
		return targets, attnos
	}
	whole, partial := map[int]bool{}, map[int]bool{}
	for _, n := range cols {
		t := n.GetResTarget()
		at := source.Pos(t.Location)
		attno := attnameAttNum(rel, t.Name, false)
		if attno == 0 {
			fail(sqlstate.UndefinedColumn, at, "column \""+t.Name+"\" of relation \""+rel.Name+"\" does not exist",
				nearColumn(rel, t.Name)...)
		}
		isPart := len(t.Indirection) > 0
		if whole[attno] || partial[attno] && !isPart {
			failf(sqlstate.DuplicateColumn, at, "column \"%s\" specified more than once", t.Name)
		}
		if isPart {
			partial[attno] = true
		} else {
			whole[attno] = true
		}
		targets = append(targets, t)
		attnos = append(attnos, attno)
	}
	return targets, attnos
}
