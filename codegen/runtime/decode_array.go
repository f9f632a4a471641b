package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"encoding/binary"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"
)

// sub returns the decoder for the parts of column i.
func (d *decoder) sub(i int, columns []column) *decoder {
	if d.subs == nil {
		d.subs = make([]*decoder, len(d.columns))
	}
	if d.subs[i] == nil {
		d.subs[i] = &decoder{
			query: d.query, columns: columns, types: d.types, root: d.root,
			vals: make([][]byte, len(columns)), wire: make([]wireType, len(columns)),
		}
	}
	return d.subs[i]
}

// element returns the decoder for the elements of the array in column i.
func (d *decoder) element(i int, oid uint32) *decoder {
	if d.subs != nil && d.subs[i] != nil {
		return d.subs[i]
	}
	return d.sub(i, []column{{d.columns[i].name, oid}})
}

// errTruncated is reported when a binary value ends too early or too late.
var errTruncated = errors.New("malformed binary value")

// cut takes the next length-prefixed value of a binary array or record; nil is NULL.
func cut(b []byte) (value, rest []byte, ok bool) {
	if len(b) < 4 {
		return nil, nil, false
	}
	n := int32(binary.BigEndian.Uint32(b))
	b = b[4:]
	if n == -1 {
		return nil, b, true
	}
	if n < 0 || int(n) > len(b) {
		return nil, nil, false
	}
	return b[:n:n], b[n:], true
}

// errDimensions is reported for an array that has other dimensions than its Go type.
var errDimensions = errors.New(`array has other dimensions than its Go type; set one such as [][]T by "-- sqlq: type" or "overrides"`)

// array reads a one-dimensional array, element by element.
func array[T any](d *decoder, i int, oid uint32, get func(*decoder, int) T) []T {
	flat, _ := elements(d, i, 1, oid, get)
	return flat
}

// arrayOrNil is array for values that may be NULL.
func arrayOrNil[T any](d *decoder, i int, oid uint32, get func(*decoder, int) T) []T {
	if d.vals[i] == nil {
		return nil
	}
	return array(d, i, oid, get)
}

// array2 reads an array of two dimensions.
func array2[T any](d *decoder, i int, oid uint32, get func(*decoder, int) T) [][]T {
	flat, dims := elements(d, i, 2, oid, get)
	if flat == nil {
		return nil
	}
	return fold(flat, dims[1])
}

// arrayOrNil2 is array2 for values that may be NULL.
func arrayOrNil2[T any](d *decoder, i int, oid uint32, get func(*decoder, int) T) [][]T {
	if d.vals[i] == nil {
		return nil
	}
	return array2(d, i, oid, get)
}

// array3 reads an array of three dimensions.
func array3[T any](d *decoder, i int, oid uint32, get func(*decoder, int) T) [][][]T {
	flat, dims := elements(d, i, 3, oid, get)
	if flat == nil {
		return nil
	}
	return fold(fold(flat, dims[2]), dims[1])
}

// arrayOrNil3 is array3 for values that may be NULL.
func arrayOrNil3[T any](d *decoder, i int, oid uint32, get func(*decoder, int) T) [][][]T {
	if d.vals[i] == nil {
		return nil
	}
	return array3(d, i, oid, get)
}

// fold cuts a list into rows of n.
func fold[T any](flat []T, n int) [][]T {
	out := [][]T{}
	for len(flat) > 0 {
		out = append(out, flat[:n:n])
		flat = flat[n:]
	}
	return out
}

// elements reads an array of so many dimensions in the order of its elements. An empty array has
// none; the result is nil after a failure.
func elements[T any](d *decoder, i, depth int, oid uint32, get func(*decoder, int) T) ([]T, [3]int) {
	switch b := d.vals[i]; {
	case d.root.err != nil:
		return nil, [3]int{}
	case b == nil:
		d.fail(i, errNull)
		return nil, [3]int{}
	case d.wire[i].format == pgtype.BinaryFormatCode:
		return binaryArray(d, i, depth, oid, get)
	default:
		return textArray(d, i, depth, oid, get)
	}
}

// binaryArray reads the binary format of arrays.
func binaryArray[T any](d *decoder, i, depth int, oid uint32, get func(*decoder, int) T) (out []T, dims [3]int) {
	e, b, dims, ok := d.openArray(i, depth, oid)
	if !ok {
		return nil, dims
	}
	n := 0
	for k := range depth {
		n = max(n, 1) * dims[k]
	}
	out = fresh[T](d, i, n)
	for k := range out {
		if e.vals[0], b, ok = cut(b); !ok {
			d.fail(i, errTruncated)
			return nil, dims
		}
		out[k] = get(e, 0)
	}
	if len(b) > 0 {
		d.fail(i, errTruncated)
		return nil, dims
	}
	return out, dims
}

