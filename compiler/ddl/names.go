package ddl

import (
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// str returns the text of a String node.
func str(n *pg.Node) string { return n.GetString_().GetSval() }

func strs(list []*pg.Node) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = str(n)
	}
	return out
}

// items returns the elements of a List node, or the node itself as the only one.
func items(n *pg.Node) []*pg.Node {
	if n == nil {
		return nil
	}
	if l := n.GetList(); l != nil {
		return l.Items
	}
	return []*pg.Node{n}
}

// splitName cuts a possibly qualified name into schema ("" none) and name. A database name in
// front is dropped.
func splitName(list []*pg.Node) (schema, name string) {
	s := strs(list)
	switch len(s) {
	case 0:
		return "", ""
	case 1:
		return "", s[0]
	}
	return s[len(s)-2], s[len(s)-1]
}

func dotted(schema, name string) string {
	if schema == "" {
		return name
	}
	return schema + "." + name
}

// schemaOID finds a schema. Mirrors namespace.c: get_namespace_oid.
func (l *loader) schemaOID(schema string, at source.Pos) catalog.OID {
	if schema == "pg_temp" {
		return catalog.PgTemp
	}
	n := l.cat.Namespace(schema)
	if n == nil {
		l.fail(sqlstate.InvalidSchemaName, at, `schema "%s" does not exist`, schema)
	}
	return n.OID
}

// schemaName is the name of a schema; that of temporary objects has no entry of its own.
func (l *loader) schemaName(oid catalog.OID) string {
	if n := l.cat.NamespaceByOID(oid); n != nil {
		return n.Name
	}
	return "pg_temp"
}

// creationSchema is where a new object of that qualification goes. Mirrors namespace.c:
// QualifiedNameGetCreationNamespace.
func (l *loader) creationSchema(schema string, at source.Pos) catalog.OID {
	if schema != "" {
		return l.schemaOID(schema, at)
	}
	ns := l.cat.CreationNamespace()
	if ns == catalog.InvalidOID {
		l.fail(sqlstate.InvalidSchemaName, at, "no schema has been selected to create in")
	}
	return ns
}

// newRelationName says where CREATE puts a relation. Mirrors namespace.c:
// RangeVarGetCreationNamespace.
func (l *loader) newRelationName(rv *pg.RangeVar) (catalog.OID, string) {
	l.creates = append(l.creates, rv.Relname)
	if rv.Relpersistence == "t" {
		return catalog.PgTemp, rv.Relname
	}
	return l.creationSchema(rv.Schemaname, source.Pos(rv.Location)), rv.Relname
}

// findRelation looks a relation up; nil if it does not exist.
func (l *loader) findRelation(rv *pg.RangeVar) *catalog.Relation {
	if rv.Schemaname == "" {
		return l.cat.RelationByName(catalog.InvalidOID, rv.Relname)
	}
	if rv.Schemaname == "pg_temp" {
		return l.cat.RelationByName(catalog.PgTemp, rv.Relname)
	}
	n := l.cat.Namespace(rv.Schemaname)
	if n == nil {
		return nil
	}
	return l.cat.RelationByName(n.OID, rv.Relname)
}

// relation looks a relation up and reports 42P01 if it does not exist. Mirrors namespace.c:
// RangeVarGetRelidExtended.
func (l *loader) relation(rv *pg.RangeVar) *catalog.Relation {
	if r := l.findRelation(rv); r != nil {
		return r
	}
	at := source.Pos(rv.Location)
	if rv.Schemaname != "" {
		l.schemaOID(rv.Schemaname, at)
	}
	l.fail(sqlstate.UndefinedTable, at, `relation "%s" does not exist`, dotted(rv.Schemaname, rv.Relname))
	return nil
}

func rangeVar(list []*pg.Node) *pg.RangeVar {
	schema, name := splitName(list)
	return &pg.RangeVar{Schemaname: schema, Relname: name}
}

