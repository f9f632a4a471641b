-- Comments that were meant as more than that, and such that were not.

-- name GetOrg :one
SELECT id FROM orgs WHERE id = @id;

-- Name: ListOrgs :many
SELECT id FROM orgs ORDER BY id;

-- name : SpacedOrg :many
SELECT id FROM orgs ORDER BY id;

-- nmae: Misspelt :many
SELECT id FROM orgs ORDER BY id;

-- OnlyCommand :many
SELECT id FROM orgs ORDER BY id;

-- name: NoColon one
SELECT id FROM orgs WHERE id = 1;

-- name: Exce :exce
DELETE FROM orgs;

-- name: Glued:one
SELECT id FROM orgs WHERE id = 1;

-- name: A :many
-- sqlq keyset
SELECT id FROM orgs ORDER BY id LIMIT @limit;

-- name: B :many
-- sqlq : keyset
SELECT id FROM orgs ORDER BY id LIMIT @limit;

-- name: C :many
-- slqq: keyset
SELECT id FROM orgs ORDER BY id LIMIT @limit;

-- name: D :many
-- sqlc: keyset
SELECT id FROM orgs ORDER BY id LIMIT @limit;

-- name: E :many
-- sqlq; order newest: id DESC
SELECT id FROM orgs ORDER BY sqlq.order();

-- name: F :many
-- sqlq keysett
SELECT id FROM orgs ORDER BY id LIMIT @limit;

-- name: G :many
-- SQLQ: Keyset
SELECT id FROM orgs ORDER BY id LIMIT @limit;

-- name: H :many
SELECT id FROM orgs ORDER BY id
-- sqlq keyset
LIMIT @limit;

-- name: I :many
SELECT id FROM orgs ORDER BY id; -- sqlq: keyset

-- name: Variants :many
-- sqlq: variants many
SELECT id FROM orgs WHERE sqlq.opt(id = @id) ORDER BY id;

-- name: Load :many
-- sqlq: load splitt
SELECT o.id, sqlq.many((SELECT m.id FROM members m WHERE m.org_id = o.id)) AS members FROM orgs o ORDER BY o.id;

-- name: Macro1 :many
SELECT id FROM orgs WHERE sqlq.ot(id = @id);
-- name: Macro2 :many
SELECT sqlq.embedd(orgs) FROM orgs;
-- name: Macro3 :many
SELECT id FROM orgs WHERE slqq.opt(id = @id);
-- name: Macro4 :many
SELECT id FROM orgs WHERE sqlq_opt(id = @id);
-- name: Macro5 :many
SELECT id FROM orgs WHERE "sqlq".opt(id = @id);
-- name: Macro6 :exec
UPDATE orgs SET name = sqlq.set;
-- name: Void :one
SELECT 1 AS a, pg_sleep(1);
-- name: Record :one
SELECT 1 AS a, ROW(1, 'a') AS r;
-- name: RecordParam :one
SELECT id FROM orgs WHERE orgs.* = @row;
-- name: CopyReturning :copyfrom
INSERT INTO orgs (slug, name) VALUES (@slug, @name) RETURNING id;
-- name: CopyConflict :copyfrom
INSERT INTO orgs (slug, name) VALUES (@slug, @name) ON CONFLICT DO NOTHING;
-- name: KeysetOffset :many
-- sqlq: keyset
SELECT id FROM orgs ORDER BY id LIMIT @limit
OFFSET @skip;
-- name: KeysetLast :many
-- sqlq: keyset
-- sqlq: order id: id
-- sqlq: order name: lower(name), created_at
SELECT id FROM orgs ORDER BY sqlq.order() LIMIT @limit;
-- name: KeysetNull :many
-- sqlq: keyset
-- sqlq: order id: id
-- sqlq: order due: due, id
SELECT id FROM tasks ORDER BY sqlq.order() LIMIT @limit;

-- The rest is prose: name the query, sqlq compiles it. The macro sqlq.many is not used here.
-- sqlq knows the order of things; sqlq types are its own.
-- sqlc: the other tool
-- sql: order of columns matters
-- GetOrg :one
-- names of organisations :many
/* name
 * of the org: many */
-- name: Prose :many
SELECT id FROM orgs -- name of the org
ORDER BY id; -- sqlq is done

-- name: NoSemicolon :many
SELECT id FROM orgs

-- name NotSeen :one
SELECT id FROM orgs WHERE id = @id;

-- name: NoDashes :many
SELECT id FROM orgs WHERE name = 'x' OR

name: NotSeen :one
SELECT id FROM orgs;

-- name: NoAnnotation :exec
DELETE FROM orgs WHERE id = @id
-- the others
SELECT 1;

-- name: TakenForAnAlias :many
SELECT id FROM orgs
DELETE FROM orgs;

-- name: SyntaxOnly :exec
INSERT INTO orgs (id) VALUES (1) ON CONFLICT (id) DO
UPDATE x SET id = 2;

-- sqlq: keyset
