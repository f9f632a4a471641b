package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sqlq-dev/sqlq/internal/diag"
)

func compileCommand() *cobra.Command {
	var cfg, format string
	var checkOnly bool
	c := &cobra.Command{
		Use:   "compile [FILES]",
		Short: "Compile the project's queries into Go, or just those of some files",
		RunE: func(c *cobra.Command, args []string) error {
			r, err := newReporter(c.OutOrStdout(), format)
			if err != nil {
				return err
			}
			return compile(r, cfg, args, checkOnly)
		},
	}
	c.Flags().StringVar(&cfg, "config", "", "configuration file (default: sqlq.yaml, found upwards)")
	c.Flags().StringVar(&format, "format", "text", "diagnostics as text, json, github or sarif")
	c.Flags().BoolVar(&checkOnly, "check", false, "write nothing; exit 1 if anything on disk would change")
	return c
}

func compile(r *reporter, cfg string, args []string, checkOnly bool) error {
	start := "."
	if len(args) > 0 {
		start = filepath.Dir(args[0])
	}
	p, list, err := openProject(cfg, start)
	if err != nil {
		return err
	}
	if p == nil {
		return r.finish(list)
	}
	only, err := p.only(args)
	if err != nil {
		return err
	}
	var todo []change
	for _, k := range p.Packages {
		c, err := p.compile(k)
		if err != nil {
			return err
		}
		list = append(list, c.result.Diagnostics...)
		list = append(list, keptNotes(c, only)...)
		cs, err := changes(c, c.result.Failed, only)
		if err != nil {
			return err
		}
		todo = append(todo, cs...)
	}
	if checkOnly {
		for _, c := range todo {
			fmt.Fprintf(os.Stderr, "%s is not up to date\n", shown(c.path))
		}
		if err := r.finish(list); err != nil {
			return err
		}
		if len(todo) > 0 {
			return errDiagnostics
		}
		return nil
	}
	for _, c := range todo {
		if err := c.apply(); err != nil {
			return fmt.Errorf("cannot write %s: %w", shown(c.path), err)
		}
	}
	return r.finish(list)
}

// only resolves files named on the command line to shown paths, nil for none.
func (p *project) only(args []string) (map[string]bool, error) {
	if len(args) == 0 {
		return nil, nil
	}
	known := map[string]bool{}
	for _, k := range p.Packages {
		in, err := p.inputs(k)
		if err != nil {
			return nil, err
		}
		for path := range in.dirs {
			known[path] = true
		}
		for _, f := range in.schema {
			if _, ok := known[f.Path]; !ok {
				known[f.Path] = false
			}
		}
	}
	out := map[string]bool{}
	for _, a := range args {
		isQuery, ok := known[shown(a)]
		if !ok {
			return nil, fmt.Errorf("%s does not belong to the project %s", a, shown(p.File.Path))
		}
		if !isQuery {
			return nil, nil // a change of the schema may change everything
		}
		out[shown(a)] = true
	}
	return out, nil
}

// keptNotes says which outputs stay as they are because of errors.
func keptNotes(c compiled, only map[string]bool) diag.List {
	var list diag.List
	for _, f := range c.files {
		if f.source == "" || !c.result.Failed[f.source] || only != nil && !only[f.source] {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s is left as it is: %s has errors\n", shown(f.path), f.source)
	}
	return list
}

// reporter prints diagnostics in the format asked for.
type reporter struct {
	w      io.Writer
	format string
}

func newReporter(w io.Writer, format string) (*reporter, error) {
	switch format {
	case "text", "json", "github", "sarif":
		return &reporter{w, format}, nil
	}
	return nil, fmt.Errorf("unknown format %q: text, json, github or sarif", format)
}

// finish prints all diagnostics and returns errDiagnostics if there are errors among them.
func (r *reporter) finish(list diag.List) error {
	list = list.Sort()
	var err error
	switch r.format {
	case "json":
		err = diag.JSON(r.w, list)
	case "github":
		diag.GitHub(r.w, list)
	case "sarif":
		err = diag.SARIF(r.w, list)
	default:
		tty := terminal(r.w)
		diag.Text(r.w, list, tty, tty && os.Getenv("NO_COLOR") == "")
	}
	if err != nil {
		return err
	}
	if list.HasErrors() {
		return errDiagnostics
	}
	return nil
}

// terminal reports whether w is a character device.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
