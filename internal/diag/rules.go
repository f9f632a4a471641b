package diag

import "strings"

// Rule is a warning of lint: an entry whose level can be set. Off rules speak only where a
// configuration asks, because right programs break them too.
type Rule struct {
	Entry
	Name string // lower case with hyphens; stands for the code wherever a user writes one
	Off  bool
}

// Rules returns lint's rules in the order of their codes. The caller must not change them.
func Rules() []Rule { return rules }

// FindRule returns the rule of a code or name, in whatever case, or nil.
func FindRule(word string) *Rule {
	for i := range rules {
		if strings.EqualFold(rules[i].Code, word) || strings.EqualFold(rules[i].Name, word) {
			return &rules[i]
		}
	}
	return nil
}

// ruleName returns the name of a rule's code, "" for other codes.
func ruleName(code string) string {
	if r := FindRule(code); r != nil {
		return r.Name
	}
	return ""
}

// NearestRule returns the code or name that a misspelt one most likely meant, or "".
func NearestRule(word string) string {
	var words []string
	for _, r := range rules {
		words = append(words, r.Code, r.Name)
	}
	return Nearest(word, words)
}

// rules are the warnings of lint, sorted by code. Tests compile each example and expect its code,
// and docs/lint.md has a row for each.
var rules = []Rule{
	{Name: "no-where", Entry: Entry{"SQ100", "UPDATE or DELETE of all rows",
		"Without WHERE the statement changes every row of the table. Add a condition, or say that all rows\nare meant with \"-- sqlq: disable SQ100\" above the statement.",
		"-- name: A :exec\nDELETE FROM pg_catalog.pg_description;\n"}},
	{Name: "null-comparison", Entry: Entry{"SQ101", "comparison with NULL",
		"A comparison with NULL is NULL, so the condition never holds. IS NULL tests for NULL; IS DISTINCT\nFROM compares values that may be NULL.",
		"-- name: A :many\nSELECT relname FROM pg_class WHERE relacl = NULL;\n"}},
	{Name: "not-in-null", Entry: Entry{"SQ102", "NOT IN over a set that can hold NULL",
		"If the subquery returns a single NULL, NOT IN is never true and the query returns nothing. Use NOT\nEXISTS, or keep the NULLs out with IS NOT NULL.",
		"-- name: A :many\nSELECT relname FROM pg_class WHERE relname::text NOT IN (SELECT rolpassword FROM pg_authid);\n"}},
	{Name: "limit-without-order", Entry: Entry{"SQ103", "LIMIT without ORDER BY",
		"Which rows are left when others are cut off depends on the plan. Add ORDER BY and end it in a\nunique key.",
		"-- name: A :many\nSELECT relname FROM pg_class LIMIT 5;\n"}},
	{Name: "join-without-condition", Entry: Entry{"SQ104", "join without a condition",
		"ON true pairs every row with every row. Compare key columns, or write CROSS JOIN if that is meant.",
		"-- name: A :many\nSELECT a.relname FROM pg_class a JOIN pg_namespace b ON true;\n"}},
	{Name: "one-not-proved", Entry: Entry{"SQ105", ":one without proof of at most one row",
		"A :one function returns the first row and ignores others; without an order that is any of them.\nCompare all columns of a unique key, add ORDER BY with LIMIT 1, or use :many.",
		"-- name: A :one\nSELECT relname FROM pg_class;\n"}},
	{Name: "unused-cte", Entry: Entry{"SQ106", "WITH query is not used",
		"Nothing refers to the query; PostgreSQL does not even run it. Writing queries are not reported: they\nrun whether used or not.",
		"-- name: A :one\nWITH x AS (SELECT 1) SELECT 2 AS two;\n"}},
	{Name: "duplicate-column", Entry: Entry{"SQ107", "column name is used twice",
		"The second field gets a number in Go. An alias gives it a better name.",
		"-- name: A :one\nSELECT 1 AS x, 2 AS x;\n"}},
	{Name: "mixed-timestamps", Entry: Entry{"SQ108", "timestamp compared with timestamptz",
		"PostgreSQL takes the timestamp for local time of the session's time zone, so the result depends on a\nsetting. Convert one side with AT TIME ZONE.",
		"-- name: A :one\nSELECT now() > timestamp '2020-01-01' AS late;\n"}},
	{Name: "fan-out", Entry: Entry{"SQ109", "aggregate over two independent to-many joins",
		"Two tables that both refer many times to a third are joined: each row of one is paired with each row\nof the other, and sum or count sees every row several times. Aggregate each in a subquery or WITH\nquery of its own and join the results.",
		"CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders, price numeric);\nCREATE TABLE payments (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders);\n-- queries\n-- name: A :many\nSELECT o.id, sum(i.price) FROM orders o JOIN items i ON i.order_id = o.id\nJOIN payments p ON p.order_id = o.id GROUP BY o.id;\n"}},
	{Name: "count-nullable", Entry: Entry{"SQ110", "count of a nullable column",
		"count(x) leaves out rows where x is NULL, which is easily overlooked. count(*) counts rows; count(*)\nFILTER (WHERE x IS NOT NULL) says that leaving out is meant. Columns that an outer join makes NULL are\nnot reported: counting partners is what count(x) is for there.",
		"CREATE TABLE users (id int PRIMARY KEY, nick text);\n-- queries\n-- name: A :one\nSELECT count(nick) FROM users;\n"}},
	{Name: "cast-on-index", Entry: Entry{"SQ111", "implicit cast keeps an index from being used",
		"The two sides have different types and the server casts the column, so its index, which holds values\nof the column's type, cannot answer the condition. Give the other side the column's type.",
		"CREATE TABLE users (id int PRIMARY KEY);\n-- queries\n-- name: A :many\nSELECT id FROM users WHERE id = @n::numeric;\n"}},
	{Name: "function-on-index", Entry: Entry{"SQ112", "function on an indexed column",
		"An index on a column cannot answer a condition on a function or cast of it. Compare the bare column,\nfor example with a range instead of a date, or create an index on the expression. Nothing is reported\nif such an index exists, or if another condition finds the rows by an index.",
		"CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);\n-- queries\n-- name: A :many\nSELECT id FROM users WHERE lower(email) = @email;\n"}},
	{Name: "unindexed-foreign-key", Entry: Entry{"SQ113", "foreign key without an index",
		"When a referenced row is deleted or its key changes, PostgreSQL looks for the rows that refer to it,\nand without an index it reads their whole table each time. Joins from the referenced side do too.\nCreate an index that begins with one of the key's columns.",
		"CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);\n-- queries\n-- name: A :one\nSELECT 1 AS x;\n"}},
	{Name: "constant-condition", Entry: Entry{"SQ114", "condition that is always true or always false",
		"A column is compared with itself, tested for NULL though it is NOT NULL, equal to two values at once, or\ndifferent from one value or another; or it is compared with a value that a CHECK constraint, its domain or its\ntype keeps out, which mostly is a typing error, or a count with a negative number. Else an alias or one of AND and OR is wrong.",
		"-- name: A :many\nSELECT relname FROM pg_class WHERE oid = 1 AND oid IS NULL;\n"}},
	{Name: "unused-parameter", Entry: Entry{"SQ115", "parameter without any influence",
		"The parameter stands only where PostgreSQL throws the value away: in a WITH query that nothing refers\nto, or in the select list of EXISTS.",
		"-- name: A :one\nSELECT EXISTS (SELECT @x::int FROM pg_class) AS x;\n"}},
	{Name: "padded-char", Entry: Entry{"SQ116", "char(n) where its blanks matter",
		"Values of char(n) are padded with blanks. Patterns see them, and against text the blanks at the end of\nthe other side count. varchar(n) and text have neither surprise.",
		"CREATE TABLE t (code char(4) PRIMARY KEY);\n-- queries\n-- name: A :many\nSELECT code FROM t WHERE code LIKE @pattern;\n"}},
	{Name: "float-money", Entry: Entry{"SQ117", "money in a floating-point column",
		"real and double precision hold binary fractions: 0.1 is not among them, and sums drift. Use\nnumeric(12,2), or bigint for the smallest unit. The rule goes by names: price, cost, fee and their like,\nand total, amount, balance in a table of payments, orders or accounts, or with a currency.",
		"CREATE TABLE products (id int PRIMARY KEY, price float NOT NULL);\n-- queries\n-- name: A :one\nSELECT 1 AS x;\n"}},
	{Name: "conflict-now", Off: true, Entry: Entry{"SQ118", "ON CONFLICT DO UPDATE with a function that is not immutable",
		"Distributed PostgreSQL (Citus) refuses now() and its like in DO UPDATE. Put the value into VALUES and\nassign excluded.column. PostgreSQL itself accepts it, so the rule is off until sqlq.yaml asks for it.",
		"CREATE TABLE t (id int PRIMARY KEY, at timestamptz);\n-- queries\n-- name: A :exec\nINSERT INTO t VALUES (@id, now()) ON CONFLICT (id) DO UPDATE SET at = now();\n"}},
	{Name: "partial-order", Entry: Entry{"SQ119", "LIMIT after an order that leaves ties",
		"The sort keys do not tell all rows apart, so rows with equal keys come in any order: with OFFSET a row\nmay show up on two pages and another on none, with LIMIT alone it is chance which of them are left. End\nORDER BY in a unique key that is not null, such as the primary key. Rankings by something computed,\nLIMIT 1, rows that are locked and those that UPDATE or DELETE take in portions are left alone.",
		"CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric NOT NULL);\nCREATE INDEX ON orders (user_id);\n-- queries\n-- name: ListUsers :many\nSELECT id, name FROM users ORDER BY created_at DESC LIMIT @lim OFFSET @off;\n"}},
	{Name: "keyset-gap", Entry: Entry{"SQ120", "keyset paging that loses rows",
		"The next page begins behind the last value of a sort key. If other rows have the same value, they are\non neither page. Compare and sort by a unique key too: WHERE (created_at, id) < (@created_at, @id)\nORDER BY created_at DESC, id DESC. A row comparison needs all keys in one direction. \"-- sqlq: keyset\"\nwrites all of this.",
		"CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric NOT NULL);\nCREATE INDEX ON orders (user_id);\n-- queries\n-- name: ListUsers :many\nSELECT id, name FROM users WHERE created_at < @last ORDER BY created_at DESC LIMIT @lim;\n"}},
	{Name: "unknown-rule", Entry: Entry{"SQ121", "disable of a rule that does not exist",
		"\"-- sqlq: disable\" takes codes or names of rules; \"sqlq explain\" lists them. A name that is none of\nthem switches nothing off.",
		"-- name: A :one\n-- sqlq: disable no-were\nSELECT 1 AS one;\n"}},
	{Name: "null-override", Entry: Entry{"SQ122", "notnull or nullable against the proof",
		"A directive about NULL has no effect because sqlq proves the same without it, makes a pointer of what\ncan never be null, or promises not null for what an outer join leaves out: then reading fails as soon\nas it does. So it is of columns, of what is made of them, of elements of arrays and of parameters.",
		"-- name: A :one\n-- sqlq: notnull one\nSELECT 1 AS one;\n"}},
	{Name: "outer-join-undone", Entry: Entry{"SQ123", "outer join that works as an inner join",
		"A condition in WHERE, or in ON of an inner join further on, is never true for rows without a partner, so\nthe outer join keeps none of them. Write JOIN if that is meant; otherwise the condition belongs into ON.",
		"CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric NOT NULL);\nCREATE INDEX ON orders (user_id);\n-- queries\n-- name: A :many\nSELECT u.id, o.id AS order_id FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.total > 100;\n"}},
	{Name: "insert-without-columns", Entry: Entry{"SQ124", "INSERT without a list of columns",
		"The values go to the columns in the order that the table's history gave them, which may differ between\ndatabases. Name the columns.",
		"CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric NOT NULL);\nCREATE INDEX ON orders (user_id);\n-- queries\n-- name: A :exec\nINSERT INTO users VALUES (@id, @name, @at);\n"}},
	{Name: "distinct-on-without-order", Entry: Entry{"SQ125", "DISTINCT ON without an order that decides",
		"DISTINCT ON keeps the first row of each group. Without further sort keys any row may be the first.\nAdd ORDER BY with the same columns and then those that decide.",
		"CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric NOT NULL);\nCREATE INDEX ON orders (user_id);\n-- queries\n-- name: A :many\nSELECT DISTINCT ON (user_id) user_id, total FROM orders ORDER BY user_id;\n"}},
	{Name: "update-many-matches", Entry: Entry{"SQ126", "UPDATE ... FROM where several rows match",
		"A row is updated once, from any of the rows that match it; MERGE fails instead. Join by a unique key, or aggregate in a\nsubquery first.",
		"CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric NOT NULL);\nCREATE INDEX ON orders (user_id);\n-- queries\n-- name: A :exec\nUPDATE users SET name = o.total::text FROM orders o WHERE o.user_id = users.id AND users.id = @id;\n"}},
	{Name: "scalar-subquery-rows", Entry: Entry{"SQ127", "scalar subquery that may return several rows",
		"A subquery used as a value fails with 21000 (cardinality_violation) when it returns a second row. Keys\nand LIMIT do not rule that out here. Compare a whole unique key, add ORDER BY with LIMIT 1, or\naggregate.",
		"CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, created_at timestamptz NOT NULL);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric NOT NULL);\nCREATE INDEX ON orders (user_id);\n-- queries\n-- name: A :many\nSELECT id, (SELECT total FROM orders o WHERE o.user_id = u.id) AS total FROM users u;\n"}},
	{Name: "integer-division", Entry: Entry{"SQ128", "integer division that becomes a fraction",
		"Dividing integers drops the fraction before the cast or the multiplication with a fractional number\nsees it: 1 / 2 * 100.0 is 0. Cast an operand: a::numeric / b.",
		"-- name: A :one\nSELECT @done::int / @total::int * 100.0 AS percent;\n"}},
	{Name: "idle-disable", Off: true, Entry: Entry{"SQ129", "disable without an effect",
		"\"-- sqlq: disable\" names a rule that has nothing to report about the query. The rule is off until\nsqlq.yaml asks for it.",
		"-- name: A :one\n-- sqlq: disable SQ100\nSELECT 1 AS one;\n"}},
}
