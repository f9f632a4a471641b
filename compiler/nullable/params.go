package nullable

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// uses collects what the uses of the parameters say about passing NULL.
type uses struct {
	p      *prover
	sc     *scope // of the statement, for places in its text
	count  int
	barred map[int]string        // with NULL the whole statement fails or does nothing
	asked  map[int]string        // NULL has a meaning there
	unfit  map[int]string        // NULL is an error there, but the statement may not come to it
	elems  map[int]string        // NULL elements have a meaning there
	bodies map[catalog.OID]*uses // of the arguments of functions in SQL; nil while one is looked at
	seen   tree.Visited
	around []*tree.Query // the queries that are being walked, the innermost last
	down   func(any)     // walk, bound once
}

// usesOf looks at all uses of the parameters of a statement, whose text may be nil.
func (p *prover) usesOf(q *tree.Query, text Text) *uses {
	u := newUses(p, &scope{p: p, q: q, text: text}, map[catalog.OID]*uses{})
	u.query(q)
	return u
}

func newUses(p *prover, sc *scope, bodies map[catalog.OID]*uses) *uses {
	u := &uses{p: p, sc: sc, asked: map[int]string{}, barred: map[int]string{}, unfit: map[int]string{}, elems: map[int]string{}, bodies: bodies}
	u.down = u.walk
	return u
}

// values are the parameters for which NULL is never passed: it has no meaning for them, and the sender
// has no way to say it.
func (u *uses) values(value func(int) bool) map[int]bool {
	if value == nil {
		return nil
	}
	out := map[int]bool{}
	for n := 1; n <= u.count; n++ {
		if u.barred[n] != "" || u.asked[n] == "" {
			out[n] = value(n)
		}
	}
	return out
}

// proofs decides for each parameter whether there is a reason to pass NULL. There is none if
// the statement could do nothing then, whatever else it does with the parameter; else uses that
// give NULL a meaning win over those that it does not fit, since a condition may keep it away
// from them; without any of these, the value is an ordinary one. known are those that are not null
// in every row which WHERE keeps.
func (u *uses) proofs(known map[int]why) []Proof {
	for n, w := range known {
		u.bar(n, "NULL would match nothing: "+w(), !writesAside(u.sc.q))
	}
	out := make([]Proof, u.count)
	for i := range out {
		n := i + 1
		switch {
		case u.barred[n] != "":
			out[i] = Proof{NotNull: true, Because: u.barred[n]}
		case u.asked[n] != "":
			out[i] = Proof{Because: u.asked[n]}
		case u.unfit[n] != "":
			out[i] = Proof{NotNull: true, Because: u.unfit[n]}
		default:
			out[i] = Proof{NotNull: true, Because: "no use of it gives NULL a meaning"}
		}
		out[i].ElemNotNull = u.elems[n] == ""
		out[i].ElemBecause = u.elems[n]
	}
	return out
}

// bar notes a use that NULL does not fit; whole tells that the statement does nothing without it.
func (u *uses) bar(n int, why string, whole bool) {
	if whole {
		u.barred[n] = why
	} else {
		u.unfit[n] = why
	}
}

// writesAside reports whether WITH queries of a statement write, which they do whatever comes of the
// rest.
func writesAside(q *tree.Query) bool {
	return slices.ContainsFunc(q.CTEs, (*tree.CommonTableExpr).Writes)
}

func (u *uses) query(q *tree.Query) {
	if q == nil || !u.seen.First(q) {
		return
	}
	u.around = append(u.around, q)
	defer func() { u.around = u.around[:len(u.around)-1] }()
	if r := entryOf(q, q.Result); r != nil {
		u.writes(q, r)
	}
	for _, x := range []tree.Expr{q.Limit, q.Offset} {
		if n := paramUnder(x); n != 0 {
			u.unfit[n] = u.sc.at("LIMIT and OFFSET take a number", x)
		}
	}
	tree.Children(q, u.down)
}

func entryOf(q *tree.Query, i int) *tree.RangeTableEntry {
	if i < 1 || i > len(q.RangeTable) {
		return nil
	}
	return q.RangeTable[i-1]
}

