package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/sqlq-dev/sqlq/codegen"
)

// change is one difference between what is on disk and what should be. Data is nil for a file that
// has to go.
type change struct {
	path string
	data []byte
}

// changes compares outputs with the disk. keep tells which query files' outputs stay as they are;
// only limits the comparison to some of them (nil: all). A file that sqlq did not write is never
// touched: that is an error.
func changes(c compiled, keep map[string]bool, only map[string]bool) ([]change, error) {
	var out []change
	wanted := map[string]bool{}
	for _, f := range c.files {
		wanted[f.path] = true
		if f.source != "" && (keep[f.source] || only != nil && !only[f.source]) {
			continue
		}
		old, err := os.ReadFile(f.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, err
		case bytes.Equal(old, f.data):
			continue
		case !codegen.Generated(old):
			return nil, fmt.Errorf("%s was not written by sqlq and would be overwritten: move it, or set \"out\"", shown(f.path))
		}
		out = append(out, change{f.path, f.data})
	}
	if only != nil || len(keep) > 0 {
		return out, nil // a failed query's file may be all that names an output
	}
	stale, err := stale(c.dirs, wanted)
	return append(out, stale...), err
}

// stale finds generated files that nothing generates any more.
func stale(dirs []string, wanted map[string]bool) ([]change, error) {
	var out []change
	for _, dir := range dirs {
		found, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, path := range found {
			if wanted[path] {
				continue
			}
			old, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			if codegen.Generated(old) {
				out = append(out, change{path, nil})
			}
		}
	}
	return out, nil
}

// apply makes a change. A file is written under another name in the same folder and then renamed,
// so that at any moment it is the old one or the new one.
func (c change) apply() error {
	if c.data == nil {
		return os.Remove(c.path)
	}
	dir := filepath.Dir(c.path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, ".sqlq-*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // fails once it is renamed
	_, err = tmp.Write(c.data)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), c.path)
}
