package catalog

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// base has a type and a function in pg_catalog, as a stand-in for pgcatalog's.
func base() *Catalog {
	c := New(nil)
	c.AddNamespace(&Namespace{OID: PgCatalog, Name: "pg_catalog"})
	c.AddType(&Type{OID: TextOID, Name: "text", Namespace: PgCatalog})
	c.AddProc(&Proc{OID: 870, Name: "lower", Namespace: PgCatalog})
	c.AddRelation(&Relation{OID: 1259, Name: "pg_class", Namespace: PgCatalog})
	return c
}

func TestSearchPath(t *testing.T) {
	c := New(base())
	other := &Namespace{OID: c.NewOID(), Name: "other"}
	c.AddNamespace(other)
	public := &Type{OID: c.NewOID(), Name: "text", Namespace: Public}
	c.AddType(public)
	inOther := &Type{OID: c.NewOID(), Name: "mood", Namespace: other.OID}
	c.AddType(inOther)

	if got := c.TypeByName(InvalidOID, "text"); got.OID != TextOID {
		t.Errorf("text is %d: pg_catalog must come before public", got.OID)
	}
	if got := c.TypeByName(InvalidOID, "mood"); got != nil {
		t.Error("found a type of a schema that is not on the path")
	}
	c.SetSearchPath(other.OID, Public, PgCatalog)
	if got := c.TypeByName(InvalidOID, "text"); got != public {
		t.Error("a path that names pg_catalog last must find public's text first")
	}
	if got := c.TypeByName(InvalidOID, "mood"); got != inOther {
		t.Error("mood is not found along the path")
	}
	if got := c.CreationNamespace(); got != other.OID {
		t.Errorf("objects are created in schema %d", got)
	}
	if diff := cmp.Diff([]OID{PgTemp, other.OID, Public, PgCatalog}, c.SearchPath()); diff != "" {
		t.Errorf("path (-want +got):\n%s", diff)
	}
}

func TestOverlay(t *testing.T) {
	b := base()
	c := New(b)
	own := &Proc{OID: c.NewOID(), Name: "lower", Namespace: Public}
	c.AddProc(own)
	if got := c.Procs("lower"); len(got) != 2 || got[0].OID != 870 || got[1] != own {
		t.Errorf("lower: %v", got)
	}
	if len(b.Procs("lower")) != 1 {
		t.Error("the base has changed")
	}
	c.DropProc(own)
	if got := c.Procs("lower"); len(got) != 1 {
		t.Errorf("lower after the drop: %v", got)
	}
	if own.OID < FirstUserOID {
		t.Errorf("OID %d", own.OID)
	}
}

func TestChildren(t *testing.T) {
	c := New(base())
	parent := &Relation{OID: c.NewOID(), Name: "p", Namespace: Public}
	child := &Relation{OID: c.NewOID(), Name: "c", Namespace: Public, Parents: []OID{parent.OID}}
	c.AddRelation(parent)
	c.AddRelation(child)
	if diff := cmp.Diff([]OID{child.OID}, c.Children(parent.OID)); diff != "" {
		t.Errorf("children (-want +got):\n%s", diff)
	}
	c.DropRelation(child)
	if len(c.Children(parent.OID)) != 0 || c.RelationByName(InvalidOID, "c") != nil {
		t.Error("the dropped table is still there")
	}
}

func TestNames(t *testing.T) {
	c := New(base())
	c.AddRelation(&Relation{OID: c.NewOID(), Name: "users", Namespace: Public})
	c.AddRelation(&Relation{OID: c.NewOID(), Name: "users", Namespace: PgTemp})
	if diff := cmp.Diff([]string{"pg_class", "users"}, c.RelationNames()); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestNewOIDs(t *testing.T) {
	c := New(nil)
	first := c.NewOIDs(3)
	if next := c.NewOID(); next != first+3 {
		t.Errorf("NewOIDs(3) = %d, then %d", first, next)
	}
}
