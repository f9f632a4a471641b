package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/internal/config"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// unit is one package of the configuration with its files read and compiled.
type unit struct {
	config *config.Package
	root   string   // of the project, as paths are shown
	files  []string // query files, as they are shown
	result compiler.Result
}

// load finds and reads the configuration. near is a file of the project to look from, or "" for
// the working directory.
func (a *app) load(near string) (*config.Project, string, diag.List, error) {
	path := a.config
	if path == "" {
		dir := "."
		if near != "" {
			dir = filepath.Dir(near)
		}
		found, err := config.Find(dir)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, "", nil, fmt.Errorf("%w (`sqlq init` writes a project to start from)", err)
		}
		if err != nil {
			return nil, "", nil, err
		}
		path = shown(found)
	}
	project, list := config.Load(path, path)
	return project, filepath.Dir(path), list, nil
}

// shown is the path as people want to read it: relative to the working directory if below it.
func shown(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(wd, abs)
	if err != nil || strings.HasPrefix(rel, "..") && !strings.HasPrefix(path, "..") {
		return path
	}
	return rel
}

// buffer is the text of a file that an editor has not saved.
type buffer struct{ path, text string }

// compile reads and compiles all packages of a project.
func (a *app) compile(project *config.Project, root string, unsaved *buffer) ([]*unit, error) {
	var units []*unit
	for _, p := range project.Packages {
		u := &unit{config: p, root: root}
		schema, err := u.schema()
		if err != nil {
			return nil, err
		}
		queries, err := u.queries(unsaved)
		if err != nil {
			return nil, err
		}
		u.result = compiler.Compile(schema, queries, compiler.Options{Lint: p.Lint, GoTypes: goTypes(p)})
		units = append(units, u)
	}
	return units, nil
}

func (u *unit) under(paths []string) []string {
	var out []string
	for _, p := range paths {
		out = append(out, filepath.Join(u.root, p))
	}
	return out
}

func (u *unit) schema() ([]*source.File, error) {
	names, err := ddl.Files(u.under(u.config.Schema))
	if err != nil {
		return nil, err
	}
	return readFiles(names)
}

// queries reads the query files; an unsaved buffer takes the place of its file.
func (u *unit) queries(unsaved *buffer) ([]*source.File, error) {
	names, err := sqlFiles(u.under(u.config.Queries))
	if err != nil {
		return nil, err
	}
	u.files = names
	var out []*source.File
	for _, n := range names {
		if unsaved != nil && samePath(n, unsaved.path) {
			out = append(out, source.NewFile(n, unsaved.text))
			continue
		}
		f, err := readFiles([]string{n})
		if err != nil {
			return nil, err
		}
		out = append(out, f...)
	}
	if unsaved != nil && !slices.ContainsFunc(names, func(n string) bool { return samePath(n, unsaved.path) }) && u.covers(unsaved.path) {
		u.files = append(u.files, unsaved.path)
		out = append(out, source.NewFile(unsaved.path, unsaved.text))
	}
	return out, nil
}

// covers reports whether a file that may not exist yet lies in a query folder of the package.
func (u *unit) covers(path string) bool {
	return slices.ContainsFunc(u.under(u.config.Queries), func(dir string) bool {
		return samePath(filepath.Dir(path), dir) || samePath(path, dir)
	})
}

// sqlFiles lists query files: a file is itself, a folder its *.sql files in the order of names.
func sqlFiles(paths []string) ([]string, error) {
	var out []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			out = append(out, p)
			continue
		}
		entries, err := os.ReadDir(p)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if name := e.Name(); !e.IsDir() && strings.EqualFold(filepath.Ext(name), ".sql") && name[0] != '.' {
				out = append(out, filepath.Join(p, name))
			}
		}
	}
	return out, nil
}

func samePath(a, b string) bool {
	x, err1 := filepath.Abs(a)
	y, err2 := filepath.Abs(b)
	return err1 == nil && err2 == nil && x == y
}

// only keeps the diagnostics that concern some of the files: theirs, and those of no query file,
// such as the schema's.
func only(units []*unit, files []string) diag.List {
	var out diag.List
	for _, u := range units {
		for _, d := range u.result.Diagnostics {
			if len(files) == 0 || d.At.File == nil || among(d.At.File.Path, files) || !among(d.At.File.Path, u.files) {
				out = append(out, d)
			}
		}
	}
	return out
}

func among(path string, files []string) bool {
	return slices.ContainsFunc(files, func(f string) bool { return samePath(path, f) })
}

// belong reports the first of the files that no package reads.
func belong(units []*unit, files []string) error {
	for _, f := range files {
		if !slices.ContainsFunc(units, func(u *unit) bool { return among(f, u.files) }) {
			if _, err := os.Stat(f); err != nil {
				return err
			}
			return fmt.Errorf("%s is none of the project's query files", f)
		}
	}
	return nil
}

func readBuffer(path string, in io.Reader) (*buffer, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("cannot read standard input: %w", err)
	}
	return &buffer{path, string(text)}, nil
}
