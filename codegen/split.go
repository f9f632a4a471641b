package codegen

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// splitRows are the rows of a query with "-- sqlq: load split", or those nested in one of its
// fields, which a statement of their own reads.
type splitRows struct {
	q      *ir.Query
	name   string // "UsersWithOrders", "UsersWithOrdersItems": the query and the fields down to these rows
	row    string // Go struct of a row
	model  bool   // row is a table's
	fields []field
	nested []*splitRows // in the order of fields
	index  int          // in Query.Split; -1 for the query's own rows
	level  *ir.Level    // nil for the query's own rows
	field  field        // of the rows around
	width  int          // wire columns of fields
}

// keysName is the struct that reads the rows.
func (s *splitRows) keysName() string { return lowerName(s.name) + "Keys" }

// splitRowsOf lays out the rows of a shape and all nested in them.
func (g *gen) splitRowsOf(q *ir.Query, name, row string, s *ir.Shape) (*splitRows, error) {
	fields, err := g.structOf(q.Name, row, s)
	if err != nil {
		return nil, err
	}
	out := &splitRows{q: q, name: name, row: row, model: s.Kind == ir.ModelShape, fields: fields, index: -1, width: len(columnList(fields))}
	for i, f := range s.Fields {
		if f.Level == nil {
			continue
		}
		n, err := g.splitRowsOf(q, name+fields[i].name, fields[i].inner, f.Shape)
		if err != nil {
			return nil, err
		}
		n.level, n.field = f.Level, fields[i]
		for k, level := range q.Split {
			if level == f.Level {
				n.index = k
			}
		}
		out.nested = append(out.nested, n)
	}
	return out, nil
}

// each calls f for the rows and all nested in them.
func (s *splitRows) each(f func(*splitRows)) {
	f(s)
	for _, n := range s.nested {
		n.each(f)
	}
}

// hasLevels reports whether statements of their own fill fields of the shape.
func hasLevels(s *ir.Shape) bool {
	for _, f := range s.Fields {
		if f.Level != nil {
			return true
		}
	}
	return false
}

// keyField is the field of the keys' struct for a key of a nested field.
func keyField(f field, level *ir.Level, i int) string {
	name := lowerName(f.name) + "Key"
	if len(level.Keys) > 1 {
		name += fmt.Sprint(i + 1)
	}
	return name
}

// keyTypes are the Go types of keys, and those of keys that can be NULL.
var keyTypes = map[string][2]string{
	"int2": {"int16", "pgtype.Int2"}, "int4": {"int32", "pgtype.Int4"}, "int8": {"int64", "pgtype.Int8"},
	"uuid": {"pgtype.UUID", "pgtype.UUID"}, "text": {"string", "pgtype.Text"},
}

func keyType(k ir.Key) string {
	if k.Nullable {
		return keyTypes[k.Type.Name][1]
	}
	return keyTypes[k.Type.Name][0]
}

// keyRead is the expression that reads a key.
func keyRead(k ir.Key, index string) string {
	if k.Nullable {
		return "keyOrNull[" + keyType(k) + "](d, " + index + ")"
	}
	return "d." + k.Type.Name + "(" + index + ")"
}

// keyColumns are the wire columns in the place of a nested field.
func keyColumns(f *ir.ShapeField) []string {
	var out []string
	for _, k := range f.Level.Keys {
		out = append(out, fmt.Sprintf("{%q, %d}", f.Name, oid(k.Type)))
	}
	return out
}

// printSplit prints how the rows of a query and all nested in them are read.
func (g *gen) printSplit(p *printer, root *splitRows) error {
	var err error
	root.each(func(s *splitRows) {
		if err == nil {
			err = g.declare(s.q.Name, s.keysName(), "the keys of "+s.name)
		}
		g.printKeys(p, s)
		g.printKeysDecode(p, s)
		if len(s.nested) > 0 {
			printLoad(p, s)
		}
		for _, n := range s.nested {
			printLoadField(p, s, n)
		}
	})
	return err
}

// around is the key by which rows of a level find the row around.
func (s *splitRows) around() ir.Key {
	k := s.level.Keys[0]
	if !s.level.ByKey {
		k = ir.Key{Type: &ir.Type{Name: "int8"}}
	}
	return k
}

func (g *gen) printKeys(p *printer, s *splitRows) {
	p.P()
	if s.level == nil {
		p.P("// ", s.keysName(), " reads the rows of ", s.q.Name, " and keeps the keys of the rows nested in them.")
	} else {
		p.P("// ", s.keysName(), " reads the rows of ", s.level.Name, " in ", s.q.Name, " and keeps their keys.")
	}
	p.P("type ", s.keysName(), " struct {")
	var rows []line
	add := func(name string, k ir.Key) {
		if t := keyType(k); strings.HasPrefix(t, "pgtype.") {
			p.imports["pgtype"] = "github.com/jackc/pgx/v5/pgtype"
		}
		rows = append(rows, line{cells: []string{name, "[]" + keyType(k)}})
	}
	if s.level != nil {
		add("around", s.around())
	}
	for _, n := range s.nested {
		for i, k := range n.level.Keys {
			add(keyField(n.field, n.level, i), k)
		}
	}
	p.table("\t", rows)
	p.P("}")
}

