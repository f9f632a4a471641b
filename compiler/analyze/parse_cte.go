package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file analyses WITH. The checks of recursive queries before analysis are in cte_graph.go.

// transformWithClause analyses the queries of a WITH clause and makes them visible to the rest of
// the statement. Mirrors parse_cte.c: transformWithClause.
func (p *pstate) transformWithClause(with *pg.WithClause) []*tree.CommonTableExpr {
	raws := make([]*pg.CommonTableExpr, len(with.Ctes))
	for i, n := range with.Ctes {
		raws[i] = n.GetCommonTableExpr()
	}
	for i, raw := range raws {
		if raw.Ctequery.GetMergeStmt() != nil {
			failf(sqlstate.FeatureNotSupported, source.Pos(raw.Location), "MERGE not supported in WITH query")
		}
		for _, other := range raws[i+1:] {
			if other.Ctename == raw.Ctename {
				failf(sqlstate.DuplicateAlias, source.Pos(other.Location), "WITH query name \"%s\" specified more than once", other.Ctename)
			}
		}
		if raw.Ctequery.GetSelectStmt() == nil {
			p.hasModifyingCTE = true
		}
	}
	if !with.Recursive {
		p.futureCTEs = raws
		for _, raw := range raws {
			cte := newCTE(raw, false)
			p.analyzeCTE(cte, raw)
			p.ctes = append(p.ctes, cte)
			p.futureCTEs = p.futureCTEs[1:]
		}
		return p.ctes
	}
	items := cteDependencies(raws)
	for _, item := range items {
		checkWellFormedRecursion(item)
	}
	for _, item := range items {
		p.ctes = append(p.ctes, newCTE(item.raw, item.recursive))
	}
	for i, item := range items {
		p.analyzeCTE(p.ctes[i], item.raw)
	}
	return p.ctes
}

func newCTE(raw *pg.CommonTableExpr, recursive bool) *tree.CommonTableExpr {
	cte := &tree.CommonTableExpr{Name: raw.Ctename, Recursive: recursive, At: source.Pos(raw.Location)}
	switch raw.Ctematerialized {
	case pg.CTEMaterialize_CTEMaterializeAlways:
		cte.Materialized = 'y'
	case pg.CTEMaterialize_CTEMaterializeNever:
		cte.Materialized = 'n'
	}
	if s := raw.SearchClause; s != nil {
		cte.Search = &tree.CTESearch{
			Columns: nameList(s.SearchColList), BreadthFirst: s.SearchBreadthFirst, SeqColumn: s.SearchSeqColumn,
		}
	}
	if c := raw.CycleClause; c != nil {
		cte.Cycle = &tree.CTECycle{
			Columns: nameList(c.CycleColList), MarkColumn: c.CycleMarkColumn, PathColumn: c.CyclePathColumn, MarkTypmod: -1,
		}
	}
	return cte
}

// analyzeCTE analyses one WITH query and determines its columns.
func (p *pstate) analyzeCTE(cte *tree.CommonTableExpr, raw *pg.CommonTableExpr) {
	if raw.CycleClause != nil {
		p.analyzeCycleMark(cte.Cycle, raw.CycleClause)
	}
	p.rememberCTE(cte, raw)
	q := p.parseSubAnalyze(raw.Ctequery, cte, false, true)
	if q.Command != tree.Select && p.parent != nil {
		failf(sqlstate.FeatureNotSupported, cte.At, "WITH clause containing a data-modifying statement must be at the top level")
	}
	cte.Query = q
	if cte.Recursive {
		p.checkRecursiveColumns(cte)
	} else {
		p.analyzeCTETargetList(cte, outputList(q))
	}
	p.checkSearchAndCycle(cte, raw)
}

