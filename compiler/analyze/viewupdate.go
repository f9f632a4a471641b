package analyze

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file finds what PostgreSQL's rewriter would refuse after parse analysis: values for
// generated columns, two assignments to one column, views that cannot be written; rules are in
// rules.go. None of these errors has a place in the text. Mirrors rewriteHandler.c.

// writing describes an event of the rewriter in the words of its messages.
type writing struct {
	event        byte // i, u, d as in catalog.Rule
	name         string
	verb, gerund string
}

func writingOf(event byte) *writing {
	switch event {
	case 'i':
		return &writing{'i', "INSERT", "insert into", "inserting into"}
	case 'u':
		return &writing{'u', "UPDATE", "update", "updating"}
	}
	return &writing{'d', "DELETE", "delete from", "deleting from"}
}

func conflictSet(q *tree.Query) []*tree.TargetEntry {
	if q.Conflict == nil {
		return nil
	}
	return q.Conflict.Set
}

// checkResultRelation rejects relations that no statement writes to.
// Mirrors execMain.c: CheckValidResultRel.
func checkResultRelation(rel *catalog.Relation) {
	switch rel.Kind {
	case catalog.MatView:
		failf(sqlstate.WrongObjectType, source.NoPos, "cannot change materialized view \"%s\"", rel.Name)
	case catalog.Sequence:
		failf(sqlstate.WrongObjectType, source.NoPos, "cannot change sequence \"%s\"", rel.Name)
	}
}

func refuseView(rel *catalog.Relation, w *writing, detail string) {
	fail(sqlstate.ObjectNotInPrerequisiteState, source.NoPos, "cannot "+w.verb+" view \""+rel.Name+"\"",
		withDetail("%s", detail),
		withHint("To enable %s the view, provide an INSTEAD OF %s trigger or an unconditional ON %s DO INSTEAD rule.", w.gerund, w.name, w.name))
}

const noUpdatableColumns = "Views that have no updatable columns are not automatically updatable."

// updatableBase returns the relation that a write to a view goes to, or fails because the view is
// not automatically updatable. DELETE needs no updatable column. Mirrors rewriteHandler.c:
// rewriteTargetView.
func (p *pstate) updatableBase(rel *catalog.Relation, w *writing) *catalog.Relation {
	if rel.Updatable == nil {
		refuseView(rel, w, rel.NotUpdatable)
	}
	if w.event != 'd' && !slices.ContainsFunc(rel.Updatable.Columns, func(num int16) bool { return num > 0 }) {
		refuseView(rel, w, noUpdatableColumns)
	}
	return p.cat.Relation(rel.Updatable.Base)
}

// throughViewColumns renumbers assigned columns of a view as those of its base relation.
func throughViewColumns(rel *catalog.Relation, w *writing, list []*tree.TargetEntry) []*tree.TargetEntry {
	out := make([]*tree.TargetEntry, 0, len(list))
	for _, t := range list {
		if t.Junk {
			continue
		}
		i := t.Resno - 1
		if i < 0 || i >= len(rel.Updatable.Columns) {
			continue
		}
		num := rel.Updatable.Columns[i]
		if num <= 0 {
			f := &failure{code: sqlstate.FeatureNotSupported, at: source.NoPos}
			f.message = "cannot " + w.verb + " column \"" + rel.Columns[i].Name + "\" of view \"" + rel.Name + "\""
			f.detail = "View columns that are not columns of their base relation are not updatable."
			if num < 0 {
				f.detail = "View columns that refer to system columns are not updatable."
			}
			panic(f)
		}
		c := *t
		c.Resno = int(num)
		out = append(out, &c)
	}
	return out
}

