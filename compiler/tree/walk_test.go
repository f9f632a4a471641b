package tree

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nodes has one of every struct that leads to expressions.
var nodes = []any{
	&Query{}, &RangeTableEntry{}, &TargetEntry{}, &WindowClause{}, &RTEFunc{}, &TableFunc{}, &CommonTableExpr{},
	&CTECycle{}, &FromExpr{}, &JoinExpr{}, &OnConflict{}, &MergeAction{}, &CaseWhen{}, &Aggref{}, &GroupingFunc{},
	&WindowFunc{}, &SubscriptingRef{}, &FuncExpr{}, &NamedArgExpr{}, &OpExpr{}, &DistinctExpr{}, &NullIfExpr{},
	&ScalarArrayOpExpr{}, &BoolExpr{}, &SubLink{}, &SubLinkColumn{}, &FieldSelect{}, &FieldStore{}, &RelabelType{},
	&CoerceViaIO{}, &ArrayCoerceExpr{}, &ConvertRowtypeExpr{}, &CollateExpr{}, &CaseExpr{}, &ArrayExpr{}, &RowExpr{},
	&RowCompareExpr{}, &CoalesceExpr{}, &MinMaxExpr{}, &XMLExpr{}, &JSONConstructorExpr{}, &JSONValueExpr{},
	&JSONIsPredicate{}, &NullTest{}, &BooleanTest{}, &CoerceToDomain{},
}

// leaves are the structs without expressions below them.
var leaves = []any{
	&Node{}, &Var{}, &Const{}, &Param{}, &CaseTestExpr{}, &SQLValueFunction{}, &SetToDefault{}, &CurrentOfExpr{},
	&Star{}, &SortGroupClause{}, &GroupingSet{}, &RowMark{}, &RTEColumn{}, &CTESearch{}, &RangeTableRef{}, &SetOperation{},
}

// TestChildren fills all fields of a node and expects each in turn.
func TestChildren(t *testing.T) {
	for _, n := range append(nodes, leaves...) {
		var want, got []any
		fill(reflect.ValueOf(n).Elem(), &want)
		Children(n, func(c any) { got = append(got, c) })
		if diff := cmp.Diff(types(want), types(got)); diff != "" {
			t.Errorf("%T: %s", n, diff)
		}
	}
}

func types(list []any) (out []string) {
	for _, n := range list {
		out = append(out, reflect.TypeOf(n).String())
	}
	return out
}

func fill(v reflect.Value, want *[]any) {
	isLeaf := map[reflect.Type]bool{}
	for _, l := range leaves {
		isLeaf[reflect.TypeOf(l)] = true
	}
	switch t := v.Type(); {
	case t == reflect.TypeFor[Expr]():
		v.Set(reflect.ValueOf(&Const{}))
		*want = append(*want, v.Interface())
	case t == reflect.TypeFor[JoinNode]():
		v.Set(reflect.ValueOf(&JoinExpr{}))
		*want = append(*want, v.Interface())
	case t.Kind() == reflect.Pointer && t.Elem().PkgPath() == reflect.TypeFor[Query]().PkgPath() && !isLeaf[t]:
		v.Set(reflect.New(t.Elem()))
		*want = append(*want, v.Interface())
	case t.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(t, 1, 1))
		fill(v.Index(0), want)
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			fill(v.Field(i), want)
		}
	}
}

// TestNodesAreListed wants every struct of the package in one of the lists above.
func TestNodesAreListed(t *testing.T) {
	listed := map[string]bool{}
	for _, n := range append(nodes, leaves...) {
		listed[reflect.TypeOf(n).Elem().Name()] = true
	}
	for _, name := range []string{"expr.go", "query.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if s, ok := n.(*ast.TypeSpec); ok {
				if _, ok := s.Type.(*ast.StructType); ok && !listed[s.Name.Name] {
					t.Errorf("%s is not in a list of this test", s.Name.Name)
				}
			}
			return true
		})
	}
}
