package codegen

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// queryFile is the output for one SQL file.
type queryFile struct {
	source string
	p      *printer
}

func (g *gen) printQueries() ([]*queryFile, error) {
	var files []*queryFile
	byName := map[string]*queryFile{}
	for _, q := range g.pkg.Queries {
		f := byName[q.File]
		if f == nil {
			f = &queryFile{q.File, &printer{imports: map[string]string{}}}
			byName[q.File] = f
			files = append(files, f)
		}
		if err := g.printQuery(f.p, q); err != nil {
			return nil, err
		}
	}
	return files, nil
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
	info := &printer{imports: p.imports}
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

// paramsOf types and names the parameters.
func (g *gen) paramsOf(c *call) error {
	q := c.q
	c.single = !perRow(q.Command) && len(q.Params)+extraParams(q) <= g.opts.ParameterLimit
	taken := map[string]bool{"levels": len(q.Split) > 0}
	for _, ip := range q.Params {
		v := gotype.Value{Type: ip.Type, Nullable: ip.Nullable, ElemNullable: ip.ElemNullable, GoType: ip.GoType, Pointer: ip.Switch > 0}
		if ip.Column != nil && ip.Column.Type == ip.Type {
			v.Table, v.Column = ip.Column.Table, ip.Column.Column
		}
		t, err := g.types.Of(v)
		if err != nil {
			return &Error{Query: q.Name, Message: fmt.Sprintf("parameter %q: %v", ip.Name, err)}
		}
		if q.Command == ir.CopyFrom {
			t = t.Copy(ip.Type)
		}
		if ip.Set {
			t.Expr = "Opt[" + t.Expr + "]"
		}
		x := param{typ: t}
		if c.single || ip.Const {
			x.name = unique(g.namer.Unexported(ip.Name), taken)
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
			c.arrays[len(c.params)-1] = t.Rows(ip.Type)
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
	var fields []field
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

// printInfo prints the constant facts. The literal has no keys: gofmt would align them.
func (g *gen) printInfo(p *printer, c *call) {
	q := c.q
	p.P()
	p.P("var ", infoName(q), " = QueryInfo{")
	p.P("\t", fmt.Sprintf("%q, %q, %q", q.Name, string(q.Command), q.Kind), ", ", sqlName(q, 0), ",")
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
		if a.Kind == ir.ArgColumn {
			b.WriteString(", " + c.arrays[a.Index].Pass(c.column(x)))
			continue
		}
		switch {
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
func (c *call) column(x param) string {
	if x.value == "arg" {
		return "arg"
	}
	return "gather(arg, func(arg " + c.arg + ") " + x.typ.Expr + " { return " + x.value + " })"
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
	simple := func(results string, format string, a ...any) {
		g.method(p, c, q.Name, c.signature(), results, func() {
			sql, args := g.choose(p, c, results)
			p.P("\treturn ", strings.NewReplacer("INFO", "&"+infoName(q), "SQL", sql, "ARGS", args).Replace(fmt.Sprintf(format, a...)))
		})
	}
	if q.Keyset != nil {
		g.printPage(p, c)
		return nil
	}
	// What reads a row: a function, or what reads the rows nested in it as well.
	read, kind := c.row.decode, ""
	if c.split != nil {
		read, kind = c.loader()+", levels", "Nested"
	}
	switch q.Command {
	case ir.One:
		simple("("+r+", error)", "queryOne%s(ctx, q, INFO, SQL, %sARGS)", kind, read)
	case ir.Opt:
		simple("("+r+", bool, error)", "queryOpt%s(ctx, q, INFO, SQL, %sARGS)", kind, read)
	case ir.Many, ir.BulkMany:
		body := "queryMany" + kind + "(ctx, q, INFO, SQL, " + read + "ARGS)"
		if g.opts.EmptySlices {
			body = "emptyNotNil(" + body + ")"
		}
		simple("([]"+r+", error)", "%s", body)
	case ir.Iter:
		simple("iter.Seq2["+r+", error]", "queryIter(ctx, q, INFO, SQL, %sARGS)", c.row.decode)
	case ir.ExecResult:
		simple("(pgconn.CommandTag, error)", "exec(ctx, q, INFO, SQLARGS)")
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
	if len(left) == 0 || !c.q.OnlySets {
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

// loader is the value that reads rows with what is nested in them.
func (c *call) loader() string { return "&" + c.split.keysName() + "{}" }

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

// values prints the function that makes one row's arguments.
func (g *gen) values(p *printer, c *call) {
	p.P("func(arg ", c.arg, ") []any {")
	p.P("\t\treturn []any{", strings.TrimPrefix(c.pass(c.q.Variants[0]), ", "), "}")
}

func (g *gen) printCopy(p *printer, c *call) {
	q := c.q
	g.copies = true
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
	g.batch = true
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
