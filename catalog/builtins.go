package catalog

import "iter"

// Builtins hands out a server's built-in objects on demand, so that a run pays only for those
// that it meets: a server has more than three thousand functions, a project uses thirty.
//
// Implementations must be safe for concurrent use and return the same pointer whenever they are
// asked for the same object. What they do not know is nil. Callers must not change the results.
type Builtins interface {
	Namespace(name string) *Namespace
	NamespaceByOID(OID) *Namespace
	Type(OID) *Type
	TypeByName(schema OID, name string) *Type
	Proc(OID) *Proc
	Procs(name string) []*Proc
	Operator(OID) *Operator
	Operators(name string) []*Operator
	Cast(source, target OID) *Cast
	Collation(OID) *Collation
	CollationByName(schema OID, name string) *Collation
	Relation(OID) *Relation
	RelationByName(schema OID, name string) *Relation
	OpClass(OID) *OpClass
	OpClassesFor(input OID) []*OpClass
	OpClassesNamed(method, opcname string) []*OpClass
	FamilyOps(family OID) []*AmOp
	OperatorFamilies(operator OID) []*AmOp
	ProcNames() iter.Seq[string]
	TypeNames() iter.Seq[string]
	RelationNames() iter.Seq[string]
}
