-- Queries that lint warns of. "want CODE text" names a warning and the text that it points at.

-- want SQ100 users
-- name: NoWhere :exec
UPDATE users SET name = '';

-- want SQ100 sessions
-- name: NoWhereBelow :many
WITH gone AS (DELETE FROM sessions RETURNING user_id) SELECT user_id FROM gone;

-- want SQ100 users
-- name: NoWhereFrom :exec
UPDATE users SET name = t.name FROM tenants t;

-- want SQ101 =
-- name: IsNull :many
SELECT id FROM users WHERE nick = NULL;

-- want SQ101 <>
-- name: IsNotNull :many
SELECT id FROM users WHERE nick <> NULL;

-- want SQ101 LIKE
-- name: LikeNull :many
SELECT id FROM users WHERE nick LIKE NULL;

-- want SQ101 NULL
-- name: InNull :many
SELECT id FROM users WHERE nick IN ('a', 'b', NULL);

-- want SQ101 NULL
-- name: NotInNull :many
SELECT id FROM users WHERE nick NOT IN ('a', NULL);

-- want SQ101 =
-- name: AnyNull :many
SELECT id FROM users WHERE nick = ANY (NULL);

-- want SQ101 NULL
-- name: WhenNull :many
SELECT id, CASE nick WHEN NULL THEN 'none' ELSE nick END AS nick FROM users;

-- want SQ102 NOT IN
-- name: NotInSubquery :many
SELECT id FROM comments WHERE id NOT IN (SELECT parent_id FROM comments);

-- want SQ102 <> ALL
-- name: AllSubquery :many
SELECT id FROM comments WHERE id <> ALL (SELECT parent_id FROM comments);

-- want SQ102 NOT IN
-- name: NotInExpression :many
SELECT id FROM users WHERE name NOT IN (SELECT lower(nick) FROM users);

-- want SQ103 10
-- name: Unordered :many
SELECT id FROM users LIMIT 10;

-- want SQ103 @off
-- name: UnorderedOffset :many
SELECT id FROM users OFFSET @off;

-- want SQ103 1
-- name: AnyScalar :many
SELECT t.id, (SELECT p.title FROM posts p WHERE p.tenant_id = t.id LIMIT 1) AS title FROM tenants t;

-- want SQ104 true
-- name: OnTrue :many
SELECT u.id FROM users u JOIN orders o ON true;

-- want SQ104 orders
-- name: Comma :many
SELECT u.id FROM users u, orders o WHERE u.name = @name AND o.status = @status;

-- want SQ104 IS NULL
-- name: OneSided :many
SELECT u.id, o.id AS order_id FROM orders o JOIN users u ON (u.deleted_at) IS NULL;

-- want SQ104 payments
-- name: ThirdAlone :many
SELECT o.id FROM orders o JOIN users u ON u.id = o.user_id, payments p WHERE p.amount > 5;

-- want SQ104 categories
-- name: UpdateUnjoined :exec
UPDATE products SET name = c.name FROM categories c WHERE c.parent_id IS NULL AND products.stock > 0;

-- want SQ104 users
-- name: ExistsUnjoined :many
SELECT id FROM posts p WHERE EXISTS (SELECT 1 FROM comments c, users u WHERE c.post_id = p.id AND u.name = 'x');

-- want SQ105 ManyForOne
-- name: ManyForOne :one
SELECT id FROM posts WHERE slug = @slug;

-- want SQ105 OneByOption
-- name: OneByOption :one
SELECT id FROM users WHERE sqlq.opt(email = @email);

-- want SQ106 old
-- name: UnusedWith :many
WITH old AS (SELECT id FROM users WHERE created_at < '2020-01-01') SELECT id FROM tenants;

-- want SQ107 t.name
-- name: SameName :many
SELECT u.name, t.name FROM users u JOIN members m ON m.user_id = u.id JOIN tenants t ON t.id = m.tenant_id;

-- want SQ108 <
-- name: ZoneCompare :many
SELECT id FROM events WHERE local_at < now();

-- want SQ108 local_at
-- name: ZoneCoalesce :many
SELECT coalesce(local_at, at) AS at FROM events;

-- want SQ108 local_at
-- name: ZoneDifference :many
SELECT at - local_at AS shift FROM events;

