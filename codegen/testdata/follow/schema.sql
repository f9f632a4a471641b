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
