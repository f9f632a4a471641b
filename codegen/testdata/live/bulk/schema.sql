CREATE TYPE kind AS ENUM ('book', 'toy');
CREATE DOMAIN sku AS text CHECK (VALUE <> '');
CREATE TABLE products (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku sku NOT NULL UNIQUE, name text NOT NULL, kind kind NOT NULL, other kind,
    note text, price numeric NOT NULL, at timestamptz, doc jsonb, owner text NOT NULL DEFAULT ''
);
