-- coerce.sql: conversions: what is implicit, what needs a cast, common types, polymorphic arguments.
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN posint AS int4 CHECK (VALUE > 0);
CREATE DOMAIN short AS varchar(3);
CREATE TABLE pair (a int4, b text);
CREATE TABLE child (c int4) INHERITS (pair);
CREATE TABLE t (i int4, n numeric(5,2), v varchar(10), m mood, p posint, s short, ts timestamptz, ia int4[], r int4range, j jsonb);

-- name: ImplicitNumeric :many
-- column ?column? numeric
-- column ?column? numeric
-- column ?column? float8
-- column ?column? int8
SELECT i + n, i + 1.5, i + 1::float8, 2147483648 + i FROM t;

-- name: TextNeedsCast :many
-- column ?column? text
-- column ?column? text
SELECT i || v, v || 1 FROM t;

-- name: NoImplicitText :many
SELECT i /* ERROR 42883 "operator does not exist: integer + character varying" */ + v FROM t;

-- name: CastImpossible :many
SELECT ts/* ERROR 42846 "cannot cast type timestamp with time zone to integer" */ ::int4 FROM t;

-- name: CastFunctionSyntax :many
-- column int8 int8
-- column text text
-- column float8 float8
-- column mood public.mood
-- column date date
SELECT int8(i), text(v), float8('1.5'), mood('sad'), date(ts) FROM t;

-- name: CaseTypes :many
-- column n numeric
-- column v varchar
SELECT CASE WHEN i > 0 THEN i ELSE n END, CASE WHEN i > 0 THEN NULL ELSE v END FROM t;

-- name: CaseMismatch :many
SELECT CASE WHEN i > 0 THEN /* ERROR 42804 "CASE types character varying and integer cannot be matched" */ i ELSE v END FROM t;

-- name: CoalesceMismatch :many
SELECT coalesce(i, /* ERROR 42804 "COALESCE types integer and timestamp with time zone cannot be matched" */ ts) FROM t;

-- name: UnionTypes :many
-- column i numeric
SELECT i FROM t UNION SELECT n FROM t UNION SELECT '3';

-- name: UnionMismatch :many
SELECT i FROM t UNION SELECT /* ERROR 42804 "UNION types integer and character varying cannot be matched" */ v FROM t;

-- name: DomainArithmetic :many
-- column p public.posint
-- column ?column? int4
-- column ?column? int4
-- column ?column? text
SELECT p, p + p, p + 1, s || s FROM t;

-- name: EnumFromText :many
-- column ?column? bool
-- column ?column? bool
SELECT m = 'sad', m = v::mood FROM t;

-- name: EnumComparedWithText :many
SELECT m /* ERROR 42883 "operator does not exist: mood = character varying" */ = v FROM t;

-- name: LimitWantsInteger :many
SELECT i FROM t LIMIT /* ERROR 22P02 "invalid input syntax for type bigint: \"x\"" */ 'x';

-- name: WhereWantsBoolean :many
SELECT i FROM t WHERE /* ERROR 42804 "argument of WHERE must be type boolean, not type integer" */ i;

-- name: RowToComposite :many
-- column row public.pair
-- column b text
SELECT ROW(1, 'x')::pair, (ROW(1, 'x')::pair).b;

-- name: RowTooShort :many
SELECT ROW(1)/* ERROR 42846 "cannot cast type record to pair" */ ::pair;

-- name: RowTooLong :many
SELECT ROW(1, 2, 3)/* ERROR 42846 "cannot cast type record to pair" */ ::pair;

-- name: RowColumnMismatch :many
SELECT ROW(now(), 2)/* ERROR 42846 "cannot cast type record to pair" */ ::pair;

-- name: ChildToParent :many
-- column child public.pair
SELECT child::pair FROM child;

-- name: ArrayCast :many
-- column ia int8[]
-- column ia text[]
-- column numeric numeric[]
SELECT ia::int8[], ia::text[], '{1,2}'::numeric(5,2)[] FROM t;

-- name: ArrayCastImpossible :many
SELECT ia/* ERROR 42846 "cannot cast type integer[] to timestamp with time zone[]" */ ::timestamptz[] FROM t;

-- name: ArrayElements :many
-- column array numeric[]
-- column array numeric[]
-- column array varchar[]
SELECT ARRAY[1, 2.5], ARRAY[i, n], ARRAY[NULL, v] FROM t;

-- name: ArrayMismatch :many
SELECT ARRAY[i, /* ERROR 42804 "ARRAY types integer and character varying cannot be matched" */ v] FROM t;

-- name: EmptyArray :many
SELECT /* ERROR 42P18 "cannot determine type of empty array" */ ARRAY[];

-- name: AnyElement :many
-- column array_append int4[]
-- column array_append int4[]
SELECT array_append(ia, 3), array_append(ia, NULL) FROM t;

-- name: AnyCompatible :many
-- column array_append numeric[]
-- column array_position int4
SELECT array_append(ia, 1.5), array_position(ia, 1::int2) FROM t;

-- name: AnyCompatibleMismatch :many
SELECT /* ERROR 42883 "function array_append(integer[], character varying) does not exist" */ array_append(ia, v) FROM t;

-- name: AnyElementUnknown :many
-- error 42804 "could not determine polymorphic type because input has type unknown"
SELECT to_jsonb('x');

-- name: AnyRange :many
-- column lower int4
-- column ?column? bool
-- column range_merge int4range
-- column multirange int4multirange
SELECT lower(r), r @> 3, range_merge(r, r), multirange(r) FROM t;

-- name: AnyRangeUnknown :many
-- column lower text
SELECT lower('[1,2]');

-- name: TypmodKept :many
-- column n numeric
-- column n numeric
-- column v varchar
-- column coalesce varchar
SELECT n, n::numeric(3,1), v::varchar(5), coalesce(v, v) FROM t;

-- name: CastTypmodBad :many
SELECT i::/* ERROR 42601 "type modifier is not allowed for type \"int4\"" */ int4(3) FROM t;

-- name: CastToUnknownType :many
SELECT i::/* ERROR 42704 "type \"nosuch\" does not exist" */ nosuch FROM t;

-- name: CastToUnknownSchema :many
SELECT i::/* ERROR 3F000 "schema \"nosuch\" does not exist" */ nosuch.thing FROM t;

-- name: CastToPseudoType :many
SELECT /* ERROR 0A000 "cannot accept a value of type anyarray" */ 'x'::anyarray;

-- name: NumericPrecision :many
SELECT i::/* ERROR 22023 "NUMERIC precision 1001 must be between 1 and 1000" */ numeric(1001) FROM t;

-- name: VarcharLength :many
SELECT v::/* ERROR 22023 "length for type varchar must be at least 1" */ varchar(0) FROM t;

-- name: TextFromRow :many
-- column t text
SELECT t::text FROM pair t;
