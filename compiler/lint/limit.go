package lint

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// limit looks at levels that cut rows off: without an order it is chance which, and with one that
// leaves ties too. Silent where any rows will do: in EXISTS, for rows to be locked, and for those
// that an UPDATE or DELETE takes in portions.
func (l *linter) limit(q *tree.Query) {
	if q.Command != tree.Select || l.exist[q] || len(q.Locks) > 0 || q.HasAggs && len(q.GroupBy) == 0 && len(q.GroupingSets) == 0 {
		return
	}
	limited := q.Limit != nil && !isConst(q.Limit, "") && !isConst(q.Limit, "0")
	if !limited && !skips(q) {
		return
	}
	if len(q.Targets) == 0 {
		return
	}
	level := l.open(q).WithoutLimit()
	switch {
	case level.Rows() != nullable.AnyRows || l.picked(q):
	case len(q.OrderBy) == 0:
		l.noOrder(q, limited)
	case !q.WithTies && !l.keysetGap(q, level):
		l.ties(q, level, limited)
	}
}

// skips reports whether OFFSET leaves rows out. OFFSET 0 is how people keep a subquery from being
// merged into its outer query.
func skips(q *tree.Query) bool {
	return q.Offset != nil && !isConst(q.Offset, "") && !isConst(q.Offset, "0")
}

func (l *linter) noOrder(q *tree.Query, limited bool) {
	if q.SetOp == nil && (constantTargets(q) || ownOrder(q)) {
		return
	}
	if limited {
		l.warn(LimitNoOrder, position(q.Limit), "Add ORDER BY, ending in a unique key.", "LIMIT without ORDER BY returns arbitrary rows")
		return
	}
	l.warn(LimitNoOrder, position(q.Offset), "Add ORDER BY, ending in a unique key.", "OFFSET without ORDER BY skips arbitrary rows")
}

// constantTargets: all rows look the same, so that it does not matter which there are.
func constantTargets(q *tree.Query) bool {
	return !slices.ContainsFunc(q.Targets, func(t *tree.TargetEntry) bool {
		return !isValue(t.Expr)
	})
}

// ownOrder: the rows come from one place that has an order of its own, or are random on purpose.
func ownOrder(q *tree.Query) bool {
	rels := leaves(q)
	if len(rels) != 1 {
		return false
	}
	r := q.RangeTable[rels[0]-1]
	switch r.Kind {
	case tree.RTESubquery:
		return len(r.Subquery.OrderBy) > 0
	case tree.RTECTE:
		return r.CTE != nil && r.CTE.Query != nil && len(r.CTE.Query.OrderBy) > 0
	}
	return r.Kind != tree.RTERelation || r.Sample
}

// ties wants sort keys that tell all rows apart where pages are read, and where columns decide
// which rows there are. A ranking by something computed, and the one latest row, are left alone.
func (l *linter) ties(q *tree.Query, level *nullable.Level, limited bool) {
	if !skips(q) && isConst(q.Limit, "1") || q.SetOp != nil || !l.known(q) {
		return
	}
	keys := sortKeys(q)
	for _, k := range keys {
		_, column := bareVar(k).(*tree.Var)
		if !skips(q) && !column || volatile(k) || numbersRows(k) {
			return
		}
	}
	if tells(q, level, q.OrderBy) {
		return
	}
	last := q.OrderBy[len(q.OrderBy)-1]
	hint := "Add columns that together are unique and not null as last sort keys."
	if key := l.suggested(q, last); key != "" {
		hint = "Add a unique key as last sort key: " + key + "."
	}
	what := "which of the rows with equal sort keys LIMIT leaves is arbitrary"
	if skips(q) {
		what = "rows with equal sort keys may be in two pages or in none"
	}
	l.warn(PartialOrder, position(keys[len(keys)-1], q.Limit, q.Offset), hint, "ORDER BY is not unique: %s", what)
}

// tells reports whether sort keys tell all rows of a level apart. Where NULLs of a unique index are
// not to be seen, a key that can be NULL is given the benefit of the doubt.
func tells(q *tree.Query, level *nullable.Level, keys []*tree.SortGroupClause) bool {
	if level.Tells(keys, true) {
		return true
	}
	plain := len(q.GroupBy) == 0 && len(q.GroupingSets) == 0 && len(q.Distinct) == 0 && q.SetOp == nil &&
		!slices.ContainsFunc(leaves(q), func(rel int) bool { return table(q, rel) == nil })
	return !plain && level.Tells(keys, false)
}

