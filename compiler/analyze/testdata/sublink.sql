-- sublink.sql: subqueries in expressions.
CREATE TABLE t (a int4, b text);
CREATE TABLE u (a int4, b text, j json);

-- name: Scalar :many
-- column b text
-- column ?column? int4
SELECT (SELECT b FROM u WHERE u.a = t.a), (SELECT max(a) FROM u) + 1 FROM t;

-- name: ScalarTwoColumns :many
SELECT /* ERROR 42601 "subquery must return only one column" */ (SELECT a, b FROM u) FROM t;

-- name: ScalarOrdered :many
-- column b text
SELECT (SELECT b FROM u ORDER BY a LIMIT 1) FROM t;

-- name: Exists :many
-- column exists bool
SELECT EXISTS (SELECT FROM u WHERE u.a = t.a) FROM t;

-- name: Array :many
-- column array text[]
-- column array int4[]
SELECT ARRAY(SELECT b FROM u), ARRAY(SELECT ARRAY[a] FROM u) FROM t;

-- name: ArrayTwoColumns :many
SELECT /* ERROR 42601 "subquery must return only one column" */ ARRAY(SELECT a, b FROM u) FROM t;

-- name: In :many
-- param text
-- column a int4
SELECT a FROM t WHERE a IN (SELECT a FROM u) AND (a, b) NOT IN (SELECT a, b FROM u) AND b = $1;

-- name: InTooMany :many
SELECT a FROM t WHERE a /* ERROR 42601 "subquery has too many columns" */ IN (SELECT a, b FROM u);

-- name: InTooFew :many
SELECT a FROM t WHERE (a, b) /* ERROR 42601 "subquery has too few columns" */ IN (SELECT a FROM u);

-- name: InTypes :many
SELECT a FROM t WHERE a /* ERROR 42883 "operator does not exist: integer = text" */ IN (SELECT b FROM u);

-- name: AnyAll :many
-- param text
-- column a int4
SELECT a FROM t WHERE a > ALL (SELECT a FROM u) OR $1 = ANY (SELECT b FROM u);

-- name: AnyNotBool :many
SELECT a FROM t WHERE a /* ERROR 42804 "row comparison operator must yield type boolean, not type integer" */ + ANY (SELECT a FROM u);

-- name: RowCompare :many
-- column ?column? bool
SELECT (a, b) < (SELECT a, b FROM u LIMIT 1) FROM t;

-- name: RowCompareTooMany :many
SELECT (a, b) /* ERROR 42601 "subquery has too many columns" */ = (SELECT a, b, j FROM u) FROM t;

-- name: RowCompareNoOperator :many
SELECT (a, b) /* ERROR 42883 "operator does not exist: text = json" */ = (SELECT a, j FROM u) FROM t;

-- name: Unknown :many
-- param text
-- column ?column? text
-- column ?column? text
SELECT (SELECT 'x'), (SELECT $1);

-- name: Levels :many
-- column ?column? text
SELECT (SELECT (SELECT t.b || u.b FROM u LIMIT 1) FROM u LIMIT 1) FROM t;

-- name: LevelError :many
SELECT (SELECT (SELECT /* ERROR 42703 "column t.nope does not exist" */ t.nope FROM u LIMIT 1)) FROM t;

-- name: ArrayOfNoArrayType :many
-- error 42704 "could not find array type for data type pg_ndistinct"
SELECT ARRAY(SELECT NULL::pg_ndistinct);
