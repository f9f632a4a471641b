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
	// reader is a function value for such a call, if there is one.
	reader string
	// Arg is the pattern that passes a value, "%s" being the value.
	Arg string
	// pass is a function value func(T) any that makes of a value what pgx takes; "" for values
	// that pgx takes as they are.
	pass string
	// oid is the type whose text format values have inside arrays and records, 0 if it is unknown.
	oid uint32
	// special tells that pgx needs help with slices of the type.
	special bool
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

// Item returns the literal that passes value as part of a record: with its type.
func (t Type) Item(value string) string {
	if t.pass != "" {
		value = t.pass + "(" + value + ")"
	}
	return fmt.Sprintf("{%d, %s}", t.oid, value)
}

// Rows returns the slice that holds a parameter of many rows, in a bulk statement. Arrays and
// composite values go as literals, since unnest would take them apart.
func (t Type) Rows(of *ir.Type) Type {
	oid := of.Underlying().OID
	if of.TakenApart() {
		t.pass = fmt.Sprintf("literalArg(%d, %s)", t.oid, t.passer())
		t.special, t.oid, oid = true, 25, 25
	}
	return arrayOf(t, &ir.Type{Kind: ir.ArrayType, Elem: &ir.Type{OID: oid}}, Value{})
}

// Copy returns how COPY takes the type: in its binary format, written by generated code where pgx
// cannot know the type.
func (t Type) Copy(of *ir.Type) Type {
	of = of.Underlying()
	unknown := of.OID == 0 && of.Kind != ir.EnumType && of.Kind != ir.BaseType
	if of.Kind == ir.ArrayType {
		elem := of.Elem.Underlying()
		unknown = elem.OID == 0 || elem.Kind == ir.MultirangeType || elem.Name == "macaddr8" || elem.Name == "refcursor"
	}
	if unknown {
		t.Arg = "copyArg(" + t.passer() + ")(%s)"
	}
	return t
}

// passer returns a function value for parts of arrays.
func (t Type) passer() string {
	if t.pass == "" {
		return "asIs[" + t.Expr + "]"
	}
	return t.pass
}

