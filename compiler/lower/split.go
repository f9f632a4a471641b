package lower

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// CodeSplit is reported for nested rows that cannot be read by statements of their own.
const CodeSplit = "SQ212"

const splitHint = `Leave out "-- sqlq: load split": one statement then reads all rows.`

// nest is a field of nested rows that a statement of its own reads: with "-- sqlq: load split".
type nest struct {
	field  *ir.ShapeField
	level  *ir.Level
	q      *tree.Query // the user's subquery
	macro  parse.Macro // sqlq.many or sqlq.maybe around it
	target int         // index of the field's column in the query around
	around *nest       // nil: the query's own rows
	keys   []nestKey
	refs   []nestRef
	anyOf  *anyOf // the plain case; nil for all others
}

// nestKey is a column of the rows around that the subquery mentions.
type nestKey struct {
	v    *tree.Var
	text string   // as the user wrote it
	wire *ir.Type // as which it travels
	cast string   // the column's own type, "" if it travels as that
}

// nestRef is a place in the subquery that mentions a key.
type nestRef struct {
	key int
	at  parse.Range // in Query.Text
}

// loadDirective reads "-- sqlq: load split".
func (l *lowering) loadDirective() {
	d := l.Query.Directive("load")
	if d == nil {
		return
	}
	words, at := d.Words()
	for i, w := range words {
		if i > 0 || w != "split" {
			l.errorAt(parse.CodeDirective, at[i], `Write "-- sqlq: load split", or leave the line out: then one statement reads all rows.`,
				`directive "load" knows only "split"`)
			return
		}
	}
	l.split = len(words) > 0
}

// enterNest notes a nested field while shapes are made.
func (l *lowering) enterNest(f *ir.ShapeField, nested *nestedQuery, target int) {
	if !l.split {
		return
	}
	n := &nest{
		field: f, level: &ir.Level{Name: f.Name, Around: -1},
		q: nested.query, macro: l.Query.Macros[nested.macro], target: target, around: l.nest,
	}
	if n.around != nil {
		n.level.Name = n.around.level.Name + "." + f.Name
		n.level.Around = slices.Index(l.nests, n.around)
	}
	f.Level = n.level
	l.nests, l.nest = append(l.nests, n), n
}

// planSplit finds the keys of all nested fields. It reports false after an error.
func (l *lowering) planSplit() bool {
	if !l.split {
		return true
	}
	failed := len(l.diags)
	if why, at := l.unsplittable(); why != "" {
		l.errorAt(CodeSplit, at, splitHint, "%s", why)
		return false
	}
	for _, n := range l.nests {
		n.level.Row = n.field.Shape
		l.findKeys(n)
		l.checkSort(n)
		if len(l.diags) > failed {
			return false
		}
		l.out.Split = append(l.out.Split, n.level)
	}
	return true
}

// unsplittable says why the rows of a statement cannot be read before what is nested in them, and
// where: at the directive, if the statement is as good as any other.
func (l *lowering) unsplittable() (why string, at source.Span) {
	const changes = `"load split" belongs to SELECT: a later statement would see what this one changes`
	at = l.Query.Directive("load").At
	switch c := l.out.Command; {
	case c == ir.Iter:
		return `"load split" needs all rows before the rows nested in them; ":iter" hands out one after the other`, at
	case c == ir.BatchOne || c == ir.BatchMany:
		return fmt.Sprintf(`"load split" sends statements one after the other; ":%s" sends all at once`, c), at
	case l.Tree.Command != tree.Select:
		return changes, l.wordSpan(strings.ToLower(l.Tree.Command.String()), at)
	case len(l.nests) == 0:
		return `"load split" is about sqlq.many and sqlq.maybe, and the query has neither as a column`, at
	}
	if i := slices.IndexFunc(l.Tree.CTEs, (*tree.CommonTableExpr).Writes); i >= 0 {
		return changes, l.Query.Span(l.Tree.CTEs[i].At)
	}
	for _, n := range l.nests {
		q, text := l.around(n)
		if len(q.Distinct) == 0 || q.DistinctOn {
			continue
		}
		words := topLevel(l.Query.Text[text.Start:text.End])
		if i := slices.IndexFunc(words, func(w word) bool { return w.text == "distinct" }); i >= 0 {
			at = l.Query.Span(text.Start + words[i].at.Start)
		}
		return `"load split" and DISTINCT exclude each other: nested rows are part of what differs`, at
	}
	return "", at
}

// around is the query whose rows are around those of n, and where it stands.
func (l *lowering) around(n *nest) (*tree.Query, parse.Range) {
	if n.around != nil {
		return n.around.q, n.around.macro.EditedInner
	}
	return l.Tree, parse.Range{Start: 0, End: source.Pos(len(l.Query.Text))}
}

// splitError reports what keeps a subquery from a statement of its own, at a place in Query.Text.
func (l *lowering) splitError(at source.Pos, format string, args ...any) {
	if at == source.NoPos {
		at = 0
	}
	l.errorAt(CodeSplit, l.Query.Span(at), splitHint, format, args...)
}

// findKeys finds the columns of the rows around that a subquery mentions, and where.
func (l *lowering) findKeys(n *nest) {
	failed := len(l.diags)
	walkLevels(n.q, 0, func(q *tree.Query, depth int) {
		for _, rte := range q.RangeTable {
			if rte.Kind == tree.RTECTE && rte.CTELevel > depth {
				l.splitError(rte.At, `subquery mentions "%s" of the WITH clause around it, which a statement of its own does not have`, rte.CTE.Name)
			}
		}
		eachExpr(q, func(root tree.Expr) {
			walk(root, func(e tree.Expr) { l.outside(n, depth, e) })
		})
	})
	if len(n.keys) == 0 && len(l.diags) == failed {
		l.splitError(n.macro.Edited.Start, "subquery mentions no column of the row around it")
	}
	for _, k := range n.keys {
		n.level.Keys = append(n.level.Keys, ir.Key{Name: lastWord(k.text), Type: k.wire, Nullable: true})
	}
	n.anyOf = l.findAny(n)
	n.level.ByKey = n.anyOf != nil
}

