package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// sublinkKinds maps the raw kinds of subquery expressions.
var sublinkKinds = [...]tree.SubLinkKind{
	pg.SubLinkType_EXISTS_SUBLINK:     tree.ExistsLink,
	pg.SubLinkType_ALL_SUBLINK:        tree.AllLink,
	pg.SubLinkType_ANY_SUBLINK:        tree.AnyLink,
	pg.SubLinkType_ROWCOMPARE_SUBLINK: tree.RowCompareLink,
	pg.SubLinkType_EXPR_SUBLINK:       tree.ExprLink,
	pg.SubLinkType_MULTIEXPR_SUBLINK:  tree.MultiExprLink,
	pg.SubLinkType_ARRAY_SUBLINK:      tree.ArrayLink,
}

// transformSubLink analyses a subquery in an expression.
func (p *pstate) transformSubLink(s *pg.SubLink) tree.Expr {
	return p.analyseSubLink(sublinkKinds[s.SubLinkType], s.Testexpr, s.OperName, s, source.Pos(s.Location))
}

// analyseSubLink analyses a subquery as the given kind, which is not always the kind that the
// grammar saw; test is the raw left side of ANY, ALL and row comparisons.
// Mirrors parse_expr.c: transformSubLink.
func (p *pstate) analyseSubLink(kind tree.SubLinkKind, test *pg.Node, opname []*pg.Node, s *pg.SubLink, at source.Pos) tree.Expr {
	if what := sublinkRefused(p.kind); what != "" {
		fail(sqlstate.FeatureNotSupported, at, "cannot use subquery in "+what)
	}
	p.hasSubLinks = true
	q := p.parseSubAnalyze(s.Subselect, nil, false, true)
	out := &tree.SubLink{Node: node(catalog.BoolOID, at), Kind: kind, Query: q}
	p.noteSubLink(s, q)
	columns := nonJunkTargets(q.Targets)
	switch kind {
	case tree.ExistsLink:
	case tree.MultiExprLink:
		out.Typ = catalog.RecordOID
	case tree.ExprLink, tree.ArrayLink:
		if len(columns) != 1 {
			fail(sqlstate.SyntaxError, at, "subquery must return only one column")
		}
		p.setSubLinkType(out, columns[0].Expr)
	default:
		p.compareWithSubLink(out, test, opname, columns, at)
	}
	return out
}

// setSubLinkType gives a scalar or ARRAY subquery its type.
func (p *pstate) setSubLinkType(s *tree.SubLink, column tree.Expr) {
	s.Typ, s.Mod = column.Type(), column.Typmod()
	if s.Kind != tree.ArrayLink {
		return
	}
	s.Typ = p.getPromotedArrayType(column.Type())
	if s.Typ == catalog.InvalidOID {
		failf(sqlstate.UndefinedObject, source.NoPos, "could not find array type for data type %s", p.formatType(column.Type()))
	}
}

// compareWithSubLink makes the test of x op ANY/ALL (SELECT …) and ROW(…) op (SELECT …), with
// SubLinkColumns for the subquery's columns.
func (p *pstate) compareWithSubLink(out *tree.SubLink, test *pg.Node, opname []*pg.Node, columns []*tree.TargetEntry, at source.Pos) {
	if len(opname) == 0 { // x IN (SELECT …)
		opname = opName("=")
	}
	out.Operator = opname[len(opname)-1].GetString_().GetSval()
	lefthand := p.transformExprRecurse(test)
	left := []tree.Expr{lefthand}
	if row, ok := lefthand.(*tree.RowExpr); ok {
		left = row.Args
	}
	var right []tree.Expr
	for _, t := range columns {
		right = append(right, &tree.SubLinkColumn{
			Node:      tree.Node{Typ: t.Expr.Type(), Mod: t.Expr.Typmod(), At: source.NoPos},
			Number:    t.Resno,
			Link:      out,
			Collation: exprCollation(t.Expr),
		})
	}
	if len(left) < len(right) {
		fail(sqlstate.SyntaxError, at, "subquery has too many columns")
	}
	if len(left) > len(right) {
		fail(sqlstate.SyntaxError, at, "subquery has too few columns")
	}
	out.Test = p.makeRowComparisonOp(opname, left, right, at)
}

// sublinkRefused names the place for the message if subqueries are not allowed there, else "".
func sublinkRefused(kind exprKind) string {
	switch kind {
	case exprCheckConstraint, exprDomainCheck:
		return "check constraint"
	case exprColumnDefault, exprFunctionDefault:
		return "DEFAULT expression"
	case exprIndexExpression:
		return "index expression"
	case exprIndexPredicate:
		return "index predicate"
	case exprStatsExpression:
		return "statistics expression"
	case exprAlterColTransform:
		return "transform expression"
	case exprExecuteParameter:
		return "EXECUTE parameter"
	case exprTriggerWhen:
		return "trigger WHEN condition"
	case exprPartitionBound:
		return "partition bound"
	case exprPartitionExpression:
		return "partition key expression"
	case exprCallArgument:
		return "CALL argument"
	case exprCopyWhere:
		return "COPY FROM WHERE condition"
	case exprGeneratedColumn:
		return "column generation expression"
	}
	return ""
}

// noteSubLink remembers the analysed query of a raw subquery: the name of an unnamed column that
// is a scalar subquery is the name of the subquery's column, which only analysis knows.
func (p *pstate) noteSubLink(raw *pg.SubLink, q *tree.Query) {
	if p.sublinks == nil {
		p.shared.sublinks = map[*pg.SubLink]*tree.Query{}
	}
	p.sublinks[raw] = q
}

// nonJunkTargets returns the visible entries of a target list.
func nonJunkTargets(list []*tree.TargetEntry) []*tree.TargetEntry {
	for i, t := range list {
		if !t.Junk {
			continue
		}
		out := append([]*tree.TargetEntry(nil), list[:i]...)
		for _, t := range list[i:] {
			if !t.Junk {
				out = append(out, t)
			}
		}
		return out
	}
	return list
}
