package nullable

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// bounds says how many rows there can be: least, at least one; most, at most one.
type bounds struct {
	least, most bool
	why         why        // nil: there is nothing to say
	key         *uniqueKey // of the relation, if a unique key is why
}

// bounds counts the rows of a query. fixed names output columns (from 0) that are known to have
// one value: the question is then how many rows have it.
func (sc *scope) bounds(fixed map[int]bool) bounds {
	p := sc.p
	if p.depth > maxDepth {
		return bounds{}
	}
	p.depth++
	defer func() { p.depth-- }()
	var b bounds
	switch sc.q.Command {
	case tree.Select:
		b = sc.selectBounds(fixed)
	case tree.Insert:
		b = sc.insertBounds()
	case tree.Update, tree.Delete:
		b = sc.changeBounds()
	}
	return sc.limited(b)
}

// limited applies LIMIT and OFFSET.
func (sc *scope) limited(b bounds) bounds {
	q := sc.q
	if q.Offset != nil && !isNumber(q.Offset, 0) {
		b.least = false
	}
	if q.Limit == nil {
		return b
	}
	switch {
	case q.WithTies:
	case isNumber(q.Limit, 1):
		if !b.most {
			b.most, b.why = true, because("LIMIT 1")
		}
		return b
	case isNumber(q.Limit, 0):
		return bounds{most: true, why: because("LIMIT 0")}
	}
	if n, ok := number(q.Limit); !ok || n < 1 {
		b.least = false
	}
	return b
}

// number reads an integer constant, also as another integer type.
func number(x tree.Expr) (int64, bool) {
	switch x := x.(type) {
	case *tree.Const:
		if x.Null || !x.Typ.IsInteger() {
			return 0, false
		}
		n, err := strconv.ParseInt(x.Text, 10, 64)
		return n, err == nil
	case *tree.FuncExpr:
		if x.Form != tree.CallForm && len(x.Args) == 1 {
			return number(x.Args[0])
		}
	}
	return 0, false
}

func isNumber(x tree.Expr, want int64) bool {
	n, ok := number(x)
	return ok && n == want
}

func (sc *scope) selectBounds(fixed map[int]bool) bounds {
	q := sc.q
	if q.SetOp != nil {
		return sc.setBounds(q.SetOp, fixed)
	}
	b := sc.fromBounds(fixed)
	if q.From != nil && q.From.Where != nil {
		b.least = false
	}
	switch {
	case len(q.GroupingSets) > 0:
		b = sc.setsBounds(b)
	case len(q.GroupBy) > 0:
		b.most = b.most || sc.allFixed(q.GroupBy, fixed)
		b.why = pick(b.why, because("all grouping columns have one value"))
	case q.HasAggs || q.Having != nil:
		b = bounds{least: true, most: true, why: because("aggregates without GROUP BY make one row")}
	}
	if q.Having != nil {
		b.least = false
	}
	if q.HasTargetSRFs {
		return bounds{}
	}
	if len(q.Distinct) > 0 && !sc.groups.sets && sc.allFixed(q.Distinct, fixed) {
		b.most, b.why = true, pick(b.why, because("all DISTINCT columns have one value"))
	}
	if !b.most && len(fixed) > 0 && sc.numbered(fixed) {
		b.most, b.why = true, because("row_number() gives each row of its partition a number of its own")
	}
	return b
}

// numbered reports whether a fixed output column is row_number() over a partition of one value:
// the top row of each group, as it is usually written.
func (sc *scope) numbered(fixed map[int]bool) bool {
	for i, t := range sc.q.Columns() {
		w, ok := t.Expr.(*tree.WindowFunc)
		if !ok || !fixed[i] || !builtin(w.Func) || w.Func.Name != "row_number" {
			continue
		}
		for _, c := range sc.q.Windows {
			if c.WinRef == w.WinRef && sc.allFixed(c.Partition, fixed) {
				return true
			}
		}
	}
	return false
}

func pick(a, b why) why {
	if a != nil {
		return a
	}
	return b
}

// setsBounds: a single empty set is one group; more sets make more rows.
func (sc *scope) setsBounds(b bounds) bounds {
	sets, ok := product(sc.q.GroupingSets)
	if ok && len(sets) == 1 && len(sets[0]) == 0 {
		return bounds{least: true, most: true, why: because("GROUP BY () makes one row")}
	}
	if ok && len(sets) == 1 {
		return b
	}
	least := b.least
	for _, s := range sets {
		least = least || ok && len(s) == 0
	}
	return bounds{least: least}
}