// valuesEntry returns the VALUES entry of an INSERT with several rows, or nil.
func valuesEntry(q *tree.Query) *tree.RangeTableEntry {
	if q.Command != tree.Insert {
		return nil
	}
	for _, n := range q.From.List {
		if r, ok := n.(*tree.RangeTableRef); ok && q.RangeTable[r.RTIndex-1].Kind == tree.RTEValues {
			return q.RangeTable[r.RTIndex-1]
		}
	}
	return nil
}

// checkAssignedColumns checks identity and generated columns and repeated assignments.
// Mirrors rewriteHandler.c: rewriteTargetListIU.
func checkAssignedColumns(rel *catalog.Relation, command tree.Command, targets []*tree.TargetEntry, override byte, values *tree.RangeTableEntry) {
	assigned := map[int]*tree.TargetEntry{}
	for _, t := range targets {
		if t.Junk {
			continue
		}
		if prior := assigned[t.Resno]; prior != nil {
			checkRepeatedAssignment(rel, prior, t)
		}
		assigned[t.Resno] = t
	}
	for _, c := range rel.Columns {
		t := assigned[int(c.Num)]
		if t == nil || isDefault(t.Expr) {
			continue
		}
		switch command {
		case tree.Insert:
			checkInsertedColumn(c, t, override, values)
		case tree.Update:
			checkUpdatedColumn(c)
		}
	}
}

func isDefault(e tree.Expr) bool {
	_, ok := e.(*tree.SetToDefault)
	return ok
}

// onlyDefaults tells whether a column of VALUES is DEFAULT in every row.
func onlyDefaults(values *tree.RangeTableEntry, e tree.Expr) bool {
	v, ok := e.(*tree.Var)
	if values == nil || !ok || v.Attno < 1 {
		return false
	}
	for _, row := range values.Values {
		if v.Attno > len(row) || !isDefault(row[v.Attno-1]) {
			return false
		}
	}
	return true
}

func checkInsertedColumn(c *catalog.Column, t *tree.TargetEntry, override byte, values *tree.RangeTableEntry) {
	message := "cannot insert a non-DEFAULT value into column \"" + c.Name + "\""
	if c.Identity == 'a' && override == 0 && !onlyDefaults(values, t.Expr) {
		fail(sqlstate.GeneratedAlways, source.NoPos, message,
			withDetail("Column \"%s\" is an identity column defined as GENERATED ALWAYS.", c.Name),
			withHint("Use OVERRIDING SYSTEM VALUE to override."))
	}
	if c.Generated != 0 && !onlyDefaults(values, t.Expr) {
		fail(sqlstate.GeneratedAlways, source.NoPos, message, withDetail("Column \"%s\" is a generated column.", c.Name))
	}
}

func checkUpdatedColumn(c *catalog.Column) {
	message := "column \"" + c.Name + "\" can only be updated to DEFAULT"
	if c.Identity == 'a' {
		fail(sqlstate.GeneratedAlways, source.NoPos, message,
			withDetail("Column \"%s\" is an identity column defined as GENERATED ALWAYS.", c.Name))
	}
	if c.Generated != 0 {
		fail(sqlstate.GeneratedAlways, source.NoPos, message, withDetail("Column \"%s\" is a generated column.", c.Name))
	}
}

// checkRepeatedAssignment allows several assignments to one column only if each is to a part of it.
// Mirrors rewriteHandler.c: process_matched_tle.
func checkRepeatedAssignment(rel *catalog.Relation, prior, next *tree.TargetEntry) {
	a, b := throughDomain(prior.Expr), throughDomain(next.Expr)
	base, input := assignmentInput(a), assignmentInput(b)
	if base != nil && input != nil && a.Type() == b.Type() {
		for inner := assignmentInput(base); inner != nil; inner = assignmentInput(base) {
			base = inner
		}
		if equalExpr(base, input) {
			return
		}
	}
	name := next.Name
	if c := rel.ColumnNum(int16(next.Resno)); c != nil {
		name = c.Name
	}
	failf(sqlstate.SyntaxError, source.NoPos, "multiple assignments to same column \"%s\"", name)
}

