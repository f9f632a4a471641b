// Package pgjson parses SQL with pg_query and reads its tree from JSON into the structs of the pg
// package. It is pg.Parse by a shorter way: packing a tree into protobuf and unpacking it costs
// several times what the grammar does, JSON and a decoder made for it a third of that.
package pgjson

import (
	"strings"
	"unicode/utf8"

	pg "github.com/pganalyze/pg_query_go/v5"
	"github.com/pganalyze/pg_query_go/v5/parser"
)

//go:generate go run gen.go

// Parse returns what pg.Parse returns, tree or error. Where the JSON does not tell, or is not what
// this package knows, it asks pg.Parse itself: slower, never different.
func Parse(text string) (*pg.ParseResult, error) {
	out, err := parser.ParseToJSON(text)
	if err != nil {
		return nil, err
	}
	if tree, ok := decode(text, out); ok {
		return tree, nil
	}
	return pg.Parse(text)
}

// decode reads the JSON of a text's tree. It fails if the JSON does not say everything.
func decode(text, out string) (*pg.ParseResult, bool) {
	if !utf8.ValidString(out) {
		return nil, false // protobuf refuses such strings, with its own error
	}
	d := decoder{in: out, sql: text}
	d.strings.Grow(len(text))
	tree := &pg.ParseResult{}
	d.open()
	d.readParseResult(tree)
	return tree, !d.failed && d.zeros == 0 && d.at == len(out)
}

// signConst restores what the JSON of an integer constant leaves out: it has the value only if
// that is positive. A constant's location is that of its sign, if it has one.
func (d *decoder) signConst(c *pg.A_Const) {
	v, ok := c.Val.(*pg.A_Const_Ival)
	if !ok || v.Ival.Ival != 0 {
		return
	}
	if c.Location < 0 || int(c.Location) >= len(d.sql) {
		d.fail()
		return
	}
	n, ok := negative(d.sql[c.Location:])
	if !ok {
		d.fail()
	}
	v.Ival.Ival = n
}

// negative reads a decimal integer that is known not to be positive: zero, or digits after minus
// signs (the grammar folds any number of them) and parentheses. It does not read other bases,
// underscores and comments.
func negative(text string) (int32, bool) {
	s := strings.TrimLeft(text, "+-( \t\r\n\f\v")
	if strings.Contains(text[:len(text)-len(s)], "--") {
		return 0, false
	}
	end := 0
	var n int64
	for ; end < len(s) && '0' <= s[end] && s[end] <= '9'; end++ {
		if n = n*10 + int64(s[end]-'0'); n > 1<<31 {
			return 0, false
		}
	}
	if end == 0 || end < len(s) && (s[end] == '_' || 'a' <= s[end]|0x20 && s[end]|0x20 <= 'z') {
		return 0, false
	}
	return int32(-n), true
}

// countZero counts the Integer nodes without a value. They have no location to read it from, so
// that one is left over makes the decoding fail.
func (d *decoder) countZero(i *pg.Integer) {
	if i.Ival == 0 {
		d.zeros++
	}
}

// arrayBounds gives the bounds of an array type that have no value the -1 which stands for "none".
func (d *decoder) arrayBounds(t *pg.TypeName) {
	for _, b := range t.ArrayBounds {
		i := b.GetInteger()
		if i == nil || i.Ival != 0 || d.mayHaveZeroBound() {
			continue
		}
		i.Ival = -1
		d.zeros--
	}
}

// mayHaveZeroBound says whether the text can have an array type with a bound that is zero.
func (d *decoder) mayHaveZeroBound() bool {
	for rest := d.sql; ; {
		_, after, found := strings.Cut(rest, "[")
		if !found {
			return false
		}
		rest = strings.TrimLeft(after, " \t\r\n\f\v")
		if rest != "" && strings.IndexByte("0-/", rest[0]) >= 0 {
			return true
		}
	}
}
