package compiler

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/lower"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Explain proves statements once more, with reasons that name places of the query files and of the
// schema files that the catalog was made of, and that also say why something can be NULL. Without
// it the reasons name no places, which costs less.
func Explain(cat *catalog.Catalog, statements []*Statement, schema []*source.File) {
	files := map[string]*source.File{}
	for _, f := range schema {
		files[f.Path] = f
	}
	values := lower.NewValues(cat, nil)
	for _, s := range statements {
		q := s.Query
		s.Proofs = values.Prove(q, s.Tree, s.Types, &sqlText{file: q.File, start: q.Start, end: q.End, origin: q.Origin, schema: files})
	}
}

// sqlText shows the prover a statement as it is written: a query, or one of the schema.
type sqlText struct {
	file       *source.File
	start, end source.Pos
	origin     func(source.Pos) source.Pos // the place in the file of an offset of the analysed statement
	schema     map[string]*source.File
	tokens     []parse.Token // without comments
}

// Place implements nullable.Text.
func (t *sqlText) Place(at source.Pos) string { return printed(t.file, t.origin(at)) }

// View implements nullable.Text.
func (t *sqlText) View(at catalog.Place) nullable.Text {
	f := t.schema[at.File]
	if f == nil {
		return nil
	}
	start := source.Pos(at.Offset)
	return &sqlText{
		file: f, start: start, end: source.Pos(len(f.Text)), schema: t.schema,
		origin: func(p source.Pos) source.Pos { return start + p },
	}
}

// Defined implements nullable.Text.
func (t *sqlText) Defined(at catalog.Place) string {
	f := t.schema[at.File]
	if f == nil {
		return ""
	}
	return printed(f, source.Pos(at.Offset))
}

func printed(f *source.File, at source.Pos) string {
	line, column := f.Position(at)
	return fmt.Sprintf("%s:%d:%d", f.Path, line, column)
}

// longest is how much of a condition is shown, in bytes.
const longest = 60

// Condition implements nullable.Text. It takes in the tokens from first to last, what closes and
// opens their parentheses, and what follows up to the next AND or clause.
func (t *sqlText) Condition(first, last source.Pos) string {
	text := t.file.Text[:t.end]
	if t.tokens == nil {
		lex := parse.NewLexer(text, t.start)
		for k := lex.Next(); k.Kind != parse.EOF; k = lex.Next() {
			if k.Kind != parse.LineComment && k.Kind != parse.BlockComment {
				t.tokens = append(t.tokens, k)
			}
			if text[k.Start:k.End] == ";" {
				break
			}
		}
	}
	from, to := t.span(text, t.origin(first), t.origin(last))
	if from < 0 {
		return ""
	}
	out := strings.Join(strings.Fields(text[t.tokens[from].Start:t.tokens[to].End]), " ")
	if len(out) > longest || strings.Contains(out, "--") {
		return ""
	}
	return out
}

// span finds the first and the last token of the condition around two places, -1 if there is none.
func (t *sqlText) span(text string, first, last source.Pos) (from, to int) {
	from = -1
	depth, between := 0, 0
	for i, k := range t.tokens {
		if from < 0 {
			if k.Start != first {
				continue
			}
			from = i
		}
		word := strings.ToLower(text[k.Start:k.End])
		switch {
		case word == "(" || word == "[" || word == "case":
			depth++
		case word == ")" || word == "]" || word == "end":
			if depth == 0 {
				if k.Start > last {
					return from, to
				}
				from = t.opening(text, from)
				if from < 0 {
					return -1, 0
				}
				break
			}
			depth--
		case word == "between":
			between++
		case word == "and" && between > 0:
			between--
		case depth == 0 && k.Start > last && k.Kind != parse.QuotedIdent && (endsCondition[word] || word == "with" && !t.before(text, i, "time")):
			return from, to
		}
		to = i
	}
	return from, to
}

// before reports whether the token after i is a word: WITH CHECK OPTION ends a condition, timestamp
// WITH TIME ZONE does not.
func (t *sqlText) before(text string, i int, word string) bool {
	return i+1 < len(t.tokens) && strings.EqualFold(text[t.tokens[i+1].Start:t.tokens[i+1].End], word)
}

// opening goes back from a token to the parenthesis that is open before it.
func (t *sqlText) opening(text string, i int) int {
	depth := 0
	for i--; i >= 0; i-- {
		switch text[t.tokens[i].Start] {
		case ')':
			depth++
		case '(':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// endsCondition holds the words and signs that a condition ends before.
var endsCondition = map[string]bool{
	",": true, ";": true, "and": true, "then": true, "group": true, "order": true, "having": true, "limit": true, "offset": true, "fetch": true,
	"window": true, "returning": true, "union": true, "intersect": true, "except": true, "for": true, "on": true, "where": true, "join": true, "left": true, "right": true, "full": true,
	"inner": true, "cross": true, "natural": true, "when": true, "else": true, "set": true, "do": true,
}
