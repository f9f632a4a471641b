// Package ir is what a code generator sees: plain data about the compiled package, with every
// type, name and proof resolved and nothing of the parser's trees left.
//
// compiler/lower builds it, codegen reads it, and `sqlq describe` prints part of it as JSON.
// Names are still SQL names here; turning them into Go identifiers is codegen's business.
package ir

import "slices"

// Package is one generated package: the objects of the schema that queries can mention, and
// the queries in the order of their files and places.
type Package struct {
	Models     []*Model // tables, views, materialised views and foreign tables
	Enums      []*Type
	Domains    []*Type
	Composites []*Type // those of the schema, then mentioned ones of extensions and row types of tables and views
	Queries    []*Query
}

// TypeKind is the kind of a type.
type TypeKind string

// The kinds of types.
const (
	BaseType       TypeKind = "base"
	EnumType       TypeKind = "enum"
	CompositeType  TypeKind = "composite"
	DomainType     TypeKind = "domain"
	RangeType      TypeKind = "range"
	MultirangeType TypeKind = "multirange"
	ArrayType      TypeKind = "array"
	PseudoType     TypeKind = "pseudo" // void, record, …
)

// Type is a PostgreSQL type. Pointers are shared: one type of the catalog is one *Type.
type Type struct {
	Kind   TypeKind
	Schema string // "pg_catalog" for built-in types
	Name   string // pg_type.typname; for arrays the element's name followed by "[]"
	OID    uint32 // of built-in types; 0 for the user's, whose OID differs from server to server
	Elem   *Type  // ArrayType
	Base   *Type  // DomainType; RangeType and MultirangeType: the subtype
	Fields []Field
	Labels []string // EnumType

	TableRow  bool   // CompositeType: the row type of a table or view
	NotNull   bool   // DomainType: NOT NULL, of itself or of a domain below
	Extension string // name of the extension that brings the type, or ""
	Comment   string // COMMENT ON
}

// Field is an attribute of a composite type.
type Field struct {
	Name         string
	Type         *Type
	Nullable     bool
	ElemNullable bool     // a view's array, whose elements can be NULL as far as is known
	Origins      []Origin // what the field of a view's row shows
	Comment      string
}

// Display returns the name as `describe` shows it: qualified with the schema unless built in.
func (t *Type) Display() string {
	if t == nil {
		return ""
	}
	if t.Kind == ArrayType && t.Elem != nil {
		return t.Elem.Display() + "[]"
	}
	if t.Schema == "pg_catalog" || t.Schema == "" {
		return t.Name
	}
	return t.Schema + "." + t.Name
}

// Underlying returns the type below all domains.
func (t *Type) Underlying() *Type {
	for t != nil && t.Kind == DomainType && t.Base != nil {
		t = t.Base
	}
	return t
}

// textOnly are the built-in types whose binary format is their own and that pgx does not know.
var textOnly = map[string]bool{
	"money": true, "timetz": true, "jsonpath": true, "tsquery": true, "pg_lsn": true, "aclitem": true,
	"pg_snapshot": true, "txid_snapshot": true, "int2vector": true, "oidvector": true,
	"regclass": true, "regtype": true, "regproc": true, "regprocedure": true, "regoper": true,
	"regoperator": true, "regrole": true, "regnamespace": true, "regconfig": true,
	"regdictionary": true, "regcollation": true,
}

// TextOnly reports whether values travel in text format only: the binary format of the type, or
// of a part of it, is read by nobody on the client's side.
func (t *Type) TextOnly() bool { return t.textOnly(map[*Type]bool{}) }

func (t *Type) textOnly(seen map[*Type]bool) bool {
	if t == nil || seen[t] {
		return false
	}
	seen[t] = true
	switch t.Kind {
	case ArrayType:
		return t.Elem.textOnly(seen)
	case DomainType:
		return t.Base.textOnly(seen)
	case CompositeType:
		return slices.ContainsFunc(t.Fields, func(f Field) bool { return f.Type.textOnly(seen) })
	case RangeType, MultirangeType:
		return t.OID == 0
	case BaseType:
		return textOnly[t.Name] || t.OID == 0 && t.Name != "citext"
	}
	return false
}

// alwaysValues are the built-in base types, and citext and ltree's, whose Go types have no value that is
// NULL: numbers, strings, time.Time. Others are slices or of pgtype, where the zero value is NULL.
var alwaysValues = map[string]bool{
	"bool": true, "int2": true, "int4": true, "int8": true, "oid": true, "float4": true, "float8": true, "money": true,
	"text": true, "varchar": true, "bpchar": true, "name": true, "char": true, "citext": true, "xml": true,
	"timestamptz": true, "timestamp": true, "date": true, "tsquery": true, "jsonpath": true,
	"ltree": true, "lquery": true, "ltxtquery": true,
}

// AlwaysValue reports whether what generated code sends for a parameter of the type that is not
// nullable is never NULL, unless the configuration sets another Go type.
func (t *Type) AlwaysValue() bool {
	t = t.Underlying()
	switch {
	case t == nil:
		return false
	case t.Kind == EnumType:
		return true
	}
	return t.Kind == BaseType && (t.OID != 0 || t.Extension != "") && alwaysValues[t.Name]
}

