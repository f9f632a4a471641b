package main

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/codegen/gotype"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/internal/config"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// The codes of what can be wrong with output.
const (
	codeOutput    = "SQ030" // cannot write
	codeHandmade  = "SQ031" // a file without our header is in the way
	codeGoName    = "SQ032" // two things of one Go name, or no Go type
	codeOutFolder = "SQ033" // query files of one package lie in several folders
)

// plan is what a run would change on disk: nothing is touched before all of it is known.
type plan struct {
	writes  []output
	removes []string
	done    []string     // what write did, for the log
	old     bytes.Buffer // space for read
}

type output struct {
	path string
	data []byte
}

func noPlace(code, format string, args ...any) *diag.Diagnostic {
	return diag.New(code, source.Span{Start: source.NoPos, End: source.NoPos}, format, args...)
}

// add generates a package's code and compares it with what is on disk. With files only what
// belongs to those query files is planned, and what all share.
func (p *plan) add(u *unit, files []string) diag.List {
	dir, d := u.folder()
	if d != nil {
		return diag.List{d}
	}
	keep, kept := u.kept(dir)
	opts := options(u.config)
	opts.Kept = kept
	generated, err := codegen.Generate(u.good(), opts)
	if err != nil {
		return diag.List{u.generateError(err)}
	}
	var list diag.List
	for _, f := range generated {
		path := filepath.Join(dir, f.Name)
		if keep[path] {
			list.Add(noPlace(codeOutput, "two query files would both become %s", path))
		}
		keep[path] = true
		if len(files) > 0 && f.Source != "" && !among(f.Source, files) {
			continue
		}
		list.Add(p.compare(path, f.Data))
	}
	if len(files) == 0 && len(u.result.Failed) == 0 {
		list.Add(p.stale(dir, keep))
	}
	return list
}

// kept returns the output of query files with errors, which stays as it is: its paths and files.
func (u *unit) kept(dir string) (map[string]bool, []codegen.File) {
	paths := map[string]bool{}
	var files []codegen.File
	for _, source := range slices.Sorted(maps.Keys(u.result.Failed)) {
		path := filepath.Join(dir, codegen.FileName(filepath.ToSlash(source)))
		paths[path] = true
		if text, err := os.ReadFile(path); err == nil && codegen.Generated(text) {
			files = append(files, codegen.File{Name: filepath.Base(path), Source: source, Data: text})
		}
	}
	return paths, files
}

// good is the package without the queries of files that have errors: a file changes as a whole.
func (u *unit) good() *ir.Package {
	pkg := *u.result.Package
	pkg.Queries = slices.DeleteFunc(slices.Clone(pkg.Queries), func(q *ir.Query) bool { return u.result.Failed[q.File] })
	return &pkg
}

// folder is where a package's files go: "out", else the folder of its query files.
func (u *unit) folder() (string, *diag.Diagnostic) {
	if u.config.Out != "" {
		return filepath.Join(u.root, u.config.Out), nil
	}
	dir := ""
	for _, f := range u.files {
		if d := filepath.Dir(f); dir == "" {
			dir = d
		} else if d != dir {
			e := noPlace(codeOutFolder, "query files of package %q lie in both %s and %s", u.config.Package, dir, d)
			e.Hint = `Say with "out:" where the Go files go.`
			return "", e
		}
	}
	if dir == "" {
		dir = filepath.Join(u.root, u.config.Queries[0])
	}
	return dir, nil
}

// unprintable reports what keeps the Go files from being printed, such as two things of one name.
func (u *unit) unprintable() *diag.Diagnostic {
	if _, err := codegen.Generate(u.good(), options(u.config)); err != nil {
		return u.generateError(err)
	}
	return nil
}

func (u *unit) generateError(err error) *diag.Diagnostic {
	d := noPlace(codeGoName, "%v", err)
	var e *codegen.Error
	if !errors.As(err, &e) {
		return d
	}
	d.Query, d.Hint = e.Query, e.Hint
	if at, ok := u.result.Names[e.Query]; ok {
		d.At = at
	}
	return d
}

