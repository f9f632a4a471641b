package lower

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// CodeBulk is reported for statements that cannot be carried out for many rows at once.
const CodeBulk = "SQ207"

// bulkRow is the name of the rows in emitted statements; no user has it.
const bulkRow = `"sqlq row"`

// bulk turns a statement about one row into one about many: its parameters become columns of
// unnest($1::text[], …). INSERT … VALUES selects from it, UPDATE and DELETE join it.
// With sqlq.set further columns tell which rows assign it; flags has the numbers of their parameters.
func (l *lowering) bulk(flags map[int]int) []rewrite.Change {
	b := &ir.Bulk{}
	constant := l.constants()
	for i, p := range l.out.Params {
		p.Const = constant[i]
		if p.Const {
			continue
		}
		b.Params = append(b.Params, i)
	}
	l.out.Bulk, l.out.Rows = b, ir.AnyRows // what is proved is proved of the statement for one row
	if len(b.Params) == 0 {
		l.bulkError("no parameter differs from row to row", "")
		return nil
	}
	changes, within := l.bulkPlaces(l.bulkSource(b, flags))
	if changes == nil {
		return nil
	}
	for _, m := range l.Query.Macros {
		if !m.Kind.IsParam() || m.Number < 1 || constant[m.Number-1] {
			continue
		}
		if m.Edited.Start < within.Start || m.Edited.End > within.End {
			at := source.Span{File: l.Query.File, Start: l.Query.Start + m.Span.Start, End: l.Query.Start + m.Span.End}
			l.errorAt(CodeBulk, at, "Mark it sqlq.const(@name) if it is the same for all rows.",
				"parameter %q stands outside of the row", l.out.Params[m.Number-1].Name)
			return nil
		}
		if !l.out.Params[m.Number-1].Set { // or it is part of a CASE already
			changes = append(changes, rewrite.Change{At: m.Edited, New: l.bulkValue(m.Number - 1)})
		}
	}
	return changes
}

func (l *lowering) isBulk() bool {
	return l.out.Command == ir.BulkExec || l.out.Command == ir.BulkMany
}

func (l *lowering) bulkError(message, hint string) {
	l.errorAt(CodeBulk, l.Query.CommandAt, hint, "%s", message)
}

func (l *lowering) bulkColumn(i int) string { return rewrite.Ident("@" + l.out.Params[i].Name) }

// bulkFlag is the column that tells whether a row assigns a sqlq.set parameter.
func (l *lowering) bulkFlag(i int) string { return rewrite.Ident("?" + l.out.Params[i].Name) }

// bulkType is the type of a parameter in the rows. A sqlq.set that leaves its column is NULL there,
// which the domain of the column may refuse.
func (l *lowering) bulkType(i int) *ir.Type {
	if p := l.out.Params[i]; p.Set {
		return p.Type.Underlying()
	}
	return l.out.Params[i].Type
}

// bulkValue reads a parameter of one row.
func (l *lowering) bulkValue(i int) string {
	value := bulkRow + "." + l.bulkColumn(i)
	if t := l.bulkType(i); t.TakenApart() {
		return "(" + value + "::" + typeText(t) + ")"
	}
	return value
}

// constants finds the parameters inside sqlq.const.
func (l *lowering) constants() []bool {
	out := make([]bool, len(l.out.Params))
	for _, m := range l.Query.Macros {
		if !m.Kind.IsParam() || m.Number < 1 {
			continue
		}
		for p := m.Parent; p >= 0; p = l.Query.Macros[p].Parent {
			if l.Query.Macros[p].Kind == parse.Const {
				out[m.Number-1] = true
			}
		}
	}
	return out
}

// bulkSource writes the rows as an item of FROM. Where nothing but sqlq.set is assigned, rows that
// leave all columns are no rows, unless the caller wants to see what is returned for each.
func (l *lowering) bulkSource(b *ir.Bulk, flags map[int]int) string {
	var arrays, names, set []string
	for _, i := range b.Params {
		t := l.bulkType(i)
		elem := typeText(t)
		if t.TakenApart() {
			elem = "text"
		}
		arrays = append(arrays, fmt.Sprintf("$%d::%s[]", l.out.Params[i].Number, elem))
		names = append(names, l.bulkColumn(i))
	}
	for _, n := range slices.Sorted(maps.Keys(flags)) {
		arrays = append(arrays, fmt.Sprintf("$%d::bool[]", n))
		set = append(set, l.bulkFlag(flags[n]))
	}
	source := "unnest(" + strings.Join(arrays, ", ") + ") AS " + bulkRow + " (" + strings.Join(append(names, set...), ", ") + ")"
	if l.out.OnlySets && l.out.Command == ir.BulkExec {
		source = "(SELECT * FROM " + source + " WHERE " + strings.Join(set, " OR ") + ") AS " + bulkRow
	}
	return source
}

