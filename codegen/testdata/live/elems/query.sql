-- name: Collect :one
SELECT array_agg(id ORDER BY id) AS ids, array_agg(text ORDER BY id) AS texts,
  coalesce(array_agg(mood ORDER BY id), '{}') AS moods,
  array_agg(text) FILTER (WHERE text IS NOT NULL) AS given,
  ARRAY(SELECT n.score FROM notes n ORDER BY n.id) AS scores
FROM notes;

-- name: Pair :many
SELECT ARRAY[id, score] AS pair, tags FROM notes ORDER BY id;
