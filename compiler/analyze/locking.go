package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// lockStrength is the clause in words. Mirrors analyze.c: LCS_asString.
func lockStrength(s pg.LockClauseStrength) string {
	switch s {
	case pg.LockClauseStrength_LCS_FORKEYSHARE:
		return "FOR KEY SHARE"
	case pg.LockClauseStrength_LCS_FORSHARE:
		return "FOR SHARE"
	case pg.LockClauseStrength_LCS_FORNOKEYUPDATE:
		return "FOR NO KEY UPDATE"
	}
	return "FOR UPDATE"
}

// checkSelectLocking rejects queries whose rows are not rows of tables.
func checkSelectLocking(q *tree.Query, strength string) {
	what := ""
	switch {
	case q.SetOp != nil:
		what = "UNION/INTERSECT/EXCEPT"
	case q.Distinct != nil:
		what = "DISTINCT clause"
	case q.GroupBy != nil || q.GroupingSets != nil:
		what = "GROUP BY clause"
	case q.Having != nil:
		what = "HAVING clause"
	case q.HasAggs:
		what = "aggregate functions"
	case q.HasWindows:
		what = "window functions"
	case q.HasTargetSRFs:
		what = "set-returning functions in the target list"
	default:
		return
	}
	failf(sqlstate.FeatureNotSupported, source.NoPos, "%s is not allowed with %s", strength, what)
}

// transformLockingClause analyses FOR UPDATE and its kin: without names for all of FROM, subqueries
// included. Mirrors analyze.c: transformLockingClause.
func transformLockingClause(q *tree.Query, lc *pg.LockingClause) {
	strength := lockStrength(lc.Strength)
	checkSelectLocking(q, strength)
	if len(lc.LockedRels) == 0 {
		lockAll(q, strength)
		return
	}
	for _, n := range lc.LockedRels {
		lockNamed(q, n.GetRangeVar(), strength)
	}
}

func lockAll(q *tree.Query, strength string) {
	for i, rte := range q.RangeTable {
		if !rte.InFrom {
			continue
		}
		switch rte.Kind {
		case tree.RTERelation:
			q.Locks = append(q.Locks, &tree.RowMark{RTIndex: i + 1, Strength: strength})
		case tree.RTESubquery:
			q.Locks = append(q.Locks, &tree.RowMark{RTIndex: i + 1, Strength: strength})
			checkSelectLocking(rte.Subquery, strength)
			lockAll(rte.Subquery, strength)
		}
	}
}

func lockNamed(q *tree.Query, rv *pg.RangeVar, strength string) {
	at := source.Pos(rv.Location)
	if rv.Catalogname != "" || rv.Schemaname != "" {
		failf(sqlstate.SyntaxError, at, "%s must specify unqualified relation names", strength)
	}
	for i, rte := range q.RangeTable {
		if !rte.InFrom {
			continue
		}
		name := rte.Name
		if rte.Kind == tree.RTEJoin && !rte.HasAlias {
			if name = rte.UsingAlias; name == "" {
				continue
			}
		}
		if name != rv.Relname {
			continue
		}
		if what := unlockable(rte.Kind); what != "" {
			failf(sqlstate.FeatureNotSupported, at, "%s cannot be applied to %s", strength, what)
		}
		q.Locks = append(q.Locks, &tree.RowMark{RTIndex: i + 1, Strength: strength})
		if rte.Kind == tree.RTESubquery {
			checkSelectLocking(rte.Subquery, strength)
			lockAll(rte.Subquery, strength)
		}
		return
	}
	failf(sqlstate.UndefinedTable, at, "relation \"%s\" in %s clause not found in FROM clause", rv.Relname, strength)
}

// unlockable says what a FROM item is that cannot be locked, "" if it can.
func unlockable(k tree.RTEKind) string {
	switch k {
	case tree.RTEJoin:
		return "a join"
	case tree.RTEFunction:
		return "a function"
	case tree.RTETableFunc:
		return "a table function"
	case tree.RTEValues:
		return "VALUES"
	case tree.RTECTE:
		return "a WITH query"
	case tree.RTENamedTuplestore:
		return "a named tuplestore"
	}
	return ""
}
