package ddl

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// createFunction applies CREATE [OR REPLACE] FUNCTION and PROCEDURE. The body is kept, not
// checked: PostgreSQL's own dumps create functions before the tables that they mention (see body.go
// for what is known of it all the same). Mirrors
// functioncmds.c: CreateFunction.
func (l *loader) createFunction(s *pg.CreateFunctionStmt) {
	schema, name := splitName(s.Funcname)
	l.creates = append(l.creates, name)
	p := &catalog.Proc{Name: name, Namespace: l.creationSchema(schema, 0), Kind: catalog.Function, Volatile: 'v'}
	if s.IsProcedure {
		p.Kind = catalog.Procedure
	}
	l.functionOptions(p, s.Options)
	if s.SqlBody != nil && p.Lang == "" {
		p.Lang = "sql"
	}
	returns := l.parameters(p, s.Parameters)
	l.returnType(p, s, returns)
	l.checkPolymorphic(p)
	p.At = l.place(0)
	l.checkBody(p, s)
	queries := l.body(p, s)
	object := catalog.Object{Class: catalog.ProcClass, OID: l.enterProc(p, s.Replace).OID}
	for _, q := range queries {
		l.dependOnQuery(object, q)
	}
}

// checkBody: a function has one body. Mirrors functioncmds.c: interpret_AS_clause.
func (l *loader) checkBody(p *catalog.Proc, s *pg.CreateFunctionStmt) {
	var as []*pg.Node
	for _, n := range s.Options {
		if e := n.GetDefElem(); e.Defname == "as" {
			as = items(e.Arg)
		}
	}
	switch {
	case s.SqlBody == nil && as == nil:
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "no function body specified")
	case s.SqlBody != nil && as != nil:
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "duplicate function body specified")
	case s.SqlBody != nil && p.Lang != "sql":
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "inline SQL function body only valid for language SQL")
	case len(as) > 1 && p.Lang != "c":
		l.fail(sqlstate.InvalidFunctionDefinition, 0, `only one AS item needed for language "%s"`, p.Lang)
	}
}

// functionOptions reads LANGUAGE, STRICT, volatility, WINDOW, SET and the body.
func (l *loader) functionOptions(p *catalog.Proc, options []*pg.Node) {
	seen := map[string]bool{}
	for _, n := range options {
		e := n.GetDefElem()
		if seen[e.Defname] && e.Defname != "set" {
			l.fail(sqlstate.SyntaxError, source.Pos(e.Location), "conflicting or redundant options")
		}
		seen[e.Defname] = true
		switch e.Defname {
		case "language":
			p.Lang = lower(str(e.Arg))
		case "strict":
			p.Strict = defBool(e)
		case "volatility":
			p.Volatile = str(e.Arg)[0]
		case "window":
			if defBool(e) {
				p.Kind = catalog.Window
			}
		case "set":
			p.Configured = true // whatever RESET takes back: not to know is safe
		case "as":
			if list := items(e.Arg); len(list) > 0 {
				p.Source = str(list[0])
			}
		}
	}
}

// parameters resolves the parameter list and returns the types of the output parameters. Mirrors
// functioncmds.c: interpret_function_parameter_list.
func (l *loader) parameters(p *catalog.Proc, list []*pg.Node) (returns []catalog.OID) {
	modes, named, onlyIn, sawDefault := []byte(nil), false, true, false
	for _, n := range list {
		f := n.GetFunctionParameter()
		t := l.parameterType(p, f)
		mode := parameterMode(f.Mode)
		modes = append(modes, mode)
		p.AllArgs = append(p.AllArgs, t.OID)
		if f.Name != "" {
			l.checkParameterName(p, modes, f.Name, mode)
			named = true
		}
		p.ArgNames = append(p.ArgNames, f.Name)
		onlyIn = onlyIn && mode == catalog.ArgIn
		if mode == catalog.ArgOut || mode == catalog.ArgInOut || mode == catalog.ArgTable {
			returns = append(returns, t.OID)
		}
		if mode == catalog.ArgOut && sawDefault && p.Kind == catalog.Procedure {
			l.fail(sqlstate.InvalidFunctionDefinition, 0, "procedure OUT parameters cannot appear after one with a default value")
		}
		if mode == catalog.ArgOut || mode == catalog.ArgTable {
			continue
		}
		if p.Variadic != catalog.InvalidOID {
			l.fail(sqlstate.InvalidFunctionDefinition, 0, "VARIADIC parameter must be the last input parameter")
		}
		p.Args = append(p.Args, t.OID)
		if mode == catalog.ArgVariadic {
			p.Variadic = l.variadicElement(t)
		}
		if f.Defexpr != nil {
			sawDefault = true
			p.NumDefaults++
			p.Defaults = append(p.Defaults, l.argumentDefault(f.Defexpr, t.OID))
		} else if sawDefault {
			l.fail(sqlstate.InvalidFunctionDefinition, 0, "input parameters after one with a default value must also have defaults")
		}
	}
	p.ArgModes = modes
	if onlyIn {
		p.AllArgs, p.ArgModes = nil, nil
	}
	if !named {
		p.ArgNames = nil
	}
	return returns
}

