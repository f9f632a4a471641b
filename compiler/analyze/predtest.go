package analyze

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// implication proves that rows which meet a list of conditions meet another one as well, by the
// planner's rules, which know much less than logic does. open is set where the server would
// compare values that this package cannot: no answer is then not the answer no.
type implication struct {
	*shared
	open bool
}

// clauseClass says how a condition is taken apart.
type clauseClass byte

const (
	atomClause clauseClass = iota
	andClause
	orClause
)

// maxArraySize is how many elements of x = ANY (…) the planner looks at: MAX_SAOP_ARRAY_SIZE.
const maxArraySize = 100

// predicateImpliedBy mirrors predtest.c: predicate_implied_by, for strong implication.
func (m *implication) predicateImpliedBy(predicate, clauses []tree.Expr) bool {
	if len(predicate) == 0 {
		return true
	}
	if len(clauses) == 0 {
		return false
	}
	return m.implied(connect(tree.And, predicate), connect(tree.And, clauses))
}

// implied mirrors predtest.c: predicate_implied_by_recurse.
func (m *implication) implied(predicate, clause tree.Expr) bool {
	pclass, pparts := m.classify(predicate)
	cclass, cparts := m.classify(clause)
	switch {
	case cclass == orClause && pclass == orClause:
		for _, c := range cparts {
			if !m.anyImplied(pparts, c) {
				return false
			}
		}
		return true
	case cclass == orClause:
		for _, c := range cparts {
			if !m.implied(predicate, c) {
				return false
			}
		}
		return true
	case pclass == andClause:
		for _, p := range pparts {
			if !m.implied(p, clause) {
				return false
			}
		}
		return true
	case pclass == orClause && m.anyImplied(pparts, clause):
		return true
	case cclass == andClause:
		for _, c := range cparts {
			if m.implied(predicate, c) {
				return true
			}
		}
		return false
	case pclass == orClause:
		return false
	}
	return m.simple(predicate, clause)
}

func (m *implication) anyImplied(parts []tree.Expr, clause tree.Expr) bool {
	for _, p := range parts {
		if m.implied(p, clause) {
			return true
		}
	}
	return false
}

// classify takes AND, OR and comparisons with the elements of an array apart. Mirrors predtest.c:
// predicate_classify.
func (m *implication) classify(x tree.Expr) (clauseClass, []tree.Expr) {
	switch x := x.(type) {
	case *tree.BoolExpr:
		switch x.Op {
		case tree.And:
			return andClause, x.Args
		case tree.Or:
			return orClause, x.Args
		}
	case *tree.ScalarArrayOpExpr:
		array, ok := x.Args[1].(*tree.ArrayExpr)
		if !ok || array.MultiDim || len(array.Elems) > maxArraySize {
			return atomClause, nil
		}
		var parts []tree.Expr
		for _, e := range array.Elems {
			parts = append(parts, &tree.OpExpr{Node: x.Node, Op: x.Op, Args: []tree.Expr{x.Args[0], e}})
		}
		if x.UseOr {
			return orClause, parts
		}
		return andClause, parts
	}
	return atomClause, nil
}

// simple proves one condition from another. Mirrors predtest.c: predicate_implied_by_simple_clause.
func (m *implication) simple(predicate, clause tree.Expr) bool {
	if equalExpr(predicate, clause) {
		return true
	}
	if n, ok := predicate.(*tree.NullTest); ok {
		return n.IsNot && !n.ArgIsRow && m.strictFor(clause, n.Arg, true)
	}
	return m.operatorProof(predicate, clause)
}

