CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (
    id bigint PRIMARY KEY,
    name text NOT NULL,
    mood mood NOT NULL,
    moods mood[] NOT NULL DEFAULT '{}',
    age int,
    born timestamptz NOT NULL DEFAULT '2001-02-03 04:05:06.789Z',
    tags text[] NOT NULL DEFAULT '{}',
    doc jsonb NOT NULL DEFAULT '{}',
    price numeric NOT NULL DEFAULT 0
);
CREATE TABLE pets (
    id bigint PRIMARY KEY,
    owner bigint NOT NULL REFERENCES people,
    name text NOT NULL
);
CREATE TABLE accounts (id int PRIMARY KEY, balance bigint NOT NULL);
CREATE TABLE settings (day date NOT NULL, at timestamp NOT NULL, atz timestamptz NOT NULL, span interval NOT NULL, raw bytea NOT NULL, x float8 NOT NULL);
CREATE DOMAIN bag AS jsonb;
CREATE DOMAIN blob AS bytea;
CREATE DOMAIN few AS int;
CREATE TABLE kinds (
    id int PRIMARY KEY, words tsvector NOT NULL, mac macaddr8 NOT NULL, path jsonpath NOT NULL,
    bag bag NOT NULL, blob blob NOT NULL, few few NOT NULL, moods mood[] NOT NULL
);
INSERT INTO kinds VALUES (1, 'a b', '08:00:2b:01:02:03:04:05', '$.a', '{"x": 1}', '\x0001ff', 7, '{ok,sad}');
