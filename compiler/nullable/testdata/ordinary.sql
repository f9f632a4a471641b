-- Ordinary queries with what a careful person would say of them. After "-->": one letter per column,
-- N never NULL, n can be; then the rows: "1" at most one, "=" exactly one, nothing any number; then,
-- after "$", one letter per parameter. TestOrdinary compares, TestOrdinaryLive runs them on a server.

-- Plain columns: as they are declared; a domain can say NOT NULL too.
--> NNnNn
SELECT id, name, nick, mail, age FROM users;

-- Generated columns: lower of a not-null column is not null, of a nullable one it can be.
--> Nn
SELECT lower_name, lower_nick FROM users;

-- An identity column is not null.
--> NN
SELECT id, user_id FROM orders;

-- A view's WHERE narrows its columns.
--> NNnN
SELECT id, name, nick, age FROM active_users;

-- sum over a group of nullable totals can be NULL; count cannot.
--> NNn
SELECT user_id, n, total FROM totals;

-- A materialised view, filtered.
--> N
SELECT total FROM totals WHERE total > 0;

---- Joins

-- Inner join keeps both sides.
--> NNn
SELECT u.id, o.id, o.total FROM users u JOIN orders o ON o.user_id = u.id;

-- The joined column of an inner join is compared, so it is not null.
--> N
SELECT i.product_id FROM items i JOIN users p ON p.id = i.product_id;

-- LEFT JOIN may leave the right side out.
--> Nnn
SELECT u.id, o.id, o.total FROM users u LEFT JOIN orders o ON o.user_id = u.id;

-- A LEFT JOIN along a not-null foreign key always finds its row.
--> NN
SELECT o.id, u.name FROM orders o LEFT JOIN users u ON u.id = o.user_id;

-- Along a nullable foreign key it may not.
--> Nn
SELECT i.line, u.name FROM items i LEFT JOIN users u ON u.id = i.product_id;

-- WHERE on the right side makes an inner join of it.
--> NN
SELECT u.id, o.id FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.total > 0;

-- IS NULL keeps exactly the rows without partner.
--> Nn
SELECT u.id, o.id FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.id IS NULL;

-- RIGHT JOIN: the left side may be absent; here the foreign key says that it is not.
--> NN
SELECT u.id, o.id FROM users u RIGHT JOIN orders o ON o.user_id = u.id;

-- RIGHT JOIN the other way round.
--> nN
SELECT o.id, u.id FROM orders o RIGHT JOIN users u ON o.user_id = u.id;

-- FULL JOIN: either side may be absent.
--> nn
SELECT u.id, i.line FROM users u FULL JOIN items i ON i.product_id = u.id;

-- The merged column of FULL JOIN USING is of the side that is there.
--> Nnn
SELECT id, u.name, o.status FROM users u FULL JOIN orders o USING (id);

-- NATURAL FULL JOIN too.
--> N
SELECT id FROM (SELECT id FROM users) a NATURAL FULL JOIN (SELECT id FROM orders) b;

-- A chain after LEFT JOIN: the second is strict in the first's row, WHERE in the second's.
--> NNN
SELECT u.id, o.id, i.line FROM users u LEFT JOIN orders o ON o.user_id = u.id LEFT JOIN items i ON i.order_id = o.id WHERE i.qty > 1;

-- An inner join after a LEFT JOIN drops the rows without partner.
--> NN
SELECT u.id, o.id FROM users u LEFT JOIN orders o ON o.user_id = u.id JOIN items i ON i.order_id = o.id;

-- A parenthesised inner join on the nullable side: both come or both do not.
--> Nnn
SELECT u.id, o.id, i.line FROM users u LEFT JOIN (orders o JOIN items i ON i.order_id = o.id) ON o.user_id = u.id;

-- Cross join.
--> NN
SELECT a.id, b.id FROM users a CROSS JOIN users b;

-- Comma join with a condition.
--> NN
SELECT u.id, o.user_id FROM users u, orders o WHERE o.user_id = u.id;

-- Self join along a nullable column.
--> Nn
SELECT u.name, r.name FROM users u LEFT JOIN users r ON r.id = u.referrer;

-- The same with the reference known.
--> NNN
SELECT u.name, r.name, u.referrer FROM users u LEFT JOIN users r ON r.id = u.referrer WHERE u.referrer IS NOT NULL;

---- WHERE

-- IS NOT NULL.
--> N
SELECT nick FROM users WHERE nick IS NOT NULL;

-- A comparison is true of values only.
--> NN
SELECT nick, age FROM users WHERE nick LIKE 'a%' AND age BETWEEN 1 AND 50;

-- IN, = ANY and a row comparison.
--> NN
SELECT nick, age FROM users WHERE (nick, age) IN (('a', 30), ('b', 31));

-- OR narrows only what both sides do.
--> Nn
SELECT nick, age FROM users WHERE nick = 'a' OR (nick = 'd' AND age > 1);

-- NOT IN over values.
--> N
SELECT age FROM users WHERE age NOT IN (1, 2);

-- IS DISTINCT FROM a value lets NULL through.
--> n
SELECT nick FROM users WHERE nick IS DISTINCT FROM 'a';

-- IS NOT DISTINCT FROM a value does not.
--> N
SELECT nick FROM users WHERE nick IS NOT DISTINCT FROM 'a';

-- coalesce in a comparison lets NULL through where the default would.
--> n
SELECT nick FROM users WHERE coalesce(nick, 'x') = 'x';

-- It does not where the default would not.
--> N
SELECT nick FROM users WHERE coalesce(nick, '') <> '';

-- A function that is strict.
--> N
SELECT nick FROM users WHERE length(nick) > 1;

-- jsonb operators are strict: the data is there, the member found may still be any.
--> N
SELECT data FROM events WHERE data ->> 'a' = 'x';

-- Two columns compared.
--> NN
SELECT nick, lower_nick FROM users WHERE nick = lower_nick;

-- EXISTS of a correlated row says something of the outer column.
--> N
SELECT e.ref FROM events e WHERE EXISTS (SELECT 1 FROM users u WHERE u.id = e.ref);

-- IN (SELECT …) too.
--> N
SELECT e.ref FROM events e WHERE e.ref IN (SELECT id FROM users);

-- NOT EXISTS does not.
--> n
SELECT e.ref FROM events e WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = e.ref);

---- CHECK constraints

-- coalesce(note, '') <> '' is checked, so note is not null; card and iban may each be.
--> Nnn
SELECT note, card, iban FROM orders;

