package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// outcome is a set of the three truth values.
type outcome byte

const (
	isTrue  outcome = 1
	isFalse outcome = 2
	isNull  outcome = 4
	notNull         = isTrue | isFalse
)

// not swaps true and false.
func (o outcome) not() outcome { return o&isNull | o&isTrue<<1 | o&isFalse>>1 }

// assume notes what follows when a boolean expression has one of the given outcomes.
func (e *env) assume(x tree.Expr, o outcome, g ground) {
	e.hold(x, o)
	switch x := x.(type) {
	case *tree.BoolExpr:
		e.assumeBool(x, o, g)
	case *tree.NullTest:
		e.assumeNullTest(x, o, g)
	case *tree.BooleanTest:
		e.assumeTest(x, o, g)
	case *tree.DistinctExpr:
		if o&isTrue == 0 {
			e.assumeSame(x.Args, g)
		}
	case *tree.SubLink:
		e.assumeLink(x, o, g)
	case *tree.CoalesceExpr:
		e.assumeCoalesce(x, o, g)
	case *tree.JSONIsPredicate:
		if o&isNull == 0 {
			e.assumeNotNull(x.Arg, g.words)
		}
	default:
		if o&isNull != 0 {
			if e.notNull(x).ok {
				o &^= isNull
			} else {
				return
			}
		}
		if a, ok := x.(*tree.ScalarArrayOpExpr); ok {
			e.assumeArray(a, o, g.words)
			return
		}
		if a, ok := x.(*tree.OpExpr); ok {
			e.assumeOperator(a, o, g)
		}
		e.assumeNotNull(x, g.words)
	}
}

func (e *env) assumeBool(x *tree.BoolExpr, o outcome, g ground) {
	if x.Op == tree.Not {
		g.whole = true
		e.assume(x.Args[0], o.not(), g)
		return
	}
	strong, weak := isTrue, isFalse // AND is true only if all are
	if x.Op == tree.Or {
		strong, weak = isFalse, isTrue
	}
	switch {
	case o&weak == 0: // all arms are strong, or null where that is allowed
		for _, a := range x.Args {
			e.assume(a, o&(strong|isNull), g.part(a))
		}
	case o&strong == 0: // at least one arm is weak, or null
		arms := x.Args
		if e.prune {
			arms = nil
			for _, a := range x.Args {
				if e.outcomes(a)&(o&(weak|isNull)) != 0 {
					arms = append(arms, a)
				}
			}
		}
		e.anyOf(len(arms), func(i int, in *env) { in.assume(arms[i], o&(weak|isNull), g) })
	}
}

// anyOf notes what follows from each of n alternatives, as one of them holds.
func (e *env) anyOf(n int, alternative func(int, *env)) {
	var common *state
	for i := range n {
		in := *e
		in.st = e.st.child()
		alternative(i, &in)
		if common == nil {
			common = in.st
		} else {
			common = intersect(common, in.st)
		}
	}
	if common == nil {
		return
	}
	for k, w := range common.vars {
		e.know(k, w)
	}
	for x, w := range common.done {
		e.discharge(x, w)
	}
	for n, w := range common.params {
		e.knowParam(n, w)
	}
	e.st.exprs = append(e.st.exprs, common.exprs...)
}

func intersect(a, b *state) *state {
	out := &state{vars: map[varKey]why{}, done: map[extension]why{}, params: map[int]why{}}
	for k, w := range a.vars {
		if _, ok := b.vars[k]; ok {
			out.vars[k] = w
		}
	}
	for k, w := range a.done {
		if _, ok := b.done[k]; ok {
			out.done[k] = w
		}
	}
	for k, w := range a.params {
		if _, ok := b.params[k]; ok {
			out.params[k] = w
		}
	}
	for _, f := range a.exprs {
		for _, g := range b.exprs {
			if f.scope == g.scope && f.upper == g.upper && equal(f.expr, g.expr) {
				out.exprs = append(out.exprs, f)
				break
			}
		}
	}
	return out
}

func (e *env) assumeNullTest(x *tree.NullTest, o outcome, g ground) {
	o &^= isNull
	if o == notNull {
		return
	}
	holds := (o == isTrue) == x.IsNot // the argument "is not null" in the sense of the test
	if !x.ArgIsRow {
		if holds {
			e.assumeNotNull(x.Arg, g.words)
		} else {
			e.assumeNull(x.Arg, g.words)
		}
		return
	}
	e.assumeRow(x, o, g.words)
}

// assumeNull: a column that is NULL though it is not null in its row has no row there. Where nothing but a
// FULL JOIN can have left the row out, that of the other side is there.
func (e *env) assumeNull(x tree.Expr, w why) {
	v := bareVar(x)
	if v == nil || v.LevelsUp != 0 || e.upper {
		return
	}
	var left []extension
	for _, x := range e.scope.of(v.Varno).nulling {
		if _, ok := e.st.discharged(x); !ok {
			left = append(left, x)
		}
	}
	if len(left) != 1 {
		return
	}
	j := e.scope.of(left[0].join).join
	if j != nil && j.Type == tree.FullJoin && e.scope.column(v.Varno, v.Attno).value.ok {
		e.discharge(extension{left[0].scope, left[0].join, !left[0].right}, w)
	}
}

