package nullable_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
)

var update = flag.Bool("update", false, "rewrite the verdicts in testdata/probes")

// probeFile is a file of testdata/probes: a schema, after "-- data" what fills it, and then
// questions: statements that tempt the prover, each with the verdict expected (see verdicts) and the
// values of its parameters.
//
//	-- want: Nn1
//	-- args: 1 | NULL
//	SELECT …
type probeFile struct {
	schema, data string
	probes       []*probe
}

type probe struct {
	want, sql string
	args      [][]byte
	argsText  string
}

func readProbes(t testing.TB, path string) *probeFile {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	schema, rest, _ := strings.Cut(string(text), "\n-- data\n")
	blocks := strings.Split(rest, "\n-- want:")
	f := &probeFile{schema: schema, data: blocks[0]}
	for _, b := range blocks[1:] {
		want, sql, _ := strings.Cut(b, "\n")
		p := &probe{want: strings.TrimSpace(want)}
		if args, ok := strings.CutPrefix(sql, "-- args:"); ok {
			args, sql, _ = strings.Cut(args, "\n")
			p.argsText = strings.TrimSpace(args)
			for _, v := range strings.Split(args, "|") {
				if v = strings.TrimSpace(v); v == "NULL" {
					p.args = append(p.args, nil)
				} else {
					p.args = append(p.args, []byte(v))
				}
			}
		}
		p.sql = strings.TrimSpace(sql)
		f.probes = append(f.probes, p)
	}
	return f
}

// write puts the file back with other verdicts.
func (f *probeFile) write(path string) error {
	var b strings.Builder
	b.WriteString(f.schema + "\n-- data\n" + strings.TrimRight(f.data, "\n") + "\n")
	for _, p := range f.probes {
		fmt.Fprintf(&b, "\n-- want: %s\n", p.want)
		if p.argsText != "" {
			fmt.Fprintf(&b, "-- args: %s\n", p.argsText)
		}
		b.WriteString(p.sql + "\n")
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}

// TestProbes holds the prover to the verdicts of testdata/probes, and the verdicts to the server:
// each was wrong once, or nearly.
func TestProbes(t *testing.T) {
	files, err := filepath.Glob("testdata/probes/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no probes", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".sql"), func(t *testing.T) {
			f := readProbes(t, path)
			cat := pgcatalog.New()
			if list := ddl.Apply(cat, source.NewFile(path, f.schema)); len(list) > 0 {
				t.Fatal(list[0])
			}
			cat.Freeze()
			var results []nullable.Result
			for _, p := range f.probes {
				r, err := prove(cat, p.sql)
				if err != nil {
					t.Fatalf("%s: %v", p.sql, err)
				}
				if got := verdicts(r); got != p.want && *update {
					p.want = got
				} else if got != p.want {
					t.Errorf("got %s, want %s:\n%s", got, p.want, p.sql)
				}
				results = append(results, r)
			}
			if *update {
				if err := f.write(path); err != nil {
					t.Fatal(err)
				}
			}
			f.ask(t, results)
		})
	}
}

// ask runs the statements and compares what they return with what was promised.
func (f *probeFile) ask(t *testing.T, results []nullable.Result) {
	server := pgserver.Test(t)
	pgserver.RequireVersion(t, server, 16)
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server.Database(t, f.schema, f.data))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	must := func(sql string) {
		if _, err := conn.PgConn().Exec(ctx, sql).ReadAll(); err != nil {
			t.Fatal(err)
		}
	}
	must("SET timezone = 'America/New_York'")
	for i, p := range f.probes {
		must("BEGIN")
		var got *pgconn.Result = conn.PgConn().ExecParams(ctx, p.sql, p.args, nil, nil, nil).Read()
		must("ROLLBACK")
		if got.Err != nil {
			t.Errorf("%v:\n%s", got.Err, p.sql)
			continue
		}
		if why := broken(results[i], got.Rows); why != "" {
			t.Errorf("%s:\n%s", why, p.sql)
		}
	}
}
