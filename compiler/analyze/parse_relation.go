package analyze

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file resolves names of FROM items and columns. The constructors of range-table entries
// are in parse_rte.go, the errors with their hints in parse_relation_hints.go.

// refnameNamespaceItem finds the visible FROM item called schema.refname, or refname if schema
// is "", in this query level or an outer one; nil if there is none. A qualified name only matches
// a relation without an alias, as SQL says. Mirrors parse_relation.c: refnameNamespaceItem.
func (p *pstate) refnameNamespaceItem(schema, refname string, at source.Pos) (item *nsitem, levelsUp int) {
	var rel *catalog.Relation
	if schema != "" {
		if rel = p.findRelation(schema, refname); rel == nil {
			return nil, 0
		}
	}
	for q := p; q != nil; q = q.parent {
		if rel != nil {
			item = q.scanNameSpaceForRelid(rel, at)
		} else {
			item = q.scanNameSpaceForRefname(refname, at)
		}
		if item != nil {
			return item, levelsUp
		}
		levelsUp++
	}
	return nil, 0
}

// findRelation looks a relation up without complaining; schema "" means along the search path.
func (p *pstate) findRelation(schema, relname string) *catalog.Relation {
	if schema == "" {
		return p.cat.RelationByName(catalog.InvalidOID, relname)
	}
	ns := p.namespaceOID(schema)
	if ns == catalog.InvalidOID {
		return nil
	}
	return p.cat.RelationByName(ns, relname)
}

// namespaceOID is LookupNamespaceNoError.
func (p *pstate) namespaceOID(schema string) catalog.OID {
	if schema == "pg_temp" {
		return catalog.PgTemp
	}
	if ns := p.cat.Namespace(schema); ns != nil {
		return ns.OID
	}
	return catalog.InvalidOID
}

func (p *pstate) scanNameSpaceForRefname(refname string, at source.Pos) *nsitem {
	var found *nsitem
	for _, item := range p.namespace {
		if !item.relVisible || item.name != refname || item.lateralOnly && !p.lateralOK {
			continue
		}
		if found != nil {
			failf(sqlstate.AmbiguousAlias, at, "table reference \"%s\" is ambiguous", refname)
		}
		p.checkLateralRefOK(item, at)
		found = item
	}
	return found
}

func (p *pstate) scanNameSpaceForRelid(rel *catalog.Relation, at source.Pos) *nsitem {
	var found *nsitem
	for _, item := range p.namespace {
		if !item.relVisible || item.lateralOnly && !p.lateralOK {
			continue
		}
		rte := item.rte
		if rte.Kind != tree.RTERelation || rte.HasAlias || rte.Relation.OID != rel.OID {
			continue
		}
		if found != nil {
			failf(sqlstate.AmbiguousAlias, at, "table reference %d is ambiguous", rel.OID)
		}
		p.checkLateralRefOK(item, at)
		found = item
	}
	return found
}

// scanNameSpaceForCTE finds a WITH query by name; levelsUp counts query levels.
func (p *pstate) scanNameSpaceForCTE(refname string) (cte *tree.CommonTableExpr, levelsUp int) {
	for q := p; q != nil; q = q.parent {
		for _, c := range q.ctes {
			if c.Name == refname {
				return c, levelsUp
			}
		}
		levelsUp++
	}
	return nil, 0
}

// isFutureCTE tells whether a WITH query of that name is not yet in scope, for a better message.
func (p *pstate) isFutureCTE(refname string) bool {
	for q := p; q != nil; q = q.parent {
		for _, c := range q.futureCTEs {
			if c.Ctename == refname {
				return true
			}
		}
	}
	return false
}

// checkNameSpaceConflicts complains if two lists of FROM items cannot be visible together.
// Relations without an alias may share a name if they are different relations.
func checkNameSpaceConflicts(a, b []*nsitem) {
	for _, x := range a {
		if !x.relVisible {
			continue
		}
		for _, y := range b {
			if !y.relVisible || x.name != y.name {
				continue
			}
			if plainRelation(x.rte) && plainRelation(y.rte) && x.rte.Relation.OID != y.rte.Relation.OID {
				continue
			}
			failf(sqlstate.DuplicateAlias, source.NoPos, "table name \"%s\" specified more than once", x.name)
		}
	}
}

