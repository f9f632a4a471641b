package analyze

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// polymorphic resolves the any… pseudo-types of one call. Family 1 (anyelement, anyarray,
// anynonarray, anyenum, anyrange, anymultirange) wants exactly agreeing types; family 2
// (anycompatible…) wants types with a common supertype. The same steps serve the quiet check of
// candidates and the resolution that reports errors.
type polymorphic struct {
	*shared
	quiet     bool // report nothing, only set failed
	failed    bool
	allowPoly bool // inputs may be polymorphic themselves, as when a signature is checked

	elem, array, rng, multirange catalog.OID
	nonArray, enum, wantMulti    bool
	args1                        int // arguments of family 1
	unknowns                     bool

	family2                                   bool
	compatible, compatArray, compatRange      catalog.OID
	compatMulti, compatRangeElem, compatOfMul catalog.OID
	compatNonArray, haveCompatArray           bool
	haveCompatRange, haveCompatMulti          bool
	compatTypes                               []catalog.OID
}

// bad reports a mismatch, or notes it if the check is quiet. The errors have no position, as in
// PostgreSQL.
func (g *polymorphic) bad(message string, options ...option) {
	if !g.quiet {
		fail(sqlstate.DatatypeMismatch, source.NoPos, message, options...)
	}
	g.failed = true
}

func (g *polymorphic) versus(a, b catalog.OID) option {
	return withDetail("%s versus %s", g.formatType(a), g.formatType(b))
}

// checkGenericTypeConsistency reports whether actual types fit declared ones with polymorphic
// types among them. Mirrors parse_coerce.c: check_generic_type_consistency.
func (s *shared) checkGenericTypeConsistency(actual, declared []catalog.OID) bool {
	g := &polymorphic{shared: s, quiet: true}
	for i := 0; i < len(actual) && !g.failed; i++ {
		g.addArgument(declared[i], actual[i])
	}
	if !g.failed {
		g.checkFamily1(catalog.InvalidOID)
	}
	if !g.failed {
		g.checkFamily2()
	}
	return !g.failed
}

// enforceGenericTypeConsistency replaces the polymorphic types in declared by what the actual
// types make of them, as far as that is needed, and returns the actual result type. Reports 42804.
// Mirrors parse_coerce.c: enforce_generic_type_consistency.
func (s *shared) enforceGenericTypeConsistency(actual, declared []catalog.OID, ret catalog.OID, allowPoly bool) catalog.OID {
	generic := false
	for _, d := range declared {
		generic = generic || isPolymorphic(d)
	}
	if !generic {
		return ret
	}
	g := &polymorphic{shared: s, allowPoly: allowPoly}
	g.nonArray = ret == catalog.AnyNonArrayOID
	g.enum = ret == catalog.AnyEnumOID
	g.wantMulti = ret == catalog.AnyMultirangeOID
	g.compatNonArray = ret == catalog.AnyCompatibleNonArrayOID
	g.haveCompatArray = ret == catalog.AnyCompatibleArrayOID
	g.haveCompatRange = ret == catalog.AnyCompatibleRangeOID
	g.haveCompatMulti = ret == catalog.AnyCompatibleMultirangeOID
	for i, a := range actual {
		g.addArgument(declared[i], a)
	}
	if g.args1 > 0 {
		g.checkFamily1(ret)
	}
	if g.family2 {
		g.checkFamily2()
		g.resolveFamily2(declared)
	}
	if g.unknowns {
		g.resolveUnknowns(actual, declared)
	}
	return g.resultType(ret)
}

// addArgument takes note of one argument.
func (g *polymorphic) addArgument(decl, actual catalog.OID) {
	if !isPolymorphic(decl) {
		return
	}
	if isPolymorphicFamily1(decl) {
		g.args1++
	} else {
		g.family2 = true
	}
	switch decl {
	case catalog.AnyNonArrayOID:
		g.nonArray = true
	case catalog.AnyEnumOID:
		g.enum = true
	case catalog.AnyMultirangeOID:
		g.wantMulti = true
	case catalog.AnyCompatibleNonArrayOID:
		g.compatNonArray = true
	case catalog.AnyCompatibleArrayOID:
		g.haveCompatArray = true
	case catalog.AnyCompatibleRangeOID:
		g.haveCompatRange = true
	case catalog.AnyCompatibleMultirangeOID:
		g.haveCompatMulti = true
	}
	if actual == catalog.UnknownOID {
		g.unknowns = g.unknowns || isPolymorphicFamily1(decl)
		return
	}
	if g.allowPoly && decl == actual {
		return
	}
	switch decl {
	case catalog.AnyElementOID, catalog.AnyNonArrayOID, catalog.AnyEnumOID:
		g.sameType(&g.elem, actual, "anyelement")
	case catalog.AnyArrayOID:
		g.sameType(&g.array, g.getBaseType(actual), "anyarray")
	case catalog.AnyRangeOID:
		g.sameType(&g.rng, g.getBaseType(actual), "anyrange")
	case catalog.AnyMultirangeOID:
		g.sameType(&g.multirange, g.getBaseType(actual), "anymultirange")
	case catalog.AnyCompatibleOID, catalog.AnyCompatibleNonArrayOID:
		g.compatTypes = append(g.compatTypes, actual)
	default:
		g.addCompatible(decl, g.getBaseType(actual))
	}
}

