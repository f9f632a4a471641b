-- Ordinary queries that a reviewer would let pass: lint has nothing to say about any of them.

-- name: GetTenantBySlug :one
SELECT * FROM tenants WHERE slug = @slug;

-- name: GetMember :one
SELECT m.role, m.joined_at, u.email, u.name
FROM members m JOIN users u ON u.id = m.user_id
WHERE m.tenant_id = @tenant_id AND m.user_id = @user_id;

-- name: ListMembers :many
SELECT u.id, u.email, u.name, m.role
FROM members m
JOIN users u ON u.id = m.user_id
WHERE m.tenant_id = @tenant_id AND u.deleted_at IS NULL
ORDER BY u.name, u.id
LIMIT @lim OFFSET @off;

-- name: ListTenantsOfUser :many
SELECT t.* FROM tenants t JOIN members m ON m.tenant_id = t.id WHERE m.user_id = @user_id ORDER BY t.name;

-- name: AddMember :exec
INSERT INTO members (tenant_id, user_id, role) VALUES (@tenant_id, @user_id, @role)
ON CONFLICT (tenant_id, user_id) DO UPDATE SET role = excluded.role;

-- name: RemoveMember :execrows
DELETE FROM members WHERE tenant_id = @tenant_id AND user_id = @user_id;

-- name: CountOwners :one
SELECT count(*) FROM members WHERE tenant_id = @tenant_id AND role = 'owner';

-- name: IsMember :one
SELECT EXISTS (SELECT 1 FROM members WHERE tenant_id = @tenant_id AND user_id = @user_id) AS member;

-- name: CreateUser :one
INSERT INTO users (email, name, password_hash) VALUES (@email, @name, @hash) RETURNING id, created_at;

-- name: GetUserByEmail :one
SELECT id, email, password_hash FROM users WHERE email = @email AND deleted_at IS NULL;

-- name: GetUserWithProfile :one
SELECT sqlc.embed(u), sqlc.embed(p) FROM users u LEFT JOIN profiles p ON p.user_id = u.id WHERE u.id = @id;

-- name: TouchLogin :exec
UPDATE users SET last_login_at = now(), updated_at = now() WHERE id = @id;

-- name: SoftDeleteUser :execrows
UPDATE users SET deleted_at = now() WHERE id = @id AND deleted_at IS NULL;

-- name: UpdateUser :one
UPDATE users SET name = coalesce(sqlc.narg(name), name), email = coalesce(sqlc.narg(email), email), updated_at = now()
WHERE id = @id RETURNING *;

-- name: ListUsersPage :many
SELECT id, email, name, created_at FROM users
WHERE deleted_at IS NULL AND (created_at, id) < (@created_at, @id)
ORDER BY created_at DESC, id DESC
LIMIT @lim;

-- name: ListUsersAfter :many
SELECT id, email FROM users WHERE id > @after ORDER BY id LIMIT @lim;

-- name: ListUsersOffset :many
SELECT id, email FROM users ORDER BY created_at DESC, id DESC LIMIT 50 OFFSET @off;

-- name: ListUsersByEmail :many
SELECT id, email FROM users ORDER BY email LIMIT 50 OFFSET @off;

-- name: SearchUsers :many
-- sqlq: order newest: created_at DESC, id DESC
-- sqlq: order name: lower(name), id
SELECT id, name, created_at FROM users
WHERE deleted_at IS NULL AND sqlq.opt(name ILIKE @pattern) AND sqlq.opt(created_at >= @since) AND sqlq.opt(created_at < @until)
ORDER BY sqlq.order() LIMIT @lim;

-- name: UsersIn :many
SELECT id, name FROM users WHERE id = ANY(@ids::bigint[]) ORDER BY id;

-- name: UsersNotIn :many
SELECT id FROM users WHERE id NOT IN (SELECT user_id FROM members) AND email <> ALL (@emails::text[]);

-- name: UsersWithoutOrders :many
SELECT u.id FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.id IS NULL;

-- name: UsersWithoutProfile :many
SELECT u.id, u.email FROM users u WHERE NOT EXISTS (SELECT FROM profiles p WHERE p.user_id = u.id);

-- name: CreateSession :one
INSERT INTO sessions (user_id, expires_at, ip) VALUES (@user_id, now() + interval '30 days', @ip) RETURNING token;

-- name: GetSession :one
SELECT s.token, u.id, u.email FROM sessions s JOIN users u ON u.id = s.user_id
WHERE s.token = @token AND s.expires_at > now();