func (sc *scope) allFixed(list []*tree.SortGroupClause, fixed map[int]bool) bool {
	d := sc.determine(fixed)
	for _, c := range list {
		x := targetByRef(sc.q, c.Ref)
		if x == nil || !d.oneValue(x) && !sc.fixedTarget(c.Ref, fixed) {
			return false
		}
	}
	return true
}

func (sc *scope) fixedTarget(ref int, fixed map[int]bool) bool {
	n := 0
	for _, t := range sc.q.Targets {
		if t.Junk {
			continue
		}
		if t.Ref == ref && fixed[n] {
			return true
		}
		n++
	}
	return false
}

func (sc *scope) setBounds(n tree.SetNode, fixed map[int]bool) bounds {
	switch n := n.(type) {
	case *tree.RangeTableRef:
		r := sc.entry(n.RTIndex)
		if r == nil || r.Subquery == nil {
			return bounds{}
		}
		e := env{scope: sc, st: sc.base}
		return sc.p.enter(r.Subquery, &e).bounds(fixed)
	case *tree.SetOperation:
		l, r := sc.setBounds(n.Left, fixed), sc.setBounds(n.Right, fixed)
		switch n.Op {
		case tree.Union:
			b := bounds{least: l.least || r.least}
			if !n.All && len(fixed) == len(n.Types) && len(fixed) > 0 {
				b.most, b.why = true, because("UNION removes duplicates")
			}
			return b
		case tree.Intersect:
			return bounds{most: l.most || r.most, why: pick(l.why, r.why)}
		default:
			return bounds{most: l.most, why: l.why}
		}
	}
	return bounds{}
}

// insertBounds: INSERT … VALUES of one row returns exactly one, unless a BEFORE trigger may skip it.
// Triggers of partitions, and on the table of a view, count too.
func (sc *scope) insertBounds() bounds {
	q := sc.q
	r := sc.entry(q.Result)
	if r == nil || r.Relation == nil || sc.p.replaced(r.Relation, 0) {
		return bounds{}
	}
	b := bounds{most: true, least: true, why: because("INSERT of one row")}
	if q.From != nil && len(q.From.List) > 0 {
		b = sc.fromBounds(nil)
	}
	b.least = b.least && !sc.p.skips(r.Relation, 'i')
	if c := q.Conflict; c != nil && (!c.Update || c.Where != nil || sc.p.skips(r.Relation, 'u')) {
		b.least = false
	}
	return b
}

// changeBounds: UPDATE and DELETE touch each row of the target at most once, however many rows of
// the other tables it meets.
func (sc *scope) changeBounds() bounds {
	d := sc.determine(nil)
	if r := sc.entry(sc.q.Result); r != nil && d.single[sc.q.Result] && r.Relation != nil && !sc.p.replaced(r.Relation, 0) {
		return bounds{most: true, why: d.why[sc.q.Result]}
	}
	return bounds{}
}

// fromBounds counts the rows of FROM and WHERE, before grouping.
func (sc *scope) fromBounds(fixed map[int]bool) bounds {
	q := sc.q
	if q.From == nil || len(q.From.List) == 0 {
		return bounds{least: q.From == nil || q.From.Where == nil, most: true, why: because("no FROM clause")}
	}
	least := q.From.Where == nil
	for _, n := range q.From.List {
		least = least && sc.nodeLeast(n)
	}
	d := sc.determine(fixed)
	b := bounds{least: least, most: !d.full}
	for _, i := range d.leaves {
		b.most = b.most && d.single[i]
	}
	if !b.most {
		return b
	}
	b.why = func() string {
		var out []string
		for _, i := range d.leaves {
			if w := d.why[i]; w != nil {
				if words := w(); !slices.Contains(out, words) {
					out = append(out, words)
				}
			}
		}
		return strings.Join(out, "; ")
	}
	return b
}

func (sc *scope) nodeLeast(n tree.JoinNode) bool {
	switch n := n.(type) {
	case *tree.RangeTableRef:
		return sc.leafBounds(n.RTIndex, nil).least
	case *tree.JoinExpr:
		left, right := sc.nodeLeast(n.Left), sc.nodeLeast(n.Right)
		switch n.Type {
		case tree.LeftJoin:
			return left
		case tree.RightJoin:
			return right
		case tree.FullJoin:
			return left || right
		}
		return left && right && n.On == nil
	}
	return false
}

