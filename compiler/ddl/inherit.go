package ddl

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// parents resolves INHERITS or PARTITION OF.
func (l *loader) parents(s *pg.CreateStmt) []*catalog.Relation {
	var out []*catalog.Relation
	for _, n := range s.InhRelations {
		p := l.relation(n.GetRangeVar())
		switch {
		case s.Partbound != nil && p.Kind != catalog.PartitionedTable:
			l.fail(sqlstate.WrongObjectType, 0, `"%s" is not partitioned`, p.Name)
		case s.Partbound == nil && p.Kind == catalog.PartitionedTable:
			l.fail(sqlstate.WrongObjectType, 0, `cannot inherit from partitioned table "%s"`, p.Name)
		case s.Partbound == nil && p.IsPartition:
			l.fail(sqlstate.WrongObjectType, 0, `cannot inherit from partition "%s"`, p.Name)
		case p.Kind != catalog.Table && p.Kind != catalog.ForeignTable && p.Kind != catalog.PartitionedTable:
			l.fail(sqlstate.WrongObjectType, 0, `inherited relation "%s" is not a table or foreign table`, p.Name)
		case slices.Contains(out, p):
			l.fail(sqlstate.DuplicateTable, 0, `relation "%s" would be inherited from more than once`, p.Name)
		}
		out = append(out, p)
	}
	return out
}

// inherit puts the parents' columns before the table's own ones and merges those of one name.
// Mirrors tablecmds.c: MergeAttributes.
func (l *loader) inherit(d *draft, parents []*catalog.Relation) {
	l.checkColumnNames(d.rel)
	if len(parents) == 0 {
		return
	}
	own := d.rel.Columns
	d.rel.Columns = nil
	merged := &catalog.Relation{Name: d.rel.Name}
	for _, p := range parents {
		d.rel.Parents = append(d.rel.Parents, p.OID)
		for _, c := range p.Columns {
			l.inheritColumn(merged, c)
		}
		d.checks = append(inheritedChecks(p), d.checks...)
	}
	for _, c := range own {
		old := merged.Column(c.Name)
		if old == nil {
			merged.AppendColumn(c)
			continue
		}
		l.sameType(`column "%s" has a type conflict`, old, c)
		old.Local = true
		old.NotNull = old.NotNull || c.NotNull
		if c.HasDefault {
			old.HasDefault, old.Default, old.Generated = true, c.Default, c.Generated
		}
		if c.Identity != 0 {
			old.Identity = c.Identity
		}
	}
	d.rel.Columns = merged.Columns
	d.rel.IsPartition = false
}

// inheritColumn merges one column of a parent.
func (l *loader) inheritColumn(merged *catalog.Relation, c *catalog.Column) {
	if old := merged.Column(c.Name); old != nil {
		l.sameType(`inherited column "%s" has a type conflict`, old, c)
		old.NotNull = old.NotNull || c.NotNull
		if !old.HasDefault {
			old.HasDefault, old.Default = c.HasDefault, c.Default
		}
		return
	}
	merged.AppendColumn(&catalog.Column{
		Name: c.Name, Type: c.Type, Typmod: c.Typmod, NDims: c.NDims, Collation: c.Collation, NotNull: c.NotNull,
		HasDefault: c.HasDefault, Default: c.Default, Generated: c.Generated, Inherited: true,
	})
}

func (l *loader) sameType(format string, a, b *catalog.Column) {
	if a.Type != b.Type || a.Typmod != b.Typmod {
		l.failDetail(sqlstate.DatatypeMismatch, 0,
			l.formatTypeMod(a.Type, a.Typmod)+" versus "+l.formatTypeMod(b.Type, b.Typmod), "", format, a.Name)
	}
}

func inheritedChecks(p *catalog.Relation) []*pendingCheck {
	var out []*pendingCheck
	for _, k := range p.Constraints {
		if k.Kind == catalog.CheckConstraint && !k.NoInherit {
			out = append(out, copiedCheck(p, k, true))
		}
	}
	return out
}

