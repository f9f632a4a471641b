package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// makeOp applies an operator to analysed operands; l is nil for a prefix operator. Mirrors
// parse_oper.c: make_op.
func (p *pstate) makeOp(opname []*pg.Node, l, r tree.Expr, lastSRF tree.Expr, at source.Pos) tree.Expr {
	if r == nil {
		fail(sqlstate.SyntaxError, source.NoPos, "postfix operators are not supported")
	}
	var op *catalog.Operator
	var args []tree.Expr
	var actual, declared []catalog.OID
	if l == nil {
		op = p.leftOper(opname, r.Type(), false, at)
		args, actual, declared = []tree.Expr{r}, []catalog.OID{r.Type()}, []catalog.OID{op.Right}
	} else {
		op = p.oper(opname, l.Type(), r.Type(), false, at)
		args = []tree.Expr{l, r}
		actual, declared = []catalog.OID{l.Type(), r.Type()}, []catalog.OID{op.Left, op.Right}
	}
	p.checkShell(op, opname, at)
	ret := p.enforceGenericTypeConsistency(actual, declared, op.Result, false)
	p.makeFnArguments(args, actual, declared)
	result := &tree.OpExpr{Node: tree.Node{Typ: ret, Mod: -1, At: at}, Op: op, Args: args}
	if proc := p.cat.Proc(op.Proc); proc != nil && proc.RetSet {
		result.RetSet = true
		p.checkSrfCallPlacement(lastSRF, at)
		p.lastSRF = result
	}
	return result
}

func (p *pstate) checkShell(op *catalog.Operator, opname []*pg.Node, at source.Pos) {
	if op.Proc == catalog.InvalidOID {
		fail(sqlstate.UndefinedFunction, at, "operator is only a shell: "+p.opSignature(opname, op.Left, op.Right))
	}
}

// makeScalarArrayOp applies an operator between l and each element of r: op ANY/ALL (array).
// Mirrors parse_oper.c: make_scalar_array_op.
func (p *pstate) makeScalarArrayOp(opname []*pg.Node, useOr bool, l, r tree.Expr, at source.Pos) tree.Expr {
	ltype, atype := l.Type(), r.Type()
	rtype := catalog.UnknownOID
	if atype != catalog.UnknownOID {
		if rtype = p.getBaseElementType(atype); rtype == catalog.InvalidOID {
			fail(sqlstate.WrongObjectType, at, "op ANY/ALL (array) requires array on right side")
		}
	}
	op := p.oper(opname, ltype, rtype, false, at)
	p.checkShell(op, opname, at)
	actual, declared := []catalog.OID{ltype, rtype}, []catalog.OID{op.Left, op.Right}
	ret := p.enforceGenericTypeConsistency(actual, declared, op.Result, false)
	if ret != catalog.BoolOID {
		fail(sqlstate.WrongObjectType, at, "op ANY/ALL (array) requires operator to yield boolean")
	}
	if proc := p.cat.Proc(op.Proc); proc != nil && proc.RetSet {
		fail(sqlstate.WrongObjectType, at, "op ANY/ALL (array) requires operator not to return a set")
	}
	array := atype // a polymorphic operator takes the array as it is
	if !isPolymorphic(declared[1]) {
		if array = p.getArrayType(declared[1]); array == catalog.InvalidOID {
			fail(sqlstate.UndefinedObject, at, "could not find array type for data type "+p.formatType(declared[1]))
		}
	}
	actual[1], declared[1] = atype, array
	args := []tree.Expr{l, r}
	p.makeFnArguments(args, actual, declared)
	return &tree.ScalarArrayOpExpr{Node: tree.Node{Typ: ret, Mod: -1, At: at}, Op: op, UseOr: useOr, Args: args}
}

// oper finds the operator called opname between operands of the given types: first an exact match
// along the search path, then the best candidate reachable by implicit coercion. A literal of
// unknown type counts as the other side's type, so "created_at > '2024-01-01'" compares
// timestamps, not text.
//
// Reports 42883 if nothing fits and 42725 if two candidates fit equally well, both at the operator
// itself; with noError nil. Mirrors parse_oper.c: oper.
func (p *pstate) oper(opname []*pg.Node, l, r catalog.OID, noError bool, at source.Pos) *catalog.Operator {
	key, keyed := operatorKey(opname, l, r)
	if keyed {
		if op := p.cat.Resolved(key); op != nil {
			return op
		}
	}
	op := p.binaryOperExact(opname, l, r, at)
	ambiguous := false
	if op == nil {
		if r == catalog.InvalidOID {
			r = l
		} else if l == catalog.InvalidOID {
			l = r
		}
		op, ambiguous = p.operSelectCandidate([]catalog.OID{l, r}, p.opernameGetCandidates(opname, false, at))
	}
	if op == nil {
		if !noError {
			p.operError(opname, l, r, ambiguous, at)
		}
		return nil
	}
	if keyed {
		p.cat.Remember(key, op)
	}
	return op
}

