package parse

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Order is a "-- sqlq: order name: expressions" line.
type Order struct {
	Name string
	List string      // the expressions, as behind ORDER BY
	At   source.Span // of the whole directive
	From source.Pos  // offset of List in the file
}

// OrderText is Text with the order of that index in the place of the first.
func (q *Query) OrderText(i int) string {
	var edits source.Edits
	for _, m := range q.Macros {
		if m.Kind == OrderBy {
			edits.Replace(m.Edited.Start, m.Edited.End, q.Orders[i].List)
		}
	}
	return edits.Apply(q.Text)
}

// OrderSpan returns the place in the file of an offset of OrderText: in the order's line, or else in
// the statement.
func (q *Query) OrderSpan(i int, p source.Pos) source.Span {
	length, shift := source.Pos(len(q.Orders[i].List)), source.Pos(0)
	for _, m := range q.Macros {
		if m.Kind != OrderBy || p < m.Edited.Start+shift {
			continue
		}
		if within := p - m.Edited.Start - shift; within < length {
			at := q.Orders[i].From + within
			return source.Span{File: q.File, Start: at, End: at}
		}
		shift += length - (m.Edited.End - m.Edited.Start)
	}
	return q.Span(p - shift)
}

const orderHint = `Write "-- sqlq: order newest: created_at DESC, id DESC".`

// order replaces "sqlq.order()" by the expressions of the first order directive.
func (e *expander) order(i, end int) int {
	at := e.whole(i, end)
	if end != i+4 {
		e.fail(CodeMacroUse, at, "sqlq.order takes no argument")
		return len(e.toks)
	}
	if !e.sorts(i, end) {
		e.fail(CodeMacroUse, at, "sqlq.order must be a sort key of its own").Hint =
			`Write "ORDER BY sqlq.order()"; directions belong into the order directives.`
		return len(e.toks)
	}
	if e.q.Orders == nil && !e.orders(at) {
		return len(e.toks)
	}
	e.add(Macro{Kind: OrderBy, Span: at})
	e.replace(at, e.q.Orders[0].List)
	return end + 1
}

// behindSort are the words that may follow ORDER BY's list.
var behindSort = []string{"limit", "offset", "fetch", "for", "rows", "range", "groups"}

// sorts reports whether the macro between the tokens is a whole element of an ORDER BY list.
func (e *expander) sorts(i, end int) bool {
	if n := end + 1; n < len(e.toks) && !e.is(n, ",") && !e.is(n, ")") && !slices.Contains(behindSort, strings.ToLower(e.str(n))) {
		return false
	}
	if !e.is(i-1, ",") {
		return e.word(i-1, "by") && e.word(i-2, "order")
	}
	depth := 0
	for k := i - 1; k > 0; k-- {
		switch {
		case e.is(k, ")"):
			depth++
		case e.is(k, "("):
			if depth--; depth < 0 {
				return false
			}
		case depth == 0 && e.word(k, "by"):
			return e.word(k-1, "order")
		}
	}
	return false
}

// word reports whether the token at i is that keyword.
func (e *expander) word(i int, w string) bool {
	return i >= 0 && i < len(e.toks) && e.toks[i].Kind == Ident && strings.EqualFold(e.str(i), w)
}

// orders reads the order directives; macro is the place of the sqlq.order() that asks for them.
func (e *expander) orders(macro Range) bool {
	names := map[string]bool{}
	for i := range e.q.Directives {
		d := &e.q.Directives[i]
		if d.Name != "order" {
			continue
		}
		at := Range{d.At.Start, d.At.End}
		name, list, ok := strings.Cut(d.Args, ":")
		from := d.Arg + source.Pos(len(name)+1+len(list)-len(strings.TrimLeft(list, " \t")))
		name, list = strings.TrimSpace(name), strings.TrimSpace(list)
		switch {
		case !ok || name == "" || list == "":
			e.fail(CodeOrder, at, "order directive needs a name and expressions").Hint = orderHint
			return false
		case !validName(name):
			e.fail(CodeOrder, Range{d.Arg, d.Arg + source.Pos(len(name))}, "invalid order name %q", name).Hint =
				"A name consists of letters, digits and underscores and begins with a letter."
			return false
		case names[name]:
			e.fail(CodeOrder, Range{d.Arg, d.Arg + source.Pos(len(name))}, "order %q is there twice", name)
			return false
		case !e.sortList(list, from):
			return false
		}
		names[name] = true
		e.q.Orders = append(e.q.Orders, Order{Name: name, List: list, At: d.At, From: from})
	}
	if len(e.q.Orders) == 0 {
		e.fail(CodeMacroUse, macro, "sqlq.order needs at least one order directive").Hint =
			`Put a line like "-- sqlq: order newest: created_at DESC, id DESC" above the query.`
		return false
	}
	return true
}

// behindKeys finds what follows the sort keys in a list that holds more: all of it if that is hidden.
func behindKeys(list string, all Range) Range {
	lex, depth := NewLexer(list, 0), 0
	for t := lex.Next(); t.Kind != EOF; t = lex.Next() {
		switch s := strings.ToLower(lex.Text(t)); {
		case s == "(":
			depth++
		case s == ")":
			depth--
		case depth == 0 && (s == ";" || slices.Contains(behindSort, s)):
			return Range{all.Start + t.Start, all.Start + t.End}
		}
	}
	return all
}

// sortList checks that a text is a list of sort keys and nothing more: it is put into the
// statement as it stands.
func (e *expander) sortList(list string, from source.Pos) bool {
	all := Range{from, from + source.Pos(len(list))}
	lex := NewLexer(list, 0)
	for t := lex.Next(); t.Kind != EOF; t = lex.Next() {
		named := t.Kind == Operator && strings.HasSuffix(lex.Text(t), "@") && int(t.End) < len(list) && isIdentStart(list[t.End])
		if t.Kind == Param || named {
			e.fail(CodeOrder, Range{from + t.Start, from + t.End}, "order directive cannot hold parameters")
			return false
		}
		if t.Kind == LineComment {
			e.fail(CodeOrder, Range{from + t.Start, from + t.End}, "order directive cannot hold comments")
			return false
		}
	}
	const before = "SELECT 1 ORDER BY "
	raw, d := Raw(before + list + "\n")
	if d != nil {
		at := min(max(from, from+d.At.Start-source.Pos(len(before))), all.End)
		e.failed(diag.New(d.Code, source.Span{File: e.q.File, Start: at, End: at}, "%s", d.Message))
		return false
	}
	var ok bool
	if len(raw.Stmts) == 1 {
		s := raw.Stmts[0].Stmt.GetSelectStmt()
		ok = s != nil && s.Larg == nil && s.LimitCount == nil && s.LimitOffset == nil && len(s.LockingClause) == 0 && len(s.SortClause) > 0
	}
	if !ok {
		e.fail(CodeOrder, behindKeys(list, all), "order directive must hold sort keys only").Hint = orderHint
	}
	return ok
}
