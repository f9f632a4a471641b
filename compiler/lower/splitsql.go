package lower

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// The statement of a level has one of two forms. A plain subquery with one "child = parent" in its
// WHERE becomes "child = ANY ($1)" and returns the child's column, by which the client finds the
// row around: one pass over the table, for any number of rows. Every other one stands as it is in
// CROSS JOIN LATERAL over the keys, and returns the position of the row around: the server runs it
// once per row, as it does for nested rows in one statement, so LIMIT, DISTINCT, aggregates and any
// condition mean the same.

// Names in statements of levels.
const (
	splitKeys = "sqlq_keys" // the keys of the rows around, and "sqlq_key1" … its columns
	splitRow  = "sqlq_row"  // the position of the row around
	splitKey  = "sqlq_key"  // the key that a row belongs to
	splitRows = "sqlq_rows" // the user's subquery
)

// anyOf is what "= ANY" needs to know of a subquery.
type anyOf struct {
	child  string      // the column that is compared, as the user wrote it
	cast   bool        // it is of another type than the key
	equals parse.Range // "child = parent" or "parent = child"
	from   source.Pos  // the end of the select list
}

// findAny returns nil if the subquery needs the general form.
func (l *lowering) findAny(n *nest) *anyOf {
	q := n.q
	plain := q.Command == tree.Select && len(q.CTEs) == 0 && len(q.GroupBy) == 0 && len(q.GroupingSets) == 0 &&
		q.Having == nil && len(q.Distinct) == 0 && q.Offset == nil && q.Limit == nil && len(q.Locks) == 0 &&
		q.SetOp == nil && !q.HasAggs && !q.HasWindows && !q.HasTargetSRFs
	if !plain || len(n.refs) != 1 || q.From == nil {
		return nil
	}
	for _, c := range conjuncts(q.From.Where) {
		op, ok := c.(*tree.OpExpr)
		if !ok || len(op.Args) != 2 || op.Op == nil || op.Op.Name != "=" || op.Op.OID >= catalog.FirstUserOID {
			continue
		}
		for i := range op.Args {
			if sameVar(op.Args[i], n.keys[0].v) {
				return l.anyOf(n, op, op.Args[1-i])
			}
		}
	}
	return nil
}

// sameVar looks through conversions that nobody wrote.
func sameVar(e tree.Expr, v *tree.Var) bool { return bareVar(e) == v }

func bareVar(e tree.Expr) *tree.Var {
	if r, ok := e.(*tree.RelabelType); ok && r.Form == tree.ImplicitForm {
		e = r.Arg
	}
	v, _ := e.(*tree.Var)
	return v
}

// anyOf checks that two columns are compared whose equality in Go is that of the server.
func (l *lowering) anyOf(n *nest, op *tree.OpExpr, other tree.Expr) *anyOf {
	child := bareVar(other)
	if child == nil || child.LevelsUp != 0 || child.Attno == 0 || !comparable(op.Op.Left, op.Op.Right) ||
		!l.deterministic(child.Collation) || !l.deterministic(n.keys[0].v.Collation) {
		return nil
	}
	at, ok := columnText(l.Query.Text, child.At)
	if !ok || l.inOptional(at) {
		return nil
	}
	a := &anyOf{
		child:  l.Query.Text[at.Start:at.End],
		cast:   l.Types.Type(child.Type()) != n.keys[0].wire,
		equals: parse.Range{Start: min(at.Start, n.refs[0].at.Start), End: max(at.End, n.refs[0].at.End)},
	}
	if between(l.Query.Text[a.equals.Start:a.equals.End]) != "=" {
		return nil // parentheses, casts
	}
	if a.from, ok = selectListEnd(l.Query.Text, n.macro.EditedInner); !ok {
		return nil
	}
	return a
}

// comparable reports whether values of the types are equal on the server if and only if they are
// the same in Go.
func comparable(left, right catalog.OID) bool {
	if left.IsInteger() {
		return right.IsInteger()
	}
	return left == right && (left == catalog.UUIDOID || left == catalog.TextOID)
}

