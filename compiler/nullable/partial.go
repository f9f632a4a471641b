package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// computed is an equality of an expression that is no column with another one.
type computed struct {
	left, right tree.Expr
	op          *catalog.Operator
	within      map[int]bool
	from        ground
}

// uniqueIndex finds a unique index that picks a single row of entry i where plain keys do not: a
// partial one whose condition follows from the query's, one on expressions, or one that takes
// NULLs for equal.
func (d *determined) uniqueIndex(i int) bounds {
	r := d.sc.entry(i)
	if r.Kind != tree.RTERelation || r.Excluded || r.Sample {
		return bounds{}
	}
	rel := d.sc.p.relation(r.Relation)
	if rel == nil || rel.Kind == catalog.PartitionedTable || r.Inherit && rel.Kind == catalog.Table && len(d.sc.p.cat.Children(rel.OID)) > 0 {
		return bounds{}
	}
	for _, x := range rel.Indexes {
		if !x.Unique || !x.Immediate || x.Exclusion || len(x.Keys) == 0 {
			continue
		}
		if from, ok := d.pinned(i, r, x); ok && d.implied(i, x) {
			return bounds{most: true, why: func() string { return d.indexWords(x, r, from) }}
		}
	}
	return bounds{}
}

func (d *determined) indexWords(x *catalog.IndexInfo, r *tree.RangeTableEntry, from []ground) string {
	words := d.sc.defined("unique index "+x.Name+" of "+r.Name, x.At)
	if x.Predicate != "" {
		words += ", whose condition holds"
	}
	if d.sc.text == nil {
		return words
	}
	return pickedBy(from, words)
}

// pinned reports whether each key of an index has one value, and by which conditions.
func (d *determined) pinned(i int, r *tree.RangeTableEntry, x *catalog.IndexInfo) ([]ground, bool) {
	var from []ground
	for _, k := range x.Keys {
		if k.Num > 0 {
			n := columnIndex(r, int(k.Num))
			switch {
			case n < 0 || !d.sc.p.ordinary(d.sc.p.relation(r.Relation), k):
				return nil, false
			case d.fixed[i][n]:
			case x.NullsNotDist && d.nulls[i][n]:
			default:
				return nil, false
			}
			if g, ok := d.cause[i][n]; ok {
				from = append(from, g)
			}
			continue
		}
		value, ok := k.Value.(tree.Expr)
		if !ok {
			return nil, false
		}
		g, ok := d.computes(i, k, tree.OverEntry(value, i))
		if !ok {
			return nil, false
		}
		from = append(from, g)
	}
	return from, true
}

// computes finds a condition that gives an expression over entry i one value.
func (d *determined) computes(i int, k catalog.IndexKey, value tree.Expr) (ground, bool) {
	if k.Collation != catalog.InvalidOID && !d.sc.p.deterministicIn(value, catalog.InvalidOID) {
		return ground{}, false
	}
	for _, c := range d.computed {
		if (c.within == nil || c.within[i]) && equal(c.left, value) && d.constant(c.right) && d.sc.p.indexedBy(k, c.op) {
			return c.from, true
		}
	}
	return ground{}, false
}

// indexedBy reports whether an operator is the equality of an index's key.
func (p *prover) indexedBy(k catalog.IndexKey, o *catalog.Operator) bool {
	class := p.cat.OpClass(k.OpClass)
	if class == nil {
		return false
	}
	for _, f := range p.cat.OperatorFamilies(o.OID) {
		if f.Family == class.Family && f.Strategy == 3 {
			return true
		}
	}
	return false
}

// implied reports whether an index's condition is true for the rows of entry i that the query takes.
func (d *determined) implied(i int, x *catalog.IndexInfo) bool {
	if x.Predicate == "" {
		return true
	}
	predicate, ok := x.Condition.(tree.Expr)
	if !ok {
		return false
	}
	e := env{scope: d.sc, st: d.sc.base.child(), prune: true}
	e.present(d.sc, i, because(""))
	out := notNull | isNull
	d.sc.p.inPast(func() { out = e.outcomes(tree.OverEntry(predicate, i)) })
	return out == isTrue
}
