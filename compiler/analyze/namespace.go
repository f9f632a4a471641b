package analyze

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// candidate is a function or operator that a call may mean (FuncCandidateList). args are the
// declared types in the order of the call: variadic ones repeated, named ones reordered, then
// those of omitted defaults.
type candidate struct {
	pathpos int
	proc    *catalog.Proc // nil for operators, and if ambiguous
	op      *catalog.Operator
	unclear bool // several functions fit the call equally well
	nominal int  // number of declared arguments
	nvargs  int  // arguments of the call that go into the variadic one
	ndargs  int  // arguments left to their defaults
	numbers []int
	args    []catalog.OID
}

// deconstructQualifiedName splits a possibly qualified name. The database name of a three-part
// name cannot be checked and is ignored.
func deconstructQualifiedName(names []*pg.Node, at source.Pos) (schema, object string) {
	switch len(names) {
	case 1:
		return "", names[0].GetString_().GetSval()
	case 2:
		return names[0].GetString_().GetSval(), names[1].GetString_().GetSval()
	case 3:
		fail(sqlstate.FeatureNotSupported, at,
			"cross-database references are not implemented: "+nameListToString(names))
	}
	fail(sqlstate.SyntaxError, at, "improper qualified name (too many dotted names): "+nameListToString(names))
	return "", ""
}

// lookupExplicitNamespace finds a schema by name; with missingOK InvalidOID says that there is
// none, else that is 3F000. A session has a pg_temp only when something was created in it.
// Mirrors namespace.c: LookupExplicitNamespace.
func (s *shared) lookupExplicitNamespace(schema string, missingOK bool, at source.Pos) catalog.OID {
	if schema == "pg_temp" && s.cat.HasTemp() {
		return catalog.PgTemp
	}
	if n := s.cat.Namespace(schema); n != nil {
		return n.OID
	}
	if !missingOK {
		failf(sqlstate.UndefinedSchema, at, `schema "%s" does not exist`, schema)
	}
	return catalog.InvalidOID
}

// pathPosition returns the place of a schema in the search path for functions and operators,
// which the temporary schema is not part of; -1 if absent.
func (s *shared) pathPosition(namespace catalog.OID) int {
	if namespace == catalog.PgTemp {
		return -1
	}
	return slices.Index(s.cat.SearchPath(), namespace)
}

// funcnameGetCandidates lists the functions that a call with nargs arguments (-1: any number), the
// last of them named argnames, can mean by name and number of arguments. includeOut counts OUT
// arguments, as CALL does. Reports 3F000 for an unknown schema. Mirrors namespace.c:
// FuncnameGetCandidates.
func (s *shared) funcnameGetCandidates(names []*pg.Node, nargs int, argnames []string, expandVariadic, expandDefaults, includeOut, missingOK bool, at source.Pos) []*candidate {
	schema, funcname := deconstructQualifiedName(names, at)
	namespace := catalog.InvalidOID
	if schema != "" {
		namespace = s.lookupExplicitNamespace(schema, missingOK, at)
		if namespace == catalog.InvalidOID {
			return nil
		}
	}
	var list []*candidate
	for _, proc := range s.cat.Procs(funcname) {
		pathpos := 0
		if namespace != catalog.InvalidOID {
			if proc.Namespace != namespace {
				continue
			}
		} else if pathpos = s.pathPosition(proc.Namespace); pathpos < 0 {
			continue
		}
		c := matchCall(proc, nargs, argnames, expandVariadic, expandDefaults, includeOut)
		if c == nil {
			continue
		}
		c.pathpos = pathpos
		list = addCandidate(list, c)
	}
	return list
}

// matchCall returns proc as a candidate for a call of that shape, or nil.
func matchCall(proc *catalog.Proc, nargs int, argnames []string, expandVariadic, expandDefaults, includeOut bool) *candidate {
	argtypes := proc.Args
	if includeOut && proc.AllArgs != nil {
		argtypes = proc.AllArgs
	}
	n := len(argtypes)
	useDefaults := n > nargs && expandDefaults
	if useDefaults && nargs+proc.NumDefaults < n {
		return nil
	}
	var numbers []int
	variadic := false
	if argnames != nil {
		if proc.Variadic != catalog.InvalidOID && expandVariadic {
			return nil
		}
		if n != nargs && !useDefaults {
			return nil
		}
		if numbers = matchNamedCall(proc, nargs, argnames, includeOut, n); numbers == nil {
			return nil
		}
	} else {
		variadic = n <= nargs && expandVariadic && proc.Variadic != catalog.InvalidOID
		if nargs >= 0 && n != nargs && !variadic && !useDefaults {
			return nil
		}
	}
	c := &candidate{proc: proc, nominal: n, numbers: numbers}
	if useDefaults {
		c.ndargs = n - nargs
	}
	c.args = declaredArgs(argtypes, numbers)
	if variadic {
		c.nvargs = nargs - n + 1
		c.args = append(make([]catalog.OID, 0, nargs), argtypes[:n-1]...)
		for range c.nvargs {
			c.args = append(c.args, proc.Variadic)
		}
	}
	return c
}

func declaredArgs(argtypes []catalog.OID, numbers []int) []catalog.OID {
	if numbers == nil {
		return argtypes
	}
	args := make([]catalog.OID, len(argtypes))
	for i, n := range numbers {
		args[i] = argtypes[n]
	}
	return args
}

