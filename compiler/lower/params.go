package lower

import (
	"fmt"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// paramUse is what a parameter met first: the name to give it, and the columns whose values it is
// like.
type paramUse struct {
	name    string
	origins origins
	typ     catalog.OID // of those values
	arrays  int         // 1: the parameter is an array of such values; -1: an element of such arrays
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
		out.Origins = l.useOrigins(use, out.Type)
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
		l.united(q)
		l.note(q.Limit, paramUse{name: "limit"})
		l.note(q.Offset, paramUse{name: "offset"})
		eachExpr(q, func(root tree.Expr) {
			walk(root, func(e tree.Expr) { l.compared(q, e) })
		})
	}
}

// useOrigins returns where values like the parameter's come from, nil if they are of another type.
func (l *lowering) useOrigins(use paramUse, t *ir.Type) []ir.Origin {
	if len(use.origins.list) == 0 {
		return nil
	}
	other := l.Types.Type(use.typ).Underlying()
	t = t.Underlying()
	switch {
	case use.arrays > 0:
		t = t.Elem
	case use.arrays < 0:
		other = other.Elem
	}
	if t == nil || other == nil || !alike(t, other) {
		return nil
	}
	return use.origins.arrays(use.arrays).known()
}

// param returns the parameter that an expression is, if no use of it is known yet.
func (l *lowering) param(e tree.Expr) (number int, ok bool) {
	if e == nil {
		return 0, false
	}
	p, ok := stripParam(e)
	if !ok || l.uses[p.Number].name != "" {
		return 0, false
	}
	return p.Number, true
}

// note records a use if the expression is a parameter that has none yet.
func (l *lowering) note(e tree.Expr, use paramUse) {
	if number, ok := l.param(e); ok && use.name != "" {
		l.uses[number] = use
	}
}

// noteValue is note for all values that an expression may yield: COALESCE(@a, '{}') is assigned
// where @a is.
func (l *lowering) noteValue(e tree.Expr, use paramUse) {
	for _, v := range yields(e) {
		l.noteValue(v, use)
	}
	l.note(e, use)
}

// yields returns the parts one of which is the value of an expression, nil if that is computed.
func yields(e tree.Expr) []tree.Expr {
	switch x := e.(type) {
	case *tree.CoalesceExpr:
		return x.Args
	case *tree.MinMaxExpr:
		return x.Args
	case *tree.CaseExpr:
		return branches(x)
	case *tree.NullIfExpr:
		return x.Args[:1]
	}
	return nil
}

// beside records that an expression, if it is a parameter, stands beside another one.
func (l *lowering) beside(q *tree.Query, e, other tree.Expr, arrays int) {
	if number, ok := l.param(e); ok {
		if use := l.exprUse(q, other); use.name != "" {
			use.arrays = arrays
			l.uses[number] = use
		}
	}
}

// assigned handles INSERT, UPDATE, ON CONFLICT and MERGE targets.
func (l *lowering) assigned(q *tree.Query) {
	if q.Result < 1 || q.Result > len(q.RangeTable) || q.RangeTable[q.Result-1].Relation == nil {
		return
	}
	rel := q.RangeTable[q.Result-1].Relation
	for _, t := range q.Assigned() {
		c := rel.ColumnNum(int16(t.Resno))
		if c == nil || t.Junk {
			continue
		}
		use := l.columnUse(rel, c)
		l.noteValue(t.Expr, use)
		l.assignedRow(q, t.Expr, use)
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
			l.noteValue(row[v.Attno-1], use)
		}
	}
	if rte.Subquery != nil && v.Attno <= len(rte.Subquery.Targets) {
		l.noteValue(rte.Subquery.Targets[v.Attno-1].Expr, use)
	}
}

func (l *lowering) columnUse(rel *catalog.Relation, c *catalog.Column) paramUse {
	return paramUse{name: c.Name, origins: l.Types.relationOrigin(rel, c.Num), typ: c.Type}
}

// united handles parameters in a branch of UNION and its like.
func (l *lowering) united(q *tree.Query) {
	if q.SetOp == nil {
		return
	}
	for _, rte := range q.RangeTable {
		if rte.Subquery == nil {
			continue
		}
		for i, t := range rte.Subquery.Targets {
			if number, ok := l.param(t.Expr); ok && i < len(q.Targets) {
				l.uses[number] = paramUse{name: q.Targets[i].Name, origins: l.trace.output(l.scope(q), i+1), typ: q.Targets[i].Expr.Type()}
			}
		}
	}
}

