package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/sqlq-dev/sqlq/internal/diag"
)

// The exit codes.
const (
	exitOK = iota
	exitErrors
	exitUsage
)

// errDiagnostics ends a command whose diagnostics have been printed.
var errDiagnostics = errors.New("there are errors")

// app is what the subcommands share: the streams and the flags of the root.
type app struct {
	in     io.Reader
	out    io.Writer
	log    io.Writer
	format string
	config string
}

// run executes one command line and returns the exit code.
func run(args []string, in io.Reader, out, log io.Writer) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(log, "sqlq: internal error: %v\n", r)
			if os.Getenv("SQLQ_DEBUG") != "" {
				debug.PrintStack()
			}
			code = exitUsage
		}
	}()
	a := &app{in: in, out: out, log: log}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(log)
	switch err := root.Execute(); {
	case err == nil:
		return exitOK
	case errors.Is(err, errDiagnostics):
		return exitErrors
	default:
		fmt.Fprintf(log, "sqlq: %v\n", err)
		return exitUsage
	}
}

func (a *app) root() *cobra.Command {
	c := &cobra.Command{
		Use:   "sqlq",
		Short: "Compile SQL into Go, checked as PostgreSQL would check it",
		Long: "sqlq compiles annotated SQL queries into Go code. It reads the schema from SQL files and\n" +
			"checks every query as PostgreSQL would, without a server.",
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			switch a.format {
			case "text", "json", "github", "sarif":
				return nil
			}
			return fmt.Errorf("unknown format %q: use text, json, github or sarif", a.format)
		},
	}
	c.PersistentFlags().StringVar(&a.format, "format", "text", "form of diagnostics: text, json, github or sarif")
	c.PersistentFlags().StringVar(&a.config, "config", "", "configuration file (default: sqlq.yaml, here or above)")
	c.AddCommand(a.compileCommand(), a.checkCommand(), a.describeCommand(), a.initCommand(),
		a.explainCommand(), a.verifyCommand(), a.versionCommand())
	return c
}

// report prints diagnostics and returns errDiagnostics if any is an error.
func (a *app) report(list diag.List) error {
	list = list.Sort()
	var err error
	switch a.format {
	case "json":
		err = diag.JSON(a.out, list)
	case "github":
		diag.GitHub(a.out, list)
	case "sarif":
		err = diag.SARIF(a.out, list, version())
	default:
		tty := isTerminal(a.out)
		diag.Text(a.out, list, tty, tty && os.Getenv("NO_COLOR") == "")
	}
	if err != nil {
		return err
	}
	if list.HasErrors() {
		return errDiagnostics
	}
	return nil
}

// isTerminal reports whether w is a terminal, where excerpts and colours help.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("TERM") != "dumb"
}
