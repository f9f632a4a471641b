-- A shop, a blog and a job queue for several tenants: the schema of clean.sql and findings.sql.
CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped', 'cancelled');
CREATE TYPE member_role AS ENUM ('owner', 'admin', 'member');

CREATE TABLE tenants (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    slug text NOT NULL UNIQUE,
    name text NOT NULL,
    plan text NOT NULL DEFAULT 'free',
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE users (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    email text NOT NULL UNIQUE,
    name text NOT NULL,
    nick text UNIQUE,
    password_hash bytea,
    last_login_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz
);
CREATE INDEX ON users (created_at, id);
CREATE TABLE members (
    tenant_id bigint NOT NULL REFERENCES tenants ON DELETE CASCADE,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    role member_role NOT NULL DEFAULT 'member',
    joined_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX ON members (user_id);
CREATE TABLE sessions (
    token uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    ip inet
);
CREATE INDEX ON sessions (user_id);
CREATE INDEX ON sessions (expires_at);
CREATE TABLE profiles (
    user_id bigint PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    bio text,
    avatar_url text,
    settings jsonb NOT NULL DEFAULT '{}'
);
CREATE TABLE posts (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    tenant_id bigint NOT NULL REFERENCES tenants ON DELETE CASCADE,
    author_id bigint NOT NULL REFERENCES users,
    slug text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    tags text[] NOT NULL DEFAULT '{}',
    published_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    search tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED,
    UNIQUE (tenant_id, slug)
);
CREATE INDEX ON posts (author_id);
CREATE INDEX ON posts (tenant_id, published_at DESC, id DESC);
CREATE INDEX ON posts USING gin (search);
CREATE INDEX ON posts (lower(title));
CREATE TABLE comments (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    parent_id bigint REFERENCES comments ON DELETE CASCADE,
    author_id bigint REFERENCES users ON DELETE SET NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON comments (post_id, created_at);
CREATE INDEX ON comments (parent_id);
CREATE INDEX ON comments (author_id);
CREATE TABLE likes (
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    PRIMARY KEY (post_id, user_id)
);
CREATE INDEX ON likes (user_id);
CREATE TABLE products (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    sku text NOT NULL UNIQUE,
    name text NOT NULL,
    price numeric(12,2) NOT NULL CHECK (price >= 0),
    stock int NOT NULL DEFAULT 0,
    category_id bigint,
    country char(2)
);
CREATE TABLE categories (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    parent_id bigint REFERENCES categories,
    name text NOT NULL
);
CREATE INDEX ON categories (parent_id);
ALTER TABLE products ADD FOREIGN KEY (category_id) REFERENCES categories;
CREATE INDEX ON products (category_id);
CREATE TABLE orders (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    tenant_id bigint NOT NULL REFERENCES tenants,
    user_id bigint NOT NULL REFERENCES users,
    status order_status NOT NULL DEFAULT 'new',
    note text,
    placed_at timestamptz NOT NULL DEFAULT now(),
    shipped_at timestamptz
);
CREATE INDEX ON orders (tenant_id, placed_at);
CREATE INDEX ON orders (user_id);
CREATE TABLE order_items (
    order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
    line int NOT NULL,
    product_id bigint NOT NULL REFERENCES products,
    quantity int NOT NULL CHECK (quantity > 0),
    unit_price numeric(12,2) NOT NULL,
    PRIMARY KEY (order_id, line)
);
CREATE INDEX ON order_items (product_id);
CREATE TABLE payments (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    order_id bigint NOT NULL REFERENCES orders,
    amount numeric(12,2) NOT NULL,
    paid_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON payments (order_id);
CREATE TABLE jobs (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    run_at timestamptz NOT NULL DEFAULT now(),
    attempts int NOT NULL DEFAULT 0,
    locked_at timestamptz,
    done_at timestamptz,
    error text
);
CREATE INDEX ON jobs (run_at) WHERE done_at IS NULL;
CREATE TABLE events (
    id uuid PRIMARY KEY,
    tenant_id bigint NOT NULL REFERENCES tenants,
    name text NOT NULL,
    at timestamptz NOT NULL,
    local_at timestamp,
    data jsonb NOT NULL
);
CREATE INDEX ON events (tenant_id, at);
CREATE VIEW order_totals AS
    SELECT order_id, sum(quantity * unit_price) AS total, count(*) AS lines FROM order_items GROUP BY order_id;
CREATE VIEW active_users AS SELECT id, email, name FROM users WHERE deleted_at IS NULL;
CREATE VIEW item_lines AS
    SELECT i.order_id, i.line, i.quantity, p.name FROM order_items i JOIN products p ON p.id = i.product_id;
CREATE TABLE parcels (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    state text NOT NULL CHECK (state IN ('packed', 'shipped', 'lost')),
    kind varchar(20) CHECK (kind IN ('letter', 'box')),
    weight int NOT NULL CHECK (weight > 0 AND weight <= 30000),
    price numeric(12,2) CHECK (price >= 0),
    size bigint CONSTRAINT sized CHECK (size BETWEEN 1 AND 100),
    stage order_status NOT NULL CHECK (stage <> 'new'),
    note text CHECK (note IS NOT NULL),
    sent_on date CHECK (sent_on >= '2020-01-01'),
    code text CHECK (code ~ '^[A-Z]+$' OR code = 'none'),
    loose int,
    label text GENERATED ALWAYS AS (state || '!') STORED
);
ALTER TABLE parcels ADD CONSTRAINT later CHECK (loose > 0) NOT VALID;
CREATE VIEW parcel_notes AS SELECT id, note, coalesce(code, '') AS code, price FROM parcels;
CREATE DOMAIN shelf_code AS text CHECK (VALUE IN ('front', 'back'));
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN grade AS positive NOT NULL CHECK (VALUE <= 10);
CREATE DOMAIN loose_grade AS int CHECK (VALUE <= 10);
ALTER DOMAIN loose_grade ADD CONSTRAINT later CHECK (VALUE > 5) NOT VALID;
CREATE TABLE shelves (
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    code shelf_code NOT NULL,
    width positive,
    grade grade NOT NULL,
    loose loose_grade,
    boxes smallint NOT NULL,
    load numeric NOT NULL,
    locked boolean NOT NULL DEFAULT false
);
CREATE VIEW front_shelves AS SELECT id, code AS place, grade + 1 AS next, boxes FROM shelves WHERE code = 'front';
CREATE TABLE tags (id bigint PRIMARY KEY, tag text NOT NULL, hashtag text NOT NULL);
CREATE INDEX ON tags (tag);
CREATE UNIQUE INDEX ON tags (lower(hashtag));
CREATE TABLE tickets (
    id bigint PRIMARY KEY,
    state text NOT NULL,
    closed_at timestamptz,
    CONSTRAINT dated CHECK (state <> 'closed' OR closed_at IS NOT NULL)
);
