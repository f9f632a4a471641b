package codegen

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// field is a field of a struct that rows are decoded into.
type field struct {
	name     string
	sqlName  string
	doc      string
	typ      gotype.Type // column fields
	expr     string      // Go type as printed
	wire     []string    // column literals, one per wire column
	kind     ir.FieldKind
	inner    string // name of the struct of embeds and nested fields
	nilable  bool
	presence int
	split    bool // nested rows that a statement of their own reads: wire holds their keys
	scalar   bool // nested rows of one plain column: typ reads the element
}

func lowerName(s string) string { return gotype.Unexport(s) }

// structOf names and types the fields of a shape. Structs of nested shapes are declared on the
// way under names that start with owner.
func (g *gen) structOf(query, owner string, s *ir.Shape) ([]field, error) {
	out := make([]field, 0, len(s.Fields))
	taken := make(map[string]bool, len(s.Fields))
	for i, sf := range s.Fields {
		f := field{kind: sf.Kind, nilable: sf.Nilable, presence: sf.Presence}
		name, tag := g.fieldName(sf, i), sf.Name
		if sf.Kind == ir.EmbedField {
			name, tag = g.embedName(sf, taken)
		}
		f.name, f.sqlName = unique(name, taken), tag
		var err error
		if sf.Kind == ir.ColumnField {
			err = g.columnField(query, &f, sf.Column)
		} else {
			err = g.shapeField(query, owner, &f, sf)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// embedName is the Go name of an embed's field and its name in JSON: its model's, a second time that
// of a telling alias.
func (g *gen) embedName(sf *ir.ShapeField, taken map[string]bool) (name, tag string) {
	alias := sf.Name[strings.LastIndexByte(sf.Name, '.')+1:]
	alias = strings.Trim(alias, `"`)
	if sf.Shape.Kind != ir.ModelShape {
		tag = g.namer.Singular(alias)
		return g.namer.Exported(tag), tag
	}
	name, tag = g.models[sf.Shape.Model], g.namer.Singular(sf.Shape.Model.Name)
	if taken[name] && len(alias) > 1 && alias != sf.Shape.Model.Name {
		return g.namer.Exported(alias), alias
	}
	return name, tag
}

// fieldName is the Go name of a field that is no embed. Unnamed columns are numbered.
func (g *gen) fieldName(sf *ir.ShapeField, i int) string {
	switch {
	case strings.IndexFunc(sf.Name, isWord) < 0 || sf.Name == "?column?":
		return fmt.Sprintf("Column%d", i+1)
	}
	return g.namer.Exported(sf.Name)
}

func (g *gen) columnField(query string, f *field, c *ir.Column) error {
	t, err := g.types.Of(value(c))
	if err != nil {
		return &Error{Query: query, Message: fmt.Sprintf("column %q: %v", c.Name, err)}
	}
	f.typ, f.expr = t, t.Expr
	f.doc = c.Comment
	f.wire = []string{"{" + strconv.Quote(c.Name) + ", " + strconv.FormatUint(uint64(oid(c.Type)), 10) + "}"}
	return nil
}

// OIDs of anonymous records, as nested rows arrive.
const (
	recordOID      = 2249
	recordArrayOID = 2287
)

func (g *gen) shapeField(query, owner string, f *field, sf *ir.ShapeField) error {
	if sf.Kind != ir.EmbedField && sf.Shape.Kind == ir.ScalarShape {
		t, err := g.types.Of(value(sf.Shape.Fields[0].Column))
		if err != nil {
			return &Error{Query: query, Message: err.Error()}
		}
		f.typ, f.inner, f.scalar = t, t.Expr, true
	} else if sf.Shape.Kind == ir.ModelShape {
		f.inner = g.models[sf.Shape.Model]
	} else {
		f.inner = sf.Shape.Name
		if f.inner == "" {
			f.inner = strings.TrimSuffix(owner, "Row") + g.namer.Exported(g.namer.Singular(sf.Name))
		}
	}
	switch sf.Kind {
	case ir.ManyField:
		f.expr = "[]" + f.inner
		f.wire = []string{fmt.Sprintf("{%q, %d}", sf.Name, recordArrayOID)}
		f.useKeys(sf)
	case ir.MaybeField:
		f.expr = "*" + f.inner
		f.wire = []string{fmt.Sprintf("{%q, %d}", sf.Name, recordOID)}
		f.useKeys(sf)
	default:
		f.expr = f.inner
		if sf.Nilable {
			f.expr = "*" + f.inner
		}
		sub, err := g.structOf(query, f.inner, sf.Shape)
		if err != nil {
			return err
		}
		f.wire = columnList(sub)
	}
	return nil
}

// useKeys makes the wire columns those of split loading, if that is asked for.
func (f *field) useKeys(sf *ir.ShapeField) {
	if sf.Level != nil {
		f.split, f.wire = true, keyColumns(sf)
	}
}

// columnList returns the wire columns of fields as literals of type column.
func columnList(fields []field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.wire...)
	}
	return out
}

// tagName is an SQL name as a tag may have it: encoding/json ignores what has other characters, and
// leaves a field out that is called "-".
func tagName(name string) string {
	if name == "-" {
		return "_"
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) {
			return r
		}
		return '_'
	}, name)
}

