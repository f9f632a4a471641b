package analyze

import (
	"strconv"

	pg "github.com/pganalyze/pg_query_go/v5"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file looks at the queries of WITH RECURSIVE before they are analysed: which of them refers
// to which, in which order they can be analysed, and whether self-references stand where the
// standard allows them.

// cteItem is a query of WITH RECURSIVE (CteItem of parse_cte.c).
type cteItem struct {
	raw       *pg.CommonTableExpr
	recursive bool
	dependsOn map[*cteItem]bool
}

// cteDependencies finds self-references and sorts the queries so that each stands after those that
// it uses. Mirrors parse_cte.c: makeDependencyGraph, TopologicalSort.
func cteDependencies(raws []*pg.CommonTableExpr) []*cteItem {
	items := make([]*cteItem, len(raws))
	for i, raw := range raws {
		items[i] = &cteItem{raw: raw, dependsOn: map[*cteItem]bool{}}
	}
	for _, item := range items {
		w := &cteWalker{}
		w.table = func(rv *pg.RangeVar) {
			for _, other := range items {
				if other.raw.Ctename != rv.Relname {
					continue
				}
				if other == item {
					item.recursive = true
				} else {
					item.dependsOn[other] = true
				}
				return
			}
		}
		w.walk(item.raw.Ctequery)
	}
	for i := range items {
		j := i
		for ; j < len(items) && len(items[j].dependsOn) > 0; j++ {
		}
		if j == len(items) {
			failf(sqlstate.FeatureNotSupported, source.Pos(items[i].raw.Location), "mutual recursion between WITH items is not implemented")
		}
		items[i], items[j] = items[j], items[i]
		for _, later := range items[i+1:] {
			delete(later.dependsOn, items[i])
		}
	}
	return items
}

// cteWalker walks a raw query and calls table for each unqualified relation name that no inner
// WITH hides. Only what a self-reference check needs is told apart: hooks may be nil.
type cteWalker struct {
	table func(*pg.RangeVar)
	inner [][]string // names of enclosing WITH clauses, innermost last
	// special may take over the walk of a node; it returns true if it did.
	special func(m proto.Message) bool
}

func (w *cteWalker) hidden(name string) bool {
	for _, names := range w.inner {
		for _, n := range names {
			if n == name {
				return true
			}
		}
	}
	return false
}

// walk visits a node and all below it in the order of PostgreSQL's raw_expression_tree_walker,
// which is the order of the message's fields.
func (w *cteWalker) walk(m proto.Message) {
	if m == nil || !m.ProtoReflect().IsValid() {
		return
	}
	switch x := m.(type) {
	case *pg.Node:
		w.walkFields(x.ProtoReflect())
		return
	case *pg.RangeVar:
		if x.Schemaname == "" && !w.hidden(x.Relname) {
			w.table(x)
		}
		return
	case *pg.WithClause:
		return // the statement that has it walks it first
	case *pg.A_Const, *pg.ColumnRef, *pg.String, *pg.TypeName, *pg.ParamRef:
		return
	}
	with := withClauseOf(m)
	if with == nil {
		w.walkBelow(m)
		return
	}
	depth := len(w.inner)
	var names []string
	if with.Recursive {
		for _, n := range with.Ctes {
			names = append(names, n.GetCommonTableExpr().Ctename)
		}
	}
	w.inner = append(w.inner, names)
	for _, n := range with.Ctes {
		cte := n.GetCommonTableExpr()
		w.walk(cte.Ctequery)
		if !with.Recursive {
			w.inner[depth] = append(w.inner[depth], cte.Ctename)
		}
	}
	w.walkBelow(m)
	w.inner = w.inner[:depth]
}

func (w *cteWalker) walkBelow(m proto.Message) {
	if w.special != nil && w.special(m) {
		return
	}
	w.walkFields(m.ProtoReflect())
}

func (w *cteWalker) walkFields(m protoreflect.Message) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		if f.Message() == nil || !m.Has(f) {
			continue
		}
		if !f.IsList() {
			w.walk(m.Get(f).Message().Interface())
			continue
		}
		list := m.Get(f).List()
		for j := range list.Len() {
			w.walk(list.Get(j).Message().Interface())
		}
	}
}

func (w *cteWalker) walkList(list []*pg.Node) {
	for _, n := range list {
		w.walk(n)
	}
}

func withClauseOf(m proto.Message) *pg.WithClause {
	switch x := m.(type) {
	case *pg.SelectStmt:
		return x.WithClause
	case *pg.InsertStmt:
		return x.WithClause
	case *pg.UpdateStmt:
		return x.WithClause
	case *pg.DeleteStmt:
		return x.WithClause
	case *pg.MergeStmt:
		return x.WithClause
	}
	return nil
}

// recursionContext is where a self-reference stands (RecursionContext of parse_cte.c); the text is
// what is wrong with it there.
type recursionContext string

const (
	recursionOK        recursionContext = ""
	inNonRecursiveTerm recursionContext = "its non-recursive term"
	inSubLink          recursionContext = "a subquery"
	inOuterJoin        recursionContext = "an outer join"
	inIntersect        recursionContext = "INTERSECT"
	inExcept           recursionContext = "EXCEPT"
)

