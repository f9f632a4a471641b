package parse

import (
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// misplacedParam reports a parameter where the server's grammar takes only a literal: pg_query's
// also reads "date $1", EXTRACT($1 FROM …) and "$1abc", so that it can normalise queries.
func misplacedParam(text string, tree *pg.ParseResult) *diag.Diagnostic {
	if !strings.Contains(text, "$") {
		return nil
	}
	lex := NewLexer(text, 0)
	var misplaced map[source.Pos]bool
	var before, prior Token // the token before and the one before that
	for t := lex.Next(); t.Kind != EOF; t = lex.Next() {
		switch {
		case t.Kind == LineComment || t.Kind == BlockComment:
			continue
		case t.Kind != Param:
		case int(t.End) < len(text) && isIdentStart(text[t.End]):
			junk := t.Start
			end := lex.Next().End
			return syntaxError(junk, "trailing junk after parameter", text[junk:end])
		case suspicious(lex, prior, before):
			if misplaced == nil {
				misplaced = map[source.Pos]bool{}
				findMisplaced(tree.ProtoReflect(), misplaced)
			}
			if misplaced[t.Start] {
				return syntaxError(t.Start, "syntax error", lex.Text(t))
			}
		}
		prior, before = before, t
	}
	return nil
}

func syntaxError(at source.Pos, what, near string) *diag.Diagnostic {
	return diag.New("42601", source.Span{Start: at, End: at + source.Pos(len(near))}, "%s at or near \"%s\"", what, near)
}

// suspicious reports whether a parameter behind this token may be misplaced: it is one only behind
// the name of a type, its modifiers, or EXTRACT's parenthesis; prior is the token before. The words are those after which
// most parameters stand, to save the search of the tree.
func suspicious(lex *Lexer, prior, before Token) bool {
	switch before.Kind {
	case QuotedIdent:
		return true
	case Symbol:
		return lex.Text(before) == ")" ||
			lex.Text(before) == "(" && prior.Kind == Ident && strings.EqualFold(lex.Text(prior), "extract")
	case Ident:
		switch strings.ToLower(lex.Text(before)) {
		case "and", "or", "not", "in", "like", "ilike", "between", "from", "for", "limit", "offset", "select", "where",
			"then", "else", "when", "case", "values", "by", "is", "on", "having", "set", "distinct", "any", "all":
			return false
		}
		return true
	}
	return false
}

// findMisplaced collects the places of parameters that stand for a literal.
func findMisplaced(m protoreflect.Message, out map[source.Pos]bool) {
	note := func(n *pg.Node) {
		if p := n.GetParamRef(); p != nil {
			out[source.Pos(p.Location)] = true
		}
	}
	switch x := m.Interface().(type) {
	case *pg.TypeCast:
		// type 'literal' is a cast without a place of its own; a cast that the grammar adds has no
		// place of its type either.
		if x.Location < 0 && x.TypeName.GetLocation() >= 0 {
			note(x.Arg)
		}
	case *pg.FuncCall:
		last := x.Funcname[len(x.Funcname)-1].GetString_().GetSval()
		if x.Funcformat == pg.CoercionForm_COERCE_SQL_SYNTAX && last == "extract" && len(x.Args) > 0 {
			note(x.Args[0])
		}
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Message() == nil:
		case f.IsList():
			for i := range v.List().Len() {
				findMisplaced(v.List().Get(i).Message(), out)
			}
		default:
			findMisplaced(v.Message(), out)
		}
		return true
	})
}
