package analyze

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// coercionPath is how a conversion is done (CoercionPathType of parse_coerce.h).
type coercionPath byte

const (
	pathNone coercionPath = iota
	pathFunc
	pathRelabel
	pathArrayCoerce
	pathCoerceViaIO
)

// allows reports whether a conversion whose pg_cast entry says entry may be used in context ctx.
func allows(ctx, entry catalog.CastContext) bool { return contextRank(ctx) >= contextRank(entry) }

func contextRank(c catalog.CastContext) int {
	switch c {
	case catalog.CastImplicit:
		return 0
	case catalog.CastAssignment:
		return 1
	}
	return 2
}

// coerceToTargetType converts e to a type and modifier, or returns nil if there is no such
// conversion in that context; the caller words the error. Mirrors parse_coerce.c:
// coerce_to_target_type.
func (p *pstate) coerceToTargetType(e tree.Expr, exprType, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	if !p.canCoerceOne(exprType, target, ctx) {
		return nil
	}
	// A COLLATE on top goes to the top of the result, or away if the target has no collation.
	orig := e
	for {
		c, ok := e.(*tree.CollateExpr)
		if !ok {
			break
		}
		e = c.Arg
	}
	result := p.coerceType(e, exprType, target, typmod, ctx, form, at)
	_, isConst := result.(*tree.Const)
	result = p.coerceTypeTypmod(result, target, typmod, ctx, form, at, result != e && !isConst)
	if c, ok := orig.(*tree.CollateExpr); ok && p.typeIsCollatable(target) {
		result = &tree.CollateExpr{
			Node:      tree.Node{Typ: result.Type(), Mod: result.Typmod(), At: c.At},
			Arg:       result,
			Collation: c.Collation,
		}
	}
	return result
}

// coerceType converts e to a type without applying a modifier (interval literals and domains
// excepted). The caller has made sure that the conversion exists. Literals of unknown type go
// through the type's input function and parameters get their type here. Mirrors parse_coerce.c:
// coerce_type.
func (p *pstate) coerceType(e tree.Expr, input, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	if e == nil || target == input {
		return e
	}
	switch target {
	case catalog.AnyOID, catalog.AnyElementOID, catalog.AnyNonArrayOID, catalog.AnyCompatibleOID,
		catalog.AnyCompatibleNonArrayOID:
		// The exposed type stays the actual one.
		return e
	case catalog.AnyArrayOID, catalog.AnyEnumOID, catalog.AnyRangeOID, catalog.AnyMultirangeOID,
		catalog.AnyCompatibleArrayOID, catalog.AnyCompatibleRangeOID, catalog.AnyCompatibleMultirangeOID:
		if input != catalog.UnknownOID {
			if base := p.getBaseType(input); base != input {
				return &tree.RelabelType{Node: tree.Node{Typ: base, Mod: -1, At: at}, Arg: e, Form: form}
			}
			return e
		}
	}
	if c, ok := e.(*tree.Const); ok && input == catalog.UnknownOID {
		return p.coerceUnknownConst(c, target, typmod, ctx, form, at)
	}
	if param, ok := e.(*tree.Param); ok && p.variableCoerceParam(param, target, at) {
		return e
	}
	if c, ok := e.(*tree.CollateExpr); ok {
		result := p.coerceType(c.Arg, input, target, typmod, ctx, form, at)
		if !p.typeIsCollatable(target) {
			return result
		}
		return &tree.CollateExpr{
			Node:      tree.Node{Typ: result.Type(), Mod: result.Typmod(), At: c.At},
			Arg:       result,
			Collation: c.Collation,
		}
	}
	if path, fn := p.findCoercionPathway(target, input, ctx); path != pathNone {
		return p.applyPathway(e, path, fn, target, typmod, ctx, form, at)
	}
	if input == catalog.RecordOID && p.isComplex(target) {
		return p.coerceRecordToComplex(e, target, ctx, form, at)
	}
	if target == catalog.RecordOID && p.isComplex(input) {
		return e
	}
	if target == catalog.RecordArrayOID && p.isComplexArray(input) {
		return e
	}
	if p.typeInheritsFrom(input, target) || p.typeIsOfTypedTable(input, target) {
		if base := p.getBaseType(input); base != input {
			e = &tree.RelabelType{Node: tree.Node{Typ: base, Mod: -1, At: at}, Arg: e, Form: tree.ImplicitForm}
		}
		return &tree.ConvertRowtypeExpr{Node: tree.Node{Typ: target, Mod: -1, At: at}, Arg: e, Form: form}
	}
	failf(sqlstate.InternalError, at, "failed to find conversion function from %s to %s", p.formatType(input), p.formatType(target))
	return nil
}

