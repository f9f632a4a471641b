package analyze

import (
	"fmt"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file makes range-table entries and their name-space items (the addRangeTableEntry family
// of parse_relation.c). None of them is made visible here; the caller does that.

const maxColumns = 1664 // MaxTupleAttributeNumber

// addRTE appends an entry and builds its name-space item.
func (p *pstate) addRTE(rte *tree.RangeTableEntry) *nsitem {
	columns := make([]nscolumn, len(rte.Columns))
	index := len(p.rtable) + 1
	for i := range rte.Columns {
		c := &rte.Columns[i]
		columns[i] = nscolumn{
			varno: index, attno: int(c.Num),
			typ: c.Type, typmod: c.Typmod, collation: c.Collation,
			synVarno: index, synAttno: int(c.Num),
			dontExpand: c.Hidden,
		}
	}
	return p.addColumns(rte, columns)
}

// addColumns is addRTE for an entry whose columns stand for those of other entries.
func (p *pstate) addColumns(rte *tree.RangeTableEntry, columns []nscolumn) *nsitem {
	p.rtable = append(p.rtable, rte)
	item := &nsitem{
		name: rte.Name, rte: rte, rtindex: len(p.rtable),
		columnNames: make([]string, len(rte.Columns)),
		columns:     columns,
		relVisible:  true, colsVisible: true, lateralOK: true,
	}
	for i := range rte.Columns {
		item.columnNames[i] = rte.Columns[i].Name
	}
	return item
}

// setAlias names an entry and overrides the names of its first columns by the alias's list.
// It returns how many column names the alias has.
func setAlias(rte *tree.RangeTableEntry, alias *pg.Alias, refname string) int {
	rte.Name = refname
	if alias == nil {
		return 0
	}
	rte.Alias, rte.Name, rte.HasAlias = alias.Aliasname, alias.Aliasname, true
	for i, n := range alias.Colnames {
		if i < len(rte.Columns) {
			rte.Columns[i].Name = n.GetString_().GetSval()
		}
	}
	return len(alias.Colnames)
}

// checkAliasCount complains about more column aliases than columns.
func checkAliasCount(rte *tree.RangeTableEntry, aliases int, what string) {
	if aliases > len(rte.Columns) {
		failf(sqlstate.InvalidColumnReference, source.NoPos, "%s \"%s\" %s %d columns available but %d columns specified",
			what, rte.Name, map[bool]string{true: "have", false: "has"}[what == "VALUES lists"], len(rte.Columns), aliases)
	}
}

// addRangeTableEntry adds a relation of FROM.
func (p *pstate) addRangeTableEntry(rv *pg.RangeVar) *nsitem {
	rel := p.parserOpenTable(rv)
	return p.addRangeTableEntryForRelation(rel, rv.Alias, rv.Inh, true)
}

// addRangeTableEntryForRelation adds a relation that is looked up already.
func (p *pstate) addRangeTableEntryForRelation(rel *catalog.Relation, alias *pg.Alias, inherit, inFrom bool) *nsitem {
	return p.addRTE(relationRTE(rel, alias, inherit, inFrom))
}

func relationRTE(rel *catalog.Relation, alias *pg.Alias, inherit, inFrom bool) *tree.RangeTableEntry {
	rte := &tree.RangeTableEntry{
		Kind: tree.RTERelation, Relation: rel, Inherit: inherit, InFrom: inFrom, At: source.NoPos,
		Columns: relationColumns(rel),
	}
	n := setAlias(rte, alias, rel.Name)
	checkAliasCount(rte, n, "table")
	return rte
}

// relationColumns describes a relation's columns.
func relationColumns(rel *catalog.Relation) []tree.RTEColumn {
	out := make([]tree.RTEColumn, len(rel.Columns))
	for i, c := range rel.Columns {
		out[i] = tree.RTEColumn{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Collation: c.Collation, Num: c.Num}
	}
	return out
}

// addRangeTableEntryForSubquery adds a subquery. Without an alias (PostgreSQL 16 allows that) it
// cannot be named.
func (p *pstate) addRangeTableEntryForSubquery(q *tree.Query, alias *pg.Alias, lateral, inFrom bool) *nsitem {
	rte := &tree.RangeTableEntry{
		Kind: tree.RTESubquery, Subquery: q, Lateral: lateral, InFrom: inFrom, At: source.NoPos,
		Columns: targetColumns(q.Targets),
	}
	n := setAlias(rte, alias, "unnamed_subquery")
	checkAliasCount(rte, n, "table")
	item := p.addRTE(rte)
	item.relVisible = alias != nil
	return item
}

// targetColumns describes what a target list returns.
func targetColumns(list []*tree.TargetEntry) []tree.RTEColumn {
	out := make([]tree.RTEColumn, 0, len(list))
	for _, t := range list {
		if t.Junk {
			continue
		}
		out = append(out, tree.RTEColumn{
			Name: t.Name, Type: t.Expr.Type(), Typmod: t.Expr.Typmod(),
			Collation: exprCollation(t.Expr), Num: int16(len(out) + 1),
		})
	}
	return out
}

// addRangeTableEntryForTableFunc adds XMLTABLE.
func (p *pstate) addRangeTableEntryForTableFunc(tf *tree.TableFunc, alias *pg.Alias, lateral bool, at source.Pos) *nsitem {
	if len(tf.Columns) > maxColumns {
		failf(sqlstate.TooManyColumns, at, "functions in FROM can return at most %d columns", maxColumns)
	}
	rte := &tree.RangeTableEntry{
		Kind: tree.RTETableFunc, TableFunc: tf, Lateral: lateral, InFrom: true, At: at,
		Columns: append([]tree.RTEColumn(nil), tf.Columns...),
	}
	if n := setAlias(rte, alias, "xmltable"); n > len(tf.Columns) {
		failf(sqlstate.InvalidColumnReference, source.NoPos,
			"%s function has %d columns available but %d columns specified", "XMLTABLE", len(tf.Columns), n)
	}
	return p.addRTE(rte)
}

// addRangeTableEntryForValues adds a VALUES list whose columns are described by columns (names
// are given here).
func (p *pstate) addRangeTableEntryForValues(lists [][]tree.Expr, columns []tree.RTEColumn, lateral, inFrom bool) *nsitem {
	for i := range columns {
		columns[i].Name = fmt.Sprintf("column%d", i+1)
		columns[i].Num = int16(i + 1)
	}
	return p.addRTE(&tree.RangeTableEntry{
		Kind: tree.RTEValues, Values: lists, Lateral: lateral, InFrom: inFrom, At: source.NoPos,
		Columns: columns, Name: "*VALUES*",
	})
}

// joinParts is what addRangeTableEntryForJoin needs to know of a join.
type joinParts struct {
	names               []string
	columns             []nscolumn
	vars                []tree.Expr
	typ                 tree.JoinType
	merged              int
	leftCols, rightCols []int
	usingAlias, alias   *pg.Alias
	inFrom              bool
}

// addRangeTableEntryForJoin adds the entry of a JOIN. Unlike for other entries the columns refer
// to the inputs' entries, except merged ones.
func (p *pstate) addRangeTableEntryForJoin(j *joinParts) *nsitem {
	if len(j.vars) > 32767 {
		failf(sqlstate.ProgramLimitExceeded, source.NoPos, "joins can have at most %d columns", 32767)
	}
	rte := &tree.RangeTableEntry{
		Kind: tree.RTEJoin, JoinType: j.typ, JoinVars: j.vars, MergedN: j.merged,
		LeftCols: j.leftCols, RightCols: j.rightCols, InFrom: j.inFrom, At: source.NoPos,
		Columns: make([]tree.RTEColumn, len(j.names)),
	}
	if j.usingAlias != nil {
		rte.UsingAlias = j.usingAlias.Aliasname
	}
	for i, name := range j.names {
		v := j.vars[i]
		rte.Columns[i] = tree.RTEColumn{
			Name: name, Type: v.Type(), Typmod: v.Typmod(), Collation: exprCollation(v), Num: int16(i + 1),
		}
	}
	n := setAlias(rte, j.alias, "unnamed_join")
	checkAliasCount(rte, n, "join expression")
	return p.addColumns(rte, j.columns)
}

// addRangeTableEntryForCTE adds a reference to a WITH query, levelsUp query levels out.
func (p *pstate) addRangeTableEntryForCTE(cte *tree.CommonTableExpr, levelsUp int, rv *pg.RangeVar) *nsitem {
	rte := &tree.RangeTableEntry{
		Kind: tree.RTECTE, CTE: cte, CTELevel: levelsUp, SelfRef: cte.Query == nil,
		InFrom: true, At: source.Pos(rv.Location),
		Columns: append([]tree.RTEColumn(nil), cte.Columns...),
	}
	if !rte.SelfRef {
		cte.Refs++
		if cte.Query.Command != tree.Select && cte.Query.Returning == nil {
			failf(sqlstate.FeatureNotSupported, rte.At, "WITH query \"%s\" does not have a RETURNING clause", cte.Name)
		}
	}
	n := setAlias(rte, rv.Alias, cte.Name)
	checkAliasCount(rte, n, "table")
	// Columns of SEARCH and CYCLE stand outside the alias's reach; * in the query itself (one
	// level in) does not show them.
	add := func(name string, typ catalog.OID, typmod int32, collation catalog.OID) {
		rte.Columns = append(rte.Columns, tree.RTEColumn{
			Name: name, Type: typ, Typmod: typmod, Collation: collation,
			Num: int16(len(rte.Columns) + 1), Hidden: levelsUp > 0,
		})
	}
	if s := cte.Search; s != nil {
		typ := catalog.RecordArrayOID
		if s.BreadthFirst {
			typ = catalog.RecordOID
		}
		add(s.SeqColumn, typ, -1, catalog.InvalidOID)
	}
	if c := cte.Cycle; c != nil {
		add(c.MarkColumn, c.MarkType, c.MarkTypmod, c.MarkCollation)
		add(c.PathColumn, catalog.RecordArrayOID, -1, catalog.InvalidOID)
	}
	return p.addRTE(rte)
}

// rangeFunc is one function of a function entry before its columns are known.
type rangeFunc struct {
	expr   tree.Expr
	name   string
	coldef []*pg.Node
}

// addRangeTableEntryForFunction adds the functions of one FROM item: a call, ROWS FROM, or
// unnest with several arguments. Mirrors parse_relation.c: addRangeTableEntryForFunction.
func (p *pstate) addRangeTableEntryForFunction(funcs []rangeFunc, rf *pg.RangeFunction, lateral bool) *nsitem {
	rte := &tree.RangeTableEntry{
		Kind: tree.RTEFunction, Ordinality: rf.Ordinality, Lateral: lateral, InFrom: true,
		At: exprLocation(funcs[0].expr),
	}
	for i := range funcs {
		f := &funcs[i]
		columns := p.functionColumns(f, rf.Alias, len(funcs))
		rte.Functions = append(rte.Functions, &tree.RTEFunc{
			Expr: f.expr, ColCount: len(columns), ColDef: len(f.coldef) > 0, Columns: columns,
		})
		for _, c := range columns {
			c.Num = int16(len(rte.Columns) + 1)
			rte.Columns = append(rte.Columns, c)
		}
	}
	if rf.Ordinality {
		rte.Columns = append(rte.Columns, tree.RTEColumn{
			Name: "ordinality", Type: catalog.Int8OID, Typmod: -1, Num: int16(len(rte.Columns) + 1),
		})
	}
	if len(rte.Columns) > maxColumns {
		failf(sqlstate.TooManyColumns, rte.At, "functions in FROM can return at most %d columns", maxColumns)
	}
	n := setAlias(rte, rf.Alias, funcs[0].name)
	checkAliasCount(rte, n, "table")
	return p.addRTE(rte)
}

// functionColumns says which columns a function in FROM has.
func (p *pstate) functionColumns(f *rangeFunc, alias *pg.Alias, nfuncs int) []tree.RTEColumn {
	class, ret, desc := p.getExprResultType(f.expr)
	at := exprLocation(f.expr)
	if len(f.coldef) > 0 {
		p.checkColdefAllowed(f, class)
	} else if class == funcRecord {
		failf(sqlstate.SyntaxError, at, "a column definition list is required for functions returning \"record\"")
	}
	switch class {
	case funcComposite, funcCompositeDomain:
		return desc
	case funcScalar:
		return []tree.RTEColumn{{
			Name: scalarFunctionAlias(f, alias, nfuncs),
			Type: ret, Typmod: f.expr.Typmod(), Collation: exprCollation(f.expr), Num: 1,
		}}
	case funcRecord:
		return p.coldefColumns(f.coldef)
	}
	failf(sqlstate.DatatypeMismatch, at, "function \"%s\" in FROM has unsupported return type %s", f.name, p.formatType(ret))
	return nil
}

// checkColdefAllowed rejects a column definition list where the function says its columns itself.
func (p *pstate) checkColdefAllowed(f *rangeFunc, class typefuncClass) {
	at := listLocation(f.coldef)
	switch class {
	case funcRecord:
	case funcComposite, funcCompositeDomain:
		if f.expr.Type() == catalog.RecordOID {
			failf(sqlstate.SyntaxError, at, "a column definition list is redundant for a function with OUT parameters")
		}
		failf(sqlstate.SyntaxError, at, "a column definition list is redundant for a function returning a named composite type")
	default:
		failf(sqlstate.SyntaxError, at, "a column definition list is only allowed for functions returning \"record\"")
	}
}

// scalarFunctionAlias chooses the column name of a function that returns one value: its OUT
// parameter, the alias, or the function's name.
func scalarFunctionAlias(f *rangeFunc, alias *pg.Alias, nfuncs int) string {
	if fn, ok := f.expr.(*tree.FuncExpr); ok {
		if name := funcResultName(fn.Func); name != "" {
			return name
		}
	}
	if nfuncs == 1 && alias != nil {
		return alias.Aliasname
	}
	return f.name
}

// coldefColumns reads a column definition list.
func (p *pstate) coldefColumns(list []*pg.Node) []tree.RTEColumn {
	if len(list) > 1600 {
		failf(sqlstate.TooManyColumns, listLocation(list), "column definition lists can have at most %d entries", 1600)
	}
	columns := make([]tree.RTEColumn, len(list))
	for i, n := range list {
		def := n.GetColumnDef()
		at := source.Pos(def.Location)
		if def.TypeName.Setof {
			failf(sqlstate.InvalidTableDefinition, at, "column \"%s\" cannot be declared SETOF", def.Colname)
		}
		typ, typmod := p.typenameType(def.TypeName)
		columns[i] = tree.RTEColumn{
			Name: def.Colname, Type: typ.OID, Typmod: typmod, Num: int16(i + 1),
			Collation: p.columnDefCollation(def, typ.OID),
		}
	}
	p.checkAttributeNamesTypes(columns)
	return columns
}

// columnDefCollation mirrors parse_type.c: GetColumnDefCollation.
func (p *pstate) columnDefCollation(def *pg.ColumnDef, typ catalog.OID) catalog.OID {
	own := p.getTypcollation(typ)
	if def.CollClause == nil {
		return own
	}
	at := source.Pos(def.CollClause.Location)
	collation := p.lookupCollation(def.CollClause.Collname, at)
	if collation != catalog.InvalidOID && own == catalog.InvalidOID {
		failf(sqlstate.DatatypeMismatch, at, "collations are not supported by type %s", p.formatType(typ))
	}
	return collation
}

// checkAttributeNamesTypes rejects duplicate names and pseudo-types other than record.
// Mirrors heap.c: CheckAttributeNamesTypes.
func (p *pstate) checkAttributeNamesTypes(columns []tree.RTEColumn) {
	for i := range columns {
		for j := range i {
			if columns[i].Name == columns[j].Name {
				failf(sqlstate.DuplicateColumn, source.NoPos, "column name \"%s\" specified more than once", columns[i].Name)
			}
		}
	}
	for i := range columns {
		c := &columns[i]
		t := p.cat.Type(p.getBaseType(c.Type))
		if t == nil || t.Kind != catalog.PseudoType || t.OID == catalog.RecordOID || t.OID == catalog.RecordArrayOID {
			continue
		}
		failf(sqlstate.InvalidTableDefinition, source.NoPos, "column \"%s\" has pseudo-type %s", c.Name, p.formatType(c.Type))
	}
}

// listLocation is exprLocation of a list of raw nodes: the first one that has a place.
func listLocation(list []*pg.Node) source.Pos {
	for _, n := range list {
		if at := nodeLocation(n); at >= 0 {
			return at
		}
	}
	return source.NoPos
}
