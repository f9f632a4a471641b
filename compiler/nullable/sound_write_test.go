package nullable_test

import (
	"fmt"
	"slices"
	"strings"
)

// statement makes a whole statement: mostly SELECT, some with WITH, some that write.
func (g *generator) statement() string {
	g.start()
	switch g.pick(20) {
	case 12, 13, 14, 15, 16, 17, 18:
		return g.motif()
	case 19:
		return g.reference()
	case 9, 10, 11:
		if len(g.templates) > 0 {
			return g.either(g.one(g.templates...))
		}
	}
	with := ""
	if g.chance(18) {
		with = g.with()
	}
	switch g.pick(20) {
	case 12, 13, 14:
		return with + g.lookup()
	case 15:
		return with + g.insert() + g.returning(nil)
	case 16:
		return with + g.update()
	case 17:
		return with + g.delete()
	case 18:
		return with + g.merge()
	case 19:
		return with + g.stars()
	}
	q, _ := g.query(nil, 1+g.pick(4))
	return with + q
}

// stars returns whole rows, as they are or as one value each.
func (g *generator) stars() string {
	from, sc := g.from(nil)
	a := strings.Split(sc[0].sql, ".")[0]
	list := g.one("*", "*", a+".*", a, "ROW("+g.expr(sc, "int", 1)+", "+g.expr(sc, "text", 1)+")", "ARRAY(SELECT ROW("+g.expr(sc, "int", 1)+", "+g.expr(sc, "bool", 1)+"))",
		"ARRAY(SELECT ROW(s.v, "+g.expr(sc, "int", 0)+") FROM ("+g.subquery(sc, "int")+") s(v))", a+" IS NULL, "+a+" IS NOT NULL, ("+a+").*")
	return fmt.Sprintf("SELECT %s FROM %s%s%s", list, from, g.where(sc), g.tail(true))
}

// lookup finds rows by keys, so that there is a bound to promise, and joins others to them.
func (g *generator) lookup() string {
	r := g.readable()
	a := g.alias()
	cols := qualified(a, r.cols)
	from, sc := r.name+" AS "+a, cols
	if g.chance(50) {
		more, c := g.source(nil)
		from += fmt.Sprintf(" %s %s ON %s", g.one("LEFT JOIN", "JOIN", "RIGHT JOIN", "FULL JOIN"), more, g.equality(sc, c))
		sc = append(clip(sc), c...)
	}
	var eq []string
	key := []string{r.cols[0].sql}
	if len(r.keys) > 0 {
		key = r.keys[g.pick(len(r.keys))]
	}
	for _, name := range key {
		t := typeOf(r.cols, name)
		c := a + "." + name
		eq = append(eq, g.one(c+" = "+g.literal(t), c+" = "+g.literal(t), c+" IN ("+g.literal(t)+")", c+" = ANY (ARRAY["+g.literal(t)+"])", c+" IS NULL",
			c+" = (SELECT "+g.aggregate(cols, nil, t)+" FROM "+r.name+" AS "+a+")", "("+g.expr(sc, t, 1)+") = "+c, c+" IS NOT DISTINCT FROM "+g.literal(t)))
	}
	if g.chance(30) {
		eq = append(eq, g.cond(sc, 1))
	}
	list := g.one("*", a+".*", g.expr(sc, "int", 1)+", "+g.expr(sc, "text", 1), "count(*), max("+g.expr(sc, "int", 0)+")", "DISTINCT "+g.expr(sc, "int", 0))
	tails := []string{"", "", "", " LIMIT 1", " OFFSET 1", " FOR UPDATE OF " + a}
	if strings.HasPrefix(list, "count") || strings.HasPrefix(list, "DISTINCT") {
		tails = tails[:5]
	}
	return fmt.Sprintf("SELECT %s FROM %s WHERE %s%s", list, from, strings.Join(eq, " AND "), g.one(tails...))
}

