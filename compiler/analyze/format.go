package analyze

import (
	"fmt"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
)

// formatType returns a type's name as messages print it: "integer", "text[]", schema-qualified
// only where the search path does not show it. Mirrors format_type.c: format_type_be.
func (s *shared) formatType(oid catalog.OID) string { return s.formatTypeExtended(oid, -1, false) }

// formatTypeMod is formatType with the modifier: "numeric(10,2)". Mirrors format_type.c:
// format_type_with_typemod.
func (s *shared) formatTypeMod(oid catalog.OID, typmod int32) string {
	return s.formatTypeExtended(oid, typmod, true)
}

func (s *shared) formatTypeExtended(oid catalog.OID, typmod int32, modGiven bool) string {
	if oid == catalog.InvalidOID {
		return "-"
	}
	t := s.cat.Type(oid)
	if t == nil {
		return "???"
	}
	suffix := ""
	// oidvector and int2vector keep their names: they are no true arrays.
	if t.IsTrueArray() && oid != catalog.OidVectorOID && oid != catalog.Int2VectorOID {
		if t = s.cat.Type(t.Elem); t == nil {
			return "???[]"
		}
		suffix = "[]"
	}
	if name := sqlTypeName(t.OID, typmod, modGiven); name != "" {
		return name + suffix
	}
	name := quoteIdentifier(t.Name)
	if s.cat.TypeByName(catalog.InvalidOID, t.Name) != t {
		schema := "???"
		if n := s.cat.NamespaceByOID(t.Namespace); n != nil {
			schema = n.Name
		}
		name = quoteIdentifier(schema) + "." + name
	}
	if modGiven && typmod >= 0 {
		name += fmt.Sprintf("(%d)", typmod)
	}
	return name + suffix
}

// sqlTypeName names the types that the SQL standard spells in its own way, "" for others.
func sqlTypeName(oid catalog.OID, typmod int32, modGiven bool) string {
	with := modGiven && typmod >= 0
	mod := func(name string, n int32) string {
		if !with {
			return name
		}
		return fmt.Sprintf("%s(%d)", name, n)
	}
	switch oid {
	case catalog.BitOID:
		if modGiven && !with { // plain bit would mean bit(1)
			return ""
		}
		return mod("bit", typmod)
	case catalog.BpcharOID:
		if modGiven && !with { // plain character would mean character(1)
			return ""
		}
		return mod("character", typmod-4)
	case catalog.BoolOID:
		return "boolean"
	case catalog.Float4OID:
		return "real"
	case catalog.Float8OID:
		return "double precision"
	case catalog.Int2OID:
		return "smallint"
	case catalog.Int4OID:
		return "integer"
	case catalog.Int8OID:
		return "bigint"
	case catalog.NumericOID:
		if !with || typmod < 4 {
			return "numeric"
		}
		precision, scale := numericTypmod(typmod)
		return fmt.Sprintf("numeric(%d,%d)", precision, scale)
	case catalog.IntervalOID:
		return "interval" + intervalTypmodOut(typmod, with)
	case catalog.TimeOID:
		return mod("time", typmod) + " without time zone"
	case catalog.TimetzOID:
		return mod("time", typmod) + " with time zone"
	case catalog.TimestampOID:
		return mod("timestamp", typmod) + " without time zone"
	case catalog.TimestamptzOID:
		return mod("timestamp", typmod) + " with time zone"
	case catalog.VarbitOID:
		return mod("bit varying", typmod)
	case catalog.VarcharOID:
		return mod("character varying", typmod-4)
	}
	return ""
}

// numericTypmod splits numeric's modifier into precision and scale, which may be negative.
func numericTypmod(typmod int32) (precision, scale int32) {
	m := typmod - 4
	return (m >> 16) & 0xffff, ((m & 0x7ff) ^ 1024) - 1024
}

// quoteIdentifier quotes a name if SQL needs it quoted. Mirrors ruleutils.c: quote_identifier.
func quoteIdentifier(name string) string {
	safe := name != "" && (name[0] >= 'a' && name[0] <= 'z' || name[0] == '_')
	for i := 0; safe && i < len(name); i++ {
		c := name[i]
		safe = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_'
	}
	if safe && !isReservedWord(name) {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// isReservedWord reports whether the scanner knows name as a keyword that is not unreserved.
func isReservedWord(name string) bool {
	r, err := pg.Scan(name)
	if err != nil || len(r.Tokens) != 1 {
		return false
	}
	k := r.Tokens[0].KeywordKind
	return k != pg.KeywordKind_NO_KEYWORD && k != pg.KeywordKind_UNRESERVED_KEYWORD
}

// funcSignatureString prints a call for messages: foo(integer, name => text). Mirrors
// parse_func.c: func_signature_string.
func (s *shared) funcSignatureString(name string, argnames []string, argtypes []catalog.OID) string {
	var b strings.Builder
	b.WriteString(name)
	b.WriteByte('(')
	positional := len(argtypes) - len(argnames)
	for i, t := range argtypes {
		if i > 0 {
			b.WriteString(", ")
		}
		if i >= positional {
			b.WriteString(argnames[i-positional])
			b.WriteString(" => ")
		}
		b.WriteString(s.formatType(t))
	}
	b.WriteByte(')')
	return b.String()
}

// Field bits of interval modifiers (datetime.h), and the value for "all fields".
const (
	intervalMonth     = 1 << 1
	intervalYear      = 1 << 2
	intervalDay       = 1 << 3
	intervalHour      = 1 << 10
	intervalMinute    = 1 << 11
	intervalSecond    = 1 << 12
	intervalFullRange = 0x7fff
	intervalFullPrec  = 0xffff
)

// intervalTypmodOut prints the modifier of an interval type: " year to month", "(3)".
func intervalTypmodOut(typmod int32, with bool) string {
	if !with {
		return ""
	}
	out := ""
	switch (typmod >> 16) & 0x7fff {
	case intervalYear:
		out = " year"
	case intervalMonth:
		out = " month"
	case intervalDay:
		out = " day"
	case intervalHour:
		out = " hour"
	case intervalMinute:
		out = " minute"
	case intervalSecond:
		out = " second"
	case intervalYear | intervalMonth:
		out = " year to month"
	case intervalDay | intervalHour:
		out = " day to hour"
	case intervalDay | intervalHour | intervalMinute:
		out = " day to minute"
	case intervalDay | intervalHour | intervalMinute | intervalSecond:
		out = " day to second"
	case intervalHour | intervalMinute:
		out = " hour to minute"
	case intervalHour | intervalMinute | intervalSecond:
		out = " hour to second"
	case intervalMinute | intervalSecond:
		out = " minute to second"
	}
	if p := typmod & 0xffff; p != intervalFullPrec {
		out += fmt.Sprintf("(%d)", p)
	}
	return out
}
