-- oper.sql: operators: resolution with unknown literals, ANY and ALL, sorting and grouping.
CREATE TABLE t (i int4, n numeric, v varchar(10), ts timestamptz, d date, j json, b jsonb, ia int4[], p point, x xml);
CREATE FUNCTION close(a int4, b int4) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR ~=~ (LEFTARG = int4, RIGHTARG = int4, FUNCTION = close);

-- name: LiteralTakesOtherSide :many
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
-- column ?column? int4
SELECT ts > '2024-01-01', i = '1', v = 'x', d - '2024-01-01' FROM t;

-- name: LiteralBad :many
SELECT ts > /* ERROR 22007 "invalid input syntax for type timestamp with time zone: \"soon\"" */ 'soon' FROM t;

-- name: TwoLiterals :many
-- column ?column? text
-- column ?column? bool
SELECT 'a' || 'b', '1' = '2';

-- name: Ambiguous :many
SELECT '1' /* ERROR 42725 "operator is not unique: unknown + unknown" */ + '2';

-- name: Missing :many
SELECT i /* ERROR 42883 "operator does not exist: integer = character varying" */ = v FROM t;

-- name: MissingUnary :many
SELECT /* ERROR 42883 "operator does not exist: - character varying" */ - v FROM t;

-- name: NoSuchOperator :many
SELECT i /* ERROR 42883 "operator does not exist: integer @#@ integer" */ @#@ 1 FROM t;

-- name: Prefix :many
-- column ?column? int4
-- column ?column? numeric
-- column ?column? float8
SELECT - i, @ n, |/ 4 FROM t;

-- name: Qualified :many
-- column ?column? int4
SELECT i OPERATOR(pg_catalog.+) 1 FROM t;

-- name: QualifiedMissing :many
SELECT i /* ERROR 42883 "operator does not exist: integer public.+ integer" */ OPERATOR(public.+) 1 FROM t;

-- name: User :many
-- column ?column? bool
SELECT i ~=~ 1 FROM t;

-- name: DateArithmetic :many
-- column ?column? date
-- column ?column? int4
-- column ?column? interval
-- column ?column? timestamptz
-- column ?column? timestamp
SELECT d + 1, d - d, ts - ts, ts + interval '1 day', d + interval '1 day' FROM t;

-- name: Any :many
-- param int4[]
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
SELECT i = ANY (ia), i = ANY ($1), 1 < ALL (ia) FROM t;

-- name: AnyNoArray :many
SELECT i /* ERROR 42809 "op ANY/ALL (array) requires array on right side" */ = ANY (i) FROM t;

-- name: AnyNotBoolean :many
SELECT i /* ERROR 42809 "op ANY/ALL (array) requires operator to yield boolean" */ + ANY (ia) FROM t;

-- name: AnyLiteral :many
-- column ?column? bool
SELECT i = ANY ('{1,2}') FROM t;

-- name: InParameters :many
-- param int4
-- param int4
-- param text
-- column ?column? bool
-- column ?column? bool
SELECT i IN ($1, $2), v IN ($3) FROM t;

-- name: InMixed :many
-- column ?column? bool
SELECT i IN (1, 2.5, NULL) FROM t;

-- name: InMismatch :many
SELECT i /* ERROR 42883 "operator does not exist: integer = timestamp with time zone" */ IN (1, now()) FROM t;

-- name: Json :many
-- column ?column? jsonb
-- column ?column? text
-- column ?column? bool
-- column ?column? json
-- column ?column? bool
SELECT b -> 'a', b ->> 'a', b @> '{}', j -> 0, b ? 'a' FROM t;

-- name: OrderByPoint :many
SELECT p FROM t ORDER BY /* ERROR 42883 "could not identify an ordering operator for type point" */ p;

-- name: GroupByJson :many
SELECT j FROM t GROUP BY /* ERROR 42883 "could not identify an equality operator for type json" */ j;

-- name: DistinctXml :many
SELECT DISTINCT /* ERROR 42883 "could not identify an equality operator for type xml" */ x FROM t;

-- name: DistinctArrayOfJson :many
SELECT DISTINCT /* ERROR 42883 "could not identify an equality operator for type json[]" */ ARRAY[j] FROM t;

-- name: OrderByJsonb :many
-- column b jsonb
SELECT b FROM t ORDER BY b, ia;

-- name: OrderUsing :many
-- column i int4
SELECT i FROM t ORDER BY i USING >;

-- name: OrderUsingBad :many
SELECT i FROM t ORDER BY i USING /* ERROR 42809 "operator ~=~ is not a valid ordering operator" */ ~=~;
