package ddl

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// draft is a table under construction: its columns so far, and what can only be added once all
// columns are known (CreateStmtContext of parse_utilcmd.c).
type draft struct {
	rel      *catalog.Relation
	alter    bool // ADD COLUMN to an existing table
	defaults []pendingExpr
	checks   []*pendingCheck
	keys     []*pendingKey
	foreign  []*pg.Constraint
	likes    []likeIndexes
	owned    []ownedSequence
}

type pendingExpr struct {
	column string
	raw    *pg.Node
	place  analyze.Place
}

type pendingCheck struct {
	name      string
	raw       *pg.Node // nil: copied from a table that was checked
	columns   []string // then: the columns that it names
	nums      []int16  // then: their numbers there
	expr      tree.Expr
	text      string
	noInherit bool
	inherited bool
	unchecked bool // NOT VALID
	at        catalog.Place
}

type pendingKey struct {
	con     *pg.Constraint
	columns []string
}

type ownedSequence struct {
	seq    *catalog.Relation
	column string
}

// createTable applies CREATE TABLE and CREATE FOREIGN TABLE. Mirrors parse_utilcmd.c:
// transformCreateStmt and tablecmds.c: DefineRelation.
func (l *loader) createTable(s *pg.CreateStmt, kind catalog.RelKind) *catalog.Relation {
	ns, name := l.newRelationName(s.Relation)
	if s.IfNotExists && l.cat.RelationByName(ns, name) != nil {
		return nil
	}
	rel := &catalog.Relation{Name: name, Namespace: ns, Kind: kind, Temp: ns == catalog.PgTemp}
	d := &draft{rel: rel}
	if s.OfTypename != nil {
		l.ofType(d, s.OfTypename)
	}
	parents := l.parents(s)
	if s.Partbound != nil {
		l.partitionOf(d, parents[0])
	}
	for _, e := range s.TableElts {
		l.tableElement(d, e)
	}
	// pg_query leaves table constraints among the elements; the field is for transformed trees.
	for _, e := range s.Constraints {
		l.tableElement(d, e)
	}
	if s.Partbound == nil {
		l.inherit(d, parents)
	}
	l.checkColumnNames(rel)
	if s.Partspec != nil {
		rel.Kind = catalog.PartitionedTable
	}
	l.enterRelation(rel)
	if s.Partspec != nil {
		l.partitionKey(rel, s.Partspec)
	}
	l.finish(d)
	for _, p := range rel.Parents {
		if rel.IsPartition {
			l.cloneFromParent(rel, l.cat.Relation(p))
		}
	}
	return rel
}

// finish adds to a table what had to wait for its columns: sequences' owners, defaults, checks,
// keys and foreign keys, in PostgreSQL's order.
func (l *loader) finish(d *draft) {
	for _, o := range d.owned {
		l.depend(relObject(o.seq.OID, 0), relObject(d.rel.OID, d.rel.Column(o.column).Num), catalog.Auto)
	}
	for _, e := range d.defaults {
		l.columnExpression(d.rel, e)
	}
	l.addChecks(d.rel, d.checks)
	l.addKeys(d.rel, d.keys)
	for _, x := range d.likes {
		l.copyIndexes(d.rel, x)
	}
	for _, f := range d.foreign {
		l.addForeignKey(d.rel, f)
	}
}

func (l *loader) tableElement(d *draft, e *pg.Node) {
	switch x := e.Node.(type) {
	case *pg.Node_ColumnDef:
		if x.ColumnDef.TypeName == nil {
			l.columnOptions(d, x.ColumnDef)
			return
		}
		l.column(d, x.ColumnDef)
	case *pg.Node_Constraint:
		l.tableConstraint(d, x.Constraint)
	case *pg.Node_TableLikeClause:
		l.like(d, x.TableLikeClause)
	}
}

// tableConstraint sorts a table-level constraint. Mirrors parse_utilcmd.c:
// transformTableConstraint.
func (l *loader) tableConstraint(d *draft, c *pg.Constraint) {
	switch c.Contype {
	case pg.ConstrType_CONSTR_CHECK:
		d.checks = append(d.checks, l.checkOf(c))
	case pg.ConstrType_CONSTR_PRIMARY, pg.ConstrType_CONSTR_UNIQUE, pg.ConstrType_CONSTR_EXCLUSION:
		d.keys = append(d.keys, &pendingKey{con: c, columns: strs(c.Keys)})
	case pg.ConstrType_CONSTR_FOREIGN:
		d.foreign = append(d.foreign, c)
	}
}

