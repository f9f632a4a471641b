-- columnref.sql: what a name means, and what (…).field means.
CREATE TYPE pair AS (a int4, b text);
CREATE TABLE t (a int4 PRIMARY KEY, b text, c numeric(10,2), p pair, arr int4[]);
CREATE TABLE u (a int4, d date);
CREATE FUNCTION twice(t) RETURNS int4 LANGUAGE sql AS 'SELECT $1.a * 2';
CREATE FUNCTION one_record(OUT x int4, OUT y text) LANGUAGE sql AS 'SELECT 1, ''a''::text';
CREATE FUNCTION any_record() RETURNS record LANGUAGE sql AS 'SELECT 1, 2';

-- name: Column :many
-- column a int4
-- column b text
-- column c numeric
SELECT a, t.b, public.t.c FROM t;

-- name: NoColumn :many
SELECT /* ERROR 42703 "column \"nope\" does not exist" */ nope FROM t;

-- name: NoQualifiedColumn :many
SELECT /* ERROR 42703 "column t.nope does not exist" */ t.nope FROM t;

-- name: NoTable :many
SELECT /* ERROR 42P01 "missing FROM-clause entry for table \"x\"" */ x.a FROM t;

-- name: NoSchemaTable :many
SELECT /* ERROR 42P01 "missing FROM-clause entry for table \"x\"" */ public.x.a FROM t;

-- name: HiddenByAlias :many
SELECT /* ERROR 42P01 "invalid reference to FROM-clause entry for table \"t\"" */ t.a FROM t AS x;

-- name: Ambiguous :many
SELECT /* ERROR 42702 "column reference \"a\" is ambiguous" */ a FROM t, u;

-- name: WholeRow :many
-- column t public.t
-- column t text
SELECT t, t.*::text FROM t;

-- name: WholeRowByName :many
-- column x public.t
SELECT x FROM t AS x;

-- name: FunctionNotation :many
-- column twice int4
SELECT t.twice FROM t;

-- name: FieldOfColumn :many
-- column a int4
-- column b text
-- column a int4
-- column b text
SELECT (p).a, (t.p).b, (p).* FROM t;

-- name: NoField :many
SELECT (/* ERROR 42703 "column \"nope\" not found in data type pair" */ p).nope FROM t;

-- name: FieldOfScalar :many
SELECT (/* ERROR 42809 "column notation .x applied to type integer, which is not a composite type" */ a).x FROM t;

-- name: FieldOfRow :many
SELECT (/* ERROR 42703 "column t.nope does not exist" */ t).nope FROM t;

-- name: FieldOfRecord :many
-- column x int4
-- column x int4
-- column y text
SELECT (one_record()).x, (one_record()).*;

-- name: FieldOfUnknownRecord :many
SELECT (/* ERROR 42703 "could not identify column \"x\" in record data type" */ any_record()).x;

-- name: StarOfUnknownRecord :many
-- error 42809 "record type has not been registered"
SELECT (any_record()).*;

-- name: StarOfScalar :many
-- error 42809 "type integer is not composite"
SELECT (a).* FROM t;

-- name: StarInside :many
SELECT ((/* ERROR 0A000 "row expansion via \"*\" is not supported here" */ p).*).a FROM t;

-- name: StarWithoutTables :many
SELECT /* ERROR 42601 "SELECT * with no tables specified is not valid" */ *;

-- name: StarOfMissing :many
SELECT /* ERROR 42P01 "missing FROM-clause entry for table \"x\"" */ x.* FROM t;

-- name: TooManyDots :many
SELECT /* ERROR 42601 "improper qualified name (too many dotted names): a.b.c.d.e" */ a.b.c.d.e FROM t;

-- name: TooManyDotsStar :many
SELECT /* ERROR 42601 "improper qualified name (too many dotted names): a.b.c.d.*" */ a.b.c.d.* FROM t;

-- name: SystemColumns :many
-- column ctid tid
-- column xmin xid
-- column tableoid oid
-- column cmax cid
SELECT ctid, xmin, tableoid, t.cmax FROM t;

-- name: RowOfRowField :many
-- column f1 int4
SELECT (x.r).f1 FROM (SELECT ROW(1, 'a'::text) AS r) AS x;

-- name: StarOfRecordVariable :many
-- column a int4
-- column b text
-- column c numeric
-- column p public.pair
-- column arr int4[]
SELECT (x.r).* FROM (SELECT t AS r FROM t) AS x;

-- name: StarOfCTERow :many
-- column f1 int4
-- column f2 bool
WITH w AS (SELECT ROW(1, true) AS r) SELECT (r).* FROM w;

-- name: ScalarFunctionItem :many
-- column g int4
-- column g int4
-- column g int4
SELECT g, g.g, g.* FROM generate_series(1, 3) AS g;

-- name: UsingAlias :many
-- column j record
-- column a int4
-- column a int4
SELECT j, j.a, j.* FROM t JOIN u USING (a) AS j;

-- name: UsingAliasOtherColumn :many
SELECT /* ERROR 42703 "column j.b does not exist" */ j.b FROM t JOIN u USING (a) AS j;

-- name: LateralNotVisible :many
SELECT * FROM t, (SELECT /* ERROR 42P01 "invalid reference to FROM-clause entry for table \"t\"" */ t.a) AS x;
