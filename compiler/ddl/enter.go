package ddl

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// The functions here enter objects into the catalog and note how to take them out again if the
// statement fails after all.

func (l *loader) addRelation(r *catalog.Relation) {
	l.cat.AddRelation(r)
	l.undo = append(l.undo, func() { l.cat.DropRelation(r) })
}

func (l *loader) addType(t *catalog.Type) {
	l.cat.AddType(t)
	l.undo = append(l.undo, func() { l.cat.DropType(t) })
}

func (l *loader) addProc(p *catalog.Proc) {
	l.cat.AddProc(p)
	l.undo = append(l.undo, func() { l.cat.DropProc(p) })
}

func (l *loader) depend(object, on catalog.Object, kind catalog.DependKind) {
	l.cat.AddDependency(object, on, kind)
}

func typeObject(oid catalog.OID) catalog.Object {
	return catalog.Object{Class: catalog.TypeClass, OID: oid}
}

func relObject(oid catalog.OID, num int16) catalog.Object {
	return catalog.Object{Class: catalog.RelationClass, OID: oid, Sub: num}
}

// dependOnType notes that an object needs a type; of an array, that is its element.
func (l *loader) dependOnType(object catalog.Object, typ catalog.OID) {
	t := l.cat.Type(typ)
	if t != nil && t.IsTrueArray() {
		t = l.cat.Type(t.Elem)
	}
	if t == nil {
		return
	}
	if t.Relation != catalog.InvalidOID {
		if r := l.cat.Relation(t.Relation); r != nil && r.Kind != catalog.CompositeRel {
			l.depend(object, relObject(t.Relation, 0), catalog.Normal)
			return
		}
	}
	l.depend(object, typeObject(t.OID), catalog.Normal)
}

// newType enters a type with its array type, and reports 42710 if the name is taken. An array
// type that PostgreSQL named on its own gives way. Mirrors typecmds.c and pg_type.c: TypeCreate,
// moveArrayTypeName.
func (l *loader) newType(t *catalog.Type) {
	l.freeTypeName(t.Namespace, t.Name)
	t.OID, t.Defined = l.cat.NewOID(), true
	if t.Delim == 0 {
		t.Delim = ','
	}
	if t.Kind != catalog.DomainType {
		t.BaseMod = -1
	}
	a := l.arrayTypeOf(t)
	t.Array = a.OID
	l.addType(t)
	l.addType(a)
}

// freeTypeName makes sure that a type can be created under the name.
func (l *loader) freeTypeName(ns catalog.OID, name string) {
	old := l.cat.TypeByName(ns, name)
	if old == nil {
		return
	}
	if !l.isAutoArray(old) {
		l.fail(sqlstate.DuplicateObject, 0, `type "%s" already exists`, name)
	}
	moved := l.arrayTypeName(ns, name)
	l.cat.RenameType(old, ns, moved)
	l.undo = append(l.undo, func() { l.cat.RenameType(old, ns, name) })
}

// isAutoArray reports whether t is the array type that came with another type.
func (l *loader) isAutoArray(t *catalog.Type) bool {
	if !t.IsTrueArray() || t.OID < catalog.FirstUserOID {
		return false
	}
	e := l.cat.Type(t.Elem)
	return e != nil && e.Array == t.OID
}

func (l *loader) arrayTypeOf(t *catalog.Type) *catalog.Type {
	return &catalog.Type{
		OID: l.cat.NewOID(), Name: l.arrayTypeName(t.Namespace, t.Name), Namespace: t.Namespace, Len: -1,
		Kind: catalog.BaseType, Category: 'A', Defined: true, Delim: t.Delim, Elem: t.OID,
		Subscript: catalog.ArraySubscript, BaseMod: -1, Collation: t.Collation, TypmodIn: t.TypmodIn,
		Input: "array_in",
	}
}

// arrayTypeName picks "_name", or "_name_1" and so on. Mirrors pg_type.c: makeArrayTypeName.
func (l *loader) arrayTypeName(ns catalog.OID, name string) string {
	for pass := 0; ; pass++ {
		label := ""
		if pass > 0 {
			label = itoa(pass)
		}
		n := makeObjectName("", name, label)
		if l.cat.TypeByName(ns, n) == nil {
			return n
		}
	}
}

// addRowType makes the row type of a relation.
func (l *loader) addRowType(r *catalog.Relation) {
	if t := l.cat.TypeByName(r.Namespace, r.Name); t != nil && !l.isAutoArray(t) {
		what := "A relation has an associated type of the same name, so you must use a name that doesn't conflict with any existing type."
		if r.Kind == catalog.CompositeRel {
			what = ""
		}
		l.failDetail(sqlstate.DuplicateObject, 0, "", what, `type "%s" already exists`, r.Name)
	}
	t := &catalog.Type{
		Name: r.Name, Namespace: r.Namespace, Len: -1, Kind: catalog.CompositeType, Category: 'C',
		Relation: r.OID, Input: "record_in",
	}
	l.newType(t)
	r.RowType = t.OID
}

// freeRelationName reports 42P07 if a relation of that name exists.
func (l *loader) freeRelationName(ns catalog.OID, name string) {
	if l.cat.RelationByName(ns, name) != nil {
		l.fail(sqlstate.DuplicateTable, 0, `relation "%s" already exists`, name)
	}
}

// enterRelation gives a complete relation its OID, row type and dependencies. Mirrors heap.c:
// heap_create_with_catalog.
func (l *loader) enterRelation(r *catalog.Relation) {
	l.freeRelationName(r.Namespace, r.Name)
	r.OID = l.cat.NewOID()
	if r.Kind != catalog.Sequence {
		l.addRowType(r)
	}
	l.addRelation(r)
	for _, c := range r.Columns {
		l.dependOnType(relObject(r.OID, c.Num), c.Type)
	}
	for _, p := range r.Parents {
		kind := catalog.Normal
		if r.IsPartition {
			kind = catalog.Auto
		}
		l.depend(relObject(r.OID, 0), relObject(p, 0), kind)
	}
}

// enterIndex adds an index to its table and its name to the relations.
func (l *loader) enterIndex(r *catalog.Relation, x *catalog.IndexInfo) {
	x.OID, x.Namespace = l.cat.NewOID(), r.Namespace
	r.Indexes = append(r.Indexes, x)
	l.addRelation(&catalog.Relation{OID: x.OID, Name: x.Name, Namespace: r.Namespace, Kind: catalog.Index, Temp: r.Temp})
}

// enterSequence makes a sequence.
func (l *loader) enterSequence(ns catalog.OID, name string) *catalog.Relation {
	s := &catalog.Relation{Name: name, Namespace: ns, Kind: catalog.Sequence, Temp: ns == catalog.PgTemp}
	for _, c := range []*catalog.Column{
		{Name: "last_value", Type: catalog.Int8OID}, {Name: "log_cnt", Type: catalog.Int8OID}, {Name: "is_called", Type: catalog.BoolOID},
	} {
		c.Typmod, c.NotNull, c.Local = -1, true, true
		s.AppendColumn(c)
	}
	l.enterRelation(s)
	return s
}
