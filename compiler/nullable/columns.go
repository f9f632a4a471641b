package nullable

import (
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// column tells what a range-table entry offers under an attribute number, as long as its row is
// there: outer joins are not considered.
func (sc *scope) column(varno, attno int) column {
	r := sc.entry(varno)
	if r == nil {
		return column{}
	}
	f := sc.of(varno)
	if !f.proved {
		f.proved = true // against cycles: nothing is known of the columns meanwhile
		f.columns = sc.entryColumns(varno, r)
		if r.Kind == tree.RTESubquery {
			f.columns = once(f.columns)
		}
	}
	if i := columnIndex(r, attno); i >= 0 && i < len(f.columns) {
		return f.columns[i]
	}
	return column{}
}

func (sc *scope) entryColumns(varno int, r *tree.RangeTableEntry) []column {
	e := env{scope: sc, st: sc.base.child()}
	e.present(sc, varno, because(""))
	switch r.Kind {
	case tree.RTERelation:
		return sc.relationColumns(r, varno == sc.q.Result && sc.q.Command != tree.Select)
	case tree.RTESubquery:
		if r.Subquery != nil {
			return sc.p.enter(r.Subquery, &e).output()
		}
	case tree.RTECTE:
		return sc.cteColumns(r)
	case tree.RTEValues:
		return e.valuesColumns(r)
	case tree.RTEFunction:
		return e.functionColumns(r)
	case tree.RTETableFunc:
		return tableFuncColumns(r)
	}
	return nil
}

// relationColumns proves the columns of a stored relation or a view. What a view's WHERE ensures
// does not hold for rows that are written through the view.
func (sc *scope) relationColumns(r *tree.RangeTableEntry, written bool) []column {
	out := make([]column, len(r.Columns))
	rel := sc.p.relation(r.Relation)
	if rel == nil || r.Excluded && rel.Kind == catalog.View {
		return out
	}
	for i, rc := range r.Columns {
		c := rel.ColumnNum(rc.Num)
		if c == nil || rc.Dropped || r.Excluded {
			// The proposed row of ON CONFLICT has passed the NOT NULL checks.
			if c == nil || !c.NotNull || rel.Kind == catalog.View {
				continue
			}
		}
		out[i] = sc.tableColumn(rel, c, r.Inherit, written)
		if written && !c.NotNull && !sc.assignsValue(c.Num) {
			out[i] = column{}
		}
	}
	return out
}

// assignsValue reports whether what a statement stores in a column is not null or passes through a
// conversion. A value that is of a NOT NULL domain already is not checked again: a subquery without
// rows or an outer join makes NULLs of that type.
func (sc *scope) assignsValue(num int16) bool {
	lists := [][]*tree.TargetEntry{sc.q.Targets}
	if sc.q.Conflict != nil {
		lists = append(lists, sc.q.Conflict.Set)
	}
	if sc.q.Command == tree.Delete {
		return true
	}
	e := env{scope: sc, st: sc.base}
	for _, list := range lists {
		for _, t := range list {
			if !t.Junk && t.Resno == int(num) && !e.notNull(t.Expr).ok {
				if sc.p.domainNotNull(t.Expr.Type()) != nil {
					return false
				}
			}
		}
	}
	return true
}

func (sc *scope) tableColumn(rel *catalog.Relation, c *catalog.Column, inherit, written bool) column {
	if written && rel.HasInstead() {
		return column{} // RETURNING shows what the rule or trigger returns
	}
	switch rel.Kind {
	case catalog.View:
		if written {
			return sc.baseColumn(rel, c)
		}
		return sc.p.viewColumn(rel, c)
	case catalog.MatView:
		return sc.p.matviewColumn(rel, c)
	}
	if inherit && rel.Kind == catalog.Table && !sc.childrenAgree(rel, c.Name) {
		return column{}
	}
	say := func(words string) fact {
		return provedBy(func() string { return sc.defined(rel.Name+"."+c.Name+words, c.At) })
	}
	var out column
	if x, ok := c.Generation.(tree.Expr); ok && c.Generated != 0 && !sc.p.generating {
		out = sc.p.expression(rel, x)
		if w := out.value.why; out.value.ok {
			out.value = provedBy(func() string { return sc.defined(rel.Name+"."+c.Name+" is generated: "+w(), c.At) })
		}
	}
	switch {
	case primaryKeyColumn(rel, c.Num):
		if len(rel.PrimaryKey().Columns) > 1 {
			out.value = say(" is part of the primary key")
		} else {
			out.value = say(" is the primary key")
		}
	case c.NotNull:
		out.value = say(" is declared not null")
	case !out.value.ok:
		if w := sc.p.checked(rel, c); w != nil {
			out.value = provedBy(func() string { return rel.Name + "." + c.Name + " is not null by " + w() })
		} else if w := sc.p.domainNotNull(c.Type); w != nil {
			out.value = provedBy(w)
		}
	}
	return out
}

// viewColumn proves a view's column from its query as the schema is now: constraints may have
// been dropped since the view was made.
func (p *prover) viewColumn(rel *catalog.Relation, c *catalog.Column) column {
	cols := p.viewColumns(rel)
	for i, rc := range rel.Columns {
		if rc != c || i >= len(cols) {
			continue
		}
		w := cols[i].value.why
		return column{
			value:  fact{cols[i].value.ok, func() string { return "in view " + rel.Name + ", " + w() }},
			elems:  cols[i].elems,
			fields: cols[i].fields,
		}
	}
	return column{}
}

// matviewColumn needs the proof as it was when the view was made too: its rows may be from then.
func (p *prover) matviewColumn(rel *catalog.Relation, c *catalog.Column) column {
	out := p.viewColumn(rel, c)
	out.value.ok = out.value.ok && c.Filled.NotNull
	out.elems.ok = out.elems.ok && c.Filled.ElemNotNull
	out.fields = nil
	return out
}

func (p *prover) viewColumns(rel *catalog.Relation) []column {
	q, ok := rel.Query.(*tree.Query)
	if !ok {
		return nil
	}
	cols, ok := p.views[rel.OID]
	if !ok {
		p.views[rel.OID] = nil
		sc := p.enterView(rel, q)
		cols = once(sc.output())
		p.views[rel.OID] = cols
	}
	return cols
}

// relation is a relation as the catalog has it now; the query may have been analysed before.
func (p *prover) relation(r *catalog.Relation) *catalog.Relation {
	if r == nil {
		return nil
	}
	if now := p.cat.Relation(r.OID); now != nil {
		return now
	}
	return r
}

// baseColumn follows an updatable view to the table that really takes the row.
func (sc *scope) baseColumn(rel *catalog.Relation, c *catalog.Column) column {
	u := rel.Updatable
	if u == nil {
		return column{}
	}
	base := sc.p.cat.Relation(u.Base)
	if base == nil {
		return column{}
	}
	for i, vc := range rel.Columns {
		if vc != c || i >= len(u.Columns) || u.Columns[i] == 0 {
			continue
		}
		if bc := base.ColumnNum(u.Columns[i]); bc != nil {
			return sc.tableColumn(base, bc, true, true)
		}
	}
	return column{}
}

func primaryKeyColumn(rel *catalog.Relation, num int16) bool {
	pk := rel.PrimaryKey()
	return pk != nil && contains(pk.Columns, num)
}

func contains(list []int16, n int16) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// childrenAgree reports whether all tables that inherit from rel have the column NOT NULL too: a
// child may drop an inherited NOT NULL before PostgreSQL 18.
func (sc *scope) childrenAgree(rel *catalog.Relation, column string) bool {
	for _, oid := range sc.p.cat.Children(rel.OID) {
		child := sc.p.cat.Relation(oid)
		if child == nil {
			continue
		}
		c := child.Column(column)
		if c == nil || !c.NotNull || !sc.childrenAgree(child, column) {
			return false
		}
	}
	return true
}

func (sc *scope) cteColumns(r *tree.RangeTableEntry) []column {
	cte := r.CTE
	if cte == nil || cte.Query == nil {
		return nil
	}
	if cols, ok := sc.p.assumed[cte]; ok {
		return cols
	}
	def := sc.definer(r.CTELevel)
	if def == nil {
		return nil
	}
	if cols, ok := def.ctes[cte]; ok {
		return cols
	}
	def.ctes[cte] = nil
	outside := def.outside()
	var cols []column
	if cte.Recursive {
		cols = sc.p.fixpoint(cte, &outside)
	} else {
		cols = sc.p.enter(cte.Query, &outside).output()
	}
	cols = once(withHelpers(cte, cols, &outside))
	def.ctes[cte] = cols
	return cols
}

// outside is where the WITH queries of a level are evaluated: they see what the level is correlated
// with, but none of its rows.
func (sc *scope) outside() env { return env{scope: sc, st: sc.base.parent.child()} }

func (sc *scope) definer(level int) *scope {
	for ; level > 0; level-- {
		if sc.outer == nil {
			return nil
		}
		sc = sc.outer.scope
	}
	return sc
}

// fixpoint proves a recursive CTE by induction: it starts from everything being not null and
// takes back what the query does not confirm, until nothing changes.
func (p *prover) fixpoint(cte *tree.CommonTableExpr, outside *env) []column {
	cols := make([]column, len(cte.Columns))
	for i := range cols {
		w := proved("the recursive query keeps it not null")
		cols[i] = column{value: w, elems: w}
	}
	defer delete(p.assumed, cte)
	for range 2*len(cols) + 2 {
		p.assumed[cte] = cols
		out := p.enter(cte.Query, outside).output()
		next := make([]column, len(cols))
		changed := false
		for i := range cols {
			if i < len(out) {
				next[i] = out[i]
			}
			next[i].value.ok = next[i].value.ok && cols[i].value.ok
			next[i].elems.ok = next[i].elems.ok && cols[i].elems.ok
			changed = changed || next[i].value.ok != cols[i].value.ok || next[i].elems.ok != cols[i].elems.ok
		}
		cols = next
		if !changed {
			return cols
		}
	}
	return make([]column, len(cols))
}

// withHelpers adds to a CTE's columns those that SEARCH and CYCLE add behind them: a row or an array of
// rows to sort by, the mark, and the array of rows that led there.
func withHelpers(cte *tree.CommonTableExpr, cols []column, e *env) []column {
	out := make([]column, len(cte.Columns), len(cte.Columns)+3)
	copy(out, cols)
	if cte.Search != nil {
		out = append(out, column{value: proved("SEARCH gives each row a place")})
	}
	if c := cte.Cycle; c != nil {
		var mark column
		if c.MarkValue != nil && c.MarkDef != nil && e.notNull(c.MarkValue).ok && e.notNull(c.MarkDef).ok {
			mark.value = proved("the marks of CYCLE are not null")
		}
		out = append(out, mark, column{value: proved("CYCLE keeps the path of each row")})
	}
	return out
}

func (e *env) valuesColumns(r *tree.RangeTableEntry) []column {
	out := make([]column, len(r.Columns))
	for i := range out {
		value, elems := proved("all values of the VALUES list are not null"), proved("all arrays of the VALUES list are without null")
		for _, row := range r.Values {
			if i >= len(row) || row[i] == nil {
				return make([]column, len(r.Columns))
			}
			value.ok = value.ok && e.notNull(row[i]).ok
			elems.ok = elems.ok && (isNullConst(row[i]) || e.elements(row[i]).ok)
		}
		out[i] = column{value: value, elems: elems}
	}
	return out
}

func isNullConst(x tree.Expr) bool {
	c, ok := x.(*tree.Const)
	return ok && c.Null
}

// functionColumns proves what a function in FROM returns. Several functions side by side are
// padded with nulls; WITH ORDINALITY's counter never is.
func (e *env) functionColumns(r *tree.RangeTableEntry) []column {
	out := make([]column, len(r.Columns))
	if r.Ordinality && len(out) > 0 {
		out[len(out)-1].value = proved("WITH ORDINALITY counts the rows")
	}
	if len(r.Functions) != 1 || r.Functions[0].ColDef {
		return out
	}
	x := r.Functions[0].Expr
	f, ok := x.(*tree.FuncExpr)
	if !ok {
		if r.Functions[0].ColCount == 1 && len(out) > 0 && !returnsRow(e.scope.p.cat, x.Type()) {
			out[0] = column{value: e.notNull(x), elems: e.elements(x)}
		}
		return out
	}
	own := out[:min(r.Functions[0].ColCount, len(out))]
	if !builtin(f.Func) {
		e.bodyColumns(f, own)
	}
	for i := range own {
		if nullFree(f.Func, i) {
			own[i].value = proved(f.Func.Name + " returns no null there")
		}
	}
	switch {
	case len(own) != 1 || returnsRow(e.scope.p.cat, f.Typ):
	case !f.RetSet:
		own[0] = column{value: e.notNull(f), elems: e.elements(f)}
	case builtin(f.Func):
		own[0].value = e.setRow(f)
	}
	return out
}

// nullFree knows the OUT columns of built-in set functions that are never null.
func nullFree(f *catalog.Proc, i int) bool {
	if !builtin(f) {
		return false
	}
	switch f.Name {
	case "json_each", "jsonb_each":
		return true
	case "json_each_text", "jsonb_each_text":
		return i == 0
	}
	return false
}

func returnsRow(cat *catalog.Catalog, oid catalog.OID) bool {
	if oid == catalog.RecordOID {
		return true
	}
	for range 64 {
		t := cat.Type(oid)
		if t == nil {
			return true
		}
		if t.Kind != catalog.DomainType {
			return t.Kind == catalog.CompositeType
		}
		oid = t.BaseType
	}
	return true
}

func tableFuncColumns(r *tree.RangeTableEntry) []column {
	out := make([]column, len(r.Columns))
	if r.TableFunc == nil {
		return out
	}
	for i := range out {
		if i < len(r.TableFunc.NotNull) && r.TableFunc.NotNull[i] {
			out[i].value = proved("the column is declared NOT NULL")
		}
		if r.TableFunc.Ordinality == i {
			out[i].value = proved("FOR ORDINALITY counts the rows")
		}
	}
	return out
}

// output proves the columns that a query returns.
func (sc *scope) output() []column {
	if sc.q.SetOp != nil {
		return sc.setColumns(sc.q.SetOp)
	}
	e := sc.resultEnv()
	targets := sc.q.Columns()
	out := make([]column, len(targets))
	for i, t := range targets {
		out[i] = e.outputColumn(t.Expr)
	}
	return out
}

func (e *env) outputColumn(x tree.Expr) column {
	c := column{value: e.notNull(x)}
	if isArray(e.scope.p.cat, x.Type()) {
		c.elems = e.elements(x)
	}
	c.fields = e.fields(x)
	return c
}

// fields proves the parts of a row value, of the row of a table, or of the rows of ARRAY(SELECT ROW(…)).
func (e *env) fields(x tree.Expr) []column {
	switch x := x.(type) {
	case *tree.RowExpr:
		var out []column
		for _, a := range x.Args {
			out = append(out, e.outputColumn(a))
		}
		return out
	case *tree.Var:
		row := e.scope.p.rowType(x.Typ)
		if x.Attno != 0 || row == nil {
			return nil
		}
		out := make([]column, len(row.Columns))
		for i, c := range row.Columns {
			out[i].value = e.field(x, c.Num)
		}
		return out
	case *tree.SubLink:
		if x.Kind != tree.ArrayLink && x.Kind != tree.ExprLink {
			return nil
		}
		if cols, _ := e.subquery(x.Query); len(cols) == 1 {
			return cols[0].fields
		}
	}
	return nil
}

func (sc *scope) setColumns(n tree.SetNode) []column {
	switch n := n.(type) {
	case *tree.RangeTableRef:
		r := sc.entry(n.RTIndex)
		if r == nil {
			return nil
		}
		sc.column(n.RTIndex, 1)
		return sc.of(n.RTIndex).columns
	case *tree.SetOperation:
		left, right := sc.setColumns(n.Left), sc.setColumns(n.Right)
		if len(left) != len(right) {
			return nil
		}
		out := make([]column, len(left))
		for i := range left {
			out[i] = combine(n.Op, left[i], right[i])
		}
		return out
	}
	return nil
}

// combine: a row of INTERSECT is in both inputs, so either proves it; a row of EXCEPT is in the
// left one; a row of UNION may be of either.
func combine(op tree.SetOpKind, l, r column) column {
	switch op {
	case tree.Except:
		return column{value: l.value, elems: l.elems}
	case tree.Intersect:
		return column{value: l.value.or(r.value), elems: l.elems.or(r.elems)}
	}
	return column{value: both(l.value, r.value), elems: both(l.elems, r.elems)}
}

func both(a, b fact) fact {
	if !a.ok || !b.ok {
		return fact{}
	}
	return provedBy(func() string {
		const sides = "both sides of UNION: "
		left, right := strings.TrimPrefix(a.why(), sides), strings.TrimPrefix(b.why(), sides)
		if left == right {
			return sides + left
		}
		return sides + left + ", and " + right
	})
}