// argumentDefault analyses the default of an argument; nil if its type depends on the call.
func (l *loader) argumentDefault(raw *pg.Node, typ catalog.OID) any {
	x, err := analyze.ArgumentDefault(l.cat, raw, typ)
	l.check(err)
	if x.Type() != typ {
		return nil
	}
	return x
}

// checkParameterName refuses a name that is used twice on the same side.
func (l *loader) checkParameterName(p *catalog.Proc, modes []byte, name string, mode byte) {
	in := func(m byte) bool { return m != catalog.ArgOut && m != catalog.ArgTable }
	out := func(m byte) bool { return m == catalog.ArgOut || m == catalog.ArgTable || m == catalog.ArgInOut }
	for i, other := range p.ArgNames {
		if other != name {
			continue
		}
		// pure IN doesn't conflict with pure OUT
		if in(mode) && !out(mode) && out(modes[i]) && !in(modes[i]) || out(mode) && !in(mode) && in(modes[i]) && !out(modes[i]) {
			continue
		}
		l.fail(sqlstate.InvalidFunctionDefinition, 0, `parameter name "%s" used more than once`, name)
	}
}

func parameterMode(m pg.FunctionParameterMode) byte {
	switch m {
	case pg.FunctionParameterMode_FUNC_PARAM_OUT:
		return catalog.ArgOut
	case pg.FunctionParameterMode_FUNC_PARAM_INOUT:
		return catalog.ArgInOut
	case pg.FunctionParameterMode_FUNC_PARAM_VARIADIC:
		return catalog.ArgVariadic
	case pg.FunctionParameterMode_FUNC_PARAM_TABLE:
		return catalog.ArgTable
	}
	return catalog.ArgIn
}

// parameterType resolves a parameter's type; shells are allowed for functions in C.
func (l *loader) parameterType(p *catalog.Proc, f *pg.FunctionParameter) *catalog.Type {
	t := l.lookupType(f.ArgType)
	if t == nil {
		l.fail(sqlstate.UndefinedObject, source.Pos(f.ArgType.Location), "type %s does not exist", typeNameString(f.ArgType))
	}
	if !t.Defined && p.Lang == "sql" {
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "SQL function cannot accept shell type %s", typeNameString(f.ArgType))
	}
	if f.ArgType.Setof {
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "functions cannot accept set arguments")
	}
	return t
}

func (l *loader) variadicElement(t *catalog.Type) catalog.OID {
	switch t.OID {
	case catalog.AnyArrayOID:
		return catalog.AnyElementOID
	case catalog.AnyCompatibleArrayOID:
		return catalog.AnyCompatibleOID
	case catalog.AnyOID:
		return catalog.AnyOID
	}
	if !t.IsTrueArray() {
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "VARIADIC parameter must be an array")
	}
	return t.Elem
}

