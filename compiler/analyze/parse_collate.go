package analyze

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// collateStrength says how a collation came about; a stronger one wins.
type collateStrength byte

const (
	collateNone     collateStrength = iota // not collatable
	collateImplicit                        // derived implicitly
	collateConflict                        // two implicit ones meet
	collateExplicit                        // COLLATE clause
)

// collation is the state of collation derivation of an expression or of a list of siblings. The
// second collation is the other party of a conflict.
type collationState struct {
	collation, collation2 catalog.OID
	strength              collateStrength
	at, at2               source.Pos
}

func newCollationState() *collationState {
	return &collationState{at: source.NoPos, at2: source.NoPos}
}

// assignQueryCollations marks all expressions of a query, sub-queries excepted, with collations.
// Reports 42P21 where explicit collations disagree, or implicit ones of what is sorted.
// Mirrors parse_collate.c: assign_query_collations.
func (p *pstate) assignQueryCollations(q *tree.Query) {
	targets := func(list []*tree.TargetEntry) {
		for _, t := range list {
			p.collateTarget(t, newCollationState())
		}
	}
	expr := func(e tree.Expr) bool {
		p.assignExprCollations(e)
		return false
	}
	targets(q.Targets)
	if c := q.Conflict; c != nil {
		p.assignListCollations(c.Arbiter)
		p.assignExprCollations(c.ArbiterCond)
		targets(c.Set)
		p.assignExprCollations(c.Where)
	}
	for _, a := range q.Actions {
		p.assignExprCollations(a.Cond)
		targets(a.Targets)
	}
	targets(q.Returning)
	if q.From != nil {
		walkJoinTree(q.From, expr)
	}
	p.assignExprCollations(q.Having)
	p.assignExprCollations(q.Offset)
	p.assignExprCollations(q.Limit)
	for _, w := range q.Windows {
		p.assignExprCollations(w.StartOffset)
		p.assignExprCollations(w.EndOffset)
	}
}

// assignListCollations marks expressions that need not share a collation.
// Mirrors parse_collate.c: assign_list_collations.
func (p *pstate) assignListCollations(list []tree.Expr) {
	for _, e := range list {
		p.assignExprCollations(e)
	}
}

// assignExprCollations marks an expression and all below it with collations.
// Mirrors parse_collate.c: assign_expr_collations.
func (p *pstate) assignExprCollations(e tree.Expr) {
	p.collate(e, newCollationState())
}

// selectCommonCollation returns the collation that the expressions share, InvalidOID if they are
// not collatable. If implicit ones disagree it fails, or returns InvalidOID with noneOK.
// Mirrors parse_collate.c: select_common_collation.
func (p *pstate) selectCommonCollation(exprs []tree.Expr, noneOK bool) catalog.OID {
	s := newCollationState()
	for _, e := range exprs {
		p.collate(e, s)
	}
	if s.strength != collateConflict {
		return s.collation
	}
	if !noneOK {
		p.implicitMismatch(s)
	}
	return catalog.InvalidOID
}

func (p *pstate) implicitMismatch(s *collationState) {
	fail(sqlstate.CollationMismatch, s.at2,
		"collation mismatch between implicit collations \""+p.collationName(s.collation)+"\" and \""+p.collationName(s.collation2)+"\"",
		withHint("You can choose the collation by applying the COLLATE clause to one or both expressions."))
}

// collate marks e and what is below it, and merges its collation into the state of its parent.
// Leaves carry theirs from when they were made. Mirrors parse_collate.c: assign_collations_walker.
func (p *pstate) collate(e tree.Expr, parent *collationState) {
	if e == nil {
		return
	}
	below := newCollationState()
	out := newCollationState()
	switch e := e.(type) {
	case *tree.CollateExpr:
		p.collate(e.Arg, below)
		out.set(e.Collation, collateExplicit, e.At)
	case *tree.FieldSelect:
		p.collate(e.Arg, below)
		if e.Collation != catalog.InvalidOID {
			out.set(e.Collation, collateImplicit, exprLocation(e))
		}
	case *tree.RowExpr:
		p.assignListCollations(e.Args)
		return
	case *tree.RowCompareExpr:
		for i := range e.Left {
			p.selectCommonCollation([]tree.Expr{e.Left[i], e.Right[i]}, true)
		}
		return
	case *tree.CoerceToDomain:
		p.collate(e.Arg, below)
		switch c := p.getTypcollation(e.Typ); c {
		case catalog.InvalidOID:
		case catalog.DefaultCollation: // what the input has
			*out = *below
		default:
			out.set(c, collateImplicit, exprLocation(e))
		}
		exprSetCollation(e, out.result())
	case *tree.Var, *tree.Const, *tree.Param, *tree.SubLinkColumn, *tree.CaseTestExpr, *tree.SetToDefault, *tree.CurrentOfExpr:
		if c := exprCollation(e); c != catalog.InvalidOID {
			out.set(c, collateImplicit, exprLocation(e))
		}
	default:
		p.collateChildren(e, below)
		if c := p.getTypcollation(e.Type()); c != catalog.InvalidOID {
			if below.strength > collateNone {
				*out = *below
			} else {
				out.set(c, collateImplicit, exprLocation(e))
			}
		}
		exprSetCollation(e, out.result())
	}
	out.collation2, out.at2 = below.collation2, below.at2
	p.mergeCollation(out, parent)
}

