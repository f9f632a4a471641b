package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file holds the expressions whose operands settle on a common type: CASE, ARRAY, COALESCE,
// GREATEST and LEAST, and with them ROW and the SQL value functions.

// transformCaseExpr analyses both forms of CASE. ELSE counts first for the common type.
// Mirrors parse_expr.c: transformCaseExpr.
func (p *pstate) transformCaseExpr(c *pg.CaseExpr) tree.Expr {
	lastSRF := p.lastSRF
	out := &tree.CaseExpr{Node: node(catalog.InvalidOID, source.Pos(c.Location))}
	if c.Arg != nil {
		arg := p.transformExprRecurse(c.Arg)
		// The placeholder below cannot be coerced later, so an untyped literal becomes text now.
		if arg.Type() == catalog.UnknownOID {
			arg = p.coerceToCommonType(arg, catalog.TextOID, "CASE")
		}
		p.assignExprCollations(arg)
		out.Arg = arg
	}
	var results []tree.Expr
	for _, n := range c.Args {
		w := p.transformCaseWhen(n.GetCaseWhen(), out.Arg)
		out.Whens = append(out.Whens, w)
		results = append(results, w.Result)
	}
	if c.Defresult == nil {
		out.Default = p.makeNullConst(catalog.UnknownOID, -1, catalog.InvalidOID)
	} else {
		out.Default = p.transformExprRecurse(c.Defresult)
	}
	results = append([]tree.Expr{out.Default}, results...)
	typ, _ := p.selectCommonType(results, "CASE")
	out.Typ = typ
	out.Default = p.coerceToCommonType(out.Default, typ, "CASE/ELSE")
	alternatives := []tree.Expr{out.Default}
	for _, w := range out.Whens {
		w.Result = p.coerceToCommonType(w.Result, typ, "CASE/WHEN")
		alternatives = append(alternatives, w.Result)
	}
	p.refuseSRF(lastSRF, "CASE")
	out.Mod = sharedTypmod(typ, alternatives)
	return out
}

func (p *pstate) transformCaseWhen(w *pg.CaseWhen, arg tree.Expr) *tree.CaseWhen {
	out := &tree.CaseWhen{At: source.Pos(w.Location)}
	if arg == nil {
		out.Cond = p.transformExprRecurse(w.Expr)
	} else {
		test := &tree.CaseTestExpr{
			Node:      tree.Node{Typ: arg.Type(), Mod: arg.Typmod(), At: source.NoPos},
			Collation: exprCollation(arg),
		}
		lastSRF := p.lastSRF
		out.Cond = p.makeOp(opName("="), test, p.transformExprRecurse(w.Expr), lastSRF, out.At)
	}
	out.Cond = p.coerceToBoolean(out.Cond, "CASE/WHEN")
	out.Result = p.transformExprRecurse(w.Result)
	return out
}

// refuseSRF fails if a set-returning function was met since lastSRF was noted.
func (p *pstate) refuseSRF(lastSRF tree.Expr, construct string) {
	if p.lastSRF == lastSRF {
		return
	}
	fail(sqlstate.FeatureNotSupported, exprLocation(p.lastSRF),
		"set-returning functions are not allowed in "+construct,
		withHint("You might be able to move the set-returning function into a LATERAL FROM item."))
}

// sharedTypmod returns the type modifier that all alternatives of an expression of type typ have,
// or -1. Mirrors nodeFuncs.c: exprTypmod for CASE, COALESCE, GREATEST.
func sharedTypmod(typ catalog.OID, alternatives []tree.Expr) int32 {
	if len(alternatives) == 0 || alternatives[0].Type() != typ {
		return -1
	}
	typmod := alternatives[0].Typmod()
	for _, e := range alternatives {
		if e.Type() != typ || e.Typmod() != typmod {
			return -1
		}
	}
	return typmod
}

