package nullable_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// world is a schema on a server and in a catalog of ours, with several sets of data: the schema
// is made in d0, d1 and d2, whose tables have different rows.
type world struct {
	name  string // for messages
	t     testing.TB
	conn  *pgx.Conn
	cat   *catalog.Catalog
	space []string   // the server's schemas that hold the tables
	doing [][]string // per data set: what a transaction may do before it asks, constraints deferred
	steps []step     // how all of it came about, in this order
	rels  []*relation
	funcs []function
	enums bool
	tally *tally
	asks  []string // templates of statements, see corner
	// unsettled is what a transaction may do while constraints are deferred, see corner.
	unsettled []string
}

// step is a statement that made the world: of the schema, or of one data set only.
type step struct {
	sql  string
	data int // index into space, allSpaces
}

const allSpaces = -1

// tally counts what a run did.
type tally struct {
	executions, rows, statements, proved, bounded, params int
	failed                                                map[string]int // SQLSTATE of executions
	disagreements                                         []string
}

func newWorld(t testing.TB, conn *pgx.Conn, prefix string, sets int, count *tally) *world {
	w := &world{t: t, conn: conn, cat: pgcatalog.New(), tally: count}
	for i := range sets {
		name := fmt.Sprintf("%s%d", prefix, i)
		w.space = append(w.space, name)
		w.must("DROP SCHEMA IF EXISTS " + name + " CASCADE; CREATE SCHEMA " + name)
	}
	return w
}

// drop removes the world from the server.
func (w *world) drop() {
	for _, s := range w.space {
		w.must("DROP SCHEMA IF EXISTS " + s + " CASCADE")
	}
}

// exec runs statements by the simple protocol.
func (w *world) exec(sql string) ([]*pgconn.Result, error) {
	return w.conn.PgConn().Exec(context.Background(), sql).ReadAll()
}

func (w *world) must(sql string) {
	w.t.Helper()
	if _, err := w.exec(sql); err != nil {
		w.t.Fatalf("%v\n%s", err, sql)
	}
}

// rows asks the server; NULL comes as "".
func (w *world) rows(sql string) [][]string {
	w.t.Helper()
	results, err := w.exec(sql)
	if err != nil || len(results) == 0 {
		w.t.Fatalf("%v\n%s", err, sql)
	}
	var out [][]string
	for _, r := range results[len(results)-1].Rows {
		var row []string
		for _, v := range r {
			row = append(row, string(v))
		}
		out = append(out, row)
	}
	return out
}

// state is the SQLSTATE of an error, "" if there is none.
func state(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	if err != nil {
		return "client"
	}
	return ""
}

// define applies a statement of the schema everywhere; false if the server refuses it, in which
// case it has no effect anywhere. That sqlq refuses what the server accepts is noted.
func (w *world) define(sql string) bool {
	var b strings.Builder
	b.WriteString("BEGIN; ")
	for _, s := range w.space {
		fmt.Fprintf(&b, "SET LOCAL search_path = %s; %s;\n", s, strings.TrimSuffix(sql, ";"))
	}
	if _, err := w.exec(b.String()); err != nil {
		w.must("ROLLBACK")
		return false
	}
	if list := ddl.Apply(w.cat, source.NewFile("schema.sql", sql)); list.HasErrors() {
		w.must("ROLLBACK")
		w.disagree("schema: the server accepts, sqlq says %v\n%s", list[0], sql)
		return false
	}
	w.must("COMMIT")
	w.steps = append(w.steps, step{sql, allSpaces})
	w.read()
	return true
}

// load runs a statement that changes the data of one set; false if the server refuses it.
func (w *world) load(sql string, data int) bool {
	if _, err := w.exec(fmt.Sprintf("BEGIN; SET LOCAL search_path = %s; %s; COMMIT", w.space[data], sql)); err != nil {
		w.must("ROLLBACK")
		return false
	}
	w.steps = append(w.steps, step{sql, data})
	return true
}

func (w *world) disagree(format string, args ...any) {
	w.tally.disagreements = append(w.tally.disagreements, w.name+": "+fmt.Sprintf(format, args...))
}

// generatorType is the generator's name of a type of the server, below domains; others have none
// and occur in * only.
var generatorType = map[string]string{
	"integer": "int", "text": "text", "boolean": "bool", "numeric": "num", "timestamp without time zone": "ts",
	"integer[]": "int[]", "text[]": "text[]", "jsonb": "jsonb", "mood": "mood", "pair": "pair",
}

