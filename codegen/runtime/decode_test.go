package runtime

import (
	"encoding/binary"
	"net"
	"net/netip"
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

// outer nests records three deep, as sqlq.many in sqlq.many does.
type outer struct {
	M     string
	Pairs []pair
	One   *pair
}

var outerColumns = []column{{"m", 0}, {"pairs", pgtype.RecordArrayOID}, {"one", pgtype.RecordOID}}

func decodeOuter(d *decoder, at int, v *outer) {
	v.M = string(readMood(d, at))
	v.Pairs = nestedRows(d, at+1, pairColumns, decodePair)
	v.One = nestedRow(d, at+2, pairColumns, decodePair)
}

func readOuter(d *decoder, i int) outer { return record(d, i, outerColumns, decodeOuter) }

// readMood reads an enum as generated code does.
func readMood(d *decoder, i int) mood {
	if b := d.vals[i]; b != nil && d.wire[i].same {
		switch mood(b) {
		case "happy":
			return "happy"
		}
	}
	return mood(d.text(i))
}

type mood string

// reader is one way to read a value.
type reader struct {
	oid  uint32
	read func(d *decoder)
}

func reads[T any](oid uint32, get func(*decoder, int) T) reader {
	return reader{oid, func(d *decoder) {
		get(d, 0)
		pointer(d, 0, get)
		nullValue(d, 0, get)
		orZero(d, 0, get)
	}}
}

func readsArray[T any](oid, elem uint32, get func(*decoder, int) T) reader {
	return reader{oid, func(d *decoder) {
		array(d, 0, elem, get)
		arrayOrNil(d, 0, elem, pointers(get))
	}}
}

func readsGrid[T any](oid, elem uint32, get func(*decoder, int) T) reader {
	return reader{oid, func(d *decoder) {
		array2(d, 0, elem, get)
		arrayOrNil2(d, 0, elem, pointers(get))
		array3(d, 0, elem, get)
		arrayOrNil3(d, 0, elem, nullValues(get))
	}}
}

// labels is a user's type that reads itself from text.
type labels string

// Scan implements sql.Scanner.
func (l *labels) Scan(src any) error {
	s, ok := src.(string)
	*l = labels(s)
	if !ok {
		return errArray
	}
	return nil
}

// enumOID is what a type of the schema may have.
const enumOID = 16999

// readers are all ways that generated code reads values.
var readers = []reader{
	reads(pgtype.BoolOID, (*decoder).bool), reads(pgtype.Int2OID, (*decoder).int2), reads(pgtype.Int4OID, (*decoder).int4),
	reads(pgtype.Int8OID, (*decoder).int8), reads(pgtype.OIDOID, (*decoder).uint4), reads(pgtype.Float4OID, (*decoder).float4),
	reads(pgtype.Float8OID, (*decoder).float8), reads(pgtype.TextOID, (*decoder).text), reads(pgtype.ByteaOID, (*decoder).bytes),
	reads(pgtype.JSONOID, (*decoder).document), reads(pgtype.JSONBOID, (*decoder).document), reads(pgtype.UUIDOID, (*decoder).uuid),
	reads(pgtype.TimestamptzOID, (*decoder).timestamptz), reads(pgtype.TimestampOID, (*decoder).timestamp), reads(pgtype.DateOID, (*decoder).date),
	reads(pgtype.TSVectorOID, (*decoder).shown), reads(pgtype.Macaddr8OID, (*decoder).shown), reads(790, (*decoder).shown),
	reads(pgtype.JSONPathOID, (*decoder).versioned), reads(enumOID, readMood),
	reads(pgtype.NumericOID, scanned[pgtype.Numeric]), reads(pgtype.IntervalOID, scanned[pgtype.Interval]),
	reads(pgtype.TimeOID, scanned[pgtype.Time]), reads(pgtype.InetOID, scanned[netip.Prefix]), reads(pgtype.MacaddrOID, scanned[net.HardwareAddr]),
	reads(pgtype.VarbitOID, scanned[pgtype.Bits]), reads(enumOID, scanned[pgtype.Hstore]), reads(pgtype.PathOID, scanned[pgtype.Path]),
	reads(pgtype.PolygonOID, scanned[pgtype.Polygon]), reads(pgtype.BoxOID, scanned[pgtype.Box]), reads(pgtype.TIDOID, scanned[pgtype.TID]),
	reads(pgtype.Int4rangeOID, scanned[pgtype.Range[pgtype.Int4]]), reads(pgtype.NumrangeOID, scanned[pgtype.Range[pgtype.Numeric]]),
	reads(pgtype.TstzmultirangeOID, scanned[pgtype.Multirange[pgtype.Range[pgtype.Timestamptz]]]),
	readsArray(pgtype.TextArrayOID, pgtype.TextOID, (*decoder).text), readsArray(pgtype.Int8ArrayOID, pgtype.Int8OID, (*decoder).int8),
	readsArray(pgtype.NumericArrayOID, pgtype.NumericOID, scanned[pgtype.Numeric]), readsArray(pgtype.ByteaArrayOID, pgtype.ByteaOID, (*decoder).bytes),
	readsArray(0, 0, readMood), readsArray(0, 0, readPair), readsArray(pgtype.RecordArrayOID, pgtype.RecordOID, readOuter),
	reads(pgtype.RecordOID, readPair), reads(0, readOuter), {pgtype.RecordArrayOID, func(d *decoder) { nestedRows(d, 0, outerColumns, decodeOuter) }},
	readsGrid(pgtype.Int4ArrayOID, pgtype.Int4OID, (*decoder).int4), readsGrid(pgtype.TextArrayOID, pgtype.TextOID, (*decoder).text),
	readsGrid(0, 0, readMood), readsGrid(0, 0, readPair), readsGrid(pgtype.BoxArrayOID, pgtype.BoxOID, scanned[pgtype.Box]),
	reads(0, rangeReader[pgtype.Float8](pgtype.Float8OID)), reads(0, rangeReader[pgtype.Text](pgtype.TextOID)),
	reads(0, multirangeReader[pgtype.Int8](pgtype.Int8OID)), reads(0, multirangeReader[pgtype.Timestamp](pgtype.TimestampOID)),
	readsArray(0, 0, rangeReader[pgtype.Numeric](pgtype.NumericOID)), readsArray(0, 0, multirangeReader[pgtype.Date](pgtype.DateOID)),
	reads(pgtype.Int8ArrayOID, scanned[labels]), reads(pgtype.Int4rangeOID, scanned[labels]), reads(pgtype.Int4multirangeOID, scannedNull[labels]),
	reads(pgtype.NumericOID, scanned[labels]), readsArray(pgtype.UUIDArrayOID, pgtype.UUIDOID, scanned[[16]byte]),
}

// FuzzDecode feeds anything to every reader, as the type that it was compiled for and as another
// one: errors are fine, panics are not. A reader must not allocate much more than it was given.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "{}", `{a,"b\"",NULL}`, `(1,"x",{a})`, `{"(1,a,)"}`, "[1:2]={a,b}", "{{a}}", "t", "{a,}", `{"a`, `(1,"`, "\\",
		"\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x19\xff\xff\xff\xff\x00\x00\x00\x01",
		"\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x17\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00\x00\x07",
		"\x00\x00\x00\x01\x00\x00\x00\x19\x02\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x05",
		"\x02\x00\x00\x00\x04\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00\x00\x05", "{{1,2},{3,4}}", "{{{a}}}", "{[a,b),(,)}", "2024-01-01", "infinity", "1 mon -2 days", "12.5e3",
		`(a,"{""(1,x,{q})""}","(2,,)")`, "\x01$.a", "[1,5)", "{[1,2),[5,)}", `"a"=>"1"`, "10.0.0.1/8", "10101", "((1,2),(3,4))"} {
		f.Add([]byte(s), true, byte(0))
		f.Add([]byte(s), false, byte(1))
	}
	types := pgtype.NewMap()
	f.Fuzz(func(t *testing.T, value []byte, binary bool, other byte) {
		format := int16(pgtype.TextFormatCode)
		if binary {
			format = pgtype.BinaryFormatCode
		}
		for i, r := range readers {
			arrives := r.oid
			if int(other) != i {
				arrives = readers[int(other)%len(readers)].oid
			}
			for _, oid := range []uint32{r.oid, arrives} {
				d := &decoder{query: "Q", columns: []column{{"c", r.oid}}, types: types, wire: make([]wireType, 1)}
				d.root = d
				d.describe(0, oid, format)
				d.row([][]byte{value})
				r.read(d)
			}
		}
	})
}

