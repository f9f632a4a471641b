package codegen

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// printModels prints enums, composites and the structs of tables and views.
func (g *gen) printModels(p *printer) error {
	for _, t := range g.pkg.Enums {
		if err := g.printEnum(p, t); err != nil {
			return err
		}
	}
	for _, t := range g.composites {
		if err := g.printComposite(p, t); err != nil {
			return err
		}
	}
	for _, m := range g.pkg.Models {
		s := &ir.Shape{Kind: ir.ModelShape, Model: m}
		for _, c := range m.Columns {
			s.Fields = append(s.Fields, &ir.ShapeField{Kind: ir.ColumnField, Name: c.Name, Column: c})
		}
		name := g.models[m]
		doc := m.Comment
		if doc == "" {
			doc = fmt.Sprintf("%s is a row of %s %s.", name, m.Kind, m.Name)
		}
		f, err := g.structOf("", name, s)
		if err != nil {
			return err
		}
		p.P()
		p.doc("", doc)
		g.printStruct(p, name, f)
		g.fragment(p, "decode"+name, func(p *printer) { g.printDecode(p, name, f) })
		g.fragment(p, "read"+name, func(p *printer) { g.printReader(p, name, "Parts", f) })
	}
	return nil
}

// fragment keeps code that is printed only if name is mentioned.
func (g *gen) fragment(p *printer, name string, print func(*printer)) {
	part := g.aside(p)
	print(part)
	g.fragments = append(g.fragments, fragment{name, part.buf.String()})
}

func (g *gen) printEnum(p *printer, t *ir.Type) error {
	name := g.named[t]
	doc := t.Comment
	if doc == "" {
		doc = fmt.Sprintf("%s is the enum %s.", name, t.Display())
	}
	p.P()
	p.doc("", doc)
	p.P("type ", name, " string")
	if len(t.Labels) == 0 {
		g.fragment(p, "read"+name, func(p *printer) { printLabelReader(p, name, nil) })
		return nil
	}
	var rows []line
	var consts []string
	taken := map[string]bool{}
	for i, l := range t.Labels {
		label := g.namer.Exported(l)
		if strings.IndexFunc(l, isWord) < 0 {
			label = fmt.Sprintf("Value%d", i+1)
		}
		if first := strings.IndexFunc(l, isWord); first >= 0 && l[first] != 'x' && l[first] != 'X' {
			label = strings.TrimPrefix(label, "X") // of 1st, whose constant begins with the type's name
		}
		c := unique(name+label, taken)
		if err := g.declare("", c, fmt.Sprintf("label %q of %s", l, t.Display())); err != nil {
			return err
		}
		consts = append(consts, c)
		rows = append(rows, line{cells: []string{c, name, "= " + fmt.Sprintf("%q", l)}})
	}
	p.P()
	p.P("// The labels of ", name, ".")
	p.P("const (")
	p.table("\t", rows)
	p.P(")")
	p.P()
	p.P("// Valid reports whether e is a label that the schema declares.")
	p.P("func (e ", name, ") Valid() bool {")
	p.P("\tswitch e {")
	p.P("\tcase ", strings.Join(consts, ",\n\t\t"), ":")
	p.P("\t\treturn true")
	p.P("\t}")
	p.P("\treturn false")
	p.P("}")
	g.fragment(p, "read"+name, func(p *printer) { printLabelReader(p, name, consts) })
	return nil
}

// printLabelReader prints what reads an enum: labels of the schema need no new string, others, of
// a newer schema, are read as text. A label can be the empty string, so NULL is told apart.
func printLabelReader(p *printer, name string, consts []string) {
	p.P("func read", name, "(d *decoder, i int) ", name, " {")
	if len(consts) > 0 {
		p.P("\tif b := d.vals[i]; b != nil && d.wire[i].same {")
		p.P("\t\tswitch ", name, "(b) {")
		for _, c := range consts {
			p.P("\t\tcase ", c, ":")
			p.P("\t\t\treturn ", c)
		}
		p.P("\t\t}")
		p.P("\t}")
	}
	p.P("\treturn ", name, "(d.label(i))")
	p.P("}")
}

func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 127
}

// printComposite prints a struct whose fields can all be NULL, as PostgreSQL has it. That of a table's row
// type is left out if nothing mentions it.
func (g *gen) printComposite(p *printer, t *ir.Type) error {
	name := g.named[t]
	s := &ir.Shape{Kind: ir.StructShape}
	for _, f := range t.Fields {
		c := &ir.Column{Name: f.Name, Type: f.Type, Nullable: f.Nullable, ElemNullable: f.ElemNullable, Comment: f.Comment,
			Table: t.Display(), Column: f.Name, Origins: f.Origins}
		s.Fields = append(s.Fields, &ir.ShapeField{Kind: ir.ColumnField, Name: f.Name, Column: c})
	}
	f, err := g.structOf("", name, s)
	if err != nil {
		return err
	}
	for i := range f {
		if f[i].name == "Value" { // the method's name
			f[i].name = unique("Value_", fieldNames(f))
		}
	}
	if t.TableRow {
		g.fragment(p, name, func(p *printer) { g.printCompositeStruct(p, t, f) })
	} else {
		p.P()
		g.printCompositeStruct(p, t, f)
	}
	g.fragment(p, "read"+name, func(p *printer) {
		g.printReader(p, name, "Columns", f)
		p.P()
		g.printDecode(p, name, f)
	})
	return nil
}

func (g *gen) printCompositeStruct(p *printer, t *ir.Type, fields []field) {
	name, doc := g.named[t], t.Comment
	switch {
	case doc == "" && t.TableRow:
		doc = fmt.Sprintf("%s is a value of the row type of %s: unlike in a stored row, each field can be NULL.", name, t.Display())
	case doc == "":
		doc = fmt.Sprintf("%s is the composite type %s.", name, t.Display())
	}
	p.doc("", doc)
	g.printStruct(p, name, fields)
	p.P()
	p.P("// Value implements driver.Valuer: the composite in text format.")
	p.P("func (v ", name, ") Value() (driver.Value, error) { return textValue(v) }")
	p.P()
	p.P("func (v ", name, ") parts() []part {")
	p.P("\treturn []part{")
	for _, x := range fields {
		p.P("\t\t", x.typ.Item("v."+x.name), ",")
	}
	p.P("\t}")
	p.P("}")
}

func fieldNames(fields []field) map[string]bool {
	names := map[string]bool{}
	for _, f := range fields {
		names[f.name] = true
	}
	return names
}

// printReader prints what reads a struct from one wire column that holds a record. The list of fields
// is called by the struct's name and what: that of a model with "Columns" belongs to nested rows.
func (g *gen) printReader(p *printer, name, what string, f []field) {
	v := lowerName(name) + what
	printColumns(p, v, f)
	p.P()
	p.P("func read", name, "(d *decoder, i int) ", name, " {")
	p.P("\treturn record(d, i, ", v, ", decode", name, ")")
	p.P("}")
}

// printColumns prints what a record that holds a struct has on the wire.
func printColumns(p *printer, name string, f []field) {
	p.P("var ", name, " = []column{", strings.Join(columnList(f), ", "), "}")
}

// unique adds a number to a name that is taken.
func unique(name string, taken map[string]bool) string {
	out := name
	for n := 2; taken[out]; n++ {
		out = fmt.Sprintf("%s_%d", name, n)
	}
	taken[out] = true
	return out
}
