package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"

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
	text       bool // a built-in type whose bytes are the string
	copied     bool // this row's value is in texts, from start on
	start      int
	sent       uint32 // the type and format that the server named
	sentFormat int16
}

// decoder reads the raw values of a row. The first failure is kept in err of the outermost
// decoder; values after it are zero.
type decoder struct {
	query   string
	columns []column
	vals    [][]byte
	strings int    // how many columns of text there are
	texts   string // the row's short strings, if there are several such columns
	buf     []byte // texts is made of it
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

// decoders are those of results that are read to their end. One is larger than most rows are.
var decoders = sync.Pool{New: func() any { return new(decoder) }}

// openDecoder returns the decoder of a result, to be closed.
func openDecoder(info *QueryInfo, rows pgx.Rows) *decoder {
	d := decoders.Get().(*decoder)
	d.open(info, rows)
	return d
}

// close returns the first failure. The decoder is not to be used any more; there may be none.
func (d *decoder) close() error {
	if d == nil {
		return nil
	}
	err := d.err
	*d = decoder{buf: d.buf[:0]}
	decoders.Put(d)
	return err
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
			if d.wire[i].text {
				d.strings++
			}
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
	w.text = w.same && (oid == pgtype.TextOID || oid == pgtype.VarcharOID)
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
	if d.strings > 1 && !d.arena.shared {
		d.copyTexts()
	}
	return true
}

// shortText is the length in bytes up to which strings of a row share memory.
const shortText = 256

// copyTexts copies the short strings of a row. They are mostly used together, and then one piece of
// memory is cheaper than one for each.
func (d *decoder) copyTexts() {
	d.texts, d.buf = "", d.buf[:0]
	for i, v := range d.vals {
		w := &d.wire[i]
		if w.copied = w.text && len(v) <= shortText; w.copied {
			w.start = len(d.buf)
			d.buf = append(d.buf, v...)
		}
	}
	if len(d.buf) > 0 {
		d.texts = string(d.buf)
	}
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
