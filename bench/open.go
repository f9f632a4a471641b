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
func open(ctx context.Context, config *pgx.ConnConfig) ([]library, error) {
	var conns [3]*pgx.Conn
	for i := range conns {
		var err error
		if conns[i], err = pgx.ConnectConfig(ctx, config.Copy()); err != nil {
			return nil, err
		}
	}
	own := generated{conns[1], db.New(conns[1])}
	orm, err := gorm.Open(postgres.New(postgres.Config{Conn: openStandard(config)}), &gorm.Config{PrepareStmt: true, Logger: logger.Discard})
	if err != nil {
		return nil, err
	}
	out := []library{byHand{conns[0]}, own, inArenas{g: own}, splitLoading{g: own}}
	if l := viaSqlc(conns[2]); l != nil {
		out = append(out, l)
	}
	return append(out, viaGorm{orm}, viaBun{bun.NewDB(openStandard(config), pgdialect.New())}, viaSqlx{sqlx.NewDb(openStandard(config), "pgx")}), nil
}

// openStandard opens pgx behind database/sql, with one connection as the others have.
func openStandard(config *pgx.ConnConfig) *sql.DB {
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(1)
	return pool
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
