package nullable

import (
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// This file says why an array can hold NULL; like whynull.go it proves nothing.

// whyElems explains the elements of an expression that were not proved.
func (e *env) whyElems(x tree.Expr, depth int) string {
	if depth > deepestReason {
		return noElemProof
	}
	switch x := x.(type) {
	case *tree.Var:
		if in := e.at(x.LevelsUp); in != nil {
			return in.whyElemsVar(x.Varno, x.Attno, depth+1)
		}
	case *tree.Const:
		return e.scope.at("NULL stands in the array", x)
	case *tree.Param:
		return e.name(x) + " may hold NULL"
	case *tree.ArrayExpr:
		return e.whyElemsFirst(x.Elems, depth)
	case *tree.Aggref:
		in := *e
		in.upper, in.st = false, e.filtered(x.Filter)
		for _, t := range x.Args {
			if !t.Junk {
				return in.whyElemsCollected(e.name(x), t.Expr, depth)
			}
		}
	case *tree.WindowFunc:
		in := e.anyRow()
		in.st = in.filtered(x.Filter)
		if len(x.Args) > 0 && x.Func != nil {
			return in.whyElemsCollected(x.Func.Name+"()", x.Args[0], depth)
		}
	case *tree.SubLink:
		return e.whyElemsLink(x, depth)
	case *tree.CaseExpr:
		for _, w := range x.Whens {
			if !isNullConst(w.Result) && !e.elements(w.Result).ok {
				return e.whyElems(w.Result, depth+1)
			}
		}
		return e.whyElems(x.Default, depth+1)
	case *tree.FuncExpr:
		return e.whyElemsCall(e.name(x), x.Args, depth)
	case *tree.OpExpr:
		return e.whyElemsCall(e.name(x), x.Args, depth)
	}
	var found string
	tree.Children(x, func(n any) {
		if y, ok := n.(tree.Expr); ok && found == "" && isArray(e.scope.p.cat, y.Type()) && !isNullConst(y) && !e.elements(y).ok {
			found = e.whyElems(y, depth+1)
		}
	})
	if found != "" {
		return found
	}
	return noElemProof
}

// whyElemsCollected explains what an aggregate gathers.
func (e *env) whyElemsCollected(name string, x tree.Expr, depth int) string {
	if !e.notNull(x).ok {
		return name + " keeps NULLs: " + e.whyNull(x, depth+1)
	}
	return e.whyElems(x, depth+1)
}

func (e *env) whyElemsFirst(elems []tree.Expr, depth int) string {
	for _, x := range elems {
		if !e.notNull(x).ok {
			return e.whyNull(x, depth+1)
		}
		if isArray(e.scope.p.cat, x.Type()) && !e.elements(x).ok {
			return e.whyElems(x, depth+1)
		}
	}
	return noElemProof
}

// whyElemsCall explains a call: an array that goes in, or the function itself.
func (e *env) whyElemsCall(name string, args []tree.Expr, depth int) string {
	for _, a := range args {
		if isArray(e.scope.p.cat, a.Type()) && !e.elements(a).ok {
			return e.whyElems(a, depth+1)
		}
	}
	return name + " can return an array with NULL in it"
}

func (e *env) whyElemsLink(x *tree.SubLink, depth int) string {
	in := *e
	in.test, in.link = nil, nil
	sc := e.scope.p.enter(x.Query, &in)
	if cols := sc.output(); x.Kind == tree.ArrayLink && len(cols) > 0 && !cols[0].value.ok {
		return sc.whyAt(ofValue, 0, depth+1)
	}
	return sc.whyAt(ofElements, 0, depth+1)
}

func (e *env) whyElemsVar(varno, attno, depth int) string {
	r := e.scope.entry(varno)
	if r == nil {
		return noElemProof
	}
	if r.Kind == tree.RTEJoin && attno >= 1 && attno <= len(r.JoinVars) {
		return e.whyElems(r.JoinVars[attno-1], depth+1)
	}
	return e.scope.whyEntry(ofElements, varno, attno, depth)
}
