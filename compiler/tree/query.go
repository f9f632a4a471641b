package tree

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Command is the kind of a statement.
type Command byte

// The kinds of statements. Utility covers CALL and the few others that sqlq accepts as queries.
const (
	Select Command = iota
	Insert
	Update
	Delete
	Merge
	Utility
)

// String returns "SELECT" and so on.
func (c Command) String() string {
	return [...]string{"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "UTILITY"}[c]
}

// Query is an analysed statement or subquery (Query of parsenodes.h).
type Query struct {
	Command Command
	At      source.Pos // first byte of the statement or subquery, if known

	CTEs      []*CommonTableExpr
	Recursive bool

	RangeTable []*RangeTableEntry // Var.Varno - 1 indexes it
	From       *FromExpr          // join tree with WHERE
	Result     int                // target relation of a writing statement (range-table index), 0 none

	Targets   []*TargetEntry
	Override  byte // INSERT OVERRIDING: 0, 'u' user, 's' system
	Conflict  *OnConflict
	Actions   []*MergeAction
	Returning []*TargetEntry

	GroupBy       []*SortGroupClause
	GroupDistinct bool
	GroupingSets  []*GroupingSet
	Having        Expr
	Windows       []*WindowClause
	Distinct      []*SortGroupClause
	DistinctOn    bool
	OrderBy       []*SortGroupClause
	Offset, Limit Expr
	WithTies      bool
	Locks         []*RowMark
	SetOp         SetNode // set operation tree, nil for a plain SELECT

	HasAggs       bool
	HasWindows    bool
	HasTargetSRFs bool
	HasSubLinks   bool

	// Stars are the "*" and "t.*" of the outermost select list and RETURNING, in text order, with
	// the columns that each became; rewriting replaces them.
	Stars []Star
	Call  *FuncExpr // CALL
}

// Star is a "*" of a target list: the span of its text and the targets First … First+N-1.
type Star struct {
	At        source.Pos // first byte of "*" or of the qualifier
	First, N  int
	Returning bool
}

// Columns returns what the statement returns: RETURNING of a writing statement, else the select
// list without junk entries; empty if it returns no rows. The caller must not change the list.
func (q *Query) Columns() []*TargetEntry {
	list := q.Targets
	switch q.Command {
	case Select:
	case Utility:
	default:
		list = q.Returning
	}
	if !slices.ContainsFunc(list, func(t *TargetEntry) bool { return t.Junk }) {
		return list[:len(list):len(list)]
	}
	var out []*TargetEntry
	for _, t := range list {
		if !t.Junk {
			out = append(out, t)
		}
	}
	return out
}

// Assigned lists the entries that INSERT, UPDATE, ON CONFLICT and MERGE assign to columns of the result
// relation, by their Resno; junk entries are among them.
func (q *Query) Assigned() []*TargetEntry {
	out := slices.Clone(q.Targets)
	if q.Conflict != nil {
		out = append(out, q.Conflict.Set...)
	}
	for _, a := range q.Actions {
		out = append(out, a.Targets...)
	}
	return out
}

// TargetEntry is one element of a target list. Name is the column's name. Resno counts from 1; in
// INSERT and UPDATE it is the attribute number of the assigned column. Origin tells the table
// column that it shows unchanged, if any (resorigtbl, resorigcol).
type TargetEntry struct {
	Expr      Expr
	Resno     int
	Name      string
	Ref       int // ressortgroupref, 0 none
	Junk      bool
	OriginRel catalog.OID
	OriginCol int16
}

// SortGroupClause refers to a target entry by its Ref (ORDER BY, GROUP BY, DISTINCT, PARTITION BY).
type SortGroupClause struct {
	Ref        int
	Eq, Sort   catalog.OID // operators; Sort may be invalid for hash-only types
	Desc       bool
	NullsFirst bool
	Hashable   bool
}

// GroupingSetKind is the kind of a GroupingSet.
type GroupingSetKind byte

// The kinds of grouping sets.
const (
	GroupEmpty GroupingSetKind = iota
	GroupSimple
	GroupRollup
	GroupCube
	GroupSets
)

// GroupingSet is an element of GROUP BY with grouping sets. Refs holds for GroupSimple the
// TargetEntry.Ref of each column.
type GroupingSet struct {
	Kind GroupingSetKind
	Refs []int
	Sets []*GroupingSet
	At   source.Pos
}

// WindowClause is a window definition.
type WindowClause struct {
	Name         string
	RefName      string
	Partition    []*SortGroupClause
	Order        []*SortGroupClause
	FrameOptions int // FRAMEOPTION_* of parsenodes.h
	StartOffset  Expr
	EndOffset    Expr
	WinRef       int
}

// Frame options, with parsenodes.h's values.
const (
	FrameNonDefault              = 0x00001
	FrameRange                   = 0x00002
	FrameRows                    = 0x00004
	FrameGroups                  = 0x00008
	FrameBetween                 = 0x00010
	FrameStartUnboundedPreceding = 0x00020
	FrameEndUnboundedPreceding   = 0x00040
	FrameStartUnboundedFollowing = 0x00080
	FrameEndUnboundedFollowing   = 0x00100
	FrameStartCurrentRow         = 0x00200
	FrameEndCurrentRow           = 0x00400
	FrameStartOffsetPreceding    = 0x00800
	FrameEndOffsetPreceding      = 0x01000
	FrameStartOffsetFollowing    = 0x02000
	FrameEndOffsetFollowing      = 0x04000
	FrameExcludeCurrentRow       = 0x08000
	FrameExcludeGroup            = 0x10000
	FrameExcludeTies             = 0x20000
)

// RowMark is a FOR UPDATE/SHARE clause on one range-table entry.
type RowMark struct {
	RTIndex  int
	Strength string
}

// RTEKind is the kind of a range-table entry.
type RTEKind byte

// The kinds of range-table entries.
const (
	RTERelation RTEKind = iota
	RTESubquery
	RTEJoin
	RTEFunction
	RTETableFunc
	RTEValues
	RTECTE
	RTENamedTuplestore
	RTEResult
)

// RangeTableEntry is one item of FROM, a join, or the target of a writing statement. Columns are
// what it offers, for every kind; index i is attribute number i+1. For a relation with dropped
// columns the attribute number is that of Columns[i].Num.
type RangeTableEntry struct {
	Kind     RTEKind
	Alias    string // alias as written, or ""
	Name     string // alias, else the relation's or function's name: eref
	HasAlias bool   // an alias was written
	Columns  []RTEColumn
	Lateral  bool
	InFrom   bool
	At       source.Pos

	Relation *catalog.Relation // RTERelation
	Inherit  bool              // not ONLY
	Sample   bool              // TABLESAMPLE
	Excluded bool              // ON CONFLICT's pseudo-relation: no system columns

	Subquery *Query // RTESubquery; for RTERelation never (views stay relations)

	UsingAlias string   // RTEJoin: the alias of USING (…) AS x
	JoinType   JoinType // RTEJoin
	JoinVars   []Expr   // RTEJoin: what each column is below the join (joinaliasvars)
	MergedN    int      // RTEJoin: the first MergedN columns are USING columns
	LeftCols   []int    // RTEJoin: columns of the left input, see joinleftcols
	RightCols  []int

	Functions  []*RTEFunc // RTEFunction
	Ordinality bool

	TableFunc *TableFunc // RTETableFunc

	Values [][]Expr // RTEValues

	CTE      *CommonTableExpr // RTECTE: the CTE itself
	CTELevel int
	SelfRef  bool // reference of a recursive CTE to itself
}

// RTEColumn is a column that a range-table entry offers.
type RTEColumn struct {
	Name      string
	Type      catalog.OID
	Typmod    int32
	Collation catalog.OID
	Num       int16 // attribute number
	Hidden    bool  // CTE's SEARCH/CYCLE helper and the like: not expanded by *
	Dropped   bool
}

// RTEFunc is one function of a function range-table entry.
type RTEFunc struct {
	Expr     Expr
	ColCount int
	Columns  []RTEColumn // of a column definition list
	ColDef   bool        // has a column definition list
}

// TableFunc is XMLTABLE.
type TableFunc struct {
	Namespaces []Expr
	Doc, Row   Expr
	Columns    []RTEColumn
	ColExprs   []Expr // PATH, nil if absent
	ColDefs    []Expr // DEFAULT, nil if absent
	NotNull    []bool
	Ordinality int // index of the FOR ORDINALITY column, -1 none
}

// CommonTableExpr is a WITH query.
type CommonTableExpr struct {
	Name         string
	Query        *Query
	Columns      []RTEColumn
	Recursive    bool
	Refs         int
	At           source.Pos
	Search       *CTESearch
	Cycle        *CTECycle
	Materialized byte // 0 default, 'y', 'n'
}

// Writes reports whether a WITH query is an INSERT, UPDATE or DELETE.
func (c *CommonTableExpr) Writes() bool { return c.Query != nil && c.Query.Command != Select }

// CTESearch is the SEARCH clause.
type CTESearch struct {
	Columns      []string
	BreadthFirst bool
	SeqColumn    string
}

// CTECycle is the CYCLE clause.
type CTECycle struct {
	Columns       []string
	MarkColumn    string
	MarkValue     Expr
	MarkDef       Expr
	MarkType      catalog.OID
	MarkTypmod    int32
	MarkCollation catalog.OID
	PathColumn    string
}

// JoinType is the kind of a join.
type JoinType byte

// The joins that can be written.
const (
	InnerJoin JoinType = iota
	LeftJoin
	FullJoin
	RightJoin
)

// JoinNode is an element of the join tree: *FromExpr, *JoinExpr or *RangeTableRef.
type JoinNode interface{ joinNode() }

// FromExpr is a FROM list with the WHERE condition.
type FromExpr struct {
	List  []JoinNode
	Where Expr
}

// RangeTableRef is a leaf of the join tree.
type RangeTableRef struct{ RTIndex int }

// JoinExpr is a JOIN. RTIndex is the join's own range-table entry.
type JoinExpr struct {
	Type        JoinType
	Left, Right JoinNode
	On          Expr // includes the conditions of USING and NATURAL
	RTIndex     int
	Natural     bool
	Using       []string
}

func (*FromExpr) joinNode()      {}
func (*RangeTableRef) joinNode() {}
func (*JoinExpr) joinNode()      {}

// SetNode is a node of a set operation tree: *SetOperation or *RangeTableRef (a leaf subquery).
type SetNode interface{ setNode() }

// SetOpKind is UNION, INTERSECT, EXCEPT.
type SetOpKind byte

// The set operations.
const (
	Union SetOpKind = iota
	Intersect
	Except
)

// SetOperation is left op right.
type SetOperation struct {
	Op          SetOpKind
	All         bool
	Left, Right SetNode
	Types       []catalog.OID
	Typmods     []int32
	Collations  []catalog.OID
	Group       []*SortGroupClause // for DISTINCT forms
}

func (*SetOperation) setNode()  {}
func (*RangeTableRef) setNode() {}

// OnConflict is INSERT's ON CONFLICT clause.
type OnConflict struct {
	Update      bool // DO UPDATE; else DO NOTHING
	Arbiter     []Expr
	Collations  []catalog.OID // parallel to Arbiter: COLLATE as written, else invalid
	OpClasses   []catalog.OID // parallel to Arbiter: operator class as written, else invalid
	ArbiterCond Expr
	Constraint  string
	Set         []*TargetEntry
	Where       Expr
	ExcludedRTI int
}

// MergeAction is a WHEN clause of MERGE.
type MergeAction struct {
	Matched  bool
	Command  Command // Update, Delete, Insert; Utility is DO NOTHING
	Cond     Expr
	Targets  []*TargetEntry
	Override byte
}
