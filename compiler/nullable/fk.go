package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// partner proves that an outer join always finds its row because a foreign key says so: the
// nullable side is one table, joined on exactly a key that the other side's not-null columns
// reference. A snapshot is consistent with every validated foreign key that is checked at once,
// so this holds for plain SELECT; a statement that writes or locks sees rows on the way. Row-level
// security that hides referenced rows and disabled triggers are outside of what the schema tells.
func (e *env) partner(x extension) (why, bool) {
	p := e.scope.p
	if w, ok := e.unconditional(x); ok {
		return w, true
	}
	if x.scope != e.scope || !p.readsOnly() {
		return nil, false
	}
	j := e.scope.of(x.join).join
	if j == nil || j.Type == tree.FullJoin {
		return nil, false
	}
	side := j.Right
	if !x.right {
		side = j.Left
	}
	ref, ok := side.(*tree.RangeTableRef)
	if !ok {
		return nil, false
	}
	r := e.scope.entry(ref.RTIndex)
	if r == nil || r.Kind != tree.RTERelation || r.Relation == nil || r.Sample || !stored(r) {
		return nil, false
	}
	pairs, ok := e.keyPairs(j.On, ref.RTIndex, 0)
	if !ok {
		return nil, false
	}
	return e.foreignKey(pairs, r, func(v *tree.Var) bool { return e.thereBelow(v, x) })
}

// unconditional: an outer join ON true with something that always has a row, as an aggregate.
func (e *env) unconditional(x extension) (why, bool) {
	j := x.scope.of(x.join).join
	if j == nil || j.Type == tree.FullJoin || x.scope != e.scope {
		return nil, false
	}
	if v, ok := constBool(j.On); j.On != nil && (!ok || v != isTrue) {
		return nil, false
	}
	side := j.Right
	if !x.right {
		side = j.Left
	}
	return because("what is joined always has a row"), e.scope.nodeLeast(side)
}

// stored: the whole table is read. ONLY of a partitioned table reads nothing.
func stored(r *tree.RangeTableEntry) bool {
	k := r.Relation.Kind
	return k == catalog.Table || k == catalog.PartitionedTable && r.Inherit
}

type keyPair struct{ own, other *tree.Var }

// referenced proves that a subquery finds a row: it looks a table up by the key that not-null
// columns of the query outside refer to. What partner says of snapshots holds here too.
func (e *env) referenced(q *tree.Query) (why, bool) {
	if !e.scope.p.readsOnly() || e.upper || q.SetOp != nil || q.From == nil || len(q.From.List) != 1 ||
		q.HasAggs || q.Having != nil || len(q.GroupBy) > 0 || len(q.GroupingSets) > 0 || q.HasTargetSRFs {
		return nil, false
	}
	if q.Offset != nil || q.Limit != nil && !isNumber(q.Limit, 1) {
		return nil, false
	}
	ref, ok := q.From.List[0].(*tree.RangeTableRef)
	if !ok {
		return nil, false
	}
	r := entryOf(q, ref.RTIndex)
	if r == nil || r.Kind != tree.RTERelation || r.Relation == nil || r.Sample || !stored(r) {
		return nil, false
	}
	pairs, ok := e.keyPairs(q.From.Where, ref.RTIndex, 1)
	if !ok {
		return nil, false
	}
	return e.foreignKey(pairs, r, func(v *tree.Var) bool { return e.varAt(v.Varno, v.Attno).ok })
}

// keyPairs reads a condition as equalities between columns of entry i and columns of the query up
// levels out (0: of another entry of the same).
func (e *env) keyPairs(x tree.Expr, i, up int) ([]keyPair, bool) {
	switch x := x.(type) {
	case *tree.BoolExpr:
		if x.Op != tree.And {
			return nil, false
		}
		var out []keyPair
		for _, a := range x.Args {
			p, ok := e.keyPairs(a, i, up)
			if !ok {
				return nil, false
			}
			out = append(out, p...)
		}
		return out, true
	case *tree.OpExpr:
		if len(x.Args) != 2 || !e.scope.p.isEquality(x.Op) {
			return nil, false
		}
		own := func(v *tree.Var) bool { return v.LevelsUp == 0 && v.Varno == i }
		a, b := e.columnUnder(x.Args[0]), e.columnUnder(x.Args[1])
		if a == nil || b == nil {
			return nil, false
		}
		if !own(a) {
			a, b = b, a
		}
		if !own(a) || own(b) || b.LevelsUp != up {
			return nil, false
		}
		return []keyPair{{a, b}}, true
	}
	return nil, false
}

