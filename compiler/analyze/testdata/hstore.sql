-- hstore.sql: subscripts of an extension's type.
CREATE EXTENSION hstore;
CREATE TABLE t (h hstore, d date);

-- name: Fetch :many
-- param text
-- column h text
-- column h text
-- column ?column? text
SELECT h['a'], h[$1], h -> 'b' FROM t;

-- name: Assign :exec
-- param text
UPDATE t SET h['a'] = $1;

-- name: Twice :many
-- error 0A000 "hstore allows only one subscript"
SELECT h['a']['b'] FROM t;

-- name: Slice :many
-- error 0A000 "hstore allows only one subscript"
SELECT h['a':'b'] FROM t;

-- name: SubscriptType :many
-- column h text
SELECT h[d] FROM t;

-- name: SubscriptRow :many
-- column h text
SELECT h[t] FROM t;
