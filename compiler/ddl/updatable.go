package ddl

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// updatable says whether INSERT, UPDATE and DELETE on a view go through to its base relation, and
// which columns they may name; otherwise why not, in PostgreSQL's words. Mirrors
// rewriteHandler.c: view_query_is_auto_updatable, view_cols_are_auto_updatable.
func (l *loader) updatable(rel *catalog.Relation, q *tree.Query) {
	base, why := updatableBase(q)
	if base == nil {
		rel.NotUpdatable = why
		return
	}
	u := &catalog.Updatable{Base: base.Relation.OID}
	for _, t := range q.Columns() {
		num := int16(0)
		if v, ok := t.Expr.(*tree.Var); ok && v.LevelsUp == 0 && v.Attno > 0 && q.RangeTable[v.Varno-1] == base {
			num = int16(v.Attno)
		}
		u.Columns = append(u.Columns, num)
	}
	rel.Updatable = u
}

func updatableBase(q *tree.Query) (*tree.RangeTableEntry, string) {
	switch {
	case len(q.Distinct) > 0:
		return nil, "Views containing DISTINCT are not automatically updatable."
	case len(q.GroupBy) > 0 || len(q.GroupingSets) > 0:
		return nil, "Views containing GROUP BY are not automatically updatable."
	case q.Having != nil:
		return nil, "Views containing HAVING are not automatically updatable."
	case q.SetOp != nil:
		return nil, "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable."
	case len(q.CTEs) > 0:
		return nil, "Views containing WITH are not automatically updatable."
	case q.Limit != nil || q.Offset != nil:
		return nil, "Views containing LIMIT or OFFSET are not automatically updatable."
	case q.HasAggs:
		return nil, "Views that return aggregate functions are not automatically updatable."
	case q.HasWindows:
		return nil, "Views that return window functions are not automatically updatable."
	case q.HasTargetSRFs:
		return nil, "Views that return set-returning functions are not automatically updatable."
	}
	const single = "Views that do not select from a single table or view are not automatically updatable."
	if q.From == nil || len(q.From.List) != 1 {
		return nil, single
	}
	ref, ok := q.From.List[0].(*tree.RangeTableRef)
	if !ok {
		return nil, single
	}
	base := q.RangeTable[ref.RTIndex-1]
	if base.Kind != tree.RTERelation {
		return nil, single
	}
	switch base.Relation.Kind {
	case catalog.Table, catalog.ForeignTable, catalog.View, catalog.PartitionedTable:
	default:
		return nil, single
	}
	if base.Sample {
		return nil, "Views containing TABLESAMPLE are not automatically updatable."
	}
	return base, ""
}
