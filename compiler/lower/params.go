package lower

import (
	"fmt"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// paramUse is what a parameter met first: the name to give it and the column behind it.
type paramUse struct {
	name   string
	column *ir.Column
}

// params lists the parameters in the order of their numbers.
func (l *lowering) params() {
	l.uses = map[int]paramUse{}
	l.collectUses()
	taken := map[string]bool{}
	for _, p := range l.Query.Params {
		taken[p.Name] = true
	}
	for _, p := range l.Query.Params {
		out := &ir.Param{Number: p.Number, Name: p.Name, Named: p.Name != "", Slice: p.Slice}
		if i := p.Number - 1; i >= 0 && i < len(l.ParamTypes) {
			out.Type = l.Types.Type(l.ParamTypes[i])
		} else {
			out.Type = l.Types.Type(catalog.TextOID)
		}
		use := l.uses[p.Number]
		out.Column = use.column
		if out.Name == "" {
			out.Name = uniqueName(use.name, p.Number, taken)
		}
		out.Nullable = p.Nullable || l.paramNullable(p.Number)
		if p.Slice && !p.Nullable {
			out.Nullable = false
		}
		l.out.Params = append(l.out.Params, out)
	}
}

// paramNullable follows the proof: without one the use makes sense of NULL.
func (l *lowering) paramNullable(number int) bool {
	if l.Proofs == nil || number > len(l.Proofs.Params) || number < 1 {
		return false
	}
	return !l.Proofs.Params[number-1].NotNull
}

// uniqueName names a $n after what it meets, with a number behind a name that is taken.
func uniqueName(name string, number int, taken map[string]bool) string {
	if name == "" {
		name = fmt.Sprintf("param_%d", number)
	}
	base := name
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s_%d", base, n)
	}
	taken[name] = true
	return name
}

// collectUses finds, for each parameter, the first column or function argument beside it.
func (l *lowering) collectUses() {
	for _, q := range l.trees() {
		l.assigned(q)
		l.note(q.Limit, paramUse{name: "limit"})
		l.note(q.Offset, paramUse{name: "offset"})
		eachExpr(q, func(root tree.Expr) {
			walk(root, func(e tree.Expr) { l.compared(q, e) })
		})
	}
}

// note records a use if the expression is a parameter that has none yet.
func (l *lowering) note(e tree.Expr, use paramUse) {
	if e == nil || use.name == "" {
		return
	}
	p, ok := stripParam(e)
	if !ok {
		return
	}
	if _, seen := l.uses[p.Number]; !seen {
		l.uses[p.Number] = use
	}
}

// assigned handles INSERT, UPDATE, ON CONFLICT and MERGE targets.
func (l *lowering) assigned(q *tree.Query) {
	if q.Result < 1 || q.Result > len(q.RangeTable) || q.RangeTable[q.Result-1].Relation == nil {
		return
	}
	rel := q.RangeTable[q.Result-1].Relation
	lists := [][]*tree.TargetEntry{q.Targets}
	if q.Conflict != nil {
		lists = append(lists, q.Conflict.Set)
	}
	for _, a := range q.Actions {
		lists = append(lists, a.Targets)
	}
	for _, list := range lists {
		for _, t := range list {
			c := rel.ColumnNum(int16(t.Resno))
			if c == nil || t.Junk {
				continue
			}
			use := l.columnUse(rel, c)
			l.note(t.Expr, use)
			l.assignedRow(q, t.Expr, use)
		}
	}
}

// assignedRow looks through a VALUES list or subquery that feeds an INSERT.
func (l *lowering) assignedRow(q *tree.Query, e tree.Expr, use paramUse) {
	v, ok := e.(*tree.Var)
	if !ok || v.LevelsUp != 0 || v.Varno < 1 || v.Varno > len(q.RangeTable) || v.Attno < 1 {
		return
	}
	rte := q.RangeTable[v.Varno-1]
	for _, row := range rte.Values {
		if v.Attno <= len(row) {
			l.note(row[v.Attno-1], use)
		}
	}
	if rte.Subquery != nil && v.Attno <= len(rte.Subquery.Targets) {
		l.note(rte.Subquery.Targets[v.Attno-1].Expr, use)
	}
}

