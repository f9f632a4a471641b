package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
)

// nestedStatement is what one level of nested rows sends. The keys of the rows around take their places
// among the arguments from index keys on.
type nestedStatement struct {
	sql  string
	args []any
	keys int
}

// with returns the arguments with the keys in their places.
func (s nestedStatement) with(keys ...any) []any {
	copy(s.args[s.keys:], keys)
	return s.args
}

// nestedLoader decodes rows without what is nested in them, keeping the keys of that, and then loads it.
type nestedLoader[T any] interface {
	decode(d *decoder, at int, v *T)
	load(ctx context.Context, q *Queries, levels []nestedStatement, rows []T) error
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
	if err = rows.load(ctx, quiet, levels, items); err != nil {
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
	if err = rows.load(ctx, quiet, levels, items); err != nil {
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
	if err = rows.load(ctx, quiet, levels, items); err != nil {
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
