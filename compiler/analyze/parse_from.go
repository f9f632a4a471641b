package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file analyses the FROM clause: everything of parse_clause.c up to
// transformFromClauseItem, joins apart (parse_join.go).

// enter counts one level of nesting, so that runaway input is an error and not a crash.
func (s *shared) enter() {
	s.depth++
	if s.depth > maxDepth {
		fail(sqlstate.StatementTooComplex, source.NoPos, "stack depth limit exceeded")
	}
}

func (s *shared) leave() { s.depth-- }

// transformFromClause adds the items of a FROM list to the range table, the join list and the
// name space, left to right: later items see earlier ones if they are LATERAL.
func (p *pstate) transformFromClause(list []*pg.Node) {
	for _, n := range list {
		node, _, items := p.transformFromClauseItem(n)
		checkNameSpaceConflicts(p.namespace, items)
		setLateralState(items, true, true)
		p.joinlist = append(p.joinlist, node)
		p.namespace = append(p.namespace, items...)
	}
	setLateralState(p.namespace, false, true)
}

// setTargetTable adds the target relation of a writing statement. alsoSource makes it visible and
// joins it (UPDATE, DELETE). Mirrors parse_clause.c: setTargetTable.
func (p *pstate) setTargetTable(rv *pg.RangeVar, inherit, alsoSource bool) int {
	rel := p.parserOpenTable(rv)
	item := p.addRangeTableEntryForRelation(rel, rv.Alias, inherit, false)
	item.rte.At = source.Pos(rv.Location)
	p.target = item
	if alsoSource {
		p.addNSItemToQuery(item, true, true, true)
	}
	return item.rtindex
}

func setLateralState(items []*nsitem, lateralOnly, lateralOK bool) {
	for _, item := range items {
		item.lateralOnly, item.lateralOK = lateralOnly, lateralOK
	}
}

// transformFromClauseItem analyses one item: it returns its join-tree node, the item whose columns
// are its columns, and all items that it makes visible.
func (p *pstate) transformFromClauseItem(n *pg.Node) (tree.JoinNode, *nsitem, []*nsitem) {
	p.enter()
	defer p.leave()
	var item *nsitem
	switch x := n.Node.(type) {
	case *pg.Node_RangeVar:
		item = p.transformRangeVar(x.RangeVar)
	case *pg.Node_RangeSubselect:
		item = p.transformRangeSubselect(x.RangeSubselect)
	case *pg.Node_RangeFunction:
		item = p.transformRangeFunction(x.RangeFunction)
	case *pg.Node_RangeTableFunc:
		item = p.transformRangeTableFunc(x.RangeTableFunc)
	case *pg.Node_RangeTableSample:
		return p.transformRangeTableSample(x.RangeTableSample)
	case *pg.Node_JoinExpr:
		return p.transformJoinExpr(x.JoinExpr)
	default:
		failf(sqlstate.FeatureNotSupported, nodeLocation(n), "this kind of FROM item is not supported")
	}
	return &tree.RangeTableRef{RTIndex: item.rtindex}, item, []*nsitem{item}
}

// transformRangeVar adds a WITH query or a relation.
func (p *pstate) transformRangeVar(rv *pg.RangeVar) *nsitem {
	if rv.Schemaname == "" {
		if cte, levelsUp := p.scanNameSpaceForCTE(rv.Relname); cte != nil {
			return p.addRangeTableEntryForCTE(cte, levelsUp, rv)
		}
	}
	item := p.addRangeTableEntry(rv)
	item.rte.At = source.Pos(rv.Location)
	return item
}

func (p *pstate) transformRangeSubselect(r *pg.RangeSubselect) *nsitem {
	p.kind = exprFromSubselect
	p.lateralOK = r.Lateral
	q := p.parseSubAnalyze(r.Subquery, nil, false, true)
	p.lateralOK = false
	p.kind = exprNone
	return p.addRangeTableEntryForSubquery(q, r.Alias, r.Lateral, true)
}

