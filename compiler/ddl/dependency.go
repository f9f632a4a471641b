package ddl

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// dropObject drops one object and what depends on it.
func (l *loader) dropObject(o catalog.Object, cascade bool) { l.dropAll([]catalog.Object{o}, cascade) }

// dropAll drops objects together: what depends on them goes too if the dependency is automatic or
// internal, and with CASCADE; otherwise it is an error. Mirrors dependency.c:
// performMultipleDeletions.
func (l *loader) dropAll(targets []catalog.Object, cascade bool) {
	g := &deletion{l: l, in: map[catalog.Object]bool{}}
	for _, o := range targets {
		g.add(o)
	}
	g.closeOver(false)
	if cascade {
		g.closeOver(true)
	} else if blocked := g.blocked(); len(blocked) > 0 {
		what := "cannot drop desired object(s) because other objects depend on them"
		if len(targets) == 1 {
			what = "cannot drop " + l.describe(targets[0]) + " because other objects depend on it"
		}
		l.failDetail(sqlstate.DependentObjectsStillExist, 0, strings.Join(blocked, "\n"),
			"Use DROP ... CASCADE to drop the dependent objects too.", "%s", what)
	}
	for i := len(g.list) - 1; i >= 0; i-- {
		l.remove(g.list[i])
	}
}

// deletion is the set of objects that one DROP takes away.
type deletion struct {
	l    *loader
	list []catalog.Object
	in   map[catalog.Object]bool
}

func (g *deletion) add(o catalog.Object) {
	if !g.has(o) {
		g.in[o] = true
		g.list = append(g.list, o)
	}
}

// has reports whether an object goes, by itself or with the whole that it is part of.
func (g *deletion) has(o catalog.Object) bool {
	if g.in[o] || g.in[catalog.Object{Class: o.Class, OID: o.OID}] {
		return true
	}
	return o.Class == catalog.DefaultClass && (g.in[relObject(o.OID, o.Sub)] || g.in[relObject(o.OID, 0)])
}

// closeOver adds what depends on the set, through automatic and internal dependencies only or
// through all of them.
func (g *deletion) closeOver(normal bool) {
	for i := 0; i < len(g.list); i++ {
		for _, d := range g.l.dependentsOf(g.list[i]) {
			if normal || d.Kind != catalog.Normal {
				g.add(d.Object)
			}
		}
	}
}

// blocked lists what would stay behind and still needs something of the set.
func (g *deletion) blocked() []string {
	var out []string
	for _, o := range g.list {
		for _, d := range g.l.dependentsOf(o) {
			if !g.has(d.Object) {
				out = append(out, g.l.describe(d.Object)+" depends on "+g.l.describe(o))
			}
		}
	}
	return out
}

// dependentsOf adds to the recorded dependencies what follows from an object's nature: a
// relation's row type, a type's array type, a schema's contents.
func (l *loader) dependentsOf(o catalog.Object) []catalog.Dependency {
	list := l.cat.Dependents(o)
	with := func(x catalog.Object, kind catalog.DependKind) {
		list = append(slices.Clone(list), catalog.Dependency{Object: x, Referenced: o, Kind: kind})
	}
	switch o.Class {
	case catalog.RelationClass:
		if r := l.cat.Relation(o.OID); r != nil && o.Sub == 0 && r.RowType != catalog.InvalidOID {
			with(typeObject(r.RowType), catalog.Internal)
		}
	case catalog.TypeClass:
		t := l.cat.Type(o.OID)
		if t == nil {
			return list
		}
		if t.Array != catalog.InvalidOID {
			with(typeObject(t.Array), catalog.Internal)
		}
		if t.Relation != catalog.InvalidOID {
			with(relObject(t.Relation, 0), catalog.Internal)
		}
	case catalog.NamespaceClass:
		l.contents(o.OID, func(x catalog.Object) { with(x, catalog.Normal) })
	}
	return list
}

