package catalog

import "sync"

// Operands are the name of an operator, written without a schema, and the types that it is
// applied to.
type Operands struct {
	Name        string
	Left, Right OID
}

// Freeze says that the catalog is complete, so that what is found out about it stays true and is
// worth remembering. Any later change takes that back. It must not run beside other uses.
func (c *Catalog) Freeze() {
	c.resolved, c.bodies = &sync.Map{}, &sync.Map{}
}

// Body returns what the body of a function in SQL does, as Proc.Body tells it: nil if that is not
// known, and as long as the catalog is not frozen, since a body may mention what the schema has yet
// to define. It is looked into once, by who asks first; it is safe for concurrent use.
func (c *Catalog) Body(f *Proc) any {
	if c.bodies == nil || f.Body == nil {
		return nil
	}
	if b, ok := c.bodies.Load(f.OID); ok {
		return b
	}
	b, _ := c.bodies.LoadOrStore(f.OID, f.Body(c, f))
	return b
}

// Resolved returns the operator that was remembered for operands, or nil.
func (c *Catalog) Resolved(o Operands) *Operator {
	if c.resolved == nil {
		return nil
	}
	op, _ := c.resolved.Load(o)
	found, _ := op.(*Operator)
	return found
}

// Remember keeps the operator that operands resolve to, if the catalog is frozen. It is safe for
// concurrent use.
func (c *Catalog) Remember(o Operands, op *Operator) {
	if c.resolved != nil {
		c.resolved.Store(o, op)
	}
}

// change takes Freeze back.
func (c *Catalog) change() { c.resolved, c.bodies = nil, nil }
