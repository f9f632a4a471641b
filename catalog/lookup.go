package catalog

import (
	"iter"
	"maps"
	"slices"
	"sync"
)

// Catalog answers look-ups over the user's objects and, beneath them, the built-in ones.
//
// Look-ups by name take the schema as OID; InvalidOID means "along the search path", which
// always starts with pg_catalog unless the path names it elsewhere (as in PostgreSQL, temporary
// objects come first for relations and types).
type Catalog struct {
	base *Catalog // built-in objects; nil in the base itself
	rows Builtins // where the base gets its objects from; nil in all others
	path []OID    // effective search path, pg_catalog included

	namespaces map[string]*Namespace
	nsByOID    map[OID]*Namespace
	types      map[OID]*Type
	typeNames  map[name]*Type
	procs      map[OID]*Proc
	procNames  map[string][]*Proc
	operators  map[OID]*Operator
	operNames  map[string][]*Operator
	casts      map[[2]OID]*Cast
	collations map[OID]*Collation
	collNames  map[name]*Collation
	relations  map[OID]*Relation
	relNames   map[name]*Relation
	opclasses  map[OID]*OpClass
	opclsInput map[OID][]*OpClass // by input type
	amops      map[OID][]*AmOp    // by family
	amopOf     map[OID][]*AmOp    // by operator
	extensions map[string]bool
	children   map[OID][]OID           // inheritance, parent -> children
	dependents map[Object][]Dependency // by referenced object, Sub 0
	broken     map[string]string       // see NoteBroken
	families   map[[2]string]OID       // user operator families by method and name
	next       OID
	unseen     bool // see NoteUnseen

	resolved *sync.Map // Operands -> *Operator, once frozen
	bodies   *sync.Map // OID of a function -> what Body returns, once frozen
}

type name struct {
	namespace OID
	name      string
}

// New returns an empty catalog over base, which may be nil. The search path is pg_catalog, public.
func New(base *Catalog) *Catalog {
	return &Catalog{
		base:       base,
		path:       []OID{PgTemp, PgCatalog, Public},
		namespaces: map[string]*Namespace{},
		nsByOID:    map[OID]*Namespace{},
		types:      map[OID]*Type{},
		typeNames:  map[name]*Type{},
		procs:      map[OID]*Proc{},
		procNames:  map[string][]*Proc{},
		operators:  map[OID]*Operator{},
		operNames:  map[string][]*Operator{},
		casts:      map[[2]OID]*Cast{},
		collations: map[OID]*Collation{},
		collNames:  map[name]*Collation{},
		relations:  map[OID]*Relation{},
		relNames:   map[name]*Relation{},
		opclasses:  map[OID]*OpClass{},
		opclsInput: map[OID][]*OpClass{},
		amops:      map[OID][]*AmOp{},
		amopOf:     map[OID][]*AmOp{},
		extensions: map[string]bool{},
		children:   map[OID][]OID{},
		dependents: map[Object][]Dependency{},
		broken:     map[string]string{},
		families:   map[[2]string]OID{},
		next:       FirstUserOID,
	}
}

// NewBase returns a catalog of built-in objects that it asks rows for when they are needed.
func NewBase(rows Builtins) *Catalog {
	c := New(nil)
	c.rows = rows
	return c
}

// NewOID returns an unused OID.
func (c *Catalog) NewOID() OID {
	c.change()
	o := c.next
	c.next++
	return o
}

// SetSearchPath sets the path for unqualified names, in order. pg_catalog is searched first
// unless it is in the list.
func (c *Catalog) SetSearchPath(schemas ...OID) {
	c.change()
	c.path = slices.Clone(schemas)
	if !slices.Contains(c.path, PgCatalog) {
		c.path = slices.Insert(c.path, 0, PgCatalog)
	}
	if !slices.Contains(c.path, PgTemp) {
		c.path = slices.Insert(c.path, 0, PgTemp)
	}
}

// SearchPath returns the effective search path. The caller must not change it.
func (c *Catalog) SearchPath() []OID { return c.path }

// CreationNamespace returns the schema in which unqualified new objects are created: the first
// of the path that is not pg_catalog or the temporary schema; InvalidOID if there is none.
func (c *Catalog) CreationNamespace() OID {
	for _, n := range c.path {
		if n != PgCatalog && n != PgTemp {
			return n
		}
	}
	return InvalidOID
}