// transformRangeFunction analyses function calls in FROM. They may refer to earlier items even
// without LATERAL. Mirrors parse_clause.c: transformRangeFunction.
func (p *pstate) transformRangeFunction(r *pg.RangeFunction) *nsitem {
	p.lateralOK = true
	var funcs []rangeFunc
	for _, n := range r.Functions {
		pair := n.GetList().Items
		call := pair[0]
		var coldef []*pg.Node
		if len(pair) > 1 && pair[1].GetList() != nil {
			coldef = pair[1].GetList().Items
		}
		if isMultiUnnest(call, coldef) {
			fc := call.GetFuncCall()
			for _, arg := range fc.Args {
				one := &pg.Node{Node: &pg.Node_FuncCall{FuncCall: &pg.FuncCall{
					Funcname:   []*pg.Node{pg.MakeStrNode("pg_catalog"), pg.MakeStrNode("unnest")},
					Args:       []*pg.Node{arg},
					Funcformat: pg.CoercionForm_COERCE_EXPLICIT_CALL,
					Location:   fc.Location,
				}}}
				funcs = append(funcs, p.transformRangeCall(one))
			}
			continue
		}
		f := p.transformRangeCall(call)
		if len(coldef) > 0 && len(r.Coldeflist) > 0 {
			failf(sqlstate.SyntaxError, listLocation(r.Coldeflist),
				"multiple column definition lists are not allowed for the same function")
		}
		f.coldef = coldef
		funcs = append(funcs, f)
	}
	p.lateralOK = false
	lateral := r.Lateral
	for i := range funcs {
		p.assignExprCollations(funcs[i].expr)
		lateral = lateral || containVarsOfLevel(funcs[i].expr, 0)
	}
	if len(r.Coldeflist) > 0 {
		checkOuterColdef(r, len(funcs))
		funcs[0].coldef = r.Coldeflist
	}
	return p.addRangeTableEntryForFunction(funcs, r, lateral)
}

// isMultiUnnest recognises unnest(a, b, …), which is ROWS FROM (unnest(a), unnest(b), …).
func isMultiUnnest(call *pg.Node, coldef []*pg.Node) bool {
	fc := call.GetFuncCall()
	return fc != nil && len(fc.Funcname) == 1 && fc.Funcname[0].GetString_().GetSval() == "unnest" &&
		len(fc.Args) > 1 && len(fc.AggOrder) == 0 && fc.AggFilter == nil && fc.Over == nil &&
		!fc.AggStar && !fc.AggDistinct && !fc.FuncVariadic && len(coldef) == 0
}

// transformRangeCall analyses one call; set-returning functions may only stand at its top.
func (p *pstate) transformRangeCall(call *pg.Node) rangeFunc {
	lastSRF := p.lastSRF
	e := p.transformExpr(call, exprFromFunction)
	if p.lastSRF != lastSRF && p.lastSRF != e {
		failf(sqlstate.FeatureNotSupported, exprLocation(p.lastSRF),
			"set-returning functions must appear at top level of FROM")
	}
	return rangeFunc{expr: e, name: figureColname(call)}
}

// checkOuterColdef checks a column definition list that belongs to the whole item.
func checkOuterColdef(r *pg.RangeFunction, nfuncs int) {
	at := listLocation(r.Coldeflist)
	switch {
	case nfuncs != 1 && r.IsRowsfrom:
		fail(sqlstate.SyntaxError, at, "ROWS FROM() with multiple functions cannot have a column definition list",
			withHint("Put a separate column definition list for each function inside ROWS FROM()."))
	case nfuncs != 1:
		fail(sqlstate.SyntaxError, at, "UNNEST() with multiple arguments cannot have a column definition list",
			withHint("Use separate UNNEST() calls inside ROWS FROM(), and attach a column definition list to each one."))
	case r.Ordinality:
		fail(sqlstate.SyntaxError, at, "WITH ORDINALITY cannot be used with a column definition list",
			withHint("Put the column definition list inside ROWS FROM()."))
	}
}

