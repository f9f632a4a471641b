package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// sqlcKeys says what stands for sqlc's options that sqlq has under another name, or not at all
// because of how it works. An option that is not here has the same name, or is unknown.
var sqlcKeys = map[string]string{
	"emit_interface":                 "emit_querier",
	"emit_pointers_for_null_types":   "nullable values are pointers anyway",
	"emit_enum_valid_method":         "enums have Valid() anyway",
	"emit_all_enum_values":           "enums have a constant per label; there is no list of them",
	"emit_prepared_queries":          "pgx prepares and caches statements by itself",
	"emit_exported_queries":          "QueryInfos lists the SQL of all queries",
	"emit_db_tags":                   "rows are decoded without tags",
	"emit_methods_with_db_argument":  "write New(tx).Query(ctx), or WithTx",
	"emit_result_struct_pointers":    "rows are values; :opt tells whether there was one",
	"emit_params_struct_pointers":    "parameters are passed by value",
	"emit_sql_as_comment":            "the SQL stands above each function as a constant",
	"sql_package":                    "generated code uses pgx/v5",
	"sql_driver":                     "generated code uses pgx/v5",
	"engine":                         "the engine is PostgreSQL",
	"build_tags":                     "there are no build tags",
	"json_tags_case_style":           "tags are the columns' names",
	"json_tags_id_uppercase":         "tags are the columns' names",
	"initialisms":                    "use \"rename\" for names like userId",
	"inflection_exclude_table_names": "use \"rename\" for such tables",
	"omit_unused_structs":            "models of all tables are written",
	"omit_sqlc_version":              "generated files name no version",
	"output_db_file_name":            "files are called db.go, models.go, querier.go and by the query files",
	"output_models_file_name":        "files are called db.go, models.go, querier.go and by the query files",
	"output_querier_file_name":       "files are called db.go, models.go, querier.go and by the query files",
	"output_copyfrom_file_name":      "files are called db.go, models.go, querier.go and by the query files",
	"output_batch_file_name":         "files are called db.go, models.go, querier.go and by the query files",
	"output_files_suffix":            "files are called by the query files",
	"strict_function_checks":         "functions are always checked",
	"strict_order_by":                "ORDER BY is always checked",
	"database":                       "compiling needs no server; see `sqlq verify --dsn`",
	"analyzer":                       "compiling needs no server; see `sqlq verify`",
	"rules":                          "see \"lint\" in docs/lint.md",
	"codegen":                        "there are no plugins; `sqlq describe` prints JSON",
	"plugins":                        "there are no plugins; `sqlq describe` prints JSON",
	"cloud":                          "there is no such service",
	"servers":                        "there is no such service",
	"go_struct_tag":                  "fields have json tags only",
}

// sqlcHint is what to write for an option of sqlc, "" if it is none.
func sqlcHint(name string) string {
	to, ok := sqlcKeys[name]
	switch {
	case !ok:
		return ""
	case strings.Contains(to, " "):
		return "an option of sqlc that is not needed: " + to
	}
	return fmt.Sprintf("sqlq calls it %q", to)
}

// FromSqlc translates the text of a sqlc.yaml (version 1 or 2) into that of a sqlq.yaml. notes
// tells what has no counterpart, and what to do about it.
func FromSqlc(text string) (out string, notes []string, err error) {
	var doc map[string]any
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return "", nil, fmt.Errorf("%s", strings.TrimSpace(err.Error()))
	}
	c := &sqlcReader{said: map[string]bool{}}
	rename, overrides := c.globals(doc)
	var packages []map[string]any
	for _, item := range list(doc["sql"]) {
		if p := c.block(mapping(item)); p != nil {
			packages = append(packages, p)
		}
	}
	for _, item := range list(doc["packages"]) {
		p := mapping(item)
		packages = append(packages, c.options(p, p, "name", "path"))
	}
	for key := range doc {
		if !slices.Contains([]string{"version", "sql", "packages", "overrides", "rename"}, key) {
			c.note(key)
		}
	}
	if len(packages) == 0 {
		return "", nil, fmt.Errorf("it has no package of Go code for PostgreSQL")
	}
	var b strings.Builder
	b.WriteString("version: 1\n")
	for i, p := range packages {
		merge(p, rename, overrides)
		indent := ""
		if len(packages) > 1 {
			if i == 0 {
				b.WriteString("packages:\n")
			}
			indent = "    "
		}
		writePackage(&b, p, indent)
	}
	slices.Sort(c.notes)
	return b.String(), c.notes, nil
}

// sqlcReader collects notes, each once.
type sqlcReader struct {
	notes []string
	said  map[string]bool
}

func (c *sqlcReader) say(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	if !c.said[s] {
		c.said[s] = true
		c.notes = append(c.notes, s)
	}
}

func (c *sqlcReader) note(key string) {
	if why := sqlcKeys[key]; why != "" {
		c.say("%s: %s", key, why)
		return
	}
	c.say("%s: sqlq has no such option", key)
}

// globals reads what version 2 keeps under overrides: go, and version 1 at the top.
func (c *sqlcReader) globals(doc map[string]any) (rename map[string]any, overrides []any) {
	rename, overrides = mapping(doc["rename"]), list(doc["overrides"])
	if g := mapping(mapping(doc["overrides"])["go"]); g != nil {
		rename, overrides = mapping(g["rename"]), list(g["overrides"])
	}
	return rename, c.overrides(overrides)
}