// leafBounds counts the rows of a range-table entry that is no join.
func (sc *scope) leafBounds(i int, fixed map[int]bool) bounds {
	return remembered(sc.counted, boundsKey{i, columnSet(fixed)}, func() bounds { return sc.countLeaf(i, fixed) })
}

// boundsKey names what is counted, with the columns that are fixed.
type boundsKey struct {
	what  any // number of an entry of FROM, OID of a view, or a WITH query
	fixed string
}

func columnSet(fixed map[int]bool) string {
	if len(fixed) == 0 {
		return ""
	}
	keys := make([]int, 0, 8)
	for i := range fixed {
		keys = append(keys, i)
	}
	slices.Sort(keys)
	var out []byte
	for _, i := range keys {
		out = append(strconv.AppendInt(out, int64(i), 10), ' ')
	}
	return string(out)
}

// remembered counts once. What is asked for while it is being counted, as views that read each other
// do, has any number of rows.
func remembered(known map[boundsKey]bounds, k boundsKey, count func() bounds) bounds {
	if b, ok := known[k]; ok {
		return b
	}
	known[k] = bounds{}
	b := count()
	b.why = b.why.once()
	known[k] = b
	return b
}

func (sc *scope) countLeaf(i int, fixed map[int]bool) bounds {
	r := sc.entry(i)
	if r == nil || r.Sample {
		return bounds{}
	}
	e := env{scope: sc, st: sc.base}
	switch r.Kind {
	case tree.RTESubquery:
		return sc.p.enter(r.Subquery, &e).bounds(fixed)
	case tree.RTECTE:
		if r.CTE == nil || r.CTE.Recursive || r.SelfRef {
			return bounds{}
		}
		if def := sc.definer(r.CTELevel); def != nil {
			return remembered(def.counted, boundsKey{r.CTE, columnSet(fixed)}, func() bounds {
				outside := def.outside()
				return sc.p.enter(r.CTE.Query, &outside).bounds(fixed)
			})
		}
	case tree.RTEValues:
		return bounds{least: len(r.Values) > 0, most: len(r.Values) == 1, why: because("VALUES of one row")}
	case tree.RTEResult:
		return bounds{least: true, most: true}
	case tree.RTEFunction:
		if len(r.Functions) == 1 {
			if x, ok := r.Functions[0].Expr.(*tree.FuncExpr); ok && x.RetSet {
				return e.bodyRows(x, r, fixed)
			}
		}
		for _, f := range r.Functions {
			if setReturning(f.Expr) {
				return bounds{}
			}
		}
		return bounds{least: true, most: true, why: because("a function that returns one row")}
	case tree.RTERelation:
		if q := sc.p.viewQuery(r.Relation); q != nil {
			return remembered(sc.p.viewRows, boundsKey{r.Relation.OID, columnSet(fixed)}, func() bounds {
				b := sc.p.enterView(sc.p.relation(r.Relation), q).bounds(fixed)
				return bounds{least: b.least, most: b.most, why: b.why}
			})
		}
		if key := sc.uniqueBy(r, fixed); key != nil {
			return bounds{most: true, key: key, why: func() string { return sc.keyName(r, key) }}
		}
	}
	return bounds{}
}

func setReturning(x tree.Expr) bool {
	found := false
	visit(x, func(x tree.Expr) bool {
		switch x := x.(type) {
		case *tree.FuncExpr:
			found = found || x.RetSet
		case *tree.OpExpr:
			found = found || x.RetSet
		}
		return true
	})
	return found
}

// uniqueKey is a key of a relation, and where the schema defines it.
type uniqueKey struct {
	columns []int16
	at      catalog.Place
}

func (sc *scope) keyName(r *tree.RangeTableEntry, key *uniqueKey) string {
	return sc.defined("unique key ("+columnNames(sc.p.relation(r.Relation), key.columns)+") of "+r.Name, key.at)
}

// uniqueBy returns a unique key of a relation all columns of which are fixed (by index in
// r.Columns), or nil.
func (sc *scope) uniqueBy(r *tree.RangeTableEntry, fixed map[int]bool) *uniqueKey {
	rel := sc.p.relation(r.Relation)
	if rel == nil || r.Excluded || r.Inherit && rel.Kind == catalog.Table && len(sc.p.cat.Children(rel.OID)) > 0 {
		return nil // a key of a parent says nothing of its children's rows
	}
	has := func(num int16) bool {
		i := columnIndex(r, int(num))
		return num > 0 && i >= 0 && fixed[i]
	}
	for _, key := range sc.p.uniqueKeys(rel) {
		all := len(key.columns) > 0
		for _, num := range key.columns {
			all = all && has(num)
		}
		if all {
			return &key
		}
	}
	return nil
}

