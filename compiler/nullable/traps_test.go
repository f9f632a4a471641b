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

CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TABLE skipping (id int PRIMARY KEY, v int NOT NULL);
CREATE TRIGGER u BEFORE UPDATE ON skipping FOR EACH ROW EXECUTE FUNCTION skip();
`

// TestTraps holds proofs that look right and are not: facts that are carried to rows, or to a time,
// for which they do not hold.
func TestTraps(t *testing.T) {
	cat := pgcatalog.New()
	if list := ddl.Apply(cat, source.NewFile("schema.sql", trapSchema)); len(list) > 0 {
		t.Fatal(list[0])
	}
	for _, c := range []struct{ sql, want string }{
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
		// A trigger may skip the update.
		{"INSERT INTO skipping VALUES (1, 1) RETURNING id", "N="},
		{"INSERT INTO skipping VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET v = 2 RETURNING id", "N1"},
		// A locked row may be a newer one than the snapshot's, whose partner is not seen.
		{"SELECT * FROM chv", "NN"},
		{"SELECT * FROM chv FOR UPDATE", "Nn"},
		{"SELECT * FROM chlock", "Nnn"},
		{"SELECT * FROM chlocks", "Nnn"},
		{"SELECT * FROM (SELECT ch.id, o.id FROM ch LEFT JOIN o ON o.id = ch.pid) s FOR UPDATE", "Nn"},
	} {
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
