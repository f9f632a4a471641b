package ddl

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// updatable notes whether INSERT, UPDATE and DELETE on a view go through to its base relation, and
// which columns they may name; otherwise why not, in PostgreSQL's words.
func (l *loader) updatable(rel *catalog.Relation, q *tree.Query) {
	rel.Updatable, rel.NotUpdatable = analyze.Updatable(q)
}