// coerceUnknownConst gives a literal of unknown type the target type, checking its text as the
// type's input function does. Only interval's input gets the modifier: all others apply it in a
// separate step at run time.
func (p *pstate) coerceUnknownConst(c *tree.Const, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	base, baseMod := p.getBaseTypeAndTypmod(target, typmod)
	inputMod := int32(-1)
	if base == catalog.IntervalOID {
		inputMod = baseMod
	}
	t := p.cat.Type(base)
	if t == nil {
		failf(sqlstate.InternalError, c.At, "cache lookup failed for type %d", base)
	}
	if !c.Null {
		p.typeInput(t, c.Text, inputMod, c.At)
	} else {
		p.nullInput(t, c.At)
	}
	var result tree.Expr = &tree.Const{
		Node:      tree.Node{Typ: base, Mod: inputMod, At: c.At},
		Null:      c.Null,
		Text:      c.Text,
		Collation: t.Collation,
	}
	if base != target {
		result = p.coerceToDomain(result, base, baseMod, target, ctx, form, at)
	}
	return result
}

// applyPathway builds the conversion that findCoercionPathway found.
func (p *pstate) applyPathway(e tree.Expr, path coercionPath, fn, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	if path == pathRelabel {
		if p.typeKind(target) == catalog.DomainType {
			base, baseMod := p.getBaseTypeAndTypmod(target, -1)
			return p.coerceToDomain(e, base, baseMod, target, ctx, form, at)
		}
		return &tree.RelabelType{Node: tree.Node{Typ: target, Mod: -1, At: at}, Arg: e, Form: form}
	}
	base, baseMod := p.getBaseTypeAndTypmod(target, typmod)
	result := p.buildCoercion(e, path, fn, base, baseMod, ctx, form, at)
	if target != base {
		hideCoercion(result)
		result = p.coerceToDomain(result, base, baseMod, target, ctx, form, at)
	}
	return result
}

// canCoerceType reports whether values of the input types can become the target types in that
// context, polymorphic targets included. Mirrors parse_coerce.c: can_coerce_type.
func (s *shared) canCoerceType(inputs, targets []catalog.OID, ctx catalog.CastContext) bool {
	generic := false
	for i, input := range inputs {
		target := targets[i]
		if isPolymorphic(target) && target != input {
			generic = true
			continue
		}
		if !s.canCoercePlain(input, target, ctx) {
			return false
		}
	}
	return !generic || s.checkGenericTypeConsistency(inputs, targets)
}

// canCoerceOne is canCoerceType for one value, without making slices where that is possible.
func (s *shared) canCoerceOne(input, target catalog.OID, ctx catalog.CastContext) bool {
	if isPolymorphic(target) {
		return s.canCoerceType([]catalog.OID{input}, []catalog.OID{target}, ctx)
	}
	return s.canCoercePlain(input, target, ctx)
}

func (s *shared) canCoercePlain(input, target catalog.OID, ctx catalog.CastContext) bool {
	if input == target || target == catalog.AnyOID || input == catalog.UnknownOID {
		return true
	}
	if path, _ := s.findCoercionPathway(target, input, ctx); path != pathNone {
		return true
	}
	switch {
	case input == catalog.RecordOID && s.isComplex(target),
		target == catalog.RecordOID && s.isComplex(input),
		target == catalog.RecordArrayOID && s.isComplexArray(input):
		return true
	}
	return s.typeInheritsFrom(input, target) || s.typeIsOfTypedTable(input, target)
}

