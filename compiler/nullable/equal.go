package nullable

import (
	"reflect"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

var (
	posType   = reflect.TypeFor[source.Pos]()
	formType  = reflect.TypeFor[tree.CoercionForm]()
	linkType  = reflect.TypeFor[*tree.SubLink]()
	queryType = reflect.TypeFor[*tree.Query]()
	procType  = reflect.TypeFor[*catalog.Proc]()
	operType  = reflect.TypeFor[*catalog.Operator]()
)

// equal reports whether two expressions compute the same, looking at their structure only, as
// PostgreSQL's equal(). Places in the text and ways of writing do not count; subqueries are equal
// only to themselves.
func equal(a, b tree.Expr) bool {
	return equalValue(reflect.ValueOf(a), reflect.ValueOf(b), false)
}

// mayEqual is equal for those who must not miss that two expressions are one to the server: two
// subqueries of one kind may be the same.
func mayEqual(a, b tree.Expr) bool {
	return equalValue(reflect.ValueOf(a), reflect.ValueOf(b), true)
}

func equalValue(a, b reflect.Value, lax bool) bool {
	if a.IsValid() != b.IsValid() {
		return false
	}
	if !a.IsValid() {
		return true
	}
	if a.Type() != b.Type() {
		return false
	}
	switch a.Type() {
	case posType, formType:
		return true
	case linkType: // the columns inside of its Test point back to it
		if x, y := a.Interface().(*tree.SubLink), b.Interface().(*tree.SubLink); lax && x != nil && y != nil {
			return x.Kind == y.Kind && x.Typ == y.Typ
		}
		return a.Pointer() == b.Pointer()
	case queryType, procType, operType:
		return a.Pointer() == b.Pointer()
	}
	switch a.Kind() {
	case reflect.Interface, reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		if a.Kind() == reflect.Pointer && a.Pointer() == b.Pointer() {
			return true
		}
		return equalValue(a.Elem(), b.Elem(), lax)
	case reflect.Struct:
		for i := range a.NumField() {
			if !equalValue(a.Field(i), b.Field(i), lax) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equalValue(a.Index(i), b.Index(i), lax) {
				return false
			}
		}
		return true
	}
	return a.Equal(b)
}

// visit calls fn for x and, while fn returns true, for all below it; the queries of sublinks are
// not entered.
func visit(x tree.Expr, fn func(tree.Expr) bool) {
	if x == nil || !fn(x) {
		return
	}
	switch x.(type) {
	case *tree.Var, *tree.Const, *tree.Param, *tree.SubLinkColumn:
		return
	}
	tree.Children(x, func(below any) {
		switch below := below.(type) {
		case *tree.TargetEntry:
			visit(below.Expr, fn)
		case *tree.CaseWhen:
			visit(below.Cond, fn)
			visit(below.Result, fn)
		case tree.Expr:
			visit(below, fn)
		}
	})
}

// standsAlone reports whether a subquery reads nothing of the query that it stands in and calls
// nothing volatile: it is then evaluated once for all rows.
func (p *prover) standsAlone(n any, depth int, seen *tree.Visited) bool {
	switch x := n.(type) {
	case *tree.Query:
		depth++
	case *tree.Var:
		return x.LevelsUp < depth
	case *tree.Aggref:
		if x.LevelsUp >= depth {
			return false
		}
	case *tree.RangeTableEntry:
		if x.Kind == tree.RTECTE && x.CTELevel >= depth {
			return true // the rows of WITH are the same for all
		}
	case *tree.FuncExpr:
		if volatile(x.Func) {
			return false
		}
	case *tree.OpExpr:
		if x.Op == nil || volatile(p.cat.Proc(x.Op.Proc)) {
			return false
		}
	}
	if !seen.First(n) {
		return true
	}
	ok := true
	tree.Children(n, func(below any) { ok = ok && p.standsAlone(below, depth, seen) })
	return ok
}

func volatile(f *catalog.Proc) bool { return f == nil || f.Volatile == 'v' }

// readsColumn reports whether an expression is more than constants.
func readsColumn(x tree.Expr) bool {
	found := false
	visit(x, func(x tree.Expr) bool {
		_, column := x.(*tree.Var)
		found = found || column
		return !found
	})
	return found
}

// repeatable reports whether evaluating an expression twice in one row gives the same value.
func (p *prover) repeatable(x tree.Expr) bool {
	ok := true
	changing := func(f *catalog.Proc) bool { return volatile(f) || f.RetSet }
	visit(x, func(x tree.Expr) bool {
		switch x := x.(type) {
		case *tree.FuncExpr:
			ok = ok && !changing(x.Func)
		case *tree.OpExpr:
			ok = ok && x.Op != nil && !changing(p.cat.Proc(x.Op.Proc))
		case *tree.SubLink, *tree.CaseTestExpr, *tree.SubLinkColumn, *tree.WindowFunc:
			ok = false
		}
		return ok
	})
	return ok
}
