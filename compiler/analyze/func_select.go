package analyze

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// lookup finds the function that the call means and fills in what was found: an exact match first,
// then a conversion written as a call, then the best candidate. Mirrors parse_func.c:
// func_get_detail.
func (c *funcCall) lookup(expandVariadic, expandDefaults bool) {
	p := c.p
	nargs := len(c.args)
	candidates := p.funcnameGetCandidates(c.funcname, nargs, c.argnames, expandVariadic, expandDefaults, c.procCall, false, c.at)
	var best *candidate
	for _, x := range candidates {
		if slices.Equal(c.actual, x.args[:nargs]) {
			best = x
			break
		}
	}
	if best == nil {
		if target := c.asCoercion(); target != catalog.InvalidOID {
			c.kind, c.ret, c.declared = funcCoercion, target, c.actual
			return
		}
		matching := p.funcMatchArgtypes(c.actual, candidates)
		switch len(matching) {
		case 0:
		case 1:
			best = matching[0]
		default:
			if best = p.funcSelectCandidate(c.actual, matching); best == nil {
				c.kind = funcMultiple
				return
			}
		}
	}
	switch {
	case best == nil:
		c.kind = funcNotFound
	case best.unclear:
		c.kind = funcMultiple
	case c.argnames != nil && !expandVariadic && nargs > 0 && best.numbers[nargs-1] != nargs-1:
		// VARIADIC must be on what really is the variadic argument.
		c.kind = funcNotFound
	default:
		c.found(best)
	}
}

func (c *funcCall) found(best *candidate) {
	c.proc, c.ret = best.proc, best.proc.Ret
	c.nvargs, c.ndargs, c.numbers = best.nvargs, best.ndargs, best.numbers
	c.declared = slices.Clone(best.args) // resolving polymorphic types writes into it
	for i, e := range c.args {
		if named, ok := e.(*tree.NamedArgExpr); ok && best.numbers != nil {
			named.Number = best.numbers[i]
		}
	}
	switch best.proc.Kind {
	case catalog.Aggregate:
		c.kind = funcAggregate
	case catalog.Procedure:
		c.kind = funcProcedure
	case catalog.Window:
		c.kind = funcWindow
	default:
		c.kind = funcNormal
	}
}

// asCoercion returns the type that the call names if it is a conversion like int8(x) that needs no
// function, or InvalidOID.
func (c *funcCall) asCoercion() catalog.OID {
	if len(c.args) != 1 || c.argnames != nil {
		return catalog.InvalidOID
	}
	p := c.p
	target := p.funcNameAsType(c.funcname, c.at)
	if target == catalog.InvalidOID {
		return target
	}
	from := c.actual[0]
	if _, isConst := c.args[0].(*tree.Const); isConst && from == catalog.UnknownOID {
		return target
	}
	switch path, _ := p.findCoercionPathway(target, from, catalog.CastExplicit); path {
	case pathRelabel:
		return target
	case pathCoerceViaIO:
		// text(row) is more likely a mistake than a wish.
		if category, _ := p.typeCategory(target); category == 'S' && (from == catalog.RecordOID || p.isComplex(from)) {
			return catalog.InvalidOID
		}
		return target
	}
	return catalog.InvalidOID
}

// funcNameAsType returns the type of that name unless it is a shell or composite. Mirrors
// parse_func.c: FuncNameAsType.
func (s *shared) funcNameAsType(names []*pg.Node, at source.Pos) catalog.OID {
	schema, name := deconstructQualifiedName(names, at)
	namespace := catalog.InvalidOID
	if schema != "" {
		if namespace = s.lookupExplicitNamespace(schema, false, at); namespace == catalog.InvalidOID {
			return namespace
		}
	}
	t := s.cat.TypeByName(namespace, name)
	if t == nil || !t.Defined || t.Relation != catalog.InvalidOID || t.Namespace == catalog.PgTemp && schema == "" {
		return catalog.InvalidOID
	}
	return t.OID
}

// funcMatchArgtypes returns the candidates that the arguments can be converted to implicitly.
// Mirrors parse_func.c: func_match_argtypes.
func (s *shared) funcMatchArgtypes(input []catalog.OID, candidates []*candidate) []*candidate {
	var out []*candidate
	for _, c := range candidates {
		if s.canCoerceType(input, c.args, catalog.CastImplicit) {
			out = append(out, c)
		}
	}
	return out
}