-- One of card and iban is there: if not the one, then the other.
--> nN
SELECT card, iban FROM orders WHERE card IS NULL;

-- And if the one is, the other is not; nothing is proved.
--> Nn
SELECT card, iban FROM orders WHERE card IS NOT NULL;

-- What is paid has paid_at.
--> N
SELECT paid_at FROM orders WHERE status = 'paid';

-- Another status says nothing.
--> n
SELECT paid_at FROM orders WHERE status = 'open';

-- Neither does a list with others in it.
--> n
SELECT paid_at FROM orders WHERE status IN ('paid', 'open');

-- What is sent has sent_at: the CHECK compares two conditions.
--> N
SELECT sent_at FROM orders WHERE state = 'sent';

-- What is not sent has none.
--> n
SELECT sent_at FROM orders WHERE state = 'new';

-- Through a LEFT JOIN that WHERE makes an inner one.
--> NN
SELECT u.id, o.paid_at FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.status = 'paid';

-- In the ON condition of an inner join.
--> N
SELECT o.paid_at FROM users u JOIN orders o ON o.user_id = u.id AND o.status = 'paid';

-- UPDATE may change what WHERE said.
--> n
UPDATE orders SET status = 'open', paid_at = NULL WHERE status = 'paid' AND user_id = 99 RETURNING paid_at;

-- DELETE returns the row that WHERE found.
--> N
DELETE FROM orders WHERE status = 'paid' AND user_id = 99 RETURNING paid_at;

---- Aggregates

-- count is never NULL, sum and max over no rows are.
--> Nnnn=
SELECT count(*), sum(total), max(id), array_agg(id) FROM orders;

-- Groups have rows, but values may be NULL.
--> NNnNN
SELECT user_id, count(*), sum(total), max(id), array_agg(total) FROM orders GROUP BY user_id;

-- FILTER may leave none.
--> nN
SELECT max(id) FILTER (WHERE total > 1), count(id) FILTER (WHERE total > 1) FROM orders GROUP BY user_id;

-- WHERE makes the values not null.
--> NN
SELECT user_id, sum(total) FROM orders WHERE total > 0 GROUP BY user_id;

-- json aggregates over groups.
--> NN
SELECT json_agg(o), jsonb_object_agg(o.id, o.total) FROM orders o GROUP BY user_id;

-- Without groups there may be no row.
--> nn=
SELECT json_agg(o), string_agg(o.status, ',') FROM orders o;

-- coalesce around it.
--> NN=
SELECT coalesce(sum(total), 0), coalesce(json_agg(o), '[]') FROM orders o;

-- Grouping sets leave columns out.
--> nNN
SELECT user_id, count(*), grouping(user_id) FROM orders GROUP BY ROLLUP (user_id);

-- GROUP BY of a nullable column.
--> nN
SELECT nick, count(*) FROM users GROUP BY nick;

-- HAVING on an aggregate.
--> NN
SELECT user_id, sum(total) FROM orders GROUP BY user_id HAVING sum(total) > 10;

-- bool_and, every, avg over not-null values of groups.
--> NNN
SELECT bool_and(qty > 1), every(qty > 1), avg(qty) FROM items GROUP BY order_id;

-- stddev of one value is NULL.
--> n
SELECT stddev(qty) FROM items GROUP BY order_id;

-- percentile over a group.
--> N
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY qty) FROM items GROUP BY order_id;

-- count(DISTINCT x) is a count.
--> N=
SELECT count(DISTINCT nick) FROM users;

---- Windows

-- Ranks and counts.
--> NNNN
SELECT row_number() OVER (), rank() OVER (ORDER BY id), ntile(2) OVER (), count(nick) OVER () FROM users;

-- lag has nothing before the first row, unless it has a default.
--> nN
SELECT lag(id) OVER (ORDER BY id), lag(id, 1, 0) OVER (ORDER BY id) FROM users;

-- A default does not help if the value is nullable.
--> n
SELECT lag(age, 1, 0) OVER (ORDER BY id) FROM users;

-- first_value: the default frame holds the row itself.
--> NNn
SELECT first_value(id) OVER (ORDER BY id), last_value(id) OVER (ORDER BY id), nth_value(id, 2) OVER (ORDER BY id) FROM users;

-- A frame before the row can be empty.
--> nn
SELECT first_value(id) OVER w, sum(id) OVER w FROM users WINDOW w AS (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING);

-- Running totals.
--> Nn
SELECT sum(qty) OVER (PARTITION BY order_id ORDER BY line), sum(price) OVER (PARTITION BY order_id) FROM items;

---- Set operations, VALUES, WITH

-- UNION: both sides must be.
--> Nn
SELECT id, nick FROM users UNION ALL SELECT id, status FROM orders;

-- INTERSECT: one is enough.
--> N
SELECT referrer FROM users INTERSECT SELECT id FROM users;

-- EXCEPT: the left one.
--> Nn
SELECT id, nick FROM users EXCEPT SELECT user_id, status FROM orders;

-- VALUES.
--> Nn
SELECT * FROM (VALUES (1, 'a'), (2, NULL)) v(n, t);

-- VALUES as a statement of one row.
--> NN=
VALUES (1, 'a');

-- WITH.
--> Nn
WITH x AS (SELECT id, nick FROM users) SELECT * FROM x;

-- A recursive count.
--> N
WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n FROM t;

-- A tree walk: the parent is nullable at the root.
--> Nn
WITH RECURSIVE t AS (SELECT id, referrer FROM users WHERE referrer IS NULL UNION ALL SELECT u.id, u.referrer FROM users u JOIN t ON u.referrer = t.id) SELECT id, referrer FROM t;

-- Depth and path.
--> NNN
WITH RECURSIVE t(id, depth, path) AS (SELECT id, 0, ARRAY[id] FROM users WHERE referrer IS NULL UNION ALL SELECT u.id, t.depth + 1, t.path || u.id FROM users u JOIN t ON u.referrer = t.id) SELECT id, depth, path FROM t;

-- A writing CTE returns what it stored.
--> Nn
WITH d AS (DELETE FROM items WHERE order_id = 99 RETURNING order_id, price) SELECT order_id, price FROM d;

-- LATERAL with LEFT JOIN … ON true.
--> Nn
SELECT u.id, l.id FROM users u LEFT JOIN LATERAL (SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY o.id DESC LIMIT 1) l ON true;

