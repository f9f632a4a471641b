package lower

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// CodeMaybe is reported for sqlq.maybe over a subquery that may return several rows.
const CodeMaybe = "SQ206"

// nested returns the user's subquery of a column that sqlq.many or sqlq.maybe became:
// ARRAY(SELECT q FROM (SELECT …) q), where q is a name that no user has.
func nested(e tree.Expr) (kind ir.FieldKind, q *tree.Query) {
	link, ok := e.(*tree.SubLink)
	if !ok || link.Query == nil || len(link.Query.RangeTable) == 0 {
		return "", nil
	}
	rte := link.Query.RangeTable[0]
	if rte.Subquery == nil || !strings.HasPrefix(rte.Alias, "sqlq ") && !strings.HasPrefix(rte.Name, "sqlq ") {
		return "", nil
	}
	switch link.Kind {
	case tree.ArrayLink:
		return ir.ManyField, rte.Subquery
	case tree.ExprLink:
		return ir.MaybeField, rte.Subquery
	}
	return "", nil
}

// nestedField makes the field of a nested query, to any depth.
func (l *lowering) nestedField(kind ir.FieldKind, link tree.Expr, name string, q *tree.Query) *ir.ShapeField {
	proofs := prove(l.Types.cat, l.Query, l.Tree, q, nil)
	index := nestedMacro(link)
	l.placed[index] = true
	if kind == ir.MaybeField && proofs.Rows == nullable.AnyRows {
		l.maybeError(index)
	}
	l.checkNamed(index)
	columns := l.columnsOf(q, &proofs)
	l.castNested(index, columns)
	s := l.shapeOf(q, &proofs, columns)
	if len(s.Fields) == 1 && s.Kind == ir.StructShape && s.Fields[0].Kind == ir.ColumnField {
		s.Kind = ir.StructShape // a record of one column keeps its struct: it may grow
	}
	return &ir.ShapeField{Kind: kind, Name: name, Shape: s}
}

// castNested has the record hold texts in place of values whose binary format nobody reads:
// ARRAY(SELECT q …) becomes ARRAY(SELECT ROW(q.a, q.b::text) …).
func (l *lowering) castNested(index int, columns []*ir.Column) {
	if index < 0 || !slices.ContainsFunc(columns, func(c *ir.Column) bool { return c.Type.TextOnly() }) {
		return
	}
	m := l.Query.Macros[index]
	text := l.Query.Text[m.Edited.Start:m.Edited.End]
	first := strings.Index(text, nestedAlias)
	last := strings.LastIndex(text, nestedAlias)
	alias := text[last : len(text)-1] // what follows is the macro's closing parenthesis
	values, names := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		names[i] = "c" + strconv.Itoa(i+1)
		values[i] = alias + "." + names[i]
		if c.Type.TextOnly() {
			values[i] += "::text"
		}
	}
	at := m.Edited.Start + source.Pos(first)
	end := m.Edited.End - 1
	l.casts = append(l.casts,
		rewrite.Change{At: parse.Range{Start: at, End: at + source.Pos(len(alias))}, New: "ROW(" + strings.Join(values, ", ") + ")"},
		rewrite.Change{At: parse.Range{Start: end, End: end}, New: " (" + strings.Join(names, ", ") + ")"})
}

// nestedAlias begins the names of nested subqueries in the edited text; no user has them.
const nestedAlias = `"sqlq `

// maybeError points at the macro whose subquery it is.
func (l *lowering) maybeError(index int) {
	l.errorAt(CodeMaybe, l.macroSpan(index), `Add "LIMIT 1", compare a unique key, or use sqlq.many.`, "subquery of sqlq.maybe may return several rows")
}