// sameType stores the type of a family-1 argument, which must be the one of earlier arguments.
func (g *polymorphic) sameType(slot *catalog.OID, actual catalog.OID, name string) {
	if *slot != catalog.InvalidOID && *slot != actual {
		g.bad(`arguments declared "`+name+`" are not all alike`, g.versus(*slot, actual))
		return
	}
	*slot = actual
}

// addCompatible takes note of an array, range or multirange of family 2.
func (g *polymorphic) addCompatible(decl, actual catalog.OID) {
	switch decl {
	case catalog.AnyCompatibleArrayOID:
		e := g.getElementType(actual)
		if e == catalog.InvalidOID {
			g.bad("argument declared anycompatiblearray is not an array but type " + g.formatType(actual))
			return
		}
		g.compatTypes = append(g.compatTypes, e)
	case catalog.AnyCompatibleRangeOID:
		if g.compatRange != catalog.InvalidOID {
			g.sameType(&g.compatRange, actual, "anycompatiblerange")
			return
		}
		g.compatRange = actual
		g.compatRangeElem = g.getRangeSubtype(actual)
		if g.compatRangeElem == catalog.InvalidOID {
			g.bad("argument declared anycompatiblerange is not a range type but type " + g.formatType(actual))
			return
		}
		g.compatTypes = append(g.compatTypes, g.compatRangeElem)
	case catalog.AnyCompatibleMultirangeOID:
		if g.compatMulti != catalog.InvalidOID {
			g.sameType(&g.compatMulti, actual, "anycompatiblemultirange")
			return
		}
		g.compatMulti = actual
		g.compatOfMul = g.getMultirangeRange(actual)
		if g.compatOfMul == catalog.InvalidOID {
			g.bad("argument declared anycompatiblemultirange is not a multirange type but type " + g.formatType(actual))
		}
	}
}

// checkFamily1 derives element, range and multirange types from each other.
func (g *polymorphic) checkFamily1(ret catalog.OID) {
	g.elementOfArray(ret)
	if g.failed {
		return
	}
	g.rangeOfMultirange()
	if g.failed {
		return
	}
	if g.rng != catalog.InvalidOID {
		sub := g.getRangeSubtype(g.rng)
		if sub == catalog.InvalidOID {
			g.bad("argument declared anyrange is not a range type but type " + g.formatType(g.rng))
			return
		}
		if g.matchElement(sub); g.failed {
			return
		}
	}
	if g.elem == catalog.InvalidOID && !g.quiet {
		if !g.allowPoly {
			g.bad("could not determine polymorphic type because input has type unknown")
		}
		g.elem, g.array = catalog.AnyElementOID, catalog.AnyArrayOID
		g.rng, g.multirange = catalog.AnyRangeOID, catalog.AnyMultirangeOID
	}
	if g.nonArray && g.elem != catalog.AnyElementOID && g.typeIsArrayDomain(g.elem) {
		g.bad("type matched to anynonarray is an array type: " + g.formatType(g.elem))
		return
	}
	if g.enum && g.elem != catalog.AnyElementOID && !g.typeIsEnum(g.elem) {
		g.bad("type matched to anyenum is not an enum type: " + g.formatType(g.elem))
	}
}

func (g *polymorphic) elementOfArray(ret catalog.OID) {
	if g.array == catalog.InvalidOID {
		return
	}
	if g.array == catalog.AnyArrayOID {
		// pg_statistic's columns really are of type anyarray. That is fine as long as nobody
		// needs to know the element type.
		if g.quiet {
			return
		}
		if g.args1 != 1 || ret != catalog.AnyArrayOID && isPolymorphicFamily1(ret) {
			g.bad(`cannot determine element type of "anyarray" argument`)
		}
		g.elem = catalog.AnyElementOID
		return
	}
	e := g.getElementType(g.array)
	if e == catalog.InvalidOID {
		g.bad("argument declared anyarray is not an array but type " + g.formatType(g.array))
		return
	}
	if g.elem != catalog.InvalidOID && g.elem != e {
		g.bad("argument declared anyarray is not consistent with argument declared anyelement", g.versus(g.array, g.elem))
		return
	}
	g.elem = e
}

