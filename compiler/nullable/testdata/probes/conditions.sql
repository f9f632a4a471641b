-- What CHECK constraints and generated columns tell where a condition stands: in a branch of CASE, beside
-- the other arguments of COALESCE, in RETURNING.
CREATE TABLE people (
  id int PRIMARY KEY, first text, nick text, born date,
  year int GENERATED ALWAYS AS (extract(year FROM born)::int) STORED,
  shown text GENERATED ALWAYS AS (coalesce(nick, '-')) STORED,
  CHECK (first IS NOT NULL OR nick IS NOT NULL)
);
CREATE TABLE tasks (
  id int PRIMARY KEY, owner int NOT NULL REFERENCES people, state text NOT NULL, done_at timestamptz, done_by int, sent_at timestamptz,
  CHECK (done_at IS NULL OR done_by IS NOT NULL),
  CHECK ((state = 'done') = (done_at IS NOT NULL)),
  CONSTRAINT sent CHECK (state <> 'sent' OR sent_at IS NOT NULL) NOT VALID
);
CREATE TABLE parent (id int, a int, b int, g int GENERATED ALWAYS AS (a + 1) STORED, CHECK (a IS NULL OR b IS NOT NULL) NO INHERIT);
CREATE TABLE child () INHERITS (parent);
CREATE TABLE edges (id int PRIMARY KEY, up int);
CREATE VIEW busy AS
  SELECT t.id, p.nick, f.first, count(e.id) AS n FROM tasks t JOIN people p ON p.id = t.owner LEFT JOIN people f ON f.id = t.done_by
  LEFT JOIN edges e ON e.up = t.id GROUP BY t.id, p.nick, f.first;
CREATE VIEW split AS
  SELECT t.id, f.first FROM edges e LEFT JOIN (tasks t JOIN people f ON f.id = t.done_by) ON t.id = e.up GROUP BY t.id, f.first;

-- data
INSERT INTO people (id, first, nick, born) VALUES (1, 'Ann', NULL, '2000-01-01'), (2, NULL, 'bo', NULL), (3, 'C', 'c', '1990-05-05');
ALTER TABLE tasks DROP CONSTRAINT sent;
INSERT INTO tasks VALUES (1, 1, 'open', NULL, NULL, NULL), (2, 2, 'done', now(), 3, NULL), (3, 3, 'done', now(), 1, now()), (4, 1, 'sent', NULL, NULL, NULL);
ALTER TABLE tasks ADD CONSTRAINT sent CHECK (state <> 'sent' OR sent_at IS NOT NULL) NOT VALID;
INSERT INTO parent VALUES (1, 1, 1), (2, NULL, NULL);
INSERT INTO child VALUES (3, 1, NULL);
INSERT INTO edges VALUES (1, 1), (2, 2), (3, 2), (4, NULL), (5, 9);

-- want: NNNNN
SELECT coalesce(first, nick), coalesce(nick, first), coalesce(first, nick, born::text), greatest(first, nick), coalesce(born::text, nick, first) FROM people

-- want: nnnn
SELECT first || nick, coalesce(first, born::text), coalesce(upper(nick), nick), least(nick, nick) FROM people

-- want: NNn
SELECT CASE WHEN first IS NULL THEN nick ELSE first END, CASE WHEN nick IS NOT NULL THEN nick ELSE first END, CASE WHEN first IS NULL THEN first ELSE nick END FROM people

-- want: nn
SELECT coalesce(p.first, p.nick), CASE WHEN p.first IS NULL THEN p.nick ELSE p.first END FROM edges e LEFT JOIN people p ON p.id = e.up

-- want: NN
SELECT coalesce(p.first, p.nick), CASE WHEN p.id IS NOT NULL THEN coalesce(p.first, p.nick) ELSE '' END FROM edges e LEFT JOIN people p ON p.id = e.up WHERE p.id > 0

-- want: nN
SELECT coalesce(p.first, p.nick), CASE WHEN p.id IS NOT NULL THEN coalesce(p.first, p.nick) ELSE '' END FROM edges e LEFT JOIN people p ON p.id = e.up

-- want: NNNnn
SELECT CASE WHEN state = 'done' THEN done_at ELSE now() END, CASE state WHEN 'done' THEN done_at ELSE now() END, CASE state WHEN 'done' THEN done_by ELSE 0 END,
  CASE state WHEN 'open' THEN done_at ELSE now() END, CASE state WHEN 'sent' THEN sent_at ELSE now() END FROM tasks

-- want: NnN
SELECT CASE WHEN done_at IS NOT NULL THEN done_by ELSE 0 END, CASE WHEN done_at IS NULL THEN done_by ELSE 0 END, coalesce(CASE WHEN done_at > now() THEN done_by END, 0) FROM tasks

-- want: nnn
SELECT (SELECT CASE WHEN t.state = 'done' THEN t.done_by END), (SELECT CASE WHEN t.state = 'done' THEN t.done_by ELSE 1 END), CASE WHEN t.state = 'done' THEN u.done_by ELSE 1 END
FROM tasks t, tasks u

-- want: n
SELECT CASE WHEN state = 'done' THEN max(done_at) ELSE now() END FROM tasks GROUP BY ROLLUP (state)

