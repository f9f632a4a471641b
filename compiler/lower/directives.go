package lower

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/diag"
)

// directive is what a "-- sqlq:" line of that name takes.
type directive struct {
	name string
	args string // how to write them, "" none
	many bool   // may stand several times
	rows bool   // belongs to commands that hand out rows
}

// known are the directives. "disable" is read by lint, "order" by parse.
var known = []directive{
	{name: "row", args: "UserSummary", rows: true},
	{name: "notnull", args: "total", many: true},
	{name: "nullable", args: "nick", many: true},
	{name: "type", args: "settings = example.com/app.Settings", many: true},
	{name: "order", args: "newest: created_at DESC, id DESC", many: true},
	{name: "keyset"},
	{name: "variants", args: "256"},
	{name: "load", args: "split", rows: true},
	{name: "arena", rows: true},
	{name: "disable", args: "SQ101", many: true},
}

// checkDirectives reports lines that are unknown, incomplete, there twice, or without any use.
func (l *lowering) checkDirectives() {
	seen := map[string]bool{}
	for i := range l.Query.Directives {
		d := &l.Query.Directives[i]
		k := slices.IndexFunc(known, func(k directive) bool { return k.name == d.Name })
		if k < 0 {
			l.unknownDirective(d)
			continue
		}
		l.checkDirective(d, &known[k], seen[d.Name])
		seen[d.Name] = true
	}
}

func (l *lowering) checkDirective(d *parse.Directive, k *directive, again bool) {
	hint := strings.TrimSpace("Write: -- sqlq: " + k.name + " " + k.args)
	words, at := d.Words()
	switch {
	case again && !k.many:
		l.errorAt(parse.CodeDirective, d.NameAt(), "", "directive %q is there twice", d.Name)
	case k.args == "" && len(words) > 0:
		l.errorAt(parse.CodeDirective, at[0], hint, "directive %q takes no argument", d.Name)
	case k.args != "" && len(words) == 0:
		l.errorAt(parse.CodeDirective, d.NameAt(), hint, "directive %q needs an argument", d.Name)
	case k.rows && !l.out.Command.ReturnsRows():
		l.errorAt(parse.CodeDirective, d.NameAt(), "", `directive %q has no use with ":%s", which returns no rows`, d.Name, l.out.Command)
	case k.name == "row" && len(words) > 1:
		l.errorAt(parse.CodeDirective, at[1], hint, "directive %q takes one name", d.Name)
	case k.name == "row" && !exportedName(words[0]):
		l.errorAt(parse.CodeDirective, at[0], "A name consists of letters, digits and underscores and begins with a capital letter.",
			"invalid row name %q", words[0])
	case k.name == "variants" && !l.hasVariants():
		l.errorAt(parse.CodeDirective, d.NameAt(), "", "directive %q has no use: the query becomes one statement", d.Name)
	}
}

func (l *lowering) hasVariants() bool {
	return l.Query.Directive("keyset") != nil || slices.ContainsFunc(l.Query.Macros, func(m parse.Macro) bool {
		return m.Kind == parse.Opt || m.Kind == parse.OrderBy
	})
}

func (l *lowering) unknownDirective(d *parse.Directive) {
	hint := "Directives are " + strings.Join(parse.Directives, ", ") + "."
	if best := diag.Nearest(d.Name, parse.Directives); best != "" {
		hint = "Perhaps you meant \"" + best + "\"."
	}
	if d.Name == "" {
		l.errorAt(parse.CodeDirective, d.At, hint, "empty directive")
		return
	}
	l.errorAt(parse.CodeDirective, d.NameAt(), hint, "unknown directive %q", d.Name)
}

// exportedName reports whether a word can be the name of a Go type that others may use.
func exportedName(s string) bool {
	for i, c := range s {
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != "" && s[0] >= 'A' && s[0] <= 'Z'
}

// directives applies "-- sqlq:" lines about columns and the row.
func (l *lowering) directives() {
	l.checkDirectives()
	said := map[string]string{}
	for i := range l.Query.Directives {
		d := &l.Query.Directives[i]
		switch d.Name {
		case "notnull", "nullable":
			l.nullDirective(d, said)
		case "type":
			l.typeDirective(d)
		case "arena":
			l.out.Arena = true
		}
	}
}

// nullDirective applies "notnull a, b"; said holds what the lines before say about which name.
func (l *lowering) nullDirective(d *parse.Directive, said map[string]string) {
	words, at := d.Words()
	for i, name := range words {
		if other, ok := said[name]; ok && other != d.Name {
			l.errorAt(parse.CodeDirective, at[i], "", `%q cannot be both "notnull" and "nullable"`, name)
			continue
		}
		said[name] = d.Name
		found := l.setNullable(name, d.Name == "nullable")
		if !found {
			l.errorAt(parse.CodeDirective, at[i], l.columnHint(name), `no column or parameter is called "%s"`, name)
		}
	}
}

// setNullable overrules what is known of a column or parameter; "tags[]" means the elements of
// the array tags.
func (l *lowering) setNullable(name string, nullable bool) (found bool) {
	name, elems := strings.CutSuffix(name, "[]")
	for _, c := range l.out.Columns {
		switch {
		case c.Name != name || elems && c.Type.Underlying().Kind != ir.ArrayType:
		case elems:
			found, c.ElemNullable = true, nullable
		default:
			found, c.Nullable, c.Because = true, nullable, ""
			if !nullable {
				c.Because = `the query says "-- sqlq: notnull"`
			}
		}
	}
	for _, p := range l.out.Params {
		switch {
		case p.Name != name || elems && p.Type.Underlying().Kind != ir.ArrayType:
		case elems:
			found, p.ElemNullable = true, nullable
		default:
			found, p.Nullable = true, nullable
		}
	}
	return found
}

func (l *lowering) typeDirective(d *parse.Directive) {
	const hint = "Write: -- sqlq: type column = example.com/package.Type"
	name, typ, ok := strings.Cut(d.Args, "=")
	name, typ = strings.TrimSpace(name), strings.TrimSpace(typ)
	words, at := d.Words()
	switch {
	case len(words) == 0:
		return // reported
	case !ok || name == "" || typ == "":
		l.errorAt(parse.CodeDirective, d.At, hint, "directive \"type\" is incomplete")
		return
	case strings.ContainsAny(typ, " \t"):
		l.errorAt(parse.CodeDirective, at[len(at)-1], hint, "%q is no Go type", typ)
		return
	}
	found := false
	for _, c := range l.out.Columns {
		if c.Name == name {
			c.GoType, found = typ, true
		}
	}
	for _, p := range l.out.Params {
		if p.Name == name {
			p.GoType, found = typ, true
		}
	}
	if !found {
		l.errorAt(parse.CodeDirective, at[0], l.columnHint(name), `no column or parameter is called "%s"`, name)
	}
}

// columnHint names the column or parameter that was meant, or all of them.
func (l *lowering) columnHint(name string) string {
	var columns, all []string
	for _, c := range l.out.Columns {
		columns = append(columns, c.Name)
	}
	all = columns
	for _, p := range l.out.Params {
		all = append(all, p.Name)
	}
	if best := diag.Nearest(name, all); best != "" {
		return "Perhaps you meant \"" + best + "\"."
	}
	if len(columns) == 0 || l.out.Command == ir.CopyFrom {
		return ""
	}
	return "The columns are " + strings.Join(columns, ", ") + "."
}
