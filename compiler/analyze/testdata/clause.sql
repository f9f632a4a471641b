-- clause.sql: WHERE, LIMIT, ORDER BY, DISTINCT, GROUP BY, WINDOW, locking, VALUES.
CREATE TABLE t (a int4 PRIMARY KEY, b text, j json);
CREATE TABLE u (a int4, c date, bb text);

-- name: WhereNotBoolean :many
SELECT 1 FROM t WHERE /* ERROR 42804 "argument of WHERE must be type boolean, not type integer" */ a;

-- name: WhereAggregate :many
SELECT 1 FROM t WHERE /* ERROR 42803 "aggregate functions are not allowed in WHERE" */ count(*) > 1;

-- name: WhereParameter :many
-- param bool
-- column one int4
SELECT 1 AS one FROM t WHERE $1;

-- name: LimitParameter :many
-- param int8
-- param int8
-- column a int4
SELECT a FROM t LIMIT $1 OFFSET $2;

-- name: LimitVariable :many
SELECT a FROM t LIMIT /* ERROR 42P10 "argument of LIMIT must not contain variables" */ a;

-- name: LimitText :many
SELECT a FROM t LIMIT /* ERROR 22P02 "invalid input syntax for type bigint: \"x\"" */ 'x';

-- name: LimitType :many
SELECT a FROM t LIMIT /* ERROR 42804 "argument of LIMIT must be type bigint, not type timestamp with time zone" */ now();

-- name: LimitOuter :many
-- column a int4
SELECT (SELECT u.a FROM u LIMIT t.a) FROM t;

-- name: TiesNull :many
-- error 2201W "row count cannot be null in FETCH FIRST ... WITH TIES clause"
SELECT a FROM t ORDER BY a FETCH FIRST NULL ROWS WITH TIES;

-- name: Ties :many
-- column a int4
SELECT a FROM t ORDER BY a FETCH FIRST 2 ROWS WITH TIES;

-- name: OrderName :many
-- column n int4
SELECT a AS n FROM t ORDER BY n;

-- name: OrderNumber :many
-- column a int4
-- column b text
SELECT a, b FROM t ORDER BY 2;

-- name: OrderNumberOut :many
SELECT a, b FROM t ORDER BY /* ERROR 42P10 "ORDER BY position 3 is not in select list" */ 3;

-- name: OrderConstant :many
SELECT a FROM t ORDER BY /* ERROR 42601 "non-integer constant in ORDER BY" */ 'x';

-- name: OrderAmbiguous :many
SELECT a AS n, b AS n FROM t ORDER BY /* ERROR 42702 "ORDER BY \"n\" is ambiguous" */ n;

-- name: OrderSameTwice :many
-- column n int4
-- column n int4
SELECT a AS n, a AS n FROM t ORDER BY n;

-- name: OrderJson :many
SELECT j FROM t ORDER BY /* ERROR 42883 "could not identify an ordering operator for type json" */ j;

-- name: OrderUsing :many
-- column a int4
SELECT a FROM t ORDER BY a USING >;

-- name: OrderUsingWrong :many
SELECT a FROM t ORDER BY a USING /* ERROR 42809 "operator = is not a valid ordering operator" */ =;

-- name: OrderUsingMissing :many
SELECT j FROM t ORDER BY j USING /* ERROR 42883 "operator does not exist: json < json" */ <;

-- name: OrderHidden :many
-- column a int4
SELECT a FROM t ORDER BY b NULLS FIRST;

-- name: Distinct :many
-- column b text
SELECT DISTINCT b FROM t ORDER BY b;

-- name: DistinctOrderHidden :many
SELECT DISTINCT b FROM t ORDER BY /* ERROR 42P10 "for SELECT DISTINCT, ORDER BY expressions must appear in select list" */ a;

-- name: DistinctJson :many
SELECT DISTINCT /* ERROR 42883 "could not identify an equality operator for type json" */ j FROM t;

