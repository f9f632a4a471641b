CREATE EXTENSION hstore; CREATE EXTENSION citext; CREATE EXTENSION ltree; CREATE EXTENSION tablefunc;
CREATE TYPE odd AS ENUM ('', 'a b', 'NULL', '"x"', '(,)');
CREATE DOMAIN pos AS int CHECK (VALUE > 0);
CREATE TYPE pt AS (x pos, o odd[]);
CREATE DOMAIN pts AS pt[];
CREATE TABLE things (id int PRIMARY KEY, m money NOT NULL, tz timetz, q tsquery, jp jsonpath, lt ltree, h hstore, c citext, b bit(3), vb varbit, m8 macaddr8, ch "char", o oid, rc regclass,
  x8 xid8, lsn pg_lsn, tv tsvector, p point, poly polygon, r int4range, mr nummultirange, iv interval, nm name, n numeric, by bytea, inet inet, od odd NOT NULL, ps pts, js jsonb, f8 float8[], ts timestamptz[], ms money[], lts ltree[], hs hstore[], u uuid, tim time, rr tstzrange[], bx box[]);
INSERT INTO things VALUES (1, '-$1,000.50', '12:00:00.5+05:30', 'a & !b', '$.a ? (@ > 1)', 'a.b.c', 'a=>NULL, "b c"=>"x\"y"', 'Ab', B'101', B'', '08:00:2b:01:02:03:04:05', 'x', 4294967295, 'things', '18446744073709551615', '16/B374D848',
 'a:1A b:2', '(1.5,-2)', '((0,0),(1,1),(1,0))', 'empty', '{[1.5,2),(7,)}', '1 year -2 mons 3 days 04:05:06.000001', 'nm', 'NaN', '\x00ff', '10.0.0.1/8', 'a b', ARRAY[ROW(1, ARRAY['"x"','(,)','']::odd[])::pt, ROW(NULL, NULL)::pt], '{"a": [1, null]}',
 '{NaN,Infinity,-Infinity,0}', '{"2024-01-01 00:00:00.000001+00"}', '{$1.00,-$2.50}', '{a.b,""}', ARRAY['a=>1'::hstore, ''], '00000000-0000-0000-0000-00000000000a', '24:00', ARRAY['[2024-01-01,)'::tstzrange, 'empty'], ARRAY['(1,1),(0,0)'::box, '(2,2),(1,1)']);
INSERT INTO things (id, m, od) VALUES (2, 0, '');
CREATE TABLE kept (id int PRIMARY KEY, o things, os things[]);
CREATE VIEW ov AS SELECT x, x.id FROM things x;
CREATE TYPE holder AS (o things, n int);
