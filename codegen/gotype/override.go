package gotype

import (
	"path"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// Override replaces a default. DBType is a type as `describe` shows it, Column is
// "table.column" or "schema.table.column" with "*" as wildcard; one of them is set.
type Override struct {
	DBType   string
	Column   string
	Nullable bool // by type: for nullable values only; false: for those that are not null
	Any      bool // by type: for both
	GoType   string
}

// Overrides are all that a project says.
type Overrides []Override

// alwaysValues are the Go types that pgx never passes as NULL.
var alwaysValues = map[string]bool{
	"bool": true, "string": true, "int16": true, "int32": true, "int64": true, "int": true, "uint32": true,
	"uint64": true, "float32": true, "float64": true, "time.Time": true,
}

// OwnType reports whether an override gives values of a type, when they are not null, a Go type that
// may have a value which is passed as NULL.
func (list Overrides) OwnType(t *ir.Type) bool {
	goType, _ := (&Options{Overrides: list}).override(Value{Type: t})
	return goType != "" && !alwaysValues[goType]
}

// OwnColumn reports that of an override for a column of "schema.table".
func (list Overrides) OwnColumn(table, column string) bool {
	return slices.ContainsFunc(list, func(r Override) bool {
		return r.Column != "" && !alwaysValues[r.GoType] && matchColumn(r.Column, table, column)
	})
}

// override finds the Go type that the user set, the most particular first. A depth other than 0
// tells that the value is an array of what the type is for, or an element.
func (o *Options) override(v Value) (goType string, depth int) {
	if v.GoType != "" {
		return v.GoType, 0
	}
	own := ir.Origin{Table: v.Table, Column: v.Column, Below: v.Origins}
	if goType, depth := o.columnType(own); goType != "" && (depth >= 0 || strings.HasPrefix(goType, "[]")) {
		return goType, depth
	} // else nobody can say what the elements of such a type are
	for t := v.Type; t != nil; t = t.Base {
		for i := range o.Overrides {
			r := &o.Overrides[i]
			if r.DBType != "" && (r.Any || r.Nullable == v.Nullable) && sameType(r.DBType, t) {
				return r.GoType, 0
			}
		}
		if t.Kind != ir.DomainType {
			break
		}
	}
	return "", 0
}

// columnType is the Go type of an origin: the one set for the column, else the one that all columns
// below it agree on.
func (o *Options) columnType(from ir.Origin) (goType string, depth int) {
	for i := range o.Overrides {
		if r := &o.Overrides[i]; r.Column != "" && from.Table != "" && matchColumn(r.Column, from.Table, from.Column) {
			return r.GoType, from.Depth
		}
	}
	for i, below := range from.Below {
		t, n := o.columnType(below)
		switch {
		case t == "" || i > 0 && (t != goType || n != depth):
			return "", 0
		}
		goType, depth = t, n
	}
	return goType, from.Depth + depth
}

// overridden is a type that the user set for a value, for its elements, or for arrays of it.
func (o *Options) overridden(goType string, depth int, v Value) (Type, error) {
	t := v.Type.Underlying()
	switch {
	case depth > 0:
		elem, err := o.custom(goType, Value{Type: t.Elem, Nullable: v.ElemNullable})
		return arrayOf(elem, t, v), err
	case depth < 0:
		goType = strings.TrimLeft(goType, "[]")
		if usual, err := o.usual(Value{Type: v.Type}); err == nil && usual.Expr == goType {
			return o.usual(v)
		}
	}
	return o.custom(goType, v)
}

// aliases are the SQL names that people write for built-in types.
var aliases = map[string]string{
	"integer": "int4", "int": "int4", "bigint": "int8", "smallint": "int2", "boolean": "bool",
	"real": "float4", "double precision": "float8", "decimal": "numeric", "character varying": "varchar",
	"character": "bpchar", "timestamp with time zone": "timestamptz", "timestamp without time zone": "timestamp",
	"time without time zone": "time", "time with time zone": "timetz", "bit varying": "varbit",
	"serial": "int4", "bigserial": "int8", "smallserial": "int2",
}

func sameType(want string, t *ir.Type) bool {
	want = strings.TrimPrefix(want, "pg_catalog.")
	if a := aliases[want]; a != "" {
		want = a
	}
	d := t.Display()
	return want == d || want == strings.TrimPrefix(d, "public.") || t.Extension != "" && want == t.Name
}

func matchColumn(pattern, table, column string) bool {
	full := table + "." + column
	if strings.Count(pattern, ".") == 1 {
		_, full, _ = strings.Cut(full, ".")
	}
	ok, err := path.Match(strings.ReplaceAll(pattern, ".", "/"), strings.ReplaceAll(full, ".", "/"))
	return ok && err == nil
}