// rememberCTE keeps the raw form of a WITH query for as long as it is analysed: the columns of a
// recursive one are needed half-way.
func (p *pstate) rememberCTE(cte *tree.CommonTableExpr, raw *pg.CommonTableExpr) {
	if p.rawCTEs == nil {
		p.rawCTEs = map[*tree.CommonTableExpr]*pg.CommonTableExpr{}
	}
	p.rawCTEs[cte] = raw
}

// analyzeCycleMark finds the common type of CYCLE … SET mark TO value DEFAULT value.
func (p *pstate) analyzeCycleMark(c *tree.CTECycle, raw *pg.CTECycleClause) {
	value := p.transformExpr(raw.CycleMarkValue, exprCycleMark)
	def := p.transformExpr(raw.CycleMarkDefault, exprCycleMark)
	c.MarkType, _ = p.selectCommonType([]tree.Expr{value, def}, "CYCLE")
	c.MarkValue = p.coerceToCommonType(value, c.MarkType, "CYCLE/SET/TO")
	c.MarkDef = p.coerceToCommonType(def, c.MarkType, "CYCLE/SET/DEFAULT")
	both := []tree.Expr{c.MarkValue, c.MarkDef}
	c.MarkTypmod = p.selectCommonTypmod(both, c.MarkType)
	c.MarkCollation = p.selectCommonCollation(both, true)

	_, eq, _, _ := p.getSortGroupOperators(c.MarkType, false, false, false, source.NoPos)
	op := p.cat.Operator(eq)
	if op == nil {
		failf(sqlstate.UndefinedFunction, source.NoPos, "could not identify an equality operator for type %s", p.formatType(c.MarkType))
	}
	if op.Negates == catalog.InvalidOID {
		failf(sqlstate.UndefinedFunction, source.NoPos, "could not identify an inequality operator for type %s", p.formatType(c.MarkType))
	}
}

// analyzeCTETargetList fills in the columns of a WITH query from what it returns.
func (p *pstate) analyzeCTETargetList(cte *tree.CommonTableExpr, list []*tree.TargetEntry) {
	raw := p.rawCTEOf(cte)
	cte.Columns = targetColumns(list)
	for i := range cte.Columns {
		c := &cte.Columns[i]
		if i < len(raw.Aliascolnames) {
			c.Name = raw.Aliascolnames[i].GetString_().GetSval()
		}
		// The recursive term must not see an undecided literal.
		if cte.Recursive && c.Type == catalog.UnknownOID {
			c.Type, c.Typmod = catalog.TextOID, -1
			if c.Collation == catalog.InvalidOID {
				c.Collation = catalog.DefaultCollation
			}
		}
	}
	if n := len(raw.Aliascolnames); len(cte.Columns) < n {
		failf(sqlstate.InvalidColumnReference, cte.At, "WITH query \"%s\" has %d columns available but %d columns specified",
			cte.Name, len(cte.Columns), n)
	}
}

func (p *pstate) rawCTEOf(cte *tree.CommonTableExpr) *pg.CommonTableExpr {
	for q := p; q != nil; q = q.parent {
		if raw := q.rawCTEs[cte]; raw != nil {
			return raw
		}
	}
	panic("analyze: WITH query without its source")
}

// checkRecursiveColumns checks that the recursive term has not changed the columns' types.
func (p *pstate) checkRecursiveColumns(cte *tree.CommonTableExpr) {
	i := 0
	for _, t := range outputList(cte.Query) {
		if t.Junk || i >= len(cte.Columns) {
			continue
		}
		c, e := &cte.Columns[i], t.Expr
		i++
		if e.Type() != c.Type || e.Typmod() != c.Typmod {
			f := &failure{
				code: sqlstate.DatatypeMismatch, at: exprLocation(e),
				hint: "Cast the output of the non-recursive term to the correct type.",
			}
			f.message = "recursive query \"" + cte.Name + "\" column " + itoa(i) + " has type " +
				p.formatTypeMod(c.Type, c.Typmod) + " in non-recursive term but type " + p.formatTypeMod(e.Type(), e.Typmod()) + " overall"
			panic(f)
		}
		if got := exprCollation(e); got != c.Collation {
			f := &failure{
				code: sqlstate.CollationMismatch, at: exprLocation(e),
				hint: "Use the COLLATE clause to set the collation of the non-recursive term.",
			}
			f.message = "recursive query \"" + cte.Name + "\" column " + itoa(i) + " has collation \"" +
				p.collationName(c.Collation) + "\" in non-recursive term but collation \"" + p.collationName(got) + "\" overall"
			panic(f)
		}
	}
}

