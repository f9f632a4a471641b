package analyze

import (
	"fmt"
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// maxArgs is FUNC_MAX_ARGS.
const maxArgs = 100

// funcCall is a call under resolution: what is written, and what the look-up found.
type funcCall struct {
	p        *pstate
	funcname []*pg.Node
	name     string // funcname with dots
	args     []tree.Expr
	argnames []string
	actual   []catalog.OID
	fn       *pg.FuncCall // nil for column syntax
	filter   tree.Expr
	lastSRF  tree.Expr
	procCall bool
	at       source.Pos

	kind     funcDetail
	proc     *catalog.Proc
	ret      catalog.OID
	nvargs   int
	ndargs   int
	numbers  []int
	declared []catalog.OID
	variadic bool
}

// funcDetail is the outcome of a function look-up (FuncDetailCode).
type funcDetail byte

const (
	funcNotFound funcDetail = iota
	funcMultiple
	funcNormal
	funcProcedure
	funcAggregate
	funcWindow
	funcCoercion
)

// parseFuncOrColumn resolves a call, or with fn nil the column syntax x.name, over analysed
// arguments. It returns nil if fn is nil and nothing was found; otherwise it reports 42883, 42725,
// 42809 and what the placement of the call violates. Mirrors parse_func.c: ParseFuncOrColumn.
func (p *pstate) parseFuncOrColumn(funcname []*pg.Node, args []tree.Expr, lastSRF tree.Expr, fn *pg.FuncCall, procCall bool, at source.Pos) tree.Expr {
	c := &funcCall{
		p: p, funcname: funcname, name: nameListToString(funcname), args: args,
		fn: fn, lastSRF: lastSRF, procCall: procCall, at: at,
	}
	if fn == nil {
		c.fn = &pg.FuncCall{}
	}
	isColumn := fn == nil
	c.variadic = c.fn.FuncVariadic
	if c.fn.AggFilter != nil {
		c.filter = p.transformWhereClause(c.fn.AggFilter, exprFilter, "FILTER")
	}
	c.collectArgs(isColumn)
	projection := c.couldBeProjection()
	if projection && isColumn {
		if e := p.parseComplexProjection(c.name, c.args[0], at); e != nil {
			return e
		}
	}
	c.lookup(!c.variadic, true)
	c.checkKind()
	switch c.kind {
	case funcAggregate:
		c.checkAggregate()
	case funcWindow:
		c.checkWindow()
	case funcCoercion:
		return p.coerceType(c.args[0], c.actual[0], c.ret, -1, catalog.CastExplicit, tree.CallForm, at)
	case funcMultiple, funcNotFound:
		if isColumn {
			return nil
		}
		if c.kind == funcNotFound && projection {
			if e := p.parseComplexProjection(c.name, c.args[0], at); e != nil {
				return e
			}
		}
		c.failLookup()
	}
	c.resolveTypes()
	if c.proc.RetSet {
		p.checkSrfCallPlacement(lastSRF, at)
	}
	result := c.build()
	if c.proc.RetSet {
		p.lastSRF = result
	}
	return result
}

// collectArgs notes types and names of the arguments. Parameters of type void are dropped, as JDBC
// wants; names must be distinct and come last.
func (c *funcCall) collectArgs(isColumn bool) {
	if len(c.args) > maxArgs {
		failf(sqlstate.TooManyArguments, c.at, "cannot pass more than %d arguments to a function", maxArgs)
	}
	if !isColumn && !c.fn.AggWithinGroup {
		c.args = slices.DeleteFunc(c.args, func(e tree.Expr) bool {
			_, ok := e.(*tree.Param)
			return ok && e.Type() == catalog.VoidOID
		})
	}
	c.actual = make([]catalog.OID, len(c.args), len(c.args)+4)
	for i, e := range c.args {
		c.actual[i] = e.Type()
		named, ok := e.(*tree.NamedArgExpr)
		if !ok {
			if c.argnames != nil {
				fail(sqlstate.SyntaxError, exprLocation(e), "positional argument cannot follow named argument")
			}
			continue
		}
		if slices.Contains(c.argnames, named.Name) {
			failf(sqlstate.SyntaxError, named.At, `argument name "%s" used more than once`, named.Name)
		}
		c.argnames = append(c.argnames, named.Name)
	}
}

// couldBeProjection reports whether f(x) may mean x.f.
func (c *funcCall) couldBeProjection() bool {
	f := c.fn
	if len(c.args) != 1 || c.procCall || len(c.funcname) != 1 || c.argnames != nil ||
		len(f.AggOrder) > 0 || c.filter != nil || f.AggStar || f.AggDistinct || f.Over != nil || c.variadic {
		return false
	}
	return c.actual[0] == catalog.RecordOID || c.p.isComplex(c.actual[0])
}

func (c *funcCall) signature() string {
	return c.p.funcSignatureString(c.name, c.argnames, c.actual[:len(c.args)])
}

// checkKind reports calls of procedures that are no CALL, and the reverse, and decoration that
// only aggregates or window functions take (42809).
func (c *funcCall) checkKind() {
	if c.procCall && (c.kind == funcNormal || c.kind == funcAggregate || c.kind == funcWindow || c.kind == funcCoercion) {
		fail(sqlstate.WrongObjectType, c.at, c.signature()+" is not a procedure", withHint("To call a function, use SELECT."))
	}
	if c.kind == funcProcedure && !c.procCall {
		fail(sqlstate.WrongObjectType, c.at, c.signature()+" is a procedure", withHint("To call a procedure, use CALL."))
	}
	if c.kind != funcNormal && c.kind != funcProcedure && c.kind != funcCoercion {
		return
	}
	notAgg := " specified, but " + c.name + " is not an aggregate function"
	switch f := c.fn; {
	case f.AggStar:
		fail(sqlstate.WrongObjectType, c.at, c.name+"(*)"+notAgg)
	case f.AggDistinct:
		fail(sqlstate.WrongObjectType, c.at, "DISTINCT"+notAgg)
	case f.AggWithinGroup:
		fail(sqlstate.WrongObjectType, c.at, "WITHIN GROUP"+notAgg)
	case len(f.AggOrder) > 0:
		fail(sqlstate.WrongObjectType, c.at, "ORDER BY"+notAgg)
	case c.filter != nil:
		fail(sqlstate.WrongObjectType, c.at, "FILTER"+notAgg)
	case f.Over != nil:
		fail(sqlstate.WrongObjectType, c.at, "OVER specified, but "+c.name+" is not a window function nor an aggregate function")
	}
}

// checkAggregate checks WITHIN GROUP and the division into direct and aggregated arguments.
func (c *funcCall) checkAggregate() {
	if c.proc.AggKind != 'o' && c.proc.AggKind != 'h' {
		if c.fn.AggWithinGroup {
			fail(sqlstate.WrongObjectType, c.at, c.name+" is not an ordered-set aggregate, so it cannot have WITHIN GROUP")
		}
		return
	}
	if !c.fn.AggWithinGroup {
		fail(sqlstate.WrongObjectType, c.at, "WITHIN GROUP is required for ordered-set aggregate "+c.name)
	}
	if c.fn.Over != nil {
		fail(sqlstate.FeatureNotSupported, c.at, "OVER is not supported for ordered-set aggregate "+c.name)
	}
	aggregated := len(c.fn.AggOrder)
	direct := len(c.args) - aggregated
	declaredDirect := c.proc.AggDirect
	if c.proc.Variadic == catalog.InvalidOID {
		if direct != declaredDirect {
			c.wrongDirectArgs(fmt.Sprintf("it requires %d direct argument%s, not %d.", declaredDirect, plural(declaredDirect), direct))
		}
	} else {
		nargs := len(c.args)
		if c.nvargs > 1 {
			nargs -= c.nvargs - 1
		}
		switch {
		case declaredDirect < nargs:
			if direct != declaredDirect {
				c.wrongDirectArgs(fmt.Sprintf("it requires %d direct argument%s, not %d.", declaredDirect, plural(declaredDirect), direct))
			}
		case c.proc.AggKind == 'h':
			if c.nvargs != 2*aggregated {
				fail(sqlstate.UndefinedFunction, c.at, "function "+c.signature()+" does not exist",
					withHint("To use the hypothetical-set aggregate %s, the number of hypothetical direct arguments (here %d) must match the number of ordering columns (here %d).",
						c.name, c.nvargs-aggregated, aggregated))
			}
		case c.nvargs <= aggregated:
			c.wrongDirectArgs(fmt.Sprintf("it requires at least %d direct argument%s.", declaredDirect, plural(declaredDirect)))
		}
	}
	if c.proc.AggKind == 'h' {
		c.unifyHypotheticalArgs(aggregated)
	}
}

func (c *funcCall) wrongDirectArgs(rest string) {
	fail(sqlstate.UndefinedFunction, c.at, "function "+c.signature()+" does not exist",
		withHint("There is an ordered-set aggregate %s, but %s", c.name, rest))
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// unifyHypotheticalArgs gives each hypothetical argument declared "any" and its ordering column a
// common type. Mirrors parse_func.c: unify_hypothetical_args.
func (c *funcCall) unifyHypotheticalArgs(aggregated int) {
	p := c.p
	direct := len(c.args) - aggregated
	fixed := direct - aggregated
	if fixed < 0 {
		fail(sqlstate.InternalError, c.at, "incorrect number of arguments to hypothetical-set aggregate")
	}
	for h := fixed; h < direct; h++ {
		a := direct + h - fixed
		if c.declared[h] != catalog.AnyOID {
			continue
		}
		pair := []tree.Expr{c.args[a], c.args[h]}
		common, _ := p.selectCommonType(pair, "WITHIN GROUP")
		mod := p.selectCommonTypmod(pair, common)
		for _, i := range []int{h, a} {
			c.args[i] = p.coerceType(c.args[i], c.actual[i], common, mod, catalog.CastImplicit, tree.ImplicitForm, source.NoPos)
			c.actual[i] = common
		}
	}
}

func (c *funcCall) checkWindow() {
	if c.fn.Over == nil {
		fail(sqlstate.WrongObjectType, c.at, "window function "+c.name+" requires an OVER clause")
	}
	if c.fn.AggWithinGroup {
		fail(sqlstate.WrongObjectType, c.at, "window function "+c.name+" cannot have WITHIN GROUP")
	}
}

// failLookup reports that no function fits, or that several do.
func (c *funcCall) failLookup() {
	what := "function"
	if c.procCall {
		what = "procedure"
	}
	const addCasts = " You might need to add explicit type casts."
	if c.kind == funcMultiple {
		fail(sqlstate.AmbiguousFunction, c.at, what+" "+c.signature()+" is not unique",
			withHint("%s", "Could not choose a best candidate "+what+"."+addCasts))
	}
	if len(c.fn.AggOrder) > 1 && !c.fn.AggWithinGroup {
		fail(sqlstate.UndefinedFunction, c.at, "function "+c.signature()+" does not exist",
			withHint("No aggregate function matches the given name and argument types. "+
				"Perhaps you misplaced ORDER BY; ORDER BY must appear after all regular arguments of the aggregate."))
	}
	options := []option{withHint("%s", "No "+what+" matches the given name and argument types."+addCasts)}
	if name := c.funcname[len(c.funcname)-1].GetString_().GetSval(); len(c.p.cat.Procs(name)) == 0 {
		// No function has the name at all: casts would not help.
		options = append(options, c.p.missing(what, name, c.p.cat.ProcNames())...)
	}
	fail(sqlstate.UndefinedFunction, c.at, what+" "+c.signature()+" does not exist", options...)
}

// resolveTypes settles polymorphic types, converts the arguments, and collects variadic ones into
// an array.
func (c *funcCall) resolveTypes() {
	p := c.p
	nargs := len(c.args)
	// Omitted arguments take part in polymorphic resolution with the type of their default, which
	// is the declared one unless that is polymorphic; then the catalog does not know it.
	withDefaults := c.actual
	for _, d := range c.declared[min(nargs, len(c.declared)):] {
		if isPolymorphic(d) {
			d = catalog.UnknownOID
		}
		withDefaults = append(withDefaults, d)
	}
	c.ret = p.enforceGenericTypeConsistency(withDefaults, c.declared, c.ret, false)
	p.makeFnArguments(c.args, c.actual, c.declared)
	vatype := c.proc.Variadic
	if vatype == catalog.InvalidOID {
		c.variadic = false
	}
	if c.nvargs > 0 && vatype != catalog.AnyOID {
		c.collectVariadic()
	}
	if nargs > 0 && vatype == catalog.AnyOID && c.variadic &&
		p.getBaseElementType(c.actual[nargs-1]) == catalog.InvalidOID {
		fail(sqlstate.DatatypeMismatch, exprLocation(c.args[len(c.args)-1]), "VARIADIC argument must be an array")
	}
}

func (c *funcCall) collectVariadic() {
	fixed := len(c.args) - c.nvargs
	elems := slices.Clone(c.args[fixed:])
	elem := elems[0].Type()
	array := c.p.getArrayType(elem)
	at := exprListLocation(elems)
	if array == catalog.InvalidOID {
		fail(sqlstate.UndefinedObject, at, "could not find array type for data type "+c.p.formatType(elem))
	}
	mod := elems[0].Typmod()
	for _, e := range elems {
		if e.Type() != elem || e.Typmod() != mod {
			mod = -1
		}
	}
	c.args = append(c.args[:fixed:fixed], &tree.ArrayExpr{
		Node:  tree.Node{Typ: array, Mod: mod, At: at},
		Elem:  elem,
		Elems: elems,
	})
	c.variadic = true
}

// build makes the node of the call.
func (c *funcCall) build() tree.Expr {
	node := tree.Node{Typ: c.ret, Mod: -1, At: c.at}
	if c.kind == funcNormal || c.kind == funcProcedure {
		form := tree.CallForm
		if c.fn.Funcformat == pg.CoercionForm_COERCE_SQL_SYNTAX {
			form = tree.SQLSyntax
		}
		return &tree.FuncExpr{
			Node: node, Func: c.proc, Args: c.args, Form: form, Variadic: c.variadic,
			RetSet: c.proc.RetSet, MissingDefaults: c.ndargs,
		}
	}
	parameterless := c.kind == funcAggregate && len(c.args) == 0 && !c.fn.AggStar
	if c.kind == funcAggregate && c.fn.Over == nil {
		if parameterless && !c.fn.AggWithinGroup {
			fail(sqlstate.WrongObjectType, c.at, c.name+"(*) must be used to call a parameterless aggregate function")
		}
		if c.proc.RetSet {
			fail(sqlstate.InvalidFunctionDefinition, c.at, "aggregates cannot return sets")
		}
		if c.argnames != nil {
			fail(sqlstate.FeatureNotSupported, c.at, "aggregates cannot use named arguments")
		}
		agg := &tree.Aggref{Node: node, Func: c.proc, Filter: c.filter, Star: c.fn.AggStar, Variadic: c.variadic}
		c.p.transformAggregateCall(agg, c.args, c.fn.AggOrder, c.fn.AggDistinct)
		return agg
	}
	return c.buildWindow(node, parameterless)
}

func (c *funcCall) buildWindow(node tree.Node, parameterless bool) tree.Expr {
	p := c.p
	w := &tree.WindowFunc{Node: node, Func: c.proc, Args: c.args, Filter: c.filter, Star: c.fn.AggStar}
	switch {
	case c.fn.AggDistinct:
		fail(sqlstate.FeatureNotSupported, c.at, "DISTINCT is not implemented for window functions")
	case parameterless:
		fail(sqlstate.WrongObjectType, c.at, c.name+"(*) must be used to call a parameterless aggregate function")
	case len(c.fn.AggOrder) > 0:
		fail(sqlstate.FeatureNotSupported, c.at, "aggregate ORDER BY is not implemented for window functions")
	case c.kind == funcWindow && c.filter != nil:
		fail(sqlstate.FeatureNotSupported, c.at, "FILTER is not implemented for non-aggregate window functions")
	case p.lastSRF != c.lastSRF:
		fail(sqlstate.FeatureNotSupported, exprLocation(p.lastSRF), "window function calls cannot contain set-returning function calls",
			withHint("You might be able to move the set-returning function into a LATERAL FROM item."))
	case c.proc.RetSet:
		fail(sqlstate.InvalidFunctionDefinition, c.at, "window functions cannot return sets")
	}
	p.transformWindowFuncCall(w, c.fn.Over)
	return w
}

// makeFnArguments converts arguments in place to the declared types. Mirrors parse_func.c:
// make_fn_arguments.
func (p *pstate) makeFnArguments(args []tree.Expr, actual, declared []catalog.OID) {
	for i, e := range args {
		if actual[i] == declared[i] {
			continue
		}
		if named, ok := e.(*tree.NamedArgExpr); ok {
			named.Arg = p.coerceType(named.Arg, actual[i], declared[i], -1, catalog.CastImplicit, tree.ImplicitForm, source.NoPos)
			named.Typ, named.Mod = named.Arg.Type(), named.Arg.Typmod()
			continue
		}
		args[i] = p.coerceType(e, actual[i], declared[i], -1, catalog.CastImplicit, tree.ImplicitForm, source.NoPos)
	}
}

// parseComplexProjection resolves name as a column of a composite value, or returns nil. Mirrors
// parse_func.c: ParseComplexProjection.
func (p *pstate) parseComplexProjection(name string, arg tree.Expr, at source.Pos) tree.Expr {
	var columns []tree.RTEColumn
	if v, ok := arg.(*tree.Var); ok && v.Attno == 0 {
		return p.scanNSItemForColumn(p.getNSItem(v.Varno, v.LevelsUp), v.LevelsUp, name, at)
	} else if ok && v.Typ == catalog.RecordOID {
		columns = p.expandRecordVariable(v, 0)
	} else {
		_, _, columns = p.getExprResultType(arg)
	}
	for i, c := range columns {
		if c.Name != name || c.Dropped {
			continue
		}
		num := c.Num
		if num == 0 {
			num = int16(i + 1)
		}
		return &tree.FieldSelect{
			Node:      tree.Node{Typ: c.Type, Mod: c.Typmod, At: source.NoPos},
			Arg:       arg,
			Field:     num,
			Collation: c.Collation,
		}
	}
	return nil
}

// checkSrfCallPlacement reports a set-returning function where none may stand (0A000); lastSRF is
// the pstate's from before the arguments were analysed. Mirrors parse_func.c:
// check_srf_call_placement.
func (p *pstate) checkSrfCallPlacement(lastSRF tree.Expr, at source.Pos) {
	place := ""
	switch p.kind {
	case exprNone, exprOther:
		return
	case exprFromFunction:
		if p.lastSRF != lastSRF {
			fail(sqlstate.FeatureNotSupported, exprLocation(p.lastSRF), "set-returning functions must appear at top level of FROM")
		}
		return
	case exprWindowPartition, exprWindowOrder, exprSelectTarget, exprInsertTarget, exprGroupBy,
		exprOrderBy, exprDistinctOn, exprValuesSingle:
		p.hasTargetSRFs = true
		return
	case exprJoinOn, exprJoinUsing:
		place = "JOIN conditions"
	case exprPolicy:
		place = "policy expressions"
	case exprWindowFrameRange, exprWindowFrameRows, exprWindowFrameGroups:
		place = "window definitions"
	case exprMergeWhen:
		place = "MERGE WHEN conditions"
	case exprCheckConstraint, exprDomainCheck:
		place = "check constraints"
	case exprColumnDefault, exprFunctionDefault:
		place = "DEFAULT expressions"
	case exprIndexExpression:
		place = "index expressions"
	case exprIndexPredicate:
		place = "index predicates"
	case exprStatsExpression:
		place = "statistics expressions"
	case exprAlterColTransform:
		place = "transform expressions"
	case exprExecuteParameter:
		place = "EXECUTE parameters"
	case exprTriggerWhen:
		place = "trigger WHEN conditions"
	case exprPartitionBound:
		place = "partition bound"
	case exprPartitionExpression:
		place = "partition key expressions"
	case exprCallArgument:
		place = "CALL arguments"
	case exprCopyWhere:
		place = "COPY FROM WHERE conditions"
	case exprGeneratedColumn:
		place = "column generation expressions"
	default:
		place = parseExprKindName(p.kind)
	}
	fail(sqlstate.FeatureNotSupported, at, "set-returning functions are not allowed in "+place)
}
