// Package codegen prints the Go source of a compiled package.
//
// It reads ir and nothing else, and depends on pgx only in what it prints. The same input gives
// the same bytes, formatted as gofmt would. Start with Generate.
package codegen

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// Options are the settings of one package.
type Options struct {
	Package        string
	Overrides      []gotype.Override
	Rename         map[string]string
	SQLNull        bool // nullable values as sql.Null[T]
	PluralModels   bool // models keep the tables' names
	ParameterLimit int  // more parameters become a struct; 0 means 1, negative: one does too
	Querier        bool // also print the interface
	EmptySlices    bool // :many returns an empty slice, not nil
	JSONTags       bool
	Arena          bool // rows of all queries share blocks of memory, not only of those that say so
	// Kept are generated files of the package that stay as they are, because their queries have
	// errors: the shared files have what they need and list their queries too.
	Kept []File
}

// File is one generated file. Source is the query file it belongs to, "" for those of the whole
// package; Name is its name within a folder.
type File struct {
	Name   string
	Source string
	Data   []byte
}

// Error is what cannot be printed, with the query that causes it.
type Error struct {
	Query   string
	Message string
	Hint    string
}

// Error implements error.
func (e *Error) Error() string { return e.Message }

// Generated reports whether a file's contents are sqlq's own, so that it may be overwritten.
func Generated(data []byte) bool { return bytes.HasPrefix(data, []byte(header)) }

// gen is the state of one call of Generate.
type gen struct {
	pkg     *ir.Package
	opts    Options
	namer   gotype.Namer
	types   gotype.Options
	names   map[string]string // declared identifier -> what it is
	models  map[*ir.Model]string
	named   map[*ir.Type]string
	rows    map[string]sharedRow
	methods []method
	taken   map[string]string // methods: name -> what it is
	// composites are those of pkg, and what kept files need besides
	composites []*ir.Type
	// optional code of models and composites, printed when something mentions it
	fragments []fragment
	side      printer // see aside
}

// aside returns a printer for code of p's file that is to follow what is not known yet. There is
// one at a time: the next call takes its space.
func (g *gen) aside(p *printer) *printer {
	g.side.buf.Reset()
	g.side.imports = p.imports
	return &g.side
}

type fragment struct{ name, text string }

// method is an element of the Querier interface.
type method struct{ name, doc, signature string }

// Generate prints all files of a package.
func Generate(pkg *ir.Package, opts Options) ([]File, error) {
	g := &gen{
		pkg: pkg, opts: opts, names: map[string]string{}, models: map[*ir.Model]string{},
		named: map[*ir.Type]string{}, rows: map[string]sharedRow{}, taken: map[string]string{},
		namer: gotype.Namer{Rename: opts.Rename, Plain: opts.PluralModels},
	}
	if g.opts.ParameterLimit == 0 {
		g.opts.ParameterLimit = 1
	}
	used := newMentions()
	for _, f := range opts.Kept {
		used.merge(mentioned(f.Data))
	}
	g.types = gotype.Options{Overrides: opts.Overrides, SQLNull: opts.SQLNull, Named: func(t *ir.Type) string { return g.named[t] },
		Model: func(m *ir.Model) string { return g.models[m] }, Packages: maps.Clone(known)}
	if err := g.declareAll(used); err != nil {
		return nil, err
	}
	models := &printer{imports: map[string]string{}}
	if err := g.printModels(models); err != nil {
		return nil, err
	}
	files, imports, err := g.printQueries(used)
	if err != nil {
		return nil, err
	}
	return append(g.shared(models, used, imports), files...), nil
}

// shared prints the files of the whole package, with what the code of the queries turned out to
// need.
func (g *gen) shared(models *printer, used *mentions, imports map[string]string) []File {
	models.note(used)
	g.addFragments(models, used)
	db, decode := &printer{}, &printer{}
	helpers := needed(used)
	g.printDB(db, helpers)
	for _, h := range helpers {
		out := decode
		if h.file == "db.go" {
			out = db
		}
		out.P()
		if h.name == "Page" && g.opts.JSONTags {
			out.buf.WriteString(pageTags.Replace(h.text))
			continue
		}
		out.buf.WriteString(h.text)
	}
	out := []File{{Name: "db.go", Data: db.file(g.opts.Package)}}
	if decode.buf.Len() > 0 {
		out = append(out, File{Name: "decode.go", Data: decode.file(g.opts.Package)})
	}
	if models.buf.Len() > 0 {
		out = append(out, File{Name: "models.go", Data: models.file(g.opts.Package)})
	}
	if g.opts.Querier {
		maps.Copy(imports, models.imports)
		p := &printer{imports: imports}
		g.printQuerier(p)
		out = append(out, File{Name: "querier.go", Data: p.file(g.opts.Package)})
	}
	return out
}

