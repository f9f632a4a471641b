-- expr.sql: operators, rows, CASE and the other expressions with a common type.
CREATE TABLE t (a int4, b text, c numeric(10,2), d date, e bool, v varchar(7), ts timestamptz, j json, pt point);
CREATE FUNCTION notbool(int4, int4) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE OPERATOR === (LEFTARG = int4, RIGHTARG = int4, FUNCTION = notbool);
CREATE FUNCTION maybe(int4, int4) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR =?= (LEFTARG = int4, RIGHTARG = int4, FUNCTION = maybe);

-- name: Arithmetic :many
-- column ?column? int4
-- column ?column? numeric
-- column ?column? numeric
-- column ?column? int8
-- column ?column? text
-- column ?column? text
SELECT a + 1, a * 1.5, -c, a / 2::int8, b || 'x', a || 'x' FROM t;

-- name: NoOperator :many
SELECT b /* ERROR 42883 "operator does not exist: text + integer" */ + 1 FROM t;

-- name: NoPrefixOperator :many
SELECT /* ERROR 42883 "operator does not exist: - text" */ - b FROM t;

-- name: Boolean :many
-- column ?column? bool
SELECT e AND NOT a = 1 OR b IS NULL FROM t;

-- name: AndOfNumber :many
SELECT e AND /* ERROR 42804 "argument of AND must be type boolean, not type integer" */ a FROM t;

-- name: OrOfText :many
SELECT /* ERROR 42804 "argument of OR must be type boolean, not type text" */ b OR e FROM t;

-- name: NotOfNumber :many
SELECT NOT /* ERROR 42804 "argument of NOT must be type boolean, not type integer" */ a FROM t;

-- name: Tests :many
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
SELECT e IS TRUE, e IS NOT UNKNOWN, a IS NOT NULL, t IS NULL FROM t;

-- name: TestOfNumber :many
SELECT /* ERROR 42804 "argument of IS NOT FALSE must be type boolean, not type integer" */ a IS NOT FALSE FROM t;

-- name: Between :many
-- param text
-- column ?column? bool
-- column ?column? bool
SELECT a BETWEEN 1 AND 2.5, b NOT BETWEEN SYMMETRIC 'a' AND $1 FROM t;

-- name: BetweenTypes :many
SELECT a /* ERROR 42883 "operator does not exist: integer <= date" */ BETWEEN 1 AND d FROM t;

-- name: In :many
-- param int4
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
SELECT a IN (1, 2, $1), b NOT IN ('x', v), (a, b) IN ((1, 'x'), (2, 'y')) FROM t;

-- name: InTypes :many
SELECT a /* ERROR 42883 "operator does not exist: integer = date" */ IN (1, d) FROM t;

-- name: InLiteral :many
SELECT a IN (1, /* ERROR 22P02 "invalid input syntax for type integer: \"x\"" */ 'x') FROM t;

-- name: InRowLength :many
SELECT (a, b) /* ERROR 42601 "unequal number of entries in row expressions" */ IN ((1, 'x'), (2, 'y', 3)) FROM t;

-- name: Like :many
-- param text
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
SELECT b LIKE $1, b NOT ILIKE 'x%', b SIMILAR TO 'y', b LIKE 'z' ESCAPE '!' FROM t;

-- name: LikeNumber :many
SELECT a /* ERROR 42883 "operator does not exist: integer ~~ unknown" */ LIKE 'x' FROM t;

-- name: Distinct :many
-- param int4
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
SELECT a IS DISTINCT FROM 1, a IS NOT DISTINCT FROM $1, j IS DISTINCT FROM NULL, NULL IS NOT DISTINCT FROM j FROM t;

-- name: DistinctRows :many
-- column ?column? bool
-- column ?column? bool
SELECT (a, b) IS DISTINCT FROM (1, 'x'), ROW() IS NOT DISTINCT FROM ROW() FROM t;

-- name: DistinctRowLength :many
SELECT (a, b) /* ERROR 42601 "unequal number of entries in row expressions" */ IS DISTINCT FROM (1, 'x', 2) FROM t;

-- name: DistinctWithoutOperator :many
SELECT j /* ERROR 42883 "operator does not exist: json = json" */ IS DISTINCT FROM j FROM t;

-- name: NullIf :many
-- param int4
-- column nullif int4
-- column nullif text
-- column nullif int4
SELECT nullif(a, 1), nullif(v, 'x'), nullif($1, a) FROM t;

-- name: NullIfTypes :many
SELECT /* ERROR 42883 "operator does not exist: integer = date" */ nullif(a, d) FROM t;

