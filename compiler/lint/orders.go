package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/diag"
)

// orders applies the rules about order to a statement with each of its further orders; all rules
// have seen it with the first.
func (l *linter) orders(sorted []*tree.Query) {
	for i, q := range sorted {
		if q == nil {
			continue
		}
		o := &linter{cat: l.cat, query: l.query, off: l.off, levels: l.levels, top: q, sorting: i + 1}
		o.sortedLevel(q)
		for _, d := range o.list {
			// What does not depend on the order has been said.
			if !slices.ContainsFunc(l.list, func(e *diag.Diagnostic) bool { return e.Code == d.Code && e.At == d.At }) {
				l.list.Add(d)
			}
		}
	}
}

func (l *linter) sortedLevel(q *tree.Query) {
	defer l.enter(q)()
	l.limit(q)
	l.anyDistinct(q)
	l.constantOrder(q)
	w := &walker{query: l.sortedLevel, expr: func(x tree.Expr) {
		if s, ok := x.(*tree.SubLink); ok {
			l.existence(s)
		}
	}}
	w.queryParts(q)
}

// existence marks the subqueries of EXISTS.
func (l *linter) existence(x *tree.SubLink) {
	if x.Kind != tree.ExistsLink {
		return
	}
	if l.exist == nil {
		l.exist = map[*tree.Query]bool{}
	}
	l.exist[x.Query], l.idlePlaces = true, true
}
