-- conflict.sql: which unique index ON CONFLICT means; partial indexes need their predicate implied by WHERE.
CREATE TYPE stage AS ENUM ('new', 'paid', 'sent');
CREATE DOMAIN plain AS text;
CREATE DOMAIN short AS text CHECK (length(VALUE) < 10);
CREATE COLLATION loose (provider = icu, locale = 'und', deterministic = false);
CREATE FUNCTION twice(int4) RETURNS int4 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 * 2';
CREATE TABLE tt (k int4, a int4, big int8, num numeric, f float8, b bool, s text, vc varchar(20), e stage, d date,
    ts timestamptz, arr int4[], j jsonb, p plain, sh short, l text COLLATE loose, c text COLLATE "C", tag "char");
CREATE TABLE absent (LIKE tt);
CREATE UNIQUE INDEX ON absent (k) WHERE s IS NULL;
CREATE TABLE present (LIKE tt);
CREATE UNIQUE INDEX ON present (k) WHERE s IS NOT NULL;
CREATE TABLE vnotnull (LIKE tt);
CREATE UNIQUE INDEX ON vnotnull (k) WHERE vc IS NOT NULL;
CREATE TABLE bool (LIKE tt);
CREATE UNIQUE INDEX ON bool (k) WHERE b;
CREATE TABLE notbool (LIKE tt);
CREATE UNIQUE INDEX ON notbool (k) WHERE NOT b;
CREATE TABLE boolnn (LIKE tt);
CREATE UNIQUE INDEX ON boolnn (k) WHERE b IS NOT NULL;
CREATE TABLE boolis (LIKE tt);
CREATE UNIQUE INDEX ON boolis (k) WHERE b IS TRUE;
CREATE TABLE gt (LIKE tt);
CREATE UNIQUE INDEX ON gt (k) WHERE a > 5;
CREATE TABLE le (LIKE tt);
CREATE UNIQUE INDEX ON le (k) WHERE a <= 5;
CREATE TABLE ne (LIKE tt);
CREATE UNIQUE INDEX ON ne (k) WHERE a <> 5;
CREATE TABLE eq (LIKE tt);
CREATE UNIQUE INDEX ON eq (k) WHERE a = 5;
CREATE TABLE inlist (LIKE tt);
CREATE UNIQUE INDEX ON inlist (k) WHERE a IN (1, 2, 3);
CREATE TABLE notin (LIKE tt);
CREATE UNIQUE INDEX ON notin (k) WHERE a NOT IN (1, 2);
CREATE TABLE ors (LIKE tt);
CREATE UNIQUE INDEX ON ors (k) WHERE a = 1 OR b;
CREATE TABLE dup (LIKE tt);
CREATE UNIQUE INDEX ON dup (k) WHERE (a = 1 AND b) OR (a = 1 AND s IS NULL);
CREATE TABLE ands (LIKE tt);
CREATE UNIQUE INDEX ON ands (k) WHERE a > 1 AND s IS NOT NULL;
CREATE TABLE str (LIKE tt);
CREATE UNIQUE INDEX ON str (k) WHERE s = 'x';
CREATE TABLE strne (LIKE tt);
CREATE UNIQUE INDEX ON strne (k) WHERE s <> 'x';
CREATE TABLE strgt (LIKE tt);
CREATE UNIQUE INDEX ON strgt (k) WHERE c > 'm';
CREATE TABLE vstr (LIKE tt);
CREATE UNIQUE INDEX ON vstr (k) WHERE vc = 'x';
CREATE TABLE vin (LIKE tt);
CREATE UNIQUE INDEX ON vin (k) WHERE vc IN ('x', 'y');
CREATE TABLE loose (LIKE tt);
CREATE UNIQUE INDEX ON loose (k) WHERE l <> 'x';
CREATE TABLE enums (LIKE tt);
CREATE UNIQUE INDEX ON enums (k) WHERE e = 'paid';
CREATE TABLE enumr (LIKE tt);
CREATE UNIQUE INDEX ON enumr (k) WHERE e >= 'paid';
CREATE TABLE bigs (LIKE tt);
CREATE UNIQUE INDEX ON bigs (k) WHERE big > 5;
CREATE TABLE nums (LIKE tt);
CREATE UNIQUE INDEX ON nums (k) WHERE num > 5;
CREATE TABLE numeq (LIKE tt);
CREATE UNIQUE INDEX ON numeq (k) WHERE num = 1.0;
CREATE TABLE floats (LIKE tt);
CREATE UNIQUE INDEX ON floats (k) WHERE f > 0.5;
CREATE TABLE dates (LIKE tt);
CREATE UNIQUE INDEX ON dates (k) WHERE d >= '2024-01-01';
CREATE TABLE stamps (LIKE tt);
CREATE UNIQUE INDEX ON stamps (k) WHERE ts > '2024-01-01 00:00:00+00';
CREATE TABLE arrs (LIKE tt);
CREATE UNIQUE INDEX ON arrs (k) WHERE arr = '{1,2}';
CREATE TABLE js (LIKE tt);
CREATE UNIQUE INDEX ON js (k) WHERE j ? 'a';
CREATE TABLE jnn (LIKE tt);
CREATE UNIQUE INDEX ON jnn (k) WHERE (j->>'a') IS NOT NULL;
CREATE TABLE doms (LIKE tt);
CREATE UNIQUE INDEX ON doms (k) WHERE p = 'x';
CREATE TABLE shorts (LIKE tt);
CREATE UNIQUE INDEX ON shorts (k) WHERE sh = 'x';
CREATE TABLE shortnn (LIKE tt);
CREATE UNIQUE INDEX ON shortnn (k) WHERE sh IS NOT NULL;
CREATE TABLE casen (LIKE tt);
CREATE UNIQUE INDEX ON casen (k) WHERE CASE WHEN b THEN a > 1 ELSE false END;
CREATE TABLE cols (LIKE tt);
CREATE UNIQUE INDEX ON cols (k) WHERE a > k;
CREATE TABLE colsge (LIKE tt);
CREATE UNIQUE INDEX ON colsge (k) WHERE a >= k;
CREATE TABLE colsne (LIKE tt);
CREATE UNIQUE INDEX ON colsne (k) WHERE a <> k;
CREATE TABLE fn (LIKE tt);
CREATE UNIQUE INDEX ON fn (k) WHERE lower(s) = 'x';
CREATE TABLE sqlfn (LIKE tt);
CREATE UNIQUE INDEX ON sqlfn (k) WHERE twice(a) > 4;
CREATE TABLE always (LIKE tt);
CREATE UNIQUE INDEX ON always (k) WHERE true;
CREATE TABLE nested (LIKE tt);
CREATE UNIQUE INDEX ON nested (k) WHERE NOT (a > 5 AND b);
CREATE TABLE tests (LIKE tt);
CREATE UNIQUE INDEX ON tests (k) WHERE b IS NOT FALSE;
CREATE TABLE chars (LIKE tt);
CREATE UNIQUE INDEX ON chars (k) WHERE tag = 'x';
CREATE TABLE ineq100 (LIKE tt);
CREATE UNIQUE INDEX ON ineq100 (k) WHERE a IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100);
CREATE TABLE nn101 (LIKE tt);
CREATE UNIQUE INDEX ON nn101 (k) WHERE a IS NOT NULL;
CREATE TABLE keyed (a int4, b text, c text, d int4, n int4, u text, PRIMARY KEY (a, d), CONSTRAINT keyed_b UNIQUE (b),
    CONSTRAINT later UNIQUE (n) DEFERRABLE, CONSTRAINT positive CHECK (a > 0), CONSTRAINT whole UNIQUE NULLS NOT DISTINCT (u, n),
    CONSTRAINT apart EXCLUDE USING btree (d WITH =), CONSTRAINT ref FOREIGN KEY (b) REFERENCES keyed (b));