// returnType decides what the function returns: RETURNS, or what the output parameters imply.
func (l *loader) returnType(p *catalog.Proc, s *pg.CreateFunctionStmt, outs []catalog.OID) {
	implied := catalog.InvalidOID
	switch {
	case len(outs) > 1, p.Kind == catalog.Procedure && len(outs) > 0:
		implied = catalog.RecordOID
	case len(outs) == 1:
		implied = outs[0]
	}
	if p.Kind == catalog.Procedure {
		p.Ret = implied
		if implied == catalog.InvalidOID {
			p.Ret = catalog.VoidOID
		}
		return
	}
	if s.ReturnType == nil {
		if implied == catalog.InvalidOID {
			l.fail(sqlstate.InvalidFunctionDefinition, 0, "function result type must be specified")
		}
		p.Ret = implied
		return
	}
	p.RetSet = s.ReturnType.Setof
	t := l.lookupType(s.ReturnType)
	if t == nil {
		t = l.returnShell(p, s.ReturnType)
	}
	p.Ret = t.OID
	if isTable := slices.Contains(p.ArgModes, catalog.ArgTable); isTable {
		p.Ret = implied
	} else if implied != catalog.InvalidOID && implied != p.Ret {
		l.fail(sqlstate.InvalidFunctionDefinition, 0, "function result type must be %s because of OUT parameters", l.formatType(implied))
	}
}

// checkPolymorphic: a result of a polymorphic type needs an argument that says what it is. Mirrors
// parse_coerce.c: check_valid_polymorphic_signature.
func (l *loader) checkPolymorphic(p *catalog.Proc) {
	results := []catalog.OID{p.Ret}
	for i, a := range p.AllArgs {
		if p.ArgModes != nil && (p.ArgModes[i] == catalog.ArgOut || p.ArgModes[i] == catalog.ArgTable) {
			results = append(results, a)
		}
	}
	for _, r := range results {
		if from := analyze.PolymorphicFrom(r); from != nil && !slices.ContainsFunc(p.Args, func(a catalog.OID) bool { return slices.Contains(from, a) }) {
			l.fail(sqlstate.InvalidFunctionDefinition, 0, "cannot determine result data type")
		}
	}
}

// returnShell declares the type that an input function in C returns before it is defined.
func (l *loader) returnShell(p *catalog.Proc, tn *pg.TypeName) *catalog.Type {
	if p.Lang != "c" && p.Lang != "internal" || len(tn.ArrayBounds) > 0 {
		l.fail(sqlstate.UndefinedObject, source.Pos(tn.Location), `type "%s" does not exist`, typeNameString(tn))
	}
	ns, name := l.newTypeName(tn.Names)
	return l.shellType(ns, name)
}

// enterProc adds a function, replacing one of the same arguments if that is allowed. Mirrors
// pg_proc.c: ProcedureCreate.
func (l *loader) enterProc(p *catalog.Proc, replace bool) *catalog.Proc {
	for _, old := range l.cat.Procs(p.Name) {
		if old.Namespace != p.Namespace || !slices.Equal(old.Args, p.Args) {
			continue
		}
		if !replace {
			l.fail(sqlstate.DuplicateFunction, 0, `function "%s" already exists with same argument types`, p.Name)
		}
		l.replaceProc(old, p)
		l.cat.DropDependencies(catalog.Object{Class: catalog.ProcClass, OID: old.OID})
		l.dependOnSignature(old)
		return old
	}
	p.OID = l.cat.NewOID()
	l.addProc(p)
	l.dependOnSignature(p)
	return p
}

func (l *loader) dependOnSignature(p *catalog.Proc) {
	object := catalog.Object{Class: catalog.ProcClass, OID: p.OID}
	l.dependOnType(object, p.Ret)
	for _, a := range append(slices.Clone(p.Args), p.AllArgs...) {
		l.dependOnType(object, a)
	}
}

