package analyze

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// This file brings conditions of indexes and of ON CONFLICT into the form in which the planner
// compares them.

// simplifier is the part of clauses.c: eval_const_expressions that needs no function to be run.
// Where the server would run one, the expression stays as it is and open is set: what is then not
// the same may be the same for the server.
type simplifier struct {
	*shared
	open bool
}

// expr simplifies an expression; the result shares nothing that is changed with the argument.
func (s *simplifier) expr(e tree.Expr) tree.Expr {
	e = tree.Mutate(e, s.expr)
	switch x := e.(type) {
	case *tree.BoolExpr:
		return s.boolean(x)
	case *tree.OpExpr:
		return s.operator(x)
	case *tree.FuncExpr:
		return s.function(x)
	case *tree.Const:
		return s.array(x)
	case *tree.RelabelType:
		if constArray(x.Arg) {
			return s.arrayOf(x.Arg.(*tree.ArrayExpr), x.Typ, x.Mod, x.Collation)
		}
		return relabel(x.Arg, x)
	case *tree.ArrayCoerceExpr:
		if _, same := x.Elem.(*tree.RelabelType); same && constArray(x.Arg) {
			return s.arrayOf(x.Arg.(*tree.ArrayExpr), x.Typ, x.Mod, exprCollation(x))
		}
	case *tree.CollateExpr:
		return relabel(x.Arg, &tree.RelabelType{Node: x.Node, Collation: x.Collation, Form: tree.ImplicitForm})
	case *tree.CoerceToDomain:
		if !s.domainChecks(x.Typ) {
			return relabel(x.Arg, &tree.RelabelType{Node: x.Node, Collation: exprCollation(x), Form: x.Form})
		}
	case *tree.NullTest:
		if k, ok := x.Arg.(*tree.Const); ok && !x.ArgIsRow {
			return boolConst(k.Null != x.IsNot)
		}
	case *tree.BooleanTest:
		if k, ok := x.Arg.(*tree.Const); ok {
			return boolConst(testConst(x.Test, k))
		}
	}
	s.noteOpen(e)
	return e
}

// domainChecks reports whether a domain, or one that it is over, refuses any value.
func (s *simplifier) domainChecks(oid catalog.OID) bool {
	for t := s.cat.Type(oid); t != nil && t.Kind == catalog.DomainType; t = s.cat.Type(t.BaseType) {
		if t.NotNull || len(t.Checks) > 0 {
			return true
		}
	}
	return false
}

// noteOpen looks for constants that the server would calculate with.
func (s *simplifier) noteOpen(e tree.Expr) {
	switch x := e.(type) {
	case *tree.ArrayExpr, *tree.RowExpr, *tree.CoerceToDomain:
		return // remain what they are as far as proofs go
	case *tree.CoalesceExpr:
		s.open = s.open || anyConst(x.Args[:len(x.Args)-1])
		return
	case *tree.CaseExpr:
		for _, w := range x.Whens {
			s.open = s.open || anyConst([]tree.Expr{w.Cond})
		}
		s.open = s.open || anyConst([]tree.Expr{x.Arg})
		return
	}
	constants, others := 0, 0
	walkChildren(e, func(x tree.Expr) bool {
		if constArray(x) || anyConst([]tree.Expr{x}) {
			constants++
		} else {
			others++
		}
		return false
	}, nil)
	s.open = s.open || constants > 0 && others == 0
}

func anyConst(list []tree.Expr) bool {
	return slices.ContainsFunc(list, func(x tree.Expr) bool {
		_, ok := x.(*tree.Const)
		return ok
	})
}

// constArray reports whether an expression is an array of constants, which for the server is one.
func constArray(x tree.Expr) bool {
	a, ok := x.(*tree.ArrayExpr)
	return ok && !slices.ContainsFunc(a.Elems, func(x tree.Expr) bool { return !anyConst([]tree.Expr{x}) })
}

