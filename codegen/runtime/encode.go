package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"
)

// part is a part of an array or record: a value that pgx takes, and its type, which is 0 for types
// of the schema.
type part struct {
	oid   uint32
	value any
}

// encoder is a value that writes its own formats; nil is NULL.
type encoder interface {
	encode(types *pgtype.Map, format int16) ([]byte, error)
}

// composite is a struct that stands for a composite type.
type composite interface {
	parts() []part
}

// encode writes a part; nil is NULL.
func (x part) encode(types *pgtype.Map, format int16) ([]byte, error) {
	switch v := x.value.(type) {
	case nil:
		return nil, nil
	case composite:
		return encodeRecord(types, format, v.parts())
	case encoder:
		return v.encode(types, format)
	}
	return types.Encode(x.oid, format, x.value, []byte{})
}

// textValue makes a driver.Value of the text format.
func textValue(v any) (driver.Value, error) {
	text, err := part{0, v}.encode(pgtype.NewMap(), pgtype.TextFormatCode)
	if text == nil || err != nil {
		return nil, err
	}
	return string(text), nil
}

// quoteItem writes an element of an array or record in quotes.
func quoteItem(b *strings.Builder, s []byte) {
	b.WriteByte('"')
	for _, c := range s {
		if c == '"' || c == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	b.WriteByte('"')
}

// encodeRecord writes a composite value, so that the type need not be registered.
func encodeRecord(types *pgtype.Map, format int16, fields []part) ([]byte, error) {
	if format == pgtype.BinaryFormatCode {
		return binaryRecord(types, fields)
	}
	var b strings.Builder
	b.WriteByte('(')
	for k, f := range fields {
		if k > 0 {
			b.WriteByte(',')
		}
		text, err := f.encode(types, format)
		if err != nil {
			return nil, err
		}
		if text != nil {
			quoteItem(&b, text)
		}
	}
	b.WriteByte(')')
	return []byte(b.String()), nil
}

// binaryRecord writes the binary format of a record.
func binaryRecord(types *pgtype.Map, fields []part) ([]byte, error) {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(fields)))
	for _, f := range fields {
		value, err := f.encode(types, pgtype.BinaryFormatCode)
		if err != nil {
			return nil, err
		}
		b = appendItem(binary.BigEndian.AppendUint32(b, elemOID(f.oid)), value)
	}
	return b, nil
}

// elemOID is the type that is written for a part. The server takes any number that is not of a
// built-in type for one of the schema.
func elemOID(oid uint32) uint32 {
	if oid == 0 {
		return firstUserOID
	}
	return oid
}

// appendItem writes a part of a binary array or record; nil is NULL.
func appendItem(b, value []byte) []byte {
	if value == nil {
		return binary.BigEndian.AppendUint32(b, math.MaxUint32)
	}
	return append(binary.BigEndian.AppendUint32(b, uint32(len(value))), value...)
}

// arrayOf passes an array: element by element where pgx knows the array's type, in text format
// elsewhere.
type arrayOf[T any] struct {
	elems []T
	dims  []pgtype.ArrayDimension
	oid   uint32 // of the elements
	pass  func(T) any
}

// Dimensions, Index and IndexType implement pgtype.ArrayGetter.
func (a *arrayOf[T]) Dimensions() []pgtype.ArrayDimension { return a.dims }

func (a *arrayOf[T]) Index(i int) any { return a.pass(a.elems[i]) }

func (a *arrayOf[T]) IndexType() any { return nil }

// Value implements driver.Valuer: the array in text format.
func (a *arrayOf[T]) Value() (driver.Value, error) { return textValue(a) }

func (a *arrayOf[T]) encode(types *pgtype.Map, format int16) ([]byte, error) {
	if format == pgtype.BinaryFormatCode {
		return a.binary(types)
	}
	if len(a.elems) == 0 {
		return []byte("{}"), nil
	}
	var b strings.Builder
	err := a.braces(&b, types, a.elems, a.dims)
	return []byte(b.String()), err
}

