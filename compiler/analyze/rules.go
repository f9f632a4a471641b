package analyze

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file follows a statement through the rules of what it writes to, far enough to know what
// the rewriter refuses and whether a row description is left. None of the errors has a place in
// the text. Mirrors rewriteHandler.c: RewriteQuery and fireRules.

// querySource says where a query of the rewriter's result comes from.
type querySource byte

const (
	fromOriginal querySource = iota
	fromInsteadRule
	fromConditionalInsteadRule
	fromAlsoRule
)

// product is one query of the rewriter's result. command is s, i, u, d, m or n, as in
// catalog.RuleAction.
type product struct {
	source    querySource
	command   byte
	returning bool
}

// written is a statement that the rewriter looks at: the user's, one of its WITH queries, or, with
// a nil query, an action of a rule.
type written struct {
	product
	query     *tree.Query
	with      []string // the names of its WITH queries
	modifying bool     // one of them writes
}

// ruleEvent is a relation whose rules for an event are being applied.
type ruleEvent struct {
	rel   *catalog.Relation
	event byte
}

// checkRewrite rewrites a statement. If its rules leave no query that describes the rows, as when
// an INSERT is turned into an UPDATE, RETURNING returns none. Mirrors rewriteHandler.c:
// QueryRewrite and pquery.c: ChoosePortalStrategy.
func (p *pstate) checkRewrite(q *tree.Query) {
	products := p.rewriteQuery(q)
	if q.Result == 0 {
		return
	}
	own := products[:0:0]
	for _, r := range products {
		if r.source == fromOriginal {
			own = append(own, r)
		}
	}
	for _, r := range slices.Backward(products) {
		if len(own) == 0 && r.command == commandLetter[q.Command] && r.source != fromAlsoRule {
			own = append(own, r)
		}
	}
	if len(own) != 1 || !own[0].returning {
		q.Returning = nil
	}
}

var commandLetter = map[tree.Command]byte{tree.Select: 's', tree.Insert: 'i', tree.Update: 'u', tree.Delete: 'd', tree.Merge: 'm'}

// rewriteQuery rewrites a statement and the writing statements of its WITH clause.
func (p *pstate) rewriteQuery(q *tree.Query) []product {
	w := &written{product: product{command: commandLetter[q.Command], returning: len(q.Returning) > 0}, query: q}
	for _, cte := range q.CTEs {
		checkSearchableReference(cte)
		w.with = append(w.with, cte.Name)
		if cte.Query.Command != tree.Select {
			w.modifying = true
			checkWithProducts(p.rewriteQuery(cte.Query))
		}
	}
	if q.Result == 0 {
		return []product{w.product}
	}
	rel := q.RangeTable[q.Result-1].Relation
	if q.Command == tree.Merge {
		for _, a := range q.Actions {
			checkAssignedColumns(rel, a.Command, a.Targets, a.Override, nil)
		}
		return []product{w.product}
	}
	return p.rewriteTarget(w, rel, q.Targets, conflictSet(q), nil)
}

// checkWithProducts: a WITH query can only become one other query.
func checkWithProducts(products []product) {
	what := "multi-statement DO INSTEAD"
	switch {
	case len(products) == 1 && products[0].command != 'n':
		return
	case len(products) == 1:
		what = "DO INSTEAD NOTIFY"
	case len(products) == 0:
		what = "DO INSTEAD NOTHING"
	default:
		for _, r := range slices.Backward(products) {
			switch r.source {
			case fromConditionalInsteadRule:
				what = "conditional DO INSTEAD"
			case fromAlsoRule:
				what = "DO ALSO"
			}
		}
	}
	failf(sqlstate.FeatureNotSupported, source.NoPos, "%s rules are not supported for data-modifying statements in WITH", what)
}

// rewriteTarget checks what is written to rel and returns what the statement becomes by rel's rules
// or, through an automatically updatable view, by those of the relation below it. targets and set
// are numbered as rel's columns.
func (p *pstate) rewriteTarget(s *written, rel *catalog.Relation, targets, set []*tree.TargetEntry, events []ruleEvent) []product {
	w := writingOf(s.command)
	if q := s.query; q != nil {
		checkAssignedColumns(rel, q.Command, targets, q.Override, valuesEntry(q))
		if len(set) > 0 {
			checkAssignedColumns(rel, tree.Update, set, q.Override, nil)
		}
	}
	fired := s.fireRules(rel)
	throughView := !fired.instead && rel.Kind == catalog.View && !rel.Fires('i', w.event)
	if throughView && fired.conditional {
		refuseView(rel, w, "Views with conditional DO INSTEAD rules are not automatically updatable.")
	}
	var base *catalog.Relation
	if throughView {
		base = p.updatableBase(rel, w)
		if base == nil {
			return []product{s.product}
		}
		if s.command != 'd' {
			targets, set = throughViewColumns(rel, w, targets), throughViewColumns(rel, w, set)
		}
		s.checkCursor()
	}
	if (throughView || len(fired.actions) > 0) && slices.Contains(events, ruleEvent{rel, w.event}) {
		failf(sqlstate.InvalidObjectDefinition, source.NoPos, "infinite recursion detected in rules for relation \"%s\"", rel.Name)
	}
	inner := append(slices.Clone(events), ruleEvent{rel, w.event})
	var own, out []product
	switch {
	case throughView:
		own = p.rewriteTarget(s, base, targets, set, inner)
	case !fired.instead:
		if s.query != nil {
			checkResultRelation(rel)
		}
		own = []product{s.product}
	}
	for _, a := range fired.actions {
		out = append(out, p.rewriteAction(a, inner)...)
	}
	s.checkFired(rel, w, fired, throughView)
	// An INSERT is done before what its rules do, so that they see the row; others are done last.
	if s.command == 'i' {
		out = append(own, out...)
	} else {
		out = append(out, own...)
	}
	s.checkWithOnce(out)
	return out
}

