package analyze

import "github.com/sqlq-dev/sqlq/catalog"

// typcacheEntry is what a type's default operator classes offer (TypeCacheEntry).
type typcacheEntry struct {
	lt, eq, gt catalog.OID
	hashable   bool
}

// lookupTypeCache finds the default ordering and equality of a type. Containers are sortable or
// hashable only as far as what they contain is. Mirrors typcache.c: lookup_type_cache.
func (s *shared) lookupTypeCache(typ catalog.OID) typcacheEntry {
	btree := s.defaultOpClass(typ, "btree")
	hash := s.defaultOpClass(typ, "hash")
	var e typcacheEntry
	if btree != nil {
		e.lt = s.opfamilyMember(btree, 1)
		e.eq = s.opfamilyMember(btree, 3)
		e.gt = s.opfamilyMember(btree, 5)
	}
	if e.eq == catalog.InvalidOID && hash != nil {
		e.eq = s.opfamilyMember(hash, 1)
	}
	// Hashing must agree with the equality found.
	e.hashable = hash != nil && s.opfamilyMember(hash, 1) == e.eq
	s.restrictContainer(typ, &e)
	return e
}

// restrictContainer removes what the elements or columns of a container type do not support.
func (s *shared) restrictContainer(typ catalog.OID, e *typcacheEntry) {
	base := s.getBaseType(typ)
	t := s.cat.Type(base)
	if t == nil {
		return
	}
	restrict := func(part catalog.OID) {
		sub := s.lookupTypeCache(part)
		if sub.lt == catalog.InvalidOID {
			e.lt, e.gt = catalog.InvalidOID, catalog.InvalidOID
		}
		if sub.eq == catalog.InvalidOID {
			e.eq = catalog.InvalidOID
		}
		e.hashable = e.hashable && sub.hashable
	}
	switch {
	case t.IsTrueArray():
		restrict(t.Elem)
	case t.Kind == catalog.RangeType:
		// Ranges are always ordered; only hashing depends on the subtype.
		e.hashable = e.hashable && s.lookupTypeCache(t.RangeSub).hashable
	case t.Kind == catalog.MultirangeType:
		if r := s.cat.Type(t.RangeOf); r != nil {
			e.hashable = e.hashable && s.lookupTypeCache(r.RangeSub).hashable
		}
	case t.Kind == catalog.CompositeType:
		if r := s.cat.Relation(t.Relation); r != nil {
			for _, c := range r.Columns {
				restrict(c.Type)
			}
		}
	}
}

// defaultOpClass returns the default operator class of a type for an access method: one for
// exactly the type, else for a binary-compatible preferred type, as GetDefaultOpClass chooses.
func (s *shared) defaultOpClass(typ catalog.OID, method string) *catalog.OpClass {
	typ = s.getBaseType(typ)
	for _, o := range s.cat.OpClassesFor(typ) {
		if o.Default && o.Method == method {
			return o
		}
	}
	var compatible *catalog.OpClass
	for _, input := range s.opClassInputs(typ) {
		for _, o := range s.cat.OpClassesFor(input) {
			if o.Default && o.Method == method && (compatible == nil || s.isPreferredType(0, input)) {
				compatible = o
			}
		}
	}
	return compatible
}

// opClassInputs lists the input types of operator classes that serve typ without conversion.
func (s *shared) opClassInputs(typ catalog.OID) []catalog.OID {
	t := s.cat.Type(typ)
	if t == nil {
		return nil
	}
	switch {
	case t.IsTrueArray():
		return []catalog.OID{catalog.AnyArrayOID}
	case t.Kind == catalog.EnumType:
		return []catalog.OID{catalog.AnyEnumOID}
	case t.Kind == catalog.RangeType:
		return []catalog.OID{catalog.AnyRangeOID}
	case t.Kind == catalog.MultirangeType:
		return []catalog.OID{catalog.AnyMultirangeOID}
	case t.Kind == catalog.CompositeType:
		return []catalog.OID{catalog.RecordOID}
	}
	var out []catalog.OID
	for _, target := range []catalog.OID{catalog.TextOID, catalog.BpcharOID, catalog.OidOID, catalog.Int4OID,
		catalog.InetOID, catalog.VarbitOID, catalog.BitOID, catalog.ByteaOID, catalog.Int8OID} {
		if target != typ && s.isBinaryCoercible(typ, target) {
			out = append(out, target)
		}
	}
	return out
}

// opfamilyMember returns the operator of a strategy between values of the class's input type.
func (s *shared) opfamilyMember(o *catalog.OpClass, strategy int) catalog.OID {
	for _, a := range s.cat.FamilyOps(o.Family) {
		if a.Strategy == strategy && a.Left == o.Input && a.Right == o.Input {
			return a.Operator
		}
	}
	return catalog.InvalidOID
}