// outside looks whether an expression, that many levels of queries inside the subquery, is of a
// query around it. Next around is what the macro made, then comes the one whose rows are around.
func (l *lowering) outside(n *nest, depth int, e tree.Expr) {
	const own = 2
	switch x := e.(type) {
	case *tree.Aggref:
		if x.LevelsUp > depth {
			l.splitError(x.At, "subquery mentions an aggregate of the query around it")
		}
	case *tree.GroupingFunc:
		if x.LevelsUp > depth {
			l.splitError(x.At, "subquery mentions GROUPING of the query around it")
		}
	case *tree.Var:
		up := x.LevelsUp - depth
		at, plain := columnText(l.Query.Text, x.At)
		switch {
		case up < own || l.deeper(n, x.At):
		case up > own:
			l.splitError(x.At, `subquery mentions "%s", which is not of the row around it but further out`, l.Query.Text[at.Start:at.End])
		case !plain || x.Attno == 0:
			l.splitError(x.At, "subquery mentions the whole row around it; name its columns")
		default:
			l.addKey(n, x, at)
		}
	}
}

// deeper reports whether a place lies in a subquery nested in that of n (in the query, if n is nil),
// which has its own say.
func (l *lowering) deeper(n *nest, at source.Pos) bool {
	for _, m := range l.nests {
		if m.around == n && m.macro.Edited.Start <= at && at < m.macro.Edited.End {
			return true
		}
	}
	return false
}

// columnText returns where the column reference at a position ends; false if it is a star.
func columnText(text string, at source.Pos) (parse.Range, bool) {
	r := parse.Range{Start: max(at, 0), End: max(at, 0)}
	if at == source.NoPos {
		return r, false
	}
	lex := parse.NewLexer(text, at)
	for {
		t := lex.Next()
		if t.Kind != parse.Ident && t.Kind != parse.QuotedIdent {
			return r, false
		}
		r.End = t.End
		if dot := lex.Next(); lex.Text(dot) != "." {
			return r, true
		}
	}
}

// addKey notes a mention of a column of the row around.
func (l *lowering) addKey(n *nest, v *tree.Var, at parse.Range) {
	key := slices.IndexFunc(n.keys, func(k nestKey) bool { return k.v.Varno == v.Varno && k.v.Attno == v.Attno })
	if key < 0 {
		k := nestKey{v: v, text: l.Query.Text[at.Start:at.End]}
		t := l.Types.Type(v.Type())
		k.wire = l.wireType(t)
		if t != k.wire {
			k.cast = castText(t)
		}
		if t.Kind == ir.PseudoType {
			l.splitError(v.At, `subquery mentions "%s" of type %s, which has no name to pass it by`, k.text, t.Display())
			return
		}
		key = len(n.keys)
		n.keys = append(n.keys, k)
	}
	// BETWEEN SYMMETRIC and the like hold one mention several times.
	if !slices.ContainsFunc(n.refs, func(r nestRef) bool { return r.at == at }) {
		n.refs = append(n.refs, nestRef{key, at})
	}
}

// wireType is as which the values of a type travel to the client and back. The text of a value
// reads back as that value, whatever its type.
func (l *lowering) wireType(t *ir.Type) *ir.Type {
	switch base := t.Underlying(); catalog.OID(base.OID) {
	case catalog.Int2OID, catalog.Int4OID, catalog.Int8OID, catalog.UUIDOID, catalog.TextOID:
		return base
	}
	return l.Types.Type(catalog.TextOID)
}

// castText writes a type for a cast.
func castText(t *ir.Type) string {
	if t.Kind == ir.ArrayType {
		return castText(t.Elem) + "[]"
	}
	return typeText(t)
}

// checkSort refuses an ORDER BY or GROUP BY of the query around that would mean another column once
// keys stand in the place of the nested rows.
func (l *lowering) checkSort(n *nest) {
	q, text := l.around(n)
	items := sortWords(l.Query.Text[text.Start:text.End])
	ref := q.Columns()[n.target].Ref
	for _, c := range slices.Concat(q.GroupBy, q.OrderBy, q.Distinct) {
		if c.Ref != ref {
			continue
		}
		at := n.macro.Edited.Start
		for _, w := range items {
			if w.text == strconv.Itoa(n.target+1) || w.text == strings.ToLower(rewrite.Ident(n.field.Name)) {
				at = text.Start + w.at.Start
			}
		}
		l.splitError(at, "rows are sorted or grouped by the rows nested in them")
		return
	}
	if len(n.keys) < 2 {
		return
	}
	for _, w := range items {
		if i, err := strconv.Atoi(w.text); err == nil && i > n.target {
			l.errorAt(CodeSplit, l.Query.Span(text.Start+w.at.Start), "Sort and group by names.",
				"column %d is another one in the statement that is sent: several keys take the place of %q", i, n.field.Name)
			return
		}
	}
}

// sortWords are the first words of the items of ORDER BY and GROUP BY.
func sortWords(text string) (out wordList) {
	before, by := "", false
	for _, w := range topLevel(text) {
		if before == "by" || by && before == "," {
			by, out = true, append(out, w)
		}
		before = w.text
	}
	return out
}
