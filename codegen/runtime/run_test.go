package runtime

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// emptyDB answers every statement with no rows, without an allocation.
type emptyDB struct{ DBTX }

func (emptyDB) Exec(context.Context, string, ...any) (tag pgconn.CommandTag, err error) {
	return tag, nil
}
func (db emptyDB) Query(context.Context, string, ...any) (pgx.Rows, error) { return noRows, nil }

var noRows pgx.Rows = emptyRows{}

type emptyRows struct{ pgx.Rows }

func (emptyRows) Next() bool { return false }
func (emptyRows) Err() error { return nil }
func (emptyRows) Close()     {}

// calls are the ways to run a statement.
var calls = []struct {
	name   string
	allocs float64 // without a hook: the decoder of a result of any number of rows
	call   func(ctx context.Context, q *Queries)
}{
	{"exec", 0, func(ctx context.Context, q *Queries) { exec(ctx, q, &callInfo, callInfo.SQL) }},
	{"one", 0, func(ctx context.Context, q *Queries) { queryOne(ctx, q, &callInfo, callInfo.SQL, decodePair) }},
	{"opt", 0, func(ctx context.Context, q *Queries) { queryOpt(ctx, q, &callInfo, callInfo.SQL, decodePair) }},
	{"many", 1, func(ctx context.Context, q *Queries) { queryMany(ctx, q, &callInfo, callInfo.SQL, decodePair) }},
	{"iter", 1, func(ctx context.Context, q *Queries) {
		for range queryIter(ctx, q, &callInfo, callInfo.SQL, decodePair) {
		}
	}},
}

var callInfo = QueryInfo{Name: "Q", SQL: "SELECT"}

// TestNilHook holds that a hook that is not there costs no allocation.
func TestNilHook(t *testing.T) {
	ctx, q := context.Background(), New(emptyDB{})
	for _, c := range calls {
		if n := testing.AllocsPerRun(100, func() { c.call(ctx, q) }); n > c.allocs {
			t.Errorf("%s without a hook: %v allocations, want %v", c.name, n, c.allocs)
		}
	}
}

// BenchmarkHook shows what a hook costs.
func BenchmarkHook(b *testing.B) {
	ctx, q := context.Background(), New(emptyDB{})
	hooked := q.WithHook(func(context.Context, *QueryInfo, int64, time.Duration, error) {})
	for _, c := range calls {
		b.Run(c.name+"/nil", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.call(ctx, q)
			}
		})
		b.Run(c.name+"/hook", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.call(ctx, hooked)
			}
		})
	}
}