// transformArrayExpr analyses ARRAY[…]. With a target type (arrayType valid) the elements are cast
// to it, else to their common type. An element that is an array makes the whole multidimensional.
// Mirrors parse_expr.c: transformArrayExpr.
func (p *pstate) transformArrayExpr(a *pg.A_ArrayExpr, arrayType, elemType catalog.OID, typmod int32) tree.Expr {
	at := source.Pos(a.Location)
	out := &tree.ArrayExpr{Node: node(catalog.InvalidOID, at)}
	var elems []tree.Expr
	for _, n := range a.Elements {
		e := p.transformArrayElement(n, out, arrayType, elemType, typmod)
		elems = append(elems, e)
	}
	hard := arrayType != catalog.InvalidOID
	target := elemType
	if !hard {
		arrayType, elemType = p.inferArrayType(elems, out.MultiDim, at)
		target = elemType
	}
	if out.MultiDim {
		target = arrayType
	}
	for _, e := range elems {
		if !hard {
			out.Elems = append(out.Elems, p.coerceToCommonType(e, target, "ARRAY"))
			continue
		}
		c := p.coerceToTargetType(e, e.Type(), target, typmod, catalog.CastExplicit, tree.ExplicitForm, source.NoPos)
		if c == nil {
			failf(sqlstate.CannotCoerce, exprLocation(e), "cannot cast type %s to %s", p.formatType(e.Type()), p.formatType(target))
		}
		out.Elems = append(out.Elems, c)
	}
	out.Typ, out.Elem = arrayType, elemType
	out.Mod = p.arrayTypmod(out)
	return out
}

// transformArrayElement analyses one element and notes in out whether it is an array itself.
func (p *pstate) transformArrayElement(n *pg.Node, out *tree.ArrayExpr, arrayType, elemType catalog.OID, typmod int32) tree.Expr {
	if sub := n.GetAArrayExpr(); sub != nil {
		out.MultiDim = true
		p.depth++
		e := p.transformArrayExpr(sub, arrayType, elemType, typmod)
		p.depth--
		return e
	}
	e := p.transformExprRecurse(n)
	// Domains over arrays, int2vector and oidvector have constraints that do not fit a sub-array.
	typ := e.Type()
	if typ != catalog.Int2VectorOID && typ != catalog.OidVectorOID && p.getElementType(typ) != catalog.InvalidOID {
		out.MultiDim = true
	}
	return e
}

func (p *pstate) inferArrayType(elems []tree.Expr, multiDim bool, at source.Pos) (array, elem catalog.OID) {
	if len(elems) == 0 {
		fail(sqlstate.IndeterminateDatatype, at, "cannot determine type of empty array",
			withHint("Explicitly cast to the desired type, for example ARRAY[]::integer[]."))
	}
	common, _ := p.selectCommonType(elems, "ARRAY")
	if multiDim {
		elem = p.getElementType(common)
		if elem == catalog.InvalidOID {
			failf(sqlstate.UndefinedObject, at, "could not find element type for data type %s", p.formatType(common))
		}
		return common, elem
	}
	array = p.getArrayType(common)
	if array == catalog.InvalidOID {
		failf(sqlstate.UndefinedObject, at, "could not find array type for data type %s", p.formatType(common))
	}
	return array, common
}

// arrayTypmod returns the modifier that all elements share, else -1 (exprTypmod of an ArrayExpr).
func (p *pstate) arrayTypmod(a *tree.ArrayExpr) int32 {
	if a.MultiDim {
		return sharedTypmod(a.Typ, a.Elems)
	}
	return sharedTypmod(a.Elem, a.Elems)
}

// transformRowExpr analyses ROW(…), whose type is record until a cast says more.
// Mirrors parse_expr.c: transformRowExpr.
func (p *pstate) transformRowExpr(r *pg.RowExpr, allowDefault bool) tree.Expr {
	at := source.Pos(r.Location)
	args := p.transformExpressionList(r.Args, p.kind, allowDefault)
	if len(args) > maxTupleAttributes {
		failf(sqlstate.TooManyColumns, at, "ROW expressions can have at most %d entries", maxTupleAttributes)
	}
	out := &tree.RowExpr{Node: node(catalog.RecordOID, at), Args: args, Form: tree.ImplicitForm}
	for i := range args {
		out.Names = append(out.Names, rowFieldName(i))
	}
	return out
}

