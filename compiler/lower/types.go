package lower

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// Types turns types and relations of the catalog into ir's, each once. It is not safe for
// concurrent use; the driver has one per package.
type Types struct {
	cat    *catalog.Catalog
	types  map[catalog.OID]*ir.Type
	models map[catalog.OID]*ir.Model
	shows  map[*catalog.Column][]ir.Origin // see below
	// foreign are the composite types that no CREATE TYPE of the schema made: rows, and those of extensions.
	foreign []*ir.Type
}

// NewTypes returns an empty cache over a catalog.
func NewTypes(cat *catalog.Catalog) *Types {
	return &Types{cat: cat, types: map[catalog.OID]*ir.Type{}, models: map[catalog.OID]*ir.Model{},
		shows: map[*catalog.Column][]ir.Origin{}}
}

// kinds maps pg_type.typtype.
var kinds = map[catalog.TypeKind]ir.TypeKind{
	catalog.BaseType: ir.BaseType, catalog.EnumType: ir.EnumType, catalog.CompositeType: ir.CompositeType,
	catalog.DomainType: ir.DomainType, catalog.RangeType: ir.RangeType,
	catalog.MultirangeType: ir.MultirangeType, catalog.PseudoType: ir.PseudoType,
}

// Type returns the type of that OID.
func (ts *Types) Type(oid catalog.OID) *ir.Type {
	if t := ts.types[oid]; t != nil {
		return t
	}
	ct := ts.cat.Type(oid)
	if ct == nil {
		t := &ir.Type{Kind: ir.PseudoType, Schema: "pg_catalog", Name: "unknown"}
		ts.types[oid] = t
		return t
	}
	t := &ir.Type{Kind: kinds[ct.Kind], Name: ct.Name, Extension: ct.Extension, Comment: ct.Comment, Labels: ct.Labels}
	ts.types[oid] = t // before its parts: a composite type may hold itself in an array
	if ns := ts.cat.NamespaceByOID(ct.Namespace); ns != nil {
		t.Schema = ns.Name
	}
	if oid < catalog.FirstUserOID && ct.Extension == "" {
		t.OID = uint32(oid)
	}
	if e := ts.cat.Type(ct.Elem); ct.IsTrueArray() && e != nil && e.Array == oid { // not oidvector
		t.Kind, t.Elem = ir.ArrayType, ts.Type(ct.Elem)
		t.Name = t.Elem.Name + "[]"
	}
	switch ct.Kind {
	case catalog.DomainType:
		t.Base = ts.Type(ct.BaseType)
		t.NotNull = ct.NotNull || t.Base.NotNull
	case catalog.RangeType, catalog.MultirangeType:
		t.Base = ts.Type(ct.RangeSub)
	case catalog.CompositeType:
		ts.fields(t, ct)
	}
	return t
}

func (ts *Types) fields(t *ir.Type, ct *catalog.Type) {
	rel := ts.cat.Relation(ct.Relation)
	if rel == nil {
		return
	}
	t.TableRow = rel.Kind != catalog.CompositeRel
	if t.TableRow || ct.Extension != "" {
		ts.foreign = append(ts.foreign, t)
	}
	q, view := rel.Query.(*tree.Query)
	for i, c := range rel.Columns {
		f := ir.Field{Name: c.Name, Type: ts.Type(c.Type), Comment: c.Comment, Origins: ts.below(rel, c)}
		// NOT NULL of a table is not asked of its rows elsewhere. A domain's is, except by what an outer
		// join in a view makes of it.
		f.Nullable = t.TableRow || !f.Type.NotNull
		f.ElemNullable = view && f.Type.Kind == ir.ArrayType && ts.outputBuildsArray(q, i+1, 0)
		t.Fields = append(t.Fields, f)
	}
}

// TableName returns "schema.table".
func (ts *Types) TableName(rel *catalog.Relation) string {
	if ns := ts.cat.NamespaceByOID(rel.Namespace); ns != nil {
		return ns.Name + "." + rel.Name
	}
	return rel.Name
}

// Model returns the model of a table, view or the like.
func (ts *Types) Model(rel *catalog.Relation) *ir.Model {
	if m := ts.models[rel.OID]; m != nil {
		return m
	}
	name := ts.TableName(rel)
	schema, _, _ := strings.Cut(name, ".")
	m := &ir.Model{Schema: schema, Name: rel.Name, Kind: "table", Comment: rel.Comment}
	switch rel.Kind {
	case catalog.View:
		m.Kind = "view"
	case catalog.MatView:
		m.Kind = "matview"
	case catalog.ForeignTable:
		m.Kind = "foreign"
	}
	ts.models[rel.OID] = m
	proofs := nullable.Relation(ts.cat, rel)
	for i, c := range rel.Columns {
		mc := &ir.Column{
			Name: c.Name, Type: ts.Type(c.Type),
			Table: name, Column: c.Name, Comment: c.Comment, Origins: ts.below(rel, c),
			HasDefault: c.HasDefault || c.Identity != 0 || c.Generated != 0,
		}
		// The declaration alone is not enough: a constraint of a parent may not hold for its children.
		mc.Nullable = !proofs[i].NotNull || !declared(rel, c) && !mc.Type.NotNull
		if q, ok := rel.Query.(*tree.Query); ok && mc.Type.Kind == ir.ArrayType && !proofs[i].ElemNotNull {
			mc.ElemNullable = ts.outputBuildsArray(q, i+1, 0)
		}
		m.Columns = append(m.Columns, mc)
	}
	return m
}

// declared reports whether a model's field takes the proof over: a table's columns are what NOT NULL
// says, those that come from an expression what it says.
func declared(rel *catalog.Relation, c *catalog.Column) bool {
	return c.NotNull || c.Generated != 0 || rel.Kind == catalog.View || rel.Kind == catalog.MatView
}

// Package fills the models and named types of a package: all relations of the schema files (in
// the order given) and all types that they or queries mention. Queries have to be lowered before.
func (ts *Types) Package(p *ir.Package, relations []*catalog.Relation, types []*catalog.Type) {
	for _, rel := range relations {
		switch rel.Kind {
		case catalog.Table, catalog.PartitionedTable, catalog.View, catalog.MatView, catalog.ForeignTable:
			if !rel.IsPartition && rel.Extension == "" {
				p.Models = append(p.Models, ts.Model(rel))
			}
		}
	}
	for _, ct := range types {
		if ct.Extension != "" {
			continue
		}
		switch ct.Kind {
		case catalog.EnumType:
			p.Enums = append(p.Enums, ts.Type(ct.OID))
		case catalog.DomainType:
			p.Domains = append(p.Domains, ts.Type(ct.OID))
		case catalog.CompositeType:
			if rel := ts.cat.Relation(ct.Relation); rel != nil && rel.Kind == catalog.CompositeRel {
				p.Composites = append(p.Composites, ts.Type(ct.OID))
			}
		}
	}
	slices.SortFunc(ts.foreign, func(a, b *ir.Type) int { return strings.Compare(a.Display(), b.Display()) })
	p.Composites = append(p.Composites, ts.foreign...)
}
