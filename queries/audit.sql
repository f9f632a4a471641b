-- The trail of writes.

-- name: RecordWrite :exec
INSERT INTO audit_log (query, action, relations, rows, actor)
VALUES (@query, @action, @relations, @rows, @actor);

-- name: ListAudit :iter
SELECT * FROM audit_log ORDER BY id;