func (l *loader) checkOf(c *pg.Constraint) *pendingCheck {
	at := l.afterWord(source.Pos(c.Location), "check")
	return &pendingCheck{name: c.Conname, raw: c.RawExpr, text: l.parenthesised(max(at, 0)), noInherit: c.IsNoInherit, unchecked: c.SkipValidation, at: l.place(c.Location)}
}

// serialTypes are the pseudo types of transformColumnDefinition.
var serialTypes = map[string]catalog.OID{
	"smallserial": catalog.Int2OID, "serial2": catalog.Int2OID,
	"serial": catalog.Int4OID, "serial4": catalog.Int4OID,
	"bigserial": catalog.Int8OID, "serial8": catalog.Int8OID,
}

// column adds a column with its constraints. Mirrors parse_utilcmd.c: transformColumnDefinition.
func (l *loader) column(d *draft, def *pg.ColumnDef) *catalog.Column {
	c := &catalog.Column{Name: def.Colname, Typmod: -1, Local: true, NotNull: def.IsNotNull, At: l.place(def.Location)}
	serial := catalog.InvalidOID
	if tn := def.TypeName; len(tn.Names) == 1 && !tn.PctType {
		serial = serialTypes[str(tn.Names[0])]
		if serial != catalog.InvalidOID && len(tn.ArrayBounds) > 0 {
			l.fail(sqlstate.FeatureNotSupported, source.Pos(tn.Location), "array of serial is not implemented")
		}
	}
	if serial != catalog.InvalidOID {
		c.Type = serial
	} else {
		t, mod := l.typeOf(def.TypeName)
		l.checkColumnType(d.rel, c.Name, t)
		c.Type, c.Typmod, c.NDims = t.OID, mod, len(def.TypeName.ArrayBounds)
		c.Collation = l.columnCollation(def.CollClause, t)
	}
	if d.alter && d.rel.Column(c.Name) != nil {
		l.fail(sqlstate.DuplicateColumn, 0, `column "%s" of relation "%s" already exists`, c.Name, d.rel.Name)
	}
	d.rel.AppendColumn(c)
	if serial != catalog.InvalidOID {
		seq := l.columnSequence(d, c)
		c.HasDefault, c.NotNull = true, true
		c.Default = "nextval('" + dotted(l.schemaName(seq.Namespace), seq.Name) + "'::regclass)"
	}
	l.columnConstraints(d, c, def, serial != catalog.InvalidOID)
	return c
}

// checkColumnType refuses pseudo types. Mirrors heap.c: CheckAttributeType.
func (l *loader) checkColumnType(rel *catalog.Relation, column string, t *catalog.Type) {
	if t.Kind == catalog.PseudoType {
		l.fail(sqlstate.InvalidTableDefinition, 0, `column "%s" has pseudo-type %s`, column, l.formatType(t.OID))
	}
	if rel.RowType != catalog.InvalidOID && l.contains(t, rel.RowType, 0) {
		l.fail(sqlstate.InvalidTableDefinition, 0, "composite type %s cannot be made a member of itself", rel.Name)
	}
}

// contains reports whether values of t hold values of a row type, at any depth.
func (l *loader) contains(t *catalog.Type, row catalog.OID, depth int) bool {
	switch {
	case t == nil || depth > 64:
		return false
	case t.OID == row:
		return true
	case t.IsTrueArray():
		return l.contains(l.cat.Type(t.Elem), row, depth+1)
	case t.Kind == catalog.DomainType:
		return l.contains(l.cat.Type(t.BaseType), row, depth+1)
	case t.Kind == catalog.RangeType:
		return l.contains(l.cat.Type(t.RangeSub), row, depth+1)
	case t.Relation != catalog.InvalidOID && t.OID >= catalog.FirstUserOID:
		for _, c := range l.cat.Relation(t.Relation).Columns {
			if l.contains(l.cat.Type(c.Type), row, depth+1) {
				return true
			}
		}
	}
	return false
}

