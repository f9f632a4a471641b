package nullable_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

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
		for i, k := range f.Level.Keys {
			if wire[i] == nil && !k.Nullable {
				return "its key " + k.Name + " is NULL"
			}
		}
		return "" // another statement reads the rows
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
// arguments, and returns the first promise that is not kept. Levels of split loading follow.
func (w *world) send(q *ir.Query, v *ir.Variant, c *choices, times int) string {
	types := w.prepared(v.SQL)
	if types == nil {
		return ""
	}
	for n := range times * len(w.space) {
		args := make([][]byte, len(types))
		for i, t := range types {
			args[i] = passed(q, v.Args[i], t, c)
		}
		got := w.ask(v.SQL, args, n%len(w.space))
		if got.Err != nil {
			continue
		}
		why := brokenResult(q, v, got.Rows)
		if why == "" {
			why = w.sendLevels(q, got.Rows, c, n%len(w.space))
		}
		if why != "" {
			return fmt.Sprintf("%s: %s\n%s\narguments %q, data set %d", q.Name, why, v.SQL, args, n%len(w.space))
		}
	}
	return ""
}

// prepared are the types of a statement's parameters, nil if the server refuses it.
func (w *world) prepared(sql string) []stored {
	w.must("SET search_path = " + w.space[0])
	d, err := w.conn.PgConn().Prepare(context.Background(), "", sql, nil)
	if err != nil {
		w.disagree("the server refuses what was compiled: %v\n%s", err, sql)
		return nil
	}
	types := []stored{}
	for _, oid := range d.ParamOIDs {
		types = append(types, w.storedType(oid))
	}
	return types
}

// ask runs a compiled statement over one data set, and takes back what it has written.
func (w *world) ask(sql string, args [][]byte, data int) *pgconn.Result {
	w.must(fmt.Sprintf("BEGIN; SET LOCAL search_path = %s; SET LOCAL statement_timeout = 500", w.space[data]))
	got := w.conn.PgConn().ExecParams(context.Background(), sql, args, nil, nil, nil).Read()
	w.must("ROLLBACK")
	if got.Err != nil {
		w.tally.failed[state(got.Err)]++
		return got
	}
	w.tally.executions++
	w.tally.rows += btoi(len(got.Rows) > 0)
	return got
}

// sendLevels runs the statements of split loading for the keys of the rows around.
func (w *world) sendLevels(q *ir.Query, rows [][][]byte, c *choices, data int) string {
	found := make([][][][]byte, len(q.Split))
	for i, l := range q.Split {
		around, shape := rows, q.Row
		if l.Around >= 0 {
			around, shape = found[l.Around], q.Split[l.Around].Row
		}
		at, ok := levelAt(shape, l)
		if !ok || len(around) == 0 {
			continue
		}
		for _, v := range l.Variants {
			types := w.prepared(v.SQL)
			if types == nil {
				continue
			}
			args := make([][]byte, len(types))
			for n, t := range types {
				if a := v.Args[n]; a.Kind == ir.ArgKeys {
					args[n] = keysArray(around, at+a.Index)
				} else {
					args[n] = passed(q, a, t, c)
				}
			}
			got := w.ask(v.SQL, args, data)
			found[i] = got.Rows
			for _, r := range got.Rows {
				if _, why := brokenShape(l.Row, r); why != "" {
					return fmt.Sprintf("%s: %s\n%s\nwith %q", l.Name, why, v.SQL, args)
				}
			}
		}
	}
	return ""
}

// levelAt finds the wire column where the keys of a level begin.
func levelAt(s *ir.Shape, l *ir.Level) (int, bool) {
	at := 0
	for _, f := range s.Fields {
		if f.Level == l {
			return at, true
		}
		if f.Kind == ir.EmbedField {
			if n, ok := levelAt(f.Shape, l); ok {
				return at + n, true
			}
		}
		at += f.Width()
	}
	return 0, false
}

// keysArray is a column of rows as an array.
func keysArray(rows [][][]byte, column int) []byte {
	var list []string
	for _, r := range rows {
		if r[column] == nil {
			list = append(list, "NULL")
			continue
		}
		list = append(list, `"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(string(r[column]))+`"`)
	}
	return []byte("{" + strings.Join(list, ",") + "}")
}

func brokenResult(q *ir.Query, v *ir.Variant, rows [][][]byte) string {
	if q.Row == nil {
		return ""
	}
	if q.Rows != ir.AnyRows && len(rows) > 1 || q.Rows == ir.ExactlyOne && len(rows) != 1 && v.On == nil {
		return fmt.Sprintf("promised %s, got %d rows", q.Rows, len(rows))
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
