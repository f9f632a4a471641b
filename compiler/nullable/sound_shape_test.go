package nullable_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// brokenShape compares a row in text format with what generated code takes for granted: which
// fields are no pointers, deep in embedded and nested rows. It returns how many wire columns the
// shape has taken.
func brokenShape(s *ir.Shape, row [][]byte) (int, string) {
	at := 0
	for _, f := range s.Fields {
		n := f.Width()
		if at+n > len(row) {
			return at, fmt.Sprintf("%s: the row has %d columns only", f.Name, len(row))
		}
		if why := brokenField(f, row[at:at+n]); why != "" {
			return at, f.Name + ": " + why
		}
		at += n
	}
	return at, ""
}

func brokenField(f *ir.ShapeField, wire [][]byte) string {
	switch {
	case f.Level != nil:
		return "" // keys: another statement reads the rows
	case f.Kind == ir.EmbedField:
		if f.Nilable && !present(f, wire) {
			return ""
		}
		_, why := brokenShape(f.Shape, wire)
		return why
	case f.Kind == ir.ColumnField:
		return brokenColumn(f.Column, wire[0])
	}
	if f.Kind == ir.MaybeField {
		if wire[0] == nil {
			return ""
		}
		_, why := brokenShape(f.Shape, recordFields(string(wire[0])))
		return why
	}
	if wire[0] == nil {
		return "nested rows are NULL"
	}
	records := arrayElements(string(wire[0]))
	for _, r := range records {
		if r == nil {
			return "a nested row is NULL"
		}
		if _, why := brokenShape(f.Shape, recordFields(string(r))); why != "" {
			return why
		}
	}
	return ""
}

// present tells whether an embedded row is there, as generated code does.
func present(f *ir.ShapeField, wire [][]byte) bool {
	if f.Presence >= 0 {
		return wire[f.Presence] != nil
	}
	for _, v := range wire {
		if v != nil {
			return true
		}
	}
	return false
}

// brokenColumn looks at the value only: elements of stored arrays are taken for values without a
// proof, as ir.Column says. What the query's author says against the proof is not our promise.
func brokenColumn(c *ir.Column, v []byte) string {
	if v == nil && !c.Nullable && !strings.HasPrefix(c.Because, "the query says ") {
		return "is NULL though " + c.Because
	}
	return ""
}

// storedType reads what values of a type of the server look like.
func (w *world) storedType(oid uint32) stored {
	r := w.rows(fmt.Sprintf(`WITH RECURSIVE d(t, base) AS (SELECT oid, typbasetype FROM pg_type WHERE oid = %d UNION ALL SELECT y.oid, y.typbasetype FROM d JOIN pg_type y ON y.oid = d.base)
		SELECT format_type(e.oid, NULL), e.typtype, (y.typelem <> 0 AND y.typcategory = 'A')::int, array_to_string(ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = e.oid), ','),
		(SELECT count(*) FROM pg_attribute f WHERE f.attrelid = e.typrelid AND f.attnum > 0)
		FROM d JOIN pg_type y ON y.oid = d.t JOIN pg_type e ON e.oid = CASE WHEN y.typcategory = 'A' AND y.typelem <> 0 THEN y.typelem ELSE y.oid END WHERE d.base = 0`, oid))[0]
	s := stored{typ: r[0], kind: r[1], array: r[2] == "1"}
	if r[3] != "" {
		s.labels = strings.Split(r[3], ",")
	}
	_, _ = fmt.Sscan(r[4], &s.fields)
	return s
}

// send runs a statement of a compiled query over all data sets, several times with other
// arguments, and returns the first promise that is not kept.
func (w *world) send(q *ir.Query, v *ir.Variant, c *choices, times int) string {
	ctx := context.Background()
	w.must("SET search_path = " + w.space[0])
	d, err := w.conn.PgConn().Prepare(ctx, "", v.SQL, nil)
	if err != nil {
		w.disagree("the server refuses what was compiled: %v\n%s", err, v.SQL)
		return ""
	}
	var types []stored
	for _, oid := range d.ParamOIDs {
		types = append(types, w.storedType(oid))
	}
	for n := range times * len(w.space) {
		args := make([][]byte, len(types))
		for i, t := range types {
			args[i] = passed(q, v.Args[i], t, c)
		}
		w.must(fmt.Sprintf("BEGIN; SET LOCAL search_path = %s; SET LOCAL statement_timeout = 500", w.space[n%len(w.space)]))
		got := w.conn.PgConn().ExecParams(ctx, v.SQL, args, nil, nil, nil).Read()
		w.must("ROLLBACK")
		if got.Err != nil {
			w.tally.failed[state(got.Err)]++
			continue
		}
		w.tally.executions++
		w.tally.rows += btoi(len(got.Rows) > 0)
		if why := brokenResult(q, v, got.Rows); why != "" {
			return fmt.Sprintf("%s: %s\n%s\narguments %q, data set %d", q.Name, why, v.SQL, args, n%len(w.space))
		}
	}
	return ""
}

func brokenResult(q *ir.Query, v *ir.Variant, rows [][][]byte) string {
	if q.Row == nil {
		return ""
	}
	if q.Rows != ir.AnyRows && len(rows) > 1 || q.Rows == ir.ExactlyOne && len(rows) != 1 && v.On == nil {
		return fmt.Sprintf("promised %s, got %d rows", q.Rows, len(rows))
	}
	if len(q.Split) > 0 {
		return ""
	}
	for _, r := range rows {
		if _, why := brokenShape(q.Row, r); why != "" {
			return why
		}
	}
	return ""
}

// passed is what generated code may pass for a $n: nil pointers where the signature has pointers.
func passed(q *ir.Query, a ir.Arg, t stored, c *choices) []byte {
	null, elems := 0, false
	switch a.Kind {
	case ir.ArgParam:
		p := q.Params[a.Index]
		null, elems = 50*btoi(p.Nullable && p.Switch == 0), p.ElemNullable
	case ir.ArgColumn:
		elems = q.Params[a.Index].Nullable
	}
	if c.chance(null) {
		return nil
	}
	for range 20 {
		v := t.text(c)
		if !elems && t.array && strings.Contains(v, "NULL") {
			continue
		}
		return []byte(v)
	}
	return []byte("{}")
}