-- name: DistinctOn :many
-- column b text
-- column a int4
SELECT DISTINCT ON (b) b, a FROM t ORDER BY b, a;

-- name: DistinctOnMismatch :many
SELECT DISTINCT ON (/* ERROR 42P10 "SELECT DISTINCT ON expressions must match initial ORDER BY expressions" */ b) b, a FROM t ORDER BY a, b;

-- name: DistinctOnPartial :many
SELECT DISTINCT ON (/* ERROR 42P10 "SELECT DISTINCT ON expressions must match initial ORDER BY expressions" */ b, a) b, a FROM t ORDER BY a, j::text, b;

-- name: DistinctOnNumber :many
-- column a int4
-- column b text
SELECT DISTINCT ON (2) a, b FROM t;

-- name: DistinctOnOut :many
SELECT DISTINCT ON (/* ERROR 42P10 "DISTINCT ON position 3 is not in select list" */ 3) a, b FROM t;

-- name: GroupNumber :many
-- column b text
-- column count int8
SELECT b, count(*) FROM t GROUP BY 1;

-- name: GroupNumberOut :many
SELECT b FROM t GROUP BY /* ERROR 42P10 "GROUP BY position 2 is not in select list" */ 2;

-- name: GroupNumberAggregate :many
SELECT /* ERROR 42803 "aggregate functions are not allowed in GROUP BY" */ count(*) FROM t GROUP BY 1;

-- name: GroupNumberWindow :many
SELECT /* ERROR 42P20 "window functions are not allowed in GROUP BY" */ row_number() OVER () FROM t GROUP BY 1;

-- name: GroupName :many
-- column n int4
SELECT a + 1 AS n FROM t GROUP BY n;

-- name: GroupNameColumnFirst :many
-- column a text
SELECT b AS a FROM t GROUP BY a, b;

-- name: GroupConstant :many
SELECT 1 FROM t GROUP BY /* ERROR 42601 "non-integer constant in GROUP BY" */ 'x';

-- name: GroupJson :many
SELECT j FROM t GROUP BY /* ERROR 42883 "could not identify an equality operator for type json" */ j;

-- name: GroupAmbiguous :many
SELECT 1 FROM t, u GROUP BY /* ERROR 42702 "column reference \"a\" is ambiguous" */ a;

-- name: GroupingSets :many
-- column a int4
-- column b text
-- column count int8
SELECT a, b, count(*) FROM t GROUP BY GROUPING SETS ((a, b), a, ());

-- name: GroupingSetsNested :many
-- column a int4
-- column b text
SELECT a, b FROM t GROUP BY GROUPING SETS (a, GROUPING SETS (b, ROLLUP (a, b)), CUBE (a, (b)));

-- name: GroupEmpty :many
-- column count int8
SELECT count(*) FROM t GROUP BY ();

-- name: CubeTooMany :many
SELECT 1 FROM t GROUP BY /* ERROR 54011 "CUBE is limited to 12 elements" */ CUBE (a, b, a, b, a, b, a, b, a, b, a, b, a);

-- name: GroupDistinct :many
-- column a int4
-- column b text
SELECT a, b FROM t GROUP BY DISTINCT ROLLUP (a, b), ROLLUP (a);

-- name: HavingNotBoolean :many
SELECT 1 FROM t HAVING /* ERROR 42804 "argument of HAVING must be type boolean, not type bigint" */ count(*);

-- name: Window :many
-- column sum int8
SELECT sum(a) OVER w FROM t WINDOW w AS (PARTITION BY b ORDER BY a);

-- name: WindowMissing :many
SELECT sum(a) OVER /* ERROR 42704 "window \"w\" does not exist" */ w FROM t;

-- name: WindowTwice :many
SELECT 1 FROM t WINDOW w AS (), w AS /* ERROR 42P20 "window \"w\" is already defined" */ ();

-- name: WindowRefMissing :many
SELECT 1 FROM t WINDOW w AS /* ERROR 42704 "window \"x\" does not exist" */ (x ORDER BY a);

