package lint

import (
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// isComparison reports whether an operator is one of the six.
func isComparison(o *catalog.Operator) bool {
	if o == nil {
		return false
	}
	switch o.Name {
	case "=", "<>", "<", ">", "<=", ">=":
		return true
	}
	return false
}

// itself finds a column compared with itself, most often a wrong alias.
func (l *linter) itself(x *tree.OpExpr) {
	if !isComparison(x.Op) || len(x.Args) != 2 {
		return
	}
	a, ok1 := x.Args[0].(*tree.Var)
	b, ok2 := x.Args[1].(*tree.Var)
	if ok1 && ok2 && a.Varno == b.Varno && a.Attno == b.Attno && a.LevelsUp == b.LevelsUp {
		l.warn(Constant, x.At, "Compare it with another column; to test for NULL write IS NOT NULL.", "a column is compared with itself")
	}
}

// nullTest finds tests for NULL of columns that are declared NOT NULL. Grouping sets, MERGE and
// INSERT make rows in which such columns are NULL all the same.
func (l *linter) nullTest(x *tree.NullTest) {
	q := l.q
	if q.From == nil || len(q.GroupingSets) > 0 || q.Command == tree.Merge || q.Command == tree.Insert || x.ArgIsRow {
		return
	}
	v, ok := x.Arg.(*tree.Var)
	if !ok || v.LevelsUp != 0 {
		return
	}
	c, ok := resolve(q, v)
	if !ok || q.RangeTable[v.Varno-1].Kind == tree.RTEJoin {
		return
	}
	t := table(q, c.rel)
	if t == nil || l.absent(q, c.rel) {
		return
	}
	if k := t.ColumnNum(int16(c.num)); k != nil && k.NotNull {
		l.warn(Constant, x.At, "Leave the test out, or drop NOT NULL from the column.",
			"\"%s\" is NOT NULL: the test is always %t", k.Name, x.IsNot)
	}
}

// contradiction finds x = 1 AND x = 2, which is never true, and x <> 1 OR x <> 2, which always is.
func (l *linter) contradiction(b *tree.BoolExpr) {
	op, always := "=", false
	if b.Op == tree.Or {
		op, always = "<>", true
	}
	if b.Op == tree.Not {
		return
	}
	seen := map[column]*tree.Const{}
	for _, a := range b.Args {
		c, k, ok := l.columnConst(a, op)
		if !ok {
			continue
		}
		if old := seen[c]; old != nil && l.differ(old, k) {
			l.warn(Constant, a.Pos(), "Use IN, NOT IN, or the other of AND and OR.",
				"the condition is always %t: the column is compared with two values", always)
			return
		}
		seen[c] = k
	}
}

// columnConst takes apart "column op constant" where both have one type.
func (l *linter) columnConst(x tree.Expr, op string) (c column, k *tree.Const, ok bool) {
	o, ok := x.(*tree.OpExpr)
	if !ok || o.Op == nil || o.Op.Name != op || len(o.Args) != 2 {
		return column{}, nil, false
	}
	v, ok := o.Args[0].(*tree.Var)
	if !ok {
		return column{}, nil, false
	}
	k, ok = o.Args[1].(*tree.Const)
	if !ok || k.Null || k.Typ != v.Typ {
		return column{}, nil, false
	}
	c, ok = resolve(l.q, v)
	if coll := l.cat.Collation(v.Collation); coll != nil && !coll.Deterministic {
		return column{}, nil, false
	}
	return c, k, ok
}

// differ reports whether two constants are surely different values: of types whose texts tell.
func (l *linter) differ(a, b *tree.Const) bool {
	switch a.Typ {
	case catalog.Int2OID, catalog.Int4OID, catalog.Int8OID:
		x, err1 := strconv.ParseInt(a.Text, 10, 64)
		y, err2 := strconv.ParseInt(b.Text, 10, 64)
		return err1 == nil && err2 == nil && x != y
	case catalog.TextOID:
		return a.Text != b.Text
	}
	t := l.cat.Type(a.Typ)
	return t != nil && t.Kind == catalog.EnumType && a.Text != b.Text
}

// blanks finds char(n) where the blanks that pad it matter: in patterns, which see them, and
// against text, where those of the other side count.
func (l *linter) blanks(x *tree.OpExpr) {
	if x.Op == nil || len(x.Args) != 2 {
		return
	}
	switch x.Op.Name {
	case "~~", "!~~", "~~*", "!~~*", "~", "!~", "~*", "!~*":
		if v, ok := x.Args[0].(*tree.Var); ok && padded(v) && !openEnded(x) {
			l.warn(BlankPadded, x.At, "Use varchar or text for the column, or match column::text.",
				"the pattern sees the blanks that pad the char(%d) column", v.Mod-varHeader)
		}
	}
	if !isComparison(x.Op) || x.Op.Left != catalog.TextOID || x.Op.Right != catalog.TextOID {
		return
	}
	for i, a := range x.Args {
		f, ok := a.(*tree.FuncExpr)
		if !ok || f.Form != tree.ImplicitForm || len(f.Args) == 0 {
			continue
		}
		if v, ok := f.Args[0].(*tree.Var); ok && padded(v) {
			if _, constant := x.Args[1-i].(*tree.Const); constant {
				continue // its blanks are there to be seen
			}
			l.warn(BlankPadded, x.At, "Use varchar or text for the column, or cast the other side to char.",
				"char(%d) is compared as text: blanks at the end of the other side count", v.Mod-varHeader)
		}
	}
}

// openEnded: the pattern is known and lets anything follow, blanks as well. A pattern of SIMILAR TO
// arrives as a function call of a literal.
func openEnded(x *tree.OpExpr) bool {
	pattern, like := x.Args[1], strings.Contains(x.Op.Name, "~~")
	if f, ok := pattern.(*tree.FuncExpr); ok && len(f.Args) > 0 {
		pattern, like = f.Args[0], true
	}
	k, ok := pattern.(*tree.Const)
	if !ok || k.Null {
		return ok
	}
	if like {
		return strings.HasSuffix(k.Text, "%")
	}
	return !strings.HasSuffix(k.Text, "$")
}

// varHeader is what a type modifier of char(n) adds to n: VARHDRSZ.
const varHeader = 4

// padded: char(1) has no room for blanks, bpchar without a length gets none.
func padded(v *tree.Var) bool { return v.Typ == catalog.BpcharOID && v.Mod > varHeader+1 }

// countNull finds count(x) where x is a nullable column, unless WHERE keeps its NULLs out or an
// outer join makes them: counting partners is what that is for.
func (l *linter) countNull(x *tree.Aggref) {
	q := l.q
	if q.Command != tree.Select || q.SetOp != nil || q.From == nil || x.LevelsUp != 0 || x.Func.Name != "count" || x.Func.Namespace != catalog.PgCatalog ||
		len(x.Args) != 1 || len(x.Distinct) > 0 || x.Filter != nil {
		return
	}
	v, ok := x.Args[0].Expr.(*tree.Var)
	if !ok {
		return
	}
	c, ok := resolve(q, v)
	if !ok || table(q, c.rel) == nil {
		return
	}
	k := table(q, c.rel).ColumnNum(int16(c.num))
	if k == nil || k.NotNull || l.absent(q, c.rel) || nullable.Prove(l.cat, over(q, v)).Columns[0].NotNull {
		return
	}
	l.warn(CountNull, x.At, "Write count(*), or count(*) FILTER (WHERE "+k.Name+" IS NOT NULL) if that is meant.",
		"count(%s) leaves out rows where \"%s\" is NULL", k.Name, k.Name)
}
