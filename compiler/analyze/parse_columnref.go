package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// transformColumnRef analyses a name: column, relation (as a whole row), relation.column,
// relation.function, relation.*, with a schema and a database in front if written.
// Mirrors parse_expr.c: transformColumnRef.
func (p *pstate) transformColumnRef(ref *pg.ColumnRef) tree.Expr {
	at := source.Pos(ref.Location)
	switch p.kind {
	case exprColumnDefault:
		fail(sqlstate.FeatureNotSupported, at, "cannot use column reference in DEFAULT expression")
	case exprPartitionBound:
		fail(sqlstate.FeatureNotSupported, at, "cannot use column reference in partition bound expression")
	}
	if p.columnHook != nil {
		if e := p.columnHook(ref); e != nil {
			return e
		}
	}
	if len(ref.Fields) == 1 {
		return p.unqualifiedColumn(ref, at)
	}
	schema, relname := p.qualifier(ref)
	item, levels := p.refnameNamespaceItem(schema, relname, at)
	if item == nil {
		if e := p.argumentRef(ref); e != nil {
			return e
		}
		p.errorMissingRTE(schema, relname, at)
	}
	last := ref.Fields[len(ref.Fields)-1]
	if last.GetAStar() != nil {
		return p.transformWholeRowRef(item, levels, at)
	}
	name := last.GetString_().GetSval()
	if e := p.scanNSItemForColumn(item, levels, name, at); e != nil {
		return e
	}
	row := p.transformWholeRowRef(item, levels, at)
	e := p.parseFuncOrColumn([]*pg.Node{last}, []tree.Expr{row}, p.lastSRF, nil, false, at)
	if e == nil {
		if e = p.argumentRef(ref); e == nil {
			p.errorMissingColumn(relname, name, at)
		}
	}
	return e
}

// unqualifiedColumn resolves a single name: a column first, else a FROM item as a whole row, else a
// parameter of the function at hand.
func (p *pstate) unqualifiedColumn(ref *pg.ColumnRef, at source.Pos) tree.Expr {
	name := ref.Fields[0].GetString_().GetSval()
	if e := p.colNameToVar(name, false, at); e != nil {
		return e
	}
	item, levels := p.refnameNamespaceItem("", name, at)
	if item == nil {
		if e := p.argumentRef(ref); e != nil {
			return e
		}
		p.errorMissingColumn("", name, at)
	}
	return p.transformWholeRowRef(item, levels, at)
}

// qualifier returns the schema and relation in front of the last field of a name. A database name
// cannot be checked without a server; any is refused as another database's.
func (p *pstate) qualifier(ref *pg.ColumnRef) (schema, relname string) {
	at := source.Pos(ref.Location)
	field := func(i int) string { return ref.Fields[i].GetString_().GetSval() }
	switch len(ref.Fields) {
	case 2:
		return "", field(0)
	case 3:
		return field(0), field(1)
	case 4:
		failf(sqlstate.FeatureNotSupported, at, "cross-database references are not implemented: %s", nameListToString(ref.Fields))
	}
	failf(sqlstate.SyntaxError, at, "improper qualified name (too many dotted names): %s", nameListToString(ref.Fields))
	return "", ""
}

// transformWholeRowRef makes the value of a whole row. The alias of JOIN … USING shows only the
// merged columns, so it becomes a row constructor at once.
// Mirrors parse_expr.c: transformWholeRowRef.
func (p *pstate) transformWholeRowRef(item *nsitem, levels int, at source.Pos) tree.Expr {
	if item.rte.Kind == tree.RTEJoin && (item.name != item.rte.Name || len(item.columnNames) < len(item.rte.Columns)) {
		_, vars := p.expandRTE(item.rte, item.rtindex, levels, at, false)
		return &tree.RowExpr{
			Node:  node(catalog.RecordOID, at),
			Args:  vars[:len(item.columnNames)],
			Names: item.columnNames,
			Form:  tree.ImplicitForm,
		}
	}
	v := p.makeWholeRowVar(item.rte, item.rtindex, levels, true)
	v.At = at
	return v
}

// makeWholeRowVar makes a reference to a whole row. A function that returns a scalar gives that
// scalar if allowScalar. Mirrors makefuncs.c: makeWholeRowVar.
func (p *pstate) makeWholeRowVar(rte *tree.RangeTableEntry, varno, levels int, allowScalar bool) *tree.Var {
	v := &tree.Var{Node: node(catalog.RecordOID, source.NoPos), Varno: varno, LevelsUp: levels}
	switch rte.Kind {
	case tree.RTERelation:
		v.Typ = rte.Relation.RowType
		if v.Typ == catalog.InvalidOID {
			failf(sqlstate.WrongObjectType, source.NoPos, "relation \"%s\" does not have a composite type", rte.Relation.Name)
		}
	case tree.RTEFunction:
		if rte.Ordinality || len(rte.Functions) != 1 {
			break
		}
		f := rte.Functions[0].Expr
		switch {
		case p.typeIsRowtype(f.Type()):
			v.Typ = f.Type()
		case allowScalar:
			v.Typ, v.Attno, v.Collation = f.Type(), 1, exprCollation(f)
		}
	}
	return v
}
