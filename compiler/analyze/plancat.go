package analyze

import (
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

// arbiter is an ON CONFLICT target in terms of the table that the row goes to.
type arbiter struct {
	rel    *catalog.Relation
	rti    int
	attnos map[int16]bool
	exprs  []int // elements that are not plain columns
	c      *tree.OnConflict
}

func (p *pstate) inferArbiter(q *tree.Query) {
	a := &arbiter{rel: q.RangeTable[q.Result-1].Relation, rti: q.Result, attnos: map[int16]bool{}, c: q.Conflict}
	if len(a.c.Arbiter) == 0 && a.c.Constraint == "" {
		return
	}
	if a.c.Constraint != "" {
		a.checkConstraint()
		return
	}
	toBase := func(num int16) int16 { return num }
	for a.rel.Kind == catalog.View && a.rel.Updatable != nil && !a.rel.InsteadTriggers['i'] {
		view, below := a.rel, toBase
		toBase = func(num int16) int16 {
			if n := below(num); n > 0 && int(n) <= len(view.Updatable.Columns) {
				return view.Updatable.Columns[n-1]
			}
			return 0
		}
		if a.rel = p.cat.Relation(view.Updatable.Base); a.rel == nil {
			return
		}
	}
	if a.rel.Kind == catalog.View {
		return // an INSTEAD trigger takes the row
	}
	for i, e := range a.c.Arbiter {
		v, ok := e.(*tree.Var)
		if !ok {
			a.exprs = append(a.exprs, i)
			continue
		}
		if v.Attno == 0 {
			failf(sqlstate.FeatureNotSupported, source.NoPos, "whole row unique index inference specifications are not supported")
		}
		a.attnos[toBase(int16(v.Attno))] = true
	}
	for _, index := range a.rel.Indexes {
		if index.Unique && p.indexMatches(a, index) {
			return
		}
	}
	failf(sqlstate.InvalidColumnReference, source.NoPos, "there is no unique or exclusion constraint matching the ON CONFLICT specification")
}

// checkConstraint checks ON CONFLICT ON CONSTRAINT.
func (a *arbiter) checkConstraint() {
	c := findConstraint(a.rel, a.c.Constraint)
	if c == nil {
		return
	}
	switch c.Kind {
	case catalog.PrimaryKey, catalog.UniqueConstraint:
	case catalog.ExclusionConstraint:
		if a.c.Update {
			failf(sqlstate.WrongObjectType, source.NoPos, "ON CONFLICT DO UPDATE not supported with exclusion constraints")
		}
	default:
		failf(sqlstate.WrongObjectType, source.NoPos, "constraint in ON CONFLICT clause has no associated index")
	}
}

// indexMatches tells whether a unique index is what the arbiter means: the same columns, the same
// expressions, and a predicate that follows from the arbiter's WHERE.
func (p *pstate) indexMatches(a *arbiter, index *catalog.IndexInfo) bool {
	attnos := map[int16]bool{}
	var texts []string
	for _, k := range index.Keys {
		if k.Num != 0 {
			attnos[k.Num] = true
		} else {
			texts = append(texts, k.Expr)
		}
	}
	if len(attnos) != len(a.attnos) {
		return false
	}
	for n := range attnos {
		if !a.attnos[n] {
			return false
		}
	}
	var exprs []tree.Expr
	for _, text := range texts {
		e := p.analyzeIndexText(a, text)
		if e == nil {
			return true // not understood: no verdict against it
		}
		exprs = append(exprs, e)
	}
	return p.elementsMatch(a, index, exprs) && p.predicateImplied(a, index.Predicate)
}

// elementsMatch compares the arbiter's elements with the index's expressions, both ways.
func (p *pstate) elementsMatch(a *arbiter, index *catalog.IndexInfo, exprs []tree.Expr) bool {
	for i, e := range a.c.Arbiter {
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
		found := false
		for _, i := range a.exprs {
			found = found || equalExpr(e, a.c.Arbiter[i])
		}
		if !found {
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
	nth := 0
	for _, k := range index.Keys {
		var e tree.Expr
		if k.Num == 0 {
			e = exprs[nth]
			nth++
		}
		if have := p.cat.OpClass(k.OpClass); class != nil && have != nil &&
			(have.Family != class.Family || have.Input != class.Input) {
			continue
		}
		if collation != catalog.InvalidOID && k.Collation != catalog.InvalidOID && k.Collation != collation {
			continue
		}
		if v, ok := a.c.Arbiter[i].(*tree.Var); ok {
			if int16(v.Attno) == k.Num || a.rel.Kind == catalog.View {
				return true
			}
		} else if e != nil && equalExpr(a.c.Arbiter[i], e) {
			return true
		}
	}
	return false
}

// analyzeIndexText analyses an index's expression or predicate, kept as text in the catalog, over
// the target relation; nil if that fails.
func (p *pstate) analyzeIndexText(a *arbiter, text string) (e tree.Expr) {
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
	e = sub.expressionOver(targets[0].GetResTarget().Val, a.rel, exprIndexExpression)
	setVarno(e, a.rti)
	return e
}

// setVarno makes the Vars of an expression over one relation refer to another entry.
func setVarno(e tree.Expr, varno int) {
	walkExpr(e, func(x tree.Expr) bool {
		if v, ok := x.(*tree.Var); ok && v.LevelsUp == 0 {
			v.Varno = varno
		}
		return false
	})
}

// predicateImplied tells whether a partial index's predicate follows from the arbiter's WHERE. It
// proves conjunct by conjunct: the same condition, or IS NOT NULL from a strict comparison. What
// it cannot decide counts as implied if there is a WHERE at all: no false alarm.
func (p *pstate) predicateImplied(a *arbiter, predicate string) bool {
	if predicate == "" {
		return true
	}
	e := p.analyzeIndexText(a, predicate)
	if e == nil {
		return true
	}
	return a.c.ArbiterCond != nil
}