CREATE UNIQUE INDEX keyed_lower ON keyed (lower(b), a);
CREATE UNIQUE INDEX keyed_c ON keyed (c COLLATE "C" text_pattern_ops) INCLUDE (d);
CREATE UNIQUE INDEX keyed_twice ON keyed ((a + d), (a + d));
CREATE UNIQUE INDEX keyed_concat ON keyed ((b || '-' || c));
CREATE UNIQUE INDEX keyed_coalesce ON keyed (a, coalesce(b, ''));
CREATE INDEX keyed_plain ON keyed (c, a);
CREATE VIEW keyed_v AS SELECT d AS dd, a AS aa, lower(b) AS lb, b AS bb, c FROM keyed;
CREATE VIEW keyed_vv AS SELECT aa AS x, dd AS y, lb, bb FROM keyed_v WHERE aa > 1;
CREATE VIEW gt_v AS SELECT k AS kk, a AS aa FROM gt;
CREATE TABLE parts (id int4, at date, s text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE UNIQUE INDEX parts_1_s ON parts_1 (s);
CREATE UNIQUE INDEX parts_expr ON parts (at, lower(s)) WHERE id > 5;
CREATE TABLE base (id int4 PRIMARY KEY);
CREATE TABLE derived () INHERITS (base);
CREATE VIEW trig_v AS SELECT a AS n FROM keyed;
CREATE FUNCTION trig() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER instead INSTEAD OF INSERT ON trig_v FOR EACH ROW EXECUTE FUNCTION trig();

-- name: Absent1 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) DO NOTHING;

-- name: Absent2 :many
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE s IS NULL DO NOTHING;

-- name: Absent3 :many
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE s IS NULL AND a > 1 DO NOTHING;

-- name: Absent4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE s IS NULL OR a > 1 DO NOTHING;

-- name: Absent5 :many
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE NOT s IS NOT NULL DO NOTHING;

-- name: Absent6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE s IS DISTINCT FROM NULL DO NOTHING;

-- name: Absent7 :many
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE s IS NOT DISTINCT FROM NULL DO NOTHING;

-- name: Absent8 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE true DO NOTHING;

-- name: Absent9 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE false DO NOTHING;

-- name: Absent10 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE NULL DO NOTHING;

-- name: Absent11 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE num IS NULL DO NOTHING;

-- name: Absent12 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE (s IS NULL) IS TRUE DO NOTHING;

-- name: Absent13 :many
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE (s IS NULL) = true DO NOTHING;

-- name: Absent14 :many
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE true = (s IS NULL) DO NOTHING;

-- name: Absent15 :many
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE (s IS NOT NULL) = false DO NOTHING;

-- name: Absent16 :many
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE (s IS NOT NULL) <> true DO NOTHING;

-- name: Absent17 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE coalesce(s IS NULL, false) DO NOTHING;

-- name: Absent18 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO absent (k) VALUES (1) ON CONFLICT (k) WHERE s = NULL DO NOTHING;

-- name: Present1 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' DO NOTHING;

-- name: Present2 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s > 'x' DO NOTHING;

-- name: Present3 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s LIKE 'x%' DO NOTHING;

-- name: Present4 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE lower(s) = 'x' DO NOTHING;

-- name: Present5 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s IN ('a', 'b') DO NOTHING;

-- name: Present6 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s = ANY ('{}') DO NOTHING;

-- name: Present7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s <> ALL ('{}') DO NOTHING;

-- name: Present8 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s <> ALL ('{a}') DO NOTHING;

-- name: Present9 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s NOT IN ('a') DO NOTHING;

-- name: Present10 :many
-- param text
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s = $1 DO NOTHING;

-- name: Present11 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s IS DISTINCT FROM 'a' DO NOTHING;

-- name: Present12 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s IS NOT DISTINCT FROM 'a' DO NOTHING;

-- name: Present13 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE coalesce(s, 'x') = 'x' DO NOTHING;

-- name: Present14 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s || 'x' = 'ax' DO NOTHING;

-- name: Present15 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE NOT s = 'x' DO NOTHING;

-- name: Present16 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' OR s = 'y' DO NOTHING;

-- name: Present17 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' OR a = 1 DO NOTHING;

-- name: Present18 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' AND a = 1 DO NOTHING;

-- name: Present19 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s::varchar = 'x' DO NOTHING;

-- name: Present20 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE NULL DO NOTHING;

-- name: Present21 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s IS NOT NULL DO NOTHING;

-- name: Present22 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE NOT (s IS NULL) DO NOTHING;

-- name: Present23 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s = NULL DO NOTHING;

-- name: Present24 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE concat(s, 'x') = 'x' DO NOTHING;

-- name: Present25 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE length(s) BETWEEN 1 AND 2 DO NOTHING;

-- name: Present26 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE CASE WHEN s = 'x' THEN true END DO NOTHING;

-- name: Present27 :many
-- param text[]
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s = ANY ($1) DO NOTHING;

-- name: Present28 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s::int4 = 1 DO NOTHING;

-- name: Present29 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE (s = 'x') IS TRUE DO NOTHING;

-- name: Present30 :many
INSERT INTO present (k) VALUES (1) ON CONFLICT (k) WHERE s BETWEEN SYMMETRIC 'a' AND 'b' DO NOTHING;

-- name: Vnotnull1 :many
INSERT INTO vnotnull (k) VALUES (1) ON CONFLICT (k) WHERE vc = 'x' DO NOTHING;

-- name: Vnotnull2 :many
INSERT INTO vnotnull (k) VALUES (1) ON CONFLICT (k) WHERE lower(vc) = 'x' DO NOTHING;

-- name: Vnotnull3 :many
INSERT INTO vnotnull (k) VALUES (1) ON CONFLICT (k) WHERE vc::text LIKE 'x' DO NOTHING;

-- name: Vnotnull4 :many
INSERT INTO vnotnull (k) VALUES (1) ON CONFLICT (k) WHERE vc::bpchar = 'x' DO NOTHING;

-- name: Bool1 :many
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b DO NOTHING;

-- name: Bool2 :many
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b = true DO NOTHING;

-- name: Bool3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b IS TRUE DO NOTHING;

-- name: Bool4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE NOT b DO NOTHING;

-- name: Bool5 :many
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b <> false DO NOTHING;

-- name: Bool6 :many
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE NOT NOT b DO NOTHING;

-- name: Bool7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b = b DO NOTHING;

-- name: Bool8 :many
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b AND a > 1 DO NOTHING;

-- name: Bool9 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b OR a > 1 DO NOTHING;

-- name: Bool10 :many
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE NOT (NOT b OR a < 1) DO NOTHING;

-- name: Bool11 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b IS NOT FALSE DO NOTHING;

-- name: Bool12 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE true DO NOTHING;

-- name: Bool13 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b IS NOT NULL DO NOTHING;

-- name: Bool14 :many
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b = 't' DO NOTHING;

-- name: Bool15 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b = $1 DO NOTHING;

-- name: Bool16 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE CASE WHEN b THEN true ELSE false END DO NOTHING;

-- name: Bool17 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b > false DO NOTHING;

-- name: Bool18 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bool (k) VALUES (1) ON CONFLICT (k) WHERE b >= true DO NOTHING;

-- name: Notbool1 :many
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE NOT b DO NOTHING;

-- name: Notbool2 :many
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE b = false DO NOTHING;

-- name: Notbool3 :many
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE b <> true DO NOTHING;

-- name: Notbool4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE b IS FALSE DO NOTHING;

-- name: Notbool5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE b IS NOT TRUE DO NOTHING;

-- name: Notbool6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE b DO NOTHING;

-- name: Notbool7 :many
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE false = b DO NOTHING;

-- name: Notbool8 :many
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE NOT b AND NOT b DO NOTHING;

-- name: Notbool9 :many
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE b = 'f' DO NOTHING;

-- name: Notbool10 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO notbool (k) VALUES (1) ON CONFLICT (k) WHERE b < true DO NOTHING;

