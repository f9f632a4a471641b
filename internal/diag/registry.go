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
	Example     string // a query file (or a configuration) that is reported with the code
}

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

// entries are sorted by code: SQ00x query files, SQ01x macros and parameters, SQ02x configuration,
// SQ03x output, SQ2xx what a command asks of its statement.
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
		"For example: arg and its like take one name, slice is the only element of its IN list, many and\nmaybe take a subquery in parentheses of its own, order needs at least one \"-- sqlq: order\" line.",
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
	{"SQ202", "directive that names nothing",
		"A \"-- sqlq:\" line is unknown, or names a column or parameter that the query does not have.",
		"-- name: A :one\n-- sqlq: notnull nope\nSELECT 1 AS x;\n"},
}
