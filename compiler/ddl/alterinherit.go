package ddl

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// attachPartition applies ATTACH PARTITION. Mirrors tablecmds.c: ATExecAttachPartition.
func (l *loader) attachPartition(parent *catalog.Relation, cmd *pg.PartitionCmd) {
	if parent.Kind != catalog.PartitionedTable {
		l.fail(sqlstate.WrongObjectType, 0, `table "%s" is not partitioned`, parent.Name)
	}
	child := l.own(l.relation(cmd.Name))
	if child.IsPartition {
		l.fail(sqlstate.WrongObjectType, 0, `"%s" is already a partition`, child.Name)
	}
	for _, c := range child.Columns {
		if parent.Column(c.Name) == nil {
			l.failDetail(sqlstate.DatatypeMismatch, 0, "The new partition may contain only the columns present in parent.", "",
				`table "%s" contains column "%s" not found in parent "%s"`, child.Name, c.Name, parent.Name)
		}
	}
	l.mergeChild(child, parent)
	child.IsPartition = true
	l.setParents(child, []catalog.OID{parent.OID})
	l.depend(relObject(child.OID, 0), relObject(parent.OID, 0), catalog.Auto)
	l.cloneFromParent(child, parent)
}

// mergeChild checks that a child has its parent's columns. Mirrors tablecmds.c:
// MergeAttributesIntoExisting.
func (l *loader) mergeChild(child, parent *catalog.Relation) {
	for _, p := range parent.Columns {
		c := child.Column(p.Name)
		if c == nil {
			l.fail(sqlstate.DatatypeMismatch, 0, `child table is missing column "%s"`, p.Name)
		}
		l.sameTypeChild(child, c, p)
		if p.NotNull && !c.NotNull {
			l.fail(sqlstate.DatatypeMismatch, 0, `column "%s" in child table must be marked NOT NULL`, p.Name)
		}
		c.Inherited = true
	}
	for _, k := range parent.Constraints {
		if k.Kind == catalog.CheckConstraint && !k.NoInherit && findConstraint(child, k.Name) == nil {
			l.fail(sqlstate.DatatypeMismatch, 0, `child table is missing constraint "%s"`, k.Name)
		}
	}
}

func (l *loader) setParents(child *catalog.Relation, parents []catalog.OID) {
	old := child.Parents
	l.cat.SetParents(child, parents)
	l.undo = append(l.undo, func() {
		child.Parents = parents // own restores the field, SetParents needs what is linked
		l.cat.SetParents(child, old)
	})
}

func (l *loader) detachPartition(parent *catalog.Relation, cmd *pg.PartitionCmd) {
	child := l.own(l.relation(cmd.Name))
	if !slices.Contains(child.Parents, parent.OID) {
		l.fail(sqlstate.UndefinedTable, 0, `relation "%s" is not a partition of relation "%s"`, child.Name, parent.Name)
	}
	child.IsPartition = false
	l.leaveParent(child, parent)
	for _, x := range child.Indexes {
		belong(child, x, catalog.InvalidOID)
	}
	for _, k := range child.Constraints {
		belongs(child, k, catalog.InvalidOID)
	}
}

func (l *loader) addInherit(child *catalog.Relation, rv *pg.RangeVar) {
	parent := l.relation(rv)
	if slices.Contains(child.Parents, parent.OID) {
		l.fail(sqlstate.DuplicateTable, 0, `relation "%s" would be inherited from more than once`, parent.Name)
	}
	l.mergeChild(child, parent)
	l.setParents(child, append(slices.Clone(child.Parents), parent.OID))
	l.depend(relObject(child.OID, 0), relObject(parent.OID, 0), catalog.Normal)
}

func (l *loader) dropInherit(child *catalog.Relation, rv *pg.RangeVar) {
	parent := l.relation(rv)
	if !slices.Contains(child.Parents, parent.OID) {
		l.fail(sqlstate.UndefinedTable, 0, `relation "%s" is not a parent of relation "%s"`, parent.Name, child.Name)
	}
	l.leaveParent(child, parent)
}

// leaveParent ends inheritance from one parent; the columns stay, as the child's own.
func (l *loader) leaveParent(child, parent *catalog.Relation) {
	rest := slices.DeleteFunc(slices.Clone(child.Parents), func(o catalog.OID) bool { return o == parent.OID })
	l.setParents(child, rest)
	for _, c := range child.Columns {
		if c.Inherited && parent.Column(c.Name) != nil {
			c.Local, c.Inherited = true, l.inheritedElsewhere(rest, c.Name)
		}
	}
	l.cat.RemoveDependency(relObject(child.OID, 0), relObject(parent.OID, 0))
}

func (l *loader) inheritedElsewhere(parents []catalog.OID, name string) bool {
	return slices.ContainsFunc(parents, func(o catalog.OID) bool { return l.cat.Relation(o).Column(name) != nil })
}
