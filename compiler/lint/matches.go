package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// manyMatches finds UPDATE … FROM that assigns from a table of which several rows may match, and MERGE
// that changes a row for each of them, which fails.
func (l *linter) manyMatches(q *tree.Query) {
	if q.Command == tree.Merge {
		l.manyMerged(q)
		return
	}
	if q.Command != tree.Update || q.From == nil || q.From.Where == nil || len(leaves(q)) < 2 {
		return
	}
	var one []bool
	for _, t := range q.Targets {
		list, ok := vars(q, t.Expr)
		if !ok {
			continue
		}
		for _, c := range list {
			if c.rel == q.Result || !l.knownLeaf(q, c.rel, 0) {
				continue
			}
			if one == nil {
				one = l.open(q).PerRow(q.Result)
			}
			if !one[c.rel-1] {
				l.warn(ManyMatches, varPlace(q, t.Expr, c), "Join it by a unique key, or aggregate it in a subquery first.",
					"several rows of \"%s\" may match one row of \"%s\": which one is assigned is arbitrary",
					q.RangeTable[c.rel-1].Name, q.RangeTable[q.Result-1].Name)
				return
			}
		}
	}
}

func (l *linter) manyMerged(q *tree.Query) {
	changes := slices.ContainsFunc(q.Actions, func(a *tree.MergeAction) bool {
		return a.Matched && a.Cond == nil && (a.Command == tree.Update || a.Command == tree.Delete)
	})
	rels := leaves(q)
	if !changes || len(rels) == 0 {
		return
	}
	joined := over(q, &tree.Const{Node: tree.Node{Typ: catalog.Int4OID, Mod: -1}, Text: "1"})
	joined.From = &tree.FromExpr{List: append(slices.Clip(q.From.List), &tree.RangeTableRef{RTIndex: q.Result}), Where: q.From.Where}
	one := l.open(joined).PerRow(q.Result)
	for _, rel := range rels {
		if rel != q.Result && !one[rel-1] && l.knownLeaf(q, rel, 0) {
			l.warn(ManyMatches, q.RangeTable[rel-1].At, "Join it by a unique key, or aggregate it in a subquery first.",
				"several rows of \"%s\" may match one row of \"%s\", and then the statement fails (21000)",
				q.RangeTable[rel-1].Name, q.RangeTable[q.Result-1].Name)
			return
		}
	}
}

// varPlace is where an expression mentions a column.
func varPlace(q *tree.Query, x tree.Expr, c column) source.Pos {
	at := source.NoPos
	w := &walker{query: func(*tree.Query) {}}
	w.expr = func(x tree.Expr) {
		if v, ok := x.(*tree.Var); ok && at == source.NoPos {
			if d, ok := resolve(q, v); ok && d == c {
				at = v.At
			}
		}
	}
	w.walk(x)
	return at
}