-- name: WindowRefPartition :many
SELECT sum(a) OVER /* ERROR 42P20 "cannot override PARTITION BY clause of window \"w\"" */ (w PARTITION BY a) FROM t WINDOW w AS (PARTITION BY b);

-- name: WindowRefOrder :many
SELECT sum(a) OVER /* ERROR 42P20 "cannot override ORDER BY clause of window \"w\"" */ (w ORDER BY a) FROM t WINDOW w AS (ORDER BY b);

-- name: WindowRefFrame :many
SELECT sum(a) OVER /* ERROR 42P20 "cannot copy window \"w\" because it has a frame clause" */ (w) FROM t WINDOW w AS (ORDER BY b ROWS 1 PRECEDING);

-- name: WindowRefFrameOrder :many
SELECT sum(a) OVER /* ERROR 42P20 "cannot copy window \"w\" because it has a frame clause" */ (w ROWS 2 PRECEDING) FROM t WINDOW w AS (ORDER BY b ROWS 1 PRECEDING);

-- name: WindowRef :many
-- column sum int8
SELECT sum(a) OVER (w ORDER BY a) FROM t WINDOW w AS (PARTITION BY b);

-- name: FrameRows :many
-- param int8
-- param int8
-- column sum int8
SELECT sum(a) OVER (ORDER BY a ROWS BETWEEN $1 PRECEDING AND $2 FOLLOWING) FROM t;

-- name: FrameRowsVariable :many
SELECT sum(a) OVER (ORDER BY a ROWS /* ERROR 42P10 "argument of ROWS must not contain variables" */ a PRECEDING) FROM t;

-- name: FrameRange :many
-- param interval
-- column sum int8
SELECT sum(a) OVER (ORDER BY c RANGE BETWEEN '1 day' PRECEDING AND $1 FOLLOWING) FROM u;

-- name: FrameRangeType :many
SELECT sum(a) OVER (ORDER BY c RANGE /* ERROR 0A000 "RANGE with offset PRECEDING/FOLLOWING is not supported for column type date and offset type integer" */ 1 PRECEDING) FROM u;

-- name: FrameRangeNone :many
SELECT sum(a) OVER (ORDER BY b RANGE /* ERROR 0A000 "RANGE with offset PRECEDING/FOLLOWING is not supported for column type text" */ 'x' PRECEDING) FROM t;

-- name: FrameRangeTwo :many
SELECT sum(a) OVER /* ERROR 42P20 "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column" */ (ORDER BY a, b RANGE 1 PRECEDING) FROM t;

-- name: FrameRangeInt :many
-- column sum int8
SELECT sum(a) OVER (ORDER BY a RANGE 1 PRECEDING) FROM t;

-- name: FrameGroups :many
SELECT sum(a) OVER /* ERROR 42P20 "GROUPS mode requires an ORDER BY clause" */ (GROUPS 1 PRECEDING) FROM t;

-- name: FrameGroupsOrdered :many
-- column sum int8
SELECT sum(a) OVER (ORDER BY a GROUPS 1 PRECEDING) FROM t;

-- name: Lock :many
-- column a int4
SELECT a FROM t FOR UPDATE;

-- name: LockOf :many
-- column a int4
SELECT t.a FROM t, u FOR NO KEY UPDATE OF t FOR KEY SHARE OF u;

-- name: LockMissing :many
SELECT a FROM t FOR UPDATE OF /* ERROR 42P01 "relation \"nope\" in FOR UPDATE clause not found in FROM clause" */ nope;

-- name: LockQualified :many
SELECT a FROM t FOR UPDATE OF /* ERROR 42601 "FOR UPDATE must specify unqualified relation names" */ public.t;

-- name: LockDistinct :many
-- error 0A000 "FOR UPDATE is not allowed with DISTINCT clause"
SELECT DISTINCT a FROM t FOR UPDATE;

