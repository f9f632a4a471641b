package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// bool reads a boolean.
func (d *decoder) bool(i int) bool {
	if b := d.vals[i]; len(b) == 1 && d.wire[i].fast {
		return b[0] != 0
	}
	var v bool
	d.scan(i, &v)
	return v
}

// int2 reads a smallint.
func (d *decoder) int2(i int) int16 {
	if b := d.vals[i]; len(b) == 2 && d.wire[i].fast {
		return int16(binary.BigEndian.Uint16(b))
	}
	var v int16
	d.scan(i, &v)
	return v
}

// int4 reads an integer.
func (d *decoder) int4(i int) int32 {
	if b := d.vals[i]; len(b) == 4 && d.wire[i].fast {
		return int32(binary.BigEndian.Uint32(b))
	}
	var v int32
	d.scan(i, &v)
	return v
}

// int8 reads a bigint.
func (d *decoder) int8(i int) int64 {
	if b := d.vals[i]; len(b) == 8 && d.wire[i].fast {
		return int64(binary.BigEndian.Uint64(b))
	}
	var v int64
	d.scan(i, &v)
	return v
}

// uint4 reads an oid.
func (d *decoder) uint4(i int) uint32 {
	if b := d.vals[i]; len(b) == 4 && d.wire[i].fast {
		return binary.BigEndian.Uint32(b)
	}
	var v uint32
	d.scan(i, &v)
	return v
}

// float4 reads a real.
func (d *decoder) float4(i int) float32 {
	if b := d.vals[i]; len(b) == 4 && d.wire[i].fast {
		return math.Float32frombits(binary.BigEndian.Uint32(b))
	}
	var v float32
	d.scan(i, &v)
	return v
}

// float8 reads a double precision number.
func (d *decoder) float8(i int) float64 {
	if b := d.vals[i]; len(b) == 8 && d.wire[i].fast {
		return math.Float64frombits(binary.BigEndian.Uint64(b))
	}
	var v float64
	d.scan(i, &v)
	return v
}

// text reads a string: its bytes are the same in both formats.
func (d *decoder) text(i int) string {
	if b, w := d.vals[i], &d.wire[i]; b != nil && w.same {
		if w.copied {
			return d.texts[w.start : w.start+len(b)]
		}
		return d.root.arena.string(b)
	}
	var v string
	d.scan(i, &v)
	return v
}

// char reads a "char", a single byte that may be zero.
func (d *decoder) char(i int) string {
	b := d.vals[i]
	switch {
	case len(b) != 1 || !d.wire[i].fast:
		return d.text(i)
	case b[0] == 0:
		return ""
	case b[0] >= 0x80:
		return fmt.Sprintf(`\%03o`, b[0])
	}
	return string(b)
}

// rangeOf reads a range of the schema by way of its subtype.
func rangeOf[T any](d *decoder, i int, subtype uint32) (v pgtype.Range[T]) {
	d.scanAs(i, subtype, rangeCodec, &v)
	return v
}

// rangeReader makes a reader of ranges over a subtype.
func rangeReader[T any](subtype uint32) func(*decoder, int) pgtype.Range[T] {
	return func(d *decoder, i int) pgtype.Range[T] { return rangeOf[T](d, i, subtype) }
}

// multirangeReader makes a reader of multiranges over a subtype.
func multirangeReader[T any](subtype uint32) func(*decoder, int) pgtype.Multirange[pgtype.Range[T]] {
	return func(d *decoder, i int) pgtype.Multirange[pgtype.Range[T]] { return multirangeOf[T](d, i, subtype) }
}

// multirangeOf reads a multirange of the schema by way of its subtype.
func multirangeOf[T any](d *decoder, i int, subtype uint32) (v pgtype.Multirange[pgtype.Range[T]]) {
	d.scanAs(i, subtype, multirangeCodec, &v)
	return v
}

// scanAs reads a range by a codec that the connection does not have. NULL leaves dst alone.
func (d *decoder) scanAs(i int, subtype uint32, codecOf func(*pgtype.Type) (pgtype.Codec, *pgtype.Map), dst any) {
	t, ok := d.types.TypeForOID(subtype)
	if d.vals[i] == nil || d.root.err != nil || !ok {
		return
	}
	codec, types := codecOf(t)
	plan := codec.PlanScan(types, d.wire[i].oid, d.wire[i].format, dst)
	if plan == nil {
		d.fail(i, errors.New("range cannot be read in this format"))
		return
	}
	if err := runPlan(plan, d.vals[i], dst); err != nil {
		d.fail(i, err)
	}
}

// shown reads as a string what a value of another type looks like. In binary format, as nested
// rows arrive, that is known for the types that pgx knows.
func (d *decoder) shown(i int) string {
	w := d.wire[i]
	if d.root.err != nil {
		return ""
	}
	if d.vals[i] == nil {
		d.fail(i, errNull)
		return ""
	}
	if w.format == pgtype.TextFormatCode {
		return string(d.vals[i])
	}
	typ, ok := d.types.TypeForOID(w.oid)
	if !ok {
		d.fail(i, fmt.Errorf("no text for the binary format of type %s; cast it to text in the query", d.typeName(w.oid)))
		return ""
	}
	s, err := d.inText(typ.Codec, w, d.vals[i])
	if err != nil {
		d.fail(i, fmt.Errorf("no text for the binary format of type %s; cast it to text in the query: %w", d.typeName(w.oid), err))
	}
	return s
}

