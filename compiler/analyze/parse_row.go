package analyze

import (
	"strconv"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// Btree strategy numbers, which are RowCompareType's values too. rowNE is not a strategy of btree
// but stands for the negator of its equality.
const (
	rowEQ = 3
	rowNE = 6
)

// rowFieldName names the field i, from 0, of a row constructor.
func rowFieldName(i int) string { return "f" + strconv.Itoa(i+1) }

// makeRowComparisonOp compares two rows column by column. Equality and inequality become AND and
// OR of the pairs; an ordering needs operators that one btree family gives the same meaning.
// Mirrors parse_expr.c: make_row_comparison_op.
func (p *pstate) makeRowComparisonOp(opname []*pg.Node, left, right []tree.Expr, at source.Pos) tree.Expr {
	if len(left) != len(right) {
		fail(sqlstate.SyntaxError, at, "unequal number of entries in row expressions")
	}
	if len(left) == 0 {
		fail(sqlstate.FeatureNotSupported, at, "cannot compare rows of zero length")
	}
	pairs := make([]*tree.OpExpr, len(left))
	for i := range left {
		pairs[i] = p.makeRowPair(opname, left[i], right[i], at)
	}
	if len(pairs) == 1 {
		return pairs[0]
	}
	strategy := p.rowStrategy(pairs)
	name := opname[len(opname)-1].GetString_().GetSval()
	switch strategy {
	case 0:
		fail(sqlstate.FeatureNotSupported, at, "could not determine interpretation of row comparison operator "+name,
			withHint("Row comparison operators must be associated with btree operator families."))
	case rowEQ, rowNE:
		op := tree.And
		if strategy == rowNE {
			op = tree.Or
		}
		out := &tree.BoolExpr{Node: node(catalog.BoolOID, at), Op: op}
		for _, e := range pairs {
			out.Args = append(out.Args, e)
		}
		return out
	}
	out := &tree.RowCompareExpr{Node: node(catalog.BoolOID, source.NoPos), Operator: name}
	for _, e := range pairs {
		out.Ops = append(out.Ops, e.Op)
		out.Left = append(out.Left, e.Args[0])
		out.Right = append(out.Right, e.Args[1])
	}
	return out
}

func (p *pstate) makeRowPair(opname []*pg.Node, l, r tree.Expr, at source.Pos) *tree.OpExpr {
	cmp := p.makeOp(opname, l, r, p.lastSRF, at).(*tree.OpExpr)
	if cmp.Typ != catalog.BoolOID {
		failf(sqlstate.DatatypeMismatch, at, "row comparison operator must yield type boolean, not type %s", p.formatType(cmp.Typ))
	}
	if expressionReturnsSet(cmp) {
		fail(sqlstate.DatatypeMismatch, at, "row comparison operator must not return a set")
	}
	return cmp
}

// rowStrategy returns the lowest btree strategy that all operators have, or 0.
func (p *pstate) rowStrategy(pairs []*tree.OpExpr) int {
	common := ^uint(0)
	for _, e := range pairs {
		common &= p.btreeStrategies(e.Op)
	}
	for s := 1; s <= rowNE; s++ {
		if common&(1<<s) != 0 {
			return s
		}
	}
	return 0
}

// btreeStrategies returns the set of an operator's btree strategies as bits; an operator that is in
// no family counts as inequality if its negator is an equality.
// Mirrors lsyscache.c: get_op_btree_interpretation.
func (p *pstate) btreeStrategies(op *catalog.Operator) uint {
	var set uint
	for _, a := range p.cat.OperatorFamilies(op.OID) {
		if a.Method == "btree" {
			set |= 1 << a.Strategy
		}
	}
	if set != 0 || op.Negates == catalog.InvalidOID {
		return set
	}
	for _, a := range p.cat.OperatorFamilies(op.Negates) {
		if a.Method == "btree" && a.Strategy == rowEQ {
			set |= 1 << rowNE
		}
	}
	return set
}

// makeRowDistinctOp makes ROW(…) IS DISTINCT FROM ROW(…).
// Mirrors parse_expr.c: make_row_distinct_op.
func (p *pstate) makeRowDistinctOp(opname []*pg.Node, l, r *tree.RowExpr, at source.Pos) tree.Expr {
	if len(l.Args) != len(r.Args) {
		fail(sqlstate.SyntaxError, at, "unequal number of entries in row expressions")
	}
	var result tree.Expr
	for i := range l.Args {
		cmp := p.makeDistinctOp(opname, l.Args[i], r.Args[i], at)
		if result == nil {
			result = cmp
			continue
		}
		result = &tree.BoolExpr{Node: node(catalog.BoolOID, at), Op: tree.Or, Args: []tree.Expr{result, cmp}}
	}
	if result == nil { // rows without columns are never distinct
		return &tree.Const{Node: node(catalog.BoolOID, source.NoPos), Text: "false"}
	}
	return result
}

// makeDistinctOp makes a IS DISTINCT FROM b. Mirrors parse_expr.c: make_distinct_op.
func (p *pstate) makeDistinctOp(opname []*pg.Node, l, r tree.Expr, at source.Pos) tree.Expr {
	op := p.makeOp(opname, l, r, p.lastSRF, at).(*tree.OpExpr)
	if op.Typ != catalog.BoolOID {
		fail(sqlstate.DatatypeMismatch, at, "IS DISTINCT FROM requires = operator to yield boolean")
	}
	if op.RetSet {
		fail(sqlstate.DatatypeMismatch, at, "IS DISTINCT FROM must not return a set")
	}
	return &tree.DistinctExpr{OpExpr: *op}
}
