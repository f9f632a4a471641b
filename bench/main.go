// Command bench compares sqlq's generated code with code written by hand on pgx and with other
// libraries, on one server in one run: wall time, CPU time of this process, and allocations.
//
//	go run . [-rounds 7] [-case "list 10k"] [-dsn DSN]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/internal/pgserver"
)

func main() {
	rounds := flag.Int("rounds", 7, "rounds; the median of all is shown")
	only := flag.String("case", "", "run only cases whose name contains this")
	dsn := flag.String("dsn", "", "server to use (default: a throw-away one)")
	flag.Parse()
	if err := run(context.Background(), *dsn, *only, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, dsn, only string, rounds int) (err error) {
	server, err := pgserver.Start(ctx, pgserver.Options{DSN: dsn, Settings: []string{"synchronous_commit=off"}})
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
	libraries, err := open(ctx, database)
	if err != nil {
		return err
	}
	fmt.Printf("PostgreSQL %d, %d rounds, medians\n\n", server.Major(), rounds)
	if _, err := exec.LookPath("sqlc"); err != nil {
		fmt.Printf("sqlc is not installed: skipped\n\n")
	}
	header()
	for _, c := range cases {
		if strings.Contains(c.name, only) {
			if err := compare(ctx, c, libraries, rounds); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
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