func plainRelation(rte *tree.RangeTableEntry) bool {
	return rte.Kind == tree.RTERelation && !rte.HasAlias
}

// checkLateralRefOK rejects references to the wrong side of an outer join and to the target of
// UPDATE or DELETE from its FROM clause: SQL wants an error, not an invisible item.
func (p *pstate) checkLateralRefOK(item *nsitem, at source.Pos) {
	if !item.lateralOnly || item.lateralOK {
		return
	}
	why := withDetail("The combining JOIN type must be INNER or LEFT for a LATERAL reference.")
	if p.target != nil && p.target.rte == item.rte {
		why = withHint("There is an entry for table \"%s\", but it cannot be referenced from this part of the query.", item.name)
	}
	fail(sqlstate.InvalidColumnReference, at,
		"invalid reference to FROM-clause entry for table \""+item.name+"\"", why)
}

// getNSItem returns the name-space item of a range-table entry levelsUp levels out.
// Mirrors parse_relation.c: GetNSItemByRangeTablePosn.
func (p *pstate) getNSItem(varno, levelsUp int) *nsitem {
	q := p.up(levelsUp)
	for _, item := range q.namespace {
		if item.rtindex == varno {
			return item
		}
	}
	panic("analyze: no name-space item for a range-table entry")
}

// getRTE returns a range-table entry. Mirrors parse_relation.c: GetRTEByRangeTablePosn.
func (p *pstate) getRTE(varno, levelsUp int) *tree.RangeTableEntry {
	return p.up(levelsUp).rtable[varno-1]
}

func (p *pstate) up(levels int) *pstate {
	for ; levels > 0; levels-- {
		p = p.parent
	}
	return p
}

// scanNSItemForColumn returns a Var for the column called name of item, system columns included;
// nil if there is none, 42702 if several have that name.
// Mirrors parse_relation.c: scanNSItemForColumn.
func (p *pstate) scanNSItemForColumn(item *nsitem, levelsUp int, name string, at source.Pos) tree.Expr {
	i := -1
	for k, c := range item.columnNames {
		if c != name {
			continue
		}
		if i >= 0 {
			failf(sqlstate.AmbiguousColumn, at, "column reference \"%s\" is ambiguous", name)
		}
		i = k
	}
	if i >= 0 {
		c := &item.columns[i]
		return c.makeVar(levelsUp, at)
	}
	sys := systemColumn(name)
	if sys == nil || !hasSystemColumns(item.rte) {
		return nil
	}
	if sys.num != tableOIDNum {
		p.checkSystemColumnAllowed(name, at)
	}
	return &tree.Var{
		Node:  tree.Node{Typ: sys.typ, Mod: -1, At: at},
		Varno: item.rtindex, Attno: sys.num, LevelsUp: levelsUp,
	}
}

// checkSystemColumnAllowed rejects system columns where the row does not exist yet.
func (p *pstate) checkSystemColumnAllowed(name string, at source.Pos) {
	format := ""
	switch p.kind {
	case exprCheckConstraint:
		format = "system column \"%s\" reference in check constraint is invalid"
	case exprGeneratedColumn:
		format = "cannot use system column \"%s\" in column generation expression"
	case exprMergeWhen:
		format = "cannot use system column \"%s\" in MERGE WHEN condition"
	default:
		return
	}
	failf(sqlstate.InvalidColumnReference, at, format, name)
}

func (c *nscolumn) makeVar(levelsUp int, at source.Pos) *tree.Var {
	return &tree.Var{
		Node:  tree.Node{Typ: c.typ, Mod: c.typmod, At: at},
		Varno: c.varno, Attno: c.attno, LevelsUp: levelsUp, Collation: c.collation,
	}
}

