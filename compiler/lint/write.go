package lint

import (
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// bareInsert finds INSERT without a list of columns: values then go by the order of columns in the
// table, which is whatever its migrations made of it.
func (l *linter) bareInsert(q *tree.Query) {
	if q.Command != tree.Insert || q.Result == 0 || len(q.Targets) < 2 {
		return
	}
	r := q.RangeTable[q.Result-1]
	if r.At == source.NoPos || int(r.At) >= len(l.query.Text) {
		return
	}
	words := l.wordsFrom(r.At, 8)
	i := 1
	for i+1 < len(words) && words[i] == "." {
		i += 2
	}
	if i+1 < len(words) && words[i] == "as" {
		i += 2
	}
	if i+1 >= len(words) {
		return
	}
	switch first := words[i]; first {
	case "default": // DEFAULT VALUES
		return
	case "(":
		if w := words[i+1]; w != "select" && w != "with" && w != "values" && w != "table" && w != "(" {
			return
		}
	}
	l.warn(BareInsert, r.At, "Name the columns: INSERT INTO "+r.Name+" (…) ….",
		"INSERT without a list of columns depends on their order in \"%s\"", r.Name)
}

// wordsFrom returns up to n tokens of the statement from a place on, in lower case.
func (l *linter) wordsFrom(at source.Pos, n int) []string {
	text := l.query.Text[at:]
	lex := parse.NewLexer(text, 0)
	var out []string
	for len(out) < n {
		t := lex.Next()
		if t.Start == t.End {
			break
		}
		if t.Kind != parse.LineComment && t.Kind != parse.BlockComment {
			out = append(out, strings.ToLower(lex.Text(t)))
		}
	}
	return out
}

// overrides holds "-- sqlq: notnull x" and "-- sqlq: nullable x" against the proof.
func (l *linter) overrides(q *tree.Query, proofs *nullable.Result) {
	if proofs == nil {
		return
	}
	for i := range l.query.Directives {
		d := &l.query.Directives[i]
		if d.Name != "notnull" && d.Name != "nullable" {
			continue
		}
		for _, w := range argWords(d) {
			l.override(q, proofs, d.Name, w)
		}
	}
}

func (l *linter) override(q *tree.Query, proofs *nullable.Result, directive string, w word) {
	columns := 0
	proved, outer := true, ""
	why := ""
	for i, c := range q.Columns() {
		if c.Name != w.text || i >= len(proofs.Columns) {
			continue
		}
		columns++
		proved, why = proved && proofs.Columns[i].NotNull, proofs.Columns[i].Because
		if v, ok := c.Expr.(*tree.Var); ok && v.LevelsUp == 0 && v.Varno <= len(proofs.Absent) && proofs.Absent[v.Varno-1] {
			outer = q.RangeTable[v.Varno-1].Name
		}
	}
	switch {
	case columns == 0: // a parameter, or an error that is reported elsewhere
	case directive == "notnull" && proved:
		l.warnAt(NullOverride, w.at, "Remove it.", "\"%s\" is proved not null without the directive: %s", w.text, why)
	case directive == "nullable" && proved:
		l.warnAt(NullOverride, w.at, "Remove it.", "\"%s\" can never be null: %s", w.text, why)
	case directive == "notnull" && outer != "":
		l.warnAt(NullOverride, w.at, "Write JOIN if the row is always there.",
			"\"%s\" is null when the outer join finds no row of \"%s\"", w.text, outer)
	case directive == "nullable":
		l.warnAt(NullOverride, w.at, "Remove it.", "\"%s\" is nullable without the directive", w.text)
	}
}
