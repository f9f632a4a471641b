package nullable

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// maxDepth bounds the nesting that the prover follows; deeper values stay unproved.
const maxDepth = 400

// notNull proves that an expression is not null in every row that the environment speaks of.
func (e *env) notNull(x tree.Expr) fact {
	p := e.scope.p
	if p.depth > maxDepth {
		return fact{}
	}
	p.depth++
	defer func() { p.depth-- }()
	if e.leftOut(x) {
		// A grouping set that omits the expression makes it NULL; only HAVING can tell otherwise.
		if v, ok := x.(*tree.Var); ok && v.LevelsUp == 0 {
			if w, ok := e.st.knowsVar(varKey{e.scope, v.Varno, v.Attno, true}); ok {
				return provedBy(w)
			}
		}
		// The planner may compute a condition over constants alone before a set makes NULL of them.
		if w, ok := e.st.knowsExpr(e.scope, true, x); ok && readsColumn(x) {
			return provedBy(w)
		}
		return fact{}
	}
	if f := e.prove(x); f.ok {
		return f
	}
	if w, ok := e.st.knowsExpr(e.scope, e.upper, x); ok {
		return provedBy(w)
	}
	return fact{}
}

func (e *env) prove(x tree.Expr) fact {
	switch x := x.(type) {
	case *tree.Var:
		return e.proveVar(x)
	case *tree.Const:
		if x.Null {
			return fact{}
		}
		return proved("a constant")
	case *tree.Param:
		return e.proveParam(x)
	case *tree.Aggref:
		return e.proveAggregate(x)
	case *tree.GroupingFunc:
		return proved("GROUPING is never null")
	case *tree.WindowFunc:
		return e.proveWindow(x)
	case *tree.FuncExpr:
		return e.proveFunction(x)
	case *tree.OpExpr:
		return e.proveOperator(x.Op, x.Args, x.RetSet)
	case *tree.BoolExpr:
		return e.proveBool(x)
	case *tree.SubLink:
		return e.proveSubLink(x)
	case *tree.CaseExpr:
		return e.proveCase(x)
	case *tree.CoalesceExpr:
		return e.firstOf(x.Args, "COALESCE")
	case *tree.MinMaxExpr:
		return e.firstOf(x.Args, "GREATEST and LEAST skip nulls:")
	}
	return e.proveOther(x)
}

// proveOther continues prove with the constructs that need no rule of their own.
func (e *env) proveOther(x tree.Expr) fact {
	switch x := x.(type) {
	case *tree.RelabelType:
		return e.notNull(x.Arg)
	case *tree.CoerceViaIO:
		return e.notNull(x.Arg)
	case *tree.ArrayCoerceExpr:
		return e.notNull(x.Arg)
	case *tree.ConvertRowtypeExpr:
		return e.notNull(x.Arg)
	case *tree.CollateExpr:
		return e.notNull(x.Arg)
	case *tree.NamedArgExpr:
		return e.notNull(x.Arg)
	case *tree.CoerceToDomain:
		return e.proveDomain(x)
	case *tree.SubLinkColumn:
		return e.proveLinkColumn(x)
	case *tree.CaseTestExpr:
		if e.test != nil {
			if e.test.value.ok || e.test.expr == nil {
				return e.test.value
			}
			outside := *e
			outside.test = nil
			return outside.notNull(e.test.expr)
		}
	case *tree.ScalarArrayOpExpr:
		return e.proveArrayOp(x)
	case *tree.RowCompareExpr:
		return e.proveRowCompare(x)
	case *tree.SubscriptingRef:
		return e.proveSlice(x)
	case *tree.FieldSelect:
		return e.field(x.Arg, x.Field)
	case *tree.DistinctExpr:
		return proved("IS DISTINCT FROM is never null")
	case *tree.NullTest:
		return proved("IS NULL is never null")
	case *tree.BooleanTest:
		return proved("a boolean test is never null")
	case *tree.ArrayExpr:
		return proved("an array constructor is never null")
	case *tree.RowExpr, *tree.FieldStore:
		return proved("a row constructor is never null")
	case *tree.JSONIsPredicate:
		return e.notNull(x.Arg)
	case *tree.JSONValueExpr:
		if x.Formatted != nil {
			return e.notNull(x.Formatted)
		}
		return e.notNull(x.Raw)
	case *tree.JSONConstructorExpr:
		return e.proveJSON(x)
	case *tree.XMLExpr:
		return e.proveXML(x)
	case *tree.SQLValueFunction:
		if x.Name == "current_schema" {
			return fact{} // no schema of the search path may exist
		}
		return proved(strings.ToUpper(x.Name) + " is never null")
	}
	return fact{}
}

