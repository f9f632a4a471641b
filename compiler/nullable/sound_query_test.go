package nullable_test

import (
	"fmt"
	"strings"
)

// subquery is a correlated subquery of one column, without parentheses.
func (g *generator) subquery(sc []item, typ string) string {
	if g.depth > 2 || g.free <= 0 {
		return "SELECT " + g.literal(typ)
	}
	g.depth++
	defer func() { g.depth-- }()
	switch g.pick(12) {
	case 0:
		// The row that a foreign key refers to, perhaps.
		r := g.readable()
		a := g.alias()
		cols := qualified(a, r.cols)
		return fmt.Sprintf("SELECT %s FROM %s AS %s WHERE %s", g.expr(cols, typ, 0), r.name, a, g.equality(cols, sc))
	case 1:
		from, inner := g.from(nil)
		return fmt.Sprintf("SELECT %s FROM %s%s%s", g.aggregate(inner, sc, typ), from, g.where(append(clip(inner), sc...)), g.one("", "", "", " HAVING "+g.having(inner, sc)))
	case 2:
		return fmt.Sprintf("SELECT %s", g.expr(sc, typ, 1))
	case 3:
		return fmt.Sprintf("SELECT %s WHERE %s", g.expr(sc, typ, 1), g.cond(sc, 1))
	case 4:
		return fmt.Sprintf("VALUES (%s), (%s)", g.expr(sc, typ, 1), g.expr(sc, typ, 1))
	case 5:
		return g.selectOf(sc, []string{typ})
	}
	from, inner := g.from(sc[:0])
	all := append(clip(inner), sc...)
	return fmt.Sprintf("SELECT %s FROM %s%s", g.expr(all, typ, 1), from, g.where(all))
}

func (g *generator) where(sc []item) string {
	if !g.chance(45) {
		return ""
	}
	return " WHERE " + g.cond(sc, 2)
}

// aggregates by result type; @ is the place of FILTER, the end if there is none.
var aggregates = map[string][]string{
	"int": {"count(*)@::int", "sum({int})@::int", "max({int})", "min({int})", "count({T})@::int", "bit_or({int})", "cardinality(array_agg({int})@)", "regr_count({int}, {int})@::int",
		"percentile_disc(0.5) WITHIN GROUP (ORDER BY {int})", "mode() WITHIN GROUP (ORDER BY {int})", "rank({lit:int}) WITHIN GROUP (ORDER BY {int})@::int", "count(DISTINCT {T})@::int",
		"any_value({int})", "(array_agg({int} ORDER BY {int})@)[1]", "coalesce(max({int})@, {lit:int})", "avg({int})@::int", "coalesce(sum({int})@, 0)::int"},
	"text": {"max({text})", "string_agg({text}, ',')", "min({text})", "string_agg({text}, {text})", "coalesce(string_agg({text}, ',')@, '')", "string_agg(DISTINCT {text}, ',')", "any_value({text})"},
	"bool": {"bool_and({bool})", "bool_or({bool})", "every({bool})", "count(*)@ > 1", "max({int})@ IS NULL", "max({int})@ > 0"},
	"num": {"avg({int})", "sum({num})", "stddev({int})", "var_pop({num})", "stddev_pop({int})", "corr({int}, {int})@::numeric", "covar_pop({int}, {int})@::numeric", "covar_samp({int}, {int})@::numeric",
		"percentile_cont(0.5) WITHIN GROUP (ORDER BY {int})@::numeric", "regr_slope({int}, {int})@::numeric", "regr_avgx({int}, {int})@::numeric", "max({num})", "regr_r2({int}, {int})@::numeric"},
	"ts":     {"max({ts})", "min({ts})"},
	"int[]":  {"array_agg({int})", "percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY {int})", "array_agg({int[]})", "coalesce(array_agg({int})@, '{}')", "array_agg(DISTINCT {int})", "percentile_disc(ARRAY[0.1, NULL]) WITHIN GROUP (ORDER BY {int})"},
	"text[]": {"array_agg({text})", "array_agg({text} ORDER BY {int})", "array_remove(array_agg({text})@, NULL)"},
	"jsonb":  {"jsonb_agg({int})", "jsonb_object_agg('k' || {lit:int}, {text})", "JSON_ARRAYAGG({int} RETURNING jsonb)", "JSON_ARRAYAGG({int} NULL ON NULL RETURNING jsonb)", "JSON_OBJECTAGG('k': {int} RETURNING jsonb)"},
	"mood":   {"max({mood})", "min({mood})"},
	"pair":   {"(array_agg({pair})@)[1]", "max(({pair})::text)@::pair"},
}

