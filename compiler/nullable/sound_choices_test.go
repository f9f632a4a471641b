package nullable_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
)

// choices is where everything random of the property test comes from: a list of small numbers.
// Replaying a list gives the same statement again, and replaying one that has been shortened, or
// has zeros in it, gives a simpler one: choice 0 is always the simplest. That is all that
// shrinking needs.
type choices struct {
	rnd  *rand.Rand // nil while replaying: past the end of the list all choices are 0
	list []int
	next int
}

func newChoices(seed, stream uint64) *choices {
	return &choices{rnd: rand.New(rand.NewPCG(seed, stream))}
}

// pick chooses one of n.
func (c *choices) pick(n int) int {
	v := 0
	switch {
	case c.next < len(c.list):
		v = c.list[c.next] % n
	case c.rnd != nil:
		v = c.rnd.IntN(n)
		c.list = append(c.list, v)
	}
	c.next++
	return v
}

func (c *choices) one(list ...string) string { return list[c.pick(len(list))] }

// chance is true with a probability given in percent, and false in the simplest case.
func (c *choices) chance(percent int) bool { return c.pick(100) >= 100-percent }

// some picks up to n of a list, at least one, in their order.
func (c *choices) some(list []string, n int) []string {
	if len(list) == 0 {
		return nil
	}
	start, n := c.pick(len(list)), 1+c.pick(n)
	var out []string
	for i := range min(n, len(list)) {
		out = append(out, list[(start+i)%len(list)])
	}
	return out
}

// item is an expression of which the generator knows the type: a column, mostly.
type item struct{ sql, typ string }

// relation is what the generator needs to know of a table or view.
type relation struct {
	name string
	kind string // of pg_class: r, v, m, p
	cols []item
	keys [][]string // sets of columns that a unique index holds, partial or not
	refs []foreignKey
}

// foreignKey refers by columns to the columns of a table.
type foreignKey struct {
	cols  []string
	table string
	keys  []string
}

// function is a function of the schema, in SQL or PL/pgSQL.
type function struct {
	name string
	args []string // types
	typ  string   // of the result, "" if it is of a composite type
	set  bool
	cols []item // if it returns rows
}

// generator makes statements over the relations of a schema. All state but the choices is what
// has been written so far of the statement at hand.
type generator struct {
	*choices
	rels  []*relation
	funcs []function
	enums bool // the types mood and pair are there

	templates []string // of statements for this schema, see corner

	aliases int
	depth   int               // of queries in each other
	params  int               // highest $n
	hot     map[string]string // type -> column used last, so that conditions and results meet
	ctes    []*relation
	written []item // columns of the target of INSERT, UPDATE
	pure    bool   // no subqueries, parameters or volatile functions: for constraints and indexes
	plain   bool   // no parameters: for views and bodies of functions
	free    int    // nodes that the statement may still have
}

func (g *generator) start() {
	g.aliases, g.depth, g.params, g.ctes = 0, 0, 0, nil
	g.hot, g.free = map[string]string{}, 60
}

func (g *generator) alias() string {
	g.aliases++
	return fmt.Sprintf("t%d", g.aliases)
}

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
	if h := g.hot[typ]; slices.Contains(out, h) && g.chance(55) {
		return h
	}
	h := g.one(out...)
	g.hot[typ] = h
	return h
}

var generatedTypes = []string{"int", "text", "bool", "num", "ts", "int[]", "text[]", "jsonb", "mood", "pair"}

// typ picks a type, the common ones more often.
func (g *generator) typ() string {
	if t := g.one("int", "text", "int", "bool", "text", "any"); t != "any" {
		return t
	}
	t := g.one(generatedTypes...)
	if !g.enums && (t == "mood" || t == "pair") {
		return "int"
	}
	return t
}

var literals = map[string][]string{
	"int": {"1", "0", "2", "3", "-1", "5"}, "text": {"'a'::text", "'b'::text", "''::text", "'x,y'::text"},
	"bool": {"true", "false"}, "num": {"1.0", "0.5", "2.00", "'NaN'::numeric", "1"},
	"ts":     {"timestamp '2024-01-01'", "timestamp '2024-02-29 12:00'", "'infinity'::timestamp"},
	"int[]":  {"'{1,2}'::int[]", "'{}'::int[]", "'{NULL,1}'::int[]", "ARRAY[1, 2, 3]", "'{{1,2},{3,NULL}}'::int[]"},
	"text[]": {"'{a,b}'::text[]", "'{}'::text[]", "'{NULL}'::text[]", "ARRAY['a', NULL]"},
	"jsonb":  {`'{"a":1,"b":null}'::jsonb`, "'null'::jsonb", "'[1,null]'::jsonb", "'{}'::jsonb", "'2'::jsonb"},
	"mood":   {"'sad'::mood", "'ok'::mood", "'happy'::mood"},
	"pair":   {"ROW(1, 'a')::pair", "ROW(NULL, 'b')::pair", "ROW(NULL, NULL)::pair"},
}

// sqlType is how a type is written.
func sqlType(typ string) string {
	switch typ {
	case "num":
		return "numeric"
	case "ts":
		return "timestamp"
	}
	return typ
}

// literal is a constant, NULL, or a parameter.
func (g *generator) literal(typ string) string {
	switch {
	case typ == "":
		return g.one("'1'", "NULL")
	case !g.pure && !g.plain && g.chance(12):
		return g.param(typ)
	case g.chance(12):
		return "NULL::" + sqlType(typ)
	}
	return g.one(literals[typ]...)
}

func (g *generator) param(typ string) string {
	n := g.params + 1
	if g.params > 0 && g.chance(30) {
		n = 1 + g.pick(g.params)
	} else if g.params < 6 {
		g.params++
	} else {
		n = 6
	}
	if typ == "" || g.chance(25) {
		return fmt.Sprintf("$%d", n)
	}
	return fmt.Sprintf("$%d::%s", n, sqlType(typ))
}

// hole is a placeholder of a template: {int} is an expression of that type, {T} of the type that
// the template is for, {col} any column, {lit:int} a constant, {c:int} a column if there is one,
// {q:int} a subquery of one column without parentheses.
var hole = regexp.MustCompile(`\{(?:(lit|c|q):)?(T|col|int\[\]|text\[\]|int|text|bool|num|ts|jsonb|mood|pair)\}`)

// fill writes a template with expressions of a depth in its holes.
func (g *generator) fill(template string, sc []item, typ string, depth int) string {
	return hole.ReplaceAllStringFunc(template, func(h string) string {
		m := hole.FindStringSubmatch(h)
		want := m[2]
		if want == "T" {
			want = typ
		}
		switch m[1] {
		case "lit":
			return g.literal(want)
		case "c":
			return g.expr(sc, want, 0)
		case "q":
			return g.subquery(sc, want)
		}
		if want == "col" {
			if len(sc) == 0 {
				return "1"
			}
			return sc[g.pick(len(sc))].sql
		}
		return g.expr(sc, want, depth)
	})
}
