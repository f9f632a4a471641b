-- name: Tree :many
-- sqlq: row TreeRow
SELECT sqlq.embed(u),
       sqlq.many((SELECT sqlq.embed(o),
                         sqlq.many((SELECT i.*, upper(i.sku) AS loud,
                                           sqlq.many((SELECT p.* FROM parts p WHERE i.id = p.item_id ORDER BY p.id DESC)) AS parts
                                    FROM items i WHERE i.order_id = o.id ORDER BY i.id)) AS items
                  FROM orders o WHERE o.user_id = u.id AND sqlq.opt(o.price >= @min_price) ORDER BY o.id DESC)) AS orders,
       sqlq.maybe((SELECT sqlq.embed(b) FROM users b WHERE b.id = u.boss)) AS boss
FROM users u
WHERE sqlq.opt(u.tenant = @tenant)
ORDER BY u.id;

-- name: TreeSplit :many
-- sqlq: row TreeRow
-- sqlq: load split
-- sqlq: arena
SELECT sqlq.embed(u),
       sqlq.many((SELECT sqlq.embed(o),
                         sqlq.many((SELECT i.*, upper(i.sku) AS loud,
                                           sqlq.many((SELECT p.* FROM parts p WHERE i.id = p.item_id ORDER BY p.id DESC)) AS parts
                                    FROM items i WHERE i.order_id = o.id ORDER BY i.id)) AS items
                  FROM orders o WHERE o.user_id = u.id AND sqlq.opt(o.price >= @min_price) ORDER BY o.id DESC)) AS orders,
       sqlq.maybe((SELECT sqlq.embed(b) FROM users b WHERE b.id = u.boss)) AS boss
FROM users u
WHERE sqlq.opt(u.tenant = @tenant)
ORDER BY u.id;

-- name: Kinds :many
-- sqlq: row KindsRow
SELECT u.id,
       sqlq.many((SELECT o.id FROM orders o WHERE o.buyer = u.name ORDER BY o.id)) AS by_name,
       sqlq.many((SELECT o.id FROM orders o WHERE o.code = u.code ORDER BY o.id)) AS by_code,
       sqlq.many((SELECT o.id FROM orders o WHERE o.mood = u.mood ORDER BY o.id)) AS by_mood,
       sqlq.many((SELECT o.id FROM orders o WHERE o.price = u.price ORDER BY o.id)) AS by_price,
       sqlq.many((SELECT o.id FROM orders o WHERE o.token = u.token ORDER BY o.id)) AS by_token,
       sqlq.many((SELECT o.id FROM orders o WHERE o.seen = u.seen ORDER BY o.id)) AS by_seen,
       sqlq.many((SELECT o.id FROM orders o WHERE o.tags = u.tags ORDER BY o.id)) AS by_tags,
       sqlq.many((SELECT o.id FROM orders o WHERE o.spot = u.spot ORDER BY o.id)) AS by_spot,
       sqlq.many((SELECT o.id FROM orders o WHERE o.level = u.level ORDER BY o.id)) AS by_level,
       sqlq.many((SELECT o.id FROM orders o WHERE o.level IS NOT DISTINCT FROM u.level ORDER BY o.id)) AS by_null
FROM users u ORDER BY u.id;

-- name: KindsSplit :many
-- sqlq: row KindsRow
-- sqlq: load split
SELECT u.id,
       sqlq.many((SELECT o.id FROM orders o WHERE o.buyer = u.name ORDER BY o.id)) AS by_name,
       sqlq.many((SELECT o.id FROM orders o WHERE o.code = u.code ORDER BY o.id)) AS by_code,
       sqlq.many((SELECT o.id FROM orders o WHERE o.mood = u.mood ORDER BY o.id)) AS by_mood,
       sqlq.many((SELECT o.id FROM orders o WHERE o.price = u.price ORDER BY o.id)) AS by_price,
       sqlq.many((SELECT o.id FROM orders o WHERE o.token = u.token ORDER BY o.id)) AS by_token,
       sqlq.many((SELECT o.id FROM orders o WHERE o.seen = u.seen ORDER BY o.id)) AS by_seen,
       sqlq.many((SELECT o.id FROM orders o WHERE o.tags = u.tags ORDER BY o.id)) AS by_tags,
       sqlq.many((SELECT o.id FROM orders o WHERE o.spot = u.spot ORDER BY o.id)) AS by_spot,
       sqlq.many((SELECT o.id FROM orders o WHERE o.level = u.level ORDER BY o.id)) AS by_level,
       sqlq.many((SELECT o.id FROM orders o WHERE o.level IS NOT DISTINCT FROM u.level ORDER BY o.id)) AS by_null
