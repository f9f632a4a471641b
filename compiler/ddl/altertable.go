package ddl

import (
	"fmt"
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// alterTable applies ALTER TABLE, VIEW, MATERIALIZED VIEW, FOREIGN TABLE, INDEX, SEQUENCE and
// TYPE (of composites), command by command. Mirrors tablecmds.c: ATController.
func (l *loader) alterTable(s *pg.AlterTableStmt) {
	rel := l.findRelation(s.Relation)
	if rel == nil && s.MissingOk {
		return
	}
	if rel == nil {
		rel = l.relation(s.Relation)
	}
	l.checkNamedKind(rel, s.Objtype)
	if s.Objtype == pg.ObjectType_OBJECT_TYPE && rel.Kind != catalog.CompositeRel {
		l.fail(sqlstate.WrongObjectType, 0, `"%s" is not a composite type`, rel.Name)
	}
	if rel.Kind == catalog.Index {
		l.alterIndex(rel, s)
		return
	}
	l.own(rel)
	for _, n := range s.Cmds {
		if c := n.GetAlterTableCmd(); c.Subtype == pg.AlterTableType_AT_AlterColumnType && rel.Column(c.Name) != nil {
			l.checkConversion(rel, rel.Column(c.Name), c.Def.GetColumnDef())
		}
	}
	// As in PostgreSQL's passes: drops come first, then types, then additions.
	for pass := range 3 {
		for _, n := range s.Cmds {
			if c := n.GetAlterTableCmd(); alterPass(c.Subtype) == pass {
				l.alterCommand(rel, c, s.Relation.Inh)
			}
		}
		if pass == 0 && slices.ContainsFunc(s.Cmds, dropsConstraint) {
			l.weaken()
		}
	}
}

func dropsConstraint(n *pg.Node) bool {
	t := n.GetAlterTableCmd().Subtype
	return t == pg.AlterTableType_AT_DropConstraint || t == pg.AlterTableType_AT_DropNotNull
}

func alterPass(t pg.AlterTableType) int {
	switch t {
	case pg.AlterTableType_AT_DropColumn, pg.AlterTableType_AT_DropConstraint, pg.AlterTableType_AT_DropNotNull,
		pg.AlterTableType_AT_DropIdentity:
		return 0
	case pg.AlterTableType_AT_AddConstraint, pg.AlterTableType_AT_SetNotNull, pg.AlterTableType_AT_ColumnDefault,
		pg.AlterTableType_AT_AddIdentity, pg.AlterTableType_AT_SetIdentity:
		return 2
	}
	return 1
}

// alterCommand applies one command; inh is false for ALTER TABLE ONLY.
func (l *loader) alterCommand(rel *catalog.Relation, c *pg.AlterTableCmd, inh bool) {
	cascade := c.Behavior == pg.DropBehavior_DROP_CASCADE
	switch c.Subtype {
	case pg.AlterTableType_AT_AddColumn:
		l.checkTypedTables(rel, cascade)
		l.addColumn(rel, c, inh)
	case pg.AlterTableType_AT_DropColumn:
		l.checkTypedTables(rel, cascade)
		l.dropColumn(rel, c.Name, c.MissingOk, cascade, inh)
	case pg.AlterTableType_AT_AlterColumnType:
		if rel.Kind == catalog.CompositeRel && rel.Column(c.Name) != nil {
			l.checkStoredUses(l.cat.Type(rel.RowType))
		}
		l.checkTypedTables(rel, cascade)
		l.alterColumnType(rel, c)
	case pg.AlterTableType_AT_ColumnDefault:
		l.alterDefault(rel, c)
	case pg.AlterTableType_AT_SetNotNull, pg.AlterTableType_AT_DropNotNull:
		l.setNotNull(rel, c.Name, c.Subtype == pg.AlterTableType_AT_SetNotNull, inh)
	case pg.AlterTableType_AT_DropExpression:
		l.dropExpression(rel, c)
	case pg.AlterTableType_AT_AddIdentity:
		l.addIdentity(rel, c)
	case pg.AlterTableType_AT_SetIdentity:
		l.setIdentity(rel, c)
	case pg.AlterTableType_AT_DropIdentity:
		l.dropIdentity(rel, c)
	case pg.AlterTableType_AT_AddConstraint:
		l.addConstraint(rel, c.Def.GetConstraint(), inh)
	case pg.AlterTableType_AT_DropConstraint:
		l.dropConstraint(rel, c.Name, c.MissingOk, cascade, inh)
	case pg.AlterTableType_AT_ValidateConstraint:
		if k := findConstraint(rel, c.Name); k != nil {
			k.Validated = true
		} else {
			l.noConstraint(rel, c.Name)
		}
	case pg.AlterTableType_AT_AlterConstraint:
		if k := findConstraint(rel, c.Def.GetConstraint().GetConname()); k != nil {
			k.Deferrable, k.Deferred = c.Def.GetConstraint().Deferrable, c.Def.GetConstraint().Initdeferred
		}
	case pg.AlterTableType_AT_AttachPartition:
		l.attachPartition(rel, c.Def.GetPartitionCmd())
	case pg.AlterTableType_AT_DetachPartition:
		l.detachPartition(rel, c.Def.GetPartitionCmd())
	case pg.AlterTableType_AT_AddInherit:
		l.addInherit(rel, c.Def.GetRangeVar())
	case pg.AlterTableType_AT_DropInherit:
		l.dropInherit(rel, c.Def.GetRangeVar())
	case pg.AlterTableType_AT_AddOf:
		t, _ := l.typeOf(c.Def.GetTypeName())
		rel.OfType = t.OID
	case pg.AlterTableType_AT_DropOf:
		rel.OfType = catalog.InvalidOID
	}
	// What is left (owner, storage, triggers, row security, …) has no bearing on the catalog.
}

// alterIndex knows the only commands of ALTER INDEX that matter: none but checks.
func (l *loader) alterIndex(*catalog.Relation, *pg.AlterTableStmt) {}

// column returns a column of rel or reports 42703.
func (l *loader) columnOf(rel *catalog.Relation, name string) *catalog.Column {
	c := rel.Column(name)
	if c == nil {
		l.fail(sqlstate.UndefinedColumn, 0, `column "%s" of relation "%s" does not exist`, name, rel.Name)
	}
	return c
}

// addColumn applies ADD COLUMN, to children too. Mirrors tablecmds.c: ATExecAddColumn.
func (l *loader) addColumn(rel *catalog.Relation, c *pg.AlterTableCmd, inh bool) {
	def := c.Def.GetColumnDef()
	if c.MissingOk && rel.Column(def.Colname) != nil {
		return
	}
	switch {
	case rel.Kind == catalog.View || rel.Kind == catalog.MatView || rel.Kind == catalog.Sequence:
		l.fail(sqlstate.WrongObjectType, 0, `ALTER action ADD COLUMN cannot be performed on relation "%s"`, rel.Name)
	case rel.OfType != catalog.InvalidOID:
		l.fail(sqlstate.WrongObjectType, 0, "cannot add column to typed table")
	case rel.IsPartition:
		l.fail(sqlstate.WrongObjectType, 0, "cannot add column to a partition")
	}
	if systemColumns[def.Colname] && rel.Kind != catalog.CompositeRel {
		l.fail(sqlstate.DuplicateColumn, 0, `column name "%s" conflicts with a system column name`, def.Colname)
	}
	d := &draft{rel: rel, alter: true}
	col := l.column(d, def)
	l.dependOnType(relObject(rel.OID, col.Num), col.Type)
	l.finish(d)
	for _, k := range d.checks {
		l.inheritChecks(rel, k)
	}
	if !inh && len(l.cat.Children(rel.OID)) > 0 {
		l.fail(sqlstate.InvalidTableDefinition, 0, "column must be added to child tables too")
	}
	l.addColumnToChildren(rel, col)
}

// heirs are the tables that follow a change of rel's columns: its children, or the typed tables of
// a composite type.
func (l *loader) heirs(rel *catalog.Relation) []catalog.OID {
	if rel.Kind != catalog.CompositeRel {
		return l.cat.Children(rel.OID)
	}
	var out []catalog.OID
	for _, r := range l.cat.OwnRelations() {
		if r.OfType == rel.RowType {
			out = append(out, r.OID)
		}
	}
	return out
}

// checkTypedTables refuses to change a composite type under typed tables without CASCADE.
func (l *loader) checkTypedTables(rel *catalog.Relation, cascade bool) {
	if rel.Kind == catalog.CompositeRel && !cascade && len(l.heirs(rel)) > 0 {
		l.failDetail(sqlstate.DependentObjectsStillExist, 0, "", "Use ALTER ... CASCADE to alter the typed tables too.",
			`cannot alter type "%s" because it is the type of a typed table`, rel.Name)
	}
}

func (l *loader) addColumnToChildren(rel *catalog.Relation, col *catalog.Column) {
	typed := rel.Kind == catalog.CompositeRel
	for _, o := range l.heirs(rel) {
		child := l.own(l.cat.Relation(o))
		if old := child.Column(col.Name); old != nil {
			l.sameTypeChild(child, old, col)
			old.Inherited = true
			continue
		}
		k := *col
		k.Inherited, k.Local, k.Identity, k.Comment = !typed, typed, 0, ""
		child.AppendColumn(&k)
		l.dependOnType(relObject(child.OID, k.Num), k.Type)
		l.addColumnToChildren(child, &k)
	}
}

func (l *loader) sameTypeChild(child *catalog.Relation, old, col *catalog.Column) {
	if old.Type != col.Type || old.Typmod != col.Typmod {
		l.fail(sqlstate.DatatypeMismatch, 0, `child table "%s" has different type for column "%s"`, child.Name, col.Name)
	}
}

// inheritChecks hands a new CHECK down to the children.
func (l *loader) inheritChecks(rel *catalog.Relation, k *pendingCheck) {
	if k.noInherit {
		return
	}
	con := findConstraint(rel, k.name)
	for _, o := range l.cat.Children(rel.OID) {
		child := l.own(l.cat.Relation(o))
		l.addChecks(child, []*pendingCheck{copiedCheck(rel, con, true)})
		l.inheritChecks(child, k)
	}
}

// dropColumn applies DROP COLUMN. Mirrors tablecmds.c: ATExecDropColumn.
func (l *loader) dropColumn(rel *catalog.Relation, name string, missingOK, cascade, inh bool) {
	c := rel.Column(name)
	if c == nil && missingOK {
		return
	}
	c = l.columnOf(rel, name)
	if c.Inherited {
		l.fail(sqlstate.InvalidTableDefinition, 0, `cannot drop inherited column "%s"`, name)
	}
	if slices.Contains(rel.PartKey, c.Num) {
		l.fail(sqlstate.InvalidTableDefinition, 0, `cannot drop column "%s" because it is part of the partition key of relation "%s"`, name, rel.Name)
	}
	l.dropColumnChildren(rel, name, cascade, inh)
	l.dropObject(relObject(rel.OID, c.Num), cascade)
}

func (l *loader) dropColumnChildren(rel *catalog.Relation, name string, cascade, inh bool) {
	for _, o := range l.heirs(rel) {
		child := l.own(l.cat.Relation(o))
		c := child.Column(name)
		if c == nil {
			continue
		}
		if inh && (!c.Local || rel.Kind == catalog.CompositeRel) {
			c.Inherited = false
			l.dropColumnChildren(child, name, cascade, inh)
			l.dropObject(relObject(child.OID, c.Num), cascade)
		} else {
			c.Inherited, c.Local = false, true
		}
	}
}

// alterColumnType applies ALTER COLUMN TYPE. Mirrors tablecmds.c: ATPrepAlterColumnType.
func (l *loader) alterColumnType(rel *catalog.Relation, cmd *pg.AlterTableCmd) {
	def := cmd.Def.GetColumnDef()
	c := l.columnOf(rel, cmd.Name)
	if c.Inherited {
		l.fail(sqlstate.InvalidTableDefinition, 0, `cannot alter inherited column "%s"`, c.Name)
	}
	t, mod := l.typeOf(def.TypeName)
	l.checkColumnType(rel, c.Name, t)
	if c.Identity != 0 && !t.OID.IsInteger() {
		l.fail(sqlstate.InvalidParameterValue, 0, "identity column type must be smallint, integer, or bigint")
	}
	for _, d := range l.cat.Dependents(relObject(rel.OID, c.Num)) {
		user := ""
		switch {
		case d.Object.Class == catalog.RelationClass && l.isView(d.Object.OID):
			user = "view or rule"
		case d.Object.Class == catalog.ProcClass:
			user = "function or procedure"
		default:
			continue
		}
		l.failDetail(sqlstate.FeatureNotSupported, 0, l.describe(d.Object)+` depends on column "`+c.Name+`"`, "",
			"cannot alter type of a column used by a %s", user)
	}
	l.retype(rel, c.Name, t, mod, l.columnCollation(def.CollClause, t))
}

// checkConversion refuses a new type that the old one, or the USING expression, cannot be assigned
// to. It runs before all commands of the statement: USING sees the columns as they were.
func (l *loader) checkConversion(rel *catalog.Relation, c *catalog.Column, def *pg.ColumnDef) {
	if rel.Kind != catalog.Table && rel.Kind != catalog.PartitionedTable {
		return
	}
	t, mod := l.typeOf(def.TypeName)
	from, message, hint := c.Type, `column "%s" cannot be cast automatically to type %s`, ""
	if def.RawDefault != nil {
		x := l.expression(def.RawDefault, rel, analyze.InUsing)
		from, message = x.Type(), `result of USING clause for column "%s" cannot be cast automatically to type %s`
		hint = "You might need to add an explicit cast."
	} else {
		hint = fmt.Sprintf(`You might need to specify "USING %s::%s".`, analyze.QuoteIdentifier(c.Name), l.formatTypeMod(t.OID, mod))
	}
	if !analyze.CanCoerce(l.cat, []catalog.OID{from}, []catalog.OID{t.OID}, catalog.CastAssignment) {
		l.failDetail(sqlstate.DatatypeMismatch, 0, "", hint, message, c.Name, l.formatType(t.OID))
	}
}

func (l *loader) retype(rel *catalog.Relation, name string, t *catalog.Type, mod int32, collation catalog.OID) {
	c := l.own(rel).Column(name)
	c.Type, c.Typmod, c.Collation, c.DefaultValue = t.OID, mod, collation, nil
	l.dependOnType(relObject(rel.OID, c.Num), c.Type)
	for _, x := range rel.Indexes {
		for i := range x.Keys {
			if x.Keys[i].Num == c.Num {
				x.Keys[i].OpClass, x.Keys[i].Collation = l.defaultOpClass(c.Type, x.Method), collation
			}
		}
	}
	for _, o := range l.heirs(rel) {
		if child := l.cat.Relation(o); child.Column(name) != nil {
			l.retype(child, name, t, mod, collation)
		}
	}
}

func (l *loader) isView(oid catalog.OID) bool {
	r := l.cat.Relation(oid)
	return r != nil && (r.Kind == catalog.View || r.Kind == catalog.MatView)
}

// alterDefault applies SET DEFAULT and DROP DEFAULT.
func (l *loader) alterDefault(rel *catalog.Relation, cmd *pg.AlterTableCmd) {
	c := l.columnOf(rel, cmd.Name)
	if c.Identity != 0 {
		l.fail(sqlstate.SyntaxError, 0, `column "%s" of relation "%s" is an identity column`, c.Name, rel.Name)
	}
	if c.Generated != 0 {
		l.fail(sqlstate.SyntaxError, 0, `column "%s" of relation "%s" is a generated column`, c.Name, rel.Name)
	}
	object := catalog.Object{Class: catalog.DefaultClass, OID: rel.OID, Sub: c.Num}
	l.cat.DropDependencies(object)
	if cmd.Def == nil {
		c.HasDefault, c.Default, c.DefaultValue = false, "", nil
		return
	}
	text := ""
	if at := l.afterWord(0, "default"); at >= 0 {
		text = l.upTo(at, -1)
	}
	d := &draft{rel: rel, alter: true}
	l.setDefault(d, c, cmd.Def, text, false)
	l.finish(d)
}

// setNotNull applies SET NOT NULL and DROP NOT NULL, to children too.
func (l *loader) setNotNull(rel *catalog.Relation, name string, notNull, inh bool) {
	c := l.columnOf(rel, name)
	if !notNull {
		if c.Identity != 0 {
			l.fail(sqlstate.SyntaxError, 0, `column "%s" of relation "%s" is an identity column`, name, rel.Name)
		}
		if pk := rel.PrimaryKey(); pk != nil && slices.Contains(pk.Columns, c.Num) {
			l.fail(sqlstate.InvalidTableDefinition, 0, `column "%s" is in a primary key`, name)
		}
	}
	c.NotNull = notNull
	if !inh {
		return
	}
	for _, o := range l.cat.Children(rel.OID) {
		if child := l.own(l.cat.Relation(o)); child.Column(name) != nil {
			l.setNotNull(child, name, notNull, true)
		}
	}
}

func (l *loader) dropExpression(rel *catalog.Relation, cmd *pg.AlterTableCmd) {
	c := l.columnOf(rel, cmd.Name)
	if c.Generated == 0 {
		if !cmd.MissingOk {
			l.fail(sqlstate.ObjectNotInPrerequisiteState, 0, `column "%s" of relation "%s" is not a stored generated column`, c.Name, rel.Name)
		}
		return
	}
	c.Generated, c.HasDefault, c.Default = 0, false, ""
}

// addIdentity applies ADD GENERATED … AS IDENTITY. Mirrors tablecmds.c: ATExecAddIdentity.
func (l *loader) addIdentity(rel *catalog.Relation, cmd *pg.AlterTableCmd) {
	c := l.columnOf(rel, cmd.Name)
	switch {
	case !c.NotNull:
		l.fail(sqlstate.ObjectNotInPrerequisiteState, 0, `column "%s" of relation "%s" must be declared NOT NULL before identity can be added`, c.Name, rel.Name)
	case c.Identity != 0:
		l.fail(sqlstate.ObjectNotInPrerequisiteState, 0, `column "%s" of relation "%s" is already an identity column`, c.Name, rel.Name)
	case c.HasDefault:
		l.fail(sqlstate.ObjectNotInPrerequisiteState, 0, `column "%s" of relation "%s" already has a default value`, c.Name, rel.Name)
	}
	d := &draft{rel: rel, alter: true}
	l.identityColumn(d, c, cmd.Def.GetConstraint())
	l.finish(d)
}

func (l *loader) setIdentity(rel *catalog.Relation, cmd *pg.AlterTableCmd) {
	c := l.columnOf(rel, cmd.Name)
	if c.Identity == 0 {
		l.fail(sqlstate.ObjectNotInPrerequisiteState, 0, `column "%s" of relation "%s" is not an identity column`, c.Name, rel.Name)
	}
	for _, o := range items(cmd.Def) {
		if e := o.GetDefElem(); e.GetDefname() == "generated" {
			c.Identity = byte(e.Arg.GetInteger().GetIval())
		}
	}
}

func (l *loader) dropIdentity(rel *catalog.Relation, cmd *pg.AlterTableCmd) {
	c := l.columnOf(rel, cmd.Name)
	if c.Identity == 0 {
		if !cmd.MissingOk {
			l.fail(sqlstate.ObjectNotInPrerequisiteState, 0, `column "%s" of relation "%s" is not an identity column`, c.Name, rel.Name)
		}
		return
	}
	c.Identity = 0
	for _, d := range slices.Clone(l.cat.Dependents(relObject(rel.OID, c.Num))) {
		if r := l.cat.Relation(d.Object.OID); d.Object.Class == catalog.RelationClass && r != nil && r.Kind == catalog.Sequence {
			l.dropObject(d.Object, true)
		}
	}
}