-- A LATERAL aggregate always has its row.
--> NNn
SELECT u.id, l.n, l.t FROM users u LEFT JOIN LATERAL (SELECT count(*) AS n, sum(total) AS t FROM orders o WHERE o.user_id = u.id) l ON true;

-- CROSS JOIN LATERAL keeps only rows with a partner.
--> NN
SELECT u.id, l.id FROM users u CROSS JOIN LATERAL (SELECT o.id FROM orders o WHERE o.user_id = u.id LIMIT 1) l;

---- Subqueries in expressions

-- A scalar subquery may find no row, unless it is an aggregate.
--> nNn
SELECT (SELECT o.id FROM orders o WHERE o.user_id = u.id LIMIT 1), (SELECT count(*) FROM orders o WHERE o.user_id = u.id), (SELECT sum(total) FROM orders o WHERE o.user_id = u.id) FROM users u;

-- coalesce around it; EXISTS; ARRAY.
--> NNN
SELECT coalesce((SELECT max(id) FROM orders), 0), EXISTS (SELECT 1 FROM orders), ARRAY(SELECT id FROM orders) FROM users;

-- IN over not-null columns is true or false; over nullable ones it can be NULL.
--> Nn
SELECT id IN (SELECT user_id FROM orders), id IN (SELECT referrer FROM users) FROM users;

-- A subquery that looks up the row of a foreign key.
--> N
SELECT (SELECT u.name FROM users u WHERE u.id = o.user_id) FROM orders o;

---- Expressions

-- COALESCE, NULLIF, GREATEST.
--> NnNn
SELECT coalesce(nick, name), nullif(name, ''), greatest(age, 0), least(age, referrer) FROM users;

-- CASE without ELSE; with; narrowed in the branch.
--> nNN
SELECT CASE WHEN age > 1 THEN 1 END, CASE WHEN age > 1 THEN 1 ELSE 0 END, CASE WHEN nick IS NOT NULL THEN nick ELSE name END FROM users;

-- CASE whose ELSE is narrowed by the failed WHEN.
--> N
SELECT CASE WHEN nick IS NULL THEN '-' ELSE upper(nick) END FROM users;

-- A simple CASE.
--> Nn
SELECT CASE status WHEN 'paid' THEN 1 ELSE 0 END, CASE status WHEN 'paid' THEN total ELSE 0 END FROM orders;

-- Comparisons and logic: NULL in, NULL out, except where a side decides.
--> nNnN
SELECT age > 1, id > 1, age > 1 AND id > 1, age > 1 IS TRUE FROM users;

-- IS NULL, IS DISTINCT FROM are never NULL.
--> NNN
SELECT nick IS NULL, nick IS DISTINCT FROM name, (age > 1) IS UNKNOWN FROM users;

-- Arithmetic, also division.
--> NNn
SELECT id + 1, 10 / (id + 1), age * 2 FROM users;

-- Strings.
--> NNNNNn
SELECT upper(name), name || '!', length(name), substring(name, 1, 2), replace(name, 'a', 'b'), name || nick FROM users;

-- concat and format skip NULL; concat_ws too.
--> NNN
SELECT concat(name, nick), format('%s', nick), concat_ws(' ', name, nick) FROM users;

-- split_part and strpos give '' and 0; a regular expression may not match.
--> NNn
SELECT split_part(name, ' ', 1), strpos(name, 'a'), substring(name from 'x(.)') FROM users;

-- Dates.
--> NNNN=
SELECT now(), current_date, date_trunc('day', now()), now() + interval '1 day';

-- EXTRACT of a timestamp can be NULL for infinity, except for years and the like.
--> nN
SELECT extract(month FROM at), extract(year FROM at) FROM events;

-- to_char is NULL for infinity; differences of dates are numbers.
--> nN
SELECT to_char(date '2020-01-01', 'YYYY'), date '2020-01-01' - date '2019-01-01' FROM users;

-- Casts.
--> NNn
SELECT id::text, name::varchar(10), age::bigint FROM users;

-- jsonb: members may be missing.
--> nnN
SELECT settings -> 'a', settings ->> 'a', settings || '{"a": 1}' FROM users;

-- jsonb: constructors and tests.
--> NNNN
SELECT jsonb_build_object('id', id, 'nick', nick), to_jsonb(name), settings ? 'a', settings @> '{}' FROM users;

-- row_to_json and jsonb_typeof.
--> NN
SELECT row_to_json(u), jsonb_typeof(settings) FROM users u;

-- Array subscripts may be out of range; slices are empty; cardinality is a number, array_length may be NULL.
--> nNNn
SELECT codes[1], codes[1:2], cardinality(codes), array_length(codes, 1) FROM orders;

-- Array constructors and concatenation.
--> NNN
SELECT ARRAY[age], codes || 'x'::text, 'x' = ANY (ARRAY['a', 'b']) FROM orders, users;

-- = ANY over an array that may hold NULL.
--> n
SELECT 'q' = ANY (codes) FROM orders;

-- Composite columns and their fields; a row constructor.
--> nnN
SELECT home, (home).city, ROW(id, nick) FROM users;

-- The row as a whole.
--> N
SELECT u FROM users u;

-- The row as a whole on the nullable side.
--> n
SELECT o FROM users u LEFT JOIN orders o ON o.user_id = u.id;

-- Enum and domain casts.
--> NN=
SELECT 'paid'::order_state, 1::amount;

-- gen_random_uuid, random, version-like functions.
--> NNN=
SELECT gen_random_uuid(), random(), pg_backend_pid();

-- md5, encode, digest-like.
--> NN
SELECT md5(name), encode(name::bytea, 'hex') FROM users;

---- Functions in FROM

-- generate_series.
--> N
SELECT n FROM generate_series(1, 3) n;

-- WITH ORDINALITY numbers the rows.
--> nN
SELECT t, i FROM orders, unnest(tags) WITH ORDINALITY AS x(t, i);

-- unnest of several arrays pads the shorter ones.
--> nn
SELECT a, b FROM unnest(ARRAY[1, 2], ARRAY['x']) AS t(a, b);

-- ROWS FROM pads too.
--> nn
SELECT a, b FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) AS t(a, b);

-- jsonb_each: keys and values are there; as text the value may not be.
--> NNNn
SELECT a.key, a.value, b.key, b.value FROM events, jsonb_each('{"a": null}') a, jsonb_each_text('{"a": null}') b;

