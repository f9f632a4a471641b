package main

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// open returns a pool as a service would configure it: bounded in size, connections renewed from
// time to time so that a failover or a new replica is noticed, idle ones given back, and each one
// that has idled for a while checked before it is handed out.
func open(ctx context.Context, dsn string) (*pgxpool.Pool, error) {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	cfg.MaxConns = 10
	cfg.MinIdleConns = 1
	cfg.MaxConnLifetime = 30 * time.Minute
	cfg.MaxConnLifetimeJitter = 5 * time.Minute
	cfg.MaxConnIdleTime = 5 * time.Minute
	cfg.HealthCheckPeriod = time.Minute
	cfg.PingTimeout = time.Second
	cfg.ConnConfig.RuntimeParams["application_name"] = "shop"

	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return pool, nil
}