// binary writes the binary format, always with the flag that says there may be NULL.
func (a *arrayOf[T]) binary(types *pgtype.Map) ([]byte, error) {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(a.dims)))
	b = binary.BigEndian.AppendUint32(b, 1)
	b = binary.BigEndian.AppendUint32(b, elemOID(a.oid))
	for _, d := range a.dims {
		b = binary.BigEndian.AppendUint32(b, uint32(d.Length))
		b = binary.BigEndian.AppendUint32(b, uint32(d.LowerBound))
	}
	for _, v := range a.elems {
		value, err := part{a.oid, a.pass(v)}.encode(types, pgtype.BinaryFormatCode)
		if err != nil {
			return nil, err
		}
		b = appendItem(b, value)
	}
	return b, nil
}

// braces writes the elements below one dimension.
func (a *arrayOf[T]) braces(b *strings.Builder, types *pgtype.Map, elems []T, dims []pgtype.ArrayDimension) error {
	delim := byte(',')
	if a.oid == pgtype.BoxOID {
		delim = ';'
	}
	open := byte('{')
	width := len(elems) / int(dims[0].Length)
	for k := 0; k < len(elems); k += width {
		b.WriteByte(open)
		open = delim
		if len(dims) > 1 {
			if err := a.braces(b, types, elems[k:k+width], dims[1:]); err != nil {
				return err
			}
			continue
		}
		text, err := part{a.oid, a.pass(elems[k])}.encode(types, pgtype.TextFormatCode)
		switch {
		case err != nil:
			return err
		case text == nil:
			b.WriteString("NULL")
		default:
			quoteItem(b, text)
		}
	}
	b.WriteByte('}')
	return nil
}

// arrayArg makes a passer of slices: nil is NULL.
func arrayArg[T any](oid uint32, pass func(T) any) func([]T) any {
	return func(elems []T) any {
		if elems == nil {
			return nil
		}
		return newArray(elems, oid, pass, len(elems))
	}
}

// arrayArg2 makes a passer of slices with two dimensions.
func arrayArg2[T any](oid uint32, pass func(T) any) func([][]T) any {
	return func(rows [][]T) any {
		if rows == nil {
			return nil
		}
		flat, width, ok := unfold(rows)
		if !ok {
			return ragged{}
		}
		return newArray(flat, oid, pass, len(rows), width)
	}
}

// arrayArg3 makes a passer of slices with three dimensions.
func arrayArg3[T any](oid uint32, pass func(T) any) func([][][]T) any {
	return func(rows [][][]T) any {
		if rows == nil {
			return nil
		}
		inner, height, ok := unfold(rows)
		flat, width, same := unfold(inner)
		if !ok || !same {
			return ragged{}
		}
		return newArray(flat, oid, pass, len(rows), height, width)
	}
}

// newArray makes an array of elements with the lengths of its dimensions; one without elements
// has none.
func newArray[T any](elems []T, oid uint32, pass func(T) any, lengths ...int) *arrayOf[T] {
	a := &arrayOf[T]{elems: elems, dims: []pgtype.ArrayDimension{}, oid: oid, pass: pass}
	if len(elems) == 0 {
		return a
	}
	for _, n := range lengths {
		a.dims = append(a.dims, pgtype.ArrayDimension{Length: int32(n), LowerBound: 1})
	}
	return a
}

// unfold joins rows and tells whether they are of one length.
func unfold[T any](rows [][]T) (flat []T, width int, ok bool) {
	for k, r := range rows {
		if k > 0 && len(r) != width {
			return nil, 0, false
		}
		width = len(r)
		flat = append(flat, r...)
	}
	return flat, width, true
}

// ragged is passed in the place of an array that PostgreSQL could not hold.
type ragged struct{}

// Value implements driver.Valuer.
func (ragged) Value() (driver.Value, error) {
	return nil, errors.New("array with dimensions of different lengths")
}

// asIs passes a value as it is.
func asIs[T any](v T) any { return v }

// literal passes an array or composite value as an element of text[]: a bulk statement casts each
// back.
type literal struct {
	part
	types *pgtype.Map
}

// literalArg makes a passer of literals.
func literalArg[T any](oid uint32, pass func(T) any) func(T) any {
	types := pgtype.NewMap()
	return func(v T) any { return literal{part{oid, pass(v)}, types} }
}

// TextValue implements pgtype.TextValuer.
func (l literal) TextValue() (pgtype.Text, error) {
	text, err := l.encode(l.types, pgtype.TextFormatCode)
	return pgtype.Text{String: string(text), Valid: text != nil}, err
}

// labelArg passes an enum's value as text, so that the type need not be registered.
func labelArg[T ~string](v T) any { return string(v) }

