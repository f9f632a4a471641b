package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file analyses WHERE, LIMIT, ORDER BY, DISTINCT and the arbiter of ON CONFLICT. FROM is in
// parse_from.go, GROUP BY in parse_group.go, WINDOW in parse_window.go.

// transformWhereClause analyses a condition: WHERE and its kin. construct is for messages.
func (p *pstate) transformWhereClause(n *pg.Node, kind exprKind, construct string) tree.Expr {
	if n == nil {
		return nil
	}
	return p.coerceToBoolean(p.transformExpr(n, kind), construct)
}

// transformLimitClause analyses LIMIT or OFFSET: a bigint without columns of this query.
func (p *pstate) transformLimitClause(n *pg.Node, kind exprKind, construct string, option pg.LimitOption) tree.Expr {
	if n == nil {
		return nil
	}
	e := p.coerceToSpecificType(p.transformExpr(n, kind), catalog.Int8OID, construct)
	checkExprIsVarFree(e, construct)
	if kind == exprLimit && option == pg.LimitOption_LIMIT_OPTION_WITH_TIES && n.GetAConst().GetIsnull() {
		failf(sqlstate.InvalidRowCountInLimitClause, source.NoPos,
			"row count cannot be null in FETCH FIRST ... WITH TIES clause")
	}
	return e
}

func checkExprIsVarFree(e tree.Expr, construct string) {
	if containVarsOfLevel(e, 0) {
		failf(sqlstate.InvalidColumnReference, locateVarOfLevel(e, 0),
			"argument of %s must not contain variables", construct)
	}
}

// findTargetlistEntrySQL92 finds what an element of ORDER BY, GROUP BY or DISTINCT ON means in
// SQL92's reading: an output column by name or by number; otherwise an expression.
func (p *pstate) findTargetlistEntrySQL92(n *pg.Node, tlist *[]*tree.TargetEntry, kind exprKind) *tree.TargetEntry {
	if ref := n.GetColumnRef(); ref != nil && len(ref.Fields) == 1 && ref.Fields[0].GetString_() != nil {
		if t := p.findTargetByName(ref, *tlist, kind); t != nil {
			return t
		}
	}
	if c := n.GetAConst(); c != nil {
		return p.findTargetByNumber(c, *tlist, kind)
	}
	return p.findTargetlistEntrySQL99(n, tlist, kind)
}

// findTargetByName finds an output column by its name; in GROUP BY a column of FROM comes first.
func (p *pstate) findTargetByName(ref *pg.ColumnRef, tlist []*tree.TargetEntry, kind exprKind) *tree.TargetEntry {
	name, at := ref.Fields[0].GetString_().Sval, source.Pos(ref.Location)
	if kind == exprGroupBy && p.colNameToVar(name, true, at) != nil {
		return nil
	}
	var found *tree.TargetEntry
	for _, t := range tlist {
		if t.Junk || t.Name != name {
			continue
		}
		if found != nil {
			if !equalExpr(found.Expr, t.Expr) {
				failf(sqlstate.AmbiguousColumn, at, "%s \"%s\" is ambiguous", parseExprKindName(kind), name)
			}
			continue
		}
		found = t
	}
	if found != nil {
		p.checkTargetlistEntrySQL92(found, kind)
	}
	return found
}

// findTargetByNumber finds an output column by its position.
func (p *pstate) findTargetByNumber(c *pg.A_Const, tlist []*tree.TargetEntry, kind exprKind) *tree.TargetEntry {
	at := source.Pos(c.Location)
	val, ok := c.Val.(*pg.A_Const_Ival)
	if !ok || c.Isnull {
		failf(sqlstate.SyntaxError, at, "non-integer constant in %s", parseExprKindName(kind))
	}
	want, seen := int(val.Ival.GetIval()), 0
	for _, t := range tlist {
		if t.Junk {
			continue
		}
		if seen++; seen == want {
			p.checkTargetlistEntrySQL92(t, kind)
			return t
		}
	}
	failf(sqlstate.InvalidColumnReference, at, "%s position %d is not in select list", parseExprKindName(kind), want)
	return nil
}

