package catalog

import "slices"

// Class says in which system catalog an object lives.
type Class byte

// The classes of objects that take part in dependencies.
const (
	RelationClass   Class = 'r' // Sub is an attribute number, 0 for the whole relation
	TypeClass       Class = 't'
	ProcClass       Class = 'p'
	OperatorClass   Class = 'o'
	ConstraintClass Class = 'c' // OID is the constraint's
	DefaultClass    Class = 'd' // OID is the relation's, Sub the column
	CastClass       Class = 'k'
	CollationClass  Class = 'l'
	OpClassClass    Class = 'f'
	NamespaceClass  Class = 'n'
	ExtensionClass  Class = 'x'
)

// Object names an object or a part of it, as pg_depend does.
type Object struct {
	Class Class
	OID   OID
	Sub   int16
}

// DependKind is pg_depend.deptype.
type DependKind byte

// The kinds of dependencies.
const (
	Normal   DependKind = 'n' // dropping the referenced object needs CASCADE
	Auto     DependKind = 'a' // dropped along, silently
	Internal DependKind = 'i' // part of the referenced object
)

// Dependency is a row of pg_depend: Object needs Referenced.
type Dependency struct {
	Object     Object
	Referenced Object
	Kind       DependKind
}

// AddDependency notes that an object needs another one. Built-in objects are never dropped, so
// dependencies on them are not kept.
func (c *Catalog) AddDependency(object, referenced Object, kind DependKind) {
	if referenced.OID < FirstUserOID && referenced.Class != NamespaceClass {
		return
	}
	d := Dependency{object, referenced, kind}
	key := Object{Class: referenced.Class, OID: referenced.OID}
	if !slices.Contains(c.dependents[key], d) {
		c.dependents[key] = append(c.dependents[key], d)
	}
}

// Dependents returns what needs the object: of a whole relation also what needs one of its
// columns. The caller must not change the result.
func (c *Catalog) Dependents(o Object) []Dependency {
	list := c.dependents[Object{Class: o.Class, OID: o.OID}]
	if o.Sub == 0 {
		return list
	}
	var out []Dependency
	for _, d := range list {
		if d.Referenced.Sub == o.Sub {
			out = append(out, d)
		}
	}
	return out
}

// DropDependencies forgets what the object needs. Sub 0 means the object with all its parts.
func (c *Catalog) DropDependencies(o Object) {
	for key, list := range c.dependents {
		kept := slices.DeleteFunc(slices.Clone(list), func(d Dependency) bool {
			return d.Object.Class == o.Class && d.Object.OID == o.OID && (o.Sub == 0 || d.Object.Sub == o.Sub)
		})
		if len(kept) != len(list) {
			c.dependents[key] = kept
		}
	}
}

// RemoveDependency forgets that one object needs another.
func (c *Catalog) RemoveDependency(object, referenced Object) {
	key := Object{Class: referenced.Class, OID: referenced.OID}
	c.dependents[key] = slices.DeleteFunc(slices.Clone(c.dependents[key]), func(d Dependency) bool {
		return d.Object == object && d.Referenced == referenced
	})
}
