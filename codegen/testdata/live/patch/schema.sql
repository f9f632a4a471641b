CREATE TYPE mood AS ENUM ('low', 'high');
CREATE DOMAIN code AS text NOT NULL CHECK (VALUE <> '');
CREATE DOMAIN labels AS text[] NOT NULL;
CREATE TYPE place AS (street text, number int);
CREATE TABLE things (
    id int PRIMARY KEY,
    code code NOT NULL DEFAULT 'c', labels labels DEFAULT '{l}', mood mood NOT NULL DEFAULT 'low', other mood DEFAULT 'high',
    n int NOT NULL DEFAULT 1, big bigint DEFAULT 2, ok boolean NOT NULL DEFAULT true, price numeric NOT NULL DEFAULT 1.5,
    day date NOT NULL DEFAULT '2026-01-02', at timestamptz DEFAULT '2026-01-02 03:04:05Z', took interval NOT NULL DEFAULT '1 day',
    key uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000001', doc jsonb NOT NULL DEFAULT '{"a": 1}', raw bytea DEFAULT '\x01',
    tags text[] NOT NULL DEFAULT '{t}', moods mood[] DEFAULT '{low}', place place DEFAULT ROW('s', 1), net inet NOT NULL DEFAULT '10.0.0.1/8',
    span int4range NOT NULL DEFAULT '[1,2)', cash money NOT NULL DEFAULT 3, version int NOT NULL DEFAULT 0
);
INSERT INTO things (id) SELECT generate_series(1, 4);
