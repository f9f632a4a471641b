// Command sqlq compiles annotated SQL into Go functions on pgx, and says of each query what
// PostgreSQL would say.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Exit codes: 0 clean, 1 diagnostics of severity error, 2 wrong usage or an internal error.
var errDiagnostics = errors.New("there are errors")

func main() { os.Exit(run()) }

func run() (code int) {
	// A compiler is a short run that allocates much and frees little: collecting rarely saves a
	// third of its time. The limit keeps a huge project from taking the machine.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(os.Stderr, "sqlq: internal error: %v\n", r)
			if os.Getenv("SQLQ_DEBUG") != "" {
				debug.PrintStack()
			}
			code = 2
		}
	}()
	err := rootCommand().Execute()
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errDiagnostics):
		return 1
	}
	fmt.Fprintf(os.Stderr, "sqlq: %v\n", err)
	return 2
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "sqlq",
		Short:         "Compile SQL into Go, checked as PostgreSQL would check it",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(compileCommand(), checkCommand(), describeCommand())
	return root
}
