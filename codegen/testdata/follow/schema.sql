CREATE DOMAIN doc AS jsonb;
CREATE TABLE users (
    id bigint PRIMARY KEY, email varchar(80) NOT NULL, settings jsonb NOT NULL, draft jsonb, tags text[] NOT NULL,
    extra doc, note text
);
CREATE TABLE teams (id bigint PRIMARY KEY, owner bigint REFERENCES users, settings jsonb NOT NULL);
CREATE TABLE admins (level int NOT NULL) INHERITS (users);
CREATE TYPE box_of AS (settings jsonb, n int);
CREATE TABLE boxes (id bigint PRIMARY KEY, b box_of NOT NULL);
CREATE VIEW people AS SELECT id, email AS mail, settings AS prefs, COALESCE(draft, settings) AS current, settings || draft AS both FROM users;
CREATE VIEW renamed AS SELECT prefs AS p, mail FROM people WHERE id > 0;
CREATE MATERIALIZED VIEW stored AS SELECT id, settings, array_agg(tags[1]) OVER () AS firsts FROM users;
CREATE VIEW own AS SELECT id, settings AS mine FROM users;
CREATE FUNCTION everybody() RETURNS SETOF users LANGUAGE sql AS 'SELECT * FROM users';
CREATE FUNCTION pairs() RETURNS TABLE (settings jsonb) LANGUAGE sql AS 'SELECT settings FROM users';
CREATE TABLE changes (id bigint PRIMARY KEY, old users, new users NOT NULL, seen renamed[]);
CREATE FUNCTION shown(d jsonb, OUT s jsonb, OUT given jsonb, OUT joined jsonb) RETURNS SETOF record LANGUAGE sql AS 'SELECT settings, d, settings || d FROM users';
CREATE FUNCTION or_empty(d jsonb) RETURNS jsonb LANGUAGE sql RETURN COALESCE(d, '{}');
CREATE FUNCTION stripped(d jsonb) RETURNS jsonb LANGUAGE sql AS $$SELECT COALESCE(jsonb_strip_nulls($1), '{}')$$;
CREATE FUNCTION opaque(d jsonb) RETURNS jsonb LANGUAGE plpgsql AS 'BEGIN RETURN d; END';