// transformRangeTableFunc analyses XMLTABLE.
func (p *pstate) transformRangeTableFunc(r *pg.RangeTableFunc) *nsitem {
	const construct = "XMLTABLE"
	p.lateralOK = true
	text := func(n *pg.Node) tree.Expr {
		e := p.coerceToSpecificType(p.transformExpr(n, exprFromFunction), catalog.TextOID, construct)
		p.assignExprCollations(e)
		return e
	}
	tf := &tree.TableFunc{Ordinality: -1}
	tf.Row = text(r.Rowexpr)
	tf.Doc = p.coerceToSpecificType(p.transformExpr(r.Docexpr, exprFromFunction), catalog.XMLOID, construct)
	p.assignExprCollations(tf.Doc)
	for i, n := range r.Columns {
		p.transformXMLTableColumn(tf, n.GetRangeTableFuncCol(), i, text)
	}
	seenDefault := false
	for i, n := range r.Namespaces {
		t := n.GetResTarget()
		tf.Namespaces = append(tf.Namespaces, text(t.Val))
		at := source.Pos(t.Location)
		if t.Name == "" {
			if seenDefault {
				failf(sqlstate.SyntaxError, at, "only one default namespace is allowed")
			}
			seenDefault = true
			continue
		}
		for _, before := range r.Namespaces[:i] {
			if before.GetResTarget().Name == t.Name {
				failf(sqlstate.SyntaxError, at, "namespace name \"%s\" is not unique", t.Name)
			}
		}
	}
	p.lateralOK = false
	lateral := r.Lateral || tableFuncHasVars(tf)
	return p.addRangeTableEntryForTableFunc(tf, r.Alias, lateral, source.Pos(r.Location))
}

// transformXMLTableColumn adds one element of COLUMNS.
func (p *pstate) transformXMLTableColumn(tf *tree.TableFunc, c *pg.RangeTableFuncCol, i int, text func(*pg.Node) tree.Expr) {
	const construct = "XMLTABLE"
	at := source.Pos(c.Location)
	column := tree.RTEColumn{Name: c.Colname, Type: catalog.Int4OID, Typmod: -1, Num: int16(i + 1)}
	if c.ForOrdinality {
		if tf.Ordinality >= 0 {
			failf(sqlstate.SyntaxError, at, "only one FOR ORDINALITY column is allowed")
		}
		tf.Ordinality = i
	} else {
		if c.TypeName.Setof {
			failf(sqlstate.InvalidTableDefinition, at, "column \"%s\" cannot be declared SETOF", c.Colname)
		}
		typ, typmod := p.typenameType(c.TypeName)
		column.Type, column.Typmod = typ.OID, typmod
	}
	column.Collation = p.getTypcollation(column.Type)
	var path, def tree.Expr
	if c.Colexpr != nil {
		path = text(c.Colexpr)
	}
	if c.Coldefexpr != nil {
		def = p.coerceToSpecificTypeTypmod(p.transformExpr(c.Coldefexpr, exprFromFunction), column.Type, column.Typmod, construct)
		p.assignExprCollations(def)
	}
	for j := range tf.Columns {
		if tf.Columns[j].Name == c.Colname {
			failf(sqlstate.SyntaxError, at, "column name \"%s\" is not unique", c.Colname)
		}
	}
	tf.Columns = append(tf.Columns, column)
	tf.ColExprs = append(tf.ColExprs, path)
	tf.ColDefs = append(tf.ColDefs, def)
	tf.NotNull = append(tf.NotNull, c.IsNotNull)
}

