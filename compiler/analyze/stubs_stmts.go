package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// This file holds the signatures of the statement room until their own files replace them.

// Error is what PostgreSQL would report for a statement. Pos is a byte offset into the text that
// was parsed, or NoPos.
type Error struct {
	Code, Message, Detail, Hint string
	Pos                         source.Pos
}

// Statement analyses one statement.
func Statement(cat *catalog.Catalog, raw *pg.Node, params []catalog.OID) (*tree.Query, []catalog.OID, *Error) {
	panic("not written")
}

// Relation-scoped entry points for DDL.
//
// Expression analyses an expression over the columns of one relation (nil: none).
func Expression(cat *catalog.Catalog, raw *pg.Node, rel *catalog.Relation, place Place) (tree.Expr, *Error) {
	panic("not written")
}

// View analyses the query of a view (raw is a SELECT); unknown columns become text.
func View(cat *catalog.Catalog, raw *pg.Node) (*tree.Query, *Error) { panic("not written") }

// Place is where an expression of DDL stands.
type Place byte

// The places.
const (
	InCheck Place = iota
	InDomainCheck
	InDefault
	InFunctionDefault
	InGenerated
	InIndex
	InIndexPredicate
	InPartitionKey
)

// tupdesc is the row type of a composite value (TupleDesc): its columns, dropped ones marked.
type tupdesc []tree.RTEColumn

// typefuncClass classifies what a function returns (TypeFuncClass of funcapi.h).
type typefuncClass byte

const (
	funcScalar typefuncClass = iota
	funcComposite
	funcCompositeDomain
	funcRecord // no way to tell the columns
	funcOther
)

// ---- analyze.go

func newPstate(sh *shared, parent *pstate) *pstate { panic("not written") } // make_parsestate

func (p *pstate) transformStmt(n *pg.Node) *tree.Query { panic("not written") }

func (p *pstate) parseSubAnalyze(n *pg.Node, parentCTE *tree.CommonTableExpr, lockedFromParent, resolveUnknowns bool) *tree.Query {
	panic("not written")
}

// ---- funcapi.go

func (p *pstate) getExprResultType(e tree.Expr) (typefuncClass, catalog.OID, tupdesc) {
	panic("not written")
}

func (p *pstate) lookupRowtypeTupdesc(oid catalog.OID) tupdesc { panic("not written") } // nil if not a row type; domains looked through

// ---- parse_clause.go

func (p *pstate) transformWhereClause(n *pg.Node, kind exprKind, construct string) tree.Expr {
	panic("not written")
}

func (p *pstate) transformSortClause(list []*pg.Node, tlist *[]*tree.TargetEntry, kind exprKind, useSQL99 bool) []*tree.SortGroupClause {
	panic("not written")
}

func (p *pstate) transformDistinctClause(tlist *[]*tree.TargetEntry, sort []*tree.SortGroupClause, isAgg bool) []*tree.SortGroupClause {
	panic("not written")
}

func (p *pstate) addTargetToSortList(t *tree.TargetEntry, sortlist []*tree.SortGroupClause, tlist []*tree.TargetEntry, by *pg.SortBy) []*tree.SortGroupClause {
	panic("not written")
}

func (p *pstate) addTargetToGroupList(t *tree.TargetEntry, grouplist []*tree.SortGroupClause, tlist []*tree.TargetEntry, at source.Pos) []*tree.SortGroupClause {
	panic("not written")
}

func assignSortGroupRef(t *tree.TargetEntry, tlist []*tree.TargetEntry) int { panic("not written") }

func (p *pstate) targetIsInSortList(t *tree.TargetEntry, sortop catalog.OID, sortlist []*tree.SortGroupClause) bool {
	panic("not written")
}

func (p *pstate) findTargetlistEntrySQL99(n *pg.Node, tlist *[]*tree.TargetEntry, kind exprKind) *tree.TargetEntry {
	panic("not written")
}

func getSortGroupRefTLE(ref int, tlist []*tree.TargetEntry) *tree.TargetEntry { panic("not written") }

func getSortGroupClauseTLE(c *tree.SortGroupClause, tlist []*tree.TargetEntry) *tree.TargetEntry {
	panic("not written")
}

// ---- parse_relation.go

// refnameNamespaceItem finds the FROM item called schema.refname ("" no schema); nil if none.
func (p *pstate) refnameNamespaceItem(schema, refname string, at source.Pos) (item *nsitem, levelsUp int) {
	panic("not written")
}

// colNameToVar finds an unqualified column; nil if none.
func (p *pstate) colNameToVar(name string, localOnly bool, at source.Pos) tree.Expr {
	panic("not written")
}

// scanNSItemForColumn finds a column of item, system columns included; nil if none.
func (p *pstate) scanNSItemForColumn(item *nsitem, levelsUp int, name string, at source.Pos) tree.Expr {
	panic("not written")
}

func (p *pstate) expandNSItemVars(item *nsitem, levelsUp int, at source.Pos) (vars []tree.Expr, names []string) {
	panic("not written")
}

func (p *pstate) expandNSItemAttrs(item *nsitem, levelsUp int, at source.Pos) []*tree.TargetEntry {
	panic("not written")
}

// expandRTE lists an entry's columns as Vars; names has "" for a dropped one if includeDropped.
func (p *pstate) expandRTE(rte *tree.RangeTableEntry, rtindex, levelsUp int, at source.Pos, includeDropped bool) (names []string, vars []tree.Expr) {
	panic("not written")
}

func (p *pstate) getRTE(varno, levelsUp int) *tree.RangeTableEntry { panic("not written") } // GetRTEByRangeTablePosn

func (p *pstate) getNSItem(varno, levelsUp int) *nsitem { panic("not written") } // GetNSItemByRangeTablePosn

func rteAttributeName(rte *tree.RangeTableEntry, attno int) string { panic("not written") }

// errorMissingRTE fails with 42P01 for a name that is no FROM item.
func (p *pstate) errorMissingRTE(schema, relname string, at source.Pos) { panic("not written") }

// errorMissingColumn fails with 42703; relname is "" if the reference was unqualified.
func (p *pstate) errorMissingColumn(relname, colname string, at source.Pos) { panic("not written") }

func (p *pstate) addNSItemToQuery(item *nsitem, addToJoinList, addToRelNamespace, addToVarNamespace bool) {
	panic("not written")
}

// attnameAttNum returns the attribute number of a column (negative: system column, if sysOK), 0 if none.
func attnameAttNum(rel *catalog.Relation, name string, sysOK bool) int { panic("not written") }

func (p *pstate) parserOpenTable(rv *pg.RangeVar) *catalog.Relation { panic("not written") }
