package ddl

import (
	"slices"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// newTypeName says where CREATE TYPE or DOMAIN puts a type.
func (l *loader) newTypeName(names []*pg.Node) (catalog.OID, string) {
	schema, name := splitName(names)
	l.creates = append(l.creates, name)
	return l.creationSchema(schema, 0), name
}

// newName refuses a name that a type has, as the server does before it looks at the definition.
func (l *loader) newName(ns catalog.OID, name string) {
	if t := l.cat.TypeByName(ns, name); t != nil && !l.isAutoArray(t) {
		l.fail(sqlstate.DuplicateObject, 0, `type "%s" already exists`, name)
	}
}

// createComposite applies CREATE TYPE … AS (…).
func (l *loader) createComposite(s *pg.CompositeTypeStmt) {
	ns, name := l.newRelationName(s.Typevar)
	l.newName(ns, name)
	rel := &catalog.Relation{Name: name, Namespace: ns, Kind: catalog.CompositeRel}
	for _, n := range s.Coldeflist {
		l.column(&draft{rel: rel}, n.GetColumnDef())
	}
	l.checkColumnNames(rel)
	l.enterRelation(rel)
}

// createEnum applies CREATE TYPE … AS ENUM.
func (l *loader) createEnum(s *pg.CreateEnumStmt) {
	ns, name := l.newTypeName(s.TypeName)
	l.newName(ns, name)
	t := &catalog.Type{Name: name, Namespace: ns, Len: 4, Kind: catalog.EnumType, Category: 'E', Labels: strs(s.Vals), Input: "enum_in"}
	for i, v := range t.Labels {
		if len(v) >= nameDataLen {
			l.failDetail(sqlstate.InvalidName, 0, "Labels must be 63 bytes or less.", "", `invalid enum label "%s"`, v)
		}
		if slices.Contains(t.Labels[:i], v) {
			l.failDetail(sqlstate.UniqueViolation, 0, "Key (enumtypid, enumlabel) already exists.", "",
				`duplicate key value violates unique constraint "pg_enum_typid_label_index"`)
		}
	}
	l.newType(t)
}

// ownType finds a user's type for changing.
func (l *loader) ownType(names []*pg.Node) *catalog.Type {
	tn := &pg.TypeName{Names: names, Typemod: -1, Location: -1}
	t := l.lookupType(tn)
	if t == nil {
		l.fail(sqlstate.UndefinedObject, 0, `type "%s" does not exist`, typeNameString(tn))
	}
	if t.OID < catalog.FirstUserOID {
		l.fail(sqlstate.InsufficientPrivilege, 0, "must be owner of type %s", t.Name)
	}
	saved := *t
	l.undo = append(l.undo, func() { *t = saved })
	return t
}

// alterEnum applies ADD VALUE and RENAME VALUE. Mirrors pg_enum.c: AddEnumLabel, RenameEnumLabel.
func (l *loader) alterEnum(s *pg.AlterEnumStmt) {
	t := l.ownType(s.TypeName)
	if t.Kind != catalog.EnumType {
		l.fail(sqlstate.WrongObjectType, 0, "%s is not an enum", l.formatType(t.OID))
	}
	labels := slices.Clone(t.Labels)
	exists := slices.Contains(labels, s.NewVal)
	if s.OldVal != "" {
		i := slices.Index(labels, s.OldVal)
		if i < 0 {
			l.fail(sqlstate.InvalidParameterValue, 0, `"%s" is not an existing enum label`, s.OldVal)
		}
		if exists {
			l.fail(sqlstate.DuplicateObject, 0, `enum label "%s" already exists`, s.NewVal)
		}
		labels[i] = s.NewVal
		t.Labels = labels
		return
	}
	if exists {
		if !s.SkipIfNewValExists {
			l.fail(sqlstate.DuplicateObject, 0, `enum label "%s" already exists`, s.NewVal)
		}
		return
	}
	i := len(labels)
	if s.NewValNeighbor != "" {
		if i = slices.Index(labels, s.NewValNeighbor); i < 0 {
			l.fail(sqlstate.InvalidParameterValue, 0, `"%s" is not an existing enum label`, s.NewValNeighbor)
		}
		if s.NewValIsAfter {
			i++
		}
	}
	t.Labels = slices.Insert(labels, i, s.NewVal)
}

// createRange applies CREATE TYPE … AS RANGE: the range, its multirange, their array types and
// constructor functions. Mirrors typecmds.c: DefineRange.
func (l *loader) createRange(s *pg.CreateRangeStmt) {
	ns, name := l.newTypeName(s.TypeName)
	var sub *catalog.Type
	var multi []*pg.Node
	collation := catalog.InvalidOID
	for _, n := range s.Params {
		switch e := n.GetDefElem(); lower(e.Defname) {
		case "subtype":
			sub, _ = l.typeOf(e.Arg.GetTypeName())
		case "collation":
			collation = l.collation(defNames(e.Arg), 0)
		case "multirange_type_name":
			multi = defNames(e.Arg)
		}
	}
	if sub == nil {
		l.fail(sqlstate.SyntaxError, 0, `type attribute "subtype" is required`)
	}
	if sub.Collation != catalog.InvalidOID && collation == catalog.InvalidOID {
		collation = sub.Collation
	}
	r := &catalog.Type{Name: name, Namespace: ns, Len: -1, Kind: catalog.RangeType, Category: 'R', RangeSub: sub.OID, RangeCollat: collation, Input: "range_in"}
	l.newType(r)
	l.dependOnType(typeObject(r.OID), sub.OID)
	m := &catalog.Type{Len: -1, Kind: catalog.MultirangeType, Category: 'R', RangeSub: sub.OID, RangeOf: r.OID, Input: "multirange_in"}
	m.Namespace, m.Name = ns, multirangeName(name)
	if len(multi) > 0 {
		m.Namespace, m.Name = l.newTypeName(multi)
	} else if old := l.cat.TypeByName(ns, m.Name); old != nil && !l.isAutoArray(old) {
		l.failDetail(sqlstate.DuplicateObject, 0, `Failed while creating a multirange type for type "`+name+`".`,
			`You can manually specify a multirange type name using the "multirange_type_name" attribute.`, `type "%s" already exists`, m.Name)
	}
	l.newType(m)
	r.Multirange = m.OID
	l.depend(typeObject(m.OID), typeObject(r.OID), catalog.Internal)
	l.constructor(r, "range_constructor2", sub.OID, sub.OID)
	l.constructor(r, "range_constructor3", sub.OID, sub.OID, catalog.TextOID)
	l.constructor(m, "multirange_constructor0")
	l.constructor(m, "multirange_constructor1", r.OID)
	l.constructor(m, "multirange_constructor2", r.Array)
	// The last one is VARIADIC, so that textmultirange(a, b, c) works.
	procs := l.cat.Procs(m.Name)
	procs[len(procs)-1].Variadic = r.OID
	procs[len(procs)-1].AllArgs = []catalog.OID{r.Array}
	procs[len(procs)-1].ArgModes = []byte{catalog.ArgVariadic}
	l.multirangeCast(r, m)
}

// multirangeName derives the multirange's name. Mirrors pg_type.c: makeMultirangeTypeName.
func multirangeName(name string) string {
	if i := strings.Index(name, "range"); i >= 0 {
		return clip(name[:i]+"multi"+name[i:], nameDataLen-1)
	}
	return clip(name, nameDataLen-1-len("_multirange")) + "_multirange"
}

func (l *loader) constructor(t *catalog.Type, source string, args ...catalog.OID) {
	p := &catalog.Proc{
		OID: l.cat.NewOID(), Name: t.Name, Namespace: t.Namespace, Kind: catalog.Function, Lang: "internal",
		Strict: strings.HasPrefix(source, "multirange"), Volatile: 'i', Ret: t.OID, Args: args, Source: source,
	}
	l.addProc(p)
	l.depend(catalog.Object{Class: catalog.ProcClass, OID: p.OID}, typeObject(t.OID), catalog.Internal)
}

// multirangeCast lets a range be used where its multirange is asked for.
func (l *loader) multirangeCast(r, m *catalog.Type) {
	for _, p := range l.cat.Procs(m.Name) {
		if p.Namespace == m.Namespace && len(p.Args) == 1 && p.Args[0] == r.OID {
			l.cat.AddCast(&catalog.Cast{Source: r.OID, Target: m.OID, Proc: p.OID, Context: catalog.CastExplicit, Method: 'f'})
		}
	}
}

// defNames reads a qualified name from a definition's argument.
func defNames(n *pg.Node) []*pg.Node {
	switch x := n.Node.(type) {
	case *pg.Node_TypeName:
		return x.TypeName.Names
	case *pg.Node_List:
		return x.List.Items
	case *pg.Node_String_:
		return []*pg.Node{n}
	}
	return nil
}

// createDomain applies CREATE DOMAIN. Mirrors typecmds.c: DefineDomain.
func (l *loader) createDomain(s *pg.CreateDomainStmt) {
	ns, name := l.newTypeName(s.Domainname)
	l.newName(ns, name)
	base, mod := l.typeOf(s.TypeName)
	at := source.Pos(s.TypeName.Location)
	if base.Kind == catalog.PseudoType {
		l.fail(sqlstate.DatatypeMismatch, at, `"%s" is not a valid base type for a domain`, typeNameString(s.TypeName))
	}
	t := &catalog.Type{
		Name: name, Namespace: ns, Len: base.Len, Kind: catalog.DomainType, Category: base.Category, Delim: base.Delim,
		BaseType: base.OID, BaseMod: mod, NDims: len(s.TypeName.ArrayBounds), Elem: catalog.InvalidOID, Subscript: base.Subscript,
		Input: "domain_in", At: l.place(0),
	}
	if !base.IsTrueArray() {
		t.Elem = base.Elem
	}
	if base.IsTrueArray() {
		t.Subscript = catalog.NoSubscript
	}
	t.Collation = l.columnCollation(s.CollClause, base)
	l.freeTypeName(ns, name)
	for _, n := range s.Constraints {
		l.domainConstraint(t, n.GetConstraint())
	}
	l.newType(t)
	l.dependOnType(typeObject(t.OID), base.OID)
}

// domainDefault checks a default, which nothing else needs.
func (l *loader) domainDefault(t *catalog.Type, raw *pg.Node) {
	if raw == nil {
		return
	}
	_, err := analyze.ColumnDefault(l.cat, raw, nil, &catalog.Column{Name: t.Name, Type: t.BaseType, Typmod: t.BaseMod}, analyze.InDefault)
	l.check(err)
}

func (l *loader) domainConstraint(t *catalog.Type, c *pg.Constraint) {
	switch c.Contype {
	case pg.ConstrType_CONSTR_NOTNULL:
		t.NotNull = true
	case pg.ConstrType_CONSTR_NULL:
		t.NotNull = false
	case pg.ConstrType_CONSTR_CHECK:
		x, err := analyze.Domain(l.cat, c.RawExpr, t.BaseType, t.BaseMod)
		l.check(err)
		k := catalog.DomainCheck{Name: c.Conname, Text: l.checkOf(c).text, Condition: x, Validated: !c.SkipValidation, At: l.place(c.Location)}
		if k.Name == "" {
			k.Name = makeObjectName(t.Name, "", "check")
		}
		t.Checks = append(slices.Clone(t.Checks), k)
	case pg.ConstrType_CONSTR_DEFAULT:
		l.domainDefault(t, c.RawExpr)
	case pg.ConstrType_CONSTR_UNIQUE:
		l.fail(sqlstate.SyntaxError, 0, "unique constraints not possible for domains")
	case pg.ConstrType_CONSTR_PRIMARY:
		l.fail(sqlstate.SyntaxError, 0, "primary key constraints not possible for domains")
	case pg.ConstrType_CONSTR_FOREIGN:
		l.fail(sqlstate.SyntaxError, 0, "foreign key constraints not possible for domains")
	}
}

// alterDomain applies ALTER DOMAIN.
func (l *loader) alterDomain(s *pg.AlterDomainStmt) {
	t := l.ownType(s.TypeName)
	if t.Kind != catalog.DomainType {
		l.fail(sqlstate.WrongObjectType, 0, "%s is not a domain", l.formatType(t.OID))
	}
	switch s.Subtype {
	case "T": // SET and DROP DEFAULT
		l.domainDefault(t, s.Def)
	case "N": // DROP NOT NULL
		t.NotNull = false
		l.weaken()
	case "O":
		l.checkDomainUses(t)
		t.NotNull = true
	case "C":
		if !s.Def.GetConstraint().SkipValidation {
			l.checkDomainUses(t)
		}
		l.domainConstraint(t, s.Def.GetConstraint())
	case "V":
		if i := domainCheck(t, s.Name); i >= 0 {
			t.Checks = slices.Clone(t.Checks)
			t.Checks[i].Validated = true
		}
	case "X":
		i := domainCheck(t, s.Name)
		if i < 0 {
			if !s.MissingOk {
				l.fail(sqlstate.UndefinedObject, 0, `constraint "%s" of domain "%s" does not exist`, s.Name, t.Name)
			}
			return
		}
		t.Checks = slices.Delete(slices.Clone(t.Checks), i, i+1)
		l.weaken()
	}
}

func (l *loader) noDomainConstraint(t *catalog.Type, name string) {
	l.fail(sqlstate.UndefinedObject, 0, `constraint "%s" for domain %s does not exist`, name, l.formatType(t.OID))
}

// domainCheck finds a CHECK of a domain by its name, -1 if there is none.
func domainCheck(t *catalog.Type, name string) int {
	return slices.IndexFunc(t.Checks, func(k catalog.DomainCheck) bool { return k.Name == name })
}

// createBaseType applies CREATE TYPE name and CREATE TYPE name (…). Mirrors typecmds.c: DefineType.
func (l *loader) createBaseType(s *pg.DefineStmt) {
	ns, name := l.newTypeName(s.Defnames)
	old := l.cat.TypeByName(ns, name)
	if old != nil && old.Defined && !l.isAutoArray(old) {
		l.fail(sqlstate.DuplicateObject, 0, `type "%s" already exists`, name)
	}
	if len(s.Definition) == 0 {
		if old != nil && !old.Defined {
			l.fail(sqlstate.DuplicateObject, 0, `type "%s" already exists`, name)
		}
		l.shellType(ns, name)
		return
	}
	t := &catalog.Type{Name: name, Namespace: ns, Len: -1, Kind: catalog.BaseType, Category: 'U', Delim: ',', BaseMod: -1}
	for _, n := range s.Definition {
		l.baseTypeOption(t, n.GetDefElem())
	}
	if t.Input == "" {
		l.fail(sqlstate.InvalidObjectDefinition, 0, "type input function must be specified")
	}
	if old == nil || old.Defined {
		l.newType(t)
		return
	}
	// A shell becomes the type: functions already refer to its OID.
	t.OID, t.Defined = old.OID, true
	saved := *old
	a := l.arrayTypeOf(t)
	t.Array = a.OID
	*old = *t
	l.undo = append(l.undo, func() { *old = saved })
	l.addType(a)
}

func (l *loader) shellType(ns catalog.OID, name string) *catalog.Type {
	l.freeTypeName(ns, name)
	t := &catalog.Type{OID: l.cat.NewOID(), Name: name, Namespace: ns, Len: 4, Kind: catalog.PseudoType, Category: 'P', BaseMod: -1, Delim: ','}
	l.addType(t)
	return t
}

func (l *loader) baseTypeOption(t *catalog.Type, e *pg.DefElem) {
	switch lower(e.Defname) {
	case "input":
		_, t.Input = splitName(defNames(e.Arg))
	case "like":
		from, _ := l.typeOf(e.Arg.GetTypeName())
		t.Len = from.Len
	case "internallength":
		t.Len = -1
		if i := e.Arg.GetInteger(); i != nil {
			t.Len = int16(i.Ival)
		}
	case "category":
		if v := defString(e.Arg); v != "" {
			t.Category = v[0]
		}
	case "preferred":
		t.Preferred = defBool(e)
	case "delimiter":
		if v := defString(e.Arg); v != "" {
			t.Delim = v[0]
		}
	case "element":
		elem, _ := l.typeOf(e.Arg.GetTypeName())
		t.Elem, t.Subscript = elem.OID, catalog.RawSubscript
		if t.Len == -1 {
			t.Subscript = catalog.ArraySubscript
		}
	case "typmod_in":
		t.TypmodIn = true
	case "collatable":
		if defBool(e) {
			t.Collation = catalog.DefaultCollation
		}
	case "subscript":
		_, handler := splitName(defNames(e.Arg))
		switch {
		case strings.Contains(handler, "raw_array"):
			t.Subscript = catalog.RawSubscript
		case strings.Contains(handler, "array"):
			t.Subscript = catalog.ArraySubscript
		case strings.Contains(handler, "jsonb"):
			t.Subscript = catalog.JsonbSubscript
		}
	}
}

// defString reads a definition's argument as text, as defGetString.
func defString(n *pg.Node) string {
	switch x := n.GetNode().(type) {
	case *pg.Node_String_:
		return x.String_.Sval
	case *pg.Node_TypeName:
		return typeNameString(x.TypeName)
	case *pg.Node_Integer:
		return itoa(int(x.Integer.Ival))
	case *pg.Node_Float:
		return x.Float.Fval
	case *pg.Node_Boolean:
		if x.Boolean.Boolval {
			return "true"
		}
		return "false"
	case *pg.Node_List:
		return strings.Join(strs(x.List.Items), ".")
	}
	return ""
}

// defBool reads a definition's argument as a truth value, as defGetBoolean; none means true.
func defBool(e *pg.DefElem) bool {
	if e.Arg == nil {
		return true
	}
	switch lower(defString(e.Arg)) {
	case "true", "on", "1", "t", "yes":
		return true
	}
	return false
}
