package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// maxDepth bounds the nesting of expressions. PostgreSQL's bound is the size of its stack; what
// matters is that a text that is nested without end is an error and not the end of the process.
const maxDepth = 10000

// maxTupleAttributes is MaxTupleAttributeNumber: the number of columns that a row can have.
const maxTupleAttributes = 1664

// transformExpr analyses a raw expression that stands at the given kind of place. The result has
// every name resolved and every type known, except literals and parameters that are still
// unknown. Mirrors parse_expr.c: transformExpr.
func (p *pstate) transformExpr(n *pg.Node, kind exprKind) tree.Expr {
	saved := p.kind
	p.kind = kind
	e := p.transformExprRecurse(n)
	p.kind = saved
	return e
}

// transformExprRecurse analyses a raw expression at the current place; nil gives nil.
// Mirrors parse_expr.c: transformExprRecurse.
func (p *pstate) transformExprRecurse(n *pg.Node) tree.Expr {
	if n == nil || n.Node == nil {
		return nil
	}
	p.depth++
	if p.depth > maxDepth {
		fail(sqlstate.StatementTooComplex, source.NoPos, "stack depth limit exceeded",
			withHint("Increase the configuration parameter \"max_stack_depth\" (currently 2048kB), after ensuring the platform's stack depth limit is adequate."))
	}
	e := p.transformNode(n)
	p.depth--
	return e
}

// transformNode dispatches on the kind of the node.
func (p *pstate) transformNode(n *pg.Node) tree.Expr {
	switch n := n.Node.(type) {
	case *pg.Node_ColumnRef:
		return p.transformColumnRef(n.ColumnRef)
	case *pg.Node_ParamRef:
		return p.makeParam(n.ParamRef)
	case *pg.Node_AConst:
		return p.makeConst(n.AConst)
	case *pg.Node_AIndirection:
		return p.transformIndirection(n.AIndirection)
	case *pg.Node_AArrayExpr:
		return p.transformArrayExpr(n.AArrayExpr, catalog.InvalidOID, catalog.InvalidOID, -1)
	case *pg.Node_TypeCast:
		return p.transformTypeCast(n.TypeCast)
	case *pg.Node_CollateClause:
		return p.transformCollateClause(n.CollateClause)
	case *pg.Node_AExpr:
		return p.transformAExpr(n.AExpr)
	case *pg.Node_BoolExpr:
		return p.transformBoolExpr(n.BoolExpr)
	case *pg.Node_FuncCall:
		return p.transformFuncCall(n.FuncCall)
	case *pg.Node_MultiAssignRef:
		return p.transformMultiAssignRef(n.MultiAssignRef)
	case *pg.Node_GroupingFunc:
		return p.transformGroupingFunc(n.GroupingFunc)
	case *pg.Node_NamedArgExpr:
		return p.transformNamedArg(n.NamedArgExpr)
	case *pg.Node_SubLink:
		return p.transformSubLink(n.SubLink)
	case *pg.Node_CaseExpr:
		return p.transformCaseExpr(n.CaseExpr)
	case *pg.Node_RowExpr:
		return p.transformRowExpr(n.RowExpr, false)
	case *pg.Node_CoalesceExpr:
		return p.transformCoalesceExpr(n.CoalesceExpr)
	case *pg.Node_MinMaxExpr:
		return p.transformMinMaxExpr(n.MinMaxExpr)
	case *pg.Node_SqlvalueFunction:
		return p.transformSQLValueFunction(n.SqlvalueFunction)
	case *pg.Node_XmlExpr:
		return p.transformXMLExpr(n.XmlExpr)
	case *pg.Node_XmlSerialize:
		return p.transformXMLSerialize(n.XmlSerialize)
	case *pg.Node_NullTest:
		return p.transformNullTest(n.NullTest)
	case *pg.Node_BooleanTest:
		return p.transformBooleanTest(n.BooleanTest)
	case *pg.Node_CurrentOfExpr:
		return &tree.CurrentOfExpr{
			Node:   tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos},
			Cursor: n.CurrentOfExpr.CursorName,
		}
	case *pg.Node_SetToDefault:
		// Callers deal with DEFAULT wherever it is legal.
		fail(sqlstate.SyntaxError, source.Pos(n.SetToDefault.Location), "DEFAULT is not allowed in this context")
	case *pg.Node_JsonObjectConstructor:
		return p.transformJSONObject(n.JsonObjectConstructor)
	case *pg.Node_JsonArrayConstructor:
		return p.transformJSONArray(n.JsonArrayConstructor)
	case *pg.Node_JsonArrayQueryConstructor:
		return p.transformJSONArrayQuery(n.JsonArrayQueryConstructor)
	case *pg.Node_JsonObjectAgg:
		return p.transformJSONObjectAgg(n.JsonObjectAgg)
	case *pg.Node_JsonArrayAgg:
		return p.transformJSONArrayAgg(n.JsonArrayAgg)
	case *pg.Node_JsonIsPredicate:
		return p.transformJSONIsPredicate(n.JsonIsPredicate)
	}
	failf(sqlstate.FeatureNotSupported, nodeLocation(n), "expression of kind %T is not supported", n.Node)
	return nil
}