func (l *lowering) deterministic(collation catalog.OID) bool {
	if collation == catalog.InvalidOID || collation == catalog.DefaultCollation {
		return true
	}
	c := l.Types.cat.Collation(collation)
	return c != nil && c.Deterministic
}

// optional lists the optional conditions.
func (l *lowering) optional() (out []parse.Macro) {
	for _, m := range l.Query.Macros {
		if m.Kind == parse.Opt {
			out = append(out, m)
		}
	}
	return out
}

// inOptional reports whether a place lies in sqlq.opt.
func (l *lowering) inOptional(at parse.Range) bool {
	return slices.ContainsFunc(l.optional(), func(m parse.Macro) bool {
		return m.Edited.Start <= at.Start && at.End <= m.Edited.End
	})
}

// between returns what stands between two column references.
func between(text string) string {
	left, _ := columnText(text, 0)
	var b strings.Builder
	for _, t := range tokens(text[left.End:]) {
		s := text[left.End+t.Start : left.End+t.End]
		if t.Kind != parse.Ident && t.Kind != parse.QuotedIdent && s != "." {
			b.WriteString(s)
		}
	}
	return b.String()
}

// selectListEnd finds where the select list of a subquery ends: before its FROM.
func selectListEnd(text string, within parse.Range) (source.Pos, bool) {
	inner := text[within.Start:within.End]
	depth, before, end := 0, "", source.Pos(0)
	for _, t := range tokens(inner) {
		s := strings.ToUpper(inner[t.Start:t.End])
		switch {
		case s == "(" || s == "[":
			depth++
		case s == ")" || s == "]":
			depth--
		case depth == 0 && s == "FROM" && before != "DISTINCT":
			return within.Start + end, before != "SELECT"
		}
		before, end = s, t.End
	}
	return 0, false
}

// keyColumns puts the keys of a nested field in its place in the statement around. The last gets
// the field's alias.
func (l *lowering) keyColumns(n *nest) rewrite.Change {
	var list []string
	for i, k := range n.keys {
		s := k.text
		if k.cast != "" {
			s = "(" + s + ")::" + typeText(k.wire)
		}
		if i < len(n.keys)-1 {
			s += " AS " + rewrite.Ident(fmt.Sprintf("%s %d", n.field.Name, i+1))
		}
		list = append(list, s)
	}
	return rewrite.Change{At: n.macro.Edited, New: strings.Join(list, ", ")}
}

// levelChanges makes the statement of a level out of the query's text.
func (l *lowering) levelChanges(n *nest) []rewrite.Change {
	inner := n.macro.EditedInner
	head, tail := "", ""
	var out []rewrite.Change
	if a := n.anyOf; a != nil {
		key := a.child
		if a.cast {
			key = "(" + key + ")::" + typeText(n.keys[0].wire)
		}
		out = append(out,
			rewrite.Change{At: parse.Range{Start: a.from, End: a.from}, New: ", " + key + " AS " + splitKey},
			rewrite.Change{At: a.equals, New: a.child + " = ANY (" + l.keyArray(n, 0) + ")"})
	} else {
		head = "SELECT " + splitRows + ".*, " + splitKeys + "." + splitRow + "\nFROM " + l.keySource(n) + "\nCROSS JOIN LATERAL ("
		tail = ") " + splitRows
		for _, r := range n.refs {
			out = append(out, rewrite.Change{At: r.at, New: splitKeys + "." + keyName(r.key)})
		}
	}
	return append(out,
		rewrite.Change{At: parse.Range{Start: 0, End: inner.Start}, New: head},
		rewrite.Change{At: parse.Range{Start: inner.End, End: source.Pos(len(l.Query.Text))}, New: tail})
}

func keyName(i int) string { return fmt.Sprintf("sqlq_key%d", i+1) }

// keyArray is the parameter with one key of all rows around, numbered behind the query's own.
func (l *lowering) keyArray(n *nest, i int) string {
	return fmt.Sprintf("$%d::%s[]", len(l.out.Params)+i+1, typeText(n.keys[i].wire))
}