// own returns the relation for changing: undo restores it if the statement fails. Built-in
// relations cannot be changed.
func (l *loader) own(r *catalog.Relation) *catalog.Relation {
	if r.OID < catalog.FirstUserOID {
		l.fail(sqlstate.InsufficientPrivilege, 0, `permission denied: "%s" is a system catalog`, r.Name)
	}
	for _, o := range l.touched {
		if o == r.OID {
			return r
		}
	}
	l.touched = append(l.touched, r.OID)
	saved := r.Clone()
	l.undo = append(l.undo, func() { *r = *saved })
	return r
}

// nameDataLen is NAMEDATALEN: a name has one byte less.
const nameDataLen = 64

// makeObjectName joins name parts with "_" and shortens the longer of the first two until the
// result is a name. Mirrors indexcmds.c: makeObjectName.
func makeObjectName(name1, name2, label string) string {
	overhead := 0
	if name2 != "" {
		overhead++
	}
	if label != "" {
		overhead += len(label) + 1
	}
	n1, n2 := len(name1), len(name2)
	for n1+n2 > nameDataLen-1-overhead {
		if n1 > n2 {
			n1--
		} else {
			n2--
		}
	}
	out := clip(name1, n1)
	if name2 != "" {
		out += "_" + clip(name2, n2)
	}
	if label != "" {
		out += "_" + label
	}
	return out
}

// clip shortens s to at most n bytes without cutting a character in two.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// chooseRelationName finds a free name for an index, sequence or constraint. Mirrors indexcmds.c:
// ChooseRelationName.
func (l *loader) chooseRelationName(name1, name2, label string, ns catalog.OID, constraint bool) string {
	for pass := 0; ; pass++ {
		n := makeObjectName(name1, name2, numbered(label, pass))
		if l.cat.RelationByName(ns, n) != nil {
			continue
		}
		if !constraint || !l.constraintNameUsed(ns, n) {
			return n
		}
	}
}

// chooseConstraintName finds a free name for a constraint without an index. Mirrors
// pg_constraint.c: ChooseConstraintName.
func (l *loader) chooseConstraintName(name1, name2, label string, ns catalog.OID, others []string) string {
	for pass := 0; ; pass++ {
		n := makeObjectName(name1, name2, numbered(label, pass))
		if !contains(others, n) && !l.constraintNameUsed(ns, n) {
			return n
		}
	}
}

func numbered(label string, pass int) string {
	if pass == 0 {
		return label
	}
	return label + itoa(pass)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// constraintNameUsed reports whether any relation of the schema has a constraint of that name. The
// set of all names ever used answers most questions without looking.
func (l *loader) constraintNameUsed(ns catalog.OID, conname string) bool {
	if l.conNames == nil {
		l.conNames = map[string]bool{}
		for _, r := range l.cat.OwnRelations() {
			for _, k := range r.Constraints {
				l.conNames[k.Name] = true
			}
		}
	}
	return l.conNames[conname] && l.cat.ConstraintNameUsed(ns, conname)
}

// addCon adds a constraint to a relation that own holds or that is new.
func (l *loader) addCon(rel *catalog.Relation, k *catalog.Constraint) {
	rel.Constraints = append(rel.Constraints, k)
	l.noteConName(k.Name)
}

func (l *loader) noteConName(conname string) {
	if l.conNames != nil {
		l.conNames[conname] = true
	}
}

// brokenName looks for a name in the statement whose own CREATE failed earlier, and returns
// where that was. It goes over every name of the raw tree, because the error at hand may come
// from any depth of it.
func (l *loader) brokenName(stmt *pg.Node) string {
	return l.brokenIn(proto.Message(stmt).ProtoReflect())
}

func (l *loader) brokenIn(m protoreflect.Message) (where string) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsList() && f.Kind() == protoreflect.MessageKind:
			for i := range v.List().Len() {
				if where = l.brokenIn(v.List().Get(i).Message()); where != "" {
					return false
				}
			}
		case f.IsList() || f.IsMap():
		case f.Kind() == protoreflect.MessageKind:
			where = l.brokenIn(v.Message())
		case f.Kind() == protoreflect.StringKind && (f.Name() == "relname" || f.Name() == "sval"):
			where = l.cat.Broken(v.String())
		}
		return where == ""
	})
	return where
}

// lower folds ASCII letters, as identifiers are folded.
func lower(s string) string { return strings.ToLower(s) }
