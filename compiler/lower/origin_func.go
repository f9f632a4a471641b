package lower

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// This file follows values through the bodies of functions in SQL. What a parameter of the body stands
// for is traced where the call is.

// call is where a function in SQL is called: its arguments, and who traces them.
type call struct {
	args   []tree.Expr
	tracer *tracer
	scope  *scope
}

// deepestCall is how many functions that call each other are looked into.
const deepestCall = 8

// body traces a column, counted from 1, of what a function in SQL returns; ok is false for other
// functions, and for calls that leave arguments out.
func (t *tracer) body(s *scope, e tree.Expr, number int) (o origins, ok bool) {
	x, isCall := e.(*tree.FuncExpr)
	if !isCall || x.Func == nil || x.Func.OID < catalog.FirstUserOID || t.depth >= deepestCall {
		return computed, false
	}
	f := t.types.cat.Proc(x.Func.OID)
	if f == nil || len(x.Args) != len(f.Args) {
		return computed, false
	}
	fn, isSQL := t.types.cat.Body(f).(*tree.Function)
	if !isSQL || fn.Last == nil || fn.Row {
		return computed, false
	}
	args := make([]tree.Expr, len(x.Args))
	for i, a := range x.Args {
		if named, ok := a.(*tree.NamedArgExpr); ok {
			i, a = named.Number, named.Arg
		}
		args[i] = a
	}
	in := t.types.tracer() // what is seen in the body depends on the arguments
	in.depth = t.depth + 1
	return in.output(&scope{q: fn.Last, call: &call{args, t, s}}, number), true
}

// caller is the call of the function in whose body a scope is, or nil.
func (s *scope) caller() *call {
	for s != nil && s.outer != nil {
		s = s.outer
	}
	if s == nil {
		return nil
	}
	return s.call
}

// param traces a parameter: in the body of a function an argument, else a value of no column.
func (t *tracer) param(s *scope, x *tree.Param) origins {
	c := s.caller()
	if c == nil {
		return origins{}
	}
	if x.Number < 1 || x.Number > len(c.args) || c.args[x.Number-1] == nil {
		return computed
	}
	return c.tracer.expr(c.scope, c.args[x.Number-1])
}
