-- name: FromView :many
SELECT * FROM people;
-- name: FromViewOfView :many
SELECT p AS renamed, mail FROM renamed;
-- name: FromStored :many
SELECT * FROM stored;
-- name: OwnOfView :many
SELECT mine FROM own WHERE mine = @mine;
-- name: ThroughOwnOfView :many
SELECT m FROM (SELECT mine AS m FROM own UNION ALL SELECT mine FROM own) x;
-- name: Inherited :many
SELECT settings, level FROM admins;
-- name: Unions :many
SELECT settings, email FROM users UNION ALL SELECT settings, mail FROM (SELECT prefs AS settings, mail FROM people) p;
-- name: UnionWithNull :many
SELECT id, settings FROM users UNION SELECT 0, NULL;
-- name: UnionWithLiteral :many
SELECT id, settings FROM users UNION SELECT 0, '{}';
-- name: UnionWithParam :many
SELECT id, settings FROM users UNION ALL SELECT 0, @mine;
-- name: UnionOfOthers :many
SELECT settings FROM users UNION ALL SELECT settings FROM teams;
-- name: Intersects :many
SELECT settings FROM users INTERSECT SELECT draft FROM users;
-- name: ExceptOther :many
SELECT settings FROM users EXCEPT SELECT settings FROM teams;
-- name: Chain :many
WITH a AS (SELECT settings FROM users), b AS (SELECT * FROM a UNION ALL SELECT * FROM a), c AS (SELECT * FROM b UNION ALL SELECT * FROM b)
SELECT settings AS s FROM c;
-- name: Coalesced :many
SELECT COALESCE(draft, '{}') AS a, COALESCE(draft, settings) AS b, COALESCE(draft, @fallback) AS c, COALESCE(extra, '{}') AS d, COALESCE(draft, NULL) AS e FROM users;
-- name: CoalescedOther :many
SELECT COALESCE(u.draft, t.settings) AS a, COALESCE(u.draft, u.settings || '{"a": 1}') AS b, COALESCE(u.draft, jsonb_build_object('at', now())) AS c FROM users u JOIN teams t ON t.owner = u.id;
-- name: Cases :many
SELECT CASE WHEN id > 3 THEN settings ELSE draft END AS a, CASE WHEN id > 3 THEN settings END AS b, CASE id WHEN 1 THEN settings ELSE @other END AS c,
    CASE WHEN id > 3 THEN settings ELSE settings - 'a' END AS d, NULLIF(settings, '{}') AS e, NULLIF(settings, @none) AS f FROM users;
-- name: Greatests :many
SELECT GREATEST(email, note, 'a') AS mixed, LEAST(email, 'm') AS low, max(email) AS last, min(email) FILTER (WHERE id > 3) AS first FROM users GROUP BY email, note;
-- name: Scalar :many
SELECT t.id, (SELECT u.settings FROM users u WHERE u.id = t.owner) AS s, (SELECT max(u.email) FROM users u) AS m FROM teams t;
-- name: Listed :many
SELECT v.a, v.b FROM users u, LATERAL (VALUES (u.settings, 1), (u.draft, 2), ('{}', 3)) AS v (a, b);
-- name: Arrays :many
SELECT array_agg(settings) AS all_of, array_agg(draft) AS some, ARRAY[max(email), min(email)] AS two, ARRAY(SELECT x.settings FROM users x) AS sub FROM users;
-- name: Elements :many
SELECT tags, tags[1] AS first, tags[1:2] AS some, unnest(tags) AS tag, array_append(tags, @tag) AS more, tags || @tags::text[] AS joined FROM users;
-- name: Unnested :many
SELECT t.tag, t.n, s FROM users u, unnest(u.tags) WITH ORDINALITY AS t (tag, n), unnest(ARRAY[u.settings, u.draft]) AS s;
-- name: Windows :many
SELECT id, lag(settings) OVER w AS before, lag(settings, 1, '{}') OVER w AS before_or, first_value(settings) OVER w AS first, count(*) OVER w AS n FROM users WINDOW w AS (ORDER BY id);
-- name: Distinct :many
SELECT DISTINCT ON (email) email, settings FROM users ORDER BY email, id;
-- name: Recursive :many
WITH RECURSIVE r (id, s, depth) AS (
    SELECT id, settings, 1 FROM users WHERE id = 1 UNION ALL SELECT u.id, COALESCE(u.draft, r.s), depth + 1 FROM users u JOIN r ON u.id = r.id + 1
) SELECT s, depth FROM r;
-- name: Rows :many
SELECT * FROM everybody();
-- name: Pairs :many
SELECT settings AS s FROM pairs();
-- name: Fields :many
SELECT (u).settings AS whole, (b.b).settings AS inner_settings FROM users u JOIN boxes b ON b.id = u.id;
-- name: Joined :many
SELECT settings, u.email FROM users u FULL JOIN (SELECT settings, id FROM users) o USING (settings);
-- name: Nested :many
SELECT t.id, sqlq.many((SELECT u.email, COALESCE(u.draft, u.settings) AS s FROM users u WHERE u.id = t.owner)) AS owners,
    sqlq.many((SELECT u.settings FROM users u WHERE u.id = t.owner)) AS all_settings,
    sqlq.maybe((SELECT p.* FROM people p WHERE p.id = t.owner LIMIT 1)) AS person