// node makes the common part of an expression without a type modifier.
func node(typ catalog.OID, at source.Pos) tree.Node {
	return tree.Node{Typ: typ, Mod: -1, At: at}
}

// boolNode makes the common part of a boolean expression.
func boolNode(at int32) tree.Node { return node(catalog.BoolOID, source.Pos(at)) }

// opName makes the raw name of an operator that the analyser adds by itself.
func opName(op string) []*pg.Node { return []*pg.Node{pg.MakeStrNode(op)} }

// transformIndirection analyses x[1].field[2]…. Neighbouring subscripts are one operation on a
// multidimensional container; a field name may also be a function of one argument.
// Mirrors parse_expr.c: transformIndirection.
func (p *pstate) transformIndirection(ind *pg.A_Indirection) tree.Expr {
	return p.applyIndirection(ind.Arg, ind.Indirection)
}

func (p *pstate) applyIndirection(arg *pg.Node, indirection []*pg.Node) tree.Expr {
	lastSRF := p.lastSRF
	result := p.transformExprRecurse(arg)
	at := exprLocation(result)
	var subscripts []*pg.Node
	flush := func() {
		if len(subscripts) > 0 {
			result = p.transformContainerSubscripts(result, result.Type(), result.Typmod(), subscripts, false)
			subscripts = nil
		}
	}
	for _, n := range indirection {
		switch {
		case n.GetAIndices() != nil:
			subscripts = append(subscripts, n)
		case n.GetAStar() != nil:
			fail(sqlstate.FeatureNotSupported, at, "row expansion via \"*\" is not supported here")
		default:
			flush()
			field := p.parseFuncOrColumn([]*pg.Node{n}, []tree.Expr{result}, lastSRF, nil, false, at)
			if field == nil {
				p.unknownAttribute(result, n.GetString_().GetSval(), at)
			}
			result = field
		}
	}
	flush()
	return result
}

// unknownAttribute fails because a value has no field of that name.
// Mirrors parse_expr.c: unknown_attribute.
func (p *pstate) unknownAttribute(e tree.Expr, attname string, at source.Pos) {
	if v, ok := e.(*tree.Var); ok && v.Attno == 0 {
		failf(sqlstate.UndefinedColumn, at, "column %s.%s does not exist", p.getRTE(v.Varno, v.LevelsUp).Name, attname)
	}
	switch typ := e.Type(); {
	case p.typeOrDomainTypeRelid(typ) != catalog.InvalidOID:
		failf(sqlstate.UndefinedColumn, at, "column \"%s\" not found in data type %s", attname, p.formatType(typ))
	case typ == catalog.RecordOID:
		failf(sqlstate.UndefinedColumn, at, "could not identify column \"%s\" in record data type", attname)
	default:
		failf(sqlstate.WrongObjectType, at, "column notation .%s applied to type %s, which is not a composite type", attname, p.formatType(typ))
	}
}