-- name: Boolnn1 :many
INSERT INTO boolnn (k) VALUES (1) ON CONFLICT (k) WHERE b DO NOTHING;

-- name: Boolnn2 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO boolnn (k) VALUES (1) ON CONFLICT (k) WHERE NOT b DO NOTHING;

-- name: Boolnn3 :many
INSERT INTO boolnn (k) VALUES (1) ON CONFLICT (k) WHERE b = true DO NOTHING;

-- name: Boolnn4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO boolnn (k) VALUES (1) ON CONFLICT (k) WHERE b OR NOT b DO NOTHING;

-- name: Boolnn5 :many
INSERT INTO boolnn (k) VALUES (1) ON CONFLICT (k) WHERE b AND a > 1 DO NOTHING;

-- name: Boolis1 :many
INSERT INTO boolis (k) VALUES (1) ON CONFLICT (k) WHERE b IS TRUE DO NOTHING;

-- name: Boolis2 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO boolis (k) VALUES (1) ON CONFLICT (k) WHERE b DO NOTHING;

-- name: Boolis3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO boolis (k) VALUES (1) ON CONFLICT (k) WHERE b = true DO NOTHING;

-- name: Boolis4 :many
INSERT INTO boolis (k) VALUES (1) ON CONFLICT (k) WHERE NOT (b IS NOT TRUE) DO NOTHING;

-- name: Boolis5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO boolis (k) VALUES (1) ON CONFLICT (k) WHERE b IS NOT FALSE DO NOTHING;

-- name: Gt1 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 5 DO NOTHING;

-- name: Gt2 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 7 DO NOTHING;

-- name: Gt3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 3 DO NOTHING;

-- name: Gt4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a >= 5 DO NOTHING;

-- name: Gt5 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a >= 6 DO NOTHING;

-- name: Gt6 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = 6 DO NOTHING;

-- name: Gt7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = 5 DO NOTHING;

-- name: Gt8 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = 6 OR a = 7 DO NOTHING;

-- name: Gt9 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = 6 OR a = 5 DO NOTHING;

-- name: Gt10 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a IN (6, 7) DO NOTHING;

-- name: Gt11 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a IN (5, 6) DO NOTHING;

-- name: Gt12 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE 5 < a DO NOTHING;

-- name: Gt13 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE 7 < a DO NOTHING;

-- name: Gt14 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 5::int8 DO NOTHING;

-- name: Gt15 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 7::int2 DO NOTHING;

-- name: Gt16 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 4::int8 + 2 DO NOTHING;

-- name: Gt17 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a < 3 DO NOTHING;

-- name: Gt18 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a <> 5 DO NOTHING;

-- name: Gt19 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = $1 DO NOTHING;

-- name: Gt20 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY (ARRAY[6, 7]) DO NOTHING;

-- name: Gt21 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY ('{6,7}') DO NOTHING;

-- name: Gt22 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY ('{5,7}') DO NOTHING;

-- name: Gt23 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a BETWEEN 6 AND 9 DO NOTHING;

-- name: Gt24 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a BETWEEN 5 AND 9 DO NOTHING;

-- name: Gt25 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE NOT a <= 5 DO NOTHING;

-- name: Gt26 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE NOT a <= 4 DO NOTHING;

-- name: Gt27 :many
-- param text
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 5 AND s = $1 DO NOTHING;

-- name: Gt28 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 2 AND a > 6 DO NOTHING;

-- name: Gt29 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a::int8 > 7 DO NOTHING;

-- name: Gt30 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 5.5 DO NOTHING;

-- name: Gt31 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 7 OR (a > 6 AND b) DO NOTHING;

-- name: Gt32 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = 6 AND b DO NOTHING;

-- name: Gt33 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > abs(-7) DO NOTHING;

-- name: Gt34 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > twice(3) DO NOTHING;

-- name: Gt35 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > - 7 DO NOTHING;

-- name: Gt36 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > (3 + 3) DO NOTHING;

-- name: Gt37 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > '7' DO NOTHING;

-- name: Gt38 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY (ARRAY[6, $1]) DO NOTHING;

-- name: Gt39 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a IN (6, NULL) DO NOTHING;

-- name: Gt40 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > NULL DO NOTHING;

-- name: Gt41 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a = 6.0 DO NOTHING;

-- name: Gt42 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 7 AND a < 1 DO NOTHING;

-- name: Gt43 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE (a, k) > (6, 1) DO NOTHING;

-- name: Gt44 :many
INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE (a, k) = (6, 1) DO NOTHING;

-- name: Le1 :many
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE a < 5 DO NOTHING;

-- name: Le2 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE a < 6 DO NOTHING;

-- name: Le3 :many
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE a = 5 DO NOTHING;

-- name: Le4 :many
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE a <= 5 DO NOTHING;

-- name: Le5 :many
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE a <= 4 DO NOTHING;

-- name: Le6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE a <= 6 DO NOTHING;

-- name: Le7 :many
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE a < 5 OR a = 5 DO NOTHING;

-- name: Le8 :many
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE a IN (1, 2, 5) DO NOTHING;

-- name: Le9 :many
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE 5 >= a DO NOTHING;

-- name: Le10 :many
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE NOT a > 5 DO NOTHING;

-- name: Le11 :many
INSERT INTO le (k) VALUES (1) ON CONFLICT (k) WHERE NOT 5 < a DO NOTHING;

-- name: Ne1 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a <> 5 DO NOTHING;

-- name: Ne2 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a > 5 DO NOTHING;

-- name: Ne3 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a >= 6 DO NOTHING;

-- name: Ne4 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a < 5 DO NOTHING;

-- name: Ne5 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a = 6 DO NOTHING;

-- name: Ne6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a = 5 DO NOTHING;

-- name: Ne7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a <> 6 DO NOTHING;

-- name: Ne8 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a IN (1, 2) DO NOTHING;

-- name: Ne9 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a NOT IN (5) DO NOTHING;

-- name: Ne10 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a NOT IN (5, 6) DO NOTHING;

-- name: Ne11 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a NOT IN (6, 7) DO NOTHING;

-- name: Ne12 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE NOT a = 5 DO NOTHING;

-- name: Ne13 :many
-- param int4
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a <> ALL (ARRAY[5, $1]) DO NOTHING;

-- name: Ne14 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE 5 <> a DO NOTHING;

-- name: Ne15 :many
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE NOT (a = 5 OR a = 6) DO NOTHING;

-- name: Ne16 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ne (k) VALUES (1) ON CONFLICT (k) WHERE a >= 5 DO NOTHING;

-- name: Eq1 :many
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a = 5 DO NOTHING;

-- name: Eq2 :many
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE 5 = a DO NOTHING;

-- name: Eq3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a >= 5 AND a <= 5 DO NOTHING;

-- name: Eq4 :many
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a IN (5) DO NOTHING;

-- name: Eq5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a IN (5, 6) DO NOTHING;

-- name: Eq6 :many
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a = 5 AND b DO NOTHING;

-- name: Eq7 :many
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a = '5' DO NOTHING;

-- name: Eq8 :many
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a = 5::int8 DO NOTHING;

-- name: Eq9 :many
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY (ARRAY[5]) DO NOTHING;

-- name: Eq10 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a BETWEEN 5 AND 5 DO NOTHING;

-- name: Eq11 :many
INSERT INTO eq (k) VALUES (1) ON CONFLICT (k) WHERE a = 2 + 3 DO NOTHING;

-- name: Inlist1 :many
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 DO NOTHING;

-- name: Inlist2 :many
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a IN (1, 2) DO NOTHING;

-- name: Inlist3 :many
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 OR a = 3 DO NOTHING;

-- name: Inlist4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a IN (1, 4) DO NOTHING;

-- name: Inlist5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a = 4 DO NOTHING;

-- name: Inlist6 :many
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a IN (3, 2, 1) DO NOTHING;