// coerceToDomain puts the modifier and the check of a domain on e, which is of its base type; for
// a type that is no domain it returns e. Mirrors parse_coerce.c: coerce_to_domain.
func (p *pstate) coerceToDomain(e tree.Expr, base catalog.OID, baseMod int32, typ catalog.OID, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	if base == catalog.InvalidOID {
		base, baseMod = p.getBaseTypeAndTypmod(typ, baseMod)
	}
	if base == typ {
		return e
	}
	e = p.coerceTypeTypmod(e, base, baseMod, ctx, tree.ImplicitForm, at, false)
	return &tree.CoerceToDomain{Node: tree.Node{Typ: typ, Mod: -1, At: at}, Arg: e, Form: form}
}

// coerceTypeTypmod applies a modifier to an expression of the right type: a call of the length
// conversion if the type has one, else only a label. Mirrors parse_coerce.c: coerce_type_typmod.
func (p *pstate) coerceTypeTypmod(e tree.Expr, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos, hideInput bool) tree.Expr {
	if typmod == e.Typmod() {
		return e
	}
	if hideInput {
		hideCoercion(e)
	}
	path, fn := pathNone, catalog.InvalidOID
	if typmod >= 0 {
		path, fn = p.findTypmodCoercionFunction(target)
	}
	if path != pathNone {
		return p.buildCoercion(e, path, fn, target, typmod, ctx, form, at)
	}
	if c, ok := e.(*tree.Const); ok {
		// As applyRelabelType: a constant is relabelled in place of a node on top.
		relabelled := *c
		relabelled.Typ, relabelled.Mod = target, typmod
		return &relabelled
	}
	return &tree.RelabelType{
		Node:      tree.Node{Typ: target, Mod: typmod, At: at},
		Arg:       e,
		Form:      form,
		Collation: exprCollation(e),
	}
}

// hideCoercion marks a conversion that another one encloses as not written by the user.
func hideCoercion(e tree.Expr) {
	switch e := e.(type) {
	case *tree.FuncExpr:
		e.Form = tree.ImplicitForm
	case *tree.RelabelType:
		e.Form = tree.ImplicitForm
	case *tree.CoerceViaIO:
		e.Form = tree.ImplicitForm
	case *tree.ArrayCoerceExpr:
		e.Form = tree.ImplicitForm
	case *tree.ConvertRowtypeExpr:
		e.Form = tree.ImplicitForm
	case *tree.RowExpr:
		e.Form = tree.ImplicitForm
	case *tree.CoerceToDomain:
		e.Form = tree.ImplicitForm
	}
}

// buildCoercion builds the node that applies a pg_cast entry or a length conversion. Mirrors
// parse_coerce.c: build_coercion_expression.
func (p *pstate) buildCoercion(e tree.Expr, path coercionPath, fn, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	switch path {
	case pathFunc:
		return p.buildCastCall(e, fn, target, typmod, ctx, form, at)
	case pathArrayCoerce:
		return p.buildArrayCoerce(e, target, typmod, ctx, form, at)
	}
	return &tree.CoerceViaIO{Node: tree.Node{Typ: target, Mod: -1, At: at}, Arg: e, Form: form}
}

// buildCastCall calls a cast function, passing the modifier and whether the cast is explicit if it
// takes them.
func (p *pstate) buildCastCall(e tree.Expr, fn, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	proc := p.cat.Proc(fn)
	if proc == nil {
		failf(sqlstate.InternalError, at, "cache lookup failed for function %d", fn)
	}
	call := &tree.FuncExpr{Node: tree.Node{Typ: target, Mod: -1, At: at}, Func: proc, Args: []tree.Expr{e}, Form: form}
	if len(proc.Args) >= 2 {
		call.Args = append(call.Args, intConst(typmod))
		call.Mod = typmod
	}
	if len(proc.Args) == 3 {
		text := "f"
		if ctx == catalog.CastExplicit {
			text = "t"
		}
		call.Args = append(call.Args, &tree.Const{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Text: text})
	}
	return call
}

// buildArrayCoerce converts every element of an array.
func (p *pstate) buildArrayCoerce(e tree.Expr, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	sourceType, sourceMod := p.getBaseTypeAndTypmod(e.Type(), e.Typmod())
	element := &tree.CaseTestExpr{Node: tree.Node{Typ: p.getElementType(sourceType), Mod: sourceMod, At: source.NoPos}}
	converted := p.coerceToTargetType(element, element.Typ, p.getElementType(target), typmod, ctx, form, at)
	if converted == nil {
		fail(sqlstate.InternalError, at, "failed to coerce array element type as expected")
	}
	return &tree.ArrayCoerceExpr{
		Node: tree.Node{Typ: target, Mod: converted.Typmod(), At: at},
		Arg:  e,
		Elem: converted,
		Form: form,
	}
}