// uniqueKeys lists the keys that hold at every moment: not deferrable, not partial, plain columns.
func (p *prover) uniqueKeys(rel *catalog.Relation) []uniqueKey {
	var out []uniqueKey
	for _, k := range rel.Constraints {
		if (k.Kind == catalog.PrimaryKey || k.Kind == catalog.UniqueConstraint) && !k.Deferrable {
			out = append(out, uniqueKey{k.Columns, k.At})
		}
	}
	for _, x := range rel.Indexes {
		if !x.Unique || !x.Immediate || x.Predicate != "" {
			continue
		}
		var key []int16
		for _, k := range x.Keys {
			if k.Num <= 0 || !p.ordinary(rel, k) {
				key = nil
				break
			}
			key = append(key, k.Num)
		}
		if key != nil {
			out = append(out, uniqueKey{key, x.At})
		}
	}
	if rel.Kind == catalog.PartitionedTable {
		out = slices.DeleteFunc(out, func(key uniqueKey) bool { return !p.partitionsAgree(rel, key.columns) })
	}
	return out
}

// partitionsAgree reports whether a key of a partitioned table is one of each partition too: made
// for ONLY the table, it says nothing before the partitions have theirs.
func (p *prover) partitionsAgree(rel *catalog.Relation, key []int16) bool {
	names := columnNames(rel, key)
	for _, oid := range p.cat.Children(rel.OID) {
		part := p.cat.Relation(oid)
		if part == nil || !slices.ContainsFunc(p.uniqueKeys(part), func(k uniqueKey) bool { return columnNames(part, k.columns) == names }) {
			return false
		}
	}
	return true
}

// ordinary reports whether an index takes the same values for equal as the column's own "=" does.
func (p *prover) ordinary(rel *catalog.Relation, k catalog.IndexKey) bool {
	if x := p.cat.OpClass(k.OpClass); x != nil && !x.Default && !strings.HasSuffix(x.Name, "_pattern_ops") {
		return false
	}
	c := rel.ColumnNum(k.Num)
	return c != nil && (k.Collation == c.Collation || p.deterministic(c.Collation))
}

func columnNames(rel *catalog.Relation, key []int16) string {
	var out []string
	for _, n := range key {
		if c := rel.ColumnNum(n); c != nil {
			out = append(out, c.Name)
		}
	}
	return strings.Join(out, ", ")
}

// viewQuery returns the query of a view. A materialised view is a copy from another time, whose
// keys are its own indexes.
func (p *prover) viewQuery(r *catalog.Relation) *tree.Query {
	rel := p.relation(r)
	if rel == nil || rel.Kind != catalog.View {
		return nil
	}
	q, _ := rel.Query.(*tree.Query)
	return q
}

// replaced reports whether DO INSTEAD rules or INSTEAD OF triggers, of a view or of what it is built
// on, do something else than what a statement says.
func (p *prover) replaced(r *catalog.Relation, depth int) bool {
	rel := p.relation(r)
	if rel == nil || depth > 32 || rel.HasInstead() {
		return true
	}
	return rel.Updatable != nil && p.replaced(p.cat.Relation(rel.Updatable.Base), depth+1)
}

// skips reports whether a trigger may keep the statement from writing a row of a relation, of the
// table under a view, or of a partition, or change the row. event is i, u or d.
func (p *prover) skips(r *catalog.Relation, event byte) bool {
	return p.cat.Unseen() || p.fires(r, event)
}

// fires is skips for the triggers that the schema files show. A partition has the row triggers of
// what it is a partition of, too.
func (p *prover) fires(r *catalog.Relation, event byte) bool {
	for up := p.relation(r); up != nil && up.IsPartition && len(up.Parents) == 1; {
		if up = p.cat.Relation(up.Parents[0]); up == nil || up.Fires('b', event) {
			return true
		}
	}
	return p.firesBelow(r, event, 0)
}

func (p *prover) firesBelow(r *catalog.Relation, event byte, depth int) bool {
	rel := p.relation(r)
	if rel == nil || depth > 32 || rel.Fires('b', event) || rel.Kind == catalog.ForeignTable {
		return true
	}
	if rel.Updatable != nil {
		return p.firesBelow(p.cat.Relation(rel.Updatable.Base), event, depth+1)
	}
	for _, oid := range p.cat.Children(rel.OID) {
		if p.firesBelow(p.cat.Relation(oid), event, depth+1) {
			return true
		}
	}
	return false
}