func (s *collationState) set(c catalog.OID, strength collateStrength, at source.Pos) {
	s.collation, s.strength, s.at = c, strength, at
}

// result is the collation that a node gets: none if its inputs conflict.
func (s *collationState) result() catalog.OID {
	if s.strength == collateConflict {
		return catalog.InvalidOID
	}
	return s.collation
}

// collateChildren collates what is below e; what has no say in e's own collation apart from the rest.
func (p *pstate) collateChildren(e tree.Expr, below *collationState) {
	switch e := e.(type) {
	case *tree.Aggref:
		p.collateAggref(e, below)
		p.assignExprCollations(e.Filter)
	case *tree.WindowFunc:
		for _, x := range e.Args {
			p.collate(x, below)
		}
		p.assignExprCollations(e.Filter)
	case *tree.CaseExpr: // Arg was collated when the CASE was analysed
		for _, w := range e.Whens {
			p.collate(w.Cond, below)
			p.collate(w.Result, below)
		}
		p.collate(e.Default, below)
	case *tree.SubscriptingRef:
		p.assignListCollations(e.Upper)
		p.assignListCollations(e.Lower)
		p.collate(e.Arg, below)
		p.collate(e.Assign, below)
	default:
		child := func(x tree.Expr) bool {
			p.collate(x, below)
			return false
		}
		walkChildren(e, child, func(q *tree.Query) bool {
			p.collateSubquery(q, below)
			return false
		})
	}
}

// collateSubquery merges the collation of a subquery's first column; the query itself is done.
func (p *pstate) collateSubquery(q *tree.Query, below *collationState) {
	if len(q.Targets) == 0 || q.Targets[0].Junk {
		return
	}
	e := q.Targets[0].Expr
	s := newCollationState()
	s.set(exprCollation(e), collateImplicit, exprLocation(e))
	p.mergeCollation(s, below)
}

// collateTarget collates a target entry. One that is sorted or grouped by must have a collation.
func (p *pstate) collateTarget(t *tree.TargetEntry, parent *collationState) {
	s := newCollationState()
	p.collate(t.Expr, s)
	if s.strength == collateConflict && t.Ref != 0 {
		p.implicitMismatch(s)
	}
	p.mergeCollation(s, parent)
}

// mergeCollation merges the collation of one expression into that of its siblings. Of implicit ones
// any beats the default; explicit ones must agree.
// Mirrors parse_collate.c: merge_collation_state.
func (p *pstate) mergeCollation(s, into *collationState) {
	if s.strength > into.strength {
		second, at2 := into.collation2, into.at2
		*into = *s
		if s.strength != collateConflict {
			into.collation2, into.at2 = second, at2
		}
		return
	}
	if s.strength < into.strength || s.collation == into.collation {
		return
	}
	switch s.strength {
	case collateImplicit:
		if into.collation == catalog.DefaultCollation {
			into.set(s.collation, s.strength, s.at)
		} else if s.collation != catalog.DefaultCollation {
			into.strength, into.collation2, into.at2 = collateConflict, s.collation, s.at
		}
	case collateExplicit:
		failf(sqlstate.CollationMismatch, s.at, "collation mismatch between explicit collations \"%s\" and \"%s\"",
			p.collationName(into.collation), p.collationName(s.collation))
	}
}

// collateAggref collates the arguments of an aggregate. What is only sorted by does not count;
// ordered-set aggregates count their one sorted argument, hypothetical ones in pairs.
// Mirrors parse_collate.c: assign_aggregate_collations and its two siblings.
func (p *pstate) collateAggref(a *tree.Aggref, below *collationState) {
	if a.Func.AggKind != 'o' && a.Func.AggKind != 'h' {
		for _, t := range a.Args {
			if t.Junk {
				p.collateTarget(t, newCollationState())
			} else {
				p.collateTarget(t, below)
			}
		}
		return
	}
	sorted := newCollationState()
	if len(a.Args) == 1 && a.Func.Variadic == catalog.InvalidOID {
		sorted = below
	}
	if a.Func.AggKind == 'h' {
		p.collateHypothetical(a, below, sorted == below)
		return
	}
	for _, e := range a.DirectArgs {
		p.collate(e, below)
	}
	for _, t := range a.Args {
		if sorted != below {
			sorted = newCollationState()
		}
		p.collateTarget(t, sorted)
	}
}

func (p *pstate) collateHypothetical(a *tree.Aggref, below *collationState, merge bool) {
	extra := len(a.DirectArgs) - len(a.Args)
	for _, e := range a.DirectArgs[:extra] {
		p.collate(e, below)
	}
	for i, t := range a.Args {
		pair := newCollationState()
		p.collate(a.DirectArgs[extra+i], pair)
		p.collate(t.Expr, pair)
		if pair.strength == collateConflict {
			p.implicitMismatch(pair)
		}
		if merge {
			p.mergeCollation(pair, below)
		}
	}
}