-- want SQ108 at
-- name: ZoneAssign :exec
UPDATE events SET local_at = at WHERE id = @id;

-- want SQ109 sum
-- want SQ109 sum
-- name: FanOut :many
SELECT o.id, sum(i.quantity) AS pieces, sum(p.amount) AS paid
FROM orders o JOIN order_items i ON i.order_id = o.id JOIN payments p ON p.order_id = o.id GROUP BY o.id;

-- want SQ109 count
-- name: FanOutView :many
SELECT o.id, count(l.line) AS lines, max(p.amount) AS largest
FROM orders o LEFT JOIN item_lines l ON l.order_id = o.id LEFT JOIN payments p ON p.order_id = o.id GROUP BY o.id;

-- want SQ109 sum
-- name: FanOutSubquery :many
SELECT o.id, sum(p.amount) AS paid
FROM orders o JOIN (SELECT order_id, product_id, sum(quantity) AS n FROM order_items GROUP BY order_id, product_id) i ON i.order_id = o.id
JOIN payments p ON p.order_id = o.id GROUP BY o.id;

-- want SQ109 sum
-- name: FanOutWith :many
WITH big AS (SELECT order_id, amount FROM payments WHERE amount > 100)
SELECT o.user_id, sum(b.amount) AS paid FROM orders o
JOIN big b ON b.order_id = o.id JOIN order_items i ON i.order_id = o.id GROUP BY o.user_id;

-- want SQ110 count
-- name: CountNullable :one
SELECT count(nick) FROM users;

-- want SQ111 =
-- name: CastId :many
SELECT id FROM orders WHERE user_id = @user_id::numeric;

-- want SQ112 lower
-- name: LowerEmail :many
SELECT id FROM users WHERE lower(email) = @email;

-- want SQ112 ::date
-- name: CastDate :many
SELECT token FROM sessions WHERE expires_at::date = current_date;

-- want SQ112 date
-- name: FunctionDate :many
SELECT token FROM sessions WHERE date(expires_at) BETWEEN @since AND @until;

-- want SQ112 -
-- name: Calculated :many
SELECT token FROM sessions WHERE expires_at - interval '1 day' < now();

-- want SQ112 lower
-- name: LowerIn :many
SELECT id FROM users WHERE lower(email) = ANY (@emails::text[]);

-- want SQ114 =
-- name: Itself :many
SELECT u.id FROM users u JOIN orders o ON o.user_id = u.id AND o.id = o.id;

-- want SQ114 IS NULL
-- name: NeverNull :many
SELECT id FROM users WHERE email IS NULL;

-- want SQ114 =
-- name: TwoValues :many
SELECT id FROM orders WHERE status = 'new' AND status = 'paid';

-- want SQ114 <>
-- name: NotBoth :many
SELECT id FROM orders WHERE status <> 'new' OR status <> 'paid';

-- want SQ114 <
-- name: EmptyRange :many
SELECT id FROM products WHERE stock > 10 AND stock < 5;

-- want SQ114 BETWEEN
-- name: EmptyBetween :many
SELECT id FROM payments WHERE paid_at BETWEEN '2024-12-31' AND '2024-01-01';

-- want SQ114 =
-- name: NotInList :many
SELECT id FROM orders WHERE status IN ('new', 'paid') AND status = 'shipped';

-- want SQ114 =
-- name: NullAndValue :many
SELECT id FROM users WHERE nick IS NULL AND nick = @nick;

-- want SQ115 @sort
-- name: SortByParameter :many
SELECT id FROM users ORDER BY @sort;

-- want SQ116 LIKE
-- name: PaddedLike :many
SELECT id FROM products WHERE country LIKE @country;

-- want SQ119 created_at
-- name: PagesWithTies :many
SELECT id, name FROM users ORDER BY created_at DESC LIMIT @lim OFFSET @off;

-- want SQ119 nick
-- name: NullsTie :many
SELECT id, name FROM users ORDER BY nick LIMIT 20;

-- want SQ119 u.name
-- name: JoinTies :many
SELECT u.id, o.id AS order_id FROM users u JOIN orders o ON o.user_id = u.id ORDER BY u.name LIMIT @lim;

