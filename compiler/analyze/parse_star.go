package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// isStar reports whether a raw expression is "*", "x.*" or "(…).*".
func isStar(n *pg.Node) bool {
	if c := n.GetColumnRef(); c != nil {
		return c.Fields[len(c.Fields)-1].GetAStar() != nil
	}
	if i := n.GetAIndirection(); i != nil {
		return i.Indirection[len(i.Indirection)-1].GetAStar() != nil
	}
	return false
}

// expandStarTargets expands a star into target entries.
// Mirrors parse_target.c: ExpandColumnRefStar, ExpandIndirectionStar with make_target_entry.
func (p *pstate) expandStarTargets(n *pg.Node, kind exprKind) []*tree.TargetEntry {
	ref := n.GetColumnRef()
	if ref == nil {
		return p.expandRowTargets(p.rowOfStar(n, kind))
	}
	at := source.Pos(ref.Location)
	if len(ref.Fields) == 1 {
		return p.expandAllTables(at)
	}
	item, levels, row := p.itemOfStar(ref)
	if row != nil {
		return p.expandRowTargets(row)
	}
	return p.expandNSItemAttrs(item, levels, at)
}

// expandStarExprs expands a star inside ROW(…) or VALUES into expressions.
func (p *pstate) expandStarExprs(n *pg.Node, kind exprKind) []tree.Expr {
	ref := n.GetColumnRef()
	if ref == nil {
		e := p.rowOfStar(n, kind)
		if item, v := p.wholeRowItem(e); item != nil {
			vars, _ := p.expandNSItemVars(item, v.LevelsUp, v.At)
			return vars
		}
		return p.rowFieldExprs(e)
	}
	item, levels, row := p.itemOfStar(ref)
	if row != nil {
		return p.rowFieldExprs(row)
	}
	vars, _ := p.expandNSItemVars(item, levels, source.Pos(ref.Location))
	return vars
}

func (p *pstate) rowFieldExprs(e tree.Expr) []tree.Expr {
	var out []tree.Expr
	for _, f := range p.rowFields(e) {
		out = append(out, f.expr)
	}
	return out
}

// itemOfStar finds the FROM item of "x.*", or the composite parameter that x is in a function's body.
func (p *pstate) itemOfStar(ref *pg.ColumnRef) (*nsitem, int, tree.Expr) {
	at := source.Pos(ref.Location)
	schema, relname := p.qualifier(ref)
	item, levels := p.refnameNamespaceItem(schema, relname, at)
	if item == nil {
		if row := p.argumentRef(ref); row != nil {
			return nil, 0, row
		}
		p.errorMissingRTE(schema, relname, at)
	}
	return item, levels, nil
}

// rowOfStar analyses what stands before the star of "(…).*".
func (p *pstate) rowOfStar(n *pg.Node, kind exprKind) tree.Expr {
	ind := n.GetAIndirection()
	saved := p.kind
	p.kind = kind
	e := p.applyIndirection(ind.Arg, ind.Indirection[:len(ind.Indirection)-1])
	p.kind = saved
	return e
}

// expandAllTables expands a bare star: every FROM item that unqualified names can see.
// Mirrors parse_target.c: ExpandAllTables.
func (p *pstate) expandAllTables(at source.Pos) []*tree.TargetEntry {
	var out []*tree.TargetEntry
	found := false
	for _, item := range p.namespace {
		if !item.colsVisible {
			continue
		}
		found = true
		out = append(out, p.expandNSItemAttrs(item, 0, at)...)
	}
	if !found {
		fail(sqlstate.SyntaxError, at, "SELECT * with no tables specified is not valid")
	}
	return out
}

// wholeRowItem returns the FROM item if e is a reference to its whole row.
func (p *pstate) wholeRowItem(e tree.Expr) (*nsitem, *tree.Var) {
	if v, ok := e.(*tree.Var); ok && v.Attno == 0 {
		return p.getNSItem(v.Varno, v.LevelsUp), v
	}
	return nil, nil
}

