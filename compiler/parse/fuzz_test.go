package parse

import (
	"slices"
	"testing"

	"github.com/sqlq-dev/sqlq/internal/source"
)

// FuzzSplit: statements are in order, do not overlap, and hold every token but semicolons and what
// is skipped on purpose; the lexer always gets ahead.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"SELECT 1; x", "E'\\'' ; $a$;$a$", "\\c x\nCOPY t FROM stdin;\n\\.\n", "BEGIN ATOMIC; END;", "/* /* */", "1e+5..2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := source.Pos(0)
		for _, s := range Split(text) {
			if s.Start < last || s.End <= s.Start || int(s.End) > len(text) {
				t.Fatalf("statement %v after %d", s, last)
			}
			last = s.End
		}
		lex := NewLexer(text, 0)
		for at := source.Pos(-1); ; {
			tok := lex.Next()
			if tok.Kind == EOF {
				break
			}
			if tok.Start < at || tok.End <= tok.Start {
				t.Fatalf("token %v after %d", tok, at)
			}
			at = tok.End
		}
	})
}

// FuzzQueries: every query's edits apply, and map every position of the edited text into the
// statement.
func FuzzQueries(f *testing.F) {
	for _, s := range []string{
		"-- name: A :one\nSELECT @a, sqlc.embed(u), sqlq.many((SELECT 1));",
		"/* name: A :one */ SELECT x IN (sqlc.slice(a)) AND sqlq.opt(b=@b)\r\n;",
		"-- name: A :one\n-- sqlq: order a: b\nSELECT 1 ORDER BY sqlq.order()",
		"-- name: A :one\nSELECT '\n-- name: B :one\nSELECT 1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		qs, list := Queries(source.NewFile("q.sql", text))
		for _, d := range list {
			if d.At.Start < 0 || int(d.At.Start) > len(text) {
				t.Fatalf("diagnostic %v at %d", d, d.At.Start)
			}
		}
		for _, q := range qs {
			last := q.Start
			for p := range len(q.Text) + 1 {
				at := q.Origin(source.Pos(p))
				if slices.ContainsFunc(q.Orders, func(o Order) bool { return o.From <= at && int(at) < int(o.From)+len(o.List) }) {
					continue // text of a directive
				}
				if at < q.Start || at > q.End {
					t.Fatalf("%q: %d maps to %d outside [%d,%d)", q.Text, p, at, q.Start, q.End)
				}
				if at < last {
					t.Fatalf("%q: %d maps backwards", q.Text, p)
				}
				last = at
			}
			for _, m := range q.Macros {
				if m.Edited.End < m.Edited.Start || int(m.Edited.End) > len(q.Text) || m.Parent >= len(q.Macros) {
					t.Fatalf("%q: macro %+v", q.Text, m)
				}
			}
		}
	})
}