-- jsonb_array_elements.
--> NN
SELECT a, b FROM jsonb_array_elements('[1, null]') a, jsonb_array_elements_text('["x"]') WITH ORDINALITY AS t(c, b);

-- jsonb_to_recordset: all columns may be missing.
--> n
SELECT a FROM jsonb_to_recordset('[{"a": 1}, {}]') AS t(a int);

-- regexp_split_to_table, string_to_table.
--> NN
SELECT a, b FROM regexp_split_to_table('a b', ' ') a, string_to_table('a b', ' ') b;

---- Writing

-- INSERT returns the stored row.
--> NNnN=
INSERT INTO users (id, name, mail) VALUES (100, 'x', 'x@y') RETURNING id, name, nick, settings;

-- DO NOTHING may return no row.
--> N1
INSERT INTO users (id, name, mail) VALUES (1, 'x', 'x@y2') ON CONFLICT DO NOTHING RETURNING id;

-- DO UPDATE always returns one.
--> NN=
INSERT INTO users AS t (id, name, mail, nick) VALUES (1, 'x', 'x@y3', 'zz') ON CONFLICT (id) DO UPDATE SET nick = excluded.nick RETURNING id, nick;

-- UPDATE … FROM: the order picks one user.
--> NNN1
UPDATE users u SET nick = o.note || u.id FROM orders o WHERE o.user_id = u.id AND o.id = -1 RETURNING u.id, u.nick, o.status;

-- UPDATE with a constant: no trigger of the schema changes it.
--> NN1
UPDATE users SET nick = 'x' WHERE id = 5 RETURNING id, nick;

-- UPDATE by key: the value assigned may be anything that the column takes.
--> Nn1
UPDATE users SET nick = NULL WHERE id = 5 RETURNING id, nick;

-- DELETE … USING.
--> NN
DELETE FROM items i USING orders o WHERE o.id = i.order_id AND o.id = -1 RETURNING i.line, o.status;

-- xmax tells inserted rows from updated ones.
--> N=
INSERT INTO users (id, name, mail) VALUES (1, 'y', 'y@z') ON CONFLICT (id) DO UPDATE SET name = 'Ann9' RETURNING xmax = 0;

---- Rows

-- By primary key, also with more conditions.
--> N1
SELECT name FROM users WHERE id = 1 AND age > 3;

-- By a unique index on an expression.
--> N1
SELECT id FROM users WHERE lower(mail) = lower('ANN@x');

-- The same without lower() is not covered by it.
--> N
SELECT id FROM users WHERE mail = 'Ann@x';

-- By a partial index, whose condition WHERE repeats.
--> N1
SELECT id FROM users WHERE name = 'Ann' AND deleted_at IS NULL;

-- Without the condition there may be deleted ones of the name.
--> N
SELECT id FROM users WHERE name = 'Ann';

-- In another order, with others between.
--> N1
SELECT o.id FROM orders o WHERE o.status = 'open' AND o.total IS NULL AND o.user_id = 1;

-- IS NOT NULL of the index follows from a comparison.
--> N1
SELECT id FROM orders WHERE user_id = 1 AND status = 'paid' AND coupon LIKE 'c%';

-- Not without it.
--> N
SELECT id FROM orders WHERE user_id = 1 AND status = 'paid';

-- The partial index in the condition of a LEFT JOIN.
--> Nn1
SELECT u.id, o.id FROM users u LEFT JOIN orders o ON o.user_id = u.id AND o.status = 'open' WHERE u.id = 1;

-- Another status in WHERE than in the index.
--> N
SELECT o.id FROM orders o WHERE o.status = 'paid' AND o.user_id = 1;

-- NULLS NOT DISTINCT: IS NULL picks one row.
--> N1
SELECT id FROM users WHERE nick = 'e' AND age IS NULL;

-- In the ordinary case it would not: an ordinary unique index takes many NULLs.
--> N
SELECT id FROM users WHERE referrer IS NULL;

-- A join along a key from a single row.
--> NN1
SELECT o.id, u.name FROM orders o JOIN users u ON u.id = o.user_id WHERE o.id = 1;

-- The other way there may be many.
--> NN
SELECT o.id, u.name FROM orders o JOIN users u ON u.id = o.user_id WHERE u.id = 1;

-- Grouped by what has one value.
--> NN1
SELECT user_id, count(*) FROM orders WHERE user_id = 1 GROUP BY user_id;

-- Grouped by more.
--> NNN
SELECT user_id, status, count(*) FROM orders WHERE user_id = 1 GROUP BY user_id, status;

-- DISTINCT of one value.
--> N1
SELECT DISTINCT user_id FROM orders WHERE user_id = 1;

-- FETCH FIRST ROW ONLY, and LIMIT of a number that is not known.
--> N1
SELECT id FROM users ORDER BY id FETCH FIRST ROW ONLY;

-- More than one.
--> N
SELECT id FROM users ORDER BY id LIMIT 2;

-- UNION of two single rows is one or two.
--> N
SELECT 1 AS a UNION SELECT 2;

-- EXISTS alone.
--> N=
SELECT EXISTS (SELECT 1 FROM users);

-- A single row of an aggregate beside another.
--> NN=
SELECT a.n, b.n FROM (SELECT count(*) AS n FROM users) a, (SELECT count(*) AS n FROM orders) b;

-- A LATERAL LIMIT 1 for a single row.
--> NN1
SELECT u.id, l.id FROM users u, LATERAL (SELECT id FROM orders o WHERE o.user_id = u.id LIMIT 1) l WHERE u.id = 1;

-- DELETE by key.
--> N1
DELETE FROM items WHERE order_id = 99 AND line = 1 RETURNING order_id;

-- Pagination with a total.
--> NN
SELECT id, count(*) OVER () FROM users ORDER BY id LIMIT 10 OFFSET 0;

---- Parameters

-- Compared with a column: NULL would match nothing.
--> N $N
SELECT id FROM users WHERE nick = $1;

-- The optional filter as people write it.
--> N $n
SELECT id FROM users WHERE ($1::text IS NULL OR name = $1);

-- Assigned to columns.
--> N1 $NnN
UPDATE users SET name = $1, nick = $2 WHERE id = $3 RETURNING id;

-- Partial update with coalesce.
--> N1 $nnN
UPDATE users SET name = coalesce($1, name), nick = coalesce($2, nick) WHERE id = $3 RETURNING id;

-- CASE WHEN the parameter is given.
--> N1 $nN
UPDATE users SET name = CASE WHEN $1::text IS NULL THEN name ELSE $1 END WHERE id = $2 RETURNING id;

