package ddl

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// define applies the statements that share CREATE … (name = value, …).
func (l *loader) define(s *pg.DefineStmt) {
	switch s.Kind {
	case pg.ObjectType_OBJECT_TYPE:
		l.createBaseType(s)
	case pg.ObjectType_OBJECT_AGGREGATE:
		l.createAggregate(s)
	case pg.ObjectType_OBJECT_OPERATOR:
		l.createOperator(s)
	case pg.ObjectType_OBJECT_COLLATION:
		l.createCollation(s)
	}
	// Text search objects have no bearing on types.
}

// createAggregate applies CREATE AGGREGATE in both syntaxes. Mirrors aggregatecmds.c:
// DefineAggregate and pg_aggregate.c: AggregateCreate.
func (l *loader) createAggregate(s *pg.DefineStmt) {
	schema, name := splitName(s.Defnames)
	l.creates = append(l.creates, name)
	p := &catalog.Proc{
		Name: name, Namespace: l.creationSchema(schema, 0), Kind: catalog.Aggregate, Lang: "internal", Volatile: 'i',
		AggKind: 'n', AggInitNull: true, Source: "aggregate_dummy",
	}
	opts := map[string]*pg.DefElem{}
	for _, n := range s.Definition {
		e := n.GetDefElem()
		opts[lower(e.Defname)] = e
	}
	if e := opts["sfunc1"]; e != nil {
		opts["sfunc"] = e
	}
	if e := opts["stype1"]; e != nil {
		opts["stype"] = e
	}
	if opts["stype"] == nil {
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "aggregate stype must be specified")
	}
	if opts["sfunc"] == nil {
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "aggregate sfunc must be specified")
	}
	l.aggregateArgs(p, s, opts)
	p.AggInitNull = opts["initcond"] == nil && opts["initcond1"] == nil
	state, _ := l.typeOf(opts["stype"].Arg.GetTypeName())
	p.Ret = state.OID
	if e := opts["finalfunc"]; e != nil {
		extra := opts["finalfunc_extra"] != nil && defBool(opts["finalfunc_extra"])
		p.Ret = l.finalType(p, defNames(e.Arg), state.OID, extra)
	}
	l.enterProc(p, s.Replace)
}

func (l *loader) aggregateArgs(p *catalog.Proc, s *pg.DefineStmt, opts map[string]*pg.DefElem) {
	if s.Oldstyle {
		e := opts["basetype"]
		if e == nil {
			l.fail(sqlstate.InvalidFunctionDefinition, 0, "aggregate input type must be specified")
		}
		if v := lower(defString(e.Arg)); v != "any" {
			t, _ := l.typeOf(e.Arg.GetTypeName())
			p.Args = []catalog.OID{t.OID}
		}
		return
	}
	l.parameters(p, s.Args[0].GetList().GetItems())
	if len(s.Args) < 2 {
		return
	}
	if n := int(s.Args[1].GetInteger().GetIval()); n >= 0 {
		p.AggKind, p.AggDirect = 'o', n
		if e := opts["hypothetical"]; e != nil && defBool(e) {
			p.AggKind = 'h'
		}
	}
}

// finalType is what the final function returns when called with the state, and with NULLs of the
// argument types if the aggregate has them (direct arguments always).
func (l *loader) finalType(p *catalog.Proc, names []*pg.Node, state catalog.OID, extra bool) catalog.OID {
	args := []catalog.OID{state}
	switch {
	case extra:
		args = append(args, p.Args...)
	case p.AggKind != 'n':
		args = append(args, p.Args[:min(p.AggDirect, len(p.Args))]...)
	}
	schema, name := splitName(names)
	for _, f := range l.visibleProcs(schema, name) {
		if slices.Equal(f.Args, args) {
			return f.Ret
		}
	}
	// Polymorphic or binary-compatible: ask the analyser what such a call returns.
	_, ret, err := analyze.CallResult(l.cat, names, args)
	if err == nil && ret == catalog.InvalidOID {
		err = &analyze.Error{Code: sqlstate.UndefinedFunction, Message: "function " + l.signature(&catalog.Proc{Name: dotted(schema, name), Args: args}) + " does not exist", Pos: source.NoPos}
	}
	l.check(err)
	return ret
}