func tableFuncHasVars(tf *tree.TableFunc) bool {
	exprs := append([]tree.Expr{tf.Doc, tf.Row}, tf.Namespaces...)
	exprs = append(append(exprs, tf.ColExprs...), tf.ColDefs...)
	for _, e := range exprs {
		if e != nil && containVarsOfLevel(e, 0) {
			return true
		}
	}
	return false
}

const tsmHandlerOID catalog.OID = 3310

// sampleMethod is what a TABLESAMPLE handler's C code says of itself.
type sampleMethod struct {
	args       []catalog.OID
	repeatable bool
}

// sampleMethodOf knows the handlers that PostgreSQL ships: their parameters are in C code and in
// no catalog.
func sampleMethodOf(handler string) *sampleMethod {
	switch handler {
	case "bernoulli", "system":
		return &sampleMethod{[]catalog.OID{catalog.Float4OID}, true}
	case "system_rows":
		return &sampleMethod{[]catalog.OID{catalog.Int8OID}, false}
	case "system_time":
		return &sampleMethod{[]catalog.OID{catalog.Float8OID}, false}
	}
	return nil
}

// transformRangeTableSample analyses item TABLESAMPLE method (args).
func (p *pstate) transformRangeTableSample(r *pg.RangeTableSample) (tree.JoinNode, *nsitem, []*nsitem) {
	node, item, items := p.transformFromClauseItem(r.Relation)
	rte := item.rte
	sampled := rte.Kind == tree.RTERelation
	if sampled {
		k := rte.Relation.Kind
		sampled = k == catalog.Table || k == catalog.MatView || k == catalog.PartitionedTable
	}
	if !sampled {
		failf(sqlstate.FeatureNotSupported, nodeLocation(r.Relation),
			"TABLESAMPLE clause can only be applied to tables and materialized views")
	}
	p.transformSampleMethod(r)
	rte.Sample = true
	return node, item, items
}

func (p *pstate) transformSampleMethod(r *pg.RangeTableSample) {
	at := source.Pos(r.Location)
	method := nameListToString(r.Method)
	handler := p.lookupHandler(nameList(r.Method))
	if handler == nil {
		failf(sqlstate.UndefinedObject, at, "tablesample method %s does not exist", method)
	}
	if handler.Ret != tsmHandlerOID {
		failf(sqlstate.WrongObjectType, at, "function %s must return type %s", method, "tsm_handler")
	}
	m := sampleMethodOf(handler.Name)
	if m == nil {
		failf(sqlstate.FeatureNotSupported, at, "the parameters of tablesample method %s are not known", method)
	}
	if len(r.Args) != len(m.args) {
		failf(sqlstate.InvalidTablesampleArgument, at, "tablesample method %s requires %d argument, not %d", method, len(m.args), len(r.Args))
	}
	for i, n := range r.Args {
		e := p.transformExpr(n, exprFromFunction)
		p.assignExprCollations(p.coerceToSpecificType(e, m.args[i], "TABLESAMPLE"))
	}
	if r.Repeatable == nil {
		return
	}
	if !m.repeatable {
		failf(sqlstate.FeatureNotSupported, at, "tablesample method %s does not support REPEATABLE", method)
	}
	e := p.transformExpr(r.Repeatable, exprFromFunction)
	p.assignExprCollations(p.coerceToSpecificType(e, catalog.Float8OID, "REPEATABLE"))
}

// lookupHandler finds a function of one argument of type internal.
func (p *pstate) lookupHandler(names []string) *catalog.Proc {
	ns := catalog.InvalidOID
	if len(names) > 1 {
		if ns = p.namespaceOID(names[len(names)-2]); ns == catalog.InvalidOID {
			return nil
		}
	}
	for _, fn := range p.cat.Procs(names[len(names)-1]) {
		if ns != catalog.InvalidOID && fn.Namespace != ns {
			continue
		}
		if len(fn.Args) == 1 && fn.Args[0] == catalog.InternalOID {
			return fn
		}
	}
	return nil
}
