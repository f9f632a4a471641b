CREATE TYPE status AS ENUM ('active', 'on hold', 'closed-out');
CREATE TABLE writers (
  id   BIGSERIAL PRIMARY KEY,
  name text      NOT NULL,
  bio  text,
  status status NOT NULL DEFAULT 'active',
  country_code CHAR(2) NOT NULL DEFAULT 'de',
  titles TEXT[],
  meta jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE books (
  book_id SERIAL PRIMARY KEY,
  writer_id bigint NOT NULL REFERENCES writers(id),
  isbn text NOT NULL DEFAULT '' UNIQUE,
  title text NOT NULL,
  year integer NOT NULL DEFAULT 2000,
  available timestamp with time zone NOT NULL DEFAULT 'NOW()',
  tags varchar[] NOT NULL DEFAULT '{}',
  price numeric(10,2)
);
CREATE INDEX books_writer ON books(writer_id);
CREATE OR REPLACE FUNCTION say_hello(text) RETURNS text AS $$ BEGIN RETURN CONCAT('hello ', $1); END; $$ LANGUAGE plpgsql;
CREATE VIEW book_list AS SELECT b.*, a.name AS writer_name FROM books b JOIN writers a ON a.id = b.writer_id;