-- name: PurgeSessions :execrows
DELETE FROM sessions WHERE expires_at < now() - interval '1 day';

-- name: PurgeSessionsBatch :execrows
DELETE FROM sessions WHERE token IN (SELECT token FROM sessions WHERE expires_at < now() LIMIT 1000);

-- name: UpsertProfile :exec
INSERT INTO profiles (user_id, bio, avatar_url, settings) VALUES (@user_id, @bio, @avatar_url, @settings)
ON CONFLICT (user_id) DO UPDATE SET bio = excluded.bio, avatar_url = excluded.avatar_url, settings = profiles.settings || excluded.settings;

-- name: GetPost :one
SELECT p.*, u.name AS author FROM posts p JOIN users u ON u.id = p.author_id WHERE p.tenant_id = @tenant_id AND p.slug = @slug;

-- name: ListPosts :many
SELECT p.id, p.title, p.published_at, u.name AS author,
       (SELECT count(*) FROM comments c WHERE c.post_id = p.id) AS comments,
       (SELECT count(*) FROM likes l WHERE l.post_id = p.id) AS likes
FROM posts p JOIN users u ON u.id = p.author_id
WHERE p.tenant_id = @tenant_id AND p.published_at IS NOT NULL
ORDER BY p.published_at DESC, p.id DESC
LIMIT @lim OFFSET @off;

-- name: LatestPost :opt
SELECT id, title FROM posts WHERE tenant_id = @tenant_id ORDER BY created_at DESC LIMIT 1;

-- name: SearchPosts :many
SELECT id, title, ts_rank(search, q) AS rank
FROM posts, websearch_to_tsquery('english', @query) q
WHERE tenant_id = @tenant_id AND search @@ q
ORDER BY rank DESC
LIMIT 20;

-- name: PostsByTitle :many
SELECT id FROM posts WHERE lower(title) = lower(@title);

-- name: PostsByTag :many
SELECT id, title FROM posts WHERE tags @> ARRAY[@tag::text] ORDER BY id;

-- name: PublishPost :execrows
UPDATE posts SET published_at = now() WHERE id = @id AND published_at IS NULL;

-- name: RandomPosts :many
SELECT id, title FROM posts WHERE published_at IS NOT NULL ORDER BY random() LIMIT 5;

-- name: PostsOfDay :many
SELECT id, title FROM posts WHERE published_at >= @day::date AND published_at < @day::date + 1 ORDER BY published_at;

-- name: LatestPostPerAuthor :many
SELECT DISTINCT ON (author_id) author_id, id, title FROM posts ORDER BY author_id, created_at DESC;

-- name: LatestCommentsOfPosts :many
SELECT p.id, c.id AS comment_id, c.body
FROM posts p
CROSS JOIN LATERAL (SELECT c.id, c.body FROM comments c WHERE c.post_id = p.id ORDER BY c.created_at DESC, c.id DESC LIMIT 3) c
WHERE p.tenant_id = @tenant_id;

-- name: LastCommentOfPosts :many
SELECT p.id, c.body FROM posts p
LEFT JOIN LATERAL (SELECT body FROM comments WHERE post_id = p.id ORDER BY created_at DESC LIMIT 1) c ON true
WHERE p.tenant_id = @tenant_id;

-- name: CommentTree :many
WITH RECURSIVE thread AS (
    SELECT id, parent_id, body, 1 AS depth FROM comments WHERE id = @root
    UNION ALL
    SELECT c.id, c.parent_id, c.body, t.depth + 1 FROM comments c JOIN thread t ON c.parent_id = t.id
)
SELECT id, parent_id, body, depth FROM thread ORDER BY depth, id;

-- name: PostStats :many
SELECT p.id, count(DISTINCT c.id) AS comments, count(DISTINCT l.user_id) AS likes
FROM posts p LEFT JOIN comments c ON c.post_id = p.id LEFT JOIN likes l ON l.post_id = p.id
GROUP BY p.id;

-- name: Like :exec
INSERT INTO likes (post_id, user_id) VALUES (@post_id, @user_id) ON CONFLICT DO NOTHING;

-- name: TopAuthors :many
SELECT u.id, u.name, count(*) AS posts FROM posts p JOIN users u ON u.id = p.author_id
GROUP BY u.id ORDER BY posts DESC LIMIT 10;

-- name: GetProductForUpdate :one
SELECT id, stock, price FROM products WHERE sku = @sku FOR UPDATE;

