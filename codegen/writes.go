package codegen

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

func (g *gen) printExec(p *printer, c *call) {
	results, out := "error", "err"
	if c.q.Command != ir.Exec {
		results, out = "(int64, error)", "tag.RowsAffected(), err"
	}
	g.method(p, c, c.q.Name, c.signature(), results, func() {
		c.printAllLeft(p)
		sql, args := g.choose(p, c, results)
		tag := "_"
		if c.q.Command != ir.Exec {
			tag = "tag"
		}
		p.P("\t", tag, ", err := exec(ctx, q, &", infoName(c.q), ", ", sql, args, ")")
		p.P("\treturn ", out)
	})
}

// printAllLeft prints the way out of an update that would change nothing: every column that it
// assigns is a sqlq.set.
func (c *call) printAllLeft(p *printer) {
	var left []string
	for i, x := range c.q.Params {
		if x.Set {
			left = append(left, "!"+c.params[i].value+".Set")
		}
	}
	if len(left) == 0 || !c.q.OnlySets || c.q.Bulk != nil {
		return
	}
	p.P("\tif ", strings.Join(left, " && "), " {")
	if c.q.Command == ir.Exec {
		p.P("\t\treturn nil")
	} else {
		p.P("\t\treturn 0, nil")
	}
	p.P("\t}")
}

func (g *gen) printCopy(p *printer, c *call) {
	q := c.q
	if c.arg == "" {
		c.arg = "struct{}"
	}
	g.method(p, c, q.Name, c.signature(), "(int64, error)", func() {
		p.P("\treturn q.", q.Name, "Seq(ctx, slices.Values(arg))")
	})
	table := fmt.Sprintf("%q", q.Copy.Table)
	if q.Copy.Schema != "" {
		table = fmt.Sprintf("%q, %s", q.Copy.Schema, table)
	}
	doc := c.q.Doc
	c.q.Doc = q.Name + "Seq is " + q.Name + " for rows that are made as they are sent."
	g.method(p, c, q.Name+"Seq", ", arg iter.Seq["+c.arg+"]", "(int64, error)", func() {
		p.P("\tcolumns := ", stringList(q.Copy.Columns))
		p.buf.WriteString("\treturn copyRows(ctx, q, &" + infoName(q) + ", pgx.Identifier{" + table + "}, columns, arg, ")
		g.values(p, c)
		p.P("\t})")
	})
	c.q.Doc = doc
}

func (g *gen) printBatch(p *printer, c *call) error {
	q := c.q
	if c.arg == "" {
		c.arg = "struct{}"
	}
	name := q.Name + "BatchResults"
	if err := g.declare(q.Name, name, "the batch of query "+q.Name); err != nil {
		return err
	}
	kind, decode := "execBatch", ""
	switch q.Command {
	case ir.BatchOne:
		kind, decode = "oneBatch["+c.row.expr+"]", ", "+c.row.decode
	case ir.BatchMany:
		kind, decode = "manyBatch["+c.row.expr+"]", ", "+c.row.decode
	}
	p.P()
	p.P("// ", name, " hands out the results of ", q.Name, ".")
	p.P("type ", name, " = ", kind)
	g.method(p, c, q.Name, c.signature(), "*"+name, func() {
		p.buf.WriteString("\tb := newBatch(ctx, q, &" + infoName(q) + ", arg, ")
		g.values(p, c)
		p.P("\t})")
		p.P("\treturn &", name, "{b", decode, "}")
	})
	return nil
}
