package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// maxDim is MAXDIM: how many dimensions an array can have.
const maxDim = 6

// Types of arrays that int2vector and oidvector become when they are subscripted.
const (
	int2ArrayOID catalog.OID = 1005
	oidArrayOID  catalog.OID = 1028
)

// transformContainerType returns the container that a type is for subscripting: the base type of
// a domain, a plain array for int2vector and oidvector.
// Mirrors parse_node.c: transformContainerType.
func (p *pstate) transformContainerType(typ catalog.OID, typmod int32) (catalog.OID, int32) {
	typ, typmod = p.getBaseTypeAndTypmod(typ, typmod)
	switch typ {
	case catalog.Int2VectorOID:
		typ = int2ArrayOID
	case catalog.OidVectorOID:
		typ = oidArrayOID
	}
	return typ, typmod
}

// transformContainerSubscripts analyses container[…][…]. For an assignment (assign) the type must
// be a container type already, and the result's type is that of the value to be stored.
// Mirrors parse_node.c: transformContainerSubscripts.
func (p *pstate) transformContainerSubscripts(base tree.Expr, typ catalog.OID, typmod int32, indirection []*pg.Node, assign bool) *tree.SubscriptingRef {
	if !assign {
		typ, typmod = p.transformContainerType(typ, typmod)
	}
	t := p.cat.Type(typ)
	if t == nil || t.Subscript == catalog.NoSubscript {
		failf(sqlstate.DatatypeMismatch, exprLocation(base), "cannot subscript type %s because it does not support subscripting", p.formatType(typ))
	}
	slice := false
	for _, n := range indirection {
		slice = slice || n.GetAIndices().IsSlice
	}
	ref := &tree.SubscriptingRef{
		Node:      tree.Node{Mod: typmod, At: exprLocation(base)},
		Container: typ, Element: t.Elem, Arg: base, Slice: slice,
	}
	switch t.Subscript {
	case catalog.JsonbSubscript:
		p.jsonbSubscripts(ref, indirection)
	case catalog.HstoreSubscr:
		p.hstoreSubscript(ref, indirection)
	default:
		p.arraySubscripts(ref, indirection)
	}
	if ref.Typ == catalog.InvalidOID {
		failf(sqlstate.DatatypeMismatch, source.NoPos, "cannot subscript type %s because it does not support subscripting", p.formatType(typ))
	}
	return ref
}

// arraySubscripts analyses the subscripts of an array, which are integers. One slice makes all of
// them slices: [n] then means [1:n]. Mirrors arraysubs.c: array_subscript_transform.
func (p *pstate) arraySubscripts(ref *tree.SubscriptingRef, indirection []*pg.Node) {
	for _, n := range indirection {
		ai := n.GetAIndices()
		if ref.Slice {
			var lower tree.Expr
			switch {
			case ai.Lidx != nil:
				lower = p.arrayIndex(ai.Lidx)
			case !ai.IsSlice:
				lower = &tree.Const{Node: node(catalog.Int4OID, source.NoPos), Text: "1"}
			}
			ref.Lower = append(ref.Lower, lower)
		}
		var upper tree.Expr
		if ai.Uidx != nil {
			upper = p.arrayIndex(ai.Uidx)
		}
		ref.Upper = append(ref.Upper, upper)
	}
	if len(ref.Upper) > maxDim {
		failf(sqlstate.ProgramLimitExceeded, source.NoPos, "number of array dimensions (%d) exceeds the maximum allowed (%d)", len(ref.Upper), maxDim)
	}
	ref.Typ = ref.Element
	if ref.Slice {
		ref.Typ = ref.Container
	}
}

func (p *pstate) arrayIndex(n *pg.Node) tree.Expr {
	e := p.transformExpr(n, p.kind)
	out := p.coerceToTargetType(e, e.Type(), catalog.Int4OID, -1, catalog.CastAssignment, tree.ImplicitForm, source.NoPos)
	if out == nil {
		fail(sqlstate.DatatypeMismatch, nodeLocation(n), "array subscript must have type integer")
	}
	return out
}

// jsonbSubscripts analyses the subscripts of a jsonb: each must be convertible to exactly one of
// integer and text. Mirrors jsonbsubs.c: jsonb_subscript_transform.
func (p *pstate) jsonbSubscripts(ref *tree.SubscriptingRef, indirection []*pg.Node) {
	for _, n := range indirection {
		ai := n.GetAIndices()
		if ref.Slice {
			at := source.NoPos
			if ai.Uidx != nil {
				at = nodeLocation(ai.Uidx)
			} else if ai.Lidx != nil {
				at = nodeLocation(ai.Lidx)
			}
			fail(sqlstate.DatatypeMismatch, at, "jsonb subscript does not support slices")
		}
		e := p.transformExpr(ai.Uidx, p.kind)
		typ := e.Type()
		target := catalog.TextOID
		if typ != catalog.UnknownOID {
			target = p.jsonbSubscriptType(e)
		}
		ref.Upper = append(ref.Upper, p.coerceType(e, typ, target, -1, catalog.CastImplicit, tree.ImplicitForm, source.NoPos))
	}
	ref.Typ, ref.Mod = catalog.JSONBOID, -1
}

func (p *pstate) jsonbSubscriptType(e tree.Expr) catalog.OID {
	typ := e.Type()
	fits := func(target catalog.OID) bool {
		return p.canCoerceType([]catalog.OID{typ}, []catalog.OID{target}, catalog.CastImplicit)
	}
	toInt, toText := fits(catalog.Int4OID), fits(catalog.TextOID)
	refuse := func(hint string) {
		fail(sqlstate.DatatypeMismatch, exprLocation(e), "subscript type "+p.formatType(typ)+" is not supported", withHint("%s", hint))
	}
	switch {
	case toInt && toText:
		refuse("jsonb subscript must be coercible to only one type, integer or text.")
	case toInt:
		return catalog.Int4OID
	case !toText:
		refuse("jsonb subscript must be coercible to either integer or text.")
	}
	return catalog.TextOID
}

// hstoreSubscript analyses the one subscript of an hstore, a text.
// Mirrors hstore_subs.c: hstore_subscript_transform.
func (p *pstate) hstoreSubscript(ref *tree.SubscriptingRef, indirection []*pg.Node) {
	if ref.Slice || len(indirection) != 1 {
		fail(sqlstate.FeatureNotSupported, source.NoPos, "hstore allows only one subscript")
	}
	n := indirection[0].GetAIndices().Uidx
	e := p.transformExpr(n, p.kind)
	out := p.coerceToTargetType(e, e.Type(), catalog.TextOID, -1, catalog.CastAssignment, tree.ImplicitForm, source.NoPos)
	if out == nil {
		fail(sqlstate.DatatypeMismatch, nodeLocation(n), "hstore subscript must have type text")
	}
	ref.Upper = []tree.Expr{out}
	ref.Typ, ref.Mod = catalog.TextOID, -1
}
