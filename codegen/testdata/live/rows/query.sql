-- name: Whole :many
SELECT u FROM users u ORDER BY id;

-- name: Neighbours :many
SELECT u.id, v AS next FROM users u LEFT JOIN users v ON v.id = u.id + 1 ORDER BY u.id;

-- name: Together :one
SELECT array_agg(u ORDER BY id) AS users FROM users u;

-- name: Newest :one
SELECT newest();

-- name: Record :exec
INSERT INTO log (id, before, after, all_of) VALUES (@id, @before, @after, @all_of);

-- name: RecordMany :bulkexec
INSERT INTO log (id, before, after) VALUES (@id, @before, @after);

-- name: Recorded :many
SELECT * FROM log ORDER BY id;

-- name: Changes :many
SELECT u.id, sqlq.many((SELECT l.id, l.before, l.after FROM log l WHERE (l.after).id = u.id ORDER BY l.id)) AS changes
FROM users u ORDER BY u.id;

-- name: Same :one
SELECT count(*) FROM users u WHERE u = @whole::users;
