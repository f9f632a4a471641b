package lower

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// origins are the columns of the schema whose values an expression hands on unchanged. computed
// tells that it may also yield a value that was computed from columns: such a value is of no
// column's Go type. What reads no column (literals, NULL, parameters, now()) is neither: it takes
// the type of the values beside it.
type origins struct {
	list     []ir.Origin
	computed bool
}

var computed = origins{computed: true}

// and adds the origins of another value that the expression may yield.
func (o origins) and(other origins) origins {
	o.computed = o.computed || other.computed
	for _, x := range other.list {
		if !slices.ContainsFunc(o.list, func(y ir.Origin) bool { return y.Same(x) }) {
			o.list = append(slices.Clip(o.list), x)
		}
	}
	return o
}

// arrays makes of the origins of values those of arrays of them (1) or of their elements (-1).
func (o origins) arrays(by int) origins {
	if by == 0 {
		return o
	}
	out := origins{computed: o.computed}
	for _, x := range o.list {
		if x.Depth += by; x.Depth < -1 || x.Depth > 1 {
			return computed // a slice of slices is no array in PostgreSQL
		}
		out.list = append(out.list, x)
	}
	return out
}

// known returns the origins if there are no other values.
func (o origins) known() []ir.Origin {
	if o.computed {
		return nil
	}
	return o.list
}

// scope is a query with the queries around it, in which its columns may be of.
type scope struct {
	q     *tree.Query
	outer *scope
	call  *call // of the outermost query of a function's body: who calls it
}

// up returns the scope so many levels out, nil if there is none.
func (s *scope) up(levels int) *scope {
	for ; levels > 0 && s != nil; levels-- {
		s = s.outer
	}
	return s
}

// tracer follows values to the columns that they come from.
type tracer struct {
	types *Types
	// seen holds what is known of the columns of range-table entries. One that is being looked at is
	// there without origins, so that a recursive WITH query adds nothing to itself.
	seen  map[entryColumn]origins
	depth int // functions in SQL around
}

type entryColumn struct {
	rte    *tree.RangeTableEntry
	number int
}

func (ts *Types) tracer() *tracer { return &tracer{types: ts, seen: map[entryColumn]origins{}} }

// output traces a result column of a query, counted from 1. Each branch of a set operation yields
// rows, except what EXCEPT takes away.
func (t *tracer) output(s *scope, number int) origins {
	if s.q.SetOp != nil {
		return t.branch(s, s.q.SetOp, number)
	}
	list := s.q.Columns()
	if number < 1 || number > len(list) {
		return computed // a helper column of SEARCH or CYCLE
	}
	return t.expr(s, list[number-1].Expr)
}

func (t *tracer) branch(s *scope, n tree.SetNode, number int) origins {
	switch n := n.(type) {
	case *tree.RangeTableRef:
		return t.entry(s, s.q.RangeTable[n.RTIndex-1], number)
	case *tree.SetOperation:
		left := t.branch(s, n.Left, number)
		if n.Op == tree.Except {
			return left
		}
		return left.and(t.branch(s, n.Right, number))
	}
	return computed
}

// entry traces a column of a range-table entry.
func (t *tracer) entry(s *scope, rte *tree.RangeTableEntry, number int) origins {
	key := entryColumn{rte, number}
	if o, ok := t.seen[key]; ok {
		return o
	}
	t.seen[key] = origins{}
	o := t.entryColumn(s, rte, number)
	t.seen[key] = o
	return o
}

func (t *tracer) entryColumn(s *scope, rte *tree.RangeTableEntry, number int) origins {
	switch rte.Kind {
	case tree.RTERelation:
		return t.types.relationOrigin(rte.Relation, int16(number))
	case tree.RTEJoin:
		if number <= len(rte.JoinVars) {
			return t.expr(s, rte.JoinVars[number-1])
		}
	case tree.RTESubquery:
		if rte.Subquery != nil {
			return t.output(&scope{q: rte.Subquery, outer: s}, number)
		}
	case tree.RTECTE:
		if owner := s.up(rte.CTELevel); rte.CTE != nil && rte.CTE.Query != nil && owner != nil {
			return t.output(&scope{q: rte.CTE.Query, outer: owner}, number)
		}
	case tree.RTEValues:
		var all origins
		for _, row := range rte.Values {
			if number <= len(row) {
				all = all.and(t.expr(s, row[number-1]))
			}
		}
		return all
	case tree.RTEFunction:
		return t.functionColumn(s, rte, number)
	}
	return computed
}

// functionColumn traces a column of a function in FROM: its value, or a field of a row of a table.
func (t *tracer) functionColumn(s *scope, rte *tree.RangeTableEntry, number int) origins {
	for _, f := range rte.Functions {
		if number > f.ColCount {
			number -= f.ColCount
			continue
		}
		if ct := t.types.cat.Type(f.Expr.Type()); ct != nil && ct.Kind == catalog.CompositeType && !f.ColDef {
			return t.types.relationOrigin(t.types.cat.Relation(ct.Relation), int16(number))
		}
		if f.ColCount == 1 && !f.ColDef {
			return t.expr(s, f.Expr)
		}
		if o, ok := t.body(s, f.Expr, number); ok && !f.ColDef {
			return o
		}
		break
	}
	return computed
}

// relationOrigin is a column of a table, or what a view shows in one.
func (ts *Types) relationOrigin(rel *catalog.Relation, number int16) origins {
	if rel == nil {
		return computed
	}
	c := rel.ColumnNum(number)
	if c == nil {
		return computed // a system column
	}
	return origins{list: []ir.Origin{{Table: ts.TableName(rel), Column: c.Name, Below: ts.below(rel, c)}}}
}

// below is what a column of a view shows, and for one that is inherited the parent's.
func (ts *Types) below(rel *catalog.Relation, c *catalog.Column) []ir.Origin {
	q, view := rel.Query.(*tree.Query)
	if !view && len(rel.Parents) == 0 {
		return nil
	}
	if known, ok := ts.shows[c]; ok {
		return known
	}
	ts.shows[c] = nil
	var all origins
	if view {
		all = ts.tracer().output(&scope{q: q}, slices.Index(rel.Columns, c)+1)
	}
	for _, oid := range rel.Parents {
		if parent := ts.cat.Relation(oid); parent != nil {
			if pc := parent.Column(c.Name); pc != nil {
				all = all.and(ts.relationOrigin(parent, pc.Num))
			}
		}
	}
	ts.shows[c] = all.known()
	return ts.shows[c]
}
