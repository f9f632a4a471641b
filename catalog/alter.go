package catalog

import (
	"cmp"
	"maps"
	"slices"
)

// AppendColumn adds a column with the next attribute number.
func (r *Relation) AppendColumn(col *Column) {
	r.nextNum = max(r.nextNum, r.lastNum()) + 1
	col.Num = r.nextNum
	r.Columns = append(r.Columns, col)
}

// RemoveColumn removes a column; its number is not used again.
func (r *Relation) RemoveColumn(num int16) {
	r.nextNum = max(r.nextNum, r.lastNum())
	r.Columns = slices.DeleteFunc(slices.Clone(r.Columns), func(c *Column) bool { return c.Num == num })
}

func (r *Relation) lastNum() int16 {
	if len(r.Columns) == 0 {
		return 0
	}
	return r.Columns[len(r.Columns)-1].Num
}

// Clone returns a copy of which columns, constraints and indexes can be changed on their own.
func (r *Relation) Clone() *Relation {
	k := *r
	k.Columns = clones(r.Columns)
	k.Constraints = clones(r.Constraints)
	k.Indexes = clones(r.Indexes)
	k.Parents = slices.Clone(r.Parents)
	k.Rules = slices.Clone(r.Rules)
	k.Triggers = slices.Clone(r.Triggers)
	return &k
}

func clones[T any](list []*T) []*T {
	out := make([]*T, len(list))
	for i, x := range list {
		k := *x
		out[i] = &k
	}
	return out
}

// RenameRelation gives a relation another name or schema.
func (c *Catalog) RenameRelation(r *Relation, schema OID, relname string) {
	delete(c.relNames, name{r.Namespace, r.Name})
	r.Namespace, r.Name = schema, relname
	c.relNames[name{schema, relname}] = r
}

// RenameType gives a type another name or schema.
func (c *Catalog) RenameType(t *Type, schema OID, typname string) {
	c.change()
	delete(c.typeNames, name{t.Namespace, t.Name})
	t.Namespace, t.Name = schema, typname
	c.typeNames[name{schema, typname}] = t
}

// RenameNamespace gives a schema another name.
func (c *Catalog) RenameNamespace(n *Namespace, schema string) {
	delete(c.namespaces, n.Name)
	n.Name = schema
	c.namespaces[schema] = n
}

// DropNamespace removes a schema, not its contents.
func (c *Catalog) DropNamespace(n *Namespace) {
	c.change()
	delete(c.namespaces, n.Name)
	delete(c.nsByOID, n.OID)
}

// DropOperator removes an operator.
func (c *Catalog) DropOperator(o *Operator) {
	c.change()
	delete(c.operators, o.OID)
	c.operNames[o.Name] = slices.DeleteFunc(slices.Clone(c.operNames[o.Name]), func(q *Operator) bool { return q == o })
}

// DropCast removes a cast.
func (c *Catalog) DropCast(k *Cast) {
	c.change()
	delete(c.casts, [2]OID{k.Source, k.Target})
}

// DropCollation removes a collation.
func (c *Catalog) DropCollation(k *Collation) {
	delete(c.collations, k.OID)
	delete(c.collNames, name{k.Namespace, k.Name})
}

// DropOpClass removes an operator class.
func (c *Catalog) DropOpClass(o *OpClass) {
	delete(c.opclasses, o.OID)
	c.opclsInput[o.Input] = slices.DeleteFunc(slices.Clone(c.opclsInput[o.Input]), func(q *OpClass) bool { return q == o })
}

// DropExtension notes that an extension is gone, not its objects.
func (c *Catalog) DropExtension(extname string) { delete(c.extensions, extname) }

// SetParents changes what a relation inherits from.
func (c *Catalog) SetParents(r *Relation, parents []OID) {
	for _, p := range r.Parents {
		c.children[p] = slices.DeleteFunc(slices.Clone(c.children[p]), func(o OID) bool { return o == r.OID })
	}
	r.Parents = parents
	for _, p := range parents {
		c.children[p] = append(c.children[p], r.OID)
	}
}

