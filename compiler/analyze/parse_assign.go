package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// assignment is the fixed part of an assignment to a part of a column: the analysed value, not yet
// coerced, and the place of the target clause's head.
type assignment struct {
	rhs tree.Expr
	at  source.Pos
}

// assignTarget is what is assigned to at one level of indirection: first the column, later a field
// or an element. name is for messages.
type assignTarget struct {
	name        string
	subscripted bool
	typ         catalog.OID
	typmod      int32
	collation   catalog.OID
}

// transformAssignmentIndirection builds the new value of t in which the part that indirection names
// is replaced by the assigned value. base is the old value; nil stands for "what is above", and is
// then a CaseTestExpr if it is needed.
// Mirrors parse_target.c: transformAssignmentIndirection.
func (p *pstate) transformAssignmentIndirection(a *assignment, base tree.Expr, t assignTarget, indirection []*pg.Node) tree.Expr {
	if len(indirection) > 0 && base == nil {
		base = &tree.CaseTestExpr{Node: tree.Node{Typ: t.typ, Mod: t.typmod, At: source.NoPos}, Collation: t.collation}
	}
	var subscripts []*pg.Node
	for i, n := range indirection {
		if n.GetAIndices() != nil {
			subscripts = append(subscripts, n)
			continue
		}
		if n.GetAStar() != nil {
			fail(sqlstate.FeatureNotSupported, a.at, "row expansion via \"*\" is not supported here")
		}
		if len(subscripts) > 0 {
			return p.transformAssignmentSubscripts(a, base, t, subscripts, indirection[i:])
		}
		return p.assignField(a, base, t, n.GetString_().GetSval(), indirection[i+1:])
	}
	if len(subscripts) > 0 {
		return p.transformAssignmentSubscripts(a, base, t, subscripts, nil)
	}
	return p.assignValue(a, t)
}

// assignValue coerces the assigned value to the type of the innermost part.
func (p *pstate) assignValue(a *assignment, t assignTarget) tree.Expr {
	typ := a.rhs.Type()
	out := p.coerceToTargetType(a.rhs, typ, t.typ, t.typmod, catalog.CastAssignment, tree.ImplicitForm, source.NoPos)
	if out != nil {
		return out
	}
	hint := withHint("You will need to rewrite or cast the expression.")
	message := "subfield \"" + t.name + "\" is of type "
	if t.subscripted {
		message = "subscripted assignment to \"" + t.name + "\" requires type "
	}
	fail(sqlstate.DatatypeMismatch, a.at, message+p.formatType(t.typ)+" but expression is of type "+p.formatType(typ), hint)
	return nil
}

// assignField stores into one field of a composite, also one under a domain.
func (p *pstate) assignField(a *assignment, base tree.Expr, t assignTarget, field string, rest []*pg.Node) tree.Expr {
	baseType, baseMod := p.getBaseTypeAndTypmod(t.typ, t.typmod)
	rel := p.cat.Relation(p.typeidTypeRelid(baseType))
	if rel == nil {
		failf(sqlstate.DatatypeMismatch, a.at, "cannot assign to field \"%s\" of column \"%s\" because its type %s is not a composite type",
			field, t.name, p.formatType(t.typ))
	}
	attno := attnameAttNum(rel, field, rel.Kind != catalog.CompositeRel)
	if attno == 0 {
		failf(sqlstate.UndefinedColumn, a.at, "cannot assign to field \"%s\" of column \"%s\" because there is no such column in data type %s",
			field, t.name, p.formatType(t.typ))
	}
	if attno < 0 {
		failf(sqlstate.UndefinedColumn, a.at, "cannot assign to system column \"%s\"", field)
	}
	c := rel.ColumnNum(int16(attno))
	value := p.transformAssignmentIndirection(a, nil, assignTarget{field, false, c.Type, c.Typmod, c.Collation}, rest)
	out := &tree.FieldStore{
		Node: node(baseType, source.NoPos), Arg: base, Values: []tree.Expr{value}, Fields: []int16{int16(attno)},
	}
	if baseType == t.typ {
		return out
	}
	return p.coerceToDomain(out, baseType, baseMod, t.typ, catalog.CastImplicit, tree.ImplicitForm, a.at)
}

// transformAssignmentSubscripts stores into an element or a slice.
// Mirrors parse_target.c: transformAssignmentSubscripts.
func (p *pstate) transformAssignmentSubscripts(a *assignment, base tree.Expr, t assignTarget, subscripts, rest []*pg.Node) tree.Expr {
	container, containerMod := p.transformContainerType(t.typ, t.typmod)
	ref := p.transformContainerSubscripts(base, container, containerMod, subscripts, true)
	collation := t.collation
	if container != t.typ {
		collation = p.getTypcollation(container)
	}
	ref.Assign = p.transformAssignmentIndirection(a, nil, assignTarget{t.name, true, ref.Typ, ref.Mod, collation}, rest)
	ref.Typ, ref.Mod = container, containerMod
	if container == t.typ {
		return ref
	}
	// A domain always takes its base type back; int2vector and oidvector do not.
	out := p.coerceToTargetType(ref, container, t.typ, t.typmod, catalog.CastAssignment, tree.ImplicitForm, source.NoPos)
	if out == nil {
		failf(sqlstate.CannotCoerce, a.at, "cannot cast type %s to %s", p.formatType(container), p.formatType(t.typ))
	}
	return out
}
