package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Signatures that the other files need; each moves to its file when it is written.

// coercionPath is how find_coercion_pathway says a conversion is done (CoercionPathType).
type coercionPath byte

const (
	pathNone coercionPath = iota
	pathFunc
	pathRelabel
	pathArrayCoerce
	pathCoerceViaIO
)

// parse_type.go
func (p *pstate) typenameType(tn *pg.TypeName) (*catalog.Type, int32)         { panic("not written") }
func (p *pstate) lookupCollation(names []*pg.Node, at source.Pos) catalog.OID { panic("not written") }

// lsyscache.go, on *shared so that pstate has them too
func (s *shared) getBaseType(oid catalog.OID) catalog.OID { panic("not written") }
func (s *shared) getBaseTypeAndTypmod(oid catalog.OID, typmod int32) (catalog.OID, int32) {
	panic("not written")
}
func (s *shared) typeCategory(oid catalog.OID) (byte, bool)          { panic("not written") }
func (s *shared) getElementType(oid catalog.OID) catalog.OID         { panic("not written") } // get_element_type
func (s *shared) getBaseElementType(oid catalog.OID) catalog.OID     { panic("not written") } // get_base_element_type
func (s *shared) getArrayType(oid catalog.OID) catalog.OID           { panic("not written") }
func (s *shared) getPromotedArrayType(oid catalog.OID) catalog.OID   { panic("not written") }
func isPolymorphic(oid catalog.OID) bool                             { panic("not written") }
func (s *shared) typeIsRowtype(oid catalog.OID) bool                 { panic("not written") } // type_is_rowtype
func (s *shared) typeOrDomainTypeRelid(oid catalog.OID) catalog.OID  { panic("not written") }
func (s *shared) typeidTypeRelid(oid catalog.OID) catalog.OID        { panic("not written") }
func (s *shared) typeIsCollatable(oid catalog.OID) bool              { panic("not written") }
func (s *shared) getTypcollation(oid catalog.OID) catalog.OID        { panic("not written") }
func (s *shared) formatType(oid catalog.OID) string                  { panic("not written") }
func (s *shared) formatTypeMod(oid catalog.OID, typmod int32) string { panic("not written") }

// nodeFuncs.c
func exprCollation(e tree.Expr) catalog.OID        { panic("not written") }
func exprSetCollation(e tree.Expr, c catalog.OID)  { panic("not written") }
func exprLocation(e tree.Expr) source.Pos          { panic("not written") }
func exprListLocation(list []tree.Expr) source.Pos { panic("not written") } // exprLocation of a List
func nodeLocation(n *pg.Node) source.Pos           { panic("not written") } // exprLocation of a raw node
func expressionReturnsSet(e tree.Expr) bool        { panic("not written") }
func nameList(names []*pg.Node) []string           { panic("not written") } // String nodes to strings
func nameListToString(names []*pg.Node) string     { panic("not written") }

// parse_coerce.go
func (p *pstate) coerceToTargetType(e tree.Expr, exprType, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	panic("not written")
}
func (p *pstate) coerceType(e tree.Expr, input, target catalog.OID, typmod int32, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	panic("not written")
}
func (s *shared) canCoerceType(inputs, targets []catalog.OID, ctx catalog.CastContext) bool {
	panic("not written")
}
func (p *pstate) coerceToDomain(e tree.Expr, base catalog.OID, baseMod int32, typ catalog.OID, ctx catalog.CastContext, form tree.CoercionForm, at source.Pos) tree.Expr {
	panic("not written")
}
func (p *pstate) coerceNullToDomain(typ catalog.OID, typmod int32, collation catalog.OID) tree.Expr {
	panic("not written")
}
func (p *pstate) coerceToBoolean(e tree.Expr, construct string) tree.Expr { panic("not written") }
func (p *pstate) coerceToSpecificType(e tree.Expr, target catalog.OID, construct string) tree.Expr {
	panic("not written")
}
func (p *pstate) coerceToSpecificTypeTypmod(e tree.Expr, target catalog.OID, typmod int32, construct string) tree.Expr {
	panic("not written")
}
func (p *pstate) coerceToCommonType(e tree.Expr, target catalog.OID, context string) tree.Expr {
	panic("not written")
}
func (p *pstate) selectCommonType(exprs []tree.Expr, context string) (catalog.OID, tree.Expr) {
	panic("not written")
}
func (p *pstate) selectCommonTypmod(exprs []tree.Expr, common catalog.OID) int32 {
	panic("not written")
}
func (p *pstate) verifyCommonType(common catalog.OID, exprs []tree.Expr) bool { panic("not written") }
func (s *shared) findCoercionPathway(target, source catalog.OID, ctx catalog.CastContext) (coercionPath, catalog.OID) {
	panic("not written")
}
func (s *shared) isBinaryCoercible(source, target catalog.OID) bool { panic("not written") }

// parse_func.go
func (p *pstate) parseFuncOrColumn(funcname []*pg.Node, args []tree.Expr, lastSRF tree.Expr, fn *pg.FuncCall, procCall bool, at source.Pos) tree.Expr {
	panic("not written")
}
func (p *pstate) checkSrfCallPlacement(lastSRF tree.Expr, at source.Pos) { panic("not written") }

// parse_oper.go
func (p *pstate) makeOp(opname []*pg.Node, l, r tree.Expr, lastSRF tree.Expr, at source.Pos) tree.Expr {
	panic("not written")
}
func (p *pstate) makeScalarArrayOp(opname []*pg.Node, useOr bool, l, r tree.Expr, at source.Pos) tree.Expr {
	panic("not written")
}
func (p *pstate) oper(opname []*pg.Node, l, r catalog.OID, noError bool, at source.Pos) *catalog.Operator {
	panic("not written")
}
func (p *pstate) leftOper(opname []*pg.Node, arg catalog.OID, noError bool, at source.Pos) *catalog.Operator {
	panic("not written")
}
func (p *pstate) compatibleOper(opname []*pg.Node, l, r catalog.OID, noError bool, at source.Pos) *catalog.Operator {
	panic("not written")
}
func (p *pstate) getSortGroupOperators(typ catalog.OID, needLT, needEQ, needGT bool, at source.Pos) (lt, eq, gt catalog.OID, hashable bool) {
	panic("not written")
}

// parse_param.go, parse_node.c
func (p *pstate) makeConst(a *pg.A_Const) tree.Expr    { panic("not written") }
func (p *pstate) makeParam(ref *pg.ParamRef) tree.Expr { panic("not written") }
func (p *pstate) makeNullConst(typ catalog.OID, typmod int32, collation catalog.OID) *tree.Const {
	panic("not written")
}
func (p *pstate) checkVariableParameters(q *tree.Query) { panic("not written") }
