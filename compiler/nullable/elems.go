package nullable

import (
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

func itoa(n int) string { return strconv.Itoa(n) }

// elements proves that an array, if it is not null itself, holds no null.
func (e *env) elements(x tree.Expr) fact {
	p := e.scope.p
	if p.depth > maxDepth {
		return fact{}
	}
	p.depth++
	defer func() { p.depth-- }()
	switch x := x.(type) {
	case *tree.Const:
		// The text form of an array shows a null element as the bare word.
		if x.Null || !strings.Contains(strings.ToLower(x.Text), "null") {
			return proved("a constant array without NULL")
		}
	case *tree.Var:
		if in := e.at(x.LevelsUp); in != nil {
			return in.elemsOfVar(x.Varno, x.Attno)
		}
	case *tree.Param:
		if a := p.argument(x); a != nil && a.elems {
			return provedBy(func() string { return e.name(x) + " is given an array without NULL" })
		}
	case *tree.ArrayExpr:
		return e.elemsOfArray(x)
	case *tree.SubLink:
		if x.Kind == tree.ArrayLink {
			cols, _ := e.subquery(x.Query)
			if len(cols) > 0 {
				if isArray(p.cat, x.Query.Columns()[0].Expr.Type()) && !cols[0].elems.ok {
					return fact{}
				}
				return cols[0].value
			}
		}
		if x.Kind == tree.ExprLink {
			if cols, _ := e.subquery(x.Query); len(cols) > 0 {
				return cols[0].elems
			}
		}
	case *tree.Aggref:
		if x.Func != nil && x.Func.Name == "array_agg" && x.Func.OID < catalog.FirstUserOID && len(x.Args) > 0 && x.LevelsUp == 0 {
			in := *e
			in.upper = false
			in.st = e.filtered(x.Filter)
			return in.elementValue(x.Args[0].Expr)
		}
	case *tree.WindowFunc:
		if x.Func != nil && x.Func.Name == "array_agg" && x.Func.OID < catalog.FirstUserOID && len(x.Args) == 1 {
			in := e.anyRow()
			in.st = in.filtered(x.Filter)
			return in.elementValue(x.Args[0])
		}
	case *tree.CoalesceExpr:
		return e.elemsOfAll(x.Args)
	case *tree.MinMaxExpr:
		return e.elemsOfAll(x.Args)
	case *tree.CaseExpr:
		var list []tree.Expr
		for _, w := range x.Whens {
			list = append(list, w.Result)
		}
		return e.elemsOfAll(append(list, x.Default))
	case *tree.RelabelType:
		return e.elements(x.Arg)
	case *tree.CollateExpr:
		return e.elements(x.Arg)
	case *tree.ArrayCoerceExpr:
		if f := e.elements(x.Arg); f.ok {
			in := *e
			in.test = &tested{value: f}
			if in.notNull(x.Elem).ok {
				return f
			}
		}
	case *tree.SubscriptingRef:
		if x.Slice && x.Assign == nil {
			return e.elements(x.Arg)
		}
	case *tree.CaseTestExpr:
		if e.test != nil {
			return e.test.elems
		}
	case *tree.FuncExpr:
		return e.elemsOfFunction(x)
	case *tree.OpExpr:
		if x.Op != nil && x.Op.Name == "||" && x.Op.OID < catalog.FirstUserOID {
			return e.joined(x.Args)
		}
	}
	return fact{}
}

// elementValue proves a value that becomes an element; an array becomes a dimension.
func (e *env) elementValue(x tree.Expr) fact {
	f := e.notNull(x)
	if f.ok && isArray(e.scope.p.cat, x.Type()) && !e.elements(x).ok {
		return fact{}
	}
	return f
}

// filtered is the state of the rows that an aggregate's FILTER lets through.
func (e *env) filtered(filter tree.Expr) *state {
	st := e.st.child()
	if filter != nil {
		in := *e
		in.st = st
		in.assume(filter, isTrue, ground{sc: e.scope, clause: "FILTER", cond: filter})
	}
	return st
}

func isArray(cat *catalog.Catalog, oid catalog.OID) bool {
	t := cat.Type(oid)
	return t != nil && t.IsTrueArray()
}

func (e *env) elemsOfVar(varno, attno int) fact {
	r := e.scope.entry(varno)
	if r == nil || attno < 1 {
		return fact{}
	}
	if r.Kind == tree.RTEJoin {
		if attno <= len(r.JoinVars) {
			return e.elements(r.JoinVars[attno-1])
		}
		return fact{}
	}
	return e.scope.column(varno, attno).elems
}

func (e *env) elemsOfArray(x *tree.ArrayExpr) fact {
	for _, a := range x.Elems {
		if !e.notNull(a).ok || x.MultiDim && !e.elements(a).ok {
			return fact{}
		}
	}
	return proved("all elements of the array constructor are not null")
}

func (e *env) elemsOfAll(list []tree.Expr) fact {
	var last fact
	for _, a := range list {
		if c, ok := a.(*tree.Const); ok && c.Null {
			continue
		}
		if last = e.elements(a); !last.ok {
			return fact{}
		}
	}
	return last
}

// joined proves || of arrays and elements.
func (e *env) joined(args []tree.Expr) fact {
	var last fact
	for _, a := range args {
		if isArray(e.scope.p.cat, a.Type()) {
			last = e.elements(a)
		} else {
			last = e.notNull(a)
		}
		if !last.ok {
			return fact{}
		}
	}
	return last
}

func (e *env) elemsOfFunction(x *tree.FuncExpr) fact {
	if !builtin(x.Func) {
		return e.returned(x.Func, x.Args, false).elems
	}
	switch x.Func.Name {
	case "string_to_array":
		if len(x.Args) == 2 {
			return proved("string_to_array makes no null without a null string")
		}
	case "regexp_split_to_array", "array_positions", "tsvector_to_array", "enum_range", "current_schemas":
		return proved(x.Func.Name + " makes no null elements")
	case "array_append", "array_prepend", "array_cat":
		return e.joined(x.Args)
	case "array_remove":
		if c, ok := x.Args[1].(*tree.Const); ok && c.Null {
			return proved("array_remove takes the nulls out")
		}
		return e.elements(x.Args[0])
	case "array_fill":
		return e.notNull(x.Args[0])
	case "array_shuffle", "array_sample", "trim_array":
		return e.elements(x.Args[0])
	case "array_replace":
		if f := e.elements(x.Args[0]); f.ok && e.notNull(x.Args[2]).ok {
			return f
		}
	}
	return fact{}
}