FROM teams t;
-- name: Embedded :many
SELECT sqlq.embed(p), sqlq.embed(s) FROM people p LEFT JOIN (SELECT id, COALESCE(draft, '{}') AS s FROM users) s ON s.id = p.id;
-- name: Compared :many
SELECT id FROM users WHERE COALESCE(draft, settings) = @a AND settings IN (@b, @c) AND settings = ANY(@d::jsonb[]) AND email IN (sqlc.slice(emails))
    AND @tag = ANY(tags) AND (SELECT t.settings FROM teams t LIMIT 1) = @team AND email LIKE @pattern AND lower(email) = @low AND extra = @extra AND tags || @one::text = tags;
-- name: ComparedInside :many
SELECT id FROM teams t WHERE EXISTS (SELECT FROM users u WHERE u.id = t.owner AND t.settings = @team AND u.settings = @mine);
-- name: Written :one
INSERT INTO users (id, email, settings, draft, tags) VALUES (@id, lower(@email), COALESCE(@settings, '{}'::jsonb), CASE WHEN @with::bool THEN @draft::jsonb END, @tags)
ON CONFLICT (id) DO UPDATE SET settings = COALESCE(@again, users.settings) RETURNING COALESCE(draft, settings) AS now;
-- name: WrittenView :exec
UPDATE own SET mine = @mine WHERE id = @id;
-- name: WrittenBulk :bulkexec
UPDATE users SET settings = COALESCE(@settings, settings) WHERE id = @id;
-- name: Casted :many
SELECT settings::text AS t, email::text AS e, settings::jsonb AS same, extra::jsonb AS base FROM users;
-- name: Paged :many
-- sqlq: keyset
SELECT id, email AS mail FROM ONLY users ORDER BY mail, id LIMIT @n;
-- name: Positional :many
SELECT NULLIF(email, $1) AS e, COALESCE($2, email) AS f FROM users WHERE email > $3;
-- name: WholeRows :many
SELECT u, everybody() AS called, c.seen FROM users u JOIN changes c ON c.id = u.id;
-- name: WholeRowsOfView :one
SELECT array_agg(r) AS list FROM renamed r;
-- name: WrittenRow :exec
UPDATE changes SET old = @old, seen = @seen WHERE (new).settings = @settings;
-- name: Bodies :many
SELECT f.s, f.given, f.joined, or_empty(u.draft) AS e, or_empty(d => t.settings) AS other, stripped(u.settings) AS none, opaque(u.settings) AS unknown
FROM users u JOIN teams t ON t.owner = u.id, shown(u.settings) f;
-- name: Picked :many
SELECT nth_value(settings, 2) OVER w AS nth, lead(settings) OVER w AS next, any_value(settings) OVER w AS some, (SELECT v.s FROM (VALUES (draft), (settings)) AS v (s) LIMIT 1) AS listed
FROM users WINDOW w AS (ORDER BY id);
-- name: Ranked :one
SELECT mode() WITHIN GROUP (ORDER BY email) AS mode, percentile_disc(0.5) WITHIN GROUP (ORDER BY email) AS median, array_agg(DISTINCT email ORDER BY email) FILTER (WHERE id > 3) AS mails FROM users;
