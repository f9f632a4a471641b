package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/verify"
)

// verifyFlags are the flags of `sqlq verify`.
type verifyFlags struct {
	dsn     string
	analyze bool
	large   int64
}

func (a *app) verifyCommand() *cobra.Command {
	var f verifyFlags
	c := &cobra.Command{
		Use:   "verify",
		Short: "Prepare every statement on a server and compare it with what sqlq says",
		Long: "verify prepares every statement that generated code may send and compares the types of its\n" +
			"parameters and columns with those that sqlq found without a server. The server is a\n" +
			"throw-away one with the project's schema, or the database of --dsn as it is.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if c.Flags().Changed("dsn") && strings.TrimSpace(f.dsn) == "" {
				return errors.New(`--dsn is empty: is the variable set? Leave it out to ask a throw-away server`)
			}
			return a.verify(f)
		},
	}
	c.Flags().StringVar(&f.dsn, "dsn", "", "database to ask, with the project's schema in it (default: a throw-away server)")
	c.Flags().BoolVar(&f.analyze, "analyze", false, "print the plan of each statement and warn of sequential scans of large tables")
	c.Flags().Int64Var(&f.large, "large", verify.DefaultLargeRows, "rows from which on a table is large")
	return c
}

func (a *app) verify(f verifyFlags) error {
	project, root, list, err := a.load("")
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
	// A throw-away server must go away after Ctrl-C too.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	databases, end, err := openDatabases(ctx, f.dsn)
	if err != nil {
		return err
	}
	list = append(list, only(units, nil)...)
	for i, u := range units {
		found, err := a.verifyUnit(ctx, u, databases, i, f)
		list = append(list, found...)
		if err != nil {
			return errors.Join(err, end())
		}
	}
	return errors.Join(a.report(list), end())
}

// databases hands out the database for a package.
type databases func(ctx context.Context, i int) (dsn string, empty bool, err error)

// openDatabases starts a server that gives each package an empty database, unless a database is
// named. end stops it.
func openDatabases(ctx context.Context, dsn string) (_ databases, end func() error, err error) {
	if dsn != "" {
		return func(context.Context, int) (string, bool, error) { return dsn, false, nil }, func() error { return nil }, nil
	}
	server, err := pgserver.Start(ctx, pgserver.Options{})
	if errors.Is(err, pgserver.ErrNoPostgres) {
		return nil, nil, fmt.Errorf("%w, or name a database with --dsn", err)
	}
	if err != nil {
		return nil, nil, err
	}
	return func(ctx context.Context, i int) (string, bool, error) {
		dsn, err := server.CreateDatabase(ctx, fmt.Sprintf("verify_%d", i+1))
		return dsn, true, err
	}, server.Stop, nil
}

func (a *app) verifyUnit(ctx context.Context, u *unit, open databases, i int, f verifyFlags) (diag.List, error) {
	dsn, empty, err := open(ctx, i)
	if err != nil {
		return nil, err
	}
	var list diag.List
	if empty {
		files, err := u.schema()
		if err != nil {
			return nil, err
		}
		if list, err = verify.Load(ctx, dsn, files); err != nil {
			return list, err
		}
	}
	r, err := verify.Run(ctx, verify.Input{
		DSN: dsn, Package: u.result.Package, Names: u.result.Names, Analyze: f.analyze, LargeRows: f.large,
	})
	if err != nil {
		return list, err
	}
	if a.format == "text" {
		a.printPlans(r)
		fmt.Fprintf(a.log, "package %s: prepared %d statements of %d queries\n", u.config.Package, r.Statements, len(u.result.Package.Queries))
	}
	return append(list, r.Diagnostics...), nil
}

func (a *app) printPlans(r *verify.Report) {
	for _, p := range r.Plans {
		title := p.Query
		if p.Label != "" {
			title += " (" + p.Label + ")"
		}
		fmt.Fprintf(a.out, "%s:\n  %s\n", title, strings.Join(p.Lines, "\n  "))
	}
}
