package lower

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// columns lists the result columns as the server describes them, with the proofs.
func (l *lowering) columns() {
	for i, t := range l.Tree.Columns() {
		c := &ir.Column{Name: t.Name, Type: l.Types.Type(t.Expr.Type()), Nullable: true}
		if rel := l.Types.cat.Relation(t.OriginRel); rel != nil {
			if rc := rel.ColumnNum(t.OriginCol); rc != nil {
				c.Table, c.Column, c.Comment = l.Types.TableName(rel), rc.Name, rc.Comment
			}
		}
		if l.Proofs != nil && i < len(l.Proofs.Columns) {
			p := l.Proofs.Columns[i]
			c.Nullable, c.Because = !p.NotNull, p.Because
		}
		l.out.Columns = append(l.out.Columns, c)
	}
}

// embed is a star that stands for sqlc.embed.
type embed struct {
	first, n int
	name     string
	rel      *catalog.Relation
}

// embeds finds the stars that the user wrote as embeds; in Query.Text each is "t.*".
func (l *lowering) embeds() []embed {
	var out []embed
	for _, s := range l.Tree.Stars {
		for _, m := range l.Query.Macros {
			if m.Kind == parse.Embed && m.Edited.Start <= s.At && s.At < m.Edited.End && s.N > 0 {
				out = append(out, embed{first: s.First, n: s.N, name: m.Name, rel: l.starRelation(s)})
			}
		}
	}
	return out
}

// starRelation returns the relation whose columns, all and in order, a star stands for.
func (l *lowering) starRelation(s tree.Star) *catalog.Relation {
	list := l.Tree.Columns()
	if s.First+s.N > len(list) {
		return nil
	}
	return l.wholeRelation(list[s.First : s.First+s.N])
}

// wholeRelation returns the relation of which the targets are all columns in order, or nil.
func (l *lowering) wholeRelation(list []*tree.TargetEntry) *catalog.Relation {
	if len(list) == 0 {
		return nil
	}
	rel := l.Types.cat.Relation(list[0].OriginRel)
	if rel == nil || len(rel.Columns) != len(list) || rel.OID < catalog.FirstUserOID {
		return nil
	}
	for i, t := range list {
		if t.OriginRel != rel.OID || t.OriginCol != rel.Columns[i].Num || t.Name != rel.Columns[i].Name {
			return nil
		}
	}
	return rel
}

// shape decides how a row becomes a value.
func (l *lowering) shape() *ir.Shape {
	embeds := l.embeds()
	s := &ir.Shape{Kind: ir.StructShape}
	if d := l.Query.Directive("row"); d != nil {
		s.Name = d.Args
	}
	for i := 0; i < len(l.out.Columns); i++ {
		if len(embeds) > 0 && embeds[0].first == i {
			s.Fields = append(s.Fields, l.embedField(embeds[0]))
			i += embeds[0].n - 1
			embeds = embeds[1:]
			continue
		}
		s.Fields = append(s.Fields, columnField(l.out.Columns[i]))
	}
	if s.Name != "" {
		return s
	}
	if len(s.Fields) == 1 {
		switch f := s.Fields[0]; {
		case f.Kind == ir.ColumnField:
			s.Kind = ir.ScalarShape
			return s
		case f.Kind == ir.EmbedField && f.Shape.Kind == ir.ModelShape && !f.Nilable:
			return f.Shape
		}
	}
	if rel := l.wholeRelation(l.Tree.Columns()); rel != nil && l.fits(rel, l.out.Columns) {
		return l.modelShape(rel, l.out.Columns)
	}
	return s
}

func columnField(c *ir.Column) *ir.ShapeField {
	return &ir.ShapeField{Kind: ir.ColumnField, Name: c.Name, Column: c}
}

// fits reports whether a model can hold the columns: no more NULLs, no types of their own.
func (l *lowering) fits(rel *catalog.Relation, columns []*ir.Column) bool {
	m := l.Types.Model(rel)
	for i, c := range columns {
		if c.Nullable && !m.Columns[i].Nullable || c.GoType != "" || c.Type != m.Columns[i].Type {
			return false
		}
	}
	return true
}

// modelShape is a table's model; the fields follow the model, not what this query proves on top.
func (l *lowering) modelShape(rel *catalog.Relation, _ []*ir.Column) *ir.Shape {
	m := l.Types.Model(rel)
	s := &ir.Shape{Kind: ir.ModelShape, Model: m}
	for _, c := range m.Columns {
		s.Fields = append(s.Fields, columnField(c))
	}
	return s
}

// embedField makes the field of an embed. It is nilable if a column that the table declares NOT
// NULL can be NULL here: then an outer join can leave the whole row out.
func (l *lowering) embedField(e embed) *ir.ShapeField {
	columns := l.out.Columns[e.first : e.first+e.n]
	f := &ir.ShapeField{Kind: ir.EmbedField, Name: e.name, Presence: -1}
	if e.rel == nil {
		f.Shape = &ir.Shape{Kind: ir.StructShape}
		for _, c := range columns {
			f.Shape.Fields = append(f.Shape.Fields, columnField(c))
		}
		return f
	}
	f.Shape = l.modelShape(e.rel, columns)
	for i, c := range f.Shape.Model.Columns {
		if !c.Nullable && columns[i].Nullable {
			f.Nilable, f.Presence = true, i
			break
		}
	}
	return f
}
