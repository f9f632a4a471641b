package nullable_test

import (
	"fmt"
	"strings"
)

// Motifs are statements that tempt the prover: what is known of one row, branch or moment stands
// beside another one. Statements that are altogether random come upon them too rarely.
//
// {from} is a table under the name a, {other} one under the name b. {x} is a column of a, {y} one of
// the same type, {bx} one of b of this type if it has one, {k} a number of a, {lit} a constant of
// that type; {on} joins a and b. {table}, {set} and {row} are the table's name, {x} without its
// alias, and the largest value of each of its columns. Other holes are those of templates.
var motifs = []string{
	// Windows look at other rows than a condition of CASE speaks of.
	"SELECT CASE WHEN {x} IS NOT NULL THEN first_value({x}) OVER (ORDER BY {k}) ELSE {lit} END FROM {from}",
	"SELECT CASE WHEN {x} IS NOT NULL THEN lag({x}, 1, {lit}) OVER (ORDER BY {k}) ELSE {lit} END FROM {from}",
	"SELECT CASE WHEN {x} IS NOT NULL THEN last_value({x}) OVER () ELSE {lit} END, array_agg({x}) OVER (ORDER BY {k}) FROM {from}",
	"SELECT {x} IS NULL OR first_value({x}) OVER (ORDER BY {k}) = {lit} FROM {from}",
	"SELECT max({x}) OVER (ORDER BY {k} ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING), sum({k}) FILTER (WHERE {bool}) OVER () FROM {from} WHERE {x} IS NOT NULL",
	"SELECT first_value({k}) OVER w, max(1) OVER w FROM {from} WHERE {k} IS NOT NULL WINDOW w AS (ORDER BY {y} ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW)",
	"SELECT last_value({k}) OVER w, array_agg(1) OVER w FROM {from} WHERE {k} IS NOT NULL WINDOW w AS (ORDER BY {y} GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE GROUP)",
	"SELECT lag({k}) OVER w, lead({lit}, 1, {lit}) OVER w, nth_value({k}, 2) OVER w FROM {from} WHERE {k} IS NOT NULL WINDOW w AS (ORDER BY {y})",
	"SELECT count(*), max({k}) IS NULL FROM {from} LIMIT $1",
	// Aggregates and FILTER.
	"SELECT array_agg({x}), array_agg({x}) FILTER (WHERE {x} IS NOT NULL), array_agg({y}) FILTER (WHERE {x} IS NOT NULL OR {bool}) FROM {from} GROUP BY {k}",
	"SELECT max({x}) FILTER (WHERE {bool}), array_agg({x}) FILTER (WHERE {k} > 1), max({k}) FROM {from} WHERE {x} IS NOT NULL GROUP BY {y}",
	"SELECT max({x}), {k} FROM {from} WHERE {x} IS NOT NULL GROUP BY ROLLUP ({k})",
	"SELECT {x}, count(*) FROM {from} GROUP BY CUBE ({x}, {k}) HAVING {x} IS NOT NULL",
	"SELECT {x}, {k} FROM {from} WHERE {x} IS NOT NULL AND {k} IS NOT NULL GROUP BY GROUPING SETS (({x}), ({k}), ({x}, {k}))",
	"SELECT count(*), {lit:T} FROM {from} WHERE {x} = {lit:T} LIMIT {lit:int}",
	"SELECT (SELECT coalesce(max({bx}), {x}) FROM {other} WHERE {bx} = {x}) FROM {from}",
	"SELECT (SELECT max({bx}) FROM {other} WHERE {bx} IS NOT NULL AND {on}) FROM {from}",
	"SELECT {x} FROM {from} WHERE EXISTS (SELECT max({bx}) FROM {other} WHERE {bx} = {x})",
	"SELECT {x} FROM {from} WHERE EXISTS (SELECT 1 FROM {other} WHERE {bx} = {x} HAVING true)",
	"SELECT {x} FROM {from} WHERE {x} IN (SELECT {bx} FROM {other}), {k} NOT IN (SELECT 1)",
	"SELECT (SELECT {x} FROM {other} WHERE {bx} = {x} GROUP BY ROLLUP ({bx}) LIMIT 1) FROM {from}",
	"SELECT {x}, l.n, l.c FROM {from} LEFT JOIN LATERAL (SELECT {x} AS n, count(*) AS c FROM {other} WHERE {bx} = {x}) l ON true",
	"SELECT (SELECT {bx} FROM {other} WHERE {on} LIMIT 1), ARRAY(SELECT {bx} FROM {other} WHERE {bx} IS NOT NULL OR {on}) FROM {from}",
	// Conditions of several columns.
	"SELECT {x}, {y} FROM {from} WHERE {x} IS NOT NULL OR {y} IS NOT NULL",
	"SELECT {x}, {y} FROM {from} WHERE NOT ({x} IS NULL AND {y} IS NULL)",
	"SELECT {x}, {k} FROM {from} WHERE NOT (ROW({x}, {k}) IS NULL)",
	"SELECT {x}, {k} FROM {from} WHERE ROW({x}, {k}) IS NOT NULL OR {bool}",
	"SELECT {x}, {k}, a.* FROM {from} WHERE NOT (a IS NULL)",
	"SELECT {x}, {k} FROM {from} WHERE ({x}, {k}) < ({lit}, 1)",
	"SELECT {x}, {k} FROM {from} WHERE ({x}, {k}) <> ({lit}, 1)",
	"SELECT {x}, {k} FROM {from} WHERE {k} BETWEEN SYMMETRIC 0 AND {int} OR {x} = {lit}",
	"SELECT {x}, {k} FROM {from} WHERE {k} NOT BETWEEN {int} AND {int}",
	"SELECT {x} FROM {from} WHERE coalesce({x} = {lit}, {bool})",
	"SELECT {x} FROM {from} WHERE ({x} = {lit}) IS NOT FALSE",
	"SELECT {x}, {y} FROM {from} WHERE {x} IS NOT DISTINCT FROM {y}",
	"SELECT CASE WHEN {x} = {lit} THEN {y} WHEN {y} IS NULL THEN {lit} ELSE {x} END FROM {from}",
	"SELECT CASE {x} WHEN {y} THEN {x} ELSE {lit} END, NULLIF({lit}, {y}) FROM {from}",
	"SELECT nullif({lit}, {lit}), NULLIF({x}, {lit}) FROM {from} WHERE {x} IS NOT NULL",
	// Arrays.
	"SELECT {k} FROM {from} WHERE NOT ({k} = ANY ({int[]}))",
	"SELECT {k} FROM {from} WHERE {k} <> ALL ({int[]})",
	"SELECT {k} = ANY ({c:int[]}), {k} = ANY (ARRAY[{x}::text::int, 1]) FROM {from} WHERE {k} IS NOT NULL AND {c:int[]} IS NOT NULL AND {x} IS NOT NULL",
	"SELECT 1 = ANY ({c:int[]}), 2 <> ALL (ARRAY[1, {k}]), ({c:int[]})[1] FROM {from} WHERE {c:int[]} IS NOT NULL",
	"SELECT ({c:int[]})[1:{k}], ({c:int[]})[{k}:], ('{1,2}'::int[])[:{k}] FROM {from} WHERE {c:int[]} IS NOT NULL",
	"SELECT array_append(ARRAY[1], {k}), ARRAY[{k}, 1] || {c:int[]}, array_remove({c:int[]}, NULL), array_cat(NULL, ARRAY[{k}]) FROM {from}",
	// Functions in the select list and in FROM.
	"SELECT unnest(ARRAY[1, 2]), generate_series(1, {int}) FROM {from}",
	"SELECT {x}, u FROM {from} LEFT JOIN LATERAL unnest({int[]}) u ON true WHERE {x} IS NOT NULL",
	"SELECT random() < 0.5 OR NULL FROM {from} WHERE (random() < 0.5 OR NULL) IS NOT NULL",
	"SELECT CASE WHEN nullif(random() < 0.5, true) IS NOT NULL THEN nullif(random() < 0.5, true) ELSE false END FROM {from}",
	"SELECT substring({text} FROM '(x)|b'), {text[]}[3], regexp_match({text}, '(a)|b'), {jsonb} -> 'a', array_length({int[]}, 1) FROM {from}",
	// Joins and bounds.
	"SELECT a.*, b.* FROM {from} LEFT JOIN {other} ON {on} WHERE {bx} IS NOT NULL OR {bool}",
	"SELECT {x}, {bx} FROM {from} FULL JOIN {other} ON {on} WHERE {x} = {bx} OR {k} > 1",
	"SELECT p.u, q.u FROM (SELECT {int} AS u) p FULL JOIN (SELECT {int} AS u) q ON p.u = q.u",
	"SELECT u FROM (SELECT {int} AS u) p FULL JOIN (SELECT {int} AS u) q USING (u)",
	"SELECT {x}, {bx} FROM {from} RIGHT JOIN {other} ON {x} = {bx} LEFT JOIN (SELECT 1 AS z) c ON {k} = c.z",
	"SELECT * FROM {from} ORDER BY {k} FETCH FIRST 1 ROW WITH TIES",
	"SELECT DISTINCT {x} FROM {from} WHERE {x} = {lit}",
	"SELECT {x} FROM {from} WHERE {x} = {lit} GROUP BY {x}",
	"SELECT * FROM (SELECT {x} AS v, row_number() OVER (PARTITION BY {k} ORDER BY {y}) AS n FROM {from}) s WHERE n = 1",
	"SELECT {x} FROM {from} INTERSECT SELECT {bx} FROM {other} WHERE {bx} IS NOT NULL",
	"SELECT {x} FROM {from} WHERE {x} IS NOT NULL UNION ALL SELECT {bx} FROM {other}",
	"SELECT {x} FROM {from} EXCEPT SELECT {bx} FROM {other} WHERE {bx} IS NOT NULL",
	// Recursion: what the second part adds counts.
	"WITH RECURSIVE w(n, v, u) AS (SELECT 1, {lit}, {lit} UNION ALL SELECT n + 1, NULLIF(v, {lit}), v FROM w WHERE n < 4) SELECT * FROM w",
	"WITH RECURSIVE w(n, v) AS (SELECT 1, {lit} UNION SELECT n + 1, {x} FROM w LEFT JOIN {from} ON {k} = n WHERE n < 3) SELECT * FROM w",
	"WITH RECURSIVE w(n, v) AS (SELECT 1, ARRAY[1] UNION ALL SELECT n + 1, v || {lit:int} FROM w WHERE n < 3) SELECT * FROM w",
	// What is written is not what WHERE spoke of.
	"UPDATE {table} AS a SET {set} = {y} WHERE {x} IS NOT NULL RETURNING *",
	"UPDATE {table} AS a SET {set} = NULL WHERE {x} IS NOT NULL RETURNING {x}, {k}",
	"UPDATE {table} AS a SET {set} = (SELECT {bx} FROM {other} WHERE false) RETURNING *",
	"UPDATE {table} AS a SET {set} = (SELECT {y} FROM {from} WHERE false) RETURNING {x}",
	"UPDATE {table} AS a SET {set} = {x} FROM {other} WHERE {on} AND {x} IS NOT NULL RETURNING a.*, {bx}",
	"UPDATE {table} AS a SET {set} = DEFAULT WHERE {x} = {lit} RETURNING *",
	"DELETE FROM {table} AS a WHERE {x} IS NOT NULL RETURNING *",
	"DELETE FROM {table} AS a USING {other} WHERE {on} RETURNING a.*, b.*",
	"INSERT INTO {table} SELECT {row} FROM {from} RETURNING *",
	"INSERT INTO {table} SELECT {row} FROM {from} ON CONFLICT DO NOTHING RETURNING *",
	"INSERT INTO {table} SELECT {row} FROM {from} WHERE {x} IS NOT NULL ON CONFLICT DO NOTHING RETURNING *",
	"INSERT INTO {table} AS a SELECT {row} FROM {from} ON CONFLICT ({key}) DO UPDATE SET {set} = {y} WHERE {bool} RETURNING *",
	"INSERT INTO {table} AS a SELECT {row} FROM {from} ON CONFLICT ({key}) DO UPDATE SET {set} = excluded.{set} RETURNING *",
	"INSERT INTO {table} AS a SELECT {row} FROM {from} ON CONFLICT ({key}) DO UPDATE SET {set} = NULL RETURNING *",
	"WITH w AS (INSERT INTO {table} SELECT {row} FROM {from} ON CONFLICT DO NOTHING RETURNING *) SELECT count(*), (SELECT count(*) FROM w) FROM w",
	"WITH w AS (UPDATE {table} AS a SET {set} = NULL WHERE {x} IS NOT NULL RETURNING {x} AS v) SELECT v, (SELECT v FROM w LIMIT 1) FROM w",
}

