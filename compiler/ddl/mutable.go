package ddl

import (
	"reflect"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// mutable reports whether an expression calls anything whose result can change from one time to
// another, after simple functions in SQL have been replaced by what they do. Mirrors clauses.c:
// contain_mutable_functions, as indexcmds.c and heap.c call it.
func mutable(cat *catalog.Catalog, x tree.Expr) bool {
	m := &mutability{cat: cat}
	m.value(reflect.ValueOf(x))
	return m.found
}

type mutability struct {
	cat   *catalog.Catalog
	depth int // of functions inside of functions
	found bool
}

func (m *mutability) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		m.value(v.Elem())
	case reflect.Pointer:
		if !v.IsNil() && !m.found {
			m.pointer(v)
		}
	case reflect.Slice:
		switch v.Type().Elem().Kind() {
		case reflect.Interface, reflect.Pointer:
			for i := range v.Len() {
				m.value(v.Index(i))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			m.value(v.Field(i))
		}
	}
}

func (m *mutability) pointer(v reflect.Value) {
	switch x := v.Interface().(type) {
	case *catalog.Proc:
		m.found = m.found || x.Volatile != 'i'
	case *catalog.Operator:
		if p := m.cat.Proc(x.Proc); p != nil {
			m.pointer(reflect.ValueOf(p))
		}
	case *tree.FuncExpr:
		m.call(v, x.Func, x.Args, x.Typ)
	case *tree.OpExpr:
		m.call(v, m.cat.Proc(x.Op.Proc), x.Args, x.Typ)
	case *tree.CoerceViaIO:
		m.throughText(x)
	case *tree.JSONConstructorExpr:
		m.found = slices.ContainsFunc(x.Args, func(a tree.Expr) bool { return m.dependsOnSettings(a.Type()) })
		m.value(v.Elem())
	case *tree.SQLValueFunction:
		m.found = true
	case *catalog.Relation, *tree.Query:
	default:
		m.value(v.Elem())
	}
}

// throughText looks at the output function of a conversion's argument and the input function of
// its result. Those of a domain are its base type's for output and domain_in for input.
func (m *mutability) throughText(x *tree.CoerceViaIO) {
	from, to := m.cat.Type(x.Arg.Type()), m.cat.Type(x.Typ)
	for from != nil && from.Kind == catalog.DomainType {
		from = m.cat.Type(from.BaseType)
	}
	if from != nil && to != nil && (m.stable(outputName(from)) || m.stable(to.Input)) {
		m.found = true
		return
	}
	m.value(reflect.ValueOf(x.Arg))
}

// dependsOnSettings reports whether a value of a type becomes different JSON at another time. Mirrors
// json.c: to_json_is_immutable.
func (m *mutability) dependsOnSettings(oid catalog.OID) bool {
	t := m.cat.Type(oid)
	for t != nil && t.Kind == catalog.DomainType {
		t = m.cat.Type(t.BaseType)
	}
	if t == nil {
		return false
	}
	switch t.OID {
	case catalog.JSONOID, catalog.JSONBOID:
		return false
	case catalog.DateOID, catalog.TimestampOID, catalog.TimestamptzOID:
		return true
	}
	return t.IsTrueArray() || t.Kind == catalog.CompositeType || m.stable(outputName(t))
}

// stable reports whether an input or output function is known and not immutable.
func (m *mutability) stable(name string) bool {
	for _, p := range m.cat.Procs(name) {
		if p.Volatile != 'i' {
			return true
		}
	}
	return false
}

// outputName is typoutput's name: every type has one that is named as its input function is.
func outputName(t *catalog.Type) string {
	if name, ok := strings.CutSuffix(t.Input, "in"); ok {
		return name + "out"
	}
	return ""
}

// call looks into a call: of a simple function in SQL at its body, where the arguments stand for
// its parameters, of others at how they are marked.
func (m *mutability) call(v reflect.Value, f *catalog.Proc, args []tree.Expr, result catalog.OID) {
	body := m.inlined(f, args, result)
	if body == nil {
		m.value(v.Elem())
		return
	}
	m.depth++
	m.value(reflect.ValueOf(body))
	m.depth--
	for _, a := range args {
		m.value(reflect.ValueOf(a))
	}
}