// pageTags gives Page the tags that other structs have by emit_json_tags.
var pageTags = strings.NewReplacer("Items []T\n", "Items []T `json:\"items\"`\n", "Next  *C\n", "Next  *C  `json:\"next\"`\n", "Prev  *C\n", "Prev  *C  `json:\"prev\"`\n")

// addFragments prints the optional code that is mentioned, until nothing new is.
func (g *gen) addFragments(models *printer, used *mentions) {
	done := map[string]bool{}
	for changed := true; changed; {
		changed = false
		for _, f := range g.fragments {
			if (used.plain[f.name] || used.selected[f.name]) && !done[f.name] {
				done[f.name], changed = true, true
				used.merge(mentioned([]byte(f.text)))
			}
		}
	}
	for _, f := range g.fragments {
		if done[f.name] {
			models.buf.WriteByte('\n')
			models.buf.WriteString(f.text)
		}
	}
}

// declare notes an identifier of the package; two things of one name are an error.
func (g *gen) declare(query, name, what string) error {
	if old, ok := g.names[name]; ok {
		return &Error{query, fmt.Sprintf("%s and %s would both be called %q in Go", old, what, name),
			nameHint(query)}
	}
	g.names[name] = what
	return nil
}

// nameHint says how to give a thing another name.
func nameHint(query string) string {
	if query != "" {
		return `Rename the query, or its row by "-- sqlq: row"; tables and types by "rename" in sqlq.yaml.`
	}
	return `Give one of them another name by "rename" in sqlq.yaml.`
}

// declareMethod notes a method of Queries; two of one name are an error.
func (g *gen) declareMethod(query, name, what string) error {
	if old, ok := g.taken[name]; ok {
		return &Error{query, fmt.Sprintf("%s and %s would both be the method %q in Go", old, what, name), "Give the query another name."}
	}
	g.taken[name] = what
	return nil
}

// declareAll names the types first, so that queries can mention them in any order. used is what kept
// files mention.
func (g *gen) declareAll(used *mentions) error {
	for _, n := range []string{"DBTX", "Queries", "New", "QueryHook", "QueryInfo", "QueryInfos", "TxBeginner", "InTx", "InTxRetry", "Querier"} {
		g.names[n] = "sqlq's own " + n
	}
	for _, n := range []string{"WithTx", "WithHook", "InTx", "InTxRetry"} {
		g.taken[n] = "sqlq's own " + n
	}
	for _, q := range g.pkg.Queries {
		if q.Keyset != nil {
			g.names["Page"] = "sqlq's own Page"
		}
		for _, x := range q.Params {
			if x.Set {
				g.names["Opt"], g.names["SetTo"] = "sqlq's own Opt", "sqlq's own SetTo"
			}
		}
	}
	for _, m := range g.pkg.Models {
		name := g.typeName(m.Schema, g.namer.Singular(m.Name))
		if err := g.declare("", name, m.Kind+" "+m.Schema+"."+m.Name); err != nil {
			return err
		}
		g.models[m] = name
	}
	g.composites = slices.Concat(g.pkg.Composites, g.keptRecords(used))
	for _, t := range slices.Concat(g.pkg.Enums, g.composites) {
		name, what := g.typeName(t.Schema, t.Name), "type "+t.Display()
		if t.TableRow {
			name, what = g.recordName(t.Schema, t.Name), "row type of "+t.Display()
		}
		if err := g.declare("", name, what); err != nil {
			return err
		}
		g.named[t] = name
	}
	return nil
}

// recordName is the struct for a table's row as one value: the model's fields could not be NULL.
func (g *gen) recordName(schema, table string) string {
	return g.typeName(schema, g.namer.Singular(table)) + "Record"
}