// keySource is the item of FROM with the keys of all rows around, as they were: of their type and,
// where that is not the default, of their collation.
func (l *lowering) keySource(n *nest) string {
	var arrays, names, columns []string
	as := false
	for i, k := range n.keys {
		name := keyName(i)
		arrays, names = append(arrays, l.keyArray(n, i)), append(names, name)
		column := name
		if k.cast != "" {
			column += "::" + k.cast
		}
		if c := l.Types.cat.Collation(k.v.Collation); c != nil && k.v.Collation != catalog.DefaultCollation {
			column += " COLLATE " + l.collationText(c)
		}
		if column != name {
			column, as = column+" AS "+name, true
		}
		columns = append(columns, column)
	}
	from := "unnest(" + strings.Join(arrays, ", ") + ") WITH ORDINALITY AS " + splitKeys +
		" (" + strings.Join(append(names, splitRow), ", ") + ")"
	if !as {
		return from
	}
	return "(SELECT " + strings.Join(append(columns, splitRow), ", ") + " FROM " + from + ") " + splitKeys
}

func (l *lowering) collationText(c *catalog.Collation) string {
	ns := l.Types.cat.NamespaceByOID(c.Namespace)
	if ns == nil || ns.Name == "pg_catalog" || ns.Name == "public" {
		return rewrite.Ident(c.Name)
	}
	return rewrite.Ident(ns.Name) + "." + rewrite.Ident(c.Name)
}

// wanted is a column that a statement must return.
type wanted struct {
	name string // "" any
	typ  catalog.OID
	key  *ir.Key
}

// wantedColumns lists what the statement of a subquery returns (of the query itself if around is nil).
func (l *lowering) wantedColumns(around *nest) (out []wanted) {
	q := l.Tree
	if around != nil {
		q = around.q
	}
	byTarget := map[int]*nest{}
	for _, n := range l.nests {
		if n.around == around {
			byTarget[n.target] = n
		}
	}
	for i, t := range q.Columns() {
		n := byTarget[i]
		if n == nil {
			out = append(out, wanted{name: t.Name, typ: t.Expr.Type()})
			continue
		}
		for k := range n.level.Keys {
			out = append(out, wanted{typ: catalog.OID(n.keys[k].wire.OID), key: &n.level.Keys[k]})
		}
	}
	switch {
	case around == nil:
	case around.anyOf != nil:
		out = append(out, wanted{name: splitKey, typ: catalog.OID(around.keys[0].wire.OID)})
	default:
		out = append(out, wanted{name: splitRow, typ: catalog.Int8OID})
	}
	return out
}

// checkSplit analyses a variant of a statement and holds its parameters and columns against what they
// must be. It returns the columns, nil after an error.
func (l *lowering) checkSplit(s *statement, index int) []*ir.Column {
	v := (*s.out)[index]
	q, types, d := l.Analyze(v.SQL)
	if d != nil {
		l.splitPart(s, index, d)
		return nil
	}
	for i, a := range v.Args {
		if a.Kind == ir.ArgParam && (i >= len(types) || types[i] != l.ParamTypes[a.Index]) {
			p := l.out.Params[a.Index]
			l.errorAt(CodeSplit, l.paramIn(s.nest, a.Index+1), "Write a cast where the parameter is used, or leave \"load split\" out.",
				"parameter %q is %s in the whole query, but not in the statement that is made of this part", p.Name, p.Type.Display())
			return nil
		}
	}
	return l.splitColumns(q, l.wantedColumns(s.nest), v)
}

// splitPart reports the server's error of a variant where the user wrote what it is about; what we
// wrote around a subquery counts as the macro.
func (l *lowering) splitPart(s *statement, index int, d *diag.Diagnostic) {
	v := (*s.out)[index]
	at := rewrite.VariantOrigin(v.SQL, max(d.At.Start, 0), l.Query.Text, l.trees(), s.made[index])
	if n := s.nest; n != nil && (at < n.macro.EditedInner.Start || at >= n.macro.EditedInner.End) {
		at = n.macro.Edited.Start
	}
	span := l.Query.Span(at)
	if v.Order > 0 && slices.ContainsFunc(l.Query.Macros, func(m parse.Macro) bool { return m.Kind == parse.OrderBy && m.Edited.Start == at }) {
		span = l.Query.Orders[v.Order].At
	}
	l.errorAt(CodeSplit, span, splitHint, "the rows cannot be read by a statement of their own: %s", d.Message)
	l.diags[len(l.diags)-1].Detail = v.SQL
}