// operatorKey is what the catalog remembers an operator by: names like "=" have a hundred
// candidates. Only unqualified names are kept.
func operatorKey(opname []*pg.Node, l, r catalog.OID) (catalog.Operands, bool) {
	if len(opname) != 1 {
		return catalog.Operands{}, false
	}
	return catalog.Operands{Name: opname[0].GetString_().GetSval(), Left: l, Right: r}, true
}

// leftOper finds a prefix operator; otherwise as oper. Mirrors parse_oper.c: left_oper.
func (p *pstate) leftOper(opname []*pg.Node, arg catalog.OID, noError bool, at source.Pos) *catalog.Operator {
	op := p.opernameGetOprid(opname, catalog.InvalidOID, arg, at)
	ambiguous := false
	if op == nil {
		op, ambiguous = p.operSelectCandidate([]catalog.OID{arg}, p.opernameGetCandidates(opname, true, at))
	}
	if op == nil && !noError {
		p.operError(opname, catalog.InvalidOID, arg, ambiguous, at)
	}
	return op
}

// compatibleOper finds an operator that needs no conversion of the operands beyond a relabelling.
// Mirrors parse_oper.c: compatible_oper.
func (p *pstate) compatibleOper(opname []*pg.Node, l, r catalog.OID, noError bool, at source.Pos) *catalog.Operator {
	op := p.oper(opname, l, r, noError, at)
	if op == nil || p.isBinaryCoercible(l, op.Left) && p.isBinaryCoercible(r, op.Right) {
		return op
	}
	if !noError {
		fail(sqlstate.UndefinedFunction, at, "operator requires run-time type coercion: "+p.opSignature(opname, l, r))
	}
	return nil
}

// binaryOperExact finds an operator whose operands are exactly these, an unknown one counting as
// the other, and domains being stripped if only one side is known.
func (p *pstate) binaryOperExact(opname []*pg.Node, l, r catalog.OID, at source.Pos) *catalog.Operator {
	assumed := false
	if l == catalog.UnknownOID && r != catalog.InvalidOID {
		l, assumed = r, true
	} else if r == catalog.UnknownOID && l != catalog.InvalidOID {
		r, assumed = l, true
	}
	if op := p.opernameGetOprid(opname, l, r, at); op != nil {
		return op
	}
	if base := p.getBaseType(l); assumed && base != l {
		return p.opernameGetOprid(opname, base, base, at)
	}
	return nil
}

func (s *shared) operSelectCandidate(input []catalog.OID, candidates []*candidate) (op *catalog.Operator, ambiguous bool) {
	candidates = s.funcMatchArgtypes(input, candidates)
	switch len(candidates) {
	case 0:
		return nil, false
	case 1:
		return candidates[0].op, false
	}
	if c := s.funcSelectCandidate(input, candidates); c != nil {
		return c.op, false
	}
	return nil, true
}

// opSignature prints an operator with its operand types for messages.
func (s *shared) opSignature(opname []*pg.Node, l, r catalog.OID) string {
	out := nameListToString(opname) + " " + s.formatType(r)
	if l != catalog.InvalidOID {
		out = s.formatType(l) + " " + out
	}
	return out
}

func (p *pstate) operError(opname []*pg.Node, l, r catalog.OID, ambiguous bool, at source.Pos) {
	signature := p.opSignature(opname, l, r)
	if ambiguous {
		fail(sqlstate.AmbiguousFunction, at, "operator is not unique: "+signature,
			withHint("Could not choose a best candidate operator. You might need to add explicit type casts."))
	}
	hint := "No operator matches the given name and argument types. You might need to add explicit type casts."
	if l == catalog.InvalidOID || r == catalog.InvalidOID {
		hint = "No operator matches the given name and argument type. You might need to add an explicit type cast."
	}
	fail(sqlstate.UndefinedFunction, at, "operator does not exist: "+signature, withHint("%s", hint))
}

// getSortGroupOperators returns the <, = and > of a type's default ordering, for sorting and
// grouping, and whether it can be hashed. An operator that is needed and missing is 42883. Mirrors
// parse_oper.c: get_sort_group_operators.
func (p *pstate) getSortGroupOperators(typ catalog.OID, needLT, needEQ, needGT bool, at source.Pos) (lt, eq, gt catalog.OID, hashable bool) {
	e := p.lookupTypeCache(typ)
	if needLT && e.lt == catalog.InvalidOID || needGT && e.gt == catalog.InvalidOID {
		fail(sqlstate.UndefinedFunction, at, "could not identify an ordering operator for type "+p.formatType(typ),
			withHint("Use an explicit ordering operator or modify the query."))
	}
	if needEQ && e.eq == catalog.InvalidOID {
		fail(sqlstate.UndefinedFunction, at, "could not identify an equality operator for type "+p.formatType(typ))
	}
	return e.lt, e.eq, e.gt, e.hashable
}