-- name: TakeStock :execrows
UPDATE products SET stock = stock - @quantity WHERE id = @id AND stock >= @quantity;

-- name: ProductsByCategory :many
SELECT p.id, p.name, c.name AS category FROM products p LEFT JOIN categories c ON c.id = p.category_id ORDER BY p.name, p.id;

-- name: CategoryTree :many
WITH RECURSIVE tree AS (
    SELECT id, name, ARRAY[id] AS path FROM categories WHERE parent_id IS NULL
    UNION ALL
    SELECT c.id, c.name, t.path || c.id FROM categories c JOIN tree t ON t.id = c.parent_id
)
SELECT id, name, path FROM tree ORDER BY path;

-- name: ProductsByCountry :many
SELECT id, name FROM products WHERE country = 'DE' ORDER BY id;

-- name: RaisePrices :execrows
UPDATE products SET price = round(price * (1 + @percent::numeric / 100), 2) WHERE category_id = @category_id;

-- name: CreateOrder :one
INSERT INTO orders (tenant_id, user_id, note) VALUES (@tenant_id, @user_id, @note) RETURNING *;

-- name: AddItem :one
INSERT INTO order_items (order_id, line, product_id, quantity, unit_price)
SELECT @order_id, coalesce((SELECT max(line) FROM order_items WHERE order_id = @order_id), 0) + 1, p.id, @quantity, p.price
FROM products p WHERE p.id = @product_id
RETURNING line, unit_price;

-- name: OrderWithItems :many
SELECT o.id, o.status, i.line, i.quantity, i.unit_price, p.name
FROM orders o JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id
WHERE o.id = @id ORDER BY i.line;

-- name: OrdersNested :many
SELECT sqlq.embed(o),
       sqlq.many((SELECT i.line, i.quantity, p.name FROM order_items i JOIN products p ON p.id = i.product_id
                  WHERE i.order_id = o.id ORDER BY i.line)) AS items
FROM orders o WHERE o.user_id = @user_id ORDER BY o.placed_at DESC, o.id DESC LIMIT @lim;

-- name: OrderTotals :many
SELECT o.id, t.total, p.paid
FROM orders o
LEFT JOIN order_totals t ON t.order_id = o.id
LEFT JOIN (SELECT order_id, sum(amount) AS paid FROM payments GROUP BY order_id) p ON p.order_id = o.id
WHERE o.tenant_id = @tenant_id;

-- name: RevenuePerTenant :many
WITH totals AS (SELECT order_id, sum(quantity * unit_price) AS total FROM order_items GROUP BY order_id),
     paid AS (SELECT order_id, sum(amount) AS amount FROM payments GROUP BY order_id)
SELECT o.tenant_id, sum(t.total) AS total, sum(p.amount) AS paid
FROM orders o LEFT JOIN totals t ON t.order_id = o.id LEFT JOIN paid p ON p.order_id = o.id
GROUP BY o.tenant_id;

-- name: MonthlyRevenue :many
SELECT date_trunc('month', o.placed_at)::date AS month, count(DISTINCT o.id) AS orders, sum(i.quantity * i.unit_price) AS revenue
FROM orders o JOIN order_items i ON i.order_id = o.id
WHERE o.tenant_id = @tenant_id AND o.status <> 'cancelled' AND o.placed_at >= now() - interval '1 year'
GROUP BY 1 ORDER BY 1;

-- name: ShippedShare :one
SELECT count(*) AS total, count(shipped_at) AS shipped, 100.0 * count(shipped_at) / nullif(count(*), 0) AS percent
FROM orders WHERE tenant_id = @tenant_id;

-- name: OrdersByStatus :many
SELECT status, count(*) FROM orders WHERE tenant_id = @tenant_id GROUP BY status ORDER BY status;

-- name: UnpaidOrders :many
SELECT o.id FROM orders o WHERE o.status IN ('new', 'shipped')
AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.order_id = o.id);

-- name: MarkPaid :execrows
UPDATE orders o SET status = 'paid' FROM order_totals t
WHERE t.order_id = o.id AND o.id = @id AND t.total <= (SELECT sum(amount) FROM payments WHERE order_id = o.id);

-- name: SetPrices :execrows
UPDATE products p SET price = v.price
FROM unnest(@skus::text[], @prices::numeric[]) AS v(sku, price) WHERE v.sku = p.sku;

-- name: CopyPrices :execrows
UPDATE order_items i SET unit_price = p.price FROM products p WHERE p.id = i.product_id AND i.order_id = @order_id;

