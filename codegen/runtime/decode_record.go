package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgtype"
)

// record reads a composite value or an anonymous row.
func record[T any](d *decoder, i int, columns []column, decode func(*decoder, int, *T)) (v T) {
	if d.root.err != nil {
		return v
	}
	e, ok := d.fields(i, columns)
	if !ok {
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

// fields splits the record in column i, which is not NULL, and returns the decoder of its fields.
func (d *decoder) fields(i int, columns []column) (*decoder, bool) {
	if d.vals[i] == nil {
		d.fail(i, errNull)
		return nil, false
	}
	// The values of an outer record of the same type are still being read when types nest;
	// each depth has its own decoder, so overwriting is safe.
	e := d.sub(i, columns)
	var err error
	if d.wire[i].format == pgtype.BinaryFormatCode {
		err = e.binaryRecord(d.vals[i])
	} else {
		err = e.textRecord(string(d.vals[i]))
	}
	if err != nil {
		d.fail(i, err)
	}
	return e, err == nil
}

// nestedRow reads an anonymous row, or nil.
func nestedRow[T any](d *decoder, i int, columns []column, decode func(*decoder, int, *T)) *T {
	if d.vals[i] == nil || d.root.err != nil {
		return nil
	}
	e, ok := d.fields(i, columns)
	if !ok {
		return nil
	}
	v := &fresh[T](d, i, 1)[0]
	decode(e, 0, v)
	return v
}

// nestedRows reads an array of anonymous rows. It is array with record, but fills the elements where
// they are to stay.
func nestedRows[T any](d *decoder, i int, columns []column, decode func(*decoder, int, *T)) []T {
	if d.vals[i] == nil || d.wire[i].format != pgtype.BinaryFormatCode {
		return array(d, i, pgtype.RecordOID, func(d *decoder, i int) T { return record(d, i, columns, decode) })
	}
	e, b, dims, ok := d.openArray(i, 1, pgtype.RecordOID)
	if !ok {
		return nil
	}
	out := fresh[T](d, i, dims[0])
	for k := range out {
		if e.vals[0], b, ok = cut(b); !ok {
			d.fail(i, errTruncated)
			return nil
		}
		row, ok := e.fields(0, columns)
		if !ok {
			return nil
		}
		decode(row, 0, &out[k])
	}
	if len(b) > 0 {
		d.fail(i, errTruncated)
		return nil
	}
	return out
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
		if oid := binary.BigEndian.Uint32(b); oid != d.wire[k].sent || d.wire[k].sentFormat != pgtype.BinaryFormatCode {
			d.describe(k, oid, pgtype.BinaryFormatCode)
		}
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
