package ddl

import (
	"reflect"

	pg "github.com/pganalyze/pg_query_go/v5"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// expression analyses an expression of the statement over a relation (nil: no columns).
func (l *loader) expression(raw *pg.Node, rel *catalog.Relation, place analyze.Place) tree.Expr {
	x, err := analyze.Expression(l.cat, raw, rel, place)
	l.check(err)
	return x
}

// eachColumnRef calls fn for every column reference of a raw expression.
func eachColumnRef(raw *pg.Node, fn func(*pg.ColumnRef)) {
	if raw == nil {
		return
	}
	eachMessage(proto.Message(raw).ProtoReflect(), func(m proto.Message) {
		if c, ok := m.(*pg.ColumnRef); ok {
			fn(c)
		}
	})
}

func eachMessage(m protoreflect.Message, fn func(proto.Message)) {
	fn(m.Interface())
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Kind() != protoreflect.MessageKind:
		case f.IsList():
			for i := range v.List().Len() {
				eachMessage(v.List().Get(i).Message(), fn)
			}
		default:
			eachMessage(v.Message(), fn)
		}
		return true
	})
}

// dependOnExpr notes the objects that an analysed expression over rel (or none) needs.
func (l *loader) dependOnExpr(object catalog.Object, x tree.Expr, rel *catalog.Relation) {
	if x == nil {
		return
	}
	c := &collector{l: l, object: object, rel: rel}
	c.value(reflect.ValueOf(x))
}

// dependOnQuery notes the objects that a view's query needs.
func (l *loader) dependOnQuery(object catalog.Object, q *tree.Query) {
	c := &collector{l: l, object: object}
	c.value(reflect.ValueOf(q))
}

// collector walks an analysed tree for the objects in it (dependency.c: find_expr_references_walker).
// The tree's node types are many and all alike for this purpose, hence reflection.
type collector struct {
	l       *loader
	object  catalog.Object
	rel     *catalog.Relation
	queries []*tree.Query
	seen    tree.Visited
}

func (c *collector) need(o catalog.Object) {
	if o.OID != c.object.OID || o.Class != c.object.Class {
		c.l.depend(c.object, o, catalog.Normal)
	}
}

func (c *collector) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			c.value(v.Elem())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			c.pointer(v)
		}
	case reflect.Slice:
		switch v.Type().Elem().Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Slice, reflect.Struct:
			for i := range v.Len() {
				c.value(v.Index(i))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			// A join lists all columns below it; only those that are used count.
			if v.Type().Field(i).Name != "JoinVars" {
				c.value(v.Field(i))
			}
		}
	}
}

// pointer handles the nodes that refer to objects and goes on below all others once.
func (c *collector) pointer(v reflect.Value) {
	switch x := v.Interface().(type) {
	case *catalog.Relation:
		c.need(relObject(x.OID, 0))
		return
	case *catalog.Proc:
		c.need(catalog.Object{Class: catalog.ProcClass, OID: x.OID})
		return
	case *catalog.Operator:
		c.need(catalog.Object{Class: catalog.OperatorClass, OID: x.OID})
		return
	case *tree.Var:
		c.column(x)
		return
	case *tree.Const:
		c.l.dependOnType(c.object, x.Typ)
		return
	case *tree.Query:
		if !c.seen.First(x) {
			return
		}
		c.queries = append(c.queries, x)
		c.value(v.Elem())
		c.queries = c.queries[:len(c.queries)-1]
		return
	}
	if c.seen.First(v.Interface()) {
		c.value(v.Elem())
	}
}

// column notes the table column behind a Var.
func (c *collector) column(v *tree.Var) {
	if v.Attno <= 0 {
		return
	}
	if len(c.queries) == 0 {
		if c.rel != nil {
			c.need(relObject(c.rel.OID, int16(v.Attno)))
		}
		return
	}
	level := len(c.queries) - 1 - v.LevelsUp
	if level < 0 || v.Varno < 1 || v.Varno > len(c.queries[level].RangeTable) {
		return
	}
	rte := c.queries[level].RangeTable[v.Varno-1]
	if rte.Relation != nil {
		c.need(relObject(rte.Relation.OID, int16(v.Attno)))
	}
	if v.Attno <= len(rte.JoinVars) {
		c.value(reflect.ValueOf(rte.JoinVars[v.Attno-1]))
	}
}

// formatType prints a type for a message. Mirrors format_type.c: format_type_be.
func (l *loader) formatType(oid catalog.OID) string { return analyze.FormatType(l.cat, oid) }

func (l *loader) formatTypeMod(oid catalog.OID, typmod int32) string {
	return analyze.FormatTypeMod(l.cat, oid, typmod)
}
