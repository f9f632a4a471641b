package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/sqlq-dev/sqlq/bench/db"
)

// library does all cases in its own way and returns the number of rows that came or changed.
type library interface {
	name() string
	exec(ctx context.Context, sql string) error
	getOne(ctx context.Context, id int64) (int, error)
	list(ctx context.Context, n int) (int, error)
	nested(ctx context.Context, n int) (int, error)
	aggregate(ctx context.Context) (int, error)
	find(ctx context.Context, f filter) (int, error)
	insert(ctx context.Context, rows []stock) (int, error)
	upsert(ctx context.Context, rows []stock) (int, error)
}

// stock is a row of bulk writes, in the form that generated code takes.
type stock = db.InsertStockParams

// absent has no code for any case; what embeds it has for some.
type absent struct{}

func (absent) getOne(context.Context, int64) (int, error)   { return 0, errAbsent }
func (absent) list(context.Context, int) (int, error)       { return 0, errAbsent }
func (absent) aggregate(context.Context) (int, error)       { return 0, errAbsent }
func (absent) find(context.Context, filter) (int, error)    { return 0, errAbsent }
func (absent) insert(context.Context, []stock) (int, error) { return 0, errAbsent }
func (absent) upsert(context.Context, []stock) (int, error) { return 0, errAbsent }

// filter holds conditions of which the nil ones do not count.
type filter struct {
	kind    *string
	active  *bool
	minAge  *int32
	pattern *string
}

// nearCases run as close to the server as it gets.
var nearCases = []benchCase{
	getCase("get one"),
	listCase("list 100", 100),
	listCase("list 10k", 10_000),
	nestedCase("nested 100 x 2 x 3"),
	{name: "aggregate", rows: 3, do: func(ctx context.Context, l library) (int, error) { return l.aggregate(ctx) }},
	{name: "optional filters", rows: 50, do: find},
	bulkCase("insert 1k", 1000, library.insert),
	bulkCase("insert 10k", 10_000, library.insert),
	bulkCase("upsert 1k", 1000, library.upsert),
	bulkCase("upsert 10k", 10_000, library.upsert),
}

// farCases run with a network in between.
var farCases = []benchCase{
	nestedCase("nested 100 x 2 x 3, far"),
	bulkCase("insert 1k, far", 1000, library.insert),
	bulkCase("upsert 1k, far", 1000, library.upsert),
}

// aloneCases run without a server: the answers are the ones that it gave the first time.
var aloneCases = []benchCase{
	getCase("get one, alone"),
	listCase("list 100, alone", 100),
	listCase("list 10k, alone", 10_000),
	nestedCase("nested 100 x 2 x 3, alone"),
	{name: "optional filters, alone", rows: 50, do: find},
}

func getCase(name string) benchCase {
	return benchCase{name: name, rows: 1, do: func(ctx context.Context, l library) (int, error) { return l.getOne(ctx, 4711) }}
}

func listCase(name string, rows int) benchCase {
	return benchCase{name: name, rows: rows, do: func(ctx context.Context, l library) (int, error) { return l.list(ctx, rows) }}
}

func nestedCase(name string) benchCase {
	const people = 100
	return benchCase{name: name, rows: people * (1 + 2 + 2*3), do: func(ctx context.Context, l library) (int, error) { return l.nested(ctx, people) }}
}

func find(ctx context.Context, l library) (int, error) {
	active, age := true, int32(30)
	return l.find(ctx, filter{active: &active, minAge: &age})
}

// bulkCase writes into a table that is empty before each measurement; upserts meet half of their
// rows there.
func bulkCase(name string, n int, write func(library, context.Context, []stock) (int, error)) benchCase {
	rows := make([]stock, n)
	for i := range rows {
		rows[i] = stock{Sku: "SKU-" + strconv.Itoa(i), Name: "Article " + strconv.Itoa(i), Quantity: int32(i % 100), Price: int64(i)}
		if i%2 == 0 {
			note := "a note about " + rows[i].Sku
			rows[i].Note = &note
		}
	}
	reset := "TRUNCATE stock"
	if name[0] == 'u' {
		reset += fmt.Sprintf("; INSERT INTO stock SELECT 'SKU-' || g, 'old', 0, 0 FROM generate_series(0, %d, 2) g", n-1)
	}
	return benchCase{name: name, rows: n, reset: reset, do: func(ctx context.Context, l library) (int, error) { return write(l, ctx, rows) }}
}