// strictFor reports whether a clause is NULL (or, with allowFalse, false) for each row in which x
// is NULL. Mirrors predtest.c: clause_is_strict_for.
func (m *implication) strictFor(clause, x tree.Expr, allowFalse bool) bool {
	if r, ok := clause.(*tree.RelabelType); ok {
		clause = r.Arg
	}
	if r, ok := x.(*tree.RelabelType); ok {
		x = r.Arg
	}
	if equalExpr(clause, x) {
		return true
	}
	anyArg := func(args []tree.Expr, proc *catalog.Proc) bool {
		if proc == nil || !proc.Strict {
			return false
		}
		for _, a := range args {
			if m.strictFor(a, x, false) {
				return true
			}
		}
		return false
	}
	switch c := clause.(type) {
	case *tree.OpExpr:
		return anyArg(c.Args, m.cat.Proc(c.Op.Proc))
	case *tree.FuncExpr:
		return anyArg(c.Args, c.Func)
	case *tree.CoerceViaIO:
		return m.strictFor(c.Arg, x, false)
	case *tree.ArrayCoerceExpr:
		return m.strictFor(c.Arg, x, false)
	case *tree.ConvertRowtypeExpr:
		return m.strictFor(c.Arg, x, false)
	case *tree.CoerceToDomain:
		return m.strictFor(c.Arg, x, false)
	case *tree.ScalarArrayOpExpr:
		return m.arrayStrictFor(c, x, allowFalse)
	case *tree.Const:
		return c.Null
	}
	return false
}

// arrayStrictFor: x = ANY (array) is NULL for a NULL x unless the array is empty.
func (m *implication) arrayStrictFor(c *tree.ScalarArrayOpExpr, x tree.Expr, allowFalse bool) bool {
	if proc := m.cat.Proc(c.Op.Proc); proc != nil && proc.Strict && m.strictFor(c.Args[0], x, false) {
		if allowFalse && c.UseOr {
			return true
		}
		if k, ok := c.Args[1].(*tree.Const); ok && k.Null {
			return true
		}
		if a, ok := c.Args[1].(*tree.ArrayExpr); ok && len(a.Elems) > 0 && !a.MultiDim {
			return true
		}
	}
	return m.strictFor(c.Args[1], x, false)
}

// operatorProof proves one comparison from another with the same operand: x > 5 from x > 7.
// Mirrors predtest.c: operator_predicate_proof.
func (m *implication) operatorProof(predicate, clause tree.Expr) bool {
	p, ok1 := predicate.(*tree.OpExpr)
	c, ok2 := clause.(*tree.OpExpr)
	if !ok1 || !ok2 || len(p.Args) != 2 || len(c.Args) != 2 || m.inputCollation(p) != m.inputCollation(c) {
		return false
	}
	pop, cop := p.Op, c.Op
	var pconst, cconst tree.Expr
	switch {
	case equalExpr(p.Args[0], c.Args[0]):
		if equalExpr(p.Args[1], c.Args[1]) {
			return m.sameOperands(pop, cop)
		}
		pconst, cconst = p.Args[1], c.Args[1]
	case equalExpr(p.Args[1], c.Args[1]):
		pconst, cconst = p.Args[0], c.Args[0]
		pop, cop = m.cat.Operator(pop.Commutes), m.cat.Operator(cop.Commutes)
	case equalExpr(p.Args[0], c.Args[1]):
		if equalExpr(p.Args[1], c.Args[0]) {
			return m.sameOperands(m.cat.Operator(pop.Commutes), cop)
		}
		pconst, cconst = p.Args[1], c.Args[0]
		cop = m.cat.Operator(cop.Commutes)
	case equalExpr(p.Args[1], c.Args[0]):
		pconst, cconst = p.Args[0], c.Args[1]
		pop = m.cat.Operator(pop.Commutes)
	default:
		return false
	}
	pk, ok1 := pconst.(*tree.Const)
	ck, ok2 := cconst.(*tree.Const)
	if !ok1 || !ok2 || pop == nil || cop == nil {
		m.open = m.open || constArray(pconst) && constArray(cconst) && m.comparable(pop) && m.comparable(cop)
		return false
	}
	if ck.Null {
		proc := m.cat.Proc(cop.Proc)
		return proc != nil && proc.Strict // false implies anything
	}
	return !pk.Null && m.constantsImply(pop, cop, pk, ck, m.inputCollation(p))
}