// checkTargetlistEntrySQL92 rejects output columns that GROUP BY cannot group by.
func (p *pstate) checkTargetlistEntrySQL92(t *tree.TargetEntry, kind exprKind) {
	if kind != exprGroupBy {
		return
	}
	if p.hasAggs && containAggsOfLevel(t.Expr, 0) {
		failf(sqlstate.GroupingError, locateAggOfLevel(t.Expr, 0),
			"aggregate functions are not allowed in %s", parseExprKindName(kind))
	}
	if p.hasWindows && containWindowFunction(t.Expr) {
		failf(sqlstate.WindowingError, locateWindowFunction(t.Expr),
			"window functions are not allowed in %s", parseExprKindName(kind))
	}
}

// findTargetlistEntrySQL99 takes the element as an expression; one that the list has not yet is
// appended as junk. Implicit conversions of entries do not matter for the comparison.
func (p *pstate) findTargetlistEntrySQL99(n *pg.Node, tlist *[]*tree.TargetEntry, kind exprKind) *tree.TargetEntry {
	e := p.transformExpr(n, kind)
	for _, t := range *tlist {
		if equalExpr(e, stripImplicitCoercions(t.Expr)) {
			return t
		}
	}
	t := p.transformTargetEntry(n, e, kind, "", true)
	*tlist = append(*tlist, t)
	return t
}

// stripImplicitCoercions mirrors nodeFuncs.c: strip_implicit_coercions.
func stripImplicitCoercions(e tree.Expr) tree.Expr {
	var arg tree.Expr
	form := tree.CallForm
	switch x := e.(type) {
	case *tree.FuncExpr:
		if form = x.Form; len(x.Args) > 0 {
			arg = x.Args[0]
		}
	case *tree.RelabelType:
		arg, form = x.Arg, x.Form
	case *tree.CoerceViaIO:
		arg, form = x.Arg, x.Form
	case *tree.ArrayCoerceExpr:
		arg, form = x.Arg, x.Form
	case *tree.ConvertRowtypeExpr:
		arg, form = x.Arg, x.Form
	case *tree.CoerceToDomain:
		arg, form = x.Arg, x.Form
	}
	if arg == nil || form != tree.ImplicitForm {
		return e
	}
	return stripImplicitCoercions(arg)
}

// transformSortClause analyses an ORDER BY list; new expressions are appended to tlist as junk.
func (p *pstate) transformSortClause(list []*pg.Node, tlist *[]*tree.TargetEntry, kind exprKind, useSQL99 bool) []*tree.SortGroupClause {
	var out []*tree.SortGroupClause
	for _, n := range list {
		by := n.GetSortBy()
		var t *tree.TargetEntry
		if useSQL99 {
			t = p.findTargetlistEntrySQL99(by.Node, tlist, kind)
		} else {
			t = p.findTargetlistEntrySQL92(by.Node, tlist, kind)
		}
		out = p.addTargetToSortList(t, out, *tlist, by)
	}
	return out
}

// transformDistinctClause makes the clause of SELECT DISTINCT or of an aggregate's DISTINCT: the
// ORDER BY columns first, then the others. isAgg only chooses messages.
func (p *pstate) transformDistinctClause(tlist *[]*tree.TargetEntry, sort []*tree.SortGroupClause, isAgg bool) []*tree.SortGroupClause {
	var out []*tree.SortGroupClause
	for _, s := range sort {
		t := getSortGroupClauseTLE(s, *tlist)
		if t.Junk {
			message := "for SELECT DISTINCT, ORDER BY expressions must appear in select list"
			if isAgg {
				message = "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list"
			}
			fail(sqlstate.InvalidColumnReference, exprLocation(t.Expr), message)
		}
		c := *s
		out = append(out, &c)
	}
	for _, t := range *tlist {
		if !t.Junk {
			out = p.addTargetToGroupList(t, out, *tlist, exprLocation(t.Expr))
		}
	}
	if len(out) == 0 {
		message := "SELECT DISTINCT must have at least one column"
		if isAgg {
			message = "an aggregate with DISTINCT must have at least one argument"
		}
		fail(sqlstate.SyntaxError, source.NoPos, message)
	}
	return out
}

