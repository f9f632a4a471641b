package tree

import "reflect"

var (
	exprType  = reflect.TypeFor[Expr]()
	whensType = reflect.TypeFor[[]*CaseWhen]()
)

// Mutate returns a copy of an expression in which fn has replaced each direct sub-expression; e
// itself stays as it is. It is for expressions without subqueries and aggregates, such as those of
// indexes and constraints. Mirrors nodeFuncs.c: expression_tree_mutator.
func Mutate(e Expr, fn func(Expr) Expr) Expr {
	if e == nil {
		return nil
	}
	out := reflect.New(reflect.TypeOf(e).Elem())
	out.Elem().Set(reflect.ValueOf(e).Elem())
	mutateFields(out.Elem(), fn)
	return out.Interface().(Expr)
}

// ReplaceVars copies such an expression with other ones for its columns.
func ReplaceVars(e Expr, with func(*Var) Expr) Expr {
	if v, ok := e.(*Var); ok {
		return with(v)
	}
	return Mutate(e, func(x Expr) Expr { return ReplaceVars(x, with) })
}

// OverEntry copies such an expression over one relation for the entry varno of a query.
func OverEntry(e Expr, varno int) Expr {
	return ReplaceVars(e, func(v *Var) Expr {
		out := *v
		out.Varno = varno
		return &out
	})
}

func mutateFields(v reflect.Value, fn func(Expr) Expr) {
	for i := range v.NumField() {
		f := v.Field(i)
		switch {
		case f.Type() == exprType:
			if x, ok := f.Interface().(Expr); ok {
				f.Set(reflect.ValueOf(fn(x)))
			}
		case f.Type() == whensType:
			f.Set(reflect.ValueOf(mutateWhens(f.Interface().([]*CaseWhen), fn)))
		case f.Kind() == reflect.Slice && f.Type().Elem() == exprType:
			f.Set(reflect.ValueOf(mutateList(f.Interface().([]Expr), fn)))
		case f.Kind() == reflect.Struct:
			mutateFields(f, fn) // the OpExpr inside a DistinctExpr
		}
	}
}

func mutateList(list []Expr, fn func(Expr) Expr) []Expr {
	if list == nil {
		return nil
	}
	out := make([]Expr, len(list))
	for i, x := range list {
		if x != nil { // an omitted bound of a slice
			out[i] = fn(x)
		}
	}
	return out
}

func mutateWhens(list []*CaseWhen, fn func(Expr) Expr) []*CaseWhen {
	out := make([]*CaseWhen, len(list))
	for i, w := range list {
		out[i] = &CaseWhen{Cond: fn(w.Cond), Result: fn(w.Result), At: w.At}
	}
	return out
}
