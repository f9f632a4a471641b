package lower

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// columns lists the result columns as the server describes them, with the proofs.
func (l *lowering) columns() { l.out.Columns = l.columnsOf(l.Tree, l.Proofs) }

func (l *lowering) columnsOf(q *tree.Query, proofs *nullable.Result) []*ir.Column {
	var out []*ir.Column
	s := l.scope(q)
	for i, t := range q.Columns() {
		c := &ir.Column{Name: t.Name, Type: l.Types.Type(t.Expr.Type()), Nullable: true}
		if rel := l.Types.cat.Relation(t.OriginRel); rel != nil {
			if rc := rel.ColumnNum(t.OriginCol); rc != nil {
				c.Table, c.Column, c.Comment = l.Types.TableName(rel), rc.Name, rc.Comment
				c.Origins = l.Types.below(rel, rc)
			}
		} else {
			c.Origins = l.trace.output(s, i+1).known()
		}
		c.RowOf = l.rowModel(s, t.Expr, c.Type)
		if proofs != nil && i < len(proofs.Columns) {
			p := proofs.Columns[i]
			c.Nullable, c.Because = !p.NotNull, p.Because
			c.ElemNullable = c.Type.Kind == ir.ArrayType && !p.ElemNotNull && l.Types.buildsArray(q, t.Expr, 0)
		}
		out = append(out, c)
	}
	return out
}

// buildsArray reports whether an expression of a query makes an array of values, NULLs included, or
// shows one that a subquery, a WITH query or a view makes. Arrays that are stored in tables rarely
// hold NULL, though hardly ever a constraint says so: their elements stay plain values, and a NULL
// among them is an error when it is read.
func (ts *Types) buildsArray(q *tree.Query, e tree.Expr, depth int) bool {
	below := func(e tree.Expr) bool { return ts.buildsArray(q, e, depth+1) }
	switch x := e.(type) {
	case *tree.Aggref:
		return collects(x.Func)
	case *tree.WindowFunc:
		return collects(x.Func)
	case *tree.ArrayExpr:
		return !slices.ContainsFunc(x.Elems, func(e tree.Expr) bool {
			_, inner := e.(*tree.ArrayExpr)
			return inner
		})
	case *tree.SubLink:
		return x.Kind == tree.ArrayLink || x.Kind == tree.ExprLink && ts.outputBuildsArray(x.Query, 1, depth+1)
	case *tree.CoalesceExpr:
		return slices.ContainsFunc(x.Args, below)
	case *tree.RelabelType:
		return below(x.Arg)
	case *tree.ArrayCoerceExpr:
		return below(x.Arg)
	case *tree.Var:
		if x.LevelsUp > 0 || x.Varno < 1 || x.Varno > len(q.RangeTable) {
			return false
		}
		r := q.RangeTable[x.Varno-1]
		if r.Kind == tree.RTEJoin {
			return x.Attno > 0 && x.Attno <= len(r.JoinVars) && below(r.JoinVars[x.Attno-1])
		}
		return ts.outputBuildsArray(ts.queryOf(r), x.Attno, depth+1)
	}
	return false
}

// deepest is how many queries within each other are looked into.
const deepest = 32

// outputBuildsArray is buildsArray of a query's column, counted from 1.
func (ts *Types) outputBuildsArray(q *tree.Query, attno, depth int) bool {
	if q == nil || depth > deepest {
		return false
	}
	for _, r := range q.RangeTable {
		if q.SetOp != nil && r.Kind == tree.RTESubquery && ts.outputBuildsArray(r.Subquery, attno, depth+1) {
			return true
		}
	}
	columns := q.Columns()
	return q.SetOp == nil && attno > 0 && attno <= len(columns) && ts.buildsArray(q, columns[attno-1].Expr, depth+1)
}

// queryOf is the query behind an entry of FROM, nil for tables and functions.
func (ts *Types) queryOf(r *tree.RangeTableEntry) *tree.Query {
	switch {
	case r.Kind == tree.RTECTE && r.CTE != nil && !r.CTE.Recursive && !r.SelfRef:
		return r.CTE.Query
	case r.Kind == tree.RTERelation && r.Relation != nil:
		if rel := ts.cat.Relation(r.Relation.OID); rel != nil {
			q, _ := rel.Query.(*tree.Query)
			return q
		}
	}
	return r.Subquery
}

func collects(p *catalog.Proc) bool {
	return p != nil && p.Name == "array_agg" && p.OID < catalog.FirstUserOID
}

// embed is a star that stands for sqlc.embed.
type embed struct {
	first, n int
	name     string
	macro    int // index into Query.Macros
	rel      *catalog.Relation
	absent   bool             // an outer join may leave the row out
	inner    []nullable.Proof // of its columns where the row is there, if the entry is a subquery
}

