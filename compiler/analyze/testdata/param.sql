-- param.sql: parameters: the first use decides the type, contradictions are errors.
CREATE TABLE t (i int4, v varchar(10), n numeric(5,2), ia int4[]);

-- name: FromComparison :many
-- param int4
-- param text
-- param numeric
-- column i int4
SELECT i FROM t WHERE i = $1 AND v = $2 AND n < $3;

-- name: FromInsert :many
-- param int4
-- param varchar
-- param numeric
INSERT INTO t (i, v, n) VALUES ($1, $2, $3);

-- name: FromCast :many
-- param int8
-- param text
-- column int8 int8
-- column text text
SELECT $1::int8, $2::text;

-- name: FirstUseDecides :many
-- param int4
-- column i int4
SELECT i FROM t WHERE i = $1 OR n = $1;

-- name: Contradiction :many
-- param int4
-- column int4 int4
-- column text text
SELECT $1::int4, $1::text;

-- name: Undetermined :many
-- param text
-- column ?column? text
SELECT $1;

-- name: UndeterminedIsNull :many
-- error 42P18 "could not determine data type of parameter $1"
SELECT 1 WHERE $1 IS NULL;

-- name: Gap :many
-- error 42P18 "could not determine data type of parameter $1"
SELECT $2::int4;

-- name: Zero :many
SELECT /* ERROR 42P02 "there is no parameter $0" */ $0;

-- name: FromCase :many
-- param bool
-- param int4
-- column case int4
SELECT CASE WHEN $1 THEN i ELSE $2 END FROM t;

-- name: FromCoalesce :many
-- param int4
-- param numeric
-- column coalesce int4
-- column coalesce numeric
SELECT coalesce($1, i), coalesce($2, n) FROM t;

-- name: Both :many
-- param text
-- param text
-- column ?column? bool
SELECT $1 = $2;

-- name: Plus :many
SELECT $1 /* ERROR 42725 "operator is not unique: unknown + unknown" */ + $2;

-- name: InArray :many
-- param int4
-- param int4
-- column array int4[]
-- column array int4[]
SELECT ARRAY[$1, 2], ARRAY[i, $2] FROM t;

-- name: AnyArray :many
-- param int4[]
-- param int4[]
-- column i int4
SELECT i FROM t WHERE i = ANY ($1) AND ia && $2;

-- name: Limit :many
-- param int8
-- param int8
-- column i int4
SELECT i FROM t LIMIT $1 OFFSET $2;

-- name: Function :many
-- param text
-- param numeric
-- param text
-- column upper text
-- column round numeric
-- column length int4
SELECT upper($1), round($2, 2), length($3) FROM t;

-- name: UndecidedThenDecided :many
SELECT /* ERROR 42P08 "could not determine data type of parameter $1" */ $1 IS NULL, $1 = 1;

-- name: Between :many
-- param int4
-- param int4
-- column i int4
SELECT i FROM t WHERE i BETWEEN $1 AND $2;

-- name: Row :many
-- param int4
-- param text
-- column ?column? bool
SELECT (i, v) = ($1, $2) FROM t;
