package analyze

import (
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// walkChildren calls fn for the direct sub-expressions of e and sub (unless nil) for the query of a
// sublink, in PostgreSQL's order; it returns true as soon as one of them does.
// Mirrors nodeFuncs.c: expression_tree_walker.
func walkChildren(e tree.Expr, fn func(tree.Expr) bool, sub func(*tree.Query) bool) bool {
	one := func(x tree.Expr) bool { return x != nil && fn(x) }
	all := func(list []tree.Expr) bool {
		for _, x := range list {
			if one(x) {
				return true
			}
		}
		return false
	}
	switch e := e.(type) {
	case nil, *tree.Var, *tree.Const, *tree.Param, *tree.CaseTestExpr, *tree.SQLValueFunction,
		*tree.SetToDefault, *tree.CurrentOfExpr, *tree.SubLinkColumn:
		return false
	case *tree.Aggref:
		return all(e.DirectArgs) || walkTargets(e.Args, fn) || one(e.Filter)
	case *tree.GroupingFunc:
		return all(e.Args)
	case *tree.WindowFunc:
		return all(e.Args) || one(e.Filter)
	case *tree.SubscriptingRef:
		return all(e.Upper) || all(e.Lower) || one(e.Arg) || one(e.Assign)
	case *tree.FuncExpr:
		return all(e.Args)
	case *tree.NamedArgExpr:
		return one(e.Arg)
	case *tree.OpExpr:
		return all(e.Args)
	case *tree.DistinctExpr:
		return all(e.Args)
	case *tree.NullIfExpr:
		return all(e.Args)
	case *tree.ScalarArrayOpExpr:
		return all(e.Args)
	case *tree.BoolExpr:
		return all(e.Args)
	case *tree.SubLink:
		return one(e.Test) || sub != nil && e.Query != nil && sub(e.Query)
	case *tree.FieldSelect:
		return one(e.Arg)
	case *tree.FieldStore:
		return one(e.Arg) || all(e.Values)
	case *tree.RelabelType:
		return one(e.Arg)
	case *tree.CoerceViaIO:
		return one(e.Arg)
	case *tree.ArrayCoerceExpr:
		return one(e.Arg) || one(e.Elem)
	case *tree.ConvertRowtypeExpr:
		return one(e.Arg)
	case *tree.CollateExpr:
		return one(e.Arg)
	case *tree.CaseExpr:
		return walkCase(e, fn)
	case *tree.ArrayExpr:
		return all(e.Elems)
	case *tree.RowExpr:
		return all(e.Args)
	case *tree.RowCompareExpr:
		return all(e.Left) || all(e.Right)
	case *tree.CoalesceExpr:
		return all(e.Args)
	case *tree.MinMaxExpr:
		return all(e.Args)
	case *tree.XMLExpr:
		return all(e.NamedArgs) || all(e.Args)
	case *tree.JSONConstructorExpr:
		return all(e.Args) || one(e.Func) || one(e.Coercion)
	case *tree.JSONValueExpr:
		return one(e.Raw) || one(e.Formatted)
	case *tree.JSONIsPredicate:
		return one(e.Arg)
	case *tree.NullTest:
		return one(e.Arg)
	case *tree.BooleanTest:
		return one(e.Arg)
	case *tree.CoerceToDomain:
		return one(e.Arg)
	}
	return false
}

func walkCase(e *tree.CaseExpr, fn func(tree.Expr) bool) bool {
	if e.Arg != nil && fn(e.Arg) {
		return true
	}
	for _, w := range e.Whens {
		if w.Cond != nil && fn(w.Cond) || w.Result != nil && fn(w.Result) {
			return true
		}
	}
	return e.Default != nil && fn(e.Default)
}

func walkTargets(list []*tree.TargetEntry, fn func(tree.Expr) bool) bool {
	for _, t := range list {
		if t.Expr != nil && fn(t.Expr) {
			return true
		}
	}
	return false
}

// walkExpr calls fn for e and, as long as fn returns false, for all below it; it returns true as
// soon as fn does. It does not enter the queries of sublinks: fn sees the SubLink itself.
func walkExpr(e tree.Expr, fn func(tree.Expr) bool) bool {
	if e == nil {
		return false
	}
	if fn(e) {
		return true
	}
	return walkChildren(e, func(x tree.Expr) bool { return walkExpr(x, fn) }, nil)
}

// walkQueryEntries is walkQuery that also shows each range-table entry before its contents.
func walkQueryEntries(q *tree.Query, fn func(tree.Expr) bool, sub func(*tree.Query) bool, entry func(*tree.RangeTableEntry)) bool {
	if walkTargets(q.Targets, fn) || walkConflict(q.Conflict, fn) || walkActions(q.Actions, fn) || walkTargets(q.Returning, fn) {
		return true
	}
	if q.From != nil && walkJoinTree(q.From, fn) {
		return true
	}
	for _, e := range []tree.Expr{q.Having, q.Offset, q.Limit} {
		if e != nil && fn(e) {
			return true
		}
	}
	for _, w := range q.Windows {
		if w.StartOffset != nil && fn(w.StartOffset) || w.EndOffset != nil && fn(w.EndOffset) {
			return true
		}
	}
	for _, c := range q.CTEs {
		if c.Query != nil && sub != nil && sub(c.Query) {
			return true
		}
	}
	for _, r := range q.RangeTable {
		if entry != nil {
			entry(r)
		}
		if walkEntry(r, fn, sub) {
			return true
		}
	}
	return false
}

func walkConflict(c *tree.OnConflict, fn func(tree.Expr) bool) bool {
	if c == nil {
		return false
	}
	for _, e := range c.Arbiter {
		if e != nil && fn(e) {
			return true
		}
	}
	return c.ArbiterCond != nil && fn(c.ArbiterCond) || walkTargets(c.Set, fn) || c.Where != nil && fn(c.Where)
}

func walkActions(list []*tree.MergeAction, fn func(tree.Expr) bool) bool {
	for _, a := range list {
		if walkTargets(a.Targets, fn) || a.Cond != nil && fn(a.Cond) {
			return true
		}
	}
	return false
}

func walkJoinTree(n tree.JoinNode, fn func(tree.Expr) bool) bool {
	switch n := n.(type) {
	case *tree.FromExpr:
		for _, x := range n.List {
			if walkJoinTree(x, fn) {
				return true
			}
		}
		return n.Where != nil && fn(n.Where)
	case *tree.JoinExpr:
		return walkJoinTree(n.Left, fn) || walkJoinTree(n.Right, fn) || n.On != nil && fn(n.On)
	}
	return false
}

// walkEntry shows what a range-table entry holds (range_table_entry_walker).
func walkEntry(r *tree.RangeTableEntry, fn func(tree.Expr) bool, sub func(*tree.Query) bool) bool {
	all := func(list []tree.Expr) bool {
		for _, e := range list {
			if e != nil && fn(e) {
				return true
			}
		}
		return false
	}
	switch r.Kind {
	case tree.RTESubquery:
		return r.Subquery != nil && sub != nil && sub(r.Subquery)
	case tree.RTEJoin:
		return all(r.JoinVars)
	case tree.RTEFunction:
		for _, f := range r.Functions {
			if f.Expr != nil && fn(f.Expr) {
				return true
			}
		}
	case tree.RTETableFunc:
		if t := r.TableFunc; t != nil {
			return all(t.Namespaces) || all([]tree.Expr{t.Doc, t.Row}) || all(t.ColExprs) || all(t.ColDefs)
		}
	case tree.RTEValues:
		for _, row := range r.Values {
			if all(row) {
				return true
			}
		}
	}
	return false
}

// verdict is what a levelVisitor says about going on.
type verdict byte

const (
	descend verdict = iota // look below this node
	prune                  // not below it, but go on
	stop                   // found
)

// levelVisitor visits expressions through all sub-queries. up counts the query levels between the
// start and the node, so that a reference with LevelsUp == up belongs to the start's level.
type levelVisitor struct {
	expr  func(e tree.Expr, up int) verdict
	entry func(r *tree.RangeTableEntry, up int) // may be nil
}

// visit walks e, which stands up levels below the start; true if stopped.
func (v *levelVisitor) visit(e tree.Expr, up int) bool {
	if e == nil {
		return false
	}
	switch v.expr(e, up) {
	case stop:
		return true
	case prune:
		return false
	}
	return walkChildren(e,
		func(x tree.Expr) bool { return v.visit(x, up) },
		func(q *tree.Query) bool { return v.query(q, up+1) })
}

// query walks the contents of q, which stand up levels below the start; true if stopped.
func (v *levelVisitor) query(q *tree.Query, up int) bool {
	var entry func(*tree.RangeTableEntry)
	if v.entry != nil {
		entry = func(r *tree.RangeTableEntry) { v.entry(r, up) }
	}
	return walkQueryEntries(q,
		func(x tree.Expr) bool { return v.visit(x, up) },
		func(s *tree.Query) bool { return v.query(s, up+1) },
		entry)
}

// containVarsOfLevel reports whether e holds a column of the query level levels out.
// Mirrors var.c: contain_vars_of_level.
func containVarsOfLevel(e tree.Expr, level int) bool {
	v := levelVisitor{expr: func(e tree.Expr, up int) verdict {
		switch e := e.(type) {
		case *tree.Var:
			return found(e.LevelsUp == level+up)
		case *tree.CurrentOfExpr:
			return found(level+up == 0)
		}
		return descend
	}}
	return v.visit(e, 0)
}

func found(yes bool) verdict {
	if yes {
		return stop
	}
	return descend
}

// locateVarOfLevel returns the position of the first such column that has one, or NoPos.
// Mirrors var.c: locate_var_of_level.
func locateVarOfLevel(e tree.Expr, level int) source.Pos {
	at := source.NoPos
	v := levelVisitor{expr: func(e tree.Expr, up int) verdict {
		x, ok := e.(*tree.Var)
		if ok && x.LevelsUp == level+up && x.At >= 0 {
			at = x.At
			return stop
		}
		return descend
	}}
	v.visit(e, 0)
	return at
}

// aggLevel returns the query level that an aggregate or GROUPING belongs to.
func aggLevel(e tree.Expr) (level int, ok bool) {
	switch e := e.(type) {
	case *tree.Aggref:
		return e.LevelsUp, true
	case *tree.GroupingFunc:
		return e.LevelsUp, true
	}
	return 0, false
}

// containAggsOfLevel reports whether e holds an aggregate of the query level levels out.
// Mirrors rewriteManip.c: contain_aggs_of_level.
func containAggsOfLevel(e tree.Expr, level int) bool {
	v := levelVisitor{expr: func(e tree.Expr, up int) verdict {
		l, ok := aggLevel(e)
		return found(ok && l == level+up)
	}}
	return v.visit(e, 0)
}

// aggLocator returns a visitor that stores the position of the first aggregate of a level in at.
func aggLocator(level int, at *source.Pos) *levelVisitor {
	return &levelVisitor{expr: func(e tree.Expr, up int) verdict {
		l, ok := aggLevel(e)
		if ok && l == level+up && e.Pos() >= 0 {
			*at = e.Pos()
			return stop
		}
		return descend
	}}
}

// locateAggOfLevel returns the position of the first aggregate of a level, or NoPos.
// Mirrors rewriteManip.c: locate_agg_of_level.
func locateAggOfLevel(e tree.Expr, level int) source.Pos {
	at := source.NoPos
	aggLocator(level, &at).visit(e, 0)
	return at
}

// containWindowFunction reports whether e holds a window function of its own query level.
// Mirrors rewriteManip.c: contain_windowfuncs.
func containWindowFunction(e tree.Expr) bool {
	return walkExpr(e, func(e tree.Expr) bool {
		_, ok := e.(*tree.WindowFunc)
		return ok
	})
}

// locateWindowFunction returns the position of the first window function, or NoPos.
// Mirrors rewriteManip.c: locate_windowfunc.
func locateWindowFunction(e tree.Expr) source.Pos {
	at := source.NoPos
	walkExpr(e, func(e tree.Expr) bool {
		w, ok := e.(*tree.WindowFunc)
		if ok && w.At >= 0 {
			at = w.At
			return true
		}
		return false
	})
	return at
}
