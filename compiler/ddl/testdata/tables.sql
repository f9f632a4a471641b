-- Tables: names that PostgreSQL makes up, serial and identity columns, inheritance, LIKE.
CREATE TABLE users (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name varchar(40) DEFAULT 'nobody' COLLATE "C" NOT NULL,
  price numeric(12,2) CHECK (price >= 0),
  a int, b int,
  full_name text GENERATED ALWAYS AS (name || ' <' || email || '>') STORED,
  CHECK (a < b),
  UNIQUE (a, b) INCLUDE (price),
  CONSTRAINT named CHECK (a > 0),
  EXCLUDE USING gist (int4range(a, b) WITH &&)
);
CREATE TABLE orders (
  id serial PRIMARY KEY,
  big bigserial,
  user_id bigint REFERENCES users ON DELETE CASCADE,
  email text REFERENCES users (email),
  tags text[] NOT NULL DEFAULT '{}',
  FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE TABLE a_name_that_is_quite_long_to_see_how_it_is_shortened_in_the_keys (
  another_long_column_name_for_the_same_purpose int UNIQUE
);
CREATE INDEX ON users (lower(email));
CREATE INDEX ON users (lower(email), lower(name), (a + b));
CREATE UNIQUE INDEX named_index ON users USING btree (email text_pattern_ops, a DESC) WHERE a > 3;
CREATE TABLE copies (LIKE users INCLUDING ALL, extra int);
CREATE TABLE plain_copy (LIKE users);
CREATE TABLE parent1 (a int NOT NULL, b text DEFAULT 'x', CONSTRAINT p CHECK (a > 0));
CREATE TABLE parent2 (b text NOT NULL, c int);
CREATE TABLE child (d int, b text) INHERITS (parent1, parent2);
ALTER TABLE parent1 ADD COLUMN late int NOT NULL, ADD CHECK (late < 10);
ALTER TABLE parent1 RENAME COLUMN late TO later;
ALTER TABLE parent1 ALTER COLUMN later DROP NOT NULL;
ALTER TABLE parent2 DROP COLUMN c;
CREATE TYPE pair AS (x int, y text);
CREATE TABLE typed OF pair (x WITH OPTIONS PRIMARY KEY, y DEFAULT 'q');
CREATE TABLE _users (a int);
