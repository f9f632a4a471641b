package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// The statements here take no parameters and return nothing; sqlc accepts them as queries too. Only
// the relations that they name can be wrong. The server finds that out when it runs them, so its
// errors have no position; ours stand at the name.

// transformTruncateStmt checks TRUNCATE. Mirrors tablecmds.c: truncate_check_rel.
func (p *pstate) transformTruncateStmt(stmt *pg.TruncateStmt) *tree.Query {
	for _, n := range stmt.Relations {
		rv := n.GetRangeVar()
		rel := p.utilityRelation(rv)
		switch rel.Kind {
		case catalog.Table, catalog.PartitionedTable, catalog.ForeignTable:
		default:
			failf(sqlstate.WrongObjectType, source.Pos(rv.Location), "\"%s\" is not a table", rel.Name)
		}
	}
	return p.utility()
}

// transformRefreshMatViewStmt checks REFRESH MATERIALIZED VIEW. Mirrors tablecmds.c:
// RangeVarCallbackMaintainsTable and matview.c: ExecRefreshMatView.
func (p *pstate) transformRefreshMatViewStmt(stmt *pg.RefreshMatViewStmt) *tree.Query {
	rel := p.utilityRelation(stmt.Relation)
	at := source.Pos(stmt.Relation.Location)
	switch rel.Kind {
	case catalog.MatView:
	case catalog.Table, catalog.PartitionedTable:
		failf(sqlstate.FeatureNotSupported, at, "\"%s\" is not a materialized view", rel.Name)
	default:
		failf(sqlstate.WrongObjectType, at, "\"%s\" is not a table or materialized view", rel.Name)
	}
	return p.utility()
}

// utilityRelation finds a relation and notes it as one that the statement writes.
func (p *pstate) utilityRelation(rv *pg.RangeVar) *catalog.Relation {
	rel := p.parserOpenTable(rv)
	p.addRangeTableEntryForRelation(rel, nil, rv.Inh, false)
	return rel
}

func (p *pstate) utility() *tree.Query {
	return &tree.Query{Command: tree.Utility, At: source.NoPos, RangeTable: p.rtable}
}