// assumeRow handles the tests of row values: IS NOT NULL is true only if all fields are not null;
// IS NULL is false as soon as one is not.
func (e *env) assumeRow(x *tree.NullTest, o outcome, w why) {
	all := x.IsNot && o == isTrue
	some := !x.IsNot && o == isFalse
	if !all && !some {
		return
	}
	switch a := x.Arg.(type) {
	case *tree.RowExpr:
		for _, f := range a.Args {
			if all || len(a.Args) == 1 {
				e.assumeNotNull(f, w)
			}
		}
	case *tree.Var:
		in := e.at(a.LevelsUp)
		if in == nil {
			return
		}
		if a.Attno != 0 {
			e.assumeComposite(a, all, w)
			return
		}
		r := in.scope.entry(a.Varno)
		if r == nil || r.Kind == tree.RTEJoin || r.Kind == tree.RTEFunction || in.upper {
			return
		}
		in.present(in.scope, a.Varno, w)
		for i, c := range r.Columns {
			if !all || c.Dropped {
				continue
			}
			n := i + 1
			if r.Kind == tree.RTERelation {
				n = int(c.Num)
			}
			in.know(varKey{in.scope, a.Varno, n, false}, w)
		}
	}
}

// assumeComposite notes that a column of a composite type is not null, and for IS NOT NULL that no
// field is: the test looks at the fields one level deep.
func (e *env) assumeComposite(x *tree.Var, fields bool, w why) {
	e.assumeNotNull(x, w)
	row := e.scope.p.rowType(x.Typ)
	if !fields || row == nil {
		return
	}
	for _, c := range row.Columns {
		e.knowExpr(&tree.FieldSelect{Node: tree.Node{Typ: c.Type, Mod: c.Typmod}, Arg: x, Field: c.Num, Collation: c.Collation}, w)
	}
}

func (e *env) assumeTest(x *tree.BooleanTest, o outcome, g ground) {
	o &^= isNull
	inner := map[tree.BoolTestKind]outcome{
		tree.IsTrue: isTrue, tree.IsNotTrue: isFalse | isNull, tree.IsFalse: isFalse,
		tree.IsNotFalse: isTrue | isNull, tree.IsUnknown: isNull, tree.IsNotUnknown: notNull,
	}[x.Test]
	if o == notNull {
		return
	}
	if o == isFalse {
		inner = ^inner & (notNull | isNull)
	}
	if inner == notNull {
		e.assumeNotNull(x.Arg, g.words)
		return
	}
	if inner != isNull {
		e.assume(x.Arg, inner, g)
	}
}

// assumeSame: two values that are not distinct are both null or neither.
func (e *env) assumeSame(args []tree.Expr, g ground) {
	if len(args) != 2 {
		return
	}
	if e.notNull(args[0]).ok {
		e.assumeNotNull(args[1], g.words)
	} else if e.notNull(args[1]).ok {
		e.assumeNotNull(args[0], g.words)
	}
}

// assumeCoalesce: COALESCE(x, false) is true only if x is.
func (e *env) assumeCoalesce(x *tree.CoalesceExpr, o outcome, g ground) {
	if o != isTrue && o != isFalse {
		return
	}
	var arms []tree.Expr
	for _, a := range x.Args {
		if v, ok := constBool(a); ok && v != o {
			continue
		}
		arms = append(arms, a)
	}
	e.anyOf(len(arms), func(i int, in *env) { in.assume(arms[i], o, g) })
}

// constBool returns the outcome of a boolean literal.
func constBool(x tree.Expr) (outcome, bool) {
	c, ok := x.(*tree.Const)
	if !ok || c.Typ != catalog.BoolOID {
		return 0, false
	}
	if c.Null {
		return isNull, true
	}
	switch c.Text {
	case "t", "true":
		return isTrue, true
	case "f", "false":
		return isFalse, true
	}
	return 0, false
}

// assumeLink: EXISTS and IN are true only if a row of the subquery met its conditions.
func (e *env) assumeLink(x *tree.SubLink, o outcome, g ground) {
	if o != isTrue {
		return
	}
	switch x.Kind {
	case tree.ExistsLink:
		e.assumeRowsOf(x.Query)
	case tree.AnyLink:
		in := *e
		in.link, in.links = x, nil
		in.assume(x.Test, isTrue, g)
		e.assumeRowsOf(x.Query)
	}
}

// assumeRowsOf notes what follows for outer columns when a subquery has at least one row.
func (e *env) assumeRowsOf(q *tree.Query) {
	if q == nil || q.SetOp != nil || q.Command != tree.Select || q.From == nil {
		return
	}
	in := *e
	in.st = e.st.child()
	sc := e.scope.p.enter(q, &in)
	for k, w := range sc.shown.vars {
		if k.scope != sc {
			e.know(k, w)
		}
	}
	for x, w := range sc.shown.done {
		if x.scope != sc {
			e.discharge(x, w)
		}
	}
	for n, w := range sc.shown.params {
		e.knowParam(n, w)
	}
}

