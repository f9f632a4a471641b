package lower

import (
	"math/bits"
	"slices"
	"strconv"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Codes of optional conditions and orders.
const (
	CodeOptPlace = "SQ203" // sqlq.opt is no conjunct, or has no parameter of its own
	CodeVariants = "SQ204" // too many combinations
)

// defaultVariants is how many statements one query may become without asking for more.
const defaultVariants = 64

// variants makes the statements of the query: one for each combination of optional conditions
// and orders.
func (l *lowering) variants() {
	if !l.combinations() {
		return
	}
	set, flags, ok := l.sets()
	if !ok {
		return
	}
	var base []rewrite.Change
	if l.isBulk() {
		if base = l.bulk(flags); base == nil {
			return
		}
	}
	root := &statement{name: l.Query.Name, base: slices.Concat(base, set, l.casts), flags: flags, behind: ir.ArgCursor, out: &l.out.Variants}
	opts := l.switches()
	failed := len(l.diags)
	orders := l.orders()
	if len(l.diags) > failed {
		return
	}
	root.paging = l.keyset(orders, opts)
	if len(l.diags) > failed || !l.planSplit() {
		return
	}
	all := []*statement{root}
	for _, n := range l.nests {
		all = append(all, l.levelStatement(n))
		if n.around == nil {
			root.base = append(root.base, l.keyColumns(n))
		}
	}
	count := 0
	for _, s := range all {
		s.own(opts, orders, l.Query.Macros)
		count += s.count()
	}
	if limit := l.variantLimit(); count > limit {
		l.errorAt(CodeVariants, l.Query.NameAt,
			`Join conditions that are given together in one sqlq.opt, or raise the limit with "-- sqlq: variants `+strconv.Itoa(count)+`".`,
			"query becomes %d statements, the limit is %d", count, limit)
		return
	}
	for _, s := range all {
		l.statement(s, opts)
		if l.split && !l.finishSplit(s) {
			return
		}
	}
}

// statement is what the variants of one statement are made of: of the query's own or, with split
// loading, of a level's.
type statement struct {
	name   string
	base   []rewrite.Change
	flags  map[int]int // the parameters behind the numbers that sqlq.set made
	paging *paging
	behind ir.ArgKind // of the numbers behind the query's parameters
	nest   *nest      // nil: the query's own

	opts   int // bits of the optional conditions in it
	orders []parse.Order
	out    *[]*ir.Variant
	made   [][]rewrite.Change // what made each of out
}

// own finds the optional conditions and orders that lie in the statement.
func (s *statement) own(opts []parse.Macro, orders []parse.Order, macros []parse.Macro) {
	for i, m := range opts {
		if !covered(m.Edited, s.base) {
			s.opts |= 1 << min(i, 30)
		}
	}
	for _, m := range macros {
		if m.Kind == parse.OrderBy && !covered(m.Edited, s.base) {
			s.orders = orders
		}
	}
}

func (s *statement) pages() []string {
	if s.paging == nil {
		return []string{""}
	}
	return pages
}

func (s *statement) count() int {
	return 1 << bits.OnesCount(uint(s.opts)) * max(1, len(s.orders)) * len(s.pages())
}

// statement makes the variants of a statement: one for each combination of what is optional in it.
func (l *lowering) statement(s *statement, opts []parse.Macro) {
	for order := range max(1, len(s.orders)) {
		for _, page := range s.pages() {
			changes := slices.Clone(s.base)
			if s.paging == nil {
				changes = append(changes, uncovered(l.orderChanges(s.orders, order), s.base)...)
			} else {
				changes = append(changes, s.paging.changes(order, page)...)
			}
			for mask := range 1 << len(opts) {
				if mask&^s.opts == 0 {
					l.variant(s, &ir.Variant{Order: order, Page: page}, mask, opts, changes)
				}
			}
		}
	}
}

// uncovered returns the changes that lie in no range that is replaced already.
func uncovered(changes, base []rewrite.Change) (out []rewrite.Change) {
	for _, c := range changes {
		if !covered(c.At, base) {
			out = append(out, c)
		}
	}
	return out
}

// variant adds one statement: v with the optional conditions whose bits are set in mask.
func (l *lowering) variant(s *statement, v *ir.Variant, mask int, opts []parse.Macro, base []rewrite.Change) {
	changes := slices.Clone(base)
	for i, m := range opts {
		on := mask&(1<<i) != 0
		v.On = append(v.On, on)
		if !on && !covered(m.Edited, changes) {
			off := rewrite.Change{At: m.Edited, New: "true"}
			changes = append(uncovered(changes, []rewrite.Change{off}), off)
		}
	}
	var numbers []int
	v.SQL, numbers = rewrite.Variant(s.name, l.Query.Command, l.Query.Text, l.trees(), changes)
	for _, n := range numbers {
		a := ir.Arg{Kind: ir.ArgParam, Index: n - 1}
		if p, ok := s.flags[n]; ok {
			a = ir.Arg{Kind: ir.ArgSet, Index: p}
			if l.out.Bulk != nil {
				a.Kind = ir.ArgSets
			}
		} else if n > len(l.out.Params) {
			a = ir.Arg{Kind: s.behind, Index: n - 1 - len(l.out.Params)}
		} else if l.out.Bulk != nil && !l.out.Params[n-1].Const {
			a.Kind = ir.ArgColumn
		}
		v.Args = append(v.Args, a)
	}
	*s.out, s.made = append(*s.out, v), append(s.made, changes)
}

// covered reports whether a range lies in one that is replaced already: an optional condition
// inside another one.
func covered(r parse.Range, changes []rewrite.Change) bool {
	for _, c := range changes {
		if c.At.Start <= r.Start && r.End <= c.At.End {
			return true
		}
	}
	return false
}

// trees are the statement's query and all inside it, outermost first.
func (l *lowering) trees() []*tree.Query {
	if l.inside == nil {
		var around []*scope
		walkLevels(l.Tree, 0, func(q *tree.Query, depth int) {
			l.inside = append(l.inside, q)
			around = append(around[:depth], &scope{q: q})
			if depth > 0 {
				around[depth].outer = around[depth-1]
			}
			l.scopes[q] = around[depth]
		})
	}
	return l.inside
}

// scope returns a query of the statement with those around it. One that was made of the statement
// has none.
func (l *lowering) scope(q *tree.Query) *scope {
	l.trees()
	if s := l.scopes[q]; s != nil {
		return s
	}
	return &scope{q: q}
}

func (l *lowering) variantLimit() int {
	d := l.Query.Directive("variants")
	if d == nil || d.Args == "" {
		return defaultVariants
	}
	n, err := strconv.Atoi(d.Args)
	if err != nil || n < 1 {
		_, at := d.Words()
		l.errorAt(parse.CodeDirective, at[0], `Write "-- sqlq: variants 256".`, `directive "variants" needs a number`)
		return defaultVariants
	}
	return n
}

// orders enters the orders of a query, which parse has read where sqlq.order() stands.
func (l *lowering) orders() []parse.Order {
	if d := l.Query.Directive("order"); d != nil && len(l.Query.Orders) == 0 {
		l.errorAt(parse.CodeOrder, d.At, `Write "ORDER BY sqlq.order()" where it belongs.`, "order directive without sqlq.order()")
	}
	for i, o := range l.Query.Orders {
		l.out.Orders = append(l.out.Orders, o.Name)
		q := l.Tree
		if i > 0 {
			var d *diag.Diagnostic
			if q, _, d = l.Analyze(l.Query.OrderText(i)); d != nil {
				d.Query, d.At = l.Query.Name, l.Query.OrderSpan(i, max(d.At.Start, 0))
				l.diags.Add(d)
			}
		}
		l.sorted = append(l.sorted, q)
	}
	return l.Query.Orders
}

// switches checks the optional conditions and enters their parameters.
func (l *lowering) switches() []parse.Macro {
	var out []parse.Macro
	for k, m := range l.Query.Macros {
		if m.Kind != parse.Opt {
			continue
		}
		at := source.Span{File: l.Query.File, Start: l.Query.Start + m.Span.Start, End: l.Query.Start + m.Span.End}
		if !l.conjunct(m.Edited) {
			l.errorAt(CodeOptPlace, at, `Join it to the other conditions with AND.`,
				"sqlq.opt must be a condition of its own in WHERE, HAVING, ON or FILTER")
			return nil
		}
		s := &ir.Switch{Params: l.ownParams(k, m)}
		if len(s.Params) == 0 {
			l.errorAt(CodeOptPlace, at, "", "sqlq.opt needs a parameter that is used in no other place")
			return nil
		}
		for _, p := range s.Params {
			if len(out) < 1<<10 && l.out.Params[p].Switch == 0 {
				l.out.Params[p].Switch = len(out) + 1
			}
		}
		l.out.Switches = append(l.out.Switches, s)
		out = append(out, m)
	}
	return out
}

// ownParams returns the indexes of the parameters that stand in the condition and outside of
// all optional conditions nowhere.
func (l *lowering) ownParams(index int, opt parse.Macro) []int {
	var out []int
	for i := range l.out.Params {
		within, outside := false, false
		for _, m := range l.Query.Macros {
			if !m.Kind.IsParam() || m.Number != i+1 {
				continue
			}
			switch {
			case m.Span.Start >= opt.Span.Start && m.Span.End <= opt.Span.End && l.innermost(m) == index:
				within = true
			case l.innermost(m) < 0:
				outside = true
			}
		}
		if within && !outside {
			out = append(out, i)
		}
	}
	return out
}

// innermost returns the index of the optional condition around a macro, or -1.
func (l *lowering) innermost(m parse.Macro) int {
	for p := m.Parent; p >= 0; p = l.Query.Macros[p].Parent {
		if l.Query.Macros[p].Kind == parse.Opt {
			return p
		}
	}
	return -1
}

// conjunct reports whether the range of the text is a whole operand of AND in a condition: then
// "true" in its place means that the condition is not there.
func (l *lowering) conjunct(r parse.Range) bool {
	found := false
	check := func(cond tree.Expr) {
		for _, c := range conjuncts(cond) {
			found = found || within(c, r)
		}
	}
	for _, q := range l.trees() {
		check(q.Having)
		if q.From != nil {
			eachJoin(q.From, check)
		}
		if q.Conflict != nil {
			check(q.Conflict.Where)
		}
		for _, a := range q.Actions {
			check(a.Cond)
		}
		eachExpr(q, func(root tree.Expr) {
			walk(root, func(e tree.Expr) {
				switch x := e.(type) {
				case *tree.Aggref:
					check(x.Filter)
				case *tree.WindowFunc:
					check(x.Filter)
				}
			})
		})
	}
	return found
}

func conjuncts(e tree.Expr) []tree.Expr {
	if b, ok := e.(*tree.BoolExpr); ok && b.Op == tree.And {
		var out []tree.Expr
		for _, a := range b.Args {
			out = append(out, conjuncts(a)...)
		}
		return out
	}
	if e == nil {
		return nil
	}
	return []tree.Expr{e}
}
