// Package compiler is the driver: it takes a schema and query files through parse, ddl, analyze,
// rewrite, nullable and lower, in order and in parallel where that is safe, and collects what each
// stage has to say.
//
// Start with Check.
package compiler

import (
	"runtime"
	"sync"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
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
// result, which is in text order; one bad query never hides another.
func Check(cat *catalog.Catalog, files []*source.File) ([]*Statement, diag.List) {
	var list diag.List
	var queries []*parse.Query
	for _, f := range files {
		qs, l := parse.Queries(f)
		queries, list = append(queries, qs...), append(list, l...)
	}
	queries, dup := parse.Duplicates(queries)
	list = append(list, dup...)

	results := make([]result, len(queries))
	parallel(len(queries), func(i int) { results[i] = check(cat, queries[i]) })
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

// check takes one query through the grammar and parse analysis.
func check(cat *catalog.Catalog, q *parse.Query) (r result) {
	defer func() {
		// A panic is a bug of ours: it must not take the other queries along.
		if p := recover(); p != nil {
			r = result{list: diag.List{internal(q, p)}}
		}
	}()
	raw, d := parse.Raw(q.Text)
	if d != nil {
		r.list.Add(place(q, d))
		return r
	}
	if len(raw.Stmts) != 1 {
		r.list.Add(&diag.Diagnostic{Code: sqlstate.SyntaxError, Message: "expected one statement",
			At: q.NameAt, Query: q.Name})
		return r
	}
	t, types, err := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
	if err != nil {
		r.list.Add(&diag.Diagnostic{Code: err.Code, Message: err.Message, Detail: err.Detail, Hint: err.Hint,
			At: spanOrName(q, err.Pos), Query: q.Name})
		return r
	}
	r.statement = &Statement{Query: q, Tree: t, Types: types}
	prove(cat, r.statement)
	return r
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
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers <= 1 {
		for i := range n {
			f(i)
		}
		return
	}
	var wg sync.WaitGroup
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	for range workers {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	wg.Wait()
}