// createOperator applies CREATE OPERATOR. Mirrors operatorcmds.c: DefineOperator.
func (l *loader) createOperator(s *pg.DefineStmt) {
	schema, name := splitName(s.Defnames)
	o := &catalog.Operator{Name: name, Namespace: l.creationSchema(schema, 0)}
	var function, commutator, negator []*pg.Node
	for _, n := range s.Definition {
		switch e := n.GetDefElem(); lower(e.Defname) {
		case "leftarg":
			t, _ := l.typeOf(e.Arg.GetTypeName())
			o.Left = t.OID
		case "rightarg":
			t, _ := l.typeOf(e.Arg.GetTypeName())
			o.Right = t.OID
		case "procedure", "function":
			function = defNames(e.Arg)
		case "commutator":
			commutator = defNames(e.Arg)
		case "negator":
			negator = defNames(e.Arg)
		case "hashes":
			o.Hashes = defBool(e)
		case "merges":
			o.Merges = defBool(e)
		}
	}
	if function == nil {
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "operator function must be specified")
	}
	if o.Right == catalog.InvalidOID {
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "operator right argument type must be specified")
	}
	args := []catalog.OID{o.Left, o.Right}
	if o.Left == catalog.InvalidOID {
		args = args[1:]
	}
	p := l.exactProc(function, args)
	o.Proc, o.Result = p.OID, p.Ret
	if shell := l.exactOperator(o.Namespace, name, o.Left, o.Right); shell != nil {
		if shell.Proc != catalog.InvalidOID {
			l.fail(sqlstate.DuplicateFunction, 0, "operator %s already exists", name)
		}
		old := *shell
		l.undo = append(l.undo, func() { *shell = old })
		o.OID, o.Commutes, o.Negates = shell.OID, shell.Commutes, shell.Negates
		*shell = *o
		o = shell
	} else {
		l.enterOperator(o)
	}
	l.pairOperators(o, commutator, negator)
	object := catalog.Object{Class: catalog.OperatorClass, OID: o.OID}
	l.depend(object, catalog.Object{Class: catalog.ProcClass, OID: p.OID}, catalog.Normal)
	for _, a := range args {
		l.dependOnType(object, a)
	}
}

func (l *loader) enterOperator(o *catalog.Operator) {
	o.OID = l.cat.NewOID()
	l.cat.AddOperator(o)
	l.undo = append(l.undo, func() { l.cat.DropOperator(o) })
}

// pairOperators links an operator with its commutator and negator. One that does not exist yet is
// entered as a shell, which a later CREATE OPERATOR fills. Mirrors pg_operator.c: get_other_operator.
func (l *loader) pairOperators(o *catalog.Operator, commutator, negator []*pg.Node) {
	if commutator != nil {
		c := l.otherOperator(o, commutator, o.Right, o.Left)
		o.Commutes = c.OID
		if c.Commutes == catalog.InvalidOID && c.OID >= catalog.FirstUserOID {
			c.Commutes = o.OID
		}
	}
	if negator != nil {
		c := l.otherOperator(o, negator, o.Left, o.Right)
		o.Negates = c.OID
		if c.Negates == catalog.InvalidOID && c.OID >= catalog.FirstUserOID {
			c.Negates = o.OID
		}
	}
}

func (l *loader) otherOperator(o *catalog.Operator, names []*pg.Node, left, right catalog.OID) *catalog.Operator {
	if c := l.operatorNamed(names, left, right); c != nil {
		return c
	}
	schema, name := splitName(names)
	shell := &catalog.Operator{Name: name, Namespace: l.creationSchema(schema, 0), Left: left, Right: right}
	l.enterOperator(shell)
	return shell
}

func (l *loader) exactOperator(ns catalog.OID, name string, left, right catalog.OID) *catalog.Operator {
	for _, o := range l.cat.Operators(name) {
		if o.Namespace == ns && o.Left == left && o.Right == right {
			return o
		}
	}
	return nil
}

func (l *loader) operatorNamed(names []*pg.Node, left, right catalog.OID) *catalog.Operator {
	schema, name := splitName(names)
	spaces := l.cat.SearchPath()
	if schema != "" {
		n := l.cat.Namespace(schema)
		if n == nil {
			return nil
		}
		spaces = []catalog.OID{n.OID}
	}
	for _, ns := range spaces {
		if o := l.exactOperator(ns, name, left, right); o != nil {
			return o
		}
	}
	return nil
}

// exactProc finds a function by exact argument types, as LookupFuncName.
func (l *loader) exactProc(names []*pg.Node, args []catalog.OID) *catalog.Proc {
	schema, name := splitName(names)
	for _, p := range l.visibleProcs(schema, name) {
		if slices.Equal(p.Args, args) {
			return p
		}
	}
	l.fail(sqlstate.UndefinedFunction, 0, "function %s does not exist", l.signature(&catalog.Proc{Name: dotted(schema, name), Args: args}))
	return nil
}

