package runtime

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgtype"
)

// decodeText reads a text both as a value and by a pointer.
func decodeText(d *decoder, at int, v *pair) {
	v.S = pointer(d, at, (*decoder).text)
	v.L = []string{d.text(at), string(d.bytes(at))}
}

// texts decodes values, each overwritten after it was read, as pgx does with its buffer.
func texts(t *testing.T, values []string, share bool) []pair {
	d := newTestDecoder(pgtype.TextOID, 1, nil)
	d.wire[0].same, d.wire[0].fast = true, true
	decode := decodeText
	if share {
		decode = inArena(decodeText)
	}
	var out []pair
	for _, s := range values {
		raw := []byte(s)
		d.row([][]byte{raw})
		var v pair
		decode(d, 0, &v)
		out = append(out, v)
		for k := range raw {
			raw[k] = 'X'
		}
	}
	if d.err != nil {
		t.Fatal(d.err)
	}
	return out
}

// Values keep what they were while blocks fill up and long values come between.
func TestArena(t *testing.T) {
	var values []string
	for k := range 5000 {
		values = append(values, strings.Repeat(fmt.Sprint(k), k%40))
		if k%1000 == 7 {
			values = append(values, strings.Repeat("long", 10_000))
		}
	}
	for _, share := range []bool{false, true} {
		for k, v := range texts(t, values, share) {
			if *v.S != values[k] || v.L[0] != values[k] || v.L[1] != values[k] {
				t.Fatalf("share %v, value %d: got %.20q, %.20q, want %.20q", share, k, *v.S, v.L, values[k])
			}
		}
	}
}

// What one row has is not touched by appending to what another has.
func TestArenaAppend(t *testing.T) {
	d := newTestDecoder(pgtype.ByteaOID, 1, nil)
	d.share()
	read := func(s string) []byte {
		d.row([][]byte{[]byte(s)})
		return d.bytes(0)
	}
	a, b := read("aa"), read("bb")
	x, y := fresh[int](d, 0, 2), fresh[int](d, 0, 2)
	_, _ = append(a, "!!"...), append(x, 7, 7)
	if string(b) != "bb" || y[0] != 0 {
		t.Errorf("appending to a row's value changed another's: %s, %v", b, y)
	}
	if e := read(""); e == nil {
		t.Error("an empty bytea became nil")
	}
	if e := fresh[string](d, 0, 0); e == nil {
		t.Error("an empty array became nil")
	}
}

func TestArenaAllocations(t *testing.T) {
	values := make([]string, 10_000)
	for k := range values {
		values[k] = "a text of a usual length"
	}
	d := newTestDecoder(pgtype.TextOID, 1, nil)
	decode := inArena(func(d *decoder, at int, v *pair) { v.S = pointer(d, at, (*decoder).text) })
	n := testing.AllocsPerRun(1, func() {
		vals := [][]byte{nil}
		var v pair
		for _, s := range values {
			vals[0] = append(vals[0][:0], s...)
			d.row(vals)
			decode(d, 0, &v)
		}
	})
	if perRow := n / float64(len(values)); perRow > 0.05 {
		t.Errorf("%.3f allocations per row", perRow)
	}
}

// The short strings of a row share an allocation, long ones do not.
func TestRowTexts(t *testing.T) {
	values := []string{"first", strings.Repeat("l", 5000), "", "second", strings.Repeat("m", shortText)}
	vals := make([][]byte, len(values))
	columns := make([]column, len(values))
	for i, s := range values {
		vals[i], columns[i] = []byte(s), column{"c", pgtype.TextOID}
	}
	d := &decoder{query: "Q", columns: columns, wire: make([]wireType, len(columns)), strings: len(columns)}
	d.root = d
	for i := range columns {
		d.describe(i, pgtype.TextOID, pgtype.TextFormatCode)
	}
	n := testing.AllocsPerRun(10, func() {
		d.row(vals)
		for i, want := range values {
			if got := d.text(i); got != want {
				t.Fatalf("value %d: got %q", i, got)
			}
		}
	})
	if n > 2 {
		t.Errorf("%v allocations instead of 2", n)
	}
}
