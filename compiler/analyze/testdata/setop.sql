-- setop.sql: UNION, INTERSECT, EXCEPT.
CREATE TABLE t (a int4 PRIMARY KEY, b text, j json);
CREATE TABLE u (a int4, c date, bb text);

-- name: Union :many
-- column a int4
-- column b text
SELECT a, b FROM t UNION SELECT a, b FROM t;

-- name: Types :many
-- column n numeric
SELECT 1 AS n UNION ALL SELECT 2.5;

-- name: UnknownLeft :many
-- column n int4
SELECT NULL AS n UNION ALL SELECT a FROM t;

-- name: UnknownBoth :many
-- column n text
SELECT NULL AS n UNION ALL SELECT NULL;

-- name: UnknownThree :many
SELECT NULL UNION ALL SELECT NULL UNION ALL SELECT /* ERROR 42804 "UNION types text and integer cannot be matched" */ 1;

-- name: Parameter :many
-- param int4
-- column a int4
SELECT a FROM t UNION ALL SELECT $1;

-- name: Columns :many
SELECT a, b FROM t UNION SELECT /* ERROR 42601 "each UNION query must have the same number of columns" */ a FROM t;

-- name: ColumnsIntersect :many
SELECT a FROM t INTERSECT SELECT /* ERROR 42601 "each INTERSECT query must have the same number of columns" */ a, b FROM t;

-- name: NoCommonType :many
SELECT a FROM t UNION SELECT /* ERROR 42804 "UNION types integer and text cannot be matched" */ b FROM t;

-- name: NoEquality :many
SELECT /* ERROR 42883 "could not identify an equality operator for type json" */ '1'::json UNION SELECT '2'::json;

-- name: NoEqualityAll :many
-- column j json
SELECT '1'::json AS j UNION ALL SELECT '2'::json;

-- name: Except :many
-- column a int4
SELECT a FROM t EXCEPT ALL SELECT a FROM u;

-- name: OrderName :many
-- column n int4
SELECT a AS n FROM t UNION SELECT a FROM u ORDER BY n;

-- name: OrderNumber :many
-- column a int4
SELECT a FROM t UNION SELECT a FROM u ORDER BY 1 DESC;

-- name: OrderNumberOut :many
SELECT a FROM t UNION SELECT a FROM u ORDER BY /* ERROR 42P10 "ORDER BY position 2 is not in select list" */ 2;

-- name: OrderExpression :many
SELECT a FROM t UNION SELECT a FROM u ORDER BY /* ERROR 0A000 "invalid UNION/INTERSECT/EXCEPT ORDER BY clause" */ a + 1;

-- name: OrderOther :many
SELECT a FROM t UNION SELECT a FROM u ORDER BY /* ERROR 42703 "column \"b\" does not exist" */ b;

-- name: OrderQualified :many
SELECT a FROM t UNION SELECT a FROM u ORDER BY /* ERROR 42P01 "missing FROM-clause entry for table \"t\"" */ t.a;

-- name: Limit :many
-- param int8
-- param int8
-- column a int4
SELECT a FROM t UNION SELECT a FROM u LIMIT $1 OFFSET $2;

-- name: Locking :many
-- error 0A000 "FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT"
SELECT a FROM t UNION SELECT a FROM u FOR UPDATE;

-- name: LockingInside :many
-- error 0A000 "FOR UPDATE is not allowed with UNION/INTERSECT/EXCEPT"
(SELECT a FROM t FOR UPDATE) UNION SELECT a FROM u;

-- name: LateralMember :many
-- column a int4
-- column b text
-- column j json
-- column a int4
SELECT * FROM t, LATERAL (SELECT t.a UNION SELECT 1) x;

-- name: Nested :many
-- column a int4
(SELECT a FROM t ORDER BY b LIMIT 1) UNION ALL (SELECT a FROM u EXCEPT SELECT 1);

-- name: WithInside :many
-- column n int4
(WITH x AS (SELECT 1 AS n) SELECT n FROM x) UNION SELECT 2;

-- name: Collation :many
SELECT b COLLATE "C" FROM t UNION SELECT b /* ERROR 42P21 "collation mismatch between explicit collations \"C\" and \"POSIX\"" */ COLLATE "POSIX" FROM t;

-- name: CollationAll :many
SELECT b COLLATE "C" AS b FROM t UNION ALL SELECT b /* ERROR 42P21 "collation mismatch between explicit collations \"C\" and \"POSIX\"" */ COLLATE "POSIX" FROM t;

-- name: UnionInto :many
SELECT 1 UNION SELECT 2 INTO /* ERROR 42601 "INTO is only allowed on first SELECT of UNION/INTERSECT/EXCEPT" */ x;
