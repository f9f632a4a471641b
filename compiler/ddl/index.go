package ddl

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// createIndex applies CREATE INDEX. Mirrors indexcmds.c: DefineIndex.
func (l *loader) createIndex(s *pg.IndexStmt) {
	rel := l.relation(s.Relation)
	switch rel.Kind {
	case catalog.Table, catalog.PartitionedTable, catalog.MatView:
	default:
		l.fail(sqlstate.WrongObjectType, 0, `cannot create index on relation "%s"`, rel.Name)
	}
	l.own(rel)
	x := &catalog.IndexInfo{Method: s.AccessMethod, Unique: s.Unique, Immediate: true, NullsNotDist: s.NullsNotDistinct, Name: s.Idxname, At: l.place(0)}
	if x.Method == "" {
		x.Method = "btree"
	}
	if x.Method == "rtree" {
		x.Method = "gist"
	}
	texts := l.elements(max(l.afterWord(0, "on"), 0))
	for i, n := range s.IndexParams {
		text := ""
		if i < len(texts) {
			text = texts[i]
		}
		x.Keys = append(x.Keys, l.indexKey(rel, n.GetIndexElem(), x.Method, text))
	}
	for _, n := range s.IndexIncludingParams {
		x.Include = append(x.Include, l.indexColumn(rel, n.GetIndexElem().Name).Num)
	}
	if s.WhereClause != nil {
		condition := l.expression(s.WhereClause, rel, analyze.InIndexPredicate)
		l.immutablePredicate(condition)
		x.Condition = condition
		if at := l.afterWord(0, "where"); at >= 0 {
			x.Predicate = l.upTo(at, -1)
		}
	}
	l.checkPartitionKey(rel, x, catalog.UniqueConstraint)
	if x.Name == "" {
		x.Name = l.chooseRelationName(rel.Name, indexColumnNames(rel, x), "idx", rel.Namespace, false)
	}
	if s.IfNotExists && l.cat.RelationByName(rel.Namespace, x.Name) != nil {
		return
	}
	l.freeRelationName(rel.Namespace, x.Name)
	l.enterIndex(rel, x)
	if rel.Kind == catalog.PartitionedTable && s.Relation.Inh {
		l.cloneToPartitions(rel, x)
	}
}

// immutablePredicate mirrors indexcmds.c: CheckPredicate.
func (l *loader) immutablePredicate(condition tree.Expr) {
	if mutable(l.cat, condition) {
		l.fail(sqlstate.InvalidObjectDefinition, 0, "functions in index predicate must be marked IMMUTABLE")
	}
}

func (l *loader) indexColumn(rel *catalog.Relation, name string) *catalog.Column {
	c := rel.Column(name)
	if c == nil {
		l.fail(sqlstate.UndefinedColumn, 0, `column "%s" does not exist`, name)
	}
	return c
}

// indexKey resolves one element of an index. Mirrors indexcmds.c: ComputeIndexAttrs.
func (l *loader) indexKey(rel *catalog.Relation, e *pg.IndexElem, method, text string) catalog.IndexKey {
	k := catalog.IndexKey{Desc: e.Ordering == pg.SortByDir_SORTBY_DESC}
	k.NullsFirst = e.NullsOrdering == pg.SortByNulls_SORTBY_NULLS_FIRST || k.Desc && e.NullsOrdering != pg.SortByNulls_SORTBY_NULLS_LAST
	typ := catalog.InvalidOID
	if e.Name != "" {
		c := l.indexColumn(rel, e.Name)
		k.Num, k.Collation, typ = c.Num, c.Collation, c.Type
	} else {
		k.Expr, k.Name = expressionOf(text), expressionName(e.Expr)
		if x := l.expression(e.Expr, rel, analyze.InIndex); x != nil {
			k.Value, typ = x, x.Type()
			if mutable(l.cat, x) {
				l.fail(sqlstate.InvalidObjectDefinition, 0, "functions in index expression must be marked IMMUTABLE")
			}
			plainColumn(rel, &k)
		}
	}
	if e.Indexcolname != "" {
		k.Name = e.Indexcolname
	}
	if len(e.Collation) > 0 {
		k.Collation = l.collation(e.Collation, 0)
	}
	if len(e.Opclass) > 0 {
		k.OpClass = l.opClassNamed(e.Opclass, method, typ)
	} else if typ != catalog.InvalidOID {
		k.OpClass = l.defaultOpClass(typ, method)
	}
	return k
}

// plainColumn makes "(column)" and "(column COLLATE c)" a key on the column, as the server does.
func plainColumn(rel *catalog.Relation, k *catalog.IndexKey) {
	x := k.Value.(tree.Expr)
	collation := catalog.InvalidOID
	for {
		c, ok := x.(*tree.CollateExpr)
		if !ok {
			break
		}
		if collation == catalog.InvalidOID {
			collation = c.Collation
		}
		x = c.Arg
	}
	v, ok := x.(*tree.Var)
	if !ok || v.Attno < 1 {
		return
	}
	if collation == catalog.InvalidOID {
		collation = rel.ColumnNum(int16(v.Attno)).Collation
	}
	k.Num, k.Collation, k.Expr, k.Name, k.Value = int16(v.Attno), collation, "", "", nil
}

