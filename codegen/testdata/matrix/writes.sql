-- name: WUpdateEmbed :one
UPDATE tasks t SET points = points + @n WHERE t.id = 1 RETURNING sqlq.embed(t);

-- name: WUpdateMany :many
UPDATE tasks t SET points = points + 1 WHERE t.points > @n AND sqlq.opt(t.title = @title)
RETURNING t.id, sqlq.many((SELECT o.* FROM comments o WHERE o.task_id = t.id ORDER BY o.id)) AS comments,
    sqlq.maybe((SELECT m.* FROM members m WHERE m.id = t.assignee)) AS assignee;

-- name: WUpdateFrom :many
UPDATE tasks t SET title = m.email FROM members m WHERE m.id = t.assignee AND sqlq.opt(m.role = @kind)
RETURNING sqlq.embed(t), sqlq.embed(m);

-- name: WSet :one
UPDATE tasks SET title = sqlq.set(@title), due = sqlq.set(@due), kind = sqlq.set(@kind), slug = sqlq.set(@slug), tags = sqlq.set(@tags)
WHERE id = @id AND sqlq.opt(points > @n) RETURNING *;

-- name: WSetEnum :execrows
UPDATE members SET role = sqlq.set(@kind), email = sqlq.set(@title) WHERE id = @id;

-- name: WSetRow :execrows
UPDATE tasks SET (title, due) = (sqlq.set(@title), sqlq.set(@due)) WHERE id = @id;

-- name: WSetBatch :batchone
UPDATE tasks SET title = sqlq.set(@title), kind = sqlq.set(@kind) WHERE id = @id RETURNING *;

-- name: WSetConflict :one
INSERT INTO orgs (slug, name) VALUES (@slug, @name) ON CONFLICT (slug) DO UPDATE SET name = sqlq.set(@renamed) RETURNING *;

-- name: WInsertMany :bulkmany
INSERT INTO tasks (project_id, title, kind, slug, due) VALUES (@project_id, @title, @kind, @slug, @due)
RETURNING sqlq.embed(tasks), sqlq.maybe((SELECT p.* FROM projects p WHERE p.id = tasks.project_id)) AS project;

-- name: WBulkOpt :bulkexec
UPDATE tasks SET points = @points WHERE id = @id AND sqlq.opt(points < sqlq.const(@n));

-- name: WBulkUpsert :bulkmany
INSERT INTO orgs (slug, name) VALUES (@slug, @name)
ON CONFLICT (slug) DO UPDATE SET name = excluded.name WHERE sqlq.opt(orgs.name <> sqlq.const(@title))
RETURNING id, slug, sqlq.many((SELECT m.* FROM members m WHERE m.org_id = orgs.id ORDER BY m.id)) AS members;

-- name: WBulkFrom :bulkmany
UPDATE tasks t SET title = m.email || @title FROM members m WHERE m.id = t.assignee AND t.id = @id
RETURNING sqlq.embed(t), sqlq.embed(m);

-- name: WBulkDelete :bulkmany
DELETE FROM likes l USING comments c WHERE c.id = l.comment_id AND l.comment_id = @id AND l.member_id = @n RETURNING sqlq.embed(l), c.body;

-- name: WBulkSlice :bulkexec
UPDATE tasks SET points = @points WHERE id = @id AND id IN (sqlq.const(sqlq.slice(ids)));

-- name: WBulkCTE :bulkmany
WITH x AS (SELECT id FROM projects WHERE sqlq.opt(name = sqlq.const(@project)))
INSERT INTO tasks (project_id, title) VALUES (@project_id, @title) RETURNING id, (SELECT count(*) FROM x) AS n;

-- name: WFilter :many
SELECT count(*) FILTER (WHERE sqlq.opt(points > @n)) AS n FROM tasks;

-- name: WCopy :copyfrom
INSERT INTO tasks (project_id, title, kind, slug, due, tags) VALUES (@project_id, @title, @kind, sqlq.narg(slug), @due, @tags);

-- name: WCopySet :copyfrom
INSERT INTO tasks (project_id, title) VALUES (@project_id, sqlq.set(@title));