// read learns from the server what the schema has by now.
func (w *world) read() {
	w.rels, w.funcs = nil, nil
	byName := map[string]*relation{}
	// The type below domains, without the name of the schema.
	const base = `replace(format_type((WITH RECURSIVE b(t, base) AS (SELECT oid, typbasetype FROM pg_type WHERE oid = %s
		UNION ALL SELECT y.oid, y.typbasetype FROM b JOIN pg_type y ON y.oid = b.base) SELECT t FROM b WHERE base = 0), NULL), '%s.', '')`
	own := w.space[0]
	for _, r := range w.rows(fmt.Sprintf(`SELECT c.relname, c.relkind, a.attname, `+base+` FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relnamespace = '%s'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.oid, a.attnum`, "a.atttypid", own, own)) {
		rel := byName[r[0]]
		if rel == nil {
			rel = &relation{name: r[0], kind: r[1]}
			byName[r[0]] = rel
			w.rels = append(w.rels, rel)
		}
		rel.cols = append(rel.cols, item{r[2], generatorType[r[3]]})
	}
	for _, r := range w.rows(fmt.Sprintf(`SELECT c.relname, (SELECT string_agg(a.attname, ',' ORDER BY k.n) FROM unnest(x.indkey::int2[]) WITH ORDINALITY k(num, n)
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.num) FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
		WHERE x.indisunique AND c.relnamespace = '%s'::regnamespace AND 0 <> ALL (x.indkey::int2[])`, own)) {
		if rel := byName[r[0]]; rel != nil {
			rel.keys = append(rel.keys, strings.Split(r[1], ","))
		}
	}
	list := `(SELECT string_agg(a.attname, ',' ORDER BY n) FROM unnest(%s) WITH ORDINALITY u(num, n) JOIN pg_attribute a ON a.attrelid = %s AND a.attnum = u.num)`
	for _, r := range w.rows(fmt.Sprintf(`SELECT c.relname, `+list+`, f.relname, `+list+` FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
		WHERE k.contype = 'f' AND c.relnamespace = '%s'::regnamespace ORDER BY k.oid`, "k.conkey", "c.oid", "k.confkey", "f.oid", own)) {
		if rel := byName[r[0]]; rel != nil {
			rel.refs = append(rel.refs, foreignKey{strings.Split(r[1], ","), r[2], strings.Split(r[3], ",")})
		}
	}
	w.enums = len(w.rows(fmt.Sprintf("SELECT 1 FROM pg_type WHERE typnamespace = '%s'::regnamespace AND typname IN ('mood', 'pair')", own))) == 2
	w.readFunctions(base, own)
}

// readFunctions reads the functions that can be called; those of triggers cannot.
func (w *world) readFunctions(base, own string) {
	for _, r := range w.rows(fmt.Sprintf(`SELECT p.proname, p.proretset, `+base+`, array_to_string(ARRAY(SELECT `+base+` FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY u(t, n) ORDER BY n), ','),
		array_to_string(ARRAY(SELECT m.name || ':' || `+base+` FROM unnest(p.proargnames, p.proallargtypes, p.proargmodes) WITH ORDINALITY m(name, t, mode, n) WHERE mode IN ('t', 'o') ORDER BY n), ','),
		array_to_string(ARRAY(SELECT a.attname || ':' || `+base+` FROM pg_attribute a JOIN pg_type y ON y.typrelid = a.attrelid WHERE y.oid = p.prorettype AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum), ',')
		FROM pg_proc p WHERE p.pronamespace = '%s'::regnamespace AND p.prorettype <> 'trigger'::regtype AND p.prokind = 'f' ORDER BY p.oid`,
		"p.prorettype", own, "t", own, "t", own, "a.atttypid", own, own)) {
		f := function{name: r[0], set: r[1] == "t", typ: generatorType[r[2]]}
		for _, a := range strings.Split(r[3], ",") {
			if a != "" {
				f.args = append(f.args, generatorType[a])
			}
		}
		for _, c := range strings.Split(r[4]+","+r[5], ",") {
			if name, typ, ok := strings.Cut(c, ":"); ok && f.typ != "pair" {
				f.cols = append(f.cols, item{name, generatorType[typ]})
			}
		}
		if !slices.Contains(f.args, "") {
			w.funcs = append(w.funcs, f)
		}
	}
}

// generator makes statements over the world.
func (w *world) generator(c *choices) *generator {
	return &generator{choices: c, rels: w.rels, funcs: w.funcs, enums: w.enums, templates: w.asks}
}

// rebuild makes a world from steps, as far as the server takes them.
func (w *world) rebuild(steps []step, prefix string) *world {
	out := newWorld(w.t, w.conn, prefix, len(w.space), &tally{})
	for _, s := range steps {
		if s.data == allSpaces {
			out.define(s.sql)
		} else {
			out.load(s.sql, s.data)
		}
	}
	return out
}
