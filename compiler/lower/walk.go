package lower

import "github.com/sqlq-dev/sqlq/compiler/tree"

// walkQueries calls f for q and each query inside it, outermost first.
func walkQueries(q *tree.Query, f func(*tree.Query)) {
	walkLevels(q, 0, func(q *tree.Query, _ int) { f(q) })
}

// walkLevels is walkQueries that also tells how many levels of queries are around each, those
// around q being depth.
func walkLevels(q *tree.Query, depth int, f func(q *tree.Query, depth int)) {
	if q == nil {
		return
	}
	f(q, depth)
	for _, c := range q.CTEs {
		walkLevels(c.Query, depth+1, f)
	}
	for _, rte := range q.RangeTable {
		walkLevels(rte.Subquery, depth+1, f)
	}
	eachExpr(q, func(e tree.Expr) {
		walk(e, func(e tree.Expr) {
			if s, ok := e.(*tree.SubLink); ok {
				walkLevels(s.Query, depth+1, f)
			}
		})
	})
}

// eachExpr calls f for the roots of all expressions of one query level.
func eachExpr(q *tree.Query, f func(tree.Expr)) {
	call := func(es ...tree.Expr) {
		for _, e := range es {
			if e != nil {
				f(e)
			}
		}
	}
	for _, list := range [][]*tree.TargetEntry{q.Targets, q.Returning} {
		for _, t := range list {
			call(t.Expr)
		}
	}
	if q.From != nil {
		eachJoin(q.From, f)
	}
	call(q.Having, q.Offset, q.Limit)
	for _, w := range q.Windows {
		call(w.StartOffset, w.EndOffset)
	}
	for _, rte := range q.RangeTable {
		for _, fn := range rte.Functions {
			call(fn.Expr)
		}
		for _, row := range rte.Values {
			call(row...)
		}
		if t := rte.TableFunc; t != nil {
			call(t.Doc, t.Row)
			call(t.ColExprs...)
			call(t.ColDefs...)
		}
	}
	if c := q.Conflict; c != nil {
		call(c.Arbiter...)
		call(c.ArbiterCond, c.Where)
		for _, t := range c.Set {
			call(t.Expr)
		}
	}
	for _, a := range q.Actions {
		call(a.Cond)
		for _, t := range a.Targets {
			call(t.Expr)
		}
	}
	if q.Call != nil {
		f(q.Call)
	}
}

func eachJoin(n tree.JoinNode, f func(tree.Expr)) {
	switch n := n.(type) {
	case *tree.FromExpr:
		for _, c := range n.List {
			eachJoin(c, f)
		}
		if n.Where != nil {
			f(n.Where)
		}
	case *tree.JoinExpr:
		eachJoin(n.Left, f)
		eachJoin(n.Right, f)
		if n.On != nil {
			f(n.On)
		}
	}
}

// walk calls f for e and each expression below it, subqueries left out.
func walk(e tree.Expr, f func(tree.Expr)) {
	if e == nil {
		return
	}
	f(e)
	for _, c := range children(e) {
		walk(c, f)
	}
}

// children returns the direct parts of an expression; subqueries are not entered.
func children(e tree.Expr) []tree.Expr {
	switch x := e.(type) {
	case *tree.Aggref:
		out := append([]tree.Expr{x.Filter}, x.DirectArgs...)
		for _, t := range x.Args {
			out = append(out, t.Expr)
		}
		return out
	case *tree.GroupingFunc:
		return x.Args
	case *tree.WindowFunc:
		return append([]tree.Expr{x.Filter}, x.Args...)
	case *tree.SubscriptingRef:
		return append(append([]tree.Expr{x.Arg, x.Assign}, x.Upper...), x.Lower...)
	case *tree.FuncExpr:
		return x.Args
	case *tree.NamedArgExpr:
		return []tree.Expr{x.Arg}
	case *tree.OpExpr:
		return x.Args
	case *tree.DistinctExpr:
		return x.Args
	case *tree.NullIfExpr:
		return x.Args
	case *tree.ScalarArrayOpExpr:
		return x.Args
	case *tree.BoolExpr:
		return x.Args
	case *tree.SubLink:
		return []tree.Expr{x.Test}
	case *tree.FieldSelect:
		return []tree.Expr{x.Arg}
	case *tree.FieldStore:
		return append([]tree.Expr{x.Arg}, x.Values...)
	case *tree.RelabelType:
		return []tree.Expr{x.Arg}
	case *tree.CoerceViaIO:
		return []tree.Expr{x.Arg}
	case *tree.ArrayCoerceExpr:
		return []tree.Expr{x.Arg}
	case *tree.ConvertRowtypeExpr:
		return []tree.Expr{x.Arg}
	case *tree.CollateExpr:
		return []tree.Expr{x.Arg}
	case *tree.CaseExpr:
		out := []tree.Expr{x.Arg, x.Default}
		for _, w := range x.Whens {
			out = append(out, w.Cond, w.Result)
		}
		return out
	case *tree.ArrayExpr:
		return x.Elems
	case *tree.RowExpr:
		return x.Args
	case *tree.RowCompareExpr:
		return append(append([]tree.Expr{}, x.Left...), x.Right...)
	case *tree.CoalesceExpr:
		return x.Args
	case *tree.MinMaxExpr:
		return x.Args
	case *tree.XMLExpr:
		return append(append([]tree.Expr{}, x.NamedArgs...), x.Args...)
	case *tree.JSONConstructorExpr:
		return append([]tree.Expr{x.Func, x.Coercion}, x.Args...)
	case *tree.JSONValueExpr:
		return []tree.Expr{x.Raw, x.Formatted}
	case *tree.JSONIsPredicate:
		return []tree.Expr{x.Arg}
	case *tree.NullTest:
		return []tree.Expr{x.Arg}
	case *tree.BooleanTest:
		return []tree.Expr{x.Arg}
	case *tree.CoerceToDomain:
		return []tree.Expr{x.Arg}
	}
	return nil
}