-- want SQ119 count
-- name: RankedPages :many
SELECT author_id, count(*) AS n FROM posts GROUP BY author_id ORDER BY count(*) DESC LIMIT 10 OFFSET @off;

-- want SQ120 <
-- name: GapOneKey :many
SELECT id, created_at FROM users WHERE created_at < @last ORDER BY created_at DESC LIMIT @lim;

-- want SQ120 <
-- name: GapFirstKeyOnly :many
SELECT id, created_at FROM users WHERE created_at < @last ORDER BY created_at DESC, id DESC LIMIT @lim;

-- want SQ120 created_at
-- name: GapMixedDirections :many
SELECT id, created_at FROM users WHERE (created_at, id) < (@created_at, @id) ORDER BY created_at DESC, id LIMIT @lim;

-- want SQ120 name
-- name: GapTwoKeys :many
SELECT id, name FROM users WHERE (name, created_at) > (@name, @created_at) ORDER BY name, created_at LIMIT @lim;

-- want SQ121 no-were
-- name: UnknownRule :many
-- sqlq: disable SQ100, no-were
SELECT id FROM users;

-- want SQ121 disable
-- name: DisableNothing :many
-- sqlq: disable
SELECT id FROM users;

-- want SQ122 id
-- name: ProvedAnyway :many
-- sqlq: notnull id
SELECT id FROM users;

-- want SQ122 email
-- name: NeverNullable :many
-- sqlq: nullable email
SELECT email FROM users;

-- want SQ122 settings
-- name: OuterNotNull :many
-- sqlq: notnull settings
SELECT u.id, p.settings FROM users u LEFT JOIN profiles p ON p.user_id = u.id;

-- want SQ122 nick
-- name: NullableAnyway :many
-- sqlq: nullable nick
SELECT nick FROM users;

-- want SQ123 =
-- name: OuterUndone :many
SELECT u.id, o.id AS order_id FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.status = 'paid';

-- want SQ123 <>
-- name: OuterUndoneTwice :many
SELECT u.id FROM users u LEFT JOIN orders o ON o.user_id = u.id LEFT JOIN payments p ON p.order_id = o.id WHERE p.amount <> 0;

-- want SQ124 tenants
-- name: BareInsert :exec
INSERT INTO tenants VALUES (DEFAULT, @slug, @name);

-- want SQ124 likes
-- name: BareInsertSelect :exec
INSERT INTO likes SELECT p.id, @user_id FROM posts p WHERE p.author_id = @author_id;

-- want SQ124 public
-- name: BareInsertAlias :exec
INSERT INTO public.likes AS l (SELECT p.id, @user_id FROM posts p WHERE p.id = @id);

-- want SQ125 user_id
-- name: AnyOfGroup :many
SELECT DISTINCT ON (user_id) user_id, status FROM orders ORDER BY user_id;

-- want SQ126 p.amount
-- name: ManyMatches :exec
UPDATE orders o SET note = p.amount::text FROM payments p WHERE p.order_id = o.id;

