package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// This file says why an array can hold NULL; like whynull.go it proves nothing.

const noElemProof = "nothing proves that none of them is"

// whyElemsAt explains the elements of the output column at an index.
func (sc *scope) whyElemsAt(i, depth int) string {
	cols := sc.q.Columns()
	if depth > 20 || i >= len(cols) {
		return noElemProof
	}
	if sc.q.SetOp != nil {
		return sc.whyElemsSet(sc.q.SetOp, i, depth)
	}
	return sc.resultEnv().whyElems(cols[i].Expr, depth+1)
}

func (sc *scope) whyElemsSet(n tree.SetNode, i, depth int) string {
	switch n := n.(type) {
	case *tree.RangeTableRef:
		return sc.whyElemsEntry(n.RTIndex, i+1, depth+1)
	case *tree.SetOperation:
		for _, side := range []tree.SetNode{n.Left, n.Right} {
			if cols := sc.setColumns(side); i < len(cols) && !cols[i].elems.ok {
				return sc.whyElemsSet(side, i, depth+1)
			}
		}
	}
	return noElemProof
}

// whyElems explains the elements of an expression that were not proved.
func (e *env) whyElems(x tree.Expr, depth int) string {
	if depth > 20 {
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
		return sc.whyNullAt(0, depth+1)
	}
	return sc.whyElemsAt(0, depth+1)
}

func (e *env) whyElemsVar(varno, attno, depth int) string {
	r := e.scope.entry(varno)
	if r == nil {
		return noElemProof
	}
	if r.Kind == tree.RTEJoin && attno >= 1 && attno <= len(r.JoinVars) {
		return e.whyElems(r.JoinVars[attno-1], depth+1)
	}
	return e.scope.whyElemsEntry(varno, attno, depth)
}

// whyElemsEntry explains an array that an entry of FROM offers.
func (sc *scope) whyElemsEntry(varno, attno, depth int) string {
	r := sc.entry(varno)
	i := columnIndex(r, attno)
	if i < 0 {
		return noElemProof
	}
	e := env{scope: sc, st: sc.base.child()}
	switch r.Kind {
	case tree.RTERelation:
		return sc.whyElemsStored(r, i, depth)
	case tree.RTESubquery:
		if r.Subquery != nil {
			return sc.p.enter(r.Subquery, &e).whyElemsAt(attno-1, depth+1)
		}
	case tree.RTECTE:
		if def := sc.definer(r.CTELevel); r.CTE != nil && r.CTE.Query != nil && def != nil && !r.SelfRef && !r.CTE.Recursive {
			return sc.p.enter(r.CTE.Query, &env{scope: def, st: def.base}).whyElemsAt(attno-1, depth+1)
		}
	case tree.RTEFunction:
		return "what " + r.Name + " returns can hold NULL"
	}
	return noElemProof
}

func (sc *scope) whyElemsStored(r *tree.RangeTableEntry, i, depth int) string {
	rel := sc.p.relation(r.Relation)
	c := rel.ColumnNum(r.Columns[i].Num)
	if c == nil {
		return noElemProof
	}
	if q, ok := rel.Query.(*tree.Query); ok && (rel.Kind == catalog.View || rel.Kind == catalog.MatView) {
		for n, rc := range rel.Columns {
			if rc == c {
				return "in view " + rel.Name + ", " + sc.p.enterView(rel, q).whyElemsAt(n, depth+1)
			}
		}
	}
	return sc.defined("nothing keeps NULL out of the arrays in "+rel.Name+"."+c.Name, c.At)
}
