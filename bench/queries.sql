-- name: GetPerson :one
SELECT * FROM people WHERE id = @id;

-- name: ListPeople :many
SELECT * FROM people ORDER BY id LIMIT @max_rows;

-- PeopleWithOrders lists people with their orders and the orders' items.
-- name: PeopleWithOrders :many
-- sqlq: row PersonWithOrders
SELECT p.id, p.name,
       sqlq.many((
           SELECT o.id, o.status, o.placed_at,
                  sqlq.many((SELECT i.id, i.sku, i.quantity, i.price FROM items i WHERE i.order_id = o.id ORDER BY i.id)) AS items
           FROM orders o WHERE o.person_id = p.id ORDER BY o.id
       )) AS orders
FROM people p
ORDER BY p.id
LIMIT @max_rows;

-- name: RevenueByKind :many
SELECT p.kind, count(*) AS items, sum(i.quantity * i.price)::bigint AS revenue
FROM people p JOIN orders o ON o.person_id = p.id JOIN items i ON i.order_id = o.id
GROUP BY p.kind
ORDER BY p.kind;

-- name: FindPeople :many
SELECT * FROM people
WHERE sqlq.opt(kind = @kind) AND sqlq.opt(active = @active) AND sqlq.opt(age >= @min_age) AND sqlq.opt(name LIKE @pattern)
ORDER BY id
LIMIT 50;

-- name: InsertStock :bulkexec
INSERT INTO stock (sku, name, quantity, price, note) VALUES (@sku, @name, @quantity, @price, @note);

-- name: UpsertStock :bulkexec
INSERT INTO stock (sku, name, quantity, price, note) VALUES (@sku, @name, @quantity, @price, @note)
ON CONFLICT (sku) DO UPDATE SET name = excluded.name, quantity = excluded.quantity, price = excluded.price, note = excluded.note;

-- name: ListPeopleInArena :many
-- sqlq: arena
SELECT * FROM people ORDER BY id LIMIT @max_rows;

-- name: PeopleWithOrdersInArena :many
-- sqlq: arena
-- sqlq: row PersonWithOrders
SELECT p.id, p.name,
       sqlq.many((
           SELECT o.id, o.status, o.placed_at,
                  sqlq.many((SELECT i.id, i.sku, i.quantity, i.price FROM items i WHERE i.order_id = o.id ORDER BY i.id)) AS items
           FROM orders o WHERE o.person_id = p.id ORDER BY o.id
       )) AS orders
FROM people p
ORDER BY p.id
LIMIT @max_rows;

-- name: PeopleWithOrdersSplit :many
-- sqlq: load split
-- sqlq: row PersonWithOrders
SELECT p.id, p.name,
       sqlq.many((
           SELECT o.id, o.status, o.placed_at,
                  sqlq.many((SELECT i.id, i.sku, i.quantity, i.price FROM items i WHERE i.order_id = o.id ORDER BY i.id)) AS items
           FROM orders o WHERE o.person_id = p.id ORDER BY o.id
       )) AS orders
FROM people p
ORDER BY p.id
LIMIT @max_rows;
