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
	c.resolved = &sync.Map{}
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
func (c *Catalog) change() { c.resolved = nil }
