-- name: Sizes :many
SELECT size FROM shirt ORDER BY id;

-- name: Others :many
SELECT other FROM shirt ORDER BY id;

-- name: WrongOther :one
-- sqlq: notnull other
SELECT other FROM shirt WHERE id = $1;

-- name: Collected :one
SELECT array_agg(size ORDER BY id)::size[] AS sizes FROM shirt;
