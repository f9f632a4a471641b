// Package gotype says which Go type stands for a PostgreSQL type, and how generated code reads
// and passes its values.
//
// The defaults are chosen to be right before they are convenient: numeric is no float, interval
// no Duration, a nullable value a pointer. Overrides replace them by type or by column.
package gotype

import (
	"cmp"
	"fmt"
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

// Options say how types are chosen.
type Options struct {
	Overrides []Override
	SQLNull   bool // nullable values are sql.Null[T] instead of *T
	// Named returns the Go name of an enum, composite or (if it has one of its own) domain.
	Named func(*ir.Type) string
	// Model returns the name of a model's struct, "" if it has none.
	Model func(*ir.Model) string
	// Packages are the names that generated code may mention packages by, with their paths: where two
	// packages of the user's have one name, the second is imported under another one.
	Packages map[string]string
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

// Left returns the type of values of which some are left out, and are NULL then: the zero value where
// that is NULL, else a pointer.
func (t Type) Left() Type {
	if hasNil(t.Expr) || strings.HasPrefix(t.Expr, "pgtype.") || strings.HasPrefix(t.Expr, "sql.Null[") {
		return t
	}
	return t.pointer()
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
	Origins      []ir.Origin // below Table and Column
	RowOf        *ir.Model   // results: a row of it, or an array of such
	Pointer      bool        // always a type that nil is a value of: nil switches something off
}

// Of returns the Go type of a value.
func (o *Options) Of(v Value) (Type, error) {
	if v.Pointer {
		return o.switchable(v)
	}
	if goType, depth := o.override(v); goType != "" {
		return o.overridden(goType, depth, v)
	}
	return o.usual(v)
}

// usual is the type of the table of defaults.
func (o *Options) usual(v Value) (Type, error) {
	t := v.Type.Underlying()
	switch t.Kind {
	case ir.ArrayType:
		return o.array(t, v)
	case ir.EnumType:
		name := o.Named(t)
		return o.nullable(Type{Expr: name, Getter: "read" + name, Arg: "string(%s)", pass: "labelArg[" + name + "]", special: true}, v), nil
	case ir.CompositeType:
		name := o.Named(t)
		if v.RowOf != nil {
			name = cmp.Or(o.Model(v.RowOf), name)
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
	elem, err := o.Of(Value{Type: t.Elem, Nullable: v.ElemNullable, RowOf: v.RowOf})
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
