-- mutable.sql: what may stand in indexes, generated columns and partition keys.
CREATE TYPE pr AS (a int, b timestamptz);
CREATE TYPE en AS ENUM ('a');
CREATE DOMAIN dts AS timestamptz;
CREATE DOMAIN di AS int;
CREATE TABLE t (a int, b text, n numeric, ts timestamptz, d date, tt timestamp, f float8, r pr, arr int[], tsa timestamptz[], e en, ddts dts, ddi di, j json, c char(3), o oid, rc regclass, ir int4range, iv interval, u uuid, ine inet);
CREATE FUNCTION vol(int) RETURNS int LANGUAGE sql AS 'SELECT $1 + 1';
CREATE FUNCTION volr(int) RETURNS int LANGUAGE sql AS 'SELECT $1 + random()::int';
CREATE FUNCTION vols(int) RETURNS int LANGUAGE sql STRICT AS 'SELECT coalesce($1, 1)';
CREATE FUNCTION volu(int, int) RETURNS int LANGUAGE sql STRICT AS 'SELECT $1 + 1';
CREATE FUNCTION vola(int) RETURNS int LANGUAGE sql STABLE RETURN $1 + 1;
CREATE FUNCTION volp(anyelement) RETURNS text LANGUAGE sql AS 'SELECT $1::text';
CREATE FUNCTION volt(int) RETURNS int LANGUAGE sql AS 'SELECT a FROM t LIMIT 1';
CREATE FUNCTION volc(int) RETURNS int LANGUAGE sql SET search_path = public AS 'SELECT $1 + 1';
CREATE FUNCTION volpl(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE FUNCTION vold(a int DEFAULT 1) RETURNS int8 LANGUAGE sql AS 'SELECT a';
----
CREATE INDEX ON t ((ts::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((d::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((n::text)); -- ok
CREATE INDEX ON t (('x' || n)); -- ok
CREATE INDEX ON t ((n || 'x')); -- ok
CREATE INDEX ON t (('x' || ts)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (('x' || a || b)); -- ok
CREATE INDEX ON t ((r::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((arr::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((tsa::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((b::timestamptz)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((f::text)); -- ok
CREATE INDEX ON t ((e::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((ddts::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((ddi::text)); -- ok
CREATE INDEX ON t ((b::en)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((b::di)); -- ok
CREATE INDEX ON t ((j::text)); -- ok
CREATE INDEX ON t ((c::text)); -- ok
CREATE INDEX ON t ((o::text)); -- ok
CREATE INDEX ON t ((rc::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((ir::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((iv::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((u::text)); -- ok
CREATE INDEX ON t ((ine::text)); -- ok
CREATE INDEX ON t ((arr::text[])); -- ok
CREATE INDEX ON t ((tsa::text[])); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((b::regclass)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((a = ANY('{1}'))); -- ok
CREATE INDEX ON t ((ROW(ts, 1) = ROW(ts, 1))); -- ok
CREATE INDEX ON t ((xmlelement(name x, b)::text)); -- ok
CREATE INDEX ON t ((json_object('a': b)::text)); -- ok
CREATE INDEX ON t ((json_object('a': ts)::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((json_object('a': arr)::text)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((json_object('a': a RETURNING jsonb))); -- ok
CREATE INDEX ON t (to_char(ts, 'x')); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (to_char(tt, 'x')); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((tt > ts)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (quote_literal(n)); -- ok
CREATE INDEX ON t (quote_literal(ts)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((greatest(b, 'x'))); -- ok
CREATE INDEX ON t ((nullif(tt, ts))); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((tt IS DISTINCT FROM ts)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((tt IN (ts, ts))); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((CASE WHEN a = 1 THEN now() END)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (vol(a)); -- ok
CREATE INDEX ON t (volr(a)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (vols(a)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (volu(a, a)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (vola(a)); -- ok
CREATE INDEX ON t (vol(vola(a))); -- ok
CREATE INDEX ON t (volp(a)); -- ok
CREATE INDEX ON t (volp(ts)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (volp(e)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (volt(a)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (volc(a)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (volpl(a)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (vold(a)); -- ok
CREATE INDEX ON t (vold()); -- ok
CREATE INDEX ON t (a) WHERE vol(a) > 1; -- ok
CREATE TABLE g (a int, b int GENERATED ALWAYS AS (vol(a)) STORED); -- ok
CREATE TABLE g2 (a timestamptz, b text GENERATED ALWAYS AS (a::text) STORED); -- 42P17 generation expression is not immutable
CREATE TABLE g3 (a int, b text GENERATED ALWAYS AS ('x' || a) STORED); -- ok
CREATE TABLE g4 (a date, b text GENERATED ALWAYS AS (a || 'x') STORED); -- 42P17 generation expression is not immutable
CREATE INDEX ON t (b) WHERE 1 = 1; -- ok
CREATE INDEX ON t (concat(b, a)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (format('%s', a)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (date_part('year', ts)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (extract(year from tt)); -- ok
CREATE INDEX ON t (age(tt)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((ts AT TIME ZONE 'UTC')); -- ok
CREATE INDEX ON t ((ts::date)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((tt::date)); -- ok
CREATE INDEX ON t ((d + 1)); -- ok
CREATE INDEX ON t ((ts + iv)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t ((tt + iv)); -- ok
CREATE INDEX ON t (to_tsvector(b)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE INDEX ON t (to_tsvector('english', b)); -- ok
CREATE INDEX ON t ((current_user || b)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE TABLE pz (a int, ts timestamptz) PARTITION BY RANGE ((ts::date)); -- 42P17 functions in partition key expression must be marked IMMUTABLE
CREATE TABLE pz (a int, ts timestamptz) PARTITION BY RANGE ((a + 1)); -- ok
CREATE TABLE pz (a int, ts timestamptz) PARTITION BY RANGE ((vol(a))); -- ok
CREATE TABLE pz (a int, EXCLUDE USING btree ((vol(a)) WITH =)); -- ok
CREATE TABLE pz (a int, EXCLUDE USING btree ((volr(a)) WITH =)); -- 42P17 functions in index expression must be marked IMMUTABLE
CREATE TABLE pz (a int, ts timestamptz, EXCLUDE USING btree (a WITH =) WHERE (ts > now())); -- 42P17 functions in index predicate must be marked IMMUTABLE
