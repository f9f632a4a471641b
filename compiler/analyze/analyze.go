// Package analyze turns a raw tree into an analysed query: it resolves every name against the
// catalog, finds every function and operator, converts types as PostgreSQL does, and reports
// PostgreSQL's own error, with its SQLSTATE and its place, where PostgreSQL would.
//
// The files are the rooms of PostgreSQL's parser: parse_coerce.go is parse_coerce.c, and so on.
// Functions keep their known names. Start with Statement, then transformStmt.
//
// Analysis stops at the first error, as the server does. Inside the package an error is a panic
// with a *failure, recovered at the entry points of this file and nowhere else.
package analyze

import (
	"fmt"
	"runtime/debug"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// Error is what PostgreSQL would report for a statement. Pos is a byte offset into the text that
// was parsed, or NoPos. Stack is set for XX000 only, which is a bug of this package.
type Error struct {
	Code, Message, Detail, Hint string
	Pos                         source.Pos
	Stack                       string
}

// Error makes it a Go error.
func (e *Error) Error() string { return e.Message + " [" + e.Code + "]" }

// Statement analyses one statement: SELECT, VALUES, TABLE, WITH, INSERT, UPDATE, DELETE, MERGE or
// CALL. params are types of parameters that are known beforehand ($1 first, InvalidOID unknown).
// It returns the query and the types of all parameters.
//
// The verdict is that of PREPARE and EXPLAIN (GENERIC_PLAN) together: parse analysis, then what
// the rewriter and the planner would refuse (generated columns, views, ON CONFLICT arbiters).
func Statement(cat *catalog.Catalog, raw *pg.Node, params []catalog.OID) (q *tree.Query, types []catalog.OID, err *Error) {
	defer recoverError(&err)
	p := newPstate(newShared(cat, params), nil)
	q = p.transformTopLevel(raw)
	p.checkVariableParameters(q)
	p.checkParametersKnown()
	p.checkRewrite(q)
	p.checkArbiters(q)
	return q, p.params.types, nil
}

// View analyses the query of a view; its columns have decided types.
func View(cat *catalog.Catalog, raw *pg.Node) (q *tree.Query, err *Error) {
	defer recoverError(&err)
	p := newPstate(withoutParams(cat), nil)
	return p.transformStmt(raw), nil
}

// withoutParams is for statements that have no parameters: $n is an error there.
func withoutParams(cat *catalog.Catalog) *shared {
	s := newShared(cat, nil)
	s.params = nil
	return s
}

// Place is where an expression of DDL stands.
type Place byte

// The places.
const (
	InCheck Place = iota
	InDomainCheck
	InDefault
	InGenerated
	InIndex
	InIndexPredicate
	InPartitionKey
	InUsing // ALTER COLUMN … TYPE … USING
)

var placeKinds = [...]exprKind{
	InCheck: exprCheckConstraint, InDomainCheck: exprDomainCheck, InDefault: exprColumnDefault,
	InGenerated: exprGeneratedColumn, InIndex: exprIndexExpression,
	InIndexPredicate: exprIndexPredicate, InPartitionKey: exprPartitionExpression,
	InUsing: exprAlterColTransform,
}

// Expression analyses an expression of DDL over the columns of one relation (nil: no columns).
func Expression(cat *catalog.Catalog, raw *pg.Node, rel *catalog.Relation, place Place) (e tree.Expr, err *Error) {
	defer recoverError(&err)
	p := newPstate(withoutParams(cat), nil)
	return p.expressionOver(raw, rel, placeKinds[place]), nil
}

// Domain analyses the CHECK condition of a domain over base; VALUE stands for the value.
func Domain(cat *catalog.Catalog, raw *pg.Node, base catalog.OID, typmod int32) (e tree.Expr, err *Error) {
	defer recoverError(&err)
	p := newPstate(withoutParams(cat), nil)
	p.columnHook = func(ref *pg.ColumnRef) tree.Expr {
		if len(ref.Fields) != 1 || ref.Fields[0].GetString_().GetSval() != "value" {
			return nil
		}
		return &tree.CaseTestExpr{
			Node:      tree.Node{Typ: base, Mod: typmod, At: source.Pos(ref.Location)},
			Collation: p.getTypcollation(base),
		}
	}
	return p.expressionOver(raw, nil, exprDomainCheck), nil
}

func (p *pstate) expressionOver(raw *pg.Node, rel *catalog.Relation, kind exprKind) tree.Expr {
	if rel != nil {
		p.addNSItemToQuery(p.addRangeTableEntryForRelation(rel, nil, false, true), true, true, true)
	}
	e := p.transformExpr(raw, kind)
	switch kind {
	case exprCheckConstraint, exprDomainCheck:
		e = p.coerceToBoolean(e, "CHECK")
	case exprIndexPredicate:
		e = p.coerceToBoolean(e, "WHERE")
	}
	p.assignExprCollations(e)
	return e
}

// recoverError turns a panic of this package into an Error; anything but a *failure is a bug.
func recoverError(err **Error) {
	switch r := recover().(type) {
	case nil:
	case *failure:
		*err = &Error{Code: r.code, Message: r.message, Detail: r.detail, Hint: r.hint, Pos: r.at}
	default:
		*err = &Error{
			Code: sqlstate.InternalError, Message: fmt.Sprintf("internal error: %v", r),
			Hint: "This is a bug of sqlq; please report it with the statement.",
			Pos:  source.NoPos, Stack: string(debug.Stack()),
		}
	}
}

func newShared(cat *catalog.Catalog, types []catalog.OID) *shared {
	return &shared{cat: cat, params: &params{types: append([]catalog.OID(nil), types...)}}
}

// newPstate makes the state of a query level. Mirrors parse_node.c: make_parsestate.
func newPstate(sh *shared, parent *pstate) *pstate {
	return &pstate{shared: sh, parent: parent, nextResno: 1, resolveUnknowns: true}
}

// parseSubAnalyze analyses a subquery at a new level.
func (p *pstate) parseSubAnalyze(n *pg.Node, parentCTE *tree.CommonTableExpr, lockedFromParent, resolveUnknowns bool) *tree.Query {
	sub := newPstate(p.shared, p)
	sub.parentCTE = parentCTE
	sub.resolveUnknowns = resolveUnknowns
	return sub.transformStmt(n)
}

// transformTopLevel refuses SELECT INTO, which creates a table, and analyses the rest.
func (p *pstate) transformTopLevel(n *pg.Node) *tree.Query {
	if raw := n.GetRawStmt(); raw != nil {
		n = raw.Stmt
	}
	stmt := n.GetSelectStmt()
	for stmt != nil && stmt.Op != pg.SetOperation_SETOP_NONE {
		stmt = stmt.Larg
	}
	if stmt != nil && stmt.IntoClause != nil {
		failf(sqlstate.FeatureNotSupported, intoLocation(stmt.IntoClause), "SELECT INTO is not supported as a query")
	}
	return p.transformStmt(n)
}

// transformStmt analyses a statement or subquery. Mirrors analyze.c: transformStmt.
func (p *pstate) transformStmt(n *pg.Node) *tree.Query {
	p.enter()
	defer p.leave()
	switch x := n.Node.(type) {
	case *pg.Node_SelectStmt:
		switch stmt := x.SelectStmt; {
		case len(stmt.ValuesLists) > 0:
			return p.transformValuesClause(stmt)
		case stmt.Op == pg.SetOperation_SETOP_NONE:
			return p.transformSelectStmt(stmt)
		default:
			return p.transformSetOperationStmt(stmt)
		}
	case *pg.Node_InsertStmt:
		return p.transformInsertStmt(x.InsertStmt)
	case *pg.Node_UpdateStmt:
		return p.transformUpdateStmt(x.UpdateStmt)
	case *pg.Node_DeleteStmt:
		return p.transformDeleteStmt(x.DeleteStmt)
	case *pg.Node_MergeStmt:
		return p.transformMergeStmt(x.MergeStmt)
	case *pg.Node_CallStmt:
		return p.transformCallStmt(x.CallStmt)
	case *pg.Node_TruncateStmt:
		return p.transformTruncateStmt(x.TruncateStmt)
	case *pg.Node_RefreshMatViewStmt:
		return p.transformRefreshMatViewStmt(x.RefreshMatViewStmt)
	case *pg.Node_ListenStmt, *pg.Node_UnlistenStmt, *pg.Node_NotifyStmt:
		return p.utility()
	}
	failf(sqlstate.FeatureNotSupported, nodeLocation(n),
		"only SELECT, VALUES, TABLE, INSERT, UPDATE, DELETE, MERGE, CALL, TRUNCATE, REFRESH MATERIALIZED VIEW, LISTEN, UNLISTEN and NOTIFY can be used as queries")
	return nil
}

// checkParametersKnown fails for the first parameter whose type nothing decides.
func (p *pstate) checkParametersKnown() {
	for i, t := range p.params.types {
		if t == catalog.InvalidOID || t == catalog.UnknownOID {
			failf(sqlstate.IndeterminateDatatype, source.NoPos, "could not determine data type of parameter $%d", i+1)
		}
	}
}
