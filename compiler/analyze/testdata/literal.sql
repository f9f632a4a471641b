-- literal.sql: literals: the input functions of their types refuse them where they stand.
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN short AS varchar(3);
CREATE TYPE pair AS (a int4, b mood);

-- name: Int :many
SELECT /* ERROR 22P02 "invalid input syntax for type integer: \"12x\"" */ '12x'::int4;

-- name: IntRange :many
SELECT /* ERROR 22003 "value \"2147483648\" is out of range for type integer" */ '2147483648'::int4;

-- name: IntHex :many
-- column int4 int4
SELECT '0x1F'::int4;

-- name: Smallint :many
SELECT /* ERROR 22003 "value \"40000\" is out of range for type smallint" */ '40000'::int2;

-- name: Bigint :many
SELECT /* ERROR 22003 "value \"9223372036854775808\" is out of range for type bigint" */ '9223372036854775808'::int8;

-- name: Numeric :many
SELECT /* ERROR 22P02 "invalid input syntax for type numeric: \"1.2.3\"" */ '1.2.3'::numeric;

-- name: NumericNaN :many
-- column numeric numeric
SELECT 'NaN'::numeric;

-- name: Float :many
SELECT /* ERROR 22003 "\"1e400\" is out of range for type double precision" */ '1e400'::float8;

-- name: Bool :many
SELECT /* ERROR 22P02 "invalid input syntax for type boolean: \"maybe\"" */ 'maybe'::bool;

-- name: BoolPrefix :many
-- column bool bool
SELECT 'tr'::bool;

-- name: UUID :many
SELECT /* ERROR 22P02 "invalid input syntax for type uuid: \"123\"" */ '123'::uuid;

-- name: Date :many
SELECT /* ERROR 22008 "date/time field value out of range: \"2024-02-30\"" */ '2024-02-30'::date;

-- name: DateMonth :many
SELECT /* ERROR 22008 "date/time field value out of range: \"2024-13-01\"" */ '2024-13-01'::date;

-- name: DateWords :many
-- column date date
SELECT 'Jan 5, 2024 BC'::date;

-- name: DateSpecial :many
-- column date date
SELECT 'infinity'::date;

-- name: DateYearTwoDigits :many
SELECT /* ERROR 22007 "invalid input syntax for type date: \"99-08-Jan\"" */ '99-08-Jan'::date;

-- name: DateRange :many
SELECT /* ERROR 22008 "date out of range: \"5874898-01-01\"" */ '5874898-01-01'::date;

-- name: Timestamp :many
SELECT /* ERROR 22008 "date/time field value out of range: \"2024-01-01 25:00\"" */ '2024-01-01 25:00'::timestamp;

-- name: TimestampISO :many
-- column timestamp timestamp
SELECT '20240105T040506'::timestamp;

-- name: TimestamptzZone :many
SELECT /* ERROR 22023 "time zone \"mars/olympus\" not recognized" */ '2024-01-01 00:00 Mars/Olympus'::timestamptz;

-- name: TimestamptzOffset :many
SELECT /* ERROR 22009 "time zone displacement out of range: \"2024-01-01 00:00+20\"" */ '2024-01-01 00:00+20'::timestamptz;

-- name: TimestamptzAbbrev :many
-- column timestamptz timestamptz
SELECT '2024-01-01 10:00 PST'::timestamptz;

-- name: Time :many
SELECT /* ERROR 22008 "date/time field value out of range: \"24:00:01\"" */ '24:00:01'::time;

-- name: TimePM :many
-- column time time
SELECT '12:30 PM'::time;

-- name: Timetz :many
-- column timetz timetz
SELECT '04:05:06-08'::timetz;

-- name: Interval :many
SELECT /* ERROR 22007 "invalid input syntax for type interval: \"1 fortnight\"" */ '1 fortnight'::interval;

-- name: IntervalISO :many
-- column interval interval
SELECT 'P1Y2M3DT4H5M6S'::interval;

