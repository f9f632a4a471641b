package main

import (
	"context"
	"database/sql"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Row types with the tags of all peers.

type peerPerson struct {
	bun.BaseModel `bun:"table:people,alias:p" gorm:"-" db:"-"`

	ID        int64 `bun:",pk"`
	Email     string
	Name      string
	Kind      string
	Active    bool
	Age       *int32
	Score     float64
	Note      *string
	CreatedAt time.Time    `db:"created_at" gorm:"autoCreateTime:false"`
	Orders    []*peerOrder `bun:"rel:has-many,join:id=person_id" gorm:"foreignKey:PersonID" db:"-"`
}

func (peerPerson) TableName() string { return "people" }

type peerOrder struct {
	bun.BaseModel `bun:"table:orders,alias:o" gorm:"-" db:"-"`

	ID       int64 `bun:",pk"`
	PersonID int64 `db:"person_id"`
	Status   string
	PlacedAt time.Time   `db:"placed_at"`
	Items    []*peerItem `bun:"rel:has-many,join:id=order_id" gorm:"foreignKey:OrderID" db:"-"`
}

func (peerOrder) TableName() string { return "orders" }

type peerItem struct {
	bun.BaseModel `bun:"table:items,alias:i" gorm:"-" db:"-"`

	ID       int64 `bun:",pk"`
	OrderID  int64 `db:"order_id"`
	Sku      string
	Quantity int32
	Price    int64
}

func (peerItem) TableName() string { return "items" }

type peerStock struct {
	bun.BaseModel `bun:"table:stock" gorm:"-" db:"-"`

	Sku      string `bun:",pk" gorm:"primaryKey"`
	Name     string
	Quantity int32
	Price    int64
	Note     *string
}

func (peerStock) TableName() string { return "stock" }

func peerRows(rows []stock) []peerStock {
	out := make([]peerStock, len(rows))
	for i, r := range rows {
		out[i] = peerStock{Sku: r.Sku, Name: r.Name, Quantity: r.Quantity, Price: r.Price, Note: r.Note}
	}
	return out
}

func countTree(people []peerPerson) int {
	n := len(people)
	for _, p := range people {
		n += len(p.Orders)
		for _, o := range p.Orders {
			n += len(o.Items)
		}
	}
	return n
}

// A statement takes at most 65535 parameters; a row has 5.
const batch = 10_000

// viaGorm uses gorm with prepared statements.
type viaGorm struct{ db *gorm.DB }

func (g viaGorm) name() string { return "gorm" }

func (g viaGorm) exec(ctx context.Context, sql string) error {
	raw, err := g.db.DB()
	if err != nil {
		return err
	}
	return execSimple(ctx, raw, sql)
}

func (g viaGorm) getOne(ctx context.Context, id int64) (int, error) {
	var p peerPerson
	err := g.db.WithContext(ctx).Where("id = ?", id).Take(&p).Error
	return 1, err
}

func (g viaGorm) list(ctx context.Context, n int) (int, error) {
	var out []peerPerson
	err := g.db.WithContext(ctx).Order("id").Limit(n).Find(&out).Error
	return len(out), err
}

func (g viaGorm) nested(ctx context.Context, n int) (int, error) {
	var out []peerPerson
	err := g.db.WithContext(ctx).Preload("Orders.Items").Order("id").Limit(n).Find(&out).Error
	return countTree(out), err
}

func (g viaGorm) aggregate(ctx context.Context) (int, error) {
	var out []revenue
	err := g.db.WithContext(ctx).Raw(aggregateSQL).Scan(&out).Error
	return len(out), err
}

func (g viaGorm) find(ctx context.Context, f filter) (int, error) {
	var out []peerPerson
	q := g.db.WithContext(ctx)
	if f.kind != nil {
		q = q.Where("kind = ?", *f.kind)
	}
	if f.active != nil {
		q = q.Where("active = ?", *f.active)
	}
	if f.minAge != nil {
		q = q.Where("age >= ?", *f.minAge)
	}
	if f.pattern != nil {
		q = q.Where("name LIKE ?", *f.pattern)
	}
	err := q.Order("id").Limit(50).Find(&out).Error
	return len(out), err
}

func (g viaGorm) insert(ctx context.Context, rows []stock) (int, error) {
	r := g.db.WithContext(ctx).CreateInBatches(peerRows(rows), batch)
	return int(r.RowsAffected), r.Error
}

func (g viaGorm) upsert(ctx context.Context, rows []stock) (int, error) {
	r := g.db.WithContext(ctx).Clauses(clause.OnConflict{UpdateAll: true}).CreateInBatches(peerRows(rows), batch)
	return int(r.RowsAffected), r.Error
}

// viaBun uses bun's query builder.
type viaBun struct{ db *bun.DB }

func (b viaBun) name() string { return "bun" }

func (b viaBun) exec(ctx context.Context, sql string) error { return execSimple(ctx, b.db.DB, sql) }

func (b viaBun) getOne(ctx context.Context, id int64) (int, error) {
	var p peerPerson
	return 1, b.db.NewSelect().Model(&p).Where("id = ?", id).Scan(ctx)
}

func (b viaBun) list(ctx context.Context, n int) (int, error) {
	var out []peerPerson
	err := b.db.NewSelect().Model(&out).Order("id").Limit(int64(n)).Scan(ctx)
	return len(out), err
}

func (b viaBun) nested(ctx context.Context, n int) (int, error) {
	var out []peerPerson
	err := b.db.NewSelect().Model(&out).Relation("Orders.Items").Order("id").Limit(int64(n)).Scan(ctx)
	return countTree(out), err
}

func (b viaBun) aggregate(ctx context.Context) (int, error) {
	var out []revenue
	err := b.db.NewRaw(aggregateSQL).Scan(ctx, &out)
	return len(out), err
}

func (b viaBun) find(ctx context.Context, f filter) (int, error) {
	var out []peerPerson
	q := b.db.NewSelect().Model(&out)
	if f.kind != nil {
		q = q.Where("kind = ?", *f.kind)
	}
	if f.active != nil {
		q = q.Where("active = ?", *f.active)
	}
	if f.minAge != nil {
		q = q.Where("age >= ?", *f.minAge)
	}
	if f.pattern != nil {
		q = q.Where("name LIKE ?", *f.pattern)
	}
	err := q.Order("id").Limit(50).Scan(ctx)
	return len(out), err
}

func (b viaBun) insert(ctx context.Context, rows []stock) (int, error) {
	list := peerRows(rows)
	return affected(b.db.NewInsert().Model(&list).Exec(ctx))
}

func (b viaBun) upsert(ctx context.Context, rows []stock) (int, error) {
	list := peerRows(rows)
	return affected(b.db.NewInsert().Model(&list).On("CONFLICT (sku) DO UPDATE").
		Set("name = EXCLUDED.name, quantity = EXCLUDED.quantity, price = EXCLUDED.price, note = EXCLUDED.note").Exec(ctx))
}

// viaSqlx scans into structs with sqlx.
type viaSqlx struct{ db *sqlx.DB }

func (x viaSqlx) name() string { return "sqlx" }

func (x viaSqlx) exec(ctx context.Context, sql string) error { return execSimple(ctx, x.db.DB, sql) }

func (x viaSqlx) getOne(ctx context.Context, id int64) (int, error) {
	var p peerPerson
	return 1, x.db.GetContext(ctx, &p, "SELECT "+personColumns+" FROM people WHERE id = $1", id)
}

func (x viaSqlx) list(ctx context.Context, n int) (int, error) {
	var out []peerPerson
	err := x.db.SelectContext(ctx, &out, "SELECT "+personColumns+" FROM people ORDER BY id LIMIT $1", n)
	return len(out), err
}

// nested is left out: sqlx has no means of its own, and by hand it is what pgx does above.
func (x viaSqlx) nested(context.Context, int) (int, error) { return 0, errAbsent }

func (x viaSqlx) aggregate(ctx context.Context) (int, error) {
	var out []revenue
	err := x.db.SelectContext(ctx, &out, aggregateSQL)
	return len(out), err
}

func (x viaSqlx) find(ctx context.Context, f filter) (int, error) {
	var out []peerPerson
	where, args := conditions(f, func(int) string { return "?" })
	err := x.db.SelectContext(ctx, &out, x.db.Rebind("SELECT "+personColumns+" FROM people"+where+" ORDER BY id LIMIT 50"), args...)
	return len(out), err
}

const namedInsert = "INSERT INTO stock (sku, name, quantity, price, note) VALUES (:sku, :name, :quantity, :price, :note)"

func (x viaSqlx) insert(ctx context.Context, rows []stock) (int, error) {
	return affected(x.db.NamedExecContext(ctx, namedInsert, peerRows(rows)))
}

func (x viaSqlx) upsert(ctx context.Context, rows []stock) (int, error) {
	return affected(x.db.NamedExecContext(ctx, namedInsert+
		" ON CONFLICT (sku) DO UPDATE SET name = excluded.name, quantity = excluded.quantity, price = excluded.price, note = excluded.note", peerRows(rows)))
}

func affected(r sql.Result, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}