// paramIn is where a parameter stands first in what a statement is made of: in the subquery, or
// outside of all that are nested.
func (l *lowering) paramIn(n *nest, number int) source.Span {
	part := parse.Range{Start: 0, End: source.Pos(len(l.Query.Text))}
	if n != nil {
		part = n.macro.EditedInner
	}
	i := slices.IndexFunc(l.Query.Macros, func(m parse.Macro) bool {
		return m.Kind.IsParam() && m.Number == number && part.Start <= m.Edited.Start && m.Edited.End <= part.End && !l.deeper(n, m.Edited.Start)
	})
	return l.macroSpan(i)
}

// splitColumns compares and lists the columns of a statement; behind those wanted may follow what
// only a cursor reads.
func (l *lowering) splitColumns(q *tree.Query, want []wanted, v *ir.Variant) []*ir.Column {
	numbers := make([]int, len(v.Args))
	for i, a := range v.Args {
		if a.Kind == ir.ArgParam {
			numbers[i] = a.Index + 1
		}
	}
	proofs := nullable.ProveGiven(l.Types.cat, q, l.given(numbers))
	got := l.columnsOf(q, &proofs)
	targets := q.Columns()
	if len(got) < len(want) || len(got) > len(want) && v.Page == "" {
		panic(fmt.Sprintf("split: %d columns instead of %d in %s", len(got), len(want), v.SQL))
	}
	for i, w := range want {
		if w.name != "" && got[i].Name != w.name || targets[i].Expr.Type() != w.typ {
			panic(fmt.Sprintf("split: column %q of another type or name in %s", got[i].Name, v.SQL))
		}
	}
	return got[:len(want)]
}

// levelStatement prepares the statement of a nested field.
func (l *lowering) levelStatement(n *nest) *statement {
	s := &statement{name: l.Query.Name + "." + n.level.Name, base: l.levelChanges(n), behind: ir.ArgKeys, nest: n, out: &n.level.Variants}
	for _, inner := range l.nests {
		if inner.around == n {
			s.base = append(s.base, l.keyColumns(inner))
		}
	}
	return s
}

// finishSplit checks the variants of a statement and enters what they return. It reports false
// after an error.
func (l *lowering) finishSplit(s *statement) bool {
	var columns []*ir.Column
	for i := range *s.out {
		c := l.checkSplit(s, i)
		if c == nil {
			return false
		}
		if i == 0 {
			columns = c
		}
	}
	l.proveKeys(s)
	if s.nest != nil {
		s.nest.level.Columns = columns
		return true
	}
	l.out.Wire = columns
	if k := l.out.Keyset; k != nil {
		l.shiftKeys(k)
	}
	return true
}

// shiftKeys renumbers the columns that a page reads: nested fields may be wider or narrower.
func (l *lowering) shiftKeys(k *ir.Keyset) {
	shift := func(index *int) {
		wide := 0
		for _, n := range l.nests {
			if n.around == nil && n.target < *index {
				wide += len(n.keys) - 1
			}
		}
		*index += wide
	}
	for i := range k.Keys {
		shift(&k.Keys[i].Index)
	}
	shift(&k.Size)
}

// proveKeys finds out which keys in the rows of a statement can be NULL, whichever of its optional
// conditions are there.
func (l *lowering) proveKeys(s *statement) {
	text, numbers := l.weakest(s.base, l.optional())
	q, _, d := l.Analyze(text)
	if d != nil {
		return // they stay nullable
	}
	proofs := nullable.ProveGiven(l.Types.cat, q, l.given(numbers))
	for i, w := range l.wantedColumns(s.nest) {
		if w.key != nil && i < len(proofs.Columns) {
			w.key.Nullable = !proofs.Columns[i].NotNull
		}
	}
}
