package ddl

import (
	"slices"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// drop applies DROP … for all objects that the catalog knows.
func (l *loader) drop(s *pg.DropStmt) {
	cascade := s.Behavior == pg.DropBehavior_DROP_CASCADE
	var targets []catalog.Object
	for _, n := range s.Objects {
		o, ok := l.dropTarget(s, n)
		if ok {
			targets = append(targets, o)
		}
	}
	l.dropAll(targets, cascade)
}

// dropTarget resolves one object of a DROP; false if there is nothing to do.
func (l *loader) dropTarget(s *pg.DropStmt, n *pg.Node) (catalog.Object, bool) {
	none := catalog.Object{}
	switch s.RemoveType {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_SEQUENCE,
		pg.ObjectType_OBJECT_INDEX, pg.ObjectType_OBJECT_FOREIGN_TABLE:
		return l.dropRelationTarget(s, rangeVar(items(n)))
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		return l.dropTypeTarget(s, n.GetTypeName())
	case pg.ObjectType_OBJECT_FUNCTION, pg.ObjectType_OBJECT_PROCEDURE, pg.ObjectType_OBJECT_AGGREGATE, pg.ObjectType_OBJECT_ROUTINE:
		p := l.procNamed(n.GetObjectWithArgs(), s.RemoveType, s.MissingOk)
		if p == nil {
			return none, false
		}
		return l.owned(catalog.Object{Class: catalog.ProcClass, OID: p.OID}), true
	case pg.ObjectType_OBJECT_SCHEMA:
		ns := l.cat.Namespace(str(n))
		if ns == nil {
			if !s.MissingOk {
				l.schemaOID(str(n), 0)
			}
			return none, false
		}
		return catalog.Object{Class: catalog.NamespaceClass, OID: ns.OID}, true
	case pg.ObjectType_OBJECT_EXTENSION:
		l.dropExtension(str(n), s.MissingOk, s.Behavior == pg.DropBehavior_DROP_CASCADE)
	case pg.ObjectType_OBJECT_OPERATOR:
		return l.dropOperatorTarget(s, n.GetObjectWithArgs())
	case pg.ObjectType_OBJECT_CAST:
		l.dropCast(items(n), s.MissingOk)
	case pg.ObjectType_OBJECT_COLLATION:
		if schema, name := splitName(items(n)); l.missingCollation(schema, name) {
			if !s.MissingOk {
				l.collation(items(n), 0)
			}
			return none, false
		}
		return l.owned(catalog.Object{Class: catalog.CollationClass, OID: l.collation(items(n), 0)}), true
	case pg.ObjectType_OBJECT_RULE, pg.ObjectType_OBJECT_TRIGGER:
		l.dropRuleOrTrigger(s, items(n))
	}
	return none, false
}

func (l *loader) missingCollation(schema, name string) bool {
	ns := catalog.InvalidOID
	if schema != "" {
		n := l.cat.Namespace(schema)
		if n == nil {
			return true
		}
		ns = n.OID
	}
	return l.cat.CollationByName(ns, name) == nil
}

// owned refuses to drop what the server itself needs.
func (l *loader) owned(o catalog.Object) catalog.Object {
	if o.OID < catalog.FirstUserOID {
		l.fail(sqlstate.DependentObjectsStillExist, 0, "cannot drop %s because it is required by the database system", l.describe(o))
	}
	return o
}

var relationWords = map[pg.ObjectType]struct {
	word  string
	kinds string
}{
	pg.ObjectType_OBJECT_TABLE:         {"table", "rp"},
	pg.ObjectType_OBJECT_VIEW:          {"view", "v"},
	pg.ObjectType_OBJECT_MATVIEW:       {"materialized view", "m"},
	pg.ObjectType_OBJECT_SEQUENCE:      {"sequence", "S"},
	pg.ObjectType_OBJECT_INDEX:         {"index", "i"},
	pg.ObjectType_OBJECT_FOREIGN_TABLE: {"foreign table", "f"},
}

// dropRelationTarget finds a relation of the kind that DROP names.
func (l *loader) dropRelationTarget(s *pg.DropStmt, rv *pg.RangeVar) (catalog.Object, bool) {
	w := relationWords[s.RemoveType]
	rel := l.findRelation(rv)
	if rel == nil {
		if s.MissingOk {
			return catalog.Object{}, false
		}
		if rv.Schemaname != "" {
			l.schemaOID(rv.Schemaname, 0)
		}
		code := sqlstate.UndefinedTable
		if s.RemoveType == pg.ObjectType_OBJECT_INDEX {
			code = sqlstate.UndefinedObject
		}
		l.fail(code, 0, `%s "%s" does not exist`, w.word, rv.Relname)
	}
	if !strings.ContainsRune(w.kinds, rune(rel.Kind)) {
		article := "a"
		if w.word == "index" {
			article = "an"
		}
		l.fail(sqlstate.WrongObjectType, 0, `"%s" is not %s %s`, rel.Name, article, w.word)
	}
	if rel.Kind == catalog.Index {
		l.dropIndex(rel)
		return catalog.Object{}, false
	}
	if rel.Kind == catalog.Sequence {
		l.checkNoIdentity(rel)
	}
	return l.owned(relObject(rel.OID, 0)), true
}

// checkNoIdentity: the sequence of an identity column is part of it.
func (l *loader) checkNoIdentity(seq *catalog.Relation) {
	for _, r := range l.cat.OwnRelations() {
		for _, c := range r.Columns {
			if c.Identity == 0 {
				continue
			}
			for _, d := range l.cat.Dependents(relObject(r.OID, c.Num)) {
				if d.Object == relObject(seq.OID, 0) {
					l.fail(sqlstate.DependentObjectsStillExist, 0, "cannot drop sequence %s because column %s of table %s requires it", seq.Name, c.Name, r.Name)
				}
			}
		}
	}
}

// dropIndex drops an index that belongs to no constraint.
func (l *loader) dropIndex(index *catalog.Relation) {
	for _, r := range l.cat.OwnRelations() {
		for _, x := range r.Indexes {
			if x.OID != index.OID {
				continue
			}
			if k := constraintOf(r, x); k != nil {
				l.failDetail(sqlstate.DependentObjectsStillExist, 0, "", "You can drop constraint "+k.Name+" on table "+r.Name+" instead.",
					"cannot drop index %s because constraint %s on table %s requires it", x.Name, k.Name, r.Name)
			}
			l.removeIndex(l.own(r), x.OID)
			return
		}
	}
}

func (l *loader) dropTypeTarget(s *pg.DropStmt, tn *pg.TypeName) (catalog.Object, bool) {
	t := l.typeNamed(tn, s.MissingOk)
	if t == nil {
		return catalog.Object{}, false
	}
	if s.RemoveType == pg.ObjectType_OBJECT_DOMAIN && t.Kind != catalog.DomainType {
		l.fail(sqlstate.WrongObjectType, 0, `"%s" is not a domain`, typeNameString(tn))
	}
	l.owned(typeObject(t.OID))
	if t.Relation == catalog.InvalidOID {
		if e := l.cat.Type(t.Elem); l.isAutoArray(t) {
			l.failDetail(sqlstate.DependentObjectsStillExist, 0, "", "You can drop type "+l.formatType(e.OID)+" instead.",
				"cannot drop type %s because type %s requires it", l.formatType(t.OID), l.formatType(e.OID))
		}
		return typeObject(t.OID), true
	}
	if r := l.cat.Relation(t.Relation); r != nil && r.Kind != catalog.CompositeRel {
		l.failDetail(sqlstate.DependentObjectsStillExist, 0, "", "You can drop "+l.describe(relObject(r.OID, 0))+" instead.",
			"cannot drop type %s because %s requires it", l.formatType(t.OID), l.describe(relObject(r.OID, 0)))
	}
	return typeObject(t.OID), true
}

func (l *loader) dropOperatorTarget(s *pg.DropStmt, o *pg.ObjectWithArgs) (catalog.Object, bool) {
	side := func(n *pg.Node) catalog.OID {
		if n.GetTypeName() == nil {
			return catalog.InvalidOID
		}
		t := l.typeNamed(n.GetTypeName(), s.MissingOk)
		if t == nil {
			return catalog.InvalidOID
		}
		return t.OID
	}
	op := (*catalog.Operator)(nil)
	if len(o.Objargs) == 2 {
		op = l.operatorNamed(o.Objname, side(o.Objargs[0]), side(o.Objargs[1]))
	}
	if op == nil {
		if !s.MissingOk {
			_, name := splitName(o.Objname)
			l.fail(sqlstate.UndefinedFunction, 0, "operator does not exist: %s", name)
		}
		return catalog.Object{}, false
	}
	return l.owned(catalog.Object{Class: catalog.OperatorClass, OID: op.OID}), true
}

func (l *loader) dropCast(pair []*pg.Node, missingOK bool) {
	from, to := l.typeNamed(pair[0].GetTypeName(), missingOK), l.typeNamed(pair[1].GetTypeName(), missingOK)
	if from != nil && to != nil {
		if k := l.cat.Cast(from.OID, to.OID); k != nil {
			l.cat.DropCast(k)
			l.undo = append(l.undo, func() { l.cat.AddCast(k) })
			return
		}
	}
	if !missingOK {
		l.fail(sqlstate.UndefinedObject, 0, "cast from type %s to type %s does not exist", typeNameString(pair[0].GetTypeName()), typeNameString(pair[1].GetTypeName()))
	}
}

// dropRuleOrTrigger forgets a rule or a trigger.
func (l *loader) dropRuleOrTrigger(s *pg.DropStmt, names []*pg.Node) {
	rel := l.findRelation(rangeVar(names[:len(names)-1]))
	if rel == nil {
		if !s.MissingOk {
			l.relation(rangeVar(names[:len(names)-1]))
		}
		return
	}
	l.own(rel)
	name := str(names[len(names)-1])
	if s.RemoveType == pg.ObjectType_OBJECT_TRIGGER {
		if i := l.triggerNamed(rel, name, s.MissingOk); i >= 0 {
			rel.Triggers = slices.Delete(slices.Clone(rel.Triggers), i, i+1)
		}
		return
	}
	rules := slices.DeleteFunc(slices.Clone(rel.Rules), func(r catalog.Rule) bool { return r.Name == name })
	if len(rules) == len(rel.Rules) && name != "_RETURN" && !s.MissingOk {
		l.fail(sqlstate.UndefinedObject, 0, `rule "%s" for relation "%s" does not exist`, name, rel.Name)
	}
	rel.Rules = rules
}

func (l *loader) dropExtension(name string, missingOK, cascade bool) {
	if !l.cat.HasExtension(name) {
		if !missingOK {
			l.fail(sqlstate.UndefinedObject, 0, `extension "%s" does not exist`, name)
		}
		return
	}
	l.cat.DropExtension(name)
	l.undo = append(l.undo, func() { l.cat.AddExtension(name) })
	var members []catalog.Object
	for _, t := range l.cat.OwnTypes() {
		if t.Extension == name {
			members = append(members, typeObject(t.OID))
		}
	}
	for _, p := range l.cat.OwnProcs() {
		if p.Extension == name {
			members = append(members, catalog.Object{Class: catalog.ProcClass, OID: p.OID})
		}
	}
	for _, o := range l.cat.OwnOperators() {
		if o.Extension == name {
			members = append(members, catalog.Object{Class: catalog.OperatorClass, OID: o.OID})
		}
	}
	for _, r := range l.cat.OwnRelations() {
		if r.Extension == name {
			members = append(members, relObject(r.OID, 0))
		}
	}
	l.dropAll(members, cascade)
}