// OwnNamespaces returns the schemas that are not built in, by OID.
func (c *Catalog) OwnNamespaces() []*Namespace {
	return own(c.nsByOID, func(x *Namespace) OID { return x.OID })
}

// HasTemp tells whether anything was created in pg_temp.
func (c *Catalog) HasTemp() bool {
	for _, r := range c.relations {
		if r.Namespace == PgTemp {
			return true
		}
	}
	for _, p := range c.procs {
		if p.Namespace == PgTemp {
			return true
		}
	}
	for _, t := range c.types {
		if t.Namespace == PgTemp {
			return true
		}
	}
	return false
}

// OwnTypes returns the types that are not built in, by OID.
func (c *Catalog) OwnTypes() []*Type { return own(c.types, func(x *Type) OID { return x.OID }) }

// OwnRelations returns the relations that are not built in, by OID.
func (c *Catalog) OwnRelations() []*Relation {
	return own(c.relations, func(x *Relation) OID { return x.OID })
}

// OwnProcs returns the functions that are not built in, by OID.
func (c *Catalog) OwnProcs() []*Proc { return own(c.procs, func(x *Proc) OID { return x.OID }) }

// OwnOperators returns the operators that are not built in, by OID.
func (c *Catalog) OwnOperators() []*Operator {
	return own(c.operators, func(x *Operator) OID { return x.OID })
}

// OwnCollations returns the collations that are not built in, by OID.
func (c *Catalog) OwnCollations() []*Collation {
	return own(c.collations, func(x *Collation) OID { return x.OID })
}

// OwnOpClasses returns the operator classes that are not built in, by OID.
func (c *Catalog) OwnOpClasses() []*OpClass {
	return own(c.opclasses, func(x *OpClass) OID { return x.OID })
}

// OwnCasts returns the casts that are not built in, in a fixed order.
func (c *Catalog) OwnCasts() []*Cast {
	list := slices.Collect(maps.Values(c.casts))
	slices.SortFunc(list, func(a, b *Cast) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Target, b.Target))
	})
	return list
}

func own[T any](m map[OID]*T, oid func(*T) OID) []*T {
	list := slices.Collect(maps.Values(m))
	slices.SortFunc(list, func(a, b *T) int { return cmp.Compare(oid(a), oid(b)) })
	return list
}

// NoteBroken remembers a relation, type or function whose CREATE failed, and where, so that what
// needs it can say so instead of failing as if it had never been written.
func (c *Catalog) NoteBroken(objname, where string) { c.broken[objname] = where }

// Broken tells where the CREATE of an object of that unqualified name failed, "" if none did.
func (c *Catalog) Broken(objname string) string { return c.broken[objname] }

// NoteUnseen remembers that the schema files ran code whose effect the compiler does not know: a DO
// block, CALL, or SELECT of a function. It may have created triggers.
func (c *Catalog) NoteUnseen() { c.unseen = true }

// Unseen reports whether NoteUnseen was called: then a table without triggers here may have some.
func (c *Catalog) Unseen() bool { return c.unseen }

// ConstraintNameUsed reports whether a relation of that schema has a constraint of that name.
func (c *Catalog) ConstraintNameUsed(schema OID, conname string) bool {
	for _, r := range c.relations {
		if r.Namespace != schema {
			continue
		}
		for _, k := range r.Constraints {
			if k.Name == conname {
				return true
			}
		}
	}
	return false
}

// AddOpFamily notes the name of an operator family.
func (c *Catalog) AddOpFamily(method, famname string, family OID) {
	c.families[[2]string{method, famname}] = family
}

// OpFamily returns the user's operator family of that name, InvalidOID if there is none. Schemas
// are not told apart.
func (c *Catalog) OpFamily(method, famname string) OID { return c.families[[2]string{method, famname}] }