// checkWellFormedRecursion checks the form of one recursive query.
func checkWellFormedRecursion(item *cteItem) {
	if !item.recursive {
		return
	}
	name, at := item.raw.Ctename, source.Pos(item.raw.Location)
	stmt := item.raw.Ctequery.GetSelectStmt()
	if stmt == nil {
		failf(sqlstate.InvalidRecursion, at, "recursive query \"%s\" must not contain data-modifying statements", name)
	}
	if stmt.Op != pg.SetOperation_SETOP_UNION {
		failf(sqlstate.InvalidRecursion, at, "recursive query \"%s\" does not have the form non-recursive-term UNION [ALL] recursive-term", name)
	}
	c := &recursionCheck{name: name}
	if stmt.WithClause != nil {
		c.run(inSubLink, func(w *cteWalker) { w.walkList(stmt.WithClause.Ctes) })
	}
	notImplemented := func(what string, at source.Pos) {
		failf(sqlstate.FeatureNotSupported, at, "%s in a recursive query is not implemented", what)
	}
	switch {
	case len(stmt.SortClause) > 0:
		notImplemented("ORDER BY", listLocation(stmt.SortClause))
	case stmt.LimitOffset != nil:
		notImplemented("OFFSET", nodeLocation(stmt.LimitOffset))
	case stmt.LimitCount != nil:
		notImplemented("LIMIT", nodeLocation(stmt.LimitCount))
	case len(stmt.LockingClause) > 0:
		notImplemented("FOR UPDATE/SHARE", listLocation(stmt.LockingClause))
	}
	c.run(inNonRecursiveTerm, func(w *cteWalker) { w.walk(stmt.Larg) })
	c.run(recursionOK, func(w *cteWalker) { w.walk(stmt.Rarg) })
	if c.refs != 1 {
		failf(sqlstate.InternalError, source.NoPos, "missing recursive reference")
	}
}

// recursionCheck looks for self-references of one query where they are not allowed.
type recursionCheck struct {
	name    string
	context recursionContext
	refs    int
	w       *cteWalker
}

func (c *recursionCheck) run(context recursionContext, walk func(*cteWalker)) {
	c.context, c.refs = context, 0
	c.w = &cteWalker{table: c.reference, special: c.special}
	walk(c.w)
}

// reference judges one use of a relation name.
func (c *recursionCheck) reference(rv *pg.RangeVar) {
	if rv.Relname != c.name {
		return
	}
	at := source.Pos(rv.Location)
	if c.context != recursionOK {
		failf(sqlstate.InvalidRecursion, at, "recursive reference to query \"%s\" must not appear within %s", c.name, c.context)
	}
	if c.refs++; c.refs > 1 {
		failf(sqlstate.InvalidRecursion, at, "recursive reference to query \"%s\" must not appear more than once", c.name)
	}
}

// within walks with another context.
func (c *recursionCheck) within(context recursionContext, walk func()) {
	saved := c.context
	c.context = context
	walk()
	c.context = saved
}

// special walks the nodes that change what is allowed below them.
func (c *recursionCheck) special(m proto.Message) bool {
	switch x := m.(type) {
	case *pg.SelectStmt:
		return c.selectStmt(x)
	case *pg.JoinExpr:
		c.join(x)
		return true
	case *pg.SubLink:
		c.within(inSubLink, func() { c.w.walk(x.Subselect) })
		c.w.walk(x.Testexpr)
		return true
	}
	return false
}

func (c *recursionCheck) join(j *pg.JoinExpr) {
	nullable := c.context
	if nullable == recursionOK {
		nullable = inOuterJoin
	}
	left, right := c.context, c.context
	switch j.Jointype {
	case pg.JoinType_JOIN_LEFT:
		right = nullable
	case pg.JoinType_JOIN_RIGHT:
		left = nullable
	case pg.JoinType_JOIN_FULL:
		left, right = nullable, nullable
	}
	c.within(left, func() { c.w.walk(j.Larg) })
	c.within(right, func() { c.w.walk(j.Rarg) })
	c.w.walk(j.Quals)
}

// selectStmt mirrors parse_cte.c: checkWellFormedSelectStmt.
func (c *recursionCheck) selectStmt(s *pg.SelectStmt) bool {
	if c.context != recursionOK {
		return false
	}
	left, right := recursionOK, recursionOK
	switch s.Op {
	case pg.SetOperation_SETOP_INTERSECT:
		if s.All {
			left, right = inIntersect, inIntersect
		}
	case pg.SetOperation_SETOP_EXCEPT:
		if right = inExcept; s.All {
			left = inExcept
		}
	default:
		return false
	}
	c.within(left, func() { c.w.walk(s.Larg) })
	c.within(right, func() { c.w.walk(s.Rarg) })
	c.w.walkList(s.SortClause)
	c.w.walk(s.LimitOffset)
	c.w.walk(s.LimitCount)
	c.w.walkList(s.LockingClause)
	return true
}

func itoa(n int) string { return strconv.Itoa(n) }