// motif writes one of them over random tables.
func (g *generator) motif() string {
	text := motifs[g.pick(len(motifs))]
	r := g.readable()
	if strings.Contains(text, "{table}") {
		r = g.target()
	}
	o := g.readable()
	a, b := qualified("a", r.cols), qualified("b", o.cols)
	cols := known(a)
	x := cols[g.pick(len(cols))]
	if x.sql == "1" {
		x = item{"1", "int"}
	}
	var row []string
	for _, c := range r.cols {
		row = append(row, g.largest(c))
	}
	key := r.cols[0].sql
	if len(r.keys) > 0 {
		key = strings.Join(r.keys[g.pick(len(r.keys))], ", ")
	}
	g.hot = map[string]string{}
	constant := g.one(literals[x.typ]...)
	text = strings.NewReplacer("{from}", r.name+" AS a", "{other}", o.name+" AS b", "{x}", x.sql, "{y}", g.expr(a, x.typ, 0), "{bx}", g.expr(b, x.typ, 0),
		"{k}", g.expr(a, "int", 0), "{lit}", constant, "{on}", g.equality(a, b), "{table}", r.name, "{set}", bare(x.sql), "{row}", strings.Join(row, ", "),
		"{key}", key).Replace(text)
	return g.fill(text, a, x.typ, 1)
}

