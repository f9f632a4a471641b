package analyze

import (
	"errors"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// geoReader reads the geometric types. Mirrors geo_ops.c: pair_decode, path_decode.
type geoReader struct {
	*literal
	rest string
	name string
}

// geometric checks the geometric types; other types pass.
func (l *literal) geometric() {
	r := &geoReader{literal: l, rest: l.text, name: l.t.Name}
	switch l.t.Input {
	case "point_in":
		r.pair()
	case "lseg_in":
		r.points(2, true)
	case "box_in":
		r.points(2, false)
	case "poly_in":
		r.points(r.count(), false)
	case "path_in":
		r.points(r.count(), true)
	case "circle_in":
		r.circle()
	case "line_in":
		r.line()
	default:
		return
	}
	if trim(r.rest) != "" {
		r.syntax(r.name)
	}
}

func (r *geoReader) skip() { r.rest = strings.TrimLeft(r.rest, " \t\n\v\f\r") }

// take skips white space and takes c if it comes next.
func (r *geoReader) take(c byte) bool {
	r.skip()
	if r.rest == "" || r.rest[0] != c {
		return false
	}
	r.rest = r.rest[1:]
	r.skip()
	return true
}

func (r *geoReader) expect(c byte) {
	if !r.take(c) {
		r.syntax(r.name)
	}
}

// number reads a floating-point number and returns it.
func (r *geoReader) number() float64 {
	r.skip()
	n := 0
	for n < len(r.rest) && !strings.ContainsRune(" \t\n,()[]{}<>", rune(r.rest[n])) {
		n++
	}
	text := r.rest[:n]
	v, err := strconv.ParseFloat(text, 64)
	if errors.Is(err, strconv.ErrRange) {
		failf(sqlstate.NumericValueOutOfRange, r.at, "\"%s\" is out of range for type double precision", text)
	}
	if err != nil || strings.Contains(text, "_") {
		r.syntax(r.name)
	}
	r.rest = r.rest[n:]
	r.skip()
	return v
}

// pair reads x,y with or without parentheses.
func (r *geoReader) pair() (x, y float64) {
	paren := r.take('(')
	x = r.number()
	r.expect(',')
	y = r.number()
	if paren {
		r.expect(')')
	}
	return x, y
}

// count is the number of points that the commas of the literal make.
func (r *geoReader) count() int {
	n := strings.Count(r.text, ",")
	if n%2 == 0 {
		r.syntax(r.name)
	}
	return (n + 1) / 2
}

// points reads n pairs, in brackets (open paths and segments), in parentheses or bare.
func (r *geoReader) points(n int, brackets bool) {
	open := brackets && r.take('[')
	paren := false
	if !open {
		if s := strings.TrimLeft(r.rest, " \t\n"); strings.HasPrefix(s, "(") {
			inner := strings.TrimLeft(s[1:], " \t\n")
			// A parenthesis belongs to the list if a pair's own follows, or if it is the only one.
			if strings.HasPrefix(inner, "(") || strings.LastIndexByte(s, '(') == 0 && n > 1 {
				paren = r.take('(')
			}
		}
	}
	for i := range n {
		if i > 0 {
			r.take(',') // optional between pairs
		}
		r.pair()
	}
	if open {
		r.expect(']')
	}
	if paren {
		r.expect(')')
	}
}

func (r *geoReader) circle() {
	angle := r.take('<')
	paren := !angle && strings.Count(r.rest, "(") == 2 && r.take('(')
	if !angle && !paren && strings.Count(r.rest, "(") == 1 && strings.HasSuffix(trim(r.rest), ")") {
		paren = r.take('(')
	}
	r.pair()
	r.take(',')
	if r.number() < 0 {
		r.syntax(r.name)
	}
	if angle {
		r.expect('>')
	}
	if paren {
		r.expect(')')
	}
}

// line reads {A,B,C} or two points.
func (r *geoReader) line() {
	if !r.take('{') {
		r.twoPointLine()
		return
	}
	a := r.number()
	r.expect(',')
	b := r.number()
	r.expect(',')
	r.number()
	r.expect('}')
	if trim(r.rest) != "" {
		r.syntax(r.name)
	}
	if a == 0 && b == 0 {
		fail(sqlstate.InvalidTextRepresentation, r.at, "invalid line specification: A and B cannot both be zero")
	}
}

func (r *geoReader) twoPointLine() {
	open := r.take('[')
	paren := !open && strings.HasPrefix(strings.ReplaceAll(r.rest, " ", ""), "((") && r.take('(')
	x1, y1 := r.pair()
	r.take(',')
	x2, y2 := r.pair()
	if open {
		r.expect(']')
	}
	if paren {
		r.expect(')')
	}
	if trim(r.rest) != "" {
		r.syntax(r.name)
	}
	if x1 == x2 && y1 == y2 {
		fail(sqlstate.InvalidTextRepresentation, r.at, "invalid line specification: must be two distinct points")
	}
}
