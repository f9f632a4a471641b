package catalog

import "slices"

// NewOIDs reserves n consecutive OIDs and returns the first.
func (c *Catalog) NewOIDs(n int) OID {
	c.change()
	o := c.next
	c.next += OID(n)
	return o
}

// AddNamespace enters a schema.
func (c *Catalog) AddNamespace(n *Namespace) {
	c.namespaces[n.Name] = n
	c.nsByOID[n.OID] = n
}

// AddType enters a type; a type of the same name and schema is replaced.
func (c *Catalog) AddType(t *Type) {
	c.change()
	c.types[t.OID] = t
	c.typeNames[name{t.Namespace, t.Name}] = t
}

// AddProc enters a function.
func (c *Catalog) AddProc(p *Proc) {
	c.change()
	c.procs[p.OID] = p
	c.procNames[p.Name] = append(c.procNames[p.Name], p)
}

// AddOperator enters an operator.
func (c *Catalog) AddOperator(o *Operator) {
	c.change()
	c.operators[o.OID] = o
	c.operNames[o.Name] = append(c.operNames[o.Name], o)
}

// AddCast enters a cast; one between the same types is replaced.
func (c *Catalog) AddCast(k *Cast) {
	c.change()
	c.casts[[2]OID{k.Source, k.Target}] = k
}

// AddCollation enters a collation.
func (c *Catalog) AddCollation(k *Collation) {
	c.collations[k.OID] = k
	c.collNames[name{k.Namespace, k.Name}] = k
}

// AddRelation enters a relation and its place in the inheritance tree.
func (c *Catalog) AddRelation(r *Relation) {
	c.change()
	c.relations[r.OID] = r
	c.relNames[name{r.Namespace, r.Name}] = r
	for _, p := range r.Parents {
		c.children[p] = append(c.children[p], r.OID)
	}
}

// AddOpClass enters an operator class.
func (c *Catalog) AddOpClass(o *OpClass) {
	c.opclasses[o.OID] = o
	c.opclsInput[o.Input] = append(c.opclsInput[o.Input], o)
}

// AddAmOp enters an operator family entry.
func (c *Catalog) AddAmOp(a *AmOp) {
	c.amops[a.Family] = append(c.amops[a.Family], a)
	c.amopOf[a.Operator] = append(c.amopOf[a.Operator], a)
}

// AddExtension notes that an extension is installed.
func (c *Catalog) AddExtension(extname string) { c.extensions[extname] = true }

// DropRelation removes a relation; its row type stays until DropType.
func (c *Catalog) DropRelation(r *Relation) {
	c.change()
	delete(c.relations, r.OID)
	delete(c.relNames, name{r.Namespace, r.Name})
	for _, p := range r.Parents {
		c.children[p] = slices.DeleteFunc(slices.Clone(c.children[p]), func(o OID) bool { return o == r.OID })
	}
}

// DropType removes a type.
func (c *Catalog) DropType(t *Type) {
	c.change()
	delete(c.types, t.OID)
	delete(c.typeNames, name{t.Namespace, t.Name})
}

// DropProc removes a function.
func (c *Catalog) DropProc(p *Proc) {
	c.change()
	delete(c.procs, p.OID)
	c.procNames[p.Name] = slices.DeleteFunc(slices.Clone(c.procNames[p.Name]), func(q *Proc) bool { return q == p })
}