-- name: Rows :many
-- param int4
-- param text
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
SELECT (a, b) = (1, 'x'), (a, b) < ($1, $2), ROW(a) <> ROW(1), ROW(a, 1) >= ROW(1, a) FROM t;

-- name: RowLengths :many
SELECT (a, b) /* ERROR 42601 "unequal number of entries in row expressions" */ = (1, 'x', 2) FROM t;

-- name: RowZero :many
SELECT ROW() /* ERROR 0A000 "cannot compare rows of zero length" */ = ROW() FROM t;

-- name: RowNotBool :many
SELECT ROW(a, a) /* ERROR 42804 "row comparison operator must yield type boolean, not type integer" */ === ROW(1, 2) FROM t;

-- name: RowNoFamily :many
SELECT ROW(a, a) /* ERROR 0A000 "could not determine interpretation of row comparison operator =?=" */ =?= ROW(1, 2) FROM t;

-- name: RowNoOperator :many
SELECT ROW(a, j) /* ERROR 42883 "operator does not exist: json = json" */ = ROW(1, j) FROM t;

-- name: RowOfDefault :many
SELECT ROW(1, /* ERROR 42601 "DEFAULT is not allowed in this context" */ DEFAULT);

-- name: Default :many
SELECT coalesce(/* ERROR 42601 "DEFAULT is not allowed in this context" */ DEFAULT, 1);

-- name: AnyAll :many
-- param int4[]
-- column ?column? bool
-- column ?column? bool
-- column ?column? bool
SELECT a = ANY ('{1,2}'), a < ALL ($1), b = ANY (ARRAY['x', v]) FROM t;

-- name: AnyOfScalar :many
SELECT a /* ERROR 42809 "op ANY/ALL (array) requires array on right side" */ = ANY (a) FROM t;

-- name: AnyTypes :many
SELECT a /* ERROR 42883 "operator does not exist: integer = date" */ = ANY (ARRAY[d]) FROM t;

-- name: Case :many
-- column case numeric
-- column case varchar
-- column case date
-- column v varchar
SELECT CASE WHEN e THEN 1 ELSE 2.5 END, CASE a WHEN 1 THEN v ELSE 'x' END, CASE 'x' WHEN b THEN d END, CASE WHEN e THEN v ELSE v END FROM t;

-- name: CaseCondition :many
SELECT CASE WHEN /* ERROR 42804 "argument of CASE/WHEN must be type boolean, not type integer" */ a THEN 1 END FROM t;

-- name: CaseTypes :many
SELECT CASE WHEN e THEN /* ERROR 42804 "CASE types date and integer cannot be matched" */ a ELSE d END FROM t;

-- name: CaseTest :many
SELECT CASE a /* ERROR 42883 "operator does not exist: integer = date" */ WHEN d THEN 1 END FROM t;

-- name: CaseLiteral :many
SELECT CASE 1 WHEN 1 THEN /* ERROR 22P02 "invalid input syntax for type integer: \"a\"" */ 'a' ELSE 2 END;

-- name: CaseSet :many
SELECT CASE WHEN e THEN /* ERROR 0A000 "set-returning functions are not allowed in CASE" */ generate_series(1, 2) END FROM t;

-- name: Coalesce :many
-- param date
-- column coalesce numeric
-- column coalesce varchar
-- column coalesce date
-- column greatest numeric
-- column least text
SELECT coalesce(a, 1.5), coalesce(v, 'x'), coalesce($1, d), greatest(a, c), least(b, v) FROM t;

-- name: CoalesceTypes :many
SELECT coalesce(a, /* ERROR 42804 "COALESCE types integer and date cannot be matched" */ d) FROM t;

-- name: CoalesceSet :many
SELECT coalesce(/* ERROR 0A000 "set-returning functions are not allowed in COALESCE" */ generate_series(1, 2), 1);

-- name: GreatestTypes :many
SELECT greatest(a, /* ERROR 42804 "GREATEST types integer and boolean cannot be matched" */ e) FROM t;

-- name: Array :many
-- param int4
-- column array numeric[]
-- column array int4[]
-- column array int4[]
-- column array text[]
-- column array int4[]
-- column array int4[]
SELECT ARRAY[1, 2.5], ARRAY[[1, 2], [3, $1]], ARRAY[]::int4[], ARRAY[b, 'x'], ARRAY['1', '2']::int4[], ARRAY[ARRAY[a], '{}'] FROM t;

-- name: ArrayEmpty :many
SELECT /* ERROR 42P18 "cannot determine type of empty array" */ ARRAY[];

-- name: ArrayTypes :many
SELECT ARRAY[a, /* ERROR 42804 "ARRAY types integer and date cannot be matched" */ d] FROM t;

