package main

import (
	"context"
	"database/sql"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

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
	g, err := openStandard(dsn)
	if err != nil {
		return nil, err
	}
	orm, err := gorm.Open(postgres.New(postgres.Config{Conn: g}), &gorm.Config{PrepareStmt: true, Logger: logger.Discard})
	if err != nil {
		return nil, err
	}
	b, err := openStandard(dsn)
	if err != nil {
		return nil, err
	}
	x, err := openStandard(dsn)
	if err != nil {
		return nil, err
	}
	return []library{
		byHand{hand}, generated{own, db.New(own)}, viaGorm{orm}, viaBun{bun.NewDB(b, pgdialect.New())}, viaSqlx{sqlx.NewDb(x, "pgx")},
	}, nil
}

// openStandard opens pgx behind database/sql, with one connection as the others have.
func openStandard(dsn string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(1)
	return pool, nil
}

// execSimple runs statements that have no parameters one after the other.
func execSimple(ctx context.Context, pool *sql.DB, script string) error {
	for _, s := range strings.Split(script, ";") {
		if _, err := pool.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return nil
}