// TakenApart reports whether unnest takes values apart, arrays into their elements and composite
// values into their fields: bulk statements have them as literals in a text[].
func (t *Type) TakenApart() bool {
	k := t.Underlying().Kind
	return k == ArrayType || k == CompositeType
}

// Model is a table, view or the like whose rows become a Go struct.
type Model struct {
	Schema  string
	Name    string
	Kind    string // "table", "view", "matview", "foreign"
	Columns []*Column
	Comment string
}

// Origin is a column of the schema from which a value comes: a Go type for the column is the
// value's too.
type Origin struct {
	Table  string // "schema.table", of a view or composite type as well
	Column string
	Depth  int      // 1: the value is an array of the column's values; -1: an element of the column's arrays
	Below  []Origin // where the column of a view or of an inheriting table comes from
}

// Same reports whether two origins are the same column in the same role.
func (o Origin) Same(p Origin) bool {
	return o.Table == p.Table && o.Column == p.Column && o.Depth == p.Depth
}

// Column is a column of a result or of a model.
type Column struct {
	Name     string // the server's name, "?column?" included
	Type     *Type
	Nullable bool
	// ElemNullable tells for arrays whether elements can be NULL as far as is known.
	ElemNullable bool
	Because      string // why it cannot be NULL, in words
	Table        string // "schema.table" of the column that is shown unchanged, or ""
	Column       string // that column's name
	GoType       string // from a `-- sqlq: type` directive: import path, dot, type name
	// Origins are the columns from which the values of one that is not shown unchanged come, each value
	// from one of them; below Table and Column, if those are set. They are nil if any other value may come.
	Origins []Origin
	// RowOf is the model of which the value, or each element of an array, is a row as it is read; or nil.
	RowOf      *Model
	Comment    string
	HasDefault bool // models: the column has a default, is generated or an identity
}

// Command is what a query's annotation asks for, without the colon.
type Command string

// The commands.
const (
	One        Command = "one"
	Opt        Command = "opt"
	Many       Command = "many"
	Iter       Command = "iter"
	Exec       Command = "exec"
	ExecRows   Command = "execrows"
	ExecResult Command = "execresult"
	CopyFrom   Command = "copyfrom"
	BulkExec   Command = "bulkexec"
	BulkMany   Command = "bulkmany"
	BatchExec  Command = "batchexec"
	BatchOne   Command = "batchone"
	BatchMany  Command = "batchmany"
)

// ReturnsRows reports whether the command hands result rows to the caller.
func (c Command) ReturnsRows() bool {
	switch c {
	case One, Opt, Many, Iter, BulkMany, BatchOne, BatchMany:
		return true
	}
	return false
}

// Rows bounds the number of result rows.
type Rows string

// The bounds.
const (
	AnyRows    Rows = "any"
	AtMostOne  Rows = "at most one"
	ExactlyOne Rows = "exactly one"
)

// Query is one annotated statement.
type Query struct {
	Name    string
	Doc     string // comment lines above the statement, without their dashes
	Command Command
	Kind    string   // "Select", "Insert", "Update", "Delete", "Merge", "Utility"
	Reads   []string // "schema.table", sorted
	Writes  []string
	File    string // path as it is shown
	Line    int    // 1-based line of the statement's first token

	Source  string    // the statement as the server gets it, before star expansion and the like
	Params  []*Param  // what the caller passes, in the order of their first use
	Columns []*Column // the result as the server describes it; nil without rows
	Row     *Shape    // how a result row becomes a Go value; nil without rows
	Rows    Rows

	// Variants are the statements to send, at least one. Which one is decided by the state of
	// Switches, the chosen order and the page direction.
	Variants []*Variant
	Switches []*Switch
	Orders   []string // names of `-- sqlq: order` lines; nil if the order is fixed
	Keyset   *Keyset
	Bulk     *Bulk
	Arena    bool // `-- sqlq: arena`: rows share blocks of memory
	OnlySets bool // an UPDATE all of whose assignments are sqlq.set
	Copy     *Copy
	// Split holds the statements of nested rows with `-- sqlq: load split`, those around first; Wire is
	// what Variants then return: keys in the place of nested fields.
	Split []*Level
	Wire  []*Column
}

// Param is one value that the caller passes.
type Param struct {
	Number   int // $n in Source
	Name     string
	Named    bool // the user named it
	Type     *Type
	Nullable bool
	// ElemNullable tells for arrays whether the caller may pass NULL elements.
	ElemNullable bool
	Slice        bool     // sqlc.slice
	GoType       string   // from a directive
	Origins      []Origin // the columns whose values it is compared with or assigned to
	Switch       int      // 1-based index into Query.Switches, 0 none: nil switches a condition off
	Set          bool     // sqlq.set: an Opt[T]
	Const        bool     // sqlq.const: the same for all rows of a bulk statement
}

// Switch is a sqlq.opt condition.
type Switch struct {
	Params []int // indexes into Query.Params; all given or none
}