// contents calls fn for each object of a schema that is not part of another one.
func (l *loader) contents(ns catalog.OID, fn func(catalog.Object)) {
	for _, r := range l.cat.OwnRelations() {
		if r.Namespace == ns && r.Kind != catalog.Index {
			fn(relObject(r.OID, 0))
		}
	}
	for _, t := range l.cat.OwnTypes() {
		if t.Namespace == ns && t.Relation == catalog.InvalidOID && !l.isAutoArray(t) {
			fn(typeObject(t.OID))
		}
	}
	for _, p := range l.cat.OwnProcs() {
		if p.Namespace == ns {
			fn(catalog.Object{Class: catalog.ProcClass, OID: p.OID})
		}
	}
	for _, o := range l.cat.OwnOperators() {
		if o.Namespace == ns {
			fn(catalog.Object{Class: catalog.OperatorClass, OID: o.OID})
		}
	}
	for _, k := range l.cat.OwnCollations() {
		if k.Namespace == ns {
			fn(catalog.Object{Class: catalog.CollationClass, OID: k.OID})
		}
	}
	for _, k := range l.cat.OwnOpClasses() {
		if k.Namespace == ns {
			fn(catalog.Object{Class: catalog.OpClassClass, OID: k.OID})
		}
	}
}

// remove takes one object out of the catalog, or a part out of its owner.
func (l *loader) remove(o catalog.Object) {
	defer l.cat.DropDependencies(o)
	switch o.Class {
	case catalog.RelationClass:
		l.removeRelation(o)
	case catalog.TypeClass:
		if t := l.cat.Type(o.OID); t != nil {
			l.cat.DropType(t)
			l.undo = append(l.undo, func() { l.cat.AddType(t) })
		}
	case catalog.ProcClass:
		if p := l.cat.Proc(o.OID); p != nil {
			l.cat.DropProc(p)
			l.undo = append(l.undo, func() { l.cat.AddProc(p) })
			l.dropCastsBy(p.OID)
		}
	case catalog.OperatorClass:
		if op := l.cat.Operator(o.OID); op != nil {
			l.cat.DropOperator(op)
			l.undo = append(l.undo, func() { l.cat.AddOperator(op) })
		}
	case catalog.CollationClass:
		if k := l.cat.Collation(o.OID); k != nil {
			l.cat.DropCollation(k)
			l.undo = append(l.undo, func() { l.cat.AddCollation(k) })
		}
	case catalog.OpClassClass:
		if k := l.cat.OpClass(o.OID); k != nil {
			l.cat.DropOpClass(k)
		}
	case catalog.NamespaceClass:
		if n := l.cat.NamespaceByOID(o.OID); n != nil {
			l.cat.DropNamespace(n)
			l.undo = append(l.undo, func() { l.cat.AddNamespace(n) })
		}
	case catalog.ConstraintClass:
		for _, r := range l.cat.OwnRelations() {
			for _, k := range r.Constraints {
				if k.OID == o.OID {
					l.removeConstraint(l.own(r), k)
					return
				}
			}
		}
	case catalog.DefaultClass:
		if r := l.cat.Relation(o.OID); r != nil {
			if c := l.own(r).ColumnNum(o.Sub); c != nil {
				c.HasDefault, c.Default, c.DefaultValue, c.Generated = false, "", nil, 0
			}
		}
	}
}

func (l *loader) dropCastsBy(proc catalog.OID) {
	for _, k := range l.cat.OwnCasts() {
		if k.Proc == proc {
			l.cat.DropCast(k)
			l.undo = append(l.undo, func() { l.cat.AddCast(k) })
		}
	}
}

