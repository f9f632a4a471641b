package analyze

import (
	"strconv"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// typenameType resolves a type name with its modifiers. Reports 42704 for an unknown type or a
// shell, 3F000 for an unknown schema, 42601 and 22023 for bad modifiers. SETOF is the caller's
// business. Mirrors parse_type.c: typenameType.
func (p *pstate) typenameType(tn *pg.TypeName) (*catalog.Type, int32) {
	return p.shared.typenameType(tn)
}

func (s *shared) typenameType(tn *pg.TypeName) (*catalog.Type, int32) {
	at := source.Pos(tn.Location)
	t, mod := s.lookupTypeName(tn, false)
	if t == nil {
		name := typeNameToString(tn)
		fail(sqlstate.UndefinedObject, at, `type "`+name+`" does not exist`, s.missing("type", name, s.typeCandidates())...)
	}
	if !t.Defined {
		failf(sqlstate.UndefinedObject, at, `type "%s" is only a shell`, typeNameToString(tn))
	}
	return t, mod
}

// lookupTypeName is typenameType that returns nil for an unknown type and accepts shells. Mirrors
// parse_type.c: LookupTypeName.
func (s *shared) lookupTypeName(tn *pg.TypeName, missingOK bool) (*catalog.Type, int32) {
	at := source.Pos(tn.Location)
	var t *catalog.Type
	switch {
	case len(tn.Names) == 0:
		t = s.cat.Type(catalog.OID(tn.TypeOid))
	case tn.PctType:
		t = s.percentType(tn, missingOK, at)
	default:
		schema, name := deconstructQualifiedName(tn.Names, source.NoPos)
		namespace := catalog.InvalidOID
		if schema != "" {
			if namespace = s.lookupExplicitNamespace(schema, missingOK, at); namespace == catalog.InvalidOID {
				return nil, -1
			}
		}
		t = s.cat.TypeByName(namespace, name)
		if t != nil && len(tn.ArrayBounds) > 0 {
			t = s.cat.Type(t.Array)
		}
	}
	if t == nil {
		return nil, -1
	}
	return t, s.typenameTypeMod(tn, t)
}

// percentType resolves table.column%TYPE.
func (s *shared) percentType(tn *pg.TypeName, missingOK bool, at source.Pos) *catalog.Type {
	names := nameList(tn.Names)
	if len(names) == 1 {
		fail(sqlstate.SyntaxError, at, "improper %TYPE reference (too few dotted names): "+nameListToString(tn.Names))
	}
	if len(names) > 4 {
		fail(sqlstate.SyntaxError, at, "improper %TYPE reference (too many dotted names): "+nameListToString(tn.Names))
	}
	field, table := names[len(names)-1], names[len(names)-2]
	namespace := catalog.InvalidOID
	if len(names) >= 3 {
		if namespace = s.lookupExplicitNamespace(names[len(names)-3], missingOK, source.NoPos); namespace == catalog.InvalidOID {
			return nil
		}
	}
	rel := s.cat.RelationByName(namespace, table)
	if rel == nil {
		if missingOK {
			return nil
		}
		failf(sqlstate.UndefinedTable, at, `relation "%s" does not exist`, strings.Join(names[:len(names)-1], "."))
	}
	c := rel.Column(field)
	if c == nil {
		if missingOK {
			return nil
		}
		failf(sqlstate.UndefinedColumn, at, `column "%s" of relation "%s" does not exist`, field, table)
	}
	return s.cat.Type(c.Type)
}

// typeNameToString prints a raw type name for messages.
func typeNameToString(tn *pg.TypeName) string {
	out := nameListToString(tn.Names)
	if tn.PctType {
		out += "%TYPE"
	}
	if len(tn.ArrayBounds) > 0 {
		out += "[]"
	}
	return out
}

// typenameTypeMod computes the modifier of a type name. Mirrors parse_type.c: typenameTypeMod.
func (s *shared) typenameTypeMod(tn *pg.TypeName, t *catalog.Type) int32 {
	if len(tn.Typmods) == 0 {
		return tn.Typemod
	}
	at := source.Pos(tn.Location)
	if !t.Defined {
		failf(sqlstate.SyntaxError, at, `type modifier cannot be specified for shell type "%s"`, typeNameToString(tn))
	}
	base := t
	if t.IsTrueArray() {
		base = s.cat.Type(t.Elem)
	}
	if !t.TypmodIn && !(base != nil && base.TypmodIn && t.IsTrueArray()) {
		failf(sqlstate.SyntaxError, at, `type modifier is not allowed for type "%s"`, typeNameToString(tn))
	}
	mods := make([]string, len(tn.Typmods))
	for i, m := range tn.Typmods {
		text, ok := typmodText(m)
		if !ok {
			fail(sqlstate.SyntaxError, at, "type modifiers must be simple constants or identifiers")
		}
		mods[i] = text
	}
	return s.typmodIn(base, mods, at)
}

func typmodText(n *pg.Node) (string, bool) {
	if c := n.GetAConst(); c != nil && !c.Isnull {
		switch v := c.Val.(type) {
		case *pg.A_Const_Ival:
			return strconv.Itoa(int(v.Ival.GetIval())), true
		case *pg.A_Const_Fval:
			return v.Fval.GetFval(), true
		case *pg.A_Const_Sval:
			return v.Sval.GetSval(), true
		case nil:
			return "0", true
		}
		return "", false
	}
	if c := n.GetColumnRef(); c != nil && len(c.Fields) == 1 && c.Fields[0].GetString_() != nil {
		return c.Fields[0].GetString_().GetSval(), true
	}
	return "", false
}

// typmodIn is the type's typmodin function. Types that the compiler does not know (extensions')
// keep the number that was given, which is as good for comparing modifiers.
func (s *shared) typmodIn(t *catalog.Type, mods []string, at source.Pos) int32 {
	nums := make([]int32, len(mods))
	numeric := true
	for i, m := range mods {
		n, err := strconv.ParseInt(strings.TrimSpace(m), 10, 32)
		if err != nil {
			numeric = false
		}
		nums[i] = int32(n)
	}
	if t.OID >= catalog.FirstUserOID {
		if !numeric || len(nums) == 0 {
			return 0
		}
		return nums[0]
	}
	if !numeric {
		for _, m := range mods {
			p := &pstate{shared: s}
			p.typeInput(s.cat.Type(catalog.Int4OID), m, -1, at)
		}
	}
	bad := func(format string, args ...any) { failf(sqlstate.InvalidParameterValue, at, format, args...) }
	switch t.OID {
	case catalog.BpcharOID, catalog.VarcharOID, catalog.BitOID, catalog.VarbitOID:
		return lengthTypmod(t, nums, bad)
	case catalog.NumericOID:
		return numericTypmodIn(nums, bad)
	case catalog.TimeOID, catalog.TimetzOID, catalog.TimestampOID, catalog.TimestamptzOID:
		if len(nums) != 1 {
			bad("invalid type modifier")
		}
		if nums[0] < 0 {
			bad("%s(%d)%s precision must not be negative", timeTypeName(t.OID), nums[0], timeZoneSuffix(t.OID))
		}
		return min(nums[0], 6)
	case catalog.IntervalOID:
		return intervalTypmodIn(nums, bad)
	}
	return nums[0]
}

func timeTypeName(oid catalog.OID) string {
	if oid == catalog.TimeOID || oid == catalog.TimetzOID {
		return "TIME"
	}
	return "TIMESTAMP"
}

func timeZoneSuffix(oid catalog.OID) string {
	if oid == catalog.TimetzOID || oid == catalog.TimestamptzOID {
		return " WITH TIME ZONE"
	}
	return ""
}

// lengthTypmod checks the length of char(n), varchar(n), bit(n), varbit(n); characters count with
// the four bytes of a varlena header on top, for history's sake.
func lengthTypmod(t *catalog.Type, nums []int32, bad func(string, ...any)) int32 {
	name := map[catalog.OID]string{
		catalog.BpcharOID: "char", catalog.VarcharOID: "varchar", catalog.BitOID: "bit", catalog.VarbitOID: "varbit",
	}[t.OID]
	limit, header := int32(10*1024*1024), int32(4)
	isBit := t.OID == catalog.BitOID || t.OID == catalog.VarbitOID
	if isBit {
		limit, header = 10*1024*1024*8, 0
	}
	if len(nums) != 1 {
		bad("invalid type modifier")
	}
	if nums[0] < 1 {
		bad("length for type %s must be at least 1", name)
	}
	if nums[0] > limit {
		bad("length for type %s cannot exceed %d", name, limit)
	}
	return nums[0] + header
}

func numericTypmodIn(nums []int32, bad func(string, ...any)) int32 {
	if len(nums) > 2 {
		bad("invalid NUMERIC type modifier")
	}
	if nums[0] < 1 || nums[0] > 1000 {
		bad("NUMERIC precision %d must be between 1 and 1000", nums[0])
	}
	scale := int32(0)
	if len(nums) == 2 {
		if scale = nums[1]; scale < -1000 || scale > 1000 {
			bad("NUMERIC scale %d must be between -1000 and 1000", scale)
		}
	}
	return (nums[0]<<16 | scale&0x7ff) + 4
}

func intervalTypmodIn(nums []int32, bad func(string, ...any)) int32 {
	fields := nums[0]
	if intervalTypmodOut(fields<<16|intervalFullPrec, true) == "" && fields != intervalFullRange {
		bad("invalid INTERVAL type modifier")
	}
	switch len(nums) {
	case 1:
		if fields == intervalFullRange {
			return -1
		}
		return intervalFullPrec | fields<<16
	case 2:
		if nums[1] < 0 {
			bad("INTERVAL(%d) precision must not be negative", nums[1])
		}
		return min(nums[1], 6) | fields<<16
	}
	bad("invalid INTERVAL type modifier")
	return -1
}

// lookupCollation finds a collation by its possibly qualified name, or reports 42704 at a place.
// Mirrors parse_type.c: LookupCollation.
func (p *pstate) lookupCollation(names []*pg.Node, at source.Pos) catalog.OID {
	schema, name := deconstructQualifiedName(names, at)
	namespace := catalog.InvalidOID
	if schema != "" {
		namespace = p.lookupExplicitNamespace(schema, false, at)
	}
	c := p.cat.CollationByName(namespace, name)
	if c == nil {
		failf(sqlstate.UndefinedObject, at, `collation "%s" for encoding "UTF8" does not exist`, nameListToString(names))
	}
	return c.OID
}
