CREATE TYPE role AS ENUM ('admin', 'member');
CREATE TABLE users (
    id bigint PRIMARY KEY, name text NOT NULL, role role NOT NULL, created date NOT NULL
);
CREATE TABLE profiles (user_id bigint PRIMARY KEY REFERENCES users, bio text);
CREATE TABLE orders (
    id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, note text, price numeric NOT NULL
);
CREATE TABLE items (
    id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders, sku text NOT NULL, tags text[] NOT NULL
);
INSERT INTO users VALUES (1, 'ann', 'admin', '2024-01-01'), (2, 'bob', 'member', '2024-02-01'), (3, 'cid', 'member', '2024-03-01');
INSERT INTO profiles VALUES (1, 'hi "there", (x)'), (2, NULL);
INSERT INTO orders VALUES (10, 1, 'first', 1.50), (11, 1, NULL, 2), (12, 2, '', 3);
INSERT INTO items VALUES (100, 10, 'a,b', '{x,"y z"}'), (101, 10, 'c"d', '{}'), (102, 12, '\', '{"{}"}');