-- INSERT … VALUES.
--> N= $NNnN
INSERT INTO users (id, name, nick, mail) VALUES ($1, $2, $3, $4) RETURNING id;

-- INSERT … SELECT.
--> N= $NNn
INSERT INTO users (id, name, mail, nick) SELECT $1, $2, 'x', $3 RETURNING id;

-- ON CONFLICT … SET.
--> N= $NNn
INSERT INTO users (id, name, mail) VALUES ($1, $2, 'x') ON CONFLICT (id) DO UPDATE SET nick = $3 RETURNING id;

-- Several rows of VALUES.
--> N $NnNn
INSERT INTO users (id, name, mail, nick) VALUES ($1, 'a', 'x', $2), ($3, 'b', 'y', $4) RETURNING id;

-- IS NOT DISTINCT FROM finds NULL too.
--> N $n
SELECT id FROM users WHERE nick IS NOT DISTINCT FROM $1;

-- LIMIT and OFFSET are numbers; = ANY takes a list.
--> N $NNN
SELECT id FROM users WHERE id = ANY ($3::int[]) LIMIT $1 OFFSET $2;

-- In the select list nothing speaks for NULL.
--> n= $N
SELECT $1::text;

-- concat takes NULL for nothing: the application can pass '' as well.
--> N= $N
SELECT concat('a', $1::text);

---- A shop, a blog and a service once more: functions and shapes that people use every day

-- to_char of numbers is text in any case; of times it is NULL for infinity, unless it is the present time.
--> nnNNN
SELECT to_char(total, 'FM999.00') AS n1, to_char(sent_at, 'YYYY-MM-DD') AS n2, to_char(now(), 'Month') AS nn3, to_char(id, '0000') AS nn4, to_char(1.5::float8, '9.9') AS nn5 FROM orders;

-- Parts and differences of times: an infinite one has a year, but no month.
--> NNNNNNNN
SELECT extract(year FROM at) AS n_inf, date_part('epoch', at) AS dp, date_trunc('month', at) AS nn, at::date AS nn1, age(at) AS nn2, extract(epoch FROM now() - at)::int AS x, at - interval '1 day' AS nn3, at AT TIME ZONE 'UTC' AS nn4 FROM events;

-- Functions of strings; only a regular expression may find nothing.
--> NNNNNNNNNNNNnNNNNNNNNNNNNNNNNNNNNN
SELECT concat_ws(' ', name, nick) AS nn, name || ' <' || mail || '>' AS nn1, left(name, 3) AS nn2, right(name, 2) AS nn3, split_part(mail, '@', 2) AS nn4, initcap(name) AS nn5, repeat('x', 3) AS nn6, md5(name) AS nn7, reverse(name) AS nn8, trim(name) AS nn9, replace(name, 'a', 'b') AS nn10, substring(name FROM 1 FOR 2) AS nn11, substring(name FROM 'a.*') AS n_regex, position('a' IN name) AS nn12, lpad(name, 10) AS nn13, overlay(name PLACING 'x' FROM 1) AS nn14, translate(name,'a','b') AS nn15, ascii(name) AS nn16, chr(65) AS nn17, regexp_replace(name, 'a', 'b') AS nn18, regexp_split_to_array(name, ' ') AS nn19, string_to_array(name, ',') AS nn20, starts_with(name, 'a') AS nn21, format('%s-%s', name, nick) AS nn22, quote_literal(name) AS nn23, encode(sha256(name::bytea), 'hex') AS nn24, strpos(name, 'a') AS nn25, char_length(name) AS nn26, name ~ 'a' AS nn27, name ILIKE '%a' AS nn28, name SIMILAR TO 'a%' AS nn29, normalize(name) AS nn30, to_hex(id) AS nn31, convert_to(name, 'UTF8') AS nn32 FROM users;

-- Arithmetic.
--> NNNNNNNNnNNNNNNNNNNNNNNNNNN
SELECT round(qty * 1.5, 2) AS nn, ceil(qty / 2.0) AS nn1, abs(qty) AS nn2, mod(qty, 3) AS nn3, power(qty, 2) AS nn4, greatest(qty, price) AS nn5, least(qty, 1) AS nn6, coalesce(price, 0) AS nn7, nullif(qty, 0) AS n, qty::text AS nn8, qty::numeric(10,2) AS nn9, random() AS nn10, trunc(qty::numeric, 2) AS nn11, sign(qty) AS nn12, width_bucket(qty, 0, 10, 5) AS nn13, floor(qty::float8) AS nn14, sqrt(qty) AS nn15, ln(qty+1.0) AS nn16, qty % 2 = 0 AS nn17, qty BETWEEN 1 AND 2 AS nn18, qty IN (1,2) AS nn19, -qty AS nn20, qty & 1 AS nn21, div(qty, 2) AS nn22, random() * 10 AS nn23, pi() AS nn24, degrees(1.0) AS nn25 FROM items;

-- JSON: what is looked up by key may be missing, what is built is there.
--> nnNNNNNNNNNNNNNNnNNNNNNnNN
SELECT settings->'a' AS n, settings->>'a' AS n1, settings || '{}' AS nn, settings ? 'a' AS nn1, jsonb_build_object('id', id, 'nick', nick) AS nn2, jsonb_array_length(settings) AS x, to_jsonb(u) AS nn3, row_to_json(u) AS nn4, settings @> '{}' AS nn5, jsonb_set(settings, '{a}', '1') AS nn6, jsonb_typeof(settings) AS nn7, jsonb_pretty(settings) AS nn8, settings - 'a' AS nn9, jsonb_strip_nulls(settings) AS nn10, settings::text AS nn11, json_build_array(1, nick) AS nn12, jsonb_path_exists(settings, '$.a') AS nx, coalesce(settings->>'a', '') AS nn13, (settings->>'a') IS NULL AS nn14, jsonb_path_query_array(settings, '$.a') AS nn15, to_json(name) AS nn16, jsonb_object_keys(settings) AS nn17, jsonb_concat(settings, settings) AS nn18, settings #> '{a}' AS n2, json_object('{a,b}'::text[]) AS nn19, jsonb_insert(settings, '{x}', '1') AS nn20 FROM users u;

