package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// column is a result column as it was compiled. The OID is 0 for types of the schema, whose
// OIDs differ from server to server.
type column struct {
	name string
	oid  uint32
}

// wireType is how a column is read. same tells that its type is the compiled one, fast that it
// is in binary format too.
//
// Readers look at these before they look at a single byte: what arrives in another form goes
// through scan, where pgx knows both formats of each type, or refuses.
type wireType struct {
	oid        uint32
	format     int16
	same, fast bool
	sent       uint32 // the type and format that the server named
	sentFormat int16
}

// decoder reads the raw values of a row. The first failure is kept in err of the outermost
// decoder; values after it are zero.
type decoder struct {
	query   string
	columns []column
	vals    [][]byte
	wire    []wireType
	plans   []pgtype.ScanPlan
	subs    []*decoder // of arrays and records, by column
	record  any        // of a record's decoder, the *T that it fills
	types   *pgtype.Map
	conn    *pgx.Conn // knows the session's settings; nil if there is none
	root    *decoder
	err     error
	few     [16]wireType // what wire points to, if that is enough
	arena   arena        // of the outermost decoder
	slabs   []any        // *slab[T] by column
}

// open looks at a result's description, once for all rows.
func (d *decoder) open(info *QueryInfo, rows pgx.Rows) {
	d.query, d.columns, d.root = info.Name, info.columns, d
	if c := rows.Conn(); c != nil {
		d.types, d.conn = c.TypeMap(), c
	} else {
		d.types = pgtype.NewMap()
	}
	d.wire = d.few[:]
	if len(d.columns) > len(d.few) {
		d.wire = make([]wireType, len(d.columns))
	}
	for i, f := range rows.FieldDescriptions() {
		if i < len(d.columns) {
			d.describe(i, f.DataTypeOID, f.Format)
		}
	}
}

// describe notes how column i arrives. A type of the schema is recognised by its number; in the
// place of a built-in one it is a domain. Text has one format, and in the place of another type
// it is that type's text format.
func (d *decoder) describe(i int, oid uint32, format int16) {
	w := &d.wire[i]
	if w.sent == oid && w.sentFormat == format && (w.same || oid != 0) {
		return
	}
	if d.plans != nil {
		d.plans[i] = nil
	}
	w.sent, w.sentFormat = oid, format
	want := d.columns[i].oid
	switch {
	case oid == pgtype.TextOID && want != 0:
		oid, format = want, pgtype.TextFormatCode
	case oid == pgtype.TextOID:
		format = pgtype.TextFormatCode
	case oid >= firstUserOID && want != 0:
		oid = want
	}
	w.same = oid == want
	if want == 0 {
		switch oid {
		case pgtype.TextOID, pgtype.VarcharOID, pgtype.NameOID, pgtype.BPCharOID, pgtype.RecordOID, pgtype.RecordArrayOID, 0:
			w.same = true
		default:
			w.same = oid >= firstUserOID
		}
	}
	w.oid, w.format, w.fast = oid, format, w.same && format == pgtype.BinaryFormatCode
}

// firstUserOID is where the numbers of the schema's types begin.
const firstUserOID = 16384

// row takes the values of the next row.
func (d *decoder) row(vals [][]byte) bool {
	if len(vals) != len(d.columns) {
		d.root.err = fmt.Errorf("sqlq: query %s: result has %d columns, compiled for %d: %s", d.query, len(vals), len(d.columns), d.names())
		return false
	}
	d.vals = vals
	return true
}

// names lists the columns that were compiled.
func (d *decoder) names() string {
	list := make([]string, len(d.columns))
	for i, c := range d.columns {
		list[i] = fmt.Sprintf("%q", c.name)
	}
	return strings.Join(list, ", ")
}

// fail keeps the first error, with the query and column that it belongs to.
func (d *decoder) fail(i int, err error) {
	if d.root.err == nil {
		d.root.err = fmt.Errorf("sqlq: query %s, column %q: %w", d.query, d.columns[i].name, err)
	}
}

// errNull is reported when a column that was proved not null is null.
var errNull = errors.New("unexpected NULL")

