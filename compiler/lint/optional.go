package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// This file hides conditions in sqlq.opt from the proofs that rules make: callers may leave them out.

// certain is a level in which nothing is known of optional conditions, nor in its subqueries and WITH
// queries: what is proved of it holds whatever the caller switches off. It is a copy, since the rules
// themselves look at optional conditions too.
func (l *linter) certain(q *tree.Query) *tree.Query {
	if l.hider == nil {
		l.hider = &hider{ranges: l.optionalRanges(), unknown: len(l.query.Params) + 1, copies: map[any]any{}}
	}
	if len(l.hider.ranges) == 0 {
		return q
	}
	return l.hider.query(q)
}

// optionalRanges are the places of optional conditions in the statement with the order at hand.
func (l *linter) optionalRanges() []parse.Range {
	var opts []parse.Range
	shift := source.Pos(0)
	for _, m := range l.query.Macros {
		switch m.Kind {
		case parse.OrderBy:
			shift += source.Pos(len(l.query.Orders[l.sorting].List)) - (m.Edited.End - m.Edited.Start)
		case parse.Opt:
			opts = append(opts, parse.Range{Start: m.Edited.Start + shift, End: m.Edited.End + shift})
		}
	}
	return opts
}

// hider copies queries with an unknown condition in the place of each optional one. To leave them out
// would prove too much: of NOT EXISTS, and of partners that an outer join finds.
type hider struct {
	ranges  []parse.Range
	unknown int         // number of a parameter that the statement does not have
	copies  map[any]any // of queries and WITH queries
}

func (h *hider) query(q *tree.Query) *tree.Query {
	if c, ok := h.copies[q].(*tree.Query); ok || q == nil {
		return c
	}
	h.copies[q] = q // against cycles: a recursive WITH query reads itself
	c := *q
	if q.From != nil {
		c.From = &tree.FromExpr{Where: h.condition(q.From.Where)}
		for _, n := range q.From.List {
			c.From.List = append(c.From.List, h.join(n))
		}
	}
	c.Having = h.condition(q.Having)
	c.RangeTable = nil
	for _, r := range q.RangeTable {
		c.RangeTable = append(c.RangeTable, h.entry(r))
	}
	h.copies[q], h.copies[&c] = &c, &c
	return &c
}

func (h *hider) entry(r *tree.RangeTableEntry) *tree.RangeTableEntry {
	switch {
	case r.Kind == tree.RTESubquery && r.Subquery != nil:
		c := *r
		c.Subquery = h.query(r.Subquery)
		return &c
	case r.Kind == tree.RTECTE && r.CTE != nil && !r.CTE.Recursive && r.CTE.Query != nil:
		c := *r
		cte, ok := h.copies[r.CTE].(*tree.CommonTableExpr)
		if !ok {
			copied := *r.CTE
			copied.Query = h.query(r.CTE.Query)
			cte = &copied
			h.copies[r.CTE] = cte // one for all references: it is proved once
		}
		c.CTE = cte
		return &c
	}
	return r
}

func (h *hider) join(n tree.JoinNode) tree.JoinNode {
	j, ok := n.(*tree.JoinExpr)
	if !ok {
		return n
	}
	c := *j
	c.Left, c.Right, c.On = h.join(j.Left), h.join(j.Right), h.condition(j.On)
	return &c
}

// condition hides the optional conjuncts of a condition, and those in its subqueries.
func (h *hider) condition(x tree.Expr) tree.Expr {
	if x == nil {
		return nil
	}
	list := and(nil, x)
	for i, a := range list {
		if h.within(a) {
			list[i] = &tree.Param{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Number: h.unknown}
		} else {
			list[i] = h.below(a)
		}
	}
	return conjunction(list)
}

// below copies an expression if there are subqueries in it.
func (h *hider) below(x tree.Expr) tree.Expr {
	found := false
	w := &walker{expr: func(tree.Expr) {}, query: func(*tree.Query) { found = true }}
	w.walk(x)
	if !found {
		return x
	}
	out := tree.Mutate(x, h.below)
	if s, ok := out.(*tree.SubLink); ok {
		s.Query = h.query(s.Query)
	}
	return out
}

// within reports whether any part of an expression stands in one of the ranges.
func (h *hider) within(x tree.Expr) bool {
	return anyPart(x, func(x tree.Expr) bool {
		at := x.Pos()
		return slices.ContainsFunc(h.ranges, func(r parse.Range) bool { return r.Start <= at && at < r.End })
	})
}
