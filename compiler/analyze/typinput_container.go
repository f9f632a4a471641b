package analyze

import (
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// array checks an array literal and each element of it. Mirrors arrayfuncs.c: array_in.
func (l *literal) array() {
	r := &arrayReader{literal: l, elem: l.p.cat.Type(l.t.Elem), rest: trim(l.text)}
	if r.elem == nil || l.t.OID == catalog.RecordArrayOID {
		return
	}
	if strings.HasPrefix(r.rest, "[") { // explicit bounds: [1:2][0:1]={…}
		_, body, ok := strings.Cut(r.rest, "=")
		if !ok {
			l.malformed("array")
		}
		r.rest = trim(body)
	}
	if !strings.HasPrefix(r.rest, "{") {
		l.malformed("array")
	}
	r.braces(1)
	if trim(r.rest) != "" {
		l.malformed("array")
	}
}

// arrayReader reads the braces of an array literal. Each level holds only elements or only arrays.
type arrayReader struct {
	*literal
	elem *catalog.Type
	rest string
	dims []int // size per level, 0 until a list of that level was read
}

func (r *arrayReader) skip() { r.rest = strings.TrimLeft(r.rest, " \t\n\v\f\r") }

func (r *arrayReader) braces(level int) {
	if level > maxDim {
		failf(sqlstate.ProgramLimitExceeded, r.at, "number of array dimensions (%d) exceeds the maximum allowed (%d)", level, maxDim)
	}
	for len(r.dims) < level {
		r.dims = append(r.dims, 0)
	}
	r.rest = r.rest[1:]
	r.skip()
	if strings.HasPrefix(r.rest, "}") {
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
	if !quoted && strings.EqualFold(text, "null") {
		return
	}
	r.part(r.elem, r.typmod, text)
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

// rangeValue checks a range literal and its bounds. Mirrors rangetypes.c: range_in.
func (l *literal) rangeValue() {
	if rest := l.rangePart(l.text, l.t); trim(rest) != "" {
		l.malformed("range")
	}
}

// rangePart reads one range of type t and returns what follows it.
func (l *literal) rangePart(s string, t *catalog.Type) string {
	s = strings.TrimLeft(s, " \t\n\v\f\r")
	if len(s) >= 5 && strings.EqualFold(s[:5], "empty") {
		return s[5:]
	}
	if s == "" || s[0] != '[' && s[0] != '(' {
		l.malformed("range")
	}
	sub := l.p.cat.Type(t.RangeSub)
	rest := l.rangeBound(s[1:], sub)
	if !strings.HasPrefix(rest, ",") {
		l.malformed("range")
	}
	rest = l.rangeBound(rest[1:], sub)
	if rest == "" || rest[0] != ']' && rest[0] != ')' {
		l.malformed("range")
	}
	return rest[1:]
}

func (l *literal) rangeBound(s string, sub *catalog.Type) string {
	if s != "" && (s[0] == ',' || s[0] == ')' || s[0] == ']') {
		return s // infinite
	}
	var b strings.Builder
	inQuote := false
	for ; s != ""; s = s[1:] {
		c := s[0]
		switch {
		case !inQuote && (c == ',' || c == ')' || c == ']' || c == '(' || c == '['):
			l.part(sub, -1, b.String())
			return s
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
	return ""
}

// multirange checks a list of ranges in braces. Mirrors multirangetypes.c: multirange_in.
func (l *literal) multirange() {
	s := trim(l.text)
	t := l.p.cat.Type(l.t.RangeOf)
	if t == nil {
		return
	}
	if !strings.HasPrefix(s, "{") || !strings.HasSuffix(s, "}") {
		l.malformed("multirange")
	}
	s = trim(s[1 : len(s)-1])
	for s != "" {
		if s[0] != '[' && s[0] != '(' && (len(s) < 5 || !strings.EqualFold(s[:5], "empty")) {
			l.malformed("multirange")
		}
		s = trim(l.rangePart(s, t))
		if s == "" {
			return
		}
		if s[0] != ',' || trim(s[1:]) == "" {
			l.malformed("multirange")
		}
		s = trim(s[1:])
	}
}
