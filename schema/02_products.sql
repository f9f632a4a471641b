-- What is sold.

CREATE TABLE products (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku         text NOT NULL UNIQUE,
    name        text NOT NULL,
    description text,
    price       numeric(12,2) NOT NULL CHECK (price >= 0),
    stock       integer NOT NULL DEFAULT 0 CHECK (stock >= 0),
    tags        text[] NOT NULL DEFAULT '{}',
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE products IS 'Product is an article in the catalogue.';
COMMENT ON COLUMN products.sku IS 'Stock keeping unit: the key that suppliers and warehouses use.';
COMMENT ON COLUMN products.price IS 'Price of one piece in euros, tax included.';

CREATE INDEX products_tags_idx ON products USING gin (tags);
