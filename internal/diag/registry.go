package diag

import (
	"slices"
	"strings"
)

// Entry explains one of sqlq's own codes.
type Entry struct {
	Code        string
	Title       string
	Explanation string
	Example     string // a query file that is reported with the code, after a schema and SchemaEnd if it needs one
}

// SchemaEnd separates the schema of an example from its queries.
const SchemaEnd = "-- queries\n"

// Lookup returns the entry of a code, or nil.
func Lookup(code string) *Entry {
	i, ok := slices.BinarySearchFunc(entries, code, func(e Entry, c string) int { return strings.Compare(e.Code, c) })
	if !ok {
		return nil
	}
	return &entries[i]
}

// Entries returns all entries in the order of their codes. The caller must not change them.
func Entries() []Entry { return entries }

// Rules returns the codes of lint's rules in order.
func Rules() []string {
	var out []string
	for _, e := range entries {
		if strings.HasPrefix(e.Code, "SQ1") {
			out = append(out, e.Code)
		}
	}
	return out
}

// entries are sorted by code: SQ00x query files, SQ01x macros and parameters, SQ02x configuration,
// SQ03x output, SQ1xx warnings of lint, SQ2xx what a command asks of its statement, SQ3xx what a server says.
var entries = []Entry{
	{"SQ001", "statement without an annotation",
		"Every statement of a query file needs a name and a command above it, so that sqlq knows which\nGo function to make of it. Put a line like \"-- name: GetUser :one\" in front of the statement.",
		"SELECT 1;\n"},
	{"SQ002", "malformed annotation",
		"An annotation is \"-- name: GetUser :one\": a name of letters, digits and underscores that begins\nwith a letter, and a command with its colon. Nothing follows the command.",
		"-- name: GetUser\nSELECT 1;\n"},
	{"SQ003", "unknown command",
		"The word after the name says what the Go function returns: :one :opt :many :iter :exec :execrows\n:execresult :copyfrom :bulkexec :bulkmany :batchexec :batchone :batchmany.",
		"-- name: GetUser :mny\nSELECT 1;\n"},
	{"SQ004", "query name is used twice",
		"Names become methods of one Go type and must be unique among all query files of a package.",
		"-- name: A :one\nSELECT 1;\n-- name: A :one\nSELECT 2;\n"},
	{"SQ005", "two statements under one name",
		"One annotation belongs to one statement. Give the second statement a name of its own.",
		"-- name: A :one\nSELECT 1;\nSELECT 2;\n"},
	{"SQ006", "missing semicolon between queries",
		"A statement ends with a semicolon. An annotation inside a statement shows that it was forgotten.",
		"-- name: A :one\nSELECT 1\n-- name: B :one\nSELECT 2;\n"},
	{"SQ007", "query without a statement",
		"After the annotation comes another annotation, a semicolon or the end of the file.",
		"-- name: A :one\n"},
	{"SQ010", "unknown macro",
		"After \"sqlc.\" may follow arg, narg, slice and embed; after \"sqlq.\" also many, maybe, opt, order,\nset and const.",
		"-- name: A :one\nSELECT sqlc.agr(x)::int;\n"},
	{"SQ011", "macro used in a way that it does not allow",
		"For example: arg and its like take one name, slice is the only element of its IN list, many and\nmaybe take a subquery in parentheses of its own and are columns with a name, embed stands in a select\nlist, order needs at least one \"-- sqlq: order\" line.",
		"-- name: A :many\nSELECT 1 ORDER BY sqlq.order();\n"},
	{"SQ012", "numbered and named parameters in one query",
		"$1 and @name cannot be mixed in one query, because names are numbered in the order of their use.",
		"-- name: A :one\nSELECT $1::int, @b::int;\n"},
	{"SQ020", "wrong configuration",
		"sqlq.yaml is read strictly: unknown keys, wrong types, and paths that do not exist or lead out of\nthe project are errors. See docs/configuration.md.",
		""},
	{"SQ030", "output cannot be written",
		"The folder of the generated files or one of the files cannot be read or written. What was there\nbefore is untouched.",
		""},
	{"SQ031", "a file in the way was not written by sqlq",
		"A file of the name that sqlq would write exists and lacks the header of generated files. sqlq\nnever overwrites such a file: move it away or set \"out:\" to another folder.",
		""},
	{"SQ032", "no Go code for a query or type",
		"Two things would have the same Go name, or a value has a type that Go code cannot hold. \"rename\"\nand \"overrides\" in sqlq.yaml help.",
		""},
	{"SQ033", "query files in several folders",
		"Without \"out:\" the Go files lie beside the query files, and one Go package is one folder.",
		""},
	{"SQ100", "UPDATE or DELETE of all rows",
		"Without WHERE the statement changes every row of the table. Add a condition, or say that all rows\nare meant with \"-- sqlq: disable SQ100\" above the statement.",
		"-- name: A :exec\nDELETE FROM pg_catalog.pg_description;\n"},
	{"SQ101", "comparison with NULL",
		"A comparison with NULL is NULL, so the condition never holds. IS NULL tests for NULL; IS DISTINCT\nFROM compares values that may be NULL.",
		"-- name: A :many\nSELECT relname FROM pg_class WHERE relacl = NULL;\n"},
	{"SQ102", "NOT IN over a set that can hold NULL",
		"If the subquery returns a single NULL, NOT IN is never true and the query returns nothing. Use NOT\nEXISTS, or keep the NULLs out with IS NOT NULL.",
		"-- name: A :many\nSELECT relname FROM pg_class WHERE relname::text NOT IN (SELECT rolpassword FROM pg_authid);\n"},
	{"SQ103", "LIMIT without ORDER BY",
		"Which rows are left when others are cut off depends on the plan. Add ORDER BY and end it in a\nunique key.",
		"-- name: A :many\nSELECT relname FROM pg_class LIMIT 5;\n"},
	{"SQ104", "join without a condition",
		"ON true pairs every row with every row. Compare key columns, or write CROSS JOIN if that is meant.",
		"-- name: A :many\nSELECT a.relname FROM pg_class a JOIN pg_namespace b ON true;\n"},
	{"SQ105", ":one without proof of at most one row",
		"A :one function returns the first row and ignores others; without an order that is any of them.\nCompare all columns of a unique key, add ORDER BY with LIMIT 1, or use :many.",
		"-- name: A :one\nSELECT relname FROM pg_class;\n"},
	{"SQ106", "WITH query is not used",
		"Nothing refers to the query; PostgreSQL does not even run it. Writing queries are not reported: they\nrun whether used or not.",
		"-- name: A :one\nWITH x AS (SELECT 1) SELECT 2 AS two;\n"},
	{"SQ107", "column name is used twice",
		"The second field gets a number in Go. An alias gives it a better name.",
		"-- name: A :one\nSELECT 1 AS x, 2 AS x;\n"},
	{"SQ108", "timestamp compared with timestamptz",
		"PostgreSQL takes the timestamp for local time of the session's time zone, so the result depends on a\nsetting. Convert one side with AT TIME ZONE.",
		"-- name: A :one\nSELECT now() > timestamp '2020-01-01' AS late;\n"},
	{"SQ109", "aggregate over two independent to-many joins",
		"Two tables that both refer many times to a third are joined: each row of one is paired with each row\nof the other, and sum or count sees every row several times. Aggregate each in a subquery or WITH\nquery of its own and join the results.",
		"CREATE TABLE orders (id int PRIMARY KEY);\nCREATE TABLE items (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders, price numeric);\nCREATE TABLE payments (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders);\n-- queries\n-- name: A :many\nSELECT o.id, sum(i.price) FROM orders o JOIN items i ON i.order_id = o.id\nJOIN payments p ON p.order_id = o.id GROUP BY o.id;\n"},
	{"SQ110", "count of a nullable column",
		"count(x) leaves out rows where x is NULL, which is easily overlooked. count(*) counts rows; count(*)\nFILTER (WHERE x IS NOT NULL) says that leaving out is meant. Columns that an outer join makes NULL are\nnot reported: counting partners is what count(x) is for there.",
		"CREATE TABLE users (id int PRIMARY KEY, nick text);\n-- queries\n-- name: A :one\nSELECT count(nick) FROM users;\n"},
	{"SQ111", "implicit cast keeps an index from being used",
		"The two sides have different types and the server casts the column, so its index, which holds values\nof the column's type, cannot answer the condition. Give the other side the column's type.",
		"CREATE TABLE users (id int PRIMARY KEY);\n-- queries\n-- name: A :many\nSELECT id FROM users WHERE id = @n::numeric;\n"},
	{"SQ112", "function on an indexed column",
		"An index on a column cannot answer a condition on a function or cast of it. Compare the bare column,\nfor example with a range instead of a date, or create an index on the expression. Nothing is reported\nif such an index exists, or if another condition finds the rows by an index.",
		"CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);\n-- queries\n-- name: A :many\nSELECT id FROM users WHERE lower(email) = @email;\n"},
	{"SQ113", "foreign key without an index",
		"When a referenced row is deleted or its key changes, PostgreSQL looks for the rows that refer to it,\nand without an index it reads their whole table each time. Joins from the referenced side do too.\nCreate an index that begins with one of the key's columns.",
		"CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);\n-- queries\n-- name: A :one\nSELECT 1 AS x;\n"},
	{"SQ114", "condition that is always true or always false",
		"A column is compared with itself, tested for NULL though it is NOT NULL, equal to two values at once, or\ndifferent from one value or another. Mostly an alias or one of AND and OR is wrong.",
		"-- name: A :many\nSELECT relname FROM pg_class WHERE oid = 1 AND oid IS NULL;\n"},
	{"SQ115", "parameter without any influence",
		"The parameter stands only where PostgreSQL throws the value away: in a WITH query that nothing refers\nto, or in the select list of EXISTS.",
		"-- name: A :one\nSELECT EXISTS (SELECT @x::int FROM pg_class) AS x;\n"},
	{"SQ116", "char(n) where its blanks matter",
		"Values of char(n) are padded with blanks. Patterns see them, and against text the blanks at the end of\nthe other side count. varchar(n) and text have neither surprise.",
		"CREATE TABLE t (code char(4) PRIMARY KEY);\n-- queries\n-- name: A :many\nSELECT code FROM t WHERE code LIKE @pattern;\n"},
	{"SQ117", "money in a floating-point column",
		"real and double precision hold binary fractions: 0.1 is not among them, and sums drift. Use\nnumeric(12,2), or bigint for the smallest unit. The rule goes by the column's name (price, balance,\nfee, ...) and is off until sqlq.yaml asks for it.",
		"CREATE TABLE products (id int PRIMARY KEY, price float NOT NULL);\n-- queries\n-- name: A :one\nSELECT 1 AS x;\n"},
	{"SQ118", "ON CONFLICT DO UPDATE with a function that is not immutable",
		"Distributed PostgreSQL (Citus) refuses now() and its like in DO UPDATE. Put the value into VALUES and\nassign excluded.column. PostgreSQL itself accepts it, so the rule is off until sqlq.yaml asks for it.",
		"CREATE TABLE t (id int PRIMARY KEY, at timestamptz);\n-- queries\n-- name: A :exec\nINSERT INTO t VALUES (@id, now()) ON CONFLICT (id) DO UPDATE SET at = now();\n"},
	{"SQ200", "the command needs rows and the statement returns none",
		":one, :opt, :many, :iter and their like hand rows to the caller. Add RETURNING to a writing\nstatement, or use :exec or :execrows.",
		"-- name: A :one\nDELETE FROM pg_catalog.pg_class;\n"},
	{"SQ201", "not an INSERT that COPY can stand for",
		":copyfrom sends rows with COPY and takes a plain INSERT INTO t (columns) VALUES (parameters).",
		"-- name: A :copyfrom\nSELECT 1;\n"},
	{"SQ202", "directive that cannot be used",
		"A \"-- sqlq:\" line is unknown, incomplete, there twice or without any use for the command, or it names a\ncolumn or parameter that the query does not have.",
		"-- name: A :one\n-- sqlq: notnull nope\nSELECT 1 AS x;\n"},
	{"SQ203", "optional condition in the wrong place",
		"sqlq.opt marks one operand of AND in WHERE, HAVING, ON or FILTER that is left out when its parameters are nil. Under OR or NOT leaving it out would mean something else, and without a parameter of its own nothing could switch it.",
		"-- name: Find :many\nSELECT 1 AS a WHERE NOT sqlq.opt(1 = @a::int);\n"},
	{"SQ204", "too many combinations",
		"Each combination of optional conditions and orders becomes a statement of its own. Past the limit the generated code grows for nothing: give conditions that belong together to one sqlq.opt, or raise the limit.",
		"-- name: Find :many\n-- sqlq: variants 1\nSELECT 1 AS a WHERE sqlq.opt(1 = @a::int);\n"},
	{"SQ205", "order directive that cannot be used",
		"An order directive has a name and sort expressions, and the query says ORDER BY sqlq.order() where they go.",
		"-- name: Find :many\n-- sqlq: order up: a\nSELECT 1 AS a;\n"},
	{"SQ206", "subquery of sqlq.maybe may return several rows",
		"sqlq.maybe becomes a pointer to one row. The subquery must be proved to return at most one: by a unique key that is compared, or by LIMIT 1.",
		"-- name: Find :many\nSELECT 1 AS a, sqlq.maybe((SELECT g AS x, g AS y FROM generate_series(1, 2) g)) AS m;\n"},
	{"SQ207", "statement that cannot be carried out for many rows",
		"A bulk command turns one row of VALUES, or an UPDATE or DELETE with WHERE, into a statement over arrays. Parameters that are the same for all rows are marked sqlq.const.",
		"-- name: Find :bulkmany\nSELECT @a::int AS a;\n"},
	{"SQ208", "sqlq.set outside of an assignment",
		"sqlq.set marks a parameter that is assigned to a column by UPDATE or ON CONFLICT DO UPDATE, and that is used nowhere else.",
		"-- name: A :one\nSELECT sqlq.set(@a::int) AS a;\n"},
	{"SQ209", "result that cannot be read in pages",
		"\"-- sqlq: keyset\" takes :many, SELECT … ORDER BY … LIMIT @limit. The sort keys can never be NULL and together name one row (end with the primary key): otherwise pages would lose rows.",
		"-- name: Find :many\n-- sqlq: keyset\nSELECT oid, relname FROM pg_class ORDER BY relname LIMIT @max;\n"},
	{"SQ210", "type that :copyfrom cannot send",
		"COPY has no casts, and the binary form of composite types, of arrays over types of the schema and of its ranges holds type numbers that differ from server to server. Use :bulkexec, which sends them as text.",
		"CREATE TYPE size AS ENUM ('s', 'm');\nCREATE TABLE t (sizes size[]);\n-- queries\n-- name: A :copyfrom\nINSERT INTO t (sizes) VALUES (@sizes);\n"},
	{"SQ220", "macro and command that do not go together",
		"Commands that take many parameter rows send one statement for all of them, so that nothing about it can be\noptional per row: no sqlq.opt (except, in bulk commands, over sqlq.const parameters) and no sqlq.order;\nbulk commands cannot leave a column in some rows and set it in others (sqlq.set).",
		"-- name: A :batchmany\nSELECT 1 AS a WHERE sqlq.opt(1 = @a::int);\n"},
	{"SQ300", "the server says otherwise",
		"sqlq verify prepares every statement on a server. There a parameter or column has another type or\nname than sqlq says. Either the database is not what the schema files make, or sqlq is wrong: please\nreport that.",
		""},
	{"SQ301", "sequential scan of a large table",
		"sqlq verify --analyze found that the server would read a table as a whole that is large by its\nstatistics. An index on the columns of the condition may help; --large says what is large.",
		""},
}
