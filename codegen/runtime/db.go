// Package runtime holds the helpers that codegen copies into generated packages, declaration by
// declaration and only those in use, so that generated code depends on pgx alone.
//
// It is an ordinary package so that its parts are compiled, tested and fuzzed by themselves.
// Nobody imports it. Every top-level declaration starts in the first column.
package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// DBTX stands in for the interface that codegen writes with just the methods in use.
type DBTX interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
	CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error)
}

// Queries runs the queries of this package. It is safe for concurrent use if its DBTX is.
type Queries struct {
	db   DBTX
	hook QueryHook
}

// New returns Queries that run on db.
func New(db DBTX) *Queries { return &Queries{db: db} }

// WithTx returns Queries that run in tx, with the same hook.
func (q *Queries) WithTx(tx pgx.Tx) *Queries { return &Queries{db: tx, hook: q.hook} }

// QueryHook sees each finished call: the rows returned or affected, how long it took, and its error.
type QueryHook func(ctx context.Context, info *QueryInfo, rows int64, took time.Duration, err error)

// WithHook returns Queries that report each call to hook.
func (q *Queries) WithHook(hook QueryHook) *Queries { return &Queries{db: q.db, hook: hook} }

// QueryInfo holds the constant facts of one query. SQL is the first of its statements if it has
// several.
type QueryInfo struct {
	Name    string
	Command string
	Kind    string // Select, Insert, Update, Delete, Merge or Utility
	SQL     string
	Reads   []string
	Writes  []string

	columns []column
}

// TxBeginner starts transactions: a *pgxpool.Pool, a *pgx.Conn.
type TxBeginner interface {
	BeginTx(ctx context.Context, options pgx.TxOptions) (pgx.Tx, error)
}

// InTx runs fn in a transaction and commits it if fn returns nil, else rolls it back.
func InTx(ctx context.Context, db TxBeginner, options pgx.TxOptions, fn func(*Queries) error) error {
	return new(Queries).InTx(ctx, db, options, fn)
}

// InTx is the function InTx for Queries with q's hook.
func (q *Queries) InTx(ctx context.Context, db TxBeginner, options pgx.TxOptions, fn func(*Queries) error) error {
	return pgx.BeginTxFunc(ctx, db, options, func(tx pgx.Tx) error { return fn(q.WithTx(tx)) })
}

// InTxRetry is InTx that runs fn again, at most attempts times in all, when the server asks for
// it: serialization failure (40001) or deadlock (40P01). It waits a little before each further
// attempt, longer each time. fn must have no effects of its own.
func InTxRetry(ctx context.Context, db TxBeginner, options pgx.TxOptions, attempts int, fn func(*Queries) error) error {
	return new(Queries).InTxRetry(ctx, db, options, attempts, fn)
}

// InTxRetry is the function InTxRetry for Queries with q's hook.
func (q *Queries) InTxRetry(ctx context.Context, db TxBeginner, options pgx.TxOptions, attempts int, fn func(*Queries) error) error {
	const longest = 500 * time.Millisecond
	for wait := 5 * time.Millisecond; ; wait = min(2*wait, longest) {
		err := q.InTx(ctx, db, options, fn)
		attempts--
		var pg *pgconn.PgError
		if err == nil || attempts <= 0 || !errors.As(err, &pg) || (pg.Code != "40001" && pg.Code != "40P01") {
			return err
		}
		select { // two that got into each other's way do not come back at the same time
		case <-time.After(rand.N(wait)):
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		}
	}
}
