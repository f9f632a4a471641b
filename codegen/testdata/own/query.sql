-- name: Put :exec
-- sqlq: nullable us[], amounts[], history[], tags_null[], levels[], moods[], prices[]
INSERT INTO things (id, parent, u, u_null, us, amount, amount_null, amounts, rest, settings, draft, history, spare, email, email_null, contact, contact_null, tags, tags_null, labels, at, at_null, ats, mood, mood_null, moods, level, level_null, levels, price, prices) VALUES (@id, @parent, @u, @u_null, @us, @amount, @amount_null, @amounts, @rest, @settings, @draft, @history, @spare, @email, @email_null, @contact, @contact_null, @tags, @tags_null, @labels, @at, @at_null, @ats, @mood, @mood_null, @moods, @level, @level_null, @levels, @price, @prices);

-- name: PutAll :bulkexec
-- sqlq: nullable us[], amounts[], history[], tags_null[], levels[], moods[], prices[]
INSERT INTO things (id, parent, u, u_null, us, amount, amount_null, amounts, rest, settings, draft, history, spare, email, email_null, contact, contact_null, tags, tags_null, labels, at, at_null, ats, mood, mood_null, moods, level, level_null, levels, price, prices) VALUES (@id, @parent, @u, @u_null, @us, @amount, @amount_null, @amounts, @rest, @settings, @draft, @history, @spare, @email, @email_null, @contact, @contact_null, @tags, @tags_null, @labels, @at, @at_null, @ats, @mood, @mood_null, @moods, @level, @level_null, @levels, @price, @prices);

-- name: PutBatch :batchexec
-- sqlq: nullable us[], amounts[], history[], tags_null[], levels[], moods[], prices[]
INSERT INTO things (id, parent, u, u_null, us, amount, amount_null, amounts, rest, settings, draft, history, spare, email, email_null, contact, contact_null, tags, tags_null, labels, at, at_null, ats, mood, mood_null, moods, level, level_null, levels, price, prices) VALUES (@id, @parent, @u, @u_null, @us, @amount, @amount_null, @amounts, @rest, @settings, @draft, @history, @spare, @email, @email_null, @contact, @contact_null, @tags, @tags_null, @labels, @at, @at_null, @ats, @mood, @mood_null, @moods, @level, @level_null, @levels, @price, @prices);

-- name: CopyAll :copyfrom
-- sqlq: nullable us[], amounts[], history[], tags_null[], levels[], moods[], prices[]
INSERT INTO things (id, parent, u, u_null, us, amount, amount_null, amounts, rest, settings, draft, history, spare, email, email_null, contact, contact_null, tags, tags_null, labels, at, at_null, ats, mood, mood_null, moods, level, level_null, levels, price, prices) VALUES (@id, @parent, @u, @u_null, @us, @amount, @amount_null, @amounts, @rest, @settings, @draft, @history, @spare, @email, @email_null, @contact, @contact_null, @tags, @tags_null, @labels, @at, @at_null, @ats, @mood, @mood_null, @moods, @level, @level_null, @levels, @price, @prices);

-- name: Things :many
-- sqlq: nullable us[], amounts[], history[], tags_null[], levels[], moods[], prices[]
SELECT * FROM things ORDER BY id;

-- name: Thing :one
-- sqlq: nullable us[], amounts[], history[], tags_null[], levels[], moods[], prices[]
SELECT * FROM things WHERE id = @id;

-- name: Stream :iter
-- sqlq: nullable us[], amounts[], history[], tags_null[], levels[], moods[], prices[]
SELECT * FROM things ORDER BY id;

-- name: PutBack :bulkmany
-- sqlq: nullable us[], amounts[], history[], tags_null[], levels[], moods[], prices[]
INSERT INTO things (id, parent, u, u_null, us, amount, amount_null, amounts, rest, settings, draft, history, spare, email, email_null, contact, contact_null, tags, tags_null, labels, at, at_null, ats, mood, mood_null, moods, level, level_null, levels, price, prices) VALUES (@id, @parent, @u, @u_null, @us, @amount, @amount_null, @amounts, @rest, @settings, @draft, @history, @spare, @email, @email_null, @contact, @contact_null, @tags, @tags_null, @labels, @at, @at_null, @ats, @mood, @mood_null, @moods, @level, @level_null, @levels, @price, @prices) RETURNING *;

