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