// scan reads a value that is not NULL through pgx: types without a fast path, values in text
// format, columns whose type has changed.
func (d *decoder) scan(i int, dst any) {
	if d.root.err != nil {
		return
	}
	if d.vals[i] == nil {
		d.fail(i, errNull)
		return
	}
	if d.plans == nil {
		d.plans = make([]pgtype.ScanPlan, len(d.columns))
	}
	if d.plans[i] == nil {
		w := d.wire[i]
		if _, known := d.types.TypeForOID(w.oid); !known && w.same {
			w.oid, w.format = pgtype.TextOID, pgtype.TextFormatCode // an enum's formats are the same
		}
		d.plans[i] = d.plan(w, dst)
	}
	if err := runPlan(d.plans[i], d.vals[i], dst); err != nil {
		d.fail(i, d.explain(i, err))
	}
}

// otherType is the error for a column that is not of the compiled type any more.
func (d *decoder) otherType(i int) error {
	want := "a type of the schema"
	if oid := d.columns[i].oid; oid != 0 {
		want = d.typeName(oid)
	}
	return fmt.Errorf("arrives as type %s, compiled for %s", d.typeName(d.wire[i].sent), want)
}

// typeName names a type as well as pgx knows it.
func (d *decoder) typeName(oid uint32) string {
	if t, ok := d.types.TypeForOID(oid); ok {
		return t.Name
	}
	return fmt.Sprint(oid)
}

// runPlan scans a value. Some of pgx's plans panic on a type that they were not made for.
func runPlan(plan pgtype.ScanPlan, value []byte, dst any) (err error) {
	defer recovered(&err)
	return plan.Scan(value, dst)
}

// recovered makes a panic an error; defer it.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("cannot read the value: %v", p)
	}
}

// explain adds to an error what may be behind it: another type than the query was compiled for, or
// the session's settings: text comes as DateStyle and IntervalStyle say, and pgx reads their
// defaults.
func (d *decoder) explain(i int, err error) error {
	w := d.wire[i]
	if want := d.columns[i].oid; want != 0 && w.sent != want && w.sent < firstUserOID {
		return fmt.Errorf("%w: %w", d.otherType(i), err)
	}
	if w.format != pgtype.TextFormatCode || d.root.conn == nil {
		return err
	}
	name, want := "DateStyle", "ISO"
	switch w.oid {
	case pgtype.TimestamptzOID, pgtype.TimestampOID, pgtype.DateOID:
	case pgtype.IntervalOID:
		name, want = "IntervalStyle", "postgres"
	case pgtype.ByteaOID:
		return fmt.Errorf("%w (bytea_output must be hex in this exec mode)", err)
	default:
		return err
	}
	if is := d.root.conn.PgConn().ParameterStatus(name); is != want && !strings.HasPrefix(is, want+",") {
		return fmt.Errorf("%w (%s is %q and must be %s in this exec mode)", err, name, is, want)
	}
	return err
}

// scanNull is scan that leaves dst alone when the value is NULL.
func (d *decoder) scanNull(i int, dst any) {
	if d.vals[i] != nil {
		d.scan(i, dst)
	}
}

// scanned is scan as a function that returns the value.
func scanned[T any](d *decoder, i int) T {
	var v T
	d.scan(i, &v)
	return v
}

// scannedNull is scanNull as a function that returns the value.
func scannedNull[T any](d *decoder, i int) T {
	var v T
	d.scanNull(i, &v)
	return v
}

// pointer reads a value that may be NULL.
func pointer[T any](d *decoder, i int, get func(*decoder, int) T) *T {
	if d.vals[i] == nil {
		return nil
	}
	if d.root.arena.shared {
		p := &fresh[T](d, i, 1)[0]
		*p = get(d, i)
		return p
	}
	v := get(d, i)
	return &v
}

// nullValue reads a value that may be NULL into a sql.Null.
func nullValue[T any](d *decoder, i int, get func(*decoder, int) T) sql.Null[T] {
	if d.vals[i] == nil {
		return sql.Null[T]{}
	}
	return sql.Null[T]{V: get(d, i), Valid: true}
}

// pointers makes a reader of values that may be NULL.
func pointers[T any](get func(*decoder, int) T) func(*decoder, int) *T {
	return func(d *decoder, i int) *T { return pointer(d, i, get) }
}

