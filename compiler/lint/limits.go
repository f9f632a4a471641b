package lint

import (
	"fmt"
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// This file knows what the schema lets into a column: CHECK constraints of its table and of its
// domain, and the range of an integer type.

// limit is a bound that each stored value meets, unless it is NULL.
type limit struct {
	bound
	name   string
	ofType bool // the range of an integer type, which comparisons with its ends may well name
}

func (k limit) fix() string {
	if k.ofType {
		return "Correct the value, or the type of the column."
	}
	return "Correct the value, or the constraint."
}

// limits reads what limits a column against constants. A column of a view, a subquery or a WITH query
// is limited as the table's column that it hands on.
func (l *linter) limits(c column) []limit {
	q, base, ok := l.origin(l.q, c, func(*tree.RangeTableEntry, *tree.Query, column) bool { return true })
	if !ok {
		return nil
	}
	t := table(q, base.rel)
	if now := l.cat.Relation(t.OID); now != nil {
		t = now
	}
	k := t.ColumnNum(int16(base.num))
	if k == nil {
		return nil
	}
	out := l.typeLimits(k.Type)
	var own *linter
	for _, con := range t.Constraints {
		x, ok := con.Condition.(tree.Expr)
		if !ok || con.Kind != catalog.CheckConstraint || !con.Validated || con.NoInherit || !slices.Contains(con.Columns, k.Num) {
			continue
		}
		if own == nil {
			own = &linter{cat: l.cat, query: l.query, q: alone(t)}
		}
		out = append(out, own.parts(x, int(k.Num), k.Type, fmt.Sprintf("CHECK constraint \"%s\"", con.Name))...)
	}
	for i := range out {
		out[i].column = c
	}
	return out
}

// parts are the conjuncts of a condition that limit one column against constants of its type.
func (l *linter) parts(x tree.Expr, num int, typ catalog.OID, name string) (out []limit) {
	for _, part := range and(nil, x) {
		if b, ok := l.bound(part); ok && b.column.num == num && l.current(b, typ) {
			out = append(out, limit{bound: b, name: name})
		}
	}
	return out
}

// typeLimits are the range of an integer, and the CHECKs of a domain and of those that it is built on.
func (l *linter) typeLimits(typ catalog.OID) []limit {
	out := integerRange(l.base(typ))
	t := l.cat.Type(typ)
	for ; t != nil && t.Kind == catalog.DomainType; t = l.cat.Type(t.BaseType) {
		for _, check := range t.Checks {
			x, ok := check.Condition.(tree.Expr)
			if !ok || !check.Validated {
				continue
			}
			value := &catalog.Column{Name: "value", Num: 1, Type: t.BaseType, Typmod: t.BaseMod, Collation: t.Collation}
			own := &linter{cat: l.cat, query: l.query, q: alone(&catalog.Relation{Kind: catalog.Table, Columns: []*catalog.Column{value}})}
			out = append(out, own.parts(overValue(x), 1, t.BaseType, fmt.Sprintf("CHECK constraint \"%s\" of domain \"%s\"", check.Name, t.Name))...)
		}
	}
	return out
}

func integerRange(typ catalog.OID) []limit {
	r, ok := map[catalog.OID]struct{ name, least, most string }{
		catalog.Int2OID: {"smallint", "-32768", "32767"},
		catalog.Int4OID: {"integer", "-2147483648", "2147483647"},
		catalog.Int8OID: {"bigint", "-9223372036854775808", "9223372036854775807"},
	}[typ]
	if !ok {
		return nil
	}
	end := func(op, text string) limit {
		return limit{bound: bound{op: op, values: []*tree.Const{integer(text)}}, name: "type " + r.name, ofType: true}
	}
	return []limit{end(">=", r.least), end("<=", r.most)}
}

// overValue reads a domain's condition as one on the only column of a table.
func overValue(x tree.Expr) tree.Expr {
	if v, ok := x.(*tree.CaseTestExpr); ok {
		return &tree.Var{Node: v.Node, Varno: 1, Attno: 1, Collation: v.Collation}
	}
	return tree.Mutate(x, overValue)
}

// alone is a query over one table, as the expressions of its constraints are.
func alone(t *catalog.Relation) *tree.Query {
	return &tree.Query{RangeTable: []*tree.RangeTableEntry{{Kind: tree.RTERelation, Name: t.Name, Relation: t}}, From: &tree.FromExpr{}}
}

// current reports whether the constants of a constraint are still values of the column's type: it, or
// the label of an enum, may have changed since.
func (l *linter) current(b bound, typ catalog.OID) bool {
	typ = l.base(typ)
	for _, v := range b.values {
		t := l.cat.Type(v.Typ)
		switch {
		case v.Typ == typ, v.Typ.IsExactNumber() && typ.IsExactNumber(), v.Typ == catalog.TextOID && typ == catalog.VarcharOID:
		default:
			return false
		}
		if t != nil && t.Kind == catalog.EnumType && !slices.Contains(t.Labels, v.Text) {
			return false
		}
	}
	return len(b.values) > 0
}

// base is the type below domains.
func (l *linter) base(typ catalog.OID) catalog.OID {
	for t := l.cat.Type(typ); t != nil && t.Kind == catalog.DomainType; t = l.cat.Type(typ) {
		typ = t.BaseType
	}
	return typ
}
