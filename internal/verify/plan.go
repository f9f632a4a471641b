package verify

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/internal/diag"
)

// Plan is how the server would carry out one statement without knowing its parameters.
type Plan struct {
	Query string
	Label string // which of the query's statements, or ""
	Lines []string
}

// node is what we read of EXPLAIN (FORMAT JSON).
type node struct {
	Type     string  `json:"Node Type"`
	Schema   string  `json:"Schema"`
	Relation string  `json:"Relation Name"`
	Index    string  `json:"Index Name"`
	Join     string  `json:"Join Type"`
	Filter   string  `json:"Filter"`
	Cost     float64 `json:"Total Cost"`
	Rows     float64 `json:"Plan Rows"`
	Plans    []node  `json:"Plans"`
}

// plan explains a statement, which the server has accepted, and looks for scans of large tables.
func (v *verifier) plan(ctx context.Context, q *ir.Query, s statement) error {
	doc, err := v.explain(ctx, s)
	if err != nil {
		return fmt.Errorf("EXPLAIN: %w", err)
	}
	var roots []struct{ Plan node }
	if err := json.Unmarshal(doc, &roots); err != nil {
		return fmt.Errorf("EXPLAIN: %w", err)
	}
	p := Plan{Query: q.Name, Label: s.label}
	for _, r := range roots {
		p.Lines = append(p.Lines, summary(r.Plan, 0)...)
		if err := v.scans(ctx, q, s, r.Plan); err != nil {
			return err
		}
	}
	v.report.Plans = append(v.report.Plans, p)
	return nil
}

const genericPlanVersion = 16 // first server with EXPLAIN (GENERIC_PLAN)

func (v *verifier) explain(ctx context.Context, s statement) ([]byte, error) {
	conn := v.conn.PgConn()
	if major(conn) >= genericPlanVersion {
		return first(conn.Exec(ctx, "EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) "+s.sql).ReadAll())
	}
	// Older servers show the generic plan of a prepared statement that they must not plan otherwise. In a
	// transaction a pooler stays with one connection to the server, and nothing of this is left there.
	const name = "sqlq_verify"
	if _, err := conn.Exec(ctx, "BEGIN READ ONLY").ReadAll(); err != nil {
		return nil, err
	}
	doc, err := explainPrepared(ctx, conn, name, s)
	if _, failed := conn.Exec(ctx, "ROLLBACK; DEALLOCATE "+name).ReadAll(); err == nil {
		err = failed
	}
	return doc, err
}

func explainPrepared(ctx context.Context, conn *pgconn.PgConn, name string, s statement) ([]byte, error) {
	if _, err := conn.Prepare(ctx, name, s.sql, nil); err != nil {
		return nil, err
	}
	args := ""
	if n := len(s.params); n > 0 {
		args = "(" + strings.TrimSuffix(strings.Repeat("NULL, ", n), ", ") + ")"
	}
	return first(conn.Exec(ctx, "SET LOCAL plan_cache_mode = force_generic_plan; EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE "+name+args).ReadAll())
}

// major is the server's major version; a server that does not tell counts as an old one.
func major(conn *pgconn.PgConn) (n int) {
	_, _ = fmt.Sscan(conn.ParameterStatus("server_version"), &n)
	return n
}

// first returns the only value of the result that has rows.
func first(results []*pgconn.Result, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	for _, r := range results {
		if len(r.Rows) == 1 && len(r.Rows[0]) == 1 {
			return r.Rows[0][0], nil
		}
	}
	return nil, fmt.Errorf("the server returned no plan")
}

// summary writes a plan as lines, one per node.
func summary(n node, depth int) []string {
	line := strings.Repeat("  ", depth) + n.Type
	if n.Join != "" && n.Join != "Inner" {
		line = strings.TrimSuffix(line, " Join") + " " + n.Join + " Join"
	}
	if n.Relation != "" {
		line += " on " + n.Relation
	}
	if n.Index != "" {
		line += " using " + n.Index
	}
	lines := []string{fmt.Sprintf("%s (cost %.2f, rows %.0f)", line, n.Cost, n.Rows)}
	for _, child := range n.Plans {
		lines = append(lines, summary(child, depth+1)...)
	}
	return lines
}

// scans warns of sequential scans of large tables.
func (v *verifier) scans(ctx context.Context, q *ir.Query, s statement, n node) error {
	if n.Type == "Seq Scan" && n.Relation != "" {
		rows, err := v.size(ctx, n.Schema, n.Relation)
		if err != nil {
			return err
		}
		if rows >= v.LargeRows {
			d := v.diagnostic(q, s, CodeSeqScan, "sequential scan of table %s, which has about %d rows", n.Relation, rows)
			d.Severity = diag.Warning
			if n.Filter != "" {
				d.Hint = "No index serves the condition " + n.Filter + "."
			}
		}
	}
	for _, child := range n.Plans {
		if err := v.scans(ctx, q, s, child); err != nil {
			return err
		}
	}
	return nil
}

// size is a table's number of rows by the server's statistics, -1 if it has none.
func (v *verifier) size(ctx context.Context, schema, name string) (rows int64, err error) {
	err = v.conn.QueryRow(ctx, `
SELECT c.reltuples::bigint
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = $1 AND c.relname = $2`, schema, name).Scan(&rows)
	if err == pgx.ErrNoRows {
		return -1, nil
	}
	return rows, err
}
