package nullable_test

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
)

// broken compares rows in text format with what was promised of them; "" if they agree. cat tells
// arrays from rows.
func broken(r nullable.Result, rows [][][]byte) string {
	if len(r.Columns) == 0 && len(rows) == 0 {
		return "" // without RETURNING the bound is that of the rows written
	}
	if r.Rows != nullable.AnyRows && len(rows) > 1 || r.Rows == nullable.ExactlyOne && len(rows) != 1 {
		return fmt.Sprintf("promised %s rows (%s), got %d", [...]string{"any number of", "at most one of", "exactly one of"}[r.Rows], r.RowsBecause, len(rows))
	}
	for _, row := range rows {
		for i, v := range row {
			if i >= len(r.Columns) {
				return fmt.Sprintf("%d columns, of which %d have a proof", len(row), len(r.Columns))
			}
			if why := brokenValue(r.Columns[i], v); why != "" {
				return fmt.Sprintf("column %d %s", i+1, why)
			}
		}
	}
	return ""
}

// brokenValue compares one value with its proof, deep: elements of arrays of any dimension, and
// the fields of rows, also of those in an array.
func brokenValue(p nullable.Proof, v []byte) string {
	if v == nil {
		if p.NotNull {
			return "is NULL though " + p.Because
		}
		return ""
	}
	text := string(v)
	if p.ElemNotNull && strings.HasPrefix(text, "{") {
		for _, e := range arrayElements(text) {
			if e == nil {
				return "has NULL elements though " + p.ElemBecause
			}
		}
	}
	if len(p.Fields) == 0 {
		return ""
	}
	records := [][]byte{v}
	if strings.HasPrefix(text, "{") {
		records = arrayElements(text)
	}
	for _, r := range records {
		if r == nil {
			continue
		}
		fields := recordFields(string(r))
		for i, f := range p.Fields {
			if i >= len(fields) {
				return fmt.Sprintf("has %d fields, of which %d have a proof", len(fields), len(p.Fields))
			}
			if why := brokenValue(f, fields[i]); why != "" {
				return fmt.Sprintf("field %d %s", i+1, why)
			}
		}
	}
	return ""
}

// arrayElements takes an array's text apart, over all dimensions; NULL is nil.
func arrayElements(text string) [][]byte {
	if i := strings.IndexByte(text, '='); i > 0 && text[0] == '[' {
		text = text[i+1:] // bounds
	}
	var out [][]byte
	element, quoted, filled := []byte{}, false, false
	end := func() {
		switch {
		case quoted:
			out = append(out, element)
		case filled && strings.EqualFold(string(element), "NULL"):
			out = append(out, nil)
		case filled:
			out = append(out, element)
		}
		element, quoted, filled = []byte{}, false, false
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '{':
		case '}', ',':
			end()
		case '"':
			quoted = true
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
				element = append(element, text[i])
			}
		default:
			filled = true
			element = append(element, c)
		}
	}
	return out
}

// recordFields takes a row's text apart; NULL is nil.
func recordFields(text string) [][]byte {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "("), ")")
	var out [][]byte
	var field []byte
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case ',':
			out, field = append(out, field), nil
		case '"':
			if field == nil {
				field = []byte{}
			}
			for i++; i < len(text); i++ {
				if text[i] == '"' {
					if i+1 == len(text) || text[i+1] != '"' {
						break
					}
					i++
				} else if text[i] == '\\' {
					i++
				}
				field = append(field, text[i])
			}
		default:
			field = append(field, c)
		}
	}
	return append(out, field)
}

// argument is a value for a parameter, in text format; nil is NULL.
func (w *world) argument(c *choices, oid catalog.OID, null bool) []byte {
	if null {
		return nil
	}
	s := stored{kind: "b"}
	for range 10 {
		t := w.cat.Type(oid)
		switch {
		case t == nil:
			return []byte("1")
		case t.Kind == catalog.DomainType:
			oid = t.BaseType
			continue
		case t.IsTrueArray() && !s.array:
			s.array, oid = true, t.Elem
			continue
		}
		s.typ, s.labels = pgName(t.Name), t.Labels
		if t.Kind == catalog.CompositeType {
			s.kind, s.fields = "c", 2
		}
		break
	}
	return []byte(s.text(c))
}

// pgName is a type's name as format_type writes it.
func pgName(name string) string {
	long := map[string]string{"int4": "integer", "int8": "bigint", "int2": "smallint", "bool": "boolean", "timestamp": "timestamp without time zone",
		"timestamptz": "timestamp with time zone", "varchar": "character varying", "bpchar": "character", "float8": "double precision", "float4": "real", "time": "time without time zone"}
	if l := long[name]; l != "" {
		return l
	}
	return name
}
