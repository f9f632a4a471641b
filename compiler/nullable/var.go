package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// proveVar looks a column up: a fact about it, or what its range-table entry offers and no outer
// join takes away.
func (e *env) proveVar(x *tree.Var) fact {
	in := e.at(x.LevelsUp)
	if in == nil {
		return fact{}
	}
	if x.LevelsUp > 0 && in.leftOutVar(x) {
		if w, ok := in.st.knowsVar(varKey{in.scope, x.Varno, x.Attno, true}); ok {
			return provedBy(w)
		}
		return fact{}
	}
	return in.varAt(x.Varno, x.Attno)
}

func (e *env) varAt(varno, attno int) fact {
	sc := e.scope
	r := sc.entry(varno)
	if r == nil {
		return fact{}
	}
	if f := e.byConstraint(varno, attno, r); f.ok {
		return f
	}
	for _, upper := range []bool{true, false} {
		if w, ok := e.st.knowsVar(varKey{sc, varno, attno, upper}); ok && (!upper || e.upper) {
			name := sc.columnName(varno, attno)
			return provedBy(func() string { return w() + " keeps only rows in which " + name + " is not null" })
		}
	}
	if r.Kind != tree.RTERelation || r.Relation == nil || attno < 1 {
		return fact{}
	}
	return either(e.byChecks(varno, attno), func() fact { return e.byGeneration(varno, attno) })
}

// byGeneration proves a generated column by what is known of those that it is made of. A table that
// inherits may make it of others.
func (e *env) byGeneration(varno, attno int) fact {
	sc := e.scope
	r := sc.entry(varno)
	rel := sc.p.relation(r.Relation)
	c := rel.ColumnNum(int16(attno))
	if c == nil || c.Generated == 0 || e.upper || r.Excluded || !storesRows(rel) || !e.allDischarged(sc.of(varno).nulling) ||
		r.Inherit && len(sc.p.cat.Children(rel.OID)) > 0 || varno == sc.q.Result && sc.p.replaced(rel, 0) {
		return fact{}
	}
	x, ok := c.Generation.(tree.Expr)
	if !ok {
		return fact{}
	}
	var f fact
	sc.p.inPast(func() { f = e.notNull(tree.OverEntry(x, varno)) })
	if !f.ok {
		return fact{}
	}
	return provedBy(func() string { return sc.defined(rel.Name+"."+c.Name+" is generated: "+f.why(), c.At) })
}

// byConstraint proves a column without regard to what WHERE says of it: that reason is the better
// one to show.
func (e *env) byConstraint(varno, attno int, r *tree.RangeTableEntry) fact {
	sc := e.scope
	if r.Kind == tree.RTEJoin {
		return e.joinColumn(varno, attno, r)
	}
	var base fact
	switch {
	case attno == 0:
		if r.Kind == tree.RTEFunction {
			return fact{}
		}
		base = proved("a row as a whole is never null")
	case attno < 0:
		if r.Kind != tree.RTERelation || r.Relation == nil || r.Excluded || !storesRows(r.Relation) {
			return fact{}
		}
		base = proved("a system column of " + r.Name)
	default:
		base = sc.column(varno, attno).value
	}
	if !base.ok {
		return fact{}
	}
	return e.unlessExtended(varno, base, nil)
}

func storesRows(r *catalog.Relation) bool {
	return r.Kind == catalog.Table || r.Kind == catalog.PartitionedTable || r.Kind == catalog.MatView
}

// unlessExtended keeps a fact about an entry's rows if no outer join null-extends them; spared
// names the join whose extension does not count.
func (e *env) unlessExtended(varno int, base fact, spared func(extension) bool) fact {
	type spare struct {
		x       extension
		w       why
		partner bool
	}
	var kept []spare
	for _, x := range e.scope.of(varno).nulling {
		if spared != nil && spared(x) {
			continue
		}
		w, ok := e.st.discharged(x)
		partner := !ok
		if partner {
			w, ok = e.partner(x)
		}
		if !ok {
			return fact{}
		}
		kept = append(kept, spare{x, w, partner})
	}
	if len(kept) == 0 {
		return base
	}
	return provedBy(func() string {
		out := base.why()
		for _, k := range kept {
			switch w := k.w(); {
			case k.partner:
				out += "; " + k.x.joinName() + " always finds its row: " + w
			case w != "":
				out += "; " + w + " drops rows for which " + k.x.joinName() + " found none"
			}
		}
		return out
	})
}

// joinColumn proves a column of a join: a merged column of FULL JOIN USING is the one of the side
// that is there, so the join's own extensions do not count.
func (e *env) joinColumn(varno, attno int, r *tree.RangeTableEntry) fact {
	if attno < 1 || attno > len(r.JoinVars) {
		return fact{}
	}
	x := r.JoinVars[attno-1]
	c, ok := x.(*tree.CoalesceExpr)
	j := e.scope.of(varno).join
	if !ok || j == nil || j.Type != tree.FullJoin {
		return e.notNull(x)
	}
	own := func(x extension) bool { return x.scope == e.scope && x.join == varno }
	for _, a := range c.Args {
		v := bareVar(a)
		if v == nil || v.LevelsUp != 0 {
			return e.notNull(x)
		}
		ar := e.scope.entry(v.Varno)
		if ar == nil || ar.Kind == tree.RTEJoin || v.Attno < 1 {
			return e.notNull(x)
		}
		base := e.scope.column(v.Varno, v.Attno).value
		if !base.ok || !e.unlessExtended(v.Varno, base, own).ok {
			return e.notNull(x)
		}
	}
	return proved("both sides of the FULL JOIN are not null in " + r.Columns[attno-1].Name)
}

// bareVar returns the column under conversions that never make a NULL.
func bareVar(x tree.Expr) *tree.Var {
	switch x := x.(type) {
	case *tree.Var:
		return x
	case *tree.RelabelType:
		return bareVar(x.Arg)
	case *tree.FuncExpr:
		if x.Form == tree.ImplicitForm && len(x.Args) == 1 && x.Func != nil && x.Func.OID < catalog.FirstUserOID &&
			verdictOf(x.Func) == strictSafe {
			return bareVar(x.Args[0])
		}
	}
	return nil
}
