package analyze

import (
	"github.com/sqlq-dev/sqlq/catalog"
)

// Look-ups of type properties, named as in lsyscache.c. They hang on shared, so that every
// pstate has them and DDL can use them without one.

// getBaseType strips domains. Mirrors lsyscache.c: getBaseType.
func (s *shared) getBaseType(oid catalog.OID) catalog.OID {
	for {
		t := s.cat.Type(oid)
		if t == nil || t.Kind != catalog.DomainType {
			return oid
		}
		oid = t.BaseType
	}
}

// getBaseTypeAndTypmod strips domains and returns the modifier that the innermost domain with one
// applies; typmod is returned unchanged for a type that is no domain.
func (s *shared) getBaseTypeAndTypmod(oid catalog.OID, typmod int32) (catalog.OID, int32) {
	for {
		t := s.cat.Type(oid)
		if t == nil || t.Kind != catalog.DomainType {
			return oid, typmod
		}
		oid, typmod = t.BaseType, t.BaseMod
	}
}

// typeCategory returns a type's category and whether it is preferred in it
// (get_type_category_preferred).
func (s *shared) typeCategory(oid catalog.OID) (byte, bool) {
	t := s.cat.Type(oid)
	if t == nil {
		return 0, false
	}
	return t.Category, t.Preferred
}

// isPreferredType reports whether oid is a preferred type of category (0: of any).
func (s *shared) isPreferredType(category byte, oid catalog.OID) bool {
	c, preferred := s.typeCategory(oid)
	return preferred && (category == 0 || category == c)
}

// getElementType returns the element type of a true array type, else InvalidOID. Domains over
// arrays are not looked through.
func (s *shared) getElementType(oid catalog.OID) catalog.OID {
	if t := s.cat.Type(oid); t != nil && t.IsTrueArray() {
		return t.Elem
	}
	return catalog.InvalidOID
}

// getBaseElementType is getElementType that looks through domains.
func (s *shared) getBaseElementType(oid catalog.OID) catalog.OID {
	return s.getElementType(s.getBaseType(oid))
}

// getArrayType returns the array type over oid, or InvalidOID.
func (s *shared) getArrayType(oid catalog.OID) catalog.OID {
	if t := s.cat.Type(oid); t != nil {
		return t.Array
	}
	return catalog.InvalidOID
}

// getPromotedArrayType is getArrayType that returns array types unchanged, as ARRAY(SELECT …) of
// arrays yields the same type.
func (s *shared) getPromotedArrayType(oid catalog.OID) catalog.OID {
	if a := s.getArrayType(oid); a != catalog.InvalidOID {
		return a
	}
	if s.getElementType(oid) != catalog.InvalidOID {
		return oid
	}
	return catalog.InvalidOID
}

// getRangeSubtype returns the subtype of a range type, else InvalidOID.
func (s *shared) getRangeSubtype(oid catalog.OID) catalog.OID {
	if t := s.cat.Type(oid); t != nil && t.Kind == catalog.RangeType {
		return t.RangeSub
	}
	return catalog.InvalidOID
}

// getRangeMultirange returns the multirange type of a range type, else InvalidOID.
func (s *shared) getRangeMultirange(oid catalog.OID) catalog.OID {
	if t := s.cat.Type(oid); t != nil && t.Kind == catalog.RangeType {
		return t.Multirange
	}
	return catalog.InvalidOID
}

// getMultirangeRange returns the range type of a multirange type, else InvalidOID.
func (s *shared) getMultirangeRange(oid catalog.OID) catalog.OID {
	if t := s.cat.Type(oid); t != nil && t.Kind == catalog.MultirangeType {
		return t.RangeOf
	}
	return catalog.InvalidOID
}

func (s *shared) typeKind(oid catalog.OID) catalog.TypeKind {
	if t := s.cat.Type(oid); t != nil {
		return t.Kind
	}
	return 0
}

func (s *shared) typeIsArray(oid catalog.OID) bool {
	return s.getElementType(oid) != catalog.InvalidOID
}