func (l *loader) createCollation(s *pg.DefineStmt) {
	schema, name := splitName(s.Defnames)
	l.creates = append(l.creates, name)
	ns := l.creationSchema(schema, 0)
	if l.cat.CollationByName(ns, name) != nil {
		if s.IfNotExists {
			return
		}
		l.fail(sqlstate.DuplicateObject, 0, `collation "%s" already exists`, name)
	}
	k := &catalog.Collation{OID: l.cat.NewOID(), Name: name, Namespace: ns, Encoding: -1, Deterministic: true}
	for _, n := range s.Definition {
		switch e := n.GetDefElem(); e.Defname {
		case "deterministic":
			k.Deterministic = defBool(e)
		case "from":
			k.Deterministic = l.cat.Collation(l.collation(defNames(e.Arg), 0)).Deterministic
		}
	}
	l.cat.AddCollation(k)
	l.undo = append(l.undo, func() { l.cat.DropCollation(k) })
}

// createCast applies CREATE CAST. Mirrors functioncmds.c: CreateCast.
func (l *loader) createCast(s *pg.CreateCastStmt) {
	from, _ := l.typeOf(s.Sourcetype)
	to, _ := l.typeOf(s.Targettype)
	k := &catalog.Cast{Source: from.OID, Target: to.OID, Method: 'b', Context: catalog.CastExplicit}
	switch s.Context {
	case pg.CoercionContext_COERCION_IMPLICIT:
		k.Context = catalog.CastImplicit
	case pg.CoercionContext_COERCION_ASSIGNMENT:
		k.Context = catalog.CastAssignment
	}
	switch {
	case s.Func != nil:
		p := l.procNamed(s.Func, pg.ObjectType_OBJECT_FUNCTION, false)
		k.Method, k.Proc = 'f', p.OID
	case s.Inout:
		k.Method = 'i'
	}
	if l.cat.Cast(from.OID, to.OID) != nil {
		l.fail(sqlstate.DuplicateObject, 0, "cast from type %s to type %s already exists", l.formatType(from.OID), l.formatType(to.OID))
	}
	l.cat.AddCast(k)
	l.undo = append(l.undo, func() { l.cat.DropCast(k) })
}

// createOpClass applies CREATE OPERATOR CLASS. Mirrors opclasscmds.c: DefineOpClass.
func (l *loader) createOpClass(s *pg.CreateOpClassStmt) {
	schema, name := splitName(s.Opclassname)
	ns := l.creationSchema(schema, 0)
	t, _ := l.typeOf(s.Datatype)
	o := &catalog.OpClass{OID: l.cat.NewOID(), Method: s.Amname, Name: name, Namespace: ns, Input: t.OID, Default: s.IsDefault}
	fam := name
	if len(s.Opfamilyname) > 0 {
		_, fam = splitName(s.Opfamilyname)
	}
	o.Family = l.cat.OpFamily(s.Amname, fam)
	if o.Family == catalog.InvalidOID {
		o.Family = l.cat.NewOID()
		l.cat.AddOpFamily(s.Amname, fam, o.Family)
	}
	for _, n := range s.Items {
		l.opClassItem(o.Family, s.Amname, n.GetCreateOpClassItem(), o.Input)
	}
	l.cat.AddOpClass(o)
	l.undo = append(l.undo, func() { l.cat.DropOpClass(o) })
	l.dependOnType(catalog.Object{Class: catalog.OpClassClass, OID: o.OID}, t.OID)
}

// opClassItem enters an OPERATOR item of a btree or hash family; functions and orderings of other
// methods decide nothing in parse analysis.
func (l *loader) opClassItem(family catalog.OID, method string, item *pg.CreateOpClassItem, input catalog.OID) {
	if item.Itemtype != 1 || method != "btree" && method != "hash" {
		return
	}
	left, right := input, input
	if args := item.Name.Objargs; len(args) == 2 {
		if n := args[0].GetTypeName(); n != nil {
			t, _ := l.typeOf(n)
			left = t.OID
		}
		t, _ := l.typeOf(args[1].GetTypeName())
		right = t.OID
	}
	op := l.operatorNamed(item.Name.Objname, left, right)
	if op == nil {
		_, name := splitName(item.Name.Objname)
		l.fail(sqlstate.UndefinedFunction, 0, "operator does not exist: %s %s %s", l.formatType(left), name, l.formatType(right))
	}
	l.cat.AddAmOp(&catalog.AmOp{Method: method, Family: family, Left: left, Right: right, Strategy: int(item.Number), Operator: op.OID})
}

func (l *loader) createOpFamily(s *pg.CreateOpFamilyStmt) {
	_, name := splitName(s.Opfamilyname)
	l.cat.AddOpFamily(s.Amname, name, l.cat.NewOID())
}

func (l *loader) alterOpFamily(s *pg.AlterOpFamilyStmt) {
	_, name := splitName(s.Opfamilyname)
	family := l.cat.OpFamily(s.Amname, name)
	if family == catalog.InvalidOID || s.IsDrop {
		return
	}
	for _, n := range s.Items {
		l.opClassItem(family, s.Amname, n.GetCreateOpClassItem(), catalog.InvalidOID)
	}
}
