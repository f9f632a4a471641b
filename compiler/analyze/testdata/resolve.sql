-- resolve.sql: which function a call means, and what may be said with it.
CREATE TABLE t (a int4, b text, c numeric, d date, e bool, ia int4[], ta text[]);
CREATE TYPE pair AS (x int4, y text);
CREATE FUNCTION named(a int4, b text DEFAULT 'x', c bool DEFAULT true) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION many(a text, VARIADIC r int4[]) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION over_loaded(int4, numeric) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION over_loaded(numeric, int4) RETURNS text LANGUAGE sql AS 'SELECT ''x''::text';
CREATE FUNCTION both_arrays(anyarray, anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $2';
CREATE FUNCTION same(anyelement, anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $2';
CREATE FUNCTION no_array(anynonarray) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION only_enum(anyenum) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION ranged(anyrange, anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $2';
CREATE FUNCTION compat(anycompatible, anycompatible) RETURNS anycompatible LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION compat_array(anycompatible, anycompatiblearray) RETURNS anycompatiblearray LANGUAGE sql AS 'SELECT $2';
CREATE FUNCTION compat_range(anycompatible, anycompatiblerange) RETURNS anycompatible LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION compat_none(anycompatiblenonarray) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION make_array(anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT ARRAY[$1]';
CREATE AGGREGATE my_sum(v int4) (SFUNC = int4pl, STYPE = int4, INITCOND = '0');
CREATE FUNCTION only_array(anyarray) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION only_range(anyrange) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION compat_array_only(anycompatiblearray) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION compat_range_only(anycompatiblerange) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION compat_multirange_only(anycompatiblemultirange) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION returns_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION set_of(int4, int4) RETURNS SETOF bool LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR =*= (LEFTARG = int4, RIGHTARG = int4, FUNCTION = set_of, COMMUTATOR = |=|);
CREATE TYPE shell_type;
CREATE PROCEDURE proc(int4) LANGUAGE sql AS '';
CREATE PROCEDURE proc2(int4, numeric) LANGUAGE sql AS '';
CREATE PROCEDURE proc2(numeric, int4) LANGUAGE sql AS '';

-- name: Exact :many
-- column lower text
-- column abs int4
-- column round numeric
SELECT lower(b), abs(a), round(c, 2) FROM t;

-- name: Coerced :many
-- column sqrt float8
-- column length int4
-- column to_char text
SELECT sqrt(a), length(b), to_char(d, 'YYYY') FROM t;

-- name: Unknown :many
-- param text
-- column lower text
-- column abs float8
-- column upper text
SELECT lower('X'), abs('1'), upper($1);

-- name: NoFunction :many
SELECT /* ERROR 42883 "function nope(integer) does not exist" */ nope(a) FROM t;

-- name: NoFunctionSchema :many
SELECT /* ERROR 3F000 "schema \"nope\" does not exist" */ nope.f(a) FROM t;

-- name: NoArguments :many
SELECT /* ERROR 42883 "function lower() does not exist" */ lower() FROM t;

-- name: WrongArguments :many
SELECT /* ERROR 42883 "function lower(integer) does not exist" */ lower(a) FROM t;

-- name: Ambiguous :many
SELECT /* ERROR 42725 "function over_loaded(integer, integer) is not unique" */ over_loaded(1, 1);

-- name: AmbiguousUnknown :many
SELECT /* ERROR 42725 "function over_loaded(unknown, unknown) is not unique" */ over_loaded('1', '1');

-- name: Chosen :many
-- column over_loaded int4
-- column over_loaded text
SELECT over_loaded(1, 1.5), over_loaded(1.5, 1);

-- name: Defaults :many
-- column named int4
-- column named int4
SELECT named(1), named(1, 'y');

-- name: Named :many
-- param int4
-- column named int4
-- column named int4
SELECT named(1, c => false), named(b => 'x', a => $1);

-- name: NamedTwice :many
SELECT named(a => 1, /* ERROR 42601 "argument name \"a\" used more than once" */ a => 2);

-- name: NamedBeforePositional :many
SELECT named(a => 1, /* ERROR 42601 "positional argument cannot follow named argument" */ 'x');

-- name: NamedUnknown :many
SELECT /* ERROR 42883 "function named(integer, z => integer) does not exist" */ named(1, z => 2);

-- name: NamedMissing :many
SELECT /* ERROR 42883 "function named(b => unknown) does not exist" */ named(b => 'x');

-- name: Variadic :many
-- param int4
-- column many int4
-- column many int4
-- column many int4
SELECT many('x', 1, 2, 3), many('x', VARIADIC ARRAY[1, 2]), many('x', $1, 2);

-- name: VariadicNone :many
SELECT /* ERROR 42883 "function many(unknown) does not exist" */ many('x');

-- name: VariadicNotArray :many
SELECT format('x', VARIADIC /* ERROR 42804 "VARIADIC argument must be an array" */ 1);

-- name: VariadicWrong :many
SELECT many('x', /* ERROR 22P02 "invalid input syntax for type integer: \"y\"" */ 'y', 1);

-- name: ConcatAny :many
-- column concat text
-- column format text
-- column num_nulls int4
SELECT concat(a, b, 1.5, NULL), format('%s', a), num_nulls(a, b) FROM t;

-- name: StarNotAggregate :many
SELECT /* ERROR 42883 "function lower() does not exist" */ lower(*) FROM t;

-- name: DistinctNotAggregate :many
SELECT /* ERROR 42809 "DISTINCT specified, but lower is not an aggregate function" */ lower(DISTINCT b) FROM t;

-- name: OrderNotAggregate :many
SELECT /* ERROR 42809 "ORDER BY specified, but lower is not an aggregate function" */ lower(b ORDER BY a) FROM t;

-- name: FilterNotAggregate :many
SELECT /* ERROR 42809 "FILTER specified, but lower is not an aggregate function" */ lower(b) FILTER (WHERE e) FROM t;

-- name: OverNotAggregate :many
SELECT /* ERROR 42809 "OVER specified, but lower is not a window function nor an aggregate function" */ lower(b) OVER () FROM t;

-- name: WithinNotAggregate :many
SELECT /* ERROR 42883 "function lower(text, integer) does not exist" */ lower(b) WITHIN GROUP (ORDER BY a) FROM t;

-- name: WithinMissing :many
SELECT /* ERROR 42883 "function percentile_cont(numeric) does not exist" */ percentile_cont(0.5) FROM t;

-- name: WithinMissingMode :many
SELECT /* ERROR 42809 "WITHIN GROUP is required for ordered-set aggregate mode" */ mode(a) FROM t;

-- name: WithinWrong :many
SELECT /* ERROR 42883 "function sum(integer, integer) does not exist" */ sum(a) WITHIN GROUP (ORDER BY a) FROM t;

-- name: OrderedSet :many
-- column percentile_cont float8
-- column mode text
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY b) FROM t;

-- name: OrderedSetOver :many
SELECT /* ERROR 0A000 "OVER is not supported for ordered-set aggregate percentile_cont" */ percentile_cont(0.5) WITHIN GROUP (ORDER BY a) OVER () FROM t;

-- name: OrderedSetDirect :many
SELECT /* ERROR 42883 "function percentile_cont(numeric, numeric, integer) does not exist" */ percentile_cont(0.5, 0.6) WITHIN GROUP (ORDER BY a) FROM t;

-- name: Hypothetical :many
-- column rank int8
SELECT rank(1) WITHIN GROUP (ORDER BY a) FROM t;

-- name: HypotheticalCount :many
SELECT /* ERROR 42883 "function rank(integer, integer, integer) does not exist" */ rank(1, 2) WITHIN GROUP (ORDER BY a) FROM t;

-- name: HypotheticalTypes :many
SELECT rank(/* ERROR 42804 "WITHIN GROUP types integer and text cannot be matched" */ 'x'::text) WITHIN GROUP (ORDER BY a) FROM t;

-- name: WindowNoOver :many
SELECT /* ERROR 42809 "window function row_number requires an OVER clause" */ row_number() FROM t;

-- name: WindowWithin :many
SELECT /* ERROR 0A000 "OVER is not supported for ordered-set aggregate rank" */ rank() WITHIN GROUP (ORDER BY a) OVER () FROM t;

-- name: WindowFilter :many
SELECT /* ERROR 0A000 "FILTER is not implemented for non-aggregate window functions" */ row_number() FILTER (WHERE e) OVER () FROM t;

-- name: WindowDistinct :many
SELECT /* ERROR 0A000 "DISTINCT is not implemented for window functions" */ count(DISTINCT a) OVER () FROM t;

-- name: WindowOrder :many
SELECT /* ERROR 0A000 "aggregate ORDER BY is not implemented for window functions" */ array_agg(a ORDER BY b) OVER () FROM t;

-- name: WindowSet :many
SELECT sum(/* ERROR 0A000 "window function calls cannot contain set-returning function calls" */ generate_series(1, a)) OVER () FROM t;

-- name: AggregateStar :many
SELECT /* ERROR 42809 "count(*) must be used to call a parameterless aggregate function" */ count() FROM t;

-- name: AggregateStarWindow :many
SELECT /* ERROR 42809 "count(*) must be used to call a parameterless aggregate function" */ count() OVER () FROM t;

-- name: AggregateNamed :many
SELECT /* ERROR 42883 "function sum(x => integer) does not exist" */ sum(x => a) FROM t;

-- name: AggregateTwoOrders :many
SELECT /* ERROR 42883 "function string_agg(text) does not exist" */ string_agg(b ORDER BY a, ',') FROM t;

-- name: Aggregates :many
-- column sum int8
-- column avg numeric
-- column max text
-- column count int8
-- column string_agg text
-- column array_agg int4[]
-- column bool_and bool
SELECT sum(a), avg(a), max(b), count(*), string_agg(b, ',' ORDER BY a), array_agg(DISTINCT a), bool_and(e) FROM t;

-- name: Procedure :many
SELECT /* ERROR 42809 "proc(integer) is a procedure" */ proc(1);

-- name: CallFunction :many
CALL /* ERROR 42809 "lower(unknown) is not a procedure" */ lower('x');

-- name: CallMissing :many
CALL proc(/* ERROR 22007 "invalid input syntax for type date: \"x\"" */ 'x'::date);

-- name: CallAmbiguous :many
CALL /* ERROR 42725 "procedure proc2(integer, integer) is not unique" */ proc2(1, 1);

-- name: CastForm :many
-- column int4 int4
-- column text text
-- column date date
-- column regtype regtype
SELECT int4(c), text(a), date('2024-01-01'), regtype('int4') FROM t;

-- name: CastFormNot :many
SELECT /* ERROR 42883 "function date(integer) does not exist" */ date(a) FROM t;

-- name: ColumnForm :many
-- column x int4
-- column y text
SELECT x(ROW(1, 'a')::pair), (ROW(1, 'a')::pair).y;

-- name: TooMany :many
SELECT /* ERROR 54023 "cannot pass more than 100 arguments to a function" */ concat(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1);

-- name: SetInJoin :many
SELECT 1 FROM t JOIN t u ON /* ERROR 0A000 "set-returning functions are not allowed in JOIN conditions" */ generate_series(1, 2) = 1;

-- name: SetInWhere :many
SELECT 1 FROM t WHERE /* ERROR 0A000 "set-returning functions are not allowed in WHERE" */ generate_series(1, 2) = 1;

-- name: SetInHaving :many
SELECT 1 FROM t HAVING /* ERROR 0A000 "set-returning functions are not allowed in HAVING" */ generate_series(1, 2) = 1;

-- name: SetInLimit :many
SELECT 1 FROM t LIMIT /* ERROR 0A000 "set-returning functions are not allowed in LIMIT" */ generate_series(1, 2);

-- name: SetInFrame :many
SELECT sum(a) OVER (ORDER BY a ROWS /* ERROR 0A000 "set-returning functions are not allowed in window definitions" */ generate_series(1, 2) PRECEDING) FROM t;

-- name: SetInUpdate :many
UPDATE t SET a = /* ERROR 0A000 "set-returning functions are not allowed in UPDATE" */ generate_series(1, 2);

-- name: SetInReturning :many
UPDATE t SET a = 1 RETURNING /* ERROR 0A000 "set-returning functions are not allowed in RETURNING" */ generate_series(1, 2);

-- name: SetInValues :many
VALUES (/* ERROR 0A000 "set-returning functions are not allowed in VALUES" */ generate_series(1, 2)), (1);

-- name: SetInMerge :many
MERGE INTO t USING t u ON true WHEN MATCHED AND /* ERROR 0A000 "set-returning functions are not allowed in MERGE WHEN conditions" */ generate_series(1, 2) = 1 THEN DELETE;

-- name: SetInCall :many
CALL proc(/* ERROR 0A000 "set-returning functions are not allowed in CALL arguments" */ generate_series(1, 2));

-- name: SetInFilter :many
SELECT count(*) FILTER (WHERE /* ERROR 0A000 "set-returning functions are not allowed in FILTER" */ generate_series(1, 2) = 1) FROM t;

-- name: SetInArbiter :many
INSERT INTO t (a) VALUES (1) ON CONFLICT (/* ERROR 0A000 "set-returning functions are not allowed in index expressions" */ generate_series(1, 2)) DO NOTHING;

-- name: SetInArbiterWhere :many
INSERT INTO t (a) VALUES (1) ON CONFLICT (a) WHERE /* ERROR 0A000 "set-returning functions are not allowed in index predicates" */ generate_series(1, 2) = 1 DO NOTHING;

-- name: SetInTarget :many
-- column generate_series int4
-- column unnest int4
SELECT generate_series(1, a), unnest(ia) FROM t ORDER BY generate_series(1, a);

-- name: SetInCase :many
SELECT CASE WHEN e THEN /* ERROR 0A000 "set-returning functions are not allowed in CASE" */ generate_series(1, 2) END FROM t;

-- name: SetInCoalesce :many
SELECT COALESCE(/* ERROR 0A000 "set-returning functions are not allowed in COALESCE" */ generate_series(1, 2), 0) FROM t;

-- name: AggregateInArbiter :many
INSERT INTO t (a) VALUES (1) ON CONFLICT (/* ERROR 42803 "aggregate functions are not allowed in index expressions" */ max(a)) DO NOTHING;

-- name: AggregateInArbiterWhere :many
INSERT INTO t (a) VALUES (1) ON CONFLICT (a) WHERE /* ERROR 42803 "aggregate functions are not allowed in index predicates" */ max(a) = 1 DO NOTHING;

-- name: GroupingInArbiter :many
INSERT INTO t (a) VALUES (1) ON CONFLICT ((/* ERROR 42803 "grouping operations are not allowed in index expressions" */ grouping(a))) DO NOTHING;

-- name: WindowInArbiter :many
INSERT INTO t (a) VALUES (1) ON CONFLICT ((/* ERROR 42P20 "window functions are not allowed in index expressions" */ sum(a) OVER ())) DO NOTHING;

-- name: WindowInArbiterWhere :many
INSERT INTO t (a) VALUES (1) ON CONFLICT (a) WHERE /* ERROR 42P20 "window functions are not allowed in index predicates" */ sum(a) OVER () = 1 DO NOTHING;

-- name: SubqueryInArbiterWhere :many
INSERT INTO t (a) VALUES (1) ON CONFLICT (a) WHERE /* ERROR 0A000 "cannot use subquery in index predicate" */ EXISTS (SELECT 1) DO NOTHING;

-- name: AggregateInRange :many
SELECT sum(a) OVER (ORDER BY a RANGE /* ERROR 42803 "aggregate functions are not allowed in window RANGE" */ max(a) PRECEDING) FROM t;

-- name: AggregateInGroups :many
SELECT sum(a) OVER (ORDER BY a GROUPS /* ERROR 42803 "aggregate functions are not allowed in window GROUPS" */ max(a) PRECEDING) FROM t;

-- name: GroupingInRows :many
SELECT sum(a) OVER (ORDER BY a ROWS /* ERROR 42803 "grouping operations are not allowed in window ROWS" */ grouping(a) PRECEDING) FROM t GROUP BY a;

-- name: WindowInMerge :many
MERGE INTO t USING t u ON true WHEN MATCHED AND /* ERROR 42P20 "window functions are not allowed in MERGE WHEN conditions" */ sum(t.a) OVER () = 1 THEN DELETE;

-- name: GroupingInMerge :many
MERGE INTO t USING t u ON true WHEN MATCHED AND /* ERROR 42803 "grouping operations are not allowed in MERGE WHEN conditions" */ grouping(t.a) = 1 THEN DELETE;

-- name: WindowInCall :many
CALL proc(/* ERROR 42P20 "window functions are not allowed in CALL arguments" */ row_number() OVER ());

-- name: GroupingInFrom :many
SELECT * FROM t, generate_series(1, /* ERROR 42803 "grouping operations are not allowed in functions in FROM" */ grouping(t.a)) g;

-- name: Polymorphic :many
-- column both_arrays int4
-- column same int4
-- column make_array text[]
-- column array_append text[]
SELECT both_arrays(ia, 1), same(a, 2), make_array(b), array_append(ta, 'x') FROM t;

-- name: PolymorphicUnlike :many
SELECT /* ERROR 42883 "function same(integer, text) does not exist" */ same(a, b) FROM t;

-- name: PolymorphicElement :many
SELECT /* ERROR 42883 "function both_arrays(integer[], text) does not exist" */ both_arrays(ia, 'x'::text) FROM t;

-- name: PolymorphicNotArray :many
SELECT /* ERROR 42883 "function both_arrays(integer, integer) does not exist" */ both_arrays(a, 1) FROM t;

-- name: PolymorphicUnknown :many
-- error 42804 "could not determine polymorphic type because input has type unknown"
SELECT same('a', 'b');

-- name: PolymorphicNonArray :many
SELECT /* ERROR 42883 "function no_array(integer[]) does not exist" */ no_array(ia) FROM t;

-- name: PolymorphicEnum :many
SELECT /* ERROR 42883 "function only_enum(integer) does not exist" */ only_enum(a) FROM t;

-- name: PolymorphicRange :many
-- param int4
-- column ranged int4
-- column ranged int4
SELECT ranged(int4range(1, 2), 1), ranged(int4range(1, 2), $1);

-- name: PolymorphicRangeWrong :many
SELECT /* ERROR 42883 "function ranged(int4range, text) does not exist" */ ranged(int4range(1, 2), 'x'::text);

-- name: PolymorphicNotRange :many
SELECT /* ERROR 42883 "function ranged(integer, integer) does not exist" */ ranged(1, 1);

-- name: PolymorphicNoArrayType :many
-- error 42704 "could not find array type for data type integer[]"
SELECT make_array(ARRAY[1]), make_array(NULL::trigger);

-- name: Compatible :many
SELECT compat(1, 1.5), compat(a, /* ERROR 22P02 "invalid input syntax for type integer: \"x\"" */ 'x'), compat_array(1, ARRAY[1.5]), compat(NULL, NULL) FROM t;

-- name: CompatibleUnlike :many
SELECT /* ERROR 42883 "function compat(integer, text) does not exist" */ compat(a, b) FROM t;

-- name: CompatibleArray :many
SELECT /* ERROR 42883 "function compat_array(text, integer[]) does not exist" */ compat_array(b, ia) FROM t;

-- name: CompatibleRange :many
SELECT /* ERROR 42883 "function compat_range(numeric, int4range) does not exist" */ compat_range(1.5, int4range(1, 2));

-- name: CompatibleRangeNot :many
SELECT /* ERROR 42883 "function compat_range(integer, integer) does not exist" */ compat_range(1, 2);

-- name: CompatibleNonArray :many
SELECT /* ERROR 42883 "function compat_none(integer[]) does not exist" */ compat_none(ia) FROM t;

-- name: CompatibleUnknownArray :many
-- column compat_array text[]
SELECT compat_array('1', NULL);

-- name: Operator :many
-- param text
-- column ?column? int4
-- column ?column? numeric
-- column ?column? text
-- column ?column? int4[]
-- column ?column? int4
-- column ?column? bool
-- column ?column? bool
SELECT a + 1, c * a, b || 'x', ia || 1, d - d, a = ANY (ia), b LIKE $1 FROM t;

-- name: OperatorMissing :many
SELECT b /* ERROR 42883 "operator does not exist: text + integer" */ + a FROM t;

-- name: OperatorAmbiguous :many
SELECT '1' /* ERROR 42725 "operator is not unique: unknown + unknown" */ + '2';

-- name: OperatorPrefixAmbiguous :many
SELECT /* ERROR 42725 "operator is not unique: ~ unknown" */ ~ '1';

-- name: OperatorSchema :many
-- column ?column? int4
SELECT 1 OPERATOR(pg_catalog.+) 2;

-- name: OperatorSchemaMissing :many
SELECT 1 /* ERROR 3F000 "schema \"nope\" does not exist" */ OPERATOR(nope.+) 2;

-- name: AnyNotArray :many
SELECT a /* ERROR 42809 "op ANY/ALL (array) requires array on right side" */ = ANY (b) FROM t;

-- name: AnyNotBoolean :many
SELECT a /* ERROR 42809 "op ANY/ALL (array) requires operator to yield boolean" */ + ANY (ia) FROM t;

-- name: AnyUnknown :many
-- column ?column? bool
SELECT a = ANY ('{1,2}') FROM t;

-- name: AnyParameter :many
-- param int4[]
-- param text[]
-- column ?column? int4
SELECT 1 FROM t WHERE a = ANY ($1) AND b <> ALL ($2);

-- name: InconsistentParameter :many
SELECT $1::int4 + 1, /* ERROR 42883 "function lower(integer) does not exist" */ lower($1);

-- name: ParameterZero :many
SELECT /* ERROR 42P02 "there is no parameter $0" */ $0;

-- name: ParameterTwoContexts :many
-- param int4
-- column a int4
SELECT a FROM t WHERE a = $1 AND c > $1;

-- name: NullIf :many
-- param text
-- column nullif int4
-- column nullif text
SELECT NULLIF(a, 1), NULLIF(b, $1) FROM t;

-- name: TypeMissing :many
SELECT a::/* ERROR 42704 "type \"nope\" does not exist" */ nope FROM t;

-- name: TypeMissingSchema :many
SELECT a::/* ERROR 3F000 "schema \"nope\" does not exist" */ nope.int4 FROM t;

-- name: TypeModifier :many
-- column b varchar
-- column c numeric
-- column d timestamp
SELECT b::varchar(3), c::numeric(4, 1), d::timestamp(3) FROM t;

-- name: TypeModifierNot :many
SELECT a::/* ERROR 42601 "type modifier is not allowed for type \"int4\"" */ int4(3) FROM t;

-- name: TypeModifierInvalid :many
SELECT b::/* ERROR 22023 "length for type varchar must be at least 1" */ varchar(0) FROM t;

-- name: TypeModifierNumeric :many
SELECT c::/* ERROR 22023 "NUMERIC precision 2000 must be between 1 and 1000" */ numeric(2000, 1) FROM t;

-- name: TypeModifierExpression :many
SELECT b::/* ERROR 22P02 "invalid input syntax for type integer: \"now\"" */ bpchar(now) FROM t;

-- name: TypeCast :many
-- column a text
-- column b int4
-- column c int4
-- column int4 int4[]
-- column d timestamptz
SELECT a::text, b::int4, c::int4, '{1}'::int4[], d::timestamptz FROM t;

-- name: TypeCastNot :many
SELECT d/* ERROR 42846 "cannot cast type date to integer" */ ::int4 FROM t;

-- name: TypeCastRecord :many
SELECT ROW(1, 'x')::pair, ROW(1)/* ERROR 42846 "cannot cast type record to pair" */ ::pair;

-- name: TypeOfColumn :many
SELECT '1'::/* ERROR 3F000 "schema \"t\" does not exist" */ t.a%TYPE;

-- name: RowTooWide :many
SELECT ROW(1, 'x', 2)/* ERROR 42846 "cannot cast type record to pair" */ ::pair;

-- name: RowField :many
SELECT ROW(d, 'x')/* ERROR 42846 "cannot cast type record to pair" */ ::pair FROM t;

-- name: CollationMissing :many
SELECT b /* ERROR 42704 "collation \"nope\" for encoding \"UTF8\" does not exist" */ COLLATE nope FROM t;

-- name: CollationMismatch :many
SELECT b COLLATE "C" < b /* ERROR 42P21 "collation mismatch between explicit collations \"C\" and \"POSIX\"" */ COLLATE "POSIX" FROM t;

-- name: CollationImplicit :many
-- column max text
SELECT max(x) FROM (SELECT b COLLATE "C" AS x FROM t) s;

-- name: BooleanSet :many
SELECT 1 FROM t WHERE NOT /* ERROR 0A000 "set-returning functions are not allowed in WHERE" */ generate_series(1, 2);

-- name: GroupingInRange :many
SELECT sum(a) OVER (ORDER BY a RANGE /* ERROR 42803 "grouping operations are not allowed in window RANGE" */ grouping(a) PRECEDING) FROM t GROUP BY a;

-- name: GroupingInGroups :many
SELECT sum(a) OVER (ORDER BY a GROUPS /* ERROR 42803 "grouping operations are not allowed in window GROUPS" */ grouping(a) PRECEDING) FROM t GROUP BY a;

-- name: GroupingInCall :many
CALL proc(/* ERROR 42803 "grouping operations are not allowed in CALL arguments" */ grouping(1));

-- name: GroupingOfOwnLevelInFrom :many
-- column ?column? int4
SELECT (SELECT 1 FROM generate_series(1, grouping(t.a)) g) FROM t GROUP BY a;

-- name: NotSetInAnd :many
SELECT /* ERROR 42804 "argument of AND must not return a set" */ generate_series(1, 2) > 1 AND e FROM t;

-- name: NotSetReallyInAnd :many
SELECT 1 FROM t WHERE e AND /* ERROR 0A000 "set-returning functions are not allowed in WHERE" */ unnest(ARRAY[true]);

-- name: NotOrderedSet :many
SELECT /* ERROR 42883 "function sum(integer, text) does not exist" */ sum(a) WITHIN GROUP (ORDER BY b) FROM t;

-- name: WindowWithinGroup :many
SELECT /* ERROR 42883 "function ntile(integer, integer) does not exist" */ ntile(1) WITHIN GROUP (ORDER BY a) FROM t;

-- name: AggregateNamedArgument :many
SELECT /* ERROR 0A000 "aggregates cannot use named arguments" */ my_sum(v => a) FROM t;

-- name: NullIfNoEquality :many
SELECT /* ERROR 42883 "operator does not exist: json = json" */ NULLIF('1'::json, '2'::json);

-- name: NullIfSet :many
-- column nullif int4
SELECT NULLIF(generate_series(1, 2), 1);

-- name: DistinctFromSet :many
-- column ?column? bool
SELECT generate_series(1, 2) IS DISTINCT FROM 1;

-- name: ShellType :many
SELECT 'x'::/* ERROR 42704 "type \"shell_type\" is only a shell" */ shell_type;

-- name: TypeModifierNotConstant :many
SELECT b::/* ERROR 42704 "type \"with_mod\" does not exist" */ with_mod(ARRAY[1]) FROM t;

-- name: CompatibleUnknownOnly :many
-- column compat_array_only int4
SELECT compat_array_only(NULL);

-- name: CompatibleRangeUnknown :many
-- error 42804 "could not determine polymorphic type anycompatiblerange because input has type unknown"
SELECT compat_range_only(NULL);

-- name: CompatibleMultirangeUnknown :many
-- error 42804 "could not determine polymorphic type anycompatiblemultirange because input has type unknown"
SELECT compat_multirange_only(NULL);

-- name: CompatibleRangeMismatch :many
SELECT /* ERROR 42883 "function compat_range(text, int4range) does not exist" */ compat_range('x'::text, int4range(1, 2));

-- name: CompatibleNonArrayUnknown :many
-- column compat_none int4
SELECT compat_none(NULL);

-- name: AnyArrayUnknown :many
-- error 42804 "could not determine polymorphic type because input has type unknown"
SELECT only_array(NULL);

-- name: AnyRangeUnknown :many
-- error 42804 "could not determine polymorphic type because input has type unknown"
SELECT only_range(NULL);

-- name: PseudoInFrom :many
SELECT * FROM /* ERROR 42804 "function \"returns_trigger\" in FROM has unsupported return type trigger" */ returns_trigger();

-- name: CollationImplicitMismatch :many
-- column ?column? bool
SELECT c1 < c2 FROM (SELECT b COLLATE "C" AS c1, b COLLATE "POSIX" AS c2 FROM t) s;

-- name: CollationImplicitInFunction :many
-- column lower text
SELECT lower(c1 || c2) FROM (SELECT b COLLATE "C" AS c1, b COLLATE "POSIX" AS c2 FROM t) s;

-- name: NameListInCollation :many
SELECT b COLLATE pg_catalog."C", b /* ERROR 3F000 "schema \"nope\" does not exist" */ COLLATE nope."C" FROM t;

-- name: RowCompare :many
-- column ?column? bool
-- column ?column? bool
SELECT (a, b) < (1, 'x'), ROW(a, e) = ROW(1, true) FROM t;

-- name: RowCompareCount :many
SELECT (a, b) /* ERROR 42601 "unequal number of entries in row expressions" */ < (1, 'x', 2) FROM t;

-- name: OperatorShell :many
SELECT 1 /* ERROR 42883 "operator is only a shell: integer |=| integer" */ |=| 2;

-- name: AnySetOperator :many
SELECT 1 /* ERROR 42809 "op ANY/ALL (array) requires operator not to return a set" */ =*= ANY (ARRAY[1]);
