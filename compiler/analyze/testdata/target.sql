-- target.sql: select lists, RETURNING, and what may be assigned to what.
CREATE TYPE point2 AS (x int4, y int4);
CREATE TYPE segment AS (p point2, tags text[]);
CREATE DOMAIN point2d AS point2;
CREATE DOMAIN ints AS int4[];
CREATE TABLE t (a int4, b text, s segment, arr int4[], j jsonb, d date, pd point2d, i ints, n name, ov oidvector, m int4[][]);
CREATE TABLE gen (id int4 GENERATED ALWAYS AS IDENTITY, w int4, dbl int4 GENERATED ALWAYS AS (w * 2) STORED);

-- name: Star :many
-- column a int4
-- column b text
-- column s public.segment
-- column arr int4[]
-- column j jsonb
-- column d date
-- column pd public.point2d
-- column i public.ints
-- column n name
-- column ov oidvector
-- column m int4[]
-- column a int4
-- column b text
-- column s public.segment
-- column arr int4[]
-- column j jsonb
-- column d date
-- column pd public.point2d
-- column i public.ints
-- column n name
-- column ov oidvector
-- column m int4[]
-- column one int4
SELECT *, t.*, 1 AS one FROM t;

-- name: StarReturning :many
-- column a int4
-- column b text
-- column s public.segment
-- column arr int4[]
-- column j jsonb
-- column d date
-- column pd public.point2d
-- column i public.ints
-- column n name
-- column ov oidvector
-- column m int4[]
-- column b text
UPDATE t SET a = 1 RETURNING *, t.b;

-- name: RowStar :many
-- column row record
SELECT ROW(gen.*, 1) FROM gen;

-- name: Insert :exec
-- param int4
-- param text
-- param int4
-- param text
-- param int4
-- param jsonb
-- param int4
-- param int4
INSERT INTO t (a, b, s.p.x, s.tags[1], arr[2], j['x'], pd.x, i[1]) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: InsertNoColumn :exec
INSERT INTO t (a, /* ERROR 42703 "column \"nope\" of relation \"t\" does not exist" */ nope) VALUES (1, 2);

-- name: InsertTwice :exec
INSERT INTO t (a, /* ERROR 42701 "column \"a\" specified more than once" */ a) VALUES (1, 2);

-- name: InsertPartThenWhole :exec
INSERT INTO t (arr[1], /* ERROR 42701 "column \"arr\" specified more than once" */ arr) VALUES (1, '{}');

-- name: InsertWholeThenPart :exec
INSERT INTO t (arr, /* ERROR 42701 "column \"arr\" specified more than once" */ arr[1]) VALUES ('{}', 1);

-- name: InsertTwoParts :exec
INSERT INTO t (arr[1], arr[2]) VALUES (1, 2);

-- name: InsertSystemColumn :exec
INSERT INTO t (/* ERROR 42703 "column \"ctid\" of relation \"t\" does not exist" */ ctid) VALUES ('(0,1)');

-- name: InsertType :exec
INSERT INTO t (a) VALUES (/* ERROR 42804 "column \"a\" is of type integer but expression is of type date" */ current_date);

-- name: InsertTypeSelect :exec
INSERT INTO t (a, d) SELECT a, /* ERROR 42804 "column \"d\" is of type date but expression is of type text" */ b FROM t;

-- name: InsertStarPart :exec
INSERT INTO t (/* ERROR 0A000 "row expansion via \"*\" is not supported here" */ s.*) VALUES (1);

-- name: Update :exec
-- param int4
-- param text[]
UPDATE t SET a = $1, s.p.y = a, s.tags[1:2] = $2, arr[a] = 1, j['a']['b'] = to_jsonb(a), pd.x = 2, i[1] = 3, m[1][2] = 4;

-- name: UpdateNoColumn :exec
UPDATE t SET /* ERROR 42703 "column \"nope\" of relation \"t\" does not exist" */ nope = 1;

-- name: UpdateType :exec
UPDATE t SET a = /* ERROR 42804 "column \"a\" is of type integer but expression is of type boolean" */ true;

-- name: UpdateSystemColumn :exec
UPDATE t SET /* ERROR 0A000 "cannot assign to system column \"ctid\"" */ ctid = '(0,1)';

-- name: UpdateNoField :exec
UPDATE t SET /* ERROR 42703 "cannot assign to field \"nope\" of column \"s\" because there is no such column in data type segment" */ s.nope = 1;

-- name: UpdateFieldOfScalar :exec
UPDATE t SET /* ERROR 42804 "cannot assign to field \"x\" of column \"a\" because its type integer is not a composite type" */ a.x = 1;

-- name: UpdateFieldType :exec
UPDATE t SET /* ERROR 42804 "subfield \"x\" is of type integer but expression is of type date" */ s.p.x = current_date;

-- name: UpdateElementType :exec
UPDATE t SET /* ERROR 42804 "subscripted assignment to \"arr\" requires type integer but expression is of type date" */ arr[1] = current_date;

-- name: UpdateSubscriptType :exec
UPDATE t SET arr[/* ERROR 42804 "array subscript must have type integer" */ 'x'::text] = 1;

-- name: UpdateSubscriptScalar :exec
UPDATE t SET /* ERROR 42804 "cannot subscript type integer because it does not support subscripting" */ a[1] = 1;

-- name: UpdateOidVector :exec
UPDATE t SET /* ERROR 42846 "cannot cast type oid[] to oidvector" */ ov[1] = 1;

-- name: UpdateDefault :exec
UPDATE t SET a = DEFAULT, (b, d) = (DEFAULT, current_date);

-- name: UpdateElementDefault :exec
UPDATE t SET /* ERROR 0A000 "cannot set an array element to DEFAULT" */ arr[1] = DEFAULT;

-- name: UpdateFieldDefault :exec
UPDATE t SET /* ERROR 0A000 "cannot set a subfield to DEFAULT" */ s.p = DEFAULT;

-- name: UpdateDefaultInside :exec
UPDATE t SET a = /* ERROR 42601 "DEFAULT is not allowed in this context" */ DEFAULT + 1;

-- name: UpdateMulti :exec
-- param int4
-- param text
UPDATE t SET (a, b) = ($1, $2), (d, arr) = (SELECT current_date, array_agg(w) FROM gen);

-- name: UpdateMultiType :exec
UPDATE t SET (a, b) = (SELECT /* ERROR 42804 "column \"a\" is of type integer but expression is of type date" */ current_date, 'x');

-- name: UpdateMultiRowCount :exec
UPDATE t SET (a, b) = /* ERROR 42601 "number of columns does not match number of values" */ (1, 2, 3);

-- name: UpdateMultiSelectCount :exec
UPDATE t SET (a, b) = /* ERROR 42601 "number of columns does not match number of values" */ (SELECT 1);

-- name: UpdateMultiSource :exec
UPDATE t SET (a, b) = (/* ERROR 0A000 "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression" */ 1);

-- name: UpdateTwice :exec
-- error 42601 "multiple assignments to same column \"a\""
UPDATE t SET a = 1, a = 2;

-- name: Origin :many
-- column a int4
-- column c text
-- column b text
SELECT x.a, x.c, w.b FROM (SELECT a, b AS c FROM t) AS x, (SELECT b FROM t) AS w;

-- name: CurrentOf :exec
UPDATE t SET a = 1 WHERE CURRENT OF cur;