-- name: ArrayCast :many
SELECT ARRAY[/* ERROR 42846 "cannot cast type date to point" */ d, 'x']::point[] FROM t;

-- name: ArrayOfPseudo :many
SELECT ARRAY[1, /* ERROR 42804 "ARRAY types integer and integer[] cannot be matched" */ ARRAY[2]];

-- name: Cast :many
-- param date
-- column a text
-- column int8 int8
-- column b varchar
-- column date date
-- column int4 int4
-- column d timestamptz
-- column row record
SELECT a::text, '1'::int8, CAST(b AS varchar(3)), $1::date, int4 '7', d::timestamptz, ROW(1, 'x')::record FROM t;

-- name: CastImpossible :many
SELECT d/* ERROR 42846 "cannot cast type date to integer" */ ::int4 FROM t;

-- name: CastFunctionForm :many
SELECT /* ERROR 42846 "cannot cast type boolean to date" */ CAST(e AS date) FROM t;

-- name: CastNoType :many
SELECT a::/* ERROR 42704 "type \"nope\" does not exist" */ nope FROM t;

-- name: Collate :many
-- column b text
-- column ?column? bool
SELECT b COLLATE "C", 'x' COLLATE "C" < b FROM t;

-- name: CollateNumber :many
SELECT a /* ERROR 42804 "collations are not supported by type integer" */ COLLATE "C" FROM t;

-- name: CollateMissing :many
SELECT b /* ERROR 42704 "collation \"nope\" for encoding \"UTF8\" does not exist" */ COLLATE "nope" FROM t;

-- name: ValueFunctions :many
-- column current_date date
-- column current_time timetz
-- column current_time timetz
-- column current_timestamp timestamptz
-- column localtime time
-- column localtimestamp timestamp
-- column current_user name
-- column user name
-- column session_user name
-- column current_role name
-- column current_catalog name
-- column current_schema name
SELECT current_date, current_time, current_time(2), current_timestamp, localtime, localtimestamp(3), current_user, user, session_user, current_role, current_catalog, current_schema;

-- name: ColumnNames :many
-- param date
-- column ?column? int4
-- column a text
-- column int4 int4
-- column case int4
-- column a int4
-- column array int4[]
-- column row record
-- column coalesce int4
-- column greatest int4
-- column least int4
-- column nullif int4
-- column one int4
-- column exists bool
-- column array int4[]
-- column b text
-- column lower text
-- column ?column? text
-- column ?column? text
-- column date date
-- column ?column? bool
-- column array int4
-- column varchar varchar
SELECT a + 1, a::text, 1::int4, CASE WHEN e THEN 1 END, CASE WHEN e THEN 1 ELSE a END, ARRAY[1], ROW(1), coalesce(a, 1), greatest(a, 1), least(a, 1), nullif(a, 1), (SELECT 1 AS one), EXISTS (SELECT 1), ARRAY(SELECT 1), b COLLATE "C", lower(b), 'x', NULL, $1::date, a IN (1), (ARRAY[1])[1], (b || 'x')::varchar FROM t;

-- name: NamedArguments :many
-- param int4
-- column make_date date
SELECT make_date(year => 2024, month := 1, day => $1);

-- name: AtTimeZone :many
-- column timezone timestamp
-- column extract numeric
-- column overlaps bool
-- column position int4
-- column substring text
-- column btrim text
-- column overlay text
SELECT ts AT TIME ZONE 'UTC', extract(year FROM d), (d, d) OVERLAPS (d, ts), position('x' IN b), substring(b FROM 1 FOR 2), trim(b), overlay(b PLACING 'x' FROM 1) FROM t;

-- name: ParameterOrdered :many
-- param text
-- column ?column? text
SELECT $1 FROM t ORDER BY $1;

-- name: ParameterIn :many
-- param int4
-- param int4
-- column ?column? bool
-- column ?column? bool
SELECT $1 IN (a), $2 IN (1, 2) FROM t;

-- name: ParameterInconsistent :many
SELECT /* ERROR 42P08 "inconsistent types deduced for parameter $1" */ $1 IN (a, b) FROM t;

-- name: ParameterUndecided :many
SELECT /* ERROR 42P08 "could not determine data type of parameter $1" */ $1 IS NULL, $1 + a FROM t;

-- name: CrossDatabaseOperator :many
-- error 0A000 "cross-database references are not implemented: x.y.+"
SELECT 1 OPERATOR(x.y.+) 2;

-- name: ArrayOfNoArrayType :many
SELECT /* ERROR 42704 "could not find array type for data type pg_ndistinct" */ ARRAY[NULL::pg_ndistinct];
