package pgcatalog

import (
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
)

// line takes the fields of one record apart, from left to right. Fields that are left out at the
// end of a line read as empty, and an empty number as 0.
type line struct {
	rest string
	// oids finds an object of an extension; nil in the server's own files, where OIDs are final.
	oids *relocation
}

// text returns the next field.
func (l *line) text() string {
	f, rest, _ := strings.Cut(l.rest, "\t")
	l.rest = rest
	return f
}

// letter returns the next field's only character, or 0.
func (l *line) letter() byte {
	if f := l.text(); f != "" {
		return f[0]
	}
	return 0
}

// number returns the next field as a number, or def if it is empty.
func (l *line) number(def int) int {
	f := l.text()
	if f == "" {
		return def
	}
	n, err := strconv.Atoi(f)
	if err != nil {
		// The files are embedded and a test decodes every record of them.
		panic("pgcatalog: bad number " + strconv.Quote(f))
	}
	return n
}

// oid returns the next field as an OID.
func (l *line) oid() catalog.OID { return l.toOID(l.text()) }

func (l *line) toOID(f string) catalog.OID {
	if f == "" {
		return catalog.InvalidOID
	}
	if l.oids != nil {
		return l.oids.resolve(f)
	}
	return parseOID(f)
}

// namespace returns the next field as a schema: an extension's own objects were extracted from
// schema public and go where the user wants them.
func (l *line) namespace() catalog.OID {
	ns := l.oid()
	if l.oids != nil && ns == catalog.Public {
		return l.oids.schema
	}
	return ns
}

// oidList returns the next field as a list of OIDs, or nil.
func (l *line) oidList(sep string) []catalog.OID {
	f := l.text()
	if f == "" {
		return nil
	}
	out := make([]catalog.OID, 0, strings.Count(f, sep)+1)
	for w := range strings.SplitSeq(f, sep) {
		out = append(out, l.toOID(w))
	}
	return out
}

// texts returns the next field as a list, or nil.
func (l *line) texts() []string {
	f := l.text()
	if f == "" {
		return nil
	}
	return strings.Split(f, ",")
}

// shorts returns the next field as a list of attribute numbers.
func (l *line) shorts() []int16 {
	var out []int16
	for w := range strings.FieldsSeq(l.text()) {
		out = append(out, int16(parseOID(w)))
	}
	return out
}

func parseOID(f string) catalog.OID {
	n, err := strconv.ParseUint(f, 10, 32)
	if err != nil {
		panic("pgcatalog: bad OID " + strconv.Quote(f))
	}
	return catalog.OID(n)
}

func (l *line) extension() string {
	if l.oids == nil {
		return ""
	}
	return l.oids.name
}

func decodeNamespace(l *line) *catalog.Namespace {
	return &catalog.Namespace{Name: l.text(), OID: l.oid()}
}

func decodeType(l *line) *catalog.Type {
	t := &catalog.Type{Name: l.text(), OID: l.oid(), Namespace: l.namespace(), Extension: l.extension()}
	t.Len = int16(l.number(0))
	t.Kind = catalog.TypeKind(l.letter())
	t.Category = l.letter()
	flags := l.text()
	t.Preferred = strings.Contains(flags, "p")
	t.Defined = !strings.Contains(flags, "s")
	t.NotNull = strings.Contains(flags, "n")
	t.TypmodIn = strings.Contains(flags, "m")
	t.Delim = ','
	if d := l.letter(); d != 0 {
		t.Delim = d
	}
	t.Relation, t.Elem, t.Array = l.oid(), l.oid(), l.oid()
	t.Subscript = catalog.SubscriptKind(l.letter())
	t.BaseType, t.BaseMod, t.NDims = l.oid(), int32(l.number(-1)), l.number(0)
	t.Collation, t.Labels = l.oid(), l.texts()
	t.RangeSub, t.RangeOf, t.Multirange, t.RangeCollat = l.oid(), l.oid(), l.oid(), l.oid()
	t.Input = l.text()
	if check := l.text(); check != "" {
		t.Checks = []catalog.DomainCheck{{Text: check, Validated: true}}
	}
	return t
}

