package lower

import (
	"slices"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

const armsHint = "All parts of UNION, INTERSECT and EXCEPT need the same macros at the same columns."

// arms are the SELECTs of a set operation in text order, those of set operations in parentheses too.
func arms(q *tree.Query) (out []*tree.Query) {
	var visit func(tree.SetNode)
	visit = func(n tree.SetNode) {
		switch n := n.(type) {
		case *tree.SetOperation:
			visit(n.Left)
			visit(n.Right)
		case *tree.RangeTableRef:
			arm := q.RangeTable[n.RTIndex-1].Subquery
			if arm.SetOp != nil {
				out = append(out, arms(arm)...)
				return
			}
			out = append(out, arm)
		}
	}
	visit(q.SetOp)
	return out
}

// shapeOfArms is the shape of a set operation's rows. Its fields are those of the first SELECT; the
// others must group their columns in the same way, and what can be NULL or absent in one of them can
// be so in the result.
func (l *lowering) shapeOfArms(q *tree.Query, columns []*ir.Column) *ir.Shape {
	// A statement for one level would have to know from which SELECT a row came.
	split := l.split
	l.split = false
	defer func() { l.split = split }()

	all := arms(q)
	embeds := make([][]embed, len(all))
	for i, arm := range all {
		embeds[i] = l.armEmbeds(arm)
		if i > 0 && !l.joinEmbeds(embeds[0], embeds[i], arm) {
			return &ir.Shape{Kind: ir.StructShape}
		}
	}
	shape := l.shapeWith(all[0], embeds[0], columns)
	at := 0
	for _, f := range shape.Fields {
		if f.Kind == ir.ManyField || f.Kind == ir.MaybeField {
			if split {
				l.errorAt(CodeSplit, l.macroSpan(nested(all[0].Columns()[at].Expr).macro), splitHint,
					`"load split" cannot tell to which part of the set operation a row belongs`)
				split = false // the one error will do
			}
			for _, arm := range all[1:] {
				if !l.joinNested(f, arm, at) {
					return shape
				}
			}
		}
		at += f.Width()
	}
	if shape.Kind == ir.ModelShape && slices.ContainsFunc(all, func(arm *tree.Query) bool {
		rel := l.wholeRelation(arm.Columns())
		return rel == nil || l.Types.Model(rel) != shape.Model
	}) {
		return plainShape(columns)
	}
	return shape
}

// plainShape has a field for each column.
func plainShape(columns []*ir.Column) *ir.Shape {
	s := &ir.Shape{Kind: ir.StructShape}
	for _, c := range columns {
		s.Fields = append(s.Fields, columnField(c))
	}
	return s
}

// armEmbeds finds the embeds of one SELECT, with what holds of their columns where the row is there.
func (l *lowering) armEmbeds(arm *tree.Query) []embed {
	if !slices.ContainsFunc(l.Query.Macros, func(m parse.Macro) bool { return m.Kind == parse.Embed }) {
		return nil
	}
	proofs := l.prove(arm)
	out := l.embeds(arm, &proofs)
	for i := range out {
		if e := &out[i]; !e.absent {
			e.inner = slices.Clone(proofs.Columns[e.first : e.first+e.n])
		}
	}
	return out
}

// joinEmbeds adds to the embeds of the first SELECT what is known of those of another one.
func (l *lowering) joinEmbeds(first, other []embed, arm *tree.Query) bool {
	targets := arm.Columns()
	for i := range first {
		f := &first[i]
		switch {
		case i >= len(other) || other[i].first > f.first:
			l.errorAt(parse.CodeMacroUse, l.placeOf(targets, f.first), armsHint,
				"the first part of the set operation has sqlq.embed(%s) here, this one has not", f.name)
			return false
		case other[i].first < f.first || other[i].n != f.n || other[i].rel != f.rel:
			l.errorAt(parse.CodeMacroUse, l.macroSpan(other[i].macro), armsHint,
				"sqlq.embed(%s) has another row than sqlq.embed(%s) in the first part of the set operation", other[i].name, f.name)
			return false
		}
		f.absent = f.absent || other[i].absent
		f.inner = bothProved(f.inner, other[i].inner)
	}
	if len(other) > len(first) {
		extra := other[len(first)]
		l.errorAt(parse.CodeMacroUse, l.macroSpan(extra.macro), armsHint,
			"the first part of the set operation has no sqlq.embed here")
		return false
	}
	return true
}

// bothProved keeps what is proved on both sides.
func bothProved(a, b []nullable.Proof) []nullable.Proof {
	if len(a) != len(b) {
		return nil
	}
	for i := range a {
		if !b[i].NotNull {
			a[i] = nullable.Proof{}
		}
	}
	return a
}

// joinNested adds to a nested field of the first SELECT what is known of that of another one. NULL in
// the place of sqlq.maybe is no row.
func (l *lowering) joinNested(f *ir.ShapeField, arm *tree.Query, at int) bool {
	targets := arm.Columns()
	sub := nested(targets[at].Expr)
	if sub == nil {
		if c, ok := targets[at].Expr.(*tree.Const); ok && c.Null && f.Kind == ir.MaybeField {
			return true
		}
		l.errorAt(parse.CodeMacroUse, l.placeOf(targets, at), armsHint,
			"the first part of the set operation has sqlq.%s here, this one has not", f.Kind)
		return false
	}
	other := l.nestedField(f.Name, sub, at)
	if other.Kind != f.Kind || !joinShapes(f.Shape, other.Shape) {
		l.errorAt(parse.CodeMacroUse, l.macroSpan(sub.macro), armsHint,
			"sqlq.%s has other columns here than in the first part of the set operation", other.Kind)
		return false
	}
	return true
}

// joinShapes makes what can be NULL or absent in b so in a. It reports whether the two have the same
// fields.
func joinShapes(a, b *ir.Shape) bool {
	if a.Kind != b.Kind || a.Model != b.Model || len(a.Fields) != len(b.Fields) {
		return false
	}
	if a.Kind == ir.ModelShape {
		return true // the fields are the model's
	}
	for i, f := range a.Fields {
		g := b.Fields[i]
		switch {
		case f.Kind != g.Kind:
			return false
		case f.Kind == ir.ColumnField:
			if f.Column.Type != g.Column.Type {
				return false
			}
			c := *f.Column
			c.Nullable = c.Nullable || g.Column.Nullable
			c.ElemNullable = c.ElemNullable || g.Column.ElemNullable
			f.Column = &c
		case !joinShapes(f.Shape, g.Shape):
			return false
		}
		if f.Kind == ir.EmbedField {
			joinPresence(f, g)
		}
	}
	return true
}

// joinPresence decides how an embed tells that its row is absent: by a column that is NULL in no row
// that is there, or else by all.
func joinPresence(f, g *ir.ShapeField) {
	switch {
	case !f.Nilable:
		f.Nilable, f.Presence = g.Nilable, g.Presence
	case g.Nilable && f.Presence != g.Presence:
		f.Presence = -1
	}
	if f.Presence >= 0 && f.Shape.Kind == ir.StructShape && f.Shape.Fields[f.Presence].Column.Nullable {
		f.Presence = -1
	}
}

// placeOf is where a column of a select list stands in the file.
func (l *lowering) placeOf(targets []*tree.TargetEntry, at int) source.Span {
	if p := targets[at].Expr.Pos(); p != source.NoPos {
		return l.Query.Span(p)
	}
	return l.Query.NameAt
}
