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
	st := &state{parent: sc.base.parent, vars: map[varKey]why{}, done: sc.base.done, params: sc.base.params}
	for k, w := range sc.base.vars {
		if k.scope != sc || k.varno != sc.q.Result {
			st.vars[k] = w
		}
	}
	sc.storedValues(st)
	e.st = st
	return e
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
	if inserts && sc.p.skips(rel, skipsInserts) || updates && sc.p.skips(rel, skipsUpdates) {
		return
	}
	stored := sc.updated
	if sc.q.Command == tree.Insert {
		stored = sc.inserted
	}
	for _, c := range rel.Columns {
		if c.Generated != 0 || c.NotNull {
			continue // the constraint or the expression says it
		}
		if f := stored(rel, c); f.ok {
			st.vars[varKey{sc, sc.q.Result, int(c.Num), false}] = f.why
		}
	}
}

// updated proves a column of a row that UPDATE has stored: the assigned value, or the value from
// before, which WHERE may have tested. (If another transaction changed the row meanwhile, WHERE is
// tested again.)
func (sc *scope) updated(rel *catalog.Relation, c *catalog.Column) fact {
	e := env{scope: sc, st: sc.base}
	if t := assigned(sc.q.Targets, c.Num); t != nil {
		return e.assignedValue(rel, c, t.Expr)
	}
	if w, ok := sc.base.knowsVar(varKey{sc, sc.q.Result, int(c.Num), false}); ok {
		return provedBy(w)
	}
	return fact{}
}

// inserted proves a column of a row that INSERT has stored, or ON CONFLICT DO UPDATE changed.
func (sc *scope) inserted(rel *catalog.Relation, c *catalog.Column) fact {
	proposed := sc.proposed(rel, c)
	k := sc.q.Conflict
	if !proposed.ok || k == nil || !k.Update {
		return proposed
	}
	t := assigned(k.Set, c.Num)
	if t == nil {
		return fact{} // the row that was there
	}
	// The row that was there is not known, the proposed one is.
	e := env{scope: sc, st: sc.base.child()}
	for _, o := range rel.Columns {
		if f := sc.proposed(rel, o); f.ok {
			e.know(varKey{sc, k.ExcludedRTI, int(o.Num), false}, f.why)
		}
	}
	return e.assignedValue(rel, c, t.Expr)
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
