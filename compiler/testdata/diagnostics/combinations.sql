-- name: UnionEmbedMissing :many
SELECT sqlq.embed(t), 1 FROM tasks t UNION SELECT t.*, 2 FROM tasks t;
-- name: UnionEmbedExtra :many
SELECT t.*, 1 FROM tasks t UNION SELECT sqlq.embed(t), 2 FROM tasks t;
-- name: UnionEmbedOther :many
SELECT sqlq.embed(o) FROM orgs o UNION ALL SELECT sqlq.embed(x) FROM (SELECT * FROM orgs LIMIT 1) AS x (a, b, c, d, e);
-- name: UnionMany :many
SELECT o.id, sqlq.many((SELECT m.id, m.email FROM members m WHERE m.org_id = o.id)) AS members FROM orgs o
UNION ALL SELECT o.id, sqlq.many((SELECT m.id FROM members m WHERE m.org_id = o.id)) FROM orgs o;
-- name: UnionManyNull :many
SELECT o.id, sqlq.many((SELECT m.id, m.email FROM members m WHERE m.org_id = o.id)) AS members FROM orgs o UNION ALL SELECT 1, NULL;
-- name: UnionManyPlain :many
SELECT o.id, '{}' AS members FROM orgs o UNION ALL SELECT o.id, sqlq.many((SELECT m.id FROM members m WHERE m.org_id = o.id)) FROM orgs o;
-- name: UnionManyMaybe :many
SELECT o.id, sqlq.maybe((SELECT m.id, m.email FROM members m LIMIT 1)) AS member FROM orgs o
UNION ALL SELECT o.id, (SELECT m FROM members m LIMIT 1) FROM orgs o;
-- name: UnionSplit :many
-- sqlq: load split
SELECT o.id, sqlq.many((SELECT m.id FROM members m WHERE m.org_id = o.id)) AS members FROM orgs o
UNION ALL SELECT o.id, sqlq.many((SELECT m.id FROM members m WHERE m.org_id = o.id)) FROM orgs o;
-- name: UnionInCTE :many
WITH x AS (SELECT sqlq.embed(o) FROM orgs o UNION SELECT sqlq.embed(o) FROM orgs o) SELECT * FROM x;
-- name: OptOr :many
SELECT * FROM orgs WHERE slug IN (sqlq.slice(slugs)) OR sqlq.opt(name = @name);
-- name: OptNot :many
SELECT * FROM orgs WHERE NOT sqlq.opt(name = @name);
-- name: OptUsedOutside :many
SELECT * FROM orgs WHERE sqlq.opt(name = @name) AND id = @id AND name <> @name;
-- name: SetTwoTypes :exec
UPDATE orgs SET name = sqlq.set(@name), slug = sqlq.set(@name);
-- name: SetElement :exec
UPDATE orgs SET settings['a'] = sqlq.set(@v);
-- name: SetWhere :exec
DELETE FROM orgs WHERE id = sqlq.set($1);
-- name: BulkConstants :bulkexec
INSERT INTO orgs (slug, name) VALUES (sqlq.const(@slug), sqlq.const(@name));
-- name: BulkSelect :bulkexec
INSERT INTO orgs (slug, name) SELECT @slug, @name;
-- name: BulkTwoRows :bulkexec
INSERT INTO orgs (slug, name) VALUES (@slug, @name), (@slug, 'x');
-- name: BulkNoReturning :bulkmany
INSERT INTO orgs (slug, name) VALUES (@slug, @name);
-- name: BulkDefault :bulkexec
INSERT INTO orgs VALUES (DEFAULT, @slug, @name);
-- name: BulkAll :bulkexec
UPDATE orgs SET name = @name;
-- name: BulkOutside :bulkexec
INSERT INTO orgs (slug, name) VALUES (@slug, @name) ON CONFLICT (slug) DO UPDATE SET name = @other;
-- name: BulkOpt :bulkexec
UPDATE orgs SET name = @name WHERE id = @id AND sqlq.opt(slug = @slug);
-- name: BulkSet :bulkmany
INSERT INTO orgs (slug, name) VALUES (@slug, @name) ON CONFLICT (slug) DO UPDATE SET name = sqlq.set(@renamed) RETURNING *;
-- name: BulkSetConst :bulkexec
UPDATE orgs SET name = sqlq.set(sqlq.const(@name)) WHERE id = @id;
-- name: BulkSetTwice :bulkexec
UPDATE orgs SET name = sqlq.set(@name) WHERE id = @id AND name <> @name;
-- name: BulkArray :bulkexec
UPDATE tasks SET tags = @tags WHERE id = @id;
-- name: BatchOpt :batchmany
SELECT * FROM orgs WHERE sqlq.opt(name = @name);
-- name: BatchOrder :batchmany
-- sqlq: order up: id
SELECT * FROM orgs WHERE name = @name ORDER BY sqlq.order();
-- name: CopyOpt :copyfrom
SELECT * FROM orgs WHERE sqlq.opt(name = @name);
-- name: CopySet :copyfrom
INSERT INTO orgs (slug, name) VALUES (@slug, sqlq.set(@name));
-- name: CopyExpression :copyfrom
INSERT INTO orgs (slug, name) VALUES (@slug, upper(@name));
-- name: KeysetOne :one
-- sqlq: keyset
SELECT * FROM orgs ORDER BY id LIMIT @limit;
-- name: KeysetOptional :many
-- sqlq: keyset
SELECT p.id FROM tasks t LEFT JOIN projects p ON p.id = t.project_id AND sqlq.opt(p.name = @name) ORDER BY p.id, t.id LIMIT @limit;
-- name: TooMany :many
SELECT * FROM orgs WHERE sqlq.opt(id = @a) AND sqlq.opt(id = @b) AND sqlq.opt(id = @c) AND sqlq.opt(id = @d) AND sqlq.opt(id = @e) AND sqlq.opt(id = @f) AND sqlq.opt(id = @g);
-- name: ConstAlone :exec
UPDATE orgs SET name = sqlq.const(@name) WHERE id = @id;
-- name: MaybeRows :many
SELECT o.id, sqlq.many((SELECT m.id, sqlq.maybe((SELECT t.* FROM tasks t WHERE t.assignee = m.id)) AS task FROM members m)) AS members FROM orgs o;
