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

// filter holds conditions of which the nil ones do not count.
type filter struct {
	kind    *string
	active  *bool
	minAge  *int32
	pattern *string
}

var cases = []benchCase{
	{name: "get one", rows: 1, calls: 500, do: func(ctx context.Context, l library) (int, error) { return l.getOne(ctx, 4711) }},
	listCase("list 100", 100, 50),
	listCase("list 10k", 10_000, 3),
	{name: "nested 100 x 2 x 3", rows: 100 * (1 + 2 + 6), calls: 10, do: func(ctx context.Context, l library) (int, error) { return l.nested(ctx, 100) }},
	{name: "aggregate", rows: 3, calls: 2, do: func(ctx context.Context, l library) (int, error) { return l.aggregate(ctx) }},
	{name: "optional filters", rows: 50, calls: 50, do: find},
	bulkCase("insert 1k", 1000, library.insert),
	bulkCase("insert 10k", 10_000, library.insert),
	bulkCase("upsert 1k", 1000, library.upsert),
	bulkCase("upsert 10k", 10_000, library.upsert),
}

func listCase(name string, rows, calls int) benchCase {
	return benchCase{name: name, rows: rows, calls: calls, do: func(ctx context.Context, l library) (int, error) { return l.list(ctx, rows) }}
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
	return benchCase{name: name, rows: n, calls: 1, reset: reset, do: func(ctx context.Context, l library) (int, error) { return write(l, ctx, rows) }}
}