// transformDistinctOnClause analyses DISTINCT ON (…), whose expressions must be the first ones of
// ORDER BY if there is one.
func (p *pstate) transformDistinctOnClause(list []*pg.Node, tlist *[]*tree.TargetEntry, sort []*tree.SortGroupClause) []*tree.SortGroupClause {
	const mismatch = "SELECT DISTINCT ON expressions must match initial ORDER BY expressions"
	refs := make([]int, len(list))
	for i, n := range list {
		refs[i] = assignSortGroupRef(p.findTargetlistEntrySQL92(n, tlist, exprDistinctOn), *tlist)
	}
	var out []*tree.SortGroupClause
	skipped := false
	for _, s := range sort {
		i := indexOf(refs, s.Ref)
		if i < 0 {
			skipped = true
			continue
		}
		if skipped {
			fail(sqlstate.InvalidColumnReference, nodeLocation(list[i]), mismatch)
		}
		c := *s
		out = append(out, &c)
	}
	for i, n := range list {
		t := getSortGroupRefTLE(refs[i], *tlist)
		if p.targetIsInSortList(t, catalog.InvalidOID, out) {
			continue
		}
		if skipped {
			fail(sqlstate.InvalidColumnReference, nodeLocation(n), mismatch)
		}
		out = p.addTargetToGroupList(t, out, *tlist, nodeLocation(n))
	}
	return out
}

func indexOf(list []int, want int) int {
	for i, x := range list {
		if x == want {
			return i
		}
	}
	return -1
}

// addTargetToSortList adds an entry to an ORDER BY list unless it is in it, with the operators
// that by asks for. Trouble is reported at the operator of USING, else at the expression.
func (p *pstate) addTargetToSortList(t *tree.TargetEntry, sortlist []*tree.SortGroupClause, tlist []*tree.TargetEntry, by *pg.SortBy) []*tree.SortGroupClause {
	p.resolveUnknownTarget(t)
	at := source.Pos(by.Location)
	if at < 0 {
		at = nodeLocation(by.Node)
	}
	c := &tree.SortGroupClause{}
	typ := t.Expr.Type()
	switch by.SortbyDir {
	case pg.SortByDir_SORTBY_DESC:
		_, c.Eq, c.Sort, c.Hashable = p.getSortGroupOperators(typ, false, true, true, at)
		c.Desc = true
	case pg.SortByDir_SORTBY_USING:
		p.sortUsing(c, by.UseOp, typ, at)
	default:
		c.Sort, c.Eq, _, c.Hashable = p.getSortGroupOperators(typ, true, true, false, at)
	}
	if p.targetIsInSortList(t, c.Sort, sortlist) {
		return sortlist
	}
	c.Ref = assignSortGroupRef(t, tlist)
	switch by.SortbyNulls {
	case pg.SortByNulls_SORTBY_NULLS_FIRST:
		c.NullsFirst = true
	case pg.SortByNulls_SORTBY_NULLS_LAST:
	default:
		c.NullsFirst = c.Desc
	}
	return append(sortlist, c)
}

