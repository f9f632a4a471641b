// Command bench compares sqlq's generated code with code written by hand on pgx and with other
// libraries, on one server in one run: wall time, CPU time of this process, and allocations.
//
//	go run . [-case "list 10k"] [-rounds 11] [-rtt 1ms] [-sqlc sqlc] [-dsn DSN]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime/pprof"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/internal/pgserver"
)

// options are the flags.
type options struct {
	rounds         int
	only, code     string
	dsn, cpu, sqlc string
	rtt            time.Duration
}

func main() {
	err := start(context.Background())
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		os.Exit(exit.ExitCode()) // the program that was run again has said why
	case err != nil:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func start(ctx context.Context) error {
	if len(os.Args) > 1 && os.Args[1] == proxyCommand {
		return runProxy(os.Args[2:])
	}
	var o options
	flag.IntVar(&o.rounds, "rounds", 11, "rounds; their median is shown")
	flag.StringVar(&o.only, "case", "", "run only cases whose name contains this")
	flag.StringVar(&o.code, "code", "", "beside pgx run only code whose name contains this")
	flag.DurationVar(&o.rtt, "rtt", time.Millisecond, "round trip of the cases with a network in between; 0 leaves them out")
	flag.StringVar(&o.dsn, "dsn", "", "server to use (default: a throw-away one)")
	flag.StringVar(&o.sqlc, "sqlc", "sqlc", "`command` that runs sqlc")
	flag.StringVar(&o.cpu, "cpuprofile", "", "write a profile of the process to this `file`")
	flag.Parse()
	if o.rounds < 1 || o.rounds > 60 {
		return errors.New("-rounds must be between 1 and 60")
	}
	if command := strings.Fields(o.sqlc); !withSqlc && len(command) > 0 {
		if _, err := exec.LookPath(command[0]); err == nil {
			return runWithSqlc(ctx, command)
		}
		fmt.Printf("%s is not installed: skipped\n\n", command[0])
	}
	return run(ctx, o)
}

func run(ctx context.Context, o options) (err error) {
	server, err := pgserver.Start(ctx, pgserver.Options{DSN: o.dsn, Settings: []string{"synchronous_commit=off"}})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	const name = "sqlq_bench"
	if err := server.DropDatabase(ctx, name); err != nil {
		return err
	}
	database, err := server.CreateDatabase(ctx, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.DropDatabase(ctx, name)) }()
	if err := fill(ctx, database); err != nil {
		return err
	}
	config, err := pgx.ParseConfig(database)
	if err != nil {
		return err
	}
	if o.cpu != "" {
		file, err := os.Create(o.cpu)
		if err != nil {
			return err
		}
		if err := pprof.StartCPUProfile(file); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	fmt.Printf("PostgreSQL %d, %d rounds: medians, and of ratios the 95 %% confidence interval\n\n", server.Major(), o.rounds)
	header()
	if err := runCases(ctx, o, config, nearCases); err != nil {
		return err
	}
	if err := runCases(ctx, o, replayed(config), aloneCases); err != nil || o.rtt <= 0 {
		return err
	}
	far, stop, err := startProxy(config, o.rtt)
	if err != nil {
		return err
	}
	defer stop()
	return runCases(ctx, o, far, farCases)
}

// runCases compares what the flags choose in some cases.
func runCases(ctx context.Context, o options, config *pgx.ConnConfig, cases []benchCase) error {
	all, err := open(ctx, config)
	if err != nil {
		return err
	}
	libraries := all[:1]
	for _, l := range all[1:] {
		if strings.Contains(l.name(), o.code) {
			libraries = append(libraries, l)
		}
	}
	for _, c := range cases {
		if !strings.Contains(c.name, o.only) {
			continue
		}
		if err := compare(ctx, c, libraries, o.rounds); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

// fill makes 10,000 people with 2 orders each and 3 items in each order.
func fill(ctx context.Context, dsn string) error {
	schema, err := os.ReadFile("schema.sql")
	if err != nil {
		return fmt.Errorf("%w (run it in the folder bench)", err)
	}
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.PgConn().Exec(ctx, string(schema)+data).ReadAll()
	return err
}

const data = `
INSERT INTO people
SELECT g, 'person' || g || '@example.com', 'Person Number ' || g,
       (ARRAY['private', 'company', 'staff'])[g % 3 + 1]::kind, g % 4 > 0,
       CASE WHEN g % 5 > 0 THEN 18 + g % 60 END, g * 1.5,
       CASE WHEN g % 2 > 0 THEN 'a note about person ' || g END,
       '2024-01-01'::timestamptz + g * interval '1 minute'
FROM generate_series(1, 10000) g;
INSERT INTO orders
SELECT g, (g - 1) / 2 + 1, 'paid', '2024-06-01'::timestamptz + g * interval '1 minute' FROM generate_series(1, 20000) g;
INSERT INTO items
SELECT g, (g - 1) / 3 + 1, 'SKU-' || g % 500, g % 7 + 1, g % 1000 FROM generate_series(1, 60000) g;
ANALYZE;`
