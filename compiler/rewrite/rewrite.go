// Package rewrite edits analysed statements into the text that is sent: "*" becomes a list of
// columns, so that a later ADD COLUMN breaks nothing, and comments go.
//
// All changes are source.Edits on the text that was analysed; the result is parsed and analysed
// again by the driver. Star expansion is text in, text out: what the user wrote stays as it is
// elsewhere, the qualifier included (the search path picks the tenant).
package rewrite

import (
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Header returns the first line of an emitted statement.
func Header(name, command string) string { return "-- name: " + name + " :" + command + "\n" }

// Stars adds the edits that replace each "*" and "t.*" of the select list and of RETURNING by
// the columns that it stands for.
func Stars(edits *source.Edits, text string, q *tree.Query) {
	for _, s := range q.Stars {
		list := q.Targets
		if s.Returning {
			list = q.Returning
		}
		if s.N == 0 || s.First+s.N > len(list) {
			continue // SELECT * FROM a table without columns: nothing to name
		}
		if s.At == source.NoPos {
			continue // TABLE t: there is no star in the text
		}
		end, qualifier := starText(text, s.At)
		names := make([]string, s.N)
		for i := range names {
			names[i] = column(q, list[s.First+i], qualifier)
		}
		if duplicate(names) {
			continue // "j.*" over a join with two columns of one name: only the star names both
		}
		edits.Replace(s.At, end, strings.Join(names, ", "))
	}
}

func duplicate(names []string) bool {
	seen := map[string]bool{}
	for _, n := range names {
		if seen[n] {
			return true
		}
		seen[n] = true
	}
	return false
}

// column writes one column of a star. A bare "*" over several tables needs the table in front
// where another table has a column of that name; joined USING columns never have one.
func column(q *tree.Query, t *tree.TargetEntry, qualifier string) string {
	name := Ident(t.Name)
	if qualifier != "" {
		return qualifier + name
	}
	v, ok := t.Expr.(*tree.Var)
	if !ok || v.LevelsUp != 0 || v.Varno < 1 || v.Varno > len(q.RangeTable) {
		return name
	}
	rte := q.RangeTable[v.Varno-1]
	if rte.Kind == tree.RTEJoin && !rte.HasAlias || !ambiguous(q, t.Name) {
		return name
	}
	return Ident(rte.Name) + "." + name
}

// ambiguous reports whether several items of FROM offer a column of that name. Items inside an
// aliased join are counted too: a needless qualifier there would be refused, so they are not
// visible to begin with and the name is then the join's own.
func ambiguous(q *tree.Query, name string) bool {
	n := 0
	for _, rte := range q.RangeTable {
		if rte.Kind == tree.RTEJoin || rte.Kind == tree.RTEResult {
			continue
		}
		for _, c := range rte.Columns {
			if c.Name == name && !c.Dropped && !c.Hidden {
				n++
				break
			}
		}
	}
	return n > 1
}

// starText finds the end of the star that begins at at and its qualifier, dot included, as the
// user wrote it. "(f(x)).*" has its parenthesis as qualifier.
func starText(text string, at source.Pos) (end source.Pos, qualifier string) {
	lex := parse.NewLexer(text[at:], 0)
	depth := 0
	for {
		t := lex.Next()
		if t.Start == t.End {
			return at, ""
		}
		switch s := text[int(at)+int(t.Start) : int(at)+int(t.End)]; {
		case s == "(" || s == "[":
			depth++
		case s == ")" || s == "]":
			depth--
		case depth == 0 && s == "*":
			return at + t.End, strings.TrimSpace(text[at : at+t.Start])
		}
	}
}

// Strip leaves out the comments of a statement, blank lines and space at the ends of lines.
// Comments inside literals are none; a block comment becomes a space, hints ("/*+ … */") stay.
func Strip(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	lex := parse.NewLexer(text, 0)
	last := 0
	for {
		t := lex.Next()
		if t.Kind == parse.LineComment || t.Kind == parse.BlockComment {
			continue // stays in the gap before the next token
		}
		gap := text[last:]
		if t.End > t.Start {
			gap = text[last:t.Start]
		}
		b.WriteString(space(gap))
		if t.End == t.Start {
			break
		}
		b.WriteString(text[t.Start:t.End])
		last = int(t.End)
	}
	return strings.TrimSpace(b.String())
}

// space reduces what stands between two tokens to its white space and hints.
func space(gap string) string {
	if len(gap) < 2 || !strings.Contains(gap, "--") && !strings.Contains(gap, "/*") {
		return trimLines(gap)
	}
	var b strings.Builder
	for gap != "" {
		switch {
		case strings.HasPrefix(gap, "--"):
			i := strings.IndexByte(gap, '\n')
			if i < 0 {
				return trimLines(b.String())
			}
			gap = gap[i:]
		case strings.HasPrefix(gap, "/*"):
			n := blockComment(gap)
			if strings.HasPrefix(gap, "/*+") {
				b.WriteString(gap[:n])
			} else {
				b.WriteByte(' ')
			}
			gap = gap[n:]
		default:
			b.WriteByte(gap[0])
			gap = gap[1:]
		}
	}
	return trimLines(b.String())
}

// blockComment returns the length of the (nesting) comment at the start of s.
func blockComment(s string) int {
	depth := 0
	for i := 0; i+1 < len(s); i++ {
		switch s[i : i+2] {
		case "/*":
			depth++
			i++
		case "*/":
			depth--
			i++
			if depth == 0 {
				return i + 1
			}
		}
	}
	return len(s)
}

// trimLines drops blank lines and space before line ends.
func trimLines(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	return strings.TrimRight(lines[0], " \t") + "\n" + lines[len(lines)-1]
}

// Ident quotes a name where PostgreSQL would not read it back as it is.
func Ident(name string) string {
	plain := name != "" && !reserved[name]
	for i, c := range name {
		letter := c == '_' || c >= 'a' && c <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			plain = false
		}
	}
	if plain {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// reserved are the words that cannot stand as a bare column name (kwlist.h: reserved, type or
// function name, and column name words that begin an expression of their own).
var reserved = words(`all analyse analyze and any array as asc asymmetric authorization between
bigint binary bit boolean both case cast char character check coalesce collate collation column
concurrently constraint create cross current_catalog current_date current_role current_schema
current_time current_timestamp current_user dec decimal default deferrable desc distinct do else
end except exists extract false fetch float for foreign freeze from full grant greatest group
grouping having ilike in initially inner inout int integer intersect interval into is isnull
join json_array json_arrayagg json_object json_objectagg lateral leading least left like limit
localtime localtimestamp national natural nchar none normalize not notnull null nullif numeric
offset on only or order out outer overlaps overlay placing position precision primary real
references returning right row select session_user setof similar smallint some substring
symmetric system_user table tablesample then time timestamp to trailing treat trim true union
unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat
xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