// coerceRecordToComplex converts ROW(…) or a whole row to a named composite type, column by
// column. Reports 42846. Mirrors parse_coerce.c: coerce_record_to_complex.
func (p *pstate) coerceRecordToComplex(e tree.Expr, target catalog.OID, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	bad := func(where tree.Expr, options ...option) {
		pos := at
		if pos < 0 {
			pos = exprLocation(where)
		}
		fail(sqlstate.CannotCoerce, pos, "cannot cast type record to "+p.formatType(target), options...)
	}
	var args []tree.Expr
	switch x := e.(type) {
	case *tree.RowExpr:
		args = x.Args
	case *tree.Var:
		if x.Attno != 0 {
			bad(e)
		}
		args, _ = p.expandNSItemVars(p.getNSItem(x.Varno, x.LevelsUp), x.LevelsUp, x.At)
	default:
		bad(e)
	}
	base, baseMod := p.getBaseTypeAndTypmod(target, -1)
	var fields []tree.Expr
	column := 0
	for _, c := range p.lookupRowtypeTupdesc(base) {
		if c.Dropped {
			fields = append(fields, p.makeNullConst(catalog.Int4OID, -1, catalog.InvalidOID))
			continue
		}
		if column >= len(args) {
			bad(e, withDetail("Input has too few columns."))
		}
		arg := args[column]
		column++
		field := p.coerceToTargetType(arg, arg.Type(), c.Type, c.Typmod, ctx, tree.ImplicitForm, source.NoPos)
		if field == nil {
			bad(arg, withDetail("Cannot cast type %s to %s in column %d.", p.formatType(arg.Type()), p.formatType(c.Type), column))
		}
		fields = append(fields, field)
	}
	if column < len(args) {
		bad(e, withDetail("Input has too many columns."))
	}
	row := &tree.RowExpr{Node: tree.Node{Typ: base, Mod: -1, At: at}, Args: fields, Form: form}
	if base == target {
		return row
	}
	row.Form = tree.ImplicitForm
	return p.coerceToDomain(row, base, baseMod, target, ctx, form, at)
}

// coerceToBoolean converts the argument of a construct that wants a boolean and no set; construct
// names it in the error (42804). Mirrors parse_coerce.c: coerce_to_boolean.
func (p *pstate) coerceToBoolean(e tree.Expr, construct string) tree.Expr {
	return p.coerceToSpecificTypeTypmod(e, catalog.BoolOID, -1, construct)
}

// coerceToSpecificType is coerceToBoolean for any type.
func (p *pstate) coerceToSpecificType(e tree.Expr, target catalog.OID, construct string) tree.Expr {
	return p.coerceToSpecificTypeTypmod(e, target, -1, construct)
}

// coerceToSpecificTypeTypmod is coerceToSpecificType with a modifier.
func (p *pstate) coerceToSpecificTypeTypmod(e tree.Expr, target catalog.OID, typmod int32, construct string) tree.Expr {
	if input := e.Type(); input != target {
		converted := p.coerceToTargetType(e, input, target, typmod, catalog.CastAssignment, tree.ImplicitForm, source.NoPos)
		if converted == nil {
			failf(sqlstate.DatatypeMismatch, exprLocation(e), "argument of %s must be type %s, not type %s",
				construct, p.formatType(target), p.formatType(input))
		}
		e = converted
	}
	if expressionReturnsSet(e) {
		failf(sqlstate.DatatypeMismatch, exprLocation(e), "argument of %s must not return a set", construct)
	}
	return e
}

// coerceToCommonType converts e to the type that selectCommonType chose; context names the
// construct in the error (42846). Mirrors parse_coerce.c: coerce_to_common_type.
func (p *pstate) coerceToCommonType(e tree.Expr, target catalog.OID, context string) tree.Expr {
	input := e.Type()
	if input == target {
		return e
	}
	if !p.canCoerceOne(input, target, catalog.CastImplicit) {
		failf(sqlstate.CannotCoerce, exprLocation(e), "%s could not convert type %s to %s",
			context, p.formatType(input), p.formatType(target))
	}
	return p.coerceType(e, input, target, -1, catalog.CastImplicit, tree.ImplicitForm, source.NoPos)
}