// colNameToVar finds an unqualified column in this level or, unless localOnly, an outer one; nil
// if there is none, 42702 if the nearest level that has it has it twice.
// Mirrors parse_relation.c: colNameToVar.
func (p *pstate) colNameToVar(name string, localOnly bool, at source.Pos) tree.Expr {
	var found tree.Expr
	levelsUp := 0
	for q := p; q != nil; q = q.parent {
		for _, item := range q.namespace {
			if !item.colsVisible || item.lateralOnly && !q.lateralOK {
				continue
			}
			v := p.scanNSItemForColumn(item, levelsUp, name, at)
			if v == nil {
				continue
			}
			if found != nil {
				failf(sqlstate.AmbiguousColumn, at, "column reference \"%s\" is ambiguous", name)
			}
			q.checkLateralRefOK(item, at)
			found = v
		}
		if found != nil || localOnly {
			return found
		}
		levelsUp++
	}
	return nil
}

// expandNSItemVars lists the columns that "item.*" stands for.
func (p *pstate) expandNSItemVars(item *nsitem, levelsUp int, at source.Pos) (vars []tree.Expr, names []string) {
	vars = make([]tree.Expr, 0, len(item.columnNames))
	names = make([]string, 0, len(item.columnNames))
	for i, name := range item.columnNames {
		c := &item.columns[i]
		if c.dontExpand || c.varno == 0 {
			continue
		}
		vars = append(vars, c.makeVar(levelsUp, at))
		names = append(names, name)
	}
	return vars, names
}

// expandNSItemAttrs is expandNSItemVars in target entries.
func (p *pstate) expandNSItemAttrs(item *nsitem, levelsUp int, at source.Pos) []*tree.TargetEntry {
	vars, names := p.expandNSItemVars(item, levelsUp, at)
	out := make([]*tree.TargetEntry, len(vars))
	for i, v := range vars {
		out[i] = &tree.TargetEntry{Expr: v, Resno: p.nextResno, Name: names[i]}
		p.nextResno++
	}
	return out
}

// expandRTE lists an entry's columns as Vars. The catalog keeps no dropped columns, so that
// includeDropped changes nothing. Mirrors parse_relation.c: expandRTE.
func (p *pstate) expandRTE(rte *tree.RangeTableEntry, rtindex, levelsUp int, at source.Pos, includeDropped bool) (names []string, vars []tree.Expr) {
	for i := range rte.Columns {
		c := &rte.Columns[i]
		if c.Dropped {
			continue
		}
		names = append(names, c.Name)
		if rte.Kind == tree.RTEJoin {
			if v, ok := rte.JoinVars[i].(*tree.Var); ok {
				w := *v
				w.LevelsUp, w.At = levelsUp, at
				vars = append(vars, &w)
				continue
			}
		}
		vars = append(vars, &tree.Var{
			Node:  tree.Node{Typ: c.Type, Mod: c.Typmod, At: at},
			Varno: rtindex, Attno: int(c.Num), LevelsUp: levelsUp, Collation: c.Collation,
		})
	}
	return names, vars
}

// rteAttributeName returns the name of a column as the entry offers it, "*" for the whole row.
func rteAttributeName(rte *tree.RangeTableEntry, attno int) string {
	if attno == 0 {
		return "*"
	}
	if attno < 0 {
		for i := range systemColumns {
			if systemColumns[i].num == attno {
				return systemColumns[i].name
			}
		}
	}
	if c := rteColumn(rte, attno); c != nil {
		return c.Name
	}
	return "?column?"
}

// rteColumn returns the column of an attribute number, or nil.
func rteColumn(rte *tree.RangeTableEntry, attno int) *tree.RTEColumn {
	if i := attno - 1; i >= 0 && i < len(rte.Columns) && int(rte.Columns[i].Num) == attno {
		return &rte.Columns[i]
	}
	for i := range rte.Columns {
		if int(rte.Columns[i].Num) == attno {
			return &rte.Columns[i]
		}
	}
	return nil
}