// largest is an aggregate over a column of the table that the largest value is taken of, or NULL.
func (g *generator) largest(c item) string {
	switch c.typ {
	case "int", "text", "num", "ts", "int[]", "text[]", "mood":
		return g.one("max(a."+c.sql+")", "max(a."+c.sql+")", "NULL", "min(a."+c.sql+")")
	case "bool":
		return "bool_or(a." + c.sql + ")"
	case "":
		return "(array_agg(a." + c.sql + "))[1]"
	}
	return "(array_agg(a." + c.sql + "))[1]"
}

// reference joins a table to the one that its foreign key refers to, by all columns of the key or
// not, from either side or in a subquery.
func (g *generator) reference() string {
	var from []*relation
	for _, r := range g.rels {
		if len(r.refs) > 0 {
			from = append(from, r)
		}
	}
	if len(from) == 0 {
		return g.motif()
	}
	r := from[g.pick(len(from))]
	k := r.refs[g.pick(len(r.refs))]
	cond, set := []string{}, []string{}
	for i := range k.cols {
		cond = append(cond, "a."+k.cols[i]+" = b."+k.keys[i])
		set = append(set, "a."+k.cols[i]+" IS NOT NULL")
	}
	if len(cond) > 1 && g.chance(30) {
		cond = cond[:1]
	}
	if g.chance(10) {
		cond = append(cond, g.cond(qualified("b", typed(k.keys)), 0))
	}
	on, given, b := strings.Join(cond, " AND "), "true", "b."+k.keys[0]
	if g.chance(70) {
		given = strings.Join(set, " AND ")
	}
	left, right := g.one("", "", "", "ONLY ")+r.name, g.one("", "", "", "", "ONLY ")+k.table
	switch g.pick(6) {
	case 0:
		return fmt.Sprintf("SELECT a.*, b.* FROM %s AS b RIGHT JOIN %s AS a ON %s WHERE %s", right, left, on, given)
	case 1:
		return fmt.Sprintf("SELECT (SELECT %s FROM %s AS b WHERE %s%s) FROM %s AS a WHERE %s", b, right, on, g.one("", " LIMIT 1"), left, given)
	case 2:
		return fmt.Sprintf("SELECT a.*, b.* FROM %s AS c LEFT JOIN %s AS a ON %s LEFT JOIN %s AS b ON %s", g.rels[g.pick(len(g.rels))].name, left, given, right, on)
	case 3:
		return fmt.Sprintf("SELECT s.* FROM (SELECT %s, count(*) FROM %s AS a LEFT JOIN %s AS b ON %s WHERE %s GROUP BY %s) s", b, left, right, on, given, b)
	}
	return fmt.Sprintf("SELECT a.*, b.* FROM %s AS a LEFT JOIN %s AS b ON %s WHERE %s", left, right, on, given)
}

func typed(names []string) []item {
	var out []item
	for _, n := range names {
		out = append(out, item{n, "int"})
	}
	return out
}
