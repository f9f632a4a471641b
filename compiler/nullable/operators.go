package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// assumeOperator notes what follows from comparisons of conditions, of counted nulls and of
// COALESCE, beside what follows from strictness.
func (e *env) assumeOperator(x *tree.OpExpr, o outcome, g ground) {
	if x.Op == nil || len(x.Args) != 2 || o != isTrue && o != isFalse {
		return
	}
	e.assumeSameOutcome(x, o, g)
	e.assumeCount(x, o, g)
	e.assumeNotDefault(x, o, g)
}

// assumeSameOutcome: (a) = (b) of two conditions passes the outcome of one to the other.
func (e *env) assumeSameOutcome(x *tree.OpExpr, o outcome, g ground) {
	if x.Op.OID >= catalog.FirstUserOID || x.Op.Left != catalog.BoolOID || x.Op.Right != catalog.BoolOID {
		return
	}
	switch x.Op.Name {
	case "=":
	case "<>":
		o = o.not()
	default:
		return
	}
	for i, side := range x.Args {
		known := e.outcomes(side)
		if known != isTrue && known != isFalse {
			continue
		}
		if o == isFalse {
			known = known.not()
		}
		e.assume(x.Args[1-i], known, g)
	}
}

// assumeCount: a count of conditions, as of num_nonnulls(a, b), compared with a constant.
func (e *env) assumeCount(x *tree.OpExpr, o outcome, g ground) {
	n, isCount := number(x.Args[1])
	if !isCount || o != isTrue || x.Op.OID >= catalog.FirstUserOID {
		return
	}
	k := int(n)
	list, ok := counted(x.Args[0], 0)
	if !ok || len(list) == 0 {
		return
	}
	least, most := 0, len(list)
	switch x.Op.Name {
	case "=":
		least, most = k, k
	case ">=":
		least = k
	case ">":
		least = k + 1
	case "<=":
		most = k
	case "<":
		most = k - 1
	default:
		return
	}
	var open []tree.Expr
	for _, t := range list {
		switch e.outcomes(t) {
		case isTrue:
			least, most = least-1, most-1
		case isFalse:
		default:
			open = append(open, t)
		}
	}
	for _, t := range open {
		if least == len(open) {
			e.assume(t, isTrue, g)
		} else if most == 0 {
			e.assume(t, isFalse, g)
		}
	}
}

// counted reads an expression as the number of conditions that hold: num_nulls, num_nonnulls, and
// sums of (condition)::int. The conditions are never null.
func counted(x tree.Expr, depth int) ([]tree.Expr, bool) {
	switch x := x.(type) {
	case *tree.OpExpr:
		if x.Op == nil || x.Op.Name != "+" || len(x.Args) != 2 || x.Op.OID >= catalog.FirstUserOID || depth > 50 {
			return nil, false
		}
		l, ok := counted(x.Args[0], depth+1)
		r, also := counted(x.Args[1], depth+1)
		return append(l, r...), ok && also
	case *tree.FuncExpr:
		switch {
		case !builtin(x.Func) || x.Variadic:
			return nil, false
		case x.Func.Name == "num_nulls" || x.Func.Name == "num_nonnulls":
			var out []tree.Expr
			for _, a := range x.Args {
				out = append(out, &tree.NullTest{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: a.Pos()}, Arg: a, IsNot: x.Func.Name == "num_nonnulls"})
			}
			return out, true
		case x.Func.Name == "int4" && len(x.Args) == 1 && x.Args[0].Type() == catalog.BoolOID:
			if t, ok := x.Args[0].(*tree.NullTest); ok {
				return []tree.Expr{t}, true
			}
		}
	}
	return nil, false
}

// assumeNotDefault: COALESCE(a, 'x') <> 'x' is true only if a is not null.
func (e *env) assumeNotDefault(x *tree.OpExpr, o outcome, g ground) {
	l, ok := x.Args[0].(*tree.CoalesceExpr)
	c, isConst := x.Args[1].(*tree.Const)
	if !ok || !isConst || c.Null || len(l.Args) < 2 {
		return
	}
	n := len(l.Args) - 1
	last, ok := l.Args[n].(*tree.Const)
	if !ok || last.Null || !e.scope.p.deterministicIn(x, catalog.InvalidOID) {
		return
	}
	if got := e.scope.p.evaluate(x.Op, last, c); got == isTrue|isFalse|isNull || got&o != 0 {
		return
	}
	e.anyOf(n, func(i int, in *env) { in.assumeNotNull(l.Args[i], g.words) })
}
