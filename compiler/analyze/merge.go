package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// transformMergeStmt analyses MERGE as PostgreSQL 16 has it: no RETURNING, no views.
// Mirrors parse_merge.c: transformMergeStmt.
func (p *pstate) transformMergeStmt(stmt *pg.MergeStmt) *tree.Query {
	q := &tree.Query{Command: tree.Merge, At: source.NoPos}
	if stmt.WithClause != nil && stmt.WithClause.Recursive {
		failf(sqlstate.SyntaxError, source.NoPos, "WITH RECURSIVE is not supported for MERGE statement")
	}
	p.withClause(q, stmt.WithClause)
	checkMergeReachable(stmt)
	q.Result = p.setTargetTable(stmt.Relation, stmt.Relation.Inh, false)
	checkMergeTarget(p.target.rte.Relation)

	p.transformFromClause([]*pg.Node{stmt.SourceRelation})
	source1 := p.getNSItem(len(p.rtable), 0)
	if source1.name == p.target.name {
		fail(sqlstate.DuplicateAlias, source.NoPos, "name \""+p.target.name+"\" specified more than once",
			withDetail("The name is used both as MERGE target table and data source."))
	}
	p.addNSItemToQuery(p.target, false, true, true)
	on := p.transformExpr(stmt.JoinCondition, exprJoinOn)
	for _, n := range stmt.MergeWhenClauses {
		q.Actions = append(q.Actions, p.transformMergeWhen(n.GetMergeWhenClause(), source1))
	}
	p.finish(q, on)
	p.assignQueryCollations(q)
	return q
}

// checkMergeReachable complains about clauses that stand after one without a condition.
func checkMergeReachable(stmt *pg.MergeStmt) {
	var terminal [2]bool
	for _, n := range stmt.MergeWhenClauses {
		when := n.GetMergeWhenClause()
		kind := 0
		if !when.Matched {
			kind = 1
		}
		if terminal[kind] {
			failf(sqlstate.SyntaxError, source.NoPos, "unreachable WHEN clause specified after unconditional WHEN clause")
		}
		terminal[kind] = when.Condition == nil
	}
}

func checkMergeTarget(rel *catalog.Relation) {
	message := "cannot execute MERGE on relation \"" + rel.Name + "\""
	if rel.Kind != catalog.Table && rel.Kind != catalog.PartitionedTable {
		fail(sqlstate.FeatureNotSupported, source.NoPos, message, withDetail("%s", relkindNotSupported(rel.Kind)))
	}
	if len(rel.Rules) > 0 {
		fail(sqlstate.FeatureNotSupported, source.NoPos, message, withDetail("MERGE is not supported for relations with rules."))
	}
}

// transformMergeWhen analyses one WHEN clause. Without a match there is no row of the target.
func (p *pstate) transformMergeWhen(when *pg.MergeWhenClause, from *nsitem) *tree.MergeAction {
	p.target.relVisible, p.target.colsVisible = when.Matched, when.Matched
	from.relVisible, from.colsVisible = true, true

	a := &tree.MergeAction{Matched: when.Matched}
	a.Cond = p.transformWhereClause(when.Condition, exprMergeWhen, "WHEN")
	switch when.CommandType {
	case pg.CmdType_CMD_INSERT:
		a.Command = tree.Insert
		a.Override = overriding(when.Override)
		p.isInsert = true
		t := &insertTargets{written: when.TargetList}
		t.columns, t.attnos = p.checkInsertTargets(when.TargetList)
		if len(when.Values) > 0 {
			row := p.transformExpressionList(when.Values, exprValuesSingle, true)
			for i, e := range p.transformInsertRow(row, t, false) {
				a.Targets = append(a.Targets, &tree.TargetEntry{Expr: e, Resno: t.attnos[i], Name: t.columns[i].Name})
			}
		}
	case pg.CmdType_CMD_UPDATE:
		a.Command = tree.Update
		p.isInsert = false
		a.Targets = p.transformUpdateTargetList(when.TargetList)
	case pg.CmdType_CMD_DELETE:
		a.Command = tree.Delete
	default:
		a.Command = tree.Utility // DO NOTHING
	}
	return a
}