// inputCollation is the collation that an operator compares by: where both sides have one, and
// analysis found no conflict, the other one than the default.
func (m *implication) inputCollation(x *tree.OpExpr) catalog.OID {
	out := catalog.InvalidOID
	for _, a := range x.Args {
		if c := exprCollation(a); c != catalog.InvalidOID && (out == catalog.InvalidOID || out == catalog.DefaultCollation) {
			out = c
		}
	}
	return out
}

// The relations that an operator can have to a btree family: its strategies 1-5 and <>.
const (
	btLT = 1 + iota
	btLE
	btEQ
	btGE
	btGT
	btNE
)

// btImplies [clause][predicate]: whether x clause y implies x predicate y.
var btImplies = [btNE + 1][btNE + 1]bool{
	btLT: {btLT: true, btLE: true, btNE: true},
	btLE: {btLE: true},
	btEQ: {btLE: true, btEQ: true, btGE: true},
	btGE: {btGE: true},
	btGT: {btGE: true, btGT: true, btNE: true},
	btNE: {btNE: true},
}

// btTest [clause][predicate]: x clause C implies x predicate P if P test C; 0 if it never does.
var btTest = [btNE + 1][btNE + 1]int{
	btLT: {btLT: btGE, btLE: btGE, btNE: btGE},
	btLE: {btLT: btGT, btLE: btGE, btNE: btGT},
	btEQ: {btLT: btGT, btLE: btGE, btEQ: btEQ, btGE: btLE, btGT: btLT, btNE: btNE},
	btGE: {btGE: btLE, btGT: btLT, btNE: btLT},
	btGT: {btGE: btLE, btGT: btLE, btNE: btLE},
	btNE: {btNE: btEQ},
}

// interpretation is what an operator means in a btree family.
type interpretation struct {
	family   catalog.OID
	strategy int
	right    catalog.OID
}

// interpretations mirrors lsyscache.c: get_op_btree_interpretation.
func (m *implication) interpretations(o *catalog.Operator) []interpretation {
	var out []interpretation
	for _, f := range m.cat.OperatorFamilies(o.OID) {
		if f.Method == "btree" {
			out = append(out, interpretation{f.Family, f.Strategy, f.Right})
		}
	}
	if out != nil || o.Negates == catalog.InvalidOID {
		return out
	}
	for _, f := range m.cat.OperatorFamilies(o.Negates) {
		if f.Method == "btree" && f.Strategy == btEQ {
			out = append(out, interpretation{f.Family, btNE, f.Right})
		}
	}
	return out
}

func (m *implication) comparable(o *catalog.Operator) bool {
	return o != nil && len(m.interpretations(o)) > 0
}

// sameOperands mirrors predtest.c: operator_same_subexprs_proof.
func (m *implication) sameOperands(pop, cop *catalog.Operator) bool {
	if pop == nil || pop.OID == cop.OID {
		return pop != nil
	}
	for _, p := range m.interpretations(pop) {
		for _, c := range m.interpretations(cop) {
			if p.family == c.family && btImplies[c.strategy][p.strategy] {
				return true
			}
		}
	}
	return false
}

// constantsImply reports whether x cop ck implies x pop pk. Mirrors predtest.c: get_btree_test_op
// and the evaluation of its result.
func (m *implication) constantsImply(pop, cop *catalog.Operator, pk, ck *tree.Const, collation catalog.OID) bool {
	for _, p := range m.interpretations(pop) {
		for _, c := range m.interpretations(cop) {
			test := btTest[c.strategy][p.strategy]
			if p.family != c.family || test == 0 || !m.testable(p, c, test) {
				continue
			}
			holds, ok := m.compareConsts(pk, ck, test, collation)
			m.open = m.open || !ok
			return holds && ok
		}
	}
	return false
}

// testable reports whether the family has an immutable operator for the test.
func (m *implication) testable(p, c interpretation, test int) bool {
	if test == btNE {
		test = btEQ
	}
	for _, f := range m.cat.FamilyOps(p.family) {
		if f.Strategy != test || f.Left != p.right || f.Right != c.right {
			continue
		}
		o := m.cat.Operator(f.Operator)
		if o == nil {
			return false
		}
		proc := m.cat.Proc(o.Proc)
		return proc != nil && proc.Volatile == 'i'
	}
	return false
}
