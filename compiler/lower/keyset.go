package lower

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// CodeKeyset is reported for queries that cannot be read in pages, or not reliably.
const CodeKeyset = "SQ209"

// pages are the statements of a keyset query, per order.
var pages = []string{"first", "after", "before"}

// paging is what the statements of a keyset query are made of. The user's statement, without its
// ORDER BY and LIMIT, becomes a subquery in FROM that also offers the sort keys: conditions on it
// mean the same whatever the statement is (grouped, with window functions, a UNION), and
// PostgreSQL pulls a plain one up, so that an index on the keys serves.
type paging struct {
	at     source.Span // of the directive
	tail   parse.Range // "ORDER BY … LIMIT …"
	list   parse.Range // what stands between ORDER BY and LIMIT
	size   parse.Range // what stands behind LIMIT, or in FETCH FIRST … ROWS
	limit  string      // its text
	sized  bool        // the size is known to the server only: each row carries it
	from   source.Pos  // of the outermost FROM, -1 if there is none
	keys   []keyColumn // of all orders, each once
	orders [][]sortKey // per order
	number int         // the parameter number before that of the first key
	q      *tree.Query // as analysed, with the first order
}

// keyColumn is a sort key: a column of the result, or an expression that is added behind them.
type keyColumn struct {
	target int    // index of the result column, -1
	name   string // the column's name in the subquery
	expr   string
}

// sortKey is a key in one order.
type sortKey struct {
	key              int
	desc, nullsFirst bool
	at               source.Span
}

// keysetError reports why the query cannot be paged; hint may be "".
func (l *lowering) keysetError(at source.Span, hint, format string, args ...any) *paging {
	l.errorAt(CodeKeyset, at, hint, format, args...)
	return nil
}

// keyset prepares paging. It returns nil if the query does not ask for it, or after an error.
func (l *lowering) keyset(orders []parse.Order, opts []parse.Macro) *paging {
	d := l.Query.Directive("keyset")
	if d == nil {
		return nil
	}
	p := &paging{at: d.NameAt(), q: l.Tree, from: -1, number: len(l.out.Params)}
	if at, why := l.unpageable(p.at); why != "" {
		return l.keysetError(at, keysetHint, "%s", why)
	}
	if !l.locate(p) {
		return l.keysetError(p.at, keysetHint, "keyset cannot find the ORDER BY and LIMIT of this statement")
	}
	size := l.pageSize(p)
	if size == nil {
		return nil
	}
	for i := range max(1, len(orders)) {
		if !l.pageOrder(p, i) {
			return nil
		}
	}
	l.out.Keyset = size
	for i := range p.orders {
		if !l.proveOrder(p, i, opts) {
			return nil
		}
	}
	return p
}

const keysetHint = `Keyset paging takes ":many", SELECT … ORDER BY … LIMIT @limit.`

// unpageable says why a statement has no pages and what stands in the way, "" if it may have them;
// directive is the place for what is missing.
func (l *lowering) unpageable(directive source.Span) (at source.Span, why string) {
	q := l.Tree
	word := func(w string) source.Span { return l.wordSpan(w, directive) }
	switch {
	case l.out.Command != ir.Many || q.Command != tree.Select:
		return directive, `keyset belongs to ":many" and SELECT`
	case len(q.OrderBy) == 0:
		return directive, "keyset needs an ORDER BY"
	case isNull(q.Limit):
		return directive, "keyset needs a LIMIT"
	case q.Offset != nil:
		return word("offset"), "keyset takes the place of OFFSET"
	case q.WithTies:
		return word("ties"), "keyset and WITH TIES exclude each other"
	case len(q.Locks) > 0:
		return word("for"), "keyset cannot lock rows"
	case q.DistinctOn:
		return word("distinct"), "keyset and DISTINCT ON exclude each other: its ORDER BY decides which rows there are"
	}
	return directive, ""
}

