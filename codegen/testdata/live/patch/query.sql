-- name: Patch :bulkexec
UPDATE things
SET code = sqlq.set(@code), labels = sqlq.set(@labels), mood = sqlq.set(@mood), other = sqlq.set(@other), n = sqlq.set(@n), big = sqlq.set(@big),
    ok = sqlq.set(@ok), price = sqlq.set(@price), day = sqlq.set(@day), at = sqlq.set(@at), took = sqlq.set(@took), key = sqlq.set(@key),
    doc = sqlq.set(@doc), raw = sqlq.set(@raw), tags = sqlq.set(@tags), moods = sqlq.set(@moods), place = sqlq.set(@place), net = sqlq.set(@net),
    span = sqlq.set(@span), cash = sqlq.set(@cash)
WHERE id = @id;

-- name: PatchReturning :bulkmany
UPDATE things t SET code = sqlq.set(@code), big = sqlq.set(@big) WHERE t.id = @id RETURNING t.id, t.code, t.big;

-- Renumber assigns something else too: rows that leave their columns count.
-- name: Renumber :bulkexec
UPDATE things t SET n = sqlq.set(@n), version = t.version + sqlq.const(@step) FROM (SELECT 1 AS one) x
WHERE t.id = @id AND t.n >= x.one AND sqlq.opt(t.n < sqlq.const(@max)) AND (sqlq.narg(known)::int IS NULL OR t.version = sqlq.narg(known));

-- name: PatchAll :bulkexec
UPDATE things SET mood = sqlq.set(@mood) WHERE id <> sqlq.const(@but);

-- name: Things :many
SELECT id, to_jsonb(things) - 'id' AS row FROM things ORDER BY id;
