-- The schema of ordinary.sql: what an ordinary shop has, NULLs wherever they are allowed.
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent', 'void');
CREATE DOMAIN email AS text NOT NULL;
CREATE DOMAIN amount AS int CHECK (VALUE >= 0);
CREATE TYPE address AS (street text, city text);

CREATE TABLE users (
  id int PRIMARY KEY,
  name text NOT NULL,
  nick text,
  mail email,
  age int,
  home address,
  referrer int REFERENCES users,
  deleted_at timestamptz,
  settings jsonb NOT NULL DEFAULT '{}',
  lower_name text GENERATED ALWAYS AS (lower(name)) STORED,
  lower_nick text GENERATED ALWAYS AS (lower(nick)) STORED
);
CREATE UNIQUE INDEX users_live_name ON users (name) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX users_lower_mail ON users (lower(mail));
CREATE UNIQUE INDEX users_nick_age ON users (nick, age) NULLS NOT DISTINCT;

CREATE TABLE orders (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id int NOT NULL REFERENCES users,
  state order_state NOT NULL,
  status text NOT NULL,
  total amount,
  paid_at timestamptz,
  sent_at timestamptz,
  card text,
  iban text,
  coupon text,
  note text,
  tags text[],
  codes text[] NOT NULL,
  CHECK (status <> 'paid' OR paid_at IS NOT NULL),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CHECK (num_nonnulls(card, iban) = 1),
  CHECK (coalesce(note, '') <> '')
);
CREATE UNIQUE INDEX orders_open ON orders (user_id) WHERE status = 'open';
CREATE UNIQUE INDEX orders_coupon ON orders (user_id, status) WHERE coupon IS NOT NULL;

CREATE TABLE items (
  order_id int NOT NULL REFERENCES orders,
  line int NOT NULL,
  product_id int REFERENCES users,
  qty int NOT NULL,
  price numeric,
  PRIMARY KEY (order_id, line)
);
CREATE TABLE events (at timestamptz NOT NULL, kind text, data jsonb, ref int);
CREATE VIEW active_users AS SELECT id, name, nick, age FROM users WHERE deleted_at IS NULL AND age IS NOT NULL;
CREATE MATERIALIZED VIEW totals AS SELECT user_id, count(*) AS n, sum(total) AS total FROM orders GROUP BY user_id;
