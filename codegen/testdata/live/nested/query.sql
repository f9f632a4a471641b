-- name: UsersWithOrders :many
SELECT sqlq.embed(u),
       sqlq.many((SELECT sqlq.embed(o),
                         sqlq.many((SELECT i.*, upper(i.sku) AS loud FROM items i WHERE i.order_id = o.id ORDER BY i.id)) AS items
                  FROM orders o WHERE o.user_id = u.id AND sqlq.opt(o.price >= @min_price) ORDER BY o.id)) AS orders,
       sqlq.maybe((SELECT sqlq.embed(p) FROM profiles p WHERE p.user_id = u.id)) AS profile
FROM users u
WHERE sqlq.opt(u.role = @role)
ORDER BY u.id;

-- name: StreamUsers :iter
SELECT u.id, sqlq.many((SELECT o.* FROM orders o WHERE o.user_id = u.id ORDER BY o.id DESC LIMIT 1)) AS latest
FROM users u ORDER BY u.id;

-- name: SearchUsers :many
-- sqlq: order newest: created DESC, id DESC
-- sqlq: order name: lower(name), id
SELECT * FROM users
WHERE sqlq.opt(role = @role) AND sqlq.opt(created >= @since AND created < @until) AND id > @after
ORDER BY sqlq.order() LIMIT @max;

-- name: UserNames :many
-- sqlq: order up: name
-- sqlq: order down: name DESC
SELECT name FROM users ORDER BY sqlq.order();

-- name: UserProfiles :many
SELECT sqlq.embed(u), sqlq.embed(p) FROM users u LEFT JOIN profiles p ON p.user_id = u.id ORDER BY u.id;

-- name: ViewOfUsers :many
WITH x AS (SELECT id, name FROM users)
SELECT sqlq.embed(x), sqlq.embed(y) FROM x LEFT JOIN (SELECT user_id, bio FROM profiles) y ON y.user_id = x.id ORDER BY x.id;