// removeRelation drops a relation with its indexes, or one column with the constraints and
// indexes that name it.
func (l *loader) removeRelation(o catalog.Object) {
	r := l.cat.Relation(o.OID)
	if r == nil {
		return
	}
	if o.Sub != 0 {
		l.removeColumn(l.own(r), o.Sub)
		return
	}
	for _, x := range slices.Clone(r.Indexes) {
		if i := l.cat.Relation(x.OID); i != nil {
			l.cat.DropRelation(i)
			l.undo = append(l.undo, func() { l.cat.AddRelation(i) })
		}
	}
	l.cat.DropRelation(r)
	l.undo = append(l.undo, func() { l.cat.AddRelation(r) })
}

func (l *loader) removeColumn(r *catalog.Relation, num int16) {
	for _, k := range slices.Clone(r.Constraints) {
		if slices.Contains(k.Columns, num) {
			l.removeConstraint(r, k)
		}
	}
	for _, x := range slices.Clone(r.Indexes) {
		uses := slices.Contains(x.Include, num) || slices.ContainsFunc(x.Keys, func(k catalog.IndexKey) bool { return k.Num == num })
		if uses || mentions(x, r.ColumnNum(num)) {
			l.removeIndex(r, x.OID)
		}
	}
	r.RemoveColumn(num)
}

// mentions reports whether an index's expressions or condition name a column.
func mentions(x *catalog.IndexInfo, c *catalog.Column) bool {
	if c == nil {
		return false
	}
	texts := []string{x.Predicate}
	for _, k := range x.Keys {
		texts = append(texts, k.Expr)
	}
	for _, t := range texts {
		if t != "" && hasWord(t, c.Name) {
			return true
		}
	}
	return false
}

// describe names an object as messages do. Mirrors objectaddress.c: getObjectDescription.
func (l *loader) describe(o catalog.Object) string {
	switch o.Class {
	case catalog.RelationClass:
		r := l.cat.Relation(o.OID)
		if r == nil {
			break
		}
		word := "table"
		for _, w := range relationWords {
			if strings.ContainsRune(w.kinds, rune(r.Kind)) {
				word = w.word
			}
		}
		if r.Kind == catalog.CompositeRel {
			word = "composite type"
		}
		if o.Sub != 0 {
			if c := r.ColumnNum(o.Sub); c != nil && l.isPlain(r) {
				return fmt.Sprintf("column %s of %s %s", c.Name, word, r.Name)
			}
		}
		return word + " " + l.relName(r)
	case catalog.TypeClass:
		return "type " + l.formatType(o.OID)
	case catalog.ProcClass:
		if p := l.cat.Proc(o.OID); p != nil {
			return "function " + l.signature(p)
		}
	case catalog.OperatorClass:
		if op := l.cat.Operator(o.OID); op != nil {
			return "operator " + op.Name + "(" + l.formatType(op.Left) + "," + l.formatType(op.Right) + ")"
		}
	case catalog.NamespaceClass:
		if n := l.cat.NamespaceByOID(o.OID); n != nil {
			return "schema " + n.Name
		}
	case catalog.ConstraintClass:
		for _, r := range l.cat.OwnRelations() {
			for _, k := range r.Constraints {
				if k.OID == o.OID {
					return "constraint " + k.Name + " on table " + r.Name
				}
			}
		}
	case catalog.DefaultClass:
		if r := l.cat.Relation(o.OID); r != nil {
			if c := r.ColumnNum(o.Sub); c != nil {
				return "default value for column " + c.Name + " of table " + r.Name
			}
		}
	case catalog.CollationClass:
		if k := l.cat.Collation(o.OID); k != nil {
			return "collation " + k.Name
		}
	}
	return "object"
}

func (l *loader) isPlain(r *catalog.Relation) bool {
	return r.Kind != catalog.View && r.Kind != catalog.MatView
}

// relName qualifies a relation's name when the search path does not find it.
func (l *loader) relName(r *catalog.Relation) string {
	if l.cat.RelationByName(catalog.InvalidOID, r.Name) == r {
		return r.Name
	}
	if n := l.cat.NamespaceByOID(r.Namespace); n != nil {
		return n.Name + "." + r.Name
	}
	return r.Name
}
