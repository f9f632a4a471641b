-- name: GetWriter :one
SELECT * FROM writers
WHERE id = $1 LIMIT 1;

-- name: ListWriters :many
SELECT * FROM writers
ORDER BY name;

-- name: CreateWriter :one
INSERT INTO writers (
  name, bio
) VALUES (
  $1, $2
)
RETURNING *;

-- name: UpdateWriter :exec
UPDATE writers
  set name = $2,
  bio = $3
WHERE id = $1;

-- name: DeleteWriter :exec
DELETE FROM writers
WHERE id = $1;

/* name: GetByName :many */
SELECT * FROM writers WHERE name = @name::text;

/* name: GetByName2 :many
 */
SELECT * FROM writers WHERE name = sqlc.arg('name');

-- name: PartialUpdate :one
UPDATE writers
SET
 name = coalesce(sqlc.narg('name'), name),
 bio = coalesce(sqlc.narg('bio'), bio),
 status = coalesce(sqlc.narg('status')::status, status)
WHERE id = sqlc.arg('id')
RETURNING *;

-- name: FlagUpdate :one
UPDATE writers
SET
  name = CASE WHEN @set_name::boolean
    THEN @name::text
    ELSE name
    END
WHERE id = @id
RETURNING *;

-- name: ListByIDs :many
SELECT * FROM writers
WHERE id = ANY($1::bigint[]);

-- name: ListByIDs2 :many
SELECT * FROM writers WHERE id = ANY(@ids::bigint[]) AND status = ANY(@statuses::status[]);

-- name: ListBySlice :many
SELECT * FROM writers WHERE id IN (sqlc.slice('ids')) AND id NOT IN (sqlc.slice('not_ids'));

-- name: SearchOptional :many
SELECT * FROM writers
WHERE (name = sqlc.narg('name') OR sqlc.narg('name') IS NULL)
  AND (sqlc.narg('status')::status IS NULL OR status = sqlc.narg('status')::status)
ORDER BY
  CASE WHEN @by_name::bool THEN name END,
  CASE WHEN NOT @by_name::bool THEN created_at END DESC
LIMIT sqlc.arg('limit') OFFSET sqlc.arg('offset');

-- name: BooksWithWriter :many
SELECT sqlc.embed(books), sqlc.embed(writers)
FROM books
INNER JOIN writers ON writers.id = books.writer_id;

-- name: BooksLeft :many
SELECT sqlc.embed(a), b.title, b.isbn
FROM writers a LEFT JOIN books b ON b.writer_id = a.id;

-- name: BookListView :many
SELECT * FROM book_list WHERE year >= $1 AND year <= $2;

-- name: CountBooks :one
SELECT count(*) FROM books;

-- name: CountByWriter :many
SELECT writer_id, count(*) AS total, sum(price) AS sum, avg(year)::float8 AS avg_year FROM books GROUP BY writer_id HAVING count(*) > $1;

-- name: CreateBooks :copyfrom
INSERT INTO books (writer_id, isbn, title, year, tags) VALUES ($1, $2, $3, $4, $5);

-- name: DeleteBook :batchexec
DELETE FROM books WHERE book_id = $1;

-- name: BooksByYear :batchmany
SELECT * FROM books WHERE year = $1;

-- name: CreateBook :batchone
INSERT INTO books (writer_id, isbn, title) VALUES ($1, $2, $3) RETURNING *;

-- name: DeleteWriterResult :execresult
DELETE FROM writers WHERE id = $1;

-- name: DeleteWriterRows :execrows
DELETE FROM writers WHERE id = $1;

-- name: SayHello :one
SELECT say_hello FROM say_hello($1);

-- name: Hello2 :one
SELECT say_hello($1);

-- name: DollarQuoted :one
SELECT $$it's; -- not a comment$$ AS a, $x$ @notparam $1 $x$ AS b, '@x' AS c, "name" FROM writers WHERE name = $1; -- trailing

-- name: JSONGet :many
SELECT id, meta->>'k' AS k, meta->'a' AS a FROM writers WHERE meta @> $1::jsonb AND meta ? 'k';