-- Aggregates of groups.
--> NNNNNNNNNNNNNNNNNnnnNNNnNNn
SELECT user_id, count(*) AS nn, max(id) AS nn1, min(id) AS nn1b, array_agg(id) AS nn2, string_agg(status, ',') AS nn3, bool_or(status = 'paid') AS nn4, jsonb_agg(note) AS nn5, sum(id) AS nn6, avg(id) AS nn7, count(DISTINCT note) AS nn8, json_object_agg(id, note) AS nn9, sum(CASE WHEN status = 'paid' THEN 1 ELSE 0 END) AS nn10, coalesce(sum(total), 0) AS nn11, array_agg(DISTINCT status ORDER BY status) AS nn12, percentile_cont(0.5) WITHIN GROUP (ORDER BY id) AS nn13, mode() WITHIN GROUP (ORDER BY status) AS nn14, stddev(id) AS n, max(paid_at) AS n1, sum(total) FILTER (WHERE total > 1) AS n2, every(id > 0) AS nn15, bit_or(id) AS nn16, count(*) FILTER (WHERE status = 'x') AS nn17, variance(id) AS n3, var_pop(id) AS nn18, min(state) AS nn20, (array_agg(id ORDER BY id))[1] AS nx FROM orders GROUP BY user_id;

-- A dashboard: aggregates over all rows, which may be none.
--> NNNNNNNNnNnNNnN=
SELECT count(*) AS nn, coalesce(sum(total), 0) AS nn1, coalesce(max(id), 0) AS nn2, coalesce(array_agg(id), '{}') AS nn3, coalesce(jsonb_agg(id), '[]'::jsonb) AS nn4, count(*) FILTER (WHERE total > 1) * 100.0 / greatest(count(*), 1) AS nn5, coalesce(avg(total), 0)::float8 AS nn6, EXISTS (SELECT 1 FROM users) AS nn7, sum(total) AS n, (SELECT count(*) FROM users) AS nn8, round(100.0 * count(paid_at) / nullif(count(*), 0), 1) AS n2, (count(*) > 0) AS nn9, coalesce(string_agg(status, ','), '') AS nn10, array_length(array_agg(id), 1) AS n3, cardinality(coalesce(array_agg(id), '{}')) AS nn11 FROM orders;

-- Window functions; frames that leave out the current row may be empty.
--> NNNnNNNNNNNNNNNnNn
SELECT id, row_number() OVER w AS nn, rank() OVER w AS nn1, lag(id) OVER w AS n, lag(id, 1, 0) OVER w AS nn2, first_value(id) OVER w AS nn3, last_value(id) OVER w AS nn3b, sum(id) OVER w AS nn4, count(*) OVER () AS nn5, ntile(4) OVER w AS nn6, max(id) OVER (PARTITION BY user_id) AS nn7, avg(id) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS nn8, percent_rank() OVER w AS nn9, coalesce(lag(id) OVER w, 0) AS nn10, id - lag(id, 1, id) OVER w AS nn11, nth_value(id, 2) OVER w AS n3, array_agg(id) OVER w AS nn12, sum(id) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS n4 FROM orders WINDOW w AS (PARTITION BY user_id ORDER BY id);

-- CASE, COALESCE and arrays.
--> NNNnNnNnNnNNnNnNNNNNNNNnNNNnNn
SELECT CASE state WHEN 'new' THEN 'n' WHEN 'paid' THEN 'p' ELSE state::text END AS nn1, CASE WHEN total > 100 THEN 'big' WHEN total > 10 THEN 'mid' ELSE 'small' END AS nn2, CASE WHEN total IS NOT NULL THEN total ELSE 0 END AS nn3, CASE WHEN state = 'sent' THEN sent_at END AS n, coalesce(note, 'x') AS nn5, array_length(codes, 1) AS n2, cardinality(codes) AS nn6, codes[1] AS n3, array_to_string(codes, ',') AS nn7, 'x' = ANY(codes) AS nelems, codes || 'x'::text AS nn8, array_append(codes, 'x') AS nn9, unnest(codes) AS nx, array_remove(codes, 'x') AS nn10, array_position(codes, 'x') AS n4, codes @> '{x}' AS nn11, status IN ('paid', 'new') AS nn12, state::text AS nn13, state > 'new' AS nn14, (paid_at IS NOT NULL) AS nn15, note IS DISTINCT FROM 'x' AS nn16, id::text || '-' || status AS nn17, coalesce(total, 0) + 1 AS nn18, total::numeric / 100 AS n5, coalesce(card, iban, '') AS nn19, num_nonnulls(card, iban) AS nn20, codes::text[] AS nn21, array_upper(codes, 1) AS n6, coalesce(array_length(codes, 1), 0) AS nn22, array_dims(codes) AS n7 FROM orders;

-- Aggregates joined as subqueries: in LATERAL they always have a row.
--> NNnNn
SELECT u.id, coalesce(o.n, 0) AS nn, o.last AS n, p.cnt AS nn2, x.m AS n2 FROM users u LEFT JOIN (SELECT user_id, count(*) AS n, max(paid_at) AS last FROM orders GROUP BY user_id) o ON o.user_id = u.id CROSS JOIN LATERAL (SELECT count(*) AS cnt FROM orders o2 WHERE o2.user_id = u.id) p LEFT JOIN LATERAL (SELECT max(id) AS m FROM orders o3 WHERE o3.user_id = u.id) x ON true;

-- A tree by a recursive query.
--> NNnNNN
WITH RECURSIVE tree AS (SELECT id, name, referrer, 1 AS depth, name AS path, ARRAY[id] AS ids FROM users WHERE referrer IS NULL UNION ALL SELECT c.id, c.name, c.referrer, t.depth + 1, t.path || '/' || c.name, t.ids || c.id FROM users c JOIN tree t ON t.id = c.referrer) SELECT id, name, referrer AS n, depth, path, ids FROM tree ORDER BY path;

-- A report with a row for each day.
--> NNn
SELECT d::date AS nn, coalesce(s.n, 0) AS nn1, s.n AS n FROM generate_series(now() - interval '7 days', now(), interval '1 day') AS d LEFT JOIN (SELECT date_trunc('day', at) AS day, count(*) AS n FROM events GROUP BY 1) s ON s.day = d ORDER BY 1;

-- Subqueries as values.
--> NNnNNNNN
SELECT u.name, (SELECT count(*) FROM orders o WHERE o.user_id = u.id) AS nn, (SELECT max(o.id) FROM orders o WHERE o.user_id = u.id) AS n, coalesce((SELECT sum(o.total) FROM orders o WHERE o.user_id = u.id), 0) AS nn1, ARRAY(SELECT o.id FROM orders o WHERE o.user_id = u.id) AS nn2, EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id) AS nn3, u.id IN (SELECT user_id FROM orders) AS nn4, (SELECT coalesce(jsonb_agg(o.id), '[]') FROM orders o WHERE o.user_id = u.id) AS nn5 FROM users u;

