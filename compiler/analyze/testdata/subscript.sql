-- subscript.sql: subscripts of arrays, of types that are arrays inside, and of jsonb.
CREATE DOMAIN ints AS int4[];
CREATE TABLE t (a int4, b text, arr int4[], m text[][], j jsonb, js json, i ints, n name, p point, iv int2vector, d date, c char(5)[], num numeric(10,2)[]);

-- name: Elements :many
-- param int4
-- column arr int4
-- column m text
-- column i int4
-- column n char
-- column p float8
-- column iv int2
-- column c bpchar
-- column num numeric
-- column array text
SELECT arr[1], m[1][a], i[$1], n[0], p[1], iv[0], c[1], num[2], (ARRAY['a', 'b'])[1] FROM t;

-- name: Slices :many
-- param int4
-- column arr int4[]
-- column arr int4[]
-- column arr int4[]
-- column m text[]
-- column i int4[]
-- column num numeric[]
SELECT arr[1:2], arr[:2], arr[a:], m[1:2][1], i[:], num[1:$1] FROM t;

-- name: SubscriptScalar :many
SELECT /* ERROR 42804 "cannot subscript type integer because it does not support subscripting" */ a[1] FROM t;

-- name: SubscriptJSON :many
SELECT /* ERROR 42804 "cannot subscript type json because it does not support subscripting" */ js['x'] FROM t;

-- name: SubscriptType :many
SELECT arr[/* ERROR 42804 "array subscript must have type integer" */ d] FROM t;

-- name: SubscriptLowerType :many
SELECT arr[/* ERROR 42804 "array subscript must have type integer" */ d:1] FROM t;

-- name: SubscriptLiteral :many
SELECT arr[/* ERROR 22P02 "invalid input syntax for type integer: \"x\"" */ 'x'] FROM t;

-- name: TooManyDimensions :many
-- error 54000 "number of array dimensions (7) exceeds the maximum allowed (6)"
SELECT arr[1][1][1][1][1][1][1] FROM t;

-- name: Jsonb :many
-- param text
-- column j jsonb
-- column j jsonb
-- column j jsonb
-- column j jsonb
SELECT j['x'], j[1], j['x'][a]['y'], j[$1] FROM t;

-- name: JsonbSlice :many
SELECT j[1:/* ERROR 42804 "jsonb subscript does not support slices" */ 2] FROM t;

-- name: JsonbSliceOpen :many
SELECT j[/* ERROR 42804 "jsonb subscript does not support slices" */ 'a':] FROM t;

-- name: JsonbSubscriptType :many
SELECT j[/* ERROR 42804 "subscript type date is not supported" */ d] FROM t;

-- name: JsonbNumeric :many
SELECT j[/* ERROR 42804 "subscript type numeric is not supported" */ 1.5] FROM t;

-- name: FieldAfterSubscript :many
SELECT (/* ERROR 42809 "column notation .x applied to type integer, which is not a composite type" */ arr[1]).x FROM t;
