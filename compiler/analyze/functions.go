package analyze

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file analyses the bodies of functions in SQL (functions.c).

// FunctionStatement analyses one statement of the body of a function, in which its parameters are
// known by number and by name. Mirrors functions.c: sql_fn_parser_setup.
func FunctionStatement(cat *catalog.Catalog, f *catalog.Proc, raw *pg.Node) (q *tree.Query, err *Error) {
	defer recoverError(&err)
	sh := newShared(cat, f.Args)
	sh.function = f
	p := newPstate(sh, nil)
	q = p.transformTopLevel(raw)
	if n := len(p.params.types); n > len(f.Args) {
		failf(sqlstate.UndefinedParameter, source.NoPos, "there is no parameter $%d", n)
	}
	return q, nil
}

// argumentRef resolves a name that is no column: a parameter of the function whose body is
// analysed, or a field of one; nil if it is neither. The parameter may be qualified by the
// function's name. Mirrors functions.c: sql_fn_post_column_ref.
func (p *pstate) argumentRef(ref *pg.ColumnRef) tree.Expr {
	if p.function == nil {
		return nil
	}
	fields, at := ref.Fields, source.Pos(ref.Location)
	if fields[len(fields)-1].GetAStar() != nil {
		fields = fields[:len(fields)-1] // the whole row
	}
	name := func(i int) string { return fields[i].GetString_().GetSval() }
	var argument tree.Expr
	field := -1
	switch n := len(fields); {
	case n == 0 || n > 3 || n == 3 && name(0) != p.function.Name:
		return nil
	case n == 3:
		argument, field = p.argumentNamed(name(1), at), 2
	case n == 2 && name(0) == p.function.Name:
		if argument = p.argumentNamed(name(1), at); argument == nil {
			argument, field = p.argumentNamed(name(0), at), 1
		}
	case n == 2:
		argument, field = p.argumentNamed(name(0), at), 1
	default:
		argument = p.argumentNamed(name(0), at)
	}
	if argument == nil || field < 0 {
		return argument
	}
	return p.parseFuncOrColumn(fields[field:field+1], []tree.Expr{argument}, p.lastSRF, nil, false, at)
}

// argumentNamed makes a reference to a parameter by its name, nil if the function has none of that
// name. Mirrors functions.c: sql_fn_resolve_param_name.
func (p *pstate) argumentNamed(name string, at source.Pos) tree.Expr {
	i := slices.Index(p.function.InputNames(), name)
	if i < 0 || name == "" {
		return nil
	}
	typ := p.function.Args[i]
	return &tree.Param{Node: tree.Node{Typ: typ, Mod: -1, At: at}, Number: i + 1, Collation: p.getTypcollation(typ)}
}

// FunctionResult converts the columns of the last statement of a function's body to what the
// function returns; row says that its one column is the whole row. Functions without a result, and
// those whose types depend on the call, are errors: there is nothing to convert to. Mirrors
// functions.c: check_sql_fn_retval.
func FunctionResult(cat *catalog.Catalog, f *catalog.Proc, last *tree.Query) (q *tree.Query, row bool, err *Error) {
	defer recoverError(&err)
	p := newPstate(newShared(cat, f.Args), nil)
	columns := last.Columns()
	if len(columns) == 0 {
		p.failResult(f)
	}
	class, _ := p.getTypeFuncClass(f.Ret)
	switch class {
	case funcScalar:
		if len(columns) != 1 || f.Ret == catalog.VoidOID {
			p.failResult(f)
		}
		return p.convertColumns(f, last, []tree.RTEColumn{{Type: f.Ret, Typmod: -1}}), false, nil
	case funcComposite, funcRecord:
		if typ := columns[0].Expr.Type(); len(columns) == 1 && p.canCoerceOne(typ, f.Ret, catalog.CastAssignment) {
			return p.convertColumns(f, last, []tree.RTEColumn{{Type: f.Ret, Typmod: -1}}), true, nil
		}
		desc := p.functionResultTupdesc(f)
		if desc == nil {
			desc = p.lookupRowtypeTupdesc(f.Ret)
		}
		if desc == nil { // the call says which columns there are
			return last, false, nil
		}
		return p.convertColumns(f, last, desc), false, nil
	}
	p.failResult(f)
	return nil, false, nil
}

func (p *pstate) failResult(f *catalog.Proc) {
	failf(sqlstate.InvalidFunctionDefinition, source.NoPos, "return type mismatch in function declared to return %s", p.formatType(f.Ret))
}

// convertColumns returns the query with its columns converted to other types, as for an assignment.
// A column that ORDER BY, DISTINCT or a set operation refers to stays as it is, with a query around
// it. The query itself is not changed: others may have it at hand.
func (p *pstate) convertColumns(f *catalog.Proc, last *tree.Query, want []tree.RTEColumn) *tree.Query {
	columns := last.Columns()
	if len(columns) != len(want) {
		p.failResult(f)
	}
	changed, fixed := false, last.SetOp != nil
	out := make([]*tree.TargetEntry, len(columns))
	for i, t := range columns {
		x := p.convertColumn(f, t.Expr, want[i])
		out[i] = &tree.TargetEntry{Expr: x, Resno: i + 1, Name: t.Name, Ref: t.Ref}
		changed = changed || x != t.Expr
		fixed = fixed || x != t.Expr && t.Ref != 0
	}
	if !changed {
		return last
	}
	q := *last
	switch {
	case last.Command != tree.Select:
		q.Returning = out
	case !fixed:
		for _, t := range last.Targets {
			if t.Junk {
				out = append(out, t)
			}
		}
		q.Targets = out
	default:
		return p.convertAround(f, last, want)
	}
	return &q
}

func (p *pstate) convertAround(f *catalog.Proc, last *tree.Query, want []tree.RTEColumn) *tree.Query {
	r := &tree.RangeTableEntry{Kind: tree.RTESubquery, Subquery: last, Columns: targetColumns(last.Targets), At: source.NoPos}
	q := &tree.Query{
		At:         source.NoPos,
		RangeTable: []*tree.RangeTableEntry{r},
		From:       &tree.FromExpr{List: []tree.JoinNode{&tree.RangeTableRef{RTIndex: 1}}},
	}
	for i, t := range last.Columns() {
		v := &tree.Var{
			Node:  tree.Node{Typ: t.Expr.Type(), Mod: t.Expr.Typmod(), At: source.NoPos},
			Varno: 1, Attno: i + 1, Collation: exprCollation(t.Expr),
		}
		q.Targets = append(q.Targets, &tree.TargetEntry{Expr: p.convertColumn(f, v, want[i]), Resno: i + 1, Name: t.Name})
	}
	return q
}

// convertColumn mirrors functions.c: coerce_fn_result_column.
func (p *pstate) convertColumn(f *catalog.Proc, x tree.Expr, want tree.RTEColumn) tree.Expr {
	if x.Type() == want.Type && (want.Typmod < 0 || x.Typmod() == want.Typmod) {
		return x
	}
	out := p.coerceToTargetType(x, x.Type(), want.Type, want.Typmod, catalog.CastAssignment, tree.ImplicitForm, source.NoPos)
	if out == nil {
		p.failResult(f)
	}
	return out
}
