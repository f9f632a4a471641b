package nullable_test

import (
	"testing"

	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/internal/source"
)

const trapSchema = `
CREATE TABLE o (id int PRIMARY KEY, y int);
CREATE TABLE t (id int PRIMARY KEY, x int, z int, d int NOT NULL);
CREATE TABLE ch (id int PRIMARY KEY, pid int NOT NULL REFERENCES o (id));
CREATE UNIQUE INDEX ON t ((CASE WHEN x > 0 THEN z END));
CREATE VIEW chv AS SELECT ch.id, o.id AS oid FROM ch LEFT JOIN o ON o.id = ch.pid;

CREATE VIEW chlock AS SELECT ch.id, o.id AS oid, (SELECT o.id FROM o WHERE o.id = ch.pid) AS pid FROM ch LEFT JOIN o ON o.id = ch.pid FOR UPDATE OF ch;
CREATE VIEW chlocks AS SELECT id, chv.oid, pid FROM chv JOIN chlock USING (id);

CREATE TABLE g (a int NOT NULL, b int GENERATED ALWAYS AS (a + 1) STORED, c int NOT NULL, e int GENERATED ALWAYS AS (c + 1) STORED,
                f int GENERATED ALWAYS AS (c + 2) STORED);
ALTER TABLE g ALTER a DROP NOT NULL, ALTER f DROP EXPRESSION;

CREATE DOMAIN old AS int;
CREATE TABLE olds (k int PRIMARY KEY, v old);
ALTER DOMAIN old ADD CONSTRAINT given CHECK (VALUE IS NOT NULL) NOT VALID;
CREATE DOMAIN young AS int;
ALTER DOMAIN young ADD CONSTRAINT given CHECK (VALUE IS NOT NULL) NOT VALID;
ALTER DOMAIN young VALIDATE CONSTRAINT given;
CREATE TABLE youngs (v young);

CREATE VIEW one AS SELECT id FROM o;
CREATE VIEW two AS SELECT a.id FROM one a JOIN one b ON a.id = b.id;
CREATE OR REPLACE VIEW one AS SELECT a.id FROM two a JOIN two b ON a.id = b.id;

CREATE TABLE whole (id int PRIMARY KEY, k int) PARTITION BY RANGE (id);
CREATE TABLE part1 PARTITION OF whole FOR VALUES FROM (0) TO (9);
CREATE TABLE only_top (id int NOT NULL, k int) PARTITION BY RANGE (id);
CREATE TABLE only_part PARTITION OF only_top FOR VALUES FROM (0) TO (9);
CREATE UNIQUE INDEX ON ONLY only_top (id);
CREATE TABLE was (id int, k int) PARTITION BY RANGE (id);
CREATE TABLE was1 PARTITION OF was FOR VALUES FROM (0) TO (9);
CREATE TABLE was2 (id int, k int);
CREATE UNIQUE INDEX own ON was2 (id);
ALTER TABLE was ADD CONSTRAINT key UNIQUE (id);
ALTER TABLE was ATTACH PARTITION was2 FOR VALUES FROM (10) TO (20);
ALTER TABLE was DROP CONSTRAINT key;

CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TABLE skipping (id int PRIMARY KEY, v int NOT NULL);
CREATE TRIGGER u BEFORE UPDATE ON skipping FOR EACH ROW EXECUTE FUNCTION skip();

CREATE TYPE pair0 AS (x int);
CREATE TYPE pair AS (a int, b pair0);
CREATE TABLE pairs (id int PRIMARY KEY, p pair);
CREATE TABLE st (id int PRIMARY KEY, a int, b int DEFAULT 7, c int DEFAULT 7, d int DEFAULT NULL);
ALTER TABLE st ALTER c DROP DEFAULT;
CREATE TABLE st_trigger (LIKE st INCLUDING ALL);
CREATE TRIGGER i BEFORE INSERT ON st_trigger FOR EACH ROW EXECUTE FUNCTION skip();
CREATE TABLE st_part (k int, a int, b int DEFAULT 7) PARTITION BY LIST (k);
CREATE TABLE st_part1 PARTITION OF st_part FOR VALUES IN (1);
CREATE TABLE st_part2 PARTITION OF st_part FOR VALUES IN (2);
CREATE TRIGGER i BEFORE INSERT ON st_part2 FOR EACH ROW EXECUTE FUNCTION skip();
CREATE TABLE whole2 (k int, a int) PARTITION BY LIST (k);
CREATE TABLE whole2_part PARTITION OF whole2 FOR VALUES IN (1);
CREATE TRIGGER i BEFORE INSERT ON whole2 FOR EACH ROW EXECUTE FUNCTION skip();
CREATE VIEW st_view AS SELECT id, a, b FROM st;

CREATE TABLE bare (a int NOT NULL, v int);
CREATE UNIQUE INDEX ON bare ((a));

CREATE TABLE kept (id int PRIMARY KEY, o int NOT NULL REFERENCES o ON DELETE CASCADE);
CREATE TABLE kept_trigger (id int PRIMARY KEY, o int NOT NULL REFERENCES o ON DELETE CASCADE, p int NOT NULL REFERENCES o, q int NOT NULL REFERENCES o ON UPDATE CASCADE);
CREATE TRIGGER d BEFORE DELETE ON kept_trigger FOR EACH ROW EXECUTE FUNCTION skip();
CREATE TABLE kept_part (k int, o int NOT NULL REFERENCES o ON DELETE CASCADE) PARTITION BY LIST (k);
CREATE TABLE kept_part1 PARTITION OF kept_part FOR VALUES IN (1);
CREATE TRIGGER d BEFORE DELETE ON kept_part1 FOR EACH ROW EXECUTE FUNCTION skip();
CREATE TABLE kept_rule (id int PRIMARY KEY, o int NOT NULL REFERENCES o ON DELETE CASCADE, v int);
CREATE RULE r AS ON DELETE TO kept_rule DO INSTEAD DELETE FROM t WHERE t.id = old.id RETURNING t.x, t.x, t.x;
`

