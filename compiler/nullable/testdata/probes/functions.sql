CREATE DOMAIN dnn AS int NOT NULL;
CREATE COLLATION nd (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TYPE pair AS (a int, b text);
CREATE TABLE users (id int PRIMARY KEY, gone int, email text NOT NULL, nick text, age int);
ALTER TABLE users DROP COLUMN gone;
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, total int);
CREATE TABLE dt (id int PRIMARY KEY, d dnn);
CREATE TABLE nc (a text COLLATE nd);
CREATE TABLE texts (a text PRIMARY KEY);
CREATE TABLE log (id int PRIMARY KEY, v int NOT NULL);
CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TABLE skipped (id int NOT NULL);
CREATE TRIGGER tr BEFORE INSERT ON skipped FOR EACH ROW EXECUTE FUNCTION skip();

-- Values.
CREATE FUNCTION full_name(u users) RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce(u.nick, '') $$;
CREATE FUNCTION address(u users) RETURNS text LANGUAGE sql STABLE AS $$ SELECT '<' || u.email || '>' $$;
CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT x * 2 $$;
CREATE FUNCTION twice_strict(int) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 * 2';
CREATE FUNCTION twice_atomic(x int) RETURNS int LANGUAGE sql IMMUTABLE RETURN x * 2;
CREATE FUNCTION twice_block(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT twice_block.x * 2; END;
CREATE FUNCTION nick_of(i int) RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce(nick, '') FROM users WHERE id = i $$;
CREATE FUNCTION count_orders(i int) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM orders WHERE user_id = i $$;
CREATE FUNCTION many() RETURNS int LANGUAGE sql AS $$ VALUES (1), (NULL) $$;
CREATE FUNCTION first_of(x int, y int DEFAULT 7, z int DEFAULT NULL) RETURNS int LANGUAGE sql AS $$ SELECT coalesce(x, y + z, z) $$;
CREATE FUNCTION second_of(x int, y int DEFAULT 7, z int DEFAULT NULL) RETURNS int LANGUAGE sql AS $$ SELECT y $$;
CREATE FUNCTION since(t timestamptz DEFAULT now()) RETURNS timestamptz LANGUAGE sql AS $$ SELECT t $$;
CREATE FUNCTION largest(VARIADIC list int[]) RETURNS int LANGUAGE sql AS $$ SELECT max(x) FROM unnest(list) x $$;
CREATE FUNCTION listed(VARIADIC list int[]) RETURNS int[] LANGUAGE sql AS $$ SELECT list $$;
CREATE FUNCTION ids() RETURNS int[] LANGUAGE sql STABLE AS $$ SELECT array_agg(id) FROM users $$;
CREATE FUNCTION nothing() RETURNS void LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION nothing_atomic() RETURNS void LANGUAGE sql BEGIN ATOMIC END;
CREATE FUNCTION whole(d dnn) RETURNS int LANGUAGE sql AS $$ SELECT d::int $$;
CREATE FUNCTION as_domain(x int) RETURNS dnn LANGUAGE sql AS $$ SELECT x $$;
CREATE FUNCTION find_domain(i int) RETURNS dnn LANGUAGE sql AS $$ SELECT d FROM dt WHERE id = i $$;
CREATE FUNCTION some_domain() RETURNS dnn LANGUAGE sql AS $$ SELECT max(d) FROM dt $$;
CREATE FUNCTION null_domain() RETURNS dnn LANGUAGE sql AS $$ SELECT (SELECT d FROM dt WHERE id = -1) $$;
CREATE FUNCTION logged(i int) RETURNS int LANGUAGE sql AS $$ INSERT INTO log VALUES (i, 1) RETURNING v $$;
CREATE FUNCTION skipping() RETURNS int LANGUAGE sql AS $$ INSERT INTO skipped VALUES (1) RETURNING id $$;
CREATE FUNCTION changed(i int) RETURNS int LANGUAGE sql AS $$ UPDATE log SET v = 2 WHERE id = i RETURNING v $$;
CREATE FUNCTION plus(int, int) RETURNS int LANGUAGE sql AS $$ SELECT $1 + $2 $$;
CREATE OPERATOR @+ (FUNCTION = plus, LEFTARG = int, RIGHTARG = int);
CREATE FUNCTION named(id int) RETURNS text LANGUAGE sql STABLE AS $$ SELECT nick FROM users WHERE users.id = id ORDER BY users.id DESC LIMIT 1 $$;
CREATE FUNCTION emptied(x int) RETURNS int LANGUAGE sql AS $$ SELECT generate_series(1, x) $$;
CREATE FUNCTION last_wins(x int) RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT x $$;
CREATE FUNCTION any_of(x anyelement) RETURNS anyelement LANGUAGE sql AS $$ SELECT coalesce(x, x) $$;
CREATE FUNCTION by_path() RETURNS int LANGUAGE sql SET search_path = pg_catalog AS $$ SELECT 1 $$;
CREATE FUNCTION by_path_later() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
ALTER FUNCTION by_path_later SET search_path = pg_catalog;
CREATE FUNCTION replaced() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE OR REPLACE FUNCTION replaced() RETURNS int LANGUAGE sql AS $$ SELECT NULL::int $$;
CREATE FUNCTION not_strict(x int) RETURNS int LANGUAGE sql STRICT AS $$ SELECT x $$;
ALTER FUNCTION not_strict CALLED ON NULL INPUT;
CREATE FUNCTION up(x int) RETURNS int LANGUAGE sql AS $$ SELECT twice(x) $$;
CREATE FUNCTION loop_a(x int) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION loop_b(x int) RETURNS int LANGUAGE sql AS $$ SELECT loop_a(x) $$;
CREATE OR REPLACE FUNCTION loop_a(x int) RETURNS int LANGUAGE sql AS $$ SELECT CASE WHEN x > 0 THEN loop_b(x - 1) END $$;
CREATE FUNCTION later(x int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION in_plpgsql() RETURNS text LANGUAGE sql AS $$ SELECT later(1) $$;
CREATE FUNCTION cast_pair(p pair) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(p.a, 0) $$;
CREATE CAST (pair AS int) WITH FUNCTION cast_pair(pair);

-- Rows.
CREATE FUNCTION make_pair(x int) RETURNS pair LANGUAGE sql AS $$ SELECT x, 'b' $$;
CREATE FUNCTION find_pair(x int) RETURNS pair LANGUAGE sql AS $$ SELECT id, email FROM users WHERE id = x $$;
CREATE FUNCTION row_pair(x int) RETURNS pair LANGUAGE sql AS $$ SELECT ROW(x, 'b')::pair $$;
CREATE FUNCTION null_pair() RETURNS pair LANGUAGE sql AS $$ SELECT NULL::pair $$;
CREATE FUNCTION outs(x int, OUT a int, OUT b text) LANGUAGE sql AS $$ SELECT x, 'b' $$;
CREATE FUNCTION find_user(i int) RETURNS users LANGUAGE sql STABLE AS $$ SELECT * FROM users WHERE users.id = i $$;
CREATE FUNCTION list_users() RETURNS SETOF users LANGUAGE sql STABLE AS $$ SELECT * FROM users $$;
CREATE FUNCTION whole_users() RETURNS SETOF users LANGUAGE sql STABLE AS $$ SELECT users FROM users $$;
CREATE FUNCTION left_users() RETURNS SETOF users LANGUAGE sql STABLE AS $$ SELECT u FROM orders o LEFT JOIN users u ON u.id = o.total $$;
CREATE FUNCTION orders_of(i int) RETURNS TABLE (id int, email text, age int) LANGUAGE sql STABLE
  AS $$ SELECT o.id, u.email, u.age FROM orders o LEFT JOIN users u ON u.id = o.user_id WHERE o.user_id = i $$;
CREATE FUNCTION strict_rows(i int) RETURNS TABLE (n int) LANGUAGE sql STRICT AS $$ SELECT i $$;
CREATE FUNCTION loose_rows(i int) RETURNS TABLE (n int) LANGUAGE sql AS $$ SELECT i $$;
CREATE FUNCTION numbers(i int) RETURNS SETOF int LANGUAGE sql AS $$ SELECT generate_series(1, i) $$;
CREATE FUNCTION some_texts() RETURNS SETOF nc LANGUAGE sql AS $$ SELECT a FROM texts $$;
CREATE FUNCTION wide() RETURNS SETOF bigint LANGUAGE sql AS $$ SELECT id FROM users ORDER BY id $$;
CREATE FUNCTION wider() RETURNS SETOF bigint LANGUAGE sql AS $$ SELECT id FROM users UNION SELECT age FROM users $$;
CREATE FUNCTION records() RETURNS SETOF record LANGUAGE sql AS $$ SELECT id, nick FROM users $$;
CREATE FUNCTION write_read() RETURNS TABLE (email text) LANGUAGE sql
  AS $$ UPDATE log SET v = v; SELECT u.email FROM orders o LEFT JOIN users u ON u.id = o.user_id $$;
CREATE VIEW named_users AS SELECT id, full_name(users) AS name, replaced() AS r FROM users;
CREATE VIEW one_row AS SELECT * FROM make_pair(1);

-- data
INSERT INTO users VALUES (1, 'a@x', 'al', 30), (2, 'b@x', NULL, NULL), (3, 'c@x', 'cy', 10);
INSERT INTO orders VALUES (1, 1, 5), (2, 1, NULL), (3, 2, 3);
INSERT INTO dt VALUES (1, 1);
INSERT INTO texts VALUES ('x'), ('X');
INSERT INTO log VALUES (1, 1);

-- want: NNN
SELECT full_name(u), address(u), u.full_name FROM users u

-- want: Nn
SELECT full_name(u), address(u) FROM orders o LEFT JOIN users u ON u.id = o.total

-- want: NnNn=
SELECT full_name(NULL), address(NULL), address(ROW(1, 'a', NULL, NULL)::users), address(ROW(1, NULL, 'b', 2)::users)

-- want: NnNnNnNn
SELECT twice(id), twice(age), twice_strict(id), twice_strict(age), twice_atomic(id), twice_atomic(age), twice_block(id), twice_block(age) FROM users

-- want: NN
SELECT twice(age), twice_strict(age + 1) FROM users WHERE age > 1

-- want: nnNn=
SELECT nick_of(1), nick_of(-1), count_orders(NULL), many()

-- want: NnnNNn=
SELECT first_of(1), first_of(NULL), first_of(NULL, 1), first_of(z => 1, x => NULL), first_of(NULL, 1, 1), first_of(NULL, y => NULL)

-- want: NnNnNn=
SELECT second_of(1), second_of(1, NULL), second_of(1, z => 1), second_of(y => NULL, x => 1), since(), since(NULL)

-- want: nN[]Nn[]Nn[]=
SELECT largest(1, 2), listed(1, 2), listed(1, NULL), listed(VARIADIC NULL), listed(VARIADIC '{1,NULL}'), ids()

-- want: NN=
SELECT nothing() IS NULL, nothing_atomic() IS NULL

-- want: nn=
SELECT nothing(), nothing_atomic()

-- want: NnN
SELECT whole(1), whole((SELECT d FROM dt WHERE id = -1)), whole(d) FROM dt

-- want: Nnnn=
SELECT as_domain(1), find_domain(1), find_domain(-1), null_domain()

-- want: N=
SELECT some_domain()

-- want: Nnnn=
SELECT logged(2), skipping(), changed(1), changed(-1)

-- want: Nn
SELECT id @+ 1, age @+ 1 FROM users

-- want: nnNnnnnn=
SELECT named(-1), emptied(0), last_wins(1), last_wins(NULL), any_of(1), by_path(), by_path_later(), replaced()

-- want: NnNnnnnNN=
SELECT not_strict(1), not_strict(NULL), up(1), up(NULL), loop_b(1), loop_a(1), in_plpgsql(), make_pair(1)::int, NULL::pair::int

-- want: NNnNnn=
SELECT make_pair(1), (make_pair(1)).a, (make_pair(NULL)).a, (make_pair(NULL)).b, find_pair(-1), (find_pair(-1)).a

-- want: NNnnNNN=
SELECT row_pair(1), (row_pair(1)).b, null_pair(), (null_pair()).a, (outs(1)).a, (outs(NULL)).b, outs(1)

-- want: nnn=
SELECT (find_user(1)).id, (find_user(-1)).email, find_user(-1)

-- want: NN=
SELECT * FROM make_pair(1)

-- want: nN=
SELECT * FROM make_pair(NULL)

-- want: nn=
SELECT * FROM find_pair(-1)

-- want: NN=
SELECT * FROM row_pair(1)

-- want: nn=
SELECT * FROM null_pair()

-- want: NNN=
SELECT * FROM outs(1) WITH ORDINALITY

-- want: nnnn=
SELECT * FROM find_user(-1)

-- want: NNnn
SELECT * FROM list_users()

-- want: NNnnN1
SELECT * FROM list_users() WITH ORDINALITY AS u (id, email) WHERE id = 1

-- want: NNnn
SELECT * FROM whole_users()

-- want: nnnn
SELECT * FROM left_users()

-- want: N
SELECT list_users()

-- want: NNn
SELECT * FROM orders_of(1)

-- want: NNn1
SELECT * FROM orders_of(1) WHERE id = 1

-- want: Nnnn
SELECT u.id, o.* FROM users u LEFT JOIN LATERAL orders_of(u.id) o ON true

-- want: NNNn
SELECT u.id, o.* FROM users u, orders_of(u.id) o

-- want: N1
SELECT * FROM strict_rows(NULL)

-- want: N=
SELECT * FROM strict_rows(1)

-- want: n=
SELECT * FROM loose_rows(NULL)

-- want: Nn
SELECT u.id, s.n FROM users u LEFT JOIN LATERAL strict_rows(u.age) s ON true

-- want: NN
SELECT u.id, s.n FROM users u LEFT JOIN LATERAL strict_rows(u.id) s ON true

-- want: NN
SELECT strict_rows(age), id FROM users

-- want: nn
SELECT strict_rows(id), numbers(id) FROM users

-- want: nnN
SELECT a.*, b.* FROM ROWS FROM (strict_rows(1), numbers(3)) a, numbers(1) b

-- want: N
SELECT * FROM some_texts() WHERE a = 'x'

-- want: Nn
SELECT * FROM wide(), wider()

-- want: N
SELECT * FROM wide() w WHERE w = 1

-- want: nn
SELECT * FROM records() AS r (id int, nick text)

-- want: n
SELECT * FROM write_read()

-- want: NNn1
SELECT * FROM named_users WHERE id = 1

-- want: NN=
SELECT * FROM one_row

-- want: Nn=
INSERT INTO log VALUES (9, 1) RETURNING twice(id), (SELECT email FROM orders_of(1) WHERE id = 1)

-- want: n1
INSERT INTO log SELECT 9, 1 FROM orders_of(1) LIMIT 1 RETURNING (SELECT max(o.email) FROM orders_of(1) o GROUP BY o.id LIMIT 1)

-- want: NN[]
SELECT CASE WHEN age > 0 THEN twice(age) ELSE 0 END, coalesce(ids(), '{}') FROM users
