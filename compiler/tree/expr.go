// Package tree holds the analysed query: PostgreSQL's Query, its range-table entries and its
// primitive expression nodes, with every name resolved and every type known.
//
// It is the counterpart of parsenodes.h (Query, RangeTblEntry) and primnodes.h. Nodes are plain
// data; compiler/analyze builds them, everything after it only reads.
package tree

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Expr is an analysed expression.
type Expr interface {
	// Type is the type of the value; UnknownOID only while a literal is unresolved.
	Type() catalog.OID
	// Typmod is the type modifier, -1 if none is known.
	Typmod() int32
	// Pos is where the expression stands in the statement's text, or NoPos. As in PostgreSQL it
	// is the token that messages point at: the operator of an OpExpr, the name of a function.
	Pos() source.Pos
}

// Node is the part that all expressions share.
type Node struct {
	Typ  catalog.OID
	Mod  int32
	At   source.Pos
	Coll catalog.OID // of the value, for nodes without a Collation of their own; see SetResultCollation
}

// ResultCollation returns the collation that analysis derived for the value.
func (n *Node) ResultCollation() catalog.OID { return n.Coll }

// SetResultCollation notes the collation of the value.
func (n *Node) SetResultCollation(c catalog.OID) { n.Coll = c }

// Type implements Expr.
func (n *Node) Type() catalog.OID { return n.Typ }

// Typmod implements Expr.
func (n *Node) Typmod() int32 { return n.Mod }

// Pos implements Expr.
func (n *Node) Pos() source.Pos { return n.At }

// CoercionForm says how a conversion was written (CoercionForm of primnodes.h).
type CoercionForm byte

// The forms of function calls and conversions.
const (
	CallForm     CoercionForm = iota // f(x)
	ExplicitForm                     // x::t, CAST
	ImplicitForm                     // not written at all
	SQLSyntax                        // EXTRACT(…), OVERLAPS, …
)

// Var is a column of a range-table entry. Varno counts from 1 within the query LevelsUp levels
// out; Attno 0 is the whole row, negative numbers are system columns.
type Var struct {
	Node
	Varno     int
	Attno     int
	LevelsUp  int
	Collation catalog.OID
}

// Const is a literal or NULL. Text is the value as written, before type input; for numbers it
// is the digits. A cooked literal keeps its text and gets the target type.
type Const struct {
	Node
	Null      bool
	Text      string
	Collation catalog.OID
}

// Param is a parameter $Number. Its type may be filled in after the node is made, when use
// decides it, so holders must keep the pointer.
type Param struct {
	Node
	Number    int
	Collation catalog.OID
}

// Aggref is an aggregate call. Args are target entries so that DISTINCT and ORDER BY can refer to
// them; direct arguments of ordered-set aggregates are apart.
type Aggref struct {
	Node
	Func       *catalog.Proc
	DirectArgs []Expr
	Args       []*TargetEntry
	Order      []*SortGroupClause
	Distinct   []*SortGroupClause
	Filter     Expr
	Star       bool
	Variadic   bool
	LevelsUp   int
}

// GroupingFunc is GROUPING(a, b, …).
type GroupingFunc struct {
	Node
	Args     []Expr
	LevelsUp int
}

// WindowFunc is a window function call or an aggregate with OVER.
type WindowFunc struct {
	Node
	Func   *catalog.Proc
	Args   []Expr
	Filter Expr
	WinRef int // index into Query.Windows, from 1
	Star   bool
}

// SubscriptingRef is container[…]; with Assign it is the new container of an UPDATE.
type SubscriptingRef struct {
	Node
	Container    catalog.OID
	Element      catalog.OID
	Arg          Expr
	Upper, Lower []Expr // Lower is nil unless a slice; omitted bounds of slices are nil elements
	Slice        bool
	Assign       Expr // value stored, or nil for a fetch
}

