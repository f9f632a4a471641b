package gotype

import (
	"testing"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// TestAlwaysValue holds what proofs rely on: a parameter of such a type that is not nullable has a Go
// type without any value that pgx passes as NULL.
func TestAlwaysValue(t *testing.T) {
	o := &Options{Named: func(t *ir.Type) string { return "Mood" }}
	passed := 0
	for name := range defaults {
		typ := &ir.Type{Kind: ir.BaseType, Name: name, OID: 1}
		if !typ.AlwaysValue() {
			continue
		}
		passed++
		if got, err := o.Of(Value{Type: typ}); err != nil || !alwaysValues[got.Expr] {
			t.Errorf("%s is %s in Go, which may be passed as NULL (%v)", name, got.Expr, err)
		}
	}
	if passed < 15 {
		t.Errorf("only %d types are always values", passed)
	}
	for _, typ := range []*ir.Type{
		{Kind: ir.BaseType, Name: "uuid", OID: 1}, {Kind: ir.BaseType, Name: "numeric", OID: 1}, {Kind: ir.BaseType, Name: "jsonb", OID: 1},
		{Kind: ir.BaseType, Name: "inet", OID: 1}, {Kind: ir.BaseType, Name: "text"}, {Kind: ir.CompositeType, Name: "text", OID: 1},
		{Kind: ir.ArrayType, Name: "text[]", OID: 1, Elem: &ir.Type{Kind: ir.BaseType, Name: "text", OID: 1}},
	} {
		if typ.AlwaysValue() {
			t.Errorf("%s %s counts as always a value", typ.Kind, typ.Name)
		}
	}
}

// TestOwnTypes holds which overrides take that away.
func TestOwnTypes(t *testing.T) {
	text := &ir.Type{Kind: ir.BaseType, Schema: "pg_catalog", Name: "text", OID: 25}
	email := &ir.Type{Kind: ir.DomainType, Schema: "public", Name: "email", Base: text}
	for _, c := range []struct {
		override  Override
		own, mail bool // of text, of the domain
	}{
		{Override{DBType: "text", GoType: "example.com/x.T", Any: true}, true, true},
		{Override{DBType: "email", GoType: "example.com/x.T", Any: true}, false, true},
		{Override{DBType: "text", GoType: "string", Any: true}, false, false},
		{Override{DBType: "text", GoType: "*string", Any: true}, true, true},
		{Override{DBType: "text", GoType: "example.com/x.T", Nullable: true}, false, false},
		{Override{DBType: "uuid", GoType: "example.com/x.T", Any: true}, false, false},
	} {
		list := Overrides{c.override}
		if own, mail := list.OwnType(text), list.OwnType(email); own != c.own || mail != c.mail {
			t.Errorf("%+v: %v for text and %v for the domain", c.override, own, mail)
		}
	}
	list := Overrides{{Column: "users.*", GoType: "example.com/x.T"}, {Column: "orders.*", GoType: "string"}}
	if !list.OwnColumn("public.users", "nick") || list.OwnColumn("public.orders", "nick") || list.OwnColumn("public.items", "nick") {
		t.Error("columns with a Go type of their own are not those of users")
	}
}
