package analyze

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// maxGroupingSets bounds the expansion of CUBE and friends, as in PostgreSQL.
const maxGroupingSets = 4096

// grouping is what the checks of one aggregated query share.
type grouping struct {
	p       *pstate
	clauses []*tree.TargetEntry // the GROUP BY expressions, with their references
	// common are the GROUP BY columns that are in every grouping set: only these prove functional
	// dependencies.
	common []*tree.Var
	// nonVar: some expression is no plain column, so that each node must be compared.
	nonVar bool
	proved []int // range-table entries that depend on the grouping columns
	equal  comparison
}

// parseCheckAggregates checks that an aggregated query uses only grouped columns outside of
// aggregates, in its targets (ORDER BY and windows have their entries there) and in HAVING, and
// that GROUPING's arguments are grouping expressions. Mirrors parse_agg.c: parseCheckAggregates.
func (p *pstate) parseCheckAggregates(q *tree.Query) {
	g := &grouping{p: p}
	g.equal.flat = g.flattenBelow
	common, grouped := p.commonGroupingSet(q)
	for _, c := range q.GroupBy {
		t := getSortGroupClauseTLE(c, q.Targets)
		if t == nil {
			continue
		}
		e := g.flatten(t.Expr)
		g.clauses = append(g.clauses, &tree.TargetEntry{Expr: e, Ref: t.Ref})
		v, ok := e.(*tree.Var)
		switch {
		case !ok:
			g.nonVar = true
		case !grouped || slices.Contains(common, t.Ref):
			g.common = append(g.common, v)
		}
	}
	targets := targetExprs(q.Targets)
	g.checkGroupingFuncs(targets)
	g.checkColumns(targets)
	if q.Having != nil {
		having := []tree.Expr{q.Having}
		g.checkGroupingFuncs(having)
		g.checkColumns(having)
	}
	p.refuseRecursiveAggregates(q)
}

// refuseRecursiveAggregates fails for aggregates over a recursive CTE's reference to itself.
func (p *pstate) refuseRecursiveAggregates(q *tree.Query) {
	if !p.hasAggs {
		return
	}
	for _, r := range p.rtable {
		if r.Kind == tree.RTECTE && r.SelfRef {
			at := source.NoPos
			aggLocator(0, &at).query(q, 0)
			fail(sqlstate.InvalidRecursion, at, "aggregate functions are not allowed in a recursive query's recursive term")
		}
	}
}

// commonGroupingSet expands GROUP BY's grouping sets and returns the references that are in all of
// them; ok is false if there are none to expand.
func (p *pstate) commonGroupingSet(q *tree.Query) (common []int, ok bool) {
	if len(q.GroupingSets) == 0 {
		return nil, false
	}
	sets := expandGroupingSets(q.GroupingSets, q.GroupDistinct, maxGroupingSets)
	if sets == nil {
		at := source.NoPos
		if len(q.GroupBy) == 0 {
			at = q.GroupingSets[0].At
		}
		failf(sqlstate.StatementTooComplex, at, "too many grouping sets present (maximum %d)", maxGroupingSets)
	}
	common = sets[0]
	for _, s := range sets[1:] {
		common = slices.DeleteFunc(slices.Clone(common), func(ref int) bool { return !slices.Contains(s, ref) })
	}
	if len(sets) == 1 && len(q.GroupBy) > 0 { // no different from a plain GROUP BY
		q.GroupingSets = nil
		return nil, false
	}
	return common, true
}

// expandGroupingSets returns the flat list of grouping sets, shortest first; nil if there are more
// than limit. Mirrors parse_agg.c: expand_grouping_sets.
func expandGroupingSets(list []*tree.GroupingSet, distinct bool, limit int) [][]int {
	product := 1
	var parts [][][]int
	for _, s := range list {
		part := expandGroupingSet(s)
		product *= len(part)
		if product > limit {
			return nil
		}
		parts = append(parts, part)
	}
	out := [][]int{nil}
	for _, part := range parts {
		var next [][]int
		for _, a := range out {
			for _, b := range part {
				next = append(next, unionRefs(a, b))
			}
		}
		out = next
	}
	slices.SortStableFunc(out, func(a, b []int) int { return len(a) - len(b) })
	if !distinct {
		return out
	}
	for i := range out {
		slices.Sort(out[i])
	}
	slices.SortStableFunc(out, func(a, b []int) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return slices.Compare(a, b)
	})
	return slices.CompactFunc(out, slices.Equal[[]int])
}

