// Package catalog is PostgreSQL's system catalog as the compiler sees it: schemas, relations,
// types, functions, operators, casts, and the look-ups along the search path.
//
// A Catalog is a set of user objects laid over a shared, immutable base (the server's built-in
// objects, package pgcatalog). compiler/ddl fills it; afterwards it is frozen by convention and
// safe for concurrent reading.
package catalog

import "slices"

// OID identifies an object. Built-in objects have the OIDs of the server that they were read
// from; user objects count from FirstUserOID.
type OID uint32

// InvalidOID is no object, as in PostgreSQL.
const InvalidOID OID = 0

// FirstUserOID is the first OID given to objects that are not built in.
const FirstUserOID OID = 16384

// Namespace is a schema (pg_namespace).
type Namespace struct {
	OID     OID
	Name    string
	Comment string
}

// Well-known schemas.
const (
	PgCatalog         OID = 11
	PgToast           OID = 99
	Public            OID = 2200
	PgTemp            OID = 3 // our own number: temporary objects of the schema files
	InformationSchema OID = 13127
)

// TypeKind is pg_type.typtype.
type TypeKind byte

// The kinds of types.
const (
	BaseType       TypeKind = 'b'
	CompositeType  TypeKind = 'c'
	DomainType     TypeKind = 'd'
	EnumType       TypeKind = 'e'
	PseudoType     TypeKind = 'p'
	RangeType      TypeKind = 'r'
	MultirangeType TypeKind = 'm'
)

// Type is a row of pg_type with what belongs to it in pg_enum and pg_range. Subscript tells which
// subscripting handler it has.
type Type struct {
	OID       OID
	Name      string
	Namespace OID
	Len       int16 // typlen; -1 varlena, -2 C string
	Kind      TypeKind
	Category  byte // typcategory, 'S' string, 'N' numeric, 'A' array, …
	Preferred bool // typispreferred
	Defined   bool // false for a shell type
	Delim     byte
	Relation  OID // typrelid of a composite type
	Elem      OID // typelem, InvalidOID if none
	Array     OID // typarray
	Subscript SubscriptKind
	BaseType  OID   // of a domain
	BaseMod   int32 // typtypmod of a domain, else -1
	NDims     int   // of a domain over an array
	NotNull   bool  // NOT NULL domain (of itself only; see Catalog.DomainNotNull)
	Collation OID   // typcollation; InvalidOID: not collatable
	TypmodIn  bool  // has a typmodin function: accepts modifiers

	Labels      []string // of an enum, in order
	RangeSub    OID      // subtype of a range; of a multirange too
	RangeOf     OID      // multirange -> its range
	Multirange  OID      // range -> its multirange
	RangeCollat OID      // rngcollation
	Checks      []DomainCheck
	At          Place // of a domain: where the schema files create it
	Comment     string
	Extension   string // name of the extension that it belongs to, or ""
	Input       string // typinput's name: "enum_in", "int4in", …
}

// DomainCheck is a CHECK constraint of a domain.
type DomainCheck struct {
	Name      string // "" if it is not known
	Text      string // the condition as written
	Condition any    // the same analysed, a tree.Expr in which tree.CaseTestExpr is VALUE; nil if not known
	Validated bool   // stored values meet it: not NOT VALID
	At        Place  // of the definition in the schema files
}

// SubscriptKind names the subscripting support of a type.
type SubscriptKind byte

// The subscripting handlers that PostgreSQL has, and hstore's.
const (
	NoSubscript    SubscriptKind = 0
	ArraySubscript SubscriptKind = 'a' // array_subscript_handler: true arrays
	RawSubscript   SubscriptKind = 'r' // raw_array_subscript_handler: name, point, oidvector, …
	JsonbSubscript SubscriptKind = 'j'
	HstoreSubscr   SubscriptKind = 'h'
)

