-- name: All0 :many
SELECT * FROM "my table" ORDER BY id;
-- name: Embed0 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM "my table" y ORDER BY y.id)) AS list FROM "my table" x ORDER BY x.id;
-- name: All2 :many
SELECT * FROM "time" ORDER BY id;
-- name: Embed2 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM "time" y ORDER BY y.id)) AS list FROM "time" x ORDER BY x.id;
-- name: All3 :many
SELECT * FROM "type".func ORDER BY id;
-- name: Embed3 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM "type".func y ORDER BY y.id)) AS list FROM "type".func x ORDER BY x.id;
-- name: All4 :many
SELECT * FROM "weird schema"."select" ORDER BY id;
-- name: Embed4 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM "weird schema"."select" y ORDER BY y.id)) AS list FROM "weird schema"."select" x ORDER BY x.id;
-- name: All5 :many
SELECT * FROM "日本" ORDER BY id;
-- name: Embed5 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM "日本" y ORDER BY y.id)) AS list FROM "日本" x ORDER BY x.id;
-- name: All6 :many
SELECT * FROM "1table" ORDER BY id;
-- name: Embed6 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM "1table" y ORDER BY y.id)) AS list FROM "1table" x ORDER BY x.id;
-- name: All7 :many
SELECT * FROM context ORDER BY id;
-- name: Embed7 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM context y ORDER BY y.id)) AS list FROM context x ORDER BY x.id;
-- name: All8 :many
SELECT * FROM pgx ORDER BY id;
-- name: Embed8 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM pgx y ORDER BY y.id)) AS list FROM pgx x ORDER BY x.id;
-- name: All9 :many
SELECT * FROM errors ORDER BY id;
-- name: Embed9 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM errors y ORDER BY y.id)) AS list FROM errors x ORDER BY x.id;
-- name: All10 :many
SELECT * FROM decoder ORDER BY id;
-- name: Embed10 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM decoder y ORDER BY y.id)) AS list FROM decoder x ORDER BY x.id;
-- name: All11 :many
SELECT * FROM int64 ORDER BY id;
-- name: Embed11 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM int64 y ORDER BY y.id)) AS list FROM int64 x ORDER BY x.id;
-- name: All12 :many
SELECT * FROM "bool" ORDER BY id;
-- name: Embed12 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM "bool" y ORDER BY y.id)) AS list FROM "bool" x ORDER BY x.id;
-- name: All13 :many
SELECT * FROM nil ORDER BY id;
-- name: Embed13 :many
SELECT x.id AS own, sqlq.embed(x), sqlq.many((SELECT sqlq.embed(y) FROM nil y ORDER BY y.id)) AS list FROM nil x ORDER BY x.id;
-- name: Params :one
SELECT @type::int AS "type", @func::int AS "func", @range::int AS "range", @string::int AS "string", @error::int AS "error", @len::int AS "len", @nil::int AS "nil", @ctx::int AS "ctx", @arg::int AS "arg", @rows::int AS "rows", @err::int AS "err", @q::int AS "q", @db::int AS "db", @row::int AS "row", @time::int AS "time", @context::int AS "context", @pgtype::int AS "pgtype", @pgx::int AS "pgx", @fmt::int AS "fmt", @errors::int AS "errors", @sql::int AS "sql", @json::int AS "json", @d::int AS "d", @v::int AS "v", @at::int AS "at", @i::int AS "i", @variant::int AS "variant", @args::int AS "args", @info::int AS "info", @new::int AS "new", @true::int AS "true", @iota::int AS "iota", @slices::int AS "slices", @int64::int AS "int64", @decoder::int AS "decoder", @array::int AS "array", @pointer::int AS "pointer", @any::int AS "any", @levels::int AS "levels", @cursor::int AS "cursor", @order::int AS "order", @decode::int AS "decode", @column::int AS "column", @b::int AS "b", @queryOne::int AS "queryOne", @exec::int AS "exec", @copyRows::int AS "copyRows", @gather::int AS "gather", @part::int AS "part", @userID::int AS "userID", @user_id::int AS "user_id";
-- name: ParamsMany :many
SELECT @type::int AS "type", @func::int AS "func", @range::int AS "range", @string::int AS "string", @error::int AS "error", @len::int AS "len", @nil::int AS "nil", @ctx::int AS "ctx", @arg::int AS "arg", @rows::int AS "rows", @err::int AS "err", @q::int AS "q", @db::int AS "db", @row::int AS "row", @time::int AS "time", @context::int AS "context", @pgtype::int AS "pgtype", @pgx::int AS "pgx", @fmt::int AS "fmt", @errors::int AS "errors", @sql::int AS "sql", @json::int AS "json", @d::int AS "d", @v::int AS "v", @at::int AS "at", @i::int AS "i", @variant::int AS "variant", @args::int AS "args", @info::int AS "info", @new::int AS "new", @true::int AS "true", @iota::int AS "iota", @slices::int AS "slices", @int64::int AS "int64", @decoder::int AS "decoder", @array::int AS "array", @pointer::int AS "pointer", @any::int AS "any", @levels::int AS "levels", @cursor::int AS "cursor", @order::int AS "order", @decode::int AS "decode", @column::int AS "column", @b::int AS "b", @queryOne::int AS "queryOne", @exec::int AS "exec", @copyRows::int AS "copyRows", @gather::int AS "gather", @part::int AS "part", @userID::int AS "userID", @user_id::int AS "user_id";
-- name: One_type :one
SELECT @type::int AS "type";
-- name: One_func :one
SELECT @func::int AS "func";
-- name: One_range :one
SELECT @range::int AS "range";
-- name: One_string :one
SELECT @string::int AS "string";
-- name: One_error :one
SELECT @error::int AS "error";
-- name: One_len :one
SELECT @len::int AS "len";
-- name: One_nil :one
SELECT @nil::int AS "nil";
-- name: One_ctx :one
SELECT @ctx::int AS "ctx";
-- name: One_arg :one
SELECT @arg::int AS "arg";
-- name: One_rows :one
SELECT @rows::int AS "rows";
-- name: One_err :one
SELECT @err::int AS "err";
-- name: One_q :one
SELECT @q::int AS "q";
-- name: One_db :one
SELECT @db::int AS "db";
-- name: One_row :one
SELECT @row::int AS "row";
-- name: One_time :one
SELECT @time::int AS "time";
-- name: One_context :one
SELECT @context::int AS "context";
-- name: One_pgtype :one
SELECT @pgtype::int AS "pgtype";
-- name: One_pgx :one
SELECT @pgx::int AS "pgx";
-- name: One_fmt :one
SELECT @fmt::int AS "fmt";
-- name: One_errors :one
SELECT @errors::int AS "errors";
-- name: One_sql :one
SELECT @sql::int AS "sql";
-- name: One_json :one
SELECT @json::int AS "json";
-- name: One_d :one
SELECT @d::int AS "d";
-- name: One_v :one
SELECT @v::int AS "v";
-- name: One_at :one
SELECT @at::int AS "at";
-- name: One_i :one
SELECT @i::int AS "i";
-- name: One_variant :one
SELECT @variant::int AS "variant";
-- name: One_args :one
SELECT @args::int AS "args";
-- name: One_info :one
SELECT @info::int AS "info";
-- name: One_new :one
SELECT @new::int AS "new";
-- name: One_true :one
SELECT @true::int AS "true";
-- name: One_iota :one
SELECT @iota::int AS "iota";
-- name: One_slices :one
SELECT @slices::int AS "slices";
-- name: One_int64 :one
SELECT @int64::int AS "int64";
-- name: One_decoder :one
SELECT @decoder::int AS "decoder";
-- name: One_array :one
SELECT @array::int AS "array";
-- name: One_pointer :one
SELECT @pointer::int AS "pointer";
-- name: One_any :one
SELECT @any::int AS "any";
-- name: One_levels :one
SELECT @levels::int AS "levels";
-- name: One_cursor :one
SELECT @cursor::int AS "cursor";
-- name: One_order :one
SELECT @order::int AS "order";
-- name: One_decode :one
SELECT @decode::int AS "decode";
-- name: One_column :one
SELECT @column::int AS "column";
-- name: One_b :one
SELECT @b::int AS "b";
-- name: One_queryOne :one
SELECT @queryOne::int AS "queryOne";
-- name: One_exec :one
SELECT @exec::int AS "exec";
-- name: One_copyRows :one
SELECT @copyRows::int AS "copyRows";
-- name: One_gather :one
SELECT @gather::int AS "gather";
-- name: One_part :one
SELECT @part::int AS "part";
-- name: One_userID :one
SELECT @userID::int AS "userID";
-- name: One_user_id :one
SELECT @user_id::int AS "user_id";
-- name: Opt_type :many
SELECT id FROM "time" WHERE sqlq.opt(id = @type) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_type :bulkmany
INSERT INTO queries (id, info) VALUES (@type, @type_x::text) RETURNING id, info;
-- name: Batch_type :batchone
SELECT @type::int AS "type";
-- name: Opt_func :many
SELECT id FROM "time" WHERE sqlq.opt(id = @func) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_func :bulkmany
INSERT INTO queries (id, info) VALUES (@func, @func_x::text) RETURNING id, info;
-- name: Batch_func :batchone
SELECT @func::int AS "func";
-- name: Opt_ctx :many
SELECT id FROM "time" WHERE sqlq.opt(id = @ctx) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_ctx :bulkmany
INSERT INTO queries (id, info) VALUES (@ctx, @ctx_x::text) RETURNING id, info;
-- name: Batch_ctx :batchone
SELECT @ctx::int AS "ctx";
-- name: Opt_q :many
SELECT id FROM "time" WHERE sqlq.opt(id = @q) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_q :bulkmany
INSERT INTO queries (id, info) VALUES (@q, @q_x::text) RETURNING id, info;
-- name: Batch_q :batchone
SELECT @q::int AS "q";
-- name: Opt_arg :many
SELECT id FROM "time" WHERE sqlq.opt(id = @arg) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_arg :bulkmany
INSERT INTO queries (id, info) VALUES (@arg, @arg_x::text) RETURNING id, info;
-- name: Batch_arg :batchone
SELECT @arg::int AS "arg";
-- name: Opt_err :many
SELECT id FROM "time" WHERE sqlq.opt(id = @err) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_err :bulkmany
INSERT INTO queries (id, info) VALUES (@err, @err_x::text) RETURNING id, info;
-- name: Batch_err :batchone
SELECT @err::int AS "err";
-- name: Opt_sql :many
SELECT id FROM "time" WHERE sqlq.opt(id = @sql) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_sql :bulkmany
INSERT INTO queries (id, info) VALUES (@sql, @sql_x::text) RETURNING id, info;
-- name: Batch_sql :batchone
SELECT @sql::int AS "sql";
-- name: Opt_args :many
SELECT id FROM "time" WHERE sqlq.opt(id = @args) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_args :bulkmany
INSERT INTO queries (id, info) VALUES (@args, @args_x::text) RETURNING id, info;
-- name: Batch_args :batchone
SELECT @args::int AS "args";
-- name: Opt_variant :many
SELECT id FROM "time" WHERE sqlq.opt(id = @variant) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_variant :bulkmany
INSERT INTO queries (id, info) VALUES (@variant, @variant_x::text) RETURNING id, info;
-- name: Batch_variant :batchone
SELECT @variant::int AS "variant";
-- name: Opt_nil :many
SELECT id FROM "time" WHERE sqlq.opt(id = @nil) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_nil :bulkmany
INSERT INTO queries (id, info) VALUES (@nil, @nil_x::text) RETURNING id, info;
-- name: Batch_nil :batchone
SELECT @nil::int AS "nil";
-- name: Opt_string :many
SELECT id FROM "time" WHERE sqlq.opt(id = @string) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_string :bulkmany
INSERT INTO queries (id, info) VALUES (@string, @string_x::text) RETURNING id, info;
-- name: Batch_string :batchone
SELECT @string::int AS "string";
-- name: Opt_b :many
SELECT id FROM "time" WHERE sqlq.opt(id = @b) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_b :bulkmany
INSERT INTO queries (id, info) VALUES (@b, @b_x::text) RETURNING id, info;
-- name: Batch_b :batchone
SELECT @b::int AS "b";
-- name: Opt_d :many
SELECT id FROM "time" WHERE sqlq.opt(id = @d) AND sqlq.opt(id > @min) ORDER BY id;
-- name: Bulk_d :bulkmany
INSERT INTO queries (id, info) VALUES (@d, @d_x::text) RETURNING id, info;
-- name: Batch_d :batchone
SELECT @d::int AS "d";
-- name: Type :one
SELECT 1 AS x, 2 AS y;
-- name: Func :one
SELECT 1 AS x, 2 AS y;
-- name: Exec :one
SELECT 1 AS x, 2 AS y;
-- name: Query :one
SELECT 1 AS x, 2 AS y;
-- name: Select :one
SELECT 1 AS x, 2 AS y;
-- name: Error :one
SELECT 1 AS x, 2 AS y;
-- name: String :one
SELECT 1 AS x, 2 AS y;
-- name: Nil :one
SELECT 1 AS x, 2 AS y;
-- name: New2 :one
SELECT 1 AS x, 2 AS y;
-- name: Range :one
SELECT 1 AS x, 2 AS y;
-- name: Ctx :one
SELECT 1 AS x, 2 AS y;
-- name: Begin :one
SELECT 1 AS x, 2 AS y;
-- name: Close :one
SELECT 1 AS x, 2 AS y;
-- name: Db :one
SELECT 1 AS x, 2 AS y;
-- name: Rows :one
SELECT 1 AS x, 2 AS y;
-- name: Len :one
SELECT 1 AS x, 2 AS y;
-- name: Int64 :one
SELECT 1 AS x, 2 AS y;
-- name: lower :one
SELECT 1 AS x, 2 AS y;
-- name: getUser :one
SELECT 1 AS x, 2 AS y;
-- name: get_user :one
SELECT 1 AS x, 2 AS y;
-- name: X1 :one
SELECT 1 AS x, 2 AS y;
-- name: Put :exec
INSERT INTO "my table" (id, "with space", "with-dash", "ünïcödé", "日本", "1st", type, func, "userId", user_id, ctx, err, "a'b", "a""b", "a%sb", "a`b", error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);
-- name: PutBulk :bulkexec
INSERT INTO "my table" (id, "with space", "with-dash", "ünïcödé", "日本", "1st", type, func, "userId", user_id, ctx, err, "a'b", "a""b", "a%sb", "a`b", error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);
-- name: PutCopy :copyfrom
INSERT INTO "my table" (id, "with space", "with-dash", "ünïcödé", "日本", "1st", type, func, "userId", user_id, ctx, err, "a'b", "a""b", "a%sb", "a`b", error)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17);
-- name: PutFunc :bulkmany
INSERT INTO "type".func (id, mood, s, moods, e, t, p) VALUES (@id, @mood, @s, @moods, @e, @t, @p) RETURNING *;
-- name: PutSelect :bulkexec
INSERT INTO "weird schema"."select" (id, a, d) VALUES (@id, @a, @d);
-- name: CopyFunc :copyfrom
INSERT INTO "type".func (id, mood, s, moods, e, t, p) VALUES (@id, @mood, @s, @moods, @e, @t, @p);
-- name: PageOf :many
-- sqlq: keyset
-- sqlq: order order: "with space", id
-- sqlq: order cursor: coalesce("日本", 0), id
SELECT id, "with space", "日本", "userId" FROM "my table" ORDER BY sqlq.order() LIMIT @cursor;
-- name: Change :exec
UPDATE "my table" SET "with-dash" = sqlq.set(@dash), type = sqlq.set(@type), func = sqlq.set(@func) WHERE id = @id;
-- name: Cols :one
SELECT 1 AS "a b", 2 AS "a-b", 3 AS "a_b", 4 AS " ", 5 AS "1", 6 AS "type", 7 AS "日本", 8 AS "?column?", 9, 10 AS "é", 11 AS "$", 12 AS "_", 13 AS "A B", 14 AS "aB", 15 AS "ab";
-- name: Clean :exec
DELETE FROM "my table";
-- name: CleanFunc :exec
DELETE FROM "type".func;
