-- Accounts and their profiles.

-- CreateUser opens an account. A taken address is reported by the unique key (SQLSTATE 23505).
-- name: CreateUser :one
INSERT INTO users (email, name)
VALUES (@email, @name)
RETURNING *;

-- name: CreateProfile :exec
INSERT INTO user_profiles (user_id, bio, avatar_url, birthday, settings)
VALUES (@user_id, @bio, @avatar_url, @birthday, @settings);

-- GetUserByEmail finds an account with its profile, which is nil if there is none.
-- name: GetUserByEmail :opt
SELECT sqlc.embed(u), sqlc.embed(p)
FROM users u
LEFT JOIN user_profiles p ON p.user_id = u.id
WHERE u.email = @email;

-- ListUsers reads the accounts in pages, newest first.
-- name: ListUsers :many
-- sqlq: keyset
SELECT *
FROM users
WHERE active = @active
ORDER BY created_at DESC, id DESC
LIMIT @max_rows;

-- SetUserActive closes or reopens an account.
-- name: SetUserActive :execrows
UPDATE users SET active = @active WHERE id = @id;

-- DeleteUser removes an account with its profile, orders and order items (foreign keys cascade).
-- name: DeleteUser :execrows
DELETE FROM users WHERE id = @id;

-- ImportUsers opens many accounts in one statement; addresses that are taken are left out. It
-- returns the new ones.
-- name: ImportUsers :bulkmany
INSERT INTO users (email, name, active)
VALUES (@email, @name, @active)
ON CONFLICT (email) DO NOTHING
RETURNING id, email;

-- SearchUsers looks for accounts; what is not asked for does not count.
-- name: SearchUsers :many
-- sqlq: order newest: created_at DESC, id DESC
-- sqlq: order name: lower(name), id
SELECT *
FROM users
WHERE sqlq.opt(active = @active)
  AND sqlq.opt(name ILIKE @pattern)
  AND sqlq.opt(created_at >= @since AND created_at < @until)
ORDER BY sqlq.order()
LIMIT @max_rows;

-- name: CountUsers :one
SELECT count(*) FROM users;