// sortUsing fills in the operators of ORDER BY … USING op.
func (p *pstate) sortUsing(c *tree.SortGroupClause, name []*pg.Node, typ catalog.OID, at source.Pos) {
	op := p.compatibleOper(name, typ, typ, false, at)
	family, input, strategy := p.getOrderingOpProperties(op.OID)
	if strategy == 0 {
		fail(sqlstate.WrongObjectType, at,
			"operator "+name[len(name)-1].GetString_().GetSval()+" is not a valid ordering operator",
			withHint("Ordering operators must be \"<\" or \">\" members of btree operator families."))
	}
	c.Sort, c.Desc = op.OID, strategy == 5
	for _, a := range p.cat.FamilyOps(family) {
		if a.Method == "btree" && a.Strategy == 3 && a.Left == input && a.Right == input {
			c.Eq = a.Operator
		}
	}
	if eq := p.cat.Operator(c.Eq); eq != nil {
		c.Hashable = eq.Hashes
	}
}

// getOrderingOpProperties tells of which btree family an operator is the "<" or ">"; strategy is
// 0 if of none. Mirrors lsyscache.c: get_ordering_op_properties.
func (s *shared) getOrderingOpProperties(op catalog.OID) (family, input catalog.OID, strategy int) {
	for _, a := range s.cat.OperatorFamilies(op) {
		if a.Method == "btree" && (a.Strategy == 1 || a.Strategy == 5) && a.Left == a.Right {
			return a.Family, a.Left, a.Strategy
		}
	}
	return 0, 0, 0
}

// resolveUnknownTarget turns an undecided literal into text.
func (p *pstate) resolveUnknownTarget(t *tree.TargetEntry) {
	if t.Expr.Type() == catalog.UnknownOID {
		t.Expr = p.coerceType(t.Expr, catalog.UnknownOID, catalog.TextOID, -1,
			catalog.CastImplicit, tree.ImplicitForm, source.NoPos)
	}
}

// addTargetToGroupList adds an entry to a GROUP BY or DISTINCT list unless it is in it. at is
// where trouble is reported: the entry itself may stand elsewhere.
func (p *pstate) addTargetToGroupList(t *tree.TargetEntry, grouplist []*tree.SortGroupClause, tlist []*tree.TargetEntry, at source.Pos) []*tree.SortGroupClause {
	p.resolveUnknownTarget(t)
	if p.targetIsInSortList(t, catalog.InvalidOID, grouplist) {
		return grouplist
	}
	c := &tree.SortGroupClause{}
	c.Sort, c.Eq, _, c.Hashable = p.getSortGroupOperators(t.Expr.Type(), false, true, false, at)
	c.Ref = assignSortGroupRef(t, tlist)
	return append(grouplist, c)
}

// assignSortGroupRef gives an entry an unused reference number, unless it has one.
func assignSortGroupRef(t *tree.TargetEntry, tlist []*tree.TargetEntry) int {
	if t.Ref != 0 {
		return t.Ref
	}
	highest := 0
	for _, x := range tlist {
		highest = max(highest, x.Ref)
	}
	t.Ref = highest + 1
	return t.Ref
}

// targetIsInSortList tells whether an entry is in a list, with that operator or its commutator
// unless sortop is invalid.
func (p *pstate) targetIsInSortList(t *tree.TargetEntry, sortop catalog.OID, sortlist []*tree.SortGroupClause) bool {
	if t.Ref == 0 {
		return false
	}
	for _, s := range sortlist {
		if s.Ref != t.Ref {
			continue
		}
		if sortop == catalog.InvalidOID || sortop == s.Sort {
			return true
		}
		if op := p.cat.Operator(s.Sort); op != nil && sortop == op.Commutes {
			return true
		}
	}
	return false
}

// getSortGroupRefTLE mirrors tlist.c: get_sortgroupref_tle.
func getSortGroupRefTLE(ref int, tlist []*tree.TargetEntry) *tree.TargetEntry {
	for _, t := range tlist {
		if t.Ref == ref {
			return t
		}
	}
	panic("analyze: ORDER/GROUP BY expression not found in targetlist")
}

