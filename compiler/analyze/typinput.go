package analyze

import (
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// typeInput checks a literal as the input function of its type does when PostgreSQL cooks a
// constant: it fails at the literal with that function's error. A type whose input is not checked
// here (those of extensions, XML, full-text search) accepts everything: what the server may refuse
// is not guessed. Mirrors parse_type.c: stringTypeDatum.
func (p *pstate) typeInput(t *catalog.Type, text string, typmod int32, at source.Pos) {
	// What a look-up in the literal fails with stands at the literal too, as with
	// setup_parser_errposition_callback.
	defer func() {
		r := recover()
		if f, ok := r.(*failure); ok && f.at < 0 {
			f.at = at
		}
		if r != nil {
			panic(r)
		}
	}()
	in := &literal{p: p, t: t, text: text, typmod: typmod, at: at}
	in.check()
}

// literal is a text that is to become a value of a type.
type literal struct {
	p      *pstate
	t      *catalog.Type
	text   string
	typmod int32
	at     source.Pos
}

// builtin runs the check of a built-in input function, by typinput's name.
func (l *literal) builtin() {
	switch l.t.Input {
	case "int2in":
		l.integer("smallint", 16)
	case "int4in":
		l.integer("integer", 32)
	case "int8in":
		l.integer("bigint", 64)
	case "oidin", "xidin", "cidin":
		l.unsigned(l.t.Name, 32)
	case "xid8in":
		l.unsigned(l.t.Name, 64)
	case "float4in":
		l.float("real", 32)
	case "float8in":
		l.float("double precision", 64)
	case "numeric_in":
		l.numeric()
	case "cash_in":
		l.money()
	case "boolin":
		l.boolean()
	case "uuid_in":
		l.uuid()
	case "json_in":
		l.json(false)
	case "jsonb_in":
		l.json(true)
	case "tsvectorin":
		l.tsvector()
	case "tsqueryin":
		l.tsquery()
	case "jsonpath_in":
		l.jsonpath()
	case "byteain":
		l.bytea()
	case "bit_in", "varbit_in":
		l.bits()
	case "inet_in":
		l.network(false)
	case "cidr_in":
		l.network(true)
	case "macaddr_in":
		l.macaddr(6)
	case "macaddr8_in":
		l.macaddr(8)
	case "pg_lsn_in":
		l.lsn()
	case "tidin":
		l.tid()
	case "pg_snapshot_in", "txid_snapshot_in":
		l.snapshot()
	case "pg_node_tree_in", "pg_ndistinct_in", "pg_mcv_list_in", "pg_dependencies_in", "gtsvectorin",
		"brin_bloom_summary_in", "brin_minmax_multi_summary_in":
		failf(sqlstate.FeatureNotSupported, l.at, "cannot accept a value of type %s", l.t.Name)
	default:
		l.geometric()
		l.datetime()
		l.catalogName()
	}
}

func (l *literal) check() {
	switch l.t.Kind {
	case catalog.EnumType:
		l.enum()
		return
	case catalog.CompositeType:
		l.record()
		return
	case catalog.RangeType:
		l.rangeValue()
		return
	case catalog.MultirangeType:
		l.multirange()
		return
	case catalog.DomainType:
		base, mod := l.p.getBaseTypeAndTypmod(l.t.OID, -1)
		l.part(l.p.cat.Type(base), mod, l.text)
		return
	}
	switch {
	case l.t.Input == "int2vectorin":
		l.vector("smallint", 16)
	case l.t.Input == "oidvectorin":
		l.vector("oid", 32)
	case l.t.IsTrueArray():
		l.array()
	case l.t.Kind == catalog.PseudoType:
		l.pseudo()
	default:
		l.builtin()
	}
}

// pseudo refuses values of the pseudo-types, which have none; void, cstring and unknown take
// anything. Mirrors pseudotypes.c.
func (l *literal) pseudo() {
	switch l.t.Input {
	case "void_in", "cstring_in", "unknownin":
	case "record_in":
		l.record()
	default:
		failf(sqlstate.FeatureNotSupported, l.at, "cannot accept a value of type %s", l.t.Name)
	}
}

// nullInput does for NULL what typeInput does for a text: the few input functions that are not
// strict refuse it too.
func (p *pstate) nullInput(t *catalog.Type, at source.Pos) {
	if t.Kind != catalog.PseudoType {
		return
	}
	for _, f := range p.cat.Procs(t.Input) {
		if !f.Strict {
			p.typeInput(t, "", -1, at)
		}
	}
}

// vector checks int2vector and oidvector: numbers with blanks between. Messages show the text from
// the bad number on. Mirrors int.c: int2vectorin and oid.c: oidvectorin.
func (l *literal) vector(name string, bits int) {
	rest := trim(l.text)
	for rest != "" {
		i := strings.IndexFunc(rest, func(r rune) bool { return r < 0x80 && isSpace(byte(r)) })
		if i < 0 {
			i = len(rest)
		}
		item := &literal{p: l.p, t: l.t, text: rest, at: l.at}
		number := strings.TrimLeft(rest[:i], "+-")
		if number == "" || strings.Trim(number, "0123456789") != "" {
			item.syntax(name)
		}
		item.text = rest[:i]
		if name == "oid" {
			item.unsigned(name, bits)
		} else {
			item.integer(name, bits)
		}
		rest = trim(rest[i:])
	}
}

// part checks a piece of the literal as a value of its own: an element, a field, a bound.
func (l *literal) part(t *catalog.Type, typmod int32, text string) {
	if t != nil {
		(&literal{p: l.p, t: t, text: text, typmod: typmod, at: l.at}).check()
	}
}

// syntax fails with the message that most input functions share.
func (l *literal) syntax(typname string) {
	failf(sqlstate.InvalidTextRepresentation, l.at, "invalid input syntax for type %s: \"%s\"", typname, l.text)
}

func (l *literal) malformed(what string) {
	failf(sqlstate.InvalidTextRepresentation, l.at, "malformed %s literal: \"%s\"", what, l.text)
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// trim removes the white space of C's isspace.
func trim(s string) string { return strings.Trim(s, " \t\n\v\f\r") }

// boolean accepts unambiguous beginnings of the words. Mirrors bool.c: parse_bool_with_len.
func (l *literal) boolean() {
	s := strings.ToLower(trim(l.text))
	n := len(s)
	ok := s == "1" || s == "0" || s == "on"
	for _, w := range []string{"true", "false", "yes", "no"} {
		ok = ok || n > 0 && strings.HasPrefix(w, s)
	}
	if !ok && (n < 2 || !strings.HasPrefix("off", s)) {
		l.syntax("boolean")
	}
}

// uuid accepts 32 digits, hyphens after any group of four, and braces around.
// Mirrors uuid.c: string_to_uuid.
func (l *literal) uuid() {
	s := l.text
	if strings.HasPrefix(s, "{") {
		if !strings.HasSuffix(s, "}") {
			l.syntax("uuid")
		}
		s = s[1 : len(s)-1]
	}
	for i := range 16 {
		if len(s) < 2 || !isHex(s[0]) || !isHex(s[1]) {
			l.syntax("uuid")
		}
		s = s[2:]
		if i%2 == 1 && i < 15 && strings.HasPrefix(s, "-") {
			s = s[1:]
		}
	}
	if s != "" {
		l.syntax("uuid")
	}
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// enum accepts the type's labels. Mirrors enum.c: enum_in.
func (l *literal) enum() {
	for _, label := range l.t.Labels {
		if label == l.text {
			return
		}
	}
	failf(sqlstate.InvalidTextRepresentation, l.at, "invalid input value for enum %s: \"%s\"", l.p.formatType(l.t.OID), l.text)
}

// bytea accepts the hex and the escape format. Mirrors varlena.c: byteain.
func (l *literal) bytea() {
	s := l.text
	if hex, ok := strings.CutPrefix(s, "\\x"); ok {
		l.byteaHex(hex)
		return
	}
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			continue
		}
		switch {
		case i+3 < len(s) && s[i+1] >= '0' && s[i+1] <= '3' && isOctal(s[i+2]) && isOctal(s[i+3]):
			i += 3
		case i+1 < len(s) && s[i+1] == '\\':
			i++
		default:
			fail(sqlstate.InvalidTextRepresentation, l.at, "invalid input syntax for type bytea")
		}
	}
}

func isOctal(c byte) bool { return c >= '0' && c <= '7' }

func (l *literal) byteaHex(hex string) {
	half := false
	for i, r := range hex {
		if r < 128 && isSpace(byte(r)) && !half {
			continue
		}
		if r >= 128 || !isHex(hex[i]) {
			failf(sqlstate.InvalidParameterValue, l.at, "invalid hexadecimal digit: \"%c\"", r)
		}
		half = !half
	}
	if half {
		fail(sqlstate.InvalidParameterValue, l.at, "invalid hexadecimal data: odd number of digits")
	}
}

// bits accepts B1010, X1F and 1010. Mirrors varbit.c: bit_in.
func (l *literal) bits() {
	s, kind, ok := l.text, "binary", func(c byte) bool { return c == '0' || c == '1' }
	switch {
	case strings.HasPrefix(s, "b"), strings.HasPrefix(s, "B"):
		s = s[1:]
	case strings.HasPrefix(s, "x"), strings.HasPrefix(s, "X"):
		s, kind, ok = s[1:], "hexadecimal", isHex
	}
	for i, r := range s {
		if r >= 128 || !ok(s[i]) {
			failf(sqlstate.InvalidTextRepresentation, l.at, "\"%c\" is not a valid %s digit", r, kind)
		}
	}
}
