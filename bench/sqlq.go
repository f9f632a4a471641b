package main

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/bench/db"
)

// generated runs the code that sqlq wrote.
type generated struct {
	conn *pgx.Conn
	q    *db.Queries
}

func (g generated) name() string { return "sqlq" }

func (g generated) exec(ctx context.Context, sql string) error {
	_, err := g.conn.PgConn().Exec(ctx, sql).ReadAll()
	return err
}

func (g generated) getOne(ctx context.Context, id int64) (int, error) {
	_, err := g.q.GetPerson(ctx, id)
	return 1, err
}

func (g generated) list(ctx context.Context, n int) (int, error) {
	rows, err := g.q.ListPeople(ctx, int64(n))
	return len(rows), err
}

func (g generated) nested(ctx context.Context, n int) (int, error) {
	people, err := g.q.PeopleWithOrders(ctx, int64(n))
	return countOrders(people), err
}

func countOrders(people []db.PersonWithOrders) int {
	n := len(people)
	for _, p := range people {
		n += len(p.Orders)
		for _, o := range p.Orders {
			n += len(o.Items)
		}
	}
	return n
}

func (g generated) aggregate(ctx context.Context) (int, error) {
	rows, err := g.q.RevenueByKind(ctx)
	return len(rows), err
}

func (g generated) find(ctx context.Context, f filter) (int, error) {
	rows, err := g.q.FindPeople(ctx, db.FindPeopleParams{Kind: (*db.Kind)(f.kind), Active: f.active, MinAge: f.minAge, Pattern: f.pattern})
	return len(rows), err
}

func (g generated) insert(ctx context.Context, rows []stock) (int, error) {
	n, err := g.q.InsertStock(ctx, rows)
	return int(n), err
}

func (g generated) upsert(ctx context.Context, rows []stock) (int, error) {
	arg := make([]db.UpsertStockParams, len(rows))
	for i, r := range rows {
		arg[i] = db.UpsertStockParams(r)
	}
	n, err := g.q.UpsertStock(ctx, arg)
	return int(n), err
}

// inArenas runs the queries whose rows share blocks of memory.
type inArenas struct {
	absent
	g generated
}

func (a inArenas) name() string { return "sqlq, arena" }

func (a inArenas) exec(ctx context.Context, sql string) error { return a.g.exec(ctx, sql) }

func (a inArenas) list(ctx context.Context, n int) (int, error) {
	rows, err := a.g.q.ListPeopleInArena(ctx, int64(n))
	return len(rows), err
}

func (a inArenas) nested(ctx context.Context, n int) (int, error) {
	people, err := a.g.q.PeopleWithOrdersInArena(ctx, int64(n))
	return countOrders(people), err
}

// splitLoading runs the queries that read nested rows by a statement for each level.
type splitLoading struct {
	absent
	g generated
}

func (s splitLoading) name() string { return "sqlq, load split" }

func (s splitLoading) exec(ctx context.Context, sql string) error { return s.g.exec(ctx, sql) }

func (s splitLoading) nested(ctx context.Context, n int) (int, error) {
	people, err := s.g.q.PeopleWithOrdersSplit(ctx, int64(n))
	return countOrders(people), err
}
