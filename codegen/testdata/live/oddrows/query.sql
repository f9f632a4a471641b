-- name: Plain :many
SELECT * FROM things ORDER BY id;
-- name: Whole :many
SELECT x FROM things x ORDER BY id;
-- name: Coll :one
SELECT array_agg(x ORDER BY x.id) AS l FROM things x;
-- name: Nest :one
SELECT sqlq.many((SELECT x FROM things x ORDER BY x.id)) AS l, sqlq.many((SELECT x.id, x AS w, ARRAY[x] AS a FROM things x ORDER BY x.id)) AS k, sqlq.many((SELECT x.* FROM things x ORDER BY x.id)) AS e;
-- name: Keep :exec
INSERT INTO kept (id, o, os) VALUES (@id, @o, @os);
-- name: KeepAll :bulkexec
INSERT INTO kept (id, o, os) VALUES (@id, @o, @os);
-- name: Stored :many
SELECT (SELECT x FROM things x WHERE x.id = k.id) AS sub, k.o AS st, k.os FROM kept k ORDER BY id;
-- name: Same :one
SELECT count(*) FROM kept k JOIN things x ON k.id % 10 = x.id WHERE k.o::text = x::text AND k.os[1]::text = x::text;
-- name: Paged :many
-- sqlq: keyset
SELECT x.id, x FROM things x ORDER BY x.id LIMIT @n;
-- name: Each :iter
SELECT sqlq.embed(x), x AS row FROM things x ORDER BY x.id;
-- name: Views :many
SELECT v, v.x FROM ov v ORDER BY v.id;
-- name: Hold :one
SELECT ROW(x, 1)::holder AS h FROM things x WHERE id = 1;
-- name: Give :one
SELECT (@h::holder).n AS n, ((@h::holder).o).m::text AS m;
-- name: Cross :many
SELECT crosstab3('SELECT 1::text, ''a''::text, ''b''::text') AS c;
-- name: Wipe :exec
DELETE FROM kept;
