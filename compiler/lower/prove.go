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
//
// types are those of the parameters. With a text that is not nil, reasons say where their ground stands.
func (v *Values) Prove(query *parse.Query, q *tree.Query, types []catalog.OID, text nullable.Text) nullable.Result {
	given := nullable.Given{Text: text, Value: v.of(query, types)}
	all := nullable.ProveGiven(v.cat, q, given)
	if len(optional(query)) == 0 {
		return all
	}
	given.Value = valued(given.Value, all.Params)
	r := prove(v.cat, query, q, q, given)
	r.Params = all.Params
	return r
}

// given tells about the parameters of a statement that was made of the query's, or of a part of it,
// once the query's own are proved. numbers are theirs in the query by number - 1, nil if they are the same.
func (l *lowering) given(numbers []int) nullable.Given {
	if l.Proofs == nil || l.Values == nil {
		return nullable.Given{}
	}
	value := valued(l.Values.of(l.Query, l.ParamTypes), l.Proofs.Params)
	if numbers == nil {
		return nullable.Given{Value: value}
	}
	return nullable.Given{Value: func(n int) bool { return n >= 1 && n <= len(numbers) && value(numbers[n-1]) }}
}

// valued takes out of the parameters that are values those for which NULL has a meaning somewhere in the
// whole statement: a part of it does not tell.
func valued(value func(int) bool, params []nullable.Proof) func(int) bool {
	return func(n int) bool { return n >= 1 && n <= len(params) && params[n-1].NotNull && value(n) }
}

// prove proves a query inside the statement.
func (l *lowering) prove(q *tree.Query) nullable.Result {
	return prove(l.Types.cat, l.Query, l.Tree, q, l.given(nil))
}

// prove proves a query inside a statement whose optional conditions are hidden meanwhile.
func prove(cat *catalog.Catalog, query *parse.Query, statement, q *tree.Query, given nullable.Given) nullable.Result {
	h := hider{ranges: optional(query), unknown: len(query.Params) + 1}
	if len(h.ranges) > 0 {
		walkQueries(statement, h.query)
		defer h.restore()
	}
	return nullable.ProveGiven(cat, q, given)
}

// optional are the places of the optional conditions.
func optional(query *parse.Query) (out []parse.Range) {
	for _, m := range query.Macros {
		if m.Kind == parse.Opt {
			out = append(out, m.Edited)
		}
	}
	return out
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