// checkCursor: a cursor is on the view, and the rows of the relation below it are written.
func (s *written) checkCursor() {
	if s.query == nil {
		return
	}
	if _, current := s.query.From.Where.(*tree.CurrentOfExpr); current {
		fail(sqlstate.FeatureNotSupported, source.NoPos, "WHERE CURRENT OF on a view is not implemented")
	}
}

// checkFired: RETURNING needs a rule that returns, and ON CONFLICT allows no rules.
func (s *written) checkFired(rel *catalog.Relation, w *writing, fired *firedRules, throughView bool) {
	if (fired.instead || fired.conditional) && s.returning && !fired.returning {
		fail(sqlstate.FeatureNotSupported, source.NoPos, "cannot perform "+w.name+" RETURNING on relation \""+rel.Name+"\"",
			withHint("You need an unconditional ON %s DO INSTEAD rule with a RETURNING clause.", w.name))
	}
	updates := slices.ContainsFunc(rel.Rules, func(r catalog.Rule) bool { return r.Event == 'u' })
	if s.query != nil && s.query.Conflict != nil && !throughView && (len(fired.actions) > 0 || updates) {
		failf(sqlstate.FeatureNotSupported, source.NoPos, "INSERT with ON CONFLICT clause cannot be used with table that has INSERT or UPDATE rules")
	}
}

// checkWithOnce: each query of the result would get a copy of the WITH clause.
func (s *written) checkWithOnce(products []product) {
	n := 0
	for _, r := range products {
		if r.command != 'n' {
			n++
		}
	}
	if len(s.with) > 0 && n > 1 {
		failf(sqlstate.FeatureNotSupported, source.NoPos, "WITH cannot be used in a query that is rewritten by rules into multiple queries")
	}
}

// rewriteAction rewrites an action of a rule, which may write to a relation with rules of its own.
func (p *pstate) rewriteAction(a *firedAction, events []ruleEvent) []product {
	rel := p.cat.Relation(a.relation)
	if rel == nil || a.command == 's' || a.command == 'n' {
		return []product{a.product}
	}
	return p.rewriteTarget(&a.written, rel, nil, nil, events)
}

// firedRules is what the rules of a relation do with a statement: whether one replaces it, with or
// without a condition, whether one returns its rows, and what is done.
type firedRules struct {
	instead, conditional, returning bool
	actions                         []*firedAction
}

type firedAction struct {
	written
	relation catalog.OID
}

// fireRules applies the rules of a relation, in the order of their names.
func (s *written) fireRules(rel *catalog.Relation) *firedRules {
	fired := &firedRules{}
	for _, r := range rel.Rules {
		if r.Event != s.command {
			continue
		}
		src := fromAlsoRule
		switch {
		case r.Instead && r.Conditional:
			src = fromConditionalInsteadRule
			fired.conditional = fired.conditional || !fired.instead
		case r.Instead:
			src, fired.instead = fromInsteadRule, true
		}
		for _, a := range r.Actions {
			fired.actions = append(fired.actions, s.fire(a, src, fired))
		}
	}
	return fired
}

// fire makes a rule's action out of the statement. Mirrors rewriteHandler.c: rewriteRuleAction.
func (s *written) fire(a catalog.RuleAction, src querySource, fired *firedRules) *firedAction {
	out := &firedAction{relation: a.Relation}
	out.source, out.command, out.returning = src, a.Command, a.Returning && s.returning
	out.with = a.With
	if len(s.with) > 0 && a.Command != 'n' {
		for _, name := range s.with {
			if slices.Contains(a.With, name) {
				failf(sqlstate.FeatureNotSupported, source.NoPos, "WITH query name \"%s\" appears in both a rule action and the query being rewritten", name)
			}
		}
		if s.modifying && a.Select {
			failf(sqlstate.FeatureNotSupported, source.NoPos, "INSERT ... SELECT rule actions are not supported for queries having data-modifying statements in WITH")
		}
		out.with = slices.Concat(a.With, s.with)
	}
	if out.returning {
		if fired.returning {
			failf(sqlstate.FeatureNotSupported, source.NoPos, "cannot have RETURNING lists in multiple rules")
		}
		fired.returning = true
	}
	return out
}
