package pgcatalog

import (
	"embed"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
)

//go:embed data/extension/*.tsv
var extensionFiles embed.FS

// relocation turns the numbers in an extension's file into OIDs: "+3" is its fourth object,
// "=cube" the type of that name in an extension that it requires, anything else a built-in object.
type relocation struct {
	name   string // the extension's
	cat    *catalog.Catalog
	schema catalog.OID
	first  catalog.OID
}

func (r *relocation) resolve(f string) catalog.OID {
	switch f[0] {
	case '+':
		return r.first + parseOID(f[1:])
	case '=':
		if t := r.cat.TypeNamed(f[1:]); t != nil {
			return t.OID
		}
		return catalog.InvalidOID
	}
	return parseOID(f)
}

// Extensions returns the names of all extensions that LoadExtension knows, sorted. plpgsql, which
// every database has, is not among them.
func Extensions() []string {
	entries, err := extensionFiles.ReadDir("data/extension")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".tsv"))
	}
	return out
}

// Requires returns the names of the extensions that must be loaded before this one.
func Requires(name string) []string {
	header, _, _ := strings.Cut(extensionFile(name), "[type]")
	for s := range strings.Lines(header) {
		if list, ok := strings.CutPrefix(s, "requires\t"); ok {
			return strings.Split(strings.TrimSpace(list), ",")
		}
	}
	return nil
}

func extensionFile(name string) string {
	text, err := extensionFiles.ReadFile("data/extension/" + name + ".tsv")
	if err != nil {
		return ""
	}
	return string(text)
}

// LoadExtension enters an extension's objects into cat: in schema, as CREATE EXTENSION … SCHEMA
// does, except for those that the extension insists on keeping in pg_catalog. What it requires
// must have been loaded before. It reports false, and changes nothing, if it does not know the
// extension.
func LoadExtension(cat *catalog.Catalog, name string, schema catalog.OID) bool {
	text := extensionFile(name)
	if text == "" {
		return name == "plpgsql"
	}
	r := &relocation{name: name, cat: cat, schema: schema}
	for section, body := range sections(text) {
		load(cat, r, section, body)
	}
	cat.AddExtension(name)
	return true
}

// sections yields the parts of a file, which begin with "[name]" on a line of its own.
func sections(text string) func(yield func(string, string) bool) {
	return func(yield func(string, string) bool) {
		for text != "" {
			head, rest, _ := strings.Cut(text, "\n")
			end := len(rest)
			if i := strings.Index(rest, "\n["); i >= 0 {
				end = i + 1
			}
			if !yield(strings.Trim(head, "[]"), rest[:end]) {
				return
			}
			text = rest[end:]
		}
	}
}

// load enters one section. The first one says how many OIDs the others use.
func load(cat *catalog.Catalog, r *relocation, section, body string) {
	switch section {
	case "extension":
		l := line{rest: body[:strings.IndexByte(body, '\n')]}
		l.text()
		r.first = cat.NewOIDs(l.number(0))
	case "type":
		enter(body, r, decodeType, nil, cat.AddType)
	case "proc":
		enter(body, r, decodeProc, nil, cat.AddProc)
	case "operator":
		enter(body, r, decodeOperator, nil, cat.AddOperator)
	case "cast":
		enter(body, r, decodeCast, nil, cat.AddCast)
	case "collation":
		enter(body, r, decodeCollation, nil, cat.AddCollation)
	case "opclass":
		enter(body, r, decodeOpClass, nil, cat.AddOpClass)
	case "amop":
		enter(body, r, decodeAmOp, nil, cat.AddAmOp)
	case "class":
		enter(body, r, decodeRelation, decodePart, cat.AddRelation)
	default:
		panic("pgcatalog: unknown section " + strconv.Quote(section))
	}
}

// enter decodes the records of one section and hands each to add.
func enter[T any](body string, r *relocation, decode func(*line) *T, part func(*T, *line), add func(*T)) {
	for _, x := range decodeRecords(body, r, decode, part) {
		add(x)
	}
}