// walk visits everything in a query by its structure.
func (u *uses) walk(n any) {
	switch x := n.(type) {
	case *tree.Query:
		u.query(x)
		return
	case *tree.Var, *tree.Const:
		return // says nothing of parameters
	}
	if x, ok := n.(tree.Expr); ok {
		if !u.seen.First(x) {
			return
		}
		u.expr(x)
	}
	tree.Children(n, u.down)
}

func (u *uses) expr(x tree.Expr) {
	switch x := x.(type) {
	case *tree.Param:
		u.count = max(u.count, x.Number)
		if w := u.p.domainNotNull(x.Typ); w != nil {
			u.bar(x.Number, w(), true) // it is refused before the statement begins
		}
	case *tree.CoerceToDomain:
		if w := u.p.domainNotNull(x.Typ); w != nil {
			u.bar(paramUnder(x.Arg), w(), false)
		}
	case *tree.NullTest:
		u.ask(x.Arg, "it is tested for NULL")
	case *tree.DistinctExpr:
		for _, a := range x.Args {
			u.ask(a, "IS DISTINCT FROM compares NULL too")
		}
	case *tree.CoalesceExpr:
		for _, a := range x.Args[:len(x.Args)-1] {
			u.ask(a, "COALESCE replaces NULL")
		}
	case *tree.BooleanTest:
		u.ask(x.Arg, "a boolean test distinguishes NULL")
	case *tree.FuncExpr:
		switch {
		case x.Func == nil:
		case !builtin(x.Func):
			u.called(x)
		case x.Func.Name == "num_nulls" || x.Func.Name == "num_nonnulls":
			for _, a := range x.Args {
				u.ask(a, x.Func.Name+" counts NULL")
			}
		}
	}
}

// called asks what a function of the schema does with NULL for an argument: its default says that it has
// a meaning, or a use in the body of one in SQL.
func (u *uses) called(x *tree.FuncExpr) {
	f := u.p.cat.Proc(x.Func.OID)
	if f == nil || f.Strict || x.Variadic {
		return
	}
	first := len(f.Args) - len(f.Defaults)
	for i, a := range x.Args {
		if named, ok := a.(*tree.NamedArgExpr); ok {
			i, a = named.Number, named.Arg
		}
		if i >= len(f.Args) {
			continue
		}
		if i >= first && first >= 0 {
			if d, ok := f.Defaults[i-first].(tree.Expr); ok && isNullConst(d) {
				u.ask(a, f.Name+"() has it NULL by default")
			}
		}
		if in := u.body(f); in != nil && in.barred[i+1] == "" && in.asked[i+1] != "" {
			u.ask(a, "in "+f.Name+"(), "+in.asked[i+1])
		}
	}
}

// body looks at the uses of the arguments in the body of a function, once.
func (u *uses) body(f *catalog.Proc) *uses {
	if in, ok := u.bodies[f.OID]; ok {
		return in
	}
	fn, ok := u.p.cat.Body(f).(*tree.Function)
	if !ok {
		return nil
	}
	u.bodies[f.OID] = nil
	in := newUses(u.p, &scope{p: u.p, q: fn.Last}, u.bodies)
	for _, q := range append(fn.Before[:len(fn.Before):len(fn.Before)], fn.Last) {
		in.query(q)
	}
	u.bodies[f.OID] = in
	return in
}

// ask notes that NULL has a meaning in x: a parameter, or a column that shows one, as of a WITH
// query that gives the parameters names.
func (u *uses) ask(x tree.Expr, w string) {
	if v, ok := x.(*tree.Var); ok {
		if n := len(u.around) - 1 - v.LevelsUp; n >= 0 {
			u.askColumn(u.around[n], v, u.sc.at(w, x), 0)
		}
		return
	}
	if n := paramUnder(x); n != 0 && u.asked[n] == "" {
		u.asked[n] = u.sc.at(w, x)
	}
}

func (u *uses) askColumn(q *tree.Query, v *tree.Var, w string, depth int) {
	if depth > 50 {
		return
	}
	for _, s := range sources(q, v) {
		if inner, ok := s.x.(*tree.Var); ok {
			if inner.LevelsUp == 0 {
				u.askColumn(s.q, inner, w, depth+1)
			}
		} else if n := paramUnder(s.x); n != 0 && u.asked[n] == "" {
			u.asked[n] = w
		}
	}
}

