-- name: AddMember :one
INSERT INTO members (name, tier, joined) VALUES (@name, @tier, @joined) RETURNING id;

-- name: AddVisit :exec
INSERT INTO visits (member_id, day) VALUES (@member_id, @day);

-- name: ListMembers :many
-- sqlq: keyset
SELECT * FROM members ORDER BY id LIMIT @limit;

-- name: Newest :many
-- sqlq: keyset
-- The sort keys point in different directions, and the row has only one of them.
SELECT id, name -- a comment
FROM members WHERE sqlq.opt(tier = @tier) ORDER BY joined DESC, id LIMIT @limit;

-- name: SearchMembers :many
-- sqlq: keyset
-- sqlq: order name: lower(m.name), m.id
-- sqlq: order tier: tier DESC, 1 DESC
SELECT m.id, m.name, m.tier, sqlq.many((SELECT v.day, v.member_id FROM visits v WHERE v.member_id = m.id ORDER BY v.day)) AS visits
FROM members m
WHERE m.name IS DISTINCT FROM @but
ORDER BY sqlq.order() LIMIT @limit;

-- name: Visited :many
-- sqlq: keyset
SELECT m.name, v.day, v.member_id FROM visits v JOIN members m ON m.id = v.member_id
ORDER BY v.day DESC, v.member_id DESC LIMIT @limit;

-- name: PerTier :many
-- sqlq: keyset
SELECT tier, count(*) AS n FROM members GROUP BY tier ORDER BY tier LIMIT @limit;

-- name: Names :many
-- sqlq: keyset
SELECT id FROM members ORDER BY coalesce(note, ''), id LIMIT @limit;

-- name: Fixed :many
-- sqlq: keyset
SELECT * FROM members ORDER BY id LIMIT 2;

-- name: Fetched :many
-- sqlq: keyset
SELECT id, name FROM members WHERE sqlq.opt(tier = @tier) ORDER BY joined DESC, id FETCH FIRST @n ROWS ONLY;

-- name: Capped :many
-- sqlq: keyset
SELECT id, name FROM members WHERE sqlq.opt(tier = @tier) ORDER BY joined DESC, id LIMIT least(@n, 2);

-- name: Defaulted :many
-- sqlq: keyset
-- sqlq: order name: lower(m.name), m.id
-- sqlq: order tier: tier DESC, 1 DESC
SELECT m.id, m.name, sqlq.many((SELECT v.day, v.member_id FROM visits v WHERE v.member_id = m.id ORDER BY v.day)) AS visits
FROM members m ORDER BY sqlq.order() LIMIT coalesce(sqlq.narg(n), (SELECT count(*) FROM visits WHERE false) + 2);

-- name: DefaultedSplit :many
-- sqlq: keyset
-- sqlq: load split
-- sqlq: order name: lower(m.name), m.id
-- sqlq: order tier: tier DESC, 1 DESC
SELECT m.id, m.name, sqlq.many((SELECT v.day, v.member_id FROM visits v WHERE v.member_id = m.id AND v.day > m.joined - interval '9 years' ORDER BY v.day)) AS visits
FROM members m ORDER BY sqlq.order() FETCH FIRST (coalesce(sqlq.narg(n), 2)) ROWS ONLY;
