package nullable_test

import (
	"strings"
)

// Templates of expressions, the simplest first. See hole for what stands in braces.

// ofAnyType can be of every type.
var ofAnyType = []string{
	"COALESCE({T}, {T})", "CASE WHEN {bool} THEN {T} ELSE {T} END", "NULLIF({T}, {T})", "GREATEST({T}, {T})",
	"LEAST({T}, {T})", "CASE WHEN {bool} THEN {T} END", "CASE WHEN {bool} THEN {T} WHEN {bool} THEN {T} ELSE {T} END",
	"CASE {int} WHEN {int} THEN {T} ELSE {T} END", "CASE {text} WHEN {lit:text} THEN {T} WHEN {lit:text} THEN {T} ELSE {T} END",
	"COALESCE({T}, {T}, {lit:T})", "CASE WHEN {c:T} IS NULL THEN {lit:T} ELSE {c:T} END",
	"CASE WHEN {c:T} IS NOT NULL THEN {c:T} ELSE {lit:T} END", "CASE WHEN {c:T} = {lit:T} THEN {c:T} ELSE {lit:T} END",
	"CASE WHEN {c:T} IS DISTINCT FROM {lit:T} THEN {lit:T} ELSE {c:T} END",
	"CASE WHEN NOT ({bool}) THEN {lit:T} WHEN {bool} THEN {c:T} ELSE {lit:T} END",
}

