-- The queries of ../queries.sql as sqlc has them. What sqlc makes of them is never committed:
-- the benchmark generates it when it runs.

-- name: GetPerson :one
SELECT * FROM people WHERE id = $1;

-- name: ListPeople :many
SELECT * FROM people ORDER BY id LIMIT $1;

-- name: People :many
SELECT id, name FROM people ORDER BY id LIMIT $1;

-- name: OrdersOfPeople :many
SELECT * FROM orders WHERE person_id = ANY (@people::bigint[]) ORDER BY id;

-- name: ItemsOfOrders :many
SELECT * FROM items WHERE order_id = ANY (@orders::bigint[]) ORDER BY id;

-- name: RevenueByKind :many
SELECT p.kind, count(*) AS items, sum(i.quantity * i.price)::bigint AS revenue
FROM people p JOIN orders o ON o.person_id = p.id JOIN items i ON i.order_id = o.id
GROUP BY p.kind
ORDER BY p.kind;

-- name: FindPeople :many
SELECT * FROM people
WHERE (kind = sqlc.narg('kind') OR sqlc.narg('kind') IS NULL)
  AND (active = sqlc.narg('active') OR sqlc.narg('active') IS NULL)
  AND (age >= sqlc.narg('min_age') OR sqlc.narg('min_age') IS NULL)
  AND (name LIKE sqlc.narg('pattern') OR sqlc.narg('pattern') IS NULL)
ORDER BY id
LIMIT 50;

-- name: InsertStock :copyfrom
INSERT INTO stock (sku, name, quantity, price, note) VALUES ($1, $2, $3, $4, $5);

-- name: UpsertStock :batchexec
INSERT INTO stock (sku, name, quantity, price, note) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (sku) DO UPDATE SET name = excluded.name, quantity = excluded.quantity, price = excluded.price, note = excluded.note;
