package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/sqlq-dev/sqlq/queries"
)

// shop is what the steps of the tour share.
type shop struct {
	q   *queries.Queries
	out io.Writer
	ann queries.User // the first customer
}

// tour walks through every function that the shop's SQL files compile into.
func tour(ctx context.Context, pool *pgxpool.Pool, out io.Writer) error {
	var auditErr error
	s := &shop{out: out}
	s.q = audited(pool, "tour", func(err error) { auditErr = errors.Join(auditErr, err) })
	steps := []func(context.Context) error{
		s.createUsers, s.findByEmail, s.importUsers, s.stockUp, s.order,
		s.showOrders, s.export, s.rank, s.inventory, s.closeAccount, s.deleteAccount, s.showAudit,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return auditErr
}

func (s *shop) createUsers(ctx context.Context) (err error) {
	s.ann, err = s.q.CreateUser(ctx, queries.CreateUserParams{Email: "ann@example.com", Name: "Ann"})
	if err != nil {
		return err
	}
	bio := "Collects lamps."
	return s.q.CreateProfile(ctx, queries.CreateProfileParams{
		UserID:   s.ann.ID,
		Bio:      &bio,
		Settings: json.RawMessage(`{"theme": "dark"}`),
	})
}

func (s *shop) findByEmail(ctx context.Context) error {
	row, found, err := s.q.GetUserByEmail(ctx, "ann@example.com")
	if err != nil {
		return err
	}
	if !found || row.UserProfile == nil {
		return errors.New("no account or no profile for Ann")
	}
	table(s.out, "User by email, with profile", []string{"id", "name", "bio", "settings"},
		[][]any{{row.User.ID, row.User.Name, row.UserProfile.Bio, string(row.UserProfile.Settings)}})
	_, found, err = s.q.GetUserByEmail(ctx, "nobody@example.com")
	if err == nil && found {
		return errors.New("nobody was found")
	}
	return err
}

func (s *shop) importUsers(ctx context.Context) error {
	opened, err := s.q.ImportUsers(ctx, []queries.ImportUsersParams{
		{Email: "bob@example.com", Name: "Bob", Active: true},
		{Email: "cem@example.com", Name: "Cem", Active: true},
		{Email: "dot@example.com", Name: "Dot", Active: false},
		{Email: "ann@example.com", Name: "Ann again", Active: true}, // taken
	})
	if err != nil {
		return err
	}
	total, err := s.q.CountUsers(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "\nImported %d users, now %d\n", len(opened), total)
	var cursor *queries.ListUsersCursor
	for page := 1; page == 1 || cursor != nil; page++ {
		p, err := s.q.ListUsers(ctx, queries.ListUsersParams{Active: true, MaxRows: 2, Cursor: cursor})
		if err != nil {
			return err
		}
		s.users(fmt.Sprintf("Active users, newest first, page %d", page), p.Items)
		cursor = p.Next
	}
	active := true
	users, err := s.q.SearchUsers(ctx, queries.SearchUsersParams{
		Active: &active, Order: queries.SearchUsersOrderName, MaxRows: 2,
	})
	if err != nil {
		return err
	}
	s.users("The first two of them by name", users)
	return nil
}

func (s *shop) users(title string, users []queries.User) {
	rows := make([][]any, len(users))
	for i, u := range users {
		rows[i] = []any{u.ID, u.Email, u.Name}
	}
	table(s.out, title, []string{"id", "email", "name"}, rows)
}

func (s *shop) stockUp(ctx context.Context) error {
	lamp := queries.UpsertProductsParams{Sku: "LAMP-1", Name: "Desk lamp", Price: euros("39.90"), Stock: 20}
	bulb := queries.UpsertProductsParams{Sku: "BULB-E27", Name: "Bulb E27", Price: euros("4.50"), Stock: 200}
	chair := queries.UpsertProductsParams{Sku: "CHAIR-9", Name: "Chair", Price: euros("89.00"), Stock: 3}
	if err := s.upsert(ctx, "Products entered", lamp, bulb, chair); err != nil {
		return err
	}
	lamp.Price = euros("34.90")
	if err := s.upsert(ctx, "Price lowered", lamp); err != nil {
		return err
	}
	_, err := s.q.UpdateProduct(ctx, queries.UpdateProductParams{
		Sku: "LAMP-1", Tags: queries.SetTo([]string{"light", "desk"}), // name and description stay
	})
	if err != nil {
		return err
	}
	n, err := s.q.ReviseProducts(ctx, []queries.ReviseProductsParams{
		{Sku: "BULB-E27", Price: queries.SetTo(euros("4.20"))}, // the stock stays
		{Sku: "CHAIR-9", Stock: queries.SetTo(int32(8))},       // the price stays
	})
	fmt.Fprintf(s.out, "\nThe supplier's list revised %d products\n", n)
	return err
}

func (s *shop) upsert(ctx context.Context, title string, products ...queries.UpsertProductsParams) error {
	list, err := s.q.UpsertProducts(ctx, products)
	if err != nil {
		return err
	}
	rows := make([][]any, len(list))
	for i, r := range list {
		rows[i] = []any{r.ID, r.Sku, r.Inserted}
	}
	table(s.out, title, []string{"id", "sku", "inserted"}, rows)
	return nil
}

func (s *shop) order(ctx context.Context) error {
	note := "Ring twice"
	o, err := s.q.CreateOrder(ctx, queries.CreateOrderParams{UserID: s.ann.ID, Note: &note})
	if err != nil {
		return err
	}
	for sku, n := range map[string]int32{"LAMP-1": 2, "BULB-E27": 4} {
		if taken, err := s.q.TakeFromStock(ctx, queries.TakeFromStockParams{Sku: sku, Quantity: n}); err != nil || taken != 1 {
			return fmt.Errorf("take %d of %s: %d rows, %w", n, sku, taken, err)
		}
		if _, err := s.q.AddOrderItem(ctx, queries.AddOrderItemParams{OrderID: o.ID, Quantity: n, Sku: sku}); err != nil {
			return err
		}
	}
	_, err = s.q.SetOrderStatus(ctx, queries.SetOrderStatusParams{Status: queries.OrderStatusShipped, ID: o.ID})
	if err != nil {
		return err
	}
	totals, err := s.q.ListOrderTotals(ctx, s.ann.ID)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, t := range totals {
		rows = append(rows, []any{t.OrderID, t.Status, t.ItemCount, t.Total})
	}
	table(s.out, "Ann's orders", []string{"order", "status", "items", "total"}, rows)
	return nil
}

func (s *shop) showOrders(ctx context.Context) error {
	list, err := s.q.ListUsersWithOrders(ctx, queries.ListUsersWithOrdersParams{
		Active: true, Since: time.Now().AddDate(-1, 0, 0), MaxUsers: 10,
	})
	if err != nil {
		return err
	}
	var rows [][]any
	for _, r := range list {
		rows = append(rows, []any{r.User.Name, r.Profile != nil, len(r.Orders), "", ""})
		for _, o := range r.Orders {
			for _, i := range o.Items {
				rows = append(rows, []any{"", "", o.Order.ID, i.Product, i.OrderItem.Quantity})
			}
		}
	}
	table(s.out, "Users with profile, orders and items", []string{"user", "profile", "orders", "product", "pieces"}, rows)
	return nil
}

func (s *shop) export(ctx context.Context) error {
	shipped := queries.OrderStatusShipped
	list, err := s.q.ExportOrders(ctx, queries.ExportOrdersParams{
		Since: time.Now().AddDate(0, -1, 0), Until: time.Now().AddDate(0, 0, 1), Status: &shipped,
	})
	if err != nil {
		return err
	}
	var rows [][]any
	for _, o := range list {
		for _, i := range o.Items {
			rows = append(rows, []any{o.Order.ID, o.Email, i.Sku, i.OrderItem.Quantity, i.OrderItem.UnitPrice})
		}
	}
	table(s.out, "Shipped this month", []string{"order", "buyer", "sku", "pieces", "price"}, rows)
	return nil
}

func (s *shop) rank(ctx context.Context) error {
	list, err := s.q.SalesByUser(ctx, 3)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, r := range list {
		rows = append(rows, []any{r.Name, r.Orders, r.Spent})
	}
	table(s.out, "Best customers", []string{"user", "orders", "spent"}, rows)
	return nil
}

func (s *shop) inventory(ctx context.Context) error {
	list, err := s.q.ProductInventory(ctx)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, r := range list {
		rows = append(rows, []any{r.Sku, r.Stock, r.Sold, r.LastSoldAt})
	}
	table(s.out, "Inventory", []string{"sku", "stock", "sold", "last sold"}, rows)
	found, err := s.q.GetProducts(ctx, []string{"LAMP-1", "CHAIR-9"})
	if err != nil {
		return err
	}
	rows = nil
	for _, p := range found {
		rows = append(rows, []any{p.Sku, p.Name, p.Price, p.Tags})
	}
	table(s.out, "Two products", []string{"sku", "name", "price", "tags"}, rows)
	return nil
}

func (s *shop) closeAccount(ctx context.Context) error {
	n, err := s.q.SetUserActive(ctx, queries.SetUserActiveParams{Active: false, ID: s.ann.ID})
	fmt.Fprintf(s.out, "\nClosed Ann's account: %d row\n", n)
	return err
}

func (s *shop) deleteAccount(ctx context.Context) error {
	n, err := s.q.DeleteUser(ctx, s.ann.ID)
	if err != nil {
		return err
	}
	totals, err := s.q.ListOrderTotals(ctx, s.ann.ID)
	fmt.Fprintf(s.out, "Deleted Ann: %d row; orders left: %d\n", n, len(totals))
	return err
}

func (s *shop) showAudit(ctx context.Context) error {
	var rows [][]any
	for entry, err := range s.q.ListAudit(ctx) {
		if err != nil {
			return err
		}
		rows = append(rows, []any{entry.Query, entry.Action, entry.Relations, entry.Rows, entry.Actor})
	}
	table(s.out, "Audit trail", []string{"query", "action", "tables", "rows", "actor"}, rows)
	return nil
}
