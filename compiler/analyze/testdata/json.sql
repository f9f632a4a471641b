-- json.sql: the SQL/JSON constructors and IS JSON.
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (a int4, b text, j json, jb jsonb, by bytea, d date);

-- name: Object :many
-- column json_object json
-- column json_object json
-- column json_object jsonb
-- column json_object jsonb
-- column json_object text
-- column json_object bytea
SELECT JSON_OBJECT(), JSON_OBJECT('a': a, b VALUE j), JSON_OBJECT('a': jb), JSON_OBJECT('a': 1 ABSENT ON NULL WITH UNIQUE KEYS RETURNING jsonb), JSON_OBJECT('a': 1 RETURNING text), JSON_OBJECT('a': b FORMAT JSON RETURNING bytea FORMAT JSON ENCODING UTF8) FROM t;

-- name: ObjectReturningNumber :many
-- error 42846 "cannot cast type json to integer"
SELECT JSON_OBJECT('a': 1 RETURNING int4);

-- name: ObjectReturningEncoding :many
SELECT JSON_OBJECT('a': 1 RETURNING text /* ERROR 0A000 "cannot set JSON encoding for non-bytea output types" */ FORMAT JSON ENCODING UTF8);

-- name: ObjectReturningUTF16 :many
SELECT JSON_OBJECT('a': 1 RETURNING bytea /* ERROR 0A000 "unsupported JSON encoding" */ FORMAT JSON ENCODING UTF16);

-- name: ObjectReturningSet :many
-- error 0A000 "returning SETOF types is not supported in SQL/JSON functions"
SELECT JSON_OBJECT('a': 1 RETURNING SETOF text);

-- name: ObjectReturningPseudo :many
-- error 42846 "cannot cast type json to record"
SELECT JSON_OBJECT('a': 1 RETURNING record);

-- name: ValueFormatNumber :many
SELECT JSON_ARRAY(a /* ERROR 42804 "cannot use non-string types with explicit FORMAT JSON clause" */ FORMAT JSON) FROM t;

-- name: ValueFormatEncoding :many
SELECT JSON_ARRAY(b /* ERROR 42804 "JSON ENCODING clause is only allowed for bytea input type" */ FORMAT JSON ENCODING UTF8) FROM t;

-- name: ValueFormatBytea :many
-- column json_array json
-- column json_array json
SELECT JSON_ARRAY(by FORMAT JSON ENCODING UTF8), JSON_ARRAY(j FORMAT JSON) FROM t;

-- name: Array :many
-- param text
-- column json_array json
-- column json_array json
-- column json_array text
-- column json_array json
SELECT JSON_ARRAY(), JSON_ARRAY(1, 'x', a NULL ON NULL), JSON_ARRAY(a, jb RETURNING text), JSON_ARRAY($1::text) FROM t;

-- name: ArrayQuery :many
-- column json_array json
-- column json_array jsonb
SELECT JSON_ARRAY(SELECT a FROM t), JSON_ARRAY(SELECT jb FROM t RETURNING jsonb);

-- name: ArrayQueryTwoColumns :many
SELECT /* ERROR 42601 "subquery must return only one column" */ JSON_ARRAY(SELECT a, b FROM t);

-- name: Aggregates :many
-- param int4
-- column json_objectagg json
-- column json_objectagg jsonb
-- column json_arrayagg json
-- column json_arrayagg jsonb
-- column json_arrayagg text
SELECT JSON_OBJECTAGG(b: a), JSON_OBJECTAGG(b: a ABSENT ON NULL WITH UNIQUE KEYS RETURNING jsonb), JSON_ARRAYAGG(a ORDER BY b), JSON_ARRAYAGG(jb), JSON_ARRAYAGG(a NULL ON NULL RETURNING text) FILTER (WHERE a > $1) FROM t;

-- name: AggregateWindow :many
-- column json_arrayagg json
SELECT JSON_ARRAYAGG(a) OVER (PARTITION BY b) FROM t;

-- name: AggregateWindowOrder :many
SELECT /* ERROR 0A000 "aggregate ORDER BY is not implemented for window functions" */ JSON_ARRAYAGG(a ORDER BY b) OVER () FROM t;

-- name: AggregateUngrouped :many
SELECT /* ERROR 42803 "column \"t.b\" must appear in the GROUP BY clause or be used in an aggregate function" */ b, JSON_ARRAYAGG(a) FROM t;

-- name: AggregateInWhere :many
SELECT b FROM t WHERE /* ERROR 42803 "aggregate functions are not allowed in WHERE" */ JSON_ARRAYAGG(a) IS NOT NULL;

-- name: IsJSON :many
-- param text
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
SELECT b IS JSON, j IS NOT JSON OBJECT, jb IS JSON ARRAY WITH UNIQUE KEYS, 'x' IS JSON SCALAR, $1 IS JSON, by IS JSON FROM t;

-- name: IsJSONNumber :many
-- error 42804 "cannot use type integer in IS JSON predicate"
SELECT a IS JSON FROM t;

-- name: IsJSONDate :many
-- error 42804 "cannot use type date in IS JSON predicate"
SELECT d IS JSON FROM t;

-- name: ConstructorAsSubscript :many
SELECT ('{1}'::int4[])[/* ERROR 42804 "array subscript must have type integer" */ JSON_ARRAY(1)] FROM t;

-- name: ConstructorAsSortKey :many
SELECT a FROM t ORDER BY /* ERROR 42883 "could not identify an ordering operator for type json" */ JSON_OBJECT('a': a);

-- name: QueryConstructorAsSubscript :many
SELECT ('{1}'::int4[])[/* ERROR 42804 "array subscript must have type integer" */ JSON_ARRAY(SELECT 1)] FROM t;

-- name: AggregateAsSubscript :many
SELECT ('{1}'::int4[])[/* ERROR 42804 "array subscript must have type integer" */ JSON_OBJECTAGG('a': 1)] FROM t;