// getter returns a function value for use inside arrays and pointers.
func (t Type) getter() string {
	switch {
	case t.reader != "":
		return t.reader
	case t.call != "":
		return "func(d *decoder, i int) " + t.Expr + " { return " + fmt.Sprintf(t.call, "i") + " }"
	case t.Getter == "":
		return strings.Replace(t.Scan, "scan", "scanned", 1) + "[" + t.Expr + "]"
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
	if err != nil || hasNil(t.Expr) {
		return t, err
	}
	return t.pointer(), nil
}

// hasNil reports whether nil is a value of the type already.
func hasNil(expr string) bool {
	return strings.HasPrefix(expr, "[]") || strings.HasPrefix(expr, "*") || strings.HasPrefix(expr, "map[") ||
		expr == "json.RawMessage" || expr == "net.HardwareAddr" || expr == "pgtype.Hstore"
}

// pointer makes a type that nil is a value of.
func (t Type) pointer() Type {
	t.reader, t.call = "pointers("+t.getter()+")", "pointer(d, %s, "+t.getter()+")"
	t.Expr = "*" + t.Expr
	switch {
	case t.Arg == "string(%s)":
		t.Arg = "(*string)(%s)"
	case t.pass != "":
		t.Arg = "optional(" + t.pass + ")(%s)"
	}
	if t.pass != "" {
		t.pass = "optional(" + t.pass + ")"
	}
	return t
}

// base is a row of the table of defaults.
type base struct {
	expr   string
	getter string // "" scans
	null   bool   // the type itself can hold NULL
}

const method = "(*decoder)."

// defaults are by pg_type.typname; docs/types.md has the table for users. Other base types, those
// of extensions among them, are strings in their text format.
var defaults = map[string]base{
	"bool": {"bool", method + "bool", false},
	"int2": {"int16", method + "int2", false}, "int4": {"int32", method + "int4", false},
	"int8": {"int64", method + "int8", false}, "oid": {"uint32", method + "uint4", false},
	"float4": {"float32", method + "float4", false}, "float8": {"float64", method + "float8", false},
	"text": text, "varchar": text, "bpchar": text, "name": text, "citext": text, "xml": text,
	"unknown": text, "cstring": text, "refcursor": text,
	"ltree": versioned, "lquery": versioned, "ltxtquery": versioned, "jsonpath": versioned,
	"char":        {"string", method + "char", false},
	"bytea":       {"[]byte", method + "bytes", true},
	"timestamptz": {"time.Time", method + "timestamptz", false},
	"timestamp":   {"time.Time", method + "timestamp", false},
	"date":        {"time.Time", method + "date", false},
	"time":        {"pgtype.Time", "", true},
	"interval":    {"pgtype.Interval", "", true}, "numeric": {"pgtype.Numeric", "", true},
	"uuid": {"pgtype.UUID", method + "uuid", false},
	"json": {"json.RawMessage", method + "document", true}, "jsonb": {"json.RawMessage", method + "document", true},
	"inet": {"netip.Prefix", "", false}, "cidr": {"netip.Prefix", "", false},
	"macaddr": {"net.HardwareAddr", "", true}, "macaddr8": {"net.HardwareAddr", "", true},
	"hstore": {"pgtype.Hstore", "", true}, "tsvector": {"pgtype.TSVector", "", true},
	"bit": {"pgtype.Bits", "", true}, "varbit": {"pgtype.Bits", "", true},
	"point": {"pgtype.Point", "", true}, "box": {"pgtype.Box", "", true},
	"circle": {"pgtype.Circle", "", true}, "line": {"pgtype.Line", "", true},
	"lseg": {"pgtype.Lseg", "", true}, "path": {"pgtype.Path", "", true},
	"polygon": {"pgtype.Polygon", "", true}, "tid": {"pgtype.TID", "", true},
	"xid": {"uint32", method + "uint4", false}, "cid": {"uint32", method + "uint4", false},
	"xid8": {"uint64", "", false},
}

// Strings: those whose bytes are text in both formats, those whose binary format is text behind
// a version number, and what other types look like.
var (
	text      = base{"string", method + "text", false}
	versioned = base{"string", method + "versioned", false}
	shown     = base{"string", method + "shown", false}
)

// rangeElems are the Go types of range bounds by their subtype.
var rangeElems = map[string]string{
	"int2": "pgtype.Int2", "int4": "pgtype.Int4", "int8": "pgtype.Int8", "numeric": "pgtype.Numeric",
	"float4": "pgtype.Float4", "float8": "pgtype.Float8", "timestamp": "pgtype.Timestamp",
	"timestamptz": "pgtype.Timestamptz", "date": "pgtype.Date", "time": "pgtype.Time", "uuid": "pgtype.UUID",
	"interval": "pgtype.Interval",
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
		return o.custom(goType, v)
	}
	t := v.Type.Underlying()
	switch t.Kind {
	case ir.ArrayType:
		return o.array(t, v)
	case ir.EnumType:
		name := o.Named(t)
		return o.nullable(Type{Expr: name, Getter: "read" + name, Arg: "string(%s)", pass: "labelArg[" + name + "]", special: true}, v), nil
	case ir.CompositeType:
		name := o.Named(t)
		if name == "" {
			return o.nullable(plain(shown, t), v), nil // a table's row type: shown as text
		}
		return o.nullable(Type{Expr: name, Getter: "read" + name, pass: "asIs[" + name + "]", special: true}, v), nil
	case ir.RangeType, ir.MultirangeType:
		return rangeType(t), nil
	}
	b, ok := defaults[t.Name]
	if !ok {
		b = shown // money, tsquery, pg_lsn, macaddr8, reg…, records, types of the schema
	}
	out := plain(b, t)
	if !b.null {
		return o.nullable(out, v), nil
	}
	if v.Nullable && b.getter != "" {
		out.call = "orZero(d, %s, " + b.getter + ")"
	} else if v.Nullable {
		out.Scan = "scanNull"
	}
	return out, nil
}

func plain(b base, t *ir.Type) Type {
	out := Type{Expr: b.expr, Getter: b.getter, Scan: "scan", oid: t.OID}
	switch b.expr {
	case "net.HardwareAddr":
		out.pass, out.Arg, out.special = "macArg", "macArg(%s)", true
	case "pgtype.Hstore":
		out.special = true
	}
	out.special = out.special || t.Name == "refcursor" // pgx has no arrays of them
	return out
}

// nullable wraps a type that cannot hold NULL itself.
func (o *Options) nullable(t Type, v Value) Type {
	if !v.Nullable {
		return t
	}
	if !o.SQLNull {
		return t.pointer()
	}
	t.reader, t.call = "nullValues("+t.getter()+")", "nullValue(d, %s, "+t.getter()+")"
	own := t.pass != ""
	t.pass = "optionalNull(" + t.passer() + ")"
	if own {
		t.Arg = t.pass + "(%s)"
	}
	t.Expr = "sql.Null[" + t.Expr + "]"
	t.special = true
	return t
}

// rangeType is pgtype.Range or Multirange over a type that can hold NULL. pgx knows the built-in
// ones; those of the schema are read and written by way of their subtype.
func rangeType(t *ir.Type) Type {
	sub := t.Base.Underlying()
	elem, known := rangeElems[sub.Name]
	if !known || sub.Kind != ir.BaseType {
		elem = "pgtype.Text" // bounds in text format
	}
	expr, kind := "pgtype.Range["+elem+"]", "range"
	if t.Kind == ir.MultirangeType {
		expr, kind = "pgtype.Multirange["+expr+"]", "multirange"
	}
	out := Type{Expr: expr, Scan: "scanNull", oid: t.OID}
	if t.OID != 0 {
		out.special = t.Kind == ir.MultirangeType // pgx has no arrays of them
		return out
	}
	oid := uint32(25)
	if elem != "pgtype.Text" {
		oid = sub.OID
	}
	out.call = fmt.Sprintf("%sOf[%s](d, %%s, %d)", kind, elem, oid)
	out.reader = fmt.Sprintf("%sReader[%s](%d)", kind, elem, oid)
	out.pass = fmt.Sprintf("%sArg[%s](%d)", kind, elem, oid)
	out.Arg = out.pass + "(%s)"
	out.special = true
	return out
}