-- name: Inlist7 :many
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY ('{1,2,3}') DO NOTHING;

-- name: Inlist8 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a < 4 DO NOTHING;

-- name: Inlist9 :many
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 AND b DO NOTHING;

-- name: Inlist10 :many
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY (ARRAY[1]) DO NOTHING;

-- name: Inlist11 :many
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY ('{ 1, 2 }') DO NOTHING;

-- name: Inlist12 :many
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY ('{{1}}') DO NOTHING;

-- name: Inlist13 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a IN (1, $1) DO NOTHING;

-- name: Inlist14 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO inlist (k) VALUES (1) ON CONFLICT (k) WHERE a = 2 OR b DO NOTHING;

-- name: Notin1 :many
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE a NOT IN (1, 2) DO NOTHING;

-- name: Notin2 :many
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE a NOT IN (1, 2, 3) DO NOTHING;

-- name: Notin3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE a <> 1 DO NOTHING;

-- name: Notin4 :many
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE a <> 1 AND a <> 2 DO NOTHING;

-- name: Notin5 :many
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE a > 2 DO NOTHING;

-- name: Notin6 :many
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE a = 3 DO NOTHING;

-- name: Notin7 :many
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE a IN (3, 4) DO NOTHING;

-- name: Notin8 :many
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE NOT (a IN (1, 2)) DO NOTHING;

-- name: Notin9 :many
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE NOT (a = 1 OR a = 2) DO NOTHING;

-- name: Notin10 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO notin (k) VALUES (1) ON CONFLICT (k) WHERE a NOT IN (2) DO NOTHING;

