-- name: UpsertProducts :bulkmany
INSERT INTO products (sku, name, kind, other, note, price, at, doc, owner)
VALUES (@sku, upper(@name), @kind, @other, @note, @price, @at, @doc, sqlq.const(@owner))
ON CONFLICT (sku) DO UPDATE SET name = excluded.name, price = excluded.price, note = sqlq.const(@mark)
RETURNING *, (xmax = 0) AS inserted;

-- name: Reprice :bulkexec
UPDATE products SET price = @price, note = @note WHERE sku = @sku;

-- name: RepriceReturning :bulkmany
UPDATE products p SET price = p.price + @more WHERE p.sku = @sku RETURNING *;

-- name: Remove :bulkexec
DELETE FROM products WHERE sku = @sku;

-- name: CountProducts :one
SELECT count(*) FROM products;

-- name: Patch :execrows
UPDATE products SET name = sqlq.set(@name), note = sqlq.set(@note), kind = sqlq.set(@kind), other = sqlq.set(@other) WHERE sku = @sku;

-- name: PatchReturning :one
UPDATE products p SET name = sqlq.set(@name), at = now() WHERE p.sku = @sku RETURNING name;
