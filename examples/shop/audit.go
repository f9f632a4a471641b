package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/sqlq-dev/sqlq/queries"
)

// audited returns queries that write a line into the audit log for each insert, update and delete.
// What a query does and which tables it writes is known at compile time: no SQL is parsed here.
func audited(db queries.DBTX, actor string, failed func(error)) *queries.Queries {
	log := queries.New(db) // without the hook, so that the log does not log itself
	return log.WithHook(func(ctx context.Context, info *queries.QueryInfo, rows int64, _ time.Duration, err error) {
		if err != nil || len(info.Writes) == 0 {
			return
		}
		action := queries.AuditAction(strings.ToLower(string(info.Kind)))
		err = log.RecordWrite(ctx, queries.RecordWriteParams{
			Query:     info.Name,
			Action:    action,
			Relations: info.Writes,
			Rows:      rows,
			Actor:     &actor,
		})
		if err != nil {
			failed(fmt.Errorf("audit %s: %w", info.Name, err))
		}
	})
}
