package parse

import (
	"errors"
	"strings"
	"sync"
	"unicode/utf8"

	pg "github.com/pganalyze/pg_query_go/v5"
	"github.com/pganalyze/pg_query_go/v5/parser"

	"github.com/sqlq-dev/sqlq/compiler/parse/pgjson"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// grammar guards pg_query: while it parses it points the process's standard error elsewhere, and
// two calls at once can leave it there.
var grammar sync.Mutex

// Raw parses a text with PostgreSQL's grammar (raw_parser of parser.c). Locations in the tree are
// byte offsets of text. The error has PostgreSQL's SQLSTATE and message, a byte offset and no
// file. Nothing else in the compiler calls pg_query's parser.
func Raw(text string) (*pg.ParseResult, *diag.Diagnostic) {
	if d := CheckBytes(text); d != nil {
		return nil, d
	}
	if at, ok := tooDeep(text); ok {
		return nil, stackDepth(at)
	}
	grammar.Lock()
	tree, err := pgjson.Parse(text)
	grammar.Unlock()
	if err != nil {
		return nil, rawError(text, err)
	}
	if d := misplacedParam(text, tree); d != nil {
		return nil, d
	}
	return tree, nil
}

func stackDepth(at source.Pos) *diag.Diagnostic {
	d := diag.New("54001", source.Span{Start: at, End: at}, "stack depth limit exceeded")
	d.Hint = "The statement nests too deeply for a server with the default max_stack_depth."
	return d
}

// rawError turns pg_query's error into a diagnostic.
func rawError(text string, err error) *diag.Diagnostic {
	var e *parser.Error
	if !errors.As(err, &e) {
		// Not the grammar, but the decoding of its tree: only depth makes that fail.
		if strings.Contains(err.Error(), "recursion") {
			return stackDepth(source.NoPos)
		}
		return diag.New("XX000", source.Span{Start: source.NoPos, End: source.NoPos}, "cannot read the syntax tree: %v", err)
	}
	if strings.HasPrefix(e.Message, "memory exhausted") {
		return stackDepth(byteOffset(text, e.Cursorpos))
	}
	at := byteOffset(text, e.Cursorpos)
	d := diag.New(rawCode(e), source.Span{Start: at, End: at}, "%s", e.Message)
	if d.Code == "42601" {
		d.Hint = newerSyntax(text, at)
	}
	return d
}

// byteOffset turns pg_query's cursor, which counts characters from 1, into a byte offset.
func byteOffset(text string, cursor int) source.Pos {
	if cursor <= 0 {
		return source.NoPos
	}
	at := 0
	for n := cursor - 1; n > 0 && at < len(text); n-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return source.Pos(at)
}

// rawCodes are the messages of gram.y and scan.l that carry another SQLSTATE than syntax_error,
// by their beginning. pg_query passes messages on, but no SQLSTATE.
var rawCodes = []struct{ prefix, code string }{
	{"UNENCRYPTED PASSWORD is no longer supported", "0A000"},
	{"CREATE SCHEMA IF NOT EXISTS cannot include schema elements", "0A000"},
	{"current database cannot be changed", "0A000"},
	{"column number must be in range from 1", "22023"},
	{"modulus for hash partition provided more than once", "42710"},
	{"remainder for hash partition provided more than once", "42710"},
	{"MATCH PARTIAL not yet implemented", "0A000"},
	{"a column list with ", "0A000"},
	{"CREATE EXTENSION ... FROM is no longer supported", "0A000"},
	{"CREATE OR REPLACE CONSTRAINT TRIGGER is not supported", "0A000"},
	{"CREATE ASSERTION is not yet implemented", "0A000"},
	{"RECHECK is no longer required", "0A000"},
	{"aggregates cannot have output arguments", "0A000"},
	{"WITH CHECK OPTION not supported on recursive views", "0A000"},
	{"precision for type float must be", "22023"},
	{"UNIQUE predicate is not yet implemented", "0A000"},
	{"frame start cannot be UNBOUNDED FOLLOWING", "42P20"},
	{"frame starting from ", "42P20"},
	{"frame end cannot be UNBOUNDED PRECEDING", "42P20"},
	{"role name \"", "42939"},
	{"an ordered-set aggregate with a VARIADIC direct argument", "0A000"},
	{"unrecognized partitioning strategy", "22023"},
	{"unsafe use of string constant with Unicode escapes", "0A000"},
	{"unsafe use of \\' in a string literal", "22P06"},
	{"invalid Unicode escape character", "42601"},
	{"invalid Unicode escape value", "42601"},
	{"invalid Unicode escape", "22025"},
	{"invalid byte sequence for encoding", "22021"},
}

// notSupportedSuffixes end messages of processCASbits and its like, which name the constraint.
var notSupportedSuffixes = []string{
	" constraints cannot be marked DEFERRABLE", " constraints cannot be marked NOT VALID",
	" constraints cannot be marked NO INHERIT",
}

// reservedSuffix ends the message about CURRENT_USER and its like as the name of a role.
const reservedSuffix = " cannot be used as a role name here"

func rawCode(e *parser.Error) string {
	message := e.Message
	// The same words come from two places: scan.l's E'\u…' and parser.c's U&'…', which is a
	// syntax error.
	if message == "invalid Unicode escape" && strings.HasSuffix(e.Filename, "parser.c") {
		return "42601"
	}
	for _, r := range rawCodes {
		if strings.HasPrefix(message, r.prefix) {
			return r.code
		}
	}
	for _, s := range notSupportedSuffixes {
		if strings.HasSuffix(message, s) {
			return "0A000"
		}
	}
	if strings.HasSuffix(message, reservedSuffix) {
		return "42939"
	}
	return "42601"
}

// newerSyntax says whether a syntax error is due to syntax of PostgreSQL 17 or 18.
func newerSyntax(text string, at source.Pos) string {
	if at < 0 || int(at) >= len(text) {
		return ""
	}
	lex := NewLexer(text, at)
	word := strings.ToLower(lex.Text(lex.Next()))
	before := strings.ToLower(text[:at])
	switch {
	case word == "returning" && strings.Contains(before, "merge"):
		return "MERGE ... RETURNING is syntax of PostgreSQL 17; sqlq reads PostgreSQL 16."
	case word == "by" && strings.HasSuffix(strings.TrimSpace(before), "matched"):
		return "WHEN NOT MATCHED BY is syntax of PostgreSQL 17; sqlq reads PostgreSQL 16."
	case strings.Contains(before, "json_table"):
		return "JSON_TABLE is syntax of PostgreSQL 17; sqlq reads PostgreSQL 16."
	case strings.Contains(before, "json_query") || strings.Contains(before, "json_value") || strings.Contains(before, "json_exists"):
		return "SQL/JSON query functions are syntax of PostgreSQL 17; sqlq reads PostgreSQL 16."
	case word == "with" && strings.Contains(before, "returning"), word == "virtual":
		return "This may be syntax of PostgreSQL 18; sqlq reads PostgreSQL 16."
	}
	return ""
}
