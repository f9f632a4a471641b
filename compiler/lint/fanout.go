package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// fanOut finds aggregates over two independent to-many joins: each item of an order is then paired
// with each of its payments, and sums count every row several times.
//
// Two tables are independent if neither's row determines the other's by keys and equalities, and
// to-many if both determine a third table's row, to which they are joined.
func (l *linter) fanOut(q *tree.Query) {
	if !q.HasAggs || q.From == nil || q.SetOp != nil {
		return
	}
	g := newJoinGraph(q)
	for _, x := range aggregates(q) {
		if !countsRows(x) {
			continue
		}
		used, ok := g.used(x)
		if !ok || len(used) == 0 {
			continue
		}
		if b, c := g.pair(used); b != 0 {
			l.warn(FanOut, x.At, "Aggregate one of them in a subquery of its own (LATERAL or a WITH query) and join the result.",
				"%s counts rows of \"%s\" once for each row of \"%s\"", x.Func.Name, q.RangeTable[b-1].Name, q.RangeTable[c-1].Name)
		}
	}
}

// countsRows: duplicates change the aggregate. max, bool_or and their like do not see them, an
// average over equally many copies neither.
func countsRows(x *tree.Aggref) bool {
	if x.Star || x.LevelsUp != 0 || len(x.Distinct) > 0 || x.Func.Namespace != catalog.PgCatalog {
		return false
	}
	switch x.Func.Name {
	case "sum", "count", "array_agg", "string_agg", "json_agg", "jsonb_agg":
		return true
	}
	return false
}

func aggregates(q *tree.Query) []*tree.Aggref {
	var out []*tree.Aggref
	w := &walker{query: func(*tree.Query) {}, expr: func(x tree.Expr) {
		if a, ok := x.(*tree.Aggref); ok {
			out = append(out, a)
		}
	}}
	w.queryParts(q)
	return out
}

// joinGraph knows which columns of one level are equal, and which tables have a condition in
// common that is no equality.
type joinGraph struct {
	q      *tree.Query
	tables []int
	class  map[column]column // union-find: a column's representative
	known  map[column]bool   // equal to a value from outside
	tied   map[[2]int]bool
}

func newJoinGraph(q *tree.Query) *joinGraph {
	g := &joinGraph{q: q, class: map[column]column{}, known: map[column]bool{}, tied: map[[2]int]bool{}}
	for i, r := range q.RangeTable {
		if r.InFrom && table(q, i+1) != nil {
			g.tables = append(g.tables, i+1)
		}
	}
	for _, x := range conjuncts(q) {
		g.add(x)
	}
	return g
}

func (g *joinGraph) add(x tree.Expr) {
	if o, ok := x.(*tree.OpExpr); ok && o.Op != nil && o.Op.Name == "=" && len(o.Args) == 2 {
		a, ok1 := resolve(g.q, o.Args[0])
		b, ok2 := resolve(g.q, o.Args[1])
		switch {
		case ok1 && ok2:
			g.class[g.find(a)] = g.find(b)
			return
		case ok1 && fromOutside(g.q, o.Args[1]):
			g.known[a] = true
			return
		case ok2 && fromOutside(g.q, o.Args[0]):
			g.known[b] = true
			return
		}
	}
	// Whatever else ties two tables together was thought about.
	list, _ := vars(g.q, x)
	for _, a := range list {
		for _, b := range list {
			g.tied[[2]int{a.rel, b.rel}] = true
		}
	}
}

func (g *joinGraph) find(c column) column {
	for {
		up, ok := g.class[c]
		if !ok || up == c {
			return c
		}
		c = up
	}
}

// used lists the tables of an aggregate's arguments.
func (g *joinGraph) used(x *tree.Aggref) ([]int, bool) {
	var out []int
	for _, a := range x.Args {
		list, ok := vars(g.q, a.Expr)
		if !ok {
			return nil, false
		}
		for _, c := range list {
			if !slices.Contains(g.tables, c.rel) {
				return nil, false
			}
			out = append(out, c.rel)
		}
	}
	return out, true
}

// pair returns a table whose rows the aggregate counts and one that multiplies them, or 0, 0.
func (g *joinGraph) pair(used []int) (int, int) {
	for _, b := range used {
		from := g.determined(b)
		if slices.ContainsFunc(used, func(u int) bool { return !from[u] }) {
			continue // a product of both is meant
		}
		for _, c := range g.tables {
			if from[c] || g.tied[[2]int{b, c}] {
				continue
			}
			if other := g.determined(c); !other[b] && g.share(b, c, from, other) {
				return b, c
			}
		}
	}
	return 0, 0
}

// share reports whether a third table's row is determined by both.
func (g *joinGraph) share(b, c int, from, other map[int]bool) bool {
	return slices.ContainsFunc(g.tables, func(a int) bool { return a != b && a != c && from[a] && other[a] })
}

// determined finds the tables of which one row at most belongs to a row of start.
func (g *joinGraph) determined(start int) map[int]bool {
	have := map[int]bool{start: true}
	values := map[column]bool{}
	for c := range g.known {
		values[g.find(c)] = true
	}
	g.learn(start, values)
	for again := true; again; {
		again = false
		for _, t := range g.tables {
			if !have[t] && g.keyed(t, values) {
				have[t], again = true, true
				g.learn(t, values)
			}
		}
	}
	return have
}

// learn adds the values of all columns of a table.
func (g *joinGraph) learn(rel int, values map[column]bool) {
	for _, c := range table(g.q, rel).Columns {
		values[g.find(column{rel, int(c.Num)})] = true
	}
}

// keyed reports whether a unique key of the table has only known values.
func (g *joinGraph) keyed(rel int, values map[column]bool) bool {
	return slices.ContainsFunc(table(g.q, rel).Indexes, func(x *catalog.IndexInfo) bool {
		if !x.Unique || len(x.Keys) == 0 {
			return false
		}
		return !slices.ContainsFunc(x.Keys, func(k catalog.IndexKey) bool {
			return k.Num == 0 || !values[g.find(column{rel, int(k.Num)})]
		})
	})
}
