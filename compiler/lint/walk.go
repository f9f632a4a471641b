package lint

import "github.com/sqlq-dev/sqlq/compiler/tree"

// walker visits a query by its structure: every expression of its level, and each query directly
// below it.
type walker struct {
	expr  func(tree.Expr)
	query func(*tree.Query)
	seen  tree.Visited
	down  func(any) // walk, bound once
}

func (w *walker) queryParts(q *tree.Query) {
	w.seen.Reset()
	w.seen.First(q)
	w.below(q)
}

func (w *walker) walk(n any) {
	switch x := n.(type) {
	case *tree.Var, *tree.Const, *tree.Param:
		w.expr(n.(tree.Expr)) // nothing below: no need to remember
		return
	case *tree.RangeTableEntry:
		if x.Kind == tree.RTECTE || x.Kind == tree.RTEJoin {
			return // the CTE is visited where it is defined, a join's columns where they are
		}
	}
	switch x := n.(type) {
	case *tree.Query:
		if w.seen.First(x) {
			w.query(x)
		}
		return
	case tree.Expr:
		if !w.seen.First(x) {
			return
		}
		w.expr(x)
	}
	w.below(n) // of what is between expressions: they are remembered themselves
}

func (w *walker) below(n any) {
	if w.down == nil {
		w.down = w.walk
	}
	tree.Children(n, w.down)
}
