package analyze

import (
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// leftmost returns the smaller of two positions, ignoring NoPos.
func leftmost(a, b source.Pos) source.Pos {
	switch {
	case a < 0:
		return b
	case b < 0:
		return a
	}
	return min(a, b)
}

// exprLocation returns where an expression begins, which is left of Pos for operators.
// Mirrors nodeFuncs.c: exprLocation.
func exprLocation(e tree.Expr) source.Pos {
	switch e := e.(type) {
	case nil:
		return source.NoPos
	case *tree.SubscriptingRef:
		return exprLocation(e.Arg)
	case *tree.FuncExpr:
		return leftmost(e.At, exprListLocation(e.Args))
	case *tree.NamedArgExpr:
		return leftmost(e.At, exprLocation(e.Arg))
	case *tree.OpExpr:
		return leftmost(e.At, exprListLocation(e.Args))
	case *tree.DistinctExpr:
		return leftmost(e.At, exprListLocation(e.Args))
	case *tree.NullIfExpr:
		return leftmost(e.At, exprListLocation(e.Args))
	case *tree.ScalarArrayOpExpr:
		return leftmost(e.At, exprListLocation(e.Args))
	case *tree.BoolExpr:
		return leftmost(e.At, exprListLocation(e.Args))
	case *tree.SubLink:
		return leftmost(exprLocation(e.Test), e.At)
	case *tree.FieldSelect:
		return exprLocation(e.Arg)
	case *tree.FieldStore:
		return exprLocation(e.Arg)
	case *tree.RelabelType:
		return leftmost(e.At, exprLocation(e.Arg))
	case *tree.CoerceViaIO:
		return leftmost(e.At, exprLocation(e.Arg))
	case *tree.ArrayCoerceExpr:
		return leftmost(e.At, exprLocation(e.Arg))
	case *tree.ConvertRowtypeExpr:
		return leftmost(e.At, exprLocation(e.Arg))
	case *tree.CollateExpr:
		return exprLocation(e.Arg)
	case *tree.RowCompareExpr:
		return exprListLocation(e.Left)
	case *tree.XMLExpr:
		return leftmost(e.At, exprListLocation(e.Args))
	case *tree.NullTest:
		return leftmost(e.At, exprLocation(e.Arg))
	case *tree.BooleanTest:
		return leftmost(e.At, exprLocation(e.Arg))
	case *tree.CoerceToDomain:
		return leftmost(e.At, exprLocation(e.Arg))
	case *tree.JSONValueExpr:
		return exprLocation(e.Raw)
	case *tree.JSONIsPredicate:
		return leftmost(e.At, exprLocation(e.Arg))
	}
	return e.Pos()
}

// exprListLocation returns the location of the first expression that has one.
func exprListLocation(list []tree.Expr) source.Pos {
	for _, e := range list {
		if at := exprLocation(e); at >= 0 {
			return at
		}
	}
	return source.NoPos
}

// nodeLocation returns where a raw node begins. Mirrors nodeFuncs.c: exprLocation.
func nodeLocation(n *pg.Node) source.Pos {
	if n == nil {
		return source.NoPos
	}
	switch x := n.Node.(type) {
	case *pg.Node_RangeVar:
		return source.Pos(x.RangeVar.Location)
	case *pg.Node_AExpr:
		return leftmost(source.Pos(x.AExpr.Location), nodeLocation(x.AExpr.Lexpr))
	case *pg.Node_ColumnRef:
		return source.Pos(x.ColumnRef.Location)
	case *pg.Node_ParamRef:
		return source.Pos(x.ParamRef.Location)
	case *pg.Node_AConst:
		return source.Pos(x.AConst.Location)
	case *pg.Node_FuncCall:
		return leftmost(source.Pos(x.FuncCall.Location), nodeListLocation(x.FuncCall.Args))
	case *pg.Node_AArrayExpr:
		return source.Pos(x.AArrayExpr.Location)
	case *pg.Node_ResTarget:
		return source.Pos(x.ResTarget.Location)
	case *pg.Node_MultiAssignRef:
		return nodeLocation(x.MultiAssignRef.Source)
	case *pg.Node_TypeCast:
		at := nodeLocation(x.TypeCast.Arg)
		if x.TypeCast.TypeName != nil {
			at = leftmost(at, source.Pos(x.TypeCast.TypeName.Location))
		}
		return leftmost(at, source.Pos(x.TypeCast.Location))
	case *pg.Node_CollateClause:
		return nodeLocation(x.CollateClause.Arg)
	case *pg.Node_SortBy:
		return nodeLocation(x.SortBy.Node)
	case *pg.Node_WindowDef:
		return source.Pos(x.WindowDef.Location)
	case *pg.Node_RangeTableSample:
		return source.Pos(x.RangeTableSample.Location)
	case *pg.Node_TypeName:
		return source.Pos(x.TypeName.Location)
	case *pg.Node_ColumnDef:
		return source.Pos(x.ColumnDef.Location)
	case *pg.Node_Constraint:
		return source.Pos(x.Constraint.Location)
	case *pg.Node_XmlSerialize:
		return source.Pos(x.XmlSerialize.Location)
	case *pg.Node_GroupingSet:
		return source.Pos(x.GroupingSet.Location)
	case *pg.Node_WithClause:
		return source.Pos(x.WithClause.Location)
	case *pg.Node_InferClause:
		return source.Pos(x.InferClause.Location)
	case *pg.Node_OnConflictClause:
		return source.Pos(x.OnConflictClause.Location)
	case *pg.Node_CommonTableExpr:
		return source.Pos(x.CommonTableExpr.Location)
	case *pg.Node_List:
		return nodeListLocation(x.List.Items)
	case *pg.Node_NamedArgExpr:
		return leftmost(source.Pos(x.NamedArgExpr.Location), nodeLocation(x.NamedArgExpr.Arg))
	case *pg.Node_BoolExpr:
		return leftmost(source.Pos(x.BoolExpr.Location), nodeListLocation(x.BoolExpr.Args))
	case *pg.Node_SubLink:
		return leftmost(nodeLocation(x.SubLink.Testexpr), source.Pos(x.SubLink.Location))
	case *pg.Node_CaseExpr:
		return source.Pos(x.CaseExpr.Location)
	case *pg.Node_CaseWhen:
		return source.Pos(x.CaseWhen.Location)
	case *pg.Node_RowExpr:
		return source.Pos(x.RowExpr.Location)
	case *pg.Node_CoalesceExpr:
		return source.Pos(x.CoalesceExpr.Location)
	case *pg.Node_MinMaxExpr:
		return source.Pos(x.MinMaxExpr.Location)
	case *pg.Node_SqlvalueFunction:
		return source.Pos(x.SqlvalueFunction.Location)
	case *pg.Node_XmlExpr:
		return leftmost(source.Pos(x.XmlExpr.Location), nodeListLocation(x.XmlExpr.Args))
	case *pg.Node_NullTest:
		return leftmost(source.Pos(x.NullTest.Location), nodeLocation(x.NullTest.Arg))
	case *pg.Node_BooleanTest:
		return leftmost(source.Pos(x.BooleanTest.Location), nodeLocation(x.BooleanTest.Arg))
	case *pg.Node_SetToDefault:
		return source.Pos(x.SetToDefault.Location)
	case *pg.Node_GroupingFunc:
		return source.Pos(x.GroupingFunc.Location)
	case *pg.Node_JsonIsPredicate:
		return source.Pos(x.JsonIsPredicate.Location)
	case *pg.Node_JsonObjectConstructor:
		return source.Pos(x.JsonObjectConstructor.Location)
	case *pg.Node_JsonArrayConstructor:
		return source.Pos(x.JsonArrayConstructor.Location)
	case *pg.Node_JsonArrayQueryConstructor:
		return source.Pos(x.JsonArrayQueryConstructor.Location)
	case *pg.Node_JsonObjectAgg:
		return source.Pos(x.JsonObjectAgg.Constructor.GetLocation())
	case *pg.Node_JsonArrayAgg:
		return source.Pos(x.JsonArrayAgg.Constructor.GetLocation())
	}
	return source.NoPos
}

func nodeListLocation(list []*pg.Node) source.Pos {
	for _, n := range list {
		if at := nodeLocation(n); at >= 0 {
			return at
		}
	}
	return source.NoPos
}

// exprCollation returns the collation of an expression's value, InvalidOID if it has none or if
// inputs conflict. It is known only after assign…Collations. Mirrors nodeFuncs.c: exprCollation.
func exprCollation(e tree.Expr) catalog.OID {
	switch e := e.(type) {
	case *tree.Var:
		return e.Collation
	case *tree.Const:
		return e.Collation
	case *tree.Param:
		return e.Collation
	case *tree.SubLinkColumn:
		return e.Collation
	case *tree.FieldSelect:
		return e.Collation
	case *tree.RelabelType:
		return e.Collation
	case *tree.CollateExpr:
		return e.Collation
	case *tree.CaseTestExpr:
		return e.Collation
	case *tree.NamedArgExpr:
		return exprCollation(e.Arg)
	case *tree.SubLink:
		if e.Kind != tree.ExprLink && e.Kind != tree.ArrayLink || len(e.Query.Targets) == 0 {
			return catalog.InvalidOID
		}
		return exprCollation(e.Query.Targets[0].Expr)
	case *tree.SQLValueFunction:
		if e.Typ == catalog.NameOID {
			return catalog.CCollation
		}
		return catalog.InvalidOID
	case *tree.XMLExpr:
		if e.Op == tree.XMLSerialize {
			return catalog.DefaultCollation
		}
		return catalog.InvalidOID
	case interface{ ResultCollation() catalog.OID }:
		return e.ResultCollation()
	}
	return catalog.InvalidOID
}

// exprSetCollation notes the collation of an expression's value; nodes without a place for one
// ignore it. Mirrors nodeFuncs.c: exprSetCollation.
func exprSetCollation(e tree.Expr, c catalog.OID) {
	switch e := e.(type) {
	case *tree.Var:
		e.Collation = c
	case *tree.Const:
		e.Collation = c
	case *tree.Param:
		e.Collation = c
	case *tree.SubLinkColumn:
		e.Collation = c
	case *tree.FieldSelect:
		e.Collation = c
	case *tree.RelabelType:
		e.Collation = c
	case *tree.CollateExpr:
		e.Collation = c
	case *tree.CaseTestExpr:
		e.Collation = c
	case *tree.NamedArgExpr:
		exprSetCollation(e.Arg, c)
	case interface{ SetResultCollation(catalog.OID) }:
		e.SetResultCollation(c)
	}
}

// expressionReturnsSet reports whether a set-returning function or operator stands anywhere in e,
// sub-selects and aggregates' arguments excepted. Mirrors nodeFuncs.c: expression_returns_set.
func expressionReturnsSet(e tree.Expr) bool {
	found := false
	walkExpr(e, func(e tree.Expr) bool {
		switch e := e.(type) {
		case *tree.FuncExpr:
			found = found || e.RetSet
		case *tree.OpExpr:
			found = found || e.RetSet
		}
		return found
	})
	return found
}

// nameList returns the strings of a list of String nodes.
func nameList(names []*pg.Node) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = n.GetString_().GetSval()
	}
	return out
}

// nameListToString joins a qualified name with dots, unquoted, for messages ("*" for A_Star).
// Mirrors namespace.c: NameListToString.
func nameListToString(names []*pg.Node) string {
	if len(names) == 1 {
		return names[0].GetString_().GetSval()
	}
	var b strings.Builder
	for i, n := range names {
		if i > 0 {
			b.WriteByte('.')
		}
		if n.GetAStar() != nil {
			b.WriteByte('*')
			continue
		}
		b.WriteString(n.GetString_().GetSval())
	}
	return b.String()
}
