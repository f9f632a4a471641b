package codegen

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// param is a parameter in Go.
type param struct {
	name  string // argument or field
	typ   gotype.Type
	value string // expression for the value
}

// perRow reports whether the command takes many parameter rows.
func perRow(c ir.Command) bool {
	switch c {
	case ir.CopyFrom, ir.BatchExec, ir.BatchOne, ir.BatchMany, ir.BulkExec, ir.BulkMany:
		return true
	}
	return false
}

// paramsOf types and names the parameters.
func (g *gen) paramsOf(c *call) error {
	q := c.q
	c.single = !perRow(q.Command) && len(q.Params)+extraParams(q) <= g.opts.ParameterLimit
	taken := g.takenNames(c)
	c.params = make([]param, 0, len(q.Params)+extraParams(q))
	for _, ip := range q.Params {
		v := gotype.Value{Type: ip.Type, Nullable: ip.Nullable, ElemNullable: ip.ElemNullable, GoType: ip.GoType, Origins: ip.Origins, Pointer: ip.Switch > 0}
		t, err := g.types.Of(v)
		if err != nil {
			return &Error{Query: q.Name, Message: fmt.Sprintf("parameter %q: %v", ip.Name, err)}
		}
		if q.Command == ir.CopyFrom {
			t = t.Copy(ip.Type)
		}
		rows := t
		if ip.Set {
			rows = t.Left()
			t.Expr = "Opt[" + t.Expr + "]"
		}
		x := param{typ: t}
		if c.single || ip.Const {
			x.name = unique(g.argName(q, ip.Name), taken)
			x.value = x.name
		} else {
			x.name = unique(g.namer.Exported(ip.Name), taken)
			x.value = "arg." + x.name
			c.rows = append(c.rows, len(c.params))
		}
		c.params = append(c.params, x)
		if q.Bulk != nil && !ip.Const {
			if c.arrays == nil {
				c.arrays = map[int]gotype.Type{}
			}
			c.arrays[len(c.params)-1] = rows.Rows(ip.Type)
		}
	}
	if len(q.Orders) > 0 {
		c.add("Order", q.Name+"Order", taken)
	}
	if q.Keyset != nil {
		c.add("Cursor", "*"+cursorName(q), taken)
		if err := g.keysOf(c); err != nil {
			return err
		}
	}
	switch {
	case c.single || len(c.params) == 0:
	case len(c.rows) == 1 && perRow(q.Command) && g.opts.ParameterLimit > 0:
		x := &c.params[c.rows[0]]
		c.arg, x.value = x.typ.Expr, "arg"
	default:
		c.arg = q.Name + "Params"
		return g.declare(q.Name, c.arg, "the parameters of query "+q.Name)
	}
	return nil
}

// takenNames are the names that no argument or field may have.
func (g *gen) takenNames(c *call) map[string]bool {
	taken := map[string]bool{}
	if !c.single {
		return taken
	}
	taken["levels"] = len(c.q.Split) > 0
	taken[infoName(c.q)] = true
	for i := range c.q.Variants {
		taken[sqlName(c.q, i)] = true
	}
	return taken
}

// argName is the name of an argument. It must not hide a package or what reads the rows.
func (g *gen) argName(q *ir.Query, name string) string {
	out := g.namer.Unexported(name)
	_, hides := g.types.Packages[out]
	for _, prefix := range []string{"decode", "read"} {
		rest, ok := strings.CutPrefix(out, prefix)
		hides = hides || ok && (g.names[rest] != "" || strings.HasPrefix(rest, q.Name))
	}
	if hides && !strings.HasSuffix(out, "_") {
		out += "_"
	}
	return out
}

// extraParams counts what a method takes beside the query's parameters: order and cursor.
func extraParams(q *ir.Query) int {
	n := min(1, len(q.Orders))
	if q.Keyset != nil {
		n++
	}
	return n
}

// add appends a parameter that the query itself does not have.
func (c *call) add(name, typ string, taken map[string]bool) {
	x := param{typ: gotype.Type{Expr: typ}}
	if c.single {
		x.name = unique(gotype.Unexport(name), taken)
		x.value = x.name
	} else {
		x.name = unique(name, taken)
		x.value = "arg." + x.name
		c.rows = append(c.rows, len(c.params))
	}
	c.params = append(c.params, x)
}

func (g *gen) printParams(p *printer, c *call) {
	fields := make([]field, 0, len(c.rows))
	for _, i := range c.rows {
		x := c.params[i]
		sqlName := "order"
		if c.q.Keyset != nil && i == len(c.params)-1 {
			sqlName = "cursor"
		}
		if i < len(c.q.Params) {
			sqlName = c.q.Params[i].Name
		}
		fields = append(fields, field{name: x.name, sqlName: sqlName, typ: x.typ, expr: x.typ.Expr})
	}
	p.P()
	p.P("// ", c.arg, " holds the parameters of ", c.q.Name, ".")
	g.printStruct(p, c.arg, fields)
}

// signature returns the method's parameters behind ctx.
func (c *call) signature() string {
	if c.arg != "" {
		if perRow(c.q.Command) {
			var b strings.Builder
			for i, x := range c.params {
				if i < len(c.q.Params) && c.q.Params[i].Const {
					b.WriteString(", " + x.name + " " + x.typ.Expr)
				}
			}
			return b.String() + ", arg []" + c.arg
		}
		return ", arg " + c.arg
	}
	var b strings.Builder
	for _, x := range c.params {
		b.WriteString(", " + x.name + " " + x.typ.Expr)
	}
	return b.String()
}

// pass returns the argument expressions of one variant, each after a comma.
func (c *call) pass(v *ir.Variant) string {
	var b strings.Builder
	for _, a := range v.Args {
		switch a.Kind {
		case ir.ArgCursor:
			k := c.keys[a.Index]
			b.WriteString(", " + k.typ.Pass(k.value))
			continue
		case ir.ArgKeys:
			b.WriteString(", nil")
			continue
		}
		x := c.params[a.Index]
		switch {
		case a.Kind == ir.ArgColumn:
			b.WriteString(", " + c.arrays[a.Index].Pass(c.column(a.Index)))
		case a.Kind == ir.ArgSets:
			b.WriteString(", " + c.gather("bool", x.value+".Set"))
		case a.Kind == ir.ArgSet:
			b.WriteString(", " + x.value + ".Set")
		case c.q.Params[a.Index].Set:
			b.WriteString(", assigned(" + x.value + ".Set, " + x.typ.Pass(x.value+".Value") + ")")
		default:
			b.WriteString(", " + x.typ.Pass(x.value))
		}
	}
	return b.String()
}

// column returns the expression for one parameter of all rows.
func (c *call) column(index int) string {
	x := c.params[index]
	elem := strings.TrimPrefix(c.arrays[index].Expr, "[]")
	switch {
	case c.q.Params[index].Set && x.typ.Expr == "Opt["+elem+"]":
		return c.gather(elem, x.value+".Value")
	case c.q.Params[index].Set:
		return c.gather(elem, "orNil("+x.value+")")
	case x.value == "arg":
		return "arg"
	}
	return c.gather(x.typ.Expr, x.value)
}

// gather returns the expression for a value of all rows.
func (c *call) gather(typ, value string) string {
	return "gather(arg, func(arg " + c.arg + ") " + typ + " { return " + value + " })"
}

// values prints the function that makes one row's arguments.
func (g *gen) values(p *printer, c *call) {
	p.P("func(arg ", c.arg, ") []any {")
	p.P("\t\treturn []any{", strings.TrimPrefix(c.pass(c.q.Variants[0]), ", "), "}")
}
