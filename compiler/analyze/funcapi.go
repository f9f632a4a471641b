package analyze

import (
	"fmt"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file says what columns a function's or an expression's result has (funcapi.c).

// tupdesc is the row type of a composite value (TupleDesc): its columns, dropped ones left out.
type tupdesc []tree.RTEColumn

// typefuncClass classifies what a function returns (TypeFuncClass of funcapi.h).
type typefuncClass byte

const (
	funcScalar typefuncClass = iota
	funcComposite
	funcCompositeDomain
	funcRecord // no way to tell the columns
	funcOther
)

// getExprResultType classifies the value of an expression, gives its type and, for composites,
// its columns. Mirrors funcapi.c: get_expr_result_type.
func (p *pstate) getExprResultType(e tree.Expr) (typefuncClass, catalog.OID, tupdesc) {
	switch x := e.(type) {
	case *tree.FuncExpr:
		return p.getCallResultType(x.Func, x.Args, e)
	case *tree.OpExpr:
		if fn := p.cat.Proc(x.Op.Proc); fn != nil {
			return p.getCallResultType(fn, x.Args, e)
		}
	case *tree.RowExpr:
		if x.Typ == catalog.RecordOID {
			return funcComposite, x.Typ, rowExprTupdesc(x)
		}
	}
	class, base := p.getTypeFuncClass(e.Type())
	if class == funcComposite || class == funcCompositeDomain {
		return class, e.Type(), p.lookupRowtypeTupdesc(base)
	}
	return class, e.Type(), nil
}

func rowExprTupdesc(x *tree.RowExpr) tupdesc {
	desc := make(tupdesc, len(x.Args))
	for i, a := range x.Args {
		name := fmt.Sprintf("f%d", i+1)
		if i < len(x.Names) {
			name = x.Names[i]
		}
		desc[i] = tree.RTEColumn{Name: name, Type: a.Type(), Typmod: a.Typmod(), Collation: exprCollation(a), Num: int16(i + 1)}
	}
	return desc
}

// getCallResultType mirrors funcapi.c: internal_get_result_type.
func (p *pstate) getCallResultType(fn *catalog.Proc, args []tree.Expr, call tree.Expr) (typefuncClass, catalog.OID, tupdesc) {
	if desc := p.functionResultTupdesc(fn); desc != nil {
		if p.resolvePolymorphicTupdesc(desc, fn.Args, args) {
			return funcComposite, fn.Ret, desc
		}
		return funcRecord, fn.Ret, nil
	}
	ret := fn.Ret
	if isPolymorphic(ret) {
		ret = call.Type()
	}
	class, base := p.getTypeFuncClass(ret)
	if class == funcComposite || class == funcCompositeDomain {
		return class, ret, p.lookupRowtypeTupdesc(base)
	}
	return class, ret, nil
}

// functionResultTupdesc returns the columns that a function's OUT parameters make, nil if it has
// fewer than two. Mirrors funcapi.c: build_function_result_tupdesc_d.
func (p *pstate) functionResultTupdesc(fn *catalog.Proc) tupdesc {
	if fn.AllArgs == nil || fn.ArgModes == nil || fn.Ret != catalog.RecordOID {
		return nil
	}
	desc := outParameters(fn)
	if len(desc) < 2 && fn.Kind != catalog.Procedure {
		return nil
	}
	for i := range desc {
		desc[i].Collation = p.getTypcollation(desc[i].Type)
	}
	return desc
}

// outParameters lists the OUT, INOUT and TABLE parameters of a function.
func outParameters(fn *catalog.Proc) tupdesc {
	var desc tupdesc
	for i, mode := range fn.ArgModes {
		if mode == catalog.ArgIn || mode == catalog.ArgVariadic {
			continue
		}
		name := ""
		if i < len(fn.ArgNames) {
			name = fn.ArgNames[i]
		}
		if name == "" {
			name = fmt.Sprintf("column%d", len(desc)+1)
		}
		desc = append(desc, tree.RTEColumn{Name: name, Type: fn.AllArgs[i], Typmod: -1, Num: int16(len(desc) + 1)})
	}
	return desc
}

// funcResultName returns the name of a function's only OUT parameter, or "".
// Mirrors funcapi.c: get_func_result_name.
func funcResultName(fn *catalog.Proc) string {
	name, n := "", 0
	for i, mode := range fn.ArgModes {
		if mode == catalog.ArgIn || mode == catalog.ArgVariadic {
			continue
		}
		n++
		if i < len(fn.ArgNames) {
			name = fn.ArgNames[i]
		}
	}
	if n != 1 {
		return ""
	}
	return name
}

// getTypeFuncClass mirrors funcapi.c: get_type_func_class.
func (s *shared) getTypeFuncClass(typ catalog.OID) (class typefuncClass, base catalog.OID) {
	t := s.cat.Type(typ)
	if t == nil {
		return funcOther, typ
	}
	switch t.Kind {
	case catalog.CompositeType:
		return funcComposite, typ
	case catalog.DomainType:
		base = s.getBaseType(typ)
		if b := s.cat.Type(base); b != nil && b.Kind == catalog.CompositeType {
			return funcCompositeDomain, base
		}
		return funcScalar, base
	case catalog.PseudoType:
		switch typ {
		case catalog.RecordOID:
			return funcRecord, typ
		case catalog.VoidOID, catalog.CstringOID:
			return funcScalar, typ
		}
		return funcOther, typ
	}
	return funcScalar, typ
}

// lookupRowtypeTupdesc returns the columns of a composite type, domains looked through; nil if
// it is none.
func (s *shared) lookupRowtypeTupdesc(oid catalog.OID) tupdesc {
	t := s.cat.Type(s.getBaseType(oid))
	if t == nil || t.Relation == catalog.InvalidOID {
		return nil
	}
	rel := s.cat.Relation(t.Relation)
	if rel == nil {
		return nil
	}
	return relationColumns(rel)
}

// polyActuals are the types that the polymorphic parameters of one family stand for.
type polyActuals struct{ element, array, rng, multirange catalog.OID }

// polyFamily returns which of the two families (0 any…, 1 anycompatible…) and which member a
// polymorphic pseudo-type is; the member is 0 for other types.
func polyFamily(typ catalog.OID) (family int, member byte) {
	switch typ {
	case catalog.AnyElementOID, catalog.AnyNonArrayOID, catalog.AnyEnumOID:
		return 0, 'e'
	case catalog.AnyArrayOID:
		return 0, 'a'
	case catalog.AnyRangeOID:
		return 0, 'r'
	case catalog.AnyMultirangeOID:
		return 0, 'm'
	case catalog.AnyCompatibleOID, catalog.AnyCompatibleNonArrayOID:
		return 1, 'e'
	case catalog.AnyCompatibleArrayOID:
		return 1, 'a'
	case catalog.AnyCompatibleRangeOID:
		return 1, 'r'
	case catalog.AnyCompatibleMultirangeOID:
		return 1, 'm'
	}
	return 0, 0
}

func (a *polyActuals) slot(member byte) *catalog.OID {
	switch member {
	case 'a':
		return &a.array
	case 'r':
		return &a.rng
	case 'm':
		return &a.multirange
	}
	return &a.element
}

// resolvePolymorphicTupdesc replaces polymorphic column types by what the actual arguments say,
// false if that cannot be told. Mirrors funcapi.c: resolve_polymorphic_tupdesc.
func (p *pstate) resolvePolymorphicTupdesc(desc tupdesc, declared []catalog.OID, args []tree.Expr) bool {
	needed := false
	for i := range desc {
		_, m := polyFamily(desc[i].Type)
		needed = needed || m != 0
	}
	if !needed {
		return true
	}
	var actuals [2]polyActuals
	for i, d := range declared {
		family, member := polyFamily(d)
		if member == 0 {
			continue
		}
		if i >= len(args) {
			return false
		}
		if slot := actuals[family].slot(member); *slot == catalog.InvalidOID {
			*slot = args[i].Type()
		}
	}
	for i := range desc {
		family, member := polyFamily(desc[i].Type)
		if member == 0 {
			continue
		}
		actual := p.resolvePolyMember(&actuals[family], member)
		if actual == catalog.InvalidOID {
			return false
		}
		desc[i].Type = actual
		desc[i].Collation = p.getTypcollation(actual)
		for _, a := range args {
			// As in PostgreSQL the first collatable argument decides.
			if c := exprCollation(a); desc[i].Collation != catalog.InvalidOID && c != catalog.InvalidOID {
				desc[i].Collation = c
				break
			}
		}
	}
	return true
}

// resolvePolyMember derives one member of a family from the others.
func (p *pstate) resolvePolyMember(a *polyActuals, member byte) catalog.OID {
	if known := *a.slot(member); known != catalog.InvalidOID {
		return known
	}
	switch member {
	case 'e':
		return p.polyElement(a)
	case 'a':
		if e := p.polyElement(a); e != catalog.InvalidOID {
			array := p.getArrayType(e)
			if array == catalog.InvalidOID {
				failf(sqlstate.UndefinedObject, source.NoPos, "could not find array type for data type %s", p.formatType(e))
			}
			return array
		}
	case 'r':
		if t := p.cat.Type(p.getBaseType(a.multirange)); t != nil {
			return t.RangeOf
		}
	case 'm':
		if t := p.cat.Type(p.getBaseType(a.rng)); t != nil {
			return t.Multirange
		}
	}
	return catalog.InvalidOID
}

func (p *pstate) polyElement(a *polyActuals) catalog.OID {
	switch {
	case a.element != catalog.InvalidOID:
		return a.element
	case a.array != catalog.InvalidOID:
		return p.getElementType(p.getBaseType(a.array))
	case a.rng != catalog.InvalidOID:
		if t := p.cat.Type(p.getBaseType(a.rng)); t != nil {
			return t.RangeSub
		}
	case a.multirange != catalog.InvalidOID:
		if t := p.cat.Type(p.getBaseType(a.multirange)); t != nil {
			return t.RangeSub
		}
	}
	return catalog.InvalidOID
}
