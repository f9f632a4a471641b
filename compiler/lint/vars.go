package lint

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// column is a column of a range-table entry of the level at hand.
type column struct{ rel, num int }

// resolve returns the table's column that an expression is: through casts that keep the value and
// through the merged columns of joins. ok is false for anything else.
func resolve(q *tree.Query, x tree.Expr) (c column, ok bool) {
	switch x := x.(type) {
	case *tree.Var:
		if x.LevelsUp != 0 || x.Attno <= 0 || x.Varno < 1 || x.Varno > len(q.RangeTable) {
			return column{}, false
		}
		r := q.RangeTable[x.Varno-1]
		if r.Kind != tree.RTEJoin {
			return column{x.Varno, x.Attno}, true
		}
		if x.Attno > len(r.JoinVars) {
			return column{}, false
		}
		return resolve(q, r.JoinVars[x.Attno-1])
	case *tree.RelabelType:
		return resolve(q, x.Arg)
	case *tree.FuncExpr:
		if x.Form == tree.ImplicitForm && len(x.Args) > 0 {
			return resolve(q, x.Args[0])
		}
	}
	return column{}, false
}

// table returns the table of a range-table entry, or nil: views and subqueries have no keys.
func table(q *tree.Query, rel int) *catalog.Relation {
	r := q.RangeTable[rel-1]
	if r.Kind != tree.RTERelation || r.Excluded || r.Relation.Kind != catalog.Table && r.Relation.Kind != catalog.PartitionedTable {
		return nil
	}
	return r.Relation
}

// tableOrView is table that returns views too.
func tableOrView(q *tree.Query, rel int) *catalog.Relation {
	r := q.RangeTable[rel-1]
	if r.Kind == tree.RTERelation && !r.Excluded && r.Relation.Kind == catalog.View {
		return r.Relation
	}
	return table(q, rel)
}

// origin follows a column through views, subqueries and WITH queries that hand it on, down to the level
// where its table stands. pass may stop it: it is asked of each entry that is entered, with the query
// of the entry and the column there.
func (l *linter) origin(q *tree.Query, c column, pass func(*tree.RangeTableEntry, *tree.Query, column) bool) (*tree.Query, column, bool) {
	for range 16 {
		if table(q, c.rel) != nil {
			return q, c, true
		}
		r := q.RangeTable[c.rel-1]
		below := l.definition(r)
		if below == nil || below.Command != tree.Select || below.SetOp != nil || c.num > len(below.Columns()) {
			break
		}
		x := below.Columns()[c.num-1].Expr
		v, ok := bareVar(x).(*tree.Var)
		if !ok || v.Typ != x.Type() {
			break
		}
		d, ok := resolve(below, v)
		if !ok || !pass(r, below, d) {
			break
		}
		q, c = below, d
	}
	return nil, column{}, false
}

// definition is the query whose rows an entry shows: of a subquery, a WITH query or a view.
func (l *linter) definition(r *tree.RangeTableEntry) *tree.Query {
	switch {
	case r.Kind == tree.RTESubquery:
		return r.Subquery
	case r.Kind == tree.RTECTE && r.CTE != nil && !r.CTE.Recursive:
		return r.CTE.Query
	case r.Kind == tree.RTERelation && !r.Excluded && r.Relation.Kind == catalog.View:
		q, _ := l.cat.Relation(r.Relation.OID).Query.(*tree.Query)
		return q
	}
	return nil
}

// plain reports whether the server takes a subquery or view apart, so that conditions on its columns
// reach the tables below.
func plain(r *tree.RangeTableEntry, below *tree.Query, _ column) bool {
	return r.Kind != tree.RTECTE && len(below.GroupBy)+len(below.GroupingSets)+len(below.Distinct) == 0 && !below.HasAggs &&
		!below.HasWindows && !below.HasTargetSRFs && below.Limit == nil && below.Offset == nil
}

// vars lists the columns of the level that an expression uses; ok is false if it holds a subquery,
// whose columns are of another level.
func vars(q *tree.Query, x tree.Expr) (list []column, ok bool) {
	ok = true
	w := &walker{query: func(*tree.Query) { ok = false }}
	w.expr = func(x tree.Expr) {
		if v, is := x.(*tree.Var); is && v.LevelsUp == 0 {
			c, known := resolve(q, v)
			ok = ok && known
			list = append(list, c)
		}
	}
	w.walk(x)
	return list, ok
}

// conjuncts lists the conditions that WHERE and the joins combine with AND.
func conjuncts(q *tree.Query) []tree.Expr {
	if q.From == nil {
		return nil
	}
	out := and(nil, q.From.Where)
	var join func(n tree.JoinNode)
	join = func(n tree.JoinNode) {
		if j, ok := n.(*tree.JoinExpr); ok {
			join(j.Left)
			join(j.Right)
			out = and(out, j.On)
		}
	}
	for _, n := range q.From.List {
		join(n)
	}
	return out
}

func and(out []tree.Expr, x tree.Expr) []tree.Expr {
	if x == nil {
		return out
	}
	if b, ok := x.(*tree.BoolExpr); ok && b.Op == tree.And {
		for _, a := range b.Args {
			out = and(out, a)
		}
		return out
	}
	return append(out, x)
}

// conjunction is the reverse of and: the condition that all of a list hold, nil if it is empty.
func conjunction(list []tree.Expr) tree.Expr {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return &tree.BoolExpr{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: list[0].Pos()}, Op: tree.And, Args: list}
}

// over is the query that selects one expression from the rows that q reads.
func over(q *tree.Query, x tree.Expr) *tree.Query {
	return &tree.Query{Command: tree.Select, CTEs: q.CTEs, Recursive: q.Recursive, RangeTable: q.RangeTable, From: q.From,
		Targets: []*tree.TargetEntry{{Expr: x, Resno: 1}}, HasSubLinks: q.HasSubLinks}
}

// absent reports whether an outer join may leave the entry's row out, WHERE aside.
func (l *linter) absent(q *tree.Query, rel int) bool {
	q = l.certain(q)
	bare := over(q, &tree.Const{Node: tree.Node{Typ: catalog.Int4OID, Mod: -1}, Text: "1"})
	bare.From = &tree.FromExpr{List: q.From.List}
	absent := nullable.Absent(l.cat, bare)
	return rel > len(absent) || absent[rel-1]
}
