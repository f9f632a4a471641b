package lower

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// macroSpan is where a macro stands in the file.
func (l *lowering) macroSpan(index int) source.Span {
	if index < 0 || index >= len(l.Query.Macros) {
		return l.Query.NameAt
	}
	m, start := l.Query.Macros[index], l.Query.Start
	return source.Span{File: l.Query.File, Start: start + m.Span.Start, End: start + m.Span.End}
}

// paramSpan is where a parameter stands in the file for the first time.
func (l *lowering) paramSpan(number int) source.Span {
	return l.macroSpan(slices.IndexFunc(l.Query.Macros, func(m parse.Macro) bool { return m.Kind.IsParam() && m.Number == number }))
}

// wordSpan is where a keyword stands in the file, outside of parentheses, or else the other place.
func (l *lowering) wordSpan(word string, other source.Span) source.Span {
	words := topLevel(l.Query.Text)
	if i := words.find(word); i >= 0 {
		return l.Query.Span(words[i].at.Start)
	}
	return other
}

// checkPlaces reports macros that make fields where there are none, and arrays that are none.
func (l *lowering) checkPlaces() {
	for i, m := range l.Query.Macros {
		if l.placed[i] {
			continue
		}
		switch m.Kind {
		case parse.Embed:
			l.errorAt(parse.CodeMacroUse, l.macroSpan(i), "Elsewhere write "+m.Name+".*.",
				"sqlq.embed must stand in the select list of the statement or of sqlq.many and sqlq.maybe")
		case parse.Many, parse.Maybe:
			l.errorAt(parse.CodeMacroUse, l.macroSpan(i), "Elsewhere write a plain subquery.",
				"sqlq.%s must be a column of its own of the statement or of another sqlq.many or sqlq.maybe", m.Kind)
		case parse.Slice:
			if t := l.out.Params[m.Number-1].Type; t.Underlying().Kind != ir.ArrayType {
				l.errorAt(parse.CodeMacroUse, l.macroSpan(i), `Write "x IN (sqlc.slice(name))".`,
					"slice stands where a value of type %s is needed, not an array", t.Display())
			}
		}
	}
}

// checkNamed reports sqlq.many and sqlq.maybe without an alias: their field would be called "Array"
// or after nothing at all.
func (l *lowering) checkNamed(index int) {
	if index < 0 {
		return
	}
	m := l.Query.Macros[index]
	lex := parse.NewLexer(l.Query.Text[m.Edited.End:], 0)
	t := lex.Next()
	for t.Kind == parse.LineComment || t.Kind == parse.BlockComment {
		t = lex.Next()
	}
	if word := lex.Text(t); t.Kind == parse.QuotedIdent || t.Kind == parse.Ident && !strings.EqualFold(word, "from") {
		return
	}
	l.errorAt(parse.CodeMacroUse, l.macroSpan(index), `Write "sqlq.`+m.Kind.String()+`((SELECT …)) AS name".`,
		"sqlq.%s needs a name", m.Kind)
}