func (s *shared) typeIsArrayDomain(oid catalog.OID) bool {
	return s.getBaseElementType(oid) != catalog.InvalidOID
}

func (s *shared) typeIsEnum(oid catalog.OID) bool { return s.typeKind(oid) == catalog.EnumType }

// isPolymorphic reports whether oid is one of the any… pseudo-types that the arguments of a call
// replace ("any" itself is not one). Mirrors pg_type.h: IsPolymorphicType.
func isPolymorphic(oid catalog.OID) bool {
	return isPolymorphicFamily1(oid) || isPolymorphicFamily2(oid)
}

func isPolymorphicFamily1(oid catalog.OID) bool {
	switch oid {
	case catalog.AnyElementOID, catalog.AnyArrayOID, catalog.AnyNonArrayOID, catalog.AnyEnumOID,
		catalog.AnyRangeOID, catalog.AnyMultirangeOID:
		return true
	}
	return false
}

func isPolymorphicFamily2(oid catalog.OID) bool {
	switch oid {
	case catalog.AnyCompatibleOID, catalog.AnyCompatibleArrayOID, catalog.AnyCompatibleNonArrayOID,
		catalog.AnyCompatibleRangeOID, catalog.AnyCompatibleMultirangeOID:
		return true
	}
	return false
}

// typeIsRowtype reports whether oid is record, a composite type or a domain over one.
func (s *shared) typeIsRowtype(oid catalog.OID) bool {
	if oid == catalog.RecordOID {
		return true
	}
	return s.typeKind(s.getBaseType(oid)) == catalog.CompositeType
}

// isComplex reports whether oid is a composite type or a domain over one (ISCOMPLEX).
func (s *shared) isComplex(oid catalog.OID) bool {
	return s.typeOrDomainTypeRelid(oid) != catalog.InvalidOID
}

func (s *shared) isComplexArray(oid catalog.OID) bool {
	e := s.getElementType(oid)
	return e != catalog.InvalidOID && s.isComplex(e)
}

// typeOrDomainTypeRelid returns the relation of a composite type or of a domain over one.
func (s *shared) typeOrDomainTypeRelid(oid catalog.OID) catalog.OID {
	return s.typeidTypeRelid(s.getBaseType(oid))
}

// typeidTypeRelid returns the relation of a composite type.
func (s *shared) typeidTypeRelid(oid catalog.OID) catalog.OID {
	if t := s.cat.Type(oid); t != nil {
		return t.Relation
	}
	return catalog.InvalidOID
}

// typeIsCollatable reports whether values of the type have a collation.
func (s *shared) typeIsCollatable(oid catalog.OID) bool {
	return s.getTypcollation(oid) != catalog.InvalidOID
}

// getTypcollation returns the default collation of a type, InvalidOID if it has none.
func (s *shared) getTypcollation(oid catalog.OID) catalog.OID {
	if t := s.cat.Type(oid); t != nil {
		return t.Collation
	}
	return catalog.InvalidOID
}

// typeInheritsFrom reports whether rows of sub are also rows of super because sub's table
// descends from super's. Mirrors pg_inherits.c: typeInheritsFrom.
func (s *shared) typeInheritsFrom(sub, super catalog.OID) bool {
	subRel, superRel := s.typeOrDomainTypeRelid(sub), s.typeidTypeRelid(super)
	if subRel == catalog.InvalidOID || superRel == catalog.InvalidOID {
		return false
	}
	return s.descends(subRel, superRel, 0)
}

func (s *shared) descends(rel, ancestor catalog.OID, depth int) bool {
	r := s.cat.Relation(rel)
	if r == nil || depth > 1000 {
		return false
	}
	for _, p := range r.Parents {
		if p == ancestor || s.descends(p, ancestor, depth+1) {
			return true
		}
	}
	return false
}

// typeIsOfTypedTable reports whether rel is the row type of a table OF oftype.
func (s *shared) typeIsOfTypedTable(rel, oftype catalog.OID) bool {
	r := s.cat.Relation(s.typeOrDomainTypeRelid(rel))
	return r != nil && r.OfType != catalog.InvalidOID && r.OfType == oftype
}
