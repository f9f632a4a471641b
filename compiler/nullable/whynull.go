package nullable

import (
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// This file says why something can be NULL: what people ask of a column that they thought never
// is. It proves nothing; where it has no good answer it says the general one.

// whyNull explains an expression that was not proved.
func (e *env) whyNull(x tree.Expr, depth int) string {
	if depth > deepestReason {
		return noProof
	}
	sc := e.scope
	if e.leftOut(x) {
		return "a grouping set leaves " + e.name(x) + " out"
	}
	switch x := x.(type) {
	case *tree.Var:
		if in := e.at(x.LevelsUp); in != nil {
			return in.whyNullVar(x.Varno, x.Attno, depth+1)
		}
	case *tree.Const:
		return sc.at("NULL stands there", x)
	case *tree.Param:
		if sc.p.function == nil {
			return "NULL may be passed for " + e.name(x)
		}
		return e.name(x) + " may be NULL"
	case *tree.Aggref:
		return e.whyNullAggregate(x, depth)
	case *tree.WindowFunc:
		return e.whyNullWindow(x, depth)
	case *tree.FuncExpr:
		return e.whyNullCall(e.name(x), x.Args, x.Func, depth)
	case *tree.OpExpr:
		if x.Op != nil {
			return e.whyNullCall(e.name(x), x.Args, sc.p.cat.Proc(x.Op.Proc), depth)
		}
	case *tree.NullIfExpr:
		if !e.notNull(x.Args[0]).ok {
			return e.whyNull(x.Args[0], depth+1)
		}
		return sc.at("NULLIF is NULL where its arguments are equal", x)
	case *tree.CaseExpr:
		return e.whyNullCase(x, depth)
	case *tree.CoalesceExpr:
		return e.whyNullLast("every argument of COALESCE can be null, the last too: ", x.Args, depth)
	case *tree.MinMaxExpr:
		return e.whyNullLast("every argument of GREATEST or LEAST can be null, the last too: ", x.Args, depth)
	case *tree.SubLink:
		return e.whyNullLink(x, depth)
	case *tree.SubscriptingRef:
		if !x.Slice {
			return sc.at("a subscript out of range gives NULL", x)
		}
	case *tree.FieldSelect:
		if f, ok := x.Arg.(*tree.FuncExpr); ok && !f.RetSet {
			if b := e.bodyOf(f.Func, f.Args); b != nil && !b.row && (b.least || !f.Func.Strict) {
				return e.whyNullBody(b, sc.p.fieldIndex(f.Typ, x.Field), depth)
			}
		}
		return "a field of a composite value can always be null"
	}
	if below := e.unproved(x); below != nil {
		return e.whyNull(below, depth+1)
	}
	return noProof
}

// unproved is the first part of an expression that is not proved.
func (e *env) unproved(x tree.Expr) tree.Expr {
	var found tree.Expr
	tree.Children(x, func(n any) {
		if y, ok := n.(tree.Expr); ok && found == nil && !e.notNull(y).ok {
			if _, test := y.(*tree.CaseTestExpr); !test {
				found = y
			}
		}
	})
	return found
}

func (e *env) whyNullLast(words string, args []tree.Expr, depth int) string {
	if len(args) == 0 {
		return noProof
	}
	return words + e.whyNull(args[len(args)-1], depth+1)
}

func (e *env) whyNullVar(varno, attno, depth int) string {
	r := e.scope.entry(varno)
	if r == nil {
		return noProof
	}
	if r.Kind == tree.RTEJoin {
		if attno < 1 || attno > len(r.JoinVars) {
			return noProof
		}
		return e.whyNull(r.JoinVars[attno-1], depth+1)
	}
	for _, x := range e.scope.of(varno).nulling {
		if _, ok := e.st.discharged(x); ok {
			continue
		}
		if _, ok := e.partner(x); !ok && (attno <= 0 || e.scope.column(varno, attno).value.ok) {
			return x.joinName() + " may find no row"
		}
	}
	return e.scope.whyEntry(ofValue, varno, attno, depth)
}

// whyNullMade explains a column of VALUES or of functions in FROM.
func (e *env) whyNullMade(r *tree.RangeTableEntry, i, depth int) string {
	switch r.Kind {
	case tree.RTEValues:
		for _, row := range r.Values {
			if i < len(row) && row[i] != nil && !e.notNull(row[i]).ok {
				return e.whyNull(row[i], depth+1)
			}
		}
	case tree.RTEFunction:
		if len(r.Functions) > 1 {
			return "a shorter function of ROWS FROM is padded with NULL"
		}
		if x, ok := r.Functions[0].Expr.(*tree.FuncExpr); ok && i < r.Functions[0].ColCount {
			if b := e.bodyOf(x.Func, x.Args); b != nil && !b.row && (x.RetSet || b.least || !x.Func.Strict) {
				return e.whyNullBody(b, i, depth)
			}
		}
		if len(r.Functions) == 1 && r.Functions[0].ColCount == 1 && !setReturning(r.Functions[0].Expr) {
			return e.whyNull(r.Functions[0].Expr, depth+1)
		}
		return "what " + r.Name + " returns can be null"
	}
	return noProof
}

func (e *env) whyNullAggregate(x *tree.Aggref, depth int) string {
	name := e.name(x)
	switch {
	case !builtin(x.Func):
		return name + " is not a built-in aggregate"
	case x.Filter != nil:
		return e.scope.at("FILTER may leave "+name+" without rows", x.Filter)
	case !e.groupsHaveRows():
		return e.scope.at(name+" over no rows is NULL, and there is no GROUP BY", x)
	}
	in := *e
	in.upper = false
	for _, t := range x.Args {
		if !t.Junk && !in.notNull(t.Expr).ok {
			return name + " is NULL if all its values are: " + in.whyNull(t.Expr, depth+1)
		}
	}
	return noProof
}

func (e *env) whyNullWindow(x *tree.WindowFunc, depth int) string {
	name := "the window function"
	if x.Func != nil {
		name = x.Func.Name + "()"
	}
	if (name == "lag()" || name == "lead()") && len(x.Args) < 3 {
		return e.scope.at(name+" is NULL at the end of the partition unless it has a default", x)
	}
	for _, a := range x.Args {
		if !e.notNull(a).ok {
			return e.whyNull(a, depth+1)
		}
	}
	return e.scope.at("the window frame of "+name+" may be empty", x)
}

// whyNullCall explains a call: an argument that can be null, or the function itself.
func (e *env) whyNullCall(name string, args []tree.Expr, f *catalog.Proc, depth int) string {
	if b := e.bodyOf(f, args); b != nil && (b.least || !f.Strict) {
		if !b.row && returnsRow(e.scope.p.cat, f.Ret) {
			return e.whyNullBody(b, len(b.columns), depth)
		}
		return e.whyNullBody(b, 0, depth)
	}
	for _, a := range args {
		if a != nil && !e.notNull(a).ok {
			return e.whyNull(a, depth+1)
		}
	}
	switch {
	case f == nil || builtin(f):
		return name + " can return NULL"
	case f.Lang != "" && f.Lang != "sql":
		return name + " is written in " + f.Lang + ", which is not looked into"
	case f.Configured:
		return name + " runs under settings of its own, and is not looked into"
	}
	return name + " can return NULL, as far as its definition tells"
}

// whyNullBody explains a column of what a function in SQL returns; beyond its columns, the row.
func (e *env) whyNullBody(b *body, i, depth int) string {
	name := e.callName(b.function) + ": "
	if i >= 0 && i < len(b.columns) && !b.columns[i].value.ok {
		return name + b.scope.whyAt(ofValue, i, depth+1)
	}
	return name + "the last statement may return no row"
}

func (e *env) whyNullCase(x *tree.CaseExpr, depth int) string {
	in := *e
	in.st = e.st.child()
	if x.Arg != nil {
		in.test = &tested{expr: x.Arg, value: e.notNull(x.Arg)}
	}
	for _, w := range x.Whens {
		if !in.branch(w, e.test).ok {
			return e.scope.at("a branch of CASE can be null: "+e.whyNull(w.Result, depth+1), w.Result)
		}
		in.assume(w.Cond, isFalse|isNull, ground{sc: e.scope, clause: "the failed WHEN", cond: w.Cond})
	}
	if isNullConst(x.Default) {
		return e.scope.at("CASE without ELSE gives NULL if no WHEN holds", x)
	}
	in.test = e.test
	return "ELSE can be null: " + in.whyNull(x.Default, depth+1)
}

func (e *env) whyNullLink(x *tree.SubLink, depth int) string {
	if x.Kind != tree.ExprLink {
		return "a comparison with NULL in a subquery can be NULL"
	}
	in := *e
	in.test, in.link = nil, nil
	sc := e.scope.p.enter(x.Query, &in)
	if cols := sc.output(); len(cols) > 0 && !cols[0].value.ok {
		return sc.whyAt(ofValue, 0, depth+1)
	}
	return e.scope.at("the subquery may find no row", x)
}

// whyMany explains why more rows than one are possible; "" where there is nothing to say.
func (sc *scope) whyMany() string {
	q := sc.q
	switch {
	case q.SetOp != nil:
		return "a set operation"
	case q.HasTargetSRFs:
		return "a set-returning function in the select list"
	case len(q.GroupBy) > 0 || len(q.GroupingSets) > 0:
		return "a row for each group"
	case q.Command == tree.Merge || q.From == nil:
		return ""
	}
	d := sc.determine(nil)
	if d.full {
		return "a FULL JOIN"
	}
	var names []string
	for _, i := range d.leaves {
		if r := sc.entry(i); r != nil && !d.single[i] && (q.Command == tree.Select || q.Command == tree.Insert || i == q.Result) {
			names = append(names, r.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "no condition picks a single row of " + strings.Join(names, ", ")
}