-- name: Ors1 :many
INSERT INTO ors (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 DO NOTHING;

-- name: Ors2 :many
INSERT INTO ors (k) VALUES (1) ON CONFLICT (k) WHERE b DO NOTHING;

-- name: Ors3 :many
INSERT INTO ors (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 AND s IS NULL DO NOTHING;

-- name: Ors4 :many
INSERT INTO ors (k) VALUES (1) ON CONFLICT (k) WHERE b OR a = 1 DO NOTHING;

-- name: Ors5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ors (k) VALUES (1) ON CONFLICT (k) WHERE a = 2 DO NOTHING;

-- name: Ors6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ors (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 OR b OR s IS NULL DO NOTHING;

-- name: Ors7 :many
INSERT INTO ors (k) VALUES (1) ON CONFLICT (k) WHERE (a = 1 AND d IS NULL) OR (b AND d IS NULL) DO NOTHING;

-- name: Ors8 :many
INSERT INTO ors (k) VALUES (1) ON CONFLICT (k) WHERE (a = 1 OR b) AND d IS NULL DO NOTHING;

-- name: Ors9 :many
INSERT INTO ors (k) VALUES (1) ON CONFLICT (k) WHERE NOT (a <> 1 AND NOT b) DO NOTHING;

-- name: Dup1 :many
INSERT INTO dup (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 AND (b OR s IS NULL) DO NOTHING;

-- name: Dup2 :many
INSERT INTO dup (k) VALUES (1) ON CONFLICT (k) WHERE (a = 1 AND b) OR (a = 1 AND s IS NULL) DO NOTHING;

-- name: Dup3 :many
INSERT INTO dup (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 AND b DO NOTHING;

-- name: Dup4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO dup (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 DO NOTHING;

-- name: Dup5 :many
INSERT INTO dup (k) VALUES (1) ON CONFLICT (k) WHERE a = 1 AND s IS NULL DO NOTHING;

-- name: Dup6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO dup (k) VALUES (1) ON CONFLICT (k) WHERE b OR s IS NULL DO NOTHING;

-- name: Ands1 :many
INSERT INTO ands (k) VALUES (1) ON CONFLICT (k) WHERE a > 1 AND s = 'x' DO NOTHING;

-- name: Ands2 :many
-- param text
INSERT INTO ands (k) VALUES (1) ON CONFLICT (k) WHERE a = 2 AND lower(s) = $1 DO NOTHING;

-- name: Ands3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ands (k) VALUES (1) ON CONFLICT (k) WHERE a > 1 DO NOTHING;

-- name: Ands4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ands (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' DO NOTHING;

-- name: Ands5 :many
INSERT INTO ands (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' AND a > 3 AND b DO NOTHING;

-- name: Ands6 :many
INSERT INTO ands (k) VALUES (1) ON CONFLICT (k) WHERE s IN ('a','b') AND a IN (2, 3) DO NOTHING;

-- name: Ands7 :many
INSERT INTO ands (k) VALUES (1) ON CONFLICT (k) WHERE length(s) > a AND a > 1 DO NOTHING;

-- name: Str1 :many
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' DO NOTHING;

-- name: Str2 :many
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE 'x' = s DO NOTHING;

-- name: Str3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s = 'y' DO NOTHING;

-- name: Str4 :many
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s IN ('x') DO NOTHING;

-- name: Str5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s IN ('x', 'y') DO NOTHING;

-- name: Str6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s LIKE 'x' DO NOTHING;

-- name: Str7 :many
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x'::text DO NOTHING;

-- name: Str8 :many
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x'::varchar DO NOTHING;

-- name: Str9 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s = $1 DO NOTHING;

-- name: Str10 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s COLLATE "C" = 'x' DO NOTHING;

-- name: Str11 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' COLLATE "C" DO NOTHING;

-- name: Str12 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE lower(s) = 'x' DO NOTHING;

-- name: Str13 :many
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s = lower('X') DO NOTHING;

-- name: Str14 :many
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' || '' DO NOTHING;

-- name: Str15 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s >= 'x' AND s <= 'x' DO NOTHING;

-- name: Str16 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s IS NOT DISTINCT FROM 'x' DO NOTHING;

-- name: Str17 :many
INSERT INTO str (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' AND s = 'y' DO NOTHING;

-- name: Strne1 :many
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE s = 'y' DO NOTHING;

-- name: Strne2 :many
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE s <> 'x' DO NOTHING;

-- name: Strne3 :many
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE s > 'y' DO NOTHING;

-- name: Strne4 :many
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE s IN ('a', 'b') DO NOTHING;

-- name: Strne5 :many
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE s NOT IN ('x', 'y') DO NOTHING;

-- name: Strne6 :many
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE NOT s = 'x' DO NOTHING;

-- name: Strne7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE s <> 'y' DO NOTHING;

-- name: Strne8 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' DO NOTHING;

-- name: Strne9 :many
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE s <> ALL ('{x}') DO NOTHING;

-- name: Strne10 :many
INSERT INTO strne (k) VALUES (1) ON CONFLICT (k) WHERE s <> ALL ('{x,y}') DO NOTHING;

-- name: Strgt1 :many
INSERT INTO strgt (k) VALUES (1) ON CONFLICT (k) WHERE c > 'm' DO NOTHING;

-- name: Strgt2 :many
INSERT INTO strgt (k) VALUES (1) ON CONFLICT (k) WHERE c > 'n' DO NOTHING;

-- name: Strgt3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO strgt (k) VALUES (1) ON CONFLICT (k) WHERE c > 'a' DO NOTHING;

-- name: Strgt4 :many
INSERT INTO strgt (k) VALUES (1) ON CONFLICT (k) WHERE c = 'z' DO NOTHING;

-- name: Strgt5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO strgt (k) VALUES (1) ON CONFLICT (k) WHERE c = 'a' DO NOTHING;

-- name: Strgt6 :many
INSERT INTO strgt (k) VALUES (1) ON CONFLICT (k) WHERE c >= 'n' DO NOTHING;

-- name: Vstr1 :many
INSERT INTO vstr (k) VALUES (1) ON CONFLICT (k) WHERE vc = 'x' DO NOTHING;

-- name: Vstr2 :many
INSERT INTO vstr (k) VALUES (1) ON CONFLICT (k) WHERE vc = 'x'::varchar DO NOTHING;

-- name: Vstr3 :many
INSERT INTO vstr (k) VALUES (1) ON CONFLICT (k) WHERE vc = 'x'::text DO NOTHING;

-- name: Vstr4 :many
INSERT INTO vstr (k) VALUES (1) ON CONFLICT (k) WHERE vc::text = 'x' DO NOTHING;

-- name: Vstr5 :many
INSERT INTO vstr (k) VALUES (1) ON CONFLICT (k) WHERE vc IN ('x') DO NOTHING;

-- name: Vstr6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO vstr (k) VALUES (1) ON CONFLICT (k) WHERE vc IN ('x', 'y') DO NOTHING;

-- name: Vstr7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO vstr (k) VALUES (1) ON CONFLICT (k) WHERE vc = 'y' DO NOTHING;

-- name: Vstr8 :many
INSERT INTO vstr (k) VALUES (1) ON CONFLICT (k) WHERE vc = 'x'::varchar(3) DO NOTHING;

-- name: Vstr9 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO vstr (k) VALUES (1) ON CONFLICT (k) WHERE vc <> 'y' DO NOTHING;

-- name: Vin1 :many
INSERT INTO vin (k) VALUES (1) ON CONFLICT (k) WHERE vc = 'x' DO NOTHING;

-- name: Vin2 :many
INSERT INTO vin (k) VALUES (1) ON CONFLICT (k) WHERE vc IN ('y') DO NOTHING;

-- name: Vin3 :many
INSERT INTO vin (k) VALUES (1) ON CONFLICT (k) WHERE vc IN ('x', 'y') DO NOTHING;

-- name: Vin4 :many
INSERT INTO vin (k) VALUES (1) ON CONFLICT (k) WHERE vc = ANY (ARRAY['x', 'y']) DO NOTHING;

-- name: Vin5 :many
INSERT INTO vin (k) VALUES (1) ON CONFLICT (k) WHERE vc = ANY (ARRAY['x', 'y']::text[]) DO NOTHING;

-- name: Vin6 :many
INSERT INTO vin (k) VALUES (1) ON CONFLICT (k) WHERE vc = ANY ('{x,y}') DO NOTHING;

-- name: Vin7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO vin (k) VALUES (1) ON CONFLICT (k) WHERE vc = 'z' DO NOTHING;

-- name: Vin8 :many
INSERT INTO vin (k) VALUES (1) ON CONFLICT (k) WHERE vc::text = 'x' DO NOTHING;

-- name: Vin9 :many
INSERT INTO vin (k) VALUES (1) ON CONFLICT (k) WHERE vc = ANY (ARRAY['x', 'y']::varchar[]) DO NOTHING;

-- name: Loose1 :many
INSERT INTO loose (k) VALUES (1) ON CONFLICT (k) WHERE l = 'y' DO NOTHING;

-- name: Loose2 :many
INSERT INTO loose (k) VALUES (1) ON CONFLICT (k) WHERE l <> 'x' DO NOTHING;

-- name: Loose3 :many
INSERT INTO loose (k) VALUES (1) ON CONFLICT (k) WHERE l = 'X' DO NOTHING;

-- name: Enums1 :many
INSERT INTO enums (k) VALUES (1) ON CONFLICT (k) WHERE e = 'paid' DO NOTHING;

-- name: Enums2 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO enums (k) VALUES (1) ON CONFLICT (k) WHERE e = 'new' DO NOTHING;

-- name: Enums3 :many
INSERT INTO enums (k) VALUES (1) ON CONFLICT (k) WHERE e IN ('paid') DO NOTHING;

-- name: Enums4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO enums (k) VALUES (1) ON CONFLICT (k) WHERE e::text = 'paid' DO NOTHING;

-- name: Enums5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO enums (k) VALUES (1) ON CONFLICT (k) WHERE e >= 'paid' AND e <= 'paid' DO NOTHING;

-- name: Enums6 :many
INSERT INTO enums (k) VALUES (1) ON CONFLICT (k) WHERE e = 'paid'::stage DO NOTHING;

-- name: Enumr1 :many
INSERT INTO enumr (k) VALUES (1) ON CONFLICT (k) WHERE e = 'paid' DO NOTHING;

-- name: Enumr2 :many
INSERT INTO enumr (k) VALUES (1) ON CONFLICT (k) WHERE e = 'sent' DO NOTHING;

-- name: Enumr3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO enumr (k) VALUES (1) ON CONFLICT (k) WHERE e = 'new' DO NOTHING;

-- name: Enumr4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO enumr (k) VALUES (1) ON CONFLICT (k) WHERE e > 'new' DO NOTHING;

-- name: Enumr5 :many
INSERT INTO enumr (k) VALUES (1) ON CONFLICT (k) WHERE e > 'paid' DO NOTHING;

-- name: Enumr6 :many
INSERT INTO enumr (k) VALUES (1) ON CONFLICT (k) WHERE e IN ('paid', 'sent') DO NOTHING;

-- name: Enumr7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO enumr (k) VALUES (1) ON CONFLICT (k) WHERE e IN ('new', 'sent') DO NOTHING;

-- name: Enumr8 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO enumr (k) VALUES (1) ON CONFLICT (k) WHERE e <> 'new' DO NOTHING;

-- name: Enumr9 :many
INSERT INTO enumr (k) VALUES (1) ON CONFLICT (k) WHERE e >= 'paid' DO NOTHING;

-- name: Bigs1 :many
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE big > 5 DO NOTHING;

-- name: Bigs2 :many
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE big > 7 DO NOTHING;

-- name: Bigs3 :many
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE big = 6 DO NOTHING;

-- name: Bigs4 :many
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE big > 7::int2 DO NOTHING;

-- name: Bigs5 :many
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE big >= 6 DO NOTHING;

-- name: Bigs6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE big > 3 DO NOTHING;

-- name: Bigs7 :many
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE 5 < big DO NOTHING;

-- name: Bigs8 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE big > 7.5 DO NOTHING;

-- name: Bigs9 :many
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE big = ANY (ARRAY[6, 7]) DO NOTHING;

-- name: Bigs10 :many
INSERT INTO bigs (k) VALUES (1) ON CONFLICT (k) WHERE big IN (6, 7::int8) DO NOTHING;

-- name: Nums1 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num > 5 DO NOTHING;

-- name: Nums2 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num > 5.0 DO NOTHING;

-- name: Nums3 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num > 7 DO NOTHING;

-- name: Nums4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num > 4.99 DO NOTHING;

-- name: Nums5 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num = 5.01 DO NOTHING;

-- name: Nums6 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num >= 6 DO NOTHING;

-- name: Nums7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num = 5.0 DO NOTHING;

-- name: Nums8 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num > 7::int8 DO NOTHING;

-- name: Nums9 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num > 'NaN' DO NOTHING;

-- name: Nums10 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num IN (6, 7.5) DO NOTHING;

-- name: Nums11 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num BETWEEN 6 AND 7 DO NOTHING;

-- name: Nums12 :many
INSERT INTO nums (k) VALUES (1) ON CONFLICT (k) WHERE num > 1e3 DO NOTHING;

-- name: Numeq1 :many
INSERT INTO numeq (k) VALUES (1) ON CONFLICT (k) WHERE num = 1 DO NOTHING;

-- name: Numeq2 :many
INSERT INTO numeq (k) VALUES (1) ON CONFLICT (k) WHERE num = 1.00 DO NOTHING;

-- name: Numeq3 :many
INSERT INTO numeq (k) VALUES (1) ON CONFLICT (k) WHERE num = 1.0 DO NOTHING;

-- name: Numeq4 :many
INSERT INTO numeq (k) VALUES (1) ON CONFLICT (k) WHERE num IN (1) DO NOTHING;

-- name: Numeq5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO numeq (k) VALUES (1) ON CONFLICT (k) WHERE num = 2 DO NOTHING;

-- name: Floats1 :many
INSERT INTO floats (k) VALUES (1) ON CONFLICT (k) WHERE f > 0.5 DO NOTHING;

-- name: Floats2 :many
INSERT INTO floats (k) VALUES (1) ON CONFLICT (k) WHERE f > 0.6 DO NOTHING;

-- name: Floats3 :many
INSERT INTO floats (k) VALUES (1) ON CONFLICT (k) WHERE f > 1 DO NOTHING;

-- name: Floats4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO floats (k) VALUES (1) ON CONFLICT (k) WHERE f > 0 DO NOTHING;

-- name: Floats5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO floats (k) VALUES (1) ON CONFLICT (k) WHERE f = 0.5 DO NOTHING;

-- name: Floats6 :many
INSERT INTO floats (k) VALUES (1) ON CONFLICT (k) WHERE f = 0.75 DO NOTHING;

-- name: Floats7 :many
INSERT INTO floats (k) VALUES (1) ON CONFLICT (k) WHERE f > 'Infinity' DO NOTHING;

-- name: Dates1 :many
INSERT INTO dates (k) VALUES (1) ON CONFLICT (k) WHERE d >= '2024-01-01' DO NOTHING;

-- name: Dates2 :many
INSERT INTO dates (k) VALUES (1) ON CONFLICT (k) WHERE d = '2024-06-01' DO NOTHING;

-- name: Dates3 :many
INSERT INTO dates (k) VALUES (1) ON CONFLICT (k) WHERE d > '2024-01-01' DO NOTHING;

-- name: Dates4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO dates (k) VALUES (1) ON CONFLICT (k) WHERE d >= '2023-01-01' DO NOTHING;

-- name: Dates5 :many
INSERT INTO dates (k) VALUES (1) ON CONFLICT (k) WHERE d >= DATE '2025-01-01' DO NOTHING;

-- name: Dates6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO dates (k) VALUES (1) ON CONFLICT (k) WHERE d IS NOT NULL DO NOTHING;

-- name: Dates7 :many
INSERT INTO dates (k) VALUES (1) ON CONFLICT (k) WHERE d = '20240601' DO NOTHING;

-- name: Dates8 :many
INSERT INTO dates (k) VALUES (1) ON CONFLICT (k) WHERE d > '2025-01-01'::timestamp DO NOTHING;

-- name: Dates9 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO dates (k) VALUES (1) ON CONFLICT (k) WHERE d = current_date DO NOTHING;

-- name: Stamps1 :many
INSERT INTO stamps (k) VALUES (1) ON CONFLICT (k) WHERE ts > '2024-01-01 00:00:00+00' DO NOTHING;

-- name: Stamps2 :many
INSERT INTO stamps (k) VALUES (1) ON CONFLICT (k) WHERE ts > '2024-01-01 00:00:00+00' AND a > 1 DO NOTHING;

-- name: Stamps3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO stamps (k) VALUES (1) ON CONFLICT (k) WHERE ts > now() DO NOTHING;

-- name: Arrs1 :many
INSERT INTO arrs (k) VALUES (1) ON CONFLICT (k) WHERE arr = '{1,2}' DO NOTHING;

-- name: Arrs2 :many
INSERT INTO arrs (k) VALUES (1) ON CONFLICT (k) WHERE arr = ARRAY[1, 2] DO NOTHING;

-- name: Arrs3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO arrs (k) VALUES (1) ON CONFLICT (k) WHERE arr @> '{1}' DO NOTHING;

-- name: Js1 :many
INSERT INTO js (k) VALUES (1) ON CONFLICT (k) WHERE j ? 'a' DO NOTHING;

-- name: Js2 :many
INSERT INTO js (k) VALUES (1) ON CONFLICT (k) WHERE j ? 'a' AND a > 1 DO NOTHING;

-- name: Js3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO js (k) VALUES (1) ON CONFLICT (k) WHERE j ? 'b' DO NOTHING;

-- name: Js4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO js (k) VALUES (1) ON CONFLICT (k) WHERE j IS NOT NULL DO NOTHING;

-- name: Js5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO js (k) VALUES (1) ON CONFLICT (k) WHERE j->>'a' = 'x' DO NOTHING;

-- name: Jnn1 :many
INSERT INTO jnn (k) VALUES (1) ON CONFLICT (k) WHERE j->>'a' = 'x' DO NOTHING;

-- name: Jnn2 :many
INSERT INTO jnn (k) VALUES (1) ON CONFLICT (k) WHERE lower(j->>'a') = 'x' DO NOTHING;

-- name: Jnn3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO jnn (k) VALUES (1) ON CONFLICT (k) WHERE j ? 'a' DO NOTHING;

-- name: Jnn4 :many
INSERT INTO jnn (k) VALUES (1) ON CONFLICT (k) WHERE (j->>'a') IS NOT NULL DO NOTHING;

-- name: Jnn5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO jnn (k) VALUES (1) ON CONFLICT (k) WHERE (j->'a'->>'b') = 'x' DO NOTHING;

-- name: Doms1 :many
INSERT INTO doms (k) VALUES (1) ON CONFLICT (k) WHERE p = 'x' DO NOTHING;

-- name: Doms2 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO doms (k) VALUES (1) ON CONFLICT (k) WHERE p = 'y' DO NOTHING;

-- name: Doms3 :many
INSERT INTO doms (k) VALUES (1) ON CONFLICT (k) WHERE p::text = 'x' DO NOTHING;

-- name: Doms4 :many
INSERT INTO doms (k) VALUES (1) ON CONFLICT (k) WHERE p = 'x'::plain DO NOTHING;

-- name: Shorts1 :many
INSERT INTO shorts (k) VALUES (1) ON CONFLICT (k) WHERE sh = 'x' DO NOTHING;

-- name: Shorts2 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO shorts (k) VALUES (1) ON CONFLICT (k) WHERE sh = 'y' DO NOTHING;

-- name: Shorts3 :many
INSERT INTO shorts (k) VALUES (1) ON CONFLICT (k) WHERE sh::text = 'x' DO NOTHING;

-- name: Shorts4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO shorts (k) VALUES (1) ON CONFLICT (k) WHERE sh = 'x'::short DO NOTHING;

-- name: Shortnn1 :many
INSERT INTO shortnn (k) VALUES (1) ON CONFLICT (k) WHERE sh = 'x' DO NOTHING;

-- name: Shortnn2 :many
INSERT INTO shortnn (k) VALUES (1) ON CONFLICT (k) WHERE lower(sh) = 'x' DO NOTHING;

-- name: Shortnn3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO shortnn (k) VALUES (1) ON CONFLICT (k) WHERE a > 1 DO NOTHING;

-- name: Casen1 :many
INSERT INTO casen (k) VALUES (1) ON CONFLICT (k) WHERE CASE WHEN b THEN a > 1 ELSE false END DO NOTHING;

-- name: Casen2 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO casen (k) VALUES (1) ON CONFLICT (k) WHERE b AND a > 1 DO NOTHING;

-- name: Cols1 :many
INSERT INTO cols (k) VALUES (1) ON CONFLICT (k) WHERE a > k DO NOTHING;

-- name: Cols2 :many
INSERT INTO cols (k) VALUES (1) ON CONFLICT (k) WHERE k < a DO NOTHING;

-- name: Cols3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO cols (k) VALUES (1) ON CONFLICT (k) WHERE a >= k DO NOTHING;

-- name: Cols4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO cols (k) VALUES (1) ON CONFLICT (k) WHERE a = k DO NOTHING;

-- name: Cols5 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO cols (k) VALUES (1) ON CONFLICT (k) WHERE a <> k DO NOTHING;

-- name: Cols6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO cols (k) VALUES (1) ON CONFLICT (k) WHERE k > a DO NOTHING;

-- name: Cols7 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO cols (k) VALUES (1) ON CONFLICT (k) WHERE a > k + 1 DO NOTHING;

-- name: Colsge1 :many
INSERT INTO colsge (k) VALUES (1) ON CONFLICT (k) WHERE a > k DO NOTHING;

-- name: Colsge2 :many
INSERT INTO colsge (k) VALUES (1) ON CONFLICT (k) WHERE k < a DO NOTHING;

-- name: Colsge3 :many
INSERT INTO colsge (k) VALUES (1) ON CONFLICT (k) WHERE a = k DO NOTHING;

-- name: Colsge4 :many
INSERT INTO colsge (k) VALUES (1) ON CONFLICT (k) WHERE k = a DO NOTHING;

-- name: Colsge5 :many
INSERT INTO colsge (k) VALUES (1) ON CONFLICT (k) WHERE k <= a DO NOTHING;

-- name: Colsge6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO colsge (k) VALUES (1) ON CONFLICT (k) WHERE a < k DO NOTHING;

-- name: Colsne1 :many
INSERT INTO colsne (k) VALUES (1) ON CONFLICT (k) WHERE a > k DO NOTHING;

-- name: Colsne2 :many
INSERT INTO colsne (k) VALUES (1) ON CONFLICT (k) WHERE k <> a DO NOTHING;

-- name: Colsne3 :many
INSERT INTO colsne (k) VALUES (1) ON CONFLICT (k) WHERE a < k DO NOTHING;

-- name: Colsne4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO colsne (k) VALUES (1) ON CONFLICT (k) WHERE a = k DO NOTHING;

-- name: Colsne5 :many
INSERT INTO colsne (k) VALUES (1) ON CONFLICT (k) WHERE NOT a = k DO NOTHING;

-- name: Fn1 :many
INSERT INTO fn (k) VALUES (1) ON CONFLICT (k) WHERE lower(s) = 'x' DO NOTHING;

-- name: Fn2 :many
INSERT INTO fn (k) VALUES (1) ON CONFLICT (k) WHERE lower(s) IN ('x') DO NOTHING;

-- name: Fn3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO fn (k) VALUES (1) ON CONFLICT (k) WHERE upper(s) = 'X' DO NOTHING;

-- name: Fn4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO fn (k) VALUES (1) ON CONFLICT (k) WHERE s = 'x' DO NOTHING;

-- name: Fn5 :many
INSERT INTO fn (k) VALUES (1) ON CONFLICT (k) WHERE lower(s) = lower('X') DO NOTHING;

-- name: Sqlfn1 :many
INSERT INTO sqlfn (k) VALUES (1) ON CONFLICT (k) WHERE twice(a) > 4 DO NOTHING;

-- name: Sqlfn2 :many
INSERT INTO sqlfn (k) VALUES (1) ON CONFLICT (k) WHERE twice(a) > 6 DO NOTHING;

-- name: Sqlfn3 :many
INSERT INTO sqlfn (k) VALUES (1) ON CONFLICT (k) WHERE a * 2 > 6 DO NOTHING;

-- name: Sqlfn4 :many
INSERT INTO sqlfn (k) VALUES (1) ON CONFLICT (k) WHERE a * 2 > 4 DO NOTHING;

-- name: Always1 :many
INSERT INTO always (k) VALUES (1) ON CONFLICT (k) DO NOTHING;

-- name: Always2 :many
INSERT INTO always (k) VALUES (1) ON CONFLICT (k) WHERE true DO NOTHING;

-- name: Always3 :many
INSERT INTO always (k) VALUES (1) ON CONFLICT (k) WHERE a > 1 DO NOTHING;

-- name: Always4 :many
INSERT INTO always (k) VALUES (1) ON CONFLICT (k) WHERE false DO NOTHING;

-- name: Nested1 :many
INSERT INTO nested (k) VALUES (1) ON CONFLICT (k) WHERE a <= 5 DO NOTHING;

-- name: Nested2 :many
INSERT INTO nested (k) VALUES (1) ON CONFLICT (k) WHERE NOT b DO NOTHING;

-- name: Nested3 :many
INSERT INTO nested (k) VALUES (1) ON CONFLICT (k) WHERE NOT (a > 5 AND b) DO NOTHING;

-- name: Nested4 :many
INSERT INTO nested (k) VALUES (1) ON CONFLICT (k) WHERE a <= 5 OR NOT b DO NOTHING;

-- name: Nested5 :many
INSERT INTO nested (k) VALUES (1) ON CONFLICT (k) WHERE a <= 4 OR NOT b DO NOTHING;

-- name: Nested6 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO nested (k) VALUES (1) ON CONFLICT (k) WHERE b DO NOTHING;

-- name: Nested7 :many
INSERT INTO nested (k) VALUES (1) ON CONFLICT (k) WHERE NOT b OR a < 2 DO NOTHING;

-- name: Tests1 :many
INSERT INTO tests (k) VALUES (1) ON CONFLICT (k) WHERE b IS NOT FALSE DO NOTHING;

-- name: Tests2 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO tests (k) VALUES (1) ON CONFLICT (k) WHERE b IS TRUE DO NOTHING;

-- name: Tests3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO tests (k) VALUES (1) ON CONFLICT (k) WHERE b DO NOTHING;

-- name: Tests4 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO tests (k) VALUES (1) ON CONFLICT (k) WHERE b IS NULL DO NOTHING;

-- name: Tests5 :many
INSERT INTO tests (k) VALUES (1) ON CONFLICT (k) WHERE NOT (b IS FALSE) DO NOTHING;

-- name: Chars1 :many
INSERT INTO chars (k) VALUES (1) ON CONFLICT (k) WHERE tag = 'x' DO NOTHING;

-- name: Chars2 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO chars (k) VALUES (1) ON CONFLICT (k) WHERE tag = 'y' DO NOTHING;

-- name: Chars3 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO chars (k) VALUES (1) ON CONFLICT (k) WHERE tag <> 'y' DO NOTHING;

-- name: Ineq1001 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ineq100 (k) VALUES (1) ON CONFLICT (k) WHERE a = 5 DO NOTHING;

-- name: Ineq1002 :many
INSERT INTO ineq100 (k) VALUES (1) ON CONFLICT (k) WHERE a IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100) DO NOTHING;

-- name: Ineq1003 :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO ineq100 (k) VALUES (1) ON CONFLICT (k) WHERE a IN (1, 2) DO NOTHING;

-- name: Nn1011 :many
INSERT INTO nn101 (k) VALUES (1) ON CONFLICT (k) WHERE a IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100) DO NOTHING;

-- name: Nn1012 :many
INSERT INTO nn101 (k) VALUES (1) ON CONFLICT (k) WHERE a NOT IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100) DO NOTHING;

-- name: Nn1013 :many
INSERT INTO nn101 (k) VALUES (1) ON CONFLICT (k) WHERE a = ANY ('{0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100}') DO NOTHING;

-- name: KeyOrder :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (d, a) DO NOTHING;

-- name: KeyPart :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a) DO NOTHING;

-- name: KeyTwice :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, d, a) DO NOTHING;

-- name: KeyMore :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, d, b) DO NOTHING;

-- name: KeyWhere :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, d) WHERE a > 1 DO NOTHING;

-- name: KeyUnique :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (b) DO NOTHING;

-- name: KeyDeferrable :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (n) DO NOTHING;

-- name: KeyDeferrableConstraint :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ON CONSTRAINT later DO NOTHING;

-- name: KeyNulls :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (u, n) DO NOTHING;

-- name: KeyNullsConstraint :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ON CONSTRAINT whole DO NOTHING;

-- name: KeyCheck :many
-- error 42809 "constraint in ON CONFLICT clause has no associated index"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ON CONSTRAINT positive DO NOTHING;

-- name: KeyForeign :many
-- error 42809 "constraint in ON CONFLICT clause has no associated index"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ON CONSTRAINT ref DO NOTHING;

-- name: KeyExclusion :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ON CONSTRAINT apart DO NOTHING;

-- name: KeyExclusionUpdate :many
-- error 42809 "ON CONFLICT DO UPDATE not supported with exclusion constraints"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ON CONSTRAINT apart DO UPDATE SET a = 1;

-- name: KeyExclusionColumn :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (d) DO NOTHING;

-- name: KeyIndexName :many
-- error 42704 "constraint \"keyed_lower\" for table \"keyed\" does not exist"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ON CONSTRAINT keyed_lower DO NOTHING;

-- name: KeyPrimaryName :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ON CONSTRAINT keyed_pkey DO NOTHING;

-- name: ExprKey :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (lower(b), a) DO NOTHING;

-- name: ExprKeyOrder :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, lower(b)) DO NOTHING;

-- name: ExprKeyOther :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, upper(b)) DO NOTHING;

