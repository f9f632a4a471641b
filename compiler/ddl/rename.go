package ddl

import (
	"slices"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// renameObject applies ALTER … RENAME. Mirrors alter.c: ExecRenameStmt.
func (l *loader) renameObject(s *pg.RenameStmt) {
	switch s.RenameType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_SEQUENCE,
		pg.ObjectType_OBJECT_INDEX, pg.ObjectType_OBJECT_FOREIGN_TABLE:
		l.renameRelation(s)
	case pg.ObjectType_OBJECT_COLUMN, pg.ObjectType_OBJECT_ATTRIBUTE:
		if rel := l.renameTarget(s); rel != nil {
			if s.Behavior != pg.DropBehavior_DROP_CASCADE {
				l.checkTypedTables(rel, false)
			}
			if !s.Relation.Inh && len(l.cat.Children(rel.OID)) > 0 && rel.Column(s.Subname) != nil {
				l.fail(sqlstate.InvalidTableDefinition, 0, `inherited column "%s" must be renamed in child tables too`, s.Subname)
			}
			l.renameColumn(rel, s.Subname, s.Newname, true)
		}
	case pg.ObjectType_OBJECT_TABCONSTRAINT:
		if rel := l.renameTarget(s); rel != nil {
			l.checkConstraintRename(rel, s)
			l.renameConstraint(rel, s.Subname, s.Newname)
		}
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		t := l.ownType(items(s.Object))
		l.renameType(t, t.Namespace, s.Newname)
	case pg.ObjectType_OBJECT_DOMCONSTRAINT:
		t := l.ownType(items(s.Object))
		i := domainCheck(t, s.Subname)
		if i < 0 {
			l.noDomainConstraint(t, s.Subname)
		}
		t.Checks = slices.Clone(t.Checks)
		t.Checks[i].Name = s.Newname
	case pg.ObjectType_OBJECT_FUNCTION, pg.ObjectType_OBJECT_PROCEDURE, pg.ObjectType_OBJECT_AGGREGATE, pg.ObjectType_OBJECT_ROUTINE:
		p := l.procNamed(s.Object.GetObjectWithArgs(), s.RenameType, false)
		l.moveProc(p, p.Namespace, s.Newname)
	case pg.ObjectType_OBJECT_TRIGGER:
		l.renameTrigger(s)
	case pg.ObjectType_OBJECT_RULE:
		l.renameRule(s)
	case pg.ObjectType_OBJECT_SCHEMA:
		l.renameSchema(s)
	case pg.ObjectType_OBJECT_COLLATION:
		k := l.cat.Collation(l.collation(items(s.Object), 0))
		l.cat.DropCollation(k)
		k.Name = s.Newname
		l.cat.AddCollation(k)
	}
}

// renameTarget finds the relation of a rename; nil if IF EXISTS excuses its absence.
func (l *loader) renameTarget(s *pg.RenameStmt) *catalog.Relation {
	if l.findRelation(s.Relation) == nil && s.MissingOk {
		return nil
	}
	return l.own(l.relation(s.Relation))
}

func (l *loader) renameRelation(s *pg.RenameStmt) {
	rel := l.renameTarget(s)
	if rel == nil {
		return
	}
	l.checkNamedKind(rel, s.RenameType)
	if rel.Kind == catalog.Index {
		for _, r := range l.cat.OwnRelations() {
			for _, x := range r.Indexes {
				if x.OID == rel.OID {
					l.own(r)
					l.renameIndex(r, x, s.Newname)
					return
				}
			}
		}
	}
	l.freeRelationName(rel.Namespace, s.Newname)
	l.rename(rel, rel.Namespace, s.Newname)
	if t := l.cat.Type(rel.RowType); t != nil {
		l.renameType(t, rel.Namespace, s.Newname)
	}
}

// checkNamedKind: ALTER VIEW and its like are for relations of that kind; ALTER TABLE is for all.
// Mirrors tablecmds.c: RangeVarCallbackForAlterRelation.
func (l *loader) checkNamedKind(rel *catalog.Relation, t pg.ObjectType) {
	w := relationWords[t]
	if t == pg.ObjectType_OBJECT_TABLE || t == pg.ObjectType_OBJECT_INDEX || w.word == "" || strings.ContainsRune(w.kinds, rune(rel.Kind)) {
		return
	}
	l.fail(sqlstate.WrongObjectType, 0, `"%s" is not a %s`, rel.Name, w.word)
}

