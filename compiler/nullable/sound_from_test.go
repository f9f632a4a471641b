package nullable_test

import (
	"fmt"
	"slices"
	"strings"
)

func qualified(alias string, cols []item) []item {
	var out []item
	for _, c := range cols {
		out = append(out, item{alias + "." + c.sql, c.typ})
	}
	return out
}

func names(cols []item) string {
	var out []string
	for _, c := range cols {
		out = append(out, c.sql)
	}
	return strings.Join(out, ", ")
}

func clip[T any](list []T) []T { return list[:len(list):len(list)] }

// readable picks a relation or WITH query.
func (g *generator) readable() *relation {
	if len(g.ctes) > 0 && g.chance(40) {
		return g.ctes[g.pick(len(g.ctes))]
	}
	return g.rels[g.pick(len(g.rels))]
}

// source is one entry of FROM with its columns; left is what LATERAL may refer to.
func (g *generator) source(left []item) (string, []item) {
	a := g.alias()
	if g.free > 20 && g.depth < 3 && g.chance(18) {
		g.depth++
		defer func() { g.depth-- }()
		lateral := ""
		if len(left) > 0 && g.chance(50) {
			lateral = "LATERAL "
		} else {
			left = nil
		}
		q, cols := g.query(left, 2)
		return fmt.Sprintf("%s(%s) AS %s(%s)", lateral, q, a, names(cols)), qualified(a, cols)
	}
	if g.chance(12) {
		return g.functionSource(left, a)
	}
	r := g.readable()
	only, sample := "", ""
	if r.kind != "" && g.chance(4) {
		only = "ONLY "
	}
	if (r.kind == "r" || r.kind == "p") && g.chance(2) {
		sample = " TABLESAMPLE BERNOULLI (50)"
	}
	return only + r.name + " AS " + a + sample, qualified(a, r.cols)
}

// functionSource is VALUES or a function in FROM.
func (g *generator) functionSource(left []item, a string) (string, []item) {
	e := func(t string) string { return g.expr(left, t, 1) }
	uv := []item{{"u", "int"}, {"v", "text"}}
	lateral := ""
	if len(left) > 0 {
		lateral = "LATERAL "
	}
	switch g.pick(11) {
	case 0:
		return fmt.Sprintf("%s(VALUES (%s, %s), (%s, %s)) AS %s(u, v)", lateral, e("int"), e("text"), e("int"), e("text"), a), qualified(a, uv)
	case 1:
		return fmt.Sprintf("%s(VALUES (%s, %s)) AS %s(u, v)", lateral, e("int"), e("text"), a), qualified(a, uv)
	case 2:
		return fmt.Sprintf("generate_series(%s, 3) AS %s(u)", e("int"), a), qualified(a, uv[:1])
	case 3:
		return fmt.Sprintf("unnest(%s) WITH ORDINALITY AS %s(u, o)", e("int[]"), a), append(qualified(a, uv[:1]), item{a + ".o::int", "int"})
	case 4:
		return fmt.Sprintf("unnest(%s, %s) AS %s(u, v)", e("int[]"), e("text[]"), a), qualified(a, uv)
	case 5:
		return fmt.Sprintf("ROWS FROM (generate_series(1, %s), unnest(%s)) AS %s(u, v)", g.one("2", "0", "3"), e("text[]"), a), qualified(a, uv)
	case 6:
		return fmt.Sprintf("jsonb_to_recordset(%s) AS %s(a int, b text)", g.one(`'[{"a":1,"b":"x"},{"a":null}]'::jsonb`, "'[]'::jsonb"), a), qualified(a, []item{{"a", "int"}, {"b", "text"}})
	case 7:
		return fmt.Sprintf("jsonb_each(%s) AS %s(k, w)", g.one(`'{"a":1,"b":null}'::jsonb`, "jsonb_build_object('a', "+e("int")+")"), a), qualified(a, []item{{"k", "text"}, {"w", "jsonb"}})
	case 8:
		return fmt.Sprintf("%s AS %s(v)", g.one("string_to_table("+e("text")+", ',')", "regexp_split_to_table("+e("text")+", ',')", "jsonb_object_keys('{\"a\":1}'::jsonb)",
			"jsonb_array_elements_text('[\"a\",null]'::jsonb)", "lower("+e("text")+")", "string_to_table("+e("text")+", ',', 'a')"), a), qualified(a, uv[1:])
	case 9:
		return fmt.Sprintf("jsonb_each_text(%s) AS %s(k, v)", `'{"a":"1","b":null}'::jsonb`, a), qualified(a, []item{{"k", "text"}, {"v", "text"}})
	}
	return g.userSource(left, a)
}

