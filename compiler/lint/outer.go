package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// undone finds outer joins whose rows without a partner WHERE, or an inner join further on, throws
// away: inner joins by mistake.
func (l *linter) undone(q *tree.Query) {
	if q.From == nil || !hasOuter(q.From) || q.Command == tree.Insert || q.Command == tree.Merge {
		return
	}
	sure := lifted(l.certain(q))
	if sure.From.Where == nil {
		return
	}
	before, after := l.missing(sure, nil), l.missing(sure, sure.From.Where)
	reported := map[tree.Expr]bool{}
	for _, rel := range leaves(q) {
		if !before[rel-1] || after[rel-1] {
			continue
		}
		for _, x := range and(nil, sure.From.Where) {
			if list, _ := vars(q, x); !slices.ContainsFunc(list, func(c column) bool { return c.rel == rel }) {
				continue // a foreign key sees to it that there is a row
			}
			if !l.missing(sure, x)[rel-1] {
				if !reported[x] {
					reported[x] = true
					l.warn(OuterUndone, x.Pos(), "Write JOIN, or move the condition into ON of the outer join.",
						"the condition drops rows without \"%s\": the outer join works as an inner join", q.RangeTable[rel-1].Name)
				}
				break
			}
		}
	}
}

// lifted is a level in which the conditions of inner joins that no outer join is around stand in
// WHERE, where they mean the same.
func lifted(q *tree.Query) *tree.Query {
	c := *q
	c.From = &tree.FromExpr{}
	where := and(nil, q.From.Where)
	var lift func(n tree.JoinNode) tree.JoinNode
	lift = func(n tree.JoinNode) tree.JoinNode {
		j, ok := n.(*tree.JoinExpr)
		if !ok || j.Type == tree.RightJoin || j.Type == tree.FullJoin {
			return n
		}
		out := *j
		out.Left = lift(j.Left)
		if j.Type == tree.InnerJoin {
			out.Right = lift(j.Right)
			where, out.On = and(where, j.On), nil
		}
		return &out
	}
	for _, n := range q.From.List {
		c.From.List = append(c.From.List, lift(n))
	}
	c.From.Where = conjunction(where)
	return &c
}

func hasOuter(n tree.JoinNode) bool {
	switch n := n.(type) {
	case *tree.FromExpr:
		return slices.ContainsFunc(n.List, hasOuter)
	case *tree.JoinExpr:
		return n.Type != tree.InnerJoin || hasOuter(n.Left) || hasOuter(n.Right)
	}
	return false
}

// missing tells for each entry whether an outer join may leave it out under a WHERE condition.
func (l *linter) missing(q *tree.Query, where tree.Expr) []bool {
	bare := over(q, &tree.Const{Node: tree.Node{Typ: catalog.Int4OID, Mod: -1}, Text: "1"})
	bare.From = &tree.FromExpr{List: q.From.List, Where: where}
	absent := nullable.Absent(l.cat, bare)
	for len(absent) < len(q.RangeTable) {
		absent = append(absent, true)
	}
	return absent
}