func (g *polymorphic) rangeOfMultirange() {
	if g.multirange == catalog.InvalidOID {
		if g.wantMulti && g.rng != catalog.InvalidOID {
			g.multirange = g.getRangeMultirange(g.rng)
		}
		return
	}
	of := g.getMultirangeRange(g.multirange)
	if of == catalog.InvalidOID {
		g.bad("argument declared anymultirange is not a multirange type but type " + g.formatType(g.multirange))
		return
	}
	if g.rng != catalog.InvalidOID && g.rng != of {
		g.bad("argument declared anymultirange is not consistent with argument declared anyrange", g.versus(g.multirange, g.rng))
		return
	}
	g.rng = of
}

func (g *polymorphic) matchElement(sub catalog.OID) {
	if g.elem != catalog.InvalidOID && g.elem != sub {
		g.bad("argument declared anyrange is not consistent with argument declared anyelement", g.versus(g.rng, g.elem))
		return
	}
	g.elem = sub
}

// checkFamily2 finds the common supertype of the anycompatible arguments.
func (g *polymorphic) checkFamily2() {
	g.compatRangeOfMultirange()
	if g.failed || len(g.compatTypes) == 0 {
		return
	}
	common := g.selectCommonTypeFromOIDs(g.compatTypes, !g.quiet)
	if common == catalog.InvalidOID {
		g.failed = true
		return
	}
	if !g.verifyCommonTypeFromOIDs(common, g.compatTypes) {
		g.bad("arguments of anycompatible family cannot be cast to a common type")
		return
	}
	g.compatible = common
	if !g.quiet {
		g.checkCompatibleShapes()
	} else if g.compatRangeElem != catalog.InvalidOID && g.compatRangeElem != common {
		g.failed = true
		return
	}
	if g.compatNonArray && g.typeIsArrayDomain(common) {
		g.bad("type matched to anycompatiblenonarray is an array type: " + g.formatType(common))
	}
}

func (g *polymorphic) compatRangeOfMultirange() {
	if g.compatMulti == catalog.InvalidOID {
		if g.haveCompatMulti && g.compatRange != catalog.InvalidOID {
			g.compatMulti = g.getRangeMultirange(g.compatRange)
		}
		return
	}
	if g.compatRange != catalog.InvalidOID {
		if g.compatOfMul != g.compatRange {
			g.bad("argument declared anycompatiblemultirange is not consistent with argument declared anycompatiblerange",
				g.versus(g.compatMulti, g.compatRange))
		}
		return
	}
	g.compatRange = g.compatOfMul
	g.compatRangeElem = g.getRangeSubtype(g.compatRange)
	if g.compatRangeElem == catalog.InvalidOID {
		g.bad("argument declared anycompatiblemultirange is not a multirange type but type " + g.formatType(g.compatMulti))
		return
	}
	g.haveCompatRange = true
	g.compatTypes = append(g.compatTypes, g.compatRangeElem)
}

// checkCompatibleShapes checks that the array, range and multirange over the common type exist.
func (g *polymorphic) checkCompatibleShapes() {
	if g.haveCompatArray {
		if g.compatArray = g.getArrayType(g.compatible); g.compatArray == catalog.InvalidOID {
			fail(sqlstate.UndefinedObject, source.NoPos, "could not find array type for data type "+g.formatType(g.compatible))
		}
	}
	if g.haveCompatRange {
		g.needType(g.compatRange, "anycompatiblerange")
		if g.compatRangeElem != g.compatible {
			g.bad("anycompatiblerange type " + g.formatType(g.compatRange) + " does not match anycompatible type " + g.formatType(g.compatible))
		}
	}
	if g.haveCompatMulti {
		g.needType(g.compatMulti, "anycompatiblemultirange")
		if g.compatRangeElem != g.compatible {
			g.bad("anycompatiblemultirange type " + g.formatType(g.compatMulti) + " does not match anycompatible type " + g.formatType(g.compatible))
		}
	}
}

func (g *polymorphic) needType(t catalog.OID, name string) {
	if t == catalog.InvalidOID {
		g.bad("could not determine polymorphic type " + name + " because input has type unknown")
	}
}