// embeds finds the stars that the user wrote as embeds; in Query.Text each is "t.*".
func (l *lowering) embeds(q *tree.Query, proofs *nullable.Result) []embed {
	var out []embed
	list := q.Columns()
	for _, s := range q.Stars {
		for k, m := range l.Query.Macros {
			if m.Kind != parse.Embed || m.Edited.Start > s.At || s.At >= m.Edited.End || s.N == 0 || s.First+s.N > len(list) {
				continue
			}
			l.placed[k] = true
			e := embed{first: s.First, n: s.N, name: m.Name, macro: k}
			e.rel = l.wholeRelation(list[s.First : s.First+s.N])
			if v, ok := list[s.First].Expr.(*tree.Var); ok && proofs != nil && v.LevelsUp == 0 && v.Varno-1 < len(proofs.Absent) {
				e.absent = proofs.Absent[v.Varno-1]
				e.inner = l.innerProofs(q.RangeTable[v.Varno-1], list[s.First:s.First+s.N])
			}
			out = append(out, e)
		}
	}
	return out
}

// innerProofs proves the columns of a subquery or WITH query by themselves: what holds of its rows
// holds of those that an outer join finds. It returns nil for other entries.
func (l *lowering) innerProofs(rte *tree.RangeTableEntry, list []*tree.TargetEntry) []nullable.Proof {
	q := rte.Subquery
	if rte.Kind == tree.RTECTE && rte.CTE != nil && !rte.CTE.Recursive {
		q = rte.CTE.Query
	}
	if q == nil || rte.Relation != nil {
		return nil
	}
	all := l.prove(q).Columns
	var out []nullable.Proof
	for _, t := range list {
		v, ok := t.Expr.(*tree.Var)
		if !ok || v.Attno < 1 || v.Attno > len(all) {
			return nil
		}
		out = append(out, all[v.Attno-1])
	}
	return out
}

// saidNullable reports whether a directive says that a column may be NULL.
func (l *lowering) saidNullable(name string) bool {
	for i := range l.Query.Directives {
		if d := &l.Query.Directives[i]; d.Name == "nullable" {
			if words, _ := d.Words(); slices.Contains(words, name) {
				return true
			}
		}
	}
	return false
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
	s := l.shapeOf(l.Tree, l.Proofs, l.out.Columns)
	if d := l.Query.Directive("row"); d != nil {
		if s.Kind != ir.StructShape {
			s = &ir.Shape{Kind: ir.StructShape, Fields: s.Fields}
		}
		s.Name = d.Args
		return s
	}
	if len(s.Fields) == 1 && s.Kind == ir.StructShape && s.Fields[0].Kind == ir.ColumnField {
		s.Kind = ir.ScalarShape
	}
	return s
}

// shapeOf groups the columns of a query, nested or not, into fields. Exactly a table's columns
// become its model.
func (l *lowering) shapeOf(q *tree.Query, proofs *nullable.Result, columns []*ir.Column) *ir.Shape {
	if q.SetOp != nil {
		return l.shapeOfArms(q, columns)
	}
	return l.shapeWith(q, l.embeds(q, proofs), columns)
}

// shapeWith is shapeOf for a query whose embeds are known.
func (l *lowering) shapeWith(q *tree.Query, embeds []embed, columns []*ir.Column) *ir.Shape {
	targets := q.Columns()
	s := &ir.Shape{Kind: ir.StructShape}
	for i := 0; i < len(columns); i++ {
		if len(embeds) > 0 && embeds[0].first == i {
			s.Fields = append(s.Fields, l.embedField(embeds[0], columns))
			i += embeds[0].n - 1
			embeds = embeds[1:]
			continue
		}
		if sub := nested(targets[i].Expr); sub != nil {
			l.checkNamed(sub.macro)
			s.Fields = append(s.Fields, l.nestedField(columns[i].Name, sub, i))
			continue
		}
		s.Fields = append(s.Fields, columnField(columns[i]))
	}
	if len(s.Fields) == 1 {
		if f := s.Fields[0]; f.Kind == ir.EmbedField && f.Shape.Kind == ir.ModelShape && !f.Nilable {
			return f.Shape
		}
	}
	if rel := l.wholeRelation(targets); rel != nil && l.fits(rel, columns) {
		return l.modelShape(rel, columns)
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
		if c.Nullable && !m.Columns[i].Nullable || c.GoType != "" || c.Type != m.Columns[i].Type || c.ElemNullable != m.Columns[i].ElemNullable {
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
func (l *lowering) embedField(e embed, all []*ir.Column) *ir.ShapeField {
	columns := all[e.first : e.first+e.n]
	f := &ir.ShapeField{Kind: ir.EmbedField, Name: e.name, Presence: -1}
	if e.rel == nil {
		f.Shape = &ir.Shape{Kind: ir.StructShape}
		f.Nilable = e.absent
		for i, c := range columns {
			if e.absent && i < len(e.inner) && e.inner[i].NotNull && c.Nullable && !l.saidNullable(c.Name) {
				present := *c
				present.Nullable = false
				if c = &present; f.Presence < 0 {
					f.Presence = i
				}
			}
			f.Shape.Fields = append(f.Shape.Fields, columnField(c))
		}
		return f
	}
	f.Shape = l.modelShape(e.rel, columns)
	f.Nilable = e.absent
	for i, c := range f.Shape.Model.Columns {
		if !c.Nullable && columns[i].Nullable {
			f.Nilable, f.Presence = true, i
			break
		}
	}
	return f
}
