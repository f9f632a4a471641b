-- window.sql: window functions and where they may stand.
CREATE TABLE t (a int4, b text, c date);
CREATE TABLE u (a int4);

-- name: Windows :many
-- param int4
-- column row_number int8
-- column rank int8
-- column sum int8
-- column lag text
-- column ntile int4
-- column count int8
SELECT row_number() OVER (), rank() OVER (PARTITION BY b ORDER BY a), sum(a) OVER w, lag(b, 1, 'x') OVER (w), ntile($1) OVER w, count(*) FILTER (WHERE a > 1) OVER (w ROWS 1 PRECEDING) FROM t WINDOW w AS (ORDER BY a);

-- name: NoWindow :many
SELECT sum(a) OVER /* ERROR 42704 "window \"w\" does not exist" */ w FROM t;

-- name: NoWindowReferenced :many
SELECT sum(a) OVER /* ERROR 42704 "window \"w\" does not exist" */ (w ORDER BY a) FROM t;

-- name: Nested :many
SELECT sum(/* ERROR 42P20 "window function calls cannot be nested" */ rank() OVER (ORDER BY a)) OVER () FROM t;

-- name: InWhere :many
SELECT a FROM t WHERE /* ERROR 42P20 "window functions are not allowed in WHERE" */ row_number() OVER () = 1;

-- name: InJoin :many
SELECT 1 FROM t JOIN u ON /* ERROR 42P20 "window functions are not allowed in JOIN conditions" */ row_number() OVER () = 1;

-- name: InGroupBy :many
SELECT 1 FROM t GROUP BY /* ERROR 42P20 "window functions are not allowed in GROUP BY" */ row_number() OVER ();

-- name: InHaving :many
SELECT 1 FROM t HAVING /* ERROR 42P20 "window functions are not allowed in HAVING" */ row_number() OVER () = 1;

-- name: InLimit :many
SELECT 1 FROM t LIMIT /* ERROR 42P20 "window functions are not allowed in LIMIT" */ row_number() OVER ();

-- name: InFromFunction :many
SELECT * FROM generate_series(1, /* ERROR 42P20 "window functions are not allowed in functions in FROM" */ row_number() OVER ()) AS g;

-- name: InWindow :many
SELECT sum(a) OVER (ORDER BY /* ERROR 42P20 "window functions are not allowed in window definitions" */ row_number() OVER ()) FROM t;

-- name: InWindowFrame :many
SELECT sum(a) OVER (ORDER BY a ROWS /* ERROR 42P20 "window functions are not allowed in window definitions" */ row_number() OVER () PRECEDING) FROM t;

-- name: InFilter :many
SELECT sum(a) FILTER (WHERE /* ERROR 42P20 "window functions are not allowed in FILTER" */ row_number() OVER () = 1) FROM t;

-- name: InUpdate :exec
UPDATE t SET a = /* ERROR 42P20 "window functions are not allowed in UPDATE" */ row_number() OVER ();

-- name: InReturning :many
UPDATE t SET a = 1 RETURNING /* ERROR 42P20 "window functions are not allowed in RETURNING" */ row_number() OVER ();

-- name: InValues :many
VALUES (/* ERROR 42P20 "window functions are not allowed in VALUES" */ row_number() OVER ());

-- name: InOrderBy :many
-- column a int4
SELECT a FROM t ORDER BY row_number() OVER (ORDER BY a);

-- name: OfAggregate :many
-- column b text
-- column sum numeric
-- column rank int8
SELECT b, sum(count(*)) OVER (ORDER BY b), rank() OVER (ORDER BY count(*)) FROM t GROUP BY b;

-- name: OfUngrouped :many
SELECT b, sum(/* ERROR 42803 "column \"t.a\" must appear in the GROUP BY clause or be used in an aggregate function" */ a) OVER () FROM t GROUP BY b;

-- name: OrderUngrouped :many
SELECT b, rank() OVER (ORDER BY /* ERROR 42803 "column \"t.a\" must appear in the GROUP BY clause or be used in an aggregate function" */ a) FROM t GROUP BY b;
