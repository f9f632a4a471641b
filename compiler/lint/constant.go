package lint

import (
	"math/big"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// bound is a conjunct that limits one column to what compares so with one of the values.
type bound struct {
	at     tree.Expr
	column column
	op     string // =, <>, <, >, <=, >=, "null", "not null", "any" for a comparison with something else
	values []*tree.Const
}

// impossible: no value of the column's type compares so, as no integer is equal to 1.5.
func (b bound) impossible() bool { return b.op == "=" && len(b.values) == 0 }

// contradiction finds conditions on one column that cannot hold together, as x = 1 AND x = 2, and
// x <> 1 OR x <> 2, which always holds.
func (l *linter) contradiction(b *tree.BoolExpr) {
	if b.Op == tree.Not || l.mirrored[b] {
		return
	}
	l.mirror(b)
	var seen []bound
	for _, a := range b.Args {
		n, ok := l.bound(a)
		if !ok || b.Op == tree.Or && n.op != "<>" || n.impossible() {
			continue
		}
		for _, o := range seen {
			if o.column != n.column {
				continue
			}
			name := columnName(l.q, n.column)
			if b.Op == tree.Or && l.differ(o.values[0], n.values[0]) {
				l.warn(Constant, a.Pos(), "Use NOT IN, or AND.", "the condition is always true: \"%s\" always differs from one of the two values", name)
				return
			}
			if b.Op == tree.And && l.exclude(o, n) {
				l.warn(Constant, position(a, o.at), "Use IN or OR, or correct one of them.", "the condition is always false: no value of \"%s\" meets both comparisons", name)
				return
			}
		}
		seen = append(seen, n)
	}
}

// mirror notes the two halves of BETWEEN SYMMETRIC, of which one is empty by design: a >= x AND
// a <= y OR a >= y AND a <= x.
func (l *linter) mirror(b *tree.BoolExpr) {
	if b.Op != tree.Or || len(b.Args) != 2 {
		return
	}
	var halves [2]*tree.BoolExpr
	var limits [2][2]string
	for i, a := range b.Args {
		half, ok := a.(*tree.BoolExpr)
		if !ok || half.Op != tree.And || len(half.Args) != 2 {
			return
		}
		halves[i] = half
		for j, x := range half.Args {
			n, ok := l.bound(x)
			if !ok || len(n.values) != 1 || n.op != [2]string{">=", "<="}[j] {
				return
			}
			limits[i][j] = n.values[0].Text
		}
	}
	if limits[0][0] != limits[1][1] || limits[0][1] != limits[1][0] {
		return
	}
	if l.mirrored == nil {
		l.mirrored = map[*tree.BoolExpr]bool{}
	}
	l.mirrored[halves[0]], l.mirrored[halves[1]] = true, true
}

// bound takes a condition on one column apart.
func (l *linter) bound(x tree.Expr) (bound, bool) {
	switch x := x.(type) {
	case *tree.NullTest:
		c, ok := resolve(l.q, x.Arg)
		if x.IsNot {
			return bound{x, c, "not null", nil}, ok && !x.ArgIsRow
		}
		return bound{x, c, "null", nil}, ok && !x.ArgIsRow
	case *tree.Var, *tree.BoolExpr:
		return l.boolean(x, "t")
	case *tree.OpExpr:
		if !isComparison(x.Op) || len(x.Args) != 2 {
			return bound{}, false
		}
		if c, k, ok := l.columnConst(x.Args[0], x.Args[1]); ok {
			return l.whole(bound{x, c, x.Op.Name, []*tree.Const{k}}), true
		}
		flipped := map[string]string{"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
		if c, k, ok := l.columnConst(x.Args[1], x.Args[0]); ok {
			return l.whole(bound{x, c, flipped[x.Op.Name], []*tree.Const{k}}), true
		}
		c, ok := resolve(l.q, x.Args[0])
		return bound{x, c, "any", nil}, ok
	case *tree.ScalarArrayOpExpr:
		a, ok := arrayIn(x.Args[1]).(*tree.ArrayExpr)
		if !ok || !x.UseOr || x.Op == nil || x.Op.Name != "=" || a.MultiDim || len(a.Elems) == 0 {
			return bound{}, false
		}
		b := bound{at: x, op: "="}
		for _, e := range a.Elems {
			c, k, ok := l.columnConst(x.Args[0], e)
			if !ok {
				return bound{}, false
			}
			b.column, b.values = c, append(b.values, k)
		}
		return l.whole(b), true
	}
	return bound{}, false
}

// boolean reads a boolean column as a condition, which bounds it to true, and NOT of it.
func (l *linter) boolean(x tree.Expr, text string) (bound, bool) {
	if b, ok := x.(*tree.BoolExpr); ok {
		if b.Op != tree.Not || text != "t" {
			return bound{}, false
		}
		n, ok := l.boolean(b.Args[0], "f")
		n.at = x
		return n, ok
	}
	c, ok := resolve(l.q, x)
	if v, is := x.(*tree.Var); !is || v.Typ != catalog.BoolOID {
		return bound{}, false
	}
	k := &tree.Const{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Text: text}
	return bound{x, c, "=", []*tree.Const{k}}, ok
}

// arrayIn strips conversions of an array that keep its elements: IN over varchar compares as text.
func arrayIn(x tree.Expr) tree.Expr {
	if a, ok := x.(*tree.ArrayCoerceExpr); ok {
		if _, same := a.Elem.(*tree.RelabelType); same {
			x = a.Arg
		}
	}
	return bareVar(x)
}

// whole writes a bound of an integer column with >= and <= of integers, so that x > 3 AND x < 4 is
// seen to be empty.
func (l *linter) whole(b bound) bound {
	v := l.q.RangeTable[b.column.rel-1]
	if !l.base(columnType(v, b.column.num)).IsInteger() {
		return b
	}
	var out []*tree.Const
	op := b.op
	for _, k := range b.values {
		n, ok := new(big.Rat).SetString(k.Text)
		if !ok || !tree.PlainNumber(k.Text) {
			return b
		}
		floor := new(big.Int).Div(n.Num(), n.Denom()) // rounds down, as the denominator is positive
		switch {
		case b.op == "<>" && !n.IsInt():
			return b
		case b.op == "=" && !n.IsInt():
			continue
		case b.op == ">", b.op == ">=" && !n.IsInt():
			op, floor = ">=", floor.Add(floor, big.NewInt(1))
		case b.op == "<" && n.IsInt():
			op, floor = "<=", floor.Sub(floor, big.NewInt(1))
		case b.op == "<":
			op = "<="
		}
		out = append(out, integer(floor.String()))
	}
	return bound{b.at, b.column, op, out}
}

// integer is a literal of a whole number.
func integer(text string) *tree.Const {
	return &tree.Const{Node: tree.Node{Typ: catalog.Int8OID, Mod: -1, At: source.NoPos}, Text: text}
}

// columnConst takes "column, constant" of one type, or of two types of exact numbers.
func (l *linter) columnConst(x, value tree.Expr) (c column, k *tree.Const, ok bool) {
	v, ok := bareNumber(x).(*tree.Var)
	if !ok {
		return column{}, nil, false
	}
	k, ok = bareNumber(value).(*tree.Const)
	typ := l.base(v.Typ)
	if !ok || k.Null || k.Typ != typ && (typ != catalog.VarcharOID || k.Typ != catalog.TextOID) && !(k.Typ.IsExactNumber() && typ.IsExactNumber()) {
		return column{}, nil, false
	}
	c, ok = resolve(l.q, v)
	if coll := l.cat.Collation(v.Collation); coll != nil && !coll.Deterministic {
		return column{}, nil, false
	}
	return c, k, ok
}

// bareNumber strips conversions that keep the value, those between exact numbers that the server adds
// included.
func bareNumber(x tree.Expr) tree.Expr {
	x = bareVar(x)
	if f, cast := x.(*tree.FuncExpr); cast && f.Form == tree.ImplicitForm && len(f.Args) == 1 && f.Typ.IsExactNumber() {
		if below := bareVar(f.Args[0]); below.Type().IsExactNumber() {
			return below
		}
	}
	return x
}

// exclude reports whether no value meets both bounds.
func (l *linter) exclude(a, b bound) bool {
	if a.op == "null" || b.op == "null" {
		return a.op != b.op
	}
	if a.impossible() || b.impossible() {
		return true
	}
	if len(a.values) == 0 || len(b.values) == 0 {
		return false
	}
	for _, v := range a.values {
		for _, w := range b.values {
			if !l.apart(a.op, v, b.op, w) {
				return false
			}
		}
	}
	return true
}

// apart reports whether no x has both "x op v" and "x other w".
func (l *linter) apart(op string, v *tree.Const, other string, w *tree.Const) bool {
	if op == "=" && other == "=" {
		return l.differ(v, w)
	}
	if op == "<>" || other == "<>" {
		return (op == "=" || other == "=") && l.same(v, w)
	}
	if op[0] == '<' || op == "=" && other[0] == '>' {
		op, v, other, w = other, w, op, v // now the first bounds from below, if any does
	}
	d, ok := l.order(v, w)
	switch {
	case !ok || op[0] == other[0]:
		return false
	case op == ">=" && other == "<=", op == "=" && other == "<=", op == ">=" && other == "=":
		return d > 0
	}
	return d >= 0
}

// differ reports whether two constants are surely different values: of types whose texts tell.
func (l *linter) differ(a, b *tree.Const) bool {
	if d, ok := l.order(a, b); ok {
		return d != 0
	}
	switch a.Typ {
	case catalog.TextOID, catalog.VarcharOID:
		return a.Text != b.Text
	case catalog.BoolOID:
		return truth(a) != truth(b)
	}
	t := l.cat.Type(a.Typ)
	return t != nil && t.Kind == catalog.EnumType && a.Text != b.Text
}

// truth reads a boolean literal, of which the server takes abbreviations too.
func truth(k *tree.Const) bool {
	text := strings.ToLower(strings.TrimSpace(k.Text))
	return text == "1" || text == "on" || strings.HasPrefix(text, "t") || strings.HasPrefix(text, "y")
}

// same reports whether two constants are surely one value.
func (l *linter) same(a, b *tree.Const) bool {
	d, ok := l.order(a, b)
	return ok && d == 0 || a.Typ == b.Typ && a.Text == b.Text
}

// order compares two constants of one type, if their texts tell.
func (l *linter) order(a, b *tree.Const) (int, bool) {
	if a.Typ.IsExactNumber() {
		return tree.CompareNumbers(a.Text, b.Text)
	}
	switch a.Typ {
	case catalog.DateOID, catalog.TimestampOID, catalog.TimestamptzOID:
		return tree.CompareTimes(a.Text, b.Text)
	}
	return 0, false
}