func (e *env) proveDomain(x *tree.CoerceToDomain) fact {
	if w := e.scope.p.domainNotNull(x.Typ); w != nil {
		return provedBy(w)
	}
	return e.notNull(x.Arg)
}

// domainNotNull says why a domain, or one that it is built on, refuses NULL; nil if it does not.
func (p *prover) domainNotNull(oid catalog.OID) why {
	for range 64 {
		t := p.cat.Type(oid)
		if t == nil || t.Kind != catalog.DomainType {
			return nil
		}
		if t.NotNull {
			return func() string { return p.defined("domain "+t.Name+" is not null", t.At) }
		}
		for _, check := range t.Checks {
			if check.Validated && slices.ContainsFunc(notNullNames(check.Text), func(c string) bool { return strings.EqualFold(c, "value") }) {
				return func() string {
					return p.defined("domain "+t.Name+" checks that its value is not null", check.At)
				}
			}
		}
		oid = t.BaseType
	}
	return nil
}

// allOf proves that all values are not null.
func (e *env) allOf(list []tree.Expr) (fact, bool) {
	var first fact
	for _, a := range list {
		if a == nil {
			continue
		}
		f := e.notNull(a)
		if !f.ok {
			return fact{}, false
		}
		if _, constant := a.(*tree.Const); !constant || first.why == nil {
			if first.why == nil || isConstReason(first) {
				first = f
			}
		}
	}
	return first, true
}

func isConstReason(f fact) bool { return f.why != nil && f.why() == "a constant" }

// firstOf proves COALESCE, GREATEST and LEAST: one argument that is not null is enough.
func (e *env) firstOf(args []tree.Expr, construct string) fact {
	for _, a := range args {
		if f := e.notNull(a); f.ok {
			return provedBy(func() string {
				name := e.name(a)
				if isConstReason(f) {
					return construct + " ends in " + name
				}
				return construct + " ends in " + name + ": " + f.why()
			})
		}
	}
	return e.oneOfColumns(args)
}

// oneOfColumns proves a column among some values, where all others are NULL: then not all of them are.
func (e *env) oneOfColumns(args []tree.Expr) fact {
	for i, a := range args {
		if bareVar(a) == nil || len(args) < 2 {
			continue
		}
		in := *e
		in.st = e.st.child()
		for k, other := range args {
			if k != i {
				in.assume(&tree.NullTest{Arg: other}, isTrue, ground{clause: "COALESCE"})
			}
		}
		if f := in.notNull(a); f.ok {
			return f
		}
	}
	return fact{}
}

// proveBool: AND is null only if an argument is null while no other is false. So each argument
// may be looked at under the assumption that the others are not false; OR the other way round.
func (e *env) proveBool(x *tree.BoolExpr) fact {
	if x.Op == tree.Not {
		return e.notNull(x.Args[0])
	}
	neutral := isTrue | isNull
	if x.Op == tree.Or {
		neutral = isFalse | isNull
	}
	var last fact
	for i, a := range x.Args {
		f := e.notNull(a)
		if !f.ok {
			in := *e
			in.st = e.st.child()
			for j, b := range x.Args {
				if j != i {
					in.assume(b, neutral, ground{sc: e.scope, clause: "the other condition", cond: b})
				}
			}
			f = in.notNull(a)
		}
		if !f.ok {
			return fact{}
		}
		last = f
	}
	return last
}

func (e *env) proveCase(x *tree.CaseExpr) fact {
	in := *e
	in.st = e.st.child()
	if x.Arg != nil {
		in.test = &tested{expr: x.Arg, value: e.notNull(x.Arg)}
	}
	var facts []fact
	for _, w := range x.Whens {
		f := in.branch(w, e.test)
		if !f.ok {
			return fact{}
		}
		facts = append(facts, f)
		in.assume(w.Cond, isFalse|isNull, ground{sc: e.scope, clause: "the failed WHEN", cond: w.Cond})
	}
	last := in
	last.test = e.test
	f := last.notNull(x.Default)
	if !f.ok {
		return fact{}
	}
	return provedBy(func() string { return "no branch of CASE is null" + reasons(append(facts, f)) })
}

