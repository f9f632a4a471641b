package analyze

import (
	"math"
	"strconv"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// maxParam bounds $n: the protocol counts parameters in 16 bits.
const maxParam = math.MaxUint16

// makeParam analyses $n. Its type is what was given or found so far, else unknown until use
// decides. Mirrors parse_param.c: variable_paramref_hook.
func (p *pstate) makeParam(ref *pg.ParamRef) tree.Expr {
	n, at := int(ref.Number), source.Pos(ref.Location)
	if n <= 0 || n > maxParam || p.params == nil {
		failf(sqlstate.UndefinedParameter, at, "there is no parameter $%d", n)
	}
	for len(p.params.types) < n {
		p.params.types = append(p.params.types, catalog.InvalidOID)
	}
	t := &p.params.types[n-1]
	if *t == catalog.InvalidOID || *t == catalog.VoidOID && p.kind == exprCallArgument {
		*t = catalog.UnknownOID
	}
	param := &tree.Param{
		Node:      tree.Node{Typ: *t, Mod: -1, At: at},
		Number:    n,
		Collation: p.getTypcollation(*t),
	}
	return param
}

// variableCoerceParam gives an undecided parameter the type that its use wants, and reports
// whether it did. Reports 42P08 if another use has decided otherwise. Mirrors parse_param.c:
// variable_coerce_param_hook.
func (p *pstate) variableCoerceParam(param *tree.Param, target catalog.OID, at source.Pos) bool {
	if param.Typ != catalog.UnknownOID {
		return false
	}
	t := &p.params.types[param.Number-1]
	if *t != catalog.UnknownOID && *t != target {
		fail(sqlstate.AmbiguousParameter, param.At, "inconsistent types deduced for parameter $"+strconv.Itoa(param.Number),
			withDetail("%s versus %s", p.formatType(*t), p.formatType(target)))
	}
	*t = target
	param.Typ, param.Mod = target, -1
	param.Collation = p.getTypcollation(target)
	if at >= 0 && (param.At < 0 || at < param.At) {
		param.At = at
	}
	return true
}

// checkVariableParameters reports 42P08 for a parameter that one use left undecided and a later
// one decided. Only nodes that made it into the query count: ORDER BY $1 may have become a
// reference to an equal column of the select list.
// Mirrors parse_param.c: check_variable_parameters.
func (p *pstate) checkVariableParameters(q *tree.Query) {
	v := levelVisitor{expr: func(e tree.Expr, _ int) verdict {
		n, ok := e.(*tree.Param)
		if ok && n.Typ != p.params.types[n.Number-1] {
			failf(sqlstate.AmbiguousParameter, n.At, "could not determine data type of parameter $%d", n.Number)
		}
		return descend
	}}
	v.query(q, 0)
	if q.Call != nil {
		v.visit(q.Call, 0)
	}
}

// makeConst turns a literal of the raw tree into a Const: int4, int8 or numeric as the digits
// need, boolean, bit, or unknown for strings and NULL. Mirrors parse_node.c: make_const.
func (p *pstate) makeConst(a *pg.A_Const) tree.Expr {
	c := &tree.Const{Node: tree.Node{Typ: catalog.UnknownOID, Mod: -1, At: source.Pos(a.Location)}}
	if a.Isnull {
		c.Null = true
		return c
	}
	switch v := a.Val.(type) {
	case *pg.A_Const_Ival:
		c.Typ, c.Text = catalog.Int4OID, strconv.Itoa(int(v.Ival.GetIval()))
	case *pg.A_Const_Fval:
		c.Typ, c.Text = numberType(v.Fval.GetFval()), v.Fval.GetFval()
		if c.Typ == catalog.NumericOID {
			p.typeInput(p.cat.Type(catalog.NumericOID), c.Text, -1, c.At)
		}
	case *pg.A_Const_Boolval:
		c.Typ, c.Text = catalog.BoolOID, "f"
		if v.Boolval.GetBoolval() {
			c.Text = "t"
		}
	case *pg.A_Const_Sval:
		c.Text = v.Sval.GetSval()
	case *pg.A_Const_Bsval:
		c.Typ, c.Text = catalog.BitOID, v.Bsval.GetBsval()
		p.typeInput(p.cat.Type(catalog.BitOID), c.Text, -1, c.At)
	default:
		// An integer 0 has no value in the protobuf form.
		c.Typ, c.Text = catalog.Int4OID, "0"
	}
	return c
}

// numberType decides between int4, int8 and numeric for digits that the scanner did not take as
// an int4. Underscores and 0x, 0o, 0b forms are integers too.
func numberType(text string) catalog.OID {
	base := 10
	if len(text) > 1 && text[0] == '0' && strings.ContainsRune("xXoObB", rune(text[1])) {
		base = 0
	} else {
		text = strings.ReplaceAll(text, "_", "")
	}
	n, err := strconv.ParseInt(text, base, 64)
	switch {
	case err != nil:
		return catalog.NumericOID
	case n == int64(int32(n)):
		return catalog.Int4OID
	}
	return catalog.Int8OID
}

// makeNullConst returns a typed NULL. Mirrors makefuncs.c: makeNullConst.
func (p *pstate) makeNullConst(typ catalog.OID, typmod int32, collation catalog.OID) *tree.Const {
	return &tree.Const{Node: tree.Node{Typ: typ, Mod: typmod, At: source.NoPos}, Null: true, Collation: collation}
}

func intConst(n int32) *tree.Const {
	return &tree.Const{Node: tree.Node{Typ: catalog.Int4OID, Mod: -1, At: source.NoPos}, Text: strconv.Itoa(int(n))}
}