func (o *Options) array(t *ir.Type, v Value) (Type, error) {
	elem, err := o.Of(Value{Type: t.Elem, Nullable: v.ElemNullable})
	if err != nil {
		return Type{}, err
	}
	return arrayOf(elem, t, v), nil
}

// arrayOf is a slice of elem.
func arrayOf(elem Type, t *ir.Type, v Value) Type {
	fn := "array"
	if v.Nullable {
		fn = "arrayOrNil"
	}
	out := Type{Expr: "[]" + elem.Expr, Imports: elem.Imports, special: true}
	out.call = fn + fmt.Sprintf("(d, %%s, %d, ", t.Elem.Underlying().OID) + strings.ReplaceAll(elem.getter(), "%", "%%") + ")"
	out.pass = fmt.Sprintf("arrayArg(%d, %s)", elem.oid, elem.passer())
	if elem.special {
		out.Arg = out.pass + "(%s)"
	}
	if !elem.special && t.OID != 0 {
		out.oid, out.pass = t.OID, "" // pgx writes it
	}
	return out
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

// custom is a type that the user named: "*example.com/app.Settings", "[]string", "int". Slices for
// arrays are read element by element, as those of the table of defaults are.
func (o *Options) custom(goType string, v Value) (Type, error) {
	t := v.Type.Underlying()
	if t.Kind != ir.ArrayType || !strings.HasPrefix(goType, "[]") {
		return named(goType, v)
	}
	rest := goType
	for depth := 1; ; depth++ {
		rest = rest[2:]
		elem, err := named(rest, Value{Type: t.Elem})
		if err != nil {
			return Type{}, err
		}
		for _, nullable := range []bool{false, true} {
			usual, err := o.Of(Value{Type: t.Elem, Nullable: nullable})
			if err == nil && usual.Expr == elem.Expr {
				return grid(usual, depth, t, v)
			}
		}
		if !strings.HasPrefix(rest, "[]") {
			return grid(elem, depth, t, v)
		}
	}
}

// maxDepth is how many dimensions generated code can read.
const maxDepth = 3

// grid is a slice of slices, as deep as the array has dimensions.
func grid(elem Type, depth int, t *ir.Type, v Value) (Type, error) {
	if depth == 1 {
		return arrayOf(elem, t, v), nil
	}
	if depth > maxDepth {
		return Type{}, fmt.Errorf("arrays of more than %d dimensions are not supported", maxDepth)
	}
	out := arrayOf(elem, t, v)
	out.Expr = strings.Repeat("[]", depth) + elem.Expr
	out.call = strings.Replace(out.call, "(", fmt.Sprintf("%d(", depth), 1)
	out.pass = fmt.Sprintf("arrayArg%d(%d, %s)", depth, elem.oid, elem.passer())
	out.Arg, out.oid = out.pass+"(%s)", 0
	return out, nil
}

// named is a type of the user that holds one value.
func named(goType string, v Value) (Type, error) {
	if rest, ok := strings.CutPrefix(goType, "*"); ok {
		t, err := named(rest, Value{Type: v.Type})
		return t.pointer(), err
	}
	prefix := goType[:len(goType)-len(strings.TrimLeft(goType, "[]"))]
	rest := goType[len(prefix):]
	t := Type{Expr: goType, Scan: "scan", oid: v.Type.Underlying().OID, special: true}
	if dot := strings.LastIndexByte(rest, '.'); dot > 0 {
		importPath, name := rest[:dot], rest[dot+1:]
		if name == "" {
			return Type{}, fmt.Errorf("type %q has no name behind its package", goType)
		}
		pkg := packageName(importPath)
		t.Imports = map[string]string{pkg: importPath}
		t.Expr = prefix + pkg + "." + name
	}
	if base := v.Type.Underlying().Name; base == "json" || base == "jsonb" {
		t.asJSON()
	}
	if !v.Nullable {
		return t, nil
	}
	if prefix == "" && !holdsNull(t.Expr) {
		return t.pointer(), nil
	}
	t.Scan = "scanNull"
	return t, nil
}

// asJSON passes values as documents: pgx would have to know the parameter's type to do so, which
// in some of its modes it does not.
func (t *Type) asJSON() {
	switch {
	case t.Expr == "string" || t.Expr == "json.RawMessage" || strings.HasPrefix(t.Expr, "pgtype.") || strings.HasPrefix(t.Expr, "sql.Null"):
		return
	case t.Expr == "[]byte":
		t.pass = "rawJSON"
	default:
		t.pass = "jsonArg[" + t.Expr + "]"
	}
	t.Arg = t.pass + "(%s)"
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
