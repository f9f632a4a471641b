-- The tables of the examples in these pages.
CREATE TYPE role AS ENUM ('admin', 'member');
CREATE DOMAIN sku AS text CHECK (VALUE <> '');
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL UNIQUE,
    name text NOT NULL,
    nickname text,
    bio text,
    role role NOT NULL DEFAULT 'member',
    active boolean NOT NULL DEFAULT true,
    settings jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE user_profiles (user_id bigint PRIMARY KEY REFERENCES users, bio text, avatar text NOT NULL);
CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users,
    total numeric(12,2) NOT NULL,
    placed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON orders (user_id);
CREATE TABLE items (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders,
    product_id bigint NOT NULL,
    quantity int NOT NULL DEFAULT 1
);
CREATE INDEX ON items (order_id);
CREATE TABLE products (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku sku NOT NULL UNIQUE, name text NOT NULL, price numeric(12,2) NOT NULL, owner text NOT NULL
);
CREATE TABLE sessions (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, expires_at timestamptz NOT NULL);
CREATE TABLE audit (at timestamptz NOT NULL DEFAULT now(), query text NOT NULL, tables text[] NOT NULL, rows bigint NOT NULL, took interval NOT NULL);
CREATE TABLE events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL, actor text, note text, payload jsonb NOT NULL, happened_at timestamptz NOT NULL DEFAULT now()
);
