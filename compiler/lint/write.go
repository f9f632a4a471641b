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
	if q.Command == tree.Merge {
		l.bareMerge(q.RangeTable[q.Result-1])
		return
	}
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

// bareMerge finds "THEN INSERT VALUES" by its words: the tree does not tell what was written.
func (l *linter) bareMerge(target *tree.RangeTableEntry) {
	if target.At == source.NoPos || int(target.At) >= len(l.query.Text) {
		return
	}
	lex := parse.NewLexer(l.query.Text[target.At:], 0)
	previous, at := "", source.NoPos
	for t := lex.Next(); t.Start != t.End; t = lex.Next() {
		if t.Kind == parse.LineComment || t.Kind == parse.BlockComment {
			continue
		}
		word := strings.ToLower(lex.Text(t))
		if previous == "insert" && (word == "values" || word == "overriding") {
			l.warn(BareInsert, target.At+at, "Name the columns: INSERT (…) VALUES ….",
				"INSERT without a list of columns depends on their order in \"%s\"", target.Name)
			return
		}
		previous, at = word, t.Start
	}
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
	if name, elements := strings.CutSuffix(w.text, "[]"); elements {
		l.overrideElements(q, proofs, directive, name, w)
		return
	}
	columns := 0
	proved, outer := true, ""
	why := ""
	for i, c := range q.Columns() {
		if c.Name != w.text || i >= len(proofs.Columns) {
			continue
		}
		columns++
		proved, why = proved && proofs.Columns[i].NotNull, proofs.Columns[i].Because
		if name := l.leftOut(q, proofs, c.Expr); name != "" {
			outer = name
		}
	}
	switch {
	case columns == 0:
		l.overrideParam(proofs, directive, w)
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

// leftOut names the table whose row an outer join may leave out, so that a value made of it by strict
// operators and functions is NULL; "" if there is none.
func (l *linter) leftOut(q *tree.Query, proofs *nullable.Result, x tree.Expr) string {
	var args []tree.Expr
	switch x := x.(type) {
	case *tree.Var:
		if x.LevelsUp == 0 && x.Varno <= len(proofs.Absent) && proofs.Absent[x.Varno-1] {
			return q.RangeTable[x.Varno-1].Name
		}
	case *tree.RelabelType:
		args = []tree.Expr{x.Arg}
	case *tree.CoerceViaIO:
		args = []tree.Expr{x.Arg}
	case *tree.FuncExpr:
		if x.Func != nil && x.Func.Strict {
			args = x.Args
		}
	case *tree.OpExpr:
		if x.Op == nil {
			return ""
		}
		if f := l.cat.Proc(x.Op.Proc); f != nil && f.Strict {
			args = x.Args
		}
	}
	for _, a := range args {
		if name := l.leftOut(q, proofs, a); name != "" {
			return name
		}
	}
	return ""
}

// overrideElements judges a directive about the elements of an array. What is not proved of them is
// for the directive to say.
func (l *linter) overrideElements(q *tree.Query, proofs *nullable.Result, directive, name string, w word) {
	for i, c := range q.Columns() {
		if c.Name != name || i >= len(proofs.Columns) || !proofs.Columns[i].ElemNotNull {
			continue
		}
		message := "the elements of \"%s\" can never be null: %s"
		if directive == "notnull" {
			message = "the elements of \"%s\" are proved not null without the directive: %s"
		}
		l.warnAt(NullOverride, w.at, "Remove it.", message, name, proofs.Columns[i].ElemBecause)
		return
	}
}

// overrideParam judges a directive about a parameter; what is none is reported elsewhere.
func (l *linter) overrideParam(proofs *nullable.Result, directive string, w word) {
	for i, p := range l.query.Params {
		if p.Name != w.text || i >= len(proofs.Params) {
			continue
		}
		switch notNull := proofs.Params[i].NotNull; {
		case directive == "notnull" && notNull:
			l.warnAt(NullOverride, w.at, "Remove it.", "parameter \"%s\" is not null without the directive: %s", w.text, proofs.Params[i].Because)
		case directive == "nullable" && !notNull:
			l.warnAt(NullOverride, w.at, "Remove it.", "parameter \"%s\" is nullable without the directive", w.text)
		}
		return
	}
}