-- name: Upsert :one
INSERT INTO books (writer_id, isbn, title) VALUES (@writer_id, @isbn, @title)
ON CONFLICT (isbn) DO UPDATE SET title = EXCLUDED.title
RETURNING *, (xmax = 0) AS inserted;

-- name: Exists :one
SELECT EXISTS (SELECT 1 FROM writers WHERE name = $1);

-- name: ILike :many
SELECT name FROM writers WHERE name ILIKE '%' || @q::text || '%' AND bio LIKE $$%a%$$;

-- name: CTE :many
WITH ranked AS (
  SELECT *, row_number() OVER (PARTITION BY writer_id ORDER BY year DESC) AS rn FROM books
)
SELECT * FROM ranked WHERE rn = 1;

-- name: LockWriter :one
SELECT * FROM writers WHERE id = $1 FOR NO KEY UPDATE;

-- name: GenSeries :many
SELECT d::date AS day, count(b.*) FROM generate_series(sqlc.arg(start_day)::date, sqlc.arg(end_day)::date, '1 day'::interval) d
LEFT JOIN books b ON b.available::date = d::date GROUP BY 1 ORDER BY 1;

-- name: UnnestInsert :many
INSERT INTO books (writer_id, isbn, title)
SELECT unnest(@writer_ids::bigint[]), unnest(@isbns::text[]), unnest(@titles::text[])
RETURNING book_id;

-- name: Interval :many
SELECT * FROM writers WHERE created_at > now() - sqlc.arg(days)::int * interval '1 day';

-- name: IntervalText :many
SELECT id FROM writers WHERE created_at > now() - (@span::text)::interval;

-- This comment belongs to nobody.

-- GetBooks returns books.
-- It has two lines.
-- @sqlc-vet-disable
-- name: NoVet :many
SELECT * FROM books WHERE true;

-- name: Agg :many
SELECT a.id, array_agg(b.title) AS titles, json_agg(b) AS books, coalesce(json_agg(b) FILTER (WHERE b.book_id IS NOT NULL), '[]')::jsonb AS books2,
  string_agg(b.title, ', ' ORDER BY b.title) AS list
FROM writers a LEFT JOIN books b ON b.writer_id = a.id GROUP BY a.id;

-- name: TwoNames :many
SELECT a.id, b.id FROM writers a, writers b WHERE a.id = $1 OR b.id = $1;

-- name: Tuple :many
SELECT id FROM writers WHERE (created_at, id) > ($1, $2) ORDER BY created_at, id LIMIT $3;

-- name: TupleNamed :many
SELECT id FROM writers WHERE (created_at, id) > (@created_at, @id::bigint) ORDER BY created_at, id LIMIT @max_rows;

-- name: Schema :one
SELECT * FROM public.writers WHERE public.writers.id = $1;

-- name: Truncate :exec
TRUNCATE writers CASCADE;

-- name: Refresh :exec
DELETE FROM books WHERE true;

-- name: AdvisoryLock :exec
SELECT pg_advisory_xact_lock($1);

-- name: Notify :exec
SELECT pg_notify($1, $2);

-- name: CharCode :many
SELECT * FROM writers WHERE country_code = $1 AND $2::text = ANY(titles);

-- name: InsertDefault :one
INSERT INTO writers (name, bio, created_at) VALUES (@name, sqlc.narg(bio), coalesce(sqlc.narg(created_at), now())) RETURNING id, created_at;

-- name: LastID :exec
INSERT INTO writers (name) VALUES ($1);
-- name: AtArg :many
SELECT * FROM writers WHERE id=@id AND bio<>@bio AND id < @max_id;

-- name: NamedLimit :many
SELECT * FROM writers ORDER BY id LIMIT @limit OFFSET @offset;
-- name: NullableEnum :many
SELECT count(*) FROM writers WHERE status = COALESCE(sqlc.narg('status'), status);
-- name: ParamTwice :many
SELECT * FROM writers WHERE name = $1 OR bio = $1;
