package analyze

import (
	"reflect"
	"strconv"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// equalExpr compares two analysed expressions structurally, ignoring positions and how a
// conversion was written. Mirrors equalfuncs.c: equal.
func equalExpr(a, b tree.Expr) bool { return (&comparison{}).expr(a, b) }

// comparison compares expressions; flat, if set, replaces a node before it is compared (join
// columns by what they stand for), which stands depth queries below.
type comparison struct {
	flat  func(x tree.Expr, depth int) tree.Expr
	depth int
}

func (c *comparison) expr(a, b tree.Expr) bool {
	if c.flat != nil {
		a, b = c.flat(a, c.depth), c.flat(b, c.depth)
	}
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	// Most comparisons are of columns or of different kinds of node: settle them without reflection.
	switch x := a.(type) {
	case *tree.Var:
		y, ok := b.(*tree.Var)
		return ok && x.Varno == y.Varno && x.Attno == y.Attno && x.LevelsUp == y.LevelsUp &&
			x.Typ == y.Typ && x.Mod == y.Mod && x.Collation == y.Collation
	case *tree.Const:
		y, ok := b.(*tree.Const)
		return ok && equalConst(x, y)
	case *tree.Param:
		y, ok := b.(*tree.Param)
		return ok && x.Number == y.Number && x.Typ == y.Typ
	}
	va, vb := reflect.ValueOf(a), reflect.ValueOf(b)
	if va.Type() != vb.Type() {
		return false
	}
	return va.Pointer() == vb.Pointer() && c.flat == nil || c.value(va.Elem(), vb.Elem())
}

func equalConst(a, b *tree.Const) bool {
	if a.Typ != b.Typ || a.Mod != b.Mod || a.Collation != b.Collation || a.Null != b.Null {
		return false
	}
	return a.Null || a.Text == b.Text || sameValue(a.Typ, a.Text, b.Text)
}

// sameValue compares literals by value where two spellings of one value are likely.
func sameValue(typ catalog.OID, a, b string) bool {
	switch typ {
	case catalog.Int2OID, catalog.Int4OID, catalog.Int8OID:
		x, err1 := strconv.ParseInt(a, 10, 64)
		y, err2 := strconv.ParseInt(b, 10, 64)
		return err1 == nil && err2 == nil && x == y
	case catalog.BoolOID:
		x, err1 := strconv.ParseBool(a)
		y, err2 := strconv.ParseBool(b)
		return err1 == nil && err2 == nil && x == y
	}
	return false
}

var (
	nodeType    = reflect.TypeFor[tree.Expr]()
	posType     = reflect.TypeFor[source.Pos]()
	formType    = reflect.TypeFor[tree.CoercionForm]()
	sublinkType = reflect.TypeFor[*tree.SubLink]()
	starsType   = reflect.TypeFor[[]tree.Star]()
	rteType     = reflect.TypeFor[tree.RangeTableEntry]()
	cteType     = reflect.TypeFor[*tree.CommonTableExpr]()
	queryType   = reflect.TypeFor[*tree.Query]()
	treePackage = rteType.PkgPath()
	linkColumn  = reflect.TypeFor[tree.SubLinkColumn]()
)

// value compares two values of one type field by field.
func (c *comparison) value(a, b reflect.Value) bool {
	switch a.Type() {
	case posType, formType, starsType:
		return true
	case nodeType:
		x, _ := a.Interface().(tree.Expr)
		y, _ := b.Interface().(tree.Expr)
		return c.expr(x, y)
	}
	switch a.Kind() {
	case reflect.Pointer:
		return c.pointer(a, b)
	case reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		return a.Elem().Type() == b.Elem().Type() && c.value(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !c.value(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		return c.fields(a, b)
	}
	return a.Equal(b)
}

// pointer compares tree nodes by contents and everything else (catalog objects) by identity.
func (c *comparison) pointer(a, b reflect.Value) bool {
	if a.Pointer() == b.Pointer() && (c.flat == nil || a.IsNil()) {
		return true
	}
	if a.IsNil() || b.IsNil() || a.Type().Elem().PkgPath() != treePackage {
		return a.Pointer() == b.Pointer()
	}
	if e, ok := a.Interface().(tree.Expr); ok {
		return c.expr(e, b.Interface().(tree.Expr))
	}
	if a.Type() == queryType {
		c.depth++
		defer func() { c.depth-- }()
	}
	return c.value(a.Elem(), b.Elem())
}

func (c *comparison) fields(a, b reflect.Value) bool {
	t := a.Type()
	for i := range t.NumField() {
		switch ft := t.Field(i).Type; {
		case t == linkColumn && ft == sublinkType:
			continue // points back at the sublink that holds it
		case t == rteType && ft == cteType:
			// A reference; the definition is compared where it stands. A recursive one would never end.
			if x, y := a.Field(i), b.Field(i); x.IsNil() != y.IsNil() ||
				!x.IsNil() && x.Elem().FieldByName("Name").String() != y.Elem().FieldByName("Name").String() {
				return false
			}
			continue
		}
		if !c.value(a.Field(i), b.Field(i)) {
			return false
		}
	}
	return true
}

// equalRaw compares two raw nodes, ignoring positions (equal of equalfuncs.c on a raw tree).
func equalRaw(a, b proto.Message) bool {
	return equalMessage(a.ProtoReflect(), b.ProtoReflect())
}

// equalRawList compares two lists of raw nodes.
func equalRawList[M proto.Message](a, b []M) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !equalRaw(a[i], b[i]) {
			return false
		}
	}
	return true
}

func equalMessage(a, b protoreflect.Message) bool {
	if a.IsValid() != b.IsValid() {
		return false
	}
	if a.Descriptor() != b.Descriptor() {
		return false
	}
	fields := a.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		if f.Name() == "location" || f.Name() == "funcformat" || f.Name() == "row_format" {
			continue
		}
		if a.Has(f) != b.Has(f) {
			return false
		}
		if a.Has(f) && !equalField(f, a.Get(f), b.Get(f)) {
			return false
		}
	}
	return true
}

func equalField(f protoreflect.FieldDescriptor, a, b protoreflect.Value) bool {
	if !f.IsList() {
		if f.Message() != nil {
			return equalMessage(a.Message(), b.Message())
		}
		return a.Equal(b)
	}
	x, y := a.List(), b.List()
	if x.Len() != y.Len() {
		return false
	}
	for i := range x.Len() {
		if f.Message() == nil {
			if !x.Get(i).Equal(y.Get(i)) {
				return false
			}
			continue
		}
		if !equalMessage(x.Get(i).Message(), y.Get(i).Message()) {
			return false
		}
	}
	return true
}