// with makes WITH queries, which the rest of the statement can read.
func (g *generator) with() string {
	var list []string
	recursive := ""
	for range 1 + g.pick(2) {
		name := fmt.Sprintf("w%d", len(g.ctes)+1)
		g.depth++
		var q string
		var cols []item
		switch g.pick(8) {
		case 5:
			recursive = "RECURSIVE "
			q, cols = g.recursive(name)
		case 6, 7:
			if g.plain {
				q, cols = g.query(nil, 2)
				break
			}
			q, cols = g.writing()
		default:
			q, cols = g.query(nil, 1+g.pick(3))
		}
		g.depth--
		list = append(list, fmt.Sprintf("%s(%s) AS %s(%s)", name, names(cols), g.one("", "", "MATERIALIZED ", "NOT MATERIALIZED "), q))
		g.ctes = append(g.ctes, &relation{name: name, cols: cols})
	}
	return "WITH " + recursive + strings.Join(list, ", ") + " "
}

func (g *generator) recursive(name string) (string, []item) {
	cols := []item{{"c1", "int"}, {"c2", g.one("int", "text")}}
	q := qualified("q", cols)
	first := g.one("SELECT 1, "+g.literal(cols[1].typ), g.selectOf(nil, []string{"int", cols[1].typ}))
	more, sc := g.source(nil)
	all := append(clip(sc), q...)
	return fmt.Sprintf("(%s) UNION%s SELECT q.c1 + 1, %s FROM %s q %s %s ON %s WHERE q.c1 < 4", first, g.one("", " ALL"), g.expr(all, cols[1].typ, 1), name,
		g.one("JOIN", "LEFT JOIN"), more, g.equality(q, sc)), cols
}

// writing is a statement with RETURNING of two columns.
func (g *generator) writing() (string, []item) {
	cols := []item{{"c1", "int"}, {"c2", g.typ()}}
	switch g.pick(3) {
	case 0:
		return g.insert() + g.returning(cols), cols
	case 1:
		return g.updateOf(cols), cols
	}
	return g.deleteOf(cols), cols
}

// target picks a table or view to write to.
func (g *generator) target() *relation {
	var fit []*relation
	for _, r := range g.rels {
		if r.kind == "r" || r.kind == "p" || r.kind == "v" && g.chance(40) {
			fit = append(fit, r)
		}
	}
	if len(fit) == 0 {
		return g.rels[0]
	}
	r := fit[g.pick(len(fit))]
	g.hot = map[string]string{}
	return r
}

// returning lists columns of the target, or expressions of the given types; it may be asked for
// columns that the statement does not have, as long as the alias is right.
func (g *generator) returning(want []item, scs ...[]item) string {
	var sc []item
	for _, s := range scs {
		sc = append(sc, s...)
	}
	if len(sc) == 0 {
		sc = g.written
	}
	if want == nil {
		if g.chance(8) {
			return ""
		}
		if g.chance(50) {
			return " RETURNING *"
		}
		for range 1 + g.pick(3) {
			want = append(want, item{"", g.typ()})
		}
	}
	var list []string
	for _, w := range want {
		list = append(list, g.expr(sc, w.typ, 1))
	}
	return " RETURNING " + strings.Join(list, ", ")
}

// assigned is a value for a column: DEFAULT, a constant, a parameter, or an expression.
func (g *generator) assigned(sc []item, typ string) string {
	switch g.pick(8) {
	case 5:
		return "DEFAULT"
	case 6:
		return "NULL"
	case 7:
		return g.expr(sc, typ, 1)
	}
	return g.literal(typ)
}

func (g *generator) insert() string {
	r := g.target()
	a := g.alias()
	g.written = qualified(a, r.cols)
	cols := r.cols
	if len(cols) > 2 && g.chance(40) {
		cols = cols[:1+g.pick(len(cols))]
	}
	out := fmt.Sprintf("INSERT INTO %s AS %s (%s) ", r.name, a, names(cols))
	switch g.pick(8) {
	case 4:
		out = fmt.Sprintf("INSERT INTO %s AS %s DEFAULT VALUES", r.name, a)
	case 5, 6:
		var types []string
		for _, c := range cols {
			types = append(types, c.typ)
		}
		g.depth++
		out += g.one("", "OVERRIDING USER VALUE ") + g.queryOf(nil, types)
		g.depth--
	default:
		var rows []string
		for range 1 + g.pick(2) {
			var row []string
			for _, c := range cols {
				row = append(row, g.assigned(nil, c.typ))
			}
			rows = append(rows, "("+strings.Join(row, ", ")+")")
		}
		out += "VALUES " + strings.Join(rows, ", ")
	}
	return out + g.conflict(r, a)
}

