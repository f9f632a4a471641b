package ddl

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// checkStoredUses refuses to change a type that values in tables consist of, be it in arrays or
// composites. Mirrors tablecmds.c: find_composite_type_dependencies.
func (l *loader) checkStoredUses(t *catalog.Type) {
	for _, r := range l.cat.OwnRelations() {
		stored := r.Kind == catalog.Table || r.Kind == catalog.MatView || r.Kind == catalog.PartitionedTable
		for _, c := range r.Columns {
			if stored && l.consistsOf(l.cat.Type(c.Type), t.OID, 0) {
				l.fail(sqlstate.FeatureNotSupported, 0, `cannot alter type "%s" because column "%s.%s" uses it`, t.Name, r.Name, c.Name)
			}
		}
	}
}

// consistsOf reports whether values of a type are or hold values of another one.
func (l *loader) consistsOf(t *catalog.Type, part catalog.OID, depth int) bool {
	if t == nil || depth > maxTypeDepth {
		return false
	}
	if t.OID == part {
		return true
	}
	switch {
	case t.IsTrueArray():
		return l.consistsOf(l.cat.Type(t.Elem), part, depth+1)
	case t.Kind == catalog.DomainType:
		return l.consistsOf(l.cat.Type(t.BaseType), part, depth+1)
	case t.Kind == catalog.RangeType || t.Kind == catalog.MultirangeType:
		return l.consistsOf(l.cat.Type(t.RangeSub), part, depth+1)
	case t.Kind == catalog.CompositeType:
		if r := l.cat.Relation(t.Relation); r != nil {
			return slices.ContainsFunc(r.Columns, func(c *catalog.Column) bool { return l.consistsOf(l.cat.Type(c.Type), part, depth+1) })
		}
	}
	return false
}

// maxTypeDepth is how deep types are looked into: a table's row type may hold itself in an array.
const maxTypeDepth = 16

// checkDomainUses: the values of a domain inside of arrays and composites cannot be checked again.
// Mirrors typecmds.c: get_rels_with_domain.
func (l *loader) checkDomainUses(t *catalog.Type) {
	for _, r := range l.cat.OwnRelations() {
		if r.Kind != catalog.Table && r.Kind != catalog.MatView && r.Kind != catalog.PartitionedTable {
			continue
		}
		for _, c := range r.Columns {
			ct := l.cat.Type(c.Type)
			for ct != nil && ct.Kind == catalog.DomainType && ct.OID != t.OID {
				ct = l.cat.Type(ct.BaseType)
			}
			if ct != nil && ct.OID != t.OID && l.consistsOf(ct, t.OID, 0) {
				l.fail(sqlstate.FeatureNotSupported, 0, `cannot alter type "%s" because column "%s.%s" uses it`, t.Name, r.Name, c.Name)
			}
		}
	}
}