// transformAExpr dispatches on the kind of an operator expression.
func (p *pstate) transformAExpr(a *pg.A_Expr) tree.Expr {
	switch a.Kind {
	case pg.A_Expr_Kind_AEXPR_OP, pg.A_Expr_Kind_AEXPR_LIKE, pg.A_Expr_Kind_AEXPR_ILIKE, pg.A_Expr_Kind_AEXPR_SIMILAR:
		return p.transformAExprOp(a)
	case pg.A_Expr_Kind_AEXPR_OP_ANY, pg.A_Expr_Kind_AEXPR_OP_ALL:
		l := p.transformExprRecurse(a.Lexpr)
		r := p.transformExprRecurse(a.Rexpr)
		return p.makeScalarArrayOp(a.Name, a.Kind == pg.A_Expr_Kind_AEXPR_OP_ANY, l, r, source.Pos(a.Location))
	case pg.A_Expr_Kind_AEXPR_DISTINCT, pg.A_Expr_Kind_AEXPR_NOT_DISTINCT:
		return p.transformAExprDistinct(a)
	case pg.A_Expr_Kind_AEXPR_NULLIF:
		return p.transformAExprNullIf(a)
	case pg.A_Expr_Kind_AEXPR_IN:
		return p.transformAExprIn(a)
	case pg.A_Expr_Kind_AEXPR_BETWEEN, pg.A_Expr_Kind_AEXPR_NOT_BETWEEN,
		pg.A_Expr_Kind_AEXPR_BETWEEN_SYM, pg.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM:
		return p.transformAExprBetween(a)
	}
	failf(sqlstate.FeatureNotSupported, source.Pos(a.Location), "operator expression of kind %s is not supported", a.Kind)
	return nil
}

// transformAExprOp analyses an operator call; with rows on both sides it becomes a row
// comparison, with a row on the left and a subquery on the right a comparison with its one row.
// Mirrors parse_expr.c: transformAExprOp.
func (p *pstate) transformAExprOp(a *pg.A_Expr) tree.Expr {
	at := source.Pos(a.Location)
	if a.Lexpr.GetRowExpr() != nil {
		if s := a.Rexpr.GetSubLink(); s != nil && s.SubLinkType == pg.SubLinkType_EXPR_SUBLINK {
			return p.analyseSubLink(tree.RowCompareLink, a.Lexpr, a.Name, s, at)
		}
		if a.Rexpr.GetRowExpr() != nil {
			l := p.transformExprRecurse(a.Lexpr).(*tree.RowExpr)
			r := p.transformExprRecurse(a.Rexpr).(*tree.RowExpr)
			return p.makeRowComparisonOp(a.Name, l.Args, r.Args, at)
		}
	}
	lastSRF := p.lastSRF
	l := p.transformExprRecurse(a.Lexpr)
	r := p.transformExprRecurse(a.Rexpr)
	return p.makeOp(a.Name, l, r, lastSRF, at)
}

// isNullConstant reports whether a raw expression is the bare word NULL.
func isNullConstant(n *pg.Node) bool {
	c := n.GetAConst()
	return c != nil && c.Isnull
}

// transformAExprDistinct analyses IS [NOT] DISTINCT FROM. With NULL on one side it is a null test,
// which needs no equality operator. Mirrors parse_expr.c: transformAExprDistinct.
func (p *pstate) transformAExprDistinct(a *pg.A_Expr) tree.Expr {
	not := a.Kind == pg.A_Expr_Kind_AEXPR_NOT_DISTINCT
	if isNullConstant(a.Rexpr) || isNullConstant(a.Lexpr) {
		arg := a.Lexpr
		if !isNullConstant(a.Rexpr) {
			arg = a.Rexpr
		}
		return &tree.NullTest{Node: boolNode(a.Location), Arg: p.transformExprRecurse(arg), IsNot: !not}
	}
	at := source.Pos(a.Location)
	l := p.transformExprRecurse(a.Lexpr)
	r := p.transformExprRecurse(a.Rexpr)
	lrow, lok := l.(*tree.RowExpr)
	rrow, rok := r.(*tree.RowExpr)
	var result tree.Expr
	if lok && rok {
		result = p.makeRowDistinctOp(a.Name, lrow, rrow, at)
	} else {
		result = p.makeDistinctOp(a.Name, l, r, at)
	}
	if not {
		result = &tree.BoolExpr{Node: boolNode(a.Location), Op: tree.Not, Args: []tree.Expr{result}}
	}
	return result
}

