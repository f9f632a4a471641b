CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE users (id bigint PRIMARY KEY, gone int, email text NOT NULL, mood mood, tags text[] NOT NULL DEFAULT '{}');
ALTER TABLE users DROP COLUMN gone;
CREATE TABLE log (id bigint PRIMARY KEY, before users, after users NOT NULL, all_of users[]);
CREATE FUNCTION newest() RETURNS users LANGUAGE sql AS 'SELECT u FROM users u ORDER BY id DESC LIMIT 1';
INSERT INTO users VALUES (1, 'a@x', 'ok', '{red,"deep, blue"}'), (2, 'b@x', NULL, '{}');
