package nullable_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
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
			"SELECT max(v) FROM ck WHERE a = 1 GROUP BY «a|v»", "SELECT o.g, ck.v FROM (VALUES (1)) o(g) LEFT JOIN ck ON ck.a = o.g",
			"SELECT v FROM ck WHERE a = 1 + (random() * 2)::int", "SELECT DISTINCT a FROM ck WHERE a = 1 GROUP BY «a|ROLLUP (a)|GROUPING SETS ((a), (a))»", "SELECT * FROM (SELECT a FROM ck UNION «ALL|» SELECT 1) z WHERE a = 1",
			"SELECT 1 «EXCEPT|INTERSECT|UNION» SELECT a FROM ck", "SELECT v FROM ck WHERE a = $1 OR v = «1|3|$2»", "SELECT g FROM (VALUES (1)) o(g) «JOIN|LEFT JOIN|FULL JOIN» (VALUES («1|2»)) p(h) ON g = h", "UPDATE ck SET v = $1 WHERE a = $2 RETURNING v"},
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
	{ // Partitions and tables that inherit, which need not have what the table above has.
		[]string{"CREATE TABLE cy (k int, a int, v text) PARTITION BY LIST (k)", "CREATE TABLE cy1 PARTITION OF cy FOR VALUES IN (1)", "CREATE UNIQUE INDEX ON «ONLY cy|cy» (k)", "CREATE TABLE cy2 (k int, a int, v text)",
			"INSERT INTO cy VALUES (1, 1, 'a')", "INSERT INTO cy VALUES (1, NULL, 'b')", "ALTER TABLE cy ATTACH PARTITION cy2 FOR VALUES IN (2, 3)", "INSERT INTO cy VALUES (2, 1, NULL)",
			"CREATE FUNCTION cgone() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN «RETURN NULL;|NEW.v := NULL; RETURN NEW;» END $body$", "CREATE TRIGGER t BEFORE «INSERT|UPDATE» ON «cy|cy2» FOR EACH ROW EXECUTE FUNCTION cgone()",
			"CREATE TABLE cb (id int PRIMARY KEY, a int, CHECK (a IS NOT NULL)«| NO INHERIT»)", "CREATE TABLE cb1 () INHERITS (cb)", "INSERT INTO cb VALUES (1, 1)", "INSERT INTO cb1 VALUES (1, 2)", "INSERT INTO cb1 VALUES (1, NULL)"},
		nil,
		[]string{"SELECT v FROM «cy|cy1|cy2» WHERE k = «1|2»", "INSERT INTO «cy|cy1» VALUES (1, 1, 'a') RETURNING v", "INSERT INTO «cy|cy2» VALUES (2, 1, 'a') RETURNING v", "UPDATE «cy|cy2» SET v = 'c', k = 2 RETURNING v", "SELECT a FROM «cb|ONLY cb» WHERE id = 1",
			"SELECT a FROM «cb|ONLY cb|cb1»"},
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
			"CREATE RULE s AS ON «DELETE|UPDATE|INSERT» TO «ci|cx» DO INSTEAD DELETE FROM cl RETURNING id, a",
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
			"SELECT $1::dfull, v FROM cn", "UPDATE cn SET w = $1::int::dfull WHERE $1::int IS NOT NULL"},
	},
	{ // Actions of foreign keys that a trigger defeats, for which nobody looks again.
		[]string{"CREATE TABLE ch (id int PRIMARY KEY)", "CREATE TABLE cc (o int NOT NULL REFERENCES ch ON DELETE «CASCADE|CASCADE|RESTRICT|SET NULL|SET DEFAULT» ON UPDATE «CASCADE|NO ACTION», p int)",
			"CREATE FUNCTION cskip() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN RETURN NULL; END $body$", "INSERT INTO ch VALUES (1), (2), (3)", "INSERT INTO cc VALUES (1), (2), (3)",
			"CREATE TABLE cz (o int NOT NULL)", "INSERT INTO cz VALUES (3)", "INSERT INTO cz VALUES («9|3|3»)", "ALTER TABLE cz ADD FOREIGN KEY (o) REFERENCES ch «NOT VALID|NOT VALID|ON DELETE CASCADE|DEFERRABLE»",
			"«CREATE TABLE czz () INHERITS (cz)|SELECT 1|SELECT 1»", "INSERT INTO czz VALUES (8)",
			"CREATE TRIGGER t BEFORE «DELETE|UPDATE|DELETE OR UPDATE» ON cc FOR EACH ROW EXECUTE FUNCTION cskip()", "DELETE FROM ch WHERE id = 1", "UPDATE ch SET id = 7 WHERE id = 2"},
		nil,
		[]string{"SELECT ch.id FROM cc LEFT JOIN ch ON ch.id = cc.o", "SELECT (SELECT id FROM ch WHERE id = cc.o «|OFFSET 1|LIMIT 0|AND p > 0») FROM cc", "DELETE FROM cc RETURNING *",
			"SELECT ch.id FROM «cz|ONLY cz» LEFT JOIN ch ON ch.id = cz.o", "SELECT ch.id FROM (VALUES (1)) v(g) LEFT JOIN «cc|cz» x ON x.o = «9|g» LEFT JOIN ch ON ch.id = x.o", "SELECT ch.id FROM cc LEFT JOIN ch ON ch.id = cc.o «|AND cc.p > 0|AND ch.id > 1»"},
	},
	{ // Generated columns and constraints of earlier times.
		[]string{"CREATE TABLE cg (a int NOT NULL, b int GENERATED ALWAYS AS («a + 1|abs(a)|coalesce(a, NULL)») STORED, c int NOT NULL DEFAULT 1, CONSTRAINT cgc CHECK («a > 0 OR c IS NOT NULL|c IS NOT NULL|a <> 1 OR c > 0»))", "INSERT INTO cg (a) VALUES (1), (2)",
			"CREATE MATERIALIZED VIEW cq AS SELECT a, b, c FROM cg", "ALTER TABLE cg ALTER «a|c|b» DROP «NOT NULL|DEFAULT|EXPRESSION»", "ALTER TABLE cg «DROP CONSTRAINT cgc|ALTER c DROP NOT NULL»", "INSERT INTO cg (a) VALUES (NULL)", "INSERT INTO cg (a, c) VALUES (NULL, NULL)", "INSERT INTO cg (a, c) VALUES (3, NULL)",
			"REFRESH MATERIALIZED VIEW cq", "CREATE FUNCTION cpast(int) RETURNS int LANGUAGE sql IMMUTABLE AS $body$ SELECT NULL::int $body$", "CREATE TABLE cpt (a int, b int GENERATED ALWAYS AS (cpast(a)) STORED, CHECK (cpast(a) IS NULL OR a IS NOT NULL))",
			"INSERT INTO cpt VALUES (1), (NULL)", "CREATE OR REPLACE FUNCTION cpast(int) RETURNS int LANGUAGE sql IMMUTABLE AS $body$ SELECT 1 $body$", "DELETE FROM cg WHERE a IS NULL OR c IS NULL", "ALTER TABLE cg ALTER «a|c» SET NOT NULL"},
		nil,
		[]string{"SELECT * FROM «cg|cq|cpt»", "INSERT INTO cpt VALUES (2) RETURNING b", "SELECT cpast(NULL), b FROM cpt", "INSERT INTO cg (a) VALUES (5) RETURNING *", "UPDATE cg SET a = 2, c = DEFAULT RETURNING *", "SELECT a, b, c FROM cg WHERE a «= 1|IS NOT NULL|> 1»"},
	},
	{ // Values that are equal and not the same.
		[]string{"CREATE COLLATION cnd (provider = icu, locale = 'und-u-ks-level2', deterministic = false)", "CREATE TYPE cone AS (n numeric)",
			"CREATE TABLE cu (n numeric, f float8, i interval, c char(4), j jsonb, l numeric[], s text COLLATE «\"C\"|cnd», k int, r cone)", "CREATE UNIQUE INDEX ON cu (s COLLATE \"C\")", "CREATE UNIQUE INDEX ON cu («r|(coalesce(r, r))» record_image_ops)",
			"INSERT INTO cu VALUES (1, 0, '1 day', 'a', '1', '{1}', 'a', 1, '(1)'), (1.0, '-0', '24 hours', 'a ', '1.0', '{1.0}', 'A', 2, '(1.0)'), (1.00, 0, '24:00', 'a', '1', '{1.00}', 'b', 1, '(2)')"},
		nil,
		[]string{"SELECT DISTINCT «n|n::text|scale(n)|f::text|i::text|c::text|j|j::text|l|l::text|n + 1|(n, f)|s» FROM cu WHERE n = 1 AND f = 0 AND i = '1 day' AND c = 'a' AND j = '1' AND l = '{1}'", "SELECT 1 FROM cu WHERE n = 1 AND l = '{1}' GROUP BY «n|n::text|scale(n)|l::text|l»",
			"SELECT k FROM cu WHERE «r|coalesce(r, r)» = ROW(1)::cone", "SELECT k FROM cu WHERE s = 'a'«| COLLATE cnd| COLLATE \"POSIX\"»", "SELECT x.k FROM cu JOIN cu x ON x.s = cu.n::text WHERE cu.n = 1", "SELECT * FROM (SELECT k, row_number() OVER (PARTITION BY «n|n::text|k» ORDER BY k) AS r FROM cu WHERE n = 1) z WHERE r = 1"},
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
func (a *architect) corner(c corner) {
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

// TestSoundCorners asks each corner everything, in several forms: without a random schema around
// them that takes few statements.
func TestSoundCorners(t *testing.T) {
	conn := soundConn(t)
	want, seed := soundSettings()
	count := &tally{failed: map[string]int{}}
	for round := uint64(0); round == 0 || count.executions < want/3; round++ {
		for n, c := range corners {
			r := newChoices(seed<<14+round, uint64(n))
			w := newWorld(t, conn, "corner", 2, count)
			w.name = fmt.Sprintf("SQLQ_SEED=%d, corner %d, round %d", seed, n, round)
			a := &architect{world: w, generator: w.generator(r)}
			a.corner(c)
			for i := range w.space {
				w.fill(r, i, 3)
				w.doing = append(w.doing, w.disturb(r, i))
			}
			for range 2 {
				for _, ask := range c.asks {
					if b := w.try(a.either(ask), r); b != nil {
						t.Errorf("%s: %s", w.name, b.print(w.shrinkSteps(b, time.Now().Add(shrinkTime()))))
					}
				}
			}
			w.drop()
		}
	}
	count.log(t)
}

// TestCorners keeps the corners working: in their simplest form, every object is made and every
// question understood.
func TestCorners(t *testing.T) {
	conn := soundConn(t)
	for _, c := range corners {
		w := newWorld(t, conn, "corner", 1, &tally{failed: map[string]int{}})
		g := w.generator(&choices{})
		for _, s := range c.steps {
			s = g.either(s)
			switch word, _, _ := strings.Cut(s, " "); word {
			case "CREATE":
				if !w.define(s) {
					t.Errorf("refused: %s", s)
				}
			case "ALTER":
				w.define(s) // one that the rows refuse is meant to be
			default:
				w.load(s, 0)
			}
		}
		for _, s := range c.asks {
			if j := judge(w.cat, g.either(s)); j.err != nil {
				t.Errorf("%s: %v", j.sql, j.err)
			}
		}
		w.drop()
	}
}
