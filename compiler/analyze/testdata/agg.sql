-- agg.sql: aggregates, GROUP BY, grouping sets.
CREATE TABLE kv (k int4 PRIMARY KEY, v int4, w text);
CREATE TABLE other (k int4, x text, j json);
CREATE TABLE late (k int4 PRIMARY KEY DEFERRABLE, v int4);
CREATE TABLE two (a int4, b int4, c text, PRIMARY KEY (a, b));

-- name: Grouped :many
-- param int8
-- column v int4
-- column count int8
-- column sum int8
-- column max text
SELECT v, count(*), sum(k), max(w) FROM kv GROUP BY v HAVING count(*) > $1 ORDER BY v, min(k);

-- name: Ungrouped :many
SELECT /* ERROR 42803 "column \"kv.k\" must appear in the GROUP BY clause or be used in an aggregate function" */ k, count(*) FROM kv;

-- name: UngroupedOrder :many
SELECT count(*) FROM kv ORDER BY /* ERROR 42803 "column \"kv.v\" must appear in the GROUP BY clause or be used in an aggregate function" */ v;

-- name: UngroupedHaving :many
SELECT count(*) FROM kv HAVING /* ERROR 42803 "column \"kv.v\" must appear in the GROUP BY clause or be used in an aggregate function" */ v > 1;

-- name: UngroupedInExpression :many
SELECT v + /* ERROR 42803 "column \"kv.k\" must appear in the GROUP BY clause or be used in an aggregate function" */ k FROM kv GROUP BY v;

-- name: GroupedExpression :many
-- column ?column? int4
-- column lower text
SELECT (v + 1) * 2, lower(w) FROM kv GROUP BY v + 1, lower(w);

-- name: GroupedExpressionPart :many
SELECT /* ERROR 42803 "column \"kv.v\" must appear in the GROUP BY clause or be used in an aggregate function" */ v + 2 FROM kv GROUP BY v + 1;

-- name: PrimaryKeyImpliesRow :many
-- column v int4
-- column w text
SELECT v, w FROM kv GROUP BY k;

-- name: PrimaryKeyOfOther :many
SELECT kv.w, /* ERROR 42803 "column \"other.x\" must appear in the GROUP BY clause or be used in an aggregate function" */ other.x FROM kv JOIN other USING (k) GROUP BY kv.k;

-- name: DeferrableKey :many
SELECT /* ERROR 42803 "column \"late.v\" must appear in the GROUP BY clause or be used in an aggregate function" */ v FROM late GROUP BY k;

-- name: HalfKey :many
SELECT /* ERROR 42803 "column \"two.c\" must appear in the GROUP BY clause or be used in an aggregate function" */ c FROM two GROUP BY a;

-- name: WholeKey :many
-- column c text
SELECT c FROM two GROUP BY b, a;

-- name: WholeRowGrouped :many
-- column kv public.kv
SELECT kv FROM kv GROUP BY k;

-- name: WholeRowUngrouped :many
SELECT /* ERROR 42803 "column \"other.*\" must appear in the GROUP BY clause or be used in an aggregate function" */ other FROM other GROUP BY k;

-- name: MergedColumn :many
-- column k int4
SELECT k FROM kv JOIN other USING (k) GROUP BY kv.k;

-- name: MergedColumnFull :many
-- error 42803 "column \"other.k\" must appear in the GROUP BY clause or be used in an aggregate function"
SELECT k FROM kv FULL JOIN other USING (k) GROUP BY kv.k;

-- name: JoinAlias :many
SELECT /* ERROR 42803 "column \"kv.w\" must appear in the GROUP BY clause or be used in an aggregate function" */ j.w FROM (kv JOIN other USING (k)) AS j GROUP BY j.x;

-- name: SubqueryUngrouped :many
SELECT (SELECT /* ERROR 42803 "subquery uses ungrouped column \"kv.w\" from outer query" */ kv.w) FROM kv GROUP BY v;

-- name: SubqueryGrouped :many
-- column v int4
SELECT (SELECT kv.v) FROM kv GROUP BY v;

-- name: OuterAggregate :many
-- column max int4
-- column count int8
SELECT (SELECT max(kv.v)), count(*) FROM kv;

-- name: OuterAggregateWhere :many
SELECT 1 FROM kv WHERE (SELECT /* ERROR 42803 "aggregate functions are not allowed in WHERE" */ max(kv.v)) > 1;

