package analyze

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// array checks an array literal: first its shape, then each element. Mirrors arrayfuncs.c: array_in.
func (l *literal) array() {
	r := &arrayReader{literal: l, elem: l.p.cat.Type(l.t.Elem), rest: trim(l.text)}
	if r.elem == nil {
		return
	}
	bounds := r.bounds()
	if !strings.HasPrefix(r.rest, "{") {
		l.malformed("array")
	}
	r.braces(1)
	if trim(r.rest) != "" || bounds != nil && !slices.Equal(bounds, r.sizes()) {
		l.malformed("array")
	}
	for _, e := range r.elements {
		r.part(r.elem, r.typmod, e)
	}
}

// bounds reads explicit bounds, [1:2][3]=, and returns the size of each dimension; nil without.
func (r *arrayReader) bounds() []int {
	var sizes []int
	number := func() int {
		n := len(r.rest) - len(strings.TrimLeft(r.rest, "0123456789+-"))
		if n == 0 {
			r.malformed("array")
		}
		v, _ := strconv.ParseInt(strings.TrimPrefix(r.rest[:n], "+"), 10, 32)
		r.rest = r.rest[n:]
		return int(v)
	}
	for r.skip(); strings.HasPrefix(r.rest, "["); r.skip() {
		if len(sizes) >= maxDim {
			r.tooManyDims(len(sizes) + 1)
		}
		r.rest = r.rest[1:]
		lower, upper := 1, number()
		if strings.HasPrefix(r.rest, ":") {
			r.rest = r.rest[1:]
			lower, upper = upper, number()
		}
		if !strings.HasPrefix(r.rest, "]") {
			r.malformed("array")
		}
		r.rest = r.rest[1:]
		if upper < lower {
			fail(sqlstate.ArraySubscriptError, r.at, "upper bound cannot be less than lower bound")
		}
		sizes = append(sizes, upper-lower+1)
	}
	if sizes == nil {
		return nil
	}
	if !strings.HasPrefix(r.rest, "=") {
		r.malformed("array")
	}
	r.rest = trim(r.rest[1:])
	return sizes
}

// sizes are the dimensions that the braces show; an array without elements has none.
func (r *arrayReader) sizes() []int {
	if r.count == 0 {
		return []int{}
	}
	return r.dims
}

func (r *arrayReader) tooManyDims(n int) {
	failf(sqlstate.ProgramLimitExceeded, r.at, "number of array dimensions (%d) exceeds the maximum allowed (%d)", n, maxDim)
}

// arrayReader reads the braces of an array literal. Each level holds only elements or only arrays.
type arrayReader struct {
	*literal
	elem *catalog.Type
	rest string
	dims []int // size per level, 0 until a list of that level was read

	count    int      // elements, NULLs included
	elements []string // texts to check when the shape is known to be good
}

func (r *arrayReader) skip() { r.rest = strings.TrimLeft(r.rest, " \t\n\v\f\r") }

func (r *arrayReader) braces(level int) {
	if level > maxDim {
		r.tooManyDims(level)
	}
	for len(r.dims) < level {
		r.dims = append(r.dims, 0)
	}
	r.rest = r.rest[1:]
	r.skip()
	if strings.HasPrefix(r.rest, "}") {
		if level > 1 {
			r.malformed("array")
		}
		r.rest = r.rest[1:]
		return
	}
	nested := strings.HasPrefix(r.rest, "{")
	for n := 1; ; n++ {
		r.skip()
		if strings.HasPrefix(r.rest, "{") != nested {
			r.malformed("array")
		}
		if nested {
			r.braces(level + 1)
		} else {
			r.element()
		}
		r.skip()
		if r.rest == "" {
			r.malformed("array")
		}
		c := r.rest[0]
		r.rest = r.rest[1:]
		if c == '}' {
			if r.dims[level-1] != 0 && r.dims[level-1] != n {
				r.malformed("array")
			}
			r.dims[level-1] = n
			return
		}
		if c != r.delim() {
			r.malformed("array")
		}
	}
}

func (r *arrayReader) delim() byte {
	if r.elem.Delim == 0 {
		return ','
	}
	return r.elem.Delim
}