-- name: CancelStale :many
DELETE FROM orders o USING users u
WHERE u.id = o.user_id AND u.deleted_at < now() - interval '1 year' AND o.status = 'new' RETURNING o.id;

-- name: Enqueue :one
INSERT INTO jobs (kind, payload, run_at) VALUES (@kind, @payload, coalesce(sqlc.narg(run_at), now())) RETURNING id;

-- name: ClaimJob :opt
UPDATE jobs SET locked_at = now(), attempts = attempts + 1
WHERE id = (SELECT id FROM jobs WHERE done_at IS NULL AND locked_at IS NULL AND run_at <= now()
            ORDER BY run_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING *;

-- name: ClaimJobs :many
WITH due AS (
    SELECT id FROM jobs WHERE done_at IS NULL AND run_at <= now() ORDER BY run_at LIMIT @lim FOR UPDATE SKIP LOCKED
)
UPDATE jobs j SET locked_at = now(), attempts = attempts + 1 FROM due WHERE due.id = j.id RETURNING j.id, j.kind, j.payload;

-- name: LockAnyJobs :many
SELECT id, payload FROM jobs WHERE done_at IS NULL LIMIT 10 FOR UPDATE SKIP LOCKED;

-- name: FinishJob :exec
UPDATE jobs SET done_at = now(), error = sqlc.narg(error) WHERE id = @id;

-- name: ArchiveJobs :execrows
WITH batch AS (SELECT id FROM jobs WHERE done_at < now() - interval '7 days' ORDER BY done_at LIMIT 500)
DELETE FROM jobs WHERE id IN (SELECT id FROM batch);

-- name: QueueDepth :many
SELECT kind, count(*) AS waiting, min(run_at) AS oldest FROM jobs WHERE done_at IS NULL GROUP BY kind ORDER BY waiting DESC;

-- name: RecordEvents :copyfrom
INSERT INTO events (id, tenant_id, name, at, data) VALUES (@id, @tenant_id, @name, @at, @data);

-- name: EventsBetween :many
SELECT id, name, at FROM events WHERE tenant_id = @tenant_id AND at >= @since AND at < @until ORDER BY at, id LIMIT @lim;

-- name: EventsPerDay :many
SELECT d::date AS day, count(e.id) AS events
FROM generate_series(@since::timestamptz, @until::timestamptz, interval '1 day') d
LEFT JOIN events e ON e.tenant_id = @tenant_id AND e.at >= d AND e.at < d + interval '1 day'
GROUP BY d ORDER BY d;

-- name: EventExists :one
SELECT 1 AS found FROM events WHERE tenant_id = @tenant_id AND name = @name LIMIT 1;

-- name: CapCount :one
SELECT count(*) FROM (SELECT 1 FROM events WHERE tenant_id = @tenant_id LIMIT 1000) s;

-- name: FirstEvents :many
SELECT tenant_id, name, at FROM (
    SELECT e.*, row_number() OVER (PARTITION BY tenant_id ORDER BY at, id) AS n FROM events e
) s WHERE n <= 3;

-- name: RunningTotal :many
SELECT id, paid_at, sum(amount) OVER (ORDER BY paid_at, id) AS total FROM payments WHERE order_id = @order_id;

-- name: EverybodyAndTotals :one
SELECT u.n AS users, o.n AS orders FROM (SELECT count(*) AS n FROM users) u, (SELECT count(*) AS n FROM orders) o;

-- name: AboveAverage :many
WITH avg_price AS (SELECT avg(price) AS price FROM products) SELECT p.id, p.name FROM products p, avg_price a WHERE p.price > a.price;

-- name: SettingsOf :one
SELECT coalesce(p.settings->>'theme', 'light') AS theme FROM users u LEFT JOIN profiles p ON p.user_id = u.id WHERE u.id = @id;

-- name: OptionalJoin :many
SELECT u.id, p.bio FROM users u LEFT JOIN profiles p ON p.user_id = u.id WHERE u.deleted_at IS NULL AND sqlq.opt(p.bio ILIKE @bio) ORDER BY u.id;

-- name: EitherOwner :many
SELECT o.id FROM orders o LEFT JOIN payments p ON p.order_id = o.id WHERE p.id IS NULL OR p.paid_at > @since;

-- name: AllPairs :many
SELECT a.id, b.id AS other FROM categories a CROSS JOIN categories b WHERE a.id < b.id;

-- name: ResetAttempts :execrows
-- sqlq: disable no-where
UPDATE jobs SET attempts = 0;

-- name: PartnerByForeignKey :many
SELECT c.id, c.author_id, u.name FROM comments c LEFT JOIN users u ON u.id = c.author_id WHERE c.author_id > @after_author;

-- name: PaidInEitherOrder :many
SELECT id FROM payments WHERE paid_at BETWEEN SYMMETRIC '2024-01-01' AND '2024-12-31';

-- name: OptimiserFence :many
SELECT x.id FROM (SELECT id, name FROM users WHERE deleted_at IS NULL OFFSET 0) x WHERE x.name ~ 'a';

-- name: ShapeOnly :many
SELECT id, name FROM users LIMIT 0;

-- name: OrdersTotal :many
-- sqlq: order newest: created_at DESC, id DESC
-- sqlq: order name: name, id
-- sqlq: order email: email
SELECT id FROM users WHERE sqlq.opt(nick = @nick) ORDER BY sqlq.order() LIMIT 20 OFFSET @skip;

-- name: OrdersSilenced :many
-- sqlq: order newest: created_at DESC, id DESC
-- sqlq: order oldest: created_at
-- sqlq: disable partial-order
SELECT id FROM users ORDER BY sqlq.order() LIMIT 20;

-- name: OptionalFilters :many
SELECT u.id, u.n FROM (SELECT u.id, count(p.id) AS n FROM users u LEFT JOIN posts p ON p.author_id = u.id AND sqlq.opt(p.tenant_id = @tenant)
    WHERE sqlq.opt(u.name = @name) AND sqlq.opt(u.nick IS NULL) GROUP BY u.id) u ORDER BY u.id LIMIT 10 OFFSET @skip;

-- name: OptionalJoin :many
SELECT p.id, c.id AS comment FROM (SELECT id FROM posts WHERE sqlq.opt(slug = @slug)) p
JOIN (SELECT id, post_id FROM comments WHERE sqlq.opt(parent_id = @parent)) c ON c.post_id = p.id;

-- name: OptionalOuter :many
SELECT u.id, p.title FROM users u LEFT JOIN (SELECT author_id, title FROM posts WHERE sqlq.opt(title = @title)) p ON p.author_id = u.id;

-- name: Stored :many
SELECT id FROM parcels WHERE state = 'shipped' AND kind IN ('letter', 'box') AND weight < 500 AND price > 0 AND size >= 50 AND stage = 'paid';

-- name: StoredParam :many
SELECT id FROM parcels WHERE state = @state AND weight > @least AND kind = ANY (@kinds) AND sent_on >= @day;

-- name: StoredOther :many
SELECT id FROM parcels WHERE state <> 'lost' AND kind <> 'letter' AND stage <> 'cancelled' AND code <> 'x' AND loose < 0;

-- name: StoredNullable :many
-- Always true but for NULL, which it keeps out.
SELECT id FROM parcels WHERE price >= 0 AND kind <> 'none' AND size > 0;

-- name: StoredOuter :many
SELECT o.id FROM orders o LEFT JOIN parcels p ON p.id = o.id WHERE p.weight > 0 OR o.note = '' OR p.note IS NULL;

-- name: StoredInsert :one
INSERT INTO parcels (state, weight, stage) VALUES ('packed', 3, 'paid')
ON CONFLICT (id) DO UPDATE SET weight = excluded.weight WHERE parcels.weight < excluded.weight RETURNING id;

-- name: ViewNulls :many
SELECT id FROM parcel_notes WHERE price IS NULL;

-- name: Counts :many
SELECT state, count(*) FILTER (WHERE kind = 'box') AS boxes FROM parcels GROUP BY state HAVING count(*) > 0 AND count(kind) = 0 AND sum(length(code)) >= 0;

-- name: OverrideArray :many
-- sqlq: nullable tags[]
SELECT id, tags FROM posts;

-- name: Between :many
SELECT id FROM parcels WHERE weight BETWEEN 0 AND 100 OR weight BETWEEN SYMMETRIC 0 AND 50 OR weight NOT BETWEEN 0 AND 40000 OR size BETWEEN SYMMETRIC 200 AND 5;

-- name: DomainValues :many
SELECT id FROM shelves WHERE code = 'back' AND width > 1 AND grade BETWEEN 1 AND 10 AND loose < 3 AND grade = 10.0;

-- name: FrontShelves :many
SELECT id FROM front_shelves WHERE next > 11 AND place = 'front';

-- name: OneBetween :many
SELECT id FROM shelves WHERE boxes > 3 AND boxes < 5 AND load > 3 AND load < 4;

-- name: WholeRange :many
SELECT id FROM shelves WHERE boxes <= 32767 AND boxes >= 0;

-- name: NoShelf :many
SELECT p.id FROM parcels p LEFT JOIN shelves s ON s.id = p.size WHERE s.grade IS NULL;

-- name: OptionalInExists :many
SELECT u.id, o.note FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE EXISTS (SELECT 1 FROM tenants t WHERE t.plan = 'x' AND sqlq.opt(t.id = o.tenant_id));

-- name: OptionalPartner :many
SELECT i.line, o.note FROM order_items i LEFT JOIN orders o ON o.id = i.order_id AND sqlq.opt(o.status = @status) WHERE o.id IS NULL OR o.note > '';

-- name: ZoneUnionConverted :many
SELECT at FROM events UNION ALL SELECT local_at AT TIME ZONE 'UTC' FROM events UNION ALL SELECT now();

-- name: WindowOverGroups :many
SELECT o.user_id, sum(count(*)) OVER () AS orders, sum(p.amount) OVER (PARTITION BY p.order_id) AS paid
FROM orders o JOIN payments p ON p.order_id = o.id GROUP BY o.user_id, p.amount, p.order_id;

-- name: PartnersBelow :many
WITH pairs AS (SELECT u.id, o.id AS order_id FROM users u LEFT JOIN orders o ON o.user_id = u.id) SELECT id, count(order_id) AS orders FROM pairs GROUP BY id;

-- name: CountOfView :one
SELECT count(note) AS notes, count(code) AS codes FROM parcel_notes;

-- name: FunctionOnLimited :many
SELECT u.id FROM (SELECT id, email FROM users ORDER BY id LIMIT 10) AS u WHERE upper(u.email) = @email;

-- name: FunctionBesideKey :many
SELECT u.id FROM (SELECT id, email FROM users WHERE created_at > @since) AS u WHERE upper(u.email) = @email;

-- name: NullTestOfSum :many
SELECT o.paid FROM orders x LEFT JOIN (SELECT order_id, sum(amount) AS paid FROM payments GROUP BY order_id) AS o ON o.order_id = x.id WHERE o.order_id IS NULL;

-- name: LockedOrNot :many
SELECT id FROM shelves WHERE locked = true OR NOT locked AND locked = 'f';

-- name: WhenStored :many
SELECT id, CASE state WHEN 'packed' THEN 1 WHEN 'lost' THEN 2 ELSE 0 END AS n FROM parcels ORDER BY CASE WHEN @by_state::bool THEN state END, id;

-- name: OuterKept :many
SELECT u.id, t.name FROM users u LEFT JOIN (members m JOIN tenants t ON t.id = m.tenant_id) ON m.user_id = u.id JOIN profiles p ON p.user_id = u.id;

-- name: OuterKeptInJoin :many
SELECT o.id FROM orders o LEFT JOIN payments p ON p.order_id = o.id JOIN users u ON u.id = coalesce(p.id, o.user_id);

-- name: MergeByKey :exec
MERGE INTO profiles p USING users u ON u.id = p.user_id WHEN MATCHED THEN UPDATE SET bio = u.name WHEN NOT MATCHED THEN INSERT (user_id, bio) VALUES (u.id, u.name);

-- name: MergeSome :exec
MERGE INTO products p USING order_items i ON i.product_id = p.id WHEN MATCHED AND i.line = 1 THEN UPDATE SET stock = i.quantity;

-- name: MergeSums :exec
MERGE INTO products p USING (SELECT product_id, sum(quantity) AS n FROM order_items GROUP BY product_id) i ON i.product_id = p.id WHEN MATCHED THEN UPDATE SET stock = p.stock - i.n;

-- name: DivisionKept :exec
UPDATE products SET price = stock / 3.0, stock = stock / 2 WHERE id = @id;

-- name: IndexOfExpression :many
SELECT id FROM tags WHERE upper(hashtag) = @tag;

-- name: CheckedBesideOthers :many
SELECT t.id FROM tickets t WHERE t.state = 'open' AND t.closed_at IS NULL;

-- name: CheckedBesideOptional :many
SELECT t.id FROM tickets t WHERE sqlq.opt(t.state = 'closed') AND t.closed_at IS NULL;

-- name: MaybeMany :many
SELECT u.id, sqlq.maybe((SELECT o.id, o.note FROM orders o WHERE o.user_id = u.id)) AS "order" FROM users u;