// userSource calls a function of the schema that returns rows.
func (g *generator) userSource(left []item, a string) (string, []item) {
	var fit []function
	for _, f := range g.funcs {
		if f.typ != "" || len(f.cols) > 0 {
			fit = append(fit, f)
		}
	}
	if len(fit) == 0 {
		return fmt.Sprintf("(SELECT 1 AS u) AS %s", a), []item{{a + ".u", "int"}}
	}
	f := fit[g.pick(len(fit))]
	cols := f.cols
	if len(cols) == 0 {
		cols = []item{{"u", f.typ}}
	}
	ordinality := g.one("", "", " WITH ORDINALITY")
	list := names(cols)
	if ordinality != "" {
		list += ", o"
	}
	return fmt.Sprintf("%s%s AS %s(%s)", g.callOf(f, left, 1), ordinality, a, list), qualified(a, cols)
}

// from makes a FROM list with joins of all kinds. outer is what LATERAL entries may read beside it.
func (g *generator) from(outer []item) (string, []item) {
	sql, sc := g.source(outer)
	for n := g.pick(3); n > 0 && g.free > 0; n-- {
		kind := g.one("JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN", ",")
		left := outer
		if kind != "RIGHT JOIN" && kind != "FULL JOIN" {
			left = append(clip(sc), outer...)
		}
		right, cols := g.source(left)
		if kind != "," && g.chance(15) {
			// Joins nest on the right side too.
			more, c := g.source(nil)
			inner := []string{"JOIN", "LEFT JOIN", "RIGHT JOIN"}
			if len(left) > 0 {
				inner = inner[:2] // what reads the left side may not be on the nullable side
			}
			right = fmt.Sprintf("(%s %s %s ON %s)", right, g.one(inner...), more, g.on(cols, c, outer))
			cols = append(clip(cols), c...)
		}
		switch {
		case kind == ",":
			return g.listed(sql, right, sc, cols)
		case kind == "CROSS JOIN":
			sql += " CROSS JOIN " + right
		default:
			var cond string
			cond, cols, sc = g.joined(kind, sql, right, sc, cols, outer)
			sql = cond
		}
		sc = append(clip(sc), cols...)
	}
	return sql, sc
}

// listed ends the list: a comma binds less than JOIN, so that what follows could not see the left.
func (g *generator) listed(sql, right string, sc, cols []item) (string, []item) {
	return sql + ", " + right, append(clip(sc), cols...)
}

// joined writes a join with ON, USING or NATURAL.
func (g *generator) joined(kind, sql, right string, sc, cols, outer []item) (string, []item, []item) {
	shared := common(sc, cols)
	switch {
	case len(shared) > 0 && g.chance(25):
		using := g.some(shared, 2)
		out := fmt.Sprintf("%s %s %s USING (%s)", sql, kind, right, strings.Join(using, ", "))
		for _, u := range using {
			if !slices.ContainsFunc(sc, func(c item) bool { return c.sql == u }) {
				sc = append(clip(sc), item{u, typeOf(cols, u)})
			}
		}
		return out, cols, sc
	case g.chance(6):
		return fmt.Sprintf("%s NATURAL %s %s", sql, kind, right), cols, sc
	}
	on := g.on(sc, cols, outer)
	if kind == "FULL JOIN" {
		on = g.equality(sc, cols) // only conditions that can be merged or hashed are supported
	}
	return fmt.Sprintf("%s %s %s ON %s", sql, kind, right, on), cols, sc
}

// bare is the column's own name.
func bare(sql string) string { return sql[strings.LastIndexByte(sql, '.')+1:] }

// typeOf finds a column by its own name.
func typeOf(cols []item, name string) string {
	for _, c := range cols {
		if bare(c.sql) == name {
			return c.typ
		}
	}
	return "int"
}

// common are the names that occur exactly once on both sides, with the same type.
func common(l, r []item) []string {
	count := func(list []item, name string) (n int, typ string) {
		for _, c := range list {
			if bare(c.sql) == name {
				n, typ = n+1, c.typ
			}
		}
		return n, typ
	}
	var out []string
	for _, c := range r {
		name := bare(c.sql)
		n, t := count(l, name)
		m, u := count(r, name)
		if n == 1 && m == 1 && t == u && !strings.ContainsAny(name, ":(") {
			out = append(out, name)
		}
	}
	return out
}

func (g *generator) on(l, r, outer []item) string {
	switch g.pick(8) {
	case 5:
		return "true"
	case 6:
		return g.equality(l, r) + " AND " + g.cond(append(append(clip(l), r...), outer...), 1)
	case 7:
		return g.cond(append(append(clip(l), r...), outer...), 1)
	}
	return g.equality(l, r)
}

// equality joins by columns of one name, as keys and foreign keys are, or by any of one type; by
// two of them now and then.
func (g *generator) equality(l, r []item) string {
	var pairs []string
	for _, a := range l {
		for _, b := range r {
			if a.typ == b.typ && (a.typ == "int" || a.typ == "text") {
				pairs = append(pairs, g.one(a.sql+" = "+b.sql, b.sql+" = "+a.sql))
			}
		}
	}
	if len(pairs) == 0 {
		return "1 = 1"
	}
	out := pairs[g.pick(len(pairs))]
	if g.chance(25) {
		out += " AND " + pairs[g.pick(len(pairs))]
	}
	return out
}