// transformAExprNullIf analyses NULLIF(a, b): an equality whose result is a's type.
// Mirrors parse_expr.c: transformAExprNullIf.
func (p *pstate) transformAExprNullIf(a *pg.A_Expr) tree.Expr {
	at := source.Pos(a.Location)
	l := p.transformExprRecurse(a.Lexpr)
	r := p.transformExprRecurse(a.Rexpr)
	op := p.makeOp(a.Name, l, r, p.lastSRF, at).(*tree.OpExpr)
	if op.Typ != catalog.BoolOID {
		fail(sqlstate.DatatypeMismatch, at, "NULLIF requires = operator to yield boolean")
	}
	if op.RetSet {
		fail(sqlstate.DatatypeMismatch, at, "NULLIF must not return a set")
	}
	n := &tree.NullIfExpr{OpExpr: *op}
	n.Typ, n.Mod = op.Args[0].Type(), op.Args[0].Typmod()
	return n
}

// transformAExprIn analyses x IN (a, b, …). The items without columns become one = ANY (array) if
// they have a common type with an array type; the rest, and all of them otherwise, become
// separate comparisons. Mirrors parse_expr.c: transformAExprIn.
func (p *pstate) transformAExprIn(a *pg.A_Expr) tree.Expr {
	at := source.Pos(a.Location)
	useOr := a.Name[0].GetString_().GetSval() != "<>"
	left := p.transformExprRecurse(a.Lexpr)
	var all, vars, others []tree.Expr
	for _, n := range a.Rexpr.GetList().GetItems() {
		e := p.transformExprRecurse(n)
		all = append(all, e)
		if containVarsOfLevel(e, 0) {
			vars = append(vars, e)
		} else {
			others = append(others, e)
		}
	}
	var result tree.Expr
	if array := p.inListArray(left, others); array != nil {
		result = p.makeScalarArrayOp(a.Name, useOr, left, array, at)
		all = vars
	}
	for _, right := range all {
		cmp := p.coerceToBoolean(p.compareInItem(a.Name, left, right, at), "IN")
		if result == nil {
			result = cmp
			continue
		}
		op := tree.And
		if useOr {
			op = tree.Or
		}
		result = &tree.BoolExpr{Node: boolNode(a.Location), Op: op, Args: []tree.Expr{result, cmp}}
	}
	return result
}

// inListArray makes the array of an IN list, or returns nil if there is no suitable array type.
// The left side's type comes first, so it decides when all items are unknown literals.
func (p *pstate) inListArray(left tree.Expr, items []tree.Expr) tree.Expr {
	if len(items) < 2 {
		return nil
	}
	candidates := append([]tree.Expr{left}, items...)
	scalar, _ := p.selectCommonType(candidates, "")
	if scalar == catalog.InvalidOID || !p.verifyCommonType(scalar, candidates) || scalar == catalog.RecordOID {
		return nil
	}
	array := p.getArrayType(scalar)
	if array == catalog.InvalidOID {
		return nil
	}
	out := &tree.ArrayExpr{Node: node(array, source.NoPos), Elem: scalar}
	for _, e := range items {
		out.Elems = append(out.Elems, p.coerceToCommonType(e, scalar, "IN"))
	}
	out.Mod = p.arrayTypmod(out)
	return out
}

func (p *pstate) compareInItem(name []*pg.Node, left, right tree.Expr, at source.Pos) tree.Expr {
	lrow, lok := left.(*tree.RowExpr)
	rrow, rok := right.(*tree.RowExpr)
	if lok && rok {
		return p.makeRowComparisonOp(name, lrow.Args, rrow.Args, at)
	}
	if param, ok := left.(*tree.Param); ok {
		// Each comparison has its own copy of the left side, so each decides a type.
		own := *param
		left = &own
	}
	return p.makeOp(name, left, right, p.lastSRF, at)
}