-- name: Nested :many
SELECT t.id, sqlq.many((SELECT c.id, c.u, c.u_null, c.amount, c.amount_null, c.rest, c.settings, c.draft, c.spare, c.email, c.email_null, c.contact,
    c.contact_null, c.tags, c.labels, c.at, c.at_null, c.mood, c.mood_null, c.level, c.level_null, c.price, c.ats FROM things c ORDER BY c.id)) AS all_things,
    sqlq.maybe((SELECT COALESCE(p.draft, p.settings) AS look, p.amount FROM things p WHERE p.id = t.id)) AS own,
    sqlq.many((SELECT c.settings FROM things c ORDER BY c.id)) AS looks
FROM things t ORDER BY t.id;

-- name: Find :many
SELECT id FROM things WHERE u = @u AND amount = @amount AND settings = @settings AND email = @email AND contact = @contact AND at = @at AND mood = @mood
    AND level = @level AND tags = @tags AND id = @id AND us = @us;

-- name: FindAny :many
SELECT id FROM things WHERE u = ANY(@us::uuid[]) AND amount = ANY(@amounts) AND settings IN (sqlc.slice(settings)) AND email IN (sqlc.slice(emails))
    AND contact::text = ANY(@contacts) AND at = ANY(@ats) AND mood = ANY(@moods) AND level = ANY(@levels) AND @tag = ANY(tags) AND id = ANY(@ids) ORDER BY id;

-- name: FindOpt :many
SELECT id FROM things WHERE sqlq.opt(u = @u) AND sqlq.opt(amount >= @amount) AND sqlq.opt(settings = @settings) AND sqlq.opt(level = @level)
    AND sqlq.opt(@tag = ANY(tags)) AND sqlq.opt(at IN (sqlq.slice(ats))) ORDER BY id;

-- name: Change :execrows
UPDATE things SET settings = sqlq.set(@settings), draft = sqlq.set(@draft), amount_null = sqlq.set(@amount_null), level = sqlq.set(@level), u_null = sqlq.set(@u_null)
WHERE id = @id;

-- name: ChangeAll :bulkexec
UPDATE things SET settings = COALESCE(@settings, settings), draft = @draft, amount = amount + @more WHERE id = @id;

-- name: Computed :many
SELECT COALESCE(draft, settings) AS look, COALESCE(draft, @fallback) AS other, COALESCE(amount_null, 0) AS amount, NULLIF(email, @no) AS email,
    CASE WHEN id > 1 THEN mood END AS mood, tags[1] AS tag, max(at) OVER () AS latest, lag(u) OVER (ORDER BY id) AS before, us[1] AS first_u
FROM things ORDER BY id;

-- name: Gathered :one
SELECT array_agg(settings ORDER BY id) AS all_settings, array_agg(draft ORDER BY id) AS drafts, array_agg(amount_null ORDER BY id) AS amounts,
    array_agg(level ORDER BY id) AS levels, array_agg(mood_null ORDER BY id) AS moods, array_agg(email_null ORDER BY id) AS emails,
    ARRAY(SELECT u_null FROM things ORDER BY id) AS us, array_agg(id ORDER BY id) AS ids, array_agg(at_null ORDER BY id) AS ats FROM things;

-- name: Spread :many
SELECT unnest(tags) AS tag, id FROM things ORDER BY 2, 1;

-- name: Looks :many
SELECT * FROM looks ORDER BY id;

-- name: LookPairs :many
SELECT look, amount FROM looks UNION ALL SELECT @look, @amount ORDER BY 2;

-- name: PutLook :batchone
INSERT INTO things SELECT (jsonb_populate_record(t, jsonb_build_object('id', t.id + 100, 'parent', t.id))).* FROM things t WHERE t.id = @id AND t.settings = @settings
RETURNING id, settings, draft, amount_null, level_null;

-- name: Page :many
-- sqlq: keyset
SELECT id, u, at, level FROM things ORDER BY level DESC, at, id LIMIT @n;

-- name: Wipe :exec
DELETE FROM things;
