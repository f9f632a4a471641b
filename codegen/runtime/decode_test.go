package runtime

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// newTestDecoder reads one value as if it had come in a row.
func newTestDecoder(oid uint32, format int16, value []byte) *decoder {
	d := &decoder{query: "Q", columns: []column{{"c", oid}}, types: pgtype.NewMap(), wire: make([]wireType, 1)}
	d.root = d
	d.describe(0, oid, format)
	d.row([][]byte{value})
	return d
}

type pair struct {
	N int64
	S *string
	L []string
}

var pairColumns = []column{{"n", pgtype.Int8OID}, {"s", pgtype.TextOID}, {"l", pgtype.TextArrayOID}}

func decodePair(d *decoder, at int, v *pair) {
	v.N = d.int8(at)
	v.S = pointer(d, at+1, (*decoder).text)
	v.L = arrayOrNil(d, at+2, pgtype.TextOID, (*decoder).text)
}

func readPair(d *decoder, i int) pair { return record(d, i, pairColumns, decodePair) }

// FuzzDecode feeds anything to every reader: errors are fine, panics are not.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "{}", `{a,"b\"",NULL}`, `(1,"x",{a})`, `{"(1,a,)"}`, "[1:2]={a,b}", "{{a}}", "t",
		"\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x19\xff\xff\xff\xff\x00\x00\x00\x01", "2024-01-01", "infinity"} {
		f.Add([]byte(s), true)
		f.Add([]byte(s), false)
	}
	f.Fuzz(func(t *testing.T, value []byte, binary bool) {
		format := int16(pgtype.TextFormatCode)
		if binary {
			format = pgtype.BinaryFormatCode
		}
		read := func(oid uint32, get func(d *decoder)) { get(newTestDecoder(oid, format, value)) }
		read(pgtype.BoolOID, func(d *decoder) { d.bool(0) })
		read(pgtype.Int2OID, func(d *decoder) { d.int2(0) })
		read(pgtype.Int4OID, func(d *decoder) { d.int4(0) })
		read(pgtype.Int8OID, func(d *decoder) { d.int8(0) })
		read(pgtype.Float4OID, func(d *decoder) { d.float4(0) })
		read(pgtype.Float8OID, func(d *decoder) { d.float8(0) })
		read(pgtype.TextOID, func(d *decoder) { d.text(0) })
		read(pgtype.ByteaOID, func(d *decoder) { d.bytes(0) })
		read(pgtype.JSONBOID, func(d *decoder) { d.document(0) })
		read(pgtype.UUIDOID, func(d *decoder) { d.uuid(0) })
		read(pgtype.TimestamptzOID, func(d *decoder) { d.timestamptz(0) })
		read(pgtype.DateOID, func(d *decoder) { d.date(0) })
		read(pgtype.TextArrayOID, func(d *decoder) { array(d, 0, pgtype.TextOID, (*decoder).text) })
		read(pgtype.Int8ArrayOID, func(d *decoder) { array(d, 0, pgtype.Int8OID, pointers((*decoder).int8)) })
		read(pgtype.RecordOID, func(d *decoder) { readPair(d, 0) })
		read(pgtype.RecordArrayOID, func(d *decoder) { array(d, 0, pgtype.RecordOID, readPair) })
		read(0, func(d *decoder) { array(d, 0, 0, readPair) })
	})
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name string
		d    *decoder
		read func(d *decoder)
		want string
	}{
		{"null", newTestDecoder(pgtype.Int8OID, 1, nil), func(d *decoder) { d.int8(0) },
			`sqlq: query Q, column "c": unexpected NULL`},
		{"dimensions", newTestDecoder(pgtype.TextArrayOID, 0, []byte("{{a}}")), func(d *decoder) { array(d, 0, pgtype.TextOID, (*decoder).text) },
			`sqlq: query Q, column "c": array has several dimensions; set the Go type pgtype.Array[T] for it`},
		{"record", newTestDecoder(pgtype.RecordOID, 0, []byte("(1,a)")), func(d *decoder) { readPair(d, 0) },
			`sqlq: query Q, column "c": record does not have 3 fields`},
		{"truncated", newTestDecoder(pgtype.TextArrayOID, 1, make([]byte, 5)), func(d *decoder) { array(d, 0, pgtype.TextOID, (*decoder).text) },
			`sqlq: query Q, column "c": malformed binary value`},
	}
	for _, tt := range tests {
		tt.read(tt.d)
		if tt.d.err == nil || tt.d.err.Error() != tt.want {
			t.Errorf("%s: got %v, want %s", tt.name, tt.d.err, tt.want)
		}
	}
	d := newTestDecoder(pgtype.Int8OID, 1, make([]byte, 3))
	if d.int8(0); d.err == nil {
		t.Error("wrong length: no error")
	}
	d = newTestDecoder(pgtype.TimestamptzOID, 1, []byte{0x7f, 255, 255, 255, 255, 255, 255, 255})
	if d.timestamptz(0); d.err == nil {
		t.Error("infinity: no error")
	}
	if d.row(make([][]byte, 2)); d.err == nil {
		t.Error("column count: no error")
	}
}

func TestChangedType(t *testing.T) {
	d := newTestDecoder(pgtype.Int8OID, 1, []byte{0, 0, 0, 7})
	d.describe(0, pgtype.Int4OID, 1)
	if n := d.int8(0); n != 7 || d.err != nil {
		t.Errorf("int4 in place of int8: got %d, %v", n, d.err)
	}
	d = newTestDecoder(pgtype.TimestamptzOID, 1, []byte("x"))
	d.describe(0, pgtype.TextOID, 1)
	if got := d.timestamptz(0); d.err == nil {
		t.Errorf("text in place of timestamptz: got %v", got.Format(time.RFC3339))
	}
}
