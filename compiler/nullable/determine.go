package nullable

import (
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// determined is the closure of what equality conditions and keys pin down: which entries have at
// most one row, and which columns one value.
type determined struct {
	sc     *scope
	leaves []int
	single map[int]bool
	why    map[int]why
	fixed  map[int]map[int]bool // entry -> index in Columns
	cause  map[int]map[int]ground
	full   bool // a FULL JOIN: two single rows may give two
	rules  []equality
	// For unique indexes that are not on plain columns alone; see partial.go.
	computed []computed
	nulls    map[int]map[int]bool // entry -> index in Columns: known to be NULL
}

// equality is a condition v = x that holds for the rows of v's entry. Under an outer join it
// speaks only of the rows of its nullable side: within limits the entries it may pin.
type equality struct {
	v      *tree.Var
	x      tree.Expr
	within map[int]bool // nil: all
	from   ground
}

func (sc *scope) determine(fixed map[int]bool) *determined {
	d := &determined{sc: sc, single: map[int]bool{}, why: map[int]why{}, fixed: map[int]map[int]bool{}, cause: map[int]map[int]ground{}}
	if sc.q.From == nil {
		return d
	}
	for _, n := range sc.q.From.List {
		d.walk(n, nil)
	}
	if sc.q.Command == tree.Select || sc.q.Command == tree.Update || sc.q.Command == tree.Delete {
		d.conditions(sc.q.From.Where, nil, ground{sc: sc, clause: "WHERE", cond: sc.q.From.Where})
	}
	d.assumeOutput(fixed)
	for changed := true; changed; {
		changed = d.step()
	}
	return d
}

// walk collects leaves and ON conditions. An outer join that always finds its row counts as an
// inner join.
func (d *determined) walk(n tree.JoinNode, within map[int]bool) {
	switch n := n.(type) {
	case *tree.RangeTableRef:
		d.leaves = append(d.leaves, n.RTIndex)
	case *tree.FromExpr:
		for _, x := range n.List {
			d.walk(x, within)
		}
		d.conditions(n.Where, within, ground{sc: d.sc, clause: "WHERE", cond: n.Where})
	case *tree.JoinExpr:
		left := n.Type == tree.LeftJoin && !d.always(n.RTIndex, true)
		right := n.Type == tree.RightJoin && !d.always(n.RTIndex, false)
		if n.Type == tree.FullJoin {
			l, r := d.always(n.RTIndex, true), d.always(n.RTIndex, false)
			d.full = d.full || !l && !r
			left, right = !l, !r
		}
		lw, rw, on := within, within, within
		if left {
			rw = entriesOf(n.Right)
			on = rw
		}
		if right {
			lw = entriesOf(n.Left)
			on = lw
		}
		if left && right {
			on = map[int]bool{}
		}
		d.walk(n.Left, lw)
		d.walk(n.Right, rw)
		d.conditions(n.On, on, ground{sc: d.sc, clause: "the join condition", cond: n.On})
	}
}

func (d *determined) always(join int, right bool) bool {
	_, ok := d.sc.base.discharged(extension{d.sc, join, right})
	return ok
}

func entriesOf(n tree.JoinNode) map[int]bool {
	out := map[int]bool{}
	var add func(tree.JoinNode)
	add = func(n tree.JoinNode) {
		switch n := n.(type) {
		case *tree.RangeTableRef:
			out[n.RTIndex] = true
		case *tree.JoinExpr:
			add(n.Left)
			add(n.Right)
		case *tree.FromExpr:
			for _, x := range n.List {
				add(x)
			}
		}
	}
	add(n)
	return out
}

// conditions takes the equalities out of a condition's conjuncts.
func (d *determined) conditions(x tree.Expr, within map[int]bool, g ground) {
	switch x := x.(type) {
	case *tree.NullTest:
		d.isNull(x, within)
	case *tree.BoolExpr:
		if x.Op == tree.And {
			for _, a := range x.Args {
				d.conditions(a, within, g.part(a))
			}
		}
	case *tree.OpExpr:
		if len(x.Args) == 2 && d.sc.p.isEquality(x.Op) {
			d.equate(x.Args[0], x.Args[1], x.Op.Left, within, g)
			d.equate(x.Args[1], x.Args[0], x.Op.Right, within, g)
			d.compute(x, within, g)
		}
	case *tree.ScalarArrayOpExpr:
		if a, ok := x.Args[1].(*tree.ArrayExpr); ok && x.UseOr && len(a.Elems) == 1 && !a.MultiDim && d.sc.p.isEquality(x.Op) {
			d.equate(x.Args[0], a.Elems[0], x.Op.Left, within, g)
		}
	case *tree.SubLink:
		if test, ok := x.Test.(*tree.OpExpr); ok && x.Kind == tree.AnyLink && len(test.Args) == 2 && d.sc.p.isEquality(test.Op) && d.oneRow(x.Query) {
			d.equate(test.Args[0], x, test.Op.Left, within, g)
		}
	case *tree.Var:
		d.equate(x, &tree.Const{Text: "t"}, catalog.BoolOID, within, g)
	}
}

// oneRow reports whether a subquery of a condition returns at most one row.
func (d *determined) oneRow(q *tree.Query) bool {
	e := env{scope: d.sc, st: d.sc.base}
	_, b := e.subquery(q)
	return b.most
}

// equate notes left = right if left is a column compared as its own type, so that the operator
// is the one that its unique indexes use.
func (d *determined) equate(left, right tree.Expr, operand catalog.OID, within map[int]bool, g ground) {
	v := d.plainVar(left, operand)
	if v == nil || d.sc.entry(v.Varno) == nil || !d.sc.p.deterministicIn(right, v.Collation) {
		return
	}
	d.rules = append(d.rules, equality{v, right, within, g})
}

// compute notes the equality of an expression that is compared as its own type.
func (d *determined) compute(x *tree.OpExpr, within map[int]bool, g ground) {
	for i, side := range x.Args {
		switch side.(type) {
		case *tree.Const, *tree.Param, *tree.Var:
			continue
		}
		if operand := [...]catalog.OID{x.Op.Left, x.Op.Right}[i]; side.Type() == operand && d.sc.p.deterministicIn(x.Args[1-i], catalog.InvalidOID) {
			d.computed = append(d.computed, computed{side, x.Args[1-i], x.Op, within, g})
		}
	}
}

// isNull notes a column that is NULL, which is one value to an index that says NULLS NOT DISTINCT.
func (d *determined) isNull(x *tree.NullTest, within map[int]bool) {
	if x.IsNot || x.ArgIsRow {
		return
	}
	v := d.plainVar(x.Arg, d.sc.p.comparedAs(x.Arg.Type()))
	if v == nil || within != nil && !within[v.Varno] || len(d.sc.of(v.Varno).nulling) > 0 && within == nil {
		return
	}
	if d.nulls == nil {
		d.nulls = map[int]map[int]bool{}
	}
	if d.nulls[v.Varno] == nil {
		d.nulls[v.Varno] = map[int]bool{}
	}
	if i := columnIndex(d.sc.entry(v.Varno), v.Attno); i >= 0 {
		d.nulls[v.Varno][i] = true
	}
}

func (d *determined) plainVar(x tree.Expr, operand catalog.OID) *tree.Var {
	if r, ok := x.(*tree.RelabelType); ok {
		x = r.Arg
	}
	v, ok := x.(*tree.Var)
	if !ok || v.LevelsUp != 0 || v.Attno < 1 {
		return nil
	}
	r := d.sc.entry(v.Varno)
	for range 64 { // a merged column stands for a column below
		if r == nil || r.Kind != tree.RTEJoin || v.Attno > len(r.JoinVars) {
			break
		}
		below := r.JoinVars[v.Attno-1]
		if rl, ok := below.(*tree.RelabelType); ok {
			below = rl.Arg
		}
		w, ok := below.(*tree.Var)
		if !ok || w.LevelsUp != 0 || w.Attno < 1 {
			return nil
		}
		v, r = w, d.sc.entry(w.Varno)
	}
	own := d.sc.p.comparedAs(v.Type())
	t := d.sc.p.cat.Type(own)
	switch {
	case own == operand:
		return v
	case t != nil && operand == catalog.AnyEnumOID && t.Kind == catalog.EnumType,
		t != nil && operand == catalog.AnyArrayOID && t.IsTrueArray(),
		t != nil && operand == catalog.AnyRangeOID && t.Kind == catalog.RangeType:
		return v
	}
	return nil
}

// deterministicIn reports whether no part of an expression is under a collation that takes different
// strings for equal, unless that is own, the column's that it is compared with: a unique index may
// hold several such strings.
func (p *prover) deterministicIn(x tree.Expr, own catalog.OID) bool {
	ok := true
	check := func(c catalog.OID) { ok = ok && (c == own || p.deterministic(c)) }
	visit(x, func(x tree.Expr) bool {
		switch x := x.(type) {
		case *tree.Var:
			check(x.Collation)
		case *tree.CollateExpr:
			check(x.Collation)
		case *tree.RelabelType:
			check(x.Collation)
		case interface{ ResultCollation() catalog.OID }:
			check(x.ResultCollation())
		}
		return ok
	})
	return ok
}

func (p *prover) deterministic(collation catalog.OID) bool {
	if collation == catalog.InvalidOID {
		return true
	}
	c := p.cat.Collation(collation)
	return c != nil && c.Deterministic
}

// isEquality reports whether an operator is the equality of a btree operator family, as unique
// indexes use it. A comparison that depends on the time zone is none: two timestamps can be equal
// to one timestamptz.
func (p *prover) isEquality(o *catalog.Operator) bool {
	if o == nil || o.OID >= catalog.FirstUserOID && o.Extension == "" {
		return false
	}
	if f := p.cat.Proc(o.Proc); f == nil || f.Volatile != 'i' {
		return false
	}
	for _, a := range p.cat.OperatorFamilies(o.OID) {
		if a.Method == "btree" && a.Strategy == 3 {
			return o.Name == "="
		}
	}
	return false
}

// assumeOutput fixes the columns that the output columns show.
func (d *determined) assumeOutput(fixed map[int]bool) {
	n := 0
	for _, t := range d.sc.q.Targets {
		if t.Junk {
			continue
		}
		if fixed[n] && !d.sc.groups.sets {
			if v := d.plainVar(t.Expr, d.sc.p.comparedAs(t.Expr.Type())); v != nil {
				d.fix(v)
			}
		}
		n++
	}
}

func (d *determined) fix(v *tree.Var) bool {
	r := d.sc.entry(v.Varno)
	i := columnIndex(r, v.Attno)
	if i < 0 || d.fixed[v.Varno][i] {
		return false
	}
	if d.fixed[v.Varno] == nil {
		d.fixed[v.Varno] = map[int]bool{}
	}
	d.fixed[v.Varno][i] = true
	return true
}

func (d *determined) step() bool {
	changed := false
	for _, q := range d.rules {
		if q.within != nil && !q.within[q.v.Varno] {
			continue
		}
		if d.constant(q.x) && d.fix(q.v) {
			d.note(q)
			changed = true
		}
	}
	for _, i := range d.leaves {
		if d.single[i] || !d.reachable(i) {
			continue
		}
		b := d.sc.leafBounds(i, d.fixed[i])
		if !b.most {
			b = d.uniqueIndex(i)
		}
		if b.most {
			d.single[i], d.why[i] = true, d.byKey(i, b)
			changed = true
		}
	}
	return changed
}

// note keeps what fixed a column, for the reason.
func (d *determined) note(q equality) {
	if d.sc.text == nil {
		return
	}
	if d.cause[q.v.Varno] == nil {
		d.cause[q.v.Varno] = map[int]ground{}
	}
	d.cause[q.v.Varno][columnIndex(d.sc.entry(q.v.Varno), q.v.Attno)] = q.from
}

// byKey adds to a reason the conditions that fix the columns of the key.
func (d *determined) byKey(i int, b bounds) why {
	r := d.sc.entry(i)
	if d.sc.text == nil || b.key == nil {
		return b.why
	}
	return func() string {
		var from []ground
		for _, num := range b.key.columns {
			if g, ok := d.cause[i][columnIndex(r, int(num))]; ok {
				from = append(from, g)
			}
		}
		return pickedBy(from, b.why())
	}
}

// pickedBy says that conditions pick one row by a key.
func pickedBy(from []ground, key string) string {
	if len(from) == 0 {
		return key
	}
	var out []string
	for _, g := range from {
		out = append(out, g.words())
	}
	verb := " pick one row by the "
	if len(out) == 1 {
		verb = " picks one row by the "
	}
	return strings.Join(out, " and ") + verb + key
}

// reachable reports whether what a LATERAL entry refers to is single itself: its bound is per
// row of that.
func (d *determined) reachable(i int) bool {
	r := d.sc.entry(i)
	if r == nil {
		return false
	}
	if !r.Lateral && r.Kind != tree.RTEFunction && r.Kind != tree.RTETableFunc {
		return true
	}
	for _, j := range d.leaves {
		if o := d.sc.entry(j); j < i && o != nil && !d.single[j] && j != i {
			return false
		}
	}
	return true
}

// constant reports whether an expression has one value throughout: literals, parameters, outer
// columns, and columns that are fixed or belong to a single row.
func (d *determined) constant(x tree.Expr) bool {
	if v, ok := d.sc.p.stripped(x).(*tree.Var); ok {
		return d.constantVar(v, compared)
	}
	if s, ok := x.(*tree.SubLink); ok {
		return (s.Kind == tree.ExprLink || s.Kind == tree.AnyLink) && d.sc.p.standsAlone(s.Query, 0, &tree.Visited{})
	}
	if !d.sc.p.repeatable(x) {
		return false
	}
	ok := true
	visit(x, func(x tree.Expr) bool {
		switch x := x.(type) {
		case *tree.Var:
			ok = ok && d.constantVar(x, inside)
		case *tree.Aggref, *tree.WindowFunc, *tree.GroupingFunc:
			ok = false
		}
		return ok
	})
	return ok
}

// oneValue is constant for a value that is grouped: there NULL of an outer join is a second value.
func (d *determined) oneValue(x tree.Expr) bool {
	if v, ok := d.sc.p.stripped(x).(*tree.Var); ok {
		return d.constantVar(v, grouped)
	}
	return d.constant(x)
}

// use is what becomes of a column's value; it decides which other values count as the same.
type use byte

const (
	compared use = iota // by an equality, which NULL never meets
	grouped             // NULL is a value too
	inside              // equal values must look the same: 1.0 and 1.00 have different texts
)

// stripped takes off a conversion that keeps the value and what it is equal to: citext as text is
// the same value, but equal to fewer.
func (p *prover) stripped(x tree.Expr) tree.Expr {
	if r, ok := x.(*tree.RelabelType); ok && p.comparedAs(r.Arg.Type()) == p.comparedAs(r.Type()) {
		return r.Arg
	}
	return x
}

// comparedAs is the type whose operators compare values of a type: below domains, text for varchar.
func (p *prover) comparedAs(oid catalog.OID) catalog.OID {
	for range 64 {
		t := p.cat.Type(oid)
		if t == nil || t.Kind != catalog.DomainType {
			break
		}
		oid = t.BaseType
	}
	if oid == catalog.VarcharOID {
		return catalog.TextOID
	}
	return oid
}

// constantVar: unless it is just compared, a column that an outer join may null can have two values.
func (d *determined) constantVar(v *tree.Var, u use) bool {
	if v.LevelsUp > 0 {
		return true
	}
	r := d.sc.entry(v.Varno)
	if r == nil {
		return false
	}
	if r.Kind == tree.RTEJoin {
		if v.Attno < 1 || v.Attno > len(r.JoinVars) {
			return false
		}
		if below, ok := d.sc.p.stripped(r.JoinVars[v.Attno-1]).(*tree.Var); ok {
			return d.constantVar(below, u)
		}
		return d.constant(r.JoinVars[v.Attno-1])
	}
	if u != compared {
		for _, x := range d.sc.of(v.Varno).nulling {
			if _, ok := d.sc.base.discharged(x); !ok && !d.once(x) {
				return false
			}
		}
	}
	if d.single[v.Varno] {
		return true
	}
	i := columnIndex(r, v.Attno)
	return i >= 0 && d.fixed[v.Varno][i] && (u != inside || d.sc.p.identical(v))
}

// once reports whether the other side of an outer join has a single row, so that its own side is there
// or is not, the same throughout. Anything but a table might look at rows besides, as LATERAL does, or
// be computed again for each of them.
func (d *determined) once(x extension) bool {
	j := d.sc.of(x.join).join
	if j == nil || d.full {
		return false
	}
	own, other := j.Right, j.Left
	if !x.right {
		own, other = other, own
	}
	for i := range entriesOf(other) {
		if !d.single[i] {
			return false
		}
	}
	leaf, ok := own.(*tree.RangeTableRef)
	if !ok || j.On != nil && !d.sc.p.repeatable(j.On) {
		return false
	}
	r := d.sc.entry(leaf.RTIndex)
	return r != nil && r.Kind == tree.RTERelation && !r.Sample && storesRows(r.Relation)
}

// identical reports whether values of a column that are equal cannot be told apart.
func (p *prover) identical(v *tree.Var) bool {
	oid := p.comparedAs(v.Type())
	switch oid {
	case catalog.TextOID:
		return p.deterministic(v.Collation)
	case catalog.BoolOID, catalog.Int2OID, catalog.Int4OID, catalog.Int8OID, catalog.OidOID, catalog.UUIDOID,
		catalog.DateOID, catalog.TimestampOID, catalog.TimestamptzOID, catalog.ByteaOID:
		return true
	}
	t := p.cat.Type(oid)
	return t != nil && t.Kind == catalog.EnumType
}
