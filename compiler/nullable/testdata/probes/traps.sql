CREATE EXTENSION citext;
CREATE COLLATION nd (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE, nick text, age int, active bool NOT NULL, flag bool);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, parent int REFERENCES orders, status text, total int);
CREATE TABLE cu (c citext PRIMARY KEY, v int NOT NULL);
CREATE TABLE co (id int PRIMARY KEY, c citext NOT NULL REFERENCES cu);
CREATE TABLE nc (a text COLLATE nd NOT NULL, v int NOT NULL, b text NOT NULL);
CREATE UNIQUE INDEX ON nc (a COLLATE "C");
CREATE TABLE dc (a text PRIMARY KEY, v int);
CREATE TABLE ndv (x text COLLATE nd PRIMARY KEY);
CREATE TABLE nums (n numeric NOT NULL, k text);
CREATE TABLE ts (t timestamp PRIMARY KEY);
CREATE TABLE ruled (id int PRIMARY KEY, a text NOT NULL);
CREATE TABLE log (id int, a text);
CREATE RULE r AS ON INSERT TO ruled DO INSTEAD INSERT INTO log VALUES (NULL, NULL) RETURNING id, a;
CREATE TABLE chk (a int, x int, d text, CHECK (a > 0 /* AND x IS NOT NULL AND */ ));
CREATE TABLE chk2 (a int, x int, d text, CHECK (d <> E'\' AND x IS NOT NULL AND \''));
CREATE TABLE gen (a int NOT NULL, b int GENERATED ALWAYS AS (a + 1) STORED);
ALTER TABLE gen ALTER a DROP NOT NULL;
CREATE TABLE trg (id int PRIMARY KEY, v int NOT NULL);
CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER tr BEFORE UPDATE ON trg FOR EACH ROW EXECUTE FUNCTION skip();
CREATE VIEW vw AS SELECT id, nick FROM users;
CREATE FUNCTION iv() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER itr INSTEAD OF UPDATE ON vw FOR EACH ROW EXECUTE FUNCTION iv();
CREATE TABLE mvt (a int);
CREATE MATERIALIZED VIEW mv AS SELECT a FROM mvt;
CREATE TABLE mvu (a int NOT NULL, b int NOT NULL);
CREATE MATERIALIZED VIEW mw AS SELECT a, b FROM mvu;
ALTER TABLE mvu ALTER a DROP NOT NULL;
INSERT INTO mvt VALUES (NULL); REFRESH MATERIALIZED VIEW mv; DELETE FROM mvt;
INSERT INTO mvu VALUES (NULL, 1); REFRESH MATERIALIZED VIEW mw; DELETE FROM mvu;
ALTER TABLE mvt ALTER a SET NOT NULL;
ALTER TABLE mvu ALTER a SET NOT NULL;
CREATE DOMAIN dnn AS int NOT NULL;
CREATE TABLE dt (id int PRIMARY KEY, d dnn);

-- data
INSERT INTO users VALUES (1,'a@x','al',30,true,true),(2,'b@x',NULL,NULL,false,NULL),(3,'c@x','cy',10,true,false);
INSERT INTO orders VALUES (1,1,NULL,'new',10),(2,1,1,NULL,NULL),(3,2,1,'old',5);
INSERT INTO cu VALUES ('ABC',1); INSERT INTO co VALUES (1,'abc');
INSERT INTO nc VALUES ('x',1,'x'),('X',2,'y');
INSERT INTO dc VALUES ('x',1),('X',2); INSERT INTO ndv VALUES ('x');
INSERT INTO nums VALUES (1.0,'1.0'),(1.00,'1.00');
INSERT INTO ts VALUES ('2024-03-10 02:30'),('2024-03-10 03:30');
INSERT INTO chk VALUES (1,NULL,'x'); INSERT INTO chk2 VALUES (1,NULL,'x');
INSERT INTO gen VALUES (NULL);
INSERT INTO trg VALUES (1,1);
INSERT INTO dt VALUES (1,1);

-- want: n
SELECT nick FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE u.nick = 'a' HAVING true)

-- want: n
SELECT nick FROM users u WHERE 1 IN (SELECT 1 FROM orders o WHERE u.nick = 'a' HAVING true)

-- want: Nn
SELECT co.c, cu.v FROM co LEFT JOIN cu ON cu.c::text = co.c::text

-- want: nN
SELECT u.id, count(*) FROM users u LEFT JOIN orders o USING (id) GROUP BY ROLLUP (id)

-- want: nN
SELECT id, count(*) FROM users u LEFT JOIN orders o USING (id) GROUP BY ROLLUP (u.id)

-- want: nN
SELECT u.id, count(*) FROM users u JOIN orders o USING (id) GROUP BY ROLLUP (id)

-- want: n
SELECT id + 01 FROM users GROUP BY GROUPING SETS ((id, id + 1), (id))

-- want: n
SELECT DISTINCT id FROM users WHERE id = 1 GROUP BY ROLLUP (id)

-- want: N
SELECT v FROM nc WHERE a = 'x'

-- want: n
SELECT dc.v FROM dc, ndv WHERE dc.a = ndv.x AND ndv.x = 'x'

-- want: N
SELECT t FROM ts WHERE t = '2024-03-10 03:30-04'::timestamptz

-- want: N
SELECT n::text FROM nums WHERE n = 1 GROUP BY n::text

-- want: N
SELECT DISTINCT n::text FROM nums WHERE n = 1

-- want: nN=
-- args: NULL
SELECT $1::int, count(*) FROM users WHERE id = $1

-- want: nN
-- args: NULL
SELECT $1::int, count(*) FROM users WHERE id = $1 GROUP BY ROLLUP (active)

-- want: n
SELECT (SELECT u.nick || count(*) FROM orders o WHERE u.nick = o.status) FROM users u

-- want: n
SELECT l.n FROM users u LEFT JOIN LATERAL (SELECT u.nick AS n, count(*) FROM orders o WHERE o.status = u.nick) l ON true

-- want: nN=
-- args: NULL
WITH w AS (SELECT $1::int AS p) SELECT (SELECT p FROM w), count(*) FROM users WHERE id = $1

-- want: nn
INSERT INTO ruled VALUES (1, 'x') RETURNING id, a

-- want: n
SELECT x FROM chk

-- want: n
SELECT x FROM chk2

-- want: n
SELECT b FROM gen

-- want: N1
INSERT INTO trg VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET v = 3 RETURNING v

-- want: n
UPDATE vw SET nick = 'x' FROM orders o WHERE vw.id = 1 RETURNING vw.id

-- want: N1
SELECT count(*) FROM users LIMIT 00

-- want: N1
SELECT count(*) FROM users LIMIT 0.4

-- want: N1
SELECT count(*) FROM users LIMIT 0x0

-- want: N
SELECT id FROM users LIMIT '1'::"char"::int

-- want: N
SELECT id FROM users LIMIT B'1'::bit(8)::int

-- want: n=
SELECT JSON_ARRAY(SELECT 1 WHERE false)

-- want: n1
INSERT INTO dt SELECT 5, o.d FROM users u LEFT JOIN dt o ON o.id = 77 WHERE u.id = 1 RETURNING d

-- want: n=
INSERT INTO dt VALUES (5, (SELECT d FROM dt WHERE false)) RETURNING d

-- want: n
UPDATE dt SET d = (SELECT d FROM dt WHERE false) RETURNING d

-- want: n
SELECT a FROM mv

-- want: nN
SELECT a, b FROM mw
