package ddl

import (
	"strconv"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

func itoa(n int) string { return strconv.Itoa(n) }

// typeOf resolves a type name with its modifiers; a shell type is an error. Mirrors parse_type.c:
// typenameTypeIdAndMod.
func (l *loader) typeOf(tn *pg.TypeName) (*catalog.Type, int32) {
	t, mod, err := analyze.TypeName(l.cat, tn, false)
	l.check(err)
	return t, mod
}

// lookupType resolves a type name; nil if there is none in its schema, which must exist. Shell types
// are found too.
func (l *loader) lookupType(tn *pg.TypeName) *catalog.Type {
	t := l.findType(tn)
	if schema, _ := splitName(tn.Names); t == nil && schema != "" {
		l.schemaOID(schema, 0)
	}
	return t
}

// findType resolves a type name for IF EXISTS; nil if there is none, or not its schema.
func (l *loader) findType(tn *pg.TypeName) *catalog.Type {
	t, _, err := analyze.TypeName(l.cat, tn, true)
	l.check(err)
	return t
}

// typeNamed resolves the type of an argument that DROP, ALTER and COMMENT name; nil if there is none
// and that is allowed. Mirrors parse_type.c: LookupTypeNameOid.
func (l *loader) typeNamed(tn *pg.TypeName, missingOK bool) *catalog.Type {
	if missingOK {
		return l.findType(tn)
	}
	t := l.lookupType(tn)
	if t == nil {
		l.fail(sqlstate.UndefinedObject, 0, `type "%s" does not exist`, typeNameString(tn))
	}
	return t
}

// typeNameString prints a type name as it appears in messages.
func typeNameString(tn *pg.TypeName) string {
	s := strings.Join(strs(tn.Names), ".")
	if len(tn.ArrayBounds) > 0 {
		s += "[]"
	}
	return s
}

// collation resolves COLLATE name. Mirrors namespace.c: get_collation_oid.
func (l *loader) collation(names []*pg.Node, at source.Pos) catalog.OID {
	schema, name := splitName(names)
	ns := catalog.InvalidOID
	if schema != "" {
		ns = l.schemaOID(schema, at)
	}
	c := l.cat.CollationByName(ns, name)
	if c == nil {
		l.fail(sqlstate.UndefinedObject, at, `collation "%s" for encoding "UTF8" does not exist`, dotted(schema, name))
	}
	return c.OID
}

// columnCollation is the collation of a column of that type. Mirrors parse_type.c:
// GetColumnDefCollation.
func (l *loader) columnCollation(clause *pg.CollateClause, t *catalog.Type) catalog.OID {
	if clause == nil {
		return t.Collation
	}
	c := l.collation(clause.Collname, source.Pos(clause.Location))
	if t.Collation == catalog.InvalidOID {
		l.fail(sqlstate.DatatypeMismatch, source.Pos(clause.Location), "collations are not supported by type %s", l.formatType(t.OID))
	}
	return c
}
