// Package lint warns of statements that PostgreSQL accepts and a reviewer would not: rules over the
// analysed query, the catalog and the proofs. Each rule is an entry of diag's registry.
//
// Start with Check. A query switches a rule off with "-- sqlq: disable SQ101" or by its name, all
// rules with "@sqlc-vet-disable".
package lint

import (
	"fmt"
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// The rules.
const (
	NoWhere      = "SQ100" // UPDATE or DELETE of all rows
	NullCompare  = "SQ101" // = NULL
	NotInNull    = "SQ102" // NOT IN over a set that can hold NULL
	LimitNoOrder = "SQ103" // LIMIT without ORDER BY
	JoinAll      = "SQ104" // JOIN … ON true
	ManyForOne   = "SQ105" // :one of a statement that may return several rows
	UnusedCTE    = "SQ106"
	SameName     = "SQ107" // two columns of one name
	MixedTime    = "SQ108" // timestamp compared with timestamptz
	FanOut       = "SQ109" // an aggregate over two independent to-many joins
	CountNull    = "SQ110" // count(x) of a nullable column
	CastIndex    = "SQ111" // an implicit cast keeps an index from being used
	FuncIndex    = "SQ112" // a function or written cast does
	UnindexedKey = "SQ113" // foreign key without an index
	Constant     = "SQ114" // comparison that is always true or false
	UnusedParam  = "SQ115"
	BlankPadded  = "SQ116" // char(n) against text or a pattern
	FloatMoney   = "SQ117" // off by default
	ConflictNow  = "SQ118" // ON CONFLICT DO UPDATE with now(); off by default
	PartialOrder = "SQ119" // LIMIT after an ORDER BY that leaves ties
	KeysetGap    = "SQ120" // keyset paging by hand that loses rows
	UnknownRule  = "SQ121" // disable of a rule that does not exist
	NullOverride = "SQ122" // notnull or nullable that the proof makes useless or wrong
	OuterUndone  = "SQ123" // WHERE makes an inner join of an outer one
	BareInsert   = "SQ124" // INSERT without a list of columns
	AnyDistinct  = "SQ125" // DISTINCT ON without an order that says which row
	ManyMatches  = "SQ126" // UPDATE … FROM where several rows match
	ManyScalar   = "SQ127" // scalar subquery that may return several rows
	IntDivision  = "SQ128" // integer division that becomes a fraction
	IdleDisable  = "SQ129" // disable without an effect; off by default
)

// Check applies the rules to one query, whose proofs hold without its optional conditions. sorted are
// the statement with its second and further orders, nil those that could not be analysed. The
// diagnostics are warnings unless levels say otherwise.
func Check(cat *catalog.Catalog, query *parse.Query, q *tree.Query, sorted []*tree.Query, proofs *nullable.Result, levels Levels) diag.List {
	if query.NoVet {
		return nil
	}
	l := &linter{cat: cat, query: query, levels: levels, top: q}
	l.silenced()
	l.rows(q, proofs)
	l.names(q)
	l.overrides(q, proofs)
	l.level(q)
	l.unusedParams(q)
	l.orders(sorted)
	l.idle()
	return l.list
}

type linter struct {
	cat      *catalog.Catalog
	query    *parse.Query
	off      silence
	levels   Levels
	list     diag.List
	top      *tree.Query             // the statement
	q        *tree.Query             // the level at hand
	outer    []*tree.Query           // those around it, outermost first
	picks    map[*tree.Query]bool    // see picked
	mirrored map[*tree.BoolExpr]bool // see mirror
	halves   map[tree.Expr]half      // see between
	exist    map[*tree.Query]bool    // subqueries of EXISTS: their rows are not looked at
	sorting  int                     // index of the order that the statement has
	hider    *hider                  // see certain

	idlePlaces bool // there is a WITH query that nothing reads, or EXISTS: see unusedParams
}

func (l *linter) warn(code string, at source.Pos, hint, format string, args ...any) {
	span := l.query.NameAt
	if at != source.NoPos {
		span = l.query.Span(at)
		if l.sorting > 0 {
			span = l.query.OrderSpan(l.sorting, at)
		}
	}
	l.warnAt(code, span, hint, format, args...)
}

func (l *linter) warnAt(code string, span source.Span, hint, format string, args ...any) {
	if _, off := l.off.at[code]; off {
		l.off.used[code] = true
		return
	}
	severity, on := l.levels.of(code)
	if !on {
		return
	}
	l.list.Add(&diag.Diagnostic{Code: code, Severity: severity, Message: fmt.Sprintf(format, args...),
		Hint: hint, At: span, Query: l.query.Name})
}

// rows holds the command against the proved number of rows.
func (l *linter) rows(q *tree.Query, proofs *nullable.Result) {
	if l.query.Command == "one" && proofs != nil && proofs.Rows == nullable.AnyRows && len(q.Columns()) > 0 {
		l.warn(ManyForOne, source.NoPos, "Compare all columns of a unique key, add LIMIT 1 with ORDER BY, or use :many.",
			"the query of a :one command may return more than one row")
	}
}

func (l *linter) names(q *tree.Query) {
	columns := q.Columns()
	seen := make(map[string]bool, len(columns))
	for i, c := range columns {
		starred := slices.ContainsFunc(q.Stars, func(s tree.Star) bool { return s.First <= i && i < s.First+s.N })
		if seen[c.Name] && !starred && c.Name != "?column?" {
			l.warn(SameName, c.Expr.Pos(), "Give it a name of its own with AS.", "column name \"%s\" is used twice", c.Name)
		}
		seen[c.Name] = true
	}
}

// enter goes down to a query level; what it returns goes back up.
func (l *linter) enter(q *tree.Query) (leave func()) {
	above, outer := l.q, l.outer
	if above != nil {
		l.outer = append(outer[:len(outer):len(outer)], above)
	}
	l.q = q
	return func() { l.q, l.outer = above, outer }
}

// level applies the rules of one query level and goes on with those below.
func (l *linter) level(q *tree.Query) {
	defer l.enter(q)()
	l.noWhere(q)
	l.limit(q)
	l.anyDistinct(q)
	if !l.joins(q) {
		l.manyMatches(q)
	}
	l.undone(q)
	l.bareInsert(q)
	l.constantOrder(q)
	l.indexes(q)
	l.fanOut(q)
	l.conflictNow(q)
	l.mixedParts(q)
	l.assignedDivision(q)
	for _, c := range q.CTEs {
		l.idlePlaces = l.idlePlaces || c.Refs == 0
		if c.Refs == 0 && c.Query != nil && c.Query.Command == tree.Select {
			l.warn(UnusedCTE, c.At, "Remove it.", "WITH query \"%s\" is not used", c.Name)
		}
	}
	w := &walker{expr: l.expr, query: l.level}
	w.queryParts(q)
}

func (l *linter) noWhere(q *tree.Query) {
	if q.Command != tree.Update && q.Command != tree.Delete || q.From == nil || q.From.Where != nil {
		return
	}
	l.warn(NoWhere, q.RangeTable[q.Result-1].At, "Add a WHERE clause, or \"-- sqlq: disable SQ100\" if all rows are meant.",
		"%s without WHERE changes every row", q.Command)
}

func (l *linter) expr(x tree.Expr) {
	switch x := x.(type) {
	case *tree.OpExpr:
		l.nullCompare(x)
		l.mixedTime(x.Op, x.At)
		l.intDivision(x)
		l.itself(x)
		l.blanks(x.Op, x.Args, x.At)
		l.against(x)
		l.counted(x)
	case *tree.ScalarArrayOpExpr:
		l.nullElement(x)
		l.mixedTime(x.Op, x.At)
		l.blanks(x.Op, x.Args, x.At)
		l.against(x)
	case *tree.FuncExpr:
		l.zoneCast(x)
		l.intDivision(x)
	case *tree.NullTest:
		l.nullTest(x)
	case *tree.Aggref, *tree.WindowFunc:
		if c, ok := callOf(x); ok {
			l.countNull(c)
		}
	case *tree.CaseExpr:
		l.whens(x)
		l.intDivision(x)
	case *tree.CoalesceExpr, *tree.MinMaxExpr:
		l.intDivision(x)
	case *tree.BoolExpr:
		l.contradiction(x)
		l.between(x)
		if x.Op == tree.Not {
			if s, ok := x.Args[0].(*tree.SubLink); ok && s.Kind == tree.AnyLink && (s.Operator == "" || s.Operator == "=") {
				l.notIn(x.At, s)
			}
		}
	case *tree.SubLink:
		l.existence(x)
		l.scalar(x)
		if x.Kind == tree.AllLink && x.Operator == "<>" {
			l.notIn(x.At, x)
		}
	}
}
