package nullable_test

import (
	"fmt"
	"regexp"
	"strings"
)

// values are what columns and parameters of a type get, as text; few, so that they meet.
var values = map[string][]string{
	"integer": {"1", "2", "3", "4", "0", "-1"}, "bigint": {"1", "2", "3", "0"}, "smallint": {"1", "2", "0"}, "numeric": {"1", "1.0", "2.5", "NaN", "0"},
	"text": {"a", "b", "", "x,y", "A"}, "character varying": {"a", "b", ""}, "character": {"a", "b"}, "citext": {"a", "A", "b"}, "name": {"a", "b"}, `"char"`: {"a"},
	"boolean": {"t", "f"}, "timestamp without time zone": {"2024-01-01", "2024-02-29 12:00", "infinity"}, "timestamp with time zone": {"2024-01-01", "2024-02-29 12:00+02", "-infinity"},
	"date": {"2024-01-01", "2024-02-29", "infinity"}, "time without time zone": {"00:00", "12:30"}, "interval": {"1 day", "2 months", "0"},
	"double precision": {"1", "0.5", "NaN"}, "real": {"1", "0.5"}, "uuid": {"00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"},
	"jsonb": {`{"a":1,"b":null}`, "null", "[1,null]", "{}", "2"}, "json": {`{"a":1,"b":null}`, "null", "[1,null]", "{}"}, "bytea": {"", `\x01`},
	"inet": {"10.0.0.1", "::1"}, "cidr": {"10.0.0.0/8"}, "int4range": {"empty", "[1,3)", "(,)"}, "tstzrange": {"empty", "(,)", "[2024-01-01,2025-01-01)"},
	"money": {"1", "2"}, "bit": {"0", "1"}, "tsvector": {"a:1", ""}, "tsquery": {"a", ""}, "point": {"(0,0)"}, "xml": {"<a/>"}, "oid": {"0", "1"}, "hstore": {"a=>1", "a=>NULL", ""}, "ltree": {"a.b", ""},
	"jsonpath": {"$.a"}, "daterange": {"empty", "(,)"}, "macaddr": {"08:00:2b:01:02:03"},
}

// stored is a column as far as filling it goes.
type stored struct {
	name, typ, kind string // kind of pg_type: b, c, e, d, r
	array           bool
	labels          []string // of an enum
	fields          int      // of a composite
	hints           []string // constants that CHECK constraints of the table name
}

type storedTable struct {
	name string
	cols []stored
}

var constant = regexp.MustCompile(`'((?:[^']|'')*)'`)

// storedTables reads the tables of a schema that take rows, referenced ones mostly first.
func (w *world) storedTables(space string) []storedTable {
	var out []storedTable
	for _, r := range w.rows(fmt.Sprintf(`SELECT c.relname, a.attname, format_type(e.oid, NULL), e.typtype, (b.typelem <> 0 AND b.typcategory = 'A')::int,
		array_to_string(ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = e.oid), ','), (SELECT count(*) FROM pg_attribute f WHERE f.attrelid = e.typrelid AND f.attnum > 0),
		(SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k WHERE k.contype = 'c' AND (k.conrelid = c.oid OR k.contypid = a.atttypid))
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		CROSS JOIN LATERAL (WITH RECURSIVE d(t, base) AS (SELECT oid, typbasetype FROM pg_type WHERE oid = a.atttypid UNION ALL SELECT y.oid, y.typbasetype FROM d JOIN pg_type y ON y.oid = d.base)
			SELECT y.* FROM d JOIN pg_type y ON y.oid = d.t WHERE d.base = 0) b
		JOIN pg_type e ON e.oid = CASE WHEN b.typcategory = 'A' AND b.typelem <> 0 THEN b.typelem ELSE b.oid END
		WHERE c.relnamespace = '%s'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity <> 'a'
		ORDER BY c.oid, a.attnum`, space)) {
		c := stored{name: r[1], typ: r[2], kind: r[3], array: r[4] == "1"}
		if r[5] != "" {
			c.labels = strings.Split(r[5], ",")
		}
		_, _ = fmt.Sscan(r[6], &c.fields)
		for _, m := range constant.FindAllStringSubmatch(r[7], -1) {
			c.hints = append(c.hints, m[1])
		}
		if len(out) == 0 || out[len(out)-1].name != r[0] {
			out = append(out, storedTable{name: r[0]})
		}
		t := &out[len(out)-1]
		t.cols = append(t.cols, c)
	}
	return out
}

