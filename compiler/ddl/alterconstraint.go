package ddl

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// addConstraint applies ADD CONSTRAINT. Mirrors tablecmds.c: ATExecAddConstraint.
func (l *loader) addConstraint(rel *catalog.Relation, con *pg.Constraint, inh bool) {
	d := &draft{rel: rel, alter: true}
	l.tableConstraint(d, con)
	before := len(rel.Indexes)
	l.finish(d)
	if !inh {
		return
	}
	for _, k := range d.checks {
		l.inheritChecks(rel, k)
	}
	if rel.Kind != catalog.PartitionedTable {
		return
	}
	for _, x := range rel.Indexes[before:] {
		l.cloneToPartitions(rel, x)
	}
	if len(d.foreign) > 0 {
		k := rel.Constraints[len(rel.Constraints)-1]
		for _, o := range l.cat.Children(rel.OID) {
			l.cloneForeignKey(l.own(l.cat.Relation(o)), rel, k)
		}
	}
}

func (l *loader) noConstraint(rel *catalog.Relation, name string) {
	l.fail(sqlstate.UndefinedObject, 0, `constraint "%s" of relation "%s" does not exist`, name, rel.Name)
}

// dropConstraint applies DROP CONSTRAINT. Mirrors tablecmds.c: ATExecDropConstraint.
func (l *loader) dropConstraint(rel *catalog.Relation, name string, missingOK, cascade, inh bool) {
	k := findConstraint(rel, name)
	if k == nil {
		if !missingOK {
			l.noConstraint(rel, name)
		}
		return
	}
	if k.Index != catalog.InvalidOID {
		l.checkKeyUnused(rel, k, cascade)
	}
	if k.Parent != catalog.InvalidOID {
		l.fail(sqlstate.InvalidTableDefinition, 0, `cannot drop inherited constraint "%s" of relation "%s"`, name, rel.Name)
	}
	l.removeConstraint(rel, k)
	if k.Kind != catalog.CheckConstraint || !inh {
		return
	}
	for _, o := range l.cat.Children(rel.OID) {
		child := l.own(l.cat.Relation(o))
		if findConstraint(child, name) != nil {
			l.dropConstraint(child, name, true, cascade, inh)
		}
	}
}

// checkKeyUnused refuses to drop a key that foreign keys need; with CASCADE they go.
func (l *loader) checkKeyUnused(rel *catalog.Relation, k *catalog.Constraint, cascade bool) {
	for _, r := range l.cat.OwnRelations() {
		for _, f := range slices.Clone(r.Constraints) {
			if f.Kind != catalog.ForeignKey || f.RefRelation != rel.OID || !sameSet(f.RefColumns, k.Columns) {
				continue
			}
			if !cascade {
				l.failDetail(sqlstate.DependentObjectsStillExist, 0,
					"constraint "+f.Name+" on table "+r.Name+" depends on index "+k.Name,
					"Use DROP ... CASCADE to drop the dependent objects too.",
					"cannot drop constraint %s on table %s because other objects depend on it", k.Name, rel.Name)
			}
			l.removeConstraint(l.own(r), f)
		}
	}
}

func sameSet(a, b []int16) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// removeConstraint takes a constraint, and its index if it made one, from a table, and what belongs
// to it from the partitions.
func (l *loader) removeConstraint(rel *catalog.Relation, k *catalog.Constraint) {
	rel.Constraints = slices.DeleteFunc(slices.Clone(rel.Constraints), func(c *catalog.Constraint) bool { return c == k })
	for _, o := range l.cat.Children(rel.OID) {
		for _, c := range l.cat.Relation(o).Constraints {
			if c.Parent == k.OID {
				l.removeConstraint(l.own(l.cat.Relation(o)), c)
			}
		}
	}
	if k.Index != catalog.InvalidOID && k.Kind != catalog.ForeignKey {
		l.removeIndex(rel, k.Index)
	}
	l.cat.DropDependencies(catalog.Object{Class: catalog.ConstraintClass, OID: k.OID})
}

func (l *loader) removeIndex(rel *catalog.Relation, index catalog.OID) {
	rel.Indexes = slices.DeleteFunc(slices.Clone(rel.Indexes), func(x *catalog.IndexInfo) bool { return x.OID == index })
	if r := l.cat.Relation(index); r != nil {
		l.cat.DropRelation(r)
		l.undo = append(l.undo, func() { l.cat.AddRelation(r) })
	}
	for _, o := range l.cat.Children(rel.OID) {
		for _, x := range l.cat.Relation(o).Indexes {
			if x.Parent == index {
				l.removeIndex(l.own(l.cat.Relation(o)), x.OID)
			}
		}
	}
}
