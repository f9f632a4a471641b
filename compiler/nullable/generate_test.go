package nullable_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// generator makes random statements over the schema of the property test.
type generator struct {
	*rand.Rand
	n     int // aliases given
	depth int
}

type item struct{ sql, typ string } // an expression and its type: int, text, bool, int[], text[]

var tables = map[string][]item{
	"users":  {{"id", "int"}, {"email", "text"}, {"nick", "text"}, {"age", "int"}, {"active", "bool"}, {"flag", "bool"}},
	"orders": {{"id", "int"}, {"user_id", "int"}, {"parent", "int"}, {"status", "text"}, {"total", "int"}, {"note", "text"}, {"tags", "text[]"}, {"nums", "int[]"}},
	"items":  {{"order_id", "int"}, {"line", "int"}, {"qty", "int"}, {"price", "int"}, {"label", "text"}},
	"loose":  {{"a", "int"}, {"b", "int"}, {"c", "int"}, {"d", "text"}, {"e", "bool"}},
	"adults": {{"id", "int"}, {"email", "text"}, {"nick", "text"}, {"age", "int"}},
}

func (g *generator) one(list ...string) string { return list[g.IntN(len(list))] }
func (g *generator) chance(p float64) bool     { return g.Float64() < p }
func (g *generator) alias() string             { g.n++; return fmt.Sprintf("t%d", g.n) }

