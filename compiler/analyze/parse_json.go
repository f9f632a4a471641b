package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// jsonReturning is what a constructor returns: the RETURNING clause or its default.
type jsonReturning struct {
	typ      catalog.OID // InvalidOID until decided
	typmod   int32
	format   pg.JsonFormatType
	encoding pg.JsonEncoding
	at       source.Pos // of the format
}

// transformJSONObject analyses JSON_OBJECT. Mirrors parse_expr.c: transformJsonObjectConstructor.
func (p *pstate) transformJSONObject(c *pg.JsonObjectConstructor) tree.Expr {
	var args []tree.Expr
	for _, n := range c.Exprs {
		kv := n.GetJsonKeyValue()
		key := p.transformExprRecurse(kv.Key)
		args = append(args, key, p.transformJSONValue(kv.Value, "JSON_OBJECT()"))
	}
	out := &tree.JSONConstructorExpr{Op: tree.JSONObject, Args: args, AbsentOnNull: c.AbsentOnNull, Unique: c.Unique}
	return p.finishJSON(out, p.jsonConstructorOutput(c.Output, args), source.Pos(c.Location))
}

// transformJSONArray analyses JSON_ARRAY(a, b). Mirrors parse_expr.c: transformJsonArrayConstructor.
func (p *pstate) transformJSONArray(c *pg.JsonArrayConstructor) tree.Expr {
	var args []tree.Expr
	for _, n := range c.Exprs {
		args = append(args, p.transformJSONValue(n.GetJsonValueExpr(), "JSON_ARRAY()"))
	}
	out := &tree.JSONConstructorExpr{Op: tree.JSONArray, Args: args, AbsentOnNull: c.AbsentOnNull}
	return p.finishJSON(out, p.jsonConstructorOutput(c.Output, args), source.Pos(c.Location))
}

// transformJSONArrayQuery analyses JSON_ARRAY(SELECT …) as
// (SELECT JSON_ARRAYAGG(a) FROM (SELECT …) AS q(a)), after a look at the number of its columns.
// Mirrors parse_expr.c: transformJsonArrayQueryConstructor.
func (p *pstate) transformJSONArrayQuery(c *pg.JsonArrayQueryConstructor) tree.Expr {
	probe := newPstate(p.shared, p)
	if q := probe.transformStmt(c.Query); len(nonJunkTargets(q.Targets)) != 1 {
		fail(sqlstate.SyntaxError, source.Pos(c.Location), "subquery must return only one column")
	}
	names := func(list ...string) []*pg.Node {
		var out []*pg.Node
		for _, s := range list {
			out = append(out, pg.MakeStrNode(s))
		}
		return out
	}
	column := &pg.Node{Node: &pg.Node_ColumnRef{ColumnRef: &pg.ColumnRef{Fields: names("q", "a"), Location: c.Location}}}
	agg := &pg.Node{Node: &pg.Node_JsonArrayAgg{JsonArrayAgg: &pg.JsonArrayAgg{
		Constructor:  &pg.JsonAggConstructor{Output: c.Output, Location: c.Location},
		Arg:          &pg.JsonValueExpr{RawExpr: column, Format: c.Format},
		AbsentOnNull: c.AbsentOnNull,
	}}}
	target := &pg.Node{Node: &pg.Node_ResTarget{ResTarget: &pg.ResTarget{Val: agg, Location: c.Location}}}
	from := &pg.Node{Node: &pg.Node_RangeSubselect{RangeSubselect: &pg.RangeSubselect{
		Subquery: c.Query,
		Alias:    &pg.Alias{Aliasname: "q", Colnames: names("a")},
	}}}
	query := &pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: &pg.SelectStmt{
		TargetList:  []*pg.Node{target},
		FromClause:  []*pg.Node{from},
		LimitOption: pg.LimitOption_LIMIT_OPTION_DEFAULT,
		Op:          pg.SetOperation_SETOP_NONE,
	}}}
	return p.transformSubLink(&pg.SubLink{SubLinkType: pg.SubLinkType_EXPR_SUBLINK, Subselect: query, Location: c.Location})
}

