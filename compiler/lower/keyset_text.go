package lower

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// locate finds the clauses in the text: outside of all parentheses each is there once.
func (l *lowering) locate(p *paging) bool {
	text := l.Query.Text
	depth, before := 0, ""
	var end, endBefore source.Pos
	for _, t := range tokens(text) {
		s := strings.ToUpper(text[t.Start:t.End])
		switch {
		case s == "(" || s == "[":
			depth++
		case s == ")" || s == "]":
			depth--
		case depth > 0:
		case s == "FROM" && before != "DISTINCT" && p.from < 0:
			p.from = t.Start
		case s == "BY" && before == "ORDER":
			p.tail.Start, p.list.Start = endBefore, t.End
		case s == "LIMIT" || s == "FETCH":
			p.list.End, p.size = end, parse.Range{Start: t.End, End: t.End}
		case (s == "FIRST" || s == "NEXT") && before == "FETCH":
			p.size.Start = t.End
		}
		// Behind FETCH FIRST n follows ROWS ONLY, behind the rest nothing.
		if p.size.Start > 0 && (depth > 0 || s != "ROW" && s != "ROWS" && s != "ONLY") {
			p.size.End = t.End
		}
		before, endBefore, end = s, end, t.End
	}
	if p.list.Start == 0 || p.list.End == 0 {
		return false
	}
	p.limit = strings.TrimSpace(text[p.size.Start:max(p.size.Start, p.size.End)])
	if p.limit == "" {
		p.limit = "1" // FETCH FIRST ROW ONLY
	}
	p.tail.End = source.Pos(len(text))
	return true
}

// tokens returns the tokens of a text without comments.
func tokens(text string) (out []parse.Token) {
	lex := parse.NewLexer(text, 0)
	for {
		t := lex.Next()
		if t.Start == t.End {
			return out
		}
		if t.Kind != parse.LineComment && t.Kind != parse.BlockComment {
			out = append(out, t)
		}
	}
}

// orderChanges puts another order's list in the place of the first.
func (l *lowering) orderChanges(orders []parse.Order, i int) (out []rewrite.Change) {
	if i == 0 {
		return nil
	}
	for _, m := range l.Query.Macros {
		if m.Kind == parse.OrderBy {
			out = append(out, rewrite.Change{At: m.Edited, New: orders[i].List})
		}
	}
	return out
}

// expressible reports whether a sort key can be added to the select list as it is written: it is
// no number of a column, and the rows are those of FROM.
func (p *paging) expressible(q *tree.Query, text string) bool {
	return text != "" && p.from >= 0 && len(q.Distinct) == 0 && q.SetOp == nil && strings.Trim(text, "0123456789") != ""
}

// sortItems splits an ORDER BY list into its expressions, without ASC, DESC and NULLS. One with
// an operator of its own (USING) has no text.
func sortItems(list string) (out []item) {
	depth := 0
	var toks []parse.Token
	flush := func() {
		it := item{text: sortItem(list, toks)}
		if len(toks) > 0 {
			it.at = toks[0].Start
		}
		out, toks = append(out, it), nil
	}
	for _, t := range tokens(list) {
		switch s := list[t.Start:t.End]; {
		case s == "(" || s == "[":
			depth++
		case s == ")" || s == "]":
			depth--
		case s == "," && depth == 0:
			flush()
			continue
		}
		toks = append(toks, t)
	}
	flush()
	return out
}

// item is an element of an ORDER BY list: its expression and where it begins.
type item struct {
	text string
	at   source.Pos
}

func sortItem(list string, item []parse.Token) string {
	word := func(fromEnd int) string {
		if fromEnd > len(item) {
			return ""
		}
		t := item[len(item)-fromEnd]
		return strings.ToUpper(list[t.Start:t.End])
	}
	if word(2) == "NULLS" && len(item) > 2 {
		item = item[:len(item)-2]
	}
	if w := word(1); w == "ASC" || w == "DESC" {
		item = item[:len(item)-1]
	}
	if len(item) == 0 || word(2) == "USING" {
		return ""
	}
	return list[item[0].Start:item[len(item)-1].End]
}

