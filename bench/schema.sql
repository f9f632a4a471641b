CREATE TYPE kind AS ENUM ('private', 'company', 'staff');

CREATE TABLE people (
    id         bigint PRIMARY KEY,
    email      text NOT NULL UNIQUE,
    name       text NOT NULL,
    kind       kind NOT NULL,
    active     boolean NOT NULL,
    age        integer,
    score      double precision NOT NULL,
    note       text,
    created_at timestamptz NOT NULL
);

CREATE TABLE orders (
    id        bigint PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES people (id),
    status    text NOT NULL,
    placed_at timestamptz NOT NULL
);
CREATE INDEX orders_person_id_idx ON orders (person_id);

CREATE TABLE items (
    id       bigint PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders (id),
    sku      text NOT NULL,
    quantity integer NOT NULL,
    price    bigint NOT NULL
);
CREATE INDEX items_order_id_idx ON items (order_id);

-- The target of bulk writes.
CREATE TABLE stock (
    sku      text PRIMARY KEY,
    name     text NOT NULL,
    quantity integer NOT NULL,
    price    bigint NOT NULL,
    note     text
);