// isNull reports whether LIMIT is not there, or LIMIT ALL or LIMIT NULL.
func isNull(limit tree.Expr) bool {
	c, ok := limit.(*tree.Const)
	return limit == nil || ok && c.Null
}

// pageSize finds out who knows the size of a page: the caller who passes it, everybody if it is a
// number, or the server, which computes it. It returns nil after an error.
func (l *lowering) pageSize(p *paging) *ir.Keyset {
	if limit, ok := stripParam(l.Tree.Limit); ok && wholeNumber(l.out.Params[limit.Number-1]) {
		l.out.Params[limit.Number-1].Nullable = false
		return &ir.Keyset{Limit: limit.Number - 1}
	}
	if n, err := strconv.ParseInt(p.limit, 10, 64); err == nil {
		if n < 1 {
			l.keysetError(l.Query.Span(p.size.Start), "", "the size of a page must be positive")
			return nil
		}
		return &ir.Keyset{Limit: -1, Fixed: n}
	}
	volatile := false
	walk(l.Tree.Limit, func(e tree.Expr) {
		f, ok := e.(*tree.FuncExpr)
		volatile = volatile || ok && f.Func != nil && f.Func.Volatile == 'v'
	})
	if volatile {
		l.keysetError(l.Query.Span(p.size.Start), keysetHint, "keyset needs a LIMIT that stays the same while the statement runs")
		return nil
	}
	p.sized = true
	return &ir.Keyset{Limit: -1}
}

// wholeNumber reports whether Go code can take a parameter for a number of rows.
func wholeNumber(p *ir.Param) bool {
	return catalog.OID(p.Type.OID).IsInteger() && p.GoType == ""
}

// pageOrder reads the keys of one order.
func (l *lowering) pageOrder(p *paging, i int) bool {
	q, text, end := p.q, l.Query.Text, p.list.End
	place := l.Query.Span
	if len(l.sorted) > 0 {
		q, text = l.sorted[i], l.Query.OrderText(i)
		end += source.Pos(len(text) - len(l.Query.Text))
		place = func(at source.Pos) source.Span { return l.Query.OrderSpan(i, at) }
	}
	items := sortItems(text[p.list.Start:end])
	if len(items) != len(q.OrderBy) {
		l.keysetError(place(p.list.Start+items[0].at), "Leave out sort keys that are there twice.", "keyset cannot tell the sort keys apart")
		return false
	}
	var keys []sortKey
	for k, c := range q.OrderBy {
		at := place(p.list.Start + items[k].at)
		key := l.pageKey(p, q, c, items[k].text, at)
		if key < 0 {
			return false
		}
		keys = append(keys, sortKey{key, c.Desc, c.NullsFirst, at})
	}
	p.orders = append(p.orders, keys)
	return true
}

// analyzed analyses a text of our making; an error is reported at the place that made it so.
func (l *lowering) analyzed(text string, at source.Span, q **tree.Query) (types []catalog.OID, ok bool) {
	got, types, d := l.Analyze(text)
	if d != nil {
		d.Query, d.At = l.Query.Name, at
		l.diags.Add(d)
		return nil, false
	}
	*q = got
	return types, true
}

// pageKey returns the index of a sort key in p.keys, -1 after an error.
func (l *lowering) pageKey(p *paging, q *tree.Query, c *tree.SortGroupClause, text string, at source.Span) int {
	key := keyColumn{target: -1, expr: text}
	columns := q.Columns()
	for i, t := range columns {
		if t.Ref == c.Ref {
			key = keyColumn{target: i, name: t.Name}
		}
	}
	if key.target >= 0 {
		for i, t := range columns {
			if t.Name == key.name && i != key.target {
				if p.expressible(q, text) {
					key = keyColumn{target: -1, expr: text}
					break
				}
				l.keysetError(at, "Give one of them another alias.", "two result columns are called %q, and one is a sort key", key.name)
				return -1
			}
		}
	}
	if i := slices.IndexFunc(p.keys, func(k keyColumn) bool { return k.target == key.target && k.expr == key.expr }); i >= 0 {
		return i
	}
	if key.target < 0 {
		switch {
		case text == "" || p.from < 0:
			l.keysetError(at, "", "keyset cannot use this sort key; select it as a column")
			return -1
		case len(q.Distinct) > 0 || q.SetOp != nil:
			l.keysetError(at, "", "sort key %s must be a column of the result", text)
			return -1
		}
		key.name = fmt.Sprintf("sqlq %d", len(p.keys)+1)
	}
	p.keys = append(p.keys, key)
	return len(p.keys) - 1
}