// Proofs that look right and are not: facts that are carried to rows, or to a time, for which they do
// not hold.
var traps = []struct{ sql, want string }{
	// A branch speaks of the current row, a window function of others.
	{"SELECT CASE WHEN x IS NOT NULL THEN first_value(x) OVER (ORDER BY id) ELSE 0 END FROM t", "n"},
	{"SELECT CASE WHEN x IS NOT NULL THEN lag(x, 1, 0) OVER (ORDER BY id) ELSE 0 END FROM t", "n"},
	{"SELECT CASE WHEN x IS NOT NULL THEN array_agg(x) OVER () ELSE '{}' END FROM t", "N"},
	{"SELECT CASE WHEN x IS NOT NULL THEN sum(x) OVER () ELSE 0 END FROM t", "N"},
	{"SELECT x IS NULL OR first_value(x) OVER (ORDER BY id) > 0 FROM t", "n"},
	{"SELECT first_value(x) OVER (ORDER BY id), lag(x, 1, 0) OVER (ORDER BY id) FROM t WHERE x IS NOT NULL", "NN"},
	// Aggregates return a row even if WHERE keeps none: then it says nothing of what comes from
	// outside.
	{"SELECT (SELECT coalesce(max(t.z), o.y) FROM t WHERE t.x = o.y) FROM o", "n"},
	{"SELECT (SELECT o.y FROM t WHERE t.x = o.y GROUP BY ROLLUP (t.z) LIMIT 1) FROM o", "n"},
	{"SELECT count(*), $1::int FROM t WHERE t.x = $1", "Nn="},
	{"SELECT (SELECT sum(t.x) + o.y FROM t WHERE t.x = o.y GROUP BY t.x) FROM o", "n"},
	{"SELECT y FROM o WHERE EXISTS (SELECT FROM t WHERE t.x = o.y HAVING true)", "n"},
	{"SELECT y FROM o WHERE EXISTS (SELECT FROM t WHERE t.x = o.y GROUP BY ())", "n"},
	{"SELECT y FROM o WHERE EXISTS (SELECT max(z) FROM t WHERE t.x = o.y)", "n"},
	{"SELECT y FROM o WHERE EXISTS (SELECT max(z) FROM t WHERE t.x = o.y GROUP BY t.d)", "N"},
	{"SELECT y FROM o WHERE EXISTS (SELECT FROM t HAVING o.y > 0)", "N"},
	{"SELECT (WITH c AS (SELECT o.y) SELECT coalesce(max(t.z), (SELECT y FROM c)) FROM t WHERE t.x = o.y) FROM o", "n"},
	// What the schema says in the end counts.
	{"SELECT a, b, e, f FROM g", "nnNn"},
	{"SELECT o.v, y.v FROM olds o, youngs y", "nN"},
	// Views that read each other have no rows that could be counted.
	{"SELECT id FROM one WHERE id = 1", "N"},
	// An index of ONLY the partitioned table says nothing of its partitions.
	{"SELECT k FROM whole WHERE id = 1", "n1"},
	{"SELECT k FROM only_top WHERE id = 1", "n"},
	// Keys of partitions go with the key that they belong to, but not an index of their own.
	{"SELECT k FROM was1 WHERE id = 1", "n"},
	{"SELECT k FROM was2 WHERE id = 11", "n1"},
	// The server computes HAVING over constants before ROLLUP makes NULL of them.
	{"SELECT '[1]'::jsonb @> '1', count(*) FROM o GROUP BY ROLLUP ('[1]'::jsonb @> '1') HAVING ('[1]'::jsonb @> '1') IS NOT NULL", "nN"},
	// A trigger may skip the update.
	{"INSERT INTO skipping VALUES (1, 1) RETURNING id", "N="},
	{"INSERT INTO skipping VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET v = 2 RETURNING id", "N1"},
	// A locked row may be a newer one than the snapshot's, whose partner is not seen.
	{"SELECT * FROM chv", "NN"},
	{"SELECT * FROM chv FOR UPDATE", "Nn"},
	{"SELECT * FROM chlock", "Nnn"},
	{"SELECT * FROM chlocks", "Nnn"},
	{"SELECT * FROM (SELECT ch.id, o.id FROM ch LEFT JOIN o ON o.id = ch.pid) s FOR UPDATE", "Nn"},
	// IS NOT NULL of a composite tests its fields, but not theirs; NOT (… IS NULL) only one of them.
	{"SELECT p, (p).a, (p).b, ((p).b).x FROM pairs WHERE p IS NOT NULL", "NNNn"},
	{"SELECT p, (p).a FROM pairs WHERE NOT (p IS NULL)", "Nn"},
	{"SELECT p, (p).a FROM pairs WHERE NOT (p IS NOT NULL)", "nn"},
	// RETURNING shows what was stored, not what WHERE saw.
	{"UPDATE st SET a = 1 WHERE b > 0 RETURNING a, b, c", "NNn"},
	{"UPDATE st SET a = NULL WHERE a > 0 RETURNING a", "n"},
	{"UPDATE st SET a = b, b = NULL WHERE b > 0 RETURNING a, b", "Nn"},
	{"UPDATE st SET (a, b) = (SELECT 1, 2 FROM o WHERE id = 3) RETURNING a, b", "nn"},
	{"UPDATE st SET a = DEFAULT, b = DEFAULT, c = DEFAULT RETURNING a, b, c", "nNn"},
	{"INSERT INTO st (id) VALUES (1) RETURNING a, b, c, d", "nNnn="},
	{"INSERT INTO st VALUES (1, 2, NULL, 3) RETURNING a, b, c", "NnN="},
	{"INSERT INTO st (id, a) VALUES (1, 2), (2, NULL) RETURNING a, b", "nN"},
	{"INSERT INTO st (id, a) SELECT id, y FROM o WHERE y > 0 RETURNING a", "N"},
	{"INSERT INTO st (id, a) VALUES (1, 2) ON CONFLICT (id) DO NOTHING RETURNING a, b", "NN1"},
	{"INSERT INTO st (id, a) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET id = 5 RETURNING a, b", "nn="},
	{"INSERT INTO st (id, a) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET a = excluded.a RETURNING a, b", "Nn="},
	{"INSERT INTO st (id, a) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET a = st.a, b = excluded.b, c = excluded.c RETURNING a, b, c", "nNn="},
	// Triggers may change rows; those of partitions too, to which UPDATE may move a row.
	{"INSERT INTO st_trigger VALUES (1, 2, 3) RETURNING a, b", "nn1"},
	{"UPDATE st_trigger SET a = 1 WHERE b > 0 RETURNING a, b", "NN"},
	{"INSERT INTO st_trigger VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1 RETURNING a", "n1"},
	{"UPDATE st_part SET a = 1 RETURNING a", "n"},
	{"UPDATE st_part1 SET a = 1 RETURNING a", "N"},
	{"INSERT INTO st_part (k, a) VALUES (1, 1) RETURNING a, b", "nn1"},
	{"INSERT INTO whole2_part VALUES (1, 1) RETURNING a", "n1"},
	{"UPDATE skipping SET v = 1 RETURNING v", "N"},
	{"INSERT INTO st_view VALUES (1, 2, 3) RETURNING a, b", "nn="},
	// A trigger or a rule may keep ON DELETE CASCADE from deleting, and nobody looks again.
	{"SELECT o.id FROM kept k LEFT JOIN o ON o.id = k.o", "N"},
	{"SELECT o.id FROM kept_trigger k LEFT JOIN o ON o.id = k.o", "n"},
	{"SELECT o.id FROM kept_trigger k LEFT JOIN o ON o.id = k.p", "N"},
	{"SELECT o.id FROM kept_trigger k LEFT JOIN o ON o.id = k.q", "N"},
	{"SELECT o.id FROM kept_part k LEFT JOIN o ON o.id = k.o", "n"},
	{"SELECT o.id FROM kept_rule k LEFT JOIN o ON o.id = k.o", "n"},
	// An index on "(column)" is one on the column.
	{"SELECT v FROM bare WHERE a = 1", "n1"},
	{"INSERT INTO bare VALUES (1, 2) ON CONFLICT (a) DO NOTHING RETURNING a", "N1"},
	// RETURNING of a rule is another list.
	{"DELETE FROM kept_rule WHERE o > 0 AND v > 0 RETURNING v, id", "nn"},
	{"DELETE FROM t WHERE x > 0 RETURNING x, z", "Nn"},
	// Subqueries that look alike may be one to grouping sets.
	{"SELECT CASE WHEN true THEN d IN (SELECT id FROM o) ELSE false END FROM t GROUP BY ROLLUP (d IN (SELECT id FROM o))", "n"},
	{"SELECT (SELECT count(*) FROM o) + 1 FROM t GROUP BY CUBE ((SELECT count(*) FROM o))", "n"},
	{"SELECT (SELECT count(*) FROM o) + 1 FROM t GROUP BY (SELECT count(*) FROM o)", "N1"},
}