// FuncExpr is a call of an ordinary function. Args are complete: defaults that the call left out
// are not in it (MissingDefaults counts them).
type FuncExpr struct {
	Node
	Func            *catalog.Proc
	Args            []Expr
	Form            CoercionForm
	Variadic        bool // called with the VARIADIC keyword, or collected into one
	RetSet          bool
	MissingDefaults int
}

// NamedArgExpr is name => value inside a call, gone when analysis is over unless the function's
// arguments were reordered already.
type NamedArgExpr struct {
	Node
	Arg    Expr
	Name   string
	Number int
}

// OpExpr is an operator call. Args has one element for a prefix operator.
type OpExpr struct {
	Node
	Op     *catalog.Operator
	Args   []Expr
	RetSet bool
}

// DistinctExpr is a IS DISTINCT FROM b (IS NOT DISTINCT FROM is a NOT over it).
type DistinctExpr struct{ OpExpr }

// NullIfExpr is NULLIF(a, b).
type NullIfExpr struct{ OpExpr }

// ScalarArrayOpExpr is a op ANY/ALL (array); UseOr is ANY.
type ScalarArrayOpExpr struct {
	Node
	Op    *catalog.Operator
	UseOr bool
	Args  []Expr // left, array
}

// BoolOp is AND, OR, NOT.
type BoolOp byte

// The connectives.
const (
	And BoolOp = iota
	Or
	Not
)

// BoolExpr is a AND b …, a OR b …, NOT a.
type BoolExpr struct {
	Node
	Op   BoolOp
	Args []Expr
}

// SubLinkKind is the kind of a subquery expression.
type SubLinkKind byte

// The kinds of subquery expressions.
const (
	ExistsLink SubLinkKind = iota
	AllLink
	AnyLink
	RowCompareLink
	ExprLink // scalar
	MultiExprLink
	ArrayLink
)

// SubLink is a subquery in an expression. Test compares the left side with Params that stand for
// the subquery's columns (ANY, ALL, row comparison).
type SubLink struct {
	Node
	Kind     SubLinkKind
	ID       int // for MultiExprLink
	Test     Expr
	Operator string
	Query    *Query
}

// SubLinkColumn stands for column Number of the subquery inside SubLink.Test, and for
// PARAM_MULTIEXPR in UPDATE … SET (a, b) = (SELECT …), where Link names the sublink.
type SubLinkColumn struct {
	Node
	Number    int
	Link      *SubLink
	Collation catalog.OID
}

// FieldSelect is (composite).field.
type FieldSelect struct {
	Node
	Arg       Expr
	Field     int16
	Collation catalog.OID
}

// FieldStore is the new value of a composite whose fields are assigned in UPDATE or INSERT.
type FieldStore struct {
	Node
	Arg    Expr
	Values []Expr
	Fields []int16
}

// RelabelType is a binary-coercible conversion.
type RelabelType struct {
	Node
	Arg       Expr
	Form      CoercionForm
	Collation catalog.OID
}

// CoerceViaIO converts through the text representation.
type CoerceViaIO struct {
	Node
	Arg  Expr
	Form CoercionForm
}

// ArrayCoerceExpr converts each element of an array; Elem is the conversion of one element,
// over a CaseTestExpr.
type ArrayCoerceExpr struct {
	Node
	Arg  Expr
	Elem Expr
	Form CoercionForm
}

// ConvertRowtypeExpr converts a row to a parent table's row type.
type ConvertRowtypeExpr struct {
	Node
	Arg  Expr
	Form CoercionForm
}

// CollateExpr is x COLLATE c.
type CollateExpr struct {
	Node
	Arg       Expr
	Collation catalog.OID
}

// CaseExpr is CASE. Arg is nil for the searched form; else each When.Cond compares with a
// CaseTestExpr. Default is never nil (a null Const if ELSE is absent).
type CaseExpr struct {
	Node
	Arg     Expr
	Whens   []*CaseWhen
	Default Expr
}

