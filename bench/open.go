package main

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/bench/db"
)

// open connects every library. The first one is what the others are compared with.
func open(ctx context.Context, dsn string) ([]library, error) {
	hand, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	own, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	return []library{byHand{hand}, generated{own, db.New(own)}}, nil
}