// partitionOf starts a partition with its parent's columns.
func (l *loader) partitionOf(d *draft, parent *catalog.Relation) {
	d.rel.IsPartition = true
	d.rel.Parents = []catalog.OID{parent.OID}
	for _, c := range parent.Columns {
		l.inheritColumn(d.rel, c)
	}
	d.checks = append(d.checks, inheritedChecks(parent)...)
}

// partitionKey resolves PARTITION BY.
func (l *loader) partitionKey(rel *catalog.Relation, spec *pg.PartitionSpec) {
	for _, n := range spec.PartParams {
		e := n.GetPartitionElem()
		at := source.Pos(e.Location)
		if e.Name == "" {
			if mutable(l.cat, l.expression(e.Expr, rel, analyze.InPartitionKey)) {
				l.fail(sqlstate.InvalidObjectDefinition, 0, "functions in partition key expression must be marked IMMUTABLE")
			}
			rel.PartKey = append(rel.PartKey, 0)
			continue
		}
		c := rel.Column(e.Name)
		if c == nil {
			if systemColumns[e.Name] {
				l.fail(sqlstate.InvalidObjectDefinition, at, `cannot use system column "%s" in partition key`, e.Name)
			}
			l.fail(sqlstate.UndefinedColumn, at, `column "%s" named in partition key does not exist`, e.Name)
		}
		if c.Generated != 0 {
			l.failDetail(sqlstate.InvalidObjectDefinition, at, `Column "`+e.Name+`" is a generated column.`, "", "cannot use generated column in partition key")
		}
		rel.PartKey = append(rel.PartKey, c.Num)
	}
}

// cloneFromParent gives a partition the indexes, keys and foreign keys of the partitioned table
// that it has no equal of. Mirrors tablecmds.c: AttachPartitionEnsureIndexes, CloneForeignKeyConstraints.
func (l *loader) cloneFromParent(rel, parent *catalog.Relation) {
	for _, x := range parent.Indexes {
		l.ensureIndex(rel, parent, x)
	}
	for _, k := range parent.Constraints {
		if k.Kind == catalog.ForeignKey {
			l.cloneForeignKey(rel, parent, k)
		}
	}
}

// ensureIndex gives a partition the index that answers to one of the partitioned table: its own
// equal, or a new one.
func (l *loader) ensureIndex(rel, parent *catalog.Relation, x *catalog.IndexInfo) {
	y, k := equalIndex(rel, parent, x), constraintOf(parent, x)
	if y == nil {
		l.cloneIndex(rel, parent, x, k, true)
		return
	}
	belong(rel, y, x.OID)
	if own := constraintOf(rel, y); own != nil && k != nil {
		belongs(rel, own, k.OID)
	}
}

// belong and belongs change what an index, or a constraint, of a partition belongs to. They copy it,
// since a statement that fails restores the list only.
func belong(rel *catalog.Relation, x *catalog.IndexInfo, parent catalog.OID) {
	y := *x
	y.Parent = parent
	rel.Indexes = slices.Clone(rel.Indexes)
	rel.Indexes[slices.Index(rel.Indexes, x)] = &y
}

func belongs(rel *catalog.Relation, k *catalog.Constraint, parent catalog.OID) {
	c := *k
	c.Parent = parent
	rel.Constraints = slices.Clone(rel.Constraints)
	rel.Constraints[slices.Index(rel.Constraints, k)] = &c
}

// equalIndex finds the index of a partition that answers to one of its parent, by column names.
func equalIndex(rel, parent *catalog.Relation, x *catalog.IndexInfo) *catalog.IndexInfo {
	for _, y := range rel.Indexes {
		if y.Parent != catalog.InvalidOID || y.NullsNotDist != x.NullsNotDist || y.Unique != x.Unique || y.Method != x.Method || len(y.Keys) != len(x.Keys) || y.Predicate != x.Predicate {
			continue
		}
		same := true
		for i := range x.Keys {
			same = same && sameKey(rel, parent, y.Keys[i], x.Keys[i])
		}
		if same && (constraintOf(parent, x) == nil) == (constraintOf(rel, y) == nil) {
			return y
		}
	}
	return nil
}