-- name: WBulkSet :bulkexec
UPDATE tasks SET title = sqlq.set(@title) WHERE id = @id;

-- name: WBulkOptRow :bulkexec
UPDATE tasks SET title = @title WHERE id = @id AND sqlq.opt(points < @points);

-- name: WBulkArray :bulkexec
UPDATE tasks SET tags = @tags WHERE id = @id;

-- name: XUnionMany :many
SELECT t.id, sqlq.many((SELECT c.body FROM comments c WHERE c.task_id = t.id ORDER BY c.id)) AS c FROM tasks t
UNION ALL SELECT -t.id, sqlq.many((SELECT c.author::text FROM comments c WHERE c.task_id = t.id ORDER BY c.id)) FROM tasks t
ORDER BY id;

-- name: XUnionEmbed :many
SELECT sqlq.embed(t) FROM tasks t UNION SELECT sqlq.embed(x) FROM tasks x WHERE sqlq.opt(x.id = @id) ORDER BY id;

-- name: XUnionOuter :iter
SELECT t.points AS n, sqlq.embed(t), sqlq.embed(m), sqlq.maybe((SELECT p.* FROM projects p WHERE p.id = t.project_id)) AS project
FROM tasks t JOIN members m ON m.id = t.assignee
UNION SELECT 100 + t.points, sqlq.embed(t), sqlq.embed(m), NULL FROM tasks t LEFT JOIN members m ON m.id = t.assignee
ORDER BY n;

-- name: XUnionSubs :many
WITH c AS (SELECT id, name, budget FROM projects)
SELECT t.points, sqlq.embed(c) FROM tasks t JOIN c ON c.id = t.project_id
UNION ALL SELECT 100 + t.points, sqlq.embed(m) FROM tasks t
    LEFT JOIN (SELECT id, email AS mail, 1::numeric AS budget FROM members) m ON m.id = t.assignee
ORDER BY points;

-- name: XIntersect :many
(SELECT sqlq.embed(t), 'a' AS kind FROM tasks t ORDER BY id LIMIT 3)
INTERSECT ((SELECT sqlq.embed(t), 'a' FROM tasks t) EXCEPT SELECT sqlq.embed(t), 'a' FROM tasks t WHERE sqlq.opt(t.id = @id)) ORDER BY id;

-- name: XUnionInside :many
SELECT t.id, sqlq.many((SELECT sqlq.embed(o), sqlq.many((SELECT l.* FROM likes l WHERE l.comment_id = o.id ORDER BY l.member_id)) AS likes
    FROM comments o WHERE o.task_id = t.id
    UNION ALL SELECT sqlq.embed(o), sqlq.many((SELECT l.* FROM likes l WHERE sqlq.opt(l.member_id = @author) ORDER BY l.comment_id))
    FROM comments o WHERE o.task_id = t.id ORDER BY id LIMIT 3)) AS both
FROM tasks t ORDER BY t.id;

-- name: XUnionModel :many
SELECT * FROM tasks WHERE id = 1 UNION ALL SELECT * FROM tasks WHERE id = 2 ORDER BY id;

-- name: XKeysetExcept :many
-- sqlq: keyset
SELECT t.points AS p, sqlq.embed(t), sqlq.many((SELECT o.* FROM comments o WHERE o.task_id = t.id)) AS comments FROM tasks t
EXCEPT SELECT t.points, sqlq.embed(t), sqlq.many((SELECT o.* FROM comments o WHERE o.id = t.id)) FROM tasks t WHERE sqlq.opt(t.id = @id)
ORDER BY p DESC, id LIMIT @limit;

-- name: WKeysetEmbed :many
-- sqlq: keyset
SELECT sqlq.embed(t), sqlq.embed(p) FROM tasks t JOIN projects p ON p.id = t.project_id ORDER BY t.points DESC, t.id LIMIT @limit;

-- name: WKeysetUnion :many
-- sqlq: keyset
SELECT id, title FROM tasks UNION SELECT id, name FROM projects ORDER BY id, title LIMIT @limit;

-- name: WExecRows :execrows
DELETE FROM likes WHERE sqlq.opt(member_id = @id) AND sqlq.opt(comment_id = ANY(sqlq.slice(ids)));
