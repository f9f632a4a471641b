package parse

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Commands are the words that may follow a query's name, in the order of the documentation.
var Commands = []string{
	"one", "opt", "many", "iter", "exec", "execrows", "execresult", "copyfrom",
	"bulkexec", "bulkmany", "batchexec", "batchone", "batchmany",
}

// header is what the comments above a statement say.
type header struct {
	found      bool
	failed     bool
	name       string
	nameAt     source.Span
	command    string
	commandAt  source.Span
	doc        []string
	directives []Directive
	noVet      bool
	vetOff     []string
	near       *diag.Diagnostic // of a comment that may have been meant as the annotation
}

// annotation finds "name: …" in a comment and returns the span of what follows the colon.
func annotation(file *source.File, t Token) (source.Span, bool) {
	in := commentBody(file.Text, t)
	text := file.Text[in.Start:in.End]
	space := " \t\r\n"
	if t.Kind == BlockComment {
		space += "*" // at the beginning of lines
	}
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, space), "name:")
	if !ok {
		return source.Span{}, false
	}
	start := in.End - source.Pos(len(rest))
	return source.Span{File: file, Start: start, End: in.End}, true
}

// commentBody returns the span of a comment without its marks.
func commentBody(text string, t Token) Range {
	if t.Kind == LineComment {
		return Range{t.Start + 2, t.End}
	}
	return Range{t.Start + 2, max(t.Start+2, t.End-2)}
}

// comment takes in one comment above a statement.
func (h *header) comment(r *reader, t Token) {
	if a, ok := annotation(r.file, t); ok {
		h.annotate(r, a)
		return
	}
	if h.directive(r, t) || h.nearMiss(r, t) {
		return
	}
	in := commentBody(r.file.Text, t)
	for _, line := range strings.Split(r.file.Text[in.Start:in.End], "\n") {
		line = strings.TrimRight(line, " \t\r")
		if t.Kind == BlockComment {
			line = strings.TrimLeft(line, " \t*")
		}
		line = strings.TrimPrefix(line, " ")
		if words := strings.Fields(line); len(words) > 0 && words[0] == "@sqlc-vet-disable" {
			h.noVet = h.noVet || len(words) == 1
			h.vetOff = append(h.vetOff, words[1:]...)
			continue
		}
		h.doc = append(h.doc, line)
	}
	// Comments that stand apart, with an empty line below, belong to nobody.
	if r.blankLineAfter(t.End) && !h.found {
		h.doc = nil
	}
}

func (r *reader) blankLineAfter(at source.Pos) bool {
	n := 0
	for i := int(at); i < len(r.file.Text) && isSpace(r.file.Text[i]); i++ {
		if r.file.Text[i] == '\n' {
			n++
		}
	}
	return n > 1
}

// directive takes in a "sqlq:" comment and reports whether it was one.
func (h *header) directive(r *reader, t Token) bool {
	in := commentBody(r.file.Text, t)
	text := r.file.Text[in.Start:in.End]
	const mark = "sqlq:"
	rest := strings.TrimLeft(text, " \t*\r\n")
	if len(rest) < len(mark) || !strings.EqualFold(rest[:len(mark)], mark) {
		return false
	}
	rest = rest[len(mark):]
	body := strings.TrimSpace(rest)
	start := in.End - source.Pos(len(strings.TrimLeft(rest, " \t\r\n")))
	end := start + source.Pos(len(body))
	name, args := body, ""
	if i := strings.IndexAny(body, " \t\r\n"); i >= 0 {
		name, args = body[:i], strings.TrimSpace(body[i:])
	}
	h.directives = append(h.directives, Directive{
		Name: name, Args: args, Arg: end - source.Pos(len(args)),
		At: source.Span{File: r.file, Start: start, End: end},
	})
	return true
}

// annotate reads "GetUser :one" and reports what is wrong with it.
func (h *header) annotate(r *reader, a source.Span) {
	words := wordsOf(r.file, a)
	h.found = true
	if len(words) == 0 {
		r.fail(h, CodeBadAnnotation, a, "annotation without a name").Hint = annotationHint
		return
	}
	h.nameAt, h.name = words[0], text(words[0])
	if !validName(h.name) {
		r.fail(h, CodeBadAnnotation, h.nameAt, "invalid query name %q", h.name).Hint =
			"A name consists of letters, digits and underscores and begins with a letter."
		return
	}
	if len(words) < 2 {
		at := source.Span{File: r.file, Start: h.nameAt.End, End: h.nameAt.End}
		r.fail(h, CodeBadAnnotation, at, "query %q has no command", h.name).Hint = annotationHint
		return
	}
	h.commandAt = words[1]
	command, ok := strings.CutPrefix(text(words[1]), ":")
	h.command = command
	if !ok || !slices.Contains(Commands, command) {
		d := r.fail(h, CodeUnknownCommand, words[1], "unknown command %q", text(words[1]))
		d.Hint = commandHint(command)
		return
	}
	if len(words) > 2 {
		r.fail(h, CodeBadAnnotation, words[2], "unexpected %q after the command", text(words[2]))
	}
}

const annotationHint = `Write "-- name: GetUser :one".`

func commandHint(command string) string {
	if command == "execlastid" {
		return "PostgreSQL has no last insert id: use :one with RETURNING."
	}
	if best := diag.Nearest(command, Commands); best != "" {
		return "Perhaps you meant \":" + best + "\"."
	}
	return "Commands are :" + strings.Join(Commands, " :") + "."
}

func text(s source.Span) string { return s.File.Text[s.Start:s.End] }

// wordsOf returns the words of a span.
func wordsOf(file *source.File, a source.Span) []source.Span {
	var out []source.Span
	for i := a.Start; i < a.End; {
		if isSpace(file.Text[i]) {
			i++
			continue
		}
		j := i
		for j < a.End && !isSpace(file.Text[j]) {
			j++
		}
		out = append(out, source.Span{File: file, Start: i, End: j})
		i = j
	}
	return out
}

func validName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || !isIdentStart(c) && (i == 0 || !isDigit(c)) {
			return false
		}
	}
	return s != "" && s[0] != '_'
}