// renameType renames a type and its array type.
func (l *loader) renameType(t *catalog.Type, ns catalog.OID, name string) {
	if r := l.cat.Relation(t.Relation); r != nil && r.Name != name {
		if r.Kind != catalog.CompositeRel {
			l.failDetail(sqlstate.WrongObjectType, 0, "", "Use ALTER TABLE instead.", "%s is a table's row type", l.formatType(t.OID))
		}
		l.rename(r, ns, name)
	} else if r != nil && r.Namespace != ns {
		l.rename(r, ns, name)
	}
	renamed := t.Name != name
	l.freeTypeName(ns, name)
	l.moveType(t, ns, name)
	a := l.cat.Type(t.Array)
	if a == nil {
		return
	}
	arrayName := a.Name // SET SCHEMA keeps it
	if renamed {
		arrayName = l.arrayTypeName(ns, name)
	}
	l.moveType(a, ns, arrayName)
}

func (l *loader) moveType(t *catalog.Type, ns catalog.OID, name string) {
	oldNS, oldName := t.Namespace, t.Name
	l.cat.RenameType(t, ns, name)
	l.undo = append(l.undo, func() { l.cat.RenameType(t, oldNS, oldName) })
}

// renameColumn renames a column here and in the children. Mirrors tablecmds.c: renameatt_internal.
func (l *loader) renameColumn(rel *catalog.Relation, name, to string, top bool) {
	c := l.columnOf2(rel, name)
	if top && c.Inherited {
		l.fail(sqlstate.InvalidTableDefinition, 0, `cannot rename inherited column "%s"`, name)
	}
	if systemColumns[to] && l.isPlain(rel) {
		l.fail(sqlstate.DuplicateColumn, 0, `column name "%s" conflicts with a system column name`, to)
	}
	if rel.Column(to) != nil {
		l.fail(sqlstate.DuplicateColumn, 0, `column "%s" of relation "%s" already exists`, to, rel.Name)
	}
	l.renameInTexts(rel, name, to)
	c.Name = to
	for _, o := range l.heirs(rel) {
		if child := l.own(l.cat.Relation(o)); child.Column(name) != nil {
			l.renameColumn(child, name, to, false)
		}
	}
}

// columnOf2 is columnOf with the message of RENAME COLUMN, which does not name the relation.
func (l *loader) columnOf2(rel *catalog.Relation, name string) *catalog.Column {
	c := rel.Column(name)
	if c == nil {
		l.fail(sqlstate.UndefinedColumn, 0, `column "%s" does not exist`, name)
	}
	return c
}

// renameInTexts follows a renamed column into the expressions that the catalog keeps as text.
func (l *loader) renameInTexts(rel *catalog.Relation, name, to string) {
	for _, k := range rel.Constraints {
		k.Check = replaceWord(k.Check, name, to)
	}
	for _, x := range rel.Indexes {
		x.Predicate = replaceWord(x.Predicate, name, to)
		x.Keys = slices.Clone(x.Keys)
		for i := range x.Keys {
			x.Keys[i].Expr = replaceWord(x.Keys[i].Expr, name, to)
		}
	}
	for _, c := range rel.Columns {
		if c.Generated != 0 {
			c.Default = replaceWord(c.Default, name, to)
		}
	}
}

// checkConstraintRename keeps an inherited CHECK under one name in all tables.
func (l *loader) checkConstraintRename(rel *catalog.Relation, s *pg.RenameStmt) {
	k := findConstraint(rel, s.Subname)
	if k == nil || k.Kind != catalog.CheckConstraint || k.NoInherit {
		return
	}
	if !s.Relation.Inh && len(l.cat.Children(rel.OID)) > 0 {
		l.fail(sqlstate.InvalidTableDefinition, 0, `inherited constraint "%s" must be renamed in child tables too`, k.Name)
	}
	for _, p := range rel.Parents {
		if findConstraint(l.cat.Relation(p), k.Name) != nil {
			l.fail(sqlstate.InvalidTableDefinition, 0, `cannot rename inherited constraint "%s"`, k.Name)
		}
	}
}

func (l *loader) renameConstraint(rel *catalog.Relation, name, to string) {
	k := findConstraint(rel, name)
	if k == nil {
		l.fail(sqlstate.UndefinedObject, 0, `constraint "%s" for table "%s" does not exist`, name, rel.Name)
	}
	if findConstraint(rel, to) != nil {
		l.duplicateConstraint(rel, to)
	}
	if k.Index != catalog.InvalidOID && k.Kind != catalog.ForeignKey {
		for _, x := range rel.Indexes {
			if x.OID == k.Index {
				l.renameIndex(rel, x, to)
				return
			}
		}
	}
	k.Name = to
	l.noteConName(to)
	if k.Kind == catalog.CheckConstraint && !k.NoInherit {
		for _, o := range l.cat.Children(rel.OID) {
			if child := l.own(l.cat.Relation(o)); findConstraint(child, name) != nil {
				l.renameConstraint(child, name, to)
			}
		}
	}
}

