package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// nestedStatement is what one level of nested rows sends. The keys of the rows around take their places
// among the arguments from index keys on.
type nestedStatement struct {
	info *QueryInfo
	sql  string
	args []any
	keys int
}

// nestedLoad is a statement with its keys, and what takes its rows: it puts them into the rows around,
// which may be a level too, and returns what is nested in them in turn.
type nestedLoad struct {
	nestedStatement
	take func(rows pgx.Rows) ([]nestedLoad, error)
}

// load puts the keys in their places.
func (s nestedStatement) load(take func(pgx.Rows) ([]nestedLoad, error), keys ...any) nestedLoad {
	copy(s.args[s.keys:], keys)
	return nestedLoad{s, take}
}

// nestedLoader decodes rows without what is nested in them, keeping the keys of that, and then tells
// what is to be loaded.
type nestedLoader[T any] interface {
	decode(d *decoder, at int, v *T)
	load(levels []nestedStatement, rows []T) []nestedLoad
}

// loadNested reads one depth after the other: the statements of a depth need the keys of the one before.
func loadNested(ctx context.Context, db DBTX, loads []nestedLoad) (err error) {
	for err == nil && len(loads) > 0 {
		loads, err = loadDepth(ctx, db, loads)
	}
	return err
}

// loadDepth sends the statements of one depth together, in one round trip, and returns those of the
// next. One alone is sent as any other statement is.
func loadDepth(ctx context.Context, db DBTX, loads []nestedLoad) (deeper []nestedLoad, err error) {
	if len(loads) == 1 {
		rows, err := db.Query(ctx, loads[0].sql, loads[0].args...)
		if err == nil {
			deeper, err = loads[0].take(rows)
		}
		return deeper, levelError(loads, 0, err)
	}
	b := &pgx.Batch{}
	for _, l := range loads {
		b.Queue(l.sql, l.args...)
	}
	results := db.SendBatch(ctx, b)
	defer results.Close()
	for i, l := range loads {
		rows, err := results.Query()
		var inner []nestedLoad
		if err == nil {
			inner, err = l.take(rows)
		}
		if err != nil {
			return nil, levelError(loads, i, err)
		}
		deeper = append(deeper, inner...)
	}
	return deeper, results.Close()
}

// levelError puts the level into an error of the server, which knows only statements. pgx prepares
// all statements of a batch before it returns the first result, and tells then which one failed.
func levelError(loads []nestedLoad, at int, err error) error {
	var server *pgconn.PgError
	if !errors.As(err, &server) {
		return err
	}
	var unprepared interface {
		error
		SQL() string
	}
	if errors.As(err, &unprepared) {
		at = max(0, slices.IndexFunc(loads, func(l nestedLoad) bool { return l.sql == unprepared.SQL() }))
	}
	return fmt.Errorf("sqlq: query %s: %w", loads[at].info.Name, err)
}

// queryOneNested is queryOne for rows whose nested rows are read by statements of their own. To a
// hook they are one call.
func queryOneNested[T any](ctx context.Context, q *Queries, info *QueryInfo, sql string, rows nestedLoader[T], levels []nestedStatement, args ...any) (item T, err error) {
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
	quiet := &Queries{db: q.db}
	items := make([]T, 1)
	if items[0], err = queryOne(ctx, quiet, info, sql, rows.decode, args...); err != nil {
		return item, err
	}
	if err = loadNested(ctx, q.db, rows.load(levels, items)); err != nil {
		return item, err
	}
	return items[0], nil
}

// queryOptNested is queryOneNested that tells by its second result whether there was a row.
func queryOptNested[T any](ctx context.Context, q *Queries, info *QueryInfo, sql string, rows nestedLoader[T], levels []nestedStatement, args ...any) (T, bool, error) {
	item, err := queryOneNested(ctx, q, info, sql, rows, levels, args...)
	if errors.Is(err, pgx.ErrNoRows) {
		return item, false, nil
	}
	return item, err == nil, err
}

// queryManyNested is queryMany for rows whose nested rows are read by statements of their own.
func queryManyNested[T any](ctx context.Context, q *Queries, info *QueryInfo, sql string, rows nestedLoader[T], levels []nestedStatement, args ...any) (items []T, err error) {
	if q.hook != nil {
		start := time.Now()
		defer func() { q.hook(ctx, info, int64(len(items)), time.Since(start), err) }()
	}
	quiet := &Queries{db: q.db}
	if items, err = queryMany(ctx, quiet, info, sql, rows.decode, args...); err != nil {
		return nil, err
	}
	if err = loadNested(ctx, q.db, rows.load(levels, items)); err != nil {
		return nil, err
	}
	return items, nil
}