// compare plans a write if the bytes differ. A file that is not ours is never overwritten.
func (p *plan) compare(path string, data []byte) *diag.Diagnostic {
	old, err := p.read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return noPlace(codeOutput, "cannot read %s: %v", path, cause(err))
	case bytes.Equal(old, data):
		return nil
	case !codegen.Generated(old):
		d := noPlace(codeHandmade, "%s was not written by sqlq and is not overwritten", path)
		d.Hint = `Move that file away, or set "out:" to another folder.`
		return d
	}
	p.writes = append(p.writes, output{path, data})
	return nil
}

// read returns what a file has in it, which is good until the next call.
func (p *plan) read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p.old.Reset()
	_, err = p.old.ReadFrom(f)
	return p.old.Bytes(), err
}

// stale plans the removal of files with our header that nothing generates any more.
func (p *plan) stale(dir string, keep map[string]bool) *diag.Diagnostic {
	entries, err := os.ReadDir(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return noPlace(codeOutput, "cannot read folder %s: %v", dir, cause(err))
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".go") || keep[path] {
			continue
		}
		if data, err := os.ReadFile(path); err == nil && codegen.Generated(data) {
			p.removes = append(p.removes, path)
		}
	}
	return nil
}

// write carries the plan out. All new contents are written beside their files first; only then are
// they renamed into place, so that each file is old or new at any moment, never half, and a full
// or unwritable disk changes nothing. A signal is heeded until then; the renames, which take no time,
// are carried out, since half of them would be output of two runs.
func (p *plan) write(stop <-chan os.Signal) (failed *diag.Diagnostic) {
	var temps []string
	defer func() {
		for _, t := range temps {
			os.Remove(t)
		}
	}()
	for _, f := range p.writes {
		temp, err := stage(f)
		if temp != "" {
			temps = append(temps, temp)
		}
		if err != nil {
			return noPlace(codeOutput, "cannot write %s: %v", f.path, cause(err))
		}
		select {
		case s := <-stop:
			return noPlace(codeOutput, "stopped by a signal (%v): nothing was written", s)
		default:
		}
	}
	for i, f := range p.writes {
		if err := os.Rename(temps[i], f.path); err != nil {
			return noPlace(codeOutput, "cannot write %s: %v", f.path, cause(err))
		}
		p.done = append(p.done, "wrote "+f.path)
	}
	temps = nil
	for _, path := range p.removes {
		if err := os.Remove(path); err != nil {
			return noPlace(codeOutput, "cannot remove %s: %v", path, cause(err))
		}
		p.done = append(p.done, "removed "+path)
	}
	return nil
}

// stage writes contents to a temporary file in the folder of their path.
func stage(f output) (string, error) {
	dir := filepath.Dir(f.path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	t, err := os.CreateTemp(dir, ".sqlq-*.tmp")
	if err != nil {
		return "", err
	}
	_, err = t.Write(f.data)
	return t.Name(), errors.Join(err, t.Chmod(0o644), t.Close())
}

// cause is the system's own words of an error about a path, without the path.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// options turns a package's configuration into codegen's.
func options(c *config.Package) codegen.Options {
	o := codegen.Options{
		Package: c.Package, Rename: c.Rename, SQLNull: c.EmitSQLNull, Querier: c.EmitQuerier,
		EmptySlices: c.EmitEmptySlices, JSONTags: c.EmitJSONTags, PluralModels: c.EmitExactTableNames, Arena: c.Arena,
	}
	if n := c.QueryParameterLimit; n != nil {
		if o.ParameterLimit = *n; *n <= 0 {
			o.ParameterLimit = -1
		}
	}
	o.Overrides = goTypes(c)
	return o
}

// goTypes are a package's Go types in the place of the defaults.
func goTypes(c *config.Package) gotype.Overrides {
	out := gotype.Overrides{}
	for _, v := range c.Overrides {
		goType := v.Go
		if v.Pointer {
			goType = "*" + goType
		}
		out = append(out, gotype.Override{
			DBType: v.Type, Column: v.Column, GoType: goType, Any: v.Nullable == nil,
			Nullable: v.Nullable != nil && *v.Nullable,
		})
	}
	return out
}
