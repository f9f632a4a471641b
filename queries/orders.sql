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

-- ListUsersWithOrders lists users with their orders and items, a row per item. Users without
-- orders and orders without items appear once, with nil in place of what is missing.
-- name: ListUsersWithOrders :many
SELECT sqlc.embed(u), sqlc.embed(o), sqlc.embed(i), p.name AS product
FROM (
    SELECT *
    FROM users
    WHERE active = @active AND created_at >= @since
    ORDER BY created_at DESC, id DESC
    LIMIT @max_users OFFSET @skip
) u
LEFT JOIN orders o ON o.user_id = u.id
LEFT JOIN order_items i ON i.order_id = o.id
LEFT JOIN products p ON p.id = i.product_id
ORDER BY u.created_at DESC, u.id DESC, o.id, i.id;

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
