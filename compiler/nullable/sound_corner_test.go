package nullable_test

import (
	"regexp"
	"strings"
)

// A corner is a part of a schema in which something is not as it looks, with rows that show it and
// statements that ask for it. «a|b» is one of several.
type corner struct {
	steps []string // definitions, and rows of each data set, in this order
	doing []string // what a transaction may do while its constraints are deferred
	asks  []string
}

var corners = []corner{
	{ // Keys that are checked at the end of the transaction, or that NULL is no part of.
		[]string{"CREATE TABLE ck (a int UNIQUE «DEFERRABLE|DEFERRABLE INITIALLY DEFERRED||NULLS NOT DISTINCT», v int)", "INSERT INTO ck VALUES (1, 1), (2, NULL), (NULL, 3)", "INSERT INTO ck VALUES (NULL, 4)"},
		[]string{"INSERT INTO ck VALUES (1, 9)", "INSERT INTO ck VALUES (2, 9)"},
		[]string{"SELECT v FROM ck WHERE a «= 1|= $1|IS NULL|IS NOT DISTINCT FROM 1|IS NOT DISTINCT FROM NULL|IN (2)»", "SELECT x.v FROM ck JOIN ck x ON x.a = ck.a WHERE ck.a = «1|2»",
			"SELECT max(v) FROM ck WHERE a = 1 GROUP BY «a|v»", "SELECT o.g, ck.v FROM (VALUES (1)) o(g) LEFT JOIN ck ON ck.a = o.g"},
	},
	{ // Keys for some rows only.
		[]string{"CREATE TABLE cp (a int, b int, v int)", "CREATE UNIQUE INDEX ON cp (a«|, b») «WHERE b > 0|WHERE b IS NOT NULL|WHERE a > 1|WHERE v IS NULL|NULLS NOT DISTINCT|»",
			"INSERT INTO cp VALUES (1, 1, 1), (1, 0, 2), (2, 1, NULL)", "INSERT INTO cp VALUES (1, NULL, 3)", "INSERT INTO cp VALUES (1, NULL, 4)", "INSERT INTO cp VALUES (1, -1, 5)", "INSERT INTO cp VALUES (2, -1, 7)", "INSERT INTO cp VALUES (NULL, 1, NULL)", "INSERT INTO cp VALUES (NULL, 1, NULL)"},
		nil,
		[]string{"SELECT v FROM cp WHERE a «= 1|= 2|IS NULL» «|AND b > 0|AND b = 1|AND b IS NOT NULL|AND b <> 0|AND v IS NULL|AND (b > 0) IS NOT FALSE|AND coalesce(b, 1) > 0|AND b IS NULL»",
			"INSERT INTO cp SELECT 1, b, v FROM cp ON CONFLICT (a) WHERE b > 0 DO «NOTHING|UPDATE SET v = NULL» RETURNING v"},
	},
	{ // Foreign keys of which a part is NULL, or that refer to all partitions.
		[]string{"CREATE TABLE cf (x int, y int, PRIMARY KEY (x, y))", "CREATE TABLE cr (id int, a int NOT NULL, b int«| NOT NULL», FOREIGN KEY (a, b) REFERENCES cf«| MATCH FULL»)",
			"INSERT INTO cf VALUES (1, 1), (2, 2)", "INSERT INTO cr VALUES (1, 1, 1)", "INSERT INTO cr VALUES (2, 9, NULL)",
			"CREATE TABLE cw (id int PRIMARY KEY) PARTITION BY LIST (id)", "CREATE TABLE cw1 PARTITION OF cw FOR VALUES IN (1)", "CREATE TABLE cw2 PARTITION OF cw DEFAULT",
			"CREATE TABLE cv (w int NOT NULL REFERENCES cw)", "INSERT INTO cw VALUES (1), (2)", "INSERT INTO cv VALUES (1), (2)"},
		nil,
		[]string{"SELECT cf.x, cf.y FROM cr LEFT JOIN cf ON cf.x = cr.a «|AND cf.y = cr.b|AND cf.y = cr.id» «|WHERE cr.b IS NOT NULL»", "SELECT (SELECT x FROM cf WHERE x = cr.a «|AND y = cr.b» LIMIT 1) FROM cr",
			"SELECT p.id FROM cv LEFT JOIN «cw|cw1|cw2|ONLY cw» p ON p.id = cv.w"},
	},
	{ // Conditions of a domain that rows have not been held to.
		[]string{"CREATE DOMAIN dlate AS int", "CREATE TABLE cd (id int, v dlate«| NOT NULL»)", "INSERT INTO cd VALUES (1, NULL), (2, 2)", "ALTER DOMAIN dlate ADD CONSTRAINT late CHECK (VALUE IS NOT NULL) «NOT VALID|NOT VALID|»",
			"ALTER DOMAIN dlate «VALIDATE CONSTRAINT late|DROP CONSTRAINT late|DROP NOT NULL|DROP NOT NULL»"},
		nil,
		[]string{"SELECT v, v + 1, coalesce(v, NULL) FROM cd", "SELECT max(v), array_agg(v) FROM cd GROUP BY id", "SELECT v::int FROM cd ORDER BY id LIMIT 1"},
	},
	{ // Rules and triggers in the place of what is written.
		[]string{"CREATE TABLE ci (id int PRIMARY KEY, a text NOT NULL)", "CREATE TABLE cl (id int, a text)", "INSERT INTO ci VALUES (1, 'a'), (2, 'b')", "INSERT INTO cl VALUES (NULL, NULL), (1, NULL)",
			"CREATE VIEW cx AS SELECT id, a FROM ci", "CREATE RULE r AS ON «INSERT|UPDATE|DELETE» TO «ci|cx» DO INSTEAD «INSERT INTO cl VALUES (NULL, NULL) RETURNING id, a|DELETE FROM cl RETURNING id, a|NOTHING|UPDATE cl SET id = NULL RETURNING *»",
			"CREATE FUNCTION cnull() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN NEW.a := NULL; RETURN NEW; END $body$", "CREATE TRIGGER t INSTEAD OF INSERT OR UPDATE ON cx FOR EACH ROW EXECUTE FUNCTION cnull()",
			"CREATE TABLE ct (id int PRIMARY KEY, a text)", "INSERT INTO ct VALUES (1, 'a'), (2, NULL)", "CREATE TRIGGER t BEFORE «INSERT|UPDATE|INSERT OR UPDATE» ON ct FOR EACH ROW EXECUTE FUNCTION cnull()"},
		nil,
		[]string{"INSERT INTO «ci|cx» VALUES (3, 'a') RETURNING *", "UPDATE «ci|cx» SET a = 'c' WHERE id > 0 RETURNING *", "DELETE FROM «ci|cx» WHERE a > '' RETURNING id, a", "INSERT INTO ci VALUES ($1, $2)", "UPDATE ci SET a = $1 WHERE id = $2",
			"INSERT INTO ct VALUES («1|3», 'a') «|ON CONFLICT (id) DO UPDATE SET a = 'b'|ON CONFLICT DO NOTHING» RETURNING *", "UPDATE ct SET a = 'c' WHERE a IS NOT NULL RETURNING a", "INSERT INTO cx VALUES ($1, $2) RETURNING id"},
	},
	{ // Empty arrays, and elements.
		[]string{"CREATE TABLE ca (id int, a int, l int[], m int[] NOT NULL)", "INSERT INTO ca VALUES (1, NULL, '{}', '{}'), (2, NULL, NULL, '{NULL,1}'), (3, 1, '{2}', '{1}'), (4, NULL, '{1}', '{}')",
			"CREATE FUNCTION cany(anyarray) RETURNS anyelement LANGUAGE sql AS $body$ SELECT $1[1] $body$", "CREATE FUNCTION cput(anyarray, anyelement) RETURNS anyarray LANGUAGE sql AS $body$ SELECT $1 || $2 $body$"},
		nil,
		[]string{"SELECT a FROM ca WHERE a «<> ALL|= ANY|= ALL|< ALL» («l|m|'{}'|ARRAY(SELECT 1 WHERE false)|ARRAY[1, 2]|ARRAY[a]|array_remove(m, NULL)|array_append(m, 3)»)", "SELECT a FROM ca WHERE NOT (a «= ANY|<> ALL|= ALL» («l|m|'{}'|'{1}'|ARRAY[]::int[]»))",
			"SELECT cany(m), cput(m, a), cput(ARRAY[1], a), cany(ARRAY[1]) FROM ca", "SELECT array_append(ARRAY[1], a), array_cat(ARRAY[1], m), array_prepend(a, ARRAY[1]), ARRAY[1] || a, array_replace(ARRAY[1], 1, a) FROM ca",
			"SELECT unnest(ARRAY[1, a]), (ARRAY[1, 2])[a] FROM ca", "SELECT array_agg(DISTINCT a), array_agg(l) FROM ca GROUP BY m", "SELECT u FROM ca, unnest(«m|array_fill(1, ARRAY[2])|ARRAY[1, 2]|ARRAY[id, 1]|ARRAY[a, 1]») u"},
	},
	{ // A value of a domain's type is not checked again.
		[]string{"CREATE DOMAIN dfull AS int «NOT NULL|CHECK (VALUE IS NOT NULL)|NOT NULL CHECK (VALUE > 0)»", "CREATE TABLE cn (id int, v dfull, w int)", "INSERT INTO cn VALUES (1, 1, NULL), (2, 2, 2)", "CREATE VIEW cm AS SELECT id, v FROM cn"},
		nil,
		[]string{"INSERT INTO cn VALUES (3, (SELECT v FROM cn WHERE «false|id = 1|id = 9»)) RETURNING v, *", "UPDATE cn SET v = (SELECT v FROM cn WHERE «false|id = 1») RETURNING v", "INSERT INTO cn SELECT 1, x.v FROM (VALUES (1)) o(g) LEFT JOIN cn x ON x.id = «9|1» RETURNING *",
			"SELECT x.v, x.id FROM (VALUES (1)) o(g) LEFT JOIN «cn|cm» x ON x.id = «9|g»", "UPDATE cm SET v = (SELECT max(v) FROM cn WHERE id = 9) WHERE id = 1 RETURNING v", "SELECT (SELECT v FROM cn WHERE id = «9|1»), max(v) FROM cn WHERE id > «1|9»", "INSERT INTO cn VALUES (1, $1) RETURNING v",
			"SELECT $1::dfull, v FROM cn", "UPDATE cn SET w = $1::dfull WHERE $1 IS NOT NULL"},
	},
	{ // Actions of foreign keys that a trigger defeats, for which nobody looks again.
		[]string{"CREATE TABLE ch (id int PRIMARY KEY)", "CREATE TABLE cc (o int NOT NULL REFERENCES ch ON DELETE «CASCADE|CASCADE|RESTRICT|SET NULL|SET DEFAULT» ON UPDATE «CASCADE|NO ACTION», p int)",
			"CREATE FUNCTION cskip() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN RETURN NULL; END $body$", "INSERT INTO ch VALUES (1), (2), (3)", "INSERT INTO cc VALUES (1), (2), (3)",
			"CREATE TRIGGER t BEFORE «DELETE|UPDATE|DELETE OR UPDATE» ON cc FOR EACH ROW EXECUTE FUNCTION cskip()", "DELETE FROM ch WHERE id = 1", "UPDATE ch SET id = 7 WHERE id = 2"},
		nil,
		[]string{"SELECT ch.id FROM cc LEFT JOIN ch ON ch.id = cc.o", "SELECT (SELECT id FROM ch WHERE id = cc.o) FROM cc", "DELETE FROM cc RETURNING *"},
	},
	{ // Generated columns and constraints of earlier times.
		[]string{"CREATE TABLE cg (a int NOT NULL, b int GENERATED ALWAYS AS («a + 1|abs(a)|coalesce(a, NULL)») STORED, c int NOT NULL DEFAULT 1, CONSTRAINT cgc CHECK («a > 0 OR c IS NOT NULL|c IS NOT NULL|a <> 1 OR c > 0»))", "INSERT INTO cg (a) VALUES (1), (2)",
			"CREATE MATERIALIZED VIEW cq AS SELECT a, b, c FROM cg", "ALTER TABLE cg ALTER «a|c|b» DROP «NOT NULL|DEFAULT|EXPRESSION»", "ALTER TABLE cg «DROP CONSTRAINT cgc|ALTER c DROP NOT NULL»", "INSERT INTO cg (a) VALUES (NULL)", "INSERT INTO cg (a, c) VALUES (NULL, NULL)", "INSERT INTO cg (a, c) VALUES (3, NULL)",
			"REFRESH MATERIALIZED VIEW cq", "DELETE FROM cg WHERE a IS NULL OR c IS NULL", "ALTER TABLE cg ALTER «a|c» SET NOT NULL"},
		nil,
		[]string{"SELECT * FROM «cg|cq»", "INSERT INTO cg (a) VALUES (5) RETURNING *", "UPDATE cg SET a = 2, c = DEFAULT RETURNING *", "SELECT a, b, c FROM cg WHERE a «= 1|IS NOT NULL|> 1»"},
	},
	{ // Values that are equal and not the same.
		[]string{"CREATE TABLE cu (n numeric, f float8, i interval, c char(4), j jsonb, l numeric[], s text COLLATE \"C\" UNIQUE, k int)",
			"INSERT INTO cu VALUES (1, 0, '1 day', 'a', '1', '{1}', 'a', 1), (1.0, '-0', '24 hours', 'a ', '1.0', '{1.0}', 'A', 2), (1.00, 0, '24:00', 'a', '1', '{1.00}', 'b', 1)", "CREATE COLLATION cnd (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"},
		nil,
		[]string{"SELECT DISTINCT «n|n::text|scale(n)|f::text|i::text|c::text|j|j::text|l|l::text|n + 1|(n, f)|s» FROM cu WHERE n = 1 AND f = 0 AND i = '1 day' AND c = 'a' AND j = '1' AND l = '{1}'", "SELECT 1 FROM cu WHERE n = 1 AND l = '{1}' GROUP BY «n|n::text|scale(n)|l::text|l»",
			"SELECT k FROM cu WHERE s = 'a'«| COLLATE cnd| COLLATE \"POSIX\"»", "SELECT x.k FROM cu JOIN cu x ON x.s = cu.n::text WHERE cu.n = 1", "SELECT * FROM (SELECT k, row_number() OVER (PARTITION BY «n|n::text|k» ORDER BY k) AS r FROM cu WHERE n = 1) z WHERE r = 1"},
	},
}

var alternative = regexp.MustCompile(`«[^«»]*»`)

// either writes one of each «a|b».
func (g *generator) either(text string) string {
	return alternative.ReplaceAllStringFunc(text, func(m string) string {
		return g.one(strings.Split(strings.Trim(m, "«»"), "|")...)
	})
}

// corner adds one to the schema, with what can be asked of it.
func (a *architect) corner() {
	c := corners[a.pick(len(corners))]
	for _, s := range c.steps {
		s = a.either(s)
		if word, _, _ := strings.Cut(s, " "); word == "CREATE" || word == "ALTER" {
			a.add(s)
			continue
		}
		for i := range a.space {
			if a.chance(80) {
				a.load(s, i)
			}
		}
	}
	a.asks = append(a.asks, c.asks...)
	a.unsettled = append(a.unsettled, c.doing...)
}