-- name: IntervalOverflow :many
SELECT /* ERROR 22015 "interval field value out of range: \"9999999999 days\"" */ '9999999999 days'::interval;

-- name: IntervalSQL :many
SELECT /* ERROR 22015 "interval field value out of range: \"1-13\"" */ '1-13'::interval year to month;

-- name: JSON :many
SELECT /* ERROR 22P02 "invalid input syntax for type json" */ '{"a":}'::json;

-- name: JSONB :many
SELECT /* ERROR 22P02 "invalid input syntax for type json" */ '[1,2'::jsonb;

-- name: JSONPath :many
SELECT /* ERROR 42601 "syntax error at or near \"?\" of jsonpath input" */ '$.a[?'::jsonpath;

-- name: JSONPathRoot :many
SELECT /* ERROR 42601 "@ is not allowed in root expressions" */ '@.a'::jsonpath;

-- name: JSONPathGood :many
-- column jsonpath jsonpath
SELECT 'strict $.a[*] ? (@.b > 1 && exists(@.c)).size()'::jsonpath;

-- name: Inet :many
SELECT /* ERROR 22P02 "invalid input syntax for type inet: \"1.2.3.4/33\"" */ '1.2.3.4/33'::inet;

-- name: Cidr :many
SELECT /* ERROR 22P02 "invalid cidr value: \"1.2.3.4/24\"" */ '1.2.3.4/24'::cidr;

-- name: Bit :many
SELECT /* ERROR 22P02 "\"2\" is not a valid binary digit" */ '102'::bit(3);

-- name: Bytea :many
SELECT /* ERROR 22023 "invalid hexadecimal digit: \"z\"" */ '\xzz'::bytea;

-- name: Array :many
SELECT /* ERROR 22P02 "malformed array literal: \"{1,2\"" */ '{1,2'::int4[];

-- name: ArrayElement :many
SELECT /* ERROR 22P02 "invalid input syntax for type integer: \"x\"" */ '{1,x}'::int4[];

-- name: ArrayRagged :many
SELECT /* ERROR 22P02 "malformed array literal: \"{{1,2},{3}}\"" */ '{{1,2},{3}}'::int4[];

-- name: ArrayBounds :many
SELECT /* ERROR 22P02 "malformed array literal: \"[1:3]={1,2}\"" */ '[1:3]={1,2}'::int4[];

-- name: Range :many
SELECT /* ERROR 22000 "range lower bound must be less than or equal to range upper bound" */ '[2,1]'::int4range;

-- name: RangeShape :many
SELECT /* ERROR 22P02 "malformed range literal: \"[1,2\"" */ '[1,2'::int4range;

-- name: Multirange :many
SELECT /* ERROR 22P02 "malformed multirange literal: \"{[1,2],\"" */ '{[1,2],'::int4multirange;

-- name: Enum :many
SELECT /* ERROR 22P02 "invalid input value for enum mood: \"happy\"" */ 'happy'::mood;

-- name: Domain :many
-- column short public.short
SELECT 'abcdef'::short;

-- name: Composite :many
-- column pair public.pair
SELECT '(1,sad)'::pair;

-- name: CompositeBad :many
SELECT /* ERROR 22P02 "invalid input value for enum mood: \"glad\"" */ '(1,glad)'::pair;

-- name: CompositeShape :many
SELECT /* ERROR 22P02 "malformed record literal: \"(1\"" */ '(1'::pair;

-- name: Regclass :many
SELECT /* ERROR 42P01 "relation \"nosuch\" does not exist" */ 'nosuch'::regclass;

-- name: Regtype :many
-- column regtype regtype
SELECT 'int4[]'::regtype;

-- name: RegtypeBad :many
SELECT /* ERROR 42704 "type \"nosuch[]\" does not exist" */ 'nosuch[]'::regtype;

-- name: Regprocedure :many
-- column regprocedure regprocedure
SELECT 'upper(text)'::regprocedure;