// Variant is one constant statement. Its SQL starts with the "-- name:" line.
type Variant struct {
	SQL  string
	Args []Arg  // for $1, $2, … of SQL
	On   []bool // parallel to Query.Switches; nil if there are none
	// Order is the index into Query.Orders; Page is "", "first", "after" or "before".
	Order int
	Page  string
}

// ArgKind says where the value of a $n comes from.
type ArgKind string

// The sources of arguments.
const (
	ArgParam  ArgKind = "param"  // Query.Params[Index]
	ArgColumn ArgKind = "column" // bulk: the Index-th parameter of all rows, as an array
	ArgSet    ArgKind = "set"    // sqlq.set: whether Query.Params[Index] is to be assigned
	ArgSets   ArgKind = "sets"   // bulk: ArgSet of all rows, as an array
	ArgCursor ArgKind = "cursor" // keyset: Keyset.Keys[Index] of the cursor
	ArgKeys   ArgKind = "keys"   // a level's Keys[Index] of all rows around, as an array
)

// Arg is the source of one $n.
type Arg struct {
	Kind  ArgKind
	Index int
}

// Keyset describes paging: the columns that a cursor holds, of all orders together.
type Keyset struct {
	Keys []KeysetColumn
	// The size of a page is the parameter with index Limit or, if that is -1, the number Fixed or, if that
	// is 0, the value of result column Size, behind the columns of Row and Keys: of type int8, the same in
	// each row.
	Limit int
	Fixed int64
	Size  int
}

// SizeColumn is the name of the result column that tells the size of a page.
const SizeColumn = "sqlq limit"

// KeysetColumn is one sort key: the index of a result column (which may lie behind the
// columns of Row: extra columns that only the cursor reads).
type KeysetColumn struct {
	Index  int
	Name   string // wanted name of the cursor's field; several keys may have the same
	Column *Column
	Param  *Type // what it is compared with: below domains, text for varchar
}

// Bulk marks a statement over rows that are passed as one array per parameter.
type Bulk struct {
	Params []int // indexes into Query.Params that vary by row
}

// Copy is the target of :copyfrom.
type Copy struct {
	Schema  string // "" if the statement does not qualify the table
	Table   string
	Columns []string // parallel to Query.Params
}

// Level is one statement of split loading: it reads the rows nested in one field, for all rows
// around them at once.
type Level struct {
	Name   string // the field, with those around it: "orders.items"
	Around int    // index into Query.Split of the rows around, -1 for the query's own
	// Keys are the columns of the rows around that the subquery mentions. There they are wire columns
	// in the place of the field; here they are array parameters, an element per row around (ArgKeys).
	Keys []Key
	// ByKey tells what the last wire column is: the value of the only key that a row belongs to, or the
	// 1-based position of the row around it in the arrays.
	ByKey    bool
	Row      *Shape
	Columns  []*Column // the wire columns, as the server describes them
	Variants []*Variant
}

// Key is a column by which nested rows are found. Type is one of int2, int4, int8, uuid and text;
// values of other types travel as text.
type Key struct {
	Name     string
	Type     *Type
	Nullable bool
}

// ShapeKind is the kind of a row shape.
type ShapeKind string

// The kinds of row shapes.
const (
	ScalarShape ShapeKind = "scalar" // one column, the value itself
	ModelShape  ShapeKind = "model"  // exactly a table's columns
	StructShape ShapeKind = "struct"
)

// Shape says how the columns of a row, of a nested record or of an embed become a Go value.
// Wire columns are consumed depth first: a plain field takes one, an embed as many as its shape
// has, a nested field one (an array of records) or, if a Level reads it, one per key.
type Shape struct {
	Kind   ShapeKind
	Name   string // wanted name of the struct (`-- sqlq: row`), or "" for the default
	Model  *Model // ModelShape
	Fields []*ShapeField
}

// FieldKind is the kind of a field of a Shape.
type FieldKind string

// The kinds of fields.
const (
	ColumnField FieldKind = "column"
	EmbedField  FieldKind = "embed"
	ManyField   FieldKind = "many"  // sqlq.many: a slice
	MaybeField  FieldKind = "maybe" // sqlq.maybe: a pointer
)

// ShapeField is one field.
type ShapeField struct {
	Kind   FieldKind
	Name   string  // SQL name: the column's alias, the embedded table's name
	Column *Column // ColumnField
	Shape  *Shape  // the others
	Level  *Level  // ManyField, MaybeField: the statement that reads its rows; nil if they are records
	// Nilable embeds are null-extended by an outer join: a pointer, nil if wire column Presence
	// (counted within the embed) is NULL, or, if Presence is -1, if all are.
	Nilable  bool
	Presence int
}

// Width returns the number of wire columns that the shape consumes.
func (s *Shape) Width() int {
	n := 0
	for _, f := range s.Fields {
		n += f.Width()
	}
	return n
}

// Width returns the number of wire columns that the field consumes.
func (f *ShapeField) Width() int {
	switch {
	case f.Kind == EmbedField:
		return f.Shape.Width()
	case f.Level != nil:
		return len(f.Level.Keys)
	}
	return 1
}