func (l *loader) replaceProc(old, p *catalog.Proc) {
	word := map[catalog.ProcKind]string{catalog.Procedure: "procedure", catalog.Aggregate: "aggregate"}[old.Kind]
	if word == "" {
		word = "function"
	}
	if old.Kind != p.Kind {
		l.failDetail(sqlstate.WrongObjectType, 0, `"`+old.Name+`" is a `+word+".", "", "cannot change routine kind")
	}
	hint := "Use DROP " + map[string]string{"function": "FUNCTION", "procedure": "PROCEDURE", "aggregate": "AGGREGATE"}[word] +
		" " + l.signature(old) + " first."
	if old.Ret != p.Ret || old.RetSet != p.RetSet {
		if old.Kind == catalog.Procedure {
			l.failDetail(sqlstate.InvalidFunctionDefinition, 0, "", hint, "cannot change whether a procedure has output parameters")
		}
		l.failDetail(sqlstate.InvalidFunctionDefinition, 0, "", hint, "cannot change return type of existing function")
	}
	for i, n := range old.ArgNames {
		if i < len(p.ArgNames) && n != "" && n != p.ArgNames[i] && (old.ArgModes == nil || old.ArgModes[i] != catalog.ArgOut && old.ArgModes[i] != catalog.ArgTable) {
			l.failDetail(sqlstate.InvalidFunctionDefinition, 0, "", hint, `cannot change name of input parameter "%s"`, n)
		}
	}
	if old.NumDefaults > p.NumDefaults {
		l.failDetail(sqlstate.InvalidFunctionDefinition, 0, "", hint, "cannot remove parameter defaults from existing function")
	}
	if old.OID < catalog.FirstUserOID {
		l.fail(sqlstate.InsufficientPrivilege, 0, "must be owner of function %s", old.Name)
	}
	saved := *old
	l.undo = append(l.undo, func() { *old = saved })
	p.OID, p.Comment, p.Extension = old.OID, old.Comment, old.Extension
	*old = *p
}

// signature prints name(type, …) for messages. Mirrors parse_func.c: func_signature_string.
func (l *loader) signature(p *catalog.Proc) string {
	s := p.Name + "("
	for i, a := range p.Args {
		if i > 0 {
			s += ","
		}
		s += l.formatType(a)
	}
	return s + ")"
}

// alterFunction applies ALTER FUNCTION's actions that the catalog keeps.
func (l *loader) alterFunction(s *pg.AlterFunctionStmt) {
	p := l.procNamed(s.Func, s.Objtype, false)
	if p == nil {
		return
	}
	saved := *p
	l.undo = append(l.undo, func() { *p = saved })
	l.functionOptions(p, s.Actions)
}

// procNamed finds the function that DROP, ALTER or COMMENT means: by name and argument types, or
// by a name that only one function has. Mirrors parse_func.c: LookupFuncWithArgs.
func (l *loader) procNamed(o *pg.ObjectWithArgs, kind pg.ObjectType, missingOK bool) *catalog.Proc {
	schema, name := splitName(o.Objname)
	what, aggregate := "function", kind == pg.ObjectType_OBJECT_AGGREGATE
	switch kind {
	case pg.ObjectType_OBJECT_AGGREGATE:
		what = "aggregate"
	case pg.ObjectType_OBJECT_PROCEDURE:
		what = "procedure"
	}
	var args []catalog.OID
	for _, a := range o.Objargs {
		t := l.typeNamed(a.GetTypeName(), missingOK)
		if t == nil {
			return nil
		}
		args = append(args, t.OID)
	}
	var found []*catalog.Proc
	for _, p := range l.visibleProcs(schema, name) {
		if o.ArgsUnspecified || slices.Equal(p.Args, args) {
			if !aggregate || p.Kind == catalog.Aggregate {
				found = append(found, p)
			}
		}
	}
	switch {
	case len(found) == 0 && missingOK:
		return nil
	case len(found) == 0 && o.ArgsUnspecified:
		l.fail(sqlstate.UndefinedFunction, 0, `could not find a %s named "%s"`, what, dotted(schema, name))
	case len(found) == 0:
		l.fail(sqlstate.UndefinedFunction, 0, "%s %s does not exist", what, l.signature(&catalog.Proc{Name: dotted(schema, name), Args: args}))
	case len(found) > 1 && o.ArgsUnspecified:
		l.failDetail(sqlstate.AmbiguousFunction, 0, "", "Specify the argument list to select the "+what+" unambiguously.",
			`%s name "%s" is not unique`, what, dotted(schema, name))
	}
	return found[0]
}

// visibleProcs lists functions of that name: in the schema, or along the search path.
func (l *loader) visibleProcs(schema, name string) []*catalog.Proc {
	var out []*catalog.Proc
	spaces := l.cat.SearchPath()
	if schema != "" {
		n := l.cat.Namespace(schema)
		if n == nil {
			return nil
		}
		spaces = []catalog.OID{n.OID}
	}
	for _, ns := range spaces {
		for _, p := range l.cat.Procs(name) {
			if p.Namespace == ns {
				out = append(out, p)
			}
		}
	}
	return out
}
