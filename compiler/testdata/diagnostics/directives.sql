-- name: D1 :many
-- sqlq: foo bar
SELECT id FROM orgs;
-- name: D2 :many
-- sqlq: keysett
SELECT id FROM orgs ORDER BY id LIMIT @limit;
-- name: D3 :many
-- sqlq: row
SELECT id, name FROM orgs;
-- name: D4 :many
-- sqlq: row Some Thing
SELECT id, name FROM orgs;
-- name: D5 :exec
-- sqlq: row Thing
DELETE FROM orgs WHERE id = 1;
-- name: D6 :many
-- sqlq: row A
-- sqlq: row B
SELECT id, name FROM orgs;
-- name: D7 :many
-- sqlq: keyset please
SELECT id, name FROM orgs ORDER BY id LIMIT @limit;
-- name: D8 :many
-- sqlq: variants 3
SELECT id, name FROM orgs ORDER BY id;
-- name: D9 :many
-- sqlq: notnull
SELECT id, name FROM orgs ORDER BY id;
-- name: D10 :many
-- sqlq: notnull name
-- sqlq: nullable name
SELECT id, name FROM orgs ORDER BY id;
-- name: D11 :many
-- sqlq:
SELECT id, name FROM orgs ORDER BY id;
-- name: D12 :many
-- sqlq: type name = Foo bar
SELECT id, name FROM orgs ORDER BY id;
-- name: D13 :many
-- sqlq: row lower
SELECT id, name FROM orgs;
-- name: D14 :many
-- sqlq: disable NOPE
SELECT id, name FROM orgs;
-- name: D15 :many
-- sqlq: order a b: name
SELECT id, name FROM orgs ORDER BY sqlq.order();
-- name: D16 :many
-- sqlq: order a: name, nope
SELECT id, name FROM orgs ORDER BY sqlq.order();
-- name: D17 :many
-- sqlq: order a: name
-- sqlq: order b: nope
SELECT id, name FROM orgs ORDER BY sqlq.order();
-- name: D18 :many
-- SQLQ: keyset
SELECT id, name FROM orgs ORDER BY id;
-- name: D19 :many
-- sqlq keyset
SELECT id, name FROM orgs ORDER BY id;
-- name: D20 :many
-- sqlq: notnull Name
SELECT id, name FROM orgs ORDER BY id;
-- name: D21 :many
-- sqlq: load split
SELECT id, name FROM orgs ORDER BY id;
-- name: D22 :many
-- sqlq: order a: name
SELECT id, name FROM orgs ORDER BY sqlq.order() DESC;
-- name: D23 :many
-- sqlq: order a: name
SELECT id, name, sqlq.order() FROM orgs;
-- name: D24 :many
-- sqlq: order a: name
SELECT id, name FROM orgs WHERE name = sqlq.order();
-- name: D25 :many
-- sqlq: order a: name
SELECT id, name FROM orgs ORDER BY id, sqlq.order();
-- name: D26 :many
-- sqlq: order a: name
SELECT id, row_number() OVER (ORDER BY sqlq.order()) FROM orgs;
-- name: D27 :many
-- sqlq: order a: name; drop table orgs
SELECT id FROM orgs ORDER BY sqlq.order();
-- name: D28 :many
-- sqlq: order a: name) x (
SELECT id FROM orgs ORDER BY sqlq.order();
-- name: D29 :many
-- sqlq: order a: name LIMIT 1
-- sqlq: order b: name
SELECT id FROM orgs ORDER BY sqlq.order();
-- name: D30 :many
-- sqlq: order a: name = @x
SELECT id FROM orgs ORDER BY sqlq.order();

-- name: ArenaArgument :many
-- sqlq: arena big
SELECT 1 AS a;

-- name: ArenaWithoutRows :exec
-- sqlq: arena
SELECT 1 AS a;
