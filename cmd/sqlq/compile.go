package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/sqlq-dev/sqlq/internal/diag"
)

func (a *app) compileCommand() *cobra.Command {
	var check bool
	c := &cobra.Command{
		Use:   "compile [FILES]",
		Short: "Compile the project's queries, or those of some files, into Go",
		Long: "compile writes the Go code of the project's queries. With FILES it writes only what belongs to\n" +
			"those query files; the rest is read to know names and models. Nothing is written while a query\n" +
			"has an error: generated files share helpers and models, so they change together or not at all.\n" +
			"Only files that differ are touched.",
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
	list = append(list, only(units, nil)...)
	if list.HasErrors() {
		fmt.Fprintln(a.log, "sqlq: there are errors; nothing was written")
		return a.report(list)
	}
	var p plan
	for _, u := range units {
		list = append(list, p.add(u, files)...)
	}
	if list.HasErrors() {
		fmt.Fprintln(a.log, "sqlq: there are errors; nothing was written")
		return a.report(list)
	}
	if check {
		return a.checkPlan(&p, list)
	}
	if d := p.write(); d != nil {
		list.Add(d)
	}
	for _, line := range p.done {
		fmt.Fprintln(a.log, line)
	}
	return a.report(list)
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