// element reads one element, quoted or not; a bare NULL is no value to check.
func (r *arrayReader) element() {
	var b strings.Builder
	quoted, plain := false, 0
	for {
		if r.rest == "" {
			r.malformed("array")
		}
		c := r.rest[0]
		switch {
		case c == '\\' && len(r.rest) > 1:
			b.WriteByte(r.rest[1])
			r.rest = r.rest[2:]
			plain = b.Len()
			continue
		case c == '"':
			if quoted || b.Len() > 0 {
				r.malformed("array")
			}
			quoted = true
			r.rest = r.rest[1:]
			r.quoted(&b)
			r.skip()
			plain = b.Len()
			continue
		case c == '{':
			r.malformed("array")
		case c == '}' || c == r.delim():
			r.finishElement(b.String()[:plain], quoted)
			return
		}
		if quoted {
			r.malformed("array")
		}
		b.WriteByte(c)
		if !isSpace(c) {
			plain = b.Len()
		}
		r.rest = r.rest[1:]
	}
}

func (r *arrayReader) finishElement(text string, quoted bool) {
	if !quoted && text == "" {
		r.malformed("array")
	}
	r.count++
	if quoted || !strings.EqualFold(text, "null") {
		r.elements = append(r.elements, text)
	}
}

// quoted reads up to the closing quote.
func (r *arrayReader) quoted(b *strings.Builder) {
	for r.rest != "" {
		c := r.rest[0]
		r.rest = r.rest[1:]
		switch {
		case c == '"':
			return
		case c == '\\' && r.rest != "":
			b.WriteByte(r.rest[0])
			r.rest = r.rest[1:]
		default:
			b.WriteByte(c)
		}
	}
	r.malformed("array")
}

// record checks a composite literal field by field. Mirrors rowtypes.c: record_in.
func (l *literal) record() {
	if l.t.OID == catalog.RecordOID {
		fail(sqlstate.FeatureNotSupported, l.at, "input of anonymous composite types is not implemented")
	}
	rel := l.p.cat.Relation(l.t.Relation)
	if rel == nil {
		return
	}
	s := strings.TrimLeft(l.text, " \t\n\v\f\r")
	if !strings.HasPrefix(s, "(") {
		l.malformed("record")
	}
	s = s[1:]
	for i, c := range rel.Columns {
		if i > 0 {
			if !strings.HasPrefix(s, ",") {
				l.malformed("record")
			}
			s = s[1:]
		}
		var field string
		var null, ok bool
		field, null, s, ok = recordField(s)
		if !ok {
			l.malformed("record")
		}
		if !null {
			l.part(l.p.cat.Type(c.Type), c.Typmod, field)
		}
	}
	if !strings.HasPrefix(s, ")") || trim(s[1:]) != "" {
		l.malformed("record")
	}
}

// recordField reads a field up to the comma or parenthesis after it; an empty one is null.
func recordField(s string) (field string, null bool, rest string, ok bool) {
	if s == "" {
		return "", false, "", false
	}
	if s[0] == ',' || s[0] == ')' {
		return "", true, s, true
	}
	var b strings.Builder
	inQuote := false
	for s != "" {
		c := s[0]
		switch {
		case !inQuote && (c == ',' || c == ')'):
			return b.String(), false, s, true
		case c == '\\' && len(s) > 1:
			b.WriteByte(s[1])
			s = s[1:]
		case c == '"' && inQuote && len(s) > 1 && s[1] == '"':
			b.WriteByte('"')
			s = s[1:]
		case c == '"':
			inQuote = !inQuote
		default:
			b.WriteByte(c)
		}
		s = s[1:]
	}
	return "", false, "", false
}

