package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/queries"
	"github.com/sqlq-dev/sqlq/schema"
)

// database returns a pool on a database with the shop's schema.
func database(t *testing.T) *pgxpool.Pool {
	t.Helper()
	script, err := schema.SQL()
	if err != nil {
		t.Fatal(err)
	}
	pool, err := open(t.Context(), pgserver.Test(t).Database(t, script))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// load runs a script of test data; keys are given so that rows can be compared.
func load(t *testing.T, pool *pgxpool.Pool, script string) {
	t.Helper()
	// Keys that the script gave are not given again.
	const restart = `;
		ALTER TABLE users ALTER id RESTART 100; ALTER TABLE products ALTER id RESTART 100;
		ALTER TABLE orders ALTER id RESTART 100; ALTER TABLE order_items ALTER id RESTART 100`
	if _, err := pool.Exec(t.Context(), script+restart); err != nil {
		t.Fatal(err)
	}
}

const people = `
INSERT INTO users (id, email, name, active, created_at) OVERRIDING SYSTEM VALUE VALUES
	(1, 'ann@x.org', 'Ann', true, '2024-01-01Z'),
	(2, 'bob@x.org', 'Bob', true, '2024-01-02Z'),
	(3, 'cem@x.org', 'Cem', false, '2024-01-03Z');
INSERT INTO user_profiles (user_id, bio, birthday, settings, updated_at) VALUES
	(1, NULL, '1990-05-06', '{"a": 1}', '2024-02-01Z');`

const orders = people + `
INSERT INTO products (id, sku, name, price, stock, tags, created_at, updated_at) OVERRIDING SYSTEM VALUE VALUES
	(1, 'A', 'Apple', 1.50, 10, '{fruit,red}', '2024-01-01Z', '2024-01-01Z'),
	(2, 'B', 'Bread', 3.00, 5, '{}', '2024-01-01Z', '2024-01-01Z'),
	(3, 'C', 'Cake', 9.99, 0, '{}', '2024-01-01Z', '2024-01-01Z');
INSERT INTO orders (id, user_id, status, placed_at) OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 'paid', '2024-03-01Z'), (2, 1, 'cancelled', '2024-03-02Z'), (3, 2, 'pending', '2024-03-03Z');
INSERT INTO order_items (id, order_id, product_id, quantity, unit_price) OVERRIDING SYSTEM VALUE VALUES
	(1, 1, 1, 4, 1.50), (2, 1, 2, 1, 3.00), (3, 2, 2, 7, 3.00), (4, 3, 1, 2, 1.25);`

func day(month time.Month, d int) time.Time { return time.Date(2024, month, d, 0, 0, 0, 0, time.UTC) }

func ptr[T any](v T) *T { return &v }

// same compares rows; times by the instant, numerics by their decimals.
func same(t *testing.T, want, got any) {
	t.Helper()
	opts := cmp.Options{
		cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }),
		cmp.Comparer(func(a, b json.RawMessage) bool { return string(a) == string(b) }),
		cmp.Transformer("numeric", money),
	}
	if diff := cmp.Diff(want, got, opts); diff != "" {
		t.Errorf("rows differ (-want +got):\n%s", diff)
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestCreateUser(t *testing.T) {
	pool := database(t)
	q := queries.New(pool)
	got, err := q.CreateUser(t.Context(), queries.CreateUserParams{Email: "ann@x.org", Name: "Ann"})
	check(t, err)
	if time.Since(got.CreatedAt) > time.Hour {
		t.Errorf("created at %v", got.CreatedAt)
	}
	got.CreatedAt = time.Time{}
	same(t, queries.User{ID: 1, Email: "ann@x.org", Name: "Ann", Active: true}, got)

	_, err = q.CreateUser(t.Context(), queries.CreateUserParams{Email: "ann@x.org", Name: "Other"})
	var pgErr *pgconn.PgError
	if !errors.As(err, &pgErr) || pgErr.Code != "23505" {
		t.Errorf("a taken address gives %v", err)
	}
}

func TestGetUserByEmail(t *testing.T) {
	pool := database(t)
	load(t, pool, people)
	q := queries.New(pool)
	row, found, err := q.GetUserByEmail(t.Context(), "ann@x.org")
	check(t, err)
	same(t, queries.GetUserByEmailRow{
		User: queries.User{ID: 1, Email: "ann@x.org", Name: "Ann", Active: true, CreatedAt: day(1, 1)},
		UserProfile: &queries.UserProfile{
			UserID: 1, Birthday: ptr(time.Date(1990, 5, 6, 0, 0, 0, 0, time.UTC)),
			Settings: json.RawMessage(`{"a": 1}`), UpdatedAt: day(2, 1),
		},
	}, row)
	if !found {
		t.Error("not found")
	}
	row, found, err = q.GetUserByEmail(t.Context(), "bob@x.org")
	check(t, err)
	if !found || row.UserProfile != nil || row.User.ID != 2 {
		t.Errorf("got %+v, %v", row, found)
	}
	if _, found, err = q.GetUserByEmail(t.Context(), "zoe@x.org"); found || err != nil {
		t.Errorf("got %v, %v", found, err)
	}
}

func TestCreateProfile(t *testing.T) {
	pool := database(t)
	load(t, pool, people)
	q := queries.New(pool)
	check(t, q.CreateProfile(t.Context(), queries.CreateProfileParams{UserID: 2, Bio: ptr("hi"), Settings: json.RawMessage(`{}`)}))
	row, _, err := q.GetUserByEmail(t.Context(), "bob@x.org")
	check(t, err)
	same(t, ptr("hi"), row.UserProfile.Bio)
}

func TestListUsers(t *testing.T) {
	pool := database(t)
	load(t, pool, people+"UPDATE users SET active = true;")
	q := queries.New(pool)
	ids := func(p queries.Page[queries.User, queries.ListUsersCursor]) (out []int64) {
		for _, u := range p.Items {
			out = append(out, u.ID)
		}
		return out
	}
	first, err := q.ListUsers(t.Context(), queries.ListUsersParams{Active: true, MaxRows: 2})
	check(t, err)
	same(t, []int64{3, 2}, ids(first))
	if first.Prev != nil || first.Next == nil {
		t.Fatalf("first page: %+v", first)
	}
	second, err := q.ListUsers(t.Context(), queries.ListUsersParams{Active: true, MaxRows: 2, Cursor: first.Next})
	check(t, err)
	same(t, []int64{1}, ids(second))
	if second.Next != nil || second.Prev == nil {
		t.Fatalf("second page: %+v", second)
	}
	back, err := q.ListUsers(t.Context(), queries.ListUsersParams{Active: true, MaxRows: 2, Cursor: second.Prev})
	check(t, err)
	same(t, []int64{3, 2}, ids(back))
	none, err := q.ListUsers(t.Context(), queries.ListUsersParams{Active: false, MaxRows: 2})
	check(t, err)
	same(t, 0, len(none.Items))
}

func TestSetUserActive(t *testing.T) {
	pool := database(t)
	load(t, pool, people)
	q := queries.New(pool)
	n, err := q.SetUserActive(t.Context(), queries.SetUserActiveParams{Active: false, ID: 1})
	check(t, err)
	same(t, int64(1), n)
	n, err = q.SetUserActive(t.Context(), queries.SetUserActiveParams{Active: false, ID: 99})
	check(t, err)
	same(t, int64(0), n)
}

func TestDeleteUserCascades(t *testing.T) {
	pool := database(t)
	load(t, pool, orders)
	n, err := queries.New(pool).DeleteUser(t.Context(), 1)
	check(t, err)
	same(t, int64(1), n)
	var left []int64
	rows, err := pool.Query(t.Context(), `SELECT count(*) FROM user_profiles UNION ALL SELECT count(*) FROM orders UNION ALL SELECT count(*) FROM order_items`)
	check(t, err)
	left, err = pgx.CollectRows(rows, pgx.RowTo[int64])
	check(t, err)
	same(t, []int64{0, 1, 1}, left)
}

func TestImportUsers(t *testing.T) {
	pool := database(t)
	load(t, pool, people)
	q := queries.New(pool)
	got, err := q.ImportUsers(t.Context(), []queries.ImportUsersParams{
		{Email: "a@x.org", Name: "A", Active: true}, {Email: "ann@x.org", Name: "Taken"}, {Email: "b@x.org", Name: "B"},
	})
	check(t, err)
	var emails []string
	for _, r := range got {
		emails = append(emails, r.Email)
	}
	slices.Sort(emails)
	same(t, []string{"a@x.org", "b@x.org"}, emails)
	total, err := q.CountUsers(t.Context())
	check(t, err)
	same(t, int64(5), total)
	got, err = q.ImportUsers(t.Context(), nil)
	check(t, err)
	same(t, 0, len(got))
}

func TestSearchUsers(t *testing.T) {
	pool := database(t)
	load(t, pool, people)
	q := queries.New(pool)
	for _, tt := range []struct {
		arg  queries.SearchUsersParams
		want []int64
	}{
		{queries.SearchUsersParams{MaxRows: 10}, []int64{3, 2, 1}},
		{queries.SearchUsersParams{MaxRows: 10, Order: queries.SearchUsersOrderName}, []int64{1, 2, 3}},
		{queries.SearchUsersParams{MaxRows: 10, Active: ptr(true)}, []int64{2, 1}},
		{queries.SearchUsersParams{MaxRows: 10, Active: ptr(true), Pattern: ptr("%b%")}, []int64{2}},
		{queries.SearchUsersParams{MaxRows: 10, Since: ptr(day(1, 2)), Until: ptr(day(1, 3))}, []int64{2}},
	} {
		users, err := q.SearchUsers(t.Context(), tt.arg)
		check(t, err)
		var got []int64
		for _, u := range users {
			got = append(got, u.ID)
		}
		same(t, tt.want, got)
	}
	if _, err := q.SearchUsers(t.Context(), queries.SearchUsersParams{MaxRows: 1, Since: ptr(day(1, 2))}); err == nil {
		t.Error("half of a condition is accepted")
	}
}

func TestListUsersWithOrders(t *testing.T) {
	pool := database(t)
	load(t, pool, orders)
	list, err := queries.New(pool).ListUsersWithOrders(t.Context(), queries.ListUsersWithOrdersParams{
		Active: true, Since: day(1, 1), MaxUsers: 10,
	})
	check(t, err)
	var got [][]any
	for _, r := range list {
		for _, o := range r.Orders {
			for _, i := range o.Items {
				got = append(got, []any{r.User.Name, r.Profile != nil, o.Order.ID, o.Order.Status, i.OrderItem.ID, i.Product, money(i.OrderItem.UnitPrice)})
			}
		}
	}
	same(t, [][]any{
		{"Bob", false, int64(3), queries.OrderStatusPending, int64(4), "Apple", "1.25"},
		{"Ann", true, int64(1), queries.OrderStatusPaid, int64(1), "Apple", "1.50"},
		{"Ann", true, int64(1), queries.OrderStatusPaid, int64(2), "Bread", "3.00"},
		{"Ann", true, int64(2), queries.OrderStatusCancelled, int64(3), "Bread", "3.00"},
	}, got)

	none, err := queries.New(pool).ListUsersWithOrders(t.Context(), queries.ListUsersWithOrdersParams{Since: day(1, 1), MaxUsers: 10})
	check(t, err)
	if len(none) != 1 || none[0].User.Name != "Cem" || none[0].Profile != nil || none[0].Orders == nil || len(none[0].Orders) != 0 {
		t.Errorf("a user without orders: %+v", none)
	}
}

// TestExportOrders: two statements read the orders and the items of all of them, seen by the hook as one
// call; the items stand at their orders, and orders without any have an empty list.
func TestExportOrders(t *testing.T) {
	pool := database(t)
	load(t, pool, orders+`INSERT INTO orders (id, user_id, status, placed_at) OVERRIDING SYSTEM VALUE VALUES (4, 2, 'paid', '2024-03-04Z');`)
	calls, rows := 0, int64(0)
	q := queries.New(pool).WithHook(func(_ context.Context, info *queries.QueryInfo, n int64, _ time.Duration, _ error) {
		calls, rows = calls+1, n
	})
	export := func(arg queries.ExportOrdersParams) (out [][]any) {
		list, err := q.ExportOrders(t.Context(), arg)
		check(t, err)
		for _, o := range list {
			if o.Items == nil {
				t.Errorf("order %d has nil for its items", o.Order.ID)
			}
			line := []any{o.Order.ID, o.Email, o.Order.Status}
			for _, i := range o.Items {
				line = append(line, i.Sku, i.OrderItem.Quantity, money(i.OrderItem.UnitPrice))
			}
			out = append(out, line)
		}
		return out
	}
	same(t, [][]any{
		{int64(1), "ann@x.org", queries.OrderStatusPaid, "A", int32(4), "1.50", "B", int32(1), "3.00"},
		{int64(2), "ann@x.org", queries.OrderStatusCancelled, "B", int32(7), "3.00"},
		{int64(3), "bob@x.org", queries.OrderStatusPending, "A", int32(2), "1.25"},
		{int64(4), "bob@x.org", queries.OrderStatusPaid},
	}, export(queries.ExportOrdersParams{Since: day(3, 1), Until: day(4, 1)}))
	if calls != 1 || rows != 4 {
		t.Errorf("the hook saw %d calls and %d rows", calls, rows)
	}
	same(t, [][]any{
		{int64(1), "ann@x.org", queries.OrderStatusPaid, "A", int32(4), "1.50", "B", int32(1), "3.00"},
		{int64(4), "bob@x.org", queries.OrderStatusPaid},
	}, export(queries.ExportOrdersParams{Since: day(3, 1), Until: day(4, 1), Status: ptr(queries.OrderStatusPaid)}))
	same(t, [][]any(nil), export(queries.ExportOrdersParams{Since: day(5, 1), Until: day(6, 1)}))
}

func TestReviseProducts(t *testing.T) {
	pool := database(t)
	load(t, pool, orders)
	q := queries.New(pool)
	n, err := q.ReviseProducts(t.Context(), []queries.ReviseProductsParams{
		{Sku: "A", Price: queries.SetTo(euros("2.00"))}, {Sku: "B", Stock: queries.SetTo(int32(0)), Price: queries.SetTo(euros("3.10"))},
		{Sku: "C"}, {Sku: "none", Stock: queries.SetTo(int32(1))},
	})
	check(t, err)
	same(t, int64(3), n)
	list, err := q.GetProducts(t.Context(), []string{"A", "B", "C"})
	check(t, err)
	var got [][]any
	for _, p := range list {
		got = append(got, []any{p.Sku, money(p.Price), p.Stock})
	}
	same(t, [][]any{{"A", "2.00", int32(10)}, {"B", "3.10", int32(0)}, {"C", "9.99", int32(0)}}, got)
}

func TestSalesByUser(t *testing.T) {
	pool := database(t)
	load(t, pool, orders)
	list, err := queries.New(pool).SalesByUser(t.Context(), 5)
	check(t, err)
	var got [][]any
	for _, r := range list {
		got = append(got, []any{r.ID, r.Name, r.Orders, money(r.Spent)})
	}
	same(t, [][]any{{int64(1), "Ann", int64(1), "9.00"}, {int64(2), "Bob", int64(1), "2.50"}}, got)
}

func TestProductInventory(t *testing.T) {
	pool := database(t)
	load(t, pool, orders)
	got, err := queries.New(pool).ProductInventory(t.Context())
	check(t, err)
	same(t, []queries.ProductInventoryRow{
		{ID: 1, Sku: "A", Name: "Apple", Stock: 10, Sold: 6, LastSoldAt: ptr(day(3, 3))},
		{ID: 2, Sku: "B", Name: "Bread", Stock: 5, Sold: 1, LastSoldAt: ptr(day(3, 1))},
		{ID: 3, Sku: "C", Name: "Cake", Stock: 0, Sold: 0},
	}, got)
}

func TestUpsertProducts(t *testing.T) {
	pool := database(t)
	load(t, pool, orders)
	q := queries.New(pool)
	got, err := q.UpsertProducts(t.Context(), []queries.UpsertProductsParams{
		{Sku: "A", Name: "Apple pie", Price: euros("2.00"), Stock: 1},
		{Sku: "Z", Name: "Zebra", Price: euros("99.00"), Stock: 1},
	})
	check(t, err)
	same(t, []queries.UpsertProductsRow{{ID: 1, Sku: "A"}, {ID: got[1].ID, Sku: "Z", Inserted: true}}, got)
	list, err := q.GetProducts(t.Context(), []string{"Z", "A", "nope"})
	check(t, err)
	if len(list) != 2 || list[0].Name != "Apple pie" || money(list[0].Price) != "2.00" {
		t.Errorf("got %+v", list)
	}
}

func TestUpdateProduct(t *testing.T) {
	pool := database(t)
	load(t, pool, orders)
	q := queries.New(pool)
	n, err := q.UpdateProduct(t.Context(), queries.UpdateProductParams{
		Sku: "A", Description: queries.SetTo(ptr("red")), Tags: queries.SetTo([]string{"x"}),
	})
	check(t, err)
	same(t, int64(1), n)
	list, err := q.GetProducts(t.Context(), []string{"A"})
	check(t, err)
	same(t, []any{"Apple", ptr("red"), []string{"x"}}, []any{list[0].Name, list[0].Description, list[0].Tags})
	n, err = q.UpdateProduct(t.Context(), queries.UpdateProductParams{Sku: "A"})
	check(t, err)
	same(t, int64(0), n)
}

func TestOrderAndStock(t *testing.T) {
	pool := database(t)
	load(t, pool, orders)
	q := queries.New(pool)
	o, err := q.CreateOrder(t.Context(), queries.CreateOrderParams{UserID: 3})
	check(t, err)
	same(t, queries.OrderStatusPending, o.Status)
	for _, tt := range []struct {
		quantity int32
		want     int64
	}{{9, 1}, {2, 0}} {
		n, err := q.TakeFromStock(t.Context(), queries.TakeFromStockParams{Sku: "A", Quantity: tt.quantity})
		check(t, err)
		same(t, tt.want, n)
	}
	item, err := q.AddOrderItem(t.Context(), queries.AddOrderItemParams{OrderID: o.ID, Sku: "A", Quantity: 9})
	check(t, err)
	same(t, "1.50", money(item.UnitPrice))
	if _, err := q.AddOrderItem(t.Context(), queries.AddOrderItemParams{OrderID: o.ID, Sku: "?", Quantity: 1}); !errors.Is(err, pgx.ErrNoRows) {
		t.Errorf("an unknown product gives %v", err)
	}
	n, err := q.SetOrderStatus(t.Context(), queries.SetOrderStatusParams{Status: queries.OrderStatusShipped, ID: o.ID})
	check(t, err)
	same(t, int64(1), n)
	totals, err := q.ListOrderTotals(t.Context(), 3)
	check(t, err)
	if len(totals) != 1 || money(totals[0].Total) != "13.50" || totals[0].ItemCount != 1 || totals[0].Status != queries.OrderStatusShipped {
		t.Errorf("got %+v", totals)
	}
}

func TestAudit(t *testing.T) {
	pool := database(t)
	load(t, pool, people)
	q := audited(pool, "test", func(err error) { t.Error(err) })
	_, err := q.SetUserActive(t.Context(), queries.SetUserActiveParams{Active: false, ID: 1})
	check(t, err)
	_, err = q.DeleteUser(t.Context(), 2)
	check(t, err)
	_, err = q.CountUsers(t.Context())
	check(t, err)
	var got []queries.AuditLog
	for entry, err := range q.ListAudit(t.Context()) {
		check(t, err)
		entry.CreatedAt = time.Time{}
		got = append(got, entry)
	}
	same(t, []queries.AuditLog{
		{ID: 1, Query: "SetUserActive", Action: queries.AuditActionUpdate, Relations: []string{"public.users"}, Rows: 1, Actor: ptr("test")},
		{ID: 2, Query: "DeleteUser", Action: queries.AuditActionDelete, Relations: []string{"public.users"}, Rows: 1, Actor: ptr("test")},
	}, got)
}

// modes are pgx's ways to run a query. Generated code never chooses one, the pool's owner does.
var modes = []pgx.QueryExecMode{
	pgx.QueryExecModeCacheStatement, pgx.QueryExecModeCacheDescribe, pgx.QueryExecModeDescribeExec,
	pgx.QueryExecModeExec, pgx.QueryExecModeSimpleProtocol,
}

// TestTour takes the whole tour, as `go run ./examples/shop` does, in each of pgx's exec modes.
func TestTour(t *testing.T) {
	script, err := schema.SQL()
	check(t, err)
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			takeTour(t, pgserver.Test(t).Database(t, script), mode)
		})
	}
}