-- want: nn
SELECT CASE WHEN state = 'done' THEN done_at ELSE now() END, CASE WHEN grouping(done_at) = 0 AND state = 'done' THEN done_at ELSE now() END FROM tasks GROUP BY GROUPING SETS ((state, done_at), (state))

-- want: N
SELECT CASE WHEN state = 'done' THEN done_at ELSE now() END FROM tasks GROUP BY state, done_at

-- want: nn
SELECT CASE WHEN a IS NOT NULL THEN b ELSE 0 END, g FROM parent WHERE a IS NOT NULL

-- want: NN
SELECT CASE WHEN a IS NOT NULL THEN b ELSE 0 END, g FROM ONLY parent WHERE a IS NOT NULL

-- want: nNN
SELECT year, shown, CASE WHEN born IS NOT NULL THEN year ELSE 0 END FROM people

-- want: NN
SELECT year, shown FROM people WHERE born IS NOT NULL

-- want: nn
SELECT p.year, p.shown FROM edges e LEFT JOIN people p ON p.id = e.up AND p.born IS NOT NULL

-- want: NNnN
SELECT coalesce(e.id, p.id), coalesce(p.id, e.id), coalesce(e.up, p.id), CASE WHEN e.id IS NULL THEN p.id ELSE e.id END FROM edges e FULL JOIN people p ON p.id = e.up

-- want: nN
SELECT e.id, p.id FROM edges e FULL JOIN people p ON p.id = e.up WHERE e.id IS NULL

-- want: nn
SELECT coalesce(e.id, p.id), CASE WHEN e.id IS NULL THEN p.id ELSE e.id END FROM tasks t LEFT JOIN (edges e FULL JOIN people p ON p.id = e.up) ON e.id = t.id + 3

-- want: nnn
SELECT coalesce(e.id, p.id), coalesce(e.id, t.id), coalesce(e.id, p.id, t.id) FROM edges e FULL JOIN people p ON p.id = e.up FULL JOIN tasks t ON t.id = p.id - 1

-- want: Nn
SELECT coalesce(e.id, p.id), p.id FROM edges e LEFT JOIN people p ON p.id = e.up WHERE e.up IS NULL OR p.id IS NULL

-- want: NNN1
UPDATE tasks SET state = 'done', done_at = now(), done_by = 2 WHERE id = 1 RETURNING done_at, done_by, CASE WHEN state = 'done' THEN done_at ELSE now() END

-- want: Nn1
UPDATE tasks SET done_at = coalesce(done_at, now()), state = 'done', done_by = coalesce(done_by, 1) WHERE id = 1 RETURNING done_by, sent_at

-- want: nn1
UPDATE tasks SET state = 'open', done_at = NULL, done_by = NULL WHERE id = 2 AND state = 'done' RETURNING done_at, done_by

-- want: NNn1
UPDATE people SET born = '2001-02-03' WHERE id = 2 RETURNING year, coalesce(first, nick), first

-- want: nN1
UPDATE people SET born = NULL WHERE id = 1 AND born IS NOT NULL RETURNING year, shown

-- want: NnN=
INSERT INTO people (id, nick, born) VALUES (9, 'x', '2000-01-01') RETURNING year, first, coalesce(first, nick)

-- want: nN1
INSERT INTO people AS p (id, nick) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET nick = CASE WHEN p.first IS NULL THEN p.nick ELSE 'z' END WHERE p.id > 0 RETURNING year, coalesce(first, nick)

-- want: NNnN1
SELECT id, nick IS NOT NULL, first, n FROM busy WHERE id = 2

-- want: nn
SELECT id, first FROM split

-- want: Nn
SELECT id, first FROM split WHERE id = 2

-- want: n
SELECT a.id FROM edges m, people t LEFT JOIN LATERAL (SELECT e.id FROM edges e WHERE m.up = 1) a ON a.id = 1 WHERE t.id = 1 GROUP BY a.id

-- want: n1
SELECT a.id FROM people t LEFT JOIN LATERAL (SELECT e.id FROM edges e WHERE t.id = 1) a ON a.id = 1 WHERE t.id = 1 GROUP BY a.id

-- want: NNNN
WITH RECURSIVE t AS (SELECT id, up FROM edges WHERE up IS NULL UNION ALL SELECT e.id, e.up FROM edges e JOIN t ON e.up = t.id)
SEARCH DEPTH FIRST BY id SET place CYCLE id SET again USING way SELECT id, place, again, way FROM t

-- want: NnN
WITH RECURSIVE t AS (SELECT id, up FROM edges UNION ALL SELECT e.id, e.up FROM edges e JOIN t ON e.up = t.id)
SEARCH BREADTH FIRST BY id SET place CYCLE id SET again TO 1 DEFAULT NULL USING way SELECT place, again, way FROM t

-- want: N=
WITH made AS (INSERT INTO edges VALUES (77, 1) RETURNING id) SELECT id FROM made

-- want: N1
WITH made AS (INSERT INTO edges VALUES (1, 1) ON CONFLICT DO NOTHING RETURNING id) SELECT id FROM made
