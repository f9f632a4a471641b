package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// This file follows a column that was not proved down to where it comes from, for those who ask why.
// What is said of the expression found there is in whynull.go and whyelems.go.

// question is what is asked of a column: why it can be NULL, or why an element of its arrays can.
type question byte

const (
	ofValue question = iota
	ofElements
)

// The answers where there is no good one.
const (
	noProof     = "nothing proves that it is not"
	noElemProof = "nothing proves that none of them is"
)

// deepestReason bounds how far a reason is followed, in steps.
const deepestReason = 20

func (q question) open() string {
	if q == ofElements {
		return noElemProof
	}
	return noProof
}

func (q question) proved(c column) bool {
	if q == ofElements {
		return c.elems.ok
	}
	return c.value.ok
}

func (e *env) why(q question, x tree.Expr, depth int) string {
	if q == ofElements {
		return e.whyElems(x, depth)
	}
	return e.whyNull(x, depth)
}

// whyAt explains the output column at an index that was not proved.
func (sc *scope) whyAt(q question, i, depth int) string {
	cols := sc.q.Columns()
	switch {
	case depth > deepestReason || i >= len(cols):
		return q.open()
	case sc.q.SetOp != nil:
		return sc.whySet(q, sc.q.SetOp, i, depth)
	}
	return sc.resultEnv().why(q, cols[i].Expr, depth+1)
}

func (sc *scope) whySet(q question, n tree.SetNode, i, depth int) string {
	switch n := n.(type) {
	case *tree.RangeTableRef:
		return sc.whyEntry(q, n.RTIndex, i+1, depth+1)
	case *tree.SetOperation:
		for _, side := range []tree.SetNode{n.Left, n.Right} {
			if cols := sc.setColumns(side); i < len(cols) && !q.proved(cols[i]) {
				return sc.whySet(q, side, i, depth+1)
			}
		}
	}
	return q.open()
}

// whyEntry explains a column that was not proved in the entry's own row.
func (sc *scope) whyEntry(q question, varno, attno, depth int) string {
	r := sc.entry(varno)
	i := columnIndex(r, attno)
	if i < 0 {
		return q.open()
	}
	e := env{scope: sc, st: sc.base.child()}
	e.present(sc, varno, because(""))
	switch r.Kind {
	case tree.RTERelation:
		return sc.whyStored(q, r, i, depth)
	case tree.RTESubquery:
		if r.Subquery != nil {
			return sc.p.enter(r.Subquery, &e).whyAt(q, attno-1, depth+1)
		}
	case tree.RTECTE:
		if def := sc.definer(r.CTELevel); r.CTE != nil && r.CTE.Query != nil && def != nil && !r.SelfRef && !r.CTE.Recursive {
			return sc.p.enter(r.CTE.Query, &env{scope: def, st: def.base}).whyAt(q, attno-1, depth+1)
		}
		if q == ofValue {
			return "the recursive query " + r.Name + " makes NULL of it, or passes on one"
		}
	case tree.RTEFunction, tree.RTEValues:
		if q == ofValue {
			return e.whyNullMade(r, i, depth)
		}
		if r.Kind == tree.RTEFunction {
			return "what " + r.Name + " returns can hold NULL"
		}
	}
	return q.open()
}

func (sc *scope) whyStored(question question, r *tree.RangeTableEntry, i, depth int) string {
	rel := sc.p.relation(r.Relation)
	c := rel.ColumnNum(r.Columns[i].Num)
	if c == nil {
		return question.open()
	}
	if q, ok := rel.Query.(*tree.Query); ok && (rel.Kind == catalog.View || rel.Kind == catalog.MatView) {
		for n, rc := range rel.Columns {
			if rc == c {
				return "in view " + rel.Name + ", " + sc.p.enterView(rel, q).whyAt(question, n, depth+1)
			}
		}
	}
	switch {
	case question == ofElements:
		return sc.defined("nothing keeps NULL out of the arrays in "+rel.Name+"."+c.Name, c.At)
	case c.NotNull:
		return "a table that inherits from " + rel.Name + " may have NULL in " + c.Name
	}
	return sc.defined(rel.Name+"."+c.Name+" may be NULL", c.At)
}