func throughDomain(e tree.Expr) tree.Expr {
	if d, ok := e.(*tree.CoerceToDomain); ok {
		return d.Arg
	}
	return e
}

// assignmentInput is the old value that an assignment to a part starts from, or nil.
func assignmentInput(e tree.Expr) tree.Expr {
	switch x := e.(type) {
	case *tree.FieldStore:
		return x.Arg
	case *tree.SubscriptingRef:
		if x.Assign != nil {
			return x.Arg
		}
	}
	return nil
}

// checkSearchableReference: SEARCH and CYCLE are rewritten into the recursive term, so that the
// self-reference must stand there and not deeper. Mirrors rewriteSearchCycle.c.
func checkSearchableReference(cte *tree.CommonTableExpr) {
	op, ok := cte.Query.SetOp.(*tree.SetOperation)
	if !ok || cte.Search == nil && cte.Cycle == nil {
		return
	}
	right, ok := op.Right.(*tree.RangeTableRef)
	if !ok {
		return
	}
	for _, rte := range cte.Query.RangeTable[right.RTIndex-1].Subquery.RangeTable {
		if rte.Kind == tree.RTECTE && rte.CTE == cte && rte.CTELevel == 2 {
			return
		}
	}
	failf(sqlstate.FeatureNotSupported, source.NoPos,
		"with a SEARCH or CYCLE clause, the recursive reference to WITH query \"%s\" must be at the top level of its right-hand SELECT", cte.Name)
}

// Updatable tells whether a view with this query is automatically updatable: the relation below
// it and the column that each of its columns shows, 0 for those that cannot be written, -1 for
// system columns, which may be all; or nil and PostgreSQL's detail that says why not.
// Mirrors rewriteHandler.c: view_query_is_auto_updatable, view_col_is_auto_updatable.
func Updatable(q *tree.Query) (*catalog.Updatable, string) {
	const single = "Views that do not select from a single table or view are not automatically updatable."
	switch {
	case q.Distinct != nil:
		return nil, "Views containing DISTINCT are not automatically updatable."
	case q.GroupBy != nil || q.GroupingSets != nil:
		return nil, "Views containing GROUP BY are not automatically updatable."
	case q.Having != nil:
		return nil, "Views containing HAVING are not automatically updatable."
	case q.SetOp != nil:
		return nil, "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable."
	case q.CTEs != nil:
		return nil, "Views containing WITH are not automatically updatable."
	case q.Limit != nil || q.Offset != nil:
		return nil, "Views containing LIMIT or OFFSET are not automatically updatable."
	case q.HasAggs:
		return nil, "Views that return aggregate functions are not automatically updatable."
	case q.HasWindows:
		return nil, "Views that return window functions are not automatically updatable."
	case q.HasTargetSRFs:
		return nil, "Views that return set-returning functions are not automatically updatable."
	case len(q.From.List) != 1:
		return nil, single
	}
	ref, ok := q.From.List[0].(*tree.RangeTableRef)
	if !ok {
		return nil, single
	}
	rte := q.RangeTable[ref.RTIndex-1]
	if rte.Kind != tree.RTERelation {
		return nil, single
	}
	switch rte.Relation.Kind {
	case catalog.Table, catalog.PartitionedTable, catalog.ForeignTable, catalog.View:
	default:
		return nil, single
	}
	if rte.Sample {
		return nil, "Views containing TABLESAMPLE are not automatically updatable."
	}
	u := &catalog.Updatable{Base: rte.Relation.OID}
	for _, t := range q.Targets {
		if t.Junk {
			continue
		}
		num := int16(0)
		if v, ok := t.Expr.(*tree.Var); ok && v.LevelsUp == 0 && v.Varno == ref.RTIndex {
			num = int16(max(v.Attno, -1))
		}
		u.Columns = append(u.Columns, num)
	}
	return u, ""
}
