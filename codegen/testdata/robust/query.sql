-- name: GetPerson :one
SELECT p.*, sqlq.many((SELECT sqlq.embed(t) FROM pets t WHERE t.owner = p.id ORDER BY t.id)) AS pets
FROM people p WHERE p.id = @id;

-- name: FindPerson :opt
SELECT * FROM people WHERE id = @id;

-- name: ListPeople :many
SELECT * FROM people ORDER BY id;

-- name: ListPeopleByMood :many
SELECT id FROM people WHERE mood = ANY(@moods::mood[]) ORDER BY id;

-- name: PagePeople :many
-- sqlq: keyset
SELECT id, name FROM people ORDER BY id LIMIT @limit;

-- name: Numbers :iter
SELECT n::int AS n, repeat('x', 100) AS pad FROM generate_series(1, @upto::int) n;

-- name: NumbersList :many
SELECT n::int AS n, repeat('x', 100) AS pad FROM generate_series(1, @upto::int) n;

-- name: StreamOfTroubles :iter
SELECT (100 / (n - @bad::int))::int AS x FROM generate_series(1, 1000) n;

-- name: Nap :exec
SELECT pg_sleep(@seconds::float8);

-- name: NapAndList :many
SELECT n::int AS n FROM generate_series(1, 1000) n WHERE pg_sleep(@seconds::float8) IS NOT NULL;

-- name: NapEach :batchmany
SELECT n::int AS n FROM generate_series(1, 1000) n WHERE pg_sleep(@seconds::float8) IS NOT NULL;

-- name: NapNested :many
SELECT v.n, sqlq.many((SELECT g::int AS g FROM generate_series(1, v.n) g WHERE pg_sleep(@seconds::float8) IS NOT NULL)) AS slow
FROM (VALUES (1000)) v(n);

-- NapSplit can be slow in the second statement of its batch, and in the depth behind it.
-- name: NapSplit :many
-- sqlq: load split
SELECT v.n, sqlq.many((SELECT g::int AS g FROM generate_series(1, v.n) g)) AS quick,
       sqlq.many((SELECT g::int AS g, sqlq.many((SELECT h::int AS h FROM generate_series(1, g) h
                                                 WHERE pg_sleep(@inner::float8) IS NOT NULL)) AS inner
                  FROM generate_series(1, v.n) g WHERE pg_sleep(@seconds::float8) IS NOT NULL)) AS slow
FROM (VALUES (1), (100)) v(n);

-- name: NapBulk :bulkexec
INSERT INTO accounts (id, balance) VALUES (@id, CASE WHEN pg_sleep(@seconds::float8) IS NULL THEN 0 ELSE 1 END);

-- name: SplitPeople :many
-- sqlq: load split
SELECT p.id, p.name, sqlq.many((SELECT t.* FROM pets t WHERE t.owner = p.id ORDER BY t.id)) AS pets,
       sqlq.maybe((SELECT a.* FROM accounts a WHERE a.id = p.id)) AS account
FROM people p WHERE p.id = ANY (@ids::bigint[]) ORDER BY p.id;

-- name: AddPerson :exec
INSERT INTO people (id, name, mood, moods, age, tags) VALUES (@id, @name, @mood, @moods, @age, @tags);

-- name: RenamePerson :execrows
UPDATE people SET name = @name WHERE id = @id;

-- name: RenameAll :execresult
UPDATE people SET name = name || @suffix::text;

-- name: CopyPeople :copyfrom
INSERT INTO people (id, name, mood) VALUES (@id, @name, @mood);

-- name: BulkPeople :bulkexec
INSERT INTO people (id, name, mood) VALUES (@id, @name, @mood);

-- name: BulkPeopleReturning :bulkmany
INSERT INTO people (id, name, mood) VALUES (@id, @name, @mood) RETURNING id;

-- name: RenameEach :batchexec
UPDATE people SET name = @name WHERE id = @id;

-- name: PersonNames :batchone
SELECT name FROM people WHERE id = @id;

-- name: NumbersEach :batchmany
SELECT (100 / n)::int AS x FROM generate_series(@low::int, 3) n;

-- name: Balance :one
SELECT balance FROM accounts WHERE id = @id;

-- name: SetBalance :execrows
UPDATE accounts SET balance = @balance WHERE id = @id;

-- name: Settings :one
SELECT * FROM settings;

-- name: AddSettings :exec
INSERT INTO settings (day, at, atz, span, raw, x) VALUES (@day, @at, @atz, @span, @raw, @x);

-- name: NestedKinds :one
SELECT 1 AS one, sqlq.many((SELECT sqlq.embed(k) FROM kinds k)) AS kinds;