-- name: ExprKeyMissing :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (lower(b)) DO NOTHING;

-- name: ExprKeyMore :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, lower(b), lower(c)) DO NOTHING;

-- name: ExprKeyCollate :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, lower(b) COLLATE "C") DO NOTHING;

-- name: ExprKeyDefault :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, lower(b) COLLATE "default") DO NOTHING;

-- name: ExprKeyClass :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, lower(b) text_ops) DO NOTHING;

-- name: ExprKeyClassOther :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, lower(b) text_pattern_ops) DO NOTHING;

-- name: ExprKeyInner :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, lower(b COLLATE "C")) DO NOTHING;

-- name: ExprKeyCast :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, lower(b::text)) DO NOTHING;

-- name: ExprKeyVarchar :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, lower(b::varchar)) DO NOTHING;

-- name: ClassKey :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (c) DO NOTHING;

-- name: ClassKeyCollate :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (c COLLATE "C") DO NOTHING;

-- name: ClassKeyDefault :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (c COLLATE "default") DO NOTHING;

-- name: ClassKeyClass :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (c text_pattern_ops) DO NOTHING;

-- name: ClassKeyOther :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (c text_ops) DO NOTHING;

-- name: ClassKeyBoth :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (c COLLATE "C" text_pattern_ops) DO NOTHING;