FROM users u ORDER BY u.id;

-- name: Forms :many
-- sqlq: row FormsRow
SELECT u.name,
       sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY o.id DESC LIMIT @n OFFSET 1)) AS second,
       sqlq.many((SELECT DISTINCT o.tenant FROM orders o WHERE o.user_id = u.id ORDER BY 1)) AS tenants,
       sqlq.many((SELECT o.tenant, count(*) AS n, sum(o.price)::float8 AS total FROM orders o WHERE o.user_id = u.id GROUP BY 1 HAVING count(*) > 0 ORDER BY 2, 1)) AS sums,
       sqlq.many((SELECT count(*) AS n FROM orders o WHERE o.user_id = u.id)) AS counts,
       sqlq.many((SELECT o.id, row_number() OVER (ORDER BY o.id) AS place FROM orders o WHERE o.user_id = u.id ORDER BY o.id)) AS ranked,
       sqlq.many((SELECT o.id AS ref FROM orders o WHERE o.user_id = u.id UNION ALL SELECT p.id FROM parts p WHERE p.id = u.id ORDER BY 1)) AS both,
       sqlq.many((SELECT o.id, u.name || '!' AS shout FROM orders o WHERE o.user_id = u.id AND o.price > u.level ORDER BY o.id)) AS dear,
       sqlq.many((SELECT o.id FROM orders o WHERE o.tenant = u.tenant AND o.user_id = u.id ORDER BY o.id)) AS own,
       sqlq.many((SELECT g AS n FROM generate_series(1, u.level) g ORDER BY g)) AS series,
       sqlq.many((WITH w AS (SELECT id FROM orders WHERE user_id = u.id) SELECT w.id FROM w ORDER BY w.id)) AS with_orders,
       sqlq.many((SELECT o.id FROM orders o WHERE EXISTS (SELECT FROM items i WHERE i.order_id = o.id AND o.user_id = u.id) ORDER BY o.id)) AS filled,
       sqlq.many((SELECT o.id FROM orders o WHERE sqlq.opt(o.user_id = u.id AND o.price > @above) ORDER BY o.id)) AS maybe_own,
       sqlq.many((SELECT o.id, sqlq.embed(i) FROM orders o LEFT JOIN items i ON i.order_id = o.id WHERE u.id = o.user_id ORDER BY o.id, i.id)) AS joined,
       sqlq.maybe((SELECT o.note FROM orders o WHERE o.user_id = u.id ORDER BY o.id LIMIT 1)) AS note
FROM users u WHERE u.created >= @since ORDER BY name;

-- name: FormsSplit :many
-- sqlq: row FormsRow
-- sqlq: load split
SELECT u.name,
       sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY o.id DESC LIMIT @n OFFSET 1)) AS second,
       sqlq.many((SELECT DISTINCT o.tenant FROM orders o WHERE o.user_id = u.id ORDER BY 1)) AS tenants,
       sqlq.many((SELECT o.tenant, count(*) AS n, sum(o.price)::float8 AS total FROM orders o WHERE o.user_id = u.id GROUP BY 1 HAVING count(*) > 0 ORDER BY 2, 1)) AS sums,
       sqlq.many((SELECT count(*) AS n FROM orders o WHERE o.user_id = u.id)) AS counts,
       sqlq.many((SELECT o.id, row_number() OVER (ORDER BY o.id) AS place FROM orders o WHERE o.user_id = u.id ORDER BY o.id)) AS ranked,
       sqlq.many((SELECT o.id AS ref FROM orders o WHERE o.user_id = u.id UNION ALL SELECT p.id FROM parts p WHERE p.id = u.id ORDER BY 1)) AS both,
       sqlq.many((SELECT o.id, u.name || '!' AS shout FROM orders o WHERE o.user_id = u.id AND o.price > u.level ORDER BY o.id)) AS dear,
       sqlq.many((SELECT o.id FROM orders o WHERE o.tenant = u.tenant AND o.user_id = u.id ORDER BY o.id)) AS own,
       sqlq.many((SELECT g AS n FROM generate_series(1, u.level) g ORDER BY g)) AS series,
       sqlq.many((WITH w AS (SELECT id FROM orders WHERE user_id = u.id) SELECT w.id FROM w ORDER BY w.id)) AS with_orders,
       sqlq.many((SELECT o.id FROM orders o WHERE EXISTS (SELECT FROM items i WHERE i.order_id = o.id AND o.user_id = u.id) ORDER BY o.id)) AS filled,
       sqlq.many((SELECT o.id FROM orders o WHERE sqlq.opt(o.user_id = u.id AND o.price > @above) ORDER BY o.id)) AS maybe_own,
       sqlq.many((SELECT o.id, sqlq.embed(i) FROM orders o LEFT JOIN items i ON i.order_id = o.id WHERE u.id = o.user_id ORDER BY o.id, i.id)) AS joined,
       sqlq.maybe((SELECT o.note FROM orders o WHERE o.user_id = u.id ORDER BY o.id LIMIT 1)) AS note
