-- Orders, their items, and what they add up to.

-- name: CreateOrder :one
INSERT INTO orders (user_id, note)
VALUES (@user_id, @note)
RETURNING *;

-- AddOrderItem puts a product into an order at its present price.
-- name: AddOrderItem :one
INSERT INTO order_items (order_id, product_id, quantity, unit_price)
SELECT @order_id, p.id, @quantity, p.price
FROM products p
WHERE p.sku = @sku
RETURNING *;

-- name: SetOrderStatus :execrows
UPDATE orders
SET status = @status,
    shipped_at = CASE WHEN @status::order_status = 'shipped' THEN now() ELSE shipped_at END
WHERE id = @id;

-- ListUsersWithOrders lists users with their profile, their orders and the orders' items: one
-- statement, one snapshot.
-- name: ListUsersWithOrders :many
SELECT sqlq.embed(u),
       sqlq.maybe((SELECT sqlq.embed(pr) FROM user_profiles pr WHERE pr.user_id = u.id)) AS profile,
       sqlq.many((SELECT sqlq.embed(o),
                         sqlq.many((SELECT sqlq.embed(i), p.name AS product
                                    FROM order_items i JOIN products p ON p.id = i.product_id
                                    WHERE i.order_id = o.id ORDER BY i.id)) AS items
                  FROM orders o WHERE o.user_id = u.id ORDER BY o.id)) AS orders
FROM users u
WHERE u.active = @active AND u.created_at >= @since
ORDER BY u.created_at DESC, u.id DESC
LIMIT @max_users OFFSET @skip;

-- ExportOrders reads many orders at once, for the accounts: two statements, however many there are,
-- and rows that share memory.
-- name: ExportOrders :many
-- sqlq: load split
-- sqlq: arena
SELECT sqlq.embed(o), u.email,
       sqlq.many((SELECT sqlq.embed(i), p.sku
                  FROM order_items i JOIN products p ON p.id = i.product_id
                  WHERE i.order_id = o.id ORDER BY i.id)) AS items
FROM orders o
JOIN users u ON u.id = o.user_id
WHERE o.placed_at >= @since AND o.placed_at < @until AND sqlq.opt(o.status = @status)
ORDER BY o.placed_at, o.id;

-- SalesByUser ranks users by what they spent on orders that were not cancelled.
-- name: SalesByUser :many
SELECT u.id, u.name, count(DISTINCT o.id) AS orders, sum(i.quantity * i.unit_price) AS spent
FROM users u
JOIN orders o ON o.user_id = u.id
JOIN order_items i ON i.order_id = o.id
WHERE o.status <> 'cancelled'
GROUP BY u.id
ORDER BY spent DESC, u.id
LIMIT @top;

-- name: ListOrderTotals :many
SELECT * FROM order_totals WHERE user_id = @user_id ORDER BY placed_at DESC, order_id DESC;