// expandRowTargets expands a composite value into target entries, one per field.
// Mirrors parse_target.c: ExpandRowReference.
func (p *pstate) expandRowTargets(e tree.Expr) []*tree.TargetEntry {
	if item, v := p.wholeRowItem(e); item != nil {
		return p.expandNSItemAttrs(item, v.LevelsUp, v.At)
	}
	var out []*tree.TargetEntry
	for _, f := range p.rowFields(e) {
		out = append(out, p.newTarget(f.expr, f.name, false))
	}
	return out
}

// rowField is one field selected from a composite value.
type rowField struct {
	name string
	expr tree.Expr
}

// rowFields selects every field of a composite value; each selection shares the value's node.
func (p *pstate) rowFields(e tree.Expr) []rowField {
	var columns tupdesc
	if v, ok := e.(*tree.Var); ok && v.Typ == catalog.RecordOID {
		columns = p.expandRecordVariable(v, 0)
	} else {
		columns = p.resultTupdesc(e)
	}
	var out []rowField
	for i, c := range columns {
		if c.Dropped {
			continue
		}
		num := c.Num
		if num == 0 {
			num = int16(i + 1)
		}
		out = append(out, rowField{c.Name, &tree.FieldSelect{
			Node: tree.Node{Typ: c.Type, Mod: c.Typmod, At: source.NoPos},
			Arg:  e, Field: num, Collation: c.Collation,
		}})
	}
	return out
}

// resultTupdesc returns the columns of a composite expression, or fails.
// Mirrors funcapi.c: get_expr_result_tupdesc.
func (p *pstate) resultTupdesc(e tree.Expr) tupdesc {
	class, _, columns := p.getExprResultType(e)
	if class == funcComposite || class == funcCompositeDomain {
		return columns
	}
	if e.Type() != catalog.RecordOID {
		failf(sqlstate.WrongObjectType, source.NoPos, "type %s is not composite", p.formatType(e.Type()))
	}
	fail(sqlstate.WrongObjectType, source.NoPos, "record type has not been registered")
	return nil
}

// expandRecordVariable finds the columns of a variable of type record by drilling down through
// joins, subqueries and CTEs to the expression that defines it; levelsup is added to v's level.
// Fails if there is no telling. Mirrors parse_target.c: expandRecordVariable.
func (p *pstate) expandRecordVariable(v *tree.Var, levelsup int) tupdesc {
	levels := v.LevelsUp + levelsup
	rte := p.getRTE(v.Varno, levels)
	if v.Attno == 0 {
		names, vars := p.expandRTE(rte, v.Varno, 0, v.At, false)
		var out tupdesc
		for i, e := range vars {
			out = append(out, tree.RTEColumn{
				Name: names[i], Type: e.Type(), Typmod: e.Typmod(), Collation: exprCollation(e), Num: int16(i + 1),
			})
		}
		return out
	}
	var e tree.Expr = v
	switch rte.Kind {
	case tree.RTESubquery:
		e = outputColumn(rte.Subquery, v.Attno)
		if w, ok := e.(*tree.Var); ok {
			return p.inside(rte.Subquery, levels).expandRecordVariable(w, 0)
		}
	case tree.RTEJoin:
		e = rte.JoinVars[v.Attno-1]
		if w, ok := e.(*tree.Var); ok {
			return p.expandRecordVariable(w, levels)
		}
	case tree.RTECTE:
		if rte.SelfRef || rte.CTE == nil || rte.CTE.Query == nil {
			break
		}
		e = outputColumn(rte.CTE.Query, v.Attno)
		if w, ok := e.(*tree.Var); ok {
			return p.inside(rte.CTE.Query, rte.CTELevel+levels).expandRecordVariable(w, 0)
		}
	}
	return p.resultTupdesc(e)
}

func outputColumn(q *tree.Query, attno int) tree.Expr {
	return targetByResno(outputList(q), attno).Expr
}

// inside returns a state just good enough to look up range-table entries from within q, which
// stands in the query levels out.
func (p *pstate) inside(q *tree.Query, levels int) *pstate {
	for ; levels > 0; levels-- {
		p = p.parent
	}
	return &pstate{shared: p.shared, parent: p, rtable: q.RangeTable}
}