func (g *gen) printKeysDecode(p *printer, s *splitRows) {
	p.P()
	p.P("func (k *", s.keysName(), ") decode(d *decoder, at int, v *", s.row, ") {")
	if g.inArena(s.q, "") != "" {
		p.P("\td.root.share()")
	}
	push := func(name string, k ir.Key, n int) {
		p.P("\tk.", name, " = append(k.", name, ", ", keyRead(k, at(n)), ")")
	}
	n, next := 0, 0
	if s.model || len(s.nested) == 0 {
		p.P("\tdecode", s.row, "(d, at, v)")
		n = s.width
	} else {
		for _, f := range s.fields {
			if !f.split {
				g.printRead(p, f, n)
				n += len(f.wire)
				continue
			}
			part := s.nested[next]
			next++
			for i, k := range part.level.Keys {
				push(keyField(f, part.level, i), k, n)
				n++
			}
		}
	}
	if s.level != nil {
		push("around", s.around(), n)
	}
	p.P("}")
}

// printLoad prints the method that lists what fills the nested fields.
func printLoad(p *printer, s *splitRows) {
	p.P()
	p.P("func (k *", s.keysName(), ") load(levels []nestedStatement, rows []", s.row, ") []nestedLoad {")
	p.P("\tif len(rows) == 0 {")
	p.P("\t\treturn nil")
	p.P("\t}")
	p.P("\treturn []nestedLoad{")
	for _, n := range s.nested {
		p.P("\t\tk.load", n.field.name, "(levels, rows),")
	}
	p.P("\t}")
	p.P("}")
}

// printLoadField prints the method that says what reads the rows of one nested field.
func printLoadField(p *printer, s, n *splitRows) {
	p.P()
	p.P("func (k *", s.keysName(), ") load", n.field.name, "(levels []nestedStatement, rows []", s.row, ") nestedLoad {")
	var keys []string
	for i := range n.level.Keys {
		keys = append(keys, "k."+keyField(n.field, n.level, i))
	}
	sort := "byPosition(len(rows), inner.around)"
	if n.level.ByKey {
		p.P("\tgroups := groupByKey(", keys[0], ")")
		keys[0], sort = "groups.keys", "groups.sort(inner.around)"
	}
	level := fmt.Sprintf("levels[%d]", n.index)
	p.P("\treturn ", level, ".load(func(result pgx.Rows) ([]nestedLoad, error) {")
	p.P("\t\tvar inner ", n.keysName())
	p.P("\t\titems, err := allRows(", level, ".info, result, inner.decode)")
	fail := func() {
		p.P("\t\tif err != nil {")
		p.P("\t\t\treturn nil, err")
		p.P("\t\t}")
	}
	fail()
	p.P("\t\tindex, ends, err := ", sort)
	fail()
	p.P("\t\titems = pickRows(items, index)")
	for _, deep := range n.nested {
		for i := range deep.level.Keys {
			key := "inner." + keyField(deep.field, deep.level, i)
			p.P("\t\t", key, " = pickRows(", key, ", index)")
		}
	}
	get := "rowsOf"
	if n.field.kind == ir.MaybeField {
		get = "rowOf"
	}
	p.P("\t\tfor i := range rows {")
	p.P("\t\t\trows[i].", n.field.name, " = ", get, "(items, ends, i)")
	p.P("\t\t}")
	if len(n.nested) > 0 {
		p.P("\t\treturn inner.load(levels, items), nil")
	} else {
		p.P("\t\treturn nil, nil")
	}
	p.P("\t}, ", strings.Join(keys, ", "), ")")
	p.P("}")
}

// printLevels prints the constant facts of a query's levels.
func (g *gen) printLevels(p *printer, root *splitRows) error {
	q := root.q
	byIndex := make([]*splitRows, len(q.Split))
	root.each(func(s *splitRows) {
		if s.level != nil {
			byIndex[s.index] = s
		}
	})
	for _, s := range byIndex {
		// Its constants would be called like those of a query of that name.
		if err := g.declare(q.Name, lowerName(s.name)+"Info", "field "+s.level.Name+" of query "+q.Name); err != nil {
			return err
		}
		for i, v := range s.level.Variants {
			p.P()
			p.P("const ", constName(s.name, i, s.level.Variants), " = ", quote(v.SQL))
		}
	}
	p.P()
	p.P("// ", lowerName(q.Name), "Levels are the statements of the rows nested in those of ", q.Name, ".")
	p.P("var ", lowerName(q.Name), "Levels = []QueryInfo{")
	for _, s := range byIndex {
		around := s.level.Columns[len(s.level.Columns)-1]
		last := fmt.Sprintf("{%q, %d}", around.Name, oid(around.Type))
		p.P("\t{")
		p.P("\t\t", fmt.Sprintf("%q, %q, %q", q.Name+"."+s.level.Name, string(ir.Many), "Select"), ", ", constName(s.name, 0, s.level.Variants), ",")
		p.P("\t\tnil, nil,")
		p.P("\t\t[]column{", strings.Join(append(columnList(s.fields), last), ", "), "},")
		p.P("\t},")
	}
	p.P("}")
	return nil
}

// chooseLevels prints the choice of the statements of all levels. Their keys are put in later.
func (g *gen) chooseLevels(p *printer, c *call, results string) {
	p.P("\tlevels := make([]nestedStatement, ", len(c.q.Split), ")")
	c.split.each(func(s *splitRows) {
		if s.level == nil {
			return
		}
		g.chooseVariant(p, c, s.level.Variants, results, func(i int, v *ir.Variant) string {
			keys := 0
			for v.Args[keys].Kind != ir.ArgKeys {
				keys++
			}
			return fmt.Sprintf("levels[%d] = nestedStatement{&%sLevels[%d], %s, []any{%s}, %d}", s.index, lowerName(c.q.Name), s.index,
				constName(s.name, i, s.level.Variants), strings.TrimPrefix(c.pass(v), ", "), keys)
		})
	})
}