func (e *env) branch(w *tree.CaseWhen, test *tested) fact {
	if v, ok := constBool(w.Cond); ok && v != isTrue {
		return fact{ok: true}
	}
	in := *e
	in.st = e.st.child()
	in.assume(w.Cond, isTrue, ground{sc: e.scope, clause: "WHEN", cond: w.Cond})
	in.test = test
	return in.notNull(w.Result)
}

func (e *env) proveArrayOp(x *tree.ScalarArrayOpExpr) fact {
	if len(x.Args) != 2 || !e.neverNullOp(x.Op) {
		return fact{}
	}
	left, array := e.notNull(x.Args[0]), e.notNull(x.Args[1])
	if !left.ok || !array.ok || !e.elements(x.Args[1]).ok {
		return fact{}
	}
	return left
}

func (e *env) proveRowCompare(x *tree.RowCompareExpr) fact {
	for _, o := range x.Ops {
		if !e.neverNullOp(o) {
			return fact{}
		}
	}
	if _, ok := e.allOf(x.Left); !ok {
		return fact{}
	}
	if _, ok := e.allOf(x.Right); !ok {
		return fact{}
	}
	return proved("all compared values are not null")
}

// proveSlice: a slice of an array is an array, empty if out of range; an element may be missing.
func (e *env) proveSlice(x *tree.SubscriptingRef) fact {
	t := e.scope.p.cat.Type(x.Container)
	if !x.Slice || x.Assign != nil || t == nil || !t.IsTrueArray() {
		return fact{}
	}
	f := e.notNull(x.Arg)
	if !f.ok {
		return fact{}
	}
	if _, ok := e.allOf(append(x.Upper[:len(x.Upper):len(x.Upper)], x.Lower...)); !ok {
		return fact{}
	}
	return f
}

// field proves a field of a row that is written or read as a whole, or that a function in SQL
// makes; fields of stored composites can always be null.
func (e *env) field(x tree.Expr, num int16) fact {
	p := e.scope.p
	switch x := x.(type) {
	case *tree.RowExpr:
		if i := p.fieldIndex(x.Typ, num); i >= 0 && i < len(x.Args) {
			return e.notNull(x.Args[i])
		}
	case *tree.Var:
		if x.Attno == 0 {
			in := e.at(x.LevelsUp)
			if in == nil || in.upper {
				return fact{}
			}
			r := in.scope.entry(x.Varno)
			if r == nil || r.Kind == tree.RTEFunction || r.Kind == tree.RTEJoin {
				return fact{}
			}
			return in.varAt(x.Varno, int(num))
		}
	case *tree.Param:
		if a := p.argument(x); a != nil {
			if i := p.fieldIndex(x.Typ, num); i >= 0 && i < len(a.fields) && a.fields[i] {
				return provedBy(func() string { return e.fieldName(x, num) + " is not null where it comes from" })
			}
		}
	case *tree.FuncExpr:
		if c := e.returned(x.Func, x.Args, false); c.value.ok && !x.RetSet {
			if i := p.fieldIndex(x.Typ, num); i >= 0 && i < len(c.fields) {
				return e.said(x.Func, c.fields[i].value)
			}
		}
	}
	return fact{}
}

func (e *env) proveJSON(x *tree.JSONConstructorExpr) fact {
	switch x.Op {
	case tree.JSONObject, tree.JSONArray:
		return proved("a JSON constructor is never null")
	}
	if x.Func == nil {
		return fact{}
	}
	return e.notNull(x.Func)
}

func (e *env) proveXML(x *tree.XMLExpr) fact {
	switch x.Op {
	case tree.XMLElement:
		return proved("XMLELEMENT is never null")
	case tree.XMLConcat:
		return e.firstOf(x.Args, "XMLCONCAT skips nulls:")
	case tree.XMLForest:
		return e.firstOf(x.NamedArgs, "XMLFOREST skips nulls:")
	case tree.XMLPI, tree.XMLParse, tree.XMLSerialize, tree.IsDocument:
		if len(x.Args) == 0 {
			return proved("an XML constructor")
		}
		return e.notNull(x.Args[0])
	case tree.XMLRoot:
		if len(x.Args) > 0 {
			return e.notNull(x.Args[0])
		}
	}
	return fact{}
}
