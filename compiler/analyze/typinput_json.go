package analyze

import (
	"strconv"

	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// jsonReader checks JSON text. Mirrors common/jsonapi.c, as far as accepting and refusing goes.
type jsonReader struct {
	*literal
	at      int
	depth   int
	escapes bool // jsonb decodes escapes, json only looks at their form
}

// json checks a json or jsonb literal; both call themselves json in messages.
func (l *literal) json(escapes bool) {
	r := &jsonReader{literal: l, escapes: escapes}
	r.value()
	r.space()
	if r.at < len(r.text) {
		r.bad()
	}
}

func (r *jsonReader) bad() {
	fail(sqlstate.InvalidTextRepresentation, r.literal.at, "invalid input syntax for type json")
}

func (r *jsonReader) space() {
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case ' ', '\t', '\n', '\r':
			r.at++
		default:
			return
		}
	}
}

// next skips white space and returns the next byte without taking it, 0 at the end.
func (r *jsonReader) next() byte {
	r.space()
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *jsonReader) expect(c byte) {
	if r.next() != c {
		r.bad()
	}
	r.at++
}

func (r *jsonReader) value() {
	if r.depth++; r.depth > 6000 {
		fail(sqlstate.StatementTooComplex, r.literal.at, "stack depth limit exceeded",
			withHint("Increase the configuration parameter \"max_stack_depth\" (currently 2048kB), after ensuring the platform's stack depth limit is adequate."))
	}
	defer func() { r.depth-- }()
	switch c := r.next(); {
	case c == '{':
		r.list('}', func() {
			if r.next() != '"' {
				r.bad()
			}
			r.str()
			r.expect(':')
			r.value()
		})
	case c == '[':
		r.list(']', r.value)
	case c == '"':
		r.str()
	case c == '-' || isDigit(c):
		r.number()
	default:
		r.word()
	}
}

// list reads what stands between brackets, separated by commas.
func (r *jsonReader) list(end byte, item func()) {
	r.at++
	if r.next() == end {
		r.at++
		return
	}
	for {
		item()
		if r.next() == end {
			r.at++
			return
		}
		r.expect(',')
	}
}

func (r *jsonReader) word() {
	start := r.at
	for r.at < len(r.text) && (r.text[r.at]|0x20 >= 'a' && r.text[r.at]|0x20 <= 'z' || isDigit(r.text[r.at]) || r.text[r.at] == '_' || r.text[r.at] >= 128) {
		r.at++
	}
	switch r.text[start:r.at] {
	case "true", "false", "null":
	default:
		r.bad()
	}
}

func (r *jsonReader) digits() {
	start := r.at
	for r.at < len(r.text) && isDigit(r.text[r.at]) {
		r.at++
	}
	if r.at == start {
		r.bad()
	}
}

func (r *jsonReader) peek() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *jsonReader) number() {
	if r.peek() == '-' {
		r.at++
	}
	if r.peek() == '0' {
		r.at++
	} else {
		r.digits()
	}
	if r.peek() == '.' {
		r.at++
		r.digits()
	}
	if r.peek()|0x20 == 'e' {
		r.at++
		if c := r.peek(); c == '+' || c == '-' {
			r.at++
		}
		r.digits()
	}
	if c := r.peek(); c|0x20 >= 'a' && c|0x20 <= 'z' || isDigit(c) || c == '_' || c >= 128 {
		r.bad() // 01, 1x
	}
}

// str reads a string. Surrogates must come in pairs where escapes are decoded.
func (r *jsonReader) str() {
	r.at++
	high := false
	for {
		c := r.peek()
		if r.at >= len(r.text) || c < 0x20 {
			r.bad()
		}
		if c == '"' {
			break
		}
		r.at++
		if c != '\\' {
			if high {
				r.bad()
			}
			continue
		}
		high = r.escape(high)
	}
	if high {
		r.bad()
	}
	r.at++
}

// escape reads what follows a backslash; it reports whether a high surrogate is waiting for its
// low one.
func (r *jsonReader) escape(high bool) bool {
	c := r.peek()
	r.at++
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		if high {
			r.bad()
		}
		return false
	case 'u':
	default:
		r.bad()
	}
	if r.at+4 > len(r.text) {
		r.bad()
	}
	code, err := strconv.ParseUint(r.text[r.at:r.at+4], 16, 32)
	if err != nil {
		r.bad()
	}
	r.at += 4
	if !r.escapes {
		return false
	}
	if code == 0 {
		fail(sqlstate.UntranslatableCharacter, r.literal.at, "unsupported Unicode escape sequence",
			withDetail("\\u0000 cannot be converted to text."))
	}
	isHigh, isLow := code >= 0xD800 && code < 0xDC00, code >= 0xDC00 && code < 0xE000
	if isHigh && high || isLow != high {
		r.bad()
	}
	return isHigh
}
