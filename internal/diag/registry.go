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

// Lookup returns the entry of a code or of a rule's name, or nil.
func Lookup(code string) *Entry {
	if r := FindRule(code); r != nil {
		return &r.Entry
	}
	i, ok := slices.BinarySearchFunc(entries, code, func(e Entry, c string) int { return strings.Compare(e.Code, c) })
	if !ok {
		return nil
	}
	return &entries[i]
}

// Entries returns all entries, lint's rules among them, in the order of their codes.
func Entries() []Entry {
	all := slices.Clone(entries)
	for _, r := range rules {
		all = append(all, r.Entry)
	}
	slices.SortFunc(all, func(a, b Entry) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// entries are sorted by code: SQ00x query files, SQ01x macros and parameters, SQ02x configuration,
// SQ03x output, SQ2xx what a command asks of its statement, SQ3xx what a server says. SQ1xx are rules.
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
		"\"-- sqlq: keyset\" takes :many, SELECT … ORDER BY … LIMIT @limit (or FETCH FIRST, a number, or an expression such as least(@limit, 100)). The sort keys can never be NULL and together name one row (end with the primary key): otherwise pages would lose rows.",
		"-- name: Find :many\n-- sqlq: keyset\nSELECT oid, relname FROM pg_class ORDER BY relname LIMIT @max;\n"},
	{"SQ210", "type that :copyfrom cannot send",
		"COPY sends the binary form of values and has no casts. Types whose binary form neither pgx nor generated code writes (money, timetz, the reg types, types of most extensions, ranges over such) cannot be sent. Use :bulkexec, which sends them as text.",
		"CREATE TABLE t (price money);\n-- queries\n-- name: A :copyfrom\nINSERT INTO t (price) VALUES (@price);\n"},
	{"SQ211", "value without a Go type",
		"Void has no value, and an anonymous record (ROW(1, 'a'), a parameter compared with a whole row) has fields that only the statement knows. Select the fields, cast the record to a composite type, or use sqlq.many or sqlq.maybe; call a void function with :exec.",
		"-- name: A :one\nSELECT ROW(1, 'a') AS pair;\n"},
	{"SQ212", "nested rows that cannot be read by statements of their own",
		"\"-- sqlq: load split\" reads the rows of sqlq.many and sqlq.maybe by one statement per level. The subquery may mention columns of the row around it in any way, but nothing further out, and the rows around must all be there first. Without the directive one statement reads all rows.",
		"CREATE TABLE u (id int PRIMARY KEY);\nCREATE TABLE o (id int PRIMARY KEY, u_id int);\n-- queries\n-- name: A :iter\n-- sqlq: load split\nSELECT id, sqlq.many((SELECT o.id FROM o WHERE o.u_id = u.id)) AS os FROM u;\n"},
	{"SQ220", "macro and command that do not go together",
		"Commands that take many parameter rows send one statement for all of them, so that nothing about it can be\noptional per row: no sqlq.opt (except, in bulk commands, over sqlq.const parameters) and no sqlq.order.\nA bulk INSERT has no sqlq.set: ON CONFLICT sees of its rows only what they insert.",
		"-- name: A :batchmany\nSELECT 1 AS a WHERE sqlq.opt(1 = @a::int);\n"},
	{"SQ300", "the server says otherwise",
		"sqlq verify prepares every statement on a server. There a parameter or column has another type or\nname than sqlq says. Either the database is not what the schema files make, or sqlq is wrong: please\nreport that.",
		""},
	{"SQ301", "sequential scan of a large table",
		"sqlq verify --analyze found that the server would read a table as a whole that is large by its\nstatistics. An index on the columns of the condition may help; --large says what is large.",
		""},
	{"SQ302", "the database is not what the schema files make",
		"sqlq verify found a column that can be NULL where the schema files say NOT NULL, or an enum with other\nlabels. Generated code would meet values that it has no place for. Bring the database to the schema, or\nthe schema files to the database.",
		""},
}