// Namespace returns the schema of that name, or nil.
func (c *Catalog) Namespace(schema string) *Namespace {
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return c.rows.Namespace(schema)
		}
		if n := c.namespaces[schema]; n != nil {
			return n
		}
	}
	return nil
}

// NamespaceByOID returns a schema, or nil.
func (c *Catalog) NamespaceByOID(oid OID) *Namespace {
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return c.rows.NamespaceByOID(oid)
		}
		if n := c.nsByOID[oid]; n != nil {
			return n
		}
	}
	return nil
}

// Type returns a type, or nil.
func (c *Catalog) Type(oid OID) *Type {
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return c.rows.Type(oid)
		}
		if t := c.types[oid]; t != nil {
			return t
		}
	}
	return nil
}

// TypeByName returns the type called typname in a schema or along the path, or nil.
func (c *Catalog) TypeByName(schema OID, typname string) *Type {
	return lookup(c, schema, typname, func(c *Catalog, n name) *Type {
		if c.rows != nil {
			return c.rows.TypeByName(n.namespace, n.name)
		}
		return c.typeNames[n]
	})
}

// TypeNamed returns a type of that name from whichever schema has one, or nil: the one with the
// lowest OID among the user's, else a built-in one.
func (c *Catalog) TypeNamed(typname string) *Type {
	var found *Type
	for n, t := range c.typeNames {
		if n.name == typname && (found == nil || t.OID < found.OID) {
			found = t
		}
	}
	if found == nil {
		return c.TypeByName(PgCatalog, typname)
	}
	return found
}

// Relation returns a relation, or nil.
func (c *Catalog) Relation(oid OID) *Relation {
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return c.rows.Relation(oid)
		}
		if r := c.relations[oid]; r != nil {
			return r
		}
	}
	return nil
}

// RelationByName returns the relation called relname in a schema or along the path, or nil.
// Indexes and sequences are relations too.
func (c *Catalog) RelationByName(schema OID, relname string) *Relation {
	return lookup(c, schema, relname, func(c *Catalog, n name) *Relation {
		if c.rows != nil {
			return c.rows.RelationByName(n.namespace, n.name)
		}
		return c.relNames[n]
	})
}

// Collation returns a collation, or nil.
func (c *Catalog) Collation(oid OID) *Collation {
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return c.rows.Collation(oid)
		}
		if t := c.collations[oid]; t != nil {
			return t
		}
	}
	return nil
}

// CollationByName returns the collation of that name in a schema or along the path, or nil.
func (c *Catalog) CollationByName(schema OID, collname string) *Collation {
	return lookup(c, schema, collname, func(c *Catalog, n name) *Collation {
		if c.rows != nil {
			return c.rows.CollationByName(n.namespace, n.name)
		}
		return c.collNames[n]
	})
}

// Proc returns a function, or nil.
func (c *Catalog) Proc(oid OID) *Proc {
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return c.rows.Proc(oid)
		}
		if p := c.procs[oid]; p != nil {
			return p
		}
	}
	return nil
}

// Procs returns all functions of that name in all schemas, built-in ones first. Visibility
// along the search path is the caller's business (FuncnameGetCandidates).
func (c *Catalog) Procs(proname string) []*Proc {
	return all(c, proname, func(c *Catalog, n string) []*Proc {
		if c.rows != nil {
			return c.rows.Procs(n)
		}
		return c.procNames[n]
	})
}

// Operator returns an operator, or nil.
func (c *Catalog) Operator(oid OID) *Operator {
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return c.rows.Operator(oid)
		}
		if o := c.operators[oid]; o != nil {
			return o
		}
	}
	return nil
}

// Operators returns all operators of that name in all schemas, built-in ones first.
func (c *Catalog) Operators(oprname string) []*Operator {
	return all(c, oprname, func(c *Catalog, n string) []*Operator {
		if c.rows != nil {
			return c.rows.Operators(n)
		}
		return c.operNames[n]
	})
}

// Cast returns the pg_cast entry between two types, or nil.
func (c *Catalog) Cast(source, target OID) *Cast {
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return c.rows.Cast(source, target)
		}
		if k := c.casts[[2]OID{source, target}]; k != nil {
			return k
		}
	}
	return nil
}

// OpClass returns an operator class, or nil.
func (c *Catalog) OpClass(oid OID) *OpClass {
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return c.rows.OpClass(oid)
		}
		if o := c.opclasses[oid]; o != nil {
			return o
		}
	}
	return nil
}