func (e *env) knowParam(n int, w why) {
	if _, ok := e.st.knowsParam(n); ok {
		return
	}
	if e.st.params == nil {
		e.st.params = map[int]why{}
	}
	e.st.params[n] = w
}

// assumeArray: x = ANY (a) is true only if x met an element; for an empty array the result is
// known whatever x is.
func (e *env) assumeArray(x *tree.ScalarArrayOpExpr, o outcome, w why) {
	if !e.strictOp(x.Op) || len(x.Args) != 2 {
		return
	}
	e.assumeNotNull(x.Args[1], w)
	if x.UseOr && o == isTrue || !x.UseOr && o == isFalse || nonEmptyArray(x.Args[1]) {
		e.assumeNotNull(x.Args[0], w)
	}
}

func nonEmptyArray(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.ArrayExpr:
		return len(x.Elems) > 0 && !x.MultiDim
	case *tree.RelabelType:
		return nonEmptyArray(x.Arg)
	case *tree.ArrayCoerceExpr:
		return nonEmptyArray(x.Arg)
	}
	return false
}

// assumeNotNull notes what follows when a value is not null: by strictness, what it is made of
// is not null either.
func (e *env) assumeNotNull(x tree.Expr, w why) {
	switch x := x.(type) {
	case *tree.Var:
		e.assumeVar(x, w)
	case *tree.Param:
		e.knowParam(x.Number, w)
	case *tree.CaseTestExpr:
		if e.test != nil && e.test.expr != nil {
			outside := *e
			outside.test = nil
			outside.assumeNotNull(e.test.expr, w)
		}
	case *tree.FuncExpr:
		if x.Func != nil && x.Func.Strict && !x.RetSet {
			e.allNotNull(x.Args, w)
		}
		e.knowExpr(x, w)
	case *tree.OpExpr:
		if e.strictOp(x.Op) && !x.RetSet {
			e.allNotNull(x.Args, w)
		}
		e.knowExpr(x, w)
	case *tree.NullIfExpr:
		e.assumeNotNull(x.Args[0], w)
		e.knowExpr(x, w)
	case *tree.ScalarArrayOpExpr:
		e.assumeArray(x, notNull, w)
	case *tree.RelabelType:
		e.assumeNotNull(x.Arg, w)
	case *tree.CoerceViaIO:
		e.assumeNotNull(x.Arg, w)
	case *tree.ArrayCoerceExpr:
		e.assumeNotNull(x.Arg, w)
	case *tree.CollateExpr:
		e.assumeNotNull(x.Arg, w)
	case *tree.CoerceToDomain:
		e.assumeNotNull(x.Arg, w)
	case *tree.SubscriptingRef:
		if x.Assign == nil {
			e.assumeNotNull(x.Arg, w)
			e.allNotNull(x.Upper, w)
			e.allNotNull(x.Lower, w)
		}
		e.knowExpr(x, w)
	case *tree.FieldSelect:
		e.knowExpr(x, w)
	case *tree.BoolExpr:
		if x.Op == tree.Not {
			e.assumeNotNull(x.Args[0], w)
		}
	case *tree.RowCompareExpr:
		if len(x.Ops) > 0 && e.strictOp(x.Ops[0]) {
			e.assumeNotNull(x.Left[0], w)
			e.assumeNotNull(x.Right[0], w)
		}
	case *tree.CoalesceExpr:
		e.anyOf(len(x.Args), func(i int, in *env) { in.assumeNotNull(x.Args[i], w) })
		e.knowExpr(x, w)
	case *tree.MinMaxExpr:
		e.anyOf(len(x.Args), func(i int, in *env) { in.assumeNotNull(x.Args[i], w) })
		e.knowExpr(x, w)
	case *tree.Aggref, *tree.CaseExpr:
		e.knowExpr(x, w)
	}
}

func (e *env) allNotNull(list []tree.Expr, w why) {
	for _, a := range list {
		if a != nil {
			e.assumeNotNull(a, w)
		}
	}
}

func (e *env) assumeVar(x *tree.Var, w why) {
	in := e.at(x.LevelsUp)
	if in == nil {
		return
	}
	in.know(varKey{in.scope, x.Varno, x.Attno, in.upper}, w)
	r := in.scope.entry(x.Varno)
	if in.upper || r == nil || r.Kind != tree.RTEJoin || x.Attno < 1 || x.Attno > len(r.JoinVars) {
		return
	}
	below := *in
	below.test, below.link = nil, nil
	below.assumeNotNull(r.JoinVars[x.Attno-1], w)
}

// strictOp reports whether an operator's function returns NULL for every NULL input.
func (e *env) strictOp(o *catalog.Operator) bool {
	if o == nil {
		return false
	}
	f := e.scope.p.cat.Proc(o.Proc)
	return f != nil && f.Strict
}
