package pgcatalog

import (
	_ "embed" // the data files
	"iter"
	"sync"

	"github.com/sqlq-dev/sqlq/catalog"
)

// The files of a server, one for each system catalog.
var (
	//go:embed data/namespace.tsv
	namespaceFile string
	//go:embed data/type.tsv
	typeFile string
	//go:embed data/proc.tsv
	procFile string
	//go:embed data/operator.tsv
	operatorFile string
	//go:embed data/cast.tsv
	castFile string
	//go:embed data/collation.tsv
	collationFile string
	//go:embed data/opclass.tsv
	opclassFile string
	//go:embed data/amop.tsv
	amopFile string
	//go:embed data/class.tsv
	classFile string
)

// Base returns PostgreSQL 16's built-in objects: one catalog for the whole process, safe for
// concurrent use, which nobody may change.
var Base = sync.OnceValue(func() *catalog.Catalog { return catalog.NewBase(newBuiltins()) })

// New returns a catalog for a user's objects over Base, in the state of a new database: it has the
// schema public and the language plpgsql, and its search path is pg_catalog, public.
func New() *catalog.Catalog {
	c := catalog.New(Base())
	c.AddNamespace(&catalog.Namespace{OID: catalog.Public, Name: "public"})
	c.AddExtension("plpgsql")
	return c
}

// builtins implements catalog.Builtins over the files.
type builtins struct {
	namespaces []*catalog.Namespace
	types      lazy[catalog.Type]
	procs      lazy[catalog.Proc]
	operators  lazy[catalog.Operator]
	collations lazy[catalog.Collation]
	relations  lazy[catalog.Relation]

	// Casts, operator classes and operator families are asked for by types and operators, not by
	// name; the files are small and are decoded as a whole.
	casts     func() map[[2]catalog.OID]*catalog.Cast
	opclasses func() *opclassIndex
	amops     func() *amopIndex
}

type opclassIndex struct {
	byOID   map[catalog.OID]*catalog.OpClass
	byInput map[catalog.OID][]*catalog.OpClass
}

type amopIndex struct {
	byFamily   map[catalog.OID][]*catalog.AmOp
	byOperator map[catalog.OID][]*catalog.AmOp
}

func newBuiltins() *builtins {
	b := &builtins{namespaces: decodeRecords(namespaceFile, nil, decodeNamespace, nil)}
	b.types.file, b.types.decode = typeFile, decodeType
	b.types.oid = func(t *catalog.Type) catalog.OID { return t.OID }
	b.procs.file, b.procs.decode = procFile, decodeProc
	b.procs.oid = func(p *catalog.Proc) catalog.OID { return p.OID }
	b.operators.file, b.operators.decode = operatorFile, decodeOperator
	b.operators.oid = func(o *catalog.Operator) catalog.OID { return o.OID }
	b.collations.file, b.collations.decode = collationFile, decodeCollation
	b.collations.oid = func(c *catalog.Collation) catalog.OID { return c.OID }
	b.relations.file, b.relations.decode, b.relations.part = classFile, decodeRelation, decodePart
	b.relations.oid = func(r *catalog.Relation) catalog.OID { return r.OID }
	b.casts = sync.OnceValue(indexCasts)
	b.opclasses = sync.OnceValue(indexOpClasses)
	b.amops = sync.OnceValue(indexAmOps)
	return b
}

func indexCasts() map[[2]catalog.OID]*catalog.Cast {
	casts := decodeRecords(castFile, nil, decodeCast, nil)
	m := make(map[[2]catalog.OID]*catalog.Cast, len(casts))
	for _, c := range casts {
		m[[2]catalog.OID{c.Source, c.Target}] = c
	}
	return m
}

func indexOpClasses() *opclassIndex {
	x := &opclassIndex{byOID: map[catalog.OID]*catalog.OpClass{}, byInput: map[catalog.OID][]*catalog.OpClass{}}
	for _, o := range decodeRecords(opclassFile, nil, decodeOpClass, nil) {
		x.byOID[o.OID] = o
		x.byInput[o.Input] = append(x.byInput[o.Input], o)
	}
	return x
}

func indexAmOps() *amopIndex {
	x := &amopIndex{byFamily: map[catalog.OID][]*catalog.AmOp{}, byOperator: map[catalog.OID][]*catalog.AmOp{}}
	for _, a := range decodeRecords(amopFile, nil, decodeAmOp, nil) {
		x.byFamily[a.Family] = append(x.byFamily[a.Family], a)
		x.byOperator[a.Operator] = append(x.byOperator[a.Operator], a)
	}
	return x
}

func (b *builtins) Namespace(name string) *catalog.Namespace {
	for _, n := range b.namespaces {
		if n.Name == name {
			return n
		}
	}
	return nil
}

func (b *builtins) NamespaceByOID(oid catalog.OID) *catalog.Namespace {
	for _, n := range b.namespaces {
		if n.OID == oid {
			return n
		}
	}
	return nil
}

func (b *builtins) Type(oid catalog.OID) *catalog.Type { return b.types.find(oid) }

func (b *builtins) TypeByName(schema catalog.OID, name string) *catalog.Type {
	for _, t := range b.types.named(name) {
		if t.Namespace == schema {
			return t
		}
	}
	return nil
}

func (b *builtins) Proc(oid catalog.OID) *catalog.Proc       { return b.procs.find(oid) }
func (b *builtins) Procs(name string) []*catalog.Proc        { return b.procs.named(name) }
func (b *builtins) Operator(o catalog.OID) *catalog.Operator { return b.operators.find(o) }
func (b *builtins) Operators(n string) []*catalog.Operator   { return b.operators.named(n) }

func (b *builtins) Cast(source, target catalog.OID) *catalog.Cast {
	return b.casts()[[2]catalog.OID{source, target}]
}

func (b *builtins) Collation(oid catalog.OID) *catalog.Collation { return b.collations.find(oid) }

func (b *builtins) CollationByName(schema catalog.OID, name string) *catalog.Collation {
	for _, c := range b.collations.named(name) {
		if c.Namespace == schema {
			return c
		}
	}
	return nil
}

func (b *builtins) Relation(oid catalog.OID) *catalog.Relation { return b.relations.find(oid) }

func (b *builtins) RelationByName(schema catalog.OID, name string) *catalog.Relation {
	for _, r := range b.relations.named(name) {
		if r.Namespace == schema {
			return r
		}
	}
	return nil
}

func (b *builtins) OpClass(oid catalog.OID) *catalog.OpClass { return b.opclasses().byOID[oid] }

func (b *builtins) OpClassesNamed(method, opcname string) []*catalog.OpClass {
	var out []*catalog.OpClass
	for _, o := range b.opclasses().byOID {
		if o.Name == opcname && o.Method == method {
			out = append(out, o)
		}
	}
	return out
}

func (b *builtins) OpClassesFor(input catalog.OID) []*catalog.OpClass {
	return b.opclasses().byInput[input]
}

func (b *builtins) FamilyOps(family catalog.OID) []*catalog.AmOp { return b.amops().byFamily[family] }

func (b *builtins) OperatorFamilies(operator catalog.OID) []*catalog.AmOp {
	return b.amops().byOperator[operator]
}

func (b *builtins) ProcNames() iter.Seq[string]     { return b.procs.names() }
func (b *builtins) TypeNames() iter.Seq[string]     { return b.types.names() }
func (b *builtins) RelationNames() iter.Seq[string] { return b.relations.names() }