// transformAExprBetween analyses the BETWEEN family as the comparisons that it stands for, in the
// order in which PostgreSQL writes them. Mirrors parse_expr.c: transformAExprBetween.
func (p *pstate) transformAExprBetween(a *pg.A_Expr) tree.Expr {
	items := a.Rexpr.GetList().GetItems()
	low, high := items[0], items[1]
	not := a.Kind == pg.A_Expr_Kind_AEXPR_NOT_BETWEEN || a.Kind == pg.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM
	lower, upper, inner, outer := ">=", "<=", pg.BoolExprType_AND_EXPR, pg.BoolExprType_OR_EXPR
	if not {
		lower, upper, inner, outer = "<", ">", outer, inner
	}
	compare := func(op string, to *pg.Node) *pg.Node {
		return &pg.Node{Node: &pg.Node_AExpr{AExpr: &pg.A_Expr{
			Kind: pg.A_Expr_Kind_AEXPR_OP, Name: opName(op), Lexpr: a.Lexpr, Rexpr: to, Location: a.Location,
		}}}
	}
	both := func(op pg.BoolExprType, args ...*pg.Node) *pg.Node {
		return &pg.Node{Node: &pg.Node_BoolExpr{BoolExpr: &pg.BoolExpr{Boolop: op, Args: args, Location: a.Location}}}
	}
	result := both(inner, compare(lower, low), compare(upper, high))
	switch a.Kind {
	case pg.A_Expr_Kind_AEXPR_BETWEEN_SYM, pg.A_Expr_Kind_AEXPR_NOT_BETWEEN_SYM:
		result = both(outer, result, both(inner, compare(lower, high), compare(upper, low)))
	}
	return p.transformExprRecurse(result)
}

// transformBoolExpr analyses AND, OR and NOT. Mirrors parse_expr.c: transformBoolExpr.
func (p *pstate) transformBoolExpr(b *pg.BoolExpr) tree.Expr {
	op, name := tree.And, "AND"
	switch b.Boolop {
	case pg.BoolExprType_OR_EXPR:
		op, name = tree.Or, "OR"
	case pg.BoolExprType_NOT_EXPR:
		op, name = tree.Not, "NOT"
	}
	out := &tree.BoolExpr{Node: boolNode(b.Location), Op: op, Args: make([]tree.Expr, 0, len(b.Args))}
	for _, n := range b.Args {
		out.Args = append(out.Args, p.coerceToBoolean(p.transformExprRecurse(n), name))
	}
	return out
}

// transformFuncCall analyses a call. The ORDER BY expressions of WITHIN GROUP count as further
// arguments for finding the function. Mirrors parse_expr.c: transformFuncCall.
func (p *pstate) transformFuncCall(fn *pg.FuncCall) tree.Expr {
	lastSRF := p.lastSRF
	args := make([]tree.Expr, 0, len(fn.Args))
	for _, n := range fn.Args {
		args = append(args, p.transformExprRecurse(n))
	}
	if fn.AggWithinGroup {
		for _, n := range fn.AggOrder {
			args = append(args, p.transformExpr(n.GetSortBy().GetNode(), exprOrderBy))
		}
	}
	return p.parseFuncOrColumn(fn.Funcname, args, lastSRF, fn, false, source.Pos(fn.Location))
}

func (p *pstate) transformNamedArg(n *pg.NamedArgExpr) tree.Expr {
	arg := p.transformExprRecurse(n.Arg)
	return &tree.NamedArgExpr{
		Node: tree.Node{Typ: arg.Type(), Mod: arg.Typmod(), At: source.Pos(n.Location)},
		Arg:  arg, Name: n.Name, Number: -1,
	}
}

// transformMultiAssignRef analyses one column of UPDATE … SET (a, b) = source. The source is
// analysed with the first column and kept at the end of p.multiassign until the last one.
// Mirrors parse_expr.c: transformMultiAssignRef.
func (p *pstate) transformMultiAssignRef(m *pg.MultiAssignRef) tree.Expr {
	if m.Colno == 1 {
		p.analyseMultiSource(m)
	}
	last := p.multiassign[len(p.multiassign)-1]
	switch e := last.Expr.(type) {
	case *tree.SubLink:
		column := nonJunkTargets(e.Query.Targets)[m.Colno-1].Expr
		return &tree.SubLinkColumn{
			Node:   tree.Node{Typ: column.Type(), Mod: column.Typmod(), At: exprLocation(column)},
			Number: int(m.Colno), Link: e, Collation: exprCollation(column),
		}
	case *tree.RowExpr:
		if m.Colno == m.Ncolumns {
			p.multiassign = p.multiassign[:len(p.multiassign)-1]
		}
		return e.Args[m.Colno-1]
	}
	return nil
}