// columnSequence makes the sequence of a serial or identity column. Mirrors parse_utilcmd.c:
// generateSerialExtraStmts.
func (l *loader) columnSequence(d *draft, c *catalog.Column) *catalog.Relation {
	seq := l.enterSequence(d.rel.Namespace, l.chooseRelationName(d.rel.Name, c.Name, "seq", d.rel.Namespace, false))
	d.owned = append(d.owned, ownedSequence{seq, c.Name})
	return seq
}

// columnOptions applies "column WITH OPTIONS …" of typed tables and partitions.
func (l *loader) columnOptions(d *draft, def *pg.ColumnDef) {
	c := d.rel.Column(def.Colname)
	if c == nil {
		l.fail(sqlstate.UndefinedColumn, 0, `column "%s" does not exist`, def.Colname)
	}
	c.Local = true
	l.columnConstraints(d, c, def, false)
}

// columnConstraints applies the constraints behind a column's type.
func (l *loader) columnConstraints(d *draft, c *catalog.Column, def *pg.ColumnDef, serial bool) {
	sawNull, sawNotNull, sawDefault := false, serial, serial
	var last *pg.Constraint
	twice := func(at source.Pos, what string) {
		l.fail(sqlstate.SyntaxError, at, `%s for column "%s" of table "%s"`, what, c.Name, d.rel.Name)
	}
	for _, n := range def.Constraints {
		k := n.GetConstraint()
		at := source.Pos(k.Location)
		switch k.Contype {
		case pg.ConstrType_CONSTR_NULL:
			if sawNotNull {
				twice(at, "conflicting NULL/NOT NULL declarations")
			}
			sawNull, c.NotNull = true, false
		case pg.ConstrType_CONSTR_NOTNULL:
			if sawNull {
				twice(at, "conflicting NULL/NOT NULL declarations")
			}
			sawNotNull, c.NotNull = true, true
		case pg.ConstrType_CONSTR_DEFAULT:
			if sawDefault {
				twice(at, "multiple default values specified")
			}
			sawDefault = true
			l.setDefault(d, c, k.RawExpr, l.upTo(max(l.afterWord(at, "default"), 0), nextClause(def, at)), false)
		case pg.ConstrType_CONSTR_IDENTITY:
			if sawNull {
				twice(at, "conflicting NULL/NOT NULL declarations")
			}
			l.identityColumn(d, c, k)
			sawNotNull = true
		case pg.ConstrType_CONSTR_GENERATED:
			if c.Generated != 0 {
				twice(at, "multiple generation clauses specified")
			}
			l.setDefault(d, c, k.RawExpr, l.parenthesised(max(l.afterWord(at, "as"), 0)), true)
		case pg.ConstrType_CONSTR_ATTR_DEFERRABLE, pg.ConstrType_CONSTR_ATTR_NOT_DEFERRABLE,
			pg.ConstrType_CONSTR_ATTR_DEFERRED, pg.ConstrType_CONSTR_ATTR_IMMEDIATE:
			deferLast(last, k.Contype)
			continue
		default:
			l.columnLevelConstraint(d, c, k)
		}
		last = k
		if sawDefault && c.Identity != 0 {
			twice(at, "both default and identity specified")
		}
		if sawDefault && c.Generated != 0 {
			twice(at, "both default and generation expression specified")
		}
		if c.Identity != 0 && c.Generated != 0 {
			twice(at, "both identity and generation expression specified")
		}
	}
}

// deferLast applies a column's DEFERRABLE or INITIALLY DEFERRED to the constraint before it.
// Mirrors parse_utilcmd.c: transformConstraintAttrs.
func deferLast(k *pg.Constraint, attr pg.ConstrType) {
	if k == nil {
		return
	}
	switch attr {
	case pg.ConstrType_CONSTR_ATTR_DEFERRABLE:
		k.Deferrable = true
	case pg.ConstrType_CONSTR_ATTR_DEFERRED:
		k.Deferrable, k.Initdeferred = true, true
	}
}