// addCandidate appends c unless an earlier candidate with the same arguments hides it; of two that
// fit equally the first stays and is marked unclear.
func addCandidate(list []*candidate, c *candidate) []*candidate {
	compare := len(c.args) - c.ndargs
	for i, prev := range list {
		if compare != len(prev.args)-prev.ndargs || !slices.Equal(c.args[:compare], prev.args[:compare]) {
			continue
		}
		prefer := 0 // > 0 keeps the previous one, < 0 replaces it
		switch {
		case c.pathpos != prev.pathpos:
			prefer = c.pathpos - prev.pathpos
		case c.nvargs > 0 && prev.nvargs == 0:
			prefer = 1
		case c.nvargs == 0 && prev.nvargs > 0:
			prefer = -1
		}
		switch {
		case prefer < 0:
			list = slices.Delete(list, i, i+1)
			return append(list, c)
		case prefer == 0:
			prev.unclear = true
		}
		return list
	}
	return append(list, c)
}

// matchNamedCall maps the arguments of a call with names to argument numbers of proc, omitted ones
// last; nil if proc cannot be called so. Mirrors namespace.c: MatchNamedCall.
func matchNamedCall(proc *catalog.Proc, nargs int, argnames []string, includeOut bool, n int) []int {
	if proc.ArgNames == nil {
		return nil
	}
	numbers := make([]int, 0, n)
	given := make([]bool, n)
	for i := range nargs - len(argnames) {
		numbers = append(numbers, i)
		given[i] = true
	}
	for _, name := range argnames {
		at := namedArg(proc, name, includeOut)
		if at < 0 || at >= n || given[at] {
			return nil
		}
		given[at] = true
		numbers = append(numbers, at)
	}
	for i := range n {
		if given[i] {
			continue
		}
		if i < n-proc.NumDefaults {
			return nil
		}
		numbers = append(numbers, i)
	}
	return numbers
}

// namedArg returns the position of the argument called name among those a call passes, or -1.
func namedArg(proc *catalog.Proc, name string, includeOut bool) int {
	at := 0
	for i, argname := range proc.ArgNames {
		if !includeOut && proc.ArgModes != nil {
			switch proc.ArgModes[i] {
			case catalog.ArgIn, catalog.ArgInOut, catalog.ArgVariadic:
			default:
				continue
			}
		}
		if argname == name {
			return at
		}
		at++
	}
	return -1
}

// opernameGetOprid finds the operator with exactly these operand types (left InvalidOID: prefix),
// or nil. Mirrors namespace.c: OpernameGetOprid.
func (s *shared) opernameGetOprid(names []*pg.Node, left, right catalog.OID, at source.Pos) *catalog.Operator {
	schema, opername := deconstructQualifiedName(names, source.NoPos)
	namespace := catalog.InvalidOID
	if schema != "" {
		namespace = s.lookupExplicitNamespace(schema, true, at)
		if namespace == catalog.InvalidOID {
			return nil
		}
	}
	var best *catalog.Operator
	bestPos := 0
	for _, o := range s.cat.Operators(opername) {
		if o.Left != left || o.Right != right {
			continue
		}
		if namespace != catalog.InvalidOID {
			if o.Namespace == namespace {
				return o
			}
			continue
		}
		if pos := s.pathPosition(o.Namespace); pos >= 0 && (best == nil || pos < bestPos) {
			best, bestPos = o, pos
		}
	}
	return best
}

// opernameGetCandidates lists the prefix or binary operators of a name that the path shows.
// Mirrors namespace.c: OpernameGetCandidates.
func (s *shared) opernameGetCandidates(names []*pg.Node, prefix bool, at source.Pos) []*candidate {
	schema, opername := deconstructQualifiedName(names, source.NoPos)
	namespace := catalog.InvalidOID
	if schema != "" {
		namespace = s.lookupExplicitNamespace(schema, false, at)
	}
	all := s.cat.Operators(opername)
	space := make([]candidate, 0, len(all)) // one allocation: popular names have a hundred
	types := make([]catalog.OID, 0, 2*len(all))
	list := make([]*candidate, 0, len(all))
	for _, o := range all {
		if (o.Left == catalog.InvalidOID) != prefix {
			continue
		}
		pathpos := 0
		if namespace != catalog.InvalidOID {
			if o.Namespace != namespace {
				continue
			}
		} else if pathpos = s.pathPosition(o.Namespace); pathpos < 0 {
			continue
		}
		first := len(types)
		if !prefix {
			types = append(types, o.Left)
		}
		types = append(types, o.Right)
		space = append(space, candidate{pathpos: pathpos, op: o, args: types[first:]})
		c := &space[len(space)-1]
		// Built-in operators come first and differ from each other.
		if namespace == catalog.InvalidOID && o.OID >= catalog.FirstUserOID && hiddenOperator(list, c) {
			continue
		}
		list = append(list, c)
	}
	return list
}

// hiddenOperator reports whether the list has an operator with c's operands already; the one that
// is earlier in the path stays in the list.
func hiddenOperator(list []*candidate, c *candidate) bool {
	for i, prev := range list {
		if prev.pathpos == c.pathpos || !slices.Equal(prev.args, c.args) {
			continue
		}
		if c.pathpos < prev.pathpos {
			list[i] = c
		}
		return true
	}
	return false
}