// CaseWhen is one branch of a CASE.
type CaseWhen struct {
	Cond   Expr
	Result Expr
	At     source.Pos
}

// CaseTestExpr stands for the tested value of a simple CASE, an array element in
// ArrayCoerceExpr, or the base of nested assignments.
type CaseTestExpr struct {
	Node
	Collation catalog.OID
}

// ArrayExpr is ARRAY[…].
type ArrayExpr struct {
	Node
	Elem     catalog.OID
	Elems    []Expr
	MultiDim bool
}

// RowExpr is ROW(…). Type is RecordOID or a composite type.
type RowExpr struct {
	Node
	Args  []Expr
	Names []string
	Form  CoercionForm
}

// RowCompareExpr is ROW(a, b) < ROW(c, d): <, <=, >=, > only (= and <> become AND/OR).
type RowCompareExpr struct {
	Node
	Operator    string
	Ops         []*catalog.Operator
	Left, Right []Expr
}

// CoalesceExpr is COALESCE(…).
type CoalesceExpr struct {
	Node
	Args []Expr
}

// MinMaxExpr is GREATEST(…) or LEAST(…).
type MinMaxExpr struct {
	Node
	Greatest bool
	Args     []Expr
}

// SQLValueFunction is CURRENT_DATE and the like; Name is lower case: "current_date", "user", ….
type SQLValueFunction struct {
	Node
	Name string
}

// XMLOp is the operation of an XmlExpr.
type XMLOp byte

// The XML operations.
const (
	XMLConcat XMLOp = iota
	XMLElement
	XMLForest
	XMLParse
	XMLPI
	XMLRoot
	XMLSerialize
	IsDocument
)

// XMLExpr is an XML construct.
type XMLExpr struct {
	Node
	Op        XMLOp
	Name      string
	NamedArgs []Expr
	ArgNames  []string
	Args      []Expr
}

// JSONOp is the kind of a JSONConstructorExpr.
type JSONOp byte

// The SQL/JSON constructors of PostgreSQL 16.
const (
	JSONObject JSONOp = iota
	JSONArray
	JSONObjectAgg
	JSONArrayAgg
)

// JSONConstructorExpr is JSON_OBJECT, JSON_ARRAY, JSON_OBJECTAGG, JSON_ARRAYAGG. Func is the
// aggregate or window call of the latter two. Coercion is over a CaseTestExpr, or nil.
type JSONConstructorExpr struct {
	Node
	Op           JSONOp
	Args         []Expr
	Func         Expr
	Coercion     Expr
	AbsentOnNull bool
	Unique       bool
}

// JSONValueExpr is an input value with a FORMAT clause.
type JSONValueExpr struct {
	Node
	Raw       Expr
	Formatted Expr
}

// JSONIsPredicate is x IS JSON ….
type JSONIsPredicate struct {
	Node
	Arg    Expr
	Item   byte // a any, o object, r array, s scalar
	Unique bool
}

// NullTest is x IS [NOT] NULL. ArgIsRow is set when the test looks into a row's fields.
type NullTest struct {
	Node
	Arg      Expr
	IsNot    bool
	ArgIsRow bool
}

// BoolTestKind is the kind of a BooleanTest.
type BoolTestKind byte

// The boolean tests.
const (
	IsTrue BoolTestKind = iota
	IsNotTrue
	IsFalse
	IsNotFalse
	IsUnknown
	IsNotUnknown
)

// BooleanTest is x IS [NOT] TRUE/FALSE/UNKNOWN.
type BooleanTest struct {
	Node
	Arg  Expr
	Test BoolTestKind
}

// CoerceToDomain checks a domain's constraints.
type CoerceToDomain struct {
	Node
	Arg  Expr
	Form CoercionForm
}

// SetToDefault is DEFAULT in INSERT or UPDATE.
type SetToDefault struct{ Node }

// CurrentOfExpr is WHERE CURRENT OF cursor.
type CurrentOfExpr struct {
	Node
	Cursor string
}
