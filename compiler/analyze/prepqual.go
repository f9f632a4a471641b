package analyze

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// boolean simplifies AND, OR and NOT whose arguments are simplified. Mirrors clauses.c:
// simplify_and_arguments, simplify_or_arguments.
func (s *simplifier) boolean(x *tree.BoolExpr) tree.Expr {
	if x.Op == tree.Not {
		return s.negate(x.Args[0])
	}
	var args []tree.Expr
	null := false
	for _, a := range pull(x.Op, x.Args) {
		k, ok := a.(*tree.Const)
		switch {
		case !ok:
			args = append(args, a)
		case k.Null:
			null = true
		case isTrueConst(k) == (x.Op == tree.Or):
			return boolConst(x.Op == tree.Or)
		}
	}
	if null {
		args = append(args, nullBool())
	}
	return connect(x.Op, args)
}

func nullBool() *tree.Const {
	return &tree.Const{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Null: true}
}

// connect joins conditions by AND or OR; none at all is true or false.
func connect(op tree.BoolOp, args []tree.Expr) tree.Expr {
	switch len(args) {
	case 0:
		return boolConst(op == tree.And)
	case 1:
		return args[0]
	}
	return &tree.BoolExpr{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Op: op, Args: args}
}

// pull flattens nested lists of one connective. Mirrors prepqual.c: pull_ands, pull_ors.
func pull(op tree.BoolOp, args []tree.Expr) []tree.Expr {
	var out []tree.Expr
	for _, a := range args {
		if b, ok := a.(*tree.BoolExpr); ok && b.Op == op {
			out = append(out, pull(op, b.Args)...)
		} else {
			out = append(out, a)
		}
	}
	return out
}

// negate returns NOT x in its simplest form. Mirrors prepqual.c: negate_clause.
func (s *simplifier) negate(x tree.Expr) tree.Expr {
	switch x := x.(type) {
	case *tree.Const:
		if x.Null {
			return nullBool()
		}
		return boolConst(!isTrueConst(x))
	case *tree.OpExpr:
		if o := s.cat.Operator(x.Op.Negates); o != nil {
			n := *x
			n.Op = o
			return &n
		}
	case *tree.ScalarArrayOpExpr:
		if o := s.cat.Operator(x.Op.Negates); o != nil {
			n := *x
			n.Op, n.UseOr = o, !x.UseOr
			return &n
		}
	case *tree.BoolExpr:
		return s.negateList(x)
	case *tree.NullTest:
		if !x.ArgIsRow { // of a row, IS NULL and IS NOT NULL can both be false
			n := *x
			n.IsNot = !x.IsNot
			return &n
		}
	case *tree.BooleanTest:
		n := *x
		n.Test = map[tree.BoolTestKind]tree.BoolTestKind{
			tree.IsTrue: tree.IsNotTrue, tree.IsNotTrue: tree.IsTrue,
			tree.IsFalse: tree.IsNotFalse, tree.IsNotFalse: tree.IsFalse,
			tree.IsUnknown: tree.IsNotUnknown, tree.IsNotUnknown: tree.IsUnknown,
		}[x.Test]
		return &n
	}
	return &tree.BoolExpr{Node: tree.Node{Typ: catalog.BoolOID, Mod: -1, At: source.NoPos}, Op: tree.Not, Args: []tree.Expr{x}}
}

// negateList applies DeMorgan's laws.
func (s *simplifier) negateList(x *tree.BoolExpr) tree.Expr {
	if x.Op == tree.Not {
		return x.Args[0]
	}
	var args []tree.Expr
	for _, a := range x.Args {
		args = append(args, s.negate(a))
	}
	op := tree.And
	if x.Op == tree.And {
		op = tree.Or
	}
	return connect(op, pull(op, args))
}

// canonicalizeQual brings a condition into the planner's form and returns its conjuncts; NULL
// counts as false. Mirrors prepqual.c: canonicalize_qual, make_ands_implicit.
func canonicalizeQual(x tree.Expr) []tree.Expr {
	x = findDuplicateOrs(x)
	if k, ok := x.(*tree.Const); ok && isTrueConst(k) {
		return nil
	}
	return pull(tree.And, []tree.Expr{x})
}

// findDuplicateOrs mirrors prepqual.c: find_duplicate_ors.
func findDuplicateOrs(x tree.Expr) tree.Expr {
	b, ok := x.(*tree.BoolExpr)
	if !ok || b.Op == tree.Not {
		return x
	}
	var args []tree.Expr
	for _, a := range b.Args {
		a = findDuplicateOrs(a)
		if k, ok := a.(*tree.Const); ok {
			if isTrueConst(k) == (b.Op == tree.Or) {
				return boolConst(b.Op == tree.Or)
			}
			continue
		}
		args = append(args, a)
	}
	args = pull(b.Op, args)
	if b.Op == tree.Or {
		return processDuplicateOrs(args)
	}
	return connect(tree.And, args)
}

// processDuplicateOrs takes what all branches of an OR have in common out of it: (a AND b) OR
// (a AND c) is a AND (b OR c). Mirrors prepqual.c: process_duplicate_ors.
func processDuplicateOrs(list []tree.Expr) tree.Expr {
	if len(list) < 2 {
		return connect(tree.Or, list)
	}
	branches := make([][]tree.Expr, len(list))
	reference := []tree.Expr(nil)
	for i, x := range list {
		branches[i] = pull(tree.And, []tree.Expr{x})
		if reference == nil || len(branches[i]) < len(reference) {
			reference = branches[i]
		}
	}
	var winners []tree.Expr
	for _, x := range reference {
		everywhere := !memberExpr(winners, x)
		for _, b := range branches {
			everywhere = everywhere && memberExpr(b, x)
		}
		if everywhere {
			winners = append(winners, x)
		}
	}
	if len(winners) == 0 {
		return connect(tree.Or, list)
	}
	var rest []tree.Expr
	for _, b := range branches {
		var left []tree.Expr
		for _, x := range b {
			if !memberExpr(winners, x) {
				left = append(left, x)
			}
		}
		if len(left) == 0 { // this branch is no more than what is common
			return connect(tree.And, pull(tree.And, winners))
		}
		rest = append(rest, connect(tree.And, left))
	}
	winners = append(winners, connect(tree.Or, pull(tree.Or, rest)))
	return connect(tree.And, pull(tree.And, winners))
}
