package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/internal/config"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// project is a configuration and the texts that it names. Paths are shown relative to the working
// directory where that is shorter.
type project struct {
	*config.Project
	buffers map[string]string // unsaved texts by absolute path
}

// openProject loads the configuration at path, or the one found upwards from dir.
func openProject(path, dir string) (*project, diag.List, error) {
	if path == "" {
		found, err := config.Find(dir)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("%w\n  hint: `sqlq init` makes a project, --config names another file", err)
		} else if err != nil {
			return nil, nil, err
		}
		path = found
	}
	p, list := config.Load(path, shown(path))
	if p == nil {
		return nil, list, nil
	}
	return &project{Project: p, buffers: map[string]string{}}, list, nil
}

// shown is a path as diagnostics print it.
func shown(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(wd, abs); err == nil && !strings.HasPrefix(rel, ".."+string(filepath.Separator)+"..") {
		return filepath.ToSlash(rel)
	}
	return abs
}

// inputs are the texts of one package. dirs gives for each query file, by shown path, the folder
// that it lies in.
type inputs struct {
	schema, queries []*source.File
	dirs            map[string]string
}

func (p *project) inputs(k *config.Package) (inputs, error) {
	in := inputs{dirs: map[string]string{}}
	schema, err := ddl.Files(p.absolute(k.Schema))
	if err != nil {
		return in, err
	}
	if in.schema, err = p.read(schema); err != nil {
		return in, err
	}
	queries, err := queryFiles(p.absolute(k.Queries))
	if err != nil {
		return in, err
	}
	if in.queries, err = p.read(queries); err != nil {
		return in, err
	}
	for i, f := range in.queries {
		in.dirs[f.Path] = filepath.Dir(queries[i])
	}
	return in, nil
}

func (p *project) absolute(paths []string) []string {
	out := make([]string, len(paths))
	for i, s := range paths {
		out[i] = filepath.Join(p.Root, s)
	}
	return out
}

// read reads files, unsaved buffers before what is on disk.
func (p *project) read(paths []string) ([]*source.File, error) {
	out := make([]*source.File, len(paths))
	for i, path := range paths {
		text, ok := p.buffers[path]
		if !ok {
			b, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			text = string(b)
		}
		out[i] = source.NewFile(shown(path), text)
	}
	return out, nil
}

// queryFiles lists the .sql files of folders, in name order, and the files named themselves.
func queryFiles(paths []string) ([]string, error) {
	var out []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			out = append(out, path)
			continue
		}
		found, err := filepath.Glob(filepath.Join(path, "*.sql"))
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return slices.Compact(out), nil
}

// options are the settings of code generation for a package.
func options(k *config.Package) codegen.Options {
	o := codegen.Options{
		Package: k.Package, Rename: k.Rename, SQLNull: k.EmitSQLNull,
		Querier: k.EmitQuerier, EmptySlices: k.EmitEmptySlices, JSONTags: k.EmitJSONTags,
	}
	if k.QueryParameterLimit != nil {
		o.ParameterLimit = *k.QueryParameterLimit
		if o.ParameterLimit == 0 {
			o.ParameterLimit = -1
		}
	}
	for _, v := range k.Overrides {
		g := gotype.Override{DBType: v.Type, Column: v.Column, GoType: v.Go, Any: v.Nullable == nil}
		if v.Nullable != nil {
			g.Nullable = *v.Nullable
		}
		if v.Pointer {
			g.GoType = "*" + v.Go
		}
		o.Overrides = append(o.Overrides, g)
	}
	return o
}

// compiled is one package with the files that it becomes, by absolute path.
type compiled struct {
	result compiler.Result
	files  []output
	dirs   []string // folders that hold generated files of this package
}

// output is a generated file. Source is the shown path of the query file it comes from, or "".
type output struct {
	path, source string
	data         []byte
}

func (p *project) compile(k *config.Package) (compiled, error) {
	in, err := p.inputs(k)
	if err != nil {
		return compiled{}, err
	}
	c := compiled{result: compiler.Compile(in.schema, in.queries)}
	dir := filepath.Join(p.Root, k.Out)
	if k.Out == "" {
		if dir, err = onlyDir(in.dirs, p.Root); err != nil {
			return c, err
		}
	}
	c.dirs = []string{dir}
	files, err := codegen.Generate(c.result.Package, options(k))
	if err != nil {
		return c, err
	}
	for _, f := range files {
		c.files = append(c.files, output{filepath.Join(dir, f.Name), f.Source, f.Data})
	}
	return c, nil
}

// onlyDir returns the folder of all query files: without "out" the package lies beside its SQL, and
// one Go package cannot lie in two folders.
func onlyDir(dirs map[string]string, root string) (string, error) {
	dir := ""
	for _, d := range dirs {
		if dir != "" && d != dir {
			return "", fmt.Errorf("the queries lie in several folders (%s, %s): set \"out\" in %s to say where the package goes",
				shown(dir), shown(d), config.FileName)
		}
		dir = d
	}
	if dir == "" {
		return root, nil
	}
	return dir, nil
}