// compared handles operators, IN lists, function arguments, row comparisons and what yields one of
// several values.
func (l *lowering) compared(q *tree.Query, e tree.Expr) {
	switch x := e.(type) {
	case *tree.OpExpr:
		l.operands(q, l.Types.cat.Proc(x.Op.Proc), x.Args)
	case *tree.DistinctExpr:
		l.pair(q, x.Args)
	case *tree.NullIfExpr:
		l.pair(q, x.Args)
	case *tree.ScalarArrayOpExpr:
		l.inList(q, x.Args)
	case *tree.RowCompareExpr:
		for i := range min(len(x.Left), len(x.Right)) {
			l.pair(q, []tree.Expr{x.Left[i], x.Right[i]})
		}
	case *tree.CoalesceExpr, *tree.MinMaxExpr:
		l.alternatives(q, yields(x))
	case *tree.CaseExpr:
		l.alternatives(q, branches(x))
		for _, w := range x.Whens {
			if op, ok := w.Cond.(*tree.OpExpr); ok && x.Arg != nil && len(op.Args) == 2 {
				l.beside(q, op.Args[1], x.Arg, 0)
			}
		}
	case *tree.FuncExpr:
		if x.Form == tree.CallForm {
			l.arguments(q, x)
		}
	}
}

func (l *lowering) pair(q *tree.Query, args []tree.Expr) { l.operands(q, nil, args) }

// operands handles what stands on both sides of an operator, one of which may be an array of what
// the other is: tags || @tag.
func (l *lowering) operands(q *tree.Query, p *catalog.Proc, args []tree.Expr) {
	if len(args) != 2 {
		return
	}
	arrays := 0
	if p != nil && len(p.Args) == 2 {
		a, poly := level(p.Args[0])
		if b, ok := level(p.Args[1]); ok && poly {
			arrays = a - b
		}
	}
	l.beside(q, args[0], args[1], arrays)
	l.beside(q, args[1], args[0], -arrays)
}

// inList handles x IN (a, b) and x = ANY (list).
func (l *lowering) inList(q *tree.Query, args []tree.Expr) {
	if len(args) != 2 {
		return
	}
	l.beside(q, args[0], args[1], -1)
	l.beside(q, args[1], args[0], 1)
	if a, ok := args[1].(*tree.ArrayExpr); ok {
		for _, el := range a.Elems {
			l.beside(q, el, args[0], 0)
		}
	}
}

// alternatives handles values of which an expression yields one: a parameter is like the first that
// comes from a column.
func (l *lowering) alternatives(q *tree.Query, list []tree.Expr) {
	for i, e := range list {
		for k, other := range list {
			if i != k {
				l.beside(q, e, other, 0)
			}
		}
	}
}

// arguments handles a call. The parameter is named after the argument, and of the Go type of what
// else a polymorphic function is given.
func (l *lowering) arguments(q *tree.Query, x *tree.FuncExpr) {
	for i, a := range x.Args {
		number, ok := l.param(a)
		if !ok {
			continue
		}
		use := paramUse{name: argName(x.Func, i)}
		for k, other := range x.Args {
			if k == i || max(i, k) >= len(x.Func.Args) {
				continue
			}
			own, poly := level(x.Func.Args[i])
			if n, ok := level(x.Func.Args[k]); ok && poly && len(use.origins.list) == 0 {
				with := l.exprUse(q, other)
				use.origins, use.typ, use.arrays = with.origins, with.typ, own-n
			}
		}
		if use.name != "" {
			l.uses[number] = use
		}
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
	use := paramUse{typ: e.Type()}
	walk(e, func(e tree.Expr) {
		v, ok := e.(*tree.Var)
		if ok && use.name == "" && v.LevelsUp == 0 && v.Varno >= 1 && v.Varno <= len(q.RangeTable) && v.Attno >= 1 {
			use.name = columnName(q, v)
		}
	})
	use.origins = l.trace.expr(l.scope(q), e)
	if use.name == "" && len(use.origins.list) > 0 && !use.origins.computed {
		use.name = use.origins.list[0].Column // of a query around, or of a subquery
	}
	return use
}

// columnName is the name of a column below joins.
func columnName(q *tree.Query, v *tree.Var) string {
	rte := q.RangeTable[v.Varno-1]
	if rte.Kind == tree.RTEJoin && v.Attno <= len(rte.JoinVars) {
		if below, ok := rte.JoinVars[v.Attno-1].(*tree.Var); ok && below.LevelsUp == 0 && below.Attno > 0 {
			return columnName(q, below)
		}
	}
	if rte.Relation != nil {
		if c := rte.Relation.ColumnNum(int16(v.Attno)); c != nil {
			return c.Name
		}
	}
	if v.Attno <= len(rte.Columns) {
		return rte.Columns[v.Attno-1].Name
	}
	return ""
}
