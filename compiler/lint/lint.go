// Package lint warns of statements that PostgreSQL accepts and a reviewer would not: rules over the
// analysed query, the catalog and the proofs. Each rule is an entry of diag's registry.
//
// Start with Check. A query switches a rule off with "-- sqlq: disable SQ101", all rules with
// "@sqlc-vet-disable".
package lint

import (
	"fmt"
	"strings"

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
)

// Check applies the rules to one query. The diagnostics are warnings unless levels say otherwise.
func Check(cat *catalog.Catalog, query *parse.Query, q *tree.Query, proofs *nullable.Result, levels Levels) diag.List {
	if query.NoVet {
		return nil
	}
	l := &linter{cat: cat, query: query, off: disabled(query), levels: levels, exist: map[*tree.Query]bool{}}
	l.rows(q, proofs)
	l.names(q)
	l.level(q)
	l.unusedParams(q)
	return l.list
}

type linter struct {
	cat    *catalog.Catalog
	query  *parse.Query
	off    map[string]bool
	levels Levels
	list   diag.List
	q      *tree.Query          // the level at hand
	exist  map[*tree.Query]bool // subqueries of EXISTS: their rows are not looked at
}

// disabled reads "-- sqlq: disable SQ101, SQ102".
func disabled(q *parse.Query) map[string]bool {
	out := map[string]bool{}
	for _, d := range q.Directives {
		if d.Name != "disable" {
			continue
		}
		for _, word := range strings.FieldsFunc(d.Args, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' }) {
			out[strings.ToUpper(word)] = true
		}
	}
	return out
}