func (l *loader) moveProc(p *catalog.Proc, ns catalog.OID, name string) {
	if p.OID < catalog.FirstUserOID {
		l.fail(sqlstate.InsufficientPrivilege, 0, "must be owner of function %s", p.Name)
	}
	for _, q := range l.cat.Procs(name) {
		if q != p && q.Namespace == ns && slices.Equal(q.Args, p.Args) {
			schema := l.schemaName(ns)
			l.fail(sqlstate.DuplicateFunction, 0, `function %s already exists in schema "%s"`, l.signature(q), schema)
		}
	}
	move := func(ns catalog.OID, name string) {
		l.cat.DropProc(p)
		p.Namespace, p.Name = ns, name
		l.cat.AddProc(p)
	}
	oldNS, oldName := p.Namespace, p.Name
	move(ns, name)
	l.undo = append(l.undo, func() { move(oldNS, oldName) })
}

func (l *loader) renameSchema(s *pg.RenameStmt) {
	l.schemaOID(s.Subname, 0)
	n := l.cat.Namespace(s.Subname)
	if l.cat.Namespace(s.Newname) != nil {
		l.fail(sqlstate.DuplicateSchema, 0, `schema "%s" already exists`, s.Newname)
	}
	l.cat.RenameNamespace(n, s.Newname)
}

// setSchema applies ALTER … SET SCHEMA. Mirrors alter.c: ExecAlterObjectSchemaStmt.
func (l *loader) setSchema(s *pg.AlterObjectSchemaStmt) {
	switch s.ObjectType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_SEQUENCE,
		pg.ObjectType_OBJECT_FOREIGN_TABLE:
		if l.findRelation(s.Relation) == nil && s.MissingOk {
			return
		}
		rel := l.own(l.relation(s.Relation))
		l.moveRelation(rel, l.schemaOID(s.Newschema, 0))
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		t := l.ownType(items(s.Object))
		if ns := l.schemaOID(s.Newschema, 0); ns != t.Namespace {
			l.renameType(t, ns, t.Name)
		}
	case pg.ObjectType_OBJECT_FUNCTION, pg.ObjectType_OBJECT_PROCEDURE, pg.ObjectType_OBJECT_AGGREGATE, pg.ObjectType_OBJECT_ROUTINE:
		p := l.procNamed(s.Object.GetObjectWithArgs(), s.ObjectType, false)
		l.moveProc(p, l.schemaOID(s.Newschema, 0), p.Name)
	case pg.ObjectType_OBJECT_OPERATOR:
		l.moveOperator(s)
	case pg.ObjectType_OBJECT_EXTENSION:
		l.moveExtension(str(s.Object), l.schemaOID(s.Newschema, 0))
	}
}

// moveRelation moves a relation with its indexes, row type and owned sequences.
func (l *loader) moveRelation(rel *catalog.Relation, ns catalog.OID) {
	if rel.Namespace == ns {
		return
	}
	if l.cat.RelationByName(ns, rel.Name) != nil {
		l.fail(sqlstate.DuplicateTable, 0, `relation "%s" already exists in schema "%s"`, rel.Name, l.schemaName(ns))
	}
	l.rename(rel, ns, rel.Name)
	if t := l.cat.Type(rel.RowType); t != nil {
		l.renameType(t, ns, rel.Name)
	}
	for _, x := range rel.Indexes {
		x.Namespace = ns
		l.rename(l.cat.Relation(x.OID), ns, x.Name)
	}
	for _, d := range l.cat.Dependents(relObject(rel.OID, 0)) {
		r := l.cat.Relation(d.Object.OID)
		if d.Object.Class == catalog.RelationClass && d.Kind == catalog.Auto && r != nil && r.Kind == catalog.Sequence {
			l.moveRelation(l.own(r), ns)
		}
	}
}

// moveOperator puts an operator into another schema. Mirrors alter.c: AlterObjectNamespace_internal.
func (l *loader) moveOperator(s *pg.AlterObjectSchemaStmt) {
	o := s.Object.GetObjectWithArgs()
	var side [2]catalog.OID
	for i, n := range o.Objargs {
		if i < len(side) && n.GetTypeName() != nil {
			side[i] = l.typeNamed(n.GetTypeName(), false).OID
		}
	}
	op := l.operatorNamed(o.Objname, side[0], side[1])
	if op == nil {
		_, name := splitName(o.Objname)
		l.fail(sqlstate.UndefinedFunction, 0, "operator does not exist: %s", name)
	}
	l.owned(catalog.Object{Class: catalog.OperatorClass, OID: op.OID})
	ns := l.schemaOID(s.Newschema, 0)
	old := op.Namespace
	l.undo = append(l.undo, func() { op.Namespace = old })
	op.Namespace = ns
}

func (l *loader) moveExtension(name string, ns catalog.OID) {
	for _, t := range l.cat.OwnTypes() {
		if t.Extension == name {
			l.moveType(t, ns, t.Name)
		}
	}
	for _, p := range l.cat.OwnProcs() {
		if p.Extension == name {
			p.Namespace = ns
		}
	}
	for _, o := range l.cat.OwnOperators() {
		if o.Extension == name {
			o.Namespace = ns
		}
	}
}
