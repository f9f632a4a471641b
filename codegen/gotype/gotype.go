// Package gotype says which Go type stands for a PostgreSQL type, and how generated code reads
// and passes its values.
//
// The defaults are chosen to be right before they are convenient: numeric is no float, interval
// no Duration, a nullable value a pointer. Overrides replace them by type or by column.
package gotype

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// Type is a Go type with the code that reads and passes it.
type Type struct {
	// Expr is the type as it stands in code, "pgtype.Numeric"; Imports are the paths it needs.
	Expr    string
	Imports map[string]string // package name -> import path
	// Getter is a function value func(*decoder, int) T; "" for types that are scanned in place.
	Getter string
	// Scan is "scan" or "scanNull" for types without a getter.
	Scan string
	// array: the call's name and arguments instead of a getter.
	call string
	// Arg is the pattern that passes a value, "%s" being the value.
	Arg string
}

// Read returns the statement that reads wire column index (an expression) into target.
func (t Type) Read(target, index string) string {
	switch {
	case t.call != "":
		return target + " = " + fmt.Sprintf(t.call, index)
	case t.Getter == "":
		return fmt.Sprintf("d.%s(%s, &%s)", t.Scan, index, target)
	case strings.HasPrefix(t.Getter, "(*decoder)."):
		index = strings.Replace(index, "+", " + ", 1) // gofmt: spaces in a call with one argument
		return fmt.Sprintf("%s = d.%s(%s)", target, strings.TrimPrefix(t.Getter, "(*decoder)."), index)
	}
	return fmt.Sprintf("%s = %s(d, %s)", target, t.Getter, index)
}

// Pass returns the expression that passes value to pgx.
func (t Type) Pass(value string) string {
	if t.Arg == "" {
		return value
	}
	return fmt.Sprintf(t.Arg, value)
}

// getter returns a function value for use inside arrays and pointers.
func (t Type) getter() string {
	switch {
	case t.call != "":
		return "func(d *decoder, i int) " + t.Expr + " { return " + fmt.Sprintf(t.call, "i") + " }"
	case t.Getter == "":
		return "scanned[" + t.Expr + "]"
	}
	return t.Getter
}

// Override replaces a default. DBType is a type as `describe` shows it, Column is
// "table.column" or "schema.table.column" with "*" as wildcard; one of them is set.
type Override struct {
	DBType   string
	Column   string
	Nullable bool // by type: for nullable values only; false: for those that are not null
	Any      bool // by type: for both
	GoType   string
}

// Options say how types are chosen.
type Options struct {
	Overrides []Override
	SQLNull   bool // nullable values are sql.Null[T] instead of *T
	// Named returns the Go name of an enum, composite or (if it has one of its own) domain.
	Named func(*ir.Type) string
}

// switchable is the type of a parameter that nil leaves out.
func (o *Options) switchable(v Value) (Type, error) {
	v.Pointer, v.Nullable = false, false
	t, err := o.Of(v)
	if err != nil || strings.HasPrefix(t.Expr, "[]") || strings.HasPrefix(t.Expr, "*") || t.Expr == "json.RawMessage" || t.Expr == "net.HardwareAddr" {
		return t, err
	}
	t.Expr = "*" + t.Expr
	if t.Arg == "string(%s)" {
		t.Arg = "(*string)(%s)"
	}
	return t, nil
}

// base is a row of the table of defaults.
type base struct {
	expr   string
	getter string // "" scans
	null   bool   // the type itself can hold NULL
	arg    string
}

const method = "(*decoder)."

