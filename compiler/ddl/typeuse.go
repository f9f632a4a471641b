package ddl

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// checkStoredUses refuses to change a type that values in tables consist of, be it in arrays or
// composites. Mirrors tablecmds.c: find_composite_type_dependencies.
func (l *loader) checkStoredUses(t *catalog.Type) {
	l.refuseStored(t, func(stored *catalog.Type) bool { return l.consistsOf(stored, t.OID, 0) })
}

// refuseStored refuses to change a type if something is true of the type of a stored column.
func (l *loader) refuseStored(t *catalog.Type, uses func(*catalog.Type) bool) {
	for _, r := range l.cat.OwnRelations() {
		if r.Kind != catalog.Table && r.Kind != catalog.MatView && r.Kind != catalog.PartitionedTable {
			continue
		}
		for _, c := range r.Columns {
			if uses(l.cat.Type(c.Type)) {
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
	l.refuseStored(t, func(stored *catalog.Type) bool {
		for stored != nil && stored.Kind == catalog.DomainType && stored.OID != t.OID {
			stored = l.cat.Type(stored.BaseType)
		}
		return stored != nil && stored.OID != t.OID && l.consistsOf(stored, t.OID, 0)
	})
}
