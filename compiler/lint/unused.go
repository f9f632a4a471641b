package lint

import (
	"fmt"
	"maps"
	"slices"

	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// unusedParams finds parameters whose every use is thrown away: in a WITH query that nothing
// refers to, or in the select list of EXISTS.
func (l *linter) unusedParams(q *tree.Query) {
	if len(l.query.Params) == 0 || !l.idlePlaces {
		return
	}
	all, used := params(q, false), params(q, true)
	for _, n := range slices.Sorted(maps.Keys(all)) {
		if used[n] != nil {
			continue
		}
		name := fmt.Sprintf("$%d", n)
		if n <= len(l.query.Params) && l.query.Params[n-1].Name != "" {
			name = l.query.Params[n-1].Name
		}
		l.warn(UnusedParam, all[n].At, "Remove it with what it stands in.", "parameter %s has no influence on the result", name)
	}
}

// constantOrder finds ORDER BY $1 and what is made of parameters alone: one value for all rows,
// whatever the caller passes.
func (l *linter) constantOrder(q *tree.Query) {
	for _, k := range sortKeys(q) {
		if k == nil || !isValue(k) || !hasParam(k) {
			continue
		}
		l.warn(UnusedParam, position(k), "Write ORDER BY sqlq.order() with a line \"-- sqlq: order name: expressions\" for each order.",
			"ORDER BY of parameters alone does not sort: it is one value for all rows")
	}
}

func hasParam(x tree.Expr) bool {
	return anyPart(x, func(x tree.Expr) bool {
		_, ok := x.(*tree.Param)
		return ok
	})
}

// params finds the parameters of a statement; effective leaves out places without any effect.
func params(q *tree.Query, effective bool) map[int]*tree.Param {
	out := map[int]*tree.Param{}
	exists := map[*tree.Query]bool{}
	var level func(q *tree.Query)
	level = func(q *tree.Query) {
		w := &walker{query: level, expr: func(x tree.Expr) {
			switch x := x.(type) {
			case *tree.Param:
				if out[x.Number] == nil {
					out[x.Number] = x
				}
			case *tree.SubLink:
				exists[x.Query] = x.Kind == tree.ExistsLink
			}
		}}
		k := *q
		if effective {
			k.CTEs = nil
			for _, c := range q.CTEs {
				if c.Refs > 0 || c.Query == nil || c.Query.Command != tree.Select {
					k.CTEs = append(k.CTEs, c)
				}
			}
			if exists[q] && len(q.GroupBy)+len(q.Distinct)+len(q.OrderBy)+len(q.Windows) == 0 && q.SetOp == nil && !q.HasTargetSRFs {
				k.Targets = nil
			}
		}
		w.queryParts(&k)
	}
	level(q)
	return out
}

// conflictNow finds functions in ON CONFLICT DO UPDATE that are not immutable.
func (l *linter) conflictNow(q *tree.Query) {
	if q.Conflict == nil || !q.Conflict.Update {
		return
	}
	w := &walker{query: func(*tree.Query) {}}
	w.expr = func(x tree.Expr) {
		name := ""
		switch x := x.(type) {
		case *tree.FuncExpr:
			if x.Func.Volatile != 'i' {
				name = x.Func.Name + "()"
			}
		case *tree.SQLValueFunction:
			name = x.Name
		}
		if name != "" {
			l.warn(ConflictNow, x.Pos(), "Put the value into VALUES and use excluded.", "ON CONFLICT DO UPDATE uses %s, which is not immutable", name)
		}
	}
	w.walk(q.Conflict)
}
