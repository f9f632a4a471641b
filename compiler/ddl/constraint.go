package ddl

import (
	"fmt"
	"slices"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// columnExpression analyses a default or generation expression and notes what it needs. Mirrors
// heap.c: cookDefault.
func (l *loader) columnExpression(rel *catalog.Relation, e pendingExpr) {
	if e.raw == nil {
		return
	}
	if e.place == analyze.InGenerated {
		l.checkGeneratedRefs(rel, e.raw)
	}
	x, err := analyze.ColumnDefault(l.cat, e.raw, rel, rel.Column(e.column), e.place)
	l.check(err)
	c := rel.Column(e.column)
	if e.place == analyze.InGenerated {
		if mutable(l.cat, x) {
			l.fail(sqlstate.InvalidObjectDefinition, 0, "generation expression is not immutable")
		}
		c.Generation = x
	} else {
		c.DefaultValue = x
	}
	num := c.Num
	object := catalog.Object{Class: catalog.DefaultClass, OID: rel.OID, Sub: num}
	l.depend(object, relObject(rel.OID, num), catalog.Auto)
	l.dependOnExpr(object, x, rel)
}

// checkGeneratedRefs: a generated column cannot be computed from another one.
func (l *loader) checkGeneratedRefs(rel *catalog.Relation, raw *pg.Node) {
	eachColumnRef(raw, func(ref *pg.ColumnRef) {
		c := rel.Column(str(ref.Fields[len(ref.Fields)-1]))
		if c != nil && c.Generated != 0 {
			l.failDetail(sqlstate.InvalidObjectDefinition, source.Pos(ref.Location), "A generated column cannot reference another generated column.", "",
				`cannot use generated column "%s" in column generation expression`, c.Name)
		}
	})
}

// addChecks adds CHECK constraints, merging those that came from parents. Mirrors heap.c:
// AddRelationNewConstraints.
func (l *loader) addChecks(rel *catalog.Relation, list []*pendingCheck) []*catalog.Constraint {
	var out []*catalog.Constraint
	for _, k := range list {
		if k.raw != nil {
			k.expr = l.expression(k.raw, rel, analyze.InCheck)
		}
		if k.name != "" {
			if old := findConstraint(rel, k.name); old != nil {
				if k.inherited || old.Kind == catalog.CheckConstraint && old.Check == k.text {
					continue
				}
				l.duplicateConstraint(rel, k.name)
			}
		} else {
			k.name = l.chooseConstraintName(rel.Name, onlyColumn(rel, k.raw), "check", rel.Namespace, nil)
		}
		c := &catalog.Constraint{
			OID: l.cat.NewOID(), Name: k.name, Kind: catalog.CheckConstraint, Check: k.text,
			Columns: l.checkColumns(rel, k), Validated: !k.unchecked, NoInherit: k.noInherit, At: k.at,
		}
		// A copy may have its columns elsewhere.
		if (k.raw != nil || slices.Equal(c.Columns, k.nums)) && k.expr != nil {
			c.Condition = k.expr
			if nullable.SaysNotNull(k.expr) {
				c.Expr = k.expr
			}
		}
		l.addCon(rel, c)
		out = append(out, c)
	}
	return out
}

func (l *loader) duplicateConstraint(rel *catalog.Relation, name string) {
	l.fail(sqlstate.DuplicateObject, 0, `constraint "%s" for relation "%s" already exists`, name, rel.Name)
}

func findConstraint(rel *catalog.Relation, name string) *catalog.Constraint {
	for _, k := range rel.Constraints {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// checkColumns are the columns that a CHECK names.
func (l *loader) checkColumns(rel *catalog.Relation, k *pendingCheck) []int16 {
	if k.raw != nil {
		return columnsUsed(rel, k.raw)
	}
	var out []int16
	for _, n := range k.columns {
		if c := rel.Column(n); c != nil {
			out = append(out, c.Num)
		}
	}
	return out
}

// copiedCheck is a CHECK that another table takes over.
func copiedCheck(from *catalog.Relation, k *catalog.Constraint, inherited bool) *pendingCheck {
	p := &pendingCheck{name: k.Name, text: k.Check, noInherit: k.NoInherit, inherited: inherited, unchecked: !k.Validated && inherited, nums: k.Columns, at: k.At}
	p.expr, _ = k.Condition.(tree.Expr)
	for _, num := range k.Columns {
		p.columns = append(p.columns, from.ColumnNum(num).Name)
	}
	return p
}

// onlyColumn is the name of the column that a CHECK is about if it is about just one: then the
// constraint's name mentions it.
func onlyColumn(rel *catalog.Relation, raw *pg.Node) string {
	if used := columnsUsed(rel, raw); len(used) == 1 {
		return rel.ColumnNum(used[0]).Name
	}
	return ""
}

// columnsUsed are the columns that a raw expression names.
func columnsUsed(rel *catalog.Relation, raw *pg.Node) []int16 {
	var out []int16
	eachColumnRef(raw, func(ref *pg.ColumnRef) {
		c := rel.Column(str(ref.Fields[len(ref.Fields)-1]))
		if c != nil && !slices.Contains(out, c.Num) {
			out = append(out, c.Num)
		}
	})
	return out
}

// addKeys adds PRIMARY KEY, UNIQUE and EXCLUDE constraints, the primary key first, and leaves
// out a UNIQUE that repeats an earlier key. Mirrors parse_utilcmd.c: transformIndexConstraints.
func (l *loader) addKeys(rel *catalog.Relation, list []*pendingKey) []*catalog.Constraint {
	primary := func(k *pendingKey) int {
		if k.con.Contype == pg.ConstrType_CONSTR_PRIMARY {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b *pendingKey) int { return primary(a) - primary(b) })
	var kept []*pendingKey
	for _, k := range list {
		if !repeats(kept, k) {
			kept = append(kept, k)
		}
	}
	var out []*catalog.Constraint
	for _, k := range kept {
		out = append(out, l.addKey(rel, k))
	}
	return out
}

// repeats reports whether an earlier key serves for k too; it then takes over k's name.
func repeats(earlier []*pendingKey, k *pendingKey) bool {
	if k.con.Contype == pg.ConstrType_CONSTR_EXCLUSION || k.con.Indexname != "" || k.con.Contype == pg.ConstrType_CONSTR_PRIMARY {
		return false
	}
	for _, e := range earlier {
		if e.con.Contype == pg.ConstrType_CONSTR_EXCLUSION || e.con.Indexname != "" || !slices.Equal(e.columns, k.columns) {
			continue
		}
		if e.con.NullsNotDistinct != k.con.NullsNotDistinct || e.con.Deferrable != k.con.Deferrable || len(e.con.Including)+len(k.con.Including) > 0 {
			continue
		}
		if e.con.Conname == "" {
			e.con.Conname = k.con.Conname
		}
		return true
	}
	return false
}

// addKey adds one key with its index. Mirrors parse_utilcmd.c: transformIndexConstraint and
// indexcmds.c: DefineIndex.
func (l *loader) addKey(rel *catalog.Relation, k *pendingKey) *catalog.Constraint {
	con, at := k.con, source.Pos(k.con.Location)
	primary := con.Contype == pg.ConstrType_CONSTR_PRIMARY
	if primary && rel.PrimaryKey() != nil {
		l.fail(sqlstate.InvalidTableDefinition, at, `multiple primary keys for table "%s" are not allowed`, rel.Name)
	}
	if con.Indexname != "" {
		return l.keyUsingIndex(rel, con)
	}
	x := &catalog.IndexInfo{
		Method: "btree", Unique: true, Primary: primary, Immediate: !con.Deferrable, NullsNotDist: con.NullsNotDistinct,
	}
	out := &catalog.Constraint{
		OID: l.cat.NewOID(), Kind: catalog.UniqueConstraint, Validated: true, Deferrable: con.Deferrable,
		Deferred: con.Initdeferred, NullsNotDist: con.NullsNotDistinct, At: l.place(con.Location),
	}
	label := "key"
	switch con.Contype {
	case pg.ConstrType_CONSTR_PRIMARY:
		out.Kind, label = catalog.PrimaryKey, "pkey"
	case pg.ConstrType_CONSTR_EXCLUSION:
		out.Kind, label = catalog.ExclusionConstraint, "excl"
		l.exclusion(rel, con, x)
	}
	l.keyColumns(rel, k, x, at)
	for _, c := range con.Including {
		x.Include = append(x.Include, l.keyColumn(rel, str(c), at).Num)
	}
	l.checkPartitionKey(rel, x, out.Kind)
	for _, i := range x.Keys {
		if i.Num > 0 {
			out.Columns = append(out.Columns, i.Num)
		}
	}
	x.Name = con.Conname
	if x.Name == "" {
		columns := ""
		if !primary {
			columns = indexColumnNames(rel, x)
		}
		x.Name = l.chooseRelationName(rel.Name, columns, label, rel.Namespace, true)
	} else if findConstraint(rel, x.Name) != nil {
		l.duplicateConstraint(rel, x.Name)
	}
	l.freeRelationName(rel.Namespace, x.Name)
	out.Name = x.Name
	l.enterIndex(rel, x)
	out.Index = x.OID
	l.addCon(rel, out)
	return out
}

// keyColumns resolves the columns of PRIMARY KEY and UNIQUE.
func (l *loader) keyColumns(rel *catalog.Relation, k *pendingKey, x *catalog.IndexInfo, at source.Pos) {
	for i, name := range k.columns {
		c := l.keyColumn(rel, name, at)
		if slices.Contains(k.columns[:i], name) {
			what := "unique constraint"
			if x.Primary {
				what = "primary key constraint"
			}
			l.fail(sqlstate.DuplicateColumn, at, `column "%s" appears twice in %s`, name, what)
		}
		if x.Primary {
			c.NotNull = true
			l.propagateNotNull(rel, name)
		}
		x.Keys = append(x.Keys, catalog.IndexKey{Num: c.Num, Collation: c.Collation, OpClass: l.defaultOpClass(c.Type, "btree")})
	}
}

func (l *loader) keyColumn(rel *catalog.Relation, name string, at source.Pos) *catalog.Column {
	c := rel.Column(name)
	if c == nil {
		l.fail(sqlstate.UndefinedColumn, at, `column "%s" named in key does not exist`, name)
	}
	return c
}

// propagateNotNull makes a primary key's column NOT NULL in the children too.
func (l *loader) propagateNotNull(rel *catalog.Relation, name string) {
	for _, o := range l.cat.Children(rel.OID) {
		child := l.own(l.cat.Relation(o))
		if c := child.Column(name); c != nil {
			c.NotNull = true
			l.propagateNotNull(child, name)
		}
	}
}

// exclusion fills the index of an EXCLUDE constraint.
func (l *loader) exclusion(rel *catalog.Relation, con *pg.Constraint, x *catalog.IndexInfo) {
	x.Unique, x.Exclusion, x.Method = false, true, con.AccessMethod
	if x.Method == "" {
		x.Method = "btree"
	}
	texts := l.elements(max(l.afterWord(source.Pos(con.Location), "exclude"), 0))
	for i, e := range con.Exclusions {
		pair := e.GetList().Items
		text := ""
		if i < len(texts) {
			text = texts[i]
		}
		x.Keys = append(x.Keys, l.indexKey(rel, pair[0].GetIndexElem(), x.Method, text))
	}
	if con.WhereClause != nil {
		l.immutablePredicate(l.expression(con.WhereClause, rel, analyze.InIndexPredicate))
		if at := l.afterWord(source.Pos(con.Location), "where"); at >= 0 {
			x.Predicate = l.parenthesised(at)
		}
	}
}

// keyUsingIndex is ADD PRIMARY KEY/UNIQUE USING INDEX.
func (l *loader) keyUsingIndex(rel *catalog.Relation, con *pg.Constraint) *catalog.Constraint {
	at := source.Pos(con.Location)
	i := slices.IndexFunc(rel.Indexes, func(x *catalog.IndexInfo) bool { return x.Name == con.Indexname })
	if i < 0 {
		if r := l.cat.RelationByName(rel.Namespace, con.Indexname); r == nil {
			l.fail(sqlstate.UndefinedObject, at, `index "%s" does not exist`, con.Indexname)
		}
		l.fail(sqlstate.ObjectNotInPrerequisiteState, at, `index "%s" does not belong to table "%s"`, con.Indexname, rel.Name)
	}
	x := rel.Indexes[i]
	if !x.Unique {
		l.fail(sqlstate.WrongObjectType, at, `"%s" is not a unique index`, con.Indexname)
	}
	l.checkKeyIndex(rel, x, at)
	k := &catalog.Constraint{OID: l.cat.NewOID(), Kind: catalog.UniqueConstraint, Validated: true, Deferrable: con.Deferrable,
		Deferred: con.Initdeferred, NullsNotDist: x.NullsNotDist, Index: x.OID, Name: con.Conname, At: l.place(con.Location)}
	for _, key := range x.Keys {
		k.Columns = append(k.Columns, key.Num)
	}
	if con.Contype == pg.ConstrType_CONSTR_PRIMARY {
		k.Kind, x.Primary = catalog.PrimaryKey, true
		for _, num := range k.Columns {
			rel.ColumnNum(num).NotNull = true
		}
	}
	x.Immediate = !con.Deferrable
	if k.Name == "" {
		k.Name = x.Name
	} else if k.Name != x.Name {
		l.renameIndex(rel, x, k.Name)
	}
	l.addCon(rel, k)
	return k
}

// checkKeyIndex refuses an index that a key constraint cannot be made of. Mirrors parse_utilcmd.c:
// transformIndexConstraint.
func (l *loader) checkKeyIndex(rel *catalog.Relation, x *catalog.IndexInfo, at source.Pos) {
	if constraintOf(rel, x) != nil {
		l.fail(sqlstate.ObjectNotInPrerequisiteState, at, `index "%s" is already associated with a constraint`, x.Name)
	}
	if slices.ContainsFunc(x.Keys, func(k catalog.IndexKey) bool { return k.Num == 0 }) {
		l.fail(sqlstate.WrongObjectType, at, `index "%s" contains expressions`, x.Name)
	}
	if x.Predicate != "" {
		l.fail(sqlstate.WrongObjectType, at, `"%s" is a partial index`, x.Name)
	}
	for i, k := range x.Keys {
		c := rel.ColumnNum(k.Num)
		if k.Desc || k.NullsFirst || k.Collation != c.Collation || k.OpClass != l.defaultOpClass(c.Type, x.Method) {
			l.fail(sqlstate.WrongObjectType, at, `index "%s" column number %d does not have default sorting behavior`, x.Name, i+1)
		}
	}
}

// indexColumnNames joins the names of an index's columns for its own name. Mirrors indexcmds.c:
// ChooseIndexNameAddition.
func indexColumnNames(rel *catalog.Relation, x *catalog.IndexInfo) string {
	var names []string
	for _, k := range x.Keys {
		n := "expr"
		switch {
		case k.Num > 0:
			n = rel.ColumnNum(k.Num).Name
		case k.Name != "":
			n = k.Name
		}
		for base, i := n, 1; contains(names, n); i++ {
			n = base + itoa(i)
		}
		names = append(names, n)
	}
	for _, num := range x.Include {
		names = append(names, rel.ColumnNum(num).Name)
	}
	s := strings.Join(names, "_")
	return clip(s, nameDataLen-1)
}

// checkPartitionKey: a key of a partitioned table must hold all partitioning columns.
func (l *loader) checkPartitionKey(rel *catalog.Relation, x *catalog.IndexInfo, kind catalog.ConstraintKind) {
	if rel.Kind != catalog.PartitionedTable || !x.Unique {
		return
	}
	what := map[catalog.ConstraintKind]string{catalog.PrimaryKey: "PRIMARY KEY", catalog.UniqueConstraint: "UNIQUE"}[kind]
	for _, num := range rel.PartKey {
		if num == 0 {
			l.failDetail(sqlstate.FeatureNotSupported, 0, what+" constraints cannot be used when partition keys include expressions.", "",
				"unsupported %s constraint with partition key definition", what)
		}
		if !slices.ContainsFunc(x.Keys, func(k catalog.IndexKey) bool { return k.Num == num }) {
			l.failDetail(sqlstate.FeatureNotSupported, 0,
				what+` constraint on table "`+rel.Name+`" lacks column "`+rel.ColumnNum(num).Name+`" which is part of the partition key.`, "",
				"unique constraint on partitioned table must include all partitioning columns")
		}
	}
}

// addForeignKey adds a FOREIGN KEY. Mirrors tablecmds.c: ATAddForeignKeyConstraint.
func (l *loader) addForeignKey(rel *catalog.Relation, con *pg.Constraint) *catalog.Constraint {
	ref := l.relation(con.Pktable)
	if ref.Kind != catalog.Table && ref.Kind != catalog.PartitionedTable {
		l.fail(sqlstate.WrongObjectType, 0, `referenced relation "%s" is not a table`, ref.Name)
	}
	k := &catalog.Constraint{
		OID: l.cat.NewOID(), Kind: catalog.ForeignKey, Name: con.Conname, RefRelation: ref.OID, Validated: !con.SkipValidation,
		OnDelete: letter(con.FkDelAction, 'a'), OnUpdate: letter(con.FkUpdAction, 'a'), Match: letter(con.FkMatchtype, 's'),
		Deferrable: con.Deferrable, Deferred: con.Initdeferred,
		At: l.place(con.Location),
	}
	names := strs(con.FkAttrs)
	for _, n := range names {
		k.Columns = append(k.Columns, l.foreignColumn(rel, n).Num)
	}
	l.referencedColumns(ref, con, k)
	if len(k.Columns) != len(k.RefColumns) {
		l.fail(sqlstate.InvalidForeignKey, 0, "number of referencing and referenced columns for foreign key disagree")
	}
	if k.Name == "" {
		addition := clip(strings.Join(names, "_"), nameDataLen-1)
		k.Name = l.chooseConstraintName(rel.Name, addition, "fkey", rel.Namespace, nil)
	} else if findConstraint(rel, k.Name) != nil {
		l.duplicateConstraint(rel, k.Name)
	}
	l.addCon(rel, k)
	l.checkKeyTypes(rel, ref, k)
	l.dependForeignKey(rel, k)
	return k
}

// dependForeignKey notes that a foreign key goes with its own columns and holds the other table.
func (l *loader) dependForeignKey(rel *catalog.Relation, k *catalog.Constraint) {
	object := catalog.Object{Class: catalog.ConstraintClass, OID: k.OID}
	if k.RefRelation != rel.OID {
		l.depend(object, relObject(k.RefRelation, 0), catalog.Normal)
	}
	for _, num := range k.Columns {
		l.depend(object, relObject(rel.OID, num), catalog.Auto)
	}
}

// checkKeyTypes: each pair of key columns must be comparable by an operator of the key's index,
// or be convertible to what the index holds. Mirrors tablecmds.c: ATAddForeignKeyConstraint.
func (l *loader) checkKeyTypes(rel, ref *catalog.Relation, k *catalog.Constraint) {
	for i, num := range k.RefColumns {
		pk, fk := ref.ColumnNum(num), rel.ColumnNum(k.Columns[i])
		class := l.cat.OpClass(l.defaultOpClass(pk.Type, "btree"))
		if pk.Type == fk.Type || class == nil || l.keyComparable(class, pk.Type, fk.Type) {
			continue
		}
		l.failDetail(sqlstate.DatatypeMismatch, 0,
			fmt.Sprintf(`Key columns "%s" and "%s" are of incompatible types: %s and %s.`, fk.Name, pk.Name, l.formatType(fk.Type), l.formatType(pk.Type)),
			"", `foreign key constraint "%s" cannot be implemented`, k.Name)
	}
}

func (l *loader) keyComparable(class *catalog.OpClass, pk, fk catalog.OID) bool {
	base := fk
	for t := l.cat.Type(base); t != nil && t.Kind == catalog.DomainType; t = l.cat.Type(base) {
		base = t.BaseType
	}
	const equal = 3 // btree strategy number
	for _, a := range l.cat.FamilyOps(class.Family) {
		if a.Strategy == equal && a.Left == class.Input && a.Right == base {
			return true
		}
	}
	return analyze.CanCoerce(l.cat, []catalog.OID{pk, fk}, []catalog.OID{class.Input, class.Input}, catalog.CastImplicit)
}

func letter(s string, def byte) byte {
	if s == "" {
		return def
	}
	return s[0]
}

func (l *loader) foreignColumn(rel *catalog.Relation, name string) *catalog.Column {
	c := rel.Column(name)
	if c == nil {
		l.fail(sqlstate.UndefinedColumn, 0, `column "%s" referenced in foreign key constraint does not exist`, name)
	}
	return c
}

// referencedColumns resolves the other side: named columns, which must be a key, or the primary
// key. Mirrors tablecmds.c: transformFkeyGetPrimaryKey, transformFkeyCheckAttrs.
func (l *loader) referencedColumns(ref *catalog.Relation, con *pg.Constraint, k *catalog.Constraint) {
	if len(con.PkAttrs) == 0 {
		pk := ref.PrimaryKey()
		if pk == nil {
			l.fail(sqlstate.UndefinedObject, 0, `there is no primary key for referenced table "%s"`, ref.Name)
		}
		k.RefColumns = slices.Clone(pk.Columns)
		return
	}
	for _, n := range con.PkAttrs {
		k.RefColumns = append(k.RefColumns, l.foreignColumn(ref, str(n)).Num)
	}
	want := slices.Sorted(slices.Values(k.RefColumns))
	for _, x := range ref.Indexes {
		if !x.Unique || x.Predicate != "" {
			continue
		}
		var have []int16
		for _, key := range x.Keys {
			have = append(have, key.Num)
		}
		slices.Sort(have)
		if slices.Equal(have, want) {
			return
		}
	}
	l.fail(sqlstate.InvalidForeignKey, 0, `there is no unique constraint matching given keys for referenced table "%s"`, ref.Name)
}