func (g *gen) printStruct(p *printer, name string, fields []field) {
	p.P("type ", name, " struct {")
	rows := make([]line, 0, len(fields))
	tags := make(map[string]bool, len(fields)) // two fields of one tag would both be left out of JSON
	for _, f := range fields {
		for k, v := range f.typ.Imports {
			p.imports[k] = v
		}
		cells := []string{f.name, f.expr}
		if g.opts.JSONTags {
			cells = append(cells, "`json:\""+unique(tagName(f.sqlName), tags)+"\"`")
		}
		rows = append(rows, line{doc: f.doc, cells: cells})
	}
	p.table("\t", rows)
	p.P("}")
}

// at prints the index of wire column n behind "at".
func at(n int) string {
	if n == 0 {
		return "at"
	}
	return fmt.Sprintf("at+%d", n)
}

// printDecode prints the function that fills a struct from the wire columns behind at.
func (g *gen) printDecode(p *printer, name string, fields []field) {
	arg := "at"
	if len(fields) == 0 {
		arg = "_"
	}
	p.P("func decode", name, "(d *decoder, ", arg, " int, v *", name, ") {")
	n := 0
	for _, f := range fields {
		g.printRead(p, f, n)
		n += len(f.wire)
	}
	p.P("}")
}

func (g *gen) printRead(p *printer, f field, n int) {
	target := "v." + f.name
	switch {
	case f.kind == ir.ColumnField:
		p.P("\t", f.typ.Read(target, at(n)))
	case f.kind == ir.ManyField:
		p.P("\t", target, " = nestedRows(d, ", at(n), ", ", lowerName(f.inner), "Columns, decode", f.inner, ")")
	case f.kind == ir.MaybeField:
		p.P("\t", target, " = nestedRow(d, ", at(n), ", ", lowerName(f.inner), "Columns, decode", f.inner, ")")
	case f.nilable:
		first, width := n, len(f.wire)
		if f.presence >= 0 {
			first, width = n+f.presence, 1
		}
		p.P("\tif d.present(", at(first), ", ", width, ") {")
		p.P("\t\t", target, " = new(", f.inner, ")")
		p.P("\t\tdecode", f.inner, "(d, ", at(n), ", ", target, ")")
		p.P("\t}")
	default:
		p.P("\tdecode", f.inner, "(d, ", at(n), ", &", target, ")")
	}
}

// row is how a query's result becomes Go.
type row struct {
	expr    string   // Go type
	decode  string   // decoding function of a whole result's rows
	item    string   // the same for a row inside of something else
	columns []string // wire columns
	imports map[string]string
}

// rowOf decides the row type of a query and prints its struct, if it has one of its own.
func (g *gen) rowOf(p *printer, q *ir.Query) (row, error) {
	r, err := g.plainRow(p, q)
	r.item = r.decode
	r.decode = g.inArena(q, r.decode)
	return r, err
}

// inArena wraps a decoding function if the query's rows share blocks of memory.
func (g *gen) inArena(q *ir.Query, decode string) string {
	if g.opts.Arena || q.Arena {
		return "inArena(" + decode + ")"
	}
	return decode
}

func (g *gen) plainRow(p *printer, q *ir.Query) (row, error) {
	s := q.Row
	if s.Kind == ir.ScalarShape {
		var f field
		if err := g.columnField(q.Name, &f, s.Fields[0].Column); err != nil {
			return row{}, err
		}
		read := f.typ.Read("*v", "at")
		if f.typ.Getter == "" && !strings.Contains(read, " = ") {
			read = "d." + f.typ.Scan + "(at, v)"
		}
		decode := literal("func(d *decoder, at int, v *"+f.expr+")", read)
		return row{expr: f.expr, decode: decode, columns: f.wire, imports: f.typ.Imports}, nil
	}
	name := s.Name
	if s.Kind == ir.ModelShape {
		name = g.models[s.Model]
	} else if name == "" {
		name = q.Name + "Row"
	}
	fields, err := g.structOf(q.Name, name, s)
	if err != nil {
		return row{}, err
	}
	r := row{expr: name, decode: "decode" + name, columns: columnList(fields)}
	if s.Kind == ir.ModelShape {
		return r, nil
	}
	return r, g.declareRow(p, q, s, name, fields)
}

