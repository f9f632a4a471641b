package nullable

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// This file looks into the bodies of the user's functions in SQL. A body is proved like a statement
// whose parameters are the arguments of the call, once for each set of things that are known of
// them.

// argument is what is known of one argument of a call: of the value, of the elements of an array,
// and of the fields of a row.
type argument struct {
	notNull, elems bool
	fields         []bool
}

// bodyKey names a body with what its proofs depend on.
type bodyKey struct {
	function  catalog.OID
	arguments string
	pure      bool
}

// body is a function's body for some arguments. A nil body proves nothing.
type body struct {
	function *catalog.Proc
	scope    *scope   // of the last statement
	columns  []column // what it returns: one value, or the columns of a row
	row      bool     // its one column is a row
	least    bool     // it always returns a row
}

// bodyOf proves the body of a function for a call with some arguments; nil if it is not in SQL or
// nothing is known of it.
func (e *env) bodyOf(f *catalog.Proc, args []tree.Expr) *body {
	p := e.scope.p
	// What a CHECK, a generated column or an index has computed may be of an earlier body.
	if f == nil || f.OID < catalog.FirstUserOID || p.depth > maxDepth || p.past {
		return nil
	}
	if f = p.cat.Proc(f.OID); f == nil {
		return nil
	}
	fn, ok := p.cat.Body(f).(*tree.Function)
	if !ok {
		return nil
	}
	known, ok := e.arguments(f, args)
	if !ok {
		return nil
	}
	// A strict function is not run if an argument is NULL: none is where it runs.
	runs := true
	for i := range known {
		runs = runs && (known[i].notNull || !f.Strict)
		known[i].notNull = known[i].notNull || f.Strict
	}
	k := bodyKey{f.OID, key(known), p.readsOnly() && p.allRead(fn.Before)}
	b, ok := p.bodies[k]
	if !ok {
		if p.bodies == nil {
			p.bodies = map[bodyKey]*body{}
		}
		p.bodies[k] = nil // functions that call each other: nothing is proved meanwhile
		b = p.proveBody(f, fn, known, k.pure)
		p.bodies[k] = b
	}
	if b == nil || runs {
		return b
	}
	out := *b
	out.least = false
	return &out
}

// inPast calls fn, which proves what was computed when rows were stored.
func (p *prover) inPast(fn func()) {
	defer func(outer bool) { p.past = outer }(p.past)
	p.past = true
	fn()
}

// proveBody proves a body with a prover of its own, since what is known of parameters and WITH
// queries, and whether the statement writes, is another matter there.
func (p *prover) proveBody(f *catalog.Proc, fn *tree.Function, known []argument, pure bool) *body {
	in := newProver(p.cat, fn.Last)
	in.bodies, in.depth, in.text = p.bodies, p.depth+1, p.text
	in.function, in.arguments = f, known
	if !pure {
		in.asked = true
	}
	sc := in.enter(fn.Last, nil)
	return &body{function: f, scope: sc, columns: once(sc.output()), row: fn.Row, least: sc.bounds(nil).least}
}

// allRead reports whether none of some statements writes. Each of a function's statements sees what
// those before it have written.
func (p *prover) allRead(list []*tree.Query) bool {
	for _, q := range list {
		if !p.onlyReads(q) {
			return false
		}
	}
	return true
}

// arguments tells what is known of each argument of a call. Those that it leaves out have their
// defaults.
func (e *env) arguments(f *catalog.Proc, args []tree.Expr) ([]argument, bool) {
	list := make([]tree.Expr, len(f.Args))
	for i, x := range args {
		if named, ok := x.(*tree.NamedArgExpr); ok {
			i, x = named.Number, named.Arg
		}
		if i < 0 || i >= len(list) {
			return nil, false
		}
		list[i] = x
	}
	first := len(f.Args) - len(f.Defaults)
	out := make([]argument, len(list))
	for i, x := range list {
		if x == nil && i >= first {
			x, _ = f.Defaults[i-first].(tree.Expr)
		}
		if x != nil {
			out[i] = e.argument(x, f.Args[i])
		}
	}
	return out, true
}

func (e *env) argument(x tree.Expr, typ catalog.OID) argument {
	p := e.scope.p
	a := argument{notNull: e.notNull(x).ok}
	if isArray(p.cat, typ) {
		a.elems = e.elements(x).ok
	}
	if row := p.rowType(typ); row != nil {
		for _, c := range row.Columns {
			a.fields = append(a.fields, e.field(x, c.Num).ok)
		}
	}
	return a
}

