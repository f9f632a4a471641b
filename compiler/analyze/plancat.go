package analyze

import (
	"maps"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file finds the index that ON CONFLICT means, as the planner does (plancat.c:
// infer_arbiter_indexes). The server reports its absence under EXPLAIN, not under PREPARE.

// checkArbiters checks the INSERTs of a statement.
func (p *pstate) checkArbiters(q *tree.Query) {
	for _, cte := range q.CTEs {
		if cte.Query.Command != tree.Select {
			p.checkArbiters(cte.Query)
		}
	}
	if q.Conflict != nil {
		p.inferArbiter(q)
	}
}

// arbiter is an ON CONFLICT target in terms of the table that the row goes to: expressions over
// that relation alone, as those of its indexes are.
type arbiter struct {
	rel    *catalog.Relation
	elems  []tree.Expr
	cond   tree.Expr // nil without WHERE
	attnos map[int16]bool
	c      *tree.OnConflict
}

// inferArbiter refuses an ON CONFLICT that no index answers to. Mirrors plancat.c:
// infer_arbiter_indexes.
func (p *pstate) inferArbiter(q *tree.Query) {
	c := q.Conflict
	if c.Constraint != "" {
		checkConflictConstraint(q.RangeTable[q.Result-1].Relation, c)
		return
	}
	if len(c.Arbiter) == 0 {
		return
	}
	a := p.targetOf(q)
	if a == nil {
		return
	}
	s := &simplifier{shared: p.shared}
	for i, e := range a.elems {
		if v, ok := e.(*tree.Var); ok {
			if v.Attno == 0 {
				failf(sqlstate.FeatureNotSupported, source.NoPos, "whole row unique index inference specifications are not supported")
			}
			a.attnos[int16(v.Attno)] = true
			continue
		}
		a.elems[i] = s.expr(e)
	}
	for _, index := range a.rel.Indexes {
		if index.Unique && p.indexMatches(a, index, s.open) {
			return
		}
	}
	failf(sqlstate.InvalidColumnReference, source.NoPos, "there is no unique or exclusion constraint matching the ON CONFLICT specification")
}

// checkConflictConstraint checks ON CONFLICT ON CONSTRAINT.
func checkConflictConstraint(rel *catalog.Relation, on *tree.OnConflict) {
	c := findConstraint(rel, on.Constraint)
	if c == nil {
		return
	}
	switch c.Kind {
	case catalog.PrimaryKey, catalog.UniqueConstraint:
	case catalog.ExclusionConstraint:
		if on.Update {
			failf(sqlstate.WrongObjectType, source.NoPos, "ON CONFLICT DO UPDATE not supported with exclusion constraints")
		}
	default:
		failf(sqlstate.WrongObjectType, source.NoPos, "constraint in ON CONFLICT clause has no associated index")
	}
}

// targetOf follows views down to the table that an INSERT fills and puts the arbiter in terms of
// it, as rewriteHandler.c: rewriteTargetView does; nil if that cannot be told.
func (p *pstate) targetOf(q *tree.Query) *arbiter {
	a := &arbiter{rel: q.RangeTable[q.Result-1].Relation, attnos: map[int16]bool{}, c: q.Conflict}
	replace := func(with func(v *tree.Var) tree.Expr) {
		for i, e := range a.elems {
			a.elems[i] = tree.ReplaceVars(e, with)
		}
		if a.cond != nil {
			a.cond = tree.ReplaceVars(a.cond, with)
		}
	}
	a.elems, a.cond = append(a.elems, q.Conflict.Arbiter...), q.Conflict.ArbiterCond
	replace(func(v *tree.Var) tree.Expr { return tree.OverEntry(v, 1) })
	for a.rel.Kind == catalog.View && a.rel.Updatable != nil && !a.rel.Fires('i', 'i') {
		view, ok := a.rel.Query.(*tree.Query)
		if a.rel = p.cat.Relation(a.rel.Updatable.Base); !ok || a.rel == nil {
			return nil
		}
		replace(func(v *tree.Var) tree.Expr {
			t := getTLEByResno(view.Targets, v.Attno)
			if t == nil {
				return v
			}
			return tree.OverEntry(t.Expr, 1)
		})
	}
	return a
}

// indexMatches tells whether a unique index is what the arbiter means: the same columns, the same
// expressions, and a predicate that follows from the arbiter's WHERE. What cannot be decided
// without running functions counts as a match: no false alarm.
func (p *pstate) indexMatches(a *arbiter, index *catalog.IndexInfo, open bool) bool {
	attnos := map[int16]bool{}
	for _, k := range index.Keys {
		if k.Num != 0 {
			attnos[k.Num] = true
		}
	}
	if !maps.Equal(attnos, a.attnos) {
		return false
	}
	s := &simplifier{shared: p.shared, open: open}
	var exprs []tree.Expr
	for _, k := range index.Keys {
		if k.Num != 0 {
			continue
		}
		e := p.indexExpression(a.rel, k.Expr, exprIndexExpression)
		if e == nil {
			return true
		}
		exprs = append(exprs, s.expr(e))
	}
	if !p.elementsMatch(a, index, exprs) {
		return s.open && len(exprs) > 0
	}
	return p.predicateImplied(a, index.Predicate)
}

// elementsMatch compares the arbiter's elements with the index's expressions, both ways.
func (p *pstate) elementsMatch(a *arbiter, index *catalog.IndexInfo, exprs []tree.Expr) bool {
	for i, e := range a.elems {
		if !p.collationOpClassMatches(a, i, index, exprs) {
			return false
		}
		if _, plain := e.(*tree.Var); plain || a.c.Collations[i] != 0 || a.c.OpClasses[i] != 0 {
			continue
		}
		if !memberExpr(exprs, e) {
			return false
		}
	}
	for _, e := range exprs {
		if !memberExpr(a.elems, e) {
			return false
		}
	}
	return true
}

func memberExpr(list []tree.Expr, e tree.Expr) bool {
	for _, x := range list {
		if equalExpr(x, e) {
			return true
		}
	}
	return false
}

// collationOpClassMatches mirrors plancat.c: infer_collation_opclass_match.
func (p *pstate) collationOpClassMatches(a *arbiter, i int, index *catalog.IndexInfo, exprs []tree.Expr) bool {
	collation, class := a.c.Collations[i], p.cat.OpClass(a.c.OpClasses[i])
	if collation == catalog.InvalidOID && class == nil {
		return true
	}
	v, plain := a.elems[i].(*tree.Var)
	nth := 0
	for _, k := range index.Keys {
		var e tree.Expr
		of := k.Collation
		if k.Num == 0 {
			e = exprs[nth]
			nth++
			if of == catalog.InvalidOID {
				of = exprCollation(e)
			}
		}
		if have := p.cat.OpClass(k.OpClass); class != nil && have != nil &&
			(have.Family != class.Family || have.Input != class.Input) {
			continue
		}
		if collation != catalog.InvalidOID && of != collation {
			continue
		}
		if plain && int16(v.Attno) == k.Num || !plain && e != nil && equalExpr(a.elems[i], e) {
			return true
		}
	}
	return false
}

// indexExpression analyses an index's expression or predicate, kept as text in the catalog, over
// its table; nil if that fails.
func (p *pstate) indexExpression(rel *catalog.Relation, text string, kind exprKind) (e tree.Expr) {
	parsed, err := pg.Parse("SELECT " + text)
	if err != nil || len(parsed.Stmts) != 1 {
		return nil
	}
	targets := parsed.Stmts[0].Stmt.GetSelectStmt().GetTargetList()
	if len(targets) != 1 {
		return nil
	}
	// An expression that cannot be analysed gives no verdict; it is the schema's fault.
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(*failure); !ok {
				panic(r)
			}
			e = nil
		}
	}()
	sub := newPstate(newShared(p.cat, nil), nil)
	return sub.expressionOver(targets[0].GetResTarget().Val, rel, kind)
}

// predicateImplied tells whether a partial index's predicate follows from the arbiter's WHERE.
func (p *pstate) predicateImplied(a *arbiter, predicate string) bool {
	if predicate == "" {
		return true
	}
	e := p.indexExpression(a.rel, predicate, exprIndexPredicate)
	if e == nil {
		return true
	}
	s := &simplifier{shared: p.shared}
	var clauses []tree.Expr
	if a.cond != nil {
		clauses = canonicalizeQual(s.expr(a.cond))
	}
	m := &implication{shared: p.shared}
	return m.predicateImpliedBy(canonicalizeQual(s.expr(e)), clauses) || len(clauses) > 0 && (m.open || s.open)
}
