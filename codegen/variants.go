package codegen

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// sqlName is the constant of variant i.
func sqlName(q *ir.Query, i int) string { return constName(q.Name, i, q.Variants) }

// constName is the constant of one of several statements.
func constName(name string, i int, all []*ir.Variant) string {
	name = lowerName(name) + "SQL"
	if len(all) > 1 {
		name += fmt.Sprint(i + 1)
	}
	return name
}

func (g *gen) printConsts(p *printer, q *ir.Query) {
	for i, v := range q.Variants {
		p.P()
		p.P("const ", sqlName(q, i), " = ", quote(v.SQL))
	}
}

// printOrders prints the enum of a query's orders; the first is the zero value.
func (g *gen) printOrders(p *printer, q *ir.Query) error {
	if len(q.Orders) == 0 {
		return nil
	}
	name := q.Name + "Order"
	if err := g.declare(q.Name, name, "the orders of query "+q.Name); err != nil {
		return err
	}
	p.P()
	p.P("// ", name, " chooses the order of ", q.Name, ".")
	p.P("type ", name, " int")
	p.P()
	p.P("// The orders of ", q.Name, ".")
	p.P("const (")
	for i, o := range q.Orders {
		c := name + g.namer.Exported(o)
		if err := g.declare(q.Name, c, "order "+o+" of query "+q.Name); err != nil {
			return err
		}
		if i == 0 {
			p.P("\t", c, " ", name, " = iota")
		} else {
			p.P("\t", c)
		}
	}
	p.P(")")
	return nil
}

// choose prints the selection of a statement, if there are several, and returns the expressions
// for its text and its arguments. With split loading it prints that of the levels' too.
func (g *gen) choose(p *printer, c *call, results string) (sql, args string) {
	q := c.q
	several := len(q.Variants) > 1
	for _, level := range q.Split {
		several = several || len(level.Variants) > 1
	}
	if several {
		c.printState(p, results)
	}
	if c.split != nil {
		g.chooseLevels(p, c, results)
	}
	if len(q.Variants) == 1 {
		return sqlName(q, 0), c.pass(q.Variants[0])
	}
	p.P("\tvar sql string")
	p.P("\tvar args []any")
	g.chooseVariant(p, c, q.Variants, results, func(i int, v *ir.Variant) string {
		return "sql, args = " + sqlName(q, i) + ", []any{" + strings.TrimPrefix(c.pass(v), ", ") + "}"
	})
	return "sql", ", args..."
}

// printState prints what decides between statements: a bit for each optional condition, two for the
// page, and the order above them.
func (c *call) printState(p *printer, results string) {
	q := c.q
	p.P("\tvariant := 0")
	for i, s := range q.Switches {
		given := c.params[s.Params[0]].value + " != nil"
		for _, other := range s.Params[1:] {
			p.P("\tif (", given, ") != (", c.params[other].value, " != nil) {")
			p.P("\t\t", failure(results, fmt.Sprintf("errors.New(%q)",
				fmt.Sprintf("sqlq: query %s: parameters %s and %s go together", q.Name, q.Params[s.Params[0]].Name, q.Params[other].Name))))
			p.P("\t}")
		}
		p.P("\tif ", given, " {")
		p.P("\t\tvariant |= ", 1<<i)
		p.P("\t}")
	}
	if q.Keyset != nil {
		c.choosePage(p, results)
	}
	if len(q.Orders) > 0 {
		p.P("\tvariant |= int(", c.params[len(q.Params)].value, ") << ", orderShift(q))
	}
}

// orderShift is where the order stands in a statement's number.
func orderShift(q *ir.Query) int {
	if q.Keyset != nil {
		return len(q.Switches) + 2
	}
	return len(q.Switches)
}

// chooseVariant prints a switch over the statements of a query or level; one alone needs none.
func (g *gen) chooseVariant(p *printer, c *call, variants []*ir.Variant, results string, use func(i int, v *ir.Variant) string) {
	q, shift := c.q, orderShift(c.q)
	if len(variants) == 1 {
		p.P("\t", use(0, variants[0]))
		return
	}
	keys, own := make([]int, len(variants)), 0
	ordered := len(q.Orders) > 0 && c.split == nil
	for i, v := range variants {
		keys[i] = v.Order<<shift | pageBits[v.Page]<<len(q.Switches)
		for k, on := range v.On {
			if on {
				keys[i] |= 1 << k
			}
		}
		own, ordered = own|keys[i], ordered || v.Order > 0
	}
	state := "variant"
	if others := (1<<shift - 1) &^ own; c.split != nil && !ordered {
		state = fmt.Sprintf("variant & %d", own)
	} else if c.split != nil && others != 0 {
		state = fmt.Sprintf("variant &^ %d", others)
	}
	p.P("\tswitch ", state, " {")
	for i, v := range variants {
		p.P("\tcase ", keys[i], ":")
		p.P("\t\t", use(i, v))
	}
	if ordered {
		p.P("\tdefault:")
		p.P("\t\t", failure(results, fmt.Sprintf("errors.New(%q)", "sqlq: query "+q.Name+": unknown order")))
	}
	p.P("\t}")
}

// failure prints a return with an error for the result list of a command.
func failure(results, err string) string {
	switch {
	case strings.HasPrefix(results, "(Page["):
		return "return " + strings.TrimSuffix(results[1:], ", error)") + "{}, " + err
	case results == "error":
		return "return " + err
	case strings.HasPrefix(results, "iter.Seq2["):
		return "return failedIter[" + strings.TrimSuffix(strings.TrimPrefix(results, "iter.Seq2["), ", error]") + "](" + err + ")"
	}
	parts := strings.Split(strings.Trim(results, "()"), ", ")
	zero := "*new(" + parts[0] + ")"
	if strings.HasPrefix(parts[0], "[]") || strings.HasPrefix(parts[0], "*") {
		zero = "nil"
	}
	if len(parts) == 3 {
		return "return " + zero + ", false, " + err
	}
	return "return " + zero + ", " + err
}