// nullValues makes a reader of values that may be NULL into a sql.Null.
func nullValues[T any](get func(*decoder, int) T) func(*decoder, int) sql.Null[T] {
	return func(d *decoder, i int) sql.Null[T] { return nullValue(d, i, get) }
}

// orZero reads a value whose zero value stands for NULL.
func orZero[T any](d *decoder, i int, get func(*decoder, int) T) (v T) {
	if d.vals[i] == nil {
		return v
	}
	return get(d, i)
}

// present reports whether any of the columns first … first+n-1 is not NULL.
func (d *decoder) present(first, n int) bool {
	for _, v := range d.vals[first : first+n] {
		if v != nil {
			return true
		}
	}
	return false
}

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
	if b := d.vals[i]; b != nil && d.wire[i].same {
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
	b := d.vals[i]
	if len(b) < 12 {
		d.fail(i, errTruncated)
		return nil, dims
	}
	nd, elem := binary.BigEndian.Uint32(b), binary.BigEndian.Uint32(b[8:])
	switch b = b[12:]; {
	case nd == 0:
		return []T{}, dims
	case nd != uint32(depth):
		d.fail(i, errDimensions)
		return nil, dims
	case len(b) < 8*depth:
		d.fail(i, errTruncated)
		return nil, dims
	}
	n := 1
	for k := range depth {
		dims[k] = int(binary.BigEndian.Uint32(b[8*k:]))
		if n *= dims[k]; n <= 0 || n > len(b)/4 { // each element has four bytes of length
			d.fail(i, errTruncated)
			return nil, dims
		}
	}
	b = b[8*depth:]
	e := d.element(i, oid)
	e.describe(0, elem, pgtype.BinaryFormatCode)
	out = fresh[T](d, i, n)
	for k := range out {
		var ok bool
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

// record reads a composite value or an anonymous row.
func record[T any](d *decoder, i int, columns []column, decode func(*decoder, int, *T)) (v T) {
	if d.root.err != nil {
		return v
	}
	if d.vals[i] == nil {
		d.fail(i, errNull)
		return v
	}
	e := d.sub(i, columns)
	// The values of an outer record of the same type are still being read when types nest;
	// each depth has its own decoder, so overwriting is safe.
	var err error
	if d.wire[i].format == pgtype.BinaryFormatCode {
		err = e.binaryRecord(d.vals[i])
	} else {
		err = e.textRecord(string(d.vals[i]))
	}
	if err != nil {
		d.fail(i, err)
		return v
	}
	// decode lets v escape: it is the same one for all records of this depth.
	p, ok := e.record.(*T)
	if !ok {
		p = new(T)
		e.record = p
	}
	*p = v
	decode(e, 0, p)
	return *p
}

// binaryRecord splits the binary format of a record into its fields.
func (d *decoder) binaryRecord(b []byte) error {
	if len(b) < 4 {
		return errTruncated
	}
	if n := int(binary.BigEndian.Uint32(b)); n != len(d.columns) {
		return fmt.Errorf("record has %d fields, compiled for %d", n, len(d.columns))
	}
	b = b[4:]
	for k := range d.columns {
		if len(b) < 4 {
			return errTruncated
		}
		d.describe(k, binary.BigEndian.Uint32(b), pgtype.BinaryFormatCode)
		var ok bool
		if d.vals[k], b, ok = cut(b[4:]); !ok {
			return errTruncated
		}
	}
	if len(b) > 0 {
		return errTruncated
	}
	return nil
}

// textRecord splits the text format of a record into its fields.
func (d *decoder) textRecord(s string) error {
	if len(s) < 2 || s[0] != '(' || s[len(s)-1] != ')' {
		return errors.New("malformed record")
	}
	s = s[1 : len(s)-1]
	for k, c := range d.columns {
		value, quoted, rest, ok := textItem(s, ",")
		if !ok {
			return errors.New("malformed record")
		}
		d.describe(k, c.oid, pgtype.TextFormatCode)
		d.vals[k] = value
		if len(value) == 0 && !quoted {
			d.vals[k] = nil
		}
		last := k == len(d.columns)-1
		if last != (rest == "") {
			return fmt.Errorf("record does not have %d fields", len(d.columns))
		}
		if !last {
			s = rest[1:]
		}
	}
	return nil
}
