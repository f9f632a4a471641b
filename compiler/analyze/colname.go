package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// unnamedColumn is the name of a column for which none suggests itself.
const unnamedColumn = "?column?"

// colnamer guesses column names. sublinks, which may be nil, tells the analysed queries of scalar
// subqueries, whose column name is theirs.
type colnamer struct {
	sublinks map[*pg.SubLink]*tree.Query
}

// figureColname guesses the name of a result column from its raw expression, which has been
// analysed already. Mirrors parse_target.c: FigureColname.
func (p *pstate) figureColname(n *pg.Node) string {
	if name, strength := (colnamer{p.sublinks}).guess(n); strength > 0 {
		return name
	}
	return unnamedColumn
}

// figureColname is the same for an expression that has not been analysed.
func figureColname(n *pg.Node) string {
	if name, strength := (colnamer{}).guess(n); strength > 0 {
		return name
	}
	return unnamedColumn
}

// guess returns a name and how good it is: 0 none, 1 second best, 2 good.
// Mirrors parse_target.c: FigureColnameInternal.
func (c colnamer) guess(n *pg.Node) (string, int) {
	switch n := n.GetNode().(type) {
	case *pg.Node_ColumnRef:
		if name := lastName(n.ColumnRef.Fields); name != "" {
			return name, 2
		}
	case *pg.Node_AIndirection:
		if name := lastName(n.AIndirection.Indirection); name != "" {
			return name, 2
		}
		return c.guess(n.AIndirection.Arg)
	case *pg.Node_FuncCall:
		return lastName(n.FuncCall.Funcname), 2
	case *pg.Node_AExpr:
		if n.AExpr.Kind == pg.A_Expr_Kind_AEXPR_NULLIF {
			return "nullif", 2
		}
	case *pg.Node_TypeCast:
		name, strength := c.guess(n.TypeCast.Arg)
		if strength <= 1 && n.TypeCast.TypeName != nil {
			return lastName(n.TypeCast.TypeName.Names), 1
		}
		return name, strength
	case *pg.Node_CollateClause:
		return c.guess(n.CollateClause.Arg)
	case *pg.Node_GroupingFunc:
		return "grouping", 2
	case *pg.Node_SubLink:
		return c.guessSubLink(n.SubLink)
	case *pg.Node_CaseExpr:
		name, strength := c.guess(n.CaseExpr.Defresult)
		if strength <= 1 {
			return "case", 1
		}
		return name, strength
	case *pg.Node_AArrayExpr:
		return "array", 2
	case *pg.Node_RowExpr:
		return "row", 2
	case *pg.Node_CoalesceExpr:
		return "coalesce", 2
	case *pg.Node_MinMaxExpr:
		if n.MinMaxExpr.Op == pg.MinMaxOp_IS_GREATEST {
			return "greatest", 2
		}
		return "least", 2
	case *pg.Node_SqlvalueFunction:
		return sqlValueFunctionName(n.SqlvalueFunction.Op), 2
	case *pg.Node_XmlExpr:
		if name := xmlNames[n.XmlExpr.Op]; name != "" {
			return name, 2
		}
	case *pg.Node_XmlSerialize:
		return "xmlserialize", 2
	case *pg.Node_JsonObjectConstructor:
		return "json_object", 2
	case *pg.Node_JsonArrayConstructor, *pg.Node_JsonArrayQueryConstructor:
		return "json_array", 2
	case *pg.Node_JsonObjectAgg:
		return "json_objectagg", 2
	case *pg.Node_JsonArrayAgg:
		return "json_arrayagg", 2
	}
	return "", 0
}

func (c colnamer) guessSubLink(s *pg.SubLink) (string, int) {
	switch s.SubLinkType {
	case pg.SubLinkType_EXISTS_SUBLINK:
		return "exists", 2
	case pg.SubLinkType_ARRAY_SUBLINK:
		return "array", 2
	case pg.SubLinkType_EXPR_SUBLINK:
		if q := c.sublinks[s]; q != nil && len(q.Targets) > 0 && q.Targets[0].Name != "" {
			return q.Targets[0].Name, 2
		}
	}
	return "", 0
}

// lastName returns the last String of a list of names, stars and subscripts, or "".
func lastName(list []*pg.Node) string {
	for i := len(list) - 1; i >= 0; i-- {
		if s := list[i].GetString_(); s != nil {
			return s.Sval
		}
	}
	return ""
}