// OpClassByName returns the operator class called names (name, or schema and name) of an access
// method, along the search path unless a schema is given; nil if there is none.
func (c *Catalog) OpClassByName(method string, names []string) *OpClass {
	path := c.path
	if len(names) > 1 {
		ns := c.Namespace(names[len(names)-2])
		if ns == nil {
			return nil
		}
		path = []OID{ns.OID}
	}
	all := c.opClassesNamed(method, names[len(names)-1])
	for _, ns := range path {
		for _, o := range all {
			if o.Namespace == ns {
				return o
			}
		}
	}
	return nil
}

func (c *Catalog) opClassesNamed(method, opcname string) []*OpClass {
	var out []*OpClass
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return append(out, c.rows.OpClassesNamed(method, opcname)...)
		}
		for _, o := range c.opclasses {
			if o.Name == opcname && o.Method == method {
				out = append(out, o)
			}
		}
	}
	return out
}

// OpClassesFor returns the operator classes, of all methods, whose input type is exactly typ.
func (c *Catalog) OpClassesFor(typ OID) []*OpClass {
	var out []*OpClass
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return append(out, c.rows.OpClassesFor(typ)...)
		}
		out = append(out, c.opclsInput[typ]...)
	}
	return out
}

// joined is a list of the schema's objects and the built-in ones, which are copied only if there
// are both.
func joined[T any](own, builtin []T) []T {
	if len(own) == 0 {
		return builtin[:len(builtin):len(builtin)]
	}
	return append(own, builtin...)
}

// FamilyOps returns the operators of an operator family. The caller must not change the list.
func (c *Catalog) FamilyOps(family OID) []*AmOp {
	var out []*AmOp
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return joined(out, c.rows.FamilyOps(family))
		}
		out = append(out, c.amops[family]...)
	}
	return out
}

// OperatorFamilies returns the family entries of one operator. The caller must not change the list.
func (c *Catalog) OperatorFamilies(operator OID) []*AmOp {
	var out []*AmOp
	for ; c != nil; c = c.base {
		if c.rows != nil {
			return joined(out, c.rows.OperatorFamilies(operator))
		}
		out = append(out, c.amopOf[operator]...)
	}
	return out
}

// Children returns the direct children of a table by inheritance or partitioning.
func (c *Catalog) Children(parent OID) []OID {
	return c.children[parent]
}

// HasExtension reports whether CREATE EXTENSION has been seen.
func (c *Catalog) HasExtension(extname string) bool { return c.extensions[extname] }

// ProcNames returns the names of all functions in all schemas, sorted and without duplicates, to
// look for what the user may have meant by an unknown one.
func (c *Catalog) ProcNames() []string {
	return names(c, func(c *Catalog) iter.Seq[string] {
		if c.rows != nil {
			return c.rows.ProcNames()
		}
		return maps.Keys(c.procNames)
	})
}

// TypeNames returns the names of all types; see ProcNames.
func (c *Catalog) TypeNames() []string {
	return names(c, func(c *Catalog) iter.Seq[string] {
		if c.rows != nil {
			return c.rows.TypeNames()
		}
		return localNames(c.typeNames)
	})
}

// RelationNames returns the names of all relations; see ProcNames.
func (c *Catalog) RelationNames() []string {
	return names(c, func(c *Catalog) iter.Seq[string] {
		if c.rows != nil {
			return c.rows.RelationNames()
		}
		return localNames(c.relNames)
	})
}

func names(c *Catalog, of func(*Catalog) iter.Seq[string]) []string {
	var out []string
	for ; c != nil; c = c.base {
		out = slices.AppendSeq(out, of(c))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func localNames[T any](m map[name]T) iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := range m {
			if !yield(n.name) {
				return
			}
		}
	}
}

// lookup finds an object in one schema, or in the first schema of the path that has it.
func lookup[T any](c *Catalog, schema OID, n string, of func(*Catalog, name) *T) *T {
	if schema == InvalidOID {
		for _, ns := range c.path {
			if x := lookup(c, ns, n, of); x != nil {
				return x
			}
		}
		return nil
	}
	for ; c != nil; c = c.base {
		if x := of(c, name{schema, n}); x != nil {
			return x
		}
	}
	return nil
}

// all returns the objects of one name in all schemas, those of the base first.
func all[T any](c *Catalog, n string, of func(*Catalog, string) []*T) []*T {
	own := of(c, n)
	if c.base == nil {
		return own
	}
	below := all(c.base, n, of)
	if len(own) == 0 {
		return below
	}
	return append(slices.Clone(below), own...)
}
