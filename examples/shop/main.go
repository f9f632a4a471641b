// Command shop takes a tour through the shop's generated functions on a real PostgreSQL.
//
// It uses the database that SQLQ_DSN names, which must be empty, or starts a throw-away server and
// stops it again. Start with tour.go.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/schema"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "shop:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	dsn := os.Getenv("SQLQ_DSN")
	if dsn == "" {
		server, err := pgserver.Start(ctx, pgserver.Options{})
		if err != nil {
			return err
		}
		defer server.Stop()
		if dsn, err = server.CreateDatabase(ctx, "shop"); err != nil {
			return err
		}
	}
	pool, err := open(ctx, dsn)
	if err != nil {
		return err
	}
	defer pool.Close()

	script, err := schema.SQL()
	if err != nil {
		return err
	}
	if _, err := pool.Exec(ctx, script); err != nil {
		return fmt.Errorf("load the schema: %w", err)
	}
	return tour(ctx, pool, os.Stdout)
}