// column picks a column of a type, "" if there is none.
func (g *generator) column(sc []item, typ string) string {
	var out []string
	for _, c := range sc {
		if c.typ == typ {
			out = append(out, c.sql)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return g.one(out...)
}

func (g *generator) literal(typ string) string {
	switch typ {
	case "int":
		return g.one("0", "1", "2", "3", "5", "NULL::int")
	case "text":
		return g.one("'a'::text", "''::text", "'x'::text", "NULL::text")
	case "bool":
		return g.one("true", "false", "NULL::bool")
	case "int[]":
		return g.one("'{1,2}'::int[]", "'{}'::int[]", "'{NULL,1}'::int[]", "NULL::int[]")
	}
	return g.one("'{a,b}'::text[]", "'{}'::text[]", "'{NULL}'::text[]", "NULL::text[]")
}

// expr makes an expression of a type over a scope.
func (g *generator) expr(sc []item, typ string, depth int) string {
	if depth <= 0 || g.chance(0.25) {
		if c := g.column(sc, typ); c != "" && g.chance(0.8) {
			return c
		}
		return g.literal(typ)
	}
	e := func(t string) string { return g.expr(sc, t, depth-1) }
	if g.chance(0.35) {
		switch g.IntN(7) {
		case 0:
			return fmt.Sprintf("CASE WHEN %s THEN %s ELSE %s END", e("bool"), e(typ), e(typ))
		case 1:
			return fmt.Sprintf("CASE WHEN %s THEN %s WHEN %s THEN %s END", e("bool"), e(typ), e("bool"), e(typ))
		case 2:
			return fmt.Sprintf("COALESCE(%s, %s)", e(typ), e(typ))
		case 3:
			return fmt.Sprintf("NULLIF(%s, %s)", e(typ), e(typ))
		case 4:
			return fmt.Sprintf("GREATEST(%s, %s)", e(typ), e(typ))
		case 5:
			return fmt.Sprintf("CASE %s WHEN %s THEN %s ELSE %s END", e("int"), e("int"), e(typ), e(typ))
		default:
			return g.scalar(sc, typ)
		}
	}
	switch typ {
	case "int":
		switch g.IntN(7) {
		case 0:
			return fmt.Sprintf("(%s %s %s)", e("int"), g.one("+", "-", "*"), e("int"))
		case 1:
			return fmt.Sprintf("length(%s)", e("text"))
		case 2:
			return fmt.Sprintf("abs(%s)", e("int"))
		case 3:
			return fmt.Sprintf("cardinality(%s)", e("int[]"))
		case 4:
			return fmt.Sprintf("array_length(%s, 1)", e("int[]"))
		case 5:
			return fmt.Sprintf("(%s)[%s]", e("int[]"), e("int"))
		default:
			return fmt.Sprintf("(%s)::int::text::int", e("int"))
		}
	case "text":
		switch g.IntN(6) {
		case 0:
			return fmt.Sprintf("(%s || %s)", e("text"), e("text"))
		case 1:
			return fmt.Sprintf("%s(%s)", g.one("lower", "upper", "trim", "reverse"), e("text"))
		case 2:
			return fmt.Sprintf("concat(%s, %s)", e("text"), e("int"))
		case 3:
			return fmt.Sprintf("substring(%s from %s)", e("text"), g.one("'a'", "1"))
		case 4:
			return fmt.Sprintf("split_part(%s, ',', 1)", e("text"))
		default:
			return fmt.Sprintf("(jsonb_build_object('k', %s) ->> 'k')", e("int"))
		}
	case "bool":
		return g.boolean(sc, depth)
	case "int[]":
		return g.one(fmt.Sprintf("ARRAY[%s, %s]", e("int"), e("int")),
			fmt.Sprintf("array_append(%s, %s)", e("int[]"), e("int")),
			fmt.Sprintf("(%s)[1:%s]", e("int[]"), e("int")),
			fmt.Sprintf("array_remove(%s, NULL)", e("int[]")),
			"ARRAY("+g.sub(sc, "int")+")")
	}
	return g.one(fmt.Sprintf("ARRAY[%s]", e("text")), fmt.Sprintf("string_to_array(%s, ',')", e("text")),
		fmt.Sprintf("array_cat(%s, %s)", e("text[]"), e("text[]")))
}

func (g *generator) boolean(sc []item, depth int) string {
	e := func(t string) string { return g.expr(sc, t, depth-1) }
	t := g.one("int", "text")
	switch g.IntN(14) {
	case 0, 1:
		return fmt.Sprintf("%s %s %s", e(t), g.one("=", "<", ">", "<>"), e(t))
	case 2, 3:
		return fmt.Sprintf("%s IS %s NULL", e(g.one("int", "text", "bool", "int[]")), g.one("", "NOT"))
	case 4:
		return fmt.Sprintf("(%s AND %s)", e("bool"), e("bool"))
	case 5:
		return fmt.Sprintf("(%s OR %s)", e("bool"), e("bool"))
	case 6:
		return fmt.Sprintf("NOT (%s)", e("bool"))
	case 7:
		return fmt.Sprintf("%s IS %s DISTINCT FROM %s", e(t), g.one("", "NOT"), e(t))
	case 8:
		return fmt.Sprintf("%s %s IN (%s, %s)", e(t), g.one("", "NOT"), e(t), e(t))
	case 9:
		return fmt.Sprintf("(%s) IS %s %s", e("bool"), g.one("", "NOT"), g.one("TRUE", "FALSE", "UNKNOWN"))
	case 10:
		return fmt.Sprintf("%s = %s (%s)", e("int"), g.one("ANY", "ALL"), e("int[]"))
	case 11:
		return fmt.Sprintf("%s EXISTS (%s)", g.one("", "NOT"), g.sub(sc, "int"))
	case 12:
		return fmt.Sprintf("%s %s IN (%s)", e("int"), g.one("", "NOT"), g.sub(sc, "int"))
	default:
		return fmt.Sprintf("(%s, %s) %s (%s, %s)", e("int"), e("text"), g.one("<", "=", ">=", "<>"), e("int"), e("text"))
	}
}

// scalar is a scalar subquery.
func (g *generator) scalar(sc []item, typ string) string {
	if g.depth > 2 {
		return g.literal(typ)
	}
	g.depth++
	defer func() { g.depth-- }()
	from, inner := g.from()
	all := append(inner[:len(inner):len(inner)], sc...)
	switch {
	case typ == "int" && g.chance(0.5):
		return fmt.Sprintf("(SELECT %s FROM %s %s)", g.aggregate(inner), from, g.where(all))
	case g.chance(0.3):
		return fmt.Sprintf("(SELECT %s)", g.expr(sc, typ, 1))
	}
	return fmt.Sprintf("(SELECT %s FROM %s %s LIMIT 1)", g.expr(all, typ, 1), from, g.where(all))
}

// sub is a correlated subquery of one column, without parentheses.
func (g *generator) sub(sc []item, typ string) string {
	if g.depth > 2 {
		return "SELECT " + g.literal(typ)
	}
	g.depth++
	defer func() { g.depth-- }()
	from, inner := g.from()
	all := append(inner[:len(inner):len(inner)], sc...)
	return fmt.Sprintf("SELECT %s FROM %s %s", g.expr(all, typ, 1), from, g.where(all))
}

func (g *generator) where(sc []item) string {
	if g.chance(0.4) {
		return ""
	}
	return "WHERE " + g.expr(sc, "bool", 2)
}

// source is one item of FROM with its columns; left is what LATERAL may refer to.
func (g *generator) source(left []item) (string, []item) {
	a := g.alias()
	qualified := func(cols []item) []item {
		var out []item
		for _, c := range cols {
			out = append(out, item{a + "." + c.sql, c.typ})
		}
		return out
	}
	if g.depth < 2 && g.chance(0.25) {
		g.depth++
		defer func() { g.depth-- }()
		q, cols := g.query(2)
		return fmt.Sprintf("(%s) AS %s(%s)", q, a, names(cols)), qualified(cols)
	}
	switch g.IntN(12) {
	case 0:
		cols := []item{{"v1", "int"}, {"v2", "text"}}
		return fmt.Sprintf("(VALUES (%s, %s), (%s, %s)) AS %s(v1, v2)", g.literal("int"), g.literal("text"), g.literal("int"), g.literal("text"), a), qualified(cols)
	case 1:
		return fmt.Sprintf("generate_series(1, %s) AS %s(s)", g.one("3", "0", "1"), a), qualified([]item{{"s", "int"}})
	case 2:
		return fmt.Sprintf("unnest(%s) WITH ORDINALITY AS %s(u, o)", g.expr(left, "int[]", 1), a), qualified([]item{{"u", "int"}})
	case 3:
		if len(left) > 0 {
			return fmt.Sprintf("LATERAL (SELECT %s AS l1, %s AS l2 %s) AS %s", g.expr(left, "int", 1), g.expr(left, "text", 1), g.where(left), a), qualified([]item{{"l1", "int"}, {"l2", "text"}})
		}
	}
	t := g.one("users", "orders", "items", "loose", "adults", "users", "orders")
	return t + " AS " + a, qualified(tables[t])
}

func names(cols []item) string {
	var out []string
	for _, c := range cols {
		out = append(out, c.sql)
	}
	return strings.Join(out, ", ")
}

// from makes a FROM list with joins of all kinds.
func (g *generator) from() (string, []item) {
	sql, sc := g.source(nil)
	for n := g.IntN(3); n > 0; n-- {
		kind := g.one("JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")
		var left []item
		if kind == "JOIN" || kind == "LEFT JOIN" {
			left = sc
		}
		right, cols := g.source(left)
		if g.chance(0.2) {
			more, c := g.source(nil)
			right = fmt.Sprintf("(%s %s %s ON %s)", strings.Replace(right, "LATERAL", "LATERAL", 1), g.one("JOIN", "LEFT JOIN"), more, g.on(cols, c))
			cols = append(cols, c...)
		}
		on := g.on(sc, cols)
		if kind == "FULL JOIN" {
			on = g.hashable(sc, cols)
		}
		if g.chance(0.1) && kind != "FULL JOIN" {
			on = g.expr(append(sc[:len(sc):len(sc)], cols...), "bool", 1)
		}
		sql = fmt.Sprintf("%s %s %s ON %s", sql, kind, right, on)
		sc = append(sc[:len(sc):len(sc)], cols...)
	}
	return sql, sc
}

func (g *generator) on(l, r []item) string {
	if g.chance(0.15) {
		return "true"
	}
	for _, o := range l {
		for _, u := range r {
			if strings.HasSuffix(o.sql, ".user_id") && strings.HasSuffix(u.sql, ".id") && g.chance(0.6) {
				return u.sql + " = " + o.sql
			}
		}
	}
	return g.hashable(l, r)
}

func (g *generator) hashable(l, r []item) string {
	for range 5 {
		t := g.one("int", "text", "int")
		if a, b := g.column(l, t), g.column(r, t); a != "" && b != "" {
			return a + " = " + b
		}
	}
	return "1 = 1"
}

func (g *generator) aggregate(sc []item) string {
	f := ""
	if g.chance(0.2) {
		f = " FILTER (WHERE " + g.expr(sc, "bool", 1) + ")"
	}
	return g.one("count(*)", "count("+g.expr(sc, "text", 1)+")", "sum("+g.expr(sc, "int", 1)+")::int",
		"max("+g.expr(sc, "int", 1)+")", "min("+g.expr(sc, "int", 0)+")", "avg("+g.expr(sc, "int", 0)+")::int",
		"length(string_agg("+g.expr(sc, "text", 1)+", ','))", "cardinality(array_agg("+g.expr(sc, "int", 1)+"))",
		"stddev_pop("+g.expr(sc, "int", 0)+")::int", "percentile_disc(0.5) WITHIN GROUP (ORDER BY "+g.expr(sc, "int", 0)+")",
		"stddev("+g.expr(sc, "int", 0)+")::int") + f
}

func (g *generator) window(sc []item) string {
	e := g.expr(sc, "int", 1)
	f := g.one("row_number()", "rank()", "lag("+e+")", "lag("+e+", 1, "+g.expr(sc, "int", 0)+")", "lead("+e+", 2)",
		"first_value("+e+")", "last_value("+e+")", "nth_value("+e+", 2)", "sum("+e+")", "count("+e+")", "max("+e+")", "ntile(2)")
	over := ""
	if g.chance(0.5) {
		over += "PARTITION BY " + g.expr(sc, "text", 0) + " "
	}
	over += "ORDER BY " + g.expr(sc, "int", 0)
	over += " " + g.one("", "", "ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING", "ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING",
		"ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW", "GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE TIES",
		"RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING")
	return f + " OVER (" + over + ")"
}

// query makes a SELECT with n columns and says what they are.
func (g *generator) query(n int) (string, []item) {
	var cols []item
	var types []string
	for i := range n {
		typ := g.one("int", "text", "int", "bool")
		types = append(types, typ)
		cols = append(cols, item{fmt.Sprintf("c%d", i+1), typ})
	}
	if g.depth < 2 && g.chance(0.12) {
		g.depth++
		defer func() { g.depth-- }()
		op := g.one("UNION", "UNION ALL", "INTERSECT", "EXCEPT")
		return g.plain(types) + " " + op + " " + g.plain(types), cols
	}
	return g.plain(types), cols
}

func (g *generator) plain(types []string) string {
	from, sc := g.from()
	where := g.where(sc)
	var list []string
	switch {
	case g.chance(0.25):
		return g.grouped(types, from, where, sc)
	case g.chance(0.1):
		for _, t := range types {
			x := g.aggregate(sc)
			list = append(list, cast(x, t))
		}
		having := ""
		if g.chance(0.2) {
			having = " HAVING " + g.aggregate(sc) + " > 1"
		}
		return fmt.Sprintf("SELECT %s FROM %s %s%s", strings.Join(list, ", "), from, where, having)
	}
	for _, t := range types {
		if g.chance(0.1) {
			list = append(list, cast(g.window(sc), t))
			continue
		}
		list = append(list, g.expr(sc, t, 2))
	}
	tail := ""
	if g.chance(0.1) {
		tail = " LIMIT " + g.one("1", "2", "0", "NULL")
	}
	return fmt.Sprintf("SELECT %s%s FROM %s %s%s", g.one("", "", "", "DISTINCT "), strings.Join(list, ", "), from, where, tail)
}

// cast turns a number into a type without changing whether it is null.
func cast(x, typ string) string {
	switch typ {
	case "text":
		return "(" + x + ")::text"
	case "bool":
		return "(" + x + ") > 1"
	}
	return "(" + x + ")::int"
}

func (g *generator) grouped(types []string, from, where string, sc []item) string {
	var keys []item
	for range 1 + g.IntN(2) {
		t := g.one("int", "text", "bool")
		if c := g.column(sc, t); c != "" {
			keys = append(keys, item{c, t})
		}
	}
	if len(keys) == 0 {
		keys = []item{{sc[0].sql, sc[0].typ}}
	}
	var list []string
	for _, t := range types {
		if g.chance(0.5) {
			list = append(list, g.expr(keys, t, 1))
		} else {
			list = append(list, cast(g.aggregate(sc), t))
		}
	}
	by := names(keys)
	by = g.one(by, by, "ROLLUP ("+by+")", "CUBE ("+by+")", "GROUPING SETS (("+by+"), ("+keys[0].sql+"))", "GROUPING SETS (("+keys[0].sql+"), ())")
	having := ""
	if g.chance(0.3) {
		having = " HAVING " + g.one(keys[0].sql+" IS NOT NULL", g.aggregate(sc)+" > 0", "count(*) > 1")
	}
	return fmt.Sprintf("SELECT %s FROM %s %s GROUP BY %s%s", strings.Join(list, ", "), from, where, by, having)
}

// statement makes a whole statement: mostly SELECT, some with CTEs, some writing.
func (g *generator) statement() string {
	g.n, g.depth = 0, 0
	switch g.IntN(20) {
	case 0:
		q, cols := g.query(2)
		return fmt.Sprintf("WITH w(%s) AS (%s) SELECT w.c1, w.c2, o.id FROM w LEFT JOIN orders o ON o.id = w.%s", names(cols), q, intColumn(cols))
	case 1:
		return fmt.Sprintf("WITH RECURSIVE r(n, p) AS (SELECT id, %s FROM orders UNION SELECT r.n + 1, %s FROM r %s orders o ON o.id = r.n WHERE r.n < 6) SELECT n, p FROM r",
			g.one("parent", "id", "NULL::int"), g.one("r.p", "o.parent", "o.id", "r.n"), g.one("JOIN", "LEFT JOIN"))
	case 2:
		return fmt.Sprintf("UPDATE users SET nick = %s, age = %s %s RETURNING id, nick, age, email", g.literal("text"), g.literal("int"),
			g.where([]item{{"users.id", "int"}, {"users.nick", "text"}, {"users.age", "int"}}))
	case 3:
		return fmt.Sprintf("INSERT INTO loose (a, c, d) SELECT %s, %s, %s FROM users RETURNING *, a IS NULL", g.one("age", "id", "NULL"), g.one("id", "1"), g.one("nick", "email"))
	case 4:
		return fmt.Sprintf("DELETE FROM loose WHERE %s RETURNING *", g.expr([]item{{"a", "int"}, {"b", "int"}, {"c", "int"}, {"d", "text"}, {"e", "bool"}}, "bool", 2))
	case 5:
		return fmt.Sprintf("INSERT INTO users (id, email, nick, active) VALUES (%s, 'n@x', %s, true) ON CONFLICT (id) %s RETURNING *", g.one("1", "9"), g.literal("text"),
			g.one("DO NOTHING", "DO UPDATE SET nick = excluded.nick, age = NULL", "DO UPDATE SET nick = 'z' WHERE users.age > 1"))
	case 6:
		return fmt.Sprintf("UPDATE users u SET age = o.total FROM orders o %s RETURNING u.*, o.*", g.one("WHERE o.user_id = u.id", "WHERE u.id = 1", "WHERE u.age = o.total AND u.id = 4"))
	case 7:
		// Keys, so that bounds are promised.
		from, sc := g.from()
		var eq []string
		for _, c := range sc {
			if c.typ == "int" && g.chance(0.5) {
				eq = append(eq, c.sql+" = "+g.one("1", "2", "3"))
			}
		}
		return fmt.Sprintf("SELECT * FROM %s WHERE %s", from, strings.Join(append(eq, "true"), " AND "))
	case 8:
		using := g.one("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")
		return fmt.Sprintf("SELECT id, u.email, o.note, o.status %s FROM users u %s orders o USING (id) %s", g.one("", ", coalesce(o.total, id)"), using, g.one("", "WHERE o.status IS NOT NULL", "WHERE u.nick > ''"))
	}
	q, _ := g.query(1 + g.IntN(4))
	return q
}

func intColumn(cols []item) string {
	for _, c := range cols {
		if c.typ == "int" {
			return c.sql
		}
	}
	return "c1::text::int"
}