// array writes the literal '{a,b}' as ARRAY['a', 'b'], since both are one constant for the server.
// Literals with quotes or more dimensions stay.
func (s *simplifier) array(k *tree.Const) tree.Expr {
	elem := s.getElementType(k.Typ)
	if k.Null || elem == catalog.InvalidOID || !s.typeIsArray(k.Typ) {
		return k
	}
	body, ok := strings.CutPrefix(k.Text, "{")
	body, closed := strings.CutSuffix(body, "}")
	if !ok || !closed || strings.ContainsAny(body, `{}"\`) {
		s.open = true
		return k
	}
	out := &tree.ArrayExpr{Node: k.Node, Elem: elem}
	out.Coll = k.Collation
	for _, text := range strings.Split(body, ",") {
		if text = trim(text); text == "" {
			return out
		}
		out.Elems = append(out.Elems, &tree.Const{
			Node: tree.Node{Typ: elem, Mod: k.Mod, At: k.At}, Text: text, Null: strings.EqualFold(text, "null"), Collation: k.Collation,
		})
	}
	return out
}

// arrayOf gives an array of constants another type of which the values are stored in the same way.
func (s *simplifier) arrayOf(a *tree.ArrayExpr, typ catalog.OID, mod int32, collation catalog.OID) tree.Expr {
	out := *a
	out.Typ, out.Mod, out.Elem = typ, mod, s.getElementType(typ)
	out.Coll = collation
	out.Elems = nil
	for _, e := range a.Elems {
		out.Elems = append(out.Elems, relabel(e, &tree.RelabelType{Node: tree.Node{Typ: out.Elem, Mod: mod}, Collation: collation}))
	}
	return &out
}

// relabel puts an expression under another type. Mirrors nodeFuncs.c: applyRelabelType.
func relabel(arg tree.Expr, to *tree.RelabelType) tree.Expr {
	for {
		r, ok := arg.(*tree.RelabelType)
		if !ok {
			break
		}
		arg = r.Arg
	}
	if k, ok := arg.(*tree.Const); ok {
		c := *k
		c.Typ, c.Mod, c.Collation = to.Typ, to.Mod, to.Collation
		return &c
	}
	if arg.Type() == to.Typ && arg.Typmod() == to.Mod && exprCollation(arg) == to.Collation {
		return arg
	}
	r := *to
	r.Arg = arg
	return &r
}

func testConst(t tree.BoolTestKind, k *tree.Const) bool {
	v := isTrueConst(k)
	switch t {
	case tree.IsTrue:
		return v
	case tree.IsNotTrue:
		return !v
	case tree.IsFalse:
		return !k.Null && !v
	case tree.IsNotFalse:
		return k.Null || v
	case tree.IsUnknown:
		return k.Null
	}
	return !k.Null
}

func boolConst(v bool) *tree.Const {
	return &tree.Const{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Text: strconv.FormatBool(v)}
}

func isTrueConst(k *tree.Const) bool { return !k.Null && sameValue(catalog.BoolOID, k.Text, "t") }

// operator simplifies comparisons of booleans with constants and strict operators over NULL.
// Mirrors clauses.c: simplify_boolean_equality, evaluate_function.
func (s *simplifier) operator(x *tree.OpExpr) tree.Expr {
	proc := s.cat.Proc(x.Op.Proc)
	if nullIn(x.Args, proc) {
		return &tree.Const{Node: tree.Node{Typ: x.Typ, Mod: -1, At: source.NoPos}, Null: true, Collation: exprCollation(x)}
	}
	if x.Op.Namespace == catalog.PgCatalog && x.Op.Left == catalog.BoolOID && x.Op.Right == catalog.BoolOID {
		for i, a := range x.Args {
			k, ok := a.(*tree.Const)
			switch {
			case !ok || x.Op.Name != "=" && x.Op.Name != "<>":
			case isTrueConst(k) == (x.Op.Name == "="):
				return x.Args[1-i]
			default:
				return s.negate(x.Args[1-i])
			}
		}
	}
	s.noteOpen(x)
	s.noteInline(proc)
	return x
}

// nullIn reports whether a call is NULL because an argument is.
func nullIn(args []tree.Expr, proc *catalog.Proc) bool {
	if proc == nil || !proc.Strict || proc.RetSet {
		return false
	}
	for _, a := range args {
		if k, ok := a.(*tree.Const); ok && k.Null {
			return true
		}
	}
	return false
}

// noteInline: the server may replace a call of an SQL function by the function's body.
func (s *simplifier) noteInline(proc *catalog.Proc) {
	s.open = s.open || proc == nil || proc.Lang == "sql"
}

// function turns literals of one kind of number into another, as a comparison of a numeric column
// with an integer does, and strict calls over NULL into NULL.
func (s *simplifier) function(x *tree.FuncExpr) tree.Expr {
	if nullIn(x.Args, x.Func) {
		return &tree.Const{Node: tree.Node{Typ: x.Typ, Mod: -1, At: source.NoPos}, Null: true, Collation: exprCollation(x)}
	}
	if k, ok := numberCast(x); ok {
		return k
	}
	s.noteOpen(x)
	s.noteInline(x.Func)
	return x
}

func numberCast(x *tree.FuncExpr) (*tree.Const, bool) {
	if x.Form == tree.CallForm || len(x.Args) != 1 || x.Mod != -1 {
		return nil, false
	}
	k, ok := x.Args[0].(*tree.Const)
	if !ok || k.Null || !tree.PlainNumber(k.Text) {
		return nil, false
	}
	n, err := strconv.ParseInt(k.Text, 10, 64)
	switch whole := k.Typ.IsInteger() && err == nil; {
	case whole && (x.Typ == catalog.NumericOID || x.Typ == catalog.Int8OID):
	case whole && x.Typ == catalog.Int4OID && int64(int32(n)) == n, whole && x.Typ == catalog.Int2OID && int64(int16(n)) == n:
	case k.Typ.IsExactNumber() && (x.Typ == catalog.Float8OID || x.Typ == catalog.Float4OID):
	default:
		return nil, false
	}
	return &tree.Const{Node: x.Node, Text: k.Text}, true
}
