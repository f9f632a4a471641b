package nullable_test

import (
	"sync"
	"testing"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// frozen makes a catalog of a schema.
func frozen(t *testing.T, schema string) *catalog.Catalog {
	t.Helper()
	cat := pgcatalog.New()
	if list := ddl.Apply(cat, source.NewFile("schema.sql", schema)); len(list) > 0 {
		t.Fatal(list[0])
	}
	cat.Freeze()
	return cat
}

// TestBodies holds which body of a function counts: the last one, over the schema as it is in the
// end, unless something else may be meant where it runs. What a server says of calls is in
// testdata/probes/functions.sql.
func TestBodies(t *testing.T) {
	const table = "CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int);"
	for _, c := range []struct{ schema, sql, want string }{
		// A body in a string may mention what comes later; one that is wrong is nobody's error.
		{"CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT a FROM t';" + table, "SELECT f()", "N"},
		{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT nothing FROM nowhere';", "SELECT f()", "n="},
		{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELEC 1';", "SELECT f()", "n="},
		{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT $1';", "SELECT f()", "n="},
		{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1, 2';", "SELECT f()", "n="},
		{"CREATE FUNCTION f() RETURNS point LANGUAGE sql AS 'SELECT 1';", "SELECT f()", "n="},
		// The schema as it is in the end.
		{table + "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT a FROM t'; ALTER TABLE t ALTER a DROP NOT NULL;", "SELECT f()", "n"},
		{table + "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END; ALTER TABLE t ALTER a DROP NOT NULL;", "SELECT f()", "n"},
		{table + "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END; ALTER TABLE t RENAME a TO c; ALTER TABLE t RENAME b TO a;", "SELECT f()", "N"},
		{table + "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT a FROM t'; ALTER TABLE t RENAME a TO c; ALTER TABLE t RENAME b TO a;", "SELECT f()", "n"},
		{table + "CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql BEGIN ATOMIC SELECT * FROM t; END; ALTER TABLE t ADD c int NOT NULL;", "SELECT * FROM f()", "nnnn"},
		{table + "CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t'; ALTER TABLE t ADD c int NOT NULL;", "SELECT * FROM f()", "NNnN"},
		// The last body, its last options and its last defaults, in views that are older too.
		{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT NULL::int'; CREATE VIEW v AS SELECT f() AS f;" +
			"CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';", "SELECT f FROM v", "N="},
		{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT f() AS f;" +
			"CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';", "SELECT f FROM v", "n="},
		{"CREATE FUNCTION f(x int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT x'; CREATE VIEW v AS SELECT f() AS f;" +
			"CREATE OR REPLACE FUNCTION f(x int DEFAULT NULL) RETURNS int LANGUAGE sql AS 'SELECT x';", "SELECT f, f(), f(2) FROM v", "nnN="},
		{"CREATE FUNCTION f(x int DEFAULT '7'::text::int) RETURNS int LANGUAGE sql AS 'SELECT x';", "SELECT f()", "N="},
		{"CREATE FUNCTION f(x int DEFAULT NULL::int) RETURNS int LANGUAGE sql AS 'SELECT x';", "SELECT f()", "n="},
		{"CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f STRICT;", "SELECT f(NULL), f(1)", "nN="},
		{"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f SET work_mem = '1MB';", "SELECT f()", "n="},
		{"CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = x RETURN 1;", "SELECT f()", "n="},
		// A name in a string may mean something else for another search path, unless it has a schema.
		{"CREATE SCHEMA s; CREATE TABLE s.t (a int);" + table + "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT a FROM t';", "SELECT f()", "n"},
		{"CREATE SCHEMA s; CREATE TABLE s.t (a int);" + table + "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END;", "SELECT f()", "N"},
		{"CREATE SCHEMA s; CREATE TABLE s.t (a int NOT NULL);" + table + "CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT a FROM s.t';", "SELECT f()", "N"},
		{"CREATE SCHEMA s; CREATE FUNCTION s.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz';" +
			"CREATE FUNCTION f() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()';", "SELECT f()", "n="},
		{"CREATE SCHEMA s; SET search_path = s;" + table + "CREATE FUNCTION public.f() RETURNS SETOF int LANGUAGE sql AS 'SELECT a FROM t';", "SELECT f()", "n"},
		{"CREATE SCHEMA s; SET search_path = s;" + table + "CREATE FUNCTION public.f() RETURNS SETOF int LANGUAGE sql BEGIN ATOMIC SELECT a FROM t; END;", "SELECT f()", "N"},
		// What another statement does to settings is not known.
		{table + "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SET LOCAL search_path = x; SELECT count(*) FROM t';", "SELECT f()", "n="},
		{table + "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'DELETE FROM t; SELECT count(*) FROM t';", "SELECT f()", "N="},
		// Stored rows may be of an earlier body.
		{"CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE TABLE g (x int, y int GENERATED ALWAYS AS (f(x)) STORED, z int GENERATED ALWAYS AS (coalesce(f(x), 0)) STORED);",
			"SELECT y, z, f(x) FROM g", "nNN"},
		{"CREATE FUNCTION f(x int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'; CREATE TABLE g (x int, y int, CHECK (NOT f(x) OR y IS NOT NULL));",
			"SELECT y FROM g WHERE x > 0", "n"},
		{"CREATE FUNCTION f(x int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'; CREATE TABLE g (x int, y int); CREATE UNIQUE INDEX ON g (x) WHERE f(y) IS NOT NULL;",
			"SELECT 1 FROM g WHERE x = 1", "N"},
		{"CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE MATERIALIZED VIEW m AS SELECT f(1) AS f; CREATE VIEW v AS SELECT f(1) AS f;",
			"SELECT m.f, v.f FROM m, v", "nN"},
		// Types that depend on the call.
		{"CREATE FUNCTION f(x anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT ARRAY[x]';", "SELECT f(1)", "n="},
		{"CREATE FUNCTION f(VARIADIC x anyarray) RETURNS int LANGUAGE sql AS 'SELECT 1';", "SELECT f(1, 2)", "n="},
		// Names of arguments: OUT ones are none, a qualified one is one even beside a column.
		{table + "CREATE FUNCTION f(a int, OUT id int) RETURNS SETOF int LANGUAGE sql AS 'SELECT f.a FROM t';", "SELECT f(1), f(NULL::int)", "nn"},
		{table + "CREATE FUNCTION f(a int, OUT id int) RETURNS SETOF int LANGUAGE sql AS 'SELECT f.a FROM t';", "SELECT f(1)", "N"},
		{table + "CREATE FUNCTION f(a int, OUT id int) RETURNS SETOF int LANGUAGE sql AS 'SELECT f.a FROM t';", "SELECT f(NULL::int)", "n"},
		{table + "CREATE FUNCTION f(b int) RETURNS SETOF int LANGUAGE sql AS 'SELECT b FROM t';", "SELECT f(1)", "n"},
		{table + "CREATE FUNCTION f(OUT id int) RETURNS SETOF int LANGUAGE sql AS 'SELECT f.id';", "SELECT f()", "n"},
		{table + "CREATE FUNCTION f(r t) RETURNS int LANGUAGE sql AS 'SELECT f.r.a'; CREATE FUNCTION g(r t) RETURNS t LANGUAGE sql AS 'SELECT r.*';" +
			"CREATE FUNCTION h(r t) RETURNS int LANGUAGE sql AS 'SELECT (r).b';", "SELECT f(t), (g(t)).a, (g(t)).b, h(t) FROM t", "NNnn"},
		// Arguments of the caller's caller, and a row that is passed on.
		{table + "CREATE FUNCTION f(r t) RETURNS int LANGUAGE sql AS 'SELECT r.a'; CREATE FUNCTION g(r t) RETURNS int LANGUAGE sql AS 'SELECT f(r)';" +
			"CREATE FUNCTION h(t) RETURNS int LANGUAGE sql AS 'SELECT g($1)';", "SELECT h(t), h(ROW(1, NULL, 2)), h(NULL) FROM t", "Nnn"},
		// A foreign key holds in the snapshot of a function only if nobody is writing.
		{table + "CREATE TABLE c (id int PRIMARY KEY, t int NOT NULL REFERENCES t); CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT t.a FROM c LEFT JOIN t ON t.id = c.t';",
			"SELECT f()", "N"},
		{table + "CREATE TABLE c (id int PRIMARY KEY, t int NOT NULL REFERENCES t); CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT t.a FROM c LEFT JOIN t ON t.id = c.t';",
			"INSERT INTO t SELECT 1, 2, 3 RETURNING (SELECT min(f.f) FROM f() GROUP BY f.f LIMIT 1), (SELECT bool_and(f.f IS NULL) FROM f())", "nn="},
		{table + "CREATE TABLE c (id int PRIMARY KEY, t int NOT NULL REFERENCES t); CREATE FUNCTION f() RETURNS SETOF int LANGUAGE sql AS 'SELECT t.a FROM c LEFT JOIN t ON t.id = c.t';" +
			"CREATE FUNCTION w() RETURNS SETOF int LANGUAGE sql AS 'INSERT INTO t SELECT 1, 2, 3 RETURNING coalesce(0 * (SELECT count(*) FROM f() f WHERE f IS NULL), 0)'; CREATE FUNCTION v() RETURNS TABLE (n int) LANGUAGE sql AS 'INSERT INTO t SELECT f, f, f FROM f() RETURNING b'",
			"SELECT * FROM v()", "n"},
	} {
		r, err := prove(frozen(t, c.schema), c.sql)
		if err != nil {
			t.Errorf("%s\n%s: %v", c.schema, c.sql, err)
		} else if got := verdicts(r); got != c.want {
			t.Errorf("%s\n%s\n got %s, want %s", c.schema, c.sql, got, c.want)
		}
	}
}

// TestBodiesTogether proves statements side by side over one catalog, as the compiler does; the race
// detector looks on.
func TestBodiesTogether(t *testing.T) {
	cat := frozen(t, `CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int);
		CREATE FUNCTION f(x int) RETURNS bigint LANGUAGE sql AS 'SELECT x + count(*) FROM t';
		CREATE FUNCTION g(x int) RETURNS TABLE (a bigint, b numeric) LANGUAGE sql BEGIN ATOMIC SELECT a, f(x) FROM t ORDER BY a; END;`)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			r, err := prove(cat, "SELECT f(t.id), f(t.b), g.* FROM t, g(t.a) g")
			if err != nil {
				t.Error(err)
			} else if got := verdicts(r); got != "NnNN" {
				t.Errorf("got %s", got)
			}
		})
	}
	wait.Wait()
}

// TestBodiesBeforeFreeze: while the schema is made a body may still change.
func TestBodiesBeforeFreeze(t *testing.T) {
	cat := pgcatalog.New()
	ddl.Apply(cat, source.NewFile("schema.sql", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"))
	for _, want := range []string{"n=", "N="} {
		if r, _ := prove(cat, "SELECT f()"); verdicts(r) != want {
			t.Errorf("got %s, want %s", verdicts(r), want)
		}
		cat.Freeze()
	}
	ddl.Apply(cat, source.NewFile("schema.sql", "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT NULL::int'"))
	cat.Freeze()
	if r, _ := prove(cat, "SELECT f()"); r.Columns[0].NotNull {
		t.Error("the earlier body counts")
	}
}

// TestBodyParameters holds where NULL has a meaning inside of a function that is called with parameters.
func TestBodyParameters(t *testing.T) {
	cat := frozen(t, `CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int);
		CREATE FUNCTION find(q int, open int) RETURNS SETOF t LANGUAGE sql AS $$ SELECT * FROM t WHERE a = q AND (open IS NULL OR b = open) $$;
		CREATE FUNCTION strictly(q int, open int) RETURNS SETOF t LANGUAGE sql STRICT AS $$ SELECT * FROM t WHERE open IS NULL $$;
		CREATE FUNCTION store(x int, y int, z int) RETURNS int LANGUAGE sql AS $$ UPDATE t SET a = x; INSERT INTO t (id, a, b) VALUES (z, coalesce(x, 1), y) RETURNING id $$;
		CREATE FUNCTION outer_one(x int, y int) RETURNS SETOF t LANGUAGE sql AS $$ SELECT * FROM find(y, x) $$;
		CREATE FUNCTION again(x int) RETURNS int LANGUAGE sql AS $$ SELECT again(x) $$;
		CREATE FUNCTION elsewhere(x int, y int DEFAULT NULL, z int DEFAULT 1) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;`)
	for sql, want := range map[string]string{
		"SELECT id FROM find($1, $2)":                 "Nn",
		"SELECT id FROM find(open => $1, q => $2)":    "nN",
		"SELECT id FROM strictly($1, $2)":             "NN",
		"SELECT store($1, $2, $3)":                    "NnN",
		"SELECT id FROM outer_one($1, $2)":            "nN",
		"SELECT again($1)":                            "N",
		"SELECT elsewhere($1, $2, $3)":                "NnN",
		"SELECT elsewhere($1, z => $2)":               "NN",
		"SELECT id FROM find($1, $2) WHERE b = $2":    "NN",
		"SELECT id FROM find($1 + 1, coalesce($2,1))": "Nn",
	} {
		r, err := prove(cat, sql)
		if err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		got := ""
		for _, p := range r.Params {
			got += string("nN"[btoi(p.NotNull)])
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", sql, got, want)
		}
	}
}
