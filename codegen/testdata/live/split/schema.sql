CREATE TYPE mood AS ENUM ('calm', 'loud');
CREATE TYPE point3 AS (x int, y text);
CREATE DOMAIN cents AS numeric CHECK (VALUE >= 0);
CREATE DOMAIN user_no AS bigint;
CREATE TABLE users (
    tenant int NOT NULL, id bigint NOT NULL, name varchar(40) NOT NULL, code char(4), mood mood, price cents,
    token uuid, seen timestamptz, tags text[], spot point3, boss user_no, level smallint, created date NOT NULL,
    PRIMARY KEY (tenant, id), UNIQUE (id)
);
CREATE TABLE orders (
    id bigint PRIMARY KEY, tenant int NOT NULL, user_id int, buyer text, code char(6), mood mood, price numeric,
    token uuid, seen timestamptz, tags text[], spot point3, level smallint, note jsonb
);
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL, sku text NOT NULL, moods mood[], spots point3[]);
CREATE TABLE parts (id bigint PRIMARY KEY, item_id bigint, name text NOT NULL);
INSERT INTO users VALUES
 (1, 1, 'ann', 'ab', 'calm', 1.0, '00000000-0000-0000-0000-000000000001', '2024-03-01 00:00:00.5+00', '{a,"b c"}', (1, 'x,"y"'), NULL, 1, '2024-01-01'),
 (1, 2, 'bob', 'ab  ', 'loud', 1.00, '00000000-0000-0000-0000-000000000002', '2024-02-29 12:00:00.123456+02', '{}', (2, NULL), 1, 2, '2024-01-02'),
 (2, 3, 'cid', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, '2024-01-03'),
 (2, 4, 'd''e"\f', '', 'calm', 0, '00000000-0000-0000-0000-000000000001', '2024-02-29 10:00:00.123456Z', '{"null",""}', (NULL, ''), 99, 1, '2024-01-04');
INSERT INTO orders VALUES
 (14, 1, 1, 'ann', 'ab', 'calm', 1.000, '00000000-0000-0000-0000-000000000001', '2024-03-01 00:00:00.5+00', '{a,"b c"}', (1, 'x,"y"'), 1, '{"a": [1, "x"]}'),
 (11, 1, 2, 'bob', 'ab', 'calm', 1, '00000000-0000-0000-0000-000000000002', '2024-02-29 10:00:00.123456Z', '{}', (2, NULL), 2, NULL),
 (13, 1, 1, 'ann', 'cd', 'loud', 7, NULL, NULL, NULL, NULL, 1, 'null'),
 (12, 2, 1, 'd''e"\f', '', NULL, 0.00, '00000000-0000-0000-0000-000000000002', '2024-02-29 10:00:00.123457Z', '{"null",""}', (NULL, ''), NULL, '1'),
 (15, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 (16, 2, 4, 'zoe', 'ab', 'loud', 3.5, '00000000-0000-0000-0000-000000000009', '2024-02-29 10:00:00Z', '{a}', (1, 'x'), 3, '{}');
INSERT INTO items VALUES
 (101, 14, 'a,b', '{calm,loud}', ARRAY[(1, 'a'), (NULL, '"')]::point3[]), (103, 14, 'c"d', '{}', NULL), (102, 11, '\', NULL, '{}'),
 (104, 13, '', '{loud}', NULL), (105, 16, 'NULL', NULL, NULL);
INSERT INTO parts VALUES (1, 101, 'p1'), (2, 101, 'p2'), (3, 105, 'p3'), (4, NULL, 'none');