// transformJSONObjectAgg analyses JSON_OBJECTAGG. Mirrors parse_expr.c: transformJsonObjectAgg.
func (p *pstate) transformJSONObjectAgg(a *pg.JsonObjectAgg) tree.Expr {
	key := p.transformExprRecurse(a.Arg.Key)
	args := []tree.Expr{key, p.transformJSONValue(a.Arg.Value, "JSON_OBJECTAGG()")}
	name := "object_agg"
	if a.Unique {
		name += "_unique"
	}
	if a.AbsentOnNull {
		name += "_strict"
	}
	out := &tree.JSONConstructorExpr{Op: tree.JSONObjectAgg, AbsentOnNull: a.AbsentOnNull, Unique: a.Unique}
	return p.jsonAggregate(out, a.Constructor, name, args)
}

// transformJSONArrayAgg analyses JSON_ARRAYAGG. Mirrors parse_expr.c: transformJsonArrayAgg.
func (p *pstate) transformJSONArrayAgg(a *pg.JsonArrayAgg) tree.Expr {
	args := []tree.Expr{p.transformJSONValue(a.Arg, "JSON_ARRAYAGG()")}
	name := "agg"
	if a.AbsentOnNull {
		name += "_strict"
	}
	out := &tree.JSONConstructorExpr{Op: tree.JSONArrayAgg, AbsentOnNull: a.AbsentOnNull}
	return p.jsonAggregate(out, a.Constructor, name, args)
}

// jsonAggregate makes the aggregate or window call json_<name> or jsonb_<name> that does the work.
// Mirrors parse_expr.c: transformJsonAggConstructor.
func (p *pstate) jsonAggregate(out *tree.JSONConstructorExpr, c *pg.JsonAggConstructor, name string, args []tree.Expr) tree.Expr {
	at := source.Pos(c.Location)
	ret := p.jsonConstructorOutput(c.Output, args)
	typ, prefix := catalog.JSONOID, "json_"
	if ret.format == pg.JsonFormatType_JS_FORMAT_JSONB {
		typ, prefix = catalog.JSONBOID, "jsonb_"
	}
	proc := p.builtinProc(prefix+name, len(args))
	var filter tree.Expr
	if c.AggFilter != nil {
		filter = p.transformWhereClause(c.AggFilter, exprFilter, "FILTER")
	}
	if c.Over == nil {
		agg := &tree.Aggref{Node: node(typ, at), Func: proc, Filter: filter}
		p.transformAggregateCall(agg, args, c.AggOrder, false)
		out.Func = agg
		return p.finishJSON(out, ret, at)
	}
	w := &tree.WindowFunc{Node: node(typ, at), Func: proc, Args: args, Filter: filter}
	if len(c.AggOrder) > 0 {
		fail(sqlstate.FeatureNotSupported, at, "aggregate ORDER BY is not implemented for window functions")
	}
	p.transformWindowFuncCall(w, c.Over)
	out.Func = w
	return p.finishJSON(out, ret, at)
}

// builtinProc returns the function of pg_catalog that a construct is defined by.
func (p *pstate) builtinProc(name string, nargs int) *catalog.Proc {
	for _, f := range p.cat.Procs(name) {
		if f.Namespace == catalog.PgCatalog && len(f.Args) == nargs {
			return f
		}
	}
	failf(sqlstate.InternalError, source.NoPos, "built-in function %s is missing", name)
	return nil
}

// transformJSONValue analyses an input value with its FORMAT clause: json and jsonb stay as they
// are, strings with FORMAT JSON are parsed. Mirrors parse_expr.c: transformJsonValueExpr.
func (p *pstate) transformJSONValue(v *pg.JsonValueExpr, construct string) tree.Expr {
	e := p.transformExprRecurse(v.RawExpr)
	if e.Type() == catalog.UnknownOID {
		e = p.coerceToSpecificType(e, catalog.TextOID, construct)
	}
	format := v.Format.GetFormatType()
	if format == pg.JsonFormatType_JS_FORMAT_DEFAULT || format == pg.JsonFormatType_JSON_FORMAT_TYPE_UNDEFINED {
		return e
	}
	typ, at := e.Type(), exprLocation(e)
	formatAt := source.Pos(v.Format.Location)
	if hasEncoding(v.Format) && typ != catalog.ByteaOID {
		fail(sqlstate.DatatypeMismatch, formatAt, "JSON ENCODING clause is only allowed for bytea input type")
	}
	if typ == catalog.JSONOID || typ == catalog.JSONBOID {
		return e
	}
	if category, _ := p.typeCategory(typ); typ != catalog.ByteaOID && category != 'S' {
		if formatAt < 0 {
			formatAt = at
		}
		fail(sqlstate.DatatypeMismatch, formatAt, "cannot use non-string types with explicit FORMAT JSON clause")
	}
	raw := e
	if format == pg.JsonFormatType_JS_FORMAT_JSON && typ == catalog.ByteaOID {
		e = p.jsonFromBytea(e, v.Format, at)
		typ = catalog.TextOID
	}
	target, fn := catalog.JSONOID, "to_json"
	if format == pg.JsonFormatType_JS_FORMAT_JSONB {
		target, fn = catalog.JSONBOID, "to_jsonb"
	}
	out := p.coerceToTargetType(e, typ, target, -1, catalog.CastExplicit, tree.ExplicitForm, at)
	if out == nil {
		out = &tree.FuncExpr{Node: node(target, at), Func: p.builtinProc(fn, 1), Args: []tree.Expr{e}}
	}
	return &tree.JSONValueExpr{Node: node(target, at), Raw: raw, Formatted: out}
}