func sameKey(rel, parent *catalog.Relation, a, b catalog.IndexKey) bool {
	if a.Num == 0 || b.Num == 0 {
		return a.Num == b.Num && a.Expr == b.Expr
	}
	return rel.ColumnNum(a.Num).Name == parent.ColumnNum(b.Num).Name && a.OpClass == b.OpClass && a.Collation == b.Collation
}

func constraintOf(rel *catalog.Relation, x *catalog.IndexInfo) *catalog.Constraint {
	for _, k := range rel.Constraints {
		if k.Index == x.OID && k.Kind != catalog.ForeignKey {
			return k
		}
	}
	return nil
}

// cloneIndex copies an index, and its constraint if it has one, to a table with columns of the
// same names. Mirrors parse_utilcmd.c: generateClonedIndexStmt.
func (l *loader) cloneIndex(rel, from *catalog.Relation, x *catalog.IndexInfo, k *catalog.Constraint, partition bool) {
	y := *x
	y.Keys = slices.Clone(x.Keys)
	y.Include, y.Comment, y.Condition, y.Parent = nil, "", nil, catalog.InvalidOID
	if partition {
		y.Parent = x.OID
	}
	num := func(n int16) int16 {
		if n <= 0 {
			return n
		}
		c := rel.Column(from.ColumnNum(n).Name)
		if c == nil {
			return 0
		}
		if y.Primary {
			c.NotNull = true
		}
		return c.Num
	}
	for i := range y.Keys {
		y.Keys[i].Num, y.Keys[i].Value = num(y.Keys[i].Num), nil
	}
	for _, n := range x.Include {
		y.Include = append(y.Include, num(n))
	}
	label, columns := "idx", indexColumnNames(rel, &y)
	switch {
	case y.Primary:
		label, columns = "pkey", ""
	case k != nil && k.Kind == catalog.ExclusionConstraint:
		label = "excl"
	case k != nil:
		label = "key"
	}
	y.Name = l.chooseRelationName(rel.Name, columns, label, rel.Namespace, k != nil)
	l.enterIndex(rel, &y)
	if k != nil {
		c := *k
		c.OID, c.Name, c.Index, c.Columns, c.Comment, c.Parent = l.cat.NewOID(), y.Name, y.OID, nil, "", catalog.InvalidOID
		if partition {
			c.Parent = k.OID
		}
		for _, n := range k.Columns {
			c.Columns = append(c.Columns, num(n))
		}
		l.addCon(rel, &c)
	}
	if partition && rel.Kind == catalog.PartitionedTable {
		l.cloneToPartitions(rel, rel.Indexes[len(rel.Indexes)-1])
	}
}

// cloneToPartitions creates a partitioned table's new index on its partitions.
func (l *loader) cloneToPartitions(rel *catalog.Relation, x *catalog.IndexInfo) {
	for _, o := range l.cat.Children(rel.OID) {
		child := l.own(l.cat.Relation(o))
		if child.Kind != catalog.ForeignTable {
			l.ensureIndex(child, rel, x)
		}
	}
}

func (l *loader) cloneForeignKey(rel, parent *catalog.Relation, k *catalog.Constraint) {
	c := *k
	c.OID, c.Columns, c.Comment, c.Parent = l.cat.NewOID(), nil, "", k.OID
	for _, n := range k.Columns {
		c.Columns = append(c.Columns, rel.Column(parent.ColumnNum(n).Name).Num)
	}
	for _, old := range rel.Constraints {
		if old.Kind == catalog.ForeignKey && old.RefRelation == c.RefRelation && slices.Equal(old.Columns, c.Columns) && slices.Equal(old.RefColumns, c.RefColumns) {
			belongs(rel, old, k.OID)
			return
		}
	}
	if findConstraint(rel, c.Name) != nil {
		c.Name = l.chooseConstraintName(rel.Name, rel.ColumnNum(c.Columns[0]).Name, "fkey", rel.Namespace, nil)
	}
	l.addCon(rel, &c)
	l.dependForeignKey(rel, &c)
	if rel.Kind == catalog.PartitionedTable {
		for _, o := range l.cat.Children(rel.OID) {
			l.cloneForeignKey(l.own(l.cat.Relation(o)), rel, &c)
		}
	}
}
