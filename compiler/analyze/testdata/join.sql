-- join.sql: joins, merged columns, and what a join shows and hides.
CREATE TABLE t (a int4 PRIMARY KEY, b text, j json);
CREATE TABLE u (a int4, c date, bb text);
CREATE TABLE w (a int8, d text);
CREATE TABLE x (a json);
CREATE TABLE y (k int4);

-- name: Inner :many
-- column a int4
-- column c date
SELECT t.a, u.c FROM t JOIN u ON t.a = u.a;

-- name: OnNotBoolean :many
SELECT 1 FROM t JOIN u ON /* ERROR 42804 "argument of JOIN/ON must be type boolean, not type integer" */ t.a;

-- name: OnSeesOnlyItsSides :many
SELECT 1 FROM w, t JOIN u ON /* ERROR 42P01 "invalid reference to FROM-clause entry for table \"w\"" */ w.a = t.a;

-- name: Using :many
-- column a int4
-- column a int4
-- column a int4
SELECT a, t.a, u.a FROM t JOIN u USING (a);

-- name: UsingStar :many
-- column a int4
-- column b text
-- column j json
-- column c date
-- column bb text
SELECT * FROM t JOIN u USING (a);

-- name: UsingFull :many
-- column a int4
SELECT a FROM t FULL JOIN u USING (a);

-- name: UsingTypes :many
-- column a int8
SELECT a FROM t LEFT JOIN w USING (a);

-- name: UsingMissingLeft :many
-- error 42703 "column \"c\" specified in USING clause does not exist in left table"
SELECT 1 FROM t JOIN u USING (c);

-- name: UsingMissingRight :many
-- error 42703 "column \"b\" specified in USING clause does not exist in right table"
SELECT 1 FROM t JOIN u USING (b);

-- name: UsingTwice :many
-- error 42701 "column name \"a\" appears more than once in USING clause"
SELECT 1 FROM t JOIN u USING (a, a);

-- name: UsingAmbiguousLeft :many
-- error 42702 "common column name \"a\" appears more than once in left table"
SELECT 1 FROM t CROSS JOIN u JOIN w USING (a);

-- name: UsingAmbiguousRight :many
-- error 42702 "common column name \"a\" appears more than once in right table"
SELECT 1 FROM w JOIN (t CROSS JOIN u) USING (a);

-- name: UsingNoOperator :many
-- error 42883 "operator does not exist: integer = json"
SELECT 1 FROM t JOIN x USING (a);

-- name: UsingAlias :many
-- column a int4
SELECT j.a FROM t JOIN u USING (a) AS j;

-- name: UsingAliasOther :many
SELECT /* ERROR 42703 "column j.b does not exist" */ j.b FROM t JOIN u USING (a) AS j;

-- name: UsingAliasConflict :many
-- error 42712 "table name \"t\" specified more than once"
SELECT 1 FROM t JOIN u USING (a) AS t;

-- name: Natural :many
-- column a int4
-- column b text
-- column j json
-- column c date
-- column bb text
SELECT * FROM t NATURAL JOIN u;

-- name: NaturalNone :many
-- column a int4
-- column c date
-- column bb text
-- column k int4
SELECT * FROM u NATURAL JOIN y;

-- name: NaturalLeft :many
-- column a int4
-- column b text
-- column j json
-- column c date
-- column bb text
SELECT * FROM t NATURAL LEFT JOIN u;

-- name: JoinAlias :many
-- column a int4
SELECT j.a FROM (t JOIN u USING (a)) AS j;

-- name: JoinAliasHides :many
SELECT /* ERROR 42P01 "invalid reference to FROM-clause entry for table \"t\"" */ t.a FROM (t JOIN u USING (a)) AS j;

-- name: JoinAliasHidesColumn :many
SELECT /* ERROR 42P01 "invalid reference to FROM-clause entry for table \"t\"" */ t.b FROM (t JOIN u USING (a)) AS j;

-- name: JoinTooManyAliases :many
-- column ?column? int4
SELECT 1 FROM (t JOIN u USING (a)) AS j (p, q, r, s, v);

-- name: Nested :many
-- column a int8
-- column b text
-- column j json
-- column c date
-- column bb text
-- column d text
SELECT * FROM t LEFT JOIN (u JOIN w USING (a)) USING (a);

-- name: ConflictAcross :many
-- error 42712 "table name \"t\" specified more than once"
SELECT 1 FROM t JOIN t ON true;

-- name: Cross :many
-- column count int8
SELECT count(*) FROM t CROSS JOIN u;

-- name: OuterReference :many
-- column a int4
SELECT (SELECT t.a FROM u JOIN w ON u.a = t.a LIMIT 1) FROM t;

-- name: WholeRowOfJoin :many
-- column j json
SELECT j FROM (t JOIN u USING (a)) AS j;
