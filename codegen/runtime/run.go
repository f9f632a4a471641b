package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// queryOne decodes the first row of a result; pgx.ErrNoRows if there is none.
func queryOne[T any](ctx context.Context, q *Queries, info *QueryInfo, sql string, decode func(*decoder, int, *T), args ...any) (item T, err error) {
	if q.hook != nil {
		start := time.Now()
		defer func() {
			n := int64(1)
			if err != nil {
				n = 0
			}
			q.hook(ctx, info, n, time.Since(start), err)
		}()
	}
	rows, err := q.db.Query(ctx, sql, args...)
	if err != nil {
		return item, err
	}
	return firstRow(info, rows, decode)
}

// firstRow decodes the first row and closes rows.
func firstRow[T any](info *QueryInfo, rows pgx.Rows, decode func(*decoder, int, *T)) (none T, err error) {
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return none, err
		}
		return none, pgx.ErrNoRows
	}
	d := openDecoder(info, rows)
	item := new(T) // decode lets it escape
	if d.row(rows.RawValues()) {
		decode(d, 0, item)
	}
	rows.Close()
	if err := d.close(); err != nil {
		return none, err
	}
	if err := rows.Err(); err != nil {
		return none, err
	}
	return *item, nil
}

// queryOpt is queryOne that tells by its second result whether there was a row.
func queryOpt[T any](ctx context.Context, q *Queries, info *QueryInfo, sql string, decode func(*decoder, int, *T), args ...any) (T, bool, error) {
	item, err := queryOne(ctx, q, info, sql, decode, args...)
	if errors.Is(err, pgx.ErrNoRows) {
		return item, false, nil
	}
	return item, err == nil, err
}

// queryMany decodes all rows.
func queryMany[T any](ctx context.Context, q *Queries, info *QueryInfo, sql string, decode func(*decoder, int, *T), args ...any) (items []T, err error) {
	if q.hook != nil {
		start := time.Now()
		defer func() { q.hook(ctx, info, int64(len(items)), time.Since(start), err) }()
	}
	rows, err := q.db.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return allRows(info, rows, decode)
}

// allRows decodes all rows and closes rows.
func allRows[T any](info *QueryInfo, rows pgx.Rows, decode func(*decoder, int, *T)) ([]T, error) {
	defer rows.Close()
	var items list[T]
	var d *decoder
	for rows.Next() {
		if d == nil {
			d = openDecoder(info, rows)
		}
		item := items.grow()
		if d.row(rows.RawValues()) {
			decode(d, 0, item)
		}
		if d.err != nil {
			break
		}
	}
	if err := d.close(); err != nil {
		return nil, err
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return items.all(), nil
}

// list gathers rows of which nobody knows how many will come. They are not moved each time that it
// grows, as append would, but once at the end.
type list[T any] struct {
	full [][]T
	last []T
}

// grow adds a zero row and returns it; it stays where it is until all.
func (l *list[T]) grow() *T {
	const first, most = 4, 1024
	n := len(l.last)
	if n == cap(l.last) {
		if n > 0 {
			l.full = append(l.full, l.last)
		}
		l.last = make([]T, 0, min(max(2*n, first), most))
		n = 0
	}
	l.last = l.last[:n+1] // fresh memory is zero: writing the zero row again costs more than it looks
	return &l.last[n]
}

// all returns the rows, nil if there are none.
func (l *list[T]) all() []T {
	if l.full == nil {
		return l.last
	}
	return slices.Concat(append(l.full, l.last)...)
}

// emptyNotNil makes an empty result an empty slice.
func emptyNotNil[T any](items []T, err error) ([]T, error) {
	if items == nil && err == nil {
		items = []T{}
	}
	return items, err
}

// queryIter decodes rows as the caller asks for them; leaving the loop closes the result.
func queryIter[T any](ctx context.Context, q *Queries, info *QueryInfo, sql string, decode func(*decoder, int, *T), args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var n int64
		var zero T
		var err error
		if q.hook != nil {
			start := time.Now()
			defer func() { q.hook(ctx, info, n, time.Since(start), err) }()
		}
		rows, err := q.db.Query(ctx, sql, args...)
		if err != nil {
			yield(zero, err)
			return
		}
		defer rows.Close()
		var d *decoder
		defer func() { d.close() }()
		for rows.Next() {
			if d == nil {
				d = openDecoder(info, rows)
			}
			var item T
			if d.row(rows.RawValues()) {
				decode(d, 0, &item)
			}
			if err = d.err; err != nil {
				yield(zero, err)
				return
			}
			n++
			if !yield(item, nil) {
				rows.Close()
				err = rows.Err() // nobody listens any more, except the hook
				return
			}
		}
		if err = rows.Err(); err != nil {
			yield(zero, err)
		}
	}
}

// failedIter is an iterator that yields one error.
func failedIter[T any](err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		yield(zero, err)
	}
}

// exec runs a statement whose rows, if any, are not wanted.
func exec(ctx context.Context, q *Queries, info *QueryInfo, sql string, args ...any) (tag pgconn.CommandTag, err error) {
	if q.hook != nil {
		start := time.Now()
		defer func() { q.hook(ctx, info, tag.RowsAffected(), time.Since(start), err) }()
	}
	return q.db.Exec(ctx, sql, args...)
}