func hasEncoding(f *pg.JsonFormat) bool {
	return f.GetEncoding() > pg.JsonEncoding_JS_ENC_DEFAULT
}

// jsonFromBytea converts encoded bytes to text. Mirrors parse_expr.c: makeJsonByteaToTextConversion.
func (p *pstate) jsonFromBytea(e tree.Expr, format *pg.JsonFormat, at source.Pos) tree.Expr {
	return &tree.FuncExpr{
		Node: node(catalog.TextOID, at),
		Func: p.builtinProc("convert_from", 2),
		Args: []tree.Expr{e, encodingConst(format.GetEncoding())},
	}
}

func encodingConst(enc pg.JsonEncoding) tree.Expr {
	name := "UTF8"
	switch enc {
	case pg.JsonEncoding_JS_ENC_UTF16:
		name = "UTF16"
	case pg.JsonEncoding_JS_ENC_UTF32:
		name = "UTF32"
	}
	return &tree.Const{Node: node(catalog.NameOID, source.NoPos), Text: name, Collation: catalog.CCollation}
}

// jsonConstructorOutput decides what a constructor returns: as RETURNING says, else jsonb if an
// argument is jsonb, else json. Mirrors parse_expr.c: transformJsonConstructorOutput.
func (p *pstate) jsonConstructorOutput(o *pg.JsonOutput, args []tree.Expr) *jsonReturning {
	ret := p.jsonOutput(o)
	if ret.typ != catalog.InvalidOID {
		return ret
	}
	ret.typ, ret.format = catalog.JSONOID, pg.JsonFormatType_JS_FORMAT_JSON
	for _, e := range args {
		if e.Type() == catalog.JSONBOID {
			ret.typ, ret.format = catalog.JSONBOID, pg.JsonFormatType_JS_FORMAT_JSONB
		}
	}
	return ret
}

// jsonOutput analyses RETURNING. Mirrors parse_expr.c: transformJsonOutput.
func (p *pstate) jsonOutput(o *pg.JsonOutput) *jsonReturning {
	ret := &jsonReturning{typmod: -1, at: source.NoPos}
	if o == nil {
		return ret
	}
	t, typmod := p.typenameType(o.TypeName)
	ret.typ, ret.typmod = t.OID, typmod
	if o.TypeName.Setof {
		fail(sqlstate.FeatureNotSupported, source.NoPos, "returning SETOF types is not supported in SQL/JSON functions")
	}
	f := o.Returning.GetFormat()
	ret.format, ret.encoding, ret.at = f.GetFormatType(), f.GetEncoding(), source.Pos(f.GetLocation())
	if ret.format != pg.JsonFormatType_JS_FORMAT_DEFAULT && ret.format != pg.JsonFormatType_JSON_FORMAT_TYPE_UNDEFINED {
		checkJSONFormat(ret)
		return ret
	}
	ret.format = pg.JsonFormatType_JS_FORMAT_JSON
	if t.OID == catalog.JSONBOID {
		ret.format = pg.JsonFormatType_JS_FORMAT_JSONB
	}
	return ret
}

