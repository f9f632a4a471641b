//go:build sqlc

package main

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/bench/sqlcdb"
)

// withSqlc tells whether this program was built with sqlc's code.
const withSqlc = true

// sqlc runs the code that sqlc wrote, and by hand what sqlc has no means for: putting nested rows
// together.
type sqlc struct {
	conn *pgx.Conn
	q    *sqlcdb.Queries
}

func viaSqlc(conn *pgx.Conn) library { return sqlc{conn, sqlcdb.New(conn)} }

func (s sqlc) name() string { return "sqlc" }

func (s sqlc) exec(ctx context.Context, sql string) error {
	_, err := s.conn.PgConn().Exec(ctx, sql).ReadAll()
	return err
}

func (s sqlc) getOne(ctx context.Context, id int64) (int, error) {
	_, err := s.q.GetPerson(ctx, id)
	return 1, err
}

func (s sqlc) list(ctx context.Context, n int) (int, error) {
	rows, err := s.q.ListPeople(ctx, int32(n))
	return len(rows), err
}

// orderOfSqlc and personOfSqlc are what the rows become.
type orderOfSqlc struct {
	sqlcdb.Order
	Items []sqlcdb.Item
}

type personOfSqlc struct {
	sqlcdb.PeopleRow
	Orders []orderOfSqlc
}

func (s sqlc) nested(ctx context.Context, n int) (int, error) {
	rows, err := s.q.People(ctx, int32(n))
	if err != nil {
		return 0, err
	}
	people, ids := make([]personOfSqlc, len(rows)), make([]int64, len(rows))
	at := make(map[int64]int, len(rows))
	for i, p := range rows {
		people[i].PeopleRow, ids[i], at[p.ID] = p, p.ID, i
	}
	orders, err := s.q.OrdersOfPeople(ctx, ids)
	if err != nil {
		return 0, err
	}
	where := make(map[int64][2]int, len(orders))
	ids = make([]int64, len(orders))
	for i, o := range orders {
		p := at[o.PersonID]
		where[o.ID], ids[i] = [2]int{p, len(people[p].Orders)}, o.ID
		people[p].Orders = append(people[p].Orders, orderOfSqlc{Order: o})
	}
	items, err := s.q.ItemsOfOrders(ctx, ids)
	if err != nil {
		return 0, err
	}
	for _, i := range items {
		w := where[i.OrderID]
		o := &people[w[0]].Orders[w[1]]
		o.Items = append(o.Items, i)
	}
	return len(people) + len(orders) + len(items), nil
}

func (s sqlc) aggregate(ctx context.Context) (int, error) {
	rows, err := s.q.RevenueByKind(ctx)
	return len(rows), err
}

func (s sqlc) find(ctx context.Context, f filter) (int, error) {
	rows, err := s.q.FindPeople(ctx, sqlcdb.FindPeopleParams{Kind: (*sqlcdb.Kind)(f.kind), Active: f.active, MinAge: f.minAge, Pattern: f.pattern})
	return len(rows), err
}

// insert is a COPY.
func (s sqlc) insert(ctx context.Context, rows []stock) (int, error) {
	arg := make([]sqlcdb.InsertStockParams, len(rows))
	for i, r := range rows {
		arg[i] = sqlcdb.InsertStockParams(r)
	}
	n, err := s.q.InsertStock(ctx, arg)
	return int(n), err
}

// upsert is a batch of statements.
func (s sqlc) upsert(ctx context.Context, rows []stock) (n int, err error) {
	arg := make([]sqlcdb.UpsertStockParams, len(rows))
	for i, r := range rows {
		arg[i] = sqlcdb.UpsertStockParams(r)
	}
	s.q.UpsertStock(ctx, arg).Exec(func(_ int, one error) {
		n++
		if err == nil {
			err = one
		}
	})
	return n, err
}