// defaults are by pg_type.typname; see design table in docs/types.md.
var defaults = map[string]base{
	"bool": {"bool", method + "bool", false, ""},
	"int2": {"int16", method + "int2", false, ""}, "int4": {"int32", method + "int4", false, ""},
	"int8": {"int64", method + "int8", false, ""}, "oid": {"uint32", method + "uint4", false, ""},
	"float4": {"float32", method + "float4", false, ""}, "float8": {"float64", method + "float8", false, ""},
	"text": text, "varchar": text, "bpchar": text, "name": text, "citext": text, "char": text,
	"xml": text, "unknown": text, "cstring": text, "refcursor": text,
	"ltree": versioned, "lquery": versioned, "ltxtquery": versioned, "jsonpath": versioned,
	"bytea":       {"[]byte", method + "bytes", true, ""},
	"timestamptz": {"time.Time", method + "timestamptz", false, ""},
	"timestamp":   {"time.Time", method + "timestamp", false, ""},
	"date":        {"time.Time", method + "date", false, ""},
	"time":        {"pgtype.Time", "", true, ""}, "timetz": shown,
	"interval": {"pgtype.Interval", "", true, ""}, "numeric": {"pgtype.Numeric", "", true, ""},
	"uuid": {"pgtype.UUID", method + "uuid", false, ""},
	"json": {"json.RawMessage", method + "document", true, ""}, "jsonb": {"json.RawMessage", method + "document", true, ""},
	"inet": {"netip.Prefix", "", false, ""}, "cidr": {"netip.Prefix", "", false, ""},
	"macaddr": {"net.HardwareAddr", "", true, ""},
	"hstore":  {"pgtype.Hstore", "", true, ""}, "tsvector": shown,
	"bit": {"pgtype.Bits", "", true, ""}, "varbit": {"pgtype.Bits", "", true, ""},
	"point": {"pgtype.Point", "", true, ""}, "box": {"pgtype.Box", "", true, ""},
	"circle": {"pgtype.Circle", "", true, ""}, "line": {"pgtype.Line", "", true, ""},
	"lseg": {"pgtype.Lseg", "", true, ""}, "path": {"pgtype.Path", "", true, ""},
	"polygon": {"pgtype.Polygon", "", true, ""}, "tid": {"pgtype.TID", "", true, ""},
	"xid": {"uint32", method + "uint4", false, ""}, "cid": {"uint32", method + "uint4", false, ""},
	"xid8": {"uint64", "", false, ""}, "void": text,
}

// Strings: those whose bytes are text in both formats, those whose binary format is text behind
// a version number, and what other types look like.
var (
	text      = base{"string", method + "text", false, ""}
	versioned = base{"string", method + "versioned", false, ""}
	shown     = base{"string", method + "shown", false, ""}
)

// rangeElems are the Go types of range bounds that pgx's codecs fill.
var rangeElems = map[string]string{
	"int4range": "pgtype.Int4", "int8range": "pgtype.Int8", "numrange": "pgtype.Numeric",
	"tsrange": "pgtype.Timestamp", "tstzrange": "pgtype.Timestamptz", "daterange": "pgtype.Date",
}

// Value is what a type is wanted for.
type Value struct {
	Type         *ir.Type
	Nullable     bool
	ElemNullable bool
	GoType       string // wanted by a directive
	Table        string // "schema.table", or ""
	Column       string
	Pointer      bool // always a type that nil is a value of: nil switches something off
}

// Of returns the Go type of a value.
func (o *Options) Of(v Value) (Type, error) {
	if v.Pointer {
		return o.switchable(v)
	}
	if goType := o.override(v); goType != "" {
		return custom(goType, v)
	}
	t := v.Type.Underlying()
	switch t.Kind {
	case ir.ArrayType:
		return o.array(t, v)
	case ir.EnumType:
		name := o.Named(t)
		return o.nullable(Type{Expr: name, Getter: "read" + name, Arg: "string(%s)"}, v, "(*string)(%s)"), nil
	case ir.CompositeType:
		name := o.Named(t)
		if name == "" {
			return o.nullable(plain(shown), v, ""), nil // a table's row type: shown as text
		}
		return o.nullable(Type{Expr: name, Getter: "read" + name}, v, ""), nil
	case ir.RangeType, ir.MultirangeType:
		return rangeType(t), nil
	}
	b, ok := defaults[t.Name]
	if !ok {
		b = shown // money, tsquery, pg_lsn, macaddr8, reg…, records, types of the schema
	}
	out := plain(b)
	if !b.null {
		return o.nullable(out, v, ""), nil
	}
	if v.Nullable && b.getter != "" {
		out.call = "orZero(d, %s, " + b.getter + ")"
	} else if v.Nullable {
		out.Scan = "scanNull"
	}
	return out, nil
}

// TextOnly reports whether values of a PostgreSQL type can be read as t in text format only. Types
// that pgx knows can be read in both.
func (t Type) TextOnly(pg *ir.Type) bool {
	for pg = pg.Underlying(); pg.Kind == ir.ArrayType; {
		pg = pg.Elem.Underlying()
	}
	switch {
	case pg.Name == "tsvector" || pg.Name == "macaddr8":
		return false
	case pg.Name == "hstore":
		return strings.HasSuffix(t.Expr, "pgtype.Hstore")
	}
	return strings.Contains(t.Getter+t.call, shown.getter)
}

func plain(b base) Type {
	return Type{Expr: b.expr, Getter: b.getter, Scan: "scan", Arg: b.arg}
}

// nullable wraps a type that cannot hold NULL itself.
func (o *Options) nullable(t Type, v Value, arg string) Type {
	if !v.Nullable {
		return t
	}
	if o.SQLNull {
		t.call = "nullValue(d, %s, " + t.getter() + ")"
		t.Arg = ""
		t.Expr = "sql.Null[" + t.Expr + "]"
		return t
	}
	t.call = "pointer(d, %s, " + t.getter() + ")"
	t.Expr = "*" + t.Expr
	t.Arg = arg
	return t
}