-- want SQ127 (SELECT
-- name: ManyScalar :many
SELECT u.id, (SELECT o.status FROM orders o WHERE o.user_id = u.id) AS status FROM users u;

-- want SQ127 (SELECT
-- name: ManyScalarCompare :many
SELECT id FROM products WHERE price > (SELECT unit_price FROM order_items WHERE order_id = @order_id);

-- want SQ128 /
-- name: FractionLost :one
SELECT sum(quantity) FILTER (WHERE quantity / 2 * 1.5 > 3) AS n FROM order_items;

-- want SQ128 /
-- name: FractionCast :many
SELECT order_id, (quantity / 4)::numeric AS quarter FROM order_items;

-- want SQ128 /
-- name: FractionRounded :many
SELECT order_id, round(quantity / line, 2) AS r FROM order_items;

-- want SQ119 created_at
-- name: OrdersTie :many
-- sqlq: order newest: created_at DESC, id DESC
-- sqlq: order oldest: created_at
SELECT id FROM users WHERE deleted_at IS NULL ORDER BY sqlq.order() LIMIT 20;

-- want SQ119 name
-- want SQ119 created_at
-- name: OrdersTieTwice :many
-- sqlq: order name: name
-- sqlq: order newest: created_at DESC
-- sqlq: order email: email
SELECT id FROM users ORDER BY sqlq.order() LIMIT 20 OFFSET @skip;

-- want SQ120 <
-- name: OrdersGap :many
-- sqlq: order both: created_at DESC, id DESC
-- sqlq: order one: created_at DESC
SELECT id FROM users WHERE created_at < @before ORDER BY sqlq.order() LIMIT 20;

-- want SQ125 p.author_id
-- name: OrdersDistinct :many
-- sqlq: order latest: p.author_id, p.created_at DESC
-- sqlq: order plain: p.author_id
SELECT DISTINCT ON (p.author_id) p.author_id, p.title FROM posts p ORDER BY sqlq.order();

-- want SQ119 created_at
-- name: OrderWithOptional :many
-- sqlq: order id: id
-- sqlq: order oldest: created_at
SELECT u.id FROM (SELECT id, created_at FROM users ORDER BY sqlq.order() LIMIT 5) u WHERE sqlq.opt(u.id = @id) LIMIT 1;

-- want SQ119 u.created_at
-- name: OptionalBelow :many
SELECT u.id FROM (SELECT id, created_at FROM users WHERE sqlq.opt(id = @id)) u ORDER BY u.created_at LIMIT 10 OFFSET 5;

-- want SQ119 u.created_at
-- name: OptionalInWith :many
WITH u AS (SELECT id, created_at FROM users WHERE name <> '' AND sqlq.opt(email = @email))
SELECT u.id FROM u ORDER BY u.created_at LIMIT 10 OFFSET 5;

-- want SQ114 =
-- name: NeverStored :many
SELECT id FROM parcels WHERE state = 'shiped';

-- want SQ114 'sent'
-- name: NeverStoredIn :many
SELECT id FROM parcels WHERE state IN ('packed', 'sent');

-- want SQ114 'sent'
-- name: NeverStoredNotIn :many
SELECT id FROM parcels WHERE state NOT IN ('packed', 'sent');

-- want SQ114 <>
-- name: AlwaysOther :many
SELECT id FROM parcels WHERE state <> 'shiped';

-- want SQ114 =
-- name: NeverKind :many
SELECT id FROM parcels WHERE kind = 'parcel';

-- want SQ114 <
-- name: NeverNegative :many
SELECT id FROM parcels WHERE weight < 0;

-- want SQ114 >
-- name: NeverHeavy :many
SELECT id FROM parcels WHERE weight > 30000;

-- want SQ114 >=
-- name: AlwaysPositive :many
SELECT id FROM parcels WHERE weight >= 0;

-- want SQ114 <
-- name: NeverCheap :many
SELECT id FROM parcels WHERE price < 0;

-- want SQ114 =
-- name: NeverBig :many
SELECT id FROM parcels WHERE 200 = size;

-- want SQ114 <>
-- name: AlwaysStage :many
SELECT id FROM parcels WHERE stage <> 'new';

-- want SQ114 <>
-- name: Contradiction :many
SELECT id FROM users WHERE nick = 'x' AND nick <> 'x';

-- want SQ114 =
-- name: NeverStage :many
SELECT id FROM parcels WHERE stage = 'new';

-- want SQ114 <
-- name: NeverEarly :many
SELECT id FROM parcels WHERE sent_on < '2019-12-31';

-- want SQ114 =
-- name: NeverInCase :many
SELECT id, CASE WHEN state = 'gone' THEN 1 ELSE 2 END AS n FROM parcels;

-- want SQ114 =
-- name: NeverJoined :many
SELECT o.id FROM orders o LEFT JOIN parcels p ON p.id = o.id AND p.state = 'gone';

-- want SQ114 =
-- name: NeverUpdated :exec
UPDATE parcels SET state = 'lost' WHERE state = 'gone';

-- want SQ114 IS NULL
-- name: NeverNullByCheck :many
SELECT id FROM parcels WHERE note IS NULL;

-- want SQ114 IS NOT NULL
-- name: NeverNullGenerated :many
SELECT id FROM parcels WHERE label IS NOT NULL;

-- want SQ114 IS NULL
-- name: NeverNullView :many
SELECT id FROM parcel_notes WHERE code IS NULL;

-- want SQ114 <
-- name: CountNegative :many
SELECT state FROM parcels GROUP BY state HAVING count(*) < 0;

-- want SQ114 >=
-- name: CountAlways :many
SELECT state FROM parcels GROUP BY state HAVING count(*) >= 0;

-- want SQ114 =
-- name: LengthNegative :many
SELECT id FROM posts WHERE length(title) = -1;

-- want SQ122 label
-- name: OverrideExpression :many
-- sqlq: notnull label
SELECT u.id, lower(p.bio || '!') AS label FROM users u LEFT JOIN profiles p ON p.user_id = u.id;

-- want SQ122 titles[]
-- name: OverrideElements :many
-- sqlq: nullable titles[]
SELECT p.author_id, array_agg(p.title) AS titles FROM posts p GROUP BY p.author_id;

-- want SQ122 who
-- name: OverrideParam :many
-- sqlq: notnull who
SELECT id FROM users WHERE name = @who;

-- want SQ122 bio
-- name: OverrideNullableParam :exec
-- sqlq: nullable bio
UPDATE profiles SET bio = @bio WHERE user_id = @id;

-- want SQ114 BETWEEN
-- name: NeverBetween :many
SELECT id FROM parcels WHERE weight BETWEEN -5 AND 0;

-- want SQ114 = 'frnot'
-- name: DomainValue :many
SELECT id FROM shelves WHERE code = 'frnot';

-- want SQ114 'aside'
-- name: DomainList :many
SELECT id FROM shelves WHERE code IN ('front', 'aside');

-- want SQ114 <
-- name: DomainOfDomain :many
SELECT id FROM shelves WHERE grade < 1;

-- want SQ114 >=
-- name: DomainAlways :many
SELECT id FROM shelves WHERE grade >= 1;

-- want SQ114 = 'front '
-- name: DomainBelow :many
WITH f AS (SELECT * FROM front_shelves) SELECT g.id FROM (SELECT id, place FROM f) AS g WHERE place = 'front ';

-- want SQ114 = 'shiped'
-- name: CheckedBelow :many
SELECT p.id FROM (SELECT id, state FROM parcels) AS p WHERE state = 'shiped';

-- want SQ114 = 'pakced'
-- name: CheckedInConflict :exec
INSERT INTO parcels AS p (id, state, weight, stage) OVERRIDING SYSTEM VALUE VALUES (@id, 'packed', 1, 'paid')
ON CONFLICT (id) DO UPDATE SET weight = 2 WHERE p.state = 'pakced';

-- want SQ114 = 'gone'
-- name: CheckedInMerge :exec
MERGE INTO parcels AS p USING shelves AS s ON s.id = p.id WHEN MATCHED AND p.state = 'gone' THEN DELETE;

-- want SQ114 < 4
-- name: NoneBetween :many
SELECT id FROM shelves WHERE boxes > 3 AND boxes < 4;

-- want SQ114 >
-- name: OutOfRange :many
SELECT id FROM shelves WHERE boxes > 40000;

-- want SQ114 =
-- name: NoInteger :many
SELECT id FROM shelves WHERE boxes = 1.5;

-- want SQ102 NOT IN
-- name: OptionalInNotIn :many
SELECT id FROM comments WHERE id NOT IN (SELECT c.parent_id FROM comments c WHERE sqlq.opt(c.parent_id > @least));

-- want SQ110 count
-- name: OptionalInExists :one
SELECT count(nick) FROM users u WHERE EXISTS (SELECT 1 FROM tenants t WHERE t.name > 'a' AND sqlq.opt(t.slug = u.nick));

-- want SQ127 (SELECT
-- name: OptionalInIn :many
SELECT id, (SELECT p.title FROM posts p WHERE p.id IN (SELECT c.post_id FROM comments c WHERE sqlq.opt(c.id = @comment))) AS title FROM users;

-- want SQ109 sum
-- name: OptionalFanOut :many
SELECT o.id, sum(i.quantity) AS pieces FROM orders o JOIN order_items i ON i.order_id = o.id JOIN payments p ON p.order_id = o.id AND sqlq.opt(p.id = @payment) GROUP BY o.id;

-- want SQ126 c.name
-- name: OptionalMatch :exec
UPDATE products SET name = c.name FROM categories c WHERE c.parent_id = products.category_id AND sqlq.opt(c.id = @category);

-- want SQ108 local_at
-- name: ZoneUnion :many
SELECT at FROM events UNION ALL SELECT local_at FROM events;

-- want SQ108 =
-- name: ZoneArray :many
SELECT id FROM events WHERE local_at = ANY (@times::timestamptz[]);

-- want SQ109 sum
-- name: FanOutWindow :many
SELECT o.id, sum(p.amount) OVER (PARTITION BY o.id) AS paid FROM orders o JOIN payments p ON p.order_id = o.id JOIN order_items i ON i.order_id = o.id;

-- want SQ110 count
-- name: CountInView :one
SELECT count(price) FROM parcel_notes;

-- want SQ110 count
-- name: CountInWith :one
WITH w AS (SELECT category_id AS category FROM products WHERE stock > 0) SELECT count(category) FROM w;

-- want SQ110 count
-- name: CountWindow :many
SELECT id, count(note) OVER (PARTITION BY user_id) AS notes FROM orders;

-- want SQ111 = @id
-- name: CastBelow :many
SELECT u.id FROM (SELECT id, email FROM users WHERE deleted_at IS NULL) AS u WHERE u.id = @id::numeric;

-- want SQ112 upper
-- name: FunctionOnView :many
SELECT id FROM active_users WHERE upper(email) = @email;

-- want SQ112 coalesce
-- name: CoalesceOnIndex :many
SELECT id FROM users WHERE coalesce(nick, '') = @nick;

-- want SQ114 IS NULL
-- name: NullTestBelow :many
SELECT o.n FROM (SELECT user_id, count(*) AS n FROM orders GROUP BY user_id) AS o WHERE o.n IS NULL;

-- want SQ114 = false
-- name: TrueAndFalse :many
SELECT id FROM shelves WHERE locked = 'yes' AND locked = false;

-- want SQ114 NOT
-- name: BothWays :many
SELECT id FROM shelves WHERE locked AND NOT locked;

-- want SQ114 'openend'
-- name: WhenNeverStored :many
SELECT id, CASE state WHEN 'packed' THEN 1 WHEN 'openend' THEN 2 END AS n FROM parcels;

-- want SQ115 CASE
-- name: OneSortValue :many
SELECT id FROM users ORDER BY CASE WHEN @up::bool THEN 1 ELSE 2 END, id;

-- want SQ116 =
-- name: PaddedInArray :many
SELECT id FROM products WHERE country = ANY (@countries::text[]);

-- want SQ123 =
-- name: UndoneByJoin :many
SELECT u.id, t.name FROM users u LEFT JOIN members m ON m.user_id = u.id JOIN tenants t ON t.id = m.tenant_id;

-- want SQ124 INSERT
-- name: BareMerge :exec
MERGE INTO profiles p USING users u ON u.id = p.user_id WHEN NOT MATCHED THEN INSERT VALUES (u.id, '', '', '{}');

-- want SQ126 order_items
-- name: ManyMerged :exec
MERGE INTO products p USING order_items i ON i.product_id = p.id WHEN MATCHED THEN UPDATE SET stock = p.stock - i.quantity;

-- want SQ128 /
-- name: DivisionStored :exec
UPDATE products SET price = stock / 3 WHERE id = @id;

-- want SQ128 /
-- name: DivisionInCase :many
SELECT id, CASE WHEN stock = 0 THEN 0.0 ELSE 100 / stock END AS share FROM products;

-- want SQ128 /
-- name: DivisionInCoalesce :many
SELECT id, coalesce(stock / nullif(@parts::int, 0), 0.5) AS share FROM products;

-- want SQ112 upper
-- name: IndexOfOtherColumn :many
SELECT id FROM tags WHERE upper(tag) = @tag;

-- want SQ114 IS NULL
-- name: CheckedBeside :many
SELECT t.id FROM tickets t WHERE t.state = 'closed' AND t.id > @id AND t.closed_at IS NULL;

-- want SQ127 (SELECT r.role
-- name: ScalarInMaybe :many
SELECT u.id, sqlq.maybe((SELECT p.bio, (SELECT r.role FROM members r WHERE r.user_id = p.user_id) AS role FROM profiles p WHERE p.user_id = u.id)) AS profile FROM users u;