// rangeValue checks a range literal: first its shape, then its bounds, then their order. Mirrors
// rangetypes.c: range_in.
func (l *literal) rangeValue() {
	s := strings.TrimLeft(l.text, " \t\n\v\f\r")
	if len(s) >= 5 && strings.EqualFold(s[:5], "empty") {
		if trim(s[5:]) != "" {
			l.malformed("range")
		}
		return
	}
	if s == "" || s[0] != '[' && s[0] != '(' {
		l.malformed("range")
	}
	lower, rest := l.rangeBound(s[1:])
	if !strings.HasPrefix(rest, ",") {
		l.malformed("range")
	}
	upper, rest := l.rangeBound(rest[1:])
	if rest == "" || rest[0] == ',' || trim(rest[1:]) != "" {
		l.malformed("range")
	}
	sub := l.p.cat.Type(l.t.RangeSub)
	if sub == nil {
		return
	}
	for _, bound := range []*string{lower, upper} {
		if bound != nil {
			l.part(sub, -1, *bound)
		}
	}
	if lower != nil && upper != nil && l.greater(sub, *lower, *upper) {
		fail(sqlstate.DataException, l.at, "range lower bound must be less than or equal to range upper bound")
	}
}

// rangeBound reads a bound up to the character that ends it; nil is an infinite one.
func (l *literal) rangeBound(s string) (*string, string) {
	if s != "" && (s[0] == ',' || s[0] == ')' || s[0] == ']') {
		return nil, s
	}
	var b strings.Builder
	inQuote := false
	for ; s != ""; s = s[1:] {
		c := s[0]
		switch {
		case !inQuote && (c == ',' || c == ')' || c == ']'):
			text := b.String()
			return &text, s
		case c == '\\' && len(s) > 1:
			s = s[1:]
			b.WriteByte(s[0])
		case c == '"' && inQuote && len(s) > 1 && s[1] == '"':
			s = s[1:]
			b.WriteByte('"')
		case c == '"':
			inQuote = !inQuote
		default:
			b.WriteByte(c)
		}
	}
	l.malformed("range")
	return nil, ""
}

// greater reports whether bound a is certainly greater than b. Only numbers and plain dates are
// compared; of other types the server decides.
func (l *literal) greater(t *catalog.Type, a, b string) bool {
	switch t.Input {
	case "int4in", "int8in", "numeric_in":
		x, xok := new(big.Rat).SetString(trim(a))
		y, yok := new(big.Rat).SetString(trim(b))
		return xok && yok && x.Cmp(y) > 0
	case "date_in", "timestamp_in", "timestamptz_in":
		x, xok := instant(a)
		y, yok := instant(b)
		return xok && yok && x > y
	}
	return false
}

// instant returns microseconds since 2000 for a date that does not depend on the clock or a named
// zone.
func instant(s string) (float64, bool) {
	tokens, ok := tokenizeDate(s)
	d := &dateTime{}
	if !ok || d.decode(tokens) != dateOK || d.special != "" || d.zone != "" {
		return 0, false
	}
	for _, t := range tokens {
		if t.kind == 's' && t.text != "t" {
			return 0, false
		}
	}
	return float64(dateToJulian(d.year, d.month, d.day)-epochJulian)*86400e6 + float64(d.timeOfDay()) + float64(d.tz)*1e6, true
}

// multirange checks a list of ranges in braces; each range is checked as soon as it ends. Mirrors
// multirangetypes.c: multirange_in.
func (l *literal) multirange() {
	t := l.p.cat.Type(l.t.RangeOf)
	s := strings.TrimLeft(l.text, " \t\n\v\f\r")
	if t == nil {
		return
	}
	if !strings.HasPrefix(s, "{") {
		l.malformed("multirange")
	}
	s = trim(s[1:])
	for n := 0; ; n++ {
		switch {
		case s != "" && (s[0] == '[' || s[0] == '('):
			end := rangeEnd(s)
			if end < 0 {
				l.malformed("multirange")
			}
			l.part(t, -1, s[:end])
			s = trim(s[end:])
		case n == 0 && strings.HasPrefix(s, "}"):
		case len(s) >= 5 && strings.EqualFold(s[:5], "empty"):
			s = trim(s[5:])
		default:
			l.malformed("multirange")
		}
		if s == "}" {
			return
		}
		if !strings.HasPrefix(s, ",") {
			l.malformed("multirange")
		}
		s = trim(s[1:])
	}
}

// rangeEnd returns the length of the range at the start of s, -1 if it does not end.
func rangeEnd(s string) int {
	inQuote := false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			inQuote = !inQuote
		case ']', ')':
			if !inQuote {
				return i + 1
			}
		}
	}
	return -1
}