func rangeType(t *ir.Type) Type {
	name := t.Name
	multi := t.Kind == ir.MultirangeType
	if multi {
		name = strings.Replace(name, "multirange", "range", 1)
	}
	elem, ok := rangeElems[name]
	if !ok || t.Schema != "pg_catalog" {
		return Type{Expr: "pgtype.Text", Scan: "scanNull"} // a range of the schema: as text
	}
	expr := "pgtype.Range[" + elem + "]"
	if multi {
		expr = "pgtype.Multirange[" + expr + "]"
	}
	return Type{Expr: expr, Scan: "scanNull"}
}

func (o *Options) array(t *ir.Type, v Value) (Type, error) {
	elem, err := o.Of(Value{Type: t.Elem, Nullable: v.ElemNullable, Table: "", Column: ""})
	if err != nil {
		return Type{}, err
	}
	fn := "array"
	if v.Nullable {
		fn = "arrayOrNil"
	}
	under := t.Elem.Underlying()
	oid := under.OID
	out := Type{Expr: "[]" + elem.Expr, Imports: elem.Imports}
	out.call = fn + fmt.Sprintf("(d, %%s, %d, ", oid) + strings.ReplaceAll(elem.getter(), "%", "%%") + ")"
	switch {
	case under.Kind == ir.EnumType && v.ElemNullable && o.SQLNull:
		out.Arg = "enumNulls(%s)"
	case strings.HasPrefix(elem.Expr, "sql.Null["):
		out.Arg = "nullPointers(%s)" // pgx knows no such elements in every mode and type
	case under.Kind == ir.EnumType && v.ElemNullable:
		out.Arg = "enumPointers(%s)"
	case under.Kind == ir.EnumType:
		out.Arg = "enumStrings(%s)"
	case under.Kind == ir.CompositeType && !v.ElemNullable && o.Named(under) != "":
		out.Arg = "records[" + elem.Expr + "](%s)"
	}
	return out, nil
}

// override finds the Go type that the user set, the most particular first.
func (o *Options) override(v Value) string {
	if v.GoType != "" {
		return v.GoType
	}
	for i := range o.Overrides {
		if r := &o.Overrides[i]; r.Column != "" && v.Table != "" && matchColumn(r.Column, v.Table, v.Column) {
			return r.GoType
		}
	}
	for t := v.Type; t != nil; t = t.Base {
		for i := range o.Overrides {
			r := &o.Overrides[i]
			if r.DBType != "" && (r.Any || r.Nullable == v.Nullable) && sameType(r.DBType, t) {
				return r.GoType
			}
		}
		if t.Kind != ir.DomainType {
			break
		}
	}
	return ""
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

var version = regexp.MustCompile(`^v[0-9]+$`)

// custom is a type that the user named: "*example.com/app.Settings", "[]string", "int".
func custom(goType string, v Value) (Type, error) {
	prefix := goType[:len(goType)-len(strings.TrimLeft(goType, "*[]"))]
	rest := goType[len(prefix):]
	t := Type{Expr: goType, Scan: "scan"}
	if dot := strings.LastIndexByte(rest, '.'); dot > 0 {
		importPath, name := rest[:dot], rest[dot+1:]
		if name == "" {
			return Type{}, fmt.Errorf("type %q has no name behind its package", goType)
		}
		pkg := packageName(importPath)
		t.Imports = map[string]string{pkg: importPath}
		t.Expr = prefix + pkg + "." + name
	}
	if v.Nullable {
		t.Scan = "scanNull"
		if prefix == "" && !holdsNull(t.Expr) {
			t.Expr = "*" + t.Expr
		}
	}
	return t, nil
}

// holdsNull knows the types that have a NULL of their own by their usual names.
func holdsNull(expr string) bool {
	return strings.HasPrefix(expr, "pgtype.") || strings.HasPrefix(expr, "sql.Null") ||
		strings.Contains(expr, ".Null") || strings.HasPrefix(expr, "map[") || expr == "json.RawMessage" || expr == "any"
}

// packageName guesses the package name of an import path as goimports does.
func packageName(importPath string) string {
	name := path.Base(importPath)
	if version.MatchString(name) {
		name = path.Base(path.Dir(importPath))
	}
	if i := strings.Index(name, ".v"); i > 0 {
		name = name[:i]
	}
	name = strings.TrimPrefix(name, "go-")
	return strings.ReplaceAll(name, "-", "")
}
