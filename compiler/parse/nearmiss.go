package parse

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// marks are what may stand in the place of a colon.
const marks = ":;,=.-"

// Directives are the names that may follow "-- sqlq:".
var Directives = []string{"row", "notnull", "nullable", "type", "order", "keyset", "variants", "load", "arena", "disable"}

// nearMiss looks for a comment that was meant as an annotation or a directive and is none: without its
// colon, or with a misspelt first word. Prose is left alone: a line like an annotation counts where
// the statement has no other, and one like a directive where the name of a directive follows. It
// reports whether the comment was one of the latter, which is an error.
func (h *header) nearMiss(r *reader, t Token) bool {
	words := commentWords(r.file, t)
	h.nearAnnotation(words)
	return h.nearDirective(r, words)
}

// commentWords are the first words of a comment, without stars that frame it.
func commentWords(file *source.File, t Token) []source.Span {
	in := commentBody(file.Text, t)
	words := wordsOf(file, source.Span{File: file, Start: in.Start, End: min(in.End, in.Start+200)})
	for t.Kind == BlockComment && len(words) > 0 && strings.Trim(text(words[0]), "*") == "" {
		words = words[1:]
	}
	return words
}

// nearAnnotation knows "name GetUser :one", "Name: GetUser :one", "name : GetUser :one", "nmae: GetUser
// :one" and "GetUser :one".
func (h *header) nearAnnotation(words []source.Span) {
	n := len(words)
	if n < 2 || n > 4 {
		return
	}
	command, ok := strings.CutPrefix(text(words[n-1]), ":")
	name := text(words[n-2])
	if !ok || !slices.Contains(Commands, command) || !validName(name) {
		return
	}
	if first := strings.TrimRight(text(words[0]), marks); n > 2 && diag.Nearest(first, []string{"name"}) == "" {
		return
	}
	if n == 4 && strings.Trim(text(words[1]), marks) != "" {
		return
	}
	h.near = diag.New(CodeBadAnnotation, words[0], "this looks like the annotation of query %q, but is none", name)
	h.near.Query, h.near.Hint = name, `Write "-- name: `+name+" :"+command+`".`
}

// nearDirective knows "sqlq keyset", "sqlq : keyset", "sqlq; keyset" and "slqq: keyset".
func (h *header) nearDirective(r *reader, words []source.Span) bool {
	if len(words) < 2 {
		return false
	}
	first := text(words[0])
	mark := strings.TrimRight(first, marks)
	rest := words[1:]
	marked := mark != first
	if strings.Trim(text(rest[0]), marks) == "" && len(rest) > 1 {
		marked, rest = true, rest[1:]
	}
	name := text(rest[0])
	exact := slices.Contains(Directives, strings.ToLower(name))
	switch near := diag.Nearest(name, Directives); {
	case near == "" || len(mark) < 3 || strings.EqualFold(mark, "sql") || diag.Nearest(mark, []string{"sqlq"}) == "":
		return false
	case strings.EqualFold(mark, "sqlq") && (exact || len(rest) == 1 || marked):
	case marked && exact: // another word, with a colon as if it were ours
	default:
		return false
	}
	r.fail(h, CodeDirective, words[0], "this looks like a directive, but is none").Hint =
		`Write "-- sqlq: ` + strings.ToLower(diag.Nearest(name, Directives)) + `".`
	return true
}

// MacroHint says which macro was meant where a statement has an error at a name like "slqq.opt(…)",
// "sqlq.opt" or "sqlq_opt(…)"; "" if none comes to mind.
func MacroHint(text string, at source.Pos) string {
	if at < 0 || int(at) >= len(text) {
		return ""
	}
	lex := NewLexer(text, at)
	prefix := strings.ToLower(strings.Trim(lex.Text(lex.Next()), `"`))
	name := ""
	switch next := lex.Next(); lex.Text(next) {
	case ".":
		name = lex.Text(lex.Next())
	case "(":
		if cut := strings.TrimLeft(strings.TrimPrefix(prefix, "sqlq"), "_"); cut != prefix {
			prefix, name = "sqlq", cut
		}
	}
	if name == "" || diag.Nearest(prefix, []string{"sqlq"}) == "" {
		return ""
	}
	for _, m := range macroKinds {
		if strings.EqualFold(m.name, name) {
			return "Perhaps you meant \"sqlq." + m.name + "(…)\"."
		}
	}
	return ""
}