func unionRefs(a, b []int) []int {
	out := slices.Clone(a)
	for _, r := range b {
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// expandGroupingSet expands one element of GROUP BY. Mirrors parse_agg.c: expand_groupingset_node.
func expandGroupingSet(s *tree.GroupingSet) [][]int {
	switch s.Kind {
	case tree.GroupEmpty:
		return [][]int{nil}
	case tree.GroupSimple:
		return [][]int{s.Refs}
	case tree.GroupRollup:
		var out [][]int
		for n := len(s.Sets); n >= 0; n-- {
			var set []int
			for _, x := range s.Sets[:n] {
				set = append(set, x.Refs...)
			}
			out = append(out, set)
		}
		return out
	case tree.GroupCube:
		var out [][]int
		for mask := range 1 << len(s.Sets) {
			var set []int
			for i, x := range s.Sets {
				if mask&(1<<i) != 0 {
					set = append(set, x.Refs...)
				}
			}
			out = append(out, set)
		}
		return out
	}
	var out [][]int
	for _, x := range s.Sets {
		out = append(out, expandGroupingSet(x)...)
	}
	return out
}

// flatten replaces a column of a join of this query by what it stands for below the join, so that
// both spellings of one column are equal. Mirrors var.c: flatten_join_alias_vars, one node at a
// time.
func (g *grouping) flatten(e tree.Expr) tree.Expr {
	for {
		v, ok := e.(*tree.Var)
		if !ok || v.LevelsUp != 0 || v.Varno < 1 || v.Varno > len(g.p.rtable) {
			return e
		}
		rte := g.p.rtable[v.Varno-1]
		if rte.Kind != tree.RTEJoin {
			return e
		}
		e = joinColumn(rte, v)
	}
}

// flattenBelow is flatten for a node in a subquery that stands depth levels below this query. A
// merged column of FULL JOIN, which is an expression, stays as it is there.
func (g *grouping) flattenBelow(e tree.Expr, depth int) tree.Expr {
	v, ok := e.(*tree.Var)
	if !ok || depth == 0 {
		return g.flatten(e)
	}
	if v.LevelsUp != depth {
		return e
	}
	local := *v
	local.LevelsUp = 0
	w, ok := g.flatten(&local).(*tree.Var)
	if !ok {
		return e
	}
	out := *w
	out.LevelsUp = depth
	return &out
}

// joinColumn returns what a join's column stands for; a column keeps the position of its use.
func joinColumn(rte *tree.RangeTableEntry, v *tree.Var) tree.Expr {
	at := func(e tree.Expr) tree.Expr {
		if w, ok := e.(*tree.Var); ok {
			c := *w
			c.At = v.At
			return &c
		}
		return e
	}
	if v.Attno > 0 {
		return at(rte.JoinVars[v.Attno-1])
	}
	row := &tree.RowExpr{Node: tree.Node{Typ: v.Typ, Mod: v.Mod, At: v.At}, Form: tree.ImplicitForm}
	for i, e := range rte.JoinVars {
		row.Args = append(row.Args, at(e))
		row.Names = append(row.Names, rte.Columns[i].Name)
	}
	return row
}

// checkColumns fails at the first ungrouped column. Mirrors parse_agg.c: check_ungrouped_columns.
func (g *grouping) checkColumns(list []tree.Expr) {
	c := &columnCheck{grouping: g}
	c.visitor.expr = c.check
	for _, e := range list {
		c.visitor.visit(e, 0)
	}
}

// columnCheck looks for ungrouped columns.
type columnCheck struct {
	*grouping
	visitor  levelVisitor
	inDirect bool // in the direct arguments of an ordered-set aggregate
}

func (c *columnCheck) check(e tree.Expr, up int) verdict {
	switch x := e.(type) {
	case *tree.Const, *tree.Param:
		return prune
	case *tree.Aggref:
		if x.LevelsUp == up {
			c.inDirect = true
			for _, d := range x.DirectArgs {
				c.visitor.visit(d, up)
			}
			c.inDirect = false
		}
		if x.LevelsUp >= up {
			return prune
		}
	case *tree.GroupingFunc:
		if x.LevelsUp >= up {
			return prune
		}
	case *tree.Var:
		c.column(x, up)
		return prune
	}
	if up == 0 && c.isGrouped(e) {
		return prune
	}
	return descend
}

// isGrouped compares a whole expression with the GROUP BY expressions.
func (g *grouping) isGrouped(e tree.Expr) bool { return g.nonVar && g.clauseOf(e) != nil }

func (g *grouping) clauseOf(e tree.Expr) *tree.TargetEntry {
	for _, t := range g.clauses {
		if g.equal.expr(e, t.Expr) {
			return t
		}
	}
	return nil
}

// column checks one column; that of a join is checked as what it stands for.
func (c *columnCheck) column(v *tree.Var, up int) {
	if v.LevelsUp != up {
		return
	}
	local := *v
	local.LevelsUp = 0
	e := c.flatten(&local)
	w, ok := e.(*tree.Var)
	if !ok {
		if up == 0 && c.isGrouped(e) {
			return
		}
		// The parts stand at the level of the query itself; only the message must know where they are.
		walkExpr(e, func(x tree.Expr) bool {
			if w, ok := c.flatten(x).(*tree.Var); ok && w.LevelsUp == 0 {
				c.localColumn(w, up)
			}
			return false
		})
		return
	}
	c.localColumn(w, up)
}

// localColumn fails unless a column of the query itself is grouped or depends on what is.
func (c *columnCheck) localColumn(v *tree.Var, up int) {
	if c.columnClause(v) != nil || slices.Contains(c.proved, v.Varno) {
		return
	}
	rte := c.p.rtable[v.Varno-1]
	if rte.Kind == tree.RTERelation && c.dependsOnGrouping(rte.Relation, v.Varno) {
		c.proved = append(c.proved, v.Varno)
		return
	}
	name := rte.Name + "." + rteAttributeName(rte, v.Attno)
	if up > 0 {
		failf(sqlstate.GroupingError, v.At, "subquery uses ungrouped column \"%s\" from outer query", name)
	}
	var options []option
	if c.inDirect {
		options = append(options, withDetail("Direct arguments of an ordered-set aggregate must use only grouped columns."))
	}
	fail(sqlstate.GroupingError, v.At, "column \""+name+"\" must appear in the GROUP BY clause or be used in an aggregate function", options...)
}

// columnClause returns the GROUP BY entry that is exactly this column.
func (g *grouping) columnClause(v *tree.Var) *tree.TargetEntry {
	for _, t := range g.clauses {
		w, ok := t.Expr.(*tree.Var)
		if ok && w.Varno == v.Varno && w.Attno == v.Attno && w.LevelsUp == 0 {
			return t
		}
	}
	return nil
}

// dependsOnGrouping reports whether the grouping columns hold the table's primary key, so that
// each group has one row of it. A deferrable key may be violated for a while and proves nothing.
// Mirrors pg_constraint.c: check_functional_grouping.
func (g *grouping) dependsOnGrouping(rel *catalog.Relation, varno int) bool {
	key := rel.PrimaryKey()
	if key == nil || key.Deferrable {
		return false
	}
	for _, num := range key.Columns {
		if !slices.ContainsFunc(g.common, func(v *tree.Var) bool {
			return v.Varno == varno && v.Attno == int(num) && v.LevelsUp == 0
		}) {
			return false
		}
	}
	return true
}

// checkGroupingFuncs checks the arguments of GROUPING calls: each must be a GROUP BY expression of
// the call's level. Mirrors parse_agg.c: finalize_grouping_exprs.
func (g *grouping) checkGroupingFuncs(list []tree.Expr) {
	var v levelVisitor
	v.expr = func(e tree.Expr, up int) verdict {
		switch x := e.(type) {
		case *tree.Const, *tree.Param:
			return prune
		case *tree.Aggref:
			if x.LevelsUp == up {
				for _, d := range x.DirectArgs {
					v.visit(d, up)
				}
			}
			if x.LevelsUp >= up {
				return prune
			}
		case *tree.GroupingFunc:
			if x.LevelsUp == up {
				g.checkGroupingFunc(x, up)
			}
			if x.LevelsUp > up {
				return prune
			}
		}
		return descend
	}
	for _, e := range list {
		v.visit(e, 0)
	}
}

func (g *grouping) checkGroupingFunc(f *tree.GroupingFunc, up int) {
	for _, arg := range f.Args {
		e := arg
		if v, ok := e.(*tree.Var); ok && v.LevelsUp == up {
			local := *v
			local.LevelsUp = 0
			e = g.flatten(&local)
		}
		if v, ok := e.(*tree.Var); ok {
			if v.LevelsUp == 0 && g.columnClause(v) != nil {
				continue
			}
		} else if up == 0 && g.isGrouped(e) {
			continue
		}
		fail(sqlstate.GroupingError, exprLocation(arg), "arguments to GROUPING must be grouping expressions of the associated query level")
	}
}