// expressionName is the name that FigureIndexColname gives to an expression's index column.
func expressionName(n *pg.Node) string {
	switch x := n.Node.(type) {
	case *pg.Node_FuncCall:
		return str(x.FuncCall.Funcname[len(x.FuncCall.Funcname)-1])
	case *pg.Node_TypeCast:
		if s := expressionName(x.TypeCast.Arg); s != "" {
			return s
		}
		names := x.TypeCast.TypeName.GetNames()
		if len(names) == 0 {
			return ""
		}
		return str(names[len(names)-1])
	case *pg.Node_ColumnRef:
		for i := len(x.ColumnRef.Fields) - 1; i >= 0; i-- {
			if s := str(x.ColumnRef.Fields[i]); s != "" {
				return s
			}
		}
	case *pg.Node_CollateClause:
		return expressionName(x.CollateClause.Arg)
	case *pg.Node_CoalesceExpr:
		return "coalesce"
	case *pg.Node_CaseExpr:
		if x.CaseExpr.Defresult != nil {
			if s := expressionName(x.CaseExpr.Defresult); s != "" {
				return s
			}
		}
		return "case"
	case *pg.Node_AArrayExpr:
		return "array"
	case *pg.Node_RowExpr:
		return "row"
	case *pg.Node_MinMaxExpr:
		if x.MinMaxExpr.Op == pg.MinMaxOp_IS_LEAST {
			return "least"
		}
		return "greatest"
	}
	return ""
}

// defaultOpClass finds the default operator class of a type: its own, that of a type that it is
// binary-coercible to, or the polymorphic one. InvalidOID when there is none. Mirrors
// indexcmds.c: GetDefaultOpClass.
func (l *loader) defaultOpClass(typ catalog.OID, method string) catalog.OID {
	for _, o := range l.opClassesOver(typ) {
		if o.Default && o.Method == method {
			return o.OID
		}
	}
	return catalog.InvalidOID
}

// opClassesOver lists the operator classes that can take a type.
func (l *loader) opClassesOver(typ catalog.OID) []*catalog.OpClass {
	t := l.cat.Type(typ)
	for t != nil && t.Kind == catalog.DomainType {
		t = l.cat.Type(t.BaseType)
	}
	if t == nil {
		return nil
	}
	inputs := []catalog.OID{t.OID}
	switch {
	case t.OID == catalog.VarcharOID:
		inputs = append(inputs, catalog.TextOID)
	case t.IsTrueArray():
		inputs = append(inputs, catalog.AnyArrayOID)
	case t.Kind == catalog.EnumType:
		inputs = append(inputs, catalog.AnyEnumOID)
	case t.Kind == catalog.RangeType:
		inputs = append(inputs, catalog.AnyRangeOID)
	case t.Kind == catalog.MultirangeType:
		inputs = append(inputs, catalog.AnyMultirangeOID)
	case t.Kind == catalog.CompositeType:
		inputs = append(inputs, catalog.RecordOID)
	}
	var out []*catalog.OpClass
	for _, in := range inputs {
		out = append(out, l.cat.OpClassesFor(in)...)
	}
	return out
}

// renameIndex renames an index and, if it has one, its relation.
func (l *loader) renameIndex(rel *catalog.Relation, x *catalog.IndexInfo, name string) {
	l.freeRelationName(rel.Namespace, name)
	x.Name = name
	if k := constraintOf(rel, x); k != nil {
		k.Name = name
		l.noteConName(name)
	}
	l.rename(l.cat.Relation(x.OID), rel.Namespace, name)
}

// rename gives a relation another name or schema, to be undone if the statement fails.
func (l *loader) rename(r *catalog.Relation, ns catalog.OID, name string) {
	if r == nil {
		return
	}
	oldNS, oldName := r.Namespace, r.Name
	l.cat.RenameRelation(r, ns, name)
	l.undo = append(l.undo, func() { l.cat.RenameRelation(r, oldNS, oldName) })
}

// opClassNamed finds an operator class that the user names, by the method and the type it is for.
func (l *loader) opClassNamed(names []*pg.Node, method string, typ catalog.OID) catalog.OID {
	schema, name := splitName(names)
	for _, list := range [][]*catalog.OpClass{l.cat.OwnOpClasses(), l.opClassesOver(typ)} {
		for _, o := range list {
			if o.Name == name && o.Method == method && (schema == "" || l.schemaName(o.Namespace) == schema) {
				return o.OID
			}
		}
	}
	return catalog.InvalidOID
}