func decodeProc(l *line) *catalog.Proc {
	p := &catalog.Proc{Name: l.text(), OID: l.oid(), Namespace: l.namespace(), Extension: l.extension()}
	p.Kind = catalog.ProcKind(l.letter())
	p.Lang = l.text()
	flags := l.text()
	p.Strict = strings.Contains(flags, "s")
	p.RetSet = strings.Contains(flags, "r")
	p.Volatile, p.Ret = l.letter(), l.oid()
	p.Args, p.AllArgs = l.oidList(" "), l.oidList(",")
	if modes := l.text(); modes != "" {
		p.ArgModes = []byte(modes)
	}
	p.ArgNames, p.NumDefaults, p.Variadic = l.texts(), l.number(0), l.oid()
	p.AggKind, p.AggDirect, p.AggInitNull = l.letter(), l.number(0), l.text() != ""
	p.Source = l.text()
	if p.Source == "" && (p.Lang == "internal" || p.Lang == "c") {
		p.Source = p.Name
	}
	return p
}

func decodeOperator(l *line) *catalog.Operator {
	o := &catalog.Operator{Name: l.text(), OID: l.oid(), Namespace: l.namespace(), Extension: l.extension()}
	o.Left, o.Right, o.Result, o.Proc = l.oid(), l.oid(), l.oid(), l.oid()
	o.Commutes, o.Negates = l.oid(), l.oid()
	flags := l.text()
	o.Merges = strings.Contains(flags, "m")
	o.Hashes = strings.Contains(flags, "h")
	return o
}

func decodeCast(l *line) *catalog.Cast {
	return &catalog.Cast{
		Source: l.oid(), Target: l.oid(), Proc: l.oid(),
		Context: catalog.CastContext(l.letter()), Method: l.letter(),
	}
}

func decodeCollation(l *line) *catalog.Collation {
	return &catalog.Collation{
		Name: l.text(), OID: l.oid(), Namespace: l.namespace(),
		Encoding: l.number(-1), Deterministic: l.text() == "",
	}
}

func decodeOpClass(l *line) *catalog.OpClass {
	return &catalog.OpClass{
		Name: l.text(), OID: l.oid(), Namespace: l.namespace(), Method: l.text(),
		Family: l.oid(), Input: l.oid(), Default: l.text() != "", Key: l.oid(),
	}
}

func decodeAmOp(l *line) *catalog.AmOp {
	return &catalog.AmOp{
		Method: l.text(), Family: l.oid(), Left: l.oid(), Right: l.oid(),
		Strategy: l.number(0), Operator: l.oid(),
	}
}

// decodeRelation decodes a relation's line. Its columns, indexes and constraints are on the lines
// that follow it; decodePart enters one of them.
func decodeRelation(l *line) *catalog.Relation {
	return &catalog.Relation{
		Name: l.text(), OID: l.oid(), Namespace: l.namespace(), Kind: catalog.RelKind(l.letter()),
		RowType: l.oid(), OfType: l.oid(), Extension: l.extension(),
	}
}

func decodePart(r *catalog.Relation, l *line) {
	switch l.text() {
	case "c":
		c := &catalog.Column{Name: l.text(), Num: int16(l.number(0)), Type: l.oid(), Local: true}
		c.Typmod, c.NDims, c.Collation = int32(l.number(-1)), l.number(0), l.oid()
		flags := l.text()
		c.NotNull = strings.Contains(flags, "n")
		c.HasDefault = strings.Contains(flags, "d")
		r.Columns = append(r.Columns, c)
	case "i":
		r.Indexes = append(r.Indexes, decodeIndex(l))
	case "k":
		k := &catalog.Constraint{Name: l.text(), OID: l.oid(), Kind: catalog.ConstraintKind(l.letter()), Validated: true}
		k.Columns, k.Index = l.shorts(), l.oid()
		r.Constraints = append(r.Constraints, k)
	case "r":
		event, flags := l.letter(), l.text()
		// All of them are DO INSTEAD NOTHING.
		r.Rules = append(r.Rules, catalog.Rule{Name: "_INSTEAD", Event: event, Instead: true, Conditional: strings.Contains(flags, "c")})
	}
}

func decodeIndex(l *line) *catalog.IndexInfo {
	x := &catalog.IndexInfo{Name: l.text(), OID: l.oid(), Namespace: l.namespace(), Method: l.text()}
	flags := l.text()
	x.Unique = strings.Contains(flags, "u")
	x.Primary = strings.Contains(flags, "p")
	x.Immediate = strings.Contains(flags, "i")
	x.NullsNotDist = strings.Contains(flags, "n")
	nums, classes, collations, options := l.shorts(), l.oidList(" "), l.oidList(" "), l.shorts()
	for i, n := range nums {
		if i >= len(classes) { // indkey lists INCLUDE columns after the keys
			x.Include = append(x.Include, n)
			continue
		}
		x.Keys = append(x.Keys, catalog.IndexKey{
			Num: n, OpClass: classes[i], Collation: collations[i],
			Desc: options[i]&1 != 0, NullsFirst: options[i]&2 != 0,
		})
	}
	return x
}
