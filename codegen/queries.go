package codegen

import (
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// printQueries prints the file of each query file, notes what they mention in used and returns the
// packages that they import as well.
func (g *gen) printQueries(used *mentions) (files []File, imports map[string]string, err error) {
	var sources []string
	bySource := map[string][]*ir.Query{}
	for _, q := range g.pkg.Queries {
		if bySource[q.File] == nil {
			sources = append(sources, q.File)
		}
		bySource[q.File] = append(bySource[q.File], q)
	}
	imports = map[string]string{}
	p := &printer{}
	for _, source := range sources {
		p.reset()
		for _, q := range bySource[source] {
			if err := g.printQuery(p, q); err != nil {
				return nil, nil, err
			}
		}
		p.note(used)
		maps.Copy(imports, p.imports)
		files = append(files, File{Name: FileName(source), Source: source, Data: p.file(g.opts.Package)})
	}
	return files, imports, nil
}

// call is a query's method while it is printed.
type call struct {
	q      *ir.Query
	row    row
	params []param
	arg    string // Go type of the params struct, or of the only value of each row; "" none
	single bool   // params are method arguments of their own
	rows   []int  // indexes of the params that are fields of arg
	arrays map[int]gotype.Type
	keys   []param // fields of the cursor
	split  *splitRows
}

func (g *gen) printQuery(p *printer, q *ir.Query) error {
	if err := g.declare(q.Name, infoName(q), "query "+q.Name); err != nil {
		return err
	}
	if err := g.declareMethod(q.Name, q.Name, "query "+q.Name); err != nil {
		return err
	}
	if q.Command == ir.CopyFrom {
		if err := g.declareMethod(q.Name, q.Name+"Seq", "the streaming form of query "+q.Name); err != nil {
			return err
		}
	}
	c := &call{q: q}
	if err := g.paramsOf(c); err != nil {
		return err
	}
	g.printConsts(p, q)
	if err := g.printOrders(p, q); err != nil {
		return err
	}
	info := g.aside(p)
	if c.arg == q.Name+"Params" {
		g.printParams(info, c)
	}
	if q.Row != nil && q.Command.ReturnsRows() {
		var err error
		if c.row, err = g.rowOf(info, q); err != nil {
			return err
		}
		for k, v := range c.row.imports {
			p.imports[k] = v
		}
	}
	if len(q.Split) > 0 {
		var err error
		if c.split, err = g.splitRowsOf(q, q.Name, c.row.expr, q.Row); err != nil {
			return err
		}
	}
	if q.Keyset != nil {
		if err := g.printCursor(info, c); err != nil {
			return err
		}
		c.row.columns = append(c.row.columns, g.extraColumns(c)...)
	}
	g.printInfo(p, c)
	if c.split != nil {
		if err := g.printLevels(p, c.split); err != nil {
			return err
		}
	}
	p.buf.Write(info.buf.Bytes())
	if err := g.printMethod(p, c); err != nil || c.split == nil {
		return err
	}
	return g.printSplit(p, c.split)
}

// printInfo prints the constant facts. The literal has no keys: gofmt would align them.
func (g *gen) printInfo(p *printer, c *call) {
	q := c.q
	p.P()
	p.P("var ", infoName(q), " = QueryInfo{")
	p.P("\t", strconv.Quote(q.Name), ", ", strconv.Quote(string(q.Command)), ", ", strconv.Quote(q.Kind), ", ", sqlName(q, 0), ",")
	p.P("\t", stringList(q.Reads), ", ", stringList(q.Writes), ",")
	if len(c.row.columns) == 0 {
		p.P("\tnil,")
	} else {
		p.P("\t[]column{", strings.Join(c.row.columns, ", "), "},")
	}
	p.P("}")
}

func stringList(list []string) string {
	if len(list) == 0 {
		return "nil"
	}
	var b []string
	for _, s := range list {
		b = append(b, fmt.Sprintf("%q", s))
	}
	return "[]string{" + strings.Join(b, ", ") + "}"
}

// method prints doc, head and body, and notes the head for Querier.
func (g *gen) method(p *printer, c *call, name, signature, results string, body func()) {
	head := name + "(ctx context.Context" + signature + ") " + results
	g.methods = append(g.methods, method{name, c.q.Doc, head})
	for _, x := range c.params {
		for k, v := range x.typ.Imports {
			p.imports[k] = v
		}
	}
	p.P()
	p.doc("", c.q.Doc)
	p.P("func (q *Queries) ", head, " {")
	body()
	p.P("}")
}

func (g *gen) printMethod(p *printer, c *call) error {
	q, r := c.q, c.row.expr
	// simple prints a method that calls one function of the runtime with the statement, and puts
	// around the call what is to be done with the result.
	simple := func(results, fn, read, around string) {
		g.method(p, c, q.Name, c.signature(), results, func() {
			sql, args := g.choose(p, c, results)
			body := fn + "(ctx, q, &" + infoName(q) + ", " + sql + read + args + ")"
			if around != "" {
				body = around + "(" + body + ")"
			}
			p.P("\treturn ", body)
		})
	}
	if q.Keyset != nil {
		g.printPage(p, c)
		return nil
	}
	// What reads a row: a function, or what reads the rows nested in it as well.
	read, kind := ", "+c.row.decode, ""
	if c.split != nil {
		read, kind = ", "+c.loader()+", levels", "Nested"
	}
	switch q.Command {
	case ir.One:
		simple("("+r+", error)", "queryOne"+kind, read, "")
	case ir.Opt:
		simple("("+r+", bool, error)", "queryOpt"+kind, read, "")
	case ir.Many, ir.BulkMany:
		around := ""
		if g.opts.EmptySlices {
			around = "emptyNotNil"
		}
		simple("([]"+r+", error)", "queryMany"+kind, read, around)
	case ir.Iter:
		simple("iter.Seq2["+r+", error]", "queryIter", read, "")
	case ir.ExecResult:
		simple("(pgconn.CommandTag, error)", "exec", "", "")
	case ir.Exec, ir.ExecRows, ir.BulkExec:
		g.printExec(p, c)
	case ir.CopyFrom:
		g.printCopy(p, c)
	case ir.BatchExec, ir.BatchOne, ir.BatchMany:
		return g.printBatch(p, c)
	default:
		return &Error{Query: q.Name, Message: fmt.Sprintf(`command ":%s" is not supported yet`, q.Command)}
	}
	return nil
}

// loader is the value that reads rows with what is nested in them.
func (c *call) loader() string { return "&" + c.split.keysName() + "{}" }
