package lint

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// bareVar strips conversions that keep the value.
func bareVar(x tree.Expr) tree.Expr {
	for {
		r, ok := x.(*tree.RelabelType)
		if !ok {
			return x
		}
		x = r.Arg
	}
}

// constOf returns the literal that an expression is, through conversions, or nil.
func constOf(x tree.Expr) *tree.Const {
	switch x := x.(type) {
	case *tree.Const:
		return x
	case *tree.RelabelType:
		return constOf(x.Arg)
	case *tree.CoerceViaIO:
		return constOf(x.Arg)
	case *tree.FuncExpr:
		if x.Form != tree.CallForm && len(x.Args) > 0 {
			return constOf(x.Args[0])
		}
	}
	return nil
}

// position returns where the first of the expressions stands that has a place, or a part of it.
func position(list ...tree.Expr) source.Pos {
	for _, x := range list {
		if x == nil {
			continue
		}
		at := x.Pos()
		w := &walker{query: func(*tree.Query) {}}
		w.expr = func(x tree.Expr) {
			if at == source.NoPos {
				at = x.Pos()
			}
		}
		if at == source.NoPos {
			w.walk(x)
		}
		if at != source.NoPos {
			return at
		}
	}
	return source.NoPos
}

// isConst reports whether an expression is a literal of that text; "" stands for NULL.
func isConst(x tree.Expr, text string) bool {
	k := constOf(x)
	return k != nil && (text == "" && k.Null || text != "" && !k.Null && k.Text == text)
}

// isParam: a parameter, cast or not.
func isParam(x tree.Expr) bool {
	switch x := x.(type) {
	case *tree.Param:
		return true
	case *tree.RelabelType:
		return isParam(x.Arg)
	case *tree.FuncExpr:
		return x.Form != tree.CallForm && len(x.Args) > 0 && isParam(x.Args[0])
	}
	return false
}

// isValue: no row has a part in it.
func isValue(x tree.Expr) bool {
	value := true
	w := &walker{query: func(*tree.Query) { value = false }}
	w.expr = func(x tree.Expr) {
		switch x := x.(type) {
		case *tree.Var:
			value = value && x.LevelsUp > 0
		case *tree.Aggref, *tree.WindowFunc, *tree.GroupingFunc:
			value = false
		case *tree.FuncExpr:
			value = value && !x.RetSet && x.Func.Volatile != 'v'
		}
	}
	w.walk(x)
	return value
}

// volatile: every evaluation gives another value, as random() does.
func volatile(x tree.Expr) bool {
	return anyPart(x, func(x tree.Expr) bool {
		f, ok := x.(*tree.FuncExpr)
		return ok && f.Func.Volatile == 'v'
	})
}

// anyPart reports whether something is true of an expression or a part of it, subqueries aside.
func anyPart(x tree.Expr, is func(tree.Expr) bool) bool {
	found := false
	w := &walker{query: func(*tree.Query) {}, expr: func(x tree.Expr) { found = found || is(x) }}
	w.walk(x)
	return found
}

// numbersRows: row_number() is a total order itself.
func numbersRows(x tree.Expr) bool {
	w, ok := x.(*tree.WindowFunc)
	return ok && w.Func.Name == "row_number" && w.Func.Namespace == catalog.PgCatalog
}

// byRef returns the target that a sort clause means.
func byRef(q *tree.Query, ref int) tree.Expr {
	for _, t := range q.Targets {
		if t.Ref == ref {
			return t.Expr
		}
	}
	return nil
}

func sortKeys(q *tree.Query) []tree.Expr {
	var out []tree.Expr
	for _, k := range q.OrderBy {
		out = append(out, byRef(q, k.Ref))
	}
	return out
}

// leaves lists what a level reads from: its range-table entries that are no joins.
func leaves(q *tree.Query) []int {
	var out []int
	var add func(n tree.JoinNode)
	add = func(n tree.JoinNode) {
		switch n := n.(type) {
		case *tree.RangeTableRef:
			out = append(out, n.RTIndex)
		case *tree.JoinExpr:
			add(n.Left)
			add(n.Right)
		case *tree.FromExpr:
			for _, x := range n.List {
				add(x)
			}
		}
	}
	if q.From != nil {
		add(q.From)
	}
	return out
}

