package ddl

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// Options of LIKE (CREATE_TABLE_LIKE_* of parsenodes.h).
const (
	likeComments    = 1 << 0
	likeConstraints = 1 << 2
	likeDefaults    = 1 << 3
	likeGenerated   = 1 << 4
	likeIdentity    = 1 << 5
	likeIndexFlag   = 1 << 6
)

// likeIndexes are indexes to copy once the new table is complete.
type likeIndexes struct {
	from     *catalog.Relation
	comments bool
}

// like copies columns of another relation, and what the INCLUDING options ask for. Mirrors
// parse_utilcmd.c: transformTableLikeClause, expandTableLikeClause.
func (l *loader) like(d *draft, clause *pg.TableLikeClause) {
	from := l.relation(clause.Relation)
	switch from.Kind {
	case catalog.Sequence, catalog.Index:
		l.fail(sqlstate.WrongObjectType, source.Pos(clause.Relation.Location), `relation "%s" is invalid in LIKE clause`, from.Name)
	}
	has := func(flag uint32) bool { return clause.Options&flag != 0 }
	for _, c := range from.Columns {
		k := &catalog.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, NDims: c.NDims, Collation: c.Collation, NotNull: c.NotNull, Local: true}
		if c.HasDefault && (c.Generated == 0 && has(likeDefaults) || c.Generated != 0 && has(likeGenerated)) {
			k.HasDefault, k.Default, k.Generated = true, c.Default, c.Generated
		}
		if has(likeComments) {
			k.Comment = c.Comment
		}
		d.rel.AppendColumn(k)
		if c.Identity != 0 && has(likeIdentity) {
			k.Identity = c.Identity
			l.columnSequence(d, k)
		}
	}
	if has(likeConstraints) {
		for _, k := range from.Constraints {
			if k.Kind == catalog.CheckConstraint {
				d.checks = append(d.checks, copiedCheck(from, k, false))
			}
		}
	}
	if has(likeIndexFlag) {
		d.likes = append(d.likes, likeIndexes{from: from, comments: has(likeComments)})
	}
}

func (l *loader) copyIndexes(rel *catalog.Relation, x likeIndexes) {
	for _, i := range x.from.Indexes {
		l.cloneIndex(rel, x.from, i, constraintOf(x.from, i), false)
	}
}

// ofType starts a typed table with the attributes of a composite type.
func (l *loader) ofType(d *draft, tn *pg.TypeName) {
	t, _ := l.typeOf(tn)
	r := l.cat.Relation(t.Relation)
	if r == nil || r.Kind != catalog.CompositeRel {
		l.fail(sqlstate.WrongObjectType, 0, "type %s is not a composite type", l.formatType(t.OID))
	}
	d.rel.OfType = t.OID
	for _, c := range r.Columns {
		d.rel.AppendColumn(&catalog.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, NDims: c.NDims, Collation: c.Collation, Local: true})
	}
}
