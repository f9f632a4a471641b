package analyze

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// compareConsts evaluates a comparison of two constants, test being one of btLT to btNE; ok is
// false for values whose texts do not tell, as of timestamps in different time zones.
func (s *shared) compareConsts(a, b *tree.Const, test int, collation catalog.OID) (holds, ok bool) {
	order, ordered, ok := s.orderConsts(a, b, collation)
	if !ok || !ordered && order != 0 && test != btEQ && test != btNE {
		return false, false
	}
	switch test {
	case btLT:
		return order < 0, true
	case btLE:
		return order <= 0, true
	case btEQ:
		return order == 0, true
	case btGE:
		return order >= 0, true
	case btGT:
		return order > 0, true
	}
	return order != 0, true
}

// orderConsts compares two constants. Without ordered, the result tells only whether they are equal.
func (s *shared) orderConsts(a, b *tree.Const, collation catalog.OID) (order int, ordered, ok bool) {
	if a.Typ.IsExactNumber() && b.Typ.IsExactNumber() {
		order, ok = tree.CompareNumbers(a.Text, b.Text)
		return order, true, ok
	}
	if a.Typ != b.Typ {
		return 0, false, false
	}
	if a.Text == b.Text {
		return 0, true, true
	}
	switch a.Typ {
	case catalog.BoolOID:
		return cmp.Compare(boolRank(a), boolRank(b)), true, true
	case catalog.CharOID:
		return strings.Compare(a.Text, b.Text), true, len(a.Text) == 1 && len(b.Text) == 1
	case catalog.Float8OID, catalog.Float4OID:
		order, ok = orderFloats(a, b)
		return order, true, ok
	case catalog.DateOID, catalog.TimestampOID:
		order, ok = tree.CompareTimes(a.Text, b.Text)
		return order, true, ok
	case catalog.TextOID, catalog.VarcharOID:
		if collation == catalog.CCollation {
			return strings.Compare(a.Text, b.Text), true, true
		}
		c := s.cat.Collation(collation)
		return 1, false, c != nil && c.Deterministic
	}
	if t := s.cat.Type(a.Typ); t != nil && t.Kind == catalog.EnumType {
		return cmp.Compare(slices.Index(t.Labels, a.Text), slices.Index(t.Labels, b.Text)), true, true
	}
	return 0, false, false
}

func boolRank(k *tree.Const) int {
	if isTrueConst(k) {
		return 1
	}
	return 0
}

func orderFloats(a, b *tree.Const) (int, bool) {
	bits := 64
	if a.Typ == catalog.Float4OID {
		bits = 32
	}
	if !tree.PlainNumber(a.Text) || !tree.PlainNumber(b.Text) {
		return 0, false
	}
	x, err1 := strconv.ParseFloat(a.Text, bits)
	y, err2 := strconv.ParseFloat(b.Text, bits)
	return cmp.Compare(x, y), err1 == nil && err2 == nil
}
