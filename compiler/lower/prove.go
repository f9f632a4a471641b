package lower

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Prove proves what holds of a query whichever of its optional conditions are there. A condition
// in sqlq.opt may be left out, so that nothing follows from its being true; where it is there,
// rows and partners of a join may be missing. Both are what a condition says of which nothing is
// known: that is what stands in its place while the proofs are made. What parameters are for is
// read from the whole query.
func Prove(cat *catalog.Catalog, query *parse.Query, q *tree.Query) nullable.Result {
	return prove(cat, query, q, q, nil)
}

// Explain is Prove with reasons that say where their ground stands; see nullable.Explain.
func Explain(cat *catalog.Catalog, query *parse.Query, q *tree.Query, text nullable.Text) nullable.Result {
	return prove(cat, query, q, q, text)
}

// prove is Prove for a query inside the statement whose optional conditions are to be hidden.
func prove(cat *catalog.Catalog, query *parse.Query, statement, q *tree.Query, text nullable.Text) nullable.Result {
	all := nullable.Explain(cat, q, text)
	var optional []parse.Range
	for _, m := range query.Macros {
		if m.Kind == parse.Opt {
			optional = append(optional, m.Edited)
		}
	}
	if len(optional) == 0 {
		return all
	}
	h := hider{ranges: optional, unknown: len(query.Params) + 1}
	walkQueries(statement, h.query)
	defer h.restore()
	r := nullable.Explain(cat, q, text)
	r.Params = all.Params
	return r
}

// hider puts unknown conditions in the place of those in some ranges of the text.
type hider struct {
	ranges  []parse.Range
	unknown int // number of a parameter that the statement does not have: of it nothing is known
	undo    []func()
}

func (h *hider) restore() {
	for _, f := range slices.Backward(h.undo) {
		f()
	}
}

func (h *hider) query(q *tree.Query) {
	h.condition(&q.Having)
	if q.From != nil {
		h.join(q.From)
	}
	if q.Conflict != nil {
		h.condition(&q.Conflict.Where)
	}
	for _, a := range q.Actions {
		h.condition(&a.Cond)
	}
	eachExpr(q, func(root tree.Expr) {
		walk(root, func(e tree.Expr) {
			switch x := e.(type) {
			case *tree.Aggref:
				h.condition(&x.Filter)
			case *tree.WindowFunc:
				h.condition(&x.Filter)
			}
		})
	})
}

func (h *hider) join(n tree.JoinNode) {
	switch n := n.(type) {
	case *tree.FromExpr:
		for _, c := range n.List {
			h.join(c)
		}
		h.condition(&n.Where)
	case *tree.JoinExpr:
		h.join(n.Left)
		h.join(n.Right)
		h.condition(&n.On)
	}
}

// condition replaces the conjuncts of a condition that lie in one of the ranges.
func (h *hider) condition(at *tree.Expr) {
	list := conjuncts(*at)
	hidden := false
	for i, c := range list {
		if slices.ContainsFunc(h.ranges, func(r parse.Range) bool { return within(c, r) }) {
			list[i], hidden = &tree.Param{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Number: h.unknown}, true
		}
	}
	if !hidden {
		return
	}
	old := *at
	h.undo = append(h.undo, func() { *at = old })
	*at = list[0]
	if len(list) > 1 {
		*at = &tree.BoolExpr{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Op: tree.And, Args: list}
	}
}

// within reports whether an expression stands in the range and nowhere else.
func within(e tree.Expr, r parse.Range) bool {
	in, out := false, false
	walk(e, func(e tree.Expr) {
		if p := e.Pos(); p != source.NoPos && p >= 0 {
			if r.Start <= p && p < r.End {
				in = true
			} else {
				out = true
			}
		}
	})
	return in && !out
}