// TestPgBouncer takes the tour through a pgbouncer in transaction mode, where every statement may
// run on another connection to the server. Modes without statements that are prepared by name do
// not mind; the others need pgbouncer 1.21.
func TestPgBouncer(t *testing.T) {
	version := pgserver.BouncerVersion(t)
	script, err := schema.SQL()
	check(t, err)
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			var settings []string
			switch mode {
			case pgx.QueryExecModeDescribeExec:
				t.Skip("needs the same connection twice: see docs/production.md")
			case pgx.QueryExecModeCacheStatement:
				if version < 121 {
					t.Skipf("needs pgbouncer 1.21, this is %d.%02d", version/100, version%100)
				}
				settings = append(settings, "max_prepared_statements = 100")
			}
			server := pgserver.Test(t)
			takeTour(t, server.Bouncer(t, server.Database(t, script), settings...), mode)
		})
	}
}

// takeTour takes the tour on an empty database.
func takeTour(t *testing.T, dsn string, mode pgx.QueryExecMode) {
	t.Helper()
	cfg, err := pgxpool.ParseConfig(dsn)
	check(t, err)
	cfg.ConnConfig.DefaultQueryExecMode = mode
	pool, err := pgxpool.NewWithConfig(t.Context(), cfg)
	check(t, err)
	defer pool.Close()
	var out bytes.Buffer
	if err := tour(t.Context(), pool, &out); err != nil {
		t.Fatalf("%v\nafter\n%s", err, out.String())
	}
	if !bytes.Contains(out.Bytes(), []byte("Audit trail")) {
		t.Errorf("the tour ended early:\n%s", out.String())
	}
}