// key writes what is known of arguments as a word.
func key(list []argument) string {
	var b strings.Builder
	bit := func(ok bool) {
		if ok {
			b.WriteByte('1')
		} else {
			b.WriteByte('0')
		}
	}
	for _, a := range list {
		bit(a.notNull)
		bit(a.elems)
		for _, f := range a.fields {
			bit(f)
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// rowType is what a composite type is made of, nil for other types.
func (p *prover) rowType(typ catalog.OID) *catalog.Relation {
	t := p.cat.Type(typ)
	if t == nil || t.Kind != catalog.CompositeType {
		return nil
	}
	return p.cat.Relation(t.Relation)
}

// fieldIndex finds the place of a field in the row of a type; that of record is its number.
func (p *prover) fieldIndex(typ catalog.OID, num int16) int {
	if typ == catalog.RecordOID {
		return int(num) - 1
	}
	row := p.rowType(typ)
	if row == nil {
		return -1
	}
	return slices.IndexFunc(row.Columns, func(c *catalog.Column) bool { return c.Num == num })
}

// proveParam proves a parameter: of a statement, whose domain is checked when it is bound, or of
// the function at hand. Its domain says nothing there: a subquery without rows is NULL of any type.
func (e *env) proveParam(x *tree.Param) fact {
	p := e.scope.p
	if w, ok := e.st.knowsParam(x.Number); ok {
		return provedBy(w)
	}
	if p.function == nil {
		if w := p.domainNotNull(x.Typ); w != nil {
			return provedBy(w)
		}
		if p.values[x.Number] {
			return provedBy(func() string { return "a value is always passed for " + e.name(x) })
		}
		return fact{}
	}
	if a := p.argument(x); a != nil && a.notNull {
		if p.function.Strict {
			return provedBy(func() string { return p.function.Name + " is strict, so that " + e.name(x) + " is not null" })
		}
		return provedBy(func() string { return e.name(x) + " is given a value" })
	}
	return fact{}
}

// argument is what is known of the argument that a parameter of the function at hand stands for.
func (p *prover) argument(x *tree.Param) *argument {
	if x.Number < 1 || x.Number > len(p.arguments) {
		return nil
	}
	return &p.arguments[x.Number-1]
}

// returned is what is known of the value of a call. Without a row it is NULL, unless the call is
// set-returning: then there is no row either.
func (e *env) returned(f *catalog.Proc, args []tree.Expr, set bool) column {
	b := e.bodyOf(f, args)
	if b == nil || len(b.columns) == 0 {
		return column{}
	}
	out := column{value: proved("it returns a row"), fields: b.columns}
	if b.row || !returnsRow(e.scope.p.cat, b.function.Ret) {
		out = b.columns[0]
	}
	out.value.ok = out.value.ok && (set || b.least)
	return e.fromBody(b.function, out)
}

// fromBody adds to reasons whose they are.
func (e *env) fromBody(f *catalog.Proc, c column) column {
	return column{value: e.said(f, c.value), elems: e.said(f, c.elems), fields: c.fields}
}

func (e *env) said(function *catalog.Proc, f fact) fact {
	if !f.ok {
		return fact{}
	}
	return provedBy(func() string { return e.callName(function) + ": " + f.why() })
}

// callName is what people call a function: "function full_name(users) (schema.sql:4:1)".
func (e *env) callName(f *catalog.Proc) string {
	var types []string
	for _, a := range f.Args {
		name, t := "?", e.scope.p.cat.Type(a)
		if t != nil {
			name = t.Name
		}
		if elem := e.scope.p.cat.Type(elementOf(t)); elem != nil {
			name = elem.Name + "[]"
		}
		types = append(types, name)
	}
	return e.scope.defined("function "+f.Name+"("+strings.Join(types, ", ")+")", f.At)
}

func elementOf(t *catalog.Type) catalog.OID {
	if t == nil || !t.IsTrueArray() {
		return catalog.InvalidOID
	}
	return t.Elem
}

// bodyColumns are the columns of a function in FROM, in front of WITH ORDINALITY's. A function that
// is not set-returning makes a row of NULLs of no row.
func (e *env) bodyColumns(x *tree.FuncExpr, out []column) {
	b := e.bodyOf(x.Func, x.Args)
	if b == nil || !x.RetSet && !b.least {
		return
	}
	columns := b.columns
	if b.row {
		// Fields of a row that is NULL are NULL in FROM.
		if len(columns) == 0 || !columns[0].value.ok || len(columns[0].fields) != len(out) {
			return
		}
		columns = columns[0].fields
	}
	for i := range min(len(out), len(columns)) {
		out[i] = e.fromBody(b.function, columns[i])
	}
}

// bodyRows counts the rows of a set-returning function in FROM.
func (e *env) bodyRows(x *tree.FuncExpr, r *tree.RangeTableEntry, fixed map[int]bool) bounds {
	b := e.bodyOf(x.Func, x.Args)
	if b == nil {
		return bounds{}
	}
	// The columns are those of the body, unless it returns rows as a whole. One whose collation takes
	// different strings for equal may have several values in the body.
	inside := map[int]bool{}
	for i, c := range r.Columns {
		if fixed[i] && i < len(b.columns) && !b.row && e.scope.p.deterministic(c.Collation) {
			inside[i] = true
		}
	}
	rows := b.scope.bounds(inside)
	out := bounds{least: b.least, most: rows.most}
	if out.most {
		out.why = func() string {
			return e.callName(b.function) + " returns at most one row: " + reason(fact{why: rows.why})
		}
	}
	return out
}
