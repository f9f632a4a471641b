package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Explain a code that a diagnostic carries, or list all of sqlq's own",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				a.listCodes()
				return nil
			}
			return a.explain(strings.ToUpper(args[0]))
		},
	}
}

// listCodes prints the rules of lint with their names, then the codes of errors.
func (a *app) listCodes() {
	fmt.Fprintln(a.out, "Rules of lint: warnings, unless \"lint:\" in sqlq.yaml says off or error.")
	for _, r := range diag.Rules() {
		title := r.Title
		if r.Off {
			title += " (off by default)"
		}
		fmt.Fprintf(a.out, "  %s  %-26s %s\n", r.Code, r.Name, title)
	}
	fmt.Fprintln(a.out, "\nErrors:")
	for _, e := range diag.Entries() {
		if diag.FindRule(e.Code) == nil {
			fmt.Fprintf(a.out, "  %s  %s\n", e.Code, e.Title)
		}
	}
	fmt.Fprintln(a.out, "\n\"sqlq explain CODE\" explains one of them, by its code or name, with an example.")
}

func (a *app) explain(code string) error {
	if e := diag.Lookup(code); e != nil {
		name := e.Code
		if r := diag.FindRule(code); r != nil {
			name += " (" + r.Name + ")"
		}
		fmt.Fprintf(a.out, "%s: %s\n\n%s\n", name, e.Title, e.Explanation)
		if e.Example != "" {
			fmt.Fprintf(a.out, "\nFor example:\n\n    %s\n", strings.ReplaceAll(strings.TrimSpace(e.Example), "\n", "\n    "))
		}
		return nil
	}
	if name := sqlstate.Name(code); name != "" {
		fmt.Fprintf(a.out, "%s: PostgreSQL's %s\n\nThe server would report the same code for this statement; see the appendix\n\"PostgreSQL Error Codes\" of its manual.\n", code, name)
		return nil
	}
	if near := diag.NearestRule(code); near != "" {
		return fmt.Errorf("unknown code %q: did you mean %q?", code, near)
	}
	return fmt.Errorf("unknown code %q: \"sqlq explain\" lists sqlq's own", code)
}
