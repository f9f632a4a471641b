package main

import (
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/sqlq-dev/sqlq/internal/diag"
)

func (a *app) compileCommand() *cobra.Command {
	var check bool
	c := &cobra.Command{
		Use:   "compile [FILES]",
		Short: "Compile the project's queries, or those of some files, into Go",
		Long: "compile writes the Go code of the project's queries. With FILES it writes only what belongs to\n" +
			"those query files; the rest is read to know names and models. The output of a query file with\n" +
			"errors stays as it is, that of all others is written; an error of the schema or of the\n" +
			"configuration writes nothing. Only files that differ are touched.",
		RunE: func(_ *cobra.Command, args []string) error { return a.compileFiles(args, check) },
	}
	c.Flags().BoolVar(&check, "check", false, "write nothing; exit 1 if a file would change")
	return c
}

func (a *app) compileFiles(files []string, check bool) error {
	near := ""
	if len(files) > 0 {
		near = files[0]
	}
	project, root, list, err := a.load(near)
	if err != nil {
		return err
	}
	if project == nil {
		return a.report(list)
	}
	units, err := a.compile(project, root, nil)
	if err != nil {
		return err
	}
	if err := belong(units, files); err != nil {
		return err
	}
	list = append(list, only(units, files)...)
	if brokenSchema(units, list) {
		fmt.Fprintln(a.log, "sqlq: there are errors; nothing was written")
		return a.report(list)
	}
	var p plan
	var planned diag.List
	for _, u := range units {
		planned = append(planned, p.add(u, files)...)
	}
	list = append(list, planned...)
	if planned.HasErrors() {
		fmt.Fprintln(a.log, "sqlq: there are errors; nothing was written")
		return a.report(list)
	}
	if check {
		return a.checkPlan(&p, list)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	d := p.write(stop)
	signal.Stop(stop)
	if d != nil {
		list.Add(d)
	}
	for _, line := range p.done {
		fmt.Fprintln(a.log, line)
	}
	for _, u := range units {
		for _, f := range slices.Sorted(maps.Keys(u.result.Failed)) {
			if len(files) == 0 || among(f, files) {
				fmt.Fprintf(a.log, "the output of %s is left as it was\n", f)
			}
		}
	}
	return a.report(list)
}

// brokenSchema reports whether there is an error that belongs to no query file: models and what the
// queries mean cannot be relied on then.
func brokenSchema(units []*unit, list diag.List) bool {
	for _, d := range list {
		inQueries := d.At.File != nil && slices.ContainsFunc(units, func(u *unit) bool { return among(d.At.File.Path, u.files) })
		if d.Severity == diag.Error && !inQueries {
			return true
		}
	}
	return false
}

// checkPlan says which files are out of date.
func (a *app) checkPlan(p *plan, list diag.List) error {
	for _, f := range p.writes {
		fmt.Fprintf(a.log, "%s is out of date\n", f.path)
	}
	for _, path := range p.removes {
		fmt.Fprintf(a.log, "%s belongs to no query file any more\n", path)
	}
	if err := a.report(list); err != nil {
		return err
	}
	if len(p.writes)+len(p.removes) > 0 {
		return errDiagnostics
	}
	return nil
}