// IsTrueArray reports whether t is a varlena array type ("int4[]"), as IsTrueArrayType.
func (t *Type) IsTrueArray() bool {
	return t.Elem != InvalidOID && t.Subscript == ArraySubscript
}

// ProcKind is pg_proc.prokind.
type ProcKind byte

// The kinds of functions.
const (
	Function  ProcKind = 'f'
	Aggregate ProcKind = 'a'
	Window    ProcKind = 'w'
	Procedure ProcKind = 'p'
)

// Argument modes (proargmodes).
const (
	ArgIn       byte = 'i'
	ArgOut      byte = 'o'
	ArgInOut    byte = 'b'
	ArgVariadic byte = 'v'
	ArgTable    byte = 't'
)

// Proc is a row of pg_proc, with pg_aggregate's for aggregates.
type Proc struct {
	OID         OID
	Name        string
	Namespace   OID
	Kind        ProcKind
	Lang        string // "internal", "c", "sql", "plpgsql"
	RetSet      bool
	Strict      bool
	Volatile    byte // i, s, v
	Ret         OID
	Args        []OID    // proargtypes: input arguments only
	AllArgs     []OID    // proallargtypes; nil if all are IN
	ArgModes    []byte   // parallel to AllArgs; nil if all are IN
	ArgNames    []string // parallel to AllArgs (or Args); nil if none are named; "" unnamed
	NumDefaults int      // the last NumDefaults input arguments may be left out
	Variadic    OID      // provariadic: element type ("any" allowed), or InvalidOID
	AggKind     byte     // aggregates: n normal, o ordered-set, h hypothetical-set
	AggDirect   int      // aggnumdirectargs
	AggInitNull bool     // aggregates: no initial value
	Source      string   // built-in: prosrc; user function in SQL: its body
	// Body analyses what a user's function in SQL does: it returns a *tree.Function (which this
	// package cannot name), or nil if nothing is to be known. Ask Catalog.Body, which remembers.
	Body       func(*Catalog, *Proc) any
	Configured bool  // a SET clause changes settings while it runs
	Defaults   []any // of the last NumDefaults arguments, analysed: tree.Expr, nil if not known
	Comment    string
	Extension  string
	At         Place // of the definition in the schema files
}

// InputNames are the names of the input arguments, "" where one has none; nil if none has one.
func (p *Proc) InputNames() []string {
	if p.ArgModes == nil {
		return p.ArgNames
	}
	var out []string
	for i, name := range p.ArgNames {
		if p.ArgModes[i] != ArgOut && p.ArgModes[i] != ArgTable {
			out = append(out, name)
		}
	}
	return out
}

// Operator is a row of pg_operator.
type Operator struct {
	OID       OID
	Name      string
	Namespace OID
	Left      OID // InvalidOID for a prefix operator
	Right     OID
	Result    OID
	Proc      OID // oprcode
	Commutes  OID
	Negates   OID
	Merges    bool
	Hashes    bool
	Extension string
}

// CastContext is pg_cast.castcontext.
type CastContext byte

// When a cast may be used.
const (
	CastImplicit   CastContext = 'i'
	CastAssignment CastContext = 'a'
	CastExplicit   CastContext = 'e'
)

// Cast is a row of pg_cast. Method is 'f' function, 'b' binary coercible, 'i' through I/O.
type Cast struct {
	Source, Target OID
	Proc           OID
	Context        CastContext
	Method         byte
}

// Collation is a row of pg_collation.
type Collation struct {
	OID           OID
	Name          string
	Namespace     OID
	Encoding      int
	Deterministic bool
}

// Well-known collations.
const (
	DefaultCollation OID = 100
	CCollation       OID = 950
)

// OpClass is a row of pg_opclass.
type OpClass struct {
	OID       OID
	Method    string // access method: btree, hash, gist, …
	Name      string
	Namespace OID
	Family    OID
	Input     OID
	Default   bool
	Key       OID
}

