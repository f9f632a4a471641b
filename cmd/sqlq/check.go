package main

import "github.com/spf13/cobra"

func (a *app) checkCommand() *cobra.Command {
	var stdin string
	c := &cobra.Command{
		Use:   "check [FILES]",
		Short: "Report what is wrong with the project's queries; write nothing",
		RunE:  func(_ *cobra.Command, args []string) error { return a.check(args, stdin) },
	}
	c.Flags().StringVar(&stdin, "stdin-filename", "", "check the text on standard input as if it were saved in this file")
	return c
}

func (a *app) check(files []string, stdin string) error {
	var unsaved *buffer
	if stdin != "" {
		b, err := readBuffer(stdin, a.in)
		if err != nil {
			return err
		}
		unsaved, files = b, append(files, stdin)
	}
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
	units, err := a.compile(project, root, unsaved)
	if err != nil {
		return err
	}
	if err := belong(units, files); err != nil {
		return err
	}
	for _, u := range units {
		if d := u.unprintable(); d != nil {
			u.result.Diagnostics.Add(d)
		}
	}
	return a.report(append(list, only(units, files)...))
}