func (g *generator) conflict(r *relation, a string) string {
	if len(r.keys) == 0 || !g.chance(45) {
		return ""
	}
	on := " ON CONFLICT (" + strings.Join(r.keys[g.pick(len(r.keys))], ", ") + ") "
	sc := append(qualified(a, r.cols), qualified("excluded", r.cols)...)
	c := r.cols[g.pick(len(r.cols))]
	set := "DO UPDATE SET " + c.sql + " = " + g.assigned(sc, c.typ)
	return g.one(" ON CONFLICT DO NOTHING", on+"DO NOTHING", on+set, on+set, on+set+" WHERE "+g.cond(sc, 1))
}

func (g *generator) sets(r *relation, sc []item) string {
	var list []string
	var done []string
	for range 1 + g.pick(2) {
		c := r.cols[g.pick(len(r.cols))]
		if slices.Contains(done, c.sql) {
			continue
		}
		done = append(done, c.sql)
		if g.chance(10) {
			d := r.cols[g.pick(len(r.cols))]
			if !slices.Contains(done, d.sql) {
				done = append(done, d.sql)
				list = append(list, fmt.Sprintf("(%s, %s) = (SELECT %s, %s WHERE %s)", c.sql, d.sql, g.expr(sc, c.typ, 1), g.expr(sc, d.typ, 1), g.cond(sc, 1)))
				continue
			}
		}
		list = append(list, c.sql+" = "+g.assigned(sc, c.typ))
	}
	return strings.Join(list, ", ")
}

func (g *generator) update() string { return g.updateOf(nil) }

func (g *generator) updateOf(want []item) string {
	r := g.target()
	a := g.alias()
	g.written = qualified(a, r.cols)
	from, sc, where := "", []item(nil), g.where(g.written)
	if g.chance(40) {
		from, sc = g.from(nil)
		from = " FROM " + from
		where = " WHERE " + g.on(g.written, sc, nil)
	}
	set := g.sets(r, append(clip(g.written), sc...))
	written := qualified(a, r.cols)
	return fmt.Sprintf("UPDATE %s AS %s SET %s%s%s%s", r.name, a, set, from, where, g.returning(want, written, sc))
}

func (g *generator) delete() string { return g.deleteOf(nil) }

func (g *generator) deleteOf(want []item) string {
	r := g.target()
	a := g.alias()
	written := qualified(a, r.cols)
	using, sc, where := "", []item(nil), g.where(written)
	if g.chance(40) {
		using, sc = g.from(nil)
		using = " USING " + using
		where = " WHERE " + g.on(written, sc, nil)
	}
	return fmt.Sprintf("DELETE FROM %s AS %s%s%s%s", r.name, a, using, where, g.returning(want, written, sc))
}

// merge has no RETURNING in PostgreSQL 16: only its parameters are of interest.
func (g *generator) merge() string {
	r := g.target()
	a := g.alias()
	own := qualified(a, r.cols)
	using, sc := g.source(nil)
	var values []string
	for _, c := range r.cols {
		values = append(values, g.assigned(sc, c.typ))
	}
	both := append(clip(own), sc...)
	return fmt.Sprintf("MERGE INTO %s AS %s USING %s ON %s WHEN MATCHED AND %s THEN %s WHEN NOT MATCHED THEN %s", r.name, a, using, g.on(own, sc, nil), g.cond(both, 1),
		g.one("DO NOTHING", "DELETE", "UPDATE SET "+g.sets(r, both)), g.one("DO NOTHING", fmt.Sprintf("INSERT (%s) VALUES (%s)", names(r.cols), strings.Join(values, ", "))))
}