-- name: LockGroup :many
-- error 0A000 "FOR SHARE is not allowed with GROUP BY clause"
SELECT a FROM t GROUP BY a FOR SHARE;

-- name: LockHaving :many
-- error 0A000 "FOR SHARE is not allowed with HAVING clause"
SELECT 1 FROM t HAVING true FOR SHARE;

-- name: LockAggregate :many
-- error 0A000 "FOR SHARE is not allowed with aggregate functions"
SELECT count(*) FROM t FOR SHARE;

-- name: LockWindow :many
-- error 0A000 "FOR SHARE is not allowed with window functions"
SELECT row_number() OVER () FROM t FOR SHARE;

-- name: LockSet :many
-- error 0A000 "FOR SHARE is not allowed with set-returning functions in the target list"
SELECT generate_series(1, a) FROM t FOR SHARE;

-- name: LockJoin :many
SELECT 1 FROM (t JOIN u USING (a)) AS j FOR UPDATE OF /* ERROR 0A000 "FOR UPDATE cannot be applied to a join" */ j;

-- name: LockFunction :many
SELECT 1 FROM generate_series(1, 2) g FOR UPDATE OF /* ERROR 0A000 "FOR UPDATE cannot be applied to a function" */ g;

-- name: LockTableFunction :many
SELECT 1 FROM XMLTABLE('/r' PASSING ('<r/>'::xml) COLUMNS a int4) x FOR UPDATE OF /* ERROR 0A000 "FOR UPDATE cannot be applied to a table function" */ x;

-- name: LockValues :many
-- column ?column? int4
SELECT 1 FROM (VALUES (1)) x FOR UPDATE OF x;

-- name: LockWith :many
WITH x AS (SELECT 1) SELECT 1 FROM x FOR UPDATE OF /* ERROR 0A000 "FOR UPDATE cannot be applied to a WITH query" */ x;

-- name: LockSubquery :many
-- column one int4
SELECT 1 AS one FROM (SELECT a FROM t) x FOR UPDATE OF x;

-- name: LockSubqueryGroup :many
-- error 0A000 "FOR UPDATE is not allowed with GROUP BY clause"
SELECT 1 FROM (SELECT a FROM t GROUP BY a) x FOR UPDATE;

-- name: LockOnValues :many
-- error 0A000 "FOR UPDATE cannot be applied to VALUES"
VALUES (1) FOR UPDATE;

-- name: Values :many
-- column column1 numeric
-- column column2 text
VALUES (1, 'a'), (2.5, NULL);

-- name: ValuesLengths :many
VALUES (1, 2), (/* ERROR 42601 "VALUES lists must all be the same length" */ 3);

-- name: ValuesTypes :many
VALUES (1), (/* ERROR 42804 "VALUES types integer and boolean cannot be matched" */ true);

-- name: ValuesDefault :many
VALUES (/* ERROR 42601 "DEFAULT is not allowed in this context" */ DEFAULT);

-- name: ValuesOrder :many
-- column column1 int4
VALUES (2), (1) ORDER BY column1 LIMIT 1;

-- name: ValuesParameter :many
-- param text
-- param int4
-- column column1 text
-- column column2 int4
VALUES ($1, 1), ('a', $2);

-- name: Table :many
-- column a int4
-- column b text
-- column j json
TABLE t;

-- name: NoFrom :many
SELECT /* ERROR 42601 "SELECT * with no tables specified is not valid" */ *;

-- name: Into :many
SELECT (SELECT 1 INTO /* ERROR 42601 "SELECT ... INTO is not allowed here" */ x);

-- name: UndecidedParameter :many
-- error 42P18 "could not determine data type of parameter $1"
SELECT $1 IS NULL;

-- name: TwoTypes :many
SELECT 1 FROM t WHERE a = $1 AND b /* ERROR 42883 "operator does not exist: text = integer" */ = $1;

-- name: OrderByEqualParameter :many
-- param text
-- column ?column? text
-- column count int8
SELECT $1, count(*) FROM t GROUP BY 1 ORDER BY $1;
