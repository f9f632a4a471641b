CREATE SCHEMA "weird schema";
CREATE SCHEMA "type";
CREATE TYPE "Mood!" AS ENUM ('', ' ', 'a b', 'a-b', 'a_b', '1st', 'Ünï', '日本', '"', '''', 'nil', '+', '-', 'NULL', 'x', 'X1st', E'tab\there', '%s', '`');
CREATE TYPE string AS ENUM ('len', 'string');
CREATE TYPE error AS (type int, "Value" text, parts int, "1" int, "value" text, nil "Mood!");
CREATE TYPE "weird schema".any AS ("order by" text, d uuid, v timestamptz, at text);
CREATE DOMAIN "iter" AS text;
CREATE DOMAIN "pgtype" AS bigint NOT NULL;
CREATE TABLE "my table" (
    id int PRIMARY KEY, "with space" text NOT NULL, "with-dash" text, "ünïcödé" text, "日本" int, "1st" int, "2" int, type text, func int, range int4range, "string" text,
    error error, len int, nil int, user_id int, "userId" int, "userID" int, "UserID" int, queries text, "DBTX" text, new int, ctx int, arg int, rows int, err int, q int, db int, "row" int,
    "time" timestamptz, context text, "pgtype" numeric, pgx int, fmt text, errors text[], sql jsonb, json json, "__" int, "a.b" int, "a""b" int, "a'b" int, "a%sb" int, "a`b" int, E int,
    iter uuid, net inet, netip cidr, decoder int, d int, v int, at int, i int, "select" int, "_x" int, "x_" int, "iota" int, "true" bool,
    "a_column_whose_name_is_as_long_as_postgresql_allows_names_to_be1" int
);
CREATE TABLE queries (id int PRIMARY KEY, info text);
CREATE TABLE "time" (id int PRIMARY KEY, "time" timestamptz NOT NULL);
CREATE TABLE "type".func (id int PRIMARY KEY, mood "Mood!" NOT NULL, s string NOT NULL, moods "Mood!"[] NOT NULL, e error, t "iter", p "pgtype");
CREATE TABLE "weird schema"."select" (id int PRIMARY KEY, a "weird schema".any, d "weird schema".any[]);
CREATE TABLE "日本" (id int PRIMARY KEY, "名" text NOT NULL);
CREATE TABLE "1table" (id int PRIMARY KEY);
CREATE TABLE context (id int PRIMARY KEY, context text);
CREATE TABLE pgx (id int PRIMARY KEY, pgconn text, fmt int);
CREATE TABLE errors (id int PRIMARY KEY, error text);
CREATE TABLE decoder (id int PRIMARY KEY, columns int[]);
CREATE TABLE int64 (id int PRIMARY KEY, v int8);
CREATE TABLE "bool" (id int PRIMARY KEY, "string" text, "int" int, "byte" bytea);
CREATE TABLE nil (id int PRIMARY KEY, len int);
