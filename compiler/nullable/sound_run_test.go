package nullable_test

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// breach is a promise that a server's rows did not keep.
type breach struct {
	sql   string
	first string // what the transaction has done before
	why   string
	data  int
	args  [][]byte
}

// judged is a statement as sqlq sees it.
type judged struct {
	sql    string
	cat    *catalog.Catalog
	query  *tree.Query
	result nullable.Result
	valued nullable.Result // for callers that pass NULL only where it has a meaning
	types  []catalog.OID
	code   string // SQLSTATE if sqlq refuses it
	err    error
}

func judge(cat *catalog.Catalog, sql string) judged {
	j := judged{sql: sql, cat: cat}
	raw, d := parse.Raw(sql)
	if d != nil {
		j.code, j.err = d.Code, d
		return j
	}
	q, types, err := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
	if err != nil {
		j.code, j.err = err.Code, err
		if err.Stack != "" {
			j.err = fmt.Errorf("%w\n%s", err, err.Stack)
		}
		return j
	}
	j.query, j.result, j.types = q, nullable.Prove(cat, q), types
	j.valued = nullable.ProveGiven(cat, q, nullable.Given{Value: func(int) bool { return true }})
	return j
}

// try judges a statement, compares the verdict with the server's and runs it over all data sets.
// It returns the first promise that is not kept.
func (w *world) try(sql string, c *choices) *breach {
	j := judge(w.cat, sql)
	w.tally.statements++
	if !w.agree(j) {
		return nil
	}
	if j.err != nil {
		return nil
	}
	for _, col := range j.result.Columns {
		w.tally.proved += btoi(col.NotNull)
	}
	w.tally.bounded += btoi(j.result.Rows != nullable.AnyRows)
	for i := range w.space {
		nulls := 12
		j := j
		if len(j.types) > 0 && c.chance(50) {
			j.result, nulls = j.valued, 0
		}
		args, first := w.arguments(j, nulls, c), ""
		if i < len(w.doing) && len(w.doing[i]) > 0 && c.chance(25) {
			first = strings.Join(w.doing[i], "; ")
		}
		if b := w.run(j, i, args, first); b != nil {
			return b
		}
	}
	return w.tryNull(j, c)
}

// arguments are NULL where NULL has a meaning, and elsewhere in some percent of runs: what is proved of
// columns must hold then too, unless the proof was told that there are none.
func (w *world) arguments(j judged, senseless int, c *choices) [][]byte {
	var out [][]byte
	for n, oid := range j.types {
		nulls := 50
		if n < len(j.result.Params) && j.result.Params[n].NotNull {
			nulls = senseless
		}
		out = append(out, w.argument(c, oid, c.chance(nulls)))
	}
	w.tally.params += len(out)
	return out
}

// run executes a statement over one data set, in a transaction that is rolled back.
func (w *world) run(j judged, data int, args [][]byte, first string) *breach {
	if _, err := w.exec(fmt.Sprintf("BEGIN; SET LOCAL search_path = %s; SET LOCAL statement_timeout = 1000; %s", w.space[data], first)); err != nil {
		w.must("ROLLBACK")
		return nil
	}
	got := w.conn.PgConn().ExecParams(context.Background(), j.sql, args, nil, nil, nil).Read()
	w.must("ROLLBACK")
	if got.Err != nil {
		w.tally.failed[state(got.Err)]++
		return nil
	}
	w.tally.executions++
	w.tally.rows += btoi(len(got.Rows) > 0)
	why := broken(j.result, got.Rows)
	if why == "" {
		why = brokenParams(j, args, got)
	}
	if why != "" {
		return &breach{j.sql, first, why, data, args}
	}
	return nil
}

// agree compares what sqlq and the server say of a statement before it runs; false if it cannot
// run. A difference is counted.
func (w *world) agree(j judged) bool {
	w.must("SET search_path = " + w.space[0])
	ctx := context.Background()
	d, err := w.conn.PgConn().Prepare(ctx, "", j.sql, nil)
	code := state(err)
	if code == "" && (j.code != "" || strings.Contains(j.sql, "ON CONFLICT")) {
		// What the server refuses only when it plans counts too; but not what constants come to,
		// which it may compute then.
		_, err = w.exec("EXPLAIN (GENERIC_PLAN) " + j.sql)
		if code = state(err); j.code == "" && !strings.HasPrefix(code, "42") {
			code, err = "", nil
		}
	}
	if code != j.code {
		ours := "accepts"
		if j.err != nil {
			ours = j.err.Error()
		}
		w.disagree("the server says %q, sqlq %q:\n%s", describeError(err), ours, j.sql)
		return false
	}
	if code != "" {
		return false
	}
	return w.sameTypes(j, d)
}

func (w *world) sameTypes(j judged, d *pgconn.StatementDescription) bool {
	if len(d.ParamOIDs) != len(j.types) || len(d.Fields) != len(j.result.Columns) {
		w.disagree("the server has %d parameters and %d columns, sqlq %d and %d:\n%s", len(d.ParamOIDs), len(d.Fields), len(j.types), len(j.result.Columns), j.sql)
		return false
	}
	for i, oid := range d.ParamOIDs {
		if ours := j.types[i]; (oid < uint32(catalog.FirstUserOID) || ours < catalog.FirstUserOID) && oid != uint32(ours) {
			w.disagree("parameter $%d has type %d on the server, %d here:\n%s", i+1, oid, ours, j.sql)
			return false
		}
	}
	return true
}

func describeError(err error) string {
	if err == nil {
		return "accepts"
	}
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Message + " [" + e.Code + "]"
	}
	return err.Error()
}
