package catalog

import "testing"

func TestChangeForgetsWhatWasResolved(t *testing.T) {
	c := New(nil)
	key, op := Operands{"=", 23, 23}, &Operator{Name: "="}
	c.Remember(key, op)
	if c.Resolved(key) != nil {
		t.Error("remembered before Freeze")
	}
	changes := map[string]func(){
		"NewOID": func() { c.NewOID() }, "NewOIDs": func() { c.NewOIDs(2) },
		"SetSearchPath": func() { c.SetSearchPath(Public) },
		"AddType":       func() { c.AddType(&Type{}) }, "DropType": func() { c.DropType(&Type{}) },
		"RenameType":  func() { c.RenameType(&Type{}, Public, "x") },
		"AddOperator": func() { c.AddOperator(op) }, "DropOperator": func() { c.DropOperator(op) },
		"AddCast": func() { c.AddCast(&Cast{}) }, "DropCast": func() { c.DropCast(&Cast{}) },
		"DropNamespace": func() { c.DropNamespace(&Namespace{}) },
	}
	for name, change := range changes {
		c.Freeze()
		c.Remember(key, op)
		if c.Resolved(key) != op {
			t.Error("not remembered")
		}
		if change(); c.Resolved(key) != nil {
			t.Errorf("%s keeps it", name)
		}
	}
}