-- name: ClassKeyVarchar :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (c varchar_pattern_ops) DO NOTHING;

-- name: IncludeKey :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (c, d) DO NOTHING;

-- name: PlainIndex :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (c, a) DO NOTHING;

-- name: SumKey :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ((a + d)) DO NOTHING;

-- name: SumKeyTwice :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ((a + d), (a + d)) DO NOTHING;

-- name: SumKeyFlipped :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ((d + a)) DO NOTHING;

-- name: ConcatKey :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ((b || '-' || c)) DO NOTHING;

-- name: ConcatKeyParens :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (((b || '-') || c)) DO NOTHING;

-- name: ConcatKeyRight :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ((b || ('-' || c))) DO NOTHING;

-- name: ConcatKeyOther :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT ((b || '+' || c)) DO NOTHING;

-- name: CoalesceKey :many
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, coalesce(b, '')) DO NOTHING;

-- name: CoalesceKeyOther :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (a, coalesce(b, 'x')) DO NOTHING;

-- name: CoalesceKeyPart :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed (a) VALUES (1) ON CONFLICT (coalesce(b, '')) DO NOTHING;

-- name: ViewKey :many
INSERT INTO keyed_v (aa) VALUES (1) ON CONFLICT (aa, dd) DO NOTHING;

-- name: ViewKeyPart :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed_v (aa) VALUES (1) ON CONFLICT (aa) DO NOTHING;

