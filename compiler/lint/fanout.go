package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// fanOut finds aggregates over two independent to-many joins: each item of an order is then paired
// with each of its payments, and sums count every row several times.
//
// Two entries are independent if neither's row determines the other's by keys and equalities, and
// to-many if both determine a third one's row, to which they are joined. Views, subqueries and WITH
// queries count where their keys are known.
func (l *linter) fanOut(q *tree.Query) {
	if !q.HasAggs && !q.HasWindows || q.From == nil || q.SetOp != nil || len(leaves(q)) < 3 {
		return
	}
	g := &fan{l: l, q: q, level: l.open(q), leaves: leaves(q), tied: map[[2]int]bool{}, from: map[int][]bool{}}
	for _, x := range conjuncts(q) {
		g.tie(x)
	}
	for _, x := range calls(q) {
		if !countsRows(x) || x.window && (q.HasAggs || len(q.GroupBy) > 0) {
			continue // a window over groups sees each group once
		}
		used, ok := g.used(x)
		if !ok || len(used) == 0 {
			continue
		}
		if b, c := g.pair(used); b != 0 {
			l.warn(FanOut, x.at, "Aggregate one of them in a subquery of its own (LATERAL or a WITH query) and join the result.",
				"%s counts rows of \"%s\" once for each row of \"%s\"", x.fn.Name, q.RangeTable[b-1].Name, q.RangeTable[c-1].Name)
		}
	}
}

// countsRows: duplicates change the aggregate. max, bool_or and their like do not see them, an
// average over equally many copies neither.
func countsRows(x call) bool {
	if x.star || x.distinct || x.fn.Namespace != catalog.PgCatalog {
		return false
	}
	switch x.fn.Name {
	case "sum", "count", "array_agg", "string_agg", "json_agg", "jsonb_agg":
		return true
	}
	return false
}

// call is an aggregate of a level, also one that is used as a window function.
type call struct {
	at             source.Pos
	fn             *catalog.Proc
	args           []tree.Expr
	filter         tree.Expr
	star, distinct bool
	window         bool
}

// callOf takes an aggregate of the level at hand apart; ok is false for other expressions.
func callOf(x tree.Expr) (c call, ok bool) {
	switch x := x.(type) {
	case *tree.Aggref:
		c = call{at: x.At, fn: x.Func, filter: x.Filter, star: x.Star, distinct: len(x.Distinct) > 0}
		for _, a := range x.Args {
			c.args = append(c.args, a.Expr)
		}
		return c, x.LevelsUp == 0
	case *tree.WindowFunc:
		return call{at: x.At, fn: x.Func, args: x.Args, filter: x.Filter, star: x.Star, window: true}, true
	}
	return call{}, false
}

// calls lists the aggregates of a level.
func calls(q *tree.Query) (out []call) {
	w := &walker{query: func(*tree.Query) {}, expr: func(x tree.Expr) {
		if c, ok := callOf(x); ok {
			out = append(out, c)
		}
	}}
	w.queryParts(q)
	return out
}

// fan knows which row of one entry determines which of another, and which entries have a condition
// in common that is no plain equality.
type fan struct {
	l      *linter
	q      *tree.Query
	level  *nullable.Level
	leaves []int
	tied   map[[2]int]bool
	from   map[int][]bool
}

// tie notes conditions other than equality of two columns: whatever else ties two tables together
// was thought about.
func (g *fan) tie(x tree.Expr) {
	if o, ok := x.(*tree.OpExpr); ok && o.Op != nil && o.Op.Name == "=" && len(o.Args) == 2 {
		_, ok1 := bareVar(o.Args[0]).(*tree.Var)
		_, ok2 := bareVar(o.Args[1]).(*tree.Var)
		if ok1 && ok2 {
			return
		}
	}
	list, _ := vars(g.q, x)
	for _, a := range list {
		for _, b := range list {
			g.tied[[2]int{a.rel, b.rel}] = true
		}
	}
}

// used lists the entries of an aggregate's arguments.
func (g *fan) used(x call) ([]int, bool) {
	var out []int
	for _, a := range x.args {
		list, ok := vars(g.q, a)
		if !ok {
			return nil, false
		}
		for _, c := range list {
			if !slices.Contains(g.leaves, c.rel) {
				return nil, false
			}
			out = append(out, c.rel)
		}
	}
	return out, true
}

// pair returns an entry whose rows the aggregate counts and one that multiplies them, or 0, 0.
func (g *fan) pair(used []int) (int, int) {
	for _, b := range used {
		from := g.determined(b)
		if !g.l.knownLeaf(g.q, b, 0) || slices.ContainsFunc(used, func(u int) bool { return !from[u-1] }) {
			continue // a product of both is meant
		}
		for _, c := range g.leaves {
			if from[c-1] || g.tied[[2]int{b, c}] || !g.l.knownLeaf(g.q, c, 0) {
				continue
			}
			if other := g.determined(c); !other[b-1] && g.share(b, c, from, other) {
				return b, c
			}
		}
	}
	return 0, 0
}

// share reports whether a third entry's row is determined by both.
func (g *fan) share(b, c int, from, other []bool) bool {
	return slices.ContainsFunc(g.leaves, func(a int) bool { return a != b && a != c && from[a-1] && other[a-1] })
}

// determined finds the entries of which one row at most belongs to a row of start.
func (g *fan) determined(start int) []bool {
	if g.from[start] == nil {
		g.from[start] = g.level.PerRow(start)
	}
	return g.from[start]
}