func TestTraps(t *testing.T) {
	cat := pgcatalog.New()
	if list := ddl.Apply(cat, source.NewFile("schema.sql", trapSchema)); len(list) > 0 {
		t.Fatal(list[0])
	}
	cat.Freeze()
	for _, c := range traps {
		r, err := prove(cat, c.sql)
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		if got := verdicts(r); got != c.want {
			t.Errorf("%s\n got %s, want %s", c.sql, got, c.want)
		}
	}
}

// TestUnseenCode: code that ran while the schema was made may have created triggers.
func TestUnseenCode(t *testing.T) {
	const table = "CREATE TABLE t (id int PRIMARY KEY, a int);"
	for _, c := range []struct{ schema, want string }{
		{table, "N="},
		{table + "SELECT set_config('search_path', '', false); SELECT setval('s', 3);", "N="},
		{table + "DO $$ BEGIN EXECUTE 'CREATE TRIGGER …'; END $$;", "n1"},
		{table + "CALL audit('t');", "n1"},
		{table + "SELECT audit('t');", "n1"},
	} {
		cat := pgcatalog.New()
		if list := ddl.Apply(cat, source.NewFile("schema.sql", c.schema)); len(list) > 0 {
			t.Fatal(list[0])
		}
		r, err := prove(cat, "INSERT INTO public.t VALUES (1, 2) RETURNING a")
		if err != nil {
			t.Fatal(err)
		}
		if got := verdicts(r); got != c.want {
			t.Errorf("%s\n got %s, want %s", c.schema, got, c.want)
		}
	}
}
