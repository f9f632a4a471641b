package codegen

import (
	"fmt"

	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// cursorName is the type of a keyset query's cursor.
func cursorName(q *ir.Query) string { return q.Name + "Cursor" }

// keysOf types and names the fields of a cursor.
func (g *gen) keysOf(c *call) error {
	taken := map[string]bool{"Order": true, "Before": true, "MarshalText": true, "UnmarshalText": true}
	for _, k := range c.q.Keyset.Keys {
		t, err := g.types.Of(value(k.Column))
		if err != nil {
			return &Error{Query: c.q.Name, Message: fmt.Sprintf("sort key %q: %v", k.Name, err)}
		}
		name := unique(g.namer.Exported(k.Name), taken)
		c.keys = append(c.keys, param{name: name, typ: t, value: c.cursor().value + "." + name})
	}
	return nil
}

// cursor is the parameter that holds the cursor: the last.
func (c *call) cursor() param { return c.params[len(c.params)-1] }

// printCursor prints the cursor's type, its text form, and how a row with its cursor is read.
func (g *gen) printCursor(p *printer, c *call) error {
	q, name := c.q, cursorName(c.q)
	if err := g.declare(q.Name, name, "the cursor of query "+q.Name); err != nil {
		return err
	}
	var fields []field
	if len(q.Orders) > 0 {
		t := gotype.Type{Expr: q.Name + "Order"}
		fields = append(fields, field{name: "Order", sqlName: "order", typ: t, expr: t.Expr})
	}
	before := field{name: "Before", sqlName: "before", expr: "bool", doc: "Before asks for the rows before the cursor, not behind it."}
	fields = append(fields, before)
	for i, k := range c.keys {
		f := field{name: k.name, sqlName: q.Keyset.Keys[i].Name, typ: k.typ, expr: k.typ.Expr}
		if i == 0 {
			f.doc = "The sort keys of the row at which the cursor stands."
		}
		fields = append(fields, f)
	}
	p.P()
	p.P("// ", name, " is a place in the result of ", q.Name, ". Its text form is opaque, but not secret.")
	g.printPlain(p, name, fields)
	fieldsName := gotype.Unexport(name) + "Fields"
	p.P()
	p.P("// ", fieldsName, " is ", name, " without methods.")
	p.P("type ", fieldsName, " ", name)
	p.P()
	p.P("// MarshalText implements encoding.TextMarshaler.")
	p.P("func (c ", name, ") MarshalText() ([]byte, error) {")
	p.P("\treturn cursorText(", fmt.Sprintf("%q", q.Name), ", ", fieldsName, "(c))")
	p.P("}")
	p.P()
	p.P("// UnmarshalText implements encoding.TextUnmarshaler.")
	p.P("func (c *", name, ") UnmarshalText(text []byte) error {")
	p.P("\treturn parseCursor(", fmt.Sprintf("%q", q.Name), ", text, (*", fieldsName, ")(c))")
	p.P("}")
	p.P()
	p.P("func decode", q.Name, "Page(d *decoder, at int, v *keyed[", c.row.expr, ", ", name, "]) {")
	if c.split == nil {
		p.P("\t", c.row.item, "(d, at, &v.item)")
	}
	for i, k := range c.keys {
		p.P("\t", k.typ.Read("v.cursor."+k.name, at(q.Keyset.Keys[i].Index)))
	}
	if n := q.Keyset.Size; n > 0 {
		p.P("\tv.size = orZero(d, ", at(n), ", (*decoder).int8)")
	}
	p.P("}")
	return nil
}

// printPlain prints a struct without tags: the text form of cursors has the Go names.
func (g *gen) printPlain(p *printer, name string, fields []field) {
	tags := g.opts.JSONTags
	g.opts.JSONTags = false
	g.printStruct(p, name, fields)
	g.opts.JSONTags = tags
}

// extraColumns are the wire columns behind the row's own, which only the page reads.
func (g *gen) extraColumns(c *call) (out []string) {
	for _, k := range c.q.Keyset.Keys {
		if k.Index >= len(c.row.columns) {
			out = append(out, fmt.Sprintf("{%q, %d}", k.Column.Name, oid(k.Column.Type)))
		}
	}
	if c.q.Keyset.Size > 0 {
		out = append(out, fmt.Sprintf("{%q, 20}", ir.SizeColumn))
	}
	return out
}

// printPage prints the method of a keyset query.
func (g *gen) printPage(p *printer, c *call) {
	q, name := c.q, cursorName(c.q)
	results := "(Page[" + c.row.expr + ", " + name + "], error)"
	g.method(p, c, q.Name, c.signature(), results, func() {
		sql, args := g.choose(p, c, results)
		cur, order := c.cursor().value, ""
		if len(q.Orders) > 0 {
			order = "c.Order = " + c.params[len(q.Params)].value
		}
		turn := "func(c *" + name + ") { c.Before = true }"
		kind, read := "", g.inArena(q, "decode"+q.Name+"Page")
		if c.split != nil {
			kind, read = "Nested", c.loader()+", decode"+q.Name+"Page, levels"
		}
		query := fmt.Sprintf("queryPage%s(ctx, q, &%s, %s, %s, %s == nil, %s != nil && %s.Before, %s, %s%s)",
			kind, infoName(q), sql, c.pageSize(), cur, cur, cur, turn, read, args)
		if order == "" {
			p.P("\treturn ", query)
			return
		}
		// Read rows do not know their order.
		p.P("\tpage, err := ", query)
		p.P("\tfor _, c := range []*", name, "{page.Next, page.Prev} {")
		p.P("\t\tif c != nil {")
		p.P("\t\t\t", order)
		p.P("\t\t}")
		p.P("\t}")
		p.P("\treturn page, err")
	})
}

// pageSize is the expression for the number of rows of a page.
func (c *call) pageSize() string {
	switch k := c.q.Keyset; {
	case k.Limit >= 0:
		return "int64(" + c.params[k.Limit].value + ")"
	case k.Fixed > 0:
		return fmt.Sprint(k.Fixed)
	}
	return "inRows"
}

// choosePage prints the choice of the page's direction into bits of variant.
func (c *call) choosePage(p *printer, results string) {
	cur, k := c.cursor().value, len(c.q.Switches)
	if len(c.q.Orders) > 0 {
		p.P("\tif ", cur, " != nil && ", cur, ".Order != ", c.params[len(c.q.Params)].value, " {")
		p.P("\t\t", failure(results, fmt.Sprintf("errors.New(%q)", "sqlq: query "+c.q.Name+": the cursor is one of another order")))
		p.P("\t}")
	}
	p.P("\tswitch {")
	p.P("\tcase ", cur, " == nil:")
	p.P("\tcase ", cur, ".Before:")
	p.P("\t\tvariant |= ", 2<<k)
	p.P("\tdefault:")
	p.P("\t\tvariant |= ", 1<<k)
	p.P("\t}")
}

// pageBits is how a variant's page enters its number.
var pageBits = map[string]int{"": 0, "first": 0, "after": 1, "before": 2}