-- name: Nested :many
SELECT max(/* ERROR 42803 "aggregate function calls cannot be nested" */ count(*)) FROM kv;

-- name: NestedInFilter :many
SELECT max(v) FILTER (WHERE /* ERROR 42803 "aggregate functions are not allowed in FILTER" */ count(*) > 1) FROM kv;

-- name: AggInWhere :many
SELECT v FROM kv WHERE /* ERROR 42803 "aggregate functions are not allowed in WHERE" */ max(v) > 1;

-- name: AggInJoin :many
SELECT 1 FROM kv JOIN other ON /* ERROR 42803 "aggregate functions are not allowed in JOIN conditions" */ max(kv.v) > 1;

-- name: AggInGroupBy :many
SELECT 1 FROM kv GROUP BY /* ERROR 42803 "aggregate functions are not allowed in GROUP BY" */ max(v);

-- name: AggInLimit :many
SELECT 1 FROM kv LIMIT /* ERROR 42803 "aggregate functions are not allowed in LIMIT" */ max(1);

-- name: AggInOffset :many
SELECT 1 FROM kv OFFSET /* ERROR 42803 "aggregate functions are not allowed in OFFSET" */ count(*);

-- name: AggInValues :many
VALUES (/* ERROR 42803 "aggregate functions are not allowed in VALUES" */ max(1));

-- name: AggInInsert :exec
INSERT INTO kv (k) VALUES (/* ERROR 42803 "aggregate functions are not allowed in VALUES" */ max(1)), (2);

-- name: AggInUpdate :exec
UPDATE kv SET v = /* ERROR 42803 "aggregate functions are not allowed in UPDATE" */ max(v);

-- name: AggInReturning :many
DELETE FROM kv RETURNING /* ERROR 42803 "aggregate functions are not allowed in RETURNING" */ max(v);

-- name: AggInFrom :many
SELECT * FROM kv, LATERAL (SELECT /* ERROR 42803 "aggregate functions are not allowed in FROM clause of their own query level" */ max(kv.v)) AS x;

-- name: AggInFromFunction :many
SELECT * FROM kv, generate_series(1, /* ERROR 42803 "aggregate functions are not allowed in functions in FROM" */ max(kv.v)) AS g;

-- name: AggInMerge :exec
MERGE INTO kv USING other ON kv.k = other.k WHEN MATCHED AND /* ERROR 42803 "aggregate functions are not allowed in MERGE WHEN conditions" */ max(v) > 1 THEN DELETE;

-- name: AggInFrame :many
SELECT sum(v) OVER (ORDER BY v ROWS /* ERROR 42803 "aggregate functions are not allowed in window ROWS" */ max(v) PRECEDING) FROM kv;

-- name: AggOfSet :many
SELECT max(/* ERROR 0A000 "aggregate function calls cannot contain set-returning function calls" */ generate_series(1, v)) FROM kv;

-- name: AggOfWindow :many
SELECT max(/* ERROR 42803 "aggregate function calls cannot contain window function calls" */ row_number() OVER ()) FROM kv;

-- name: AggOverCTE :many
SELECT (WITH c AS (SELECT 1 AS x) SELECT /* ERROR 0A000 "outer-level aggregate cannot use a nested CTE" */ max((SELECT kv.v FROM c))) FROM kv;

-- name: Recursive :many
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT /* ERROR 42P19 "aggregate functions are not allowed in a recursive query's recursive term" */ max(n) + 1 FROM r) SELECT n FROM r;

-- name: DistinctOrder :many
-- param int4
-- column string_agg text
-- column array_agg int4[]
-- column count int8
SELECT string_agg(DISTINCT w, ',' ORDER BY w), array_agg(v ORDER BY k DESC NULLS LAST), count(DISTINCT w) FILTER (WHERE v > $1) FROM kv;

-- name: DistinctOrderMissing :many
SELECT string_agg(DISTINCT w, ',' ORDER BY /* ERROR 42P10 "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list" */ v) FROM kv;

-- name: DistinctNoOrder :many
SELECT count(DISTINCT /* ERROR 42883 "could not identify an equality operator for type json" */ j) FROM other;

-- name: OrderedSet :many
-- column percentile_cont float8
-- column mode text
-- column rank int8
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY v), mode() WITHIN GROUP (ORDER BY w), rank(1) WITHIN GROUP (ORDER BY v) FROM kv;