// ofType are templates by type. Those after "|" are not for constraints and indexes: they have
// subqueries or depend on settings.
var ofType = map[string][]string{
	"int": {"({int} + {int})", "({int} - {int})", "length({text})", "abs({int})", "cardinality({int[]})", "array_length({int[]}, 1)",
		"({int[]})[{int}]", "({int})::text::int", "array_position({int[]}, {int})", "(ARRAY[{int}, {int}])[{int}]", "strpos({text}, {text})",
		"({int} * {int})", "num_nulls({col}, {col})", "({jsonb} ->> 'a')::int", "({jsonb})['a']::int", "({pair}).a", "ascii({text})",
		"(ROW({int}, {text})::pair).a", "array_ndims({int[]})", "extract(year FROM {ts})::int", "date_part('day', {ts})::int",
		"jsonb_array_length(jsonb_build_array({int}, {text}))", "(ROW({int}, {text})).f1", "({num})::int", "mod({int}, 7)", "({bool})::int",
		"nullif({int}, {lit:int}) + 1", "+ {int}", "octet_length({text})", "cardinality({text[]})",
		"|", "({q:int} LIMIT 1)", "({q:int} ORDER BY 1 LIMIT 1)", "(SELECT count(*) FROM ({q:int}) s)::int", "(SELECT max(s.v) FROM ({q:int}) s(v))"},
	"text": {"({text} || {text})", "lower({text})", "concat({text}, {int})", "substring({text} FROM 1 FOR {int})", "substring({text} FROM 'a')",
		"split_part({text}, ',', {int})", "({int})::text", "({jsonb} ->> 'a')", "trim({text})", "concat_ws({text}, {int}, {text})",
		"({text[]})[{int}]", "({pair}).b", "array_to_string({int[]}, ',')", "array_to_string({text[]}, ',', {text})", "format('%s', {text})",
		"quote_nullable({text})", "quote_literal({text})", "({mood})::text", "overlay({text} PLACING {text} FROM 1)", "left({text}, {int})",
		"replace({text}, 'a', {text})", "({bool})::text", "(regexp_match({text}, '(a)|b'))[1]", "regexp_replace({text}, 'a', 'b')",
		"({text} || {int})", "({jsonb} #>> '{a}')", "jsonb_typeof({jsonb})", "to_char({num}, '9')", "(ROW({int}, {text})::pair).b",
		"translate({text}, 'a', {text})", "({text} COLLATE \"C\")", "md5({text})", "(jsonb_build_object('k', {text}) ->> 'k')",
		"({int[]})::text", "({pair})::text", "({text})::varchar(3)",
		"|", "({q:text} LIMIT 1)", "({q:text} OFFSET 0 LIMIT 1)", "(SELECT string_agg(s.v, ',') FROM ({q:text}) s(v))", "current_user::text"},
	"bool": {"{c:T} IS NOT NULL", "{int} = {int}", "{text} = {text}", "{int} < {int}", "{c:int} IS NULL", "({bool} AND {bool})", "({bool} OR {bool})",
		"NOT ({bool})", "{int} <> {int}", "{col} IS NOT NULL", "{text} IS NOT NULL", "{int} IS DISTINCT FROM {int}", "{text} IS NOT DISTINCT FROM {text}",
		"{int} IN ({int}, {int})", "{int} NOT IN ({int}, {int})", "({bool}) IS TRUE", "({bool}) IS NOT TRUE", "({bool}) IS FALSE", "({bool}) IS UNKNOWN",
		"({bool}) IS NOT UNKNOWN", "({bool}) IS NOT FALSE", "{int} = ANY ({int[]})", "{int} <> ALL ({int[]})", "{int} = ALL ({int[]})", "{text} = ANY ({text[]})",
		"({int}, {text}) = ({int}, {text})", "({int}, {text}) < ({int}, {text})", "({int}, {int}) <> ({int}, {int})", "({int}, {int}) IS DISTINCT FROM ({int}, {int})",
		"{int} BETWEEN {int} AND {int}", "{int} NOT BETWEEN {int} AND {int}", "{int} BETWEEN SYMMETRIC {int} AND {int}", "{int} NOT BETWEEN SYMMETRIC {int} AND {int}",
		"{text} LIKE {text}", "{text} ~ 'a'", "{text} NOT LIKE 'a%'", "{int[]} @> {int[]}", "{int[]} && {int[]}", "{jsonb} ? 'a'", "{jsonb} @> {jsonb}", "{jsonb} IS JSON OBJECT",
		"({pair}) IS NOT NULL", "({pair}) IS NULL", "ROW({int}, {text}) IS NULL", "ROW({int}, {text}) IS NOT NULL", "{pair} = {pair}", "COALESCE({bool}, false)",
		"COALESCE({int} = {int}, {bool})", "(NULLIF({bool}, true)) IS NULL", "{num} > {num}", "{ts} <= {ts}", "{mood} = {mood}", "{mood} > {lit:mood}", "({int} = {int}) = ({bool})",
		"num_nonnulls({col}, {col}) = 2", "{int[]} IS NOT NULL", "NOT ({int} IS NULL OR {text} IS NULL)", "(ARRAY[{int}, {int}] = ARRAY[{int}, {int}])", "{text[]} <@ {text[]}",
		"starts_with({text}, 'a')", "({ts}, {ts}) OVERLAPS ({ts}, {ts})", "{T} IS NULL OR {c:int} > 0", "({int} > 0 OR {int} IS NULL)", "CASE WHEN {bool} THEN {bool} ELSE {bool} END",
		"isfinite({ts})", "{int} = ANY (ARRAY[{int}, {int}])", "{int} = ANY ('{}'::int[])", "({int}, {text}) IN (({int}, {text}), ({int}, {text}))", "({int} = {int}) IS TRUE",
		"|", "EXISTS ({q:int})", "NOT EXISTS ({q:text})", "{int} IN ({q:int})", "{int} NOT IN ({q:int})", "{text} = ANY ({q:text})", "{int} < ALL ({q:int})", "{int} > ANY ({q:int})",
		"({int}, {text}) = (SELECT s.a, s.b FROM (SELECT {int} AS a, {text} AS b) s WHERE {bool})", "EXISTS ({q:int} LIMIT 1)", "EXISTS ({q:int} LIMIT 0)", "{int} = ANY (ARRAY({q:int}))",
		"({q:bool} LIMIT 1)", "EXISTS (SELECT max(s.v) FROM ({q:int}) s(v) WHERE {bool})", "(SELECT count(*) FROM ({q:int}) s) > 0", "{int} = (SELECT max(s.v) FROM ({q:int}) s(v))"},
	"num": {"({num} + {num})", "({int})::numeric", "round({num}, 1)", "abs({num})", "({num} * {int})", "sign({num})", "extract(epoch FROM {ts})", "extract(day FROM {ts})",
		"trunc({num})", "({jsonb} -> 'a')::numeric", "extract(year FROM {ts})", "|", "({q:num} LIMIT 1)"},
	"ts": {"({ts} + interval '1 day')", "date_trunc('month', {ts})", "make_timestamp(2020, 1, 1, 0, 0, 0)", "GREATEST({ts}, {ts})", "({ts})::date::timestamp", "|", "({q:ts} LIMIT 1)", "localtimestamp"},
	"int[]": {"ARRAY[{int}, {int}]", "array_append({int[]}, {int})", "({int[]})[1:{int}]", "array_remove({int[]}, NULL)", "({int[]} || {int[]})", "array_prepend({int}, {int[]})",
		"array_fill({int}, ARRAY[2])", "array_remove({int[]}, {int})", "array_replace({int[]}, {int}, {int})", "ARRAY[{int[]}, {int[]}]", "({text[]})::text[]::int[]", "ARRAY[]::int[]",
		"({int[]})[:]", "array_cat({int[]}, {int[]})", "trim_array({int[]}, 1)", "({int[]} || {int})", "ARRAY[{c:int}]", "ARRAY[ARRAY[{int}], ARRAY[{int}]]", "array_positions({int[]}, {int})",
		"|", "ARRAY({q:int})", "ARRAY({q:int} ORDER BY 1)", "(SELECT array_agg(s.v) FROM ({q:int}) s(v))", "({q:int[]} LIMIT 1)"},
	"text[]": {"ARRAY[{text}]", "string_to_array({text}, ',')", "array_cat({text[]}, {text[]})", "regexp_split_to_array({text}, ',')", "string_to_array({text}, ',', {text})", "regexp_match({text}, '(a)|(b)')",
		"array_append({text[]}, {text})", "({text[]})[{int}:{int}]", "({int[]})::text[]", "array_remove({text[]}, {text})", "|", "ARRAY({q:text})", "({q:text[]} LIMIT 1)"},
	"jsonb": {"to_jsonb({int})", "jsonb_build_object('a', {T})", "({jsonb} -> 'a')", "({jsonb} || {jsonb})", "jsonb_set({jsonb}, '{a}', {jsonb})", "to_jsonb({text})", "({jsonb} - 'a')", "({jsonb} #> '{a}')",
		"jsonb_build_array({int}, {text})", "jsonb_strip_nulls({jsonb})", "(({jsonb})['a'])", "JSON_OBJECT('a': {int} RETURNING jsonb)", "JSON_ARRAY({int}, {text} RETURNING jsonb)", "to_jsonb({pair})",
		"jsonb_path_query_first({jsonb}, '$.a')", "JSON_OBJECT('a': {int} ABSENT ON NULL RETURNING jsonb)", "jsonb_set_lax({jsonb}, '{a}', {jsonb})", "jsonb_insert({jsonb}, '{c}', {jsonb})",
		"|", "(SELECT jsonb_agg(s.v) FROM ({q:int}) s(v))", "JSON_ARRAY({q:int} RETURNING jsonb)", "({q:jsonb} LIMIT 1)"},
	"mood": {"({text})::mood", "enum_first({mood})", "(enum_range({mood}, {mood}))[1]", "|", "({q:mood} LIMIT 1)"},
	"pair": {"ROW({int}, {text})::pair", "({int}, {text})::pair", "(ARRAY[{pair}])[1]", "|", "({q:pair} LIMIT 1)"},
}