// getTLEByResno mirrors parse_relation.c: get_tle_by_resno.
func getTLEByResno(list []*tree.TargetEntry, resno int) *tree.TargetEntry {
	for _, t := range list {
		if t.Resno == resno {
			return t
		}
	}
	return nil
}

// addNSItemToQuery puts an item into the join list and the name spaces of the query.
func (p *pstate) addNSItemToQuery(item *nsitem, addToJoinList, addToRelNamespace, addToVarNamespace bool) {
	if addToJoinList {
		p.joinlist = append(p.joinlist, &tree.RangeTableRef{RTIndex: item.rtindex})
	}
	if addToRelNamespace || addToVarNamespace {
		item.relVisible, item.colsVisible = addToRelNamespace, addToVarNamespace
		item.lateralOnly, item.lateralOK = false, true
		p.namespace = append(p.namespace, item)
	}
}

// sysColumn is a system column (heap.c: SysAtt).
type sysColumn struct {
	name string
	num  int
	typ  catalog.OID
}

const tableOIDNum = -6

var systemColumns = [...]sysColumn{
	{"ctid", -1, catalog.TidOID},
	{"xmin", -2, catalog.XidOID},
	{"cmin", -3, catalog.CidOID},
	{"xmax", -4, catalog.XidOID},
	{"cmax", -5, catalog.CidOID},
	{"tableoid", tableOIDNum, catalog.OidOID},
}

func systemColumn(name string) *sysColumn {
	for i := range systemColumns {
		if systemColumns[i].name == name {
			return &systemColumns[i]
		}
	}
	return nil
}

// hasSystemColumns: views and the pseudo-relation of ON CONFLICT have none.
func hasSystemColumns(rte *tree.RangeTableEntry) bool {
	if rte.Kind != tree.RTERelation || rte.Excluded {
		return false
	}
	k := rte.Relation.Kind
	return k != catalog.View && k != catalog.CompositeRel
}

// attnameAttNum returns the attribute number of a column, a negative one for system columns if
// sysOK, 0 if there is no such column.
func attnameAttNum(rel *catalog.Relation, name string, sysOK bool) int {
	if c := rel.Column(name); c != nil {
		return int(c.Num)
	}
	if sysOK {
		if s := systemColumn(name); s != nil {
			return s.num
		}
	}
	return 0
}

// parserOpenTable finds the relation that a RangeVar names: 42P01 if there is none, 42809 if it
// is nothing that a query can read. Mirrors parse_relation.c: parserOpenTable.
func (p *pstate) parserOpenTable(rv *pg.RangeVar) *catalog.Relation {
	at := source.Pos(rv.Location)
	if rv.Catalogname != "" {
		failf(sqlstate.FeatureNotSupported, at, "cross-database references are not implemented: \"%s.%s.%s\"",
			rv.Catalogname, rv.Schemaname, rv.Relname)
	}
	rel := p.findRelation(rv.Schemaname, rv.Relname)
	if rel == nil {
		p.errorMissingRelation(rv)
	}
	switch rel.Kind {
	case catalog.Index, catalog.CompositeRel:
		fail(sqlstate.WrongObjectType, at, "cannot open relation \""+rel.Name+"\"",
			withDetail("%s", relkindNotSupported(rel.Kind)))
	}
	return rel
}

// relkindNotSupported mirrors pg_class.c: errdetail_relkind_not_supported.
func relkindNotSupported(k catalog.RelKind) string {
	what := map[catalog.RelKind]string{
		catalog.Table:            "tables",
		catalog.Index:            "indexes",
		catalog.Sequence:         "sequences",
		catalog.View:             "views",
		catalog.MatView:          "materialized views",
		catalog.CompositeRel:     "composite types",
		catalog.ForeignTable:     "foreign tables",
		catalog.PartitionedTable: "partitioned tables",
	}[k]
	return "This operation is not supported for " + what + "."
}