func (l *linter) warn(code string, at source.Pos, hint, format string, args ...any) {
	severity, on := l.levels.of(code)
	if l.off[code] || !on {
		return
	}
	span := l.query.NameAt
	if at != source.NoPos {
		span = l.query.Span(at)
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
	seen := map[string]bool{}
	starred := map[int]bool{}
	for _, s := range q.Stars {
		for i := range s.N {
			starred[s.First+i] = true
		}
	}
	for i, c := range q.Columns() {
		if seen[c.Name] && !starred[i] && c.Name != "?column?" {
			l.warn(SameName, c.Expr.Pos(), "Give it a name of its own with AS.", "column name \"%s\" is used twice", c.Name)
		}
		seen[c.Name] = true
	}
}

// level applies the rules of one query level and goes on with those below.
func (l *linter) level(q *tree.Query) {
	defer func(outer *tree.Query) { l.q = outer }(l.q)
	l.q = q
	l.noWhere(q)
	l.limit(q)
	l.indexes(q)
	l.fanOut(q)
	l.conflictNow(q)
	for _, c := range q.CTEs {
		if c.Refs == 0 && c.Query != nil && c.Query.Command == tree.Select {
			l.warn(UnusedCTE, c.At, "Remove it.", "WITH query \"%s\" is not used", c.Name)
		}
	}
	if q.From != nil {
		for _, n := range q.From.List {
			l.joins(q, n)
		}
	}
	w := &walker{expr: func(x tree.Expr) { l.expr(x) }, query: l.level}
	w.queryParts(q)
}

func (l *linter) noWhere(q *tree.Query) {
	if q.Command != tree.Update && q.Command != tree.Delete || q.From == nil || q.From.Where != nil || len(q.From.List) > 1 {
		return
	}
	l.warn(NoWhere, source.NoPos, "Add a WHERE clause, or \"-- sqlq: disable SQ100\" if all rows are meant.",
		"%s without WHERE changes every row", q.Command)
}

// limit wants an order where rows are cut off, unless at most one row is there anyway.
func (l *linter) limit(q *tree.Query) {
	if l.exist[q] || q.Limit == nil || len(q.OrderBy) > 0 || q.Command != tree.Select || q.HasAggs && len(q.GroupBy) == 0 {
		return
	}
	if c, ok := q.Limit.(*tree.Const); ok && c.Null {
		return
	}
	bare := *q
	bare.Limit, bare.Offset = nil, nil
	if len(q.Targets) > 0 && nullable.Prove(l.cat, &bare).Rows != nullable.AnyRows {
		return
	}
	l.warn(LimitNoOrder, q.Limit.Pos(), "Add ORDER BY, ending in a unique key.", "LIMIT without ORDER BY returns arbitrary rows")
}

// joins finds joins that pair every row with every row though they are not written CROSS JOIN.
func (l *linter) joins(q *tree.Query, n tree.JoinNode) {
	j, ok := n.(*tree.JoinExpr)
	if !ok {
		return
	}
	l.joins(q, j.Left)
	l.joins(q, j.Right)
	c, ok := j.On.(*tree.Const)
	if !ok || c.Null || c.Text != "t" && c.Text != "true" {
		return
	}
	if r, ok := j.Right.(*tree.RangeTableRef); ok && r.RTIndex <= len(q.RangeTable) {
		if k := q.RangeTable[r.RTIndex-1]; k.Kind == tree.RTERelation && q.From.Where == nil {
			l.warn(JoinAll, c.At, "Compare key columns in ON, or write CROSS JOIN.", "join with \"%s\" has no condition", k.Name)
		}
	}
}

func (l *linter) expr(x tree.Expr) {
	switch x := x.(type) {
	case *tree.OpExpr:
		l.nullCompare(x)
		l.mixedTime(x)
		l.itself(x)
		l.blanks(x)
	case *tree.NullTest:
		l.nullTest(x)
	case *tree.Aggref:
		l.countNull(x)
	case *tree.BoolExpr:
		l.contradiction(x)
		if x.Op == tree.Not {
			if s, ok := x.Args[0].(*tree.SubLink); ok && s.Kind == tree.AnyLink && (s.Operator == "" || s.Operator == "=") {
				l.notIn(x.At, s)
			}
		}
	case *tree.SubLink:
		l.exist[x.Query] = x.Kind == tree.ExistsLink
		if x.Kind == tree.AllLink && x.Operator == "<>" {
			l.notIn(x.At, x)
		}
	}
}

func (l *linter) nullCompare(x *tree.OpExpr) {
	if x.Op == nil || len(x.Args) != 2 {
		return
	}
	switch x.Op.Name {
	case "=", "<>", "<", ">", "<=", ">=":
	default:
		return
	}
	for _, a := range x.Args {
		if c, ok := a.(*tree.Const); ok && c.Null {
			l.warn(NullCompare, x.At, "Use IS NULL, IS NOT NULL or IS DISTINCT FROM.", "comparison with NULL is never true")
			return
		}
	}
}

func (l *linter) mixedTime(x *tree.OpExpr) {
	if x.Op == nil {
		return
	}
	const ts, tz = catalog.TimestampOID, catalog.TimestamptzOID
	if x.Op.Left == ts && x.Op.Right == tz || x.Op.Left == tz && x.Op.Right == ts {
		l.warn(MixedTime, x.At, "Convert one side with AT TIME ZONE.",
			"comparing timestamp with timestamptz depends on the session's time zone")
	}
}

// notIn: one NULL in the set makes NOT IN never true.
func (l *linter) notIn(at source.Pos, s *tree.SubLink) {
	cols := s.Query.Columns()
	if len(cols) != 1 {
		return
	}
	if v, ok := cols[0].Expr.(*tree.Var); !ok || v.LevelsUp != 0 {
		return // what comes from outside cannot be judged here
	}
	if r := nullable.Prove(l.cat, s.Query); len(r.Columns) == 1 && !r.Columns[0].NotNull {
		l.warn(NotInNull, at, "Use NOT EXISTS, or add IS NOT NULL to the subquery.",
			"NOT IN is never true once the subquery returns a NULL in \"%s\"", cols[0].Name)
	}
}