// maxInline is how deep bodies are looked into; a function may call itself.
const maxInline = 16

// inlined returns the expression that a function in SQL stands for, over its parameters, or nil if
// the server would call the function. One marked immutable is never asked. A strict function must
// be strict in all its parameters without the mark too. Mirrors clauses.c: inline_function.
func (m *mutability) inlined(f *catalog.Proc, args []tree.Expr, result catalog.OID) tree.Expr {
	if f != nil && len(args) < len(f.Args) && len(f.Defaults) >= len(f.Args)-len(args) {
		for _, d := range f.Defaults[len(f.Defaults)-(len(f.Args)-len(args)):] {
			x, ok := d.(tree.Expr)
			if !ok {
				return nil
			}
			args = append(args[:len(args):len(args)], x)
		}
	}
	if f == nil || f.Lang != "sql" || f.Kind != catalog.Function || f.Volatile == 'i' || f.RetSet || f.Configured ||
		f.Ret == catalog.RecordOID || len(args) != len(f.Args) || m.depth > maxInline {
		return nil
	}
	x := simpleBody(m.cat, f, args, result)
	if x == nil || f.Strict && !strictIn(m.cat, x, len(args)) {
		return nil
	}
	return x
}

// simpleBody returns the one expression that a function's body selects, nil if it does more. A body
// in a string is analysed for the types of the call, which may decide polymorphic ones.
func simpleBody(cat *catalog.Catalog, f *catalog.Proc, args []tree.Expr, result catalog.OID) tree.Expr {
	var body any
	switch {
	case f.Source != "":
		call := *f
		call.Args, call.Ret = make([]catalog.OID, len(args)), result
		for i, a := range args {
			call.Args[i] = a.Type()
		}
		body = stringBody(cat, &call)
	case f.Body != nil:
		body = f.Body(cat, f)
	}
	fn, _ := body.(*tree.Function)
	if fn == nil || len(fn.Before) > 0 || fn.Row {
		return nil
	}
	q := fn.Last
	if q.Command != tree.Select || len(q.CTEs) > 0 || len(q.RangeTable) > 0 || q.From != nil && q.From.Where != nil || q.HasAggs || q.HasWindows ||
		q.HasTargetSRFs || q.HasSubLinks || q.GroupBy != nil || q.GroupingSets != nil || q.Having != nil || q.Distinct != nil ||
		q.OrderBy != nil || q.Offset != nil || q.Limit != nil || q.SetOp != nil || len(q.Targets) != 1 {
		return nil
	}
	return q.Targets[0].Expr
}

// strictIn reports whether an expression is null whenever one of n parameters is: all of them are
// used, and nothing in it makes something of a null. Mirrors clauses.c: contain_nonstrict_functions.
func strictIn(cat *catalog.Catalog, x tree.Expr, n int) bool {
	used := make([]bool, n)
	var strict func(x tree.Expr) bool
	all := func(p *catalog.Proc, args []tree.Expr) bool {
		return p != nil && p.Strict && !slices.ContainsFunc(args, func(a tree.Expr) bool { return !strict(a) })
	}
	strict = func(x tree.Expr) bool {
		switch x := x.(type) {
		case *tree.Param:
			if x.Number > n {
				return false
			}
			used[x.Number-1] = true
			return true
		case *tree.Const:
			return true
		case *tree.FuncExpr:
			return all(x.Func, x.Args)
		case *tree.OpExpr:
			return all(cat.Proc(x.Op.Proc), x.Args)
		case *tree.RelabelType:
			return strict(x.Arg)
		case *tree.CoerceViaIO:
			return strict(x.Arg)
		case *tree.CollateExpr:
			return strict(x.Arg)
		}
		return false
	}
	return strict(x) && !slices.Contains(used, false)
}
