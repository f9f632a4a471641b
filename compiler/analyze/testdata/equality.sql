-- equality.sql: constructs that need "=" to be an ordinary boolean operator, on a type where it is not.
CREATE TYPE odd AS (x int4);
CREATE TYPE many AS (x int4);
CREATE FUNCTION odd_eq(odd, odd) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE OPERATOR = (LEFTARG = odd, RIGHTARG = odd, FUNCTION = odd_eq);
CREATE FUNCTION many_eq(many, many) RETURNS SETOF bool LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR = (LEFTARG = many, RIGHTARG = many, FUNCTION = many_eq);
CREATE TABLE t (o odd, m many, a int4);
CREATE TABLE r (t t);
CREATE SEQUENCE s;

-- name: NullIf :many
SELECT /* ERROR 42804 "NULLIF requires = operator to yield boolean" */ nullif(o, o) FROM t;

-- name: NullIfSet :many
SELECT /* ERROR 42804 "NULLIF must not return a set" */ nullif(m, m) FROM t;

-- name: Distinct :many
SELECT o /* ERROR 42804 "IS DISTINCT FROM requires = operator to yield boolean" */ IS DISTINCT FROM o FROM t;

-- name: DistinctSet :many
SELECT m /* ERROR 42804 "IS DISTINCT FROM must not return a set" */ IS DISTINCT FROM m FROM t;

-- name: RowSet :many
SELECT ROW(m, a) /* ERROR 42804 "row comparison operator must not return a set" */ = ROW(m, a) FROM t;

-- name: Case :many
SELECT CASE o /* ERROR 42804 "argument of CASE/WHEN must be type boolean, not type integer" */ WHEN o THEN 1 END FROM t;

-- name: In :many
SELECT /* ERROR 42804 "argument of IN must be type boolean, not type integer" */ o IN (o) FROM t;

-- name: SystemColumnOfField :exec
UPDATE r SET /* ERROR 42703 "cannot assign to system column \"ctid\"" */ t.ctid = '(0,1)';

-- name: WholeRowOfSequence :many
-- error 42809 "relation \"s\" does not have a composite type"
SELECT s FROM s;