func (p *pstate) collationName(oid catalog.OID) string {
	if c := p.cat.Collation(oid); c != nil {
		return c.Name
	}
	return "(null)"
}

// checkSearchAndCycle checks the names in SEARCH and CYCLE and that the query has a form that
// they work for.
func (p *pstate) checkSearchAndCycle(cte *tree.CommonTableExpr, raw *pg.CommonTableExpr) {
	if cte.Search == nil && cte.Cycle == nil {
		return
	}
	if !cte.Recursive {
		failf(sqlstate.SyntaxError, cte.At, "WITH query is not recursive")
	}
	if op, ok := cte.Query.SetOp.(*tree.SetOperation); ok {
		if _, leaf := op.Left.(*tree.RangeTableRef); !leaf {
			failf(sqlstate.FeatureNotSupported, source.NoPos, "with a SEARCH or CYCLE clause, the left side of the UNION must be a SELECT")
		}
		if _, leaf := op.Right.(*tree.RangeTableRef); !leaf {
			failf(sqlstate.SyntaxError, source.NoPos, "with a SEARCH or CYCLE clause, the right side of the UNION must be a SELECT")
		}
	}
	if s := cte.Search; s != nil {
		at := source.Pos(raw.SearchClause.Location)
		checkCTEColumnList(cte, s.Columns, "search", at)
		checkCTEColumnUnused(cte, s.SeqColumn, "search sequence", at)
	}
	if c := cte.Cycle; c != nil {
		at := source.Pos(raw.CycleClause.Location)
		checkCTEColumnList(cte, c.Columns, "cycle", at)
		checkCTEColumnUnused(cte, c.MarkColumn, "cycle mark", at)
		checkCTEColumnUnused(cte, c.PathColumn, "cycle path", at)
		if c.MarkColumn == c.PathColumn {
			failf(sqlstate.SyntaxError, at, "cycle mark column name and cycle path column name are the same")
		}
	}
	if cte.Search == nil || cte.Cycle == nil {
		return
	}
	at := source.Pos(raw.SearchClause.Location)
	switch cte.Search.SeqColumn {
	case cte.Cycle.MarkColumn:
		failf(sqlstate.SyntaxError, at, "search sequence column name and cycle mark column name are the same")
	case cte.Cycle.PathColumn:
		failf(sqlstate.SyntaxError, at, "search sequence column name and cycle path column name are the same")
	}
}

func cteHasColumn(cte *tree.CommonTableExpr, name string) bool {
	for i := range cte.Columns {
		if cte.Columns[i].Name == name {
			return true
		}
	}
	return false
}

func checkCTEColumnList(cte *tree.CommonTableExpr, names []string, what string, at source.Pos) {
	for i, name := range names {
		if !cteHasColumn(cte, name) {
			failf(sqlstate.SyntaxError, at, "%s column \"%s\" not in WITH query column list", what, name)
		}
		for _, before := range names[:i] {
			if before == name {
				failf(sqlstate.DuplicateColumn, at, "%s column \"%s\" specified more than once", what, name)
			}
		}
	}
}

func checkCTEColumnUnused(cte *tree.CommonTableExpr, name, what string, at source.Pos) {
	if cteHasColumn(cte, name) {
		failf(sqlstate.SyntaxError, at, "%s column name \"%s\" already used in WITH query column list", what, name)
	}
}