-- A three-way join with a filter.
--> NNN
SELECT o.id, u.name AS nn, i.qty * coalesce(i.price, 0) AS nn1 FROM items i JOIN orders o ON o.id = i.order_id JOIN users u ON u.id = o.user_id WHERE o.status = 'paid' AND o.paid_at > now() - interval '30 days';

-- Shares and ranks over groups.
--> nNNNNNN
SELECT kind AS n, count(*) AS nn, min(at) AS nn1, max(at) - min(at) AS nn2, count(*)::float8 / sum(count(*)) OVER () AS nn3, rank() OVER (ORDER BY count(*) DESC) AS nn4, round(avg(extract(epoch FROM at))) AS x FROM events GROUP BY kind;

-- The present time and the server.
--> NNNNNNNNNNNNNNNNnNNNNNNnNNNNNNNNNNNNNNNNNNnNnnNn=
SELECT gen_random_uuid() AS nn, current_date AS nn1, current_timestamp AS nn2, localtimestamp AS nn3, clock_timestamp() AS nn4, current_user AS nn5, version() AS nn6, pg_size_pretty(100::bigint) AS nn7, make_interval(days => 3) AS nn8, make_date(2024, 1, 1) AS nn9, to_timestamp(0) AS nn10, to_date('2024', 'YYYY') AS nn11, to_number('1', '9') AS nn12, nextval('orders_id_seq') AS nn13, currval('orders_id_seq') AS nn13b, current_setting('timezone') AS nx, current_setting('x.y', true) AS n, pg_typeof(1) AS nn14, inet '10.0.0.1' << inet '10.0.0.0/8' AS nn15, host(inet '10.0.0.1') AS nn16, encode('a'::bytea, 'base64') AS nn17, length('a'::bytea) AS nn18, int4range(1, 5) AS nn19, lower(int4range(1,5)) AS n2, isempty(int4range(1,5)) AS nn20, tstzrange(now(), NULL) @> now() AS nn21, justify_interval(interval '1 day') AS nn22, statement_timestamp() AS nn23, timeofday() AS nn24, txid_current() AS nn25, pg_backend_pid() AS nn26, setval('orders_id_seq', 5) AS nn27, lastval() AS nn28, isfinite(now()) AS nn29, date_bin('1 hour', now(), now()) AS nn30, now()::time AS nn31, interval '1 day' * 2 AS nn32, now() - now() AS nn33, current_date - 1 AS nn34, current_date - current_date AS nn35, pg_try_advisory_lock(1) AS nn36, hashtext('a') AS nn37, current_schema() AS n3, current_database() AS nn38, pg_table_size('orders') AS n4, obj_description(1) AS n5, txid_current_snapshot() AS nn39, inet_client_addr() AS n6;

-- CUBE leaves columns out; GROUPING and counts are there.
--> nnNN
SELECT user_id, status, GROUPING(user_id) AS nn, count(*) AS nn1 FROM orders GROUP BY CUBE (user_id, status);

-- A field of a composite in LATERAL.
--> Nn
SELECT u.id, h.street AS n FROM users u, LATERAL (SELECT (u.home).street) h;

-- Groups with HAVING.
--> NNnNN
SELECT o.user_id, max(i.qty) AS nn, sum(i.qty * i.price) AS n, sum(i.qty * coalesce(i.price, 0)) AS nn1, bool_and(i.price IS NULL) AS nn2 FROM orders o JOIN items i ON i.order_id = o.id GROUP BY o.user_id HAVING sum(i.qty) > 5;

-- The latest order of each user.
--> NNNn
SELECT DISTINCT ON (user_id) user_id, id, status, total AS n FROM orders WHERE paid_at IS NOT NULL ORDER BY user_id, paid_at DESC;

-- UNION ALL of labels.
--> NNN
SELECT 'user' AS kind, id, name AS label FROM users UNION ALL SELECT 'order', id, status FROM orders ORDER BY 3;

-- Counting tags.
--> nN
SELECT t.tag AS nx, count(*) AS nn FROM orders, unnest(codes) AS t(tag) GROUP BY t.tag;

-- Keys and values of JSON.
--> NNNn
SELECT u.id, x.key, x.value AS nn, y.value AS n FROM users u, jsonb_each(u.settings) x, jsonb_each_text(u.settings) y;

-- Elements of JSON with their number, and rows made of them.
--> NNn
SELECT e.elem, e.ord, j.n FROM users u, jsonb_array_elements(u.settings) WITH ORDINALITY e(elem, ord), jsonb_to_recordset(u.settings) AS j(n int);

-- Self join.
--> NNN
SELECT a.id, a.name, b.name AS ref FROM users a JOIN users b ON a.referrer = b.id WHERE a.deleted_at IS NULL AND b.nick = 'x';

-- The span of a table that may be empty.
--> nn=
SELECT min(at) AS n, max(at) AS n1 FROM events;

-- A materialised view joined.
--> NNn
SELECT id, name, ts.n FROM users LEFT JOIN totals ts ON ts.user_id = id;

-- Defaults and tests of columns that may be NULL.
--> NNnNnNNNnn
SELECT coalesce(nick, name) AS nn, coalesce(nullif(nick, ''), name) AS nn1, nullif(trim(name), '') AS n, name IS NOT NULL AND nick IS NOT NULL AS nn2, age > 18 AS n1, coalesce(age > 18, false) AS nn3, (age IS NOT NULL AND age > 18) AS nn4, (nick = 'x') IS TRUE AS nn5, age::text AS n2, extract(year FROM age(now(), deleted_at)) AS n3 FROM users;

-- Objects for an API.
--> NNnNNNN
SELECT o.id, json_build_object('id', u.id, 'name', u.name) AS nn, (SELECT json_agg(json_build_object('line', i.line)) FROM items i WHERE i.order_id = o.id) AS n, row_to_json(o.*) AS nn1, to_jsonb(o) - 'id' AS nn2, jsonb_build_array(o.id) AS nn3, json_agg(u.id) OVER () AS nn4 FROM orders o JOIN users u ON u.id = o.user_id;

