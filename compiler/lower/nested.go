package lower

import (
	"cmp"
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

// nestedQuery is what sqlq.many or sqlq.maybe became: ARRAY(SELECT q FROM (SELECT …) q), where q is
// a name that no user has.
type nestedQuery struct {
	kind  ir.FieldKind
	query *tree.Query // the user's subquery
	macro int         // index into Query.Macros
}

// nested returns the nested query that a column is, or nil.
func nested(e tree.Expr) *nestedQuery {
	link, ok := e.(*tree.SubLink)
	if !ok || link.Query == nil || len(link.Query.RangeTable) == 0 {
		return nil
	}
	rte := link.Query.RangeTable[0]
	number, ok := strings.CutPrefix(cmp.Or(rte.Alias, rte.Name), "sqlq ")
	n, err := strconv.Atoi(number)
	if rte.Subquery == nil || !ok || err != nil {
		return nil
	}
	kind := ir.ManyField
	if link.Kind == tree.ExprLink {
		kind = ir.MaybeField
	}
	return &nestedQuery{kind, rte.Subquery, n - 1}
}

// nestedField makes the field of a nested query, to any depth. target is its column's index in the
// query around it.
func (l *lowering) nestedField(name string, nested *nestedQuery, target int) *ir.ShapeField {
	f := &ir.ShapeField{Kind: nested.kind, Name: name}
	q, around := nested.query, l.nest
	proofs := l.prove(q)
	l.placed[nested.macro] = true
	if nested.kind == ir.MaybeField && proofs.Rows == nullable.AnyRows {
		l.errorAt(CodeMaybe, l.macroSpan(nested.macro), `Add "LIMIT 1", compare a unique key, or use sqlq.many.`,
			"subquery of sqlq.maybe may return several rows")
	}
	l.enterNest(f, nested, target)
	columns := l.columnsOf(q, &proofs)
	if !l.split {
		l.castNested(nested.macro, columns)
	}
	f.Shape = l.shapeOf(q, &proofs, columns)
	l.nest = around
	return f
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