// AmOp is a row of pg_amop with purpose 's', of btree and hash families (others are not needed).
type AmOp struct {
	Method      string
	Family      OID
	Left, Right OID
	Strategy    int // btree: 1 < 2 <= 3 = 4 >= 5 >; hash: 1 =
	Operator    OID
}

// RelKind is pg_class.relkind.
type RelKind byte

// The kinds of relations.
const (
	Table            RelKind = 'r'
	PartitionedTable RelKind = 'p'
	View             RelKind = 'v'
	MatView          RelKind = 'm'
	ForeignTable     RelKind = 'f'
	CompositeRel     RelKind = 'c'
	Sequence         RelKind = 'S'
	Index            RelKind = 'i'
)

// Column is a row of pg_attribute. Dropped columns are removed, but attribute numbers are kept.
type Column struct {
	Name       string
	Num        int16 // attnum, from 1
	Type       OID
	Typmod     int32
	NDims      int
	Collation  OID
	NotNull    bool // attnotnull (NOT NULL, primary key)
	HasDefault bool
	Identity   byte   // 0, 'a' always, 'd' by default
	Generated  byte   // 0, 's' stored
	Default    string // default or generation expression as written
	Inherited  bool
	Local      bool
	Comment    string
	// Generation is the generation expression analysed, a tree.Expr (which this package cannot
	// name) over the columns of the relation.
	Generation any
	// DefaultValue is the default analysed, a tree.Expr; nil if there is none or it is not known
	// (copied from another table, or its column has another type now).
	DefaultValue any
	Filled       Filled // materialised views
	// Origin columns of a view: the base table's column that it shows unchanged.
	OriginRel OID
	OriginNum int16
	At        Place // of its definition in the schema files
}

// Filled says what has been proved of a materialised view's column since the view was made.
type Filled struct{ NotNull, ElemNotNull bool }

// Place is where the schema files define something; the zero value is unknown.
type Place struct {
	File   string // path as it is shown
	Offset int    // in bytes
}

// ConstraintKind is pg_constraint.contype.
type ConstraintKind byte

// The kinds of constraints.
const (
	CheckConstraint     ConstraintKind = 'c'
	ForeignKey          ConstraintKind = 'f'
	PrimaryKey          ConstraintKind = 'p'
	UniqueConstraint    ConstraintKind = 'u'
	ExclusionConstraint ConstraintKind = 'x'
	NotNullConstraint   ConstraintKind = 'n'
)

// Constraint is a row of pg_constraint.
type Constraint struct {
	OID          OID
	Name         string
	Kind         ConstraintKind
	Columns      []int16 // attribute numbers
	RefRelation  OID     // foreign key
	RefColumns   []int16
	OnDelete     byte // a no action, r restrict, c cascade, n set null, d set default
	OnUpdate     byte
	Match        byte // s simple, f full
	Validated    bool
	Deferrable   bool
	Deferred     bool
	NoInherit    bool
	NullsNotDist bool
	Index        OID    // supporting index
	Parent       OID    // the partitioned table's constraint that this one of a partition belongs to
	Check        string // expression as written
	Expr         any    // the same analysed, a tree.Expr over this relation alone, if it may say something about NULL
	Condition    any    // the same of every CHECK whose columns stand where they did when it was analysed
	At           Place  // of the definition in the schema files
	Comment      string
}

// IndexInfo is a row of pg_index.
type IndexInfo struct {
	OID          OID
	Name         string
	Namespace    OID
	Method       string
	Unique       bool
	Primary      bool
	Exclusion    bool
	Immediate    bool // not deferrable
	NullsNotDist bool
	Parent       OID // the partitioned table's index that this one of a partition belongs to
	Keys         []IndexKey
	Include      []int16
	Predicate    string // partial index: condition as written, "" if none
	Condition    any    // the same analysed, a tree.Expr over this relation alone; nil if not known
	At           Place  // of CREATE INDEX in the schema files; that of a constraint's index is the constraint's
	Comment      string
}