// literal prints a function of one statement, on one line where gofmt leaves it there.
func literal(head, body string) string {
	if len(head)+len(body) > 100 {
		return head + " {\n\t\t" + body + "\n\t}"
	}
	return head + " { " + body + " }"
}

// sharedRow is a row struct that several queries may use: its fields, and the wire columns that its
// decoding function reads, "" while there is none (split loading has its own).
type sharedRow struct{ fields, wire string }

// declareRow prints a row struct unless a query before has printed the same one.
func (g *gen) declareRow(p *printer, q *ir.Query, s *ir.Shape, name string, fields []field) error {
	var sig, wire strings.Builder
	for _, f := range fields {
		sig.WriteString(f.name + " " + f.expr + "\n")
		wire.WriteString(f.name + " " + f.expr + " " + strings.Join(f.wire, " ") + "\n")
	}
	decoded := !hasLevels(s)
	old, shared := g.rows[name]
	if shared = shared && s.Name != ""; !shared {
		if err := g.declare(q.Name, name, "the row of query "+q.Name); err != nil {
			return err
		}
		p.P()
		p.P("// ", name, " is a row of ", q.Name, ".")
		g.printStruct(p, name, fields)
	}
	if why := difference(old.fields, sig.String()); shared && why != "" {
		return &Error{q.Name, fmt.Sprintf("row %q has other fields in another query", name), why}
	}
	if why := difference(old.wire, wire.String()); shared && decoded && old.wire != "" && why != "" {
		return &Error{q.Name, fmt.Sprintf("row %q has other fields in another query", name), why}
	}
	if decoded && old.wire == "" {
		old.wire = wire.String()
		p.P()
		g.printDecode(p, name, fields)
	}
	g.rows[name] = sharedRow{sig.String(), old.wire}
	return g.declareInner(p, q, s, fields, name, shared)
}

// declareInner prints the structs of embeds and nested rows that are no models. Of a row that is
// shared they are there already, but perhaps not what decodes them.
func (g *gen) declareInner(p *printer, q *ir.Query, s *ir.Shape, fields []field, owner string, shared bool) error {
	for i, sf := range s.Fields {
		f := fields[i]
		if sf.Kind == ir.ColumnField || f.scalar {
			continue
		}
		inner, err := g.structOf(q.Name, f.inner, sf.Shape)
		if err != nil {
			return err
		}
		if sf.Shape.Kind != ir.ModelShape {
			if err := g.declareNested(p, q, sf, f, inner, owner, shared); err != nil {
				return err
			}
		}
		if columns := lowerName(f.inner) + "Columns"; sf.Kind != ir.EmbedField && sf.Level == nil && g.names[columns] == "" {
			g.names[columns] = "columns of " + f.inner
			p.P()
			printColumns(p, columns, inner)
		}
	}
	return nil
}

// declareNested prints one of the structs of declareInner and those in it.
func (g *gen) declareNested(p *printer, q *ir.Query, sf *ir.ShapeField, f field, inner []field, owner string, shared bool) error {
	if !shared {
		if err := g.declare(q.Name, f.inner, "field "+f.name+" of "+owner); err != nil {
			return err
		}
		p.P()
		p.P("// ", f.inner, " is an element of ", owner, ".", f.name, ".")
		g.printStruct(p, f.inner, inner)
	}
	if !hasLevels(sf.Shape) && g.names["decode"+f.inner] == "" {
		g.names["decode"+f.inner] = "decoder of " + f.inner
		p.P()
		g.printDecode(p, f.inner, inner)
	}
	return g.declareInner(p, q, sf.Shape, inner, f.inner, shared)
}

// difference shows the first fields in which two row structs differ.
func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := 0; i < max(len(x), len(y)); i++ {
		l, r := "", ""
		if i < len(x) {
			l = x[i]
		}
		if i < len(y) {
			r = y[i]
		}
		if l != r {
			// Behind the field stands what comes on the wire.
			l, _, _ = strings.Cut(l, " {")
			r, _, _ = strings.Cut(r, " {")
			switch {
			case l == "":
				return fmt.Sprintf("There it has no %q.", r)
			case r == "":
				return fmt.Sprintf("There it has %q, which is not here.", l)
			case l == r:
				return fmt.Sprintf("%q is of another PostgreSQL type or column name.", l)
			}
			return fmt.Sprintf("There it has %q, here %q.", l, r)
		}
	}
	return ""
}