func (e *env) columnUnder(x tree.Expr) *tree.Var {
	v, ok := e.scope.p.stripped(x).(*tree.Var)
	if !ok || v.Attno < 1 {
		return nil
	}
	return v
}

// foreignKey finds the foreign key that a join condition follows; there says whether a referencing
// column is not null.
func (e *env) foreignKey(pairs []keyPair, r *tree.RangeTableEntry, there func(*tree.Var) bool) (why, bool) {
	if len(pairs) == 0 {
		return nil, false
	}
	from := pairs[0].other.Varno
	o := e.scope.entry(from)
	if o == nil || o.Kind != tree.RTERelation || o.Relation == nil || o.Excluded {
		return nil, false
	}
	// A foreign key is not inherited by tables that inherit, only by partitions.
	if o.Relation.Kind != catalog.PartitionedTable && o.Inherit && len(e.scope.p.cat.Children(o.Relation.OID)) > 0 {
		return nil, false
	}
	for _, p := range pairs {
		if p.other.Varno != from || !there(p.other) {
			return nil, false
		}
	}
	for _, k := range e.scope.p.relation(o.Relation).Constraints {
		if matches(k, r.Relation, pairs) && !e.scope.p.defeated(k, o.Relation) {
			name := e.scope.columnName(from, pairs[0].other.Attno)
			return func() string {
				return e.scope.defined("foreign key "+k.Name, k.At) + " says that the row that " + name + " refers to exists"
			}, true
		}
	}
	return nil, false
}

func matches(k *catalog.Constraint, to *catalog.Relation, pairs []keyPair) bool {
	if k.Kind != catalog.ForeignKey || k.RefRelation != to.OID || !k.Validated || k.Deferrable ||
		len(k.Columns) != len(k.RefColumns) || len(k.Columns) == 0 {
		return false
	}
	for _, p := range pairs {
		found := false
		for i := range k.Columns {
			found = found || int(k.Columns[i]) == p.other.Attno && int(k.RefColumns[i]) == p.own.Attno
		}
		if !found {
			return false
		}
	}
	for i := range k.Columns {
		found := false
		for _, p := range pairs {
			found = found || int(k.Columns[i]) == p.other.Attno && int(k.RefColumns[i]) == p.own.Attno
		}
		if !found {
			return false
		}
	}
	return true
}

// defeated reports whether a trigger or a rule of the schema may keep a foreign key's action from
// changing the rows that refer to a row which goes: CASCADE and the like are ordinary statements
// to them, and PostgreSQL does not look afterwards.
func (p *prover) defeated(k *catalog.Constraint, from *catalog.Relation) bool {
	acts := func(action byte) bool { return action == 'c' || action == 'n' || action == 'd' } // CASCADE, SET NULL, SET DEFAULT
	deletes := k.OnDelete == 'c'
	updates := acts(k.OnUpdate) || acts(k.OnDelete) && !deletes
	return (deletes || updates) && p.replaced(from, 0) || deletes && p.fires(from, 'd') || updates && p.fires(from, 'u')
}

// thereBelow reports whether a referencing column is not null in every row that reaches the
// join: null-extensions of joins further up do not count, they take the partner away too.
func (e *env) thereBelow(v *tree.Var, x extension) bool {
	if _, ok := e.st.knowsVar(varKey{e.scope, v.Varno, v.Attno, false}); ok {
		return true
	}
	if !e.scope.column(v.Varno, v.Attno).value.ok {
		return false
	}
	above := func(y extension) bool {
		for _, z := range e.scope.of(x.join).nulling {
			if z == y {
				return true
			}
		}
		return false
	}
	return e.unlessExtended(v.Varno, proved("there"), above).ok
}