// checkJSONFormat checks an explicit FORMAT of RETURNING. Mirrors parse_expr.c: checkJsonOutputFormat.
func checkJSONFormat(ret *jsonReturning) {
	if ret.format != pg.JsonFormatType_JS_FORMAT_JSON || ret.encoding <= pg.JsonEncoding_JS_ENC_DEFAULT {
		return
	}
	if ret.typ != catalog.ByteaOID {
		fail(sqlstate.FeatureNotSupported, ret.at, "cannot set JSON encoding for non-bytea output types")
	}
	if ret.encoding != pg.JsonEncoding_JS_ENC_UTF8 {
		fail(sqlstate.FeatureNotSupported, ret.at, "unsupported JSON encoding",
			withHint("Only UTF8 JSON encoding is supported."))
	}
}

// finishJSON gives a constructor its type and, if that is not what it makes by itself, the coercion
// to it. Mirrors parse_expr.c: makeJsonConstructorExpr.
func (p *pstate) finishJSON(out *tree.JSONConstructorExpr, ret *jsonReturning, at source.Pos) tree.Expr {
	out.Node = tree.Node{Typ: ret.typ, Mod: ret.typmod, At: at}
	test := &tree.CaseTestExpr{Node: node(catalog.JSONOID, source.NoPos)}
	if ret.format == pg.JsonFormatType_JS_FORMAT_JSONB {
		test.Typ = catalog.JSONBOID
	}
	if out.Func != nil {
		test.Typ, test.Mod = out.Func.Type(), out.Func.Typmod()
	}
	if e := p.coerceJSON(test, ret); e != tree.Expr(test) {
		out.Coercion = e
	}
	return out
}

// coerceJSON converts a constructor's own result to the type that RETURNING wants.
// Mirrors parse_expr.c: coerceJsonFuncExpr.
func (p *pstate) coerceJSON(e tree.Expr, ret *jsonReturning) tree.Expr {
	if ret.typ == e.Type() {
		return e
	}
	at := exprLocation(e)
	if at < 0 {
		at = ret.at
	}
	if ret.format == pg.JsonFormatType_JS_FORMAT_JSON && ret.typ == catalog.ByteaOID {
		text := p.coerceToSpecificType(e, catalog.TextOID, "JSON_FUNCTION")
		return &tree.FuncExpr{
			Node: node(catalog.ByteaOID, at),
			Func: p.builtinProc("convert_to", 2),
			Args: []tree.Expr{text, encodingConst(ret.encoding)},
		}
	}
	out := p.coerceToTargetType(e, e.Type(), ret.typ, ret.typmod, catalog.CastExplicit, tree.ExplicitForm, at)
	if out == nil {
		failf(sqlstate.CannotCoerce, at, "cannot cast type %s to %s", p.formatType(e.Type()), p.formatType(ret.typ))
	}
	return out
}

// transformJSONIsPredicate analyses x IS JSON …. Mirrors parse_expr.c: transformJsonIsPredicate.
func (p *pstate) transformJSONIsPredicate(n *pg.JsonIsPredicate) tree.Expr {
	e := p.transformExprRecurse(n.Expr)
	typ := e.Type()
	category, _ := p.typeCategory(typ)
	switch {
	case typ == catalog.ByteaOID:
		at := exprLocation(e)
		e = &tree.JSONValueExpr{Node: node(catalog.TextOID, at), Raw: e, Formatted: p.jsonFromBytea(e, n.Format, at)}
		typ = catalog.TextOID
	case typ == catalog.UnknownOID || category == 'S':
		e = p.coerceToTargetType(e, typ, catalog.TextOID, -1, catalog.CastImplicit, tree.ImplicitForm, source.NoPos)
		typ = catalog.TextOID
		fallthrough
	default:
		if hasEncoding(n.Format) {
			fail(sqlstate.DatatypeMismatch, source.Pos(n.Format.Location), "cannot use JSON FORMAT ENCODING clause for non-bytea input types")
		}
	}
	if typ != catalog.TextOID && typ != catalog.JSONOID && typ != catalog.JSONBOID {
		failf(sqlstate.DatatypeMismatch, source.NoPos, "cannot use type %s in IS JSON predicate", p.formatType(typ))
	}
	item := byte('a')
	switch n.ItemType {
	case pg.JsonValueType_JS_TYPE_OBJECT:
		item = 'o'
	case pg.JsonValueType_JS_TYPE_ARRAY:
		item = 'r'
	case pg.JsonValueType_JS_TYPE_SCALAR:
		item = 's'
	}
	return &tree.JSONIsPredicate{Node: boolNode(n.Location), Arg: e, Item: item, Unique: n.UniqueKeys}
}