-- name: ViewKeyExpr :many
INSERT INTO keyed_v (aa) VALUES (1) ON CONFLICT (aa, lower(bb)) DO NOTHING;

-- name: ViewKeyComputed :many
INSERT INTO keyed_v (aa) VALUES (1) ON CONFLICT (aa, lb) DO NOTHING;

-- name: ViewKeyClass :many
INSERT INTO keyed_v (aa) VALUES (1) ON CONFLICT (c COLLATE "C") DO NOTHING;

-- name: ViewKeyClassOther :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed_v (aa) VALUES (1) ON CONFLICT (c text_ops) DO NOTHING;

-- name: ViewOnView :many
INSERT INTO keyed_vv (x) VALUES (1) ON CONFLICT (x, y) DO NOTHING;

-- name: ViewOnViewExpr :many
INSERT INTO keyed_vv (x) VALUES (1) ON CONFLICT (x, lb) DO NOTHING;

-- name: ViewOnViewUpdate :many
INSERT INTO keyed_vv (x) VALUES (1) ON CONFLICT (x, y) DO UPDATE SET x = excluded.y;

-- name: ViewOnViewPart :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO keyed_vv (x) VALUES (1) ON CONFLICT (y) DO NOTHING;

-- name: ViewWhere :many
INSERT INTO gt_v (kk) VALUES (1) ON CONFLICT (kk) WHERE aa > 7 DO NOTHING;

-- name: ViewWhereOther :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt_v (kk) VALUES (1) ON CONFLICT (kk) WHERE aa > 3 DO NOTHING;

-- name: ViewWhereNone :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO gt_v (kk) VALUES (1) ON CONFLICT (kk) DO NOTHING;

-- name: ViewConstraint :many
-- error 42704 "constraint \"keyed_pkey\" for table \"keyed_v\" does not exist"
INSERT INTO keyed_v (aa) VALUES (1) ON CONFLICT ON CONSTRAINT keyed_pkey DO NOTHING;

-- name: ViewTrigger :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO trig_v (n) VALUES (1) ON CONFLICT (n) DO NOTHING;

-- name: ViewTriggerNone :many
INSERT INTO trig_v (n) VALUES (1) ON CONFLICT  DO NOTHING;

-- name: PartKey :many
INSERT INTO parts (id) VALUES (1) ON CONFLICT (id, at) DO NOTHING;

-- name: PartKeyPart :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO parts (id) VALUES (1) ON CONFLICT (id) DO NOTHING;

-- name: PartChild :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO parts (id) VALUES (1) ON CONFLICT (s) DO NOTHING;

-- name: PartDirect :many
INSERT INTO parts_1 (id) VALUES (1) ON CONFLICT (s) DO NOTHING;

-- name: PartDirectKey :many
INSERT INTO parts_1 (id) VALUES (1) ON CONFLICT (id, at) DO UPDATE SET s = 'x';

-- name: PartExpr :many
INSERT INTO parts (id) VALUES (1) ON CONFLICT (at, lower(s)) WHERE id = 7 DO NOTHING;

-- name: PartExprOther :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO parts (id) VALUES (1) ON CONFLICT (at, lower(s)) WHERE id = 5 DO NOTHING;

-- name: PartExprDirect :many
INSERT INTO parts_1 (id) VALUES (1) ON CONFLICT (lower(s), at) WHERE id > 6 DO NOTHING;

-- name: PartConstraint :many
INSERT INTO parts (id) VALUES (1) ON CONFLICT ON CONSTRAINT parts_pkey DO NOTHING;

-- name: Inherited :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
INSERT INTO derived (id) VALUES (1) ON CONFLICT (id) DO NOTHING;

-- name: InheritedBase :many
INSERT INTO base (id) VALUES (1) ON CONFLICT (id) DO NOTHING;

-- name: InWith :many
-- error 42P10 "there is no unique or exclusion constraint matching the ON CONFLICT specification"
WITH x AS (INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 3 DO NOTHING RETURNING k) SELECT k FROM x;

-- name: InWithImplied :many
-- column k int4
WITH x AS (INSERT INTO gt (k) VALUES (1) ON CONFLICT (k) WHERE a > 8 DO NOTHING RETURNING k) SELECT k FROM x;

-- name: FromSelect :many
INSERT INTO gt (k, a) SELECT k, a FROM tt ON CONFLICT (k) WHERE a > 8 DO UPDATE SET a = excluded.a WHERE gt.a < 5;