// getSortGroupClauseTLE mirrors tlist.c: get_sortgroupclause_tle.
func getSortGroupClauseTLE(c *tree.SortGroupClause, tlist []*tree.TargetEntry) *tree.TargetEntry {
	return getSortGroupRefTLE(c.Ref, tlist)
}

// transformOnConflictArbiter analyses which index ON CONFLICT means. That one exists is checked
// later (plancat.go), as in PostgreSQL. Mirrors parse_clause.c: transformOnConflictArbiter.
func (p *pstate) transformOnConflictArbiter(c *pg.OnConflictClause, out *tree.OnConflict) {
	at := source.Pos(c.Location)
	if c.Action == pg.OnConflictAction_ONCONFLICT_UPDATE && c.Infer == nil {
		fail(sqlstate.SyntaxError, at, "ON CONFLICT DO UPDATE requires inference specification or constraint name",
			withHint("For example, ON CONFLICT (column_name)."))
	}
	rel := p.target.rte.Relation
	if rel.Namespace == catalog.PgCatalog {
		failf(sqlstate.FeatureNotSupported, at, "ON CONFLICT is not supported with system catalog tables")
	}
	infer := c.Infer
	if infer == nil {
		return
	}
	for _, n := range infer.IndexElems {
		p.resolveUniqueIndexExpr(n.GetIndexElem(), infer, out)
	}
	if infer.WhereClause != nil {
		out.ArbiterCond = p.transformExpr(infer.WhereClause, exprIndexPredicate)
	}
	if infer.Conname != "" {
		if findConstraint(rel, infer.Conname) == nil {
			failf(sqlstate.UndefinedObject, source.NoPos, "constraint \"%s\" for table \"%s\" does not exist", infer.Conname, rel.Name)
		}
		out.Constraint = infer.Conname
	}
}

func findConstraint(rel *catalog.Relation, name string) *catalog.Constraint {
	for _, c := range rel.Constraints {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// resolveUniqueIndexExpr analyses one element of ON CONFLICT (…).
func (p *pstate) resolveUniqueIndexExpr(elem *pg.IndexElem, infer *pg.InferClause, out *tree.OnConflict) {
	at := source.Pos(infer.Location)
	if elem.Ordering != pg.SortByDir_SORTBY_DEFAULT {
		failf(sqlstate.InvalidColumnReference, at, "ASC/DESC is not allowed in ON CONFLICT clause")
	}
	if elem.NullsOrdering != pg.SortByNulls_SORTBY_NULLS_DEFAULT {
		failf(sqlstate.InvalidColumnReference, at, "NULLS FIRST/LAST is not allowed in ON CONFLICT clause")
	}
	raw := elem.Expr
	if raw == nil {
		raw = &pg.Node{Node: &pg.Node_ColumnRef{ColumnRef: &pg.ColumnRef{
			Fields: []*pg.Node{pg.MakeStrNode(elem.Name)}, Location: infer.Location,
		}}}
	}
	e := p.transformExpr(raw, exprIndexExpression)
	collation, class := catalog.InvalidOID, catalog.InvalidOID
	if len(elem.Collation) > 0 {
		collation = p.lookupCollation(elem.Collation, exprLocation(e))
	}
	if len(elem.Opclass) > 0 {
		class = p.lookupBtreeOpClass(elem.Opclass)
	}
	out.Arbiter = append(out.Arbiter, e)
	out.Collations = append(out.Collations, collation)
	out.OpClasses = append(out.OpClasses, class)
}

// lookupBtreeOpClass mirrors opclasscmds.c: get_opclass_oid for btree.
func (p *pstate) lookupBtreeOpClass(names []*pg.Node) catalog.OID {
	list := nameList(names)
	if c := p.cat.OpClassByName("btree", list); c != nil {
		return c.OID
	}
	failf(sqlstate.UndefinedObject, source.NoPos, "operator class \"%s\" does not exist for access method \"btree\"", nameListToString(names))
	return catalog.InvalidOID
}