// TestHugeCount holds that a count on the wire is not believed: memory is taken for elements that
// can be there.
func TestHugeCount(t *testing.T) {
	var value []byte
	for _, n := range []uint32{1, 0, pgtype.TextOID, 1 << 30, 1} {
		value = binary.BigEndian.AppendUint32(value, n)
	}
	value = append(value, make([]byte, 64)...)
	allocated := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			d := newTestDecoder(pgtype.TextArrayOID, 1, value)
			if array(d, 0, pgtype.TextOID, (*decoder).text); d.err == nil {
				b.Fatal("no error")
			}
		}
	}).AllocedBytesPerOp()
	if allocated > 1<<20 {
		t.Errorf("%d bytes for a value of %d", allocated, len(value))
	}
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
			`sqlq: query Q, column "c": array has other dimensions than its Go type; set one such as [][]T by "-- sqlq: type" or "overrides"`},
		{"too few dimensions", newTestDecoder(pgtype.TextArrayOID, 0, []byte("{a}")), func(d *decoder) { array2(d, 0, pgtype.TextOID, (*decoder).text) },
			`sqlq: query Q, column "c": array has other dimensions than its Go type; set one such as [][]T by "-- sqlq: type" or "overrides"`},
		{"ragged", newTestDecoder(pgtype.TextArrayOID, 0, []byte("{{a},{b,c}}")), func(d *decoder) { array2(d, 0, pgtype.TextOID, (*decoder).text) },
			`sqlq: query Q, column "c": malformed array`},
		{"range", newTestDecoder(0, 0, []byte("[1,")), func(d *decoder) { rangeOf[pgtype.Float8](d, 0, pgtype.Float8OID) },
			`sqlq: query Q, column "c": invalid upper value: EOF`},
		{"record", newTestDecoder(pgtype.RecordOID, 0, []byte("(1,a)")), func(d *decoder) { readPair(d, 0) },
			`sqlq: query Q, column "c": record does not have 3 fields`},
		{"too long", newTestDecoder(pgtype.RecordOID, 1, []byte("\x00\x00\x00\x03"+"\x00\x00\x00\x14\xff\xff\xff\xff"+"\x00\x00\x00\x19\xff\xff\xff\xff"+"\x00\x00\x00\x19\xff\xff\xff\xff"+"?")),
			func(d *decoder) { readPair(d, 0) }, `sqlq: query Q, column "c": malformed binary value`},
		{"open quote", newTestDecoder(pgtype.TextArrayOID, 0, []byte(`{"a}`)), func(d *decoder) { array(d, 0, pgtype.TextOID, (*decoder).text) },
			`sqlq: query Q, column "c": malformed array`},
		{"comma", newTestDecoder(pgtype.TextArrayOID, 0, []byte(`{a,}`)), func(d *decoder) { array(d, 0, pgtype.TextOID, (*decoder).text) },
			`sqlq: query Q, column "c": malformed array`},
		{"money in binary", newTestDecoder(790, 1, make([]byte, 8)), func(d *decoder) { d.shown(0) },
			`sqlq: query Q, column "c": no text for the binary format of type 790; cast it to text in the query`},
		{"version", newTestDecoder(pgtype.JSONPathOID, 1, []byte("\x02$")), func(d *decoder) { d.versioned(0) },
			`sqlq: query Q, column "c": unknown version of the binary format`},
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
	d = newTestDecoder(pgtype.Int8OID, 1, nil)
	if d.row(make([][]byte, 2)); d.err == nil || d.err.Error() != `sqlq: query Q: result has 2 columns, compiled for 1: "c"` {
		t.Errorf("column count: %v", d.err)
	}
}

