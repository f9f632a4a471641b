package ddl

import (
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// The catalog keeps expressions as the user wrote them. The grammar's tree tells where a clause
// begins, but not where it ends; these functions find that on tokens.

// parenthesised returns what stands in the first pair of parentheses at or after an offset.
func (l *loader) parenthesised(at source.Pos) string {
	lex := parse.NewLexer(l.text, at)
	depth, start := 0, source.Pos(0)
	for {
		t := lex.Next()
		if t.Kind == parse.EOF {
			return ""
		}
		switch l.text[t.Start:t.End] {
		case "(":
			if depth == 0 {
				start = t.End
			}
			depth++
		case ")":
			if depth--; depth == 0 {
				return strings.TrimSpace(l.text[start:t.Start])
			}
		}
	}
}

// upTo returns the text from an offset to the next "," or ")" of the same depth, or to stop if
// that comes first (NoPos: no stop).
func (l *loader) upTo(at, stop source.Pos) string {
	lex := parse.NewLexer(l.text, at)
	depth := 0
	for {
		t := lex.Next()
		s := l.text[t.Start:t.End]
		done := t.Kind == parse.EOF || depth == 0 && (s == "," || s == ")") || stop >= 0 && t.Start >= stop
		if done {
			return strings.TrimSpace(l.text[at:t.Start])
		}
		switch s {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		}
	}
}

// afterWord returns the offset behind a keyword that stands outside parentheses, at or after an
// offset; NoPos if there is none.
func (l *loader) afterWord(at source.Pos, word string) source.Pos {
	lex := parse.NewLexer(l.text, at)
	depth := 0
	for {
		t := lex.Next()
		if t.Kind == parse.EOF {
			return source.NoPos
		}
		switch s := l.text[t.Start:t.End]; {
		case s == "(":
			depth++
		case s == ")":
			depth--
		case depth == 0 && strings.EqualFold(s, word):
			return t.End
		}
	}
}

// elements cuts the first parenthesised list at or after an offset at its commas.
func (l *loader) elements(at source.Pos) []string {
	lex := parse.NewLexer(l.text, at)
	var out []string
	depth, start := 0, source.Pos(0)
	for {
		t := lex.Next()
		if t.Kind == parse.EOF {
			return out
		}
		switch l.text[t.Start:t.End] {
		case "(", "[":
			if depth == 0 {
				start = t.End
			}
			depth++
		case ",":
			if depth == 1 {
				out = append(out, strings.TrimSpace(l.text[start:t.Start]))
				start = t.End
			}
		case ")", "]":
			if depth--; depth == 0 {
				return append(out, strings.TrimSpace(l.text[start:t.Start]))
			}
		}
	}
}

// expressionOf strips what may follow the expression of an index element: COLLATE, an operator
// class, ASC, NULLS FIRST. The grammar allows only f(…) and (…) there.
func expressionOf(element string) string {
	lex := parse.NewLexer(element, 0)
	depth := 0
	for {
		t := lex.Next()
		if t.Kind == parse.EOF {
			return element
		}
		switch element[t.Start:t.End] {
		case "(":
			depth++
		case ")":
			if depth--; depth > 0 {
				continue
			}
			if strings.HasPrefix(element, "(") {
				return strings.TrimSpace(element[1:t.Start])
			}
			return element[:t.End]
		}
	}
}

// hasWord reports whether an SQL text holds an identifier.
func hasWord(text, word string) bool { return replaceWord(text, word, "") != text }

// replaceWord puts another identifier in the place of one in an SQL text.
func replaceWord(text, word, by string) string {
	if text == "" {
		return ""
	}
	lex := parse.NewLexer(text, 0)
	var out strings.Builder
	at := source.Pos(0)
	for {
		t := lex.Next()
		if t.Kind == parse.EOF {
			break
		}
		s := text[t.Start:t.End]
		if strings.ToLower(s) == word || s == `"`+strings.ReplaceAll(word, `"`, `""`)+`"` {
			out.WriteString(text[at:t.Start])
			out.WriteString(analyze.QuoteIdentifier(by))
			at = t.End
		}
	}
	out.WriteString(text[at:])
	return out.String()
}