-- name: OrderedSetDirect :many
SELECT percentile_cont(/* ERROR 42803 "column \"kv.v\" must appear in the GROUP BY clause or be used in an aggregate function" */ v) WITHIN GROUP (ORDER BY v) FROM kv;

-- name: OrderedSetNested :many
SELECT percentile_cont(/* ERROR 42803 "aggregate function calls cannot be nested" */ max(v)) WITHIN GROUP (ORDER BY v) FROM kv;

-- name: OuterOrderedSet :many
SELECT (SELECT percentile_cont(/* ERROR 42803 "outer-level aggregate cannot contain a lower-level variable in its direct arguments" */ other.k) WITHIN GROUP (ORDER BY kv.v) FROM other) FROM kv;

-- name: FilterNotBool :many
SELECT count(*) FILTER (WHERE /* ERROR 42804 "argument of FILTER must be type boolean, not type integer" */ v) FROM kv;

-- name: AggInFilter :many
SELECT count(*) FILTER (WHERE v > /* ERROR 42803 "aggregate functions are not allowed in FILTER" */ max(k)) FROM kv;

-- name: GroupingSets :many
-- column v int4
-- column w text
-- column grouping int4
-- column count int8
SELECT v, w, grouping(v, w), count(*) FROM kv GROUP BY ROLLUP (v, w);

-- name: GroupingSetsKey :many
SELECT /* ERROR 42803 "column \"kv.w\" must appear in the GROUP BY clause or be used in an aggregate function" */ w FROM kv GROUP BY GROUPING SETS ((k), (v));

-- name: GroupingSetsKeyInAll :many
-- column w text
SELECT w FROM kv GROUP BY GROUPING SETS ((k), (k, v));

-- name: GroupingNotGrouped :many
SELECT grouping(/* ERROR 42803 "arguments to GROUPING must be grouping expressions of the associated query level" */ k) FROM kv GROUP BY v;

-- name: GroupingExpression :many
-- column grouping int4
SELECT grouping(v + 1) FROM kv GROUP BY CUBE (v + 1, w);

-- name: GroupingInWhere :many
SELECT v FROM kv WHERE /* ERROR 42803 "grouping operations are not allowed in WHERE" */ grouping(v) = 1 GROUP BY v;

-- name: GroupingInJoin :many
SELECT 1 FROM kv JOIN other ON /* ERROR 42803 "grouping operations are not allowed in JOIN conditions" */ grouping(v) = 1 GROUP BY v;

-- name: GroupingOuter :many
-- column grouping int4
SELECT (SELECT grouping(kv.v)) FROM kv GROUP BY v;

-- name: GroupingMany :many
SELECT /* ERROR 54023 "GROUPING must have fewer than 32 arguments" */ grouping(v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v,v) FROM kv GROUP BY v;

-- name: TooManySets :many
-- error 54001 "too many grouping sets present (maximum 4096)"
SELECT 1 FROM kv GROUP BY CUBE (k,v,w,k+1,k+2,k+3,k+4,k+5,k+6,k+7), CUBE (v+1,v+2,v+3);

-- name: TooManySetsEmpty :many
-- error 54001 "too many grouping sets present (maximum 4096)"
SELECT count(*) FROM kv GROUP BY GROUPING SETS ((), ()), CUBE (k,v,w,k+1,k+2,k+3,k+4,k+5,k+6,k+7,k+8,k+9);

-- name: Constant :many
-- param int4
-- column ?column? text
-- column int4 int4
-- column count int8
SELECT 'x', $1::int4, count(*) FROM kv GROUP BY v;

-- name: SubqueryWithMoreColumnsThanTheJoin :many
-- column c text
-- column count int8
SELECT (SELECT x.c FROM late, late l2, two x WHERE x.b = r.k AND x.a = l2.k AND l2.k = late.k), count(*) FROM (SELECT 1 AS k) r JOIN (SELECT 2 AS one) q ON true GROUP BY (SELECT x.c FROM late, late l2, two x WHERE x.b = r.k AND x.a = l2.k AND l2.k = late.k);

-- name: SubqueryOverMergedColumn :many
-- column max text
-- column count int8
SELECT (SELECT max(x.c) FROM two x WHERE x.b = k), count(*) FROM late JOIN kv USING (k) GROUP BY (SELECT max(x.c) FROM two x WHERE x.b = late.k);
