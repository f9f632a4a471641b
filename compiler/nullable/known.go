package nullable

import (
	"strconv"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// held is a condition that is known to have one of some outcomes.
type held struct {
	scope *scope
	upper bool
	expr  tree.Expr
	out   outcome
}

// hold notes the outcome of a condition that is not made of others.
func (e *env) hold(x tree.Expr, o outcome) {
	if _, ok := x.(*tree.NullTest); ok {
		o &^= isNull
	}
	switch x.(type) {
	case *tree.NullTest, *tree.OpExpr, *tree.ScalarArrayOpExpr, *tree.Var:
		if o == isTrue || o == isFalse {
			e.st.held = append(e.st.held, held{e.scope, e.upper, e.ofTested(x), o})
		}
	}
}

// ofTested puts what CASE x WHEN tests in its place in a comparison: x = 'paid'.
func (e *env) ofTested(x tree.Expr) tree.Expr {
	op, ok := x.(*tree.OpExpr)
	if !ok || e.test == nil || e.test.expr == nil || len(op.Args) != 2 {
		return x
	}
	if _, ok := op.Args[0].(*tree.CaseTestExpr); !ok {
		return x
	}
	out := *op
	out.Args = []tree.Expr{e.test.expr, op.Args[1]}
	return &out
}

// eachHeld calls fn for the conditions that are known where the environment is.
func (e *env) eachHeld(fn func(tree.Expr, outcome)) {
	for s := e.st; s != nil; s = s.parent {
		for _, h := range s.held {
			if h.scope == e.scope && h.upper == e.upper {
				fn(h.expr, h.out)
			}
		}
	}
}

// outcomes bounds what a boolean expression can come to, by what is known.
func (e *env) outcomes(x tree.Expr) outcome {
	if v, ok := constBool(x); ok {
		return v
	}
	out := isTrue | isFalse | isNull
	switch x := x.(type) {
	case *tree.BoolExpr:
		return e.boolOutcomes(x)
	case *tree.NullTest:
		if x.ArgIsRow {
			return notNull
		}
		is, not := isTrue, isFalse
		if x.IsNot {
			is, not = isFalse, isTrue
		}
		switch {
		case e.knownNull(x.Arg):
			return is
		case e.notNull(x.Arg).ok:
			return not
		}
		return notNull
	case *tree.OpExpr:
		out &= e.compared(x.Op, x.Args)
	case *tree.ScalarArrayOpExpr:
		out &= e.comparedAll(x)
	}
	if !e.scope.p.repeatable(x) {
		return out
	}
	e.eachHeld(func(known tree.Expr, o outcome) {
		if equal(known, x) {
			out &= o
		}
	})
	if out&isNull != 0 && e.notNull(x).ok {
		out &^= isNull
	}
	return out
}

func (e *env) boolOutcomes(x *tree.BoolExpr) outcome {
	if x.Op == tree.Not {
		return e.outcomes(x.Args[0]).not()
	}
	strong, weak := isTrue, isFalse
	if x.Op == tree.Or {
		strong, weak = isFalse, isTrue
	}
	all, some := strong|isNull, outcome(0) // what all arms allow, what some arm allows
	decided := false
	for _, a := range x.Args {
		o := e.outcomes(a)
		decided = decided || o == weak
		if o&strong == 0 {
			all &^= strong
		}
		if o&(strong|isNull) == 0 {
			all = 0
		}
		some |= o
	}
	if decided {
		return weak
	}
	return all&strong | some&weak | all&some&isNull
}

// knownNull reports whether a value is known to be NULL.
func (e *env) knownNull(x tree.Expr) bool {
	if isNullConst(x) {
		return true
	}
	found := false
	e.eachHeld(func(known tree.Expr, o outcome) {
		t, ok := known.(*tree.NullTest)
		if ok && !t.ArgIsRow && (o == isTrue) != t.IsNot && equal(t.Arg, x) && e.scope.p.repeatable(x) {
			found = true
		}
	})
	return found
}

// compared evaluates a comparison with a constant if the other side is known to be one of some.
func (e *env) compared(o *catalog.Operator, args []tree.Expr) outcome {
	const unknown = notNull | isNull
	if o == nil || len(args) != 2 {
		return unknown
	}
	c, ok := args[1].(*tree.Const)
	if !ok || c.Null {
		return unknown
	}
	values := e.valuesOf(args[0])
	if len(values) == 0 {
		return unknown
	}
	out := outcome(0)
	for _, v := range values {
		out |= e.scope.p.evaluate(o, v, c)
	}
	return out
}

// comparedAll evaluates x IN (constants) and x <> ALL (constants) like compared.
func (e *env) comparedAll(x *tree.ScalarArrayOpExpr) outcome {
	const unknown = notNull | isNull
	list, ok := x.Args[1].(*tree.ArrayExpr)
	if !ok || list.MultiDim || len(list.Elems) == 0 {
		return unknown
	}
	values := e.valuesOf(x.Args[0])
	if len(values) == 0 {
		return unknown
	}
	out := outcome(0)
	for _, v := range values {
		all, some := isTrue, outcome(0)
		for _, a := range list.Elems {
			c, ok := a.(*tree.Const)
			if !ok || c.Null {
				return unknown
			}
			r := e.scope.p.evaluate(x.Op, v, c)
			if r != isTrue && r != isFalse {
				return unknown
			}
			some |= r & isTrue
			if r == isFalse {
				all = isFalse
			}
		}
		switch {
		case x.UseOr && some != 0, !x.UseOr && all == isTrue:
			out |= isTrue
		default:
			out |= isFalse
		}
	}
	return out
}

// valuesOf are the constants one of which an expression is known to equal.
func (e *env) valuesOf(x tree.Expr) []*tree.Const {
	p := e.scope.p
	if !p.repeatable(x) || !p.deterministicIn(x, catalog.InvalidOID) {
		return nil
	}
	var out []*tree.Const
	e.eachHeld(func(known tree.Expr, o outcome) {
		if o != isTrue {
			return
		}
		switch k := known.(type) {
		case *tree.OpExpr:
			if len(k.Args) == 2 && p.isEquality(k.Op) && equal(k.Args[0], x) {
				if c, ok := k.Args[1].(*tree.Const); ok && !c.Null {
					out = []*tree.Const{c}
				}
			}
		case *tree.ScalarArrayOpExpr:
			if list, ok := k.Args[1].(*tree.ArrayExpr); ok && k.UseOr && out == nil && p.isEquality(k.Op) && equal(k.Args[0], x) {
				out = constants(list)
			}
		}
	})
	return out
}

func constants(list *tree.ArrayExpr) []*tree.Const {
	var out []*tree.Const
	for _, a := range list.Elems {
		c, ok := a.(*tree.Const)
		if !ok || c.Null || list.MultiDim {
			return nil
		}
		out = append(out, c)
	}
	return out
}

// evaluate compares two constants, for types whose text decides.
func (p *prover) evaluate(o *catalog.Operator, a, b *tree.Const) outcome {
	const unknown = notNull | isNull
	if o == nil || o.OID >= catalog.FirstUserOID {
		return unknown
	}
	strategy := 0
	for _, f := range p.cat.OperatorFamilies(o.OID) {
		if f.Method == "btree" {
			strategy = f.Strategy
		}
	}
	unequal := false
	if strategy == 0 {
		n := p.cat.Operator(o.Negates)
		if unequal = n != nil && p.isEquality(n); !unequal {
			return unknown
		}
	}
	order, known := p.order(a, b)
	if !known || order != 0 && !integers(a, b) && strategy != 3 && !unequal {
		return unknown
	}
	holds := unequal && order != 0 || strategy == 1 && order < 0 || strategy == 2 && order <= 0 || strategy == 3 && order == 0 ||
		strategy == 4 && order >= 0 || strategy == 5 && order > 0
	if holds {
		return isTrue
	}
	return isFalse
}

// order compares two constants: 0 if they are equal. For types other than integers anything else
// only means that they are not.
func (p *prover) order(a, b *tree.Const) (int, bool) {
	if integers(a, b) {
		m, err1 := strconv.ParseInt(a.Text, 10, 64)
		n, err2 := strconv.ParseInt(b.Text, 10, 64)
		if err1 != nil || err2 != nil {
			return 0, false
		}
		if m < n {
			return -1, true
		}
		return map[bool]int{true: 1, false: 0}[m > n], true
	}
	if a.Typ != b.Typ {
		return 0, false
	}
	if x, ok := constBool(a); ok {
		y, ok := constBool(b)
		return map[bool]int{true: 0, false: 1}[x == y], ok
	}
	t := p.cat.Type(a.Typ)
	if a.Typ != catalog.TextOID && (t == nil || t.Kind != catalog.EnumType) {
		return 0, false
	}
	if a.Text == b.Text {
		return 0, true
	}
	return 1, true
}

func integers(a, b *tree.Const) bool {
	return a.Typ.IsInteger() && b.Typ.IsInteger()
}
