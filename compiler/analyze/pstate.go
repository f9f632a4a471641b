package analyze

import (
	"fmt"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// pstate is the state of the analysis of one query level (ParseState of parse_node.h).
type pstate struct {
	*shared
	parent *pstate

	rtable     []*tree.RangeTableEntry
	joinlist   []tree.JoinNode
	namespace  []*nsitem
	lateralOK  bool // p_lateral_active
	ctes       []*tree.CommonTableExpr
	futureCTEs []*pg.CommonTableExpr
	parentCTE  *tree.CommonTableExpr
	rawCTEs    map[*tree.CommonTableExpr]*pg.CommonTableExpr // of ctes
	columnHook func(*pg.ColumnRef) tree.Expr                 // p_pre_columnref_hook, nil if none

	target          *nsitem // p_target_nsitem
	isInsert        bool
	windowDefs      []*pg.WindowDef
	kind            exprKind
	nextResno       int
	multiassign     []*tree.TargetEntry // p_multiassign_exprs
	resolveUnknowns bool                // p_resolve_unknowns

	hasAggs, hasWindows, hasTargetSRFs, hasSubLinks, hasModifyingCTE bool
	lastSRF                                                          tree.Expr
	stars                                                            []tree.Star
}

// shared is what all levels of one statement have in common.
type shared struct {
	cat    *catalog.Catalog
	params *params
	depth  int // nesting of expressions and subqueries, against runaway input

	function *catalog.Proc // whose body is analysed, nil for other statements

	// sublinks are the analysed queries of the raw subqueries met so far, for naming columns.
	sublinks map[*pg.SubLink]*tree.Query
}

// params are the parameters of a statement; types are inferred from use (parse_param.c, variable
// parameters). types[i] is the type of $(i+1): InvalidOID not seen, UnknownOID not yet decided.
type params struct {
	types []catalog.OID
}

// nsitem is a name-space item: a range-table entry and how it is visible
// (ParseNamespaceItem of parse_node.h).
type nsitem struct {
	name        string // alias name (p_names->aliasname)
	columnNames []string
	rte         *tree.RangeTableEntry
	rtindex     int
	columns     []nscolumn
	relVisible  bool
	colsVisible bool
	lateralOnly bool
	lateralOK   bool
}

// nscolumn says what a column of an nsitem refers to (ParseNamespaceColumn).
type nscolumn struct {
	varno, attno int // 0: dropped
	typ          catalog.OID
	typmod       int32
	collation    catalog.OID
	synVarno     int
	synAttno     int
	dontExpand   bool
}

// exprKind is the place in a statement where an expression stands (ParseExprKind).
type exprKind byte

// The places of expressions, in parse_node.h's order.
const (
	exprNone exprKind = iota
	exprOther
	exprJoinOn
	exprJoinUsing
	exprFromSubselect
	exprFromFunction
	exprWhere
	exprHaving
	exprFilter
	exprWindowPartition
	exprWindowOrder
	exprWindowFrameRange
	exprWindowFrameRows
	exprWindowFrameGroups
	exprSelectTarget
	exprInsertTarget
	exprUpdateSource
	exprUpdateTarget
	exprMergeWhen
	exprGroupBy
	exprOrderBy
	exprDistinctOn
	exprLimit
	exprOffset
	exprReturning
	exprValues
	exprValuesSingle
	exprCheckConstraint
	exprDomainCheck
	exprColumnDefault
	exprFunctionDefault
	exprIndexExpression
	exprIndexPredicate
	exprStatsExpression
	exprAlterColTransform
	exprExecuteParameter
	exprTriggerWhen
	exprPolicy
	exprPartitionBound
	exprPartitionExpression
	exprCallArgument
	exprCopyWhere
	exprGeneratedColumn
	exprCycleMark
)

// failure carries the first error of a statement to Statement, which recovers it there and
// nowhere else (but see tryAnalyze users, which document themselves).
type failure struct {
	code, message, detail, hint string
	at                          source.Pos
}

func (f *failure) Error() string { return f.message }

// option adds a detail or a hint to an error.
type option func(*failure)

func withDetail(format string, args ...any) option {
	return func(f *failure) { f.detail = fmt.Sprintf(format, args...) }
}

func withHint(format string, args ...any) option {
	return func(f *failure) { f.hint = fmt.Sprintf(format, args...) }
}

// fail ends the analysis of the statement with an error at a place (NoPos: none). The message
// follows ereport; options are withDetail and withHint.
func fail(code string, at source.Pos, message string, options ...option) {
	f := &failure{code: code, message: message, at: at}
	for _, o := range options {
		o(f)
	}
	panic(f)
}

// failf is fail with a formatted message.
func failf(code string, at source.Pos, format string, args ...any) {
	panic(&failure{code: code, message: fmt.Sprintf(format, args...), at: at})
}