// optional makes a passer of pointers: nil is NULL.
func optional[T any](pass func(T) any) func(*T) any {
	return func(v *T) any {
		if v == nil {
			return nil
		}
		return pass(*v)
	}
}

// optionalNull makes a passer of values that may be NULL.
func optionalNull[T any](pass func(T) any) func(sql.Null[T]) any {
	return func(v sql.Null[T]) any {
		if !v.Valid {
			return nil
		}
		return pass(v.V)
	}
}

// jsonDocument passes a Go value as JSON text.
type jsonDocument[T any] struct{ v T }

// jsonArg passes a value of a Go type that stands for json or jsonb.
func jsonArg[T any](v T) any { return jsonDocument[T]{v} }

// rawJSON passes bytes that are JSON already.
func rawJSON(v []byte) any {
	if v == nil {
		return nil
	}
	return json.RawMessage(v)
}

// Value implements driver.Valuer. A value that makes its own is asked, one that JSON has null for
// is NULL.
func (d jsonDocument[T]) Value() (driver.Value, error) {
	if v, ok := any(d.v).(driver.Valuer); ok {
		return v.Value()
	}
	text, err := json.Marshal(d.v)
	if err != nil || string(text) == "null" {
		return nil, err
	}
	return string(text), nil
}

// ranged passes a range or multirange of the schema in text format, by way of its subtype.
type ranged struct {
	v       any
	codec   func(*pgtype.Type) (pgtype.Codec, *pgtype.Map)
	subtype uint32
}

// rangeArg makes a passer of ranges over a subtype.
func rangeArg[T any](subtype uint32) func(pgtype.Range[T]) any {
	return func(v pgtype.Range[T]) any {
		if !v.Valid {
			return nil
		}
		return ranged{v, rangeCodec, subtype}
	}
}

// multirangeArg makes a passer of multiranges over a subtype.
func multirangeArg[T any](subtype uint32) func(pgtype.Multirange[pgtype.Range[T]]) any {
	return func(v pgtype.Multirange[pgtype.Range[T]]) any {
		if v == nil {
			return nil
		}
		return ranged{v, multirangeCodec, subtype}
	}
}

// rangeCodec reads and writes ranges over a type.
func rangeCodec(t *pgtype.Type) (pgtype.Codec, *pgtype.Map) {
	return &pgtype.RangeCodec{ElementType: t}, pgtype.NewMap()
}

// multirangeCodec reads and writes multiranges over a type. It looks its ranges up by number, so
// they have one in a map of their own.
func multirangeCodec(t *pgtype.Type) (pgtype.Codec, *pgtype.Map) {
	codec, types := rangeCodec(t)
	r := &pgtype.Type{Name: "range", OID: firstUserOID, Codec: codec}
	types.RegisterType(r)
	return &pgtype.MultirangeCodec{ElementType: r}, types
}

// Value implements driver.Valuer: the range in text format.
func (r ranged) Value() (driver.Value, error) { return textValue(r) }

func (r ranged) encode(types *pgtype.Map, format int16) ([]byte, error) {
	t, ok := types.TypeForOID(r.subtype)
	if !ok {
		return nil, fmt.Errorf("unknown type %d", r.subtype)
	}
	codec, own := r.codec(t)
	plan := codec.PlanEncode(own, 0, format, r.v)
	if plan == nil {
		return nil, fmt.Errorf("cannot encode %T", r.v)
	}
	return plan.Encode(r.v, []byte{})
}

// macaddr passes a hardware address, which pgx would take for a bytea where it does not know the
// parameter's type.
type macaddr struct{ v net.HardwareAddr }

// macArg passes a value of macaddr or macaddr8.
func macArg(v net.HardwareAddr) any {
	if v == nil {
		return nil
	}
	return macaddr{v}
}

// Value implements driver.Valuer.
func (m macaddr) Value() (driver.Value, error) { return m.v.String(), nil }

// copied passes a value to COPY in binary format: a type of the schema, which the connection
// need not know.
type copied struct{ part }

// copyArg makes a passer for COPY.
func copyArg[T any](pass func(T) any) func(T) any {
	return func(v T) any {
		x := pass(v)
		if x == nil {
			return nil
		}
		return copied{part{0, x}}
	}
}

// Value implements driver.Valuer: what is bytes is copied as it is.
func (c copied) Value() (driver.Value, error) {
	return c.encode(pgtype.NewMap(), pgtype.BinaryFormatCode)
}
