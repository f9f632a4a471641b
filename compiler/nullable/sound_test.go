package nullable_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/internal/pgserver"
)

// The property test has a short form, which every run of the tests has, and a long one:
//
//	SQLQ_SOUND=20000  number of executions to reach
//	SQLQ_SEED=7       other schemas, data and statements
//	SQLQ_SHRINK=2m    how long to search for a small example of each failure
//	SQLQ_SHOW=1       prints what sqlq and the server judge differently
const (
	shortRun        = 500
	statementsEach  = 70 // per schema
	nestedEach      = 6
	dataSetsEach    = 3
	shownDifference = 20
)

func soundSettings() (executions int, seed uint64) {
	executions, seed = shortRun, 1
	if n, err := strconv.Atoi(os.Getenv("SQLQ_SOUND")); err == nil {
		executions = n
	}
	if n, err := strconv.ParseUint(os.Getenv("SQLQ_SEED"), 10, 64); err == nil {
		seed = n
	}
	return executions, seed
}

// soundConn connects to a database of a server.
func soundConn(t *testing.T) *pgx.Conn {
	t.Helper()
	server := pgserver.Test(t)
	pgserver.RequireVersion(t, server, 16)
	conn, err := pgx.Connect(context.Background(), server.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	if _, err := conn.Exec(context.Background(), "SET client_min_messages = error; SET jit = off; SET lock_timeout = 1000"); err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestSound makes schemas, data and statements at random, and holds what is promised of columns,
// elements, fields, parameters and rows against what a server returns.
func TestSound(t *testing.T) {
	conn := soundConn(t)
	want, seed := soundSettings()
	count := &tally{failed: map[string]int{}}
	breaches := 0
	var building time.Duration
	for n := uint64(0); count.executions < want && count.statements < 2*want+200; n++ {
		c := newChoices(seed, n)
		w := newWorld(t, conn, "d", dataSetsEach, count)
		begun := time.Now()
		w.name = fmt.Sprintf("SQLQ_SEED=%d, schema %d", seed, n)
		build(w, c)
		building += time.Since(begun)
		for i := range uint64(statementsEach) {
			q := newChoices(seed<<20+n, i)
			b := w.try(w.generator(q).statement(), q)
			if b == nil {
				continue
			}
			breaches++
			t.Errorf("%s, statement %d:\n%s", w.name, i, w.report(q, b))
			if breaches >= 10 {
				return
			}
		}
		if why := w.tryNested(newChoices(seed<<20+n, statementsEach), nestedEach); why != "" {
			breaches++
			t.Errorf("%s, nested:\n%s", w.name, why)
		}
		w.drop()
	}
	t.Logf("building: %v", building)
	count.log(t)
	if count.executions < want/2 {
		t.Errorf("only %d of %d executions succeeded", count.executions, want)
	}
}

// log prints what a run did.
func (c *tally) log(t testing.TB) {
	t.Helper()
	t.Logf("%d statements, %d executions (%d with rows), %d columns and %d row counts promised, %d parameters, %d statements judged differently",
		c.statements, c.executions, c.rows, c.proved, c.bounded, c.params, len(c.disagreements))
	var failed []string
	for _, code := range slices.Sorted(maps.Keys(c.failed)) {
		failed = append(failed, fmt.Sprintf("%s %d", code, c.failed[code]))
	}
	t.Logf("executions that failed: %s", strings.Join(failed, ", "))
	if os.Getenv("SQLQ_SHOW") == "" {
		return
	}
	for _, d := range c.disagreements[:min(len(c.disagreements), shownDifference)] {
		t.Log(d)
	}
}
