package analyze

import (
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// lexemeReader reads the words of tsvector and tsquery literals. Mirrors tsvector_parser.c:
// gettoken_tsvector.
type lexemeReader struct {
	*literal
	rest  string
	query bool // operators end words, and positions are no part of them
}

func (r *lexemeReader) bad() {
	what := "tsvector"
	if r.query {
		what = "tsquery"
	}
	failf(sqlstate.SyntaxError, r.at, "syntax error in %s: \"%s\"", what, r.text)
}

// tsvector checks words with their positions and weights.
func (l *literal) tsvector() {
	r := &lexemeReader{literal: l, rest: l.text}
	for r.word() {
		if strings.HasPrefix(r.rest, ":") {
			r.positions()
		}
	}
}

// word reads a word; false at the end of the text.
func (r *lexemeReader) word() bool {
	r.rest = strings.TrimLeft(r.rest, " \t\n\v\f\r")
	if r.rest == "" {
		return false
	}
	if r.rest[0] == '\'' {
		r.quotedWord()
		return true
	}
	n := 0
	for r.rest != "" {
		c := r.rest[0]
		switch {
		case c == '\\':
			r.escaped()
			n++
			continue
		case c == ':' && n == 0 && !r.query: // begins a word like any other character
		case isSpace(c), c == ':', r.query && strings.IndexByte("!&|()<", c) >= 0:
			if n == 0 {
				r.bad()
			}
			return true
		}
		r.rest = r.rest[1:]
		n++
	}
	return true
}

func (r *lexemeReader) escaped() {
	if len(r.rest) < 2 {
		failf(sqlstate.SyntaxError, r.at, "there is no escaped character: \"%s\"", r.text)
	}
	r.rest = r.rest[2:]
}

// quotedWord reads a word in single quotes, which are doubled inside.
func (r *lexemeReader) quotedWord() {
	r.rest = r.rest[1:]
	for n := 0; ; n++ {
		switch {
		case r.rest == "":
			r.bad()
		case r.rest[0] == '\\':
			r.escaped()
		case strings.HasPrefix(r.rest, "''"):
			r.rest = r.rest[2:]
		case r.rest[0] == '\'':
			r.rest = r.rest[1:]
			if n == 0 {
				r.bad()
			}
			return
		default:
			r.rest = r.rest[1:]
		}
	}
}

// positions reads :1,2A and what may follow it.
func (r *lexemeReader) positions() {
	for first := true; first || strings.HasPrefix(r.rest, ","); first = false {
		r.rest = r.rest[1:]
		n := len(r.rest) - len(strings.TrimLeft(r.rest, "0123456789"))
		if n == 0 {
			r.bad()
		}
		if pos, err := strconv.Atoi(r.rest[:n]); err == nil && pos == 0 {
			failf(sqlstate.SyntaxError, r.at, "wrong position info in tsvector: \"%s\"", r.text)
		}
		r.rest = r.rest[n:]
		r.weights()
	}
	if r.rest != "" && !isSpace(r.rest[0]) {
		r.bad()
	}
}

// weights reads the letters after a position: one of A, B, C or *; D, which is the default, may come
// before it. Digits among them are ignored.
func (r *lexemeReader) weights() {
	weighted := false
	for r.rest != "" {
		c := r.rest[0]
		switch {
		case isDigit(c):
		case strings.IndexByte("aAbBcCdD*", c) < 0:
			return
		case weighted:
			r.bad()
		default:
			weighted = c != 'd' && c != 'D'
		}
		r.rest = r.rest[1:]
	}
}

// tsquery checks operands and operators. Mirrors tsquery.c: gettoken_query_standard.
func (l *literal) tsquery() {
	r := &lexemeReader{literal: l, rest: l.text, query: true}
	depth, operand, first := 0, true, true
	for {
		r.rest = strings.TrimLeft(r.rest, " \t\n\v\f\r")
		if operand {
			operand, depth = r.operand(depth, first)
			if first && operand && r.rest == "" && trim(l.text) == "" {
				return
			}
			first = false
			continue
		}
		switch {
		case r.rest == "":
			if depth != 0 {
				r.bad()
			}
			return
		case r.rest[0] == '&' || r.rest[0] == '|':
			r.rest, operand = r.rest[1:], true
		case r.rest[0] == ')' && depth > 0:
			r.rest = r.rest[1:]
			depth--
		case r.phrase():
			operand = true
		default:
			r.bad()
		}
	}
}

// operand reads what may stand where an operand is due, and returns whether one is still due.
func (r *lexemeReader) operand(depth int, first bool) (bool, int) {
	switch {
	case r.rest == "":
		if !first {
			failf(sqlstate.SyntaxError, r.at, "no operand in tsquery: \"%s\"", r.text)
		}
		return true, depth
	case r.rest[0] == '!':
		r.rest = r.rest[1:]
		return true, depth
	case r.rest[0] == '(':
		r.rest = r.rest[1:]
		return true, depth + 1
	case r.rest[0] == ':':
		r.bad()
	}
	r.word()
	if strings.HasPrefix(r.rest, ":") {
		r.rest = strings.TrimLeft(r.rest[1:], "aAbBcCdD*")
	}
	return false, depth
}

// maxPhraseDistance is MAXENTRYPOS.
const maxPhraseDistance = 1 << 14

// phrase reads <-> or <n>.
func (r *lexemeReader) phrase() bool {
	if strings.HasPrefix(r.rest, "<->") {
		r.rest = r.rest[3:]
		return true
	}
	if !strings.HasPrefix(r.rest, "<") {
		return false
	}
	digits := strings.TrimLeft(r.rest[1:], " \t\n\v\f\r")
	sign := len(digits) - len(strings.TrimLeft(digits, "+-"))
	n := len(digits) - len(strings.TrimLeft(digits[min(sign, 1):], "0123456789"))
	if n <= min(sign, 1) {
		return false
	}
	distance, err := strconv.Atoi(digits[:n])
	if err != nil || distance < 0 || distance > maxPhraseDistance {
		failf(sqlstate.InvalidParameterValue, r.at,
			"distance in phrase operator must be an integer value between zero and %d inclusive", maxPhraseDistance)
	}
	if !strings.HasPrefix(digits[n:], ">") {
		return false
	}
	r.rest = digits[n+1:]
	return true
}