// inText turns a value from binary to text format.
func (d *decoder) inText(codec pgtype.Codec, w wireType, value []byte) (s string, err error) {
	defer recovered(&err)
	v, err := codec.DecodeValue(d.types, w.oid, w.format, value)
	if err != nil {
		return "", err
	}
	b, err := d.types.Encode(w.oid, pgtype.TextFormatCode, v, nil)
	return string(b), err
}

// plan decides how a value is scanned. To a sql.Scanner pgx hands arrays and ranges in the format in
// which they came, and those that there are, such as lib/pq's, read text.
func (d *decoder) plan(w wireType, dst any) pgtype.ScanPlan {
	_, scanner := dst.(sql.Scanner)
	if typ, known := d.types.TypeForOID(w.oid); scanner && known && w.format == pgtype.BinaryFormatCode {
		switch typ.Codec.(type) {
		case *pgtype.ArrayCodec, *pgtype.RangeCodec, *pgtype.MultirangeCodec:
			if typ.Codec.PlanScan(d.types, w.oid, w.format, dst) == nil {
				return textPlan{d, typ.Codec, w}
			}
		}
	}
	return d.types.PlanScan(w.oid, w.format, dst)
}

// textPlan scans values in binary format as text.
type textPlan struct {
	d     *decoder
	codec pgtype.Codec
	wire  wireType
}

// Scan implements pgtype.ScanPlan.
func (p textPlan) Scan(src []byte, dst any) error {
	s, err := p.d.inText(p.codec, p.wire, src)
	if err != nil {
		return err
	}
	return dst.(sql.Scanner).Scan(s)
}

// versioned reads a string whose binary format starts with a version number: ltree, jsonpath.
func (d *decoder) versioned(i int) string {
	b, w := d.vals[i], d.wire[i]
	if b == nil || w.format == pgtype.TextFormatCode {
		return d.shown(i)
	}
	if len(b) == 0 || b[0] != 1 {
		d.fail(i, errors.New("unknown version of the binary format"))
		return ""
	}
	return string(b[1:])
}

// label reads an enum's value that the schema did not have.
func (d *decoder) label(i int) string {
	if b := d.vals[i]; b != nil && !d.wire[i].same {
		d.fail(i, d.otherType(i))
		return ""
	}
	return d.text(i)
}

// bytes reads a bytea.
func (d *decoder) bytes(i int) []byte {
	b, w := d.vals[i], d.wire[i]
	switch {
	case b != nil && (w.fast || d.domain(i)):
		return d.root.arena.bytes(b)
	case b != nil && !w.same:
		d.fail(i, d.otherType(i))
		return nil
	}
	var v []byte
	d.scan(i, &v)
	return v
}

// document reads json or jsonb, whose binary format starts with a version number.
func (d *decoder) document(i int) json.RawMessage {
	b, oid := d.vals[i], d.wire[i].oid
	if d.domain(i) {
		oid = d.columns[i].oid
	}
	switch oid {
	case pgtype.JSONOID, pgtype.JSONBOID, pgtype.TextOID, pgtype.VarcharOID:
	default:
		d.fail(i, d.otherType(i))
		return nil
	}
	if b == nil {
		d.fail(i, errNull)
		return nil
	}
	if oid == pgtype.JSONBOID && d.wire[i].format == pgtype.BinaryFormatCode {
		if len(b) == 0 || b[0] != 1 {
			d.fail(i, errors.New("unknown version of jsonb"))
			return nil
		}
		b = b[1:]
	}
	return d.root.arena.bytes(b)
}

// domain reports whether column i arrives as a type of the schema in binary format. Inside a
// record a domain does; elsewhere its base type arrives.
func (d *decoder) domain(i int) bool {
	const firstOfSchema = 16384
	return d.wire[i].oid >= firstOfSchema && d.wire[i].format == pgtype.BinaryFormatCode
}

// uuid reads a uuid.
func (d *decoder) uuid(i int) (v pgtype.UUID) {
	if b := d.vals[i]; len(b) == 16 && d.wire[i].fast {
		return pgtype.UUID{Bytes: [16]byte(b), Valid: true}
	}
	return scanned[pgtype.UUID](d, i)
}

// micros reads the finite values of timestamps.
func (d *decoder) micros(i int) (time.Time, bool) {
	b := d.vals[i]
	if len(b) != 8 || !d.wire[i].fast {
		return time.Time{}, false
	}
	us := int64(binary.BigEndian.Uint64(b))
	if us == math.MaxInt64 || us == math.MinInt64 {
		return time.Time{}, false // infinity: pgx reports it
	}
	const epoch = 946684800 // 2000-01-01
	return time.Unix(epoch+us/1_000_000, us%1_000_000*1000), true
}

// timestamptz reads a timestamp with time zone.
func (d *decoder) timestamptz(i int) time.Time {
	if t, ok := d.micros(i); ok {
		return t
	}
	return scanned[time.Time](d, i)
}

// timestamp reads a timestamp without time zone, as UTC.
func (d *decoder) timestamp(i int) time.Time {
	if t, ok := d.micros(i); ok {
		return t.UTC()
	}
	return scanned[time.Time](d, i)
}

// date reads a date, as midnight UTC.
func (d *decoder) date(i int) time.Time {
	if b := d.vals[i]; len(b) == 4 && d.wire[i].fast {
		if days := int32(binary.BigEndian.Uint32(b)); days != math.MaxInt32 && days != math.MinInt32 {
			return time.Date(2000, 1, 1+int(days), 0, 0, 0, 0, time.UTC)
		}
	}
	return scanned[time.Time](d, i)
}