func (l *lowering) columnUse(rel *catalog.Relation, c *catalog.Column) paramUse {
	return paramUse{c.Name, l.Types.modelColumn(l.Types.TableName(rel), c)}
}

// compared handles operators, IN lists, function arguments and row comparisons.
func (l *lowering) compared(q *tree.Query, e tree.Expr) {
	switch x := e.(type) {
	case *tree.OpExpr:
		l.pair(q, x.Args)
	case *tree.DistinctExpr:
		l.pair(q, x.Args)
	case *tree.ScalarArrayOpExpr:
		l.pair(q, x.Args)
		if len(x.Args) == 2 {
			if a, ok := x.Args[1].(*tree.ArrayExpr); ok {
				for _, el := range a.Elems {
					l.note(el, l.exprUse(q, x.Args[0]))
				}
			}
		}
	case *tree.RowCompareExpr:
		for i := range min(len(x.Left), len(x.Right)) {
			l.pair(q, []tree.Expr{x.Left[i], x.Right[i]})
		}
	case *tree.CoalesceExpr:
		for _, a := range x.Args[1:] {
			l.note(x.Args[0], l.exprUse(q, a))
			l.note(a, l.exprUse(q, x.Args[0]))
		}
	case *tree.FuncExpr:
		if x.Form == tree.CallForm {
			for i, a := range x.Args {
				l.note(a, paramUse{name: argName(x.Func, i)})
			}
		}
	}
}

func (l *lowering) pair(q *tree.Query, args []tree.Expr) {
	if len(args) == 2 {
		l.note(args[0], l.exprUse(q, args[1]))
		l.note(args[1], l.exprUse(q, args[0]))
	}
}

// argName returns the name of an input argument, or the function's own name.
func argName(p *catalog.Proc, i int) string {
	if p == nil {
		return ""
	}
	if p.ArgModes == nil {
		if i < len(p.ArgNames) && p.ArgNames[i] != "" {
			return p.ArgNames[i]
		}
		return p.Name
	}
	n := 0
	for k, m := range p.ArgModes {
		if m == catalog.ArgOut || m == catalog.ArgTable {
			continue
		}
		if n == i && k < len(p.ArgNames) && p.ArgNames[k] != "" {
			return p.ArgNames[k]
		}
		n++
	}
	return p.Name
}

// exprUse names an expression after the column that it is or works on.
func (l *lowering) exprUse(q *tree.Query, e tree.Expr) paramUse {
	var use paramUse
	walk(e, func(e tree.Expr) {
		v, ok := e.(*tree.Var)
		if !ok || use.name != "" || v.LevelsUp != 0 || v.Varno < 1 || v.Varno > len(q.RangeTable) || v.Attno < 1 {
			return
		}
		use = l.varUse(q, v)
	})
	if _, plain := e.(*tree.Var); !plain {
		use.column = nil // lower(email) = $1: the name fits, the column's own type may not
	}
	return use
}

func (l *lowering) varUse(q *tree.Query, v *tree.Var) paramUse {
	rte := q.RangeTable[v.Varno-1]
	if rte.Kind == tree.RTEJoin && v.Attno <= len(rte.JoinVars) {
		if below, ok := rte.JoinVars[v.Attno-1].(*tree.Var); ok && below.LevelsUp == 0 && below.Attno > 0 {
			return l.varUse(q, below)
		}
	}
	if rte.Relation != nil {
		if c := rte.Relation.ColumnNum(int16(v.Attno)); c != nil {
			return l.columnUse(rte.Relation, c)
		}
	}
	if v.Attno <= len(rte.Columns) {
		return paramUse{name: rte.Columns[v.Attno-1].Name}
	}
	return paramUse{}
}
