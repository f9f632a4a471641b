package ddl

import (
	"strconv"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

func itoa(n int) string { return strconv.Itoa(n) }

// typeOf resolves a type name with its modifiers; a shell type is an error. Mirrors parse_type.c:
// typenameTypeIdAndMod.
func (l *loader) typeOf(tn *pg.TypeName) (*catalog.Type, int32) {
	t := l.lookupType(tn)
	at := source.Pos(tn.Location)
	if t == nil {
		l.fail(sqlstate.UndefinedObject, at, `type "%s" does not exist`, typeNameString(tn))
	}
	if !t.Defined {
		l.fail(sqlstate.UndefinedObject, at, `type "%s" is only a shell`, typeNameString(tn))
	}
	return t, l.typmod(t, tn)
}

// lookupType resolves a type name, %TYPE and array bounds included; nil if there is none.
// Mirrors parse_type.c: LookupTypeName.
func (l *loader) lookupType(tn *pg.TypeName) *catalog.Type {
	var t *catalog.Type
	switch {
	case tn.TypeOid != 0:
		t = l.cat.Type(catalog.OID(tn.TypeOid))
	case tn.PctType:
		t = l.columnType(tn)
	default:
		t = l.typeNamed(tn.Names)
	}
	if t == nil || len(tn.ArrayBounds) == 0 {
		return t
	}
	// An array of an array type is that array type: PostgreSQL counts no dimensions.
	if t.IsTrueArray() {
		return t
	}
	return l.cat.Type(t.Array)
}

// typeNamed finds a type by a possibly qualified name.
func (l *loader) typeNamed(names []*pg.Node) *catalog.Type {
	schema, name := splitName(names)
	if schema == "" {
		return l.cat.TypeByName(catalog.InvalidOID, name)
	}
	if schema == "pg_temp" {
		return l.cat.TypeByName(catalog.PgTemp, name)
	}
	n := l.cat.Namespace(schema)
	if n == nil {
		return nil
	}
	return l.cat.TypeByName(n.OID, name)
}

// columnType resolves table.column%TYPE.
func (l *loader) columnType(tn *pg.TypeName) *catalog.Type {
	n := len(tn.Names) - 1
	at := source.Pos(tn.Location)
	if n < 1 {
		l.fail(sqlstate.SyntaxError, at, "improper %%TYPE reference (too few dotted names): %s", typeNameString(tn))
	}
	rv := rangeVar(tn.Names[:n])
	rv.Location = tn.Location
	rel := l.relation(rv)
	col := rel.Column(str(tn.Names[n]))
	if col == nil {
		l.fail(sqlstate.UndefinedColumn, at, `column "%s" of relation "%s" does not exist`, str(tn.Names[n]), rel.Name)
	}
	return l.cat.Type(col.Type)
}

// typeNameString prints a type name as it appears in messages. Mirrors parse_type.c:
// TypeNameToString.
func typeNameString(tn *pg.TypeName) string {
	s := ""
	for i, n := range tn.Names {
		if i > 0 {
			s += "."
		}
		s += str(n)
	}
	if tn.PctType {
		s += "%TYPE"
	}
	if len(tn.ArrayBounds) > 0 {
		s += "[]"
	}
	return s
}

// typmod computes a type modifier. Mirrors parse_type.c: typenameTypeMod and the typmodin
// functions of the built-in types.
func (l *loader) typmod(t *catalog.Type, tn *pg.TypeName) int32 {
	if len(tn.Typmods) == 0 {
		return -1
	}
	at := source.Pos(tn.Location)
	elem := t
	if t.IsTrueArray() {
		elem = l.cat.Type(t.Elem)
	}
	if elem.OID >= catalog.FirstUserOID && elem.Extension != "" {
		return -1 // vector(3), geometry(Point, 4326): the extension's own modifiers
	}
	if !elem.TypmodIn {
		l.fail(sqlstate.SyntaxError, at, `type modifier is not allowed for type "%s"`, typeNameString(tn))
	}
	var mods []int
	for _, n := range tn.Typmods {
		c := n.GetAConst()
		if c == nil || c.GetIval() == nil {
			l.fail(sqlstate.SyntaxError, at, "type modifiers must be simple constants or identifiers")
		}
		mods = append(mods, int(c.GetIval().Ival))
	}
	return l.encodeTypmod(elem.OID, mods, at)
}

func (l *loader) encodeTypmod(typ catalog.OID, mods []int, at source.Pos) int32 {
	switch typ {
	case catalog.NumericOID:
		return l.numericTypmod(mods, at)
	case catalog.VarcharOID, catalog.BpcharOID:
		name := map[catalog.OID]string{catalog.VarcharOID: "varchar", catalog.BpcharOID: "char"}[typ]
		l.checkLength(name, mods[0], 10485760, at)
		return int32(mods[0]) + 4
	case catalog.BitOID, catalog.VarbitOID:
		name := map[catalog.OID]string{catalog.BitOID: "bit", catalog.VarbitOID: "bit varying"}[typ]
		l.checkLength(name, mods[0], 83886080, at)
		return int32(mods[0])
	case catalog.TimeOID, catalog.TimetzOID, catalog.TimestampOID, catalog.TimestamptzOID:
		return int32(min(mods[0], 6))
	case catalog.IntervalOID:
		precision := 0xFFFF
		if len(mods) > 1 {
			precision = min(mods[1], 6)
		}
		if mods[0] == 0x7FFF && precision == 0xFFFF {
			return -1
		}
		return int32(mods[0]&0x7FFF<<16 | precision)
	}
	return int32(mods[0])
}

func (l *loader) checkLength(name string, n, most int, at source.Pos) {
	if n < 1 {
		l.fail(sqlstate.InvalidParameterValue, at, "length for type %s must be at least 1", name)
	}
	if n > most {
		l.fail(sqlstate.InvalidParameterValue, at, "length for type %s cannot exceed %d", name, most)
	}
}

// numericTypmod mirrors numeric.c: numerictypmodin.
func (l *loader) numericTypmod(mods []int, at source.Pos) int32 {
	if mods[0] < 1 || mods[0] > 1000 {
		l.fail(sqlstate.InvalidParameterValue, at, "NUMERIC precision %d must be between 1 and 1000", mods[0])
	}
	scale := 0
	if len(mods) > 1 {
		scale = mods[1]
	}
	if scale < -1000 || scale > 1000 {
		l.fail(sqlstate.InvalidParameterValue, at, "NUMERIC scale %d must be between -1000 and 1000", scale)
	}
	return int32(mods[0]<<16|scale&0x7ff) + 4
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
