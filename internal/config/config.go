// Package config reads sqlq.yaml: which SQL belongs to a project and what is made of it.
//
// Reading is strict. An unknown key, a wrong type or a path that does not exist is a diagnostic
// with line and column; nothing is guessed.
package config

import (
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// CodeConfig is the code of everything that is wrong with a configuration.
const CodeConfig = "SQ020"

// FileName is the name of the configuration file.
const FileName = "sqlq.yaml"

// Project is a configuration file that has been read. Root is the directory that it lies in; all
// paths inside are relative to it and may not leave it.
type Project struct {
	Root     string
	File     *source.File
	Packages []*Package
}

// Package is one generated Go package: a schema, the queries over it, and options.
type Package struct {
	Schema   []string `yaml:"schema"`  // files or folders, in order
	Queries  []string `yaml:"queries"` // files or folders
	Package  string   `yaml:"package"` // Go package name
	Out      string   `yaml:"out"`     // folder of the generated files; "" beside the SQL
	Extras   `yaml:",inline"`
	position map[string]source.Pos // of each key, for later complaints
}

// Extras are the options of code generation; their zero values are the defaults.
type Extras struct {
	QueryParameterLimit *int              `yaml:"query_parameter_limit"`  // default 1
	EmitQuerier         bool              `yaml:"emit_querier"`           // the Querier interface
	EmitEmptySlices     bool              `yaml:"emit_empty_slices"`      // :many returns [] instead of nil
	EmitExactTableNames bool              `yaml:"emit_exact_table_names"` // models keep the tables' names
	EmitJSONTags        bool              `yaml:"emit_json_tags"`
	EmitSQLNull         bool              `yaml:"emit_sql_null"` // sql.Null[T] instead of *T
	Arena               bool              `yaml:"arena"`         // rows share blocks of memory
	Rename              map[string]string `yaml:"rename"`        // SQL name -> Go name
	Overrides           []Override        `yaml:"overrides"`
	Lint                map[string]string `yaml:"lint"` // SQ100 -> off, warning, error
}

// Override sets the Go type of a PostgreSQL type or of one column; exactly one of Type and Column
// is set.
type Override struct {
	Type     string `yaml:"type"`     // PostgreSQL type: uuid, pg_catalog.uuid, public.mood
	Column   string `yaml:"column"`   // table.column or schema.table.column
	Go       string `yaml:"go"`       // import path and name: github.com/google/uuid.UUID
	Nullable *bool  `yaml:"nullable"` // for Type: only nullable (true) or only not null (false) uses
	Pointer  bool   `yaml:"pointer"`  // use *T
}

// document is the file as written: one package at the top, or a list of them.
type document struct {
	Version  int        `yaml:"version"`
	Packages []*Package `yaml:"packages"`
	Package  `yaml:",inline"`
}

// Find looks for sqlq.yaml in dir and its parents and returns its path, or an error that wraps
// fs.ErrNotExist.
func Find(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for d := abs; ; d = filepath.Dir(d) {
		path := filepath.Join(d, FileName)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path, nil
		}
		if d == filepath.Dir(d) {
			return "", fmt.Errorf("no %s in %s or above: %w", FileName, abs, fs.ErrNotExist)
		}
	}
}

// Load reads a configuration file. show is the path that diagnostics print. The project is nil if
// there are errors.
func Load(path, show string) (*Project, diag.List) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, diag.List{diag.New(CodeConfig, source.Span{Start: source.NoPos},
			"cannot read %s: %v", show, errors.Unwrap(err))}
	}
	root, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil, diag.List{diag.New(CodeConfig, source.Span{Start: source.NoPos}, "%v", err)}
	}
	const byteOrderMark = "\ufeff" // some editors on Windows write one
	return Parse(source.NewFile(show, strings.TrimPrefix(string(text), byteOrderMark)), root)
}

// Parse reads the text of a configuration file that lies in the folder root.
func Parse(file *source.File, root string) (*Project, diag.List) {
	r := &reader{file: file, root: root}
	tree, err := parser.ParseBytes([]byte(file.Text), 0)
	if err != nil {
		r.yamlError(err)
		return nil, r.list
	}
	if len(tree.Docs) == 0 || tree.Docs[0].Body == nil || tree.Docs[0].Body.Type() == ast.NullType {
		r.errorf(0, "the configuration is empty").Hint = "`sqlq init` writes one to start from"
		return nil, r.list
	}
	r.keys(tree.Docs[0].Body, documentKeys, "")
	if r.list.HasErrors() {
		return nil, r.list
	}
	var doc document
	if err := yaml.UnmarshalWithOptions([]byte(file.Text), &doc, yaml.Strict()); err != nil {
		r.yamlError(err)
		return nil, r.list
	}
	p := r.project(&doc)
	if r.list.HasErrors() {
		return nil, r.list
	}
	return p, r.list
}