// copyRows streams rows to the server by COPY. pgx asks for them on a goroutine of its own: a panic
// of theirs would end the program there, and the end of that goroutine would leave us waiting. So
// both break off the copy and then go on here.
func copyRows[P any](ctx context.Context, q *Queries, info *QueryInfo, table pgx.Identifier, columns []string, rows iter.Seq[P], values func(P) []any) (n int64, err error) {
	if q.hook != nil {
		start := time.Now()
		defer func() { q.hook(ctx, info, n, time.Since(start), err) }()
	}
	copyCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	next, stop := iter.Pull(rows)
	defer stop()
	var broken bool
	var panicked any
	n, err = q.db.CopyFrom(copyCtx, table, columns, pgx.CopyFromFunc(func() (row []any, err error) {
		broken = true
		defer func() {
			if !broken {
				return
			}
			err = errors.New("sqlq: query " + info.Name + ": the rows to copy ended in a panic")
			if panicked = recover(); panicked == nil {
				cancel() // the goroutine ends: nobody will read err
			}
		}()
		if p, ok := next(); ok {
			row = values(p)
		}
		broken = false
		return row, nil
	}))
	switch {
	case panicked != nil:
		panic(panicked)
	case broken:
		runtime.Goexit()
	case err != nil && ctx.Err() != nil && !errors.Is(err, ctx.Err()):
		err = fmt.Errorf("%w: %w", ctx.Err(), err) // pgx tells of the connection that it closed
	}
	return n, err
}

// batch holds the pending results of a batch of one statement.
type batch struct {
	ctx   context.Context
	q     *Queries
	info  *QueryInfo
	br    pgx.BatchResults
	n     int
	start time.Time
	done  bool
}

// newBatch queues the statement once for each element of rows and sends the batch.
func newBatch[P any](ctx context.Context, q *Queries, info *QueryInfo, rows []P, values func(P) []any) batch {
	b := &pgx.Batch{}
	for _, row := range rows {
		b.Queue(info.SQL, values(row)...)
	}
	return batch{ctx: ctx, q: q, info: info, br: q.db.SendBatch(ctx, b), n: len(rows), start: time.Now()}
}

// errBatchClosed is what the callbacks get for the statements after Close.
var errBatchClosed = errors.New("batch already closed")

// Close ends the batch; statements whose results were not read are still executed.
func (b *batch) Close() error {
	if b.done {
		return nil
	}
	b.done = true
	return b.br.Close()
}

// each calls f for each statement's result, then closes the batch, also when a callback panics or
// ends its goroutine: the connection goes back to its pool in any case.
func (b *batch) each(f func(i int) (int64, error)) {
	defer b.Close()
	var total int64
	var first error
	for i := range b.n {
		n, err := f(i)
		total += n
		if err != nil && first == nil {
			first = err
		}
	}
	if err := b.Close(); err != nil && first == nil {
		first = err
	}
	if b.q.hook != nil {
		b.q.hook(b.ctx, b.info, total, time.Since(b.start), first)
	}
}

// execBatch is a batch of statements without rows.
type execBatch struct{ batch }

// Exec waits for each statement and calls f, if not nil, with its index and error.
func (b *execBatch) Exec(f func(i int, err error)) {
	b.each(func(i int) (int64, error) {
		err := errBatchClosed
		var n int64
		if !b.done {
			var tag pgconn.CommandTag
			tag, err = b.br.Exec()
			n = tag.RowsAffected()
		}
		if f != nil {
			f(i, err)
		}
		return n, err
	})
}

// oneBatch is a batch of statements that return one row each.
type oneBatch[T any] struct {
	batch
	decode func(*decoder, int, *T)
}

// QueryRow waits for each statement and calls f with its index, row and error.
func (b *oneBatch[T]) QueryRow(f func(i int, row T, err error)) {
	b.each(func(i int) (int64, error) {
		var item T
		err := errBatchClosed
		if !b.done {
			var rows pgx.Rows
			if rows, err = b.br.Query(); err == nil {
				item, err = firstRow(b.info, rows, b.decode)
			}
		}
		if f != nil {
			f(i, item, err)
		}
		if err != nil {
			return 0, err
		}
		return 1, nil
	})
}

// manyBatch is a batch of statements that return rows.
type manyBatch[T any] struct {
	batch
	decode func(*decoder, int, *T)
}

// Query waits for each statement and calls f with its index, rows and error.
func (b *manyBatch[T]) Query(f func(i int, rows []T, err error)) {
	b.each(func(i int) (int64, error) {
		var items []T
		err := errBatchClosed
		if !b.done {
			var rows pgx.Rows
			if rows, err = b.br.Query(); err == nil {
				items, err = allRows(b.info, rows, b.decode)
			}
		}
		if f != nil {
			f(i, items, err)
		}
		return int64(len(items)), err
	})
}

// gather returns one field of all rows, as an array parameter.
func gather[P, T any](rows []P, field func(P) T) []T {
	out := make([]T, len(rows))
	for i, row := range rows {
		out[i] = field(row)
	}
	return out
}

// Opt is a value for a column that may also be left as it is: the zero value leaves it.
type Opt[T any] struct {
	Value T
	Set   bool
}

// SetTo returns an Opt that sets the column.
func SetTo[T any](value T) Opt[T] { return Opt[T]{Value: value, Set: true} }

// orNil is a pointer to an Opt's value, nil for a column that is left.
func orNil[T any](o Opt[T]) *T {
	if !o.Set {
		return nil
	}
	return &o.Value
}

// assigned passes an Opt's value, and NULL for a column that is left: the zero value may be none
// that the type takes, as "" is no label of an enum.
func assigned(set bool, value any) any {
	if !set {
		return nil
	}
	return value
}