// block reads an element of version 2's "sql"; nil if no Go code for PostgreSQL comes of it.
func (c *sqlcReader) block(b map[string]any) map[string]any {
	gen := mapping(mapping(b["gen"])["go"])
	if engine := b["engine"]; engine != "postgresql" {
		c.say("engine %v: sqlq compiles for PostgreSQL; the block is left out", engine)
		return nil
	}
	if gen == nil {
		c.say("a block without gen: go is left out")
		return nil
	}
	for key := range b {
		if !slices.Contains([]string{"engine", "schema", "queries", "gen", "name"}, key) {
			c.note(key)
		}
	}
	return c.options(b, gen, "package", "out")
}

// options reads the options of one package; name and path are the keys of its name and folder.
func (c *sqlcReader) options(files, gen map[string]any, name, path string) map[string]any {
	p := map[string]any{"schema": list(files["schema"]), "queries": list(files["queries"]), "package": gen[name], "out": gen[path]}
	for key, value := range gen {
		switch key {
		case name, path, "schema", "queries", "engine":
		case "emit_empty_slices", "emit_json_tags", "emit_exact_table_names":
			if value == true {
				p[key] = true
			}
		case "emit_interface":
			if value == true {
				p["emit_querier"] = true
			}
		case "query_parameter_limit":
			p[key] = value
		case "rename":
			p[key] = mapping(value)
		case "overrides":
			p[key] = c.overrides(list(value))
		case "emit_pointers_for_null_types", "emit_enum_valid_method", "sql_package", "sql_driver":
		default:
			if value != false {
				c.note(key)
			}
		}
	}
	if gen["emit_pointers_for_null_types"] != true {
		c.say("nullable values are pointers; emit_sql_null: true makes them sql.Null[T]")
	}
	if p["package"] == nil && p["out"] != nil {
		out := strings.TrimRight(fmt.Sprint(p["out"]), "/")
		p["package"] = out[strings.LastIndexByte(out, '/')+1:]
	}
	return p
}

func (c *sqlcReader) overrides(in []any) (out []any) {
	for _, item := range in {
		o := mapping(item)
		to := map[string]any{}
		for key, value := range o {
			switch key {
			case "db_type":
				to["type"] = value
			case "column", "nullable":
				to[key] = value
			case "go_type":
				c.goType(to, value)
			case "engine":
			default:
				c.note(key)
			}
		}
		out = append(out, to)
	}
	return out
}

// goType reads "example.com/app.Type", or the mapping of import, type, pointer and slice.
func (c *sqlcReader) goType(to map[string]any, value any) {
	m := mapping(value)
	if m == nil {
		s := fmt.Sprint(value)
		if rest, ok := strings.CutPrefix(s, "*"); ok {
			to["pointer"], s = true, rest
		}
		to["go"] = s
		return
	}
	s := fmt.Sprint(m["type"])
	if path, ok := m["import"].(string); ok && path != "" {
		s = path + "." + s
	}
	if m["slice"] == true {
		s = "[]" + s
	}
	to["go"] = s
	if m["pointer"] == true {
		to["pointer"] = true
	}
}

// merge puts the project's renames and overrides behind the package's own.
func merge(p, rename map[string]any, overrides []any) {
	if len(rename) > 0 {
		own := mapping(p["rename"])
		all := maps.Clone(rename)
		maps.Copy(all, own)
		p["rename"] = all
	}
	if len(overrides) > 0 {
		p["overrides"] = append(list(p["overrides"]), overrides...)
	}
}

// writePackage prints the keys of a package in the order of the documentation.
func writePackage(b *strings.Builder, p map[string]any, indent string) {
	first := strings.TrimSuffix(indent, "  ") + "- "
	if indent == "" {
		first = ""
	}
	for _, key := range []string{"schema", "queries", "package", "out", "query_parameter_limit", "emit_querier",
		"emit_empty_slices", "emit_json_tags", "emit_exact_table_names"} {
		switch v := p[key].(type) {
		case nil:
		case []any:
			fmt.Fprintf(b, "%s%s: [%s]\n", first, key, joined(v))
			first = indent
		default:
			fmt.Fprintf(b, "%s%s: %s\n", first, key, scalar(v))
			first = indent
		}
	}
	if m := mapping(p["rename"]); len(m) > 0 {
		fmt.Fprintf(b, "%srename:\n", indent)
		for _, k := range slices.Sorted(maps.Keys(m)) {
			fmt.Fprintf(b, "%s  %s: %s\n", indent, k, scalar(m[k]))
		}
	}
	if o := list(p["overrides"]); len(o) > 0 {
		fmt.Fprintf(b, "%soverrides:\n", indent)
		for _, item := range o {
			start := "- "
			for _, key := range []string{"type", "column", "go", "nullable", "pointer"} {
				if v, ok := mapping(item)[key]; ok {
					fmt.Fprintf(b, "%s  %s%s: %s\n", indent, start, key, scalar(v))
					start = "  "
				}
			}
		}
	}
}

func joined(v []any) string {
	var out []string
	for _, x := range v {
		out = append(out, scalar(x))
	}
	return strings.Join(out, ", ")
}

// scalar prints a value, quoted where YAML would read it as something else.
func scalar(v any) string {
	s := fmt.Sprint(v)
	if text, ok := v.(string); ok && (s == "" || strings.ContainsAny(s[:1], "*&!%@`[]{}\"'|>#-?:, ") || strings.Contains(text, ": ") || strings.Contains(text, " #")) {
		return fmt.Sprintf("%q", text)
	}
	return s
}

func mapping(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// list returns a list, of one element if a single value stands in its place.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	case map[string]any:
		return nil
	}
	return []any{v}
}
