package tree

// Children calls visit for every node directly below n, in the order of n's fields: expressions
// and the structs that lead to some, each as a pointer. Nil ones are left out, and so are structs
// of the tree without expressions (sort clauses, set operations, …) and the catalog's objects.
//
// A tree shares nodes, and a recursive CTE leads to itself: whoever goes on with what is below
// notes where he has been. TestChildren holds this switch to the fields of the types.
func Children(n any, visit func(any)) {
	if x, ok := n.(Expr); ok {
		exprChildren(x, visit)
		return
	}
	switch x := n.(type) {
	case *Query:
		queryChildren(x, visit)
	case *RangeTableEntry:
		entryChildren(x, visit)
	case *TargetEntry:
		exprs(visit, x.Expr)
	case *WindowClause:
		exprs(visit, x.StartOffset, x.EndOffset)
	case *RTEFunc:
		exprs(visit, x.Expr)
	case *TableFunc:
		exprs(visit, x.Namespaces...)
		exprs(visit, x.Doc, x.Row)
		exprs(visit, x.ColExprs...)
		exprs(visit, x.ColDefs...)
	case *CommonTableExpr:
		child(visit, x.Query)
		child(visit, x.Cycle)
	case *CTECycle:
		exprs(visit, x.MarkValue, x.MarkDef)
	case *FromExpr:
		for _, j := range x.List {
			visit(j)
		}
		exprs(visit, x.Where)
	case *JoinExpr:
		visit(x.Left)
		visit(x.Right)
		exprs(visit, x.On)
	case *OnConflict:
		exprs(visit, x.Arbiter...)
		exprs(visit, x.ArbiterCond)
		children(visit, x.Set)
		exprs(visit, x.Where)
	case *MergeAction:
		exprs(visit, x.Cond)
		children(visit, x.Targets)
	case *CaseWhen:
		exprs(visit, x.Cond, x.Result)
	}
}

func queryChildren(q *Query, visit func(any)) {
	children(visit, q.CTEs)
	children(visit, q.RangeTable)
	child(visit, q.From)
	children(visit, q.Targets)
	child(visit, q.Conflict)
	children(visit, q.Actions)
	children(visit, q.Returning)
	exprs(visit, q.Having)
	children(visit, q.Windows)
	exprs(visit, q.Offset, q.Limit)
	child(visit, q.Call)
}

func entryChildren(r *RangeTableEntry, visit func(any)) {
	child(visit, r.Subquery)
	exprs(visit, r.JoinVars...)
	children(visit, r.Functions)
	child(visit, r.TableFunc)
	for _, row := range r.Values {
		exprs(visit, row...)
	}
	child(visit, r.CTE)
}

func exprChildren(n Expr, visit func(any)) {
	switch x := n.(type) {
	case *Aggref:
		exprs(visit, x.DirectArgs...)
		children(visit, x.Args)
		exprs(visit, x.Filter)
	case *GroupingFunc:
		exprs(visit, x.Args...)
	case *WindowFunc:
		exprs(visit, x.Args...)
		exprs(visit, x.Filter)
	case *SubscriptingRef:
		exprs(visit, x.Arg)
		exprs(visit, x.Upper...)
		exprs(visit, x.Lower...)
		exprs(visit, x.Assign)
	case *FuncExpr:
		exprs(visit, x.Args...)
	case *NamedArgExpr:
		exprs(visit, x.Arg)
	case *OpExpr:
		exprs(visit, x.Args...)
	case *DistinctExpr:
		exprs(visit, x.Args...)
	case *NullIfExpr:
		exprs(visit, x.Args...)
	case *ScalarArrayOpExpr:
		exprs(visit, x.Args...)
	case *BoolExpr:
		exprs(visit, x.Args...)
	case *SubLink:
		exprs(visit, x.Test)
		child(visit, x.Query)
	case *SubLinkColumn:
		child(visit, x.Link)
	case *CaseExpr:
		exprs(visit, x.Arg)
		children(visit, x.Whens)
		exprs(visit, x.Default)
	case *ArrayExpr:
		exprs(visit, x.Elems...)
	case *RowExpr:
		exprs(visit, x.Args...)
	case *RowCompareExpr:
		exprs(visit, x.Left...)
		exprs(visit, x.Right...)
	case *CoalesceExpr:
		exprs(visit, x.Args...)
	case *MinMaxExpr:
		exprs(visit, x.Args...)
	case *XMLExpr:
		exprs(visit, x.NamedArgs...)
		exprs(visit, x.Args...)
	case *JSONConstructorExpr:
		exprs(visit, x.Args...)
		exprs(visit, x.Func, x.Coercion)
	case *JSONValueExpr:
		exprs(visit, x.Raw, x.Formatted)
	default:
		wrapperChildren(n, visit)
	}
}

// wrapperChildren are those of expressions around one other.
func wrapperChildren(n Expr, visit func(any)) {
	switch x := n.(type) {
	case *FieldSelect:
		exprs(visit, x.Arg)
	case *FieldStore:
		exprs(visit, x.Arg)
		exprs(visit, x.Values...)
	case *RelabelType:
		exprs(visit, x.Arg)
	case *CoerceViaIO:
		exprs(visit, x.Arg)
	case *ArrayCoerceExpr:
		exprs(visit, x.Arg, x.Elem)
	case *ConvertRowtypeExpr:
		exprs(visit, x.Arg)
	case *CollateExpr:
		exprs(visit, x.Arg)
	case *JSONIsPredicate:
		exprs(visit, x.Arg)
	case *NullTest:
		exprs(visit, x.Arg)
	case *BooleanTest:
		exprs(visit, x.Arg)
	case *CoerceToDomain:
		exprs(visit, x.Arg)
	}
}

// exprs visits expressions, which may be nil.
func exprs(visit func(any), list ...Expr) {
	for _, x := range list {
		if x != nil {
			visit(x)
		}
	}
}

func child[T any](visit func(any), n *T) {
	if n != nil {
		visit(n)
	}
}

func children[T any](visit func(any), list []*T) {
	for _, n := range list {
		child(visit, n)
	}
}