-- Windows of aggregates.
--> NNNn
SELECT name, count(*) OVER (PARTITION BY age) AS nn, string_agg(name, ', ') OVER (ORDER BY id) AS nn1, bool_and(age > 1) OVER () AS n FROM users;

-- A materialised view behind an outer join.
--> NnnN
SELECT u.id, s.total AS n, s.n AS n1, coalesce(s.n, 0) > 0 AS nn FROM users u LEFT JOIN totals s ON s.user_id = u.id WHERE u.age > 3;

-- A condition in ON keeps the outer join.
--> NNn
SELECT u.id, coalesce(o.total, 0) AS nn, o.status AS n FROM users u LEFT JOIN orders o ON o.user_id = u.id AND o.status = 'open';

-- What is missing, with what is there.
--> NN
SELECT o.status AS nn, u.name AS nn1 FROM orders o LEFT JOIN users u ON u.id = o.user_id LEFT JOIN items i ON i.order_id = o.id WHERE i.line IS NULL;

-- Month by month, with the month before.
--> NNnNNN
WITH monthly AS (SELECT date_trunc('month', at) AS m, count(*) AS n FROM events GROUP BY 1) SELECT m, n AS nn0, lag(n) OVER (ORDER BY m) AS n1, n - coalesce(lag(n) OVER (ORDER BY m), 0) AS nn, round(100.0 * n / sum(n) OVER (), 2) AS nn1, sum(n) OVER (ORDER BY m) AS nn2 FROM monthly;

-- The three latest of each.
--> NN
SELECT x.id, x.rn FROM (SELECT o.*, row_number() OVER (PARTITION BY user_id ORDER BY id DESC) AS rn FROM orders o) x WHERE x.rn <= 3;

-- A list of values.
--> NN
SELECT v.id, v.label FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, label);

-- A series of numbers.
--> NNN
SELECT g AS nn, g::text AS nn1, repeat('x', g) AS nn2 FROM generate_series(1, 10) g;

-- Words of a text with their number.
--> NN
SELECT t.word AS nn, t.n AS nn1 FROM users u, regexp_split_to_table(u.name, ' ') WITH ORDINALITY AS t(word, n);

-- Regular expressions.
--> nnNNnN
SELECT m[1] AS n, (regexp_match(name, 'a(.)'))[1] AS n1, regexp_matches(name, 'x') AS nn, string_to_array(name, ' ') AS nn2, regexp_substr(name, 'a') AS n2, regexp_count(name, 'a') AS nn3 FROM users, regexp_matches(name, 'a') m;

-- A text cut into rows.
--> N
SELECT string_to_table(name, ',') AS nn FROM users;

-- Arrays of what an outer join found.
--> NnNNn
SELECT u.id, array_agg(o.id) FILTER (WHERE o.id IS NOT NULL) AS n, coalesce(array_agg(o.id) FILTER (WHERE o.id IS NOT NULL), '{}') AS nn, count(o.id) AS nn1, max(o.id) AS n1 FROM users u LEFT JOIN orders o ON o.user_id = u.id GROUP BY u.id;

-- Groups by day of what is paid.
--> NnN
SELECT paid_at::date AS nn, sum(total)::bigint AS n, min(paid_at) AS nn1 FROM orders WHERE paid_at IS NOT NULL GROUP BY paid_at::date;

-- Counts in LATERAL.
--> NN
SELECT a.user_id, b.cnt AS nn FROM orders a, LATERAL (SELECT count(*) AS cnt FROM items i WHERE i.order_id = a.id) b;

-- Tests give true or false, comparisons NULL too.
--> NnNNnNNN
SELECT (nick IS NULL) AS nn, NOT (age > 3) AS n, (age > 3) IS NOT TRUE AS nn1, nick IS NOT DISTINCT FROM 'x' AS nn2, (home).city AS n1, home IS NULL AS nn3, ROW(id, name) AS nn4, (id, name) = (1, 'x') AS nn5 FROM users;

-- Parts of times, once more.
--> NNnnnNNNNNNnNNNN
SELECT date_part('year', at) AS nn10, extract(epoch FROM (now() - at)) AS nn11, extract(dow FROM at) AS nx, at::time AS n3, to_char(at, 'HH24') AS n4, at + make_interval(hours => 1) AS nn, date(at) AS nn1, at::text AS nn2, age(now(), at) AS nn3, at > now() AS nn4, (at, at) OVERLAPS (now(), now()) AS nn5, extract(day FROM at::date) AS n6, extract(hour FROM interval '1 hour') AS nn6, date_part('month', current_date) AS nn7, extract(year FROM current_date)::int AS nn8, extract(year FROM now()) AS nn9 FROM events;

-- Aggregates of JSON.
--> NnnnNN
SELECT count(*) FILTER (WHERE kind = 'a') AS nn, sum((data->>'n')::int) AS n, max(data->>'x') AS n1, bool_or(kind = 'x') AS n2, count(DISTINCT data->>'u') AS nn1, jsonb_object_agg(at::text, data) AS nn2 FROM events GROUP BY date_trunc('hour', at);

-- Computed in LATERAL.
--> NNN
SELECT id, bit_length(name) AS nn, crypt AS x FROM users, LATERAL (SELECT md5(name) AS crypt) c;

-- Money.
--> NNNnNNN
SELECT id, round(coalesce(total, 0) * 0.19, 2) AS nn, (coalesce(total, 0) * 100)::bigint AS nn1, total * 2 AS n, to_char(coalesce(total, 0) / 100.0, 'FM999990.00') AS nn2, coalesce(total::text, '-') AS nn3, money(coalesce(total, 0)) AS nn4 FROM orders;

-- Arrays.
--> NNnNnNNNNnNNnNN
SELECT width_bucket(qty, ARRAY[1,5,10]) AS nn, generate_subscripts(ARRAY[1,2], 1) AS nn1, array_ndims(ARRAY[1]) AS n, ARRAY[qty, line] AS nn3, (ARRAY['a','b'])[1] AS n2, array_fill(0, ARRAY[3]) AS nn4, array_prepend(1, ARRAY[2]) AS nn5, array_cat(ARRAY[1], ARRAY[2]) AS nn6, ARRAY[1] || 2 AS nn7, array_position(ARRAY[1], 1) AS n3, array_positions(ARRAY[1], 1) AS nn8, array_replace(ARRAY[1], 1, 2) AS nn9, array_lower(ARRAY[1], 1) AS nx, trim_array(ARRAY[1,2], 1) AS nn10, ARRAY[1] && ARRAY[2] AS nn11 FROM items;