// IndexKey is one key column of an index: a column (Num > 0) or an expression (Num 0).
type IndexKey struct {
	Num        int16
	Expr       string // expression as written, if Num is 0
	Value      any    // the same analysed, a tree.Expr over this relation alone; nil if not known
	Name       string // column name of an expression, "" for the default
	OpClass    OID
	Collation  OID
	Desc       bool
	NullsFirst bool
}

// Relation is a row of pg_class with its columns, constraints and indexes.
type Relation struct {
	OID          OID
	Name         string
	Namespace    OID
	Kind         RelKind
	RowType      OID // reltype
	OfType       OID // typed table
	Columns      []*Column
	Constraints  []*Constraint
	Indexes      []*IndexInfo
	Parents      []OID // inherited tables, or the partitioned table
	IsPartition  bool
	PartKey      []int16 // partition key columns (0 for expressions)
	Temp         bool
	ViewSQL      string     // view, materialised view: the query as written
	Query        any        // the same analysed, a *tree.Query (which this package cannot name)
	At           Place      // then: of the statement, from whose start the positions of Query count
	Updatable    *Updatable // nil: not automatically updatable
	NotUpdatable string     // then, for a view, PostgreSQL's detail that says why
	Rules        []Rule     // ON INSERT, UPDATE and DELETE, by name, which is the order that they fire in
	Triggers     []Trigger
	Comment      string
	Extension    string
	nextNum      int16
}

// Rule is what matters of a rule to those who write to its relation. Event is i, u or d.
type Rule struct {
	Name                 string
	Event                byte
	Instead, Conditional bool
	Actions              []RuleAction // none for NOTHING
}

// Trigger is what matters of a trigger. Timing is b for BEFORE … FOR EACH ROW, which may change a row
// or keep it out, i for INSTEAD OF, and a for all others; Events are i, u and d.
type Trigger struct {
	Name   string
	Timing byte
	Events []byte
}

// Fires reports whether a relation has a trigger of a timing for an event.
func (r *Relation) Fires(timing, event byte) bool {
	return slices.ContainsFunc(r.Triggers, func(t Trigger) bool { return t.Timing == timing && slices.Contains(t.Events, event) })
}

// HasInstead reports whether a rule or a trigger does something instead of writing to the relation.
func (r *Relation) HasInstead() bool {
	return slices.ContainsFunc(r.Rules, func(r Rule) bool { return r.Instead }) ||
		slices.ContainsFunc(r.Triggers, func(t Trigger) bool { return t.Timing == 'i' })
}

// RuleAction is a statement of a rule. Command is s, i, u, d, or n for NOTIFY; Relation is what it
// writes to.
type RuleAction struct {
	Command   byte
	Relation  OID
	Returning bool
	Select    bool     // INSERT … SELECT
	With      []string // the names of its WITH queries, for INSERT … SELECT of those of the SELECT
}

// Updatable describes an automatically updatable view: the relation that it is built on and, per
// view column, the base column (0: not updatable). A nil pointer on Relation means that the view
// is not auto-updatable; Why then holds PostgreSQL's detail in Relation.NotUpdatable.
type Updatable struct {
	Base    OID
	Columns []int16
}

// Column returns the column of that name, or nil.
func (r *Relation) Column(name string) *Column {
	for _, c := range r.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// ColumnNum returns the column of that attribute number, or nil.
func (r *Relation) ColumnNum(num int16) *Column {
	if i := int(num) - 1; i >= 0 && i < len(r.Columns) && r.Columns[i].Num == num {
		return r.Columns[i]
	}
	for _, c := range r.Columns {
		if c.Num == num {
			return c
		}
	}
	return nil
}

// PrimaryKey returns the primary key constraint, or nil.
func (r *Relation) PrimaryKey() *Constraint {
	for _, c := range r.Constraints {
		if c.Kind == PrimaryKey {
			return c
		}
	}
	return nil
}
