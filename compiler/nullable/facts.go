package nullable

import (
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// why says in words why something holds. It is a function because most reasons are never shown.
type why func() string

func because(text string) why { return func() string { return text } }

// fact is a proof inside the prover; the zero value proves nothing.
type fact struct {
	ok  bool
	why why
}

// longestReason bounds what is kept of a reason that others are made of, in bytes. Queries that read each
// other twice at each level would double it with every level.
const longestReason = 1000

// once makes a reason that is put into words at most once, however many others are made of it.
func (w why) once() why {
	if w == nil {
		return nil
	}
	text, known := "", false
	return func() string {
		if !known {
			text, known = w(), true
			if len(text) > longestReason {
				text = strings.ToValidUTF8(text[:longestReason], "") + "…"
			}
		}
		return text
	}
}

// once does that for all reasons of columns that may be asked for many times.
func once(list []column) []column {
	for i := range list {
		list[i].value.why, list[i].elems.why = list[i].value.why.once(), list[i].elems.why.once()
	}
	return list
}

func proved(text string) fact { return fact{true, because(text)} }
func provedBy(w why) fact     { return fact{true, w} }
func (f fact) or(g fact) fact { return either(f, func() fact { return g }) }
func either(f fact, g func() fact) fact {
	if f.ok {
		return f
	}
	return g()
}

// extension is one way in which an outer join makes NULLs: join's right (or left) side is absent
// from a row. It is PostgreSQL's nulling relid, told apart by side for FULL JOIN.
type extension struct {
	scope *scope
	join  int
	right bool
}

// varKey names a column of one query level. Upper is the value after grouping, which differs from
// the value before it only under grouping sets.
type varKey struct {
	scope        *scope
	varno, attno int
	upper        bool
}

// state is what is known at one place: in all rows of the query, or inside one branch of a CASE.
// States form a chain; a branch adds to what holds outside.
type state struct {
	parent *state
	vars   map[varKey]why
	params map[int]why
	done   map[extension]why // extensions that do not happen
	exprs  []exprFact
	held   []held
}

type exprFact struct {
	scope *scope
	upper bool
	expr  tree.Expr
	why   why
}

func (s *state) child() *state { return &state{parent: s} }

func (s *state) knowsVar(k varKey) (why, bool) {
	for ; s != nil; s = s.parent {
		if w, ok := s.vars[k]; ok {
			return w, true
		}
	}
	return nil, false
}

func (s *state) knowsParam(n int) (why, bool) {
	for ; s != nil; s = s.parent {
		if w, ok := s.params[n]; ok {
			return w, true
		}
	}
	return nil, false
}

func (s *state) discharged(x extension) (why, bool) {
	for ; s != nil; s = s.parent {
		if w, ok := s.done[x]; ok {
			return w, true
		}
	}
	return nil, false
}

func (s *state) knowsExpr(sc *scope, upper bool, e tree.Expr) (why, bool) {
	for ; s != nil; s = s.parent {
		for _, f := range s.exprs {
			if f.scope == sc && f.upper == upper && equal(f.expr, e) {
				return f.why, true
			}
		}
	}
	return nil, false
}

// condition is an ON condition with the extensions that must be absent for it to be known true.
type condition struct {
	expr  tree.Expr
	guard []extension
	text  string // what people call the clause
}

// scope is one query level while it is being proved.
type scope struct {
	p       *prover
	q       *tree.Query
	text    Text // of q; nil if it is not to be shown
	outer   *env
	base    *state       // what holds in every row of FROM that WHERE keeps
	shown   *state       // what holds in every row that is returned
	stored  *state       // for RETURNING; see resultEnv
	entries []entryFacts // parallel to q.RangeTable
	guards  map[extension][]*condition
	counted map[boundsKey]bounds // entries of FROM by number, and the WITH queries of this level
	ctes    map[*tree.CommonTableExpr][]column
	groups  groups
	srfs    int
}

// entryFacts is what is known of a range-table entry.
type entryFacts struct {
	listed  bool           // it stands in FROM
	nulling []extension    // the joins that can null-extend it, outermost first
	join    *tree.JoinExpr // what a join's entry stands for
	columns []column       // see scope.column
	proved  bool           // whether columns are known
}

// of returns what is known of the entry of a number: nothing, if there is none.
func (sc *scope) of(varno int) *entryFacts {
	if varno < 1 || varno > len(sc.entries) {
		return &entryFacts{}
	}
	return &sc.entries[varno-1]
}

// column is what is known of an output column: the value, and the elements of an array.
type column struct {
	value, elems fact
	fields       []column // of a row value, or of the row elements of an array
}

// env is a place where an expression is evaluated.
type env struct {
	scope *scope
	st    *state
	upper bool          // after grouping
	test  *tested       // CaseTestExpr
	link  *tree.SubLink // whose Test is evaluated
	links []column      // what its subquery returns
	prune bool          // alternatives that known conditions exclude do not count
}

// tested is the value that a CaseTestExpr stands for.
type tested struct {
	expr  tree.Expr
	value fact
	elems fact
}

// know notes that a column is not null: then no join that would null-extend it does.
func (e *env) know(k varKey, w why) {
	if _, ok := e.st.knowsVar(k); ok {
		return
	}
	if e.st.vars == nil {
		e.st.vars = map[varKey]why{}
	}
	e.st.vars[k] = w
	e.present(k.scope, k.varno, w)
}

// present notes that a relation's row is not null-extended.
func (e *env) present(sc *scope, varno int, w why) {
	for _, x := range sc.of(varno).nulling {
		e.discharge(x, w)
	}
}

// discharge notes that an extension does not happen; ON conditions may thereby come to hold.
func (e *env) discharge(x extension, w why) {
	if _, ok := e.st.discharged(x); ok {
		return
	}
	if e.st.done == nil {
		e.st.done = map[extension]why{}
	}
	e.st.done[x] = w
	for _, c := range x.scope.guards[x] {
		if e.allDischarged(c.guard) {
			in := env{scope: x.scope, st: e.st}
			in.assume(c.expr, isTrue, ground{sc: x.scope, clause: c.text, cond: c.expr})
		}
	}
}

func (e *env) allDischarged(list []extension) bool {
	for _, x := range list {
		if _, ok := e.st.discharged(x); !ok {
			return false
		}
	}
	return true
}

func (e *env) knowExpr(x tree.Expr, w why) {
	if !e.scope.p.repeatable(x) {
		return
	}
	e.st.exprs = append(e.st.exprs, exprFact{e.scope, e.upper, x, w})
}

// at returns the environment of the query n levels out, which the caller must not change.
func (e *env) at(n int) *env {
	if n == 0 {
		return e
	}
	out := *e
	for ; n > 0; n-- {
		if out.scope.outer == nil {
			return nil
		}
		o := *out.scope.outer
		o.st = e.st
		out = o
	}
	return &out
}

// enter prepares a query level under an enclosing place (nil for the statement).
func (p *prover) enter(q *tree.Query, outer *env) *scope {
	if outer == nil {
		return p.enterText(q, nil, nil)
	}
	return p.enterText(q, outer, outer.scope.text)
}

// enterText is enter for a query with a text of its own.
func (p *prover) enterText(q *tree.Query, outer *env, text Text) *scope {
	sc := &scope{
		p: p, q: q, outer: outer, text: text,
		entries: make([]entryFacts, len(q.RangeTable)), guards: map[extension][]*condition{},
		counted: map[boundsKey]bounds{}, ctes: map[*tree.CommonTableExpr][]column{},
	}
	var above *state
	if outer != nil {
		above = outer.st
	}
	sc.base = above.child()
	sc.shown = sc.base
	sc.groups = groupsOf(q)
	sc.srfs = countSRFs(q)
	in := env{scope: sc, st: sc.base}
	if q.From == nil {
		return sc
	}
	var ready []*condition
	for _, n := range q.From.List {
		ready = sc.tree(n, nil, ready)
	}
	if q.From.Where != nil && !conditionOnChange(q) {
		in.assume(q.From.Where, isTrue, ground{sc: sc, clause: "WHERE", cond: q.From.Where})
	}
	for _, c := range ready {
		in.assume(c.expr, isTrue, ground{sc: sc, clause: c.text, cond: c.expr})
	}
	if rowWithoutInput(q, sc.groups) {
		sc.shown = sc.ownFacts()
	}
	if q.Having != nil {
		up := env{scope: sc, st: sc.shown, upper: sc.groups.sets}
		up.assume(q.Having, isTrue, ground{sc: sc, clause: "HAVING", cond: q.Having})
	}
	sc.applyChecks()
	return sc
}

// rowWithoutInput reports whether a query returns a row even if WHERE keeps none.
func rowWithoutInput(q *tree.Query, g groups) bool {
	return !g.nonEmpty && (q.HasAggs || q.Having != nil || len(q.GroupingSets) > 0)
}

// ownFacts is the base state without what it says of enclosing queries and parameters: that holds
// only for rows which WHERE keeps.
func (sc *scope) ownFacts() *state {
	out := &state{parent: sc.base.parent, vars: map[varKey]why{}, done: map[extension]why{}}
	for k, w := range sc.base.vars {
		if k.scope == sc {
			out.vars[k] = w
		}
	}
	for x, w := range sc.base.done {
		if x.scope == sc {
			out.done[x] = w
		}
	}
	for _, f := range sc.base.exprs {
		if f.scope == sc {
			out.exprs = append(out.exprs, f)
		}
	}
	return out
}

// conditionOnChange reports whether WHERE spoke of rows that RETURNING shows changed.
func conditionOnChange(q *tree.Query) bool {
	return q.Command == tree.Insert || q.Command == tree.Merge
}

// tree notes for each entry which joins can null-extend it, and returns the conditions that hold
// in every row.
func (sc *scope) tree(n tree.JoinNode, above []extension, ready []*condition) []*condition {
	switch n := n.(type) {
	case *tree.RangeTableRef:
		sc.list(n.RTIndex, above)
	case *tree.FromExpr:
		for _, x := range n.List {
			ready = sc.tree(x, above, ready)
		}
		ready = sc.condition(n.Where, above, "WHERE", ready)
	case *tree.JoinExpr:
		sc.list(n.RTIndex, above).join = n
		left, right := above, above
		guard := above
		if n.Type == tree.LeftJoin || n.Type == tree.FullJoin {
			x := extension{sc, n.RTIndex, true}
			right, guard = with(above, x), with(guard, x)
		}
		if n.Type == tree.RightJoin || n.Type == tree.FullJoin {
			x := extension{sc, n.RTIndex, false}
			left, guard = with(above, x), with(guard, x)
		}
		ready = sc.tree(n.Left, left, ready)
		ready = sc.tree(n.Right, right, ready)
		ready = sc.condition(n.On, guard, "the join condition", ready)
	}
	return ready
}

// list notes that an entry stands in FROM, and which joins can null-extend it.
func (sc *scope) list(varno int, above []extension) *entryFacts {
	f := sc.of(varno)
	f.listed, f.nulling = true, above
	return f
}

func (sc *scope) condition(e tree.Expr, guard []extension, text string, ready []*condition) []*condition {
	if e == nil {
		return ready
	}
	c := &condition{e, guard, text}
	if len(guard) == 0 {
		return append(ready, c)
	}
	for _, x := range guard {
		sc.guards[x] = append(sc.guards[x], c)
	}
	return ready
}

func with(list []extension, x extension) []extension {
	return append(list[:len(list):len(list)], x)
}

// entry returns a range-table entry, nil if the number is none.
func (sc *scope) entry(varno int) *tree.RangeTableEntry {
	if varno < 1 || varno > len(sc.q.RangeTable) {
		return nil
	}
	return sc.q.RangeTable[varno-1]
}

// columnName is what people call a column: u.email.
func (sc *scope) columnName(varno, attno int) string {
	r := sc.entry(varno)
	if r == nil {
		return "?"
	}
	i := columnIndex(r, attno)
	if i < 0 {
		return r.Name
	}
	if r.Name == "" {
		return r.Columns[i].Name
	}
	return r.Name + "." + r.Columns[i].Name
}

// columnIndex finds an attribute number in an entry's columns, -1 if it is not there.
func columnIndex(r *tree.RangeTableEntry, attno int) int {
	if r.Kind != tree.RTERelation {
		if attno >= 1 && attno <= len(r.Columns) {
			return attno - 1
		}
		return -1
	}
	for i, c := range r.Columns {
		if int(c.Num) == attno && !c.Dropped {
			return i
		}
	}
	return -1
}

func newProver(cat *catalog.Catalog, statement *tree.Query) *prover {
	return &prover{cat: cat, assumed: map[*tree.CommonTableExpr][]column{}, views: map[catalog.OID][]column{}, viewRows: map[boundsKey]bounds{}, statement: statement}
}

// prover holds what one statement needs everywhere.
type prover struct {
	cat      *catalog.Catalog
	assumed  map[*tree.CommonTableExpr][]column // recursive CTEs, while their fixpoint is sought
	views    map[catalog.OID][]column
	viewRows map[boundsKey]bounds
	checks   map[catalog.OID]map[int16]why
	depth    int

	generating bool // a generated column's expression is being proved
	past       bool // what is being proved was computed when rows were stored

	text      Text // of the statement; nil if nothing is to be shown
	statement *tree.Query
	asked     bool // whether pure is known
	pure      bool

	values map[int]bool // the statement's parameters for which NULL is never passed

	bodies    map[bodyKey]*body // of functions in SQL, shared by the provers of one statement
	function  *catalog.Proc     // whose body this proves, nil for a statement
	arguments []argument        // of its call
}

// readsOnly reports whether the whole statement sees one snapshot: it neither writes nor has parts
// that write, and locks no rows, not in its views either. (FOR UPDATE goes on with the newest version
// of a row that it had to wait for, beside the snapshot's version of all others.)
func (p *prover) readsOnly() bool {
	if !p.asked {
		p.asked, p.pure = true, p.onlyReads(p.statement)
	}
	return p.pure
}

func (p *prover) onlyReads(statement *tree.Query) bool {
	ok := true
	var seen tree.Visited
	var walk func(any)
	walk = func(n any) {
		if !ok {
			return
		}
		switch x := n.(type) {
		case *tree.Var, *tree.Const, *tree.Param:
			return
		case *tree.Query:
			ok = x.Command == tree.Select && len(x.Locks) == 0
		case *tree.RangeTableEntry:
			if view := p.viewQuery(x.Relation); view != nil {
				walk(view)
			}
		}
		if seen.First(n) {
			tree.Children(n, walk)
		}
	}
	walk(statement)
	return ok
}