// aggregate is an aggregate of a type over the inner columns; outer ones occur in its FILTER.
func (g *generator) aggregate(inner, outer []item, typ string) string {
	list := aggregates[typ]
	if len(list) == 0 {
		list = []string{"max({int})@::text::" + sqlType(typ)}
	}
	filter := ""
	if g.chance(20) {
		filter = " FILTER (WHERE " + g.cond(append(clip(inner), outer...), 1) + ")"
	}
	return g.behind(list[g.pick(len(list))], filter, inner)
}

// behind fills the template of an aggregate or a window function and puts a clause in its place.
func (g *generator) behind(template, clause string, sc []item) string {
	before, after, _ := strings.Cut(template, "@")
	typ, depth := g.typ(), g.pick(2)
	return g.fill(before, sc, typ, depth) + clause + g.fill(after, sc, typ, depth)
}

// having is a condition over aggregates.
func (g *generator) having(inner, outer []item) string {
	return g.one("count(*) > 0", "true", "max("+g.expr(inner, "int", 0)+") IS NOT NULL", "count(*) > 1", "bool_or("+g.expr(inner, "bool", 1)+")",
		"max("+g.expr(inner, "int", 0)+") > 0", g.cond(outer, 0))
}

// windowFunctions by type; @ is the place of OVER, the end if there is none.
var windowFunctions = map[string][]string{
	"int": {"row_number()@::int", "lag({int})", "lag({int}, 1, {int})", "lead({int}, {int}, {int})", "first_value({int})", "last_value({int})", "nth_value({int}, 2)", "ntile({int})", "rank()@::int",
		"max({int})", "count({T})@::int", "sum({int})@::int", "dense_rank()@::int", "count(*)@::int", "coalesce(lag({int})@, {lit:int})", "(array_agg({int})@)[1]"},
	"text":  {"first_value({text})", "lag({text}, 1, {text})", "string_agg({text}, ',')", "max({text})", "lead({text}, 1, {lit:text})", "nth_value({text}, 1)"},
	"num":   {"avg({int})", "cume_dist()@::numeric", "percent_rank()@::numeric", "var_pop({int})", "stddev_samp({int})"},
	"bool":  {"bool_and({bool})", "lag({bool}, 1, false)", "first_value({bool})"},
	"int[]": {"array_agg({int})", "first_value({int[]})", "lag({int[]}, 1, '{}')"},
}

var frames = []string{"", "", "", "ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING", "ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING", "RANGE UNBOUNDED PRECEDING EXCLUDE CURRENT ROW",
	"ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW", "GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE TIES",
	"RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING", "ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING", "GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE GROUP",
	"ROWS BETWEEN CURRENT ROW AND CURRENT ROW", "RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"}

func (g *generator) window(sc []item, typ string) string {
	list := windowFunctions[typ]
	if len(list) == 0 {
		list = []string{"first_value({" + typ + "})"}
	}
	over := " OVER ("
	if g.chance(40) {
		over += "PARTITION BY " + g.expr(sc, g.one("text", "int", "bool"), 0) + " "
	}
	over += "ORDER BY " + g.expr(sc, "int", 0) + g.one("", " DESC NULLS LAST") + " " + frames[g.pick(len(frames))] + ")"
	return g.behind(list[g.pick(len(list))], over, sc)
}

// query makes a SELECT of n columns c1, c2, … and says what they are.
func (g *generator) query(outer []item, n int) (string, []item) {
	var types []string
	var cols []item
	for i := range n {
		types = append(types, g.typ())
		cols = append(cols, item{fmt.Sprintf("c%d", i+1), types[i]})
	}
	return g.queryOf(outer, types), cols
}