// reader collects what is wrong with one file.
type reader struct {
	file *source.File
	root string
	list diag.List
	at   map[string]source.Pos // first place of each key path
}

func (r *reader) errorf(at source.Pos, format string, args ...any) *diag.Diagnostic {
	d := diag.New(CodeConfig, source.Span{File: r.file, Start: at, End: at}, format, args...)
	r.list.Add(d)
	return d
}

// yamlError reports what the YAML library found, at its place.
func (r *reader) yamlError(err error) {
	at, message := source.Pos(0), err.Error()
	var ye yaml.Error
	if errors.As(err, &ye) {
		message = ye.GetMessage()
		if t := ye.GetToken(); t != nil && t.Position != nil {
			at = r.offset(t.Position.Line, t.Position.Column)
		}
	}
	r.errorf(at, "%s", strings.TrimSpace(message))
}

// offset turns the library's line and column (in characters) into a byte offset.
func (r *reader) offset(line, column int) source.Pos {
	p, text := 0, r.file.Text
	for ; line > 1; line-- {
		i := strings.IndexByte(text[p:], '\n')
		if i < 0 {
			break
		}
		p += i + 1
	}
	n := 1
	for i := range text[p:] {
		if n == column {
			return source.Pos(p + i)
		}
		n++
	}
	return source.Pos(min(p+max(column-1, 0), len(text)))
}

func (r *reader) project(doc *document) *Project {
	p := &Project{Root: r.root, File: r.file}
	if doc.Version != 1 {
		r.errorf(r.at["version"], "version must be 1")
	}
	single := len(doc.Package.Schema)+len(doc.Package.Queries) > 0
	switch {
	case single && len(doc.Packages) > 0:
		r.errorf(r.at["packages"], `"packages" and a package at the top level exclude each other`)
	case len(doc.Packages) > 0:
		p.Packages = doc.Packages
		for i, k := range p.Packages {
			r.check(k, fmt.Sprintf("packages[%d].", i))
		}
	default:
		p.Packages = []*Package{&doc.Package}
		r.check(&doc.Package, "")
	}
	return p
}

// check looks at one package's values; prefix is where its keys lie in the file.
func (r *reader) check(k *Package, prefix string) {
	k.position = map[string]source.Pos{}
	for path, at := range r.at {
		if key, ok := strings.CutPrefix(path, prefix); ok {
			k.position[key] = at
		}
	}
	r.paths(k.Schema, prefix+"schema")
	r.paths(k.Queries, prefix+"queries")
	if k.Package == "" {
		r.errorf(r.at[strings.TrimSuffix(prefix, ".")], `"package" is missing: the name of the generated Go package`)
	} else if !token.IsIdentifier(k.Package) || k.Package == "_" {
		r.errorf(r.at[prefix+"package"], "%q is no Go package name", k.Package)
	}
	if k.Out != "" && !filepath.IsLocal(k.Out) {
		r.errorf(r.at[prefix+"out"], "path %q points outside the project", k.Out)
	}
	for i, o := range k.Overrides {
		at := r.at[fmt.Sprintf("%soverrides[%d]", prefix, i)]
		if (o.Type == "") == (o.Column == "") {
			r.errorf(at, `an override needs either "type" or "column"`)
		}
		if o.Go == "" {
			r.errorf(at, `an override needs "go": an import path and a name, such as github.com/google/uuid.UUID`)
		}
	}
	r.lint(k.Lint, prefix+"lint.")
}

// lint checks the names and levels of lint rules, in the order of names so that runs agree.
func (r *reader) lint(levels map[string]string, prefix string) {
	seen := map[string]string{}
	for _, rule := range slices.Sorted(maps.Keys(levels)) {
		at, known := r.at[prefix+rule], diag.FindRule(rule)
		if known == nil {
			d := r.errorf(at, "unknown lint rule %q", rule)
			d.Hint = "\"sqlq explain\" lists the rules"
			if near := diag.NearestRule(rule); near != "" {
				d.Hint = fmt.Sprintf("did you mean %q?", near)
			}
			continue
		}
		if other := seen[known.Code]; other != "" {
			r.errorf(at, "%q and %q are the same lint rule", other, rule)
		}
		seen[known.Code] = rule
		switch levels[rule] {
		case "off", "warning", "error":
		default:
			r.errorf(at, "lint level %q must be off, warning or error", levels[rule])
		}
	}
}

// paths checks that a list of files and folders is there and inside the project.
func (r *reader) paths(list []string, key string) {
	if len(list) == 0 {
		r.errorf(r.at[key], "%q is missing: a list of SQL files or folders", key)
	}
	for i, path := range list {
		at := r.at[fmt.Sprintf("%s[%d]", key, i)]
		if !filepath.IsLocal(path) {
			r.errorf(at, "path %q points outside the project", path)
			continue
		}
		if _, err := os.Stat(filepath.Join(r.root, path)); err != nil {
			r.errorf(at, "path %q does not exist", path)
		}
	}
}
