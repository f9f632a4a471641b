package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// resultEnv is where the select list or RETURNING is evaluated. RETURNING of INSERT and UPDATE
// shows the stored row, and WHERE spoke of the one before: of the target, only the constraints hold
// and what is known of the stored values. DELETE shows the row that WHERE has seen, unless a rule
// does something else instead.
func (sc *scope) resultEnv() *env {
	e := &env{scope: sc, st: sc.shown, upper: sc.groups.sets}
	switch sc.q.Command {
	case tree.Select:
		return e
	case tree.Delete:
		if r := sc.entry(sc.q.Result); r != nil && !sc.p.replaced(r.Relation, 0) {
			return e
		}
	}
	if sc.stored == nil {
		sc.stored = sc.afterwards()
	}
	e.st = sc.stored
	return e
}

// afterwards is what is known once the statement has written.
func (sc *scope) afterwards() *state {
	st := &state{parent: sc.base.parent, vars: map[varKey]why{}, done: sc.base.done, params: sc.base.params}
	for k, w := range sc.base.vars {
		if k.scope != sc || k.varno != sc.q.Result {
			st.vars[k] = w
		}
	}
	sc.storedValues(st)
	return st
}

// storedValues notes the columns of the target in which the statement stores no NULL. A BEFORE trigger
// may change a row on its way, and a rule or a view may put something else in its place: then
// nothing is known.
func (sc *scope) storedValues(st *state) {
	r := sc.entry(sc.q.Result)
	if len(sc.q.Returning) == 0 || r == nil {
		return
	}
	rel := sc.p.relation(r.Relation)
	if rel == nil || !storesRows(rel) || sc.p.replaced(rel, 0) {
		return
	}
	// UPDATE may move a row to another partition, which inserts it there.
	inserts := sc.q.Command == tree.Insert || rel.Kind == catalog.PartitionedTable
	updates := sc.q.Command == tree.Update || sc.q.Conflict != nil && sc.q.Conflict.Update
	if inserts && sc.p.skips(rel, 'i') || updates && sc.p.skips(rel, 'u') {
		return
	}
	values := sc.updated
	if sc.q.Command == tree.Insert {
		values = sc.inserted
	}
	for i, f := range values(rel) {
		if c := rel.Columns[i]; f.ok && !saysItself(c) {
			st.vars[varKey{sc, sc.q.Result, int(c.Num), false}] = f.why
		}
	}
}

// saysItself: a constraint, or the expression of a generated column, tells whether it is null.
func saysItself(c *catalog.Column) bool { return c.NotNull || c.Generated != 0 }

// updated proves the columns of a row that UPDATE has stored: the assigned value, or the value from
// before, which WHERE may have tested. (If another transaction changed the row meanwhile, WHERE is
// tested again.)
func (sc *scope) updated(rel *catalog.Relation) []fact {
	e := env{scope: sc, st: sc.base}
	out := make([]fact, len(rel.Columns))
	for i, c := range rel.Columns {
		if saysItself(c) {
			continue
		}
		if t := assigned(sc.q.Targets, c.Num); t != nil {
			out[i] = e.assignedValue(rel, c, t.Expr)
		} else if w, ok := sc.base.knowsVar(varKey{sc, sc.q.Result, int(c.Num), false}); ok {
			out[i] = provedBy(w)
		}
	}
	return out
}

// inserted proves the columns of a row that INSERT has stored, or ON CONFLICT DO UPDATE changed.
func (sc *scope) inserted(rel *catalog.Relation) []fact {
	out := make([]fact, len(rel.Columns))
	k := sc.q.Conflict
	var e *env
	for i, c := range rel.Columns {
		if saysItself(c) {
			continue
		}
		proposed := sc.proposed(rel, c)
		if k == nil || !k.Update {
			out[i] = proposed
			continue
		}
		t := assigned(k.Set, c.Num)
		if t == nil || !proposed.ok {
			continue // it may be the row that was there, of which nothing is known
		}
		if e == nil {
			e = sc.onConflict(rel)
		}
		out[i] = e.assignedValue(rel, c, t.Expr)
	}
	return out
}

// onConflict is where DO UPDATE is evaluated: of the proposed row is known what INSERT gave it.
func (sc *scope) onConflict(rel *catalog.Relation) *env {
	e := &env{scope: sc, st: sc.base.child()}
	for _, c := range rel.Columns {
		if f := sc.proposed(rel, c); f.ok {
			e.know(varKey{sc, sc.q.Conflict.ExcludedRTI, int(c.Num), false}, f.why)
		}
	}
	return e
}

// proposed proves what INSERT gives a column, by its value or by default.
func (sc *scope) proposed(rel *catalog.Relation, c *catalog.Column) fact {
	e := env{scope: sc, st: sc.base}
	if t := assigned(sc.q.Targets, c.Num); t != nil {
		return e.assignedValue(rel, c, t.Expr)
	}
	return e.byDefault(rel, c)
}

func (e *env) assignedValue(rel *catalog.Relation, c *catalog.Column, x tree.Expr) fact {
	if _, ok := x.(*tree.SetToDefault); ok {
		return e.byDefault(rel, c)
	}
	f := e.notNull(x)
	if !f.ok {
		return fact{}
	}
	return provedBy(func() string {
		return "the statement stores in " + rel.Name + "." + c.Name + " " + e.name(x) + ": " + f.why()
	})
}

// byDefault proves a column's default. A table that inherits may have lost its own since.
func (e *env) byDefault(rel *catalog.Relation, c *catalog.Column) fact {
	x, ok := c.DefaultValue.(tree.Expr)
	if !ok || !c.HasDefault || len(rel.Parents) > 0 {
		return fact{}
	}
	f := e.scope.p.expression(rel, x).value
	if !f.ok {
		return fact{}
	}
	return provedBy(func() string { return rel.Name + "." + c.Name + " has a default: " + f.why() })
}

func assigned(list []*tree.TargetEntry, num int16) *tree.TargetEntry {
	for _, t := range list {
		if !t.Junk && t.Resno == int(num) {
			return t
		}
	}
	return nil
}
