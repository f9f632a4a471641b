package compiler

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// Describe returns what `sqlq describe` prints about an accepted statement.
func Describe(cat *catalog.Catalog, s *Statement) ir.Description {
	line, _ := s.Query.File.Position(s.Query.Start)
	d := ir.Description{
		Name: s.Query.Name, Command: s.Query.Command, File: s.Query.File.Path, Line: line, SQL: s.Query.Text,
		Params: []ir.ParamDescription{}, Columns: []ir.ColumnDescription{},
	}
	for i, t := range s.Types {
		p := ir.ParamDescription{Number: i + 1, Type: typeName(cat, t)}
		if i < len(s.Query.Params) {
			p.Name = s.Query.Params[i].Name
		}
		if i < len(s.Proofs.Params) {
			p.Nullable = !s.Proofs.Params[i].NotNull
		}
		d.Params = append(d.Params, p)
	}
	for i, c := range s.Tree.Columns() {
		d.Columns = append(d.Columns, describeColumn(cat, s, c, i))
	}
	return d
}

func describeColumn(cat *catalog.Catalog, s *Statement, c *tree.TargetEntry, i int) ir.ColumnDescription {
	out := ir.ColumnDescription{Name: c.Name, Type: typeName(cat, c.Expr.Type()), Nullable: true}
	if i < len(s.Proofs.Columns) {
		out.Nullable, out.Because = !s.Proofs.Columns[i].NotNull, s.Proofs.Columns[i].Because
	}
	rel := cat.Relation(c.OriginRel)
	if rel == nil {
		return out
	}
	if col := rel.ColumnNum(c.OriginCol); col != nil {
		out.Table, out.Column = cat.NamespaceByOID(rel.Namespace).Name+"."+rel.Name, col.Name
	}
	return out
}

// typeName is pg_type.typname, qualified unless in pg_catalog; an array is its element and "[]".
func typeName(cat *catalog.Catalog, oid catalog.OID) string {
	t := cat.Type(oid)
	if t == nil {
		return "unknown"
	}
	if e := cat.Type(t.Elem); t.IsTrueArray() && e != nil && e.Array == oid { // not oidvector
		return typeName(cat, t.Elem) + "[]"
	}
	if t.Namespace == catalog.PgCatalog {
		return t.Name
	}
	return cat.NamespaceByOID(t.Namespace).Name + "." + t.Name
}
