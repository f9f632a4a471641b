package pgjson

import (
	"strconv"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"
)

// maxDepth is how deep messages nest before package proto refuses them.
const maxDepth = 10000

// decoder reads pg_query's JSON, which has no white space and no escapes in names. After a failure
// it is at the end of its input, so that every loop ends.
type decoder struct {
	in      string // the JSON
	at      int
	sql     string          // the parsed text
	key     string          // name of the field that field found
	strings strings.Builder // backs the strings of the tree, so that they do not keep the JSON
	stack   []*pg.Node      // elements of the lists being read
	depth   int
	zeros   int // Integer nodes without a value
	failed  bool
}

func (d *decoder) fail() {
	d.failed = true
	d.at = len(d.in)
}

// is consumes a byte if it is next.
func (d *decoder) is(c byte) bool {
	if d.at < len(d.in) && d.in[d.at] == c {
		d.at++
		return true
	}
	return false
}

func (d *decoder) want(c byte) {
	if !d.is(c) {
		d.fail()
	}
}

// open enters an object; field leaves it.
func (d *decoder) open() {
	d.want('{')
	if d.depth++; d.depth > maxDepth {
		d.fail()
	}
}

// field reads the name of the next field into key. It is false at the end of the object.
func (d *decoder) field() bool {
	d.is(',')
	if d.is('}') {
		d.depth--
		return false
	}
	d.key = d.word()
	d.want(':')
	return !d.failed
}

// element says whether a list, at its bracket or behind an element, has one more.
func (d *decoder) element() bool {
	if !d.is('[') && d.is(',') {
		return true
	}
	if d.is(']') || d.failed {
		return false
	}
	return d.at < len(d.in)
}

// word reads a string without escapes.
func (d *decoder) word() string {
	if !d.is('"') {
		d.fail()
		return ""
	}
	n := strings.IndexByte(d.in[d.at:], '"')
	if n < 0 {
		d.fail()
		return ""
	}
	w := d.in[d.at : d.at+n]
	d.at += n + 1
	return w
}

// value reads a Node, which is an object of one field; a null pointer in a list has none.
func (d *decoder) value() *pg.Node {
	d.open()
	if !d.field() {
		return &pg.Node{}
	}
	key := d.key
	d.open()
	n := d.node(key)
	d.depth--
	d.want('}')
	return n
}

// nodes reads a list of Nodes.
func (d *decoder) nodes() []*pg.Node {
	base := len(d.stack)
	for d.element() {
		d.stack = append(d.stack, d.value())
	}
	var list []*pg.Node
	if len(d.stack) > base {
		list = append(make([]*pg.Node, 0, len(d.stack)-base), d.stack[base:]...)
	}
	d.stack = d.stack[:base]
	return list
}

func (d *decoder) bool() bool {
	switch {
	case strings.HasPrefix(d.in[d.at:], "true"):
		d.at += len("true")
		return true
	case strings.HasPrefix(d.in[d.at:], "false"):
		d.at += len("false")
	default:
		d.fail()
	}
	return false
}

// number reads the text of a number.
func (d *decoder) number() string {
	start := d.at
	for d.at < len(d.in) && strings.IndexByte(",}]", d.in[d.at]) < 0 {
		d.at++
	}
	return d.in[start:d.at]
}

func (d *decoder) int() int64 {
	minus := d.is('-')
	start, n := d.at, int64(0)
	for ; d.at < len(d.in) && '0' <= d.in[d.at] && d.in[d.at] <= '9'; d.at++ {
		n = n*10 + int64(d.in[d.at]-'0')
	}
	if d.at == start || d.at-start > 18 {
		d.fail()
	}
	if minus {
		return -n
	}
	return n
}

func (d *decoder) float() float64 {
	f, err := strconv.ParseFloat(d.number(), 64)
	if err != nil {
		d.fail()
	}
	return f
}

// text reads a string of the tree; null is the empty one.
func (d *decoder) text() string {
	if strings.HasPrefix(d.in[d.at:], "null") {
		d.at += len("null")
		return ""
	}
	if !d.is('"') {
		d.fail()
		return ""
	}
	start := d.strings.Len()
	for {
		n := strings.IndexByte(d.in[d.at:], '"')
		if n < 0 {
			d.fail()
			return ""
		}
		part := d.in[d.at : d.at+n]
		escape := strings.IndexByte(part, '\\')
		if escape < 0 {
			d.strings.WriteString(part)
			d.at += n + 1
			return d.strings.String()[start:]
		}
		d.strings.WriteString(part[:escape])
		d.at += escape + 1
		d.unescape()
	}
}

// unescape reads what follows a backslash.
func (d *decoder) unescape() {
	c := d.in[d.at]
	d.at++
	switch c {
	case 'b':
		c = '\b'
	case 'f':
		c = '\f'
	case 'n':
		c = '\n'
	case 'r':
		c = '\r'
	case 't':
		c = '\t'
	case 'u':
		if d.at+4 > len(d.in) {
			d.fail()
			return
		}
		n, err := strconv.ParseUint(d.in[d.at:d.at+4], 16, 8)
		if err != nil || n >= 0x80 {
			d.fail()
			return
		}
		d.at += 4
		c = byte(n)
	}
	d.strings.WriteByte(c)
}