FROM users u WHERE u.created >= @since ORDER BY name;

-- name: Shared :many
-- sqlq: row SharedRow
SELECT o.id,
       sqlq.maybe((SELECT u.name,
                          sqlq.many((SELECT t.id FROM orders t WHERE t.user_id = u.id ORDER BY t.id)) AS orders
                   FROM users u WHERE u.id = o.user_id)) AS buyer
FROM orders o ORDER BY o.id;

-- name: SharedSplit :many
-- sqlq: row SharedRow
-- sqlq: load split
SELECT o.id,
       sqlq.maybe((SELECT u.name,
                          sqlq.many((SELECT t.id FROM orders t WHERE t.user_id = u.id ORDER BY t.id)) AS orders
                   FROM users u WHERE u.id = o.user_id)) AS buyer
FROM orders o ORDER BY o.id;

-- name: GetTree :one
-- sqlq: row GetTreeRow
SELECT u.id, sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY o.id)) AS orders FROM users u WHERE u.id = @id;

-- name: GetTreeSplit :one
-- sqlq: row GetTreeRow
-- sqlq: load split
SELECT u.id, sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY o.id)) AS orders FROM users u WHERE u.id = @id;

-- name: FindTree :opt
-- sqlq: row FindTreeRow
SELECT u.id, sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY o.id)) AS orders FROM users u WHERE u.id = @id;

-- name: FindTreeSplit :opt
-- sqlq: row FindTreeRow
-- sqlq: load split
SELECT u.id, sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY o.id)) AS orders FROM users u WHERE u.id = @id;

-- name: Sorted :many
-- sqlq: row SortedRow
-- sqlq: order up: o.id
-- sqlq: order down: o.id DESC
SELECT u.id, sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY sqlq.order())) AS list FROM users u
WHERE sqlq.opt(u.tenant = @tenant) ORDER BY u.id;

-- name: SortedSplit :many
-- sqlq: row SortedRow
-- sqlq: load split
-- sqlq: order up: o.id
-- sqlq: order down: o.id DESC
SELECT u.id, sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY sqlq.order())) AS list FROM users u
WHERE sqlq.opt(u.tenant = @tenant) ORDER BY u.id;

-- name: Paged :many
-- sqlq: row PagedRow
-- sqlq: keyset
-- sqlq: order up: u.tenant, u.id
-- sqlq: order down: u.created DESC, u.id DESC
SELECT u.id, sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY o.id)) AS list,
       sqlq.many((SELECT o.id FROM orders o WHERE o.tenant = u.tenant AND o.user_id = u.id ORDER BY o.id)) AS own
FROM users u ORDER BY sqlq.order() LIMIT @size;

-- name: PagedSplit :many
-- sqlq: row PagedRow
-- sqlq: load split
-- sqlq: keyset
-- sqlq: order up: u.tenant, u.id
-- sqlq: order down: u.created DESC, u.id DESC
SELECT u.id, sqlq.many((SELECT o.id FROM orders o WHERE o.user_id = u.id ORDER BY o.id)) AS list,
       sqlq.many((SELECT o.id FROM orders o WHERE o.tenant = u.tenant AND o.user_id = u.id ORDER BY o.id)) AS own
FROM users u ORDER BY sqlq.order() LIMIT @size;

-- name: Grouped :many
-- sqlq: row GroupedRow
SELECT u.tenant, count(*) AS n, sqlq.many((SELECT o.id FROM orders o WHERE o.tenant = u.tenant ORDER BY o.id)) AS orders
FROM users u GROUP BY u.tenant ORDER BY 1;

-- name: GroupedSplit :many
-- sqlq: row GroupedRow
-- sqlq: load split
SELECT u.tenant, count(*) AS n, sqlq.many((SELECT o.id FROM orders o WHERE o.tenant = u.tenant ORDER BY o.id)) AS orders
FROM users u GROUP BY u.tenant ORDER BY 1;
