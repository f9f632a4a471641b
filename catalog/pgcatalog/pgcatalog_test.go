package pgcatalog

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/catalog"
)

func TestTypes(t *testing.T) {
	c := New()
	got := c.TypeByName(catalog.InvalidOID, "int4")
	want := &catalog.Type{
		OID: catalog.Int4OID, Name: "int4", Namespace: catalog.PgCatalog, Len: 4, Kind: catalog.BaseType, Category: 'N',
		Defined: true, Delim: ',', Array: catalog.Int4ArrayOID, BaseMod: -1, Input: "int4in",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("int4 (-want +got):\n%s", diff)
	}
	if c.Type(catalog.Int4OID) != got {
		t.Error("look-up by OID gives another object than look-up by name")
	}
	r := c.TypeByName(catalog.PgCatalog, "int4range")
	if m := c.Type(r.Multirange); m == nil || m.RangeOf != r.OID || r.RangeSub != catalog.Int4OID || m.RangeSub != catalog.Int4OID {
		t.Errorf("int4range %+v has multirange %+v", r, m)
	}
	if !c.Type(catalog.TextOID).Preferred || c.Type(catalog.VarcharOID).Preferred || !c.Type(catalog.VarcharOID).TypmodIn {
		t.Error("wrong flags of text or varchar")
	}
	if b := c.TypeByName(catalog.PgCatalog, "box"); b.Delim != ';' {
		t.Errorf("box has delimiter %q", b.Delim)
	}
	if !c.Type(catalog.TextArrayOID).IsTrueArray() || c.Type(catalog.PointOID).IsTrueArray() {
		t.Error("text[] is a true array, point is none")
	}
	d := c.TypeByName(catalog.InformationSchema, "cardinal_number")
	if d.Kind != catalog.DomainType || d.BaseType != catalog.Int4OID || len(d.Checks) != 1 {
		t.Errorf("cardinal_number: %+v", d)
	}
}

