package nullable_test

import (
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// What is promised of a parameter that is not null depends on why. With NULL for it the statement
//
//   - returns and writes no row, or fails, if "NULL would match nothing";
//   - fails if its type is a domain that refuses NULL;
//   - writes no row, or fails, if each row has it in a column that refuses NULL.
//
// That it has "no use that gives NULL a meaning", or that NULL is an error to LIMIT or to a part
// of the statement that need not be run, promises nothing that could be seen.

// tryNull runs a statement with NULL for one of the parameters that are not null.
func (w *world) tryNull(j judged, c *choices) *breach {
	for n, p := range j.result.Params {
		if !p.NotNull || !c.chance(60) {
			continue
		}
		var args [][]byte
		for i, oid := range j.types {
			args = append(args, w.argument(c, oid, i == n))
		}
		if b := w.run(j, c.pick(len(w.space)), args, ""); b != nil {
			return b
		}
	}
	return nil
}

// brokenParams tells which promise of a parameter an execution that succeeded has not kept.
func brokenParams(j judged, args [][]byte, got *pgconn.Result) string {
	for n, p := range j.result.Params {
		if !p.NotNull || n >= len(args) || args[n] != nil {
			continue
		}
		told := fmt.Sprintf("parameter $%d is NULL though %s, and the statement ", n+1, p.Because)
		switch {
		case strings.HasPrefix(p.Because, "domain "):
			if refuses(j, n) {
				return told + "succeeds"
			}
		case strings.HasPrefix(p.Because, "NULL would match nothing"):
			if !returnsAnyway(j.query) && (len(got.Rows) > 0 || got.CommandTag.RowsAffected() > 0) {
				return told + fmt.Sprintf("has %s with %d rows", got.CommandTag, len(got.Rows))
			}
		case strings.HasPrefix(p.Because, "it is assigned to "):
			if inEveryRow(j.query, n+1) && got.CommandTag.RowsAffected() > 0 {
				return told + "does " + got.CommandTag.String()
			}
		}
	}
	return ""
}

// refuses reports whether the type of a parameter is the domain that its proof speaks of, or made of
// it: its input function runs before the statement does.
func refuses(j judged, n int) bool {
	for t := j.cat.Type(j.types[n]); t != nil && t.Kind == catalog.DomainType; t = j.cat.Type(t.BaseType) {
		if strings.HasPrefix(j.result.Params[n].Because, "domain "+t.Name+" ") {
			return true
		}
	}
	return false
}

// returnsAnyway: an aggregate has a row of no rows, and a WITH query that writes does so in any case.
func returnsAnyway(q *tree.Query) bool {
	return q.HasAggs || q.Having != nil || len(q.GroupingSets) > 0 || len(q.CTEs) > 0
}

// inEveryRow reports whether a statement writes rows of a table, and a parameter in all of them.
func inEveryRow(q *tree.Query, number int) bool {
	if len(q.CTEs) > 0 || q.Command != tree.Insert && q.Command != tree.Update {
		return false
	}
	rel := q.RangeTable[q.Result-1].Relation
	if rel.Kind != catalog.Table || rel.IsPartition || rel.HasInstead() || len(rel.Triggers) > 0 {
		return false
	}
	for _, t := range q.Targets {
		if p, ok := t.Expr.(*tree.Param); ok && p.Number == number && !t.Junk {
			return true
		}
	}
	return false
}
