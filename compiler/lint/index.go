package lint

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// indexes finds conditions that an index could answer if its column stood alone: lower(email) = $1,
// created_at::date = $1, and id = 1.5, where the server casts the column. A table that another
// condition finds by an index is left alone.
func (l *linter) indexes(q *tree.Query) {
	list := conjuncts(q)
	for _, x := range list {
		o, ok := x.(*tree.OpExpr)
		if !ok || !isComparison(o.Op) || len(o.Args) != 2 {
			continue
		}
		for i, a := range o.Args {
			c, code, what, at := wrapped(q, a)
			if code == "" || !fromOutside(q, o.Args[1-i]) || !l.defeats(q, c) || reached(q, list, c.rel) {
				continue
			}
			name := table(q, c.rel).ColumnNum(int16(c.num)).Name
			if at == source.NoPos {
				at = o.At
			}
			if code == CastIndex {
				l.warn(code, at, "Give the other side the column's type.", "an implicit cast keeps the index on \"%s\" from being used", name)
				continue
			}
			l.warn(code, at, "Compare the bare column, with a range if need be, or create an index on the expression.",
				"%s keeps the index on \"%s\" from being used", what, name)
		}
	}
}

// wrapped takes apart a function or cast of one column; code is "" for anything else.
func wrapped(q *tree.Query, x tree.Expr) (c column, code, what string, at source.Pos) {
	arg, form := tree.Expr(nil), tree.CallForm
	switch x := x.(type) {
	case *tree.CoerceViaIO:
		arg, form, what = x.Arg, x.Form, "a cast"
	case *tree.FuncExpr:
		if x.RetSet || x.Func.Volatile == 'v' {
			return column{}, "", "", 0
		}
		for _, a := range x.Args {
			if _, constant := a.(*tree.Const); constant {
				continue
			}
			if arg != nil {
				return column{}, "", "", 0
			}
			arg = a
		}
		form, what = x.Form, "the function "+x.Func.Name
		if form == tree.ExplicitForm {
			what = "a cast"
		}
	default:
		return column{}, "", "", 0
	}
	if r, ok := arg.(*tree.RelabelType); ok {
		arg = r.Arg
	}
	v, ok := arg.(*tree.Var)
	if !ok {
		return column{}, "", "", 0
	}
	if c, ok = resolve(q, v); !ok || form == tree.ImplicitForm && v.Typ == catalog.BpcharOID {
		return column{}, "", "", 0 // char(n) has a rule of its own
	}
	if form == tree.ImplicitForm {
		return c, CastIndex, what, x.Pos()
	}
	return c, FuncIndex, what, x.Pos()
}

// fromOutside: the value does not come from a row of this level, so that it could be looked up.
func fromOutside(q *tree.Query, x tree.Expr) bool {
	list, ok := vars(q, x)
	return ok && len(list) == 0
}

// defeats reports whether the column has an index that a comparison could use, and none over an
// expression of it.
func (l *linter) defeats(q *tree.Query, c column) bool {
	t := table(q, c.rel)
	if t == nil {
		return false
	}
	k := t.ColumnNum(int16(c.num))
	if k == nil {
		return false
	}
	for _, x := range t.Indexes {
		for _, key := range x.Keys {
			if key.Num == 0 && strings.Contains(key.Expr, k.Name) {
				return false
			}
		}
	}
	return leads(t, k.Num)
}

// leads reports whether a complete B-tree index begins with the column.
func leads(t *catalog.Relation, num int16) bool {
	return slices.ContainsFunc(t.Indexes, func(x *catalog.IndexInfo) bool {
		return x.Method == "btree" && x.Predicate == "" && len(x.Keys) > 0 && x.Keys[0].Num == num
	})
}

// reached reports whether a condition compares a bare column of the table that leads an index.
func reached(q *tree.Query, list []tree.Expr, rel int) bool {
	t := table(q, rel)
	return slices.ContainsFunc(list, func(x tree.Expr) bool {
		var args []tree.Expr
		switch x := x.(type) {
		case *tree.OpExpr:
			args = x.Args
		case *tree.ScalarArrayOpExpr:
			args = x.Args[:1]
		case *tree.SubLink:
			return true // IN (SELECT …) may be the way in
		}
		return slices.ContainsFunc(args, func(a tree.Expr) bool {
			if r, ok := a.(*tree.RelabelType); ok {
				a = r.Arg
			}
			v, ok := a.(*tree.Var)
			if !ok {
				return false
			}
			c, ok := resolve(q, v)
			return ok && c.rel == rel && leads(t, int16(c.num))
		})
	})
}
