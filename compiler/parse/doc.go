// Package parse turns texts into statements: it splits files, reads annotations, directives and
// macros, replaces named parameters, and calls PostgreSQL's grammar.
//
// Everything before the grammar works on tokens, by PostgreSQL's lexical rules (scan.l), so that
// a quote, a comment or a dollar-quoted body is never mistaken for something else. Texts are
// changed only through source.Edits, so that every position maps back to what the user wrote.
//
// Start with query.go for query files, split.go for schema files, raw.go for the grammar.
package parse
