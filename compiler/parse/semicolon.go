package parse

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// SemicolonHint says where a semicolon may be missing in a query that has a syntax error at an offset
// of its Text: before a line that looks like the next annotation and is none, or before a line that
// begins like a statement. It is "" if nothing hints at that.
func SemicolonHint(q *Query, at source.Pos) string {
	end := q.End
	if at != source.NoPos {
		end = q.Origin(at)
	}
	if near := q.annotationBefore(end); near != nil {
		line, _ := q.File.Position(near.At.Start)
		return fmt.Sprintf("Is a semicolon missing before line %d? As an annotation that line is wrong. %s", line, near.Hint)
	}
	if start := q.statementAt(end); start != source.NoPos {
		line, _ := q.File.Position(start)
		return fmt.Sprintf(`Is a semicolon missing before line %d? Each statement has a line "-- name: ... :many" of its own.`, line)
	}
	return ""
}

// annotationBefore returns what nearAnnotation says of the last comment before an offset of the
// file, or of the line there, which may lack its dashes.
func (q *Query) annotationBefore(end source.Pos) *diag.Diagnostic {
	var h header
	lex := NewLexer(q.File.Text, q.Start)
	for t := lex.Next(); t.Kind != EOF && t.Start < end; t = lex.Next() {
		if t.Kind == LineComment || t.Kind == BlockComment {
			h.nearAnnotation(commentWords(q.File, t))
		}
	}
	if h.near == nil {
		h.nearAnnotation(wordsOf(q.File, q.lineAround(end)))
	}
	return h.near
}

// lineAround is the line of the file with an offset.
func (q *Query) lineAround(at source.Pos) source.Span {
	text := q.File.Text
	line := source.Span{File: q.File, Start: source.Pos(strings.LastIndexByte(text[:at], '\n') + 1), End: source.Pos(len(text))}
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		line.End = at + source.Pos(i)
	}
	return line
}

// beginnings are the words that statements begin with.
var beginnings = []string{"select", "insert", "update", "delete", "merge", "with", "values"}

// withinClauses are what one of those may follow in the middle of a statement: ON CONFLICT DO UPDATE.
var withinClauses = []string{"do", "for", "then", "on", "or", "before", "after", "as", "with", "union", "all", "except", "intersect", "distinct", "("}

// statementAt returns where a statement seems to begin at or right before an offset of the file: some of
// its first words can be taken for an alias, and the error then stands behind them.
func (q *Query) statementAt(end source.Pos) source.Pos {
	line := q.lineAround(end)
	before := ""
	lex := NewLexer(q.File.Text, q.Start)
	for t := lex.Next(); t.Kind != EOF && t.Start < line.End; t = lex.Next() {
		word := strings.ToLower(lex.Text(t))
		if t.Start < line.Start || t.Start == q.Start {
			if t.Kind != LineComment && t.Kind != BlockComment {
				before = word
			}
			continue
		}
		near := t.Start == end || lex.Next().Start == end
		if near && slices.Contains(beginnings, word) && !slices.Contains(withinClauses, before) {
			return t.Start
		}
		break
	}
	return source.NoPos
}
