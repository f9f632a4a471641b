package nullable

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// Level answers questions of functional dependency about one query level: which rows belong to
// which by equalities and unique keys. It is for those who want to know more than Prove says.
type Level struct {
	p     *prover
	outer *env
	q     *tree.Query
	sc    *scope // of q; see enter
}

// enter prepares the level once: what is asked of it changes nothing.
func (l *Level) enter() *scope {
	if l.sc == nil {
		l.sc = l.p.enter(l.q, l.outer)
	}
	return l.sc
}

// WithoutLimit is the level without its LIMIT and OFFSET, its sort keys being columns that it
// returns.
func (l *Level) WithoutLimit() *Level {
	q := *l.q
	q.Limit, q.Offset = nil, nil
	q.Targets = make([]*tree.TargetEntry, len(l.q.Targets))
	for i, t := range l.q.Targets {
		c := *t
		c.Junk = false
		q.Targets[i] = &c
	}
	return &Level{p: l.p, outer: l.outer, q: &q}
}

// Open prepares a level. outer are the levels around it, outermost first: their WITH queries may
// be meant, and their columns have one value each.
func Open(cat *catalog.Catalog, q *tree.Query, outer ...*tree.Query) *Level {
	outermost := append(outer[:len(outer):len(outer)], q)[0]
	l := &Level{q: q, p: newProver(cat, outermost)}
	for _, o := range outer {
		sc := l.p.enter(o, l.outer)
		l.outer = &env{scope: sc, st: sc.base}
	}
	return l
}

// Rows bounds the rows of the level for one row of the levels around it.
func (l *Level) Rows() Rows {
	b := l.enter().bounds(nil)
	switch {
	case b.most && b.least:
		return ExactlyOne
	case b.most:
		return AtMostOne
	}
	return AnyRows
}

// Single tells for each range-table entry whether at most one of its rows takes part.
func (l *Level) Single() []bool {
	return l.enter().determine(nil).list()
}

// PerRow tells for each range-table entry whether at most one of its rows belongs to a row of the
// entry start, which is there: an outer join on whose nullable side it stands found its partner.
func (l *Level) PerRow(start int) []bool {
	d := l.enter().determine(nil)
	d.release(start)
	d.single[start] = true
	for d.step() {
	}
	return d.list()
}

// release takes an entry to be there: then the conditions of the outer joins that could leave it
// out hold, and, equality being strict, what they compare is there as well.
func (d *determined) release(start int) {
	there := map[int]bool{start: true}
	for changed := true; changed; {
		changed = false
		for i := range d.rules {
			r := &d.rules[i]
			for e := range r.within {
				if there[e] {
					r.within = nil
					break
				}
			}
			if r.within != nil {
				continue
			}
			other, _ := d.sc.p.stripped(r.x).(*tree.Var)
			for _, v := range []*tree.Var{r.v, other} {
				if v != nil && v.LevelsUp == 0 && !there[v.Varno] {
					there[v.Varno], changed = true, true
				}
			}
		}
	}
}

func (d *determined) list() []bool {
	out := make([]bool, len(d.sc.q.RangeTable))
	for _, i := range d.leaves {
		out[i-1] = d.single[i]
	}
	return out
}

// Tells reports whether no two rows of the level agree in all keys of a list, of which those that
// are not among its columns do not count. With strict set neither does a key that can be NULL: a
// unique index allows many NULLs.
func (l *Level) Tells(keys []*tree.SortGroupClause, strict bool) bool {
	sc := l.enter()
	columns := sc.output()
	fixed := map[int]bool{}
	for i, t := range l.q.Columns() {
		if strict && (i >= len(columns) || !columns[i].value.ok) {
			continue
		}
		if slices.ContainsFunc(keys, func(k *tree.SortGroupClause) bool { return t.Ref != 0 && t.Ref == k.Ref }) {
			fixed[i] = true
		}
	}
	return sc.bounds(fixed).most
}
