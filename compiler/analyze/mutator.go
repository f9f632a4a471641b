package analyze

import (
	"reflect"

	"github.com/sqlq-dev/sqlq/compiler/tree"
)

var whensType = reflect.TypeFor[[]*tree.CaseWhen]()

// mutate returns a copy of an expression in which fn has replaced each direct sub-expression; e
// itself stays as it is. It is for expressions without subqueries and aggregates, such as those of
// indexes. Mirrors nodeFuncs.c: expression_tree_mutator.
func mutate(e tree.Expr, fn func(tree.Expr) tree.Expr) tree.Expr {
	if e == nil {
		return nil
	}
	out := reflect.New(reflect.TypeOf(e).Elem())
	out.Elem().Set(reflect.ValueOf(e).Elem())
	mutateFields(out.Elem(), fn)
	return out.Interface().(tree.Expr)
}

func mutateFields(v reflect.Value, fn func(tree.Expr) tree.Expr) {
	for i := range v.NumField() {
		f := v.Field(i)
		switch {
		case f.Type() == nodeType:
			if x, ok := f.Interface().(tree.Expr); ok {
				f.Set(reflect.ValueOf(fn(x)))
			}
		case f.Type() == whensType:
			f.Set(reflect.ValueOf(mutateWhens(f.Interface().([]*tree.CaseWhen), fn)))
		case f.Kind() == reflect.Slice && f.Type().Elem() == nodeType:
			f.Set(reflect.ValueOf(mutateList(f.Interface().([]tree.Expr), fn)))
		case f.Kind() == reflect.Struct:
			mutateFields(f, fn) // the OpExpr inside a DistinctExpr
		}
	}
}

func mutateList(list []tree.Expr, fn func(tree.Expr) tree.Expr) []tree.Expr {
	if list == nil {
		return nil
	}
	out := make([]tree.Expr, len(list))
	for i, x := range list {
		if x != nil { // an omitted bound of a slice
			out[i] = fn(x)
		}
	}
	return out
}

func mutateWhens(list []*tree.CaseWhen, fn func(tree.Expr) tree.Expr) []*tree.CaseWhen {
	out := make([]*tree.CaseWhen, len(list))
	for i, w := range list {
		out[i] = &tree.CaseWhen{Cond: fn(w.Cond), Result: fn(w.Result), At: w.At}
	}
	return out
}