func columnName(q *tree.Query, c column) string {
	r := q.RangeTable[c.rel-1]
	if t := table(q, c.rel); t != nil {
		if k := t.ColumnNum(int16(c.num)); k != nil {
			return k.Name
		}
	}
	if c.num <= len(r.Columns) {
		return r.Columns[c.num-1].Name
	}
	return r.Name
}

// columnType is the type of a column of an entry, InvalidOID if it is not known.
func columnType(r *tree.RangeTableEntry, num int) catalog.OID {
	if r.Kind == tree.RTERelation {
		if c := r.Relation.ColumnNum(int16(num)); c != nil {
			return c.Type
		}
		return catalog.InvalidOID
	}
	if num > len(r.Columns) {
		return catalog.InvalidOID
	}
	return r.Columns[num-1].Type
}

// open asks for dependencies of a query that stands where l.q does, optional conditions aside.
func (l *linter) open(q *tree.Query) *nullable.Level {
	var outer []*tree.Query
	for _, o := range l.outer {
		outer = append(outer, l.certain(o))
	}
	return nullable.Open(l.cat, l.certain(q), outer...)
}

// known reports whether all that a level reads from has keys that the catalog or the query tells:
// only then does it mean something that uniqueness is not proved.
func (l *linter) known(q *tree.Query) bool {
	return !slices.ContainsFunc(leaves(q), func(rel int) bool { return !l.knownLeaf(q, rel, 0) })
}

// knownLeaf: tables without inheritance, and views, subqueries and WITH queries over such.
func (l *linter) knownLeaf(q *tree.Query, rel, depth int) bool {
	r := q.RangeTable[rel-1]
	if depth > 16 || r.Sample {
		return false
	}
	switch r.Kind {
	case tree.RTERelation:
		switch k := r.Relation; k.Kind {
		case catalog.PartitionedTable:
			return true
		case catalog.Table:
			return len(k.Parents) == 0 && len(l.cat.Children(k.OID)) == 0
		case catalog.View:
			below, ok := l.cat.Relation(k.OID).Query.(*tree.Query)
			return ok && l.knownBelow(below, depth)
		}
	case tree.RTESubquery:
		return !r.Lateral && l.knownBelow(r.Subquery, depth)
	case tree.RTECTE:
		return r.CTE != nil && !r.CTE.Recursive && !r.SelfRef && l.knownBelow(r.CTE.Query, depth)
	}
	return false
}

func (l *linter) knownBelow(q *tree.Query, depth int) bool {
	if q == nil || q.Command != tree.Select || q.SetOp != nil || q.From == nil || len(q.GroupingSets) > 0 ||
		q.Limit != nil || q.HasTargetSRFs || len(q.Locks) > 0 {
		return false
	}
	rels := leaves(q)
	return len(rels) > 0 && !slices.ContainsFunc(rels, func(rel int) bool { return !l.knownLeaf(q, rel, depth+1) })
}

// optional lists the conditions of a level, those that can be switched off included.
func optional(q *tree.Query) []tree.Expr { return conjuncts(q) }

// picked reports whether an UPDATE or DELETE takes its rows from the query: any portion will do.
func (l *linter) picked(q *tree.Query) bool {
	if l.picks == nil {
		l.picks = map[*tree.Query]bool{}
		seen := map[*tree.Query]bool{}
		var level func(q *tree.Query)
		level = func(q *tree.Query) {
			if seen[q] {
				return
			}
			seen[q] = true
			if (q.Command == tree.Update || q.Command == tree.Delete) && q.From != nil {
				l.pick(q)
			}
			w := &walker{expr: func(tree.Expr) {}, query: level}
			w.queryParts(q)
		}
		level(l.top)
	}
	return l.picks[q]
}

// pick marks the queries that the FROM and WHERE of a level read.
func (l *linter) pick(q *tree.Query) {
	mark := func(below *tree.Query) {
		if below != nil && !l.picks[below] {
			l.picks[below] = true
			l.pick(below)
		}
	}
	for _, rel := range leaves(q) {
		r := q.RangeTable[rel-1]
		mark(r.Subquery)
		if r.Kind == tree.RTECTE && r.CTE != nil {
			mark(r.CTE.Query)
		}
	}
	if q.From != nil && q.From.Where != nil {
		w := &walker{expr: func(tree.Expr) {}, query: mark}
		w.walk(q.From.Where)
	}
}
