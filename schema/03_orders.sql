-- Who bought what.

CREATE TYPE order_status AS ENUM ('pending', 'paid', 'shipped', 'delivered', 'cancelled');

COMMENT ON TYPE order_status IS 'OrderStatus is how far an order has come.';

CREATE TABLE orders (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id    bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    status     order_status NOT NULL DEFAULT 'pending',
    note       text,
    placed_at  timestamptz NOT NULL DEFAULT now(),
    shipped_at timestamptz,
    CHECK (shipped_at >= placed_at)
);

COMMENT ON TABLE orders IS 'Order is a purchase by one user.';

CREATE INDEX orders_user_id_idx ON orders (user_id, placed_at DESC);
CREATE INDEX orders_open_idx ON orders (placed_at) WHERE status IN ('pending', 'paid');

CREATE TABLE order_items (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id   bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    product_id bigint NOT NULL REFERENCES products (id) ON DELETE RESTRICT,
    quantity   integer NOT NULL CHECK (quantity > 0),
    unit_price numeric(12,2) NOT NULL CHECK (unit_price >= 0),
    UNIQUE (order_id, product_id)
);

COMMENT ON TABLE order_items IS 'OrderItem is one line of an order.';
COMMENT ON COLUMN order_items.unit_price IS 'Price of one piece when it was ordered; the product''s may have changed since.';

CREATE INDEX order_items_product_id_idx ON order_items (product_id);

-- An order's total is asked for often enough to have a name.
CREATE VIEW order_totals AS
SELECT o.id AS order_id,
       o.user_id,
       o.status,
       o.placed_at,
       count(i.id) AS item_count,
       coalesce(sum(i.quantity * i.unit_price), 0) AS total
FROM orders o
LEFT JOIN order_items i ON i.order_id = o.id
GROUP BY o.id;

COMMENT ON VIEW order_totals IS 'OrderTotal is an order with the number and the value of its items.';
