package analyze

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// selectCommonType finds the type that CASE, UNION, VALUES and the like give all their inputs, and
// the input that it was taken from. If the inputs are of different categories it reports 42804
// naming context, or returns InvalidOID if context is "". Mirrors parse_coerce.c:
// select_common_type.
func (p *pstate) selectCommonType(exprs []tree.Expr, context string) (catalog.OID, tree.Expr) {
	which := exprs[0]
	common := which.Type()
	rest := exprs[1:]
	if common != catalog.UnknownOID {
		for len(rest) > 0 && rest[0].Type() == common {
			rest = rest[1:]
		}
		if len(rest) == 0 {
			return common, which // the only way that a domain survives
		}
	}
	c := p.startCommon(common)
	for _, e := range rest {
		taken, ok := c.add(e.Type())
		if !ok {
			if context == "" {
				return catalog.InvalidOID, nil
			}
			failf(sqlstate.DatatypeMismatch, exprLocation(e), "%s types %s and %s cannot be matched",
				context, p.formatType(c.typ), p.formatType(p.getBaseType(e.Type())))
		}
		if taken {
			which = e
		}
	}
	return c.result(), which
}

// commonType is the state of the search for a common type.
type commonType struct {
	s         *shared
	typ       catalog.OID
	category  byte
	preferred bool
}

func (s *shared) startCommon(first catalog.OID) *commonType {
	c := &commonType{s: s, typ: s.getBaseType(first)}
	c.category, c.preferred = s.typeCategory(c.typ)
	return c
}

// add takes the next input's type into account: it replaces the current one if that is unknown, or
// if it converts implicitly to the new type but not back. ok is false if the categories differ.
func (c *commonType) add(typ catalog.OID) (taken, ok bool) {
	typ = c.s.getBaseType(typ)
	if typ == catalog.UnknownOID || typ == c.typ {
		return false, true
	}
	category, preferred := c.s.typeCategory(typ)
	switch {
	case c.typ == catalog.UnknownOID:
	case category != c.category:
		return false, false
	case c.preferred || !c.s.canCoerceOne(c.typ, typ, catalog.CastImplicit) ||
		c.s.canCoerceOne(typ, c.typ, catalog.CastImplicit):
		return false, true
	}
	c.typ, c.category, c.preferred = typ, category, preferred
	return true, true
}

// result is the type found; nothing but unknown literals makes text.
func (c *commonType) result() catalog.OID {
	if c.typ == catalog.UnknownOID {
		return catalog.TextOID
	}
	return c.typ
}

// selectCommonTypeFromOIDs is selectCommonType over types; InvalidOID if there is none, unless
// strict, then 42804. Mirrors parse_coerce.c: select_common_type_from_oids.
func (s *shared) selectCommonTypeFromOIDs(types []catalog.OID, strict bool) catalog.OID {
	same := types[0] != catalog.UnknownOID
	for _, t := range types[1:] {
		same = same && t == types[0]
	}
	if same {
		return types[0]
	}
	c := s.startCommon(types[0])
	for _, t := range types[1:] {
		if _, ok := c.add(t); ok {
			continue
		}
		if !strict {
			return catalog.InvalidOID
		}
		failf(sqlstate.DatatypeMismatch, source.NoPos, "argument types %s and %s cannot be matched",
			s.formatType(c.typ), s.formatType(s.getBaseType(t)))
	}
	return c.result()
}

// selectCommonTypmod returns the modifier that all expressions of the common type share, else -1.
func (p *pstate) selectCommonTypmod(exprs []tree.Expr, common catalog.OID) int32 {
	mod := int32(-1)
	for i, e := range exprs {
		if e.Type() != common || i > 0 && e.Typmod() != mod {
			return -1
		}
		mod = e.Typmod()
	}
	return mod
}

// verifyCommonType reports whether all expressions convert implicitly to common.
func (p *pstate) verifyCommonType(common catalog.OID, exprs []tree.Expr) bool {
	for _, e := range exprs {
		if !p.canCoerceOne(e.Type(), common, catalog.CastImplicit) {
			return false
		}
	}
	return true
}

func (s *shared) verifyCommonTypeFromOIDs(common catalog.OID, types []catalog.OID) bool {
	for _, t := range types {
		if !s.canCoerceOne(t, common, catalog.CastImplicit) {
			return false
		}
	}
	return true
}
