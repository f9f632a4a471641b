package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// transformCallStmt analyses CALL. The statement's columns are the procedure's OUT and INOUT
// parameters. Mirrors analyze.c: transformCallStmt.
func (p *pstate) transformCallStmt(stmt *pg.CallStmt) *tree.Query {
	fc := stmt.Funccall
	var args []tree.Expr
	for _, n := range fc.Args {
		args = append(args, p.transformExpr(n, exprCallArgument))
	}
	e := p.parseFuncOrColumn(fc.Funcname, args, p.lastSRF, fc, true, source.Pos(fc.Location))
	p.assignExprCollations(e)
	q := &tree.Query{Command: tree.Utility, At: source.NoPos}
	q.Call, _ = e.(*tree.FuncExpr)
	if q.Call == nil {
		return q
	}
	for i, out := range outParameters(q.Call.Func) {
		typ := p.outParameterType(q.Call, i, out.Type)
		param := &tree.CaseTestExpr{Node: tree.Node{Typ: typ, Mod: -1, At: source.NoPos}, Collation: p.getTypcollation(typ)}
		q.Targets = append(q.Targets, &tree.TargetEntry{Expr: param, Resno: i + 1, Name: out.Name})
	}
	return q
}

// outParameterType is the type of a procedure's n-th output parameter; a polymorphic one is what
// the argument in its place is.
func (p *pstate) outParameterType(call *tree.FuncExpr, n int, declared catalog.OID) catalog.OID {
	if !isPolymorphic(declared) {
		return declared
	}
	for i, mode := range call.Func.ArgModes {
		if mode == catalog.ArgIn || mode == catalog.ArgVariadic {
			continue
		}
		if n == 0 && i < len(call.Args) {
			return call.Args[i].Type()
		}
		n--
	}
	return declared
}
