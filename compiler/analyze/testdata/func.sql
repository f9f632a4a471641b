-- func.sql: calls: look-up, overloading, named and variadic arguments, defaults, aggregates, set-returning functions.
CREATE FUNCTION two(a int4, b int4 DEFAULT 2, c text DEFAULT 'x') RETURNS text LANGUAGE sql AS 'SELECT c';
CREATE FUNCTION joined(sep text, VARIADIC parts text[]) RETURNS text LANGUAGE sql AS 'SELECT sep';
CREATE FUNCTION over(a int4) RETURNS int4 LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION over(a text) RETURNS text LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION twice(a float8) RETURNS float8 LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION amb(a int4, b float8) RETURNS int4 LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION amb(a float8, b int4) RETURNS int4 LANGUAGE sql AS 'SELECT b';
CREATE PROCEDURE proc(a int4) LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION many() RETURNS SETOF int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION outs(OUT a int4, OUT b text) LANGUAGE sql AS 'SELECT 1, NULL::text';
CREATE TABLE pair (a int4, b text);
CREATE FUNCTION label(p pair) RETURNS text LANGUAGE sql AS 'SELECT p.b';

-- name: Defaults :many
-- column two text
-- column two text
-- column two text
SELECT two(1), two(1, 3), two(1, 2, 'y');

-- name: TooFew :many
SELECT /* ERROR 42883 "function two() does not exist" */ two();

-- name: Named :many
-- column two text
-- column two text
-- column two text
SELECT two(a => 1), two(1, c => 'y'), two(c => 'y', a => 1);

-- name: NamedUnknown :many
SELECT /* ERROR 42883 "function two(integer, d => integer) does not exist" */ two(1, d => 2);

-- name: NamedTwice :many
SELECT two(1, b => 2, /* ERROR 42601 "argument name \"b\" used more than once" */ b => 3);

-- name: PositionalAfterNamed :many
SELECT two(a => 1, /* ERROR 42601 "positional argument cannot follow named argument" */ 2);

-- name: Variadic :many
-- column joined text
-- column joined text
SELECT joined(',', 'a', 'b'), joined(',', VARIADIC ARRAY['a']);

-- name: VariadicMismatch :many
SELECT /* ERROR 42883 "function joined(unknown, integer, integer) does not exist" */ joined(',', 1, 2);

-- name: OverloadInt :many
-- column over int4
-- column over text
-- column over int4
SELECT over(1), over('x'), over(1::int2);

-- name: OverloadNone :many
SELECT /* ERROR 42883 "function over(timestamp with time zone) does not exist" */ over(now());

-- name: Ambiguous :many
SELECT /* ERROR 42725 "function amb(integer, integer) is not unique" */ amb(1, 1);

-- name: ParameterType :many
-- param float8
-- param text
-- column twice float8
-- column over text
SELECT twice($1), over($2::text);

-- name: NoFunction :many
SELECT /* ERROR 42883 "function nosuch(integer) does not exist" */ nosuch(1);

-- name: NoSchema :many
SELECT /* ERROR 3F000 "schema \"nosuch\" does not exist" */ nosuch.f(1);

-- name: WrongArguments :many
SELECT /* ERROR 42883 "function upper(integer, integer) does not exist" */ upper(1, 2);

-- name: ProcedureInSelect :many
SELECT /* ERROR 42809 "proc(integer) is a procedure" */ proc(1);

-- name: StarOnFunction :many
SELECT /* ERROR 42883 "function upper() does not exist" */ upper(*);

-- name: DistinctOnFunction :many
SELECT /* ERROR 42809 "DISTINCT specified, but upper is not an aggregate function" */ upper(DISTINCT 'x');

-- name: OverOnFunction :many
SELECT /* ERROR 42809 "OVER specified, but upper is not a window function nor an aggregate function" */ upper('x') OVER ();

-- name: FilterOnFunction :many
SELECT /* ERROR 42809 "FILTER specified, but upper is not an aggregate function" */ upper('x') FILTER (WHERE true);

-- name: WindowWithoutOver :many
SELECT /* ERROR 42809 "window function row_number requires an OVER clause" */ row_number();

-- name: AggregateStarMissing :many
SELECT /* ERROR 42809 "count(*) must be used to call a parameterless aggregate function" */ count();

-- name: OrderedSet :many
-- column percentile_cont float8
-- column rank int8
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a), rank(1) WITHIN GROUP (ORDER BY a) FROM pair;

-- name: OrderedSetMissing :many
SELECT /* ERROR 42883 "function percentile_cont(numeric) does not exist" */ percentile_cont(0.5) FROM pair;

-- name: OrderedSetDirectArgs :many
SELECT /* ERROR 42883 "function percentile_cont(numeric, numeric, integer) does not exist" */ percentile_cont(0.5, 0.6) WITHIN GROUP (ORDER BY a) FROM pair;

-- name: NotOrderedSet :many
SELECT /* ERROR 42883 "function sum(integer, integer) does not exist" */ sum(a) WITHIN GROUP (ORDER BY a) FROM pair;

-- name: HypotheticalCount :many
SELECT /* ERROR 42883 "function rank(integer, integer, integer) does not exist" */ rank(1, 2) WITHIN GROUP (ORDER BY a) FROM pair;

-- name: SrfInWhere :many
SELECT 1 WHERE /* ERROR 0A000 "set-returning functions are not allowed in WHERE" */ many() > 0;

-- name: SrfInTargets :many
-- column many int4
-- column generate_series int4
-- column unnest numeric
SELECT many(), generate_series(1, 3), unnest(ARRAY[1.5]);

-- name: SrfInLimit :many
SELECT 1 LIMIT /* ERROR 0A000 "set-returning functions are not allowed in LIMIT" */ many();

-- name: SrfInCase :many
SELECT CASE WHEN true THEN /* ERROR 0A000 "set-returning functions are not allowed in CASE" */ many() END;

-- name: SrfInAggregate :many
SELECT sum(/* ERROR 0A000 "aggregate function calls cannot contain set-returning function calls" */ many());

-- name: OutArguments :many
-- column outs record
-- column b text
SELECT outs(), (outs()).b;

-- name: Attribute :many
-- column label text
-- column label text
-- column a int4
-- column b text
SELECT p.label, label(p), a(p), (p).b FROM pair p;

-- name: AttributeMissing :many
SELECT /* ERROR 42703 "column p.nosuch does not exist" */ p.nosuch FROM pair p;

-- name: TableFunction :many
-- column x int4
-- column y text
-- column v int4
-- column n int8
SELECT * FROM outs() AS o(x, y), many() WITH ORDINALITY AS m(v, n);
