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
		Use:   "explain CODE",
		Short: "Explain a code that a diagnostic carries",
		Args:  cobra.ExactArgs(1),
		RunE:  func(_ *cobra.Command, args []string) error { return a.explain(strings.ToUpper(args[0])) },
	}
}

func (a *app) explain(code string) error {
	if e := diag.Lookup(code); e != nil {
		fmt.Fprintf(a.out, "%s: %s\n\n%s\n", e.Code, e.Title, e.Explanation)
		if e.Example != "" {
			fmt.Fprintf(a.out, "\nFor example:\n\n    %s\n", strings.ReplaceAll(strings.TrimSpace(e.Example), "\n", "\n    "))
		}
		return nil
	}
	if name := sqlstate.Name(code); name != "" {
		fmt.Fprintf(a.out, "%s: PostgreSQL's %s\n\nThe server would report the same code for this statement; see the appendix\n\"PostgreSQL Error Codes\" of its manual.\n", code, name)
		return nil
	}
	return fmt.Errorf("unknown code %q", code)
}