func TestProcs(t *testing.T) {
	c := New()
	got := c.Procs("jsonb_each_text")
	want := []*catalog.Proc{{
		OID: 3932, Name: "jsonb_each_text", Namespace: catalog.PgCatalog, Kind: catalog.Function, Lang: "internal",
		RetSet: true, Strict: true, Volatile: 'i', Ret: catalog.RecordOID, Args: []catalog.OID{catalog.JSONBOID},
		AllArgs: []catalog.OID{catalog.JSONBOID, catalog.TextOID, catalog.TextOID}, ArgModes: []byte("ioo"),
		ArgNames: []string{"from_json", "key", "value"}, Source: "jsonb_each_text",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("jsonb_each_text (-want +got):\n%s", diff)
	}
	if c.Proc(3932) != got[0] {
		t.Error("look-up by OID gives another object than look-up by name")
	}
	if c.Procs("no_such_function") != nil || c.Proc(1) != nil {
		t.Error("found what is not there")
	}
	if p := c.Procs("percentile_cont"); len(p) != 4 || p[0].AggKind != 'o' || p[0].AggDirect != 1 || !p[0].AggInitNull {
		t.Errorf("percentile_cont: %+v", p)
	}
	if p := c.Procs("concat"); len(p) != 1 || p[0].Variadic != catalog.AnyOID || p[0].Source != "text_concat" {
		t.Errorf("concat: %+v", p[0])
	}
}

func TestOperatorsCastsAndClasses(t *testing.T) {
	c := New()
	eq := c.Operator(96)
	want := &catalog.Operator{
		OID: 96, Name: "=", Namespace: catalog.PgCatalog, Left: catalog.Int4OID, Right: catalog.Int4OID, Result: catalog.BoolOID,
		Proc: 65, Commutes: 96, Negates: 518, Merges: true, Hashes: true,
	}
	if diff := cmp.Diff(want, eq); diff != "" {
		t.Errorf("int4 = int4 (-want +got):\n%s", diff)
	}
	if k := c.Cast(catalog.Int4OID, catalog.Int8OID); k == nil || k.Context != catalog.CastImplicit || k.Method != 'f' {
		t.Errorf("cast from int4 to int8: %+v", k)
	}
	var methods []string
	for _, o := range c.OpClassesFor(catalog.Int4OID) {
		if o.Default {
			methods = append(methods, o.Method)
		}
	}
	if diff := cmp.Diff([]string{"brin", "btree", "hash"}, methods); diff != "" {
		t.Errorf("default operator classes of int4 (-want +got):\n%s", diff)
	}
	if f := c.OperatorFamilies(96); len(f) != 2 {
		t.Errorf("int4 = int4 is in %d families, want btree's and hash's", len(f))
	}
	if k := c.CollationByName(catalog.InvalidOID, "C"); k == nil || k.OID != catalog.CCollation || !k.Deterministic {
		t.Errorf("collation C: %+v", k)
	}
}

func TestRelations(t *testing.T) {
	c := New()
	r := c.RelationByName(catalog.InvalidOID, "pg_class")
	if r == nil || r.OID != 1259 || r.Kind != catalog.Table || len(r.Columns) != 33 {
		t.Fatalf("pg_class: %+v", r)
	}
	want := &catalog.Column{Name: "relname", Num: 2, Type: catalog.NameOID, Typmod: -1, Collation: catalog.CCollation, NotNull: true, Local: true}
	if diff := cmp.Diff(want, r.Column("relname")); diff != "" {
		t.Errorf("relname (-want +got):\n%s", diff)
	}
	if k := r.PrimaryKey(); k == nil || cmp.Diff([]int16{1}, k.Columns) != "" {
		t.Errorf("primary key: %+v", k)
	}
	if len(r.Indexes) != 3 || !r.Indexes[0].Unique {
		t.Errorf("indexes: %+v", r.Indexes)
	}
	if t2 := c.Type(r.RowType); t2 == nil || t2.Relation != r.OID {
		t.Errorf("row type: %+v", t2)
	}
	if v := c.RelationByName(catalog.InformationSchema, "columns"); v == nil || v.Kind != catalog.View {
		t.Errorf("information_schema.columns: %+v", v)
	}
	if s := c.RelationByName(catalog.PgCatalog, "pg_settings"); len(s.Rules) != 1 || !s.Rules[0].Instead {
		t.Errorf("rules of pg_settings: %+v", s.Rules)
	}
}

// TestEveryRecord decodes all files, so that a bad field fails here and not at a user's.
func TestEveryRecord(t *testing.T) {
	b := newBuiltins()
	b.casts()
	b.opclasses()
	b.amops()
	all(t, &b.types)
	all(t, &b.procs)
	all(t, &b.operators)
	all(t, &b.collations)
	all(t, &b.relations)
}

func all[T any](t *testing.T, z *lazy[T]) {
	t.Helper()
	n := 0
	for name := range z.names() {
		for _, o := range z.named(name) {
			n++
			if z.find(z.oid(o)) != o {
				t.Errorf("%s: not found by its OID", name)
			}
		}
	}
	if n != len(z.byOID) {
		t.Errorf("decoded %d records of %d", n, len(z.byOID))
	}
}

// TestSamePointer asks for one function from many goroutines at once.
func TestSamePointer(t *testing.T) {
	c := catalog.NewBase(newBuiltins())
	var wg sync.WaitGroup
	found := make([]*catalog.Proc, 8)
	for i := range found {
		wg.Go(func() { found[i] = c.Procs("lower")[0] })
	}
	wg.Wait()
	for _, p := range found {
		if p != found[0] {
			t.Fatal("two objects for one function")
		}
	}
}

func TestExtensions(t *testing.T) {
	for _, name := range Extensions() {
		c := New()
		for _, r := range Requires(name) {
			if !LoadExtension(c, r, catalog.Public) {
				t.Errorf("%s requires %s, which is unknown", name, r)
			}
		}
		if !LoadExtension(c, name, catalog.Public) || !c.HasExtension(name) {
			t.Errorf("%s is not loaded", name)
		}
	}
	if LoadExtension(New(), "postgis", catalog.Public) {
		t.Error("an unknown extension is loaded")
	}
}

func TestExtensionObjects(t *testing.T) {
	c := New()
	schema := c.NewOID()
	LoadExtension(c, "cube", catalog.Public)
	LoadExtension(c, "earthdistance", schema)
	cube := c.TypeByName(catalog.Public, "cube")
	earth := c.TypeByName(schema, "earth")
	if cube == nil || earth == nil || earth.BaseType != cube.OID || earth.Extension != "earthdistance" {
		t.Fatalf("cube %+v, earth %+v", cube, earth)
	}
	if array := c.Type(earth.Array); array == nil || array.Elem != earth.OID {
		t.Errorf("array of earth: %+v", array)
	}
	p := c.Procs("ll_to_earth")
	if len(p) != 1 || p[0].Ret != earth.OID || p[0].Namespace != schema {
		t.Errorf("ll_to_earth: %+v", p)
	}

	c = New()
	LoadExtension(c, "citext", catalog.Public)
	LoadExtension(c, "pg_stat_statements", catalog.Public)
	citext := c.TypeByName(catalog.InvalidOID, "citext")
	if k := c.Cast(citext.OID, catalog.TextOID); k == nil || k.Context != catalog.CastImplicit || k.Method != 'b' {
		t.Errorf("cast from citext to text: %+v", k)
	}
	if o := c.OpClassesFor(citext.OID); len(o) == 0 {
		t.Error("citext has no operator class")
	}
	if r := c.RelationByName(catalog.InvalidOID, "pg_stat_statements"); r == nil || r.Column("query").Type != catalog.TextOID {
		t.Errorf("pg_stat_statements: %+v", r)
	}
}

// BenchmarkLoad is what a small project pays: a cold catalog, asked for what a few queries need.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c := catalog.New(catalog.NewBase(newBuiltins()))
		for _, n := range []string{"count", "sum", "lower", "now", "coalesce", "unnest", "array_agg", "jsonb_build_object", "date_trunc", "max"} {
			c.Procs(n)
		}
		for _, n := range []string{"=", "<>", "<", ">", "+", "-", "||", "->>", "@>", "~~"} {
			c.Operators(n)
		}
		for _, n := range []string{"int4", "int8", "text", "bool", "timestamptz", "numeric", "jsonb", "uuid", "_text", "date"} {
			c.TypeByName(catalog.InvalidOID, n)
		}
		c.Cast(catalog.Int4OID, catalog.Int8OID)
		c.OpClassesFor(catalog.Int4OID)
		c.OperatorFamilies(96)
		c.RelationByName(catalog.InvalidOID, "pg_class")
		c.Collation(catalog.DefaultCollation)
	}
}

func BenchmarkLookup(b *testing.B) {
	c := New()
	b.ReportAllocs()
	for b.Loop() {
		c.Procs("lower")
		c.Type(catalog.TextOID)
	}
}