// ref is a key's column of the subquery.
func (p *paging) ref(key int) string { return "page." + rewrite.Ident(p.keys[key].name) }

// value is the parameter that a key is compared with.
func (p *paging) value(key int) string { return fmt.Sprintf("$%d", p.number+key+1) }

// wrap returns the changes that make a subquery of the statement and put tail behind it.
func (p *paging) wrap(tail string) []rewrite.Change {
	size := ""
	if p.sized {
		size = ", (" + p.limit + ")::bigint AS " + rewrite.Ident(ir.SizeColumn)
	}
	out := []rewrite.Change{{New: "SELECT page.*" + size + " FROM ("}, {At: p.tail, New: ") page\n" + tail}}
	for _, k := range p.keys {
		if k.target < 0 {
			out = append(out, rewrite.Change{At: parse.Range{Start: p.from, End: p.from},
				New: ", " + k.expr + " AS " + rewrite.Ident(k.name) + " "})
		}
	}
	return out
}

// changes makes the statement for one page of one order. It asks for a row more than wanted: that
// tells whether there is a further page.
func (p *paging) changes(order int, page string) []rewrite.Change {
	keys, tail := slices.Clone(p.orders[order]), ""
	if page == "before" {
		for i := range keys {
			keys[i].desc, keys[i].nullsFirst = !keys[i].desc, !keys[i].nullsFirst
		}
	}
	if page != "first" {
		tail = "WHERE " + p.behind(keys) + "\n"
	}
	var sort []string
	for _, k := range keys {
		s := p.ref(k.key)
		if k.desc {
			s += " DESC"
		}
		switch {
		case k.desc && !k.nullsFirst:
			s += " NULLS LAST"
		case !k.desc && k.nullsFirst:
			s += " NULLS FIRST"
		}
		sort = append(sort, s)
	}
	return p.wrap(tail + "ORDER BY " + strings.Join(sort, ", ") + "\nLIMIT (" + p.limit + ")::bigint + 1")
}

// behind is the condition that a row comes behind the cursor. Keys of one direction are compared
// as a row. Otherwise each key bounds an index scan from one side by itself, and equal ones leave
// it to the next.
func (p *paging) behind(keys []sortKey) string {
	op := ">"
	if keys[0].desc {
		op = "<"
	}
	k := keys[0].key
	if len(keys) == 1 {
		return p.ref(k) + " " + op + " " + p.value(k)
	}
	if !slices.ContainsFunc(keys, func(s sortKey) bool { return s.desc != keys[0].desc }) {
		var refs, values []string
		for _, s := range keys {
			refs, values = append(refs, p.ref(s.key)), append(values, p.value(s.key))
		}
		return "(" + strings.Join(refs, ", ") + ") " + op + " (" + strings.Join(values, ", ") + ")"
	}
	return fmt.Sprintf("%[1]s %[2]s= %[3]s AND (%[1]s %[2]s %[3]s OR %[4]s)", p.ref(k), op, p.value(k), p.behind(keys[1:]))
}

// weakest is a statement with the changes, and with conditions of which nothing is known in the
// place of the optional ones: what is proved of it holds whichever of them are there.
func (l *lowering) weakest(changes []rewrite.Change, opts []parse.Macro) (text string, numbers []int) {
	for _, m := range opts {
		if !covered(m.Edited, changes) {
			unknown := rewrite.Change{At: m.Edited, New: "(pg_catalog.random() < 0.5)"}
			changes = append(uncovered(changes, []rewrite.Change{unknown}), unknown)
		}
	}
	return rewrite.Variant(l.Query.Name, l.Query.Command, l.Query.Text, l.trees(), changes)
}