// keptRecords are the row types that only files mention whose queries have errors now.
func (g *gen) keptRecords(used *mentions) (out []*ir.Type) {
	for _, m := range g.pkg.Models {
		known := func(t *ir.Type) bool { return t.TableRow && t.Schema == m.Schema && t.Name == m.Name }
		if len(g.opts.Kept) == 0 || !used.plain[g.recordName(m.Schema, m.Name)] || slices.ContainsFunc(g.pkg.Composites, known) {
			continue
		}
		t := &ir.Type{Kind: ir.CompositeType, Schema: m.Schema, Name: m.Name, TableRow: true}
		for _, c := range m.Columns {
			t.Fields = append(t.Fields, ir.Field{Name: c.Name, Type: c.Type, Nullable: true, ElemNullable: c.ElemNullable, Origins: c.Origins, Comment: c.Comment})
		}
		out = append(out, t)
	}
	return out
}

// typeName puts the schema in front unless it is public, as sqlc does.
func (g *gen) typeName(schema, name string) string {
	if schema == "public" || schema == "" {
		return g.namer.Exported(name)
	}
	return g.namer.Exported(schema) + g.namer.Exported(name)
}

// printDB prints DBTX with the methods that helpers call, and the list of all queries.
func (g *gen) printDB(p *printer, helpers []*helper) {
	calls := func(method string) bool {
		return slices.ContainsFunc(helpers, func(h *helper) bool { return h.uses.selected[method] })
	}
	p.P("// DBTX is what queries run on: a *pgxpool.Pool, a *pgx.Conn or a pgx.Tx.")
	p.P("type DBTX interface {")
	p.P("\tExec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)")
	p.P("\tQuery(ctx context.Context, sql string, args ...any) (pgx.Rows, error)")
	p.P("\tQueryRow(ctx context.Context, sql string, args ...any) pgx.Row")
	if calls("SendBatch") {
		p.P("\tSendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults")
	}
	if calls("CopyFrom") {
		p.P("\tCopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error)")
	}
	p.P("}")
	p.P()
	p.P("// QueryInfos lists the facts of every query of this package.")
	p.P("var QueryInfos = []*QueryInfo{")
	for _, name := range g.infoNames() {
		p.P("\t&", name, ",")
	}
	p.P("}")
}

// infoNames lists the variables of all queries in the order of their files, kept ones included.
func (g *gen) infoNames() []string {
	type info struct{ source, name string }
	var list []info
	for _, q := range g.pkg.Queries {
		list = append(list, info{q.File, infoName(q)})
	}
	for _, f := range g.opts.Kept {
		for _, m := range keptInfo.FindAllSubmatch(f.Data, -1) {
			list = append(list, info{f.Source, string(m[1])})
		}
	}
	if len(g.opts.Kept) > 0 {
		slices.SortStableFunc(list, func(a, b info) int { return cmp.Compare(a.source, b.source) })
	}
	names := make([]string, len(list))
	for i, x := range list {
		names[i] = x.name
	}
	return names
}

// keptInfo finds the QueryInfo variables of a generated file.
var keptInfo = regexp.MustCompile(`(?m)^var (\w+) = QueryInfo\{`)

func (g *gen) printQuerier(p *printer) {
	p.P("// Querier has the methods of Queries.")
	p.P("type Querier interface {")
	slices.SortFunc(g.methods, func(a, b method) int { return cmp.Compare(a.name, b.name) })
	for _, m := range g.methods {
		p.doc("\t", m.doc)
		p.P("\t", m.signature)
	}
	p.P("}")
	p.P()
	p.P("var _ Querier = (*Queries)(nil)")
}

func infoName(q *ir.Query) string { return gotype.Unexport(q.Name) + "Info" }

// value is what gotype needs to know about a column.
func value(c *ir.Column) gotype.Value {
	return gotype.Value{Type: c.Type, Nullable: c.Nullable, ElemNullable: c.ElemNullable, GoType: c.GoType, Table: c.Table, Column: c.Column, Origins: c.Origins, RowOf: c.RowOf}
}

// oid is the wire type to expect: domains arrive as their base type, types of the schema have no
// number that could be known.
func oid(t *ir.Type) uint32 {
	if t.Kind == ir.DomainType {
		return oid(t.Underlying())
	}
	return t.OID
}

// quote prints SQL as a raw string where that is possible.
func quote(sql string) string {
	if strings.ContainsAny(sql, "`\r\x00") || strings.Contains(sql, "\ufeff") { // a set of ASCII is a quick one
		return fmt.Sprintf("%q", sql)
	}
	return "`" + sql + "`"
}
