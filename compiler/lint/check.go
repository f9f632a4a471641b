package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// This file holds comparisons against what CHECK constraints, and functions that count, allow.

// against finds a comparison of a column with constants that the CHECK constraints of its table decide:
// a value that is never stored, most often a typing error.
func (l *linter) against(x tree.Expr) {
	if l.q.From == nil || l.halves[x] == either {
		return
	}
	if s, ok := x.(*tree.ScalarArrayOpExpr); ok {
		l.unstored(s)
		return
	}
	b, ok := l.bound(x)
	if !ok || len(b.values) == 0 && !b.impossible() {
		return
	}
	for _, k := range l.limits(b.column) {
		switch name := columnName(l.q, b.column); {
		case l.exclude(b, k.bound):
			l.warn(Constant, x.Pos(), k.fix(), "the comparison is never true: %s keeps such values out of \"%s\"", k.name, name)
			return
		case l.halves[x] == 0 && !k.ofType && l.always(b, k.bound) && l.present(b.column):
			l.warn(Constant, x.Pos(), "Leave it out, or correct the value.", "the comparison is always true: %s lets no other values into \"%s\"", k.name, name)
			return
		}
	}
}

// whens looks at the values of CASE x WHEN value as at those that x is compared with.
func (l *linter) whens(x *tree.CaseExpr) {
	if x.Arg == nil {
		return
	}
	tested := func(e tree.Expr) tree.Expr {
		if _, ok := e.(*tree.CaseTestExpr); ok {
			return x.Arg
		}
		return e
	}
	for _, w := range x.Whens {
		if o, ok := w.Cond.(*tree.OpExpr); ok {
			c := tree.Mutate(o, func(e tree.Expr) tree.Expr {
				if r, ok := e.(*tree.RelabelType); ok {
					return tree.Mutate(r, tested)
				}
				return tested(e)
			}).(*tree.OpExpr)
			c.At = position(c.Args[1], o)
			l.against(c)
		}
	}
}

// unstored finds the elements of IN and NOT IN that a CHECK constraint keeps out.
func (l *linter) unstored(x *tree.ScalarArrayOpExpr) {
	a, ok := arrayIn(x.Args[1]).(*tree.ArrayExpr)
	if !ok || a.MultiDim || x.Op == nil || x.Op.Name != "=" && x.Op.Name != "<>" {
		return
	}
	var limits []limit
	for i, e := range a.Elems {
		c, v, ok := l.columnConst(x.Args[0], e)
		if !ok {
			continue
		}
		if limits == nil {
			if limits = l.limits(c); len(limits) == 0 {
				return
			}
		}
		b := l.whole(bound{x, c, "=", []*tree.Const{v}})
		for _, k := range limits {
			if l.exclude(b, k.bound) {
				l.warn(Constant, position(a.Elems[i], x), k.fix(),
					"the value is never found: %s keeps it out of \"%s\"", k.name, columnName(l.q, c))
				return
			}
		}
	}
}

// always reports whether each value that a limit allows meets a comparison.
func (l *linter) always(b bound, k bound) bool {
	opposite := map[string]string{"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}[b.op]
	if len(b.values) != 1 || opposite == "" {
		return false
	}
	return l.exclude(bound{b.at, b.column, opposite, b.values}, k)
}

// present reports whether a column is NOT NULL and no outer join leaves its row out. MERGE and INSERT
// know rows that are not there.
func (l *linter) present(c column) bool {
	t := table(l.q, c.rel)
	if t == nil || l.q.Command == tree.Insert || l.q.Command == tree.Merge {
		return false
	}
	k := t.ColumnNum(int16(c.num))
	return k != nil && k.NotNull && len(l.q.GroupingSets) == 0 && !l.absent(l.q, c.rel)
}

// counted finds comparisons of what is never negative with negative numbers: count(*) < 0.
func (l *linter) counted(x *tree.OpExpr) {
	if !isComparison(x.Op) || len(x.Args) != 2 {
		return
	}
	for i, a := range x.Args {
		k := constOf(x.Args[1-i])
		if k == nil || k.Null || !k.Typ.IsExactNumber() || !neverNegative(a) {
			continue
		}
		zero := &tree.Const{Node: tree.Node{Typ: catalog.Int8OID, Mod: -1}, Text: "0"}
		op := x.Op.Name
		if i == 1 {
			op = map[string]string{"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}[op]
		}
		b, least := bound{op: op, values: []*tree.Const{k}}, bound{op: ">=", values: []*tree.Const{zero}}
		switch _, aggregate := a.(*tree.Aggref); {
		case l.exclude(b, least):
			l.warn(Constant, x.At, "Compare with 0 or more.", "the comparison is never true: the number is not negative")
		case aggregate && l.always(b, least):
			l.warn(Constant, x.At, "Compare with more than 0, or leave it out.", "the comparison is always true: the number is not negative")
		}
		return
	}
}

// neverNegative: counts and lengths.
func neverNegative(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.Aggref:
		return x.Func.Name == "count" && x.Func.Namespace == catalog.PgCatalog
	case *tree.WindowFunc:
		return x.Func.Name == "count" && x.Func.Namespace == catalog.PgCatalog
	case *tree.FuncExpr:
		if x.Func.Namespace != catalog.PgCatalog {
			return false
		}
		switch x.Func.Name {
		case "length", "char_length", "character_length", "octet_length", "bit_length", "cardinality", "abs":
			return true
		}
	}
	return false
}

// neverNull reports whether a column that is not declared NOT NULL is proved to be so: by a CHECK
// constraint, its domain, how it is generated, or the query of its view.
func (l *linter) neverNull(t *catalog.Relation, num int) bool {
	if now := l.cat.Relation(t.OID); now != nil {
		t = now
	}
	k := t.ColumnNum(int16(num))
	if k == nil || t.Kind != catalog.View && k.Generated == 0 && !l.domain(k.Type) && !slices.ContainsFunc(t.Constraints, func(c *catalog.Constraint) bool {
		return c.Kind == catalog.CheckConstraint && slices.Contains(c.Columns, k.Num)
	}) {
		return false // nothing there to prove it, which most often is so
	}
	for i, p := range nullable.Relation(l.cat, t) {
		if int(t.Columns[i].Num) == num {
			return p.NotNull
		}
	}
	return false
}

func (l *linter) domain(typ catalog.OID) bool {
	t := l.cat.Type(typ)
	return t != nil && t.Kind == catalog.DomainType
}

// half says which part of a BETWEEN a comparison is.
type half byte

const (
	both   half = 1 + iota // of BETWEEN: neither may be impossible, but one may hold always
	either                 // of NOT BETWEEN and SYMMETRIC: one may be impossible too
)

// between marks the comparisons that BETWEEN stands for, which are all at one place.
func (l *linter) between(b *tree.BoolExpr) {
	if len(b.Args) != 2 || b.Op == tree.Not {
		return
	}
	if l.halves == nil {
		l.halves = map[tree.Expr]half{}
	}
	first, ok1 := b.Args[0].(*tree.OpExpr)
	second, ok2 := b.Args[1].(*tree.OpExpr)
	if ok1 && ok2 && first.At == second.At && l.halves[first] == 0 {
		kind := both
		if b.Op == tree.Or {
			kind = either
		}
		l.halves[first], l.halves[second] = kind, kind
	}
	for _, a := range b.Args {
		if side, ok := a.(*tree.BoolExpr); ok && l.mirrored[side] {
			l.halves[side.Args[0]], l.halves[side.Args[1]] = either, either
		}
	}
}