func TestChangedType(t *testing.T) {
	d := newTestDecoder(pgtype.Int8OID, 1, []byte{0, 0, 0, 7})
	d.describe(0, pgtype.Int4OID, 1)
	if n := d.int8(0); n != 7 || d.err != nil {
		t.Errorf("int4 in place of int8: got %d, %v", n, d.err)
	}
	d = newTestDecoder(pgtype.Int4multirangeOID, 1, []byte("\x00\x00\x00\x01\x00\x00\x00\x17\xff\xff\xff\xff"))
	d.describe(0, pgtype.RecordOID, 1) // pgx panics
	if scanned[pgtype.Multirange[pgtype.Range[pgtype.Int4]]](d, 0); d.err == nil {
		t.Error("record in place of multirange: no error")
	}
	d = newTestDecoder(pgtype.TimestamptzOID, 1, []byte("x"))
	d.describe(0, pgtype.TextOID, 1)
	if got := d.timestamptz(0); d.err == nil {
		t.Errorf("text in place of timestamptz: got %v", got.Format(time.RFC3339))
	}
}

// Rows stay in their order over the limits of chunks, and nothing is nil.
func TestList(t *testing.T) {
	for _, n := range []int{0, 1, 2, 511, 512, 513, 1500, 1536, 1537, 5000} {
		var l list[int]
		for k := range n {
			*l.grow() = k
		}
		got := l.all()
		if len(got) != n || (got == nil) != (n == 0) {
			t.Fatalf("%d rows: got %d", n, len(got))
		}
		for k, v := range got {
			if k != v {
				t.Fatalf("%d rows: row %d is %d", n, k, v)
			}
		}
	}
}