func (g *generator) queryOf(outer []item, types []string) string {
	if g.free < 10 || !g.chance(12) {
		return g.selectOf(outer, types)
	}
	q := g.selectOf(outer, types)
	for range 1 + g.pick(2) {
		q = "(" + q + ") " + g.one("UNION ALL", "UNION", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL") + " (" + g.selectOf(outer, types) + ")"
	}
	return q + g.one("", "", "", " ORDER BY 1", " LIMIT 1", " ORDER BY 1 LIMIT 2")
}

// selectOf makes a SELECT with columns of the given types.
func (g *generator) selectOf(outer []item, types []string) string {
	if g.chance(4) {
		return g.values(outer, types)
	}
	from, sc := g.from(outer)
	all := append(clip(sc), outer...)
	var list []string
	if g.chance(22) {
		return g.grouped(types, from, sc, outer)
	}
	where := g.where(all)
	if g.chance(8) {
		for _, t := range types {
			list = append(list, g.aggregate(sc, outer, t))
		}
		return fmt.Sprintf("SELECT %s FROM %s%s%s", strings.Join(list, ", "), from, where, g.one("", "", "", " HAVING "+g.having(sc, outer)))
	}
	windows := false
	for _, t := range types {
		switch {
		case g.chance(8):
			windows = true
			list = append(list, g.window(all, t))
		case g.chance(3) && t == "int":
			list = append(list, g.one("unnest("+g.expr(all, "int[]", 1)+")", "generate_series(1, "+g.expr(all, "int", 0)+")"))
		default:
			list = append(list, g.expr(all, t, 2))
		}
	}
	if g.chance(6) {
		on := g.column(sc, g.one("int", "text"))
		if on != "" {
			return fmt.Sprintf("SELECT DISTINCT ON (%s) %s FROM %s%s ORDER BY %s", on, strings.Join(list, ", "), from, where, on)
		}
	}
	distinct := g.one("", "", "", "", "", "", "", "", "", "", "DISTINCT ")
	return fmt.Sprintf("SELECT %s%s FROM %s%s%s", distinct, strings.Join(list, ", "), from, where, g.tail(distinct == "" && !windows))
}

func (g *generator) values(outer []item, types []string) string {
	var rows []string
	for range 1 + g.pick(3) {
		var row []string
		for _, t := range types {
			row = append(row, g.expr(outer, t, 1))
		}
		rows = append(rows, "("+strings.Join(row, ", ")+")")
	}
	return "VALUES " + strings.Join(rows, ", ")
}

// tail is ORDER BY, LIMIT and the like, and FOR UPDATE where rows can be locked.
func (g *generator) tail(lockable bool) string {
	switch g.pick(16) {
	case 8:
		return " LIMIT 1"
	case 9:
		return " ORDER BY 1 LIMIT " + g.one("1", "2", "0", "NULL", "(SELECT count(*) FROM "+g.rels[g.pick(len(g.rels))].name+")")
	case 10:
		return " ORDER BY 1 FETCH FIRST 1 ROW WITH TIES"
	case 11:
		return " OFFSET " + g.one("1", "0")
	case 12:
		return " ORDER BY 1 OFFSET 1 LIMIT 1"
	case 13:
		return " ORDER BY 1 DESC"
	case 14:
		if lockable && !g.plain && g.depth == 0 {
			return g.one(" FOR UPDATE", " FOR SHARE", " FOR NO KEY UPDATE SKIP LOCKED")
		}
	}
	return ""
}

// grouped is a SELECT with GROUP BY: over columns, expressions, sets of them, ROLLUP and CUBE.
func (g *generator) grouped(types []string, from string, sc, outer []item) string {
	where := g.where(append(clip(sc), outer...))
	var keys []item
	for range 1 + g.pick(2) {
		t := g.one("int", "text", "bool", "int")
		k := g.column(sc, t)
		if k == "" || g.chance(15) {
			k = g.expr(sc, t, 1)
		}
		if strings.Contains(k, "$") {
			k = "1 + 1"
			t = "int"
		}
		keys = append(keys, item{"(" + k + ")", t})
	}
	var list []string
	for _, t := range types {
		switch {
		case g.chance(50):
			list = append(list, g.expr(keys, t, g.pick(2)))
		case g.chance(10):
			list = append(list, g.fill("CASE WHEN GROUPING("+keys[0].sql+") = 0 THEN {T} ELSE {lit:T} END", keys, t, 0))
		default:
			list = append(list, g.aggregate(sc, nil, t))
		}
	}
	by, first := names(keys), keys[0].sql
	by = g.one(by, by, by, "ROLLUP ("+by+")", "CUBE ("+by+")", "GROUPING SETS (("+by+"), ("+first+"))", "GROUPING SETS (("+first+"), ())", "()", "GROUPING SETS (())",
		first+", ROLLUP ("+by+")", "GROUPING SETS (("+by+"))", "DISTINCT ROLLUP ("+first+"), CUBE ("+first+")", "GROUPING SETS (ROLLUP ("+first+"), ("+by+"))")
	having := ""
	if g.chance(25) {
		having = " HAVING " + g.one(first+" IS NOT NULL", g.having(sc, keys), g.cond(keys, 0))
	}
	return fmt.Sprintf("SELECT %s%s FROM %s%s GROUP BY %s%s%s", g.one("", "", "", "DISTINCT "), strings.Join(list, ", "), from, where, by, having, g.one("", "", "", " LIMIT 1", " ORDER BY 1"))
}
