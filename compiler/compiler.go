// Package compiler is the driver: it takes a schema and query files through parse, ddl, analyze,
// rewrite, nullable and lower, in order and in parallel where that is safe, and collects what each
// stage has to say.
//
// Start with Check.
package compiler

import (
	"cmp"
	"runtime"
	"sync"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/lower"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// Statement is one query that parse analysis accepts.
type Statement struct {
	Query  *parse.Query
	Tree   *tree.Query
	Types  []catalog.OID // of the parameters, by number - 1
	Proofs nullable.Result
}

// Schema applies schema files, in the order given, to a new catalog.
func Schema(files []*source.File) (*catalog.Catalog, diag.List) {
	cat := pgcatalog.New()
	var list diag.List
	for _, f := range files {
		list = append(list, ddl.Apply(cat, f)...)
	}
	cat.Freeze()
	return cat, list
}

// Check reads and analyses query files over a catalog. Queries with errors are left out of the
// result, which is in text order; one bad query never hides another. What is proved holds for generated
// code with the default Go types.
func Check(cat *catalog.Catalog, files []*source.File) ([]*Statement, diag.List) {
	return check(cat, files, lower.NewValues(cat, nil))
}

func check(cat *catalog.Catalog, files []*source.File, values *lower.Values) ([]*Statement, diag.List) {
	var list diag.List
	var queries []*parse.Query
	for _, f := range files {
		qs, l := parse.Queries(f)
		queries, list = append(queries, qs...), append(list, l...)
	}
	queries, dup := parse.Duplicates(queries)
	list = append(list, dup...)

	results := make([]result, len(queries))
	// The grammar takes one text at a time, so one goroutine feeds it while the others analyse.
	work := make(chan func(), 64)
	go func() {
		defer close(work)
		for i, q := range queries {
			analyse := parsed(cat, q, values)
			work <- func() { results[i] = guarded(q, analyse) }
		}
	}()
	drain(work)
	var out []*Statement
	for _, r := range results {
		list = append(list, r.list...)
		if r.statement != nil {
			out = append(out, r.statement)
		}
	}
	return out, list
}

type result struct {
	statement *Statement
	list      diag.List
}

// parsed takes a query through the grammar and returns what is left to do: its parse analysis.
func parsed(cat *catalog.Catalog, q *parse.Query, values *lower.Values) func() result {
	var rest func() result
	failed := guarded(q, func() result {
		raw, d := parse.Raw(q.Text)
		switch {
		case d != nil:
			if d.Code == sqlstate.SyntaxError {
				d.Hint = cmp.Or(parse.SemicolonHint(q, d.At.Start), d.Hint)
			}
			return result{list: diag.List{place(q, d)}}
		case len(raw.Stmts) != 1:
			return result{list: diag.List{{Code: sqlstate.SyntaxError, Message: "expected one statement",
				At: q.NameAt, Query: q.Name}}}
		}
		rest = func() result {
			t, types, err := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
			if err != nil {
				return result{list: diag.List{{Code: err.Code, Message: err.Message, Detail: err.Detail,
					Hint: cmp.Or(parse.MacroHint(q.Text, err.Pos), err.Hint), At: spanOrName(q, err.Pos), Query: q.Name}}}
			}
			return result{statement: &Statement{Query: q, Tree: t, Types: types, Proofs: values.Prove(q, t, types, nil)}}
		}
		return result{}
	})
	if rest == nil {
		return func() result { return failed }
	}
	return rest
}

// guarded calls f for a query. A panic is a bug of ours: it becomes a diagnostic and does not take
// the other queries along.
func guarded(q *parse.Query, f func() result) (r result) {
	defer func() {
		if p := recover(); p != nil {
			r = result{list: diag.List{internal(q, p)}}
		}
	}()
	return f()
}

// internal reports a panic while a query was compiled.
func internal(q *parse.Query, p any) *diag.Diagnostic {
	d := diag.New(sqlstate.InternalError, q.Span(0), "internal error: %v", p)
	d.Query, d.Hint = q.Name, "This is a bug in sqlq; please report it with the query."
	return d
}

// place gives a diagnostic with an offset of the query's text its place in the file.
func place(q *parse.Query, d *diag.Diagnostic) *diag.Diagnostic {
	d.Query = q.Name
	d.At = spanOrName(q, d.At.Start)
	return d
}

// spanOrName is where a position of the edited text lies in the file; errors without a position
// stand at the start of the statement.
func spanOrName(q *parse.Query, p source.Pos) source.Span {
	if p == source.NoPos {
		p = 0
	}
	return q.Span(p)
}

// parallel calls f for 0 … n-1 on all processors and waits.
func parallel(n int, f func(i int)) {
	work := make(chan func(), n)
	for i := range n {
		work <- func() { f(i) }
	}
	close(work)
	drain(work)
}

// drain does all work of a channel on all processors and returns when it is closed and done.
func drain(work <-chan func()) {
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for f := range work {
				f()
			}
		})
	}
	wg.Wait()
}
