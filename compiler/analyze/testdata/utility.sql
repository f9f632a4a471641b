-- utility.sql: statements without parameters and columns that are queries too.
CREATE TABLE t (a int4);
CREATE VIEW v AS SELECT a FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT a FROM t;

-- name: Truncate :exec
TRUNCATE TABLE t RESTART IDENTITY CASCADE;

-- name: TruncateView :exec
TRUNCATE /* ERROR 42809 "\"v\" is not a table" */ v;

-- name: Refresh :exec
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;

-- name: RefreshTable :exec
REFRESH MATERIALIZED VIEW /* ERROR 0A000 "\"t\" is not a materialized view" */ t;

-- name: RefreshView :exec
REFRESH MATERIALIZED VIEW /* ERROR 42809 "\"v\" is not a table or materialized view" */ v;

-- name: Listen :exec
LISTEN jobs;

-- name: Notify :exec
NOTIFY jobs, 'new';
