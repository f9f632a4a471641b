package ddl

import (
	"fmt"
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

// dropObject drops one object and what depends on it.
func (l *loader) dropObject(o catalog.Object, cascade bool) { l.dropAll([]catalog.Object{o}, cascade) }

// dropAll drops objects together: what depends on them goes too if the dependency is automatic or
// internal, and with CASCADE; otherwise it is an error. Mirrors dependency.c:
// performMultipleDeletions.
func (l *loader) dropAll(targets []catalog.Object, cascade bool) {
	g := &deletion{l: l, in: map[catalog.Object]bool{}}
	for _, o := range targets {
		g.add(o)
	}
	g.closeOver(false)
	if cascade {
		g.closeOver(true)
	} else if blocked := g.blocked(); len(blocked) > 0 {
		what := "cannot drop desired object(s) because other objects depend on them"
		if len(targets) == 1 {
			what = "cannot drop " + l.describe(targets[0]) + " because other objects depend on it"
		}
		l.failDetail(sqlstate.DependentObjectsStillExist, 0, strings.Join(blocked, "\n"),
			"Use DROP ... CASCADE to drop the dependent objects too.", "%s", what)
	}
	for i := len(g.list) - 1; i >= 0; i-- {
		l.remove(g.list[i])
	}
}

// deletion is the set of objects that one DROP takes away.
type deletion struct {
	l    *loader
	list []catalog.Object
	in   map[catalog.Object]bool
}

func (g *deletion) add(o catalog.Object) {
	if !g.has(o) {
		g.in[o] = true
		g.list = append(g.list, o)
	}
}

// has reports whether an object goes, by itself or with the whole that it is part of.
func (g *deletion) has(o catalog.Object) bool {
	if g.in[o] || g.in[catalog.Object{Class: o.Class, OID: o.OID}] {
		return true
	}
	return o.Class == catalog.DefaultClass && (g.in[relObject(o.OID, o.Sub)] || g.in[relObject(o.OID, 0)])
}

// closeOver adds what depends on the set, through automatic and internal dependencies only or
// through all of them.
func (g *deletion) closeOver(normal bool) {
	for i := 0; i < len(g.list); i++ {
		for _, d := range g.l.dependentsOf(g.list[i]) {
			if normal || d.Kind != catalog.Normal {
				g.add(d.Object)
			}
		}
	}
}

// blocked lists what would stay behind and still needs something of the set.
func (g *deletion) blocked() []string {
	var out []string
	for _, o := range g.list {
		for _, d := range g.l.dependentsOf(o) {
			if !g.has(d.Object) {
				out = append(out, g.l.describe(d.Object)+" depends on "+g.l.describe(o))
			}
		}
	}
	return out
}

// dependentsOf adds to the recorded dependencies what follows from an object's nature: a
// relation's row type, a type's array type, a schema's contents.
func (l *loader) dependentsOf(o catalog.Object) []catalog.Dependency {
	list := l.cat.Dependents(o)
	with := func(x catalog.Object, kind catalog.DependKind) {
		list = append(slices.Clone(list), catalog.Dependency{Object: x, Referenced: o, Kind: kind})
	}
	switch o.Class {
	case catalog.RelationClass:
		if r := l.cat.Relation(o.OID); r != nil && o.Sub == 0 && r.RowType != catalog.InvalidOID {
			with(typeObject(r.RowType), catalog.Internal)
		}
	case catalog.TypeClass:
		t := l.cat.Type(o.OID)
		if t == nil {
			return list
		}
		if t.Array != catalog.InvalidOID {
			with(typeObject(t.Array), catalog.Internal)
		}
		if t.Relation != catalog.InvalidOID {
			with(relObject(t.Relation, 0), catalog.Internal)
		}
	case catalog.NamespaceClass:
		l.contents(o.OID, func(x catalog.Object) { with(x, catalog.Normal) })
	}
	return list
}

// contents calls fn for each object of a schema that is not part of another one.
func (l *loader) contents(ns catalog.OID, fn func(catalog.Object)) {
	for _, r := range l.cat.OwnRelations() {
		if r.Namespace == ns && r.Kind != catalog.Index {
			fn(relObject(r.OID, 0))
		}
	}
	for _, t := range l.cat.OwnTypes() {
		if t.Namespace == ns && t.Relation == catalog.InvalidOID && !l.isAutoArray(t) {
			fn(typeObject(t.OID))
		}
	}
	for _, p := range l.cat.OwnProcs() {
		if p.Namespace == ns {
			fn(catalog.Object{Class: catalog.ProcClass, OID: p.OID})
		}
	}
	for _, o := range l.cat.OwnOperators() {
		if o.Namespace == ns {
			fn(catalog.Object{Class: catalog.OperatorClass, OID: o.OID})
		}
	}
	for _, k := range l.cat.OwnCollations() {
		if k.Namespace == ns {
			fn(catalog.Object{Class: catalog.CollationClass, OID: k.OID})
		}
	}
	for _, k := range l.cat.OwnOpClasses() {
		if k.Namespace == ns {
			fn(catalog.Object{Class: catalog.OpClassClass, OID: k.OID})
		}
	}
}

// remove takes one object out of the catalog, or a part out of its owner.
func (l *loader) remove(o catalog.Object) {
	defer l.cat.DropDependencies(o)
	switch o.Class {
	case catalog.RelationClass:
		l.removeRelation(o)
	case catalog.TypeClass:
		if t := l.cat.Type(o.OID); t != nil {
			l.cat.DropType(t)
			l.undo = append(l.undo, func() { l.cat.AddType(t) })
		}
	case catalog.ProcClass:
		if p := l.cat.Proc(o.OID); p != nil {
			l.cat.DropProc(p)
			l.undo = append(l.undo, func() { l.cat.AddProc(p) })
			l.dropCastsBy(p.OID)
		}
	case catalog.OperatorClass:
		if op := l.cat.Operator(o.OID); op != nil {
			l.cat.DropOperator(op)
			l.undo = append(l.undo, func() { l.cat.AddOperator(op) })
		}
	case catalog.CollationClass:
		if k := l.cat.Collation(o.OID); k != nil {
			l.cat.DropCollation(k)
			l.undo = append(l.undo, func() { l.cat.AddCollation(k) })
		}
	case catalog.OpClassClass:
		if k := l.cat.OpClass(o.OID); k != nil {
			l.cat.DropOpClass(k)
		}
	case catalog.NamespaceClass:
		if n := l.cat.NamespaceByOID(o.OID); n != nil {
			l.cat.DropNamespace(n)
			l.undo = append(l.undo, func() { l.cat.AddNamespace(n) })
		}
	case catalog.ConstraintClass:
		for _, r := range l.cat.OwnRelations() {
			for _, k := range r.Constraints {
				if k.OID == o.OID {
					l.removeConstraint(l.own(r), k)
					return
				}
			}
		}
	case catalog.DefaultClass:
		if r := l.cat.Relation(o.OID); r != nil {
			if c := l.own(r).ColumnNum(o.Sub); c != nil {
				c.HasDefault, c.Default, c.DefaultValue, c.Generated = false, "", nil, 0
			}
		}
	}
}

func (l *loader) dropCastsBy(proc catalog.OID) {
	for _, k := range l.cat.OwnCasts() {
		if k.Proc == proc {
			l.cat.DropCast(k)
			l.undo = append(l.undo, func() { l.cat.AddCast(k) })
		}
	}
}

// removeRelation drops a relation with its indexes, or one column with the constraints and
// indexes that name it.
func (l *loader) removeRelation(o catalog.Object) {
	r := l.cat.Relation(o.OID)
	if r == nil {
		return
	}
	if o.Sub != 0 {
		l.removeColumn(l.own(r), o.Sub)
		return
	}
	for _, x := range slices.Clone(r.Indexes) {
		if i := l.cat.Relation(x.OID); i != nil {
			l.cat.DropRelation(i)
			l.undo = append(l.undo, func() { l.cat.AddRelation(i) })
		}
	}
	l.cat.DropRelation(r)
	l.undo = append(l.undo, func() { l.cat.AddRelation(r) })
}

func (l *loader) removeColumn(r *catalog.Relation, num int16) {
	for _, k := range slices.Clone(r.Constraints) {
		if slices.Contains(k.Columns, num) {
			l.removeConstraint(r, k)
		}
	}
	for _, x := range slices.Clone(r.Indexes) {
		uses := slices.Contains(x.Include, num) || slices.ContainsFunc(x.Keys, func(k catalog.IndexKey) bool { return k.Num == num })
		if uses || mentions(x, r.ColumnNum(num)) {
			l.removeIndex(r, x.OID)
		}
	}
	r.RemoveColumn(num)
}

// mentions reports whether an index's expressions or condition name a column.
func mentions(x *catalog.IndexInfo, c *catalog.Column) bool {
	if c == nil {
		return false
	}
	texts := []string{x.Predicate}
	for _, k := range x.Keys {
		texts = append(texts, k.Expr)
	}
	for _, t := range texts {
		if t != "" && hasWord(t, c.Name) {
			return true
		}
	}
	return false
}

// describe names an object as messages do. Mirrors objectaddress.c: getObjectDescription.
func (l *loader) describe(o catalog.Object) string {
	switch o.Class {
	case catalog.RelationClass:
		r := l.cat.Relation(o.OID)
		if r == nil {
			break
		}
		word := "table"
		for _, w := range relationWords {
			if strings.ContainsRune(w.kinds, rune(r.Kind)) {
				word = w.word
			}
		}
		if r.Kind == catalog.CompositeRel {
			word = "composite type"
		}
		if o.Sub != 0 {
			if c := r.ColumnNum(o.Sub); c != nil && l.isPlain(r) {
				return fmt.Sprintf("column %s of %s %s", c.Name, word, r.Name)
			}
		}
		return word + " " + l.relName(r)
	case catalog.TypeClass:
		return "type " + l.formatType(o.OID)
	case catalog.ProcClass:
		if p := l.cat.Proc(o.OID); p != nil {
			return "function " + l.signature(p)
		}
	case catalog.OperatorClass:
		if op := l.cat.Operator(o.OID); op != nil {
			return "operator " + op.Name + "(" + l.formatType(op.Left) + "," + l.formatType(op.Right) + ")"
		}
	case catalog.NamespaceClass:
		if n := l.cat.NamespaceByOID(o.OID); n != nil {
			return "schema " + n.Name
		}
	case catalog.ConstraintClass:
		for _, r := range l.cat.OwnRelations() {
			for _, k := range r.Constraints {
				if k.OID == o.OID {
					return "constraint " + k.Name + " on table " + r.Name
				}
			}
		}
	case catalog.DefaultClass:
		if r := l.cat.Relation(o.OID); r != nil {
			if c := r.ColumnNum(o.Sub); c != nil {
				return "default value for column " + c.Name + " of table " + r.Name
			}
		}
	case catalog.CollationClass:
		if k := l.cat.Collation(o.OID); k != nil {
			return "collation " + k.Name
		}
	}
	return "object"
}

func (l *loader) isPlain(r *catalog.Relation) bool {
	return r.Kind != catalog.View && r.Kind != catalog.MatView
}

// relName qualifies a relation's name when the search path does not find it.
func (l *loader) relName(r *catalog.Relation) string {
	if l.cat.RelationByName(catalog.InvalidOID, r.Name) == r {
		return r.Name
	}
	if n := l.cat.NamespaceByOID(r.Namespace); n != nil {
		return n.Name + "." + r.Name
	}
	return r.Name
}
