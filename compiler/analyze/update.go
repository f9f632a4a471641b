package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// transformUpdateStmt analyses UPDATE: RETURNING before SET, as PostgreSQL does.
// Mirrors analyze.c: transformUpdateStmt.
func (p *pstate) transformUpdateStmt(stmt *pg.UpdateStmt) *tree.Query {
	q := &tree.Query{Command: tree.Update, At: source.NoPos}
	p.withClause(q, stmt.WithClause)
	q.Result = p.setTargetTable(stmt.Relation, stmt.Relation.Inh, true)
	p.transformSourceOfTarget(stmt.FromClause)
	where := p.transformWhereClause(stmt.WhereClause, exprWhere, "WHERE")
	q.Returning = p.transformReturningList(stmt.ReturningList)
	q.Targets = p.transformUpdateTargetList(stmt.TargetList)
	p.finish(q, where)
	p.assignQueryCollations(q)
	return q
}

// transformDeleteStmt analyses DELETE. Mirrors analyze.c: transformDeleteStmt.
func (p *pstate) transformDeleteStmt(stmt *pg.DeleteStmt) *tree.Query {
	q := &tree.Query{Command: tree.Delete, At: source.NoPos}
	p.withClause(q, stmt.WithClause)
	q.Result = p.setTargetTable(stmt.Relation, stmt.Relation.Inh, true)
	p.transformSourceOfTarget(stmt.UsingClause)
	where := p.transformWhereClause(stmt.WhereClause, exprWhere, "WHERE")
	q.Returning = p.transformReturningList(stmt.ReturningList)
	p.finish(q, where)
	p.assignQueryCollations(q)
	if p.hasAggs {
		p.parseCheckAggregates(q)
	}
	return q
}

// transformSourceOfTarget analyses UPDATE's FROM or DELETE's USING, from which the target must not
// be referred to.
func (p *pstate) transformSourceOfTarget(list []*pg.Node) {
	p.target.lateralOnly, p.target.lateralOK = true, false
	p.transformFromClause(list)
	p.target.lateralOnly, p.target.lateralOK = false, true
}

// transformUpdateTargetList analyses a SET list; junk entries (multiple assignment from one
// subquery) get numbers past the relation's columns.
func (p *pstate) transformUpdateTargetList(list []*pg.Node) []*tree.TargetEntry {
	out := p.transformTargetList(list, exprUpdateSource)
	rel := p.target.rte.Relation
	for _, c := range rel.Columns {
		p.nextResno = max(p.nextResno, int(c.Num)+1)
	}
	i := 0
	for _, t := range out {
		if t.Junk {
			t.Resno, t.Name = p.nextResno, ""
			p.nextResno++
			continue
		}
		target := list[i].GetResTarget()
		i++
		attno := attnameAttNum(rel, target.Name, true)
		if attno == 0 {
			fail(sqlstate.UndefinedColumn, source.Pos(target.Location),
				"column \""+target.Name+"\" of relation \""+rel.Name+"\" does not exist", nearColumn(rel, target.Name)...)
		}
		p.updateTargetListEntry(t, target.Name, attno, target.Indirection, source.Pos(target.Location))
	}
	return out
}
