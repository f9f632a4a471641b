package ddl

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// filled notes what is proved of a materialised view's columns when it is made: its rows may stay
// as they are while constraints are added.
func (l *loader) filled(rel *catalog.Relation, q *tree.Query) {
	for i, p := range nullable.Prove(l.cat, q).Columns {
		if i < len(rel.Columns) {
			rel.Columns[i].Filled = catalog.Filled{NotNull: p.NotNull, ElemNotNull: p.ElemNotNull}
		}
	}
}

// weaken takes that back as far as a constraint has just been dropped: rows of meanwhile stay even
// if it comes back.
func (l *loader) weaken() {
	for _, rel := range l.cat.OwnRelations() {
		q, ok := rel.Query.(*tree.Query)
		if !ok || rel.Kind != catalog.MatView {
			continue
		}
		columns := l.own(rel).Columns
		for i, p := range nullable.Prove(l.cat, q).Columns {
			if i < len(columns) {
				f := &columns[i].Filled
				f.NotNull, f.ElemNotNull = f.NotNull && p.NotNull, f.ElemNotNull && p.ElemNotNull
			}
		}
	}
}