// findCoercionPathway says how values of one type become another in a context, with the cast
// function for pathFunc. Mirrors parse_coerce.c: find_coercion_pathway.
func (s *shared) findCoercionPathway(target, source catalog.OID, ctx catalog.CastContext) (coercionPath, catalog.OID) {
	source, target = s.getBaseType(source), s.getBaseType(target)
	if source == target {
		return pathRelabel, catalog.InvalidOID
	}
	if c := s.cat.Cast(source, target); c != nil {
		if !allows(ctx, c.Context) {
			return pathNone, catalog.InvalidOID
		}
		switch c.Method {
		case 'f':
			return pathFunc, c.Proc
		case 'i':
			return pathCoerceViaIO, catalog.InvalidOID
		}
		return pathRelabel, catalog.InvalidOID
	}
	// Vectors are kept out: they would attract conversions that belong to true arrays.
	if target != catalog.OidVectorOID && target != catalog.Int2VectorOID {
		if te := s.getElementType(target); te != catalog.InvalidOID {
			if se := s.getElementType(source); se != catalog.InvalidOID {
				if path, _ := s.findCoercionPathway(te, se, ctx); path != pathNone {
					return pathArrayCoerce, catalog.InvalidOID
				}
			}
		}
	}
	// Everything can be assigned to strings, and be cast from strings, through its text.
	if ctx == catalog.CastImplicit {
		return pathNone, catalog.InvalidOID
	}
	if c, _ := s.typeCategory(target); c == 'S' {
		return pathCoerceViaIO, catalog.InvalidOID
	}
	if ctx == catalog.CastExplicit {
		if c, _ := s.typeCategory(source); c == 'S' {
			return pathCoerceViaIO, catalog.InvalidOID
		}
	}
	return pathNone, catalog.InvalidOID
}

// findTypmodCoercionFunction finds the conversion that applies a modifier, for arrays that of the
// elements. Mirrors parse_coerce.c: find_typmod_coercion_function.
func (s *shared) findTypmodCoercionFunction(oid catalog.OID) (coercionPath, catalog.OID) {
	path := pathFunc
	if e := s.getElementType(oid); e != catalog.InvalidOID {
		oid, path = e, pathArrayCoerce
	}
	c := s.cat.Cast(oid, oid)
	if c == nil || c.Proc == catalog.InvalidOID {
		return pathNone, catalog.InvalidOID
	}
	return path, c.Proc
}

// isBinaryCoercible reports whether values of source can stand for target unchanged. Mirrors
// parse_coerce.c: IsBinaryCoercible.
func (s *shared) isBinaryCoercible(source, target catalog.OID) bool {
	if source == target {
		return true
	}
	switch target {
	case catalog.AnyOID, catalog.AnyElementOID, catalog.AnyCompatibleOID:
		return true
	}
	source = s.getBaseType(source)
	if source == target {
		return true
	}
	switch target {
	case catalog.AnyArrayOID, catalog.AnyCompatibleArrayOID:
		if s.typeIsArray(source) {
			return true
		}
	case catalog.AnyNonArrayOID, catalog.AnyCompatibleNonArrayOID:
		if !s.typeIsArray(source) {
			return true
		}
	case catalog.AnyEnumOID:
		if s.typeIsEnum(source) {
			return true
		}
	case catalog.AnyRangeOID, catalog.AnyCompatibleRangeOID:
		if s.typeKind(source) == catalog.RangeType {
			return true
		}
	case catalog.AnyMultirangeOID, catalog.AnyCompatibleMultirangeOID:
		if s.typeKind(source) == catalog.MultirangeType {
			return true
		}
	case catalog.RecordOID:
		if s.isComplex(source) {
			return true
		}
	case catalog.RecordArrayOID:
		if s.isComplexArray(source) {
			return true
		}
	}
	c := s.cat.Cast(source, target)
	return c != nil && c.Method == 'b' && c.Context == catalog.CastImplicit
}