// openArray reads the head of an array of so many dimensions, none if it is empty, in binary format.
// What follows are its elements, to be read by e.
func (d *decoder) openArray(i, depth int, oid uint32) (e *decoder, elements []byte, dims [3]int, ok bool) {
	b := d.vals[i]
	if len(b) < 12 {
		d.fail(i, errTruncated)
		return nil, nil, dims, false
	}
	nd, elem := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[8:])
	e = d.element(i, oid)
	e.describe(0, elem, pgtype.BinaryFormatCode)
	switch b = b[12:]; {
	case nd == 0:
		return e, nil, dims, true
	case nd != uint32(depth):
		d.fail(i, errDimensions)
		return nil, nil, dims, false
	case len(b) < 8*depth:
		d.fail(i, errTruncated)
		return nil, nil, dims, false
	}
	n := 1
	for k := range depth {
		dims[k] = int(binary.BigEndian.Uint32(b[8*k:]))
		if n *= dims[k]; n <= 0 || n > len(b)/4 { // each element has four bytes of length
			d.fail(i, errTruncated)
			return nil, nil, dims, false
		}
	}
	return e, b[8*depth:], dims, true
}

// errArray is reported for what is no array in text format.
var errArray = errors.New("malformed array")

// textArray reads the text format of arrays, which types of the schema and some modes of pgx use.
func textArray[T any](d *decoder, i, depth int, oid uint32, get func(*decoder, int) T) ([]T, [3]int) {
	s := string(d.vals[i])
	if strings.HasPrefix(s, "[") { // bounds: [2:3]={…}
		_, s, _ = strings.Cut(s, "=")
	}
	e := d.element(i, oid)
	e.describe(0, oid, pgtype.TextFormatCode)
	r := arrayText[T]{d: e, get: get, depth: depth, stop: ",}", out: []T{}}
	if oid == pgtype.BoxOID {
		r.stop = ";}"
	}
	rest, err := r.braces(s, 0)
	if err == nil && rest != "" {
		err = errArray
	}
	if err != nil {
		d.fail(i, err)
		return nil, r.dims
	}
	return r.out, r.dims
}

// arrayText is the state of reading an array in text format.
type arrayText[T any] struct {
	d     *decoder // of an element
	get   func(*decoder, int) T
	depth int
	stop  string // the delimiter and the closing brace
	out   []T
	dims  [3]int
}

// braces reads what stands in braces at a level and returns what is behind them.
func (r *arrayText[T]) braces(s string, level int) (string, error) {
	if !strings.HasPrefix(s, "{") {
		return "", errArray
	}
	s = s[1:]
	n := 0
	for ; !strings.HasPrefix(s, "}"); n++ {
		if n > 0 {
			if s == "" || s[0] != r.stop[0] {
				return "", errArray
			}
			s = s[1:]
		}
		inner := strings.HasPrefix(s, "{")
		switch {
		case inner != (level+1 < r.depth):
			return "", errDimensions
		case inner:
			var err error
			if s, err = r.braces(s, level+1); err != nil {
				return "", err
			}
		default:
			var ok bool
			if s, ok = r.item(s); !ok {
				return "", errArray
			}
		}
	}
	if r.dims[level] != 0 && r.dims[level] != n {
		return "", errArray
	}
	r.dims[level] = n
	return s[1:], nil
}

// item reads one element and returns what is behind it.
func (r *arrayText[T]) item(s string) (string, bool) {
	value, quoted, rest, ok := textItem(s, r.stop)
	if !ok || !quoted && len(value) == 0 {
		return "", false
	}
	r.d.vals[0] = value
	if !quoted && strings.EqualFold(string(value), "null") {
		r.d.vals[0] = nil
	}
	r.out = append(r.out, r.get(r.d, 0))
	return rest, true
}

// textItem takes the next element of a text array or record up to one of the characters that end
// it. A quote may be written twice or behind a backslash. The value is never nil; ok is false if a
// quote or a backslash has no partner.
func textItem(s, stop string) (value []byte, quoted bool, rest string, ok bool) {
	value = []byte{}
	in := false
	for k := 0; k < len(s); k++ {
		switch c := s[k]; {
		case c == '\\' && k+1 < len(s):
			k++
			value = append(value, s[k])
		case c == '"' && in && k+1 < len(s) && s[k+1] == '"':
			k++
			value = append(value, '"')
		case c == '"':
			in = !in
			quoted = true
		case !in && strings.IndexByte(stop, c) >= 0:
			return value, quoted, s[k:], true
		case c == '\\':
			return value, quoted, "", false
		default:
			value = append(value, c)
		}
	}
	return value, quoted, "", !in
}
