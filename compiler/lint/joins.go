package lint

import (
	"fmt"
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// joins finds tables of FROM that no condition connects with the others, so that every row is
// paired with every row, though nobody wrote CROSS JOIN. What has one row at most needs none. It reports whether there is such a table.
func (l *linter) joins(q *tree.Query) bool {
	rels := leaves(q)
	if len(rels) < 2 || q.Command == tree.Insert || q.Command == tree.Merge || q.Command != tree.Select && q.From.Where == nil {
		return false
	}
	g := connections(q, rels)
	var first []int // of each connected part, the first entry that reads rows
	for _, rel := range rels {
		if readsRows(q, rel) && !slices.ContainsFunc(first, func(f int) bool { return g.root(f) == g.root(rel) }) {
			first = append(first, rel)
		}
	}
	if len(first) < 2 {
		return false
	}
	single := l.open(q).Single()
	first = slices.DeleteFunc(first, func(f int) bool {
		return !slices.ContainsFunc(rels, func(rel int) bool {
			return g.root(rel) == g.root(f) && readsRows(q, rel) && !single[rel-1]
		})
	})
	if len(first) < 2 {
		return false
	}
	a, b := q.RangeTable[first[0]-1].Name, q.RangeTable[first[1]-1].Name
	l.warn(JoinAll, joinPlace(q, first[1]), "Compare key columns in ON or WHERE, or write CROSS JOIN if every pair is meant.",
		"no condition connects \"%s\" with \"%s\": every row is paired with every row", b, a)
	return true
}

// readsRows: functions and VALUES are often there to be paired with everything.
func readsRows(q *tree.Query, rel int) bool {
	switch q.RangeTable[rel-1].Kind {
	case tree.RTERelation, tree.RTESubquery, tree.RTECTE:
		return true
	}
	return false
}

func connections(q *tree.Query, rels []int) *connection {
	g := &connection{q: q, up: map[int]int{}, value: map[string]int{}}
	for _, x := range optional(q) {
		g.condition(x)
	}
	for _, rel := range rels {
		if r := q.RangeTable[rel-1]; r.Lateral || r.Kind == tree.RTEFunction || r.Kind == tree.RTETableFunc {
			g.connect(append(g.columns(r), rel))
		}
	}
	for _, n := range q.From.List {
		g.cross(n)
	}
	return g
}

// joinPlace is where the condition is missing: at an ON that says true, else at the table.
func joinPlace(q *tree.Query, rel int) source.Pos {
	at := q.RangeTable[rel-1].At
	var find func(n tree.JoinNode)
	find = func(n tree.JoinNode) {
		j, ok := n.(*tree.JoinExpr)
		if !ok {
			return
		}
		find(j.Left)
		find(j.Right)
		if r, ok := j.Right.(*tree.RangeTableRef); ok && r.RTIndex == rel && j.On != nil && j.On.Pos() != source.NoPos {
			at = j.On.Pos()
		}
	}
	for _, n := range q.From.List {
		find(n)
	}
	return at
}

// connection says which entries of a level have a condition in common.
type connection struct {
	q     *tree.Query
	up    map[int]int
	value map[string]int // what stands for a parameter or constant that columns are compared with
}

func (g *connection) root(rel int) int {
	for g.up[rel] != 0 {
		rel = g.up[rel]
	}
	return rel
}

func (g *connection) connect(list []int) {
	for _, rel := range list {
		if a, b := g.root(rel), g.root(list[0]); a != b {
			g.up[a] = b
		}
	}
}

// outside stands for the enclosing levels: entries that a condition ties to the same outer row
// belong together.
const outside = -1

// condition connects what a conjunct mentions, and columns that are compared with one value.
func (g *connection) condition(x tree.Expr) {
	list := g.columns(x)
	g.connect(list)
	o, ok := x.(*tree.OpExpr)
	if !ok || len(list) == 0 {
		return
	}
	for _, a := range o.Args {
		key := ""
		switch v := bareVar(a).(type) {
		case *tree.Param:
			key = fmt.Sprintf("$%d", v.Number)
		case *tree.Const:
			if !v.Null && v.Typ != catalog.BoolOID {
				key = v.Text
			}
		}
		if key == "" {
			continue
		}
		if other, seen := g.value[key]; seen {
			g.connect([]int{other, list[0]})
		}
		g.value[key] = list[0]
	}
}

// columns lists the entries of the level that a node mentions, at whatever depth.
func (g *connection) columns(n any) []int {
	var out []int
	var below func(n any, depth int, parts bool)
	below = func(n any, depth int, parts bool) {
		w := &walker{query: func(q *tree.Query) { below(q, depth+1, true) }}
		w.expr = func(x tree.Expr) {
			v, ok := x.(*tree.Var)
			switch {
			case !ok || v.LevelsUp < depth:
			case v.LevelsUp > depth:
				out = append(out, outside)
			default:
				out = g.leavesOf(v.Varno, v, out)
			}
		}
		if q, is := n.(*tree.Query); is && parts {
			w.queryParts(q)
			return
		}
		tree.Children(n, w.walk)
		if x, is := n.(tree.Expr); is {
			w.expr(x)
		}
	}
	below(n, 0, false)
	return out
}

// leavesOf adds the entry of a column, for a merged column of a join all that it is made of.
func (g *connection) leavesOf(rel int, v *tree.Var, out []int) []int {
	if rel < 1 || rel > len(g.q.RangeTable) {
		return out
	}
	r := g.q.RangeTable[rel-1]
	if r.Kind != tree.RTEJoin {
		return append(out, rel)
	}
	if v.Attno < 1 || v.Attno > len(r.JoinVars) {
		return out
	}
	w := &walker{query: func(*tree.Query) {}}
	w.expr = func(x tree.Expr) {
		if below, ok := x.(*tree.Var); ok && below.LevelsUp == 0 && below.Varno != rel {
			out = g.leavesOf(below.Varno, below, out)
		}
	}
	w.walk(r.JoinVars[v.Attno-1])
	return out
}

// cross connects the sides of a written CROSS JOIN: that is meant.
func (g *connection) cross(n tree.JoinNode) {
	j, ok := n.(*tree.JoinExpr)
	if !ok {
		return
	}
	g.cross(j.Left)
	g.cross(j.Right)
	if j.On == nil {
		both := append(leaves(&tree.Query{From: &tree.FromExpr{List: []tree.JoinNode{j.Left}}}),
			leaves(&tree.Query{From: &tree.FromExpr{List: []tree.JoinNode{j.Right}}})...)
		g.connect([]int{both[0], both[len(both)-1]})
	}
}