// resolveFamily2 replaces the anycompatible types in declared.
func (g *polymorphic) resolveFamily2(declared []catalog.OID) {
	if len(g.compatTypes) == 0 {
		if g.allowPoly {
			g.compatible, g.compatArray = catalog.AnyCompatibleOID, catalog.AnyCompatibleArrayOID
			g.compatRange, g.compatMulti = catalog.AnyCompatibleRangeOID, catalog.AnyCompatibleMultirangeOID
		} else {
			// Nothing but unknown literals: text, as for UNION.
			g.compatible, g.compatArray = catalog.TextOID, catalog.TextArrayOID
			if g.haveCompatRange {
				g.needType(catalog.InvalidOID, "anycompatiblerange")
			}
			if g.haveCompatMulti {
				g.needType(catalog.InvalidOID, "anycompatiblemultirange")
			}
		}
	}
	for i, d := range declared {
		switch d {
		case catalog.AnyCompatibleOID, catalog.AnyCompatibleNonArrayOID:
			declared[i] = g.compatible
		case catalog.AnyCompatibleArrayOID:
			declared[i] = g.compatArray
		case catalog.AnyCompatibleRangeOID:
			declared[i] = g.compatRange
		case catalog.AnyCompatibleMultirangeOID:
			declared[i] = g.compatMulti
		}
	}
}

// resolveUnknowns replaces the declared family-1 types of unknown inputs, which are then
// converted to them.
func (g *polymorphic) resolveUnknowns(actual, declared []catalog.OID) {
	for i, d := range declared {
		if i >= len(actual) || actual[i] != catalog.UnknownOID {
			continue
		}
		switch d {
		case catalog.AnyElementOID, catalog.AnyNonArrayOID, catalog.AnyEnumOID:
			declared[i] = g.elem
		case catalog.AnyArrayOID:
			declared[i] = g.arrayType()
		case catalog.AnyRangeOID:
			g.needType(g.rng, "anyrange")
			declared[i] = g.rng
		case catalog.AnyMultirangeOID:
			g.needType(g.multirange, "anymultirange")
			declared[i] = g.multirange
		}
	}
}

func (g *polymorphic) arrayType() catalog.OID {
	if g.array == catalog.InvalidOID {
		if g.array = g.getArrayType(g.elem); g.array == catalog.InvalidOID {
			fail(sqlstate.UndefinedObject, source.NoPos, "could not find array type for data type "+g.formatType(g.elem))
		}
	}
	return g.array
}

// resultType replaces a polymorphic result type.
func (g *polymorphic) resultType(ret catalog.OID) catalog.OID {
	switch ret {
	case catalog.AnyElementOID, catalog.AnyNonArrayOID, catalog.AnyEnumOID:
		return g.elem
	case catalog.AnyArrayOID:
		return g.arrayType()
	case catalog.AnyRangeOID:
		g.needType(g.rng, "anyrange")
		return g.rng
	case catalog.AnyMultirangeOID:
		g.needType(g.multirange, "anymultirange")
		return g.multirange
	case catalog.AnyCompatibleOID, catalog.AnyCompatibleNonArrayOID:
		return g.compatible
	case catalog.AnyCompatibleArrayOID:
		return g.compatArray
	case catalog.AnyCompatibleRangeOID:
		return g.compatRange
	case catalog.AnyCompatibleMultirangeOID:
		return g.compatMulti
	}
	return ret
}

// PolymorphicFrom lists the types of arguments that decide what a result of a polymorphic type is;
// nil for other types. Mirrors parse_coerce.c: check_valid_polymorphic_signature.
func PolymorphicFrom(result catalog.OID) []catalog.OID {
	ranges := []catalog.OID{catalog.AnyRangeOID, catalog.AnyMultirangeOID}
	compatibleRanges := []catalog.OID{catalog.AnyCompatibleRangeOID, catalog.AnyCompatibleMultirangeOID}
	switch result {
	case catalog.AnyRangeOID, catalog.AnyMultirangeOID:
		return ranges
	case catalog.AnyCompatibleRangeOID, catalog.AnyCompatibleMultirangeOID:
		return compatibleRanges
	case catalog.AnyElementOID, catalog.AnyArrayOID, catalog.AnyNonArrayOID, catalog.AnyEnumOID:
		return append(ranges, catalog.AnyElementOID, catalog.AnyArrayOID, catalog.AnyNonArrayOID, catalog.AnyEnumOID)
	case catalog.AnyCompatibleOID, catalog.AnyCompatibleArrayOID, catalog.AnyCompatibleNonArrayOID:
		return append(compatibleRanges, catalog.AnyCompatibleOID, catalog.AnyCompatibleArrayOID, catalog.AnyCompatibleNonArrayOID)
	}
	return nil
}