// proveOrder checks that the keys of an order are never NULL and together name one row, with all
// optional conditions off, and enters them.
func (l *lowering) proveOrder(p *paging, order int, opts []parse.Macro) bool {
	at := p.orders[order][len(p.orders[order])-1].at
	var same []string
	for _, k := range p.orders[order] {
		same = append(same, p.ref(k.key)+" = "+p.value(k.key))
	}
	var q *tree.Query
	text, numbers := l.weakest(p.changes(order, "first"), opts)
	if _, ok := l.analyzed(text, at, &q); !ok {
		return false
	}
	proofs := nullable.ProveGiven(l.Types.cat, q, l.given(numbers))
	l.enterKeys(p, q)
	for _, k := range p.orders[order] {
		i := l.out.Keyset.Keys[k.key].Index
		known := i < len(l.out.Columns) && !l.out.Columns[i].Nullable
		if !known && (i >= len(proofs.Columns) || !proofs.Columns[i].NotNull) {
			l.keysetError(k.at, `Sort by coalesce(…, a value), or leave rows without one out with IS NOT NULL.`,
				"sort key %s can be NULL: pages would lose rows", p.shown(k.key))
			return false
		}
	}
	text, numbers = l.weakest(p.wrap("WHERE "+strings.Join(same, " AND ")), opts)
	types, ok := l.analyzed(text, at, &q)
	if !ok {
		return false
	}
	for i, n := range numbers {
		if n > p.number && i < len(types) {
			l.out.Keyset.Keys[n-p.number-1].Param = l.Types.Type(types[i])
		}
	}
	if nullable.Prove(l.Types.cat, q).Rows == nullable.AnyRows {
		l.keysetError(at, "Add the primary key, or another unique key, as the last sort keys.",
			"sort keys do not name one row: pages would lose rows with equal keys")
		return false
	}
	return true
}

// shown is how a message names a key.
func (p *paging) shown(key int) string {
	if k := p.keys[key]; k.target < 0 {
		return k.expr
	}
	return `"` + p.keys[key].name + `"`
}

// enterKeys lists the keys for the generator, once.
func (l *lowering) enterKeys(p *paging, q *tree.Query) {
	if len(l.out.Keyset.Keys) > 0 {
		return
	}
	columns, next := q.Columns(), len(l.out.Columns)
	for _, k := range p.keys {
		key := ir.KeysetColumn{Index: k.target, Column: &ir.Column{Name: k.name}}
		name := k.name
		if k.target < 0 {
			key.Index, name = next, lastWord(k.expr)
			next++
		}
		key.Name = name
		if key.Index < len(columns) {
			key.Column.Type = l.Types.Type(columns[key.Index].Expr.Type())
		}
		if key.Index < len(l.out.Columns) {
			shown := l.out.Columns[key.Index]
			key.Column.Table, key.Column.Column, key.Column.Origins = shown.Table, shown.Column, shown.Origins
		}
		l.out.Keyset.Keys = append(l.out.Keyset.Keys, key)
	}
	if p.sized {
		l.out.Keyset.Size = next
	}
}

// lastWord names a key after the last name in its expression: lower(u.name) is "name".
func lastWord(expr string) string {
	name := "key"
	for _, t := range tokens(expr) {
		if t.Kind == parse.Ident {
			name = strings.Trim(expr[t.Start:t.End], `"`)
		}
	}
	return name
}