// paramUnder returns the number of the parameter under conversions, 0 if there is none.
func paramUnder(x tree.Expr) int {
	switch x := x.(type) {
	case *tree.Param:
		return x.Number
	case *tree.RelabelType:
		return paramUnder(x.Arg)
	case *tree.CoerceViaIO:
		return paramUnder(x.Arg)
	case *tree.CoerceToDomain:
		return paramUnder(x.Arg)
	case *tree.CollateExpr:
		return paramUnder(x.Arg)
	case *tree.ArrayCoerceExpr:
		return paramUnder(x.Arg)
	case *tree.FuncExpr:
		if x.Form != tree.CallForm && x.Form != tree.SQLSyntax && len(x.Args) > 0 {
			return paramUnder(x.Args[0])
		}
	}
	return 0
}

// writes follows the values that a statement assigns to columns.
func (u *uses) writes(q *tree.Query, r *tree.RangeTableEntry) {
	if r.Relation == nil {
		return
	}
	assign := func(list []*tree.TargetEntry, every bool) {
		for _, t := range list {
			if !t.Junk {
				u.assign(q, t.Expr, assignment{r.Relation, int16(t.Resno), every}, 0)
			}
		}
	}
	switch q.Command {
	case tree.Insert, tree.Update:
		assign(q.Targets, len(u.around) == 1 && !writesAside(q) && u.keepsNull(q.Command, r.Relation))
	}
	if q.Conflict != nil {
		assign(q.Conflict.Set, false)
	}
	for _, a := range q.Actions {
		assign(a.Targets, false)
	}
}

// keepsNull reports whether what a statement writes arrives at a relation as it is: a trigger or a
// rule may put something else in the place of NULL.
func (u *uses) keepsNull(command tree.Command, rel *catalog.Relation) bool {
	return !u.p.replaced(rel, 0) && !u.p.skips(rel, 'i') && (command == tree.Insert || !u.p.skips(rel, 'u'))
}

// assignment is the column that a value goes to; every tells that the statement does nothing
// else than write rows with this value.
type assignment struct {
	rel   *catalog.Relation
	num   int16
	every bool
}

func (u *uses) assign(q *tree.Query, x tree.Expr, to assignment, depth int) {
	if depth > 50 || x == nil {
		return
	}
	if n := paramUnder(x); n != 0 {
		u.assigned(n, x, to)
		return
	}
	switch x := x.(type) {
	case *tree.Var:
		if x.LevelsUp != 0 {
			return
		}
		to.every = to.every && depth == 0 && wholeSource(q, x)
		for _, s := range sources(q, x) {
			u.assign(s.q, s.x, to, depth+1)
		}
	case *tree.CaseExpr:
		if !u.takesNull(to.rel, to.num) {
			return
		}
		for _, w := range x.Whens {
			u.assign(q, w.Result, to, depth+1)
		}
		u.assign(q, x.Default, to, depth+1)
	case *tree.CoalesceExpr:
		if u.takesNull(to.rel, to.num) {
			u.assign(q, x.Args[len(x.Args)-1], to, depth+1)
		}
	case *tree.FuncExpr:
		// unnest spreads an array over rows: its elements are what is assigned.
		if x.RetSet && x.Func != nil && x.Func.Name == "unnest" && len(x.Args) == 1 {
			if n := paramUnder(x.Args[0]); n != 0 && u.takesNull(to.rel, to.num) {
				u.elems[n] = columnLabel(to.rel, to.num) + " can be null"
			}
		}
	case *tree.FieldStore, *tree.SubscriptingRef:
		u.assignPart(x)
	case *tree.RelabelType:
		u.assign(q, x.Arg, to, depth+1)
	case *tree.CoerceToDomain:
		u.assign(q, x.Arg, to, depth+1)
	}
}