// suggested writes the primary key of the only table of a level as the end of its ORDER BY.
func (l *linter) suggested(q *tree.Query, last *tree.SortGroupClause) string {
	rels := leaves(q)
	if len(rels) != 1 || table(q, rels[0]) == nil || len(q.GroupBy) > 0 || len(q.Distinct) > 0 {
		return ""
	}
	t := table(q, rels[0])
	for _, k := range t.Constraints {
		if k.Kind != catalog.PrimaryKey {
			continue
		}
		var names []string
		for _, n := range k.Columns {
			name := rewrite.Ident(t.ColumnNum(n).Name)
			if last.Desc {
				name += " DESC"
			}
			names = append(names, name)
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// keysetGap finds paging by hand that loses rows: the next page begins behind the last value of a
// sort key that other rows have too, or a row comparison goes one way and the sort keys another.
func (l *linter) keysetGap(q *tree.Query, level *nullable.Level) bool {
	if skips(q) || q.SetOp != nil || q.Limit == nil || isConst(q.Limit, "1") || len(q.GroupBy) > 0 || !l.known(q) {
		return false
	}
	for _, x := range optional(q) {
		switch x := x.(type) {
		case *tree.OpExpr:
			if l.gapAfter(q, level, x) {
				return true
			}
		case *tree.RowCompareExpr:
			if l.gapAfterRow(q, level, x) {
				return true
			}
		}
	}
	return false
}

// gapAfter: "created_at < $1 ORDER BY created_at DESC". A bound from the other side too makes it a
// range that is asked for.
func (l *linter) gapAfter(q *tree.Query, level *nullable.Level, x *tree.OpExpr) bool {
	first := q.OrderBy[0]
	c, ok := resolve(q, sortKeys(q)[0])
	op, ok2 := l.cursor(q, x, c)
	if !ok || !ok2 || op != ">" && !first.Desc || op != "<" && first.Desc || tells(q, level, q.OrderBy[:1]) {
		return false
	}
	for _, y := range optional(q) {
		if o, is := y.(*tree.OpExpr); is && o != x && isComparison(o.Op) && o.Op.Name[0] != op[0] && o.Op.Name != "<>" {
			for _, a := range o.Args {
				if d, ok := resolve(q, a); ok && d == c {
					return false
				}
			}
		}
	}
	l.warn(KeysetGap, x.At, "Compare and sort by a unique key too, as in \"(created_at, id) < (@created_at, @id)\", or use \"-- sqlq: keyset\".",
		"a page that begins behind a value of \"%s\" leaves out other rows with the same value", columnName(q, c))
	return true
}

// cursor takes apart "column < $1" with the column in front.
func (l *linter) cursor(q *tree.Query, x *tree.OpExpr, c column) (op string, ok bool) {
	if x.Op == nil || len(x.Args) != 2 || x.Op.Name != "<" && x.Op.Name != ">" {
		return "", false
	}
	a, okA := resolve(q, x.Args[0])
	b, okB := resolve(q, x.Args[1])
	switch {
	case okA && a == c && isParam(x.Args[1]):
		return x.Op.Name, true
	case okB && b == c && isParam(x.Args[0]):
		return map[string]string{"<": ">", ">": "<"}[x.Op.Name], true
	}
	return "", false
}

// gapAfterRow: "(created_at, id) < ($1, $2)".
func (l *linter) gapAfterRow(q *tree.Query, level *nullable.Level, x *tree.RowCompareExpr) bool {
	keys := sortKeys(q)
	if x.Operator != "<" && x.Operator != ">" || len(x.Left) > len(keys) {
		return false
	}
	for i, a := range x.Left {
		c, ok1 := resolve(q, a)
		k, ok2 := resolve(q, keys[i])
		if !ok1 || !ok2 || c != k || !isParam(x.Right[i]) {
			return false // compares something else than it sorts by: not paging, or not for us to judge
		}
	}
	n := len(x.Left)
	for _, k := range q.OrderBy[:n] {
		if k.Desc != (x.Operator == "<") {
			l.warn(KeysetGap, position(x), "Sort all keys in one direction, or use \"-- sqlq: keyset\", which takes mixed ones.",
				"the row comparison goes one way and the sort keys another: pages lose rows")
			return true
		}
	}
	if tells(q, level, q.OrderBy[:n]) {
		return false
	}
	l.warn(KeysetGap, position(x), "Compare a unique key too, or use \"-- sqlq: keyset\".",
		"a page that begins behind a row leaves out other rows with the same values")
	return true
}

// anyDistinct finds DISTINCT ON whose ORDER BY does not say which row of several is kept.
func (l *linter) anyDistinct(q *tree.Query) {
	if !q.DistinctOn || len(q.OrderBy) > len(q.Distinct) || len(q.Distinct) == 0 || !l.known(q) {
		return
	}
	all := *l.certain(q)
	all.Distinct, all.DistinctOn, all.OrderBy = nil, false, nil
	others := slices.ContainsFunc(q.Targets, func(t *tree.TargetEntry) bool {
		return !t.Junk && !isValue(t.Expr) && !slices.ContainsFunc(q.Distinct, func(k *tree.SortGroupClause) bool { return k.Ref == t.Ref })
	})
	if !others || l.open(&all).WithoutLimit().Tells(q.Distinct, false) {
		return
	}
	l.warn(AnyDistinct, position(byRef(q, q.Distinct[0].Ref)), "Add ORDER BY with the same columns and then those that decide.",
		"which row DISTINCT ON keeps of several is arbitrary")
}
