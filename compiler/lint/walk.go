package lint

import (
	"reflect"

	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// walker visits a query by its structure: every expression of its level, and each query directly
// below it. The catalog's objects are not entered.
type walker struct {
	expr  func(tree.Expr)
	query func(*tree.Query)
	seen  map[any]bool
}

var treePath = reflect.TypeFor[tree.Query]().PkgPath()

func (w *walker) queryParts(q *tree.Query) {
	w.seen = map[any]bool{q: true}
	w.walk(reflect.ValueOf(q).Elem())
}

func (w *walker) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.walk(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.walk(v.Field(i))
		}
	case reflect.Pointer:
		w.pointer(v)
	}
}

func (w *walker) pointer(v reflect.Value) {
	if v.IsNil() || v.Type().Elem().Kind() != reflect.Struct || v.Type().Elem().PkgPath() != treePath || w.seen[v.Interface()] {
		return
	}
	w.seen[v.Interface()] = true
	switch x := v.Interface().(type) {
	case *tree.Query:
		w.query(x)
		return
	case *tree.RangeTableEntry:
		if x.Kind == tree.RTECTE || x.Kind == tree.RTEJoin {
			return // the CTE is visited where it is defined, a join's columns where they are
		}
	case tree.Expr:
		w.expr(x)
	}
	w.walk(v.Elem())
}
