-- The catalogue and what is left of it.

-- UpsertProducts adds articles or brings their name, price and stock up to date, any number of
-- them in one statement.
-- name: UpsertProducts :bulkmany
INSERT INTO products (sku, name, price, stock)
VALUES (@sku, @name, @price, @stock)
ON CONFLICT (sku) DO UPDATE
SET name = excluded.name,
    price = excluded.price,
    stock = excluded.stock,
    updated_at = now()
RETURNING id, sku, (xmax = 0) AS inserted;

-- UpdateProduct changes what is given and leaves the rest as it is.
-- name: UpdateProduct :execrows
UPDATE products
SET name = sqlq.set(@name), description = sqlq.set(@description), tags = sqlq.set(@tags)
WHERE sku = @sku;

-- ReviseProducts brings a supplier's list in: of each article what the supplier says, the rest stays.
-- name: ReviseProducts :bulkexec
UPDATE products
SET price = sqlq.set(@price), stock = sqlq.set(@stock), updated_at = now()
WHERE sku = @sku;

-- name: GetProducts :many
SELECT * FROM products WHERE sku IN (sqlc.slice(skus)) ORDER BY sku;

-- ProductInventory lists every article with its stock, how many pieces were sold, and when last;
-- articles that never sold come last. Cancelled orders do not count.
-- name: ProductInventory :many
SELECT p.id, p.sku, p.name, p.stock,
       coalesce(sum(i.quantity) FILTER (WHERE o.id IS NOT NULL), 0)::bigint AS sold,
       max(o.placed_at) AS last_sold_at
FROM products p
LEFT JOIN order_items i ON i.product_id = p.id
LEFT JOIN orders o ON o.id = i.order_id AND o.status <> 'cancelled'
GROUP BY p.id
ORDER BY last_sold_at DESC NULLS LAST, p.sku;

-- TakeFromStock books pieces out; no row is changed when there are too few.
-- name: TakeFromStock :execrows
UPDATE products
SET stock = stock - @quantity, updated_at = now()
WHERE sku = @sku AND stock >= @quantity;
