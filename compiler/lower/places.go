package lower

import (
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
