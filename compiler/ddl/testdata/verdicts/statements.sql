-- statements.sql: what the server refuses of CREATE, ALTER, DROP and COMMENT.
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE pair AS (x int4, y text);
CREATE TYPE nest AS (p pair, m mood);
CREATE DOMAIN posint AS int4 CONSTRAINT positive CHECK (VALUE > 0);
CREATE DOMAIN plain AS int4;
CREATE TABLE t (id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int4 UNIQUE, b text, c nest[], d posint[], e plain, n int4 NOT NULL);
CREATE UNIQUE INDEX t_expr ON t ((a + 1));
CREATE UNIQUE INDEX t_partial ON t (a) WHERE b IS NULL;
CREATE UNIQUE INDEX t_desc ON t (a DESC);
CREATE UNIQUE INDEX t_good ON t (n, a);
CREATE INDEX t_plain ON t (b);
CREATE TABLE par (id int4, at date) PARTITION BY RANGE (at);
CREATE TABLE par1 PARTITION OF par FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE typed OF pair;
CREATE VIEW v AS SELECT a, b FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t;
CREATE TABLE used (a int4, b text, c int4);
CREATE FUNCTION uses() RETURNS int4 BEGIN ATOMIC SELECT a FROM used; END;
CREATE FUNCTION calls() RETURNS int4 RETURN uses();
CREATE FUNCTION same(pair, pair) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR === (LEFTARG = pair, RIGHTARG = pair, FUNCTION = same);
CREATE RULE r AS ON INSERT TO used DO ALSO NOTIFY x;
CREATE FUNCTION trig() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trig();
CREATE SCHEMA other;
----
DROP TABLE used; -- 2BP01 cannot drop table used because other objects depend on it
DROP TABLE used CASCADE; -- ok
DROP FUNCTION uses(); -- 2BP01 cannot drop function uses() because other objects depend on it
DROP FUNCTION calls(); -- ok
ALTER TABLE used DROP COLUMN a; -- 2BP01 cannot drop column a of table used because other objects depend on it
ALTER TABLE used DROP COLUMN b; -- ok
ALTER TABLE used ALTER a TYPE int8; -- 0A000 cannot alter type of a column used by a function or procedure
ALTER TABLE used ALTER b TYPE varchar(3); -- ok
CREATE OR REPLACE FUNCTION uses() RETURNS int4 RETURN 1; -- ok
CREATE FUNCTION f(a int4) RETURNS int4 RETURN a + nope; -- 42703 51 column "nope" does not exist
CREATE FUNCTION f(a int4) RETURNS int4 BEGIN ATOMIC SELECT nope.a FROM t; END; -- 42P01 60 missing FROM-clause entry for table "nope"
CREATE FUNCTION f(a int4) RETURNS int4 RETURN a + 1; -- ok
CREATE PROCEDURE f(a int4) BEGIN ATOMIC INSERT INTO nope VALUES (a); END; -- 42P01 53 relation "nope" does not exist
CREATE FUNCTION f() RETURNS int4 LANGUAGE sql; -- 42P13 no function body specified
CREATE FUNCTION f() RETURNS int4 LANGUAGE sql AS 'SELECT 1' RETURN 1; -- 42P13 duplicate function body specified
CREATE FUNCTION f() RETURNS int4 LANGUAGE plpgsql RETURN 1; -- 42P13 inline SQL function body only valid for language SQL
CREATE FUNCTION f() RETURNS int4 LANGUAGE sql AS 'a', 'b'; -- 42P13 only one AS item needed for language "sql"
CREATE FUNCTION f() RETURNS int4 LANGUAGE sql LANGUAGE sql AS 'SELECT 1'; -- 42601 47 conflicting or redundant options
CREATE FUNCTION f() RETURNS int4 STRICT IMMUTABLE STABLE LANGUAGE sql AS 'SELECT 1'; -- 42601 51 conflicting or redundant options
CREATE FUNCTION f(a int4) RETURNS anyelement LANGUAGE sql AS 'SELECT 1'; -- 42P13 cannot determine result data type
CREATE FUNCTION f(a anyrange) RETURNS anyelement LANGUAGE sql AS 'SELECT lower(a)'; -- ok
CREATE FUNCTION f(a anyelement) RETURNS anyrange LANGUAGE plpgsql AS 'BEGIN END'; -- 42P13 cannot determine result data type
CREATE FUNCTION f(a anyelement, OUT b anycompatible) LANGUAGE plpgsql AS 'BEGIN END'; -- 42P13 cannot determine result data type
CREATE FUNCTION f(a int4 DEFAULT 'x') RETURNS int4 LANGUAGE sql AS 'SELECT 1'; -- 22P02 34 invalid input syntax for type integer: "x"
CREATE FUNCTION f(a int4 DEFAULT now()) RETURNS int4 LANGUAGE sql AS 'SELECT 1'; -- 42804 34 argument of DEFAULT must be type integer, not type timestamp with time zone
CREATE FUNCTION f(a int4 DEFAULT 1.5) RETURNS int4 LANGUAGE sql AS 'SELECT 1'; -- ok
CREATE FUNCTION f(a int8 DEFAULT 1) RETURNS int4 LANGUAGE sql AS 'SELECT 1'; -- ok
CREATE FUNCTION f(a pair DEFAULT 'x') RETURNS int4 LANGUAGE sql AS 'SELECT 1'; -- 22P02 34 malformed record literal: "x"
CREATE FUNCTION f(a anyelement DEFAULT 1) RETURNS int4 LANGUAGE sql AS 'SELECT 1'; -- ok
CREATE FUNCTION f(a int4 DEFAULT $1) RETURNS int4 LANGUAGE sql AS 'SELECT 1'; -- 42P02 34 there is no parameter $1
CREATE FUNCTION f() RETURNS nope.x LANGUAGE sql AS 'SELECT 1'; -- 3F000 schema "nope" does not exist
CREATE PROCEDURE f(a int4 DEFAULT 1, OUT b int4) LANGUAGE sql AS 'SELECT 1'; -- 42P13 procedure OUT parameters cannot appear after one with a default value
CREATE VIEW w AS SELECT $1::int4; -- 42P02 25 there is no parameter $1
CREATE TABLE w AS SELECT $1::int4 AS a; -- 42P02 26 there is no parameter $1
CREATE TABLE w (a int4 CHECK (a > $1)); -- 42P02 35 there is no parameter $1
CREATE TABLE w (a int4 DEFAULT $1); -- 42P02 32 there is no parameter $1
CREATE INDEX ON t (a) WHERE a > $1; -- 42P02 33 there is no parameter $1
CREATE DOMAIN w AS int4 CHECK (VALUE > $1); -- 42P02 there is no parameter $1
CREATE DOMAIN w AS int4 DEFAULT 'x'; -- 22P02 invalid input syntax for type integer: "x"
CREATE DOMAIN w AS int4 DEFAULT now(); -- 42804 column "w" is of type integer but default expression is of type timestamp with time zone
CREATE DOMAIN mood AS nope; -- 42710 type "mood" already exists
CREATE TYPE mood AS (a nope); -- 42710 type "mood" already exists
CREATE TYPE mood AS ENUM ('a', 'a'); -- 42710 type "mood" already exists
ALTER DOMAIN posint SET DEFAULT 'x'; -- 22P02 invalid input syntax for type integer: "x"
ALTER DOMAIN posint SET DEFAULT a; -- 0A000 cannot use column reference in DEFAULT expression
ALTER DOMAIN posint DROP DEFAULT; -- ok
ALTER DOMAIN posint SET NOT NULL; -- 0A000 cannot alter type "posint" because column "t.d" uses it
ALTER DOMAIN posint ADD CHECK (VALUE < 9); -- 0A000 cannot alter type "posint" because column "t.d" uses it
ALTER DOMAIN posint ADD CHECK (VALUE < 9) NOT VALID; -- ok
ALTER DOMAIN plain ADD CHECK (VALUE < 9); -- ok
ALTER DOMAIN posint RENAME CONSTRAINT nope TO p; -- 42704 constraint "nope" for domain posint does not exist
ALTER DOMAIN posint RENAME CONSTRAINT positive TO p; -- ok
ALTER DOMAIN nope.x SET NOT NULL; -- 3F000 schema "nope" does not exist
ALTER TYPE pair ALTER ATTRIBUTE x TYPE int8; -- 0A000 cannot alter type "pair" because column "t.c" uses it
ALTER TYPE nest ALTER ATTRIBUTE m TYPE text; -- 0A000 cannot alter type "nest" because column "t.c" uses it
ALTER TYPE nope.x RENAME TO y; -- 3F000 schema "nope" does not exist
ALTER TABLE v ADD COLUMN x int4; -- 42809 ALTER action ADD COLUMN cannot be performed on relation "v"
ALTER TABLE par1 ADD COLUMN x int4; -- 42809 cannot add column to a partition
ALTER TABLE typed ADD COLUMN z int4; -- 42809 cannot add column to typed table
ALTER TABLE t ALTER a TYPE int4; -- 0A000 cannot alter type of a column used by a view or rule
ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX t_expr; -- 42809 19 index "t_expr" contains expressions
ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX t_partial; -- 42809 19 "t_partial" is a partial index
ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX t_desc; -- 42809 19 index "t_desc" column number 1 does not have default sorting behavior
ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX t_plain; -- 42809 19 "t_plain" is not a unique index
ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX t_a_key; -- 55000 19 index "t_a_key" is already associated with a constraint
ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX t_good; -- ok
ALTER VIEW t RENAME TO x; -- 42809 "t" is not a view
ALTER VIEW mv RENAME TO x; -- 42809 "mv" is not a view
ALTER MATERIALIZED VIEW v RENAME TO x; -- 42809 "v" is not a materialized view
ALTER TABLE v RENAME TO x; -- ok
ALTER VIEW t ALTER a SET DEFAULT 1; -- 42809 "t" is not a view
ALTER OPERATOR === (pair, pair) SET SCHEMA other; -- ok
ALTER OPERATOR === (nope, pair) SET SCHEMA other; -- 42704 type "nope" does not exist
ALTER OPERATOR === (pair, pair) SET SCHEMA nope; -- 3F000 schema "nope" does not exist
DROP OPERATOR === (nope, pair); -- 42704 type "nope" does not exist
DROP OPERATOR IF EXISTS === (nope, pair); -- ok
DROP INDEX nope; -- 42704 index "nope" does not exist
DROP SEQUENCE nope; -- 42P01 sequence "nope" does not exist
DROP SEQUENCE t_id_seq; -- 2BP01 cannot drop sequence t_id_seq because column id of table t requires it
DROP TYPE nope.x; -- 3F000 schema "nope" does not exist
DROP TYPE IF EXISTS nope.x; -- ok
DROP RULE nope ON used; -- 42704 rule "nope" for relation "used" does not exist
DROP RULE IF EXISTS nope ON used; -- ok
DROP RULE r ON used; -- ok
CREATE RULE r AS ON INSERT TO used DO ALSO NOTHING; -- 42710 rule "r" for relation "used" already exists
CREATE OR REPLACE RULE r AS ON INSERT TO used DO ALSO NOTHING; -- ok
CREATE INDEX IF NOT EXISTS t_plain ON t (nope); -- 42703 column "nope" does not exist
CREATE INDEX IF NOT EXISTS t_plain ON t (a); -- ok
COMMENT ON DOMAIN mood IS 'x'; -- 42809 "mood" is not a domain
COMMENT ON DOMAIN posint IS 'x'; -- ok
COMMENT ON SCHEMA nope IS 'x'; -- 3F000 schema "nope" does not exist
COMMENT ON CONSTRAINT nope ON DOMAIN posint IS 'x'; -- 42704 constraint "nope" for domain posint does not exist
COMMENT ON CONSTRAINT positive ON DOMAIN posint IS 'x'; -- ok
CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trig(); -- 42710 trigger "tr" for relation "t" already exists
CREATE OR REPLACE TRIGGER tr AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION trig(); -- ok
CREATE TRIGGER tr2 BEFORE UPDATE OF nope ON t FOR EACH ROW EXECUTE FUNCTION trig(); -- 42703 column "nope" of relation "t" does not exist
CREATE TRIGGER tr2 INSTEAD OF INSERT ON t FOR EACH ROW EXECUTE FUNCTION trig(); -- 42809 "t" is a table
CREATE TRIGGER tr2 BEFORE INSERT ON v FOR EACH ROW EXECUTE FUNCTION trig(); -- 42809 "v" is a view
CREATE TRIGGER tr2 INSTEAD OF INSERT ON v EXECUTE FUNCTION trig(); -- 0A000 INSTEAD OF triggers must be FOR EACH ROW
CREATE TRIGGER tr2 INSTEAD OF INSERT ON v FOR EACH ROW WHEN (true) EXECUTE FUNCTION trig(); -- 0A000 INSTEAD OF triggers cannot have WHEN conditions
CREATE TRIGGER tr2 INSTEAD OF INSERT ON mv FOR EACH ROW EXECUTE FUNCTION trig(); -- 42809 relation "mv" cannot have triggers
DROP TRIGGER nope ON t; -- 42704 trigger "nope" for table "t" does not exist
DROP TRIGGER IF EXISTS nope ON t; -- ok
DROP TRIGGER tr ON t; -- ok
ALTER TRIGGER nope ON t RENAME TO x; -- 42704 trigger "nope" for table "t" does not exist
ALTER TRIGGER tr ON t RENAME TO tr; -- ok
ALTER TRIGGER tr ON t RENAME TO x; -- ok
COMMENT ON TRIGGER nope ON t IS 'x'; -- 42704 trigger "nope" for table "t" does not exist
COMMENT ON TRIGGER tr ON t IS 'x'; -- ok
ALTER RULE nope ON used RENAME TO x; -- 42704 rule "nope" for relation "used" does not exist
ALTER RULE r ON used RENAME TO x; -- ok
CREATE FUNCTION f() RETURNS void BEGIN ATOMIC END; -- ok
CREATE FUNCTION f() RETURNS int4 BEGIN ATOMIC SELECT 1; SELECT 2; END; -- ok
