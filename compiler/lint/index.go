package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// indexes finds conditions that an index could answer if its column stood alone: lower(email) = $1,
// created_at::date = $1, made + '1 day' < now(), and id = 1.5, where the server casts the column. A
// table that another condition finds by an index is left alone.
func (l *linter) indexes(q *tree.Query) {
	if q.From == nil {
		return
	}
	list := conjuncts(q)
	seen := map[column]bool{}
	for _, x := range list {
		args, at := compared(x)
		for i, a := range args {
			w := wrapped(q, a)
			if w.code == "" || seen[w.column] || !fromOutside(q, args[1-i]) {
				continue
			}
			home, base, ok := l.origin(q, w.column, plain)
			if !ok || !l.defeats(home, base) || l.reached(q, home, base.rel) || home != q && l.reached(home, home, base.rel) {
				continue
			}
			seen[w.column] = true
			name := columnName(home, base)
			if w.code == CastIndex {
				l.warn(w.code, position(x, a), "Give the other side the column's type.", "an implicit cast keeps the index on \"%s\" from being used", name)
				continue
			}
			if p := position(a); p != source.NoPos {
				at = p
			}
			l.warn(w.code, at, "Compare the bare column, with a range if need be, or create an index on the expression.",
				"%s keeps the index on \"%s\" from being used", w.what, name)
		}
	}
}

// compared returns the two sides of a comparison, "= ANY (array)" included, and its place.
func compared(x tree.Expr) ([]tree.Expr, source.Pos) {
	switch x := x.(type) {
	case *tree.OpExpr:
		if isComparison(x.Op) && len(x.Args) == 2 && x.Op.Name != "<>" {
			return x.Args, x.At
		}
	case *tree.ScalarArrayOpExpr:
		if x.Op != nil && x.Op.Name == "=" && x.UseOr && len(x.Args) == 2 {
			return x.Args, x.At
		}
	}
	return nil, source.NoPos
}

// wrap is a column within something that an index on it does not hold; code is "" for none.
type wrap struct {
	column column
	code   string
	what   string
}

// wrapped takes apart a function, cast or calculation of one column.
func wrapped(q *tree.Query, x tree.Expr) wrap {
	var arg tree.Expr
	w := wrap{code: FuncIndex}
	switch x := bareVar(x).(type) {
	case *tree.CoerceViaIO:
		arg, w.what = x.Arg, "a cast"
	case *tree.OpExpr:
		arg, w.what = calculated(q, x), "a calculation"
	case *tree.CoalesceExpr:
		arg, w.what = onlyRow(x.Args), "COALESCE"
	case *tree.FuncExpr:
		if x.RetSet || x.Func.Volatile == 'v' {
			return wrap{}
		}
		arg = onlyRow(x.Args)
		w.what = "the function " + x.Func.Name
		switch x.Form {
		case tree.ExplicitForm:
			w.what = "a cast"
		case tree.ImplicitForm:
			w.code = CastIndex
		}
	}
	v, ok := bareVar(arg).(*tree.Var)
	if !ok || w.code == CastIndex && v.Typ == catalog.BpcharOID {
		return wrap{} // char(n) has a rule of its own
	}
	if w.column, ok = resolve(q, v); !ok {
		return wrap{}
	}
	return w
}

// onlyRow returns the only argument that is no constant, or nil.
func onlyRow(args []tree.Expr) (out tree.Expr) {
	for _, a := range args {
		if constOf(a) != nil {
			continue
		}
		if out != nil {
			return nil
		}
		out = a
	}
	return out
}

// calculated returns the column of "column + value": the value could go to the other side.
func calculated(q *tree.Query, x *tree.OpExpr) tree.Expr {
	if x.Op == nil || len(x.Args) != 2 {
		return nil
	}
	switch x.Op.Name {
	case "+", "-", "*", "/":
	default:
		return nil
	}
	for i, a := range x.Args {
		if _, ok := bareVar(a).(*tree.Var); ok && fromOutside(q, x.Args[1-i]) {
			return a
		}
	}
	return nil
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
		if slices.ContainsFunc(x.Keys, func(key catalog.IndexKey) bool { return computedOf(key, c.num) }) {
			return false
		}
	}
	return leads(t, k.Num)
}

// computedOf reports whether a key of an index is an expression of a column; one that is not known may be.
func computedOf(key catalog.IndexKey, num int) bool {
	x, known := key.Value.(tree.Expr)
	if key.Num != 0 || !known {
		return key.Num == 0
	}
	return anyPart(x, func(x tree.Expr) bool {
		v, ok := x.(*tree.Var)
		return ok && v.Attno == num
	})
}

// leads reports whether a complete B-tree index begins with the column.
func leads(t *catalog.Relation, num int16) bool {
	return slices.ContainsFunc(t.Indexes, func(x *catalog.IndexInfo) bool {
		return x.Method == "btree" && x.Predicate == "" && len(x.Keys) > 0 && x.Keys[0].Num == num
	})
}

// reached reports whether a condition of a level compares a bare column that leads an index of a table,
// which stands in the level home at or below it.
func (l *linter) reached(q, home *tree.Query, rel int) bool {
	t := table(home, rel)
	return slices.ContainsFunc(conjuncts(q), func(x tree.Expr) bool {
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
			v, ok := bareVar(a).(*tree.Var)
			if !ok {
				return false
			}
			c, ok := resolve(q, v)
			if !ok {
				return false
			}
			at, base, ok := l.origin(q, c, plain)
			return ok && at == home && base.rel == rel && leads(t, int16(base.num))
		})
	})
}