// transformCoalesceExpr analyses COALESCE. Mirrors parse_expr.c: transformCoalesceExpr.
func (p *pstate) transformCoalesceExpr(c *pg.CoalesceExpr) tree.Expr {
	lastSRF := p.lastSRF
	typ, args := p.commonArgs(c.Args, "COALESCE")
	p.refuseSRF(lastSRF, "COALESCE")
	return &tree.CoalesceExpr{
		Node: tree.Node{Typ: typ, Mod: sharedTypmod(typ, args), At: source.Pos(c.Location)},
		Args: args,
	}
}

// transformMinMaxExpr analyses GREATEST and LEAST. Mirrors parse_expr.c: transformMinMaxExpr.
func (p *pstate) transformMinMaxExpr(m *pg.MinMaxExpr) tree.Expr {
	greatest := m.Op == pg.MinMaxOp_IS_GREATEST
	name := "LEAST"
	if greatest {
		name = "GREATEST"
	}
	typ, args := p.commonArgs(m.Args, name)
	return &tree.MinMaxExpr{
		Node:     tree.Node{Typ: typ, Mod: sharedTypmod(typ, args), At: source.Pos(m.Location)},
		Greatest: greatest, Args: args,
	}
}

// commonArgs analyses the arguments of a construct and brings them to their common type.
func (p *pstate) commonArgs(list []*pg.Node, construct string) (catalog.OID, []tree.Expr) {
	args := make([]tree.Expr, 0, len(list))
	for _, n := range list {
		args = append(args, p.transformExprRecurse(n))
	}
	typ, _ := p.selectCommonType(args, construct)
	for i, e := range args {
		args[i] = p.coerceToCommonType(e, typ, construct)
	}
	return typ, args
}

// transformSQLValueFunction analyses CURRENT_DATE and the like. Precisions above 6 mean 6, as the
// server does with a warning. Mirrors parse_expr.c: transformSQLValueFunction.
func (p *pstate) transformSQLValueFunction(f *pg.SQLValueFunction) tree.Expr {
	out := &tree.SQLValueFunction{Node: node(catalog.NameOID, source.Pos(f.Location)), Name: sqlValueFunctionName(f.Op)}
	switch out.Name {
	case "current_date":
		out.Typ = catalog.DateOID
	case "current_time":
		out.Typ = catalog.TimetzOID
	case "current_timestamp":
		out.Typ = catalog.TimestamptzOID
	case "localtime":
		out.Typ = catalog.TimeOID
	case "localtimestamp":
		out.Typ = catalog.TimestampOID
	}
	switch f.Op {
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_TIME_N, pg.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP_N,
		pg.SQLValueFunctionOp_SVFOP_LOCALTIME_N, pg.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP_N:
		out.Mod = min(f.Typmod, 6)
	}
	return out
}

// sqlValueFunctionName returns the name as FigureColname gives it.
func sqlValueFunctionName(op pg.SQLValueFunctionOp) string {
	switch op {
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_DATE:
		return "current_date"
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_TIME, pg.SQLValueFunctionOp_SVFOP_CURRENT_TIME_N:
		return "current_time"
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP, pg.SQLValueFunctionOp_SVFOP_CURRENT_TIMESTAMP_N:
		return "current_timestamp"
	case pg.SQLValueFunctionOp_SVFOP_LOCALTIME, pg.SQLValueFunctionOp_SVFOP_LOCALTIME_N:
		return "localtime"
	case pg.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP, pg.SQLValueFunctionOp_SVFOP_LOCALTIMESTAMP_N:
		return "localtimestamp"
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_ROLE:
		return "current_role"
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_USER:
		return "current_user"
	case pg.SQLValueFunctionOp_SVFOP_USER:
		return "user"
	case pg.SQLValueFunctionOp_SVFOP_SESSION_USER:
		return "session_user"
	case pg.SQLValueFunctionOp_SVFOP_CURRENT_CATALOG:
		return "current_catalog"
	}
	return "current_schema"
}