// queryPageNested is queryPage for rows whose nested rows are read by statements of their own.
// decode reads what the page wants to know of a row beside its item.
func queryPageNested[T, C any](ctx context.Context, q *Queries, info *QueryInfo, sql string, limit int64, first, before bool, turn func(*C), rows nestedLoader[T], decode func(*decoder, int, *keyed[T, C]), levels []nestedStatement, args ...any) (page Page[T, C], err error) {
	if _, err = pageSize[T, C](info, limit, nil); err != nil {
		return page, err
	}
	n := 0
	if q.hook != nil {
		start := time.Now()
		defer func() { q.hook(ctx, info, int64(n), time.Since(start), err) }()
	}
	quiet := &Queries{db: q.db}
	read, err := queryMany(ctx, quiet, info, sql, func(d *decoder, at int, v *keyed[T, C]) {
		rows.decode(d, at, &v.item)
		decode(d, at, v)
	}, args...)
	if err != nil {
		return page, err
	}
	items := make([]T, len(read))
	for i := range read {
		items[i] = read[i].item
	}
	if err = loadNested(ctx, q.db, rows.load(levels, items)); err != nil {
		return page, err
	}
	for i := range read {
		read[i].item = items[i]
	}
	n = len(read)
	if limit, err = pageSize(info, limit, read); err != nil {
		return page, err
	}
	return pageOf(read, limit, first, before, turn), nil
}

// errStray is reported for a nested row that belongs to none of the rows around: a bug of sqlq.
var errStray = errors.New("sqlq: nested row belongs to no row")

// keyGroups are the rows around by the key of what is nested in them: number is the place of each key
// in keys, of that of each row's. Rows without a key share the one that is NULL, which nothing has.
type keyGroups[K comparable] struct {
	keys   []K
	number map[K]int
	of     []int
}

// groupByKey finds the distinct keys.
func groupByKey[K comparable](keys []K) *keyGroups[K] {
	g := &keyGroups[K]{keys: make([]K, 0, len(keys)), number: make(map[K]int, len(keys)), of: make([]int, len(keys))}
	for i, k := range keys {
		n, ok := g.number[k]
		if !ok {
			n = len(g.keys)
			g.number[k] = n
			g.keys = append(g.keys, k)
		}
		g.of[i] = n
	}
	return g
}

// sort puts nested rows, given by their keys, into the order of the rows around, and otherwise
// leaves their order alone. index tells which nested row comes where: one several times if rows
// around share it. Those of row i end before ends[i].
func (g *keyGroups[K]) sort(rows []K) (index, ends []int, err error) {
	at := make([]int64, len(rows))
	for i, k := range rows {
		n, ok := g.number[k]
		if !ok {
			return nil, nil, errStray
		}
		at[i] = int64(n) + 1
	}
	index, ends, err = byPosition(len(g.keys), at)
	if err != nil || len(g.keys) == len(g.of) {
		return index, ends, err
	}
	var all, last []int
	for _, n := range g.of {
		start := 0
		if n > 0 {
			start = ends[n-1]
		}
		all = append(all, index[start:ends[n]]...)
		last = append(last, len(all))
	}
	return all, last, nil
}

// byPosition is sort for nested rows given by the positions of the rows around, of which there are n.
func byPosition(n int, at []int64) (index, ends []int, err error) {
	next := make([]int, n+1) // where the next row of each goes
	for _, p := range at {
		if p < 1 || p > int64(n) {
			return nil, nil, errStray
		}
		next[p]++
	}
	for i := 1; i <= n; i++ {
		next[i] += next[i-1]
	}
	index = make([]int, len(at))
	for i, p := range at {
		index[next[p-1]] = i
		next[p-1]++
	}
	return index, next[:n], nil
}

// pickRows returns the items with the given indexes.
func pickRows[T any](items []T, index []int) []T {
	out := make([]T, len(index))
	for i, n := range index {
		out[i] = items[n]
	}
	return out
}

// rowsOf returns the items of row i; it may be empty, but is never nil.
func rowsOf[T any](items []T, ends []int, i int) []T {
	start := 0
	if i > 0 {
		start = ends[i-1]
	}
	return items[start:ends[i]:ends[i]]
}

// rowOf returns the item of row i, or nil.
func rowOf[T any](items []T, ends []int, i int) *T {
	if p := rowsOf(items, ends, i); len(p) > 0 {
		return &p[0]
	}
	return nil
}

// keyOrNull reads a key that may be NULL.
func keyOrNull[T any](d *decoder, i int) T {
	var v T
	d.scanNull(i, &v)
	return v
}
