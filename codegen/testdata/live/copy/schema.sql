CREATE TYPE size AS ENUM ('s', 'm', 'l');
CREATE DOMAIN size_d AS size;
CREATE DOMAIN code AS text CHECK (value <> '');
CREATE TABLE shirts (id int PRIMARY KEY, size size NOT NULL, worn size_d, code code NOT NULL, sizes int[] NOT NULL);
