package lower

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// expr traces the values that an expression may yield.
func (t *tracer) expr(s *scope, e tree.Expr) origins {
	switch x := e.(type) {
	case *tree.Var:
		return t.column(s, x)
	case *tree.Param:
		return t.param(s, x)
	case *tree.CollateExpr:
		return t.expr(s, x.Arg)
	case *tree.RelabelType:
		return t.converted(s, x, x.Arg, x.Form)
	case *tree.CoerceToDomain:
		return t.converted(s, x, x.Arg, x.Form)
	case *tree.CoalesceExpr, *tree.MinMaxExpr, *tree.CaseExpr, *tree.NullIfExpr:
		return t.any(s, yields(x))
	case *tree.ArrayExpr:
		if x.MultiDim {
			return computed
		}
		return t.any(s, x.Elems).arrays(1)
	case *tree.SubLink:
		return t.subquery(s, x)
	case *tree.SubLinkColumn:
		if x.Link != nil {
			return t.output(&scope{q: x.Link.Query, outer: s}, x.Number)
		}
	case *tree.FieldSelect:
		return t.field(s, x)
	case *tree.SubscriptingRef:
		return t.subscripted(s, x)
	}
	return t.call(s, e)
}

// any traces an expression that yields one of several values.
func (t *tracer) any(s *scope, list []tree.Expr) (all origins) {
	for _, e := range list {
		all = all.and(t.expr(s, e))
	}
	return all
}

func branches(x *tree.CaseExpr) []tree.Expr {
	out := []tree.Expr{x.Default}
	for _, w := range x.Whens {
		out = append(out, w.Result)
	}
	return out
}

func (t *tracer) column(s *scope, v *tree.Var) origins {
	if s = s.up(v.LevelsUp); s == nil || v.Varno < 1 || v.Varno > len(s.q.RangeTable) || v.Attno < 1 {
		return computed
	}
	return t.entry(s, s.q.RangeTable[v.Varno-1], v.Attno)
}

// converted looks through a conversion that nobody wrote and that leaves the value as it is:
// max(email) is of type text where email is varchar. Who writes a cast asks for the other type.
func (t *tracer) converted(s *scope, e, arg tree.Expr, form tree.CoercionForm) origins {
	o := t.expr(s, arg)
	if len(o.list) > 0 && (form == tree.ExplicitForm || !t.types.alike(arg.Type(), e.Type())) {
		return computed
	}
	return o
}

// alike reports whether values of two types look the same to a client.
func (ts *Types) alike(a, b catalog.OID) bool {
	return alike(ts.Type(a).Underlying(), ts.Type(b).Underlying())
}

func alike(x, y *ir.Type) bool {
	for x.Elem != nil && y.Elem != nil {
		x, y = x.Elem.Underlying(), y.Elem.Underlying()
	}
	text := func(name string) bool { return name == "text" || name == "varchar" }
	return x == y || x.OID != 0 && y.OID != 0 && text(x.Name) && text(y.Name)
}

func (t *tracer) subquery(s *scope, x *tree.SubLink) origins {
	switch x.Kind {
	case tree.ExprLink:
		return t.output(&scope{q: x.Query, outer: s}, 1)
	case tree.ArrayLink:
		return t.output(&scope{q: x.Query, outer: s}, 1).arrays(1)
	}
	return computed
}

// field traces a field of a composite value, be it a row of a table or not.
func (t *tracer) field(s *scope, x *tree.FieldSelect) origins {
	if v, ok := x.Arg.(*tree.Var); ok && v.Attno == 0 {
		whole := *v
		whole.Attno = int(x.Field)
		return t.column(s, &whole)
	}
	if ct := t.types.cat.Type(x.Arg.Type()); ct != nil && ct.Kind == catalog.CompositeType {
		return t.types.relationOrigin(t.types.cat.Relation(ct.Relation), x.Field)
	}
	return computed
}

func (t *tracer) subscripted(s *scope, x *tree.SubscriptingRef) origins {
	switch {
	case x.Assign != nil || !t.types.cat.Type(x.Container).IsTrueArray():
		return computed
	case x.Slice:
		return t.expr(s, x.Arg)
	}
	return t.expr(s, x.Arg).arrays(-1)
}

// call traces calls of polymorphic functions, operators and aggregates. A function that is declared
// for any type cannot make a value of it: what it returns it has been given, as array_agg, unnest,
// lag or "||" of arrays have. So do min and max, which are declared type by type.
func (t *tracer) call(s *scope, e tree.Expr) origins {
	if o, ok := t.body(s, e, 1); ok {
		return o
	}
	p, args := t.called(e)
	switch {
	case p == nil || p.Ret == catalog.AnyArrayOID && p.Kind == catalog.Aggregate && len(p.Args) == 1 && p.Args[0] == p.Ret && !picks(p):
		return t.readsNothing(s, e) // array_agg of arrays adds a dimension
	case picks(p):
		return t.expr(s, args[0])
	}
	result, ok := level(p.Ret)
	if !ok {
		return t.readsNothing(s, e)
	}
	var all origins
	for i, a := range args {
		if i < len(p.Args) {
			if n, ok := level(p.Args[i]); ok {
				all = all.and(t.expr(s, a).arrays(result - n))
			}
		}
	}
	return all
}

// called returns the function behind a call and its arguments as declared, nil for other nodes.
func (t *tracer) called(e tree.Expr) (*catalog.Proc, []tree.Expr) {
	switch x := e.(type) {
	case *tree.FuncExpr:
		return x.Func, x.Args
	case *tree.OpExpr:
		return t.types.cat.Proc(x.Op.Proc), x.Args
	case *tree.WindowFunc:
		return x.Func, x.Args
	case *tree.Aggref:
		args := x.DirectArgs
		for _, a := range x.Args {
			args = append(args[:len(args):len(args)], a.Expr)
		}
		return x.Func, args
	}
	return nil, nil
}

// picks reports whether an aggregate returns one of the values that it is given. PostgreSQL knows
// these by the operator that sorts their result to the front (aggsortop).
func picks(p *catalog.Proc) bool {
	return p.OID < catalog.FirstUserOID && p.Kind == catalog.Aggregate && (p.Name == "min" || p.Name == "max") &&
		len(p.Args) == 1 && p.Args[0] == p.Ret
}

// level tells of a polymorphic type whether it stands for a value (0) or for an array of such (1).
func level(oid catalog.OID) (int, bool) {
	switch oid {
	case catalog.AnyElementOID, catalog.AnyNonArrayOID, catalog.AnyEnumOID, catalog.AnyCompatibleOID, catalog.AnyCompatibleNonArrayOID:
		return 0, true
	case catalog.AnyArrayOID, catalog.AnyCompatibleArrayOID:
		return 1, true
	}
	return 0, false
}

// readsNothing is what any other expression is: computed, unless no column goes into it.
func (t *tracer) readsNothing(s *scope, e tree.Expr) origins {
	reads := false
	walk(e, func(e tree.Expr) {
		switch e.(type) {
		case *tree.Var, *tree.SubLink, *tree.Aggref, *tree.WindowFunc:
			reads = true
		case *tree.Param:
			reads = reads || s.caller() != nil // an argument may come from a column
		}
	})
	return origins{computed: reads}
}