// wholeSource reports whether INSERT stores all rows of the source of a column as they are: VALUES, or
// the select list of one SELECT. What stands deeper a condition may keep away.
func wholeSource(q *tree.Query, v *tree.Var) bool {
	r := entryOf(q, v.Varno)
	if q.Command != tree.Insert || r == nil {
		return false
	}
	return r.Kind == tree.RTEValues || r.Kind == tree.RTESubquery && r.Subquery != nil && r.Subquery.SetOp == nil
}

// assignPart follows SET home.street = $1 and SET tags[1] = $1: fields and elements may be NULL whatever
// the column says.
func (u *uses) assignPart(x tree.Expr) {
	switch x := x.(type) {
	case *tree.FieldStore:
		for _, v := range x.Values {
			u.assignPart(v)
		}
	case *tree.SubscriptingRef:
		if x.Assign != nil {
			u.assignPart(x.Assign)
		}
	default:
		u.ask(x, "a part of a column can be null")
	}
}

func columnLabel(rel *catalog.Relation, num int16) string {
	if c := rel.ColumnNum(num); c != nil {
		return rel.Name + "." + c.Name
	}
	return rel.Name
}

// takesNull reports whether NULL may be stored in a column, as far as constraints say.
func (u *uses) takesNull(rel *catalog.Relation, num int16) bool {
	c := rel.ColumnNum(num)
	if c == nil {
		return true
	}
	if rel.Updatable != nil && rel.Kind == catalog.View {
		base := u.p.cat.Relation(rel.Updatable.Base)
		for i, vc := range rel.Columns {
			if base != nil && vc == c && i < len(rel.Updatable.Columns) && rel.Updatable.Columns[i] != 0 {
				return u.takesNull(base, rel.Updatable.Columns[i])
			}
		}
	}
	return !c.NotNull && u.p.domainNotNull(c.Type) == nil && !primaryKeyColumn(rel, num) && u.p.checked(rel, c) == nil
}

func (u *uses) assigned(n int, x tree.Expr, to assignment) {
	label := columnLabel(to.rel, to.num)
	if !u.takesNull(to.rel, to.num) {
		u.bar(n, u.sc.at("it is assigned to "+label+", which is not null", x), to.every)
	} else if u.asked[n] == "" {
		u.asked[n] = u.sc.at("it is assigned to "+label+", which can be null", x)
	}
}

type origin struct {
	q *tree.Query
	x tree.Expr
}

// sources are the expressions that a column of q's FROM comes from.
func sources(q *tree.Query, v *tree.Var) []origin {
	r := entryOf(q, v.Varno)
	if r == nil || v.Attno < 1 {
		return nil
	}
	switch r.Kind {
	case tree.RTEValues:
		var out []origin
		for _, row := range r.Values {
			if v.Attno <= len(row) {
				out = append(out, origin{q, row[v.Attno-1]})
			}
		}
		return out
	case tree.RTESubquery:
		return outputs(r.Subquery, v.Attno)
	case tree.RTECTE:
		if r.CTE != nil && !r.SelfRef {
			return outputs(r.CTE.Query, v.Attno)
		}
	case tree.RTEJoin:
		if v.Attno <= len(r.JoinVars) {
			return []origin{{q, r.JoinVars[v.Attno-1]}}
		}
	case tree.RTEFunction:
		if v.Attno <= len(r.Functions) && len(r.Functions) > 0 && r.Functions[v.Attno-1].ColCount == 1 {
			return []origin{{q, r.Functions[v.Attno-1].Expr}}
		}
	}
	return nil
}

func outputs(q *tree.Query, attno int) []origin {
	if q == nil {
		return nil
	}
	if q.SetOp != nil {
		return setOutputs(q, q.SetOp, attno)
	}
	cols := q.Columns()
	if attno > len(cols) {
		return nil
	}
	return []origin{{q, cols[attno-1].Expr}}
}

func setOutputs(q *tree.Query, n tree.SetNode, attno int) []origin {
	switch n := n.(type) {
	case *tree.RangeTableRef:
		if r := entryOf(q, n.RTIndex); r != nil {
			return outputs(r.Subquery, attno)
		}
	case *tree.SetOperation:
		left := setOutputs(q, n.Left, attno)
		if n.Op == tree.Except {
			return left // the rows of the right side are left out
		}
		return append(left, setOutputs(q, n.Right, attno)...)
	}
	return nil
}