// expr makes an expression of a type over the columns of a scope.
func (g *generator) expr(sc []item, typ string, depth int) string {
	g.free--
	if typ == "" || depth <= 0 || g.free <= 0 || g.chance(20) {
		if c := g.column(sc, typ); c != "" && !g.chance(15) {
			return c
		}
		return g.literal(typ)
	}
	if g.chance(25) {
		return g.fill(ofAnyType[g.pick(len(ofAnyType))], sc, typ, depth-1)
	}
	if !g.pure && g.chance(6) {
		if c := g.call(sc, typ, depth-1); c != "" {
			return c
		}
	}
	return g.fill(g.template(typ), sc, g.typ(), depth-1)
}

// template picks one of a type.
func (g *generator) template(typ string) string {
	list := ofType[typ]
	bar := 0
	for i, t := range list {
		if t == "|" {
			bar = i
		}
	}
	n := len(list)
	if g.pure || g.depth > 2 || g.free < 15 {
		n = bar
	}
	t := list[g.pick(n)]
	if t == "|" || !g.enums && (strings.Contains(t, "{mood}") || strings.Contains(t, "pair")) {
		return list[0]
	}
	return t
}

// call is a call of a function of the schema, "" if none returns the type.
func (g *generator) call(sc []item, typ string, depth int) string {
	var fit []function
	for _, f := range g.funcs {
		if f.typ == typ && !f.set {
			fit = append(fit, f)
		}
	}
	if len(fit) == 0 {
		return ""
	}
	return g.callOf(fit[g.pick(len(fit))], sc, depth)
}

func (g *generator) callOf(f function, sc []item, depth int) string {
	var args []string
	for _, a := range f.args {
		args = append(args, g.expr(sc, a, depth))
	}
	return f.name + "(" + strings.Join(args, ", ") + ")"
}

// cond is a condition, of those more often that say something of NULL.
func (g *generator) cond(sc []item, depth int) string {
	if g.chance(30) {
		return g.fill(g.one("{c:T} IS NOT NULL", "{c:T} = {lit:T}", "{c:T} IS NULL", "{c:int} > 0 AND {c:T} IS NOT NULL", "({c:T} IS NOT NULL OR {bool})",
			"{c:T} IS NOT DISTINCT FROM {lit:T}", "{c:T} = {c:T}", "NOT ({c:T} IS NULL)", "{c:T} IN ({lit:T}, {lit:T})"), sc, g.typ(), depth)
	}
	return g.expr(sc, "bool", depth)
}
