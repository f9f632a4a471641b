-- name: M1 :many
SELECT sqlq.foo(id) FROM orgs;
-- name: M2 :many
SELECT sqlq.manny((SELECT 1)) FROM orgs;
-- name: M3 :many
SELECT id FROM orgs WHERE id = sqlq.many((SELECT id FROM members));
-- name: M4 :many
SELECT id FROM orgs WHERE sqlq.embed(orgs);
-- name: M5 :many
SELECT sqlq.embed(nope) FROM orgs;
-- name: M6 :many
SELECT sqlq.embed(orgs, members) FROM orgs;
-- name: M7 :many
SELECT sqlq.arg() FROM orgs;
-- name: M8 :many
SELECT sqlq.arg(a, b) FROM orgs;
-- name: M9 :many
SELECT sqlq.opt(id = @id) FROM orgs;
-- name: M10 :many
SELECT id FROM orgs WHERE name = 'a' OR sqlq.opt(id = @id);
-- name: M11 :many
SELECT id FROM orgs WHERE sqlq.opt();
-- name: M12 :many
SELECT id FROM orgs WHERE sqlq.opt(name = 'x');
-- name: M13 :many
SELECT id FROM orgs WHERE id = sqlq.set(@id);
-- name: M14 :many
SELECT sqlq.const(@id::int) FROM orgs;
-- name: M15 :many
SELECT sqlq.slice(ids) FROM orgs;
-- name: M16 :many
SELECT id FROM orgs WHERE id IN (sqlq.slice(ids), 3);
-- name: M17 :many
SELECT id FROM orgs WHERE id = ANY(sqlq.slice(ids));
-- name: M18 :many
SELECT sqlq.many(SELECT 1) FROM orgs;
-- name: M19 :many
SELECT sqlq.many((1)) FROM orgs;
-- name: M20 :many
SELECT id, sqlq.maybe((SELECT m.* FROM members m WHERE m.org_id = orgs.id)) AS m FROM orgs;
-- name: M21 :many
SELECT id, sqlq.many((SELECT m.* FROM members m WHERE m.org_id = orgs.id)) FROM orgs;
-- name: M22 :many
SELECT id, sqlc.many((SELECT m.* FROM members m WHERE m.org_id = orgs.id)) AS m FROM orgs;
-- name: M23 :many
SELECT id FROM orgs WHERE id IN (sqlc.slice('ids'));
-- name: M24 :many
SELECT id FROM orgs WHERE id NOT IN (sqlc.slice('ids')) AND id = sqlc.arg('x') AND name = sqlc.narg('n')::text;
-- name: M25 :many
SELECT id, (sqlq.many((SELECT m.* FROM members m WHERE m.org_id = orgs.id)))[1] AS m FROM orgs;
-- name: M26 :many
SELECT id, coalesce(sqlq.maybe((SELECT m FROM members m WHERE m.org_id = orgs.id LIMIT 1)), NULL) AS m FROM orgs;
-- name: M27 :many
WITH x AS (SELECT id, sqlq.many((SELECT m.* FROM members m WHERE m.org_id = orgs.id)) AS ms FROM orgs) SELECT * FROM x;
-- name: M28 :many
SELECT id FROM orgs WHERE sqlq.opt(sqlq.opt(id = @id) AND name = @name);
-- name: M29 :many
SELECT sqlq.embed(o), o.id FROM (SELECT id, sqlq.embed(orgs) FROM orgs) o;
-- name: M30 :many
INSERT INTO orgs (slug, name) VALUES ('a', 'b') RETURNING sqlq.embed(orgs);
-- name: M31 :many
SELECT sqlq.nargs(a) FROM orgs;
-- name: M32 :many
SELECT sqlq.SET FROM orgs;
-- name: M33 :many
SELECT "sqlq".opt(1) FROM orgs;
-- name: M34 :many
UPDATE orgs SET name = sqlq.set(@name::text) WHERE id = @id RETURNING *;
-- name: M35 :exec
UPDATE orgs SET name = sqlq.set(upper(@name)) WHERE id = @id;
-- name: M36 :exec
UPDATE orgs SET (name, slug) = (sqlq.set(@name), sqlq.set(@slug)) WHERE id = @id;
-- name: M37 :exec
INSERT INTO orgs (name, slug) VALUES (sqlq.set(@name), @slug);
-- name: M38 :exec
UPDATE orgs SET name = sqlq.set('x') WHERE id = @id;
-- name: M39 :many
SELECT id FROM orgs WHERE sqlq.opt(id = @id) IS TRUE;
-- name: M40 :many
SELECT id FROM orgs WHERE sqlq.opt(id = @id, name = @name);
