package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// uses collects what the uses of the parameters say about passing NULL.
type uses struct {
	p      *prover
	sc     *scope // of the statement, for places in its text
	count  int
	asked  map[int]string // NULL has a meaning there
	barred map[int]string // NULL is an error or makes the statement do nothing
	elems  map[int]string // NULL elements have a meaning there
	seen   tree.Visited
	down   func(any) // walk, bound once
}

// proveParams decides for each parameter whether there is a reason to pass NULL. Uses that make
// NULL an error or pointless win over those that give it a meaning; without either, the value is
// an ordinary one.
func (p *prover) proveParams(q *tree.Query, sc *scope) []Proof {
	u := &uses{p: p, sc: sc, asked: map[int]string{}, barred: map[int]string{}, elems: map[int]string{}}
	u.down = u.walk
	u.query(q)
	for n, w := range sc.base.params {
		u.barred[n] = "NULL would match nothing: " + w()
	}
	out := make([]Proof, u.count)
	for i := range out {
		n := i + 1
		switch {
		case u.barred[n] != "":
			out[i] = Proof{NotNull: true, Because: u.barred[n]}
		case u.asked[n] != "":
			out[i] = Proof{Because: u.asked[n]}
		default:
			out[i] = Proof{NotNull: true, Because: "no use of it gives NULL a meaning"}
		}
		out[i].ElemNotNull = u.elems[n] == ""
		out[i].ElemBecause = u.elems[n]
	}
	return out
}

func (u *uses) query(q *tree.Query) {
	if q == nil || !u.seen.First(q) {
		return
	}
	if r := entryOf(q, q.Result); r != nil {
		u.writes(q, r)
	}
	for _, x := range []tree.Expr{q.Limit, q.Offset} {
		if n := paramUnder(x); n != 0 {
			u.barred[n] = u.sc.at("LIMIT and OFFSET take a number", x)
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
			u.barred[x.Number] = w()
		}
	case *tree.CoerceToDomain:
		if w := u.p.domainNotNull(x.Typ); w != nil {
			u.barred[paramUnder(x.Arg)] = w()
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
		if x.Func != nil && (x.Func.Name == "num_nulls" || x.Func.Name == "num_nonnulls") && builtin(x.Func) {
			for _, a := range x.Args {
				u.ask(a, x.Func.Name+" counts NULL")
			}
		}
	}
}

func (u *uses) ask(x tree.Expr, w string) {
	if n := paramUnder(x); n != 0 && u.asked[n] == "" {
		u.asked[n] = u.sc.at(w, x)
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
	assign := func(list []*tree.TargetEntry) {
		for _, t := range list {
			if !t.Junk && r.Relation != nil {
				u.assign(q, t.Expr, r.Relation, int16(t.Resno), 0)
			}
		}
	}
	switch q.Command {
	case tree.Insert, tree.Update:
		assign(q.Targets)
	}
	if q.Conflict != nil {
		assign(q.Conflict.Set)
	}
	for _, a := range q.Actions {
		assign(a.Targets)
	}
}

func (u *uses) assign(q *tree.Query, x tree.Expr, rel *catalog.Relation, num int16, depth int) {
	if depth > 50 || x == nil {
		return
	}
	if n := paramUnder(x); n != 0 {
		u.assigned(n, x, rel, num)
		return
	}
	switch x := x.(type) {
	case *tree.Var:
		for _, s := range sources(q, x) {
			u.assign(s.q, s.x, rel, num, depth+1)
		}
	case *tree.CaseExpr:
		if !u.takesNull(rel, num) {
			return
		}
		for _, w := range x.Whens {
			u.assign(q, w.Result, rel, num, depth+1)
		}
		u.assign(q, x.Default, rel, num, depth+1)
	case *tree.CoalesceExpr:
		if u.takesNull(rel, num) {
			u.assign(q, x.Args[len(x.Args)-1], rel, num, depth+1)
		}
	case *tree.FuncExpr:
		// unnest spreads an array over rows: its elements are what is assigned.
		if x.RetSet && x.Func != nil && x.Func.Name == "unnest" && len(x.Args) == 1 {
			if n := paramUnder(x.Args[0]); n != 0 && u.takesNull(rel, num) {
				u.elems[n] = columnLabel(rel, num) + " can be null"
			}
		}
	case *tree.FieldStore, *tree.SubscriptingRef:
		u.assignPart(x)
	case *tree.RelabelType:
		u.assign(q, x.Arg, rel, num, depth+1)
	case *tree.CoerceToDomain:
		u.assign(q, x.Arg, rel, num, depth+1)
	}
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

func (u *uses) assigned(n int, x tree.Expr, rel *catalog.Relation, num int16) {
	if !u.takesNull(rel, num) {
		u.barred[n] = u.sc.at("it is assigned to "+columnLabel(rel, num)+", which is not null", x)
	} else if u.asked[n] == "" {
		u.asked[n] = u.sc.at("it is assigned to "+columnLabel(rel, num)+", which can be null", x)
	}
}

type origin struct {
	q *tree.Query
	x tree.Expr
}

// sources are the expressions that a column of FROM comes from.
func sources(q *tree.Query, v *tree.Var) []origin {
	r := entryOf(q, v.Varno)
	if r == nil || v.LevelsUp != 0 || v.Attno < 1 {
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
		return append(setOutputs(q, n.Left, attno), setOutputs(q, n.Right, attno)...)
	}
	return nil
}
