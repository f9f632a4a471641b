package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// byHand is what a careful programmer writes on pgx: rows.Scan into fields, children by = ANY.
type byHand struct{ conn *pgx.Conn }

type person struct {
	ID        int64
	Email     string
	Name      string
	Kind      string
	Active    bool
	Age       *int32
	Score     float64
	Note      *string
	CreatedAt time.Time
}

type personTree struct {
	ID     int64
	Name   string
	Orders []order
}

type order struct {
	ID       int64
	PersonID int64
	Status   string
	PlacedAt time.Time
	Items    []item
}

type item struct {
	ID       int64
	OrderID  int64
	Sku      string
	Quantity int32
	Price    int64
}

type revenue struct {
	Kind           string
	Items, Revenue int64
}

const personColumns = "id, email, name, kind, active, age, score, note, created_at"

func (h byHand) name() string { return "pgx Scan" }

func (h byHand) exec(ctx context.Context, sql string) error {
	_, err := h.conn.PgConn().Exec(ctx, sql).ReadAll()
	return err
}

func (h byHand) getOne(ctx context.Context, id int64) (int, error) {
	var p person
	err := h.conn.QueryRow(ctx, "SELECT "+personColumns+" FROM people WHERE id = $1", id).Scan(
		&p.ID, &p.Email, &p.Name, &p.Kind, &p.Active, &p.Age, &p.Score, &p.Note, &p.CreatedAt)
	return 1, err
}

func (h byHand) list(ctx context.Context, n int) (int, error) {
	people, err := h.people(ctx, "SELECT "+personColumns+" FROM people ORDER BY id LIMIT $1", n)
	return len(people), err
}

func (h byHand) people(ctx context.Context, sql string, args ...any) ([]person, error) {
	rows, err := h.conn.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var people []person
	for rows.Next() {
		var p person
		if err := rows.Scan(&p.ID, &p.Email, &p.Name, &p.Kind, &p.Active, &p.Age, &p.Score, &p.Note, &p.CreatedAt); err != nil {
			return nil, err
		}
		people = append(people, p)
	}
	return people, rows.Err()
}

// nested asks for people, then for all their orders, then for all items of those.
func (h byHand) nested(ctx context.Context, n int) (int, error) {
	people, ids, err := h.roots(ctx, n)
	if err != nil {
		return 0, err
	}
	at := make(map[int64]int, len(people))
	for i, p := range people {
		at[p.ID] = i
	}
	where := map[int64][2]int{}
	rows, err := h.conn.Query(ctx, "SELECT id, person_id, status, placed_at FROM orders WHERE person_id = ANY ($1) ORDER BY id", ids)
	if err != nil {
		return 0, err
	}
	count := len(people)
	ids = ids[:0:0]
	for rows.Next() {
		var o order
		if err := rows.Scan(&o.ID, &o.PersonID, &o.Status, &o.PlacedAt); err != nil {
			return 0, err
		}
		p := &people[at[o.PersonID]]
		where[o.ID] = [2]int{at[o.PersonID], len(p.Orders)}
		p.Orders = append(p.Orders, o)
		ids = append(ids, o.ID)
	}
	if rows.Err() != nil {
		return 0, rows.Err()
	}
	count += len(ids)
	rows, err = h.conn.Query(ctx, "SELECT id, order_id, sku, quantity, price FROM items WHERE order_id = ANY ($1) ORDER BY id", ids)
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		var i item
		if err := rows.Scan(&i.ID, &i.OrderID, &i.Sku, &i.Quantity, &i.Price); err != nil {
			return 0, err
		}
		w := where[i.OrderID]
		o := &people[w[0]].Orders[w[1]]
		o.Items = append(o.Items, i)
		count++
	}
	return count, rows.Err()
}

func (h byHand) roots(ctx context.Context, n int) (people []personTree, ids []int64, err error) {
	rows, err := h.conn.Query(ctx, "SELECT id, name FROM people ORDER BY id LIMIT $1", n)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var p personTree
		if err := rows.Scan(&p.ID, &p.Name); err != nil {
			return nil, nil, err
		}
		people, ids = append(people, p), append(ids, p.ID)
	}
	return people, ids, rows.Err()
}

const aggregateSQL = `SELECT p.kind, count(*) AS items, sum(i.quantity * i.price)::bigint AS revenue
FROM people p JOIN orders o ON o.person_id = p.id JOIN items i ON i.order_id = o.id
GROUP BY p.kind ORDER BY p.kind`

func (h byHand) aggregate(ctx context.Context) (int, error) {
	rows, err := h.conn.Query(ctx, aggregateSQL)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	var out []revenue
	for rows.Next() {
		var r revenue
		if err := rows.Scan(&r.Kind, &r.Items, &r.Revenue); err != nil {
			return 0, err
		}
		out = append(out, r)
	}
	return len(out), rows.Err()
}

func (h byHand) find(ctx context.Context, f filter) (int, error) {
	where, args := conditions(f, func(n int) string { return "$" + strconv.Itoa(n) })
	people, err := h.people(ctx, "SELECT "+personColumns+" FROM people"+where+" ORDER BY id LIMIT 50", args...)
	return len(people), err
}

// conditions builds the WHERE clause of a filter.
func conditions(f filter, placeholder func(n int) string) (string, []any) {
	var parts []string
	var args []any
	add := func(condition string, value any) {
		args = append(args, value)
		parts = append(parts, condition+placeholder(len(args)))
	}
	if f.kind != nil {
		add("kind = ", *f.kind)
	}
	if f.active != nil {
		add("active = ", *f.active)
	}
	if f.minAge != nil {
		add("age >= ", *f.minAge)
	}
	if f.pattern != nil {
		add("name LIKE ", *f.pattern)
	}
	if len(parts) == 0 {
		return "", nil
	}
	return " WHERE " + strings.Join(parts, " AND "), args
}

const (
	insertSQL = "INSERT INTO stock (sku, name, quantity, price, note) VALUES ($1, $2, $3, $4, $5)"
	upsertSQL = insertSQL + " ON CONFLICT (sku) DO UPDATE SET name = excluded.name, quantity = excluded.quantity, price = excluded.price, note = excluded.note"
)

func (h byHand) insert(ctx context.Context, rows []stock) (int, error) {
	return h.write(ctx, insertSQL, rows)
}

func (h byHand) upsert(ctx context.Context, rows []stock) (int, error) {
	return h.write(ctx, upsertSQL, rows)
}

// write goes row by row in one transaction.
func (h byHand) write(ctx context.Context, sql string, rows []stock) (n int, err error) {
	err = pgx.BeginFunc(ctx, h.conn, func(tx pgx.Tx) error {
		for _, r := range rows {
			tag, err := tx.Exec(ctx, sql, r.Sku, r.Name, r.Quantity, r.Price, r.Note)
			if err != nil {
				return err
			}
			n += int(tag.RowsAffected())
		}
		return nil
	})
	return n, err
}