-- name: RegprocedureBad :many
SELECT /* ERROR 42883 "function \"upper(int4)\" does not exist" */ 'upper(int4)'::regprocedure;

-- name: Tsquery :many
SELECT /* ERROR 42601 "no operand in tsquery: \"a & \"" */ 'a & '::tsquery;

-- name: Tsvector :many
SELECT /* ERROR 42601 "wrong position info in tsvector: \"a:0\"" */ 'a:0'::tsvector;

-- name: Record :many
SELECT /* ERROR 0A000 "input of anonymous composite types is not implemented" */ '(1)'::record;

-- name: Point :many
SELECT /* ERROR 22P02 "invalid input syntax for type point: \"(1,2\"" */ '(1,2'::point;

-- name: Money :many
SELECT /* ERROR 22P02 "invalid input syntax for type money: \"x\"" */ 'x'::money;

-- name: BigNumbers :many
-- column ?column? int4
-- column ?column? int8
-- column ?column? numeric
-- column ?column? numeric
-- column ?column? numeric
-- column ?column? int4
-- column ?column? int4
SELECT 2147483647, 2147483648, 9223372036854775808, 1.5, 1e3, 0x7fffffff, 1_000;

-- name: BitStrings :many
-- column ?column? bit
-- column ?column? bit
SELECT b'101', x'1f';

-- name: StringStaysText :many
-- column ?column? text
-- column ?column? text
-- column ?column? bool
SELECT 'x', NULL, true;

-- name: FloatNaNPayload :many
-- column float8 float8
SELECT 'NaN(1_a)'::float8;

-- name: FloatNaNPayloadBad :many
SELECT /* ERROR 22P02 "invalid input syntax for type double precision: \"nan(+)\"" */ 'nan(+)'::float8;

-- name: MoneyWithoutDigits :many
-- column money money
-- column money money
-- column money money
SELECT ''::money, '.'::money, '-$'::money;

-- name: MoneyTwoPoints :many
SELECT /* ERROR 22P02 "invalid input syntax for type money: \"1.2.3\"" */ '1.2.3'::money;

-- name: MacaddrSigns :many
-- column macaddr macaddr
-- column macaddr macaddr
SELECT '2020-01-01'::macaddr, '20-+1-1-1-2-3'::macaddr;

-- name: MacaddrNegative :many
SELECT /* ERROR 22003 "invalid octet value in \"macaddr\" value: \"20--1-1-1-2-3\"" */ '20--1-1-1-2-3'::macaddr;

-- name: RecordArray :many
-- column ?column? bool
-- column ?column? bool
SELECT pg_class = ANY('{}'), pg_class = ANY('{NULL}') FROM pg_class;

-- name: RecordArrayElement :many
SELECT pg_class = ANY(/* ERROR 0A000 "input of anonymous composite types is not implemented" */ '{1,2}') FROM pg_class;

-- name: RegclassOtherDatabase :many
SELECT /* ERROR 0A000 "cross-database references are not implemented: \"a.b.c\"" */ 'a.b.c'::regclass;

-- name: RegclassTooManyNames :many
SELECT /* ERROR 42601 "improper relation name (too many dotted names): a.b.c.d" */ 'a.b.c.d'::regclass;

-- name: RegprocOtherDatabase :many
SELECT /* ERROR 0A000 "cross-database references are not implemented: a.b.c" */ 'a.b.c'::regproc;

-- name: RegtypeOtherDatabase :many
SELECT /* ERROR 0A000 "cross-database references are not implemented: a.b.c" */ 'a.b.c'::regtype;

-- name: NoTemporarySchema :many
SELECT /* ERROR 3F000 "schema \"pg_temp\" does not exist" */ pg_temp.f(1);

-- name: NoTemporarySchemaOfType :many
SELECT 1::/* ERROR 3F000 "schema \"pg_temp\" does not exist" */ pg_temp.f;