// fill gives the tables of a data set rows: none, one, or several; in some tables every column
// that can be is NULL. The server refuses rows by its constraints, which costs nothing.
func (w *world) fill(c *choices, data, most int) {
	for _, t := range w.storedTables(w.space[data]) {
		nulls, n := 25, 1+c.pick(most)
		switch c.pick(8) {
		case 5:
			nulls = 100
		case 6:
			n = 0
		case 7:
			nulls, n = 0, 1
		}
		for range n {
			var cols []stored
			for _, col := range t.cols {
				if !c.chance(8) { // else its default
					cols = append(cols, col)
				}
			}
			// Where constraints refuse a row, one with fewer NULLs may be taken.
			for share := nulls; !w.load(insertOf(t.name, cols, c, share), data) && share > 0; share /= 2 {
			}
			if c.chance(30) {
				w.load(again(t, c), data)
			}
		}
	}
}

// disturb finds what a transaction can do to a data set while its constraints are deferred: rows
// without partners, keys that are not unique for the moment.
func (w *world) disturb(c *choices, data int) []string {
	out := []string{"SET CONSTRAINTS ALL DEFERRED"}
	w.must(fmt.Sprintf("BEGIN; SET LOCAL search_path = %s; %s", w.space[data], out[0]))
	for _, t := range w.storedTables(w.space[data]) {
		for range c.pick(3) {
			sql := insertOf(t.name, t.cols, c, 20)
			switch c.pick(5) {
			case 3:
				sql = "DELETE FROM " + t.name
			case 4:
				sql = fmt.Sprintf("INSERT INTO %s SELECT * FROM %s", t.name, t.name)
			}
			w.must("SAVEPOINT s")
			if _, err := w.exec(sql); err != nil {
				w.must("ROLLBACK TO s")
				continue
			}
			out = append(out, sql)
		}
	}
	for _, sql := range w.unsettled {
		w.must("SAVEPOINT s")
		if _, err := w.exec(sql); err != nil {
			w.must("ROLLBACK TO s")
		} else if c.chance(60) {
			out = append(out, sql)
		}
	}
	w.must("ROLLBACK")
	return out
}

// again writes a table's rows once more with one column changed: keys that are not unique show.
func again(t storedTable, c *choices) string {
	var names, list []string
	changed := c.pick(len(t.cols))
	for i, col := range t.cols {
		names = append(names, `"`+col.name+`"`)
		if list = append(list, names[i]); i == changed {
			list[i] = col.value(c, 30)
		}
	}
	return fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %s LIMIT 1", t.name, strings.Join(names, ", "), strings.Join(list, ", "), t.name)
}

// insertOf writes a row with random values, NULL with a probability in percent.
func insertOf(table string, cols []stored, c *choices, nulls int) string {
	if len(cols) == 0 {
		return fmt.Sprintf("INSERT INTO %s DEFAULT VALUES", table)
	}
	var names, list []string
	for _, col := range cols {
		names = append(names, `"`+col.name+`"`)
		list = append(list, col.value(c, nulls))
	}
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", table, strings.Join(names, ", "), strings.Join(list, ", "))
}

// value is a literal for a column, NULL with a probability in percent.
func (c stored) value(r *choices, nulls int) string {
	if r.chance(nulls) {
		return "NULL"
	}
	return "'" + strings.ReplaceAll(c.text(r), "'", "''") + "'"
}

// text is a value in the text format.
func (c stored) text(r *choices) string {
	if !c.array {
		return c.element(r)
	}
	var list []string
	for range r.pick(3) {
		if r.chance(25) {
			list = append(list, "NULL")
			continue
		}
		e := strings.ReplaceAll(strings.ReplaceAll(c.element(r), `\`, `\\`), `"`, `\"`)
		list = append(list, `"`+e+`"`)
	}
	return "{" + strings.Join(list, ",") + "}"
}

func (c stored) element(r *choices) string {
	if len(c.hints) > 0 && r.chance(50) {
		return r.one(c.hints...)
	}
	switch {
	case len(c.labels) > 0:
		return r.one(c.labels...)
	case c.kind == "c":
		if c.fields == 2 && r.chance(60) {
			return "(" + r.one("1,", "1,a", ",b") + ")"
		}
		return "(" + strings.Repeat(",", max(c.fields-1, 0)) + ")"
	case c.kind == "r" || c.kind == "m":
		return r.one("empty")
	}
	if list := values[c.typ]; len(list) > 0 {
		return r.one(list...)
	}
	return r.one("1", "a")
}
