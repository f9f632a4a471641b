package lint

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
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
	t := tableOrView(q, c.rel)
	if l.absent(q, c.rel) {
		return
	}
	if t == nil {
		if l.handedOn(q, v, c) {
			l.warn(Constant, x.At, "Leave the test out.", "\"%s\" is never NULL: the test is always %t", columnName(q, c), x.IsNot)
		}
		return
	}
	switch k := t.ColumnNum(int16(c.num)); {
	case k == nil:
	case k.NotNull && t.Kind != catalog.View:
		l.warn(Constant, x.At, "Leave the test out, or drop NOT NULL from the column.",
			"\"%s\" is NOT NULL: the test is always %t", k.Name, x.IsNot)
	case l.neverNull(t, c.num):
		l.warn(Constant, x.At, "Leave the test out.", "\"%s\" is never NULL: the test is always %t", k.Name, x.IsNot)
	case l.neverNullBeside(t, v, x):
		l.warn(Constant, x.At, "Leave the test out, or correct the other conditions.",
			"\"%s\" is not NULL where the other conditions and the CHECK constraints hold: the test is always %t", k.Name, x.IsNot)
	}
}

// neverNullBeside reports whether a CHECK constraint and the other conditions of WHERE together keep a
// column from being NULL: state = 'done' AND done_at IS NULL, where what is done has a date.
func (l *linter) neverNullBeside(t *catalog.Relation, v *tree.Var, test *tree.NullTest) bool {
	if now := l.cat.Relation(t.OID); now != nil {
		t = now
	}
	q := l.q
	others := and(nil, q.From.Where)
	i := slices.Index(others, tree.Expr(test))
	if i < 0 || len(others) < 2 || !slices.ContainsFunc(t.Constraints, func(c *catalog.Constraint) bool {
		return c.Expr != nil && len(c.Columns) > 1 && slices.Contains(c.Columns, int16(v.Attno))
	}) {
		return false
	}
	others = slices.Delete(others, i, i+1)
	bare := over(q, v)
	bare.From = &tree.FromExpr{List: q.From.List, Where: conjunction(others)}
	return nullable.Prove(l.cat, l.certain(bare)).Columns[0].NotNull
}

// handedOn reports whether a column of a subquery or WITH query is proved not null there.
func (l *linter) handedOn(q *tree.Query, v *tree.Var, c column) bool {
	if k := q.RangeTable[c.rel-1].Kind; k != tree.RTESubquery && k != tree.RTECTE {
		return false
	}
	q = l.certain(q)
	bare := over(q, v)
	bare.From = &tree.FromExpr{List: q.From.List} // without WHERE, of which the test is a part
	return nullable.Prove(l.cat, bare).Columns[0].NotNull
}

// blanks finds char(n) where the blanks that pad it matter: in patterns, which see them, and
// against text, where those of the other side count.
func (l *linter) blanks(op *catalog.Operator, args []tree.Expr, at source.Pos) {
	if op == nil || len(args) != 2 {
		return
	}
	if isPattern(op) {
		if v, ok := args[0].(*tree.Var); ok && padded(v) && !openEnded(op, args[1]) {
			l.warn(BlankPadded, at, "Use varchar or text for the column, or match column::text.",
				"the pattern sees the blanks that pad the char(%d) column", v.Mod-varHeader)
		}
	}
	if !isComparison(op) || op.Left != catalog.TextOID || op.Right != catalog.TextOID {
		return
	}
	for i, a := range args {
		f, ok := a.(*tree.FuncExpr)
		if !ok || f.Form != tree.ImplicitForm || len(f.Args) == 0 {
			continue
		}
		if v, ok := f.Args[0].(*tree.Var); ok && padded(v) {
			if _, constant := args[1-i].(*tree.Const); constant {
				continue // its blanks are there to be seen
			}
			l.warn(BlankPadded, at, "Use varchar or text for the column, or cast the other side to char.",
				"char(%d) is compared as text: blanks at the end of the other side count", v.Mod-varHeader)
		}
	}
}

// openEnded: the pattern is known and lets anything follow, blanks as well. A pattern of SIMILAR TO
// arrives as a function call of a literal.
func openEnded(op *catalog.Operator, pattern tree.Expr) bool {
	like := strings.Contains(op.Name, "~~")
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