// columnLevelConstraint turns CHECK, UNIQUE, PRIMARY KEY and REFERENCES of a column into
// constraints of the table.
func (l *loader) columnLevelConstraint(d *draft, c *catalog.Column, k *pg.Constraint) {
	switch k.Contype {
	case pg.ConstrType_CONSTR_CHECK:
		d.checks = append(d.checks, l.checkOf(k))
	case pg.ConstrType_CONSTR_PRIMARY, pg.ConstrType_CONSTR_UNIQUE:
		columns := strs(k.Keys)
		if len(columns) == 0 {
			columns = []string{c.Name}
		}
		d.keys = append(d.keys, &pendingKey{con: k, columns: columns})
	case pg.ConstrType_CONSTR_FOREIGN:
		if len(k.FkAttrs) == 0 {
			k.FkAttrs = []*pg.Node{pg.MakeStrNode(c.Name)}
		}
		d.foreign = append(d.foreign, k)
	}
}

func (l *loader) setDefault(d *draft, c *catalog.Column, raw *pg.Node, text string, generated bool) {
	c.HasDefault, c.Default = true, text
	place := analyze.InDefault
	if generated {
		c.Generated, place = 's', analyze.InGenerated
	} else if isNullConst(raw) {
		c.HasDefault, c.Default = false, "" // as on the server: DEFAULT NULL is no default
	}
	d.defaults = append(d.defaults, pendingExpr{column: c.Name, raw: raw, place: place})
}

func isNullConst(n *pg.Node) bool { return n.GetAConst().GetIsnull() }

// identityColumn applies GENERATED … AS IDENTITY.
func (l *loader) identityColumn(d *draft, c *catalog.Column, k *pg.Constraint) {
	at := source.Pos(k.Location)
	if c.Identity != 0 {
		l.fail(sqlstate.SyntaxError, at, `multiple identity specifications for column "%s" of table "%s"`, c.Name, d.rel.Name)
	}
	if !l.cat.Type(c.Type).OID.IsInteger() {
		l.fail(sqlstate.InvalidParameterValue, 0, "identity column type must be smallint, integer, or bigint")
	}
	c.Identity, c.NotNull = k.GeneratedWhen[0], true
	if name := sequenceNameOption(k.Options); name != nil {
		ns := l.creationSchema(name.Schemaname, at)
		d.owned = append(d.owned, ownedSequence{l.enterSequence(ns, name.Relname), c.Name})
		return
	}
	l.columnSequence(d, c)
}

// sequenceNameOption returns SEQUENCE NAME of an identity's options, as pg_dump writes it.
func sequenceNameOption(options []*pg.Node) *pg.RangeVar {
	for _, o := range options {
		if e := o.GetDefElem(); e.Defname == "sequence_name" {
			return rangeVar(e.Arg.GetList().GetItems())
		}
	}
	return nil
}

// nextClause is where the clause after the one at an offset begins, NoPos if it is the last.
func nextClause(def *pg.ColumnDef, at source.Pos) source.Pos {
	next := source.NoPos
	consider := func(p source.Pos) {
		if p > at && (next == source.NoPos || p < next) {
			next = p
		}
	}
	for _, n := range def.Constraints {
		consider(source.Pos(n.GetConstraint().Location))
	}
	if def.CollClause != nil {
		consider(source.Pos(def.CollClause.Location))
	}
	return next
}

// systemColumns are the names that no user column may have.
var systemColumns = map[string]bool{"tableoid": true, "xmin": true, "cmin": true, "xmax": true, "cmax": true, "ctid": true}

// checkColumnNames refuses system column names and duplicates. Mirrors heap.c:
// CheckAttributeNamesTypes.
func (l *loader) checkColumnNames(rel *catalog.Relation) {
	seen := make(map[string]bool, len(rel.Columns))
	for _, c := range rel.Columns {
		if systemColumns[c.Name] && rel.Kind != catalog.View && rel.Kind != catalog.CompositeRel {
			l.fail(sqlstate.DuplicateColumn, 0, `column name "%s" conflicts with a system column name`, c.Name)
		}
		if seen[c.Name] {
			l.fail(sqlstate.DuplicateColumn, 0, `column "%s" specified more than once`, c.Name)
		}
		seen[c.Name] = true
	}
}
