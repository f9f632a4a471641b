package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file analyses GROUP BY with grouping sets.

// groupItem is an element of GROUP BY after flattening: an expression, a parenthesised list of
// expressions, or a grouping set with elements.
type groupItem struct {
	expr  *pg.Node
	list  []groupItem
	set   *pg.GroupingSet
	items []groupItem // of set
}

func (g *groupItem) isList() bool { return g.expr == nil && g.set == nil }

func (g *groupItem) location() source.Pos {
	switch {
	case g.expr != nil:
		return nodeLocation(g.expr)
	case g.set != nil:
		return source.Pos(g.set.Location)
	}
	for i := range g.list {
		if at := g.list[i].location(); at >= 0 {
			return at
		}
	}
	return source.NoPos
}

// flattenGroupingSets dissolves parentheses and GROUPING SETS directly inside GROUPING SETS, as
// the standard says. ok is false for an empty set at top level, which the caller supplies if
// nothing else is left. Mirrors parse_clause.c: flatten_grouping_sets.
func flattenGroupingSets(n *pg.Node, top bool) (item groupItem, ok bool) {
	if row := n.GetRowExpr(); row != nil && row.RowFormat == pg.CoercionForm_COERCE_IMPLICIT_CAST {
		return groupItem{list: flattenList(row.Args)}, true
	}
	if list := n.GetList(); list != nil {
		return groupItem{list: flattenList(list.Items)}, true
	}
	set := n.GetGroupingSet()
	if set == nil {
		return groupItem{expr: n}, true
	}
	if top && set.Kind == pg.GroupingSetKind_GROUPING_SET_EMPTY {
		return groupItem{}, false
	}
	var content []groupItem
	for _, c := range set.Content {
		inner, _ := flattenGroupingSets(c, false)
		if s := c.GetGroupingSet(); s != nil && s.Kind == pg.GroupingSetKind_GROUPING_SET_SETS {
			content = append(content, inner.list...)
			continue
		}
		content = append(content, inner)
	}
	if top || set.Kind != pg.GroupingSetKind_GROUPING_SET_SETS {
		return groupItem{set: set, items: content}, true
	}
	return groupItem{list: content}, true
}

func flattenList(nodes []*pg.Node) []groupItem {
	var out []groupItem
	for _, n := range nodes {
		item, _ := flattenGroupingSets(n, false)
		if item.isList() {
			out = append(out, item.list...)
			continue
		}
		out = append(out, item)
	}
	return out
}

// groupClause is the state of one GROUP BY or PARTITION BY.
type groupClause struct {
	p        *pstate
	flat     []*tree.SortGroupClause
	tlist    *[]*tree.TargetEntry
	sort     []*tree.SortGroupClause
	kind     exprKind
	useSQL99 bool
}

// transformGroupClause analyses GROUP BY (SQL92 reading) or PARTITION BY (SQL99): the flat list of
// all columns, and the grouping sets if there are any. Operators are taken from sort where the
// same expression stands there. Mirrors parse_clause.c: transformGroupClause.
func (p *pstate) transformGroupClause(list []*pg.Node, tlist *[]*tree.TargetEntry, sort []*tree.SortGroupClause, kind exprKind, useSQL99 bool) ([]*tree.SortGroupClause, []*tree.GroupingSet) {
	if len(list) == 0 {
		return nil, nil
	}
	g := &groupClause{p: p, tlist: tlist, sort: sort, kind: kind, useSQL99: useSQL99}
	var items []groupItem
	hasSets := false
	for _, n := range list {
		hasSets = hasSets || n.GetGroupingSet() != nil
		item, ok := flattenGroupingSets(n, true)
		switch {
		case !ok:
		case item.isList():
			items = append(items, item.list...)
		default:
			items = append(items, item)
		}
	}
	var sets []*tree.GroupingSet
	if len(items) == 0 && hasSets {
		return nil, []*tree.GroupingSet{{Kind: tree.GroupEmpty, At: listLocation(list)}}
	}
	seen := map[int]bool{}
	for i := range items {
		item := &items[i]
		if item.set != nil {
			sets = append(sets, g.set(item))
			continue
		}
		ref := g.expr(item.expr, seen, true)
		if ref == 0 {
			continue
		}
		seen[ref] = true
		if hasSets {
			sets = append(sets, &tree.GroupingSet{Kind: tree.GroupSimple, Refs: []int{ref}, At: nodeLocation(item.expr)})
		}
	}
	return g.flat, sets
}

// set analyses ROLLUP, CUBE, GROUPING SETS or ().
func (g *groupClause) set(item *groupItem) *tree.GroupingSet {
	out := &tree.GroupingSet{Kind: groupingSetKind(item.set.Kind), At: source.Pos(item.set.Location)}
	for i := range item.items {
		c := &item.items[i]
		switch {
		case c.set != nil:
			out.Sets = append(out.Sets, g.set(c))
		case c.expr != nil:
			ref := g.expr(c.expr, nil, false)
			out.Sets = append(out.Sets, &tree.GroupingSet{Kind: tree.GroupSimple, Refs: []int{ref}, At: c.location()})
		default:
			out.Sets = append(out.Sets, &tree.GroupingSet{Kind: tree.GroupSimple, Refs: g.list(c.list), At: c.location()})
		}
	}
	if out.Kind == tree.GroupCube && len(out.Sets) > 12 {
		failf(sqlstate.TooManyColumns, out.At, "CUBE is limited to 12 elements")
	}
	return out
}

func groupingSetKind(k pg.GroupingSetKind) tree.GroupingSetKind {
	switch k {
	case pg.GroupingSetKind_GROUPING_SET_ROLLUP:
		return tree.GroupRollup
	case pg.GroupingSetKind_GROUPING_SET_CUBE:
		return tree.GroupCube
	case pg.GroupingSetKind_GROUPING_SET_SETS:
		return tree.GroupSets
	}
	return tree.GroupEmpty
}

// list analyses (a, b, …) inside a grouping set.
func (g *groupClause) list(items []groupItem) []int {
	seen := map[int]bool{}
	var refs []int
	for i := range items {
		if ref := g.expr(items[i].expr, seen, false); ref > 0 {
			seen[ref] = true
			refs = append(refs, ref)
		}
	}
	return refs
}

// expr analyses one expression and returns its reference number, 0 if it repeats one of seen.
// Mirrors parse_clause.c: transformGroupClauseExpr.
func (g *groupClause) expr(n *pg.Node, seen map[int]bool, top bool) int {
	p := g.p
	var t *tree.TargetEntry
	if g.useSQL99 {
		t = p.findTargetlistEntrySQL99(n, g.tlist, g.kind)
	} else {
		t = p.findTargetlistEntrySQL92(n, g.tlist, g.kind)
	}
	if t.Ref > 0 {
		if seen[t.Ref] {
			return 0
		}
		if p.targetIsInSortList(t, 0, g.flat) {
			return t.Ref
		}
		for _, s := range g.sort {
			if s.Ref != t.Ref {
				continue
			}
			c := *s
			// Rows added by grouping sets have NULLs that sort last.
			c.NullsFirst = c.NullsFirst && top
			g.flat = append(g.flat, &c)
			return t.Ref
		}
	}
	g.flat = p.addTargetToGroupList(t, g.flat, *g.tlist, nodeLocation(n))
	return t.Ref
}
