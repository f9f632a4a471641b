package analyze

import (
	"fmt"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// What other packages need of the analyser's small services.

// FormatType prints a type as messages do ("character varying", "mood[]").
func FormatType(cat *catalog.Catalog, oid catalog.OID) string {
	return (&shared{cat: cat}).formatType(oid)
}

// FormatTypeMod is FormatType with the modifier ("character varying(20)").
func FormatTypeMod(cat *catalog.Catalog, oid catalog.OID, typmod int32) string {
	return (&shared{cat: cat}).formatTypeMod(oid, typmod)
}

// Collation returns the collation of an analysed expression.
func Collation(e tree.Expr) catalog.OID { return exprCollation(e) }

// TypeName resolves a type name with its modifiers, for DDL. With shell, a type that is only
// declared is accepted and an unknown one is nil.
func TypeName(cat *catalog.Catalog, tn *pg.TypeName, shell bool) (t *catalog.Type, typmod int32, err *Error) {
	defer recoverError(&err)
	s := &shared{cat: cat}
	if shell {
		t, typmod = s.lookupTypeName(tn, true)
		return t, typmod, nil
	}
	t, typmod = s.typenameType(tn)
	return t, typmod, nil
}

// CallResult returns the function that a call by name with arguments of the given types reaches,
// and what the call returns: how DDL finds the support functions of aggregates, ranges and casts.
func CallResult(cat *catalog.Catalog, names []*pg.Node, args []catalog.OID) (proc *catalog.Proc, ret catalog.OID, err *Error) {
	defer recoverError(&err)
	p := newPstate(newShared(cat, nil), nil)
	p.kind = exprOther
	exprs := make([]tree.Expr, len(args))
	for i, typ := range args {
		exprs[i] = &tree.CaseTestExpr{Node: tree.Node{Typ: typ, Mod: -1, At: source.NoPos}}
	}
	call := &pg.FuncCall{Funcname: names}
	x, _ := p.parseFuncOrColumn(names, exprs, nil, call, false, source.NoPos).(*tree.FuncExpr)
	if x == nil {
		return nil, catalog.InvalidOID, nil
	}
	return x.Func, x.Typ, nil
}

// ColumnDefault analyses a default or generation expression and converts it to its column's type.
// A generation expression sees rel's columns, a default none. Mirrors heap.c: cookDefault.
func ColumnDefault(cat *catalog.Catalog, raw *pg.Node, rel *catalog.Relation, col *catalog.Column, place Place) (e tree.Expr, err *Error) {
	defer recoverError(&err)
	p := newPstate(withoutParams(cat), nil)
	scope := rel
	if place == InDefault {
		scope = nil
	}
	e = p.expressionOver(raw, scope, placeKinds[place])
	typ := e.Type()
	out := p.coerceToTargetType(e, typ, col.Type, col.Typmod, catalog.CastAssignment, tree.ImplicitForm, source.NoPos)
	if out == nil {
		fail(sqlstate.DatatypeMismatch, exprLocation(e), fmt.Sprintf(`column "%s" is of type %s but default expression is of type %s`,
			col.Name, p.formatType(col.Type), p.formatType(typ)), withHint("You will need to rewrite or cast the expression."))
	}
	return out, nil
}

// ArgumentDefault analyses the default of a function's argument and converts it to the argument's
// type, unless that depends on the call. Mirrors functioncmds.c: interpret_function_parameter_list.
func ArgumentDefault(cat *catalog.Catalog, raw *pg.Node, typ catalog.OID) (e tree.Expr, err *Error) {
	defer recoverError(&err)
	p := newPstate(withoutParams(cat), nil)
	e = p.expressionOver(raw, nil, exprFunctionDefault)
	if t := cat.Type(typ); t != nil && t.Kind == catalog.PseudoType {
		return e, nil
	}
	return p.coerceToSpecificType(e, typ, "DEFAULT"), nil
}

// CanCoerce reports whether values of the types from can become values of the types to, together
// (polymorphic ones must agree), in a context.
func CanCoerce(cat *catalog.Catalog, from, to []catalog.OID, context catalog.CastContext) bool {
	return (&shared{cat: cat}).canCoerceType(from, to, context)
}

// QuoteIdentifier quotes a name if SQL needs it quoted, reserved words included.
func QuoteIdentifier(name string) string { return quoteIdentifier(name) }
