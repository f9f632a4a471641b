-- name: Users :many
SELECT * FROM users ORDER BY id;
-- name: Whole :many
SELECT u FROM users u ORDER BY id;
-- name: Collected :one
SELECT array_agg(u ORDER BY u.id) AS list, ARRAY(SELECT x FROM users x ORDER BY id) AS again FROM users u;
-- name: Outer :many
SELECT n, u FROM generate_series(1, 3) AS n LEFT JOIN users u ON u.id = n ORDER BY n;
-- name: Through :many
WITH a AS (SELECT u AS row FROM users u) SELECT s.row FROM (SELECT a.row FROM a) s ORDER BY (s.row).id;
-- name: Added :one
INSERT INTO users AS u (id, email, nick, moods, home, born, paid) VALUES (@id, @email, @nick, @moods, @home, @born, @paid) RETURNING u;
-- name: Heads :many
SELECT h FROM heads h ORDER BY id;
-- name: Called :many
SELECT some_users() AS u;
-- name: CalledOne :one
SELECT one_user(@id) AS u;
-- name: Mail :one
SELECT mail(@u);
-- name: Nested :one
SELECT sqlq.many((SELECT u, l.old, l.more FROM users u ORDER BY u.id)) AS list, sqlq.many((SELECT x.* FROM users x ORDER BY x.id)) AS plain FROM log l WHERE l.id = @id;
-- name: Put :exec
INSERT INTO log (id, old, new, more) VALUES (@id, @old, @new, @more);
-- name: PutAll :bulkexec
INSERT INTO log (id, old, new, more) VALUES (@id, @old, @new, @more);
-- name: PutBatch :batchexec
INSERT INTO log (id, old, new, more) VALUES (@id, @old, @new, @more);
-- name: Logs :many
SELECT * FROM log ORDER BY id;
-- name: Same :many
SELECT id FROM log WHERE new::text = (@row::users)::text ORDER BY id;
-- name: Hide :one
UPDATE hidden AS h SET email = 'y' RETURNING h;
-- name: Wipe :exec
WITH x AS (DELETE FROM log) DELETE FROM users;
-- name: Neighbours :many
SELECT u.id, v AS next FROM users u LEFT JOIN users v ON v.id = u.id + 1 ORDER BY u.id;
-- name: Equal :one
SELECT count(*) FROM users u WHERE u = @whole::users;
-- name: Either :many
SELECT COALESCE(v, u) AS either, CASE WHEN u.id > 1 THEN u END AS late, ARRAY[u, v] AS both, COALESCE(u, @other) AS given FROM users u LEFT JOIN users v ON v.id = u.id + 1 ORDER BY u.id;