func (p *pstate) analyseMultiSource(m *pg.MultiAssignRef) {
	mismatch := func(at source.Pos) {
		fail(sqlstate.SyntaxError, at, "number of columns does not match number of values")
	}
	if s := m.Source.GetSubLink(); s != nil && s.SubLinkType == pg.SubLinkType_EXPR_SUBLINK {
		link := p.analyseSubLink(tree.MultiExprLink, nil, nil, s, source.Pos(s.Location)).(*tree.SubLink)
		if len(nonJunkTargets(link.Query.Targets)) != int(m.Ncolumns) {
			mismatch(link.At)
		}
		p.multiassign = append(p.multiassign, &tree.TargetEntry{Expr: link, Junk: true})
		link.ID = len(p.multiassign)
		return
	}
	if r := m.Source.GetRowExpr(); r != nil {
		row := p.transformRowExpr(r, true).(*tree.RowExpr)
		if len(row.Args) != int(m.Ncolumns) {
			mismatch(row.At)
		}
		p.multiassign = append(p.multiassign, &tree.TargetEntry{Expr: row, Junk: true})
		return
	}
	fail(sqlstate.FeatureNotSupported, nodeLocation(m.Source),
		"source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression")
}

// transformNullTest analyses IS [NOT] NULL, which takes any type.
func (p *pstate) transformNullTest(n *pg.NullTest) tree.Expr {
	arg := p.transformExprRecurse(n.Arg)
	return &tree.NullTest{
		Node: boolNode(n.Location), Arg: arg,
		IsNot:    n.Nulltesttype == pg.NullTestType_IS_NOT_NULL,
		ArgIsRow: p.typeIsRowtype(arg.Type()),
	}
}

// transformBooleanTest analyses IS [NOT] TRUE, FALSE, UNKNOWN.
// Mirrors parse_expr.c: transformBooleanTest.
func (p *pstate) transformBooleanTest(b *pg.BooleanTest) tree.Expr {
	kind := tree.BoolTestKind(b.Booltesttype - pg.BoolTestType_IS_TRUE)
	name := [...]string{"IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE", "IS UNKNOWN", "IS NOT UNKNOWN"}[kind]
	arg := p.coerceToBoolean(p.transformExprRecurse(b.Arg), name)
	return &tree.BooleanTest{Node: boolNode(b.Location), Arg: arg, Test: kind}
}

// transformTypeCast analyses CAST, x::t and type 'literal'. ARRAY[…] under a cast to an array type
// gets the type from above, so that empty and nested arrays work.
// Mirrors parse_expr.c: transformTypeCast.
func (p *pstate) transformTypeCast(tc *pg.TypeCast) tree.Expr {
	target, typmod := p.typenameType(tc.TypeName)
	var e tree.Expr
	if a := tc.Arg.GetAArrayExpr(); a != nil {
		base, baseMod := p.getBaseTypeAndTypmod(target.OID, typmod)
		if elem := p.getElementType(base); elem != catalog.InvalidOID {
			e = p.transformArrayExpr(a, base, elem, baseMod)
		}
	}
	if e == nil {
		e = p.transformExprRecurse(tc.Arg)
	}
	input := e.Type()
	if input == catalog.InvalidOID {
		return e
	}
	at := source.Pos(tc.Location)
	if at < 0 {
		at = source.Pos(tc.TypeName.Location)
	}
	result := p.coerceToTargetType(e, input, target.OID, typmod, catalog.CastExplicit, tree.ExplicitForm, at)
	if result == nil {
		if at < 0 {
			at = exprLocation(e)
		}
		failf(sqlstate.CannotCoerce, at, "cannot cast type %s to %s", p.formatType(input), p.formatType(target.OID))
	}
	return result
}

// transformCollateClause analyses x COLLATE c. Mirrors parse_expr.c: transformCollateClause.
func (p *pstate) transformCollateClause(c *pg.CollateClause) tree.Expr {
	at := source.Pos(c.Location)
	arg := p.transformExprRecurse(c.Arg)
	if typ := arg.Type(); typ != catalog.UnknownOID && !p.typeIsCollatable(typ) {
		failf(sqlstate.DatatypeMismatch, at, "collations are not supported by type %s", p.formatType(typ))
	}
	return &tree.CollateExpr{
		Node:      tree.Node{Typ: arg.Type(), Mod: arg.Typmod(), At: at},
		Arg:       arg,
		Collation: p.lookupCollation(c.Collname, at),
	}
}