// typeText writes a type so that the search path finds it where it found the user's.
func typeText(t *ir.Type) string {
	if t.Kind == ir.ArrayType {
		return typeText(t.Elem) + "[]"
	}
	if t.Schema == "pg_catalog" || t.Schema == "public" || t.Extension != "" {
		return rewrite.Ident(t.Name)
	}
	return rewrite.Ident(t.Schema) + "." + rewrite.Ident(t.Name)
}

// bulkPlaces returns the edits that bring the rows in, and where row parameters may stand.
func (l *lowering) bulkPlaces(rows string) ([]rewrite.Change, parse.Range) {
	text := l.Query.Text
	words := topLevel(text)
	all := parse.Range{Start: 0, End: source.Pos(len(text))}
	insert := func(at source.Pos, s string) []rewrite.Change {
		return []rewrite.Change{{At: parse.Range{Start: at, End: at}, New: s}}
	}
	switch l.Tree.Command {
	case tree.Insert:
		return l.bulkValues(words, rows)
	case tree.Update, tree.Delete:
		where, from := words.find("where"), words.find("from")
		if l.Tree.Command == tree.Delete {
			from = words.find("using")
		}
		if where < 0 {
			l.bulkError("a bulk "+l.Tree.Command.String()+" needs a WHERE clause that finds each row", "")
			return nil, all
		}
		keyword := "FROM "
		if l.Tree.Command == tree.Delete {
			keyword = "USING "
		}
		if from >= 0 && from < where {
			keyword = ", "
		}
		return insert(words[where].at.Start, keyword+rows+"\n"), all
	}
	l.bulkError("only INSERT, UPDATE and DELETE can be carried out for many rows", "")
	return nil, all
}

// bulkValues replaces VALUES (…) by SELECT … FROM the rows.
func (l *lowering) bulkValues(words wordList, rows string) ([]rewrite.Change, parse.Range) {
	none := parse.Range{}
	v := words.find("values")
	if v < 0 || v+2 >= len(words) || words[v+1].text != "(" || words[v+2].text != ")" {
		l.bulkError("a bulk INSERT needs one row of VALUES", "")
		return nil, none
	}
	if v+3 < len(words) && words[v+3].text == "," {
		l.errorAt(CodeBulk, l.Query.Span(words[v+3].at.Start), "", "a bulk INSERT needs one row of VALUES, there are several")
		return nil, none
	}
	open, end := words[v+1].at, words[v+2].at
	inner := strings.ToLower(l.Query.Text[open.End:end.Start])
	for _, w := range topLevel(inner) {
		if w.text == "default" {
			l.errorAt(CodeBulk, l.Query.Span(open.End+w.at.Start), "Leave the column out of the list.", "DEFAULT cannot stand in a bulk INSERT")
			return nil, none
		}
	}
	return []rewrite.Change{
		{At: parse.Range{Start: words[v].at.Start, End: open.End}, New: "SELECT "},
		{At: end, New: "\nFROM " + rows},
	}, parse.Range{Start: open.End, End: end.Start}
}

// word is a token outside of all parentheses, lower case; parentheses themselves are listed.
type word struct {
	text string
	at   parse.Range
}

type wordList []word

// find returns the index of the last word of that text, or -1.
func (ws wordList) find(text string) int {
	for i := len(ws) - 1; i >= 0; i-- {
		if ws[i].text == text {
			return i
		}
	}
	return -1
}

func topLevel(text string) wordList {
	var out wordList
	lex := parse.NewLexer(text, 0)
	depth := 0
	for {
		t := lex.Next()
		if t.Start == t.End {
			return out
		}
		if t.Kind == parse.LineComment || t.Kind == parse.BlockComment {
			continue
		}
		s := strings.ToLower(lex.Text(t))
		if s == ")" {
			depth--
		}
		if depth == 0 {
			out = append(out, word{s, parse.Range{Start: t.Start, End: t.End}})
		}
		if s == "(" {
			depth++
		}
	}
}