// funcSelectCandidate chooses among candidates that all accept the input: most exact matches, then
// most preferred types, then guesses for unknown literals; nil if several remain. Mirrors
// parse_func.c: func_select_candidate, whose order of tests is the manual's section 10.3.
func (s *shared) funcSelectCandidate(input []catalog.OID, candidates []*candidate) *candidate {
	if len(input) > maxArgs {
		failf(sqlstate.TooManyArguments, source.NoPos, "cannot pass more than %d arguments to a function", maxArgs)
	}
	base := make([]catalog.OID, len(input))
	category := make([]byte, len(input))
	unknowns := 0
	for i, t := range input {
		base[i] = s.getBaseType(t)
		category[i], _ = s.typeCategory(base[i])
		if t == catalog.UnknownOID {
			unknowns++
		}
	}
	known := func(i int) bool { return base[i] != catalog.UnknownOID }
	candidates = bestMatches(candidates, func(c *candidate) (n int) {
		for i := range base {
			if known(i) && c.args[i] == base[i] {
				n++
			}
		}
		return n
	})
	if len(candidates) == 1 {
		return candidates[0]
	}
	candidates = bestMatches(candidates, func(c *candidate) (n int) {
		for i := range base {
			if known(i) && (c.args[i] == base[i] || s.isPreferredType(category[i], c.args[i])) {
				n++
			}
		}
		return n
	})
	if len(candidates) == 1 {
		return candidates[0]
	}
	if unknowns == 0 {
		return nil
	}
	candidates = s.matchUnknownCategories(base, candidates)
	if len(candidates) == 1 {
		return candidates[0]
	}
	return s.assumeSameType(base, candidates)
}

// bestMatches keeps the candidates with the highest score.
func bestMatches(candidates []*candidate, score func(*candidate) int) []*candidate {
	var out []*candidate
	best := 0
	for _, c := range candidates {
		n := score(c)
		if n > best || len(out) == 0 {
			best = n
			out = append(out[:0:0], c)
		} else if n == best {
			out = append(out, c)
		}
	}
	return out
}

// matchUnknownCategories determines a type category for each unknown argument (string wins, else
// all candidates must agree) and keeps the candidates that accept it, preferred types first. All
// stay if there is no agreement or none would remain.
func (s *shared) matchUnknownCategories(base []catalog.OID, candidates []*candidate) []*candidate {
	category := make([]byte, len(base))
	preferred := make([]bool, len(base))
	for i, t := range base {
		if t != catalog.UnknownOID {
			continue
		}
		conflict := false
		for _, c := range candidates {
			cat, pref := s.typeCategory(c.args[i])
			switch {
			case category[i] == 0, cat != category[i] && cat == 'S':
				category[i], preferred[i] = cat, pref
			case cat == category[i]:
				preferred[i] = preferred[i] || pref
			default:
				conflict = true
			}
		}
		if conflict && category[i] != 'S' {
			return candidates
		}
	}
	var kept []*candidate
	for _, c := range candidates {
		ok := true
		for i, t := range base {
			if t == catalog.UnknownOID {
				cat, pref := s.typeCategory(c.args[i])
				ok = ok && cat == category[i] && (pref || !preferred[i])
			}
		}
		if ok {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 {
		return candidates
	}
	return kept
}

// assumeSameType is the last guess: if all known arguments have one type, the unknown ones have it
// too.
func (s *shared) assumeSameType(base []catalog.OID, candidates []*candidate) *candidate {
	known := catalog.UnknownOID
	for _, t := range base {
		switch {
		case t == catalog.UnknownOID || t == known:
		case known == catalog.UnknownOID:
			known = t
		default:
			return nil
		}
	}
	if known == catalog.UnknownOID {
		return nil
	}
	assumed := make([]catalog.OID, len(base))
	for i := range assumed {
		assumed[i] = known
	}
	var found *candidate
	for _, c := range candidates {
		if !s.canCoerceType(assumed, c.args, catalog.CastImplicit) {
			continue
		}
		if found != nil {
			return nil
		}
		found = c
	}
	return found
}
