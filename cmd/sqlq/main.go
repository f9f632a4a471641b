// Command sqlq compiles annotated SQL into Go functions on pgx, and says of each query what
// PostgreSQL would say, without a server.
//
// Exit codes: 0 all is well, 1 there are diagnostics of severity error (or --check found files that
// would change), 2 wrong usage or an internal error. Diagnostics go to standard output, everything
// else that is said to people goes to standard error.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	// A compiler is a short run that allocates much and frees little: collecting less often saves
	// time, but fresh memory has its price too. 400 is where both together are least.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
