package codegen_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/codegen"
	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/verify"
)

// feature is one element of the language as parts of a statement about tasks t.
type feature struct {
	name                                      string
	directive, with, column, join, cond, tail string
	having                                    string
	not                                       []string // features that PostgreSQL does not take beside it
}

// selects are the features of a SELECT, each of which goes into every command and beside every
// other feature.
var selects = []feature{
	{name: "Embed", column: "sqlq.embed(t)"},
	{name: "EmbedOuter", column: "sqlq.embed(m)", join: "LEFT JOIN members m ON m.id = t.assignee", not: []string{"Having"}},
	{name: "EmbedView", column: "sqlq.embed(v)", join: "LEFT JOIN assigned v ON v.task_id = t.id AND v.email IS NOT NULL", not: []string{"Having"}},
	{name: "EmbedCTE", with: "c AS (SELECT id, name, budget FROM projects WHERE id < 3)", column: "sqlq.embed(c)", join: "LEFT JOIN c ON c.id = t.project_id", not: []string{"Having"}},
	{name: "EmbedSub", column: "sqlq.embed(s)", join: "LEFT JOIN (SELECT task_id, count(*) AS n, max(at) AS latest FROM comments GROUP BY task_id) s ON s.task_id = t.id", not: []string{"Having"}},
	{name: "Many", column: "sqlq.many((SELECT o.* FROM comments o WHERE o.task_id = t.id ORDER BY o.id DESC LIMIT 2)) AS comments"},
	{name: "ManyDeep", column: `sqlq.many((SELECT sqlq.embed(o), sqlq.embed(w), sqlq.many((SELECT l.member_id, sqlq.maybe((SELECT e.* FROM members e WHERE e.id = l.member_id)) AS member,
		sqlq.many((SELECT r.name FROM projects r WHERE r.id = l.member_id ORDER BY 1 LIMIT 1)) AS projects FROM likes l WHERE l.comment_id = o.id ORDER BY l.member_id LIMIT 2)) AS likes
		FROM comments o LEFT JOIN members w ON w.id = o.author WHERE o.task_id = t.id ORDER BY o.id LIMIT 2)) AS thread`},
	{name: "ManyAgg", column: "sqlq.many((SELECT o.author, count(*) AS n, array_agg(o.body ORDER BY o.id) AS bodies FROM comments o WHERE o.task_id = t.id GROUP BY o.author HAVING count(*) > 0 ORDER BY o.author NULLS FIRST)) AS authors"},
	{name: "ManyUnion", column: "sqlq.many((SELECT o.body, o.at FROM comments o WHERE o.task_id = t.id UNION ALL SELECT 'none', '2026-01-01' ORDER BY 1 LIMIT 3)) AS mixed"},
	{name: "ManyDistinct", column: "sqlq.many((SELECT DISTINCT ON (o.author) o.author, o.body, t.kind FROM comments o WHERE o.task_id = t.id ORDER BY o.author, o.id)) AS firsts"},
	{name: "ManyScalar", column: "sqlq.many((SELECT o.body FROM comments o WHERE o.task_id = t.id ORDER BY o.id)) AS bodies"},
	{name: "Maybe", column: "sqlq.maybe((SELECT sqlq.embed(o), o.body || '!' AS loud FROM comments o WHERE o.task_id = t.id ORDER BY o.id LIMIT 1)) AS oldest"},
	{name: "ManyOpt", column: "sqlq.many((SELECT o.* FROM comments o WHERE o.task_id = t.id AND sqlq.opt(o.body = @body) ORDER BY o.id)) AS found"},
	{name: "Opt", cond: "sqlq.opt(t.points >= @lo)"},
	{name: "OptGroup", cond: "sqlq.opt(t.points >= @from_points AND t.points < @to_points)"},
	{name: "OptOn", join: "LEFT JOIN projects p ON p.id = t.project_id AND sqlq.opt(p.name = @project)", column: "p.name AS project", not: []string{"Having"}},
	{name: "OptSlice", cond: "sqlq.opt(t.id IN (sqlq.slice(some_ids)))"},
	{name: "OptEnum", cond: "sqlq.opt(t.kind = @kind)"},
	{name: "OptCTE", with: "d AS (SELECT task_id FROM comments WHERE sqlq.opt(author = @author))", cond: "(true OR t.id IN (SELECT task_id FROM d))"},
	{name: "Having", having: "sqlq.opt(count(*) > @n)", column: "count(*) AS n", not: []string{"EmbedOuter", "EmbedView", "EmbedCTE", "EmbedSub", "OptOn"}},
	{name: "Order", directive: "-- sqlq: order up: t.id\n-- sqlq: order down: t.points DESC, t.id DESC", tail: "ORDER BY sqlq.order() LIMIT @limit", not: []string{"Keyset"}},
	{name: "Keyset", directive: "-- sqlq: keyset", tail: "ORDER BY t.points DESC, t.id LIMIT @limit"},
	{name: "KeysetOrder", directive: "-- sqlq: keyset\n-- sqlq: order up: t.id\n-- sqlq: order down: t.points DESC, t.id", tail: "ORDER BY sqlq.order() LIMIT @limit", not: []string{"Keyset", "Order"}},
	{name: "KeysetCapped", directive: "-- sqlq: keyset", tail: "ORDER BY t.points DESC, t.id LIMIT least(@limit, 3)", not: []string{"Keyset", "KeysetOrder", "Order"}},
	{name: "KeysetFetch", directive: "-- sqlq: keyset", tail: "ORDER BY t.id FETCH FIRST (@limit) ROWS ONLY", not: []string{"Keyset", "KeysetOrder", "Order", "KeysetCapped"}},
	{name: "Split", directive: "-- sqlq: load split", column: `sqlq.many((SELECT sqlq.embed(o), sqlq.many((SELECT k.* FROM likes k WHERE k.comment_id = o.id ORDER BY k.member_id)) AS likes
		FROM comments o WHERE o.task_id = t.id ORDER BY o.id LIMIT 2)) AS split`},
	{name: "Arena", directive: "-- sqlq: arena", column: "t.title AS name"},
	{name: "Window", column: "row_number() OVER (PARTITION BY t.project_id ORDER BY t.id) AS nr, sum(t.points) OVER () AS total", not: []string{"Having"}},
	{name: "Lateral", column: "sqlq.embed(x)", join: "CROSS JOIN LATERAL (SELECT count(*) AS n, max(o.body) AS last FROM comments o WHERE o.task_id = t.id AND sqlq.opt(o.author = @writer)) x", not: []string{"Having"}},
	{name: "ManyArms", column: `sqlq.many((SELECT sqlq.embed(o), 'own' AS how FROM comments o WHERE o.task_id = t.id
		UNION ALL SELECT sqlq.embed(o), 'liked' FROM likes k JOIN comments o ON o.id = k.comment_id WHERE o.task_id = t.id AND sqlq.opt(k.member_id = @liker) ORDER BY how, id LIMIT 4)) AS arms`},
	{name: "Slice", cond: "t.id IN (sqlc.slice(ids))"},
	{name: "NotSlice", cond: "t.title NOT IN (sqlc.slice('titles'))"},
	{name: "Narg", cond: "(t.kind = sqlq.narg(maybe_kind) OR sqlq.narg(maybe_kind) IS NULL)"},
	{name: "Row", directive: "-- sqlq: row ROW"},
	{name: "NotNull", directive: "-- sqlq: notnull filled", column: "t.due IS NOT NULL AS filled"},
	{name: "Nullable", directive: "-- sqlq: nullable head", column: "t.title AS head"},
}

// commands that a SELECT is tried with.
var commands = []string{"many", "one", "opt", "iter", "exec", "execrows", "execresult", "batchexec", "batchone", "batchmany", "copyfrom", "bulkexec", "bulkmany"}

// statement writes a SELECT with the features.
func statement(name, command string, features ...feature) string {
	var b strings.Builder
	fmt.Fprintf(&b, "-- name: %s :%s\n", name, command)
	columns, with, joins, conds, tail, having := []string{"t.id", "t.tags", "t.kind"}, []string{}, "", "true", "ORDER BY t.id LIMIT @limit", ""
	for _, f := range features {
		if f.directive != "" {
			b.WriteString(strings.ReplaceAll(f.directive, "ROW", name+"Line") + "\n")
		}
		if f.column != "" {
			columns = append(columns, f.column)
		}
		if f.with != "" {
			with = append(with, f.with)
		}
		if f.join != "" {
			joins += "\n" + f.join
		}
		if f.cond != "" {
			conds += " AND " + f.cond
		}
		if f.tail != "" {
			tail = f.tail
		}
		if f.having != "" {
			having = "\nGROUP BY t.id HAVING " + f.having
		}
	}
	if len(with) > 0 {
		b.WriteString("WITH " + strings.Join(with, ",\n") + "\n")
	}
	fmt.Fprintf(&b, "SELECT %s\nFROM tasks t%s\nWHERE %s%s\n%s;\n\n", strings.Join(columns, ", "), joins, conds, having, tail)
	return b.String()
}

func together(a, b feature) bool {
	return !slices.Contains(a.not, b.name) && !slices.Contains(b.not, a.name)
}

// matrix writes the queries: every feature with every command, pairs with :many, and triples of the
// features that change the statement's text most. With SQLQ_MATRIX=all there are all of them,
// otherwise a part, so that building them takes seconds.
func matrix() string {
	all := os.Getenv("SQLQ_MATRIX") == "all"
	var b strings.Builder
	for _, c := range commands {
		for _, f := range selects {
			b.WriteString(statement("C"+c+"_"+f.name, c, f))
		}
	}
	for i, f := range selects {
		for j, g := range selects[i+1:] {
			if together(f, g) && (all || j%4 == 0) {
				b.WriteString(statement("P"+f.name+"_"+g.name, "many", f, g))
			}
		}
	}
	byName := map[string]feature{}
	for _, f := range selects {
		byName[f.name] = f
	}
	heavy := []string{"EmbedOuter", "EmbedCTE", "ManyDeep", "ManyOpt", "OptGroup", "OptOn", "Order", "KeysetOrder", "Slice"}
	for i := range heavy {
		for j := i + 1; j < len(heavy); j++ {
			for k := j + 1; k < len(heavy); k++ {
				f, g, h := byName[heavy[i]], byName[heavy[j]], byName[heavy[k]]
				if !together(f, g) || !together(g, h) || !together(f, h) {
					continue
				}
				if all || k == j+1 {
					b.WriteString(statement("T"+f.name+g.name+h.name, "iter", f, g, h))
				}
				if all || k%3 == 0 {
					b.WriteString(statement("U"+f.name+g.name+h.name, "many", f, g, h))
				}
			}
		}
	}
	return b.String()
}

// TestMatrix compiles every feature with every command and beside every other one. What does not
// go together is an error of ours, listed in refused.txt; the rest is built, prepared, and run on a
// server: the rows are those that the server itself writes as JSON, in both formats of the wire.
func TestMatrix(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs a large program")
	}
	schema := readAll(t, "testdata/matrix/schema.sql")
	server := pgserver.Test(t)
	text := matrix() + matrixWrites(t, server)
	r := compiler.Compile(schema, []*source.File{source.NewFile("matrix.sql", text)}, compiler.Options{})
	if os.Getenv("SQLQ_MATRIX") != "all" {
		refused(t, r.Diagnostics)
	}
	files, err := codegen.Generate(r.Package, codegen.Options{Package: "gen", Querier: true})
	if err != nil {
		t.Fatal(err)
	}
	dir := write(t, files)
	vet(t, dir)
	dsn := server.Database(t, schema[0].Text, readAll(t, "testdata/matrix/data.sql")[0].Text)
	report, err := verify.Run(context.Background(), verify.Input{DSN: dsn, Package: r.Package, Names: r.Names})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Diagnostics {
		t.Errorf("%s: %s", d.Query, d.Error())
	}
	t.Logf("%d queries, %d statements", len(r.Package.Queries), report.Statements)
	runProgram(t, dir, "testdata/matrix/main.go.txt", dsn)
}

// matrixWrites returns the queries that write and that the server knows: MERGE came with PostgreSQL 15.
func matrixWrites(t *testing.T, server *pgserver.Server) string {
	t.Helper()
	text := readAll(t, "testdata/matrix/writes.sql")[0].Text
	if server.Major() >= 15 {
		text += readAll(t, "testdata/matrix/merge.sql")[0].Text
	}
	return text
}

// refused compares what is refused with the list.
func refused(t *testing.T, list diag.List) {
	t.Helper()
	var b strings.Builder
	for _, d := range list {
		if d.Severity == diag.Error {
			fmt.Fprintf(&b, "%s: %s [%s]\n", d.Query, d.Message, d.Code)
		}
	}
	const golden = "testdata/matrix/refused.txt"
	if os.Getenv("SQLQ_UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Error(diff)
	}
}

// runProgram builds a program beside a generated package and runs it.
func runProgram(t *testing.T, dir, program, dsn string) {
	t.Helper()
	main, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	main = bytes.Replace(main, []byte(`"gen"`), []byte(`gen "github.com/sqlq-dev/sqlq/codegen/`+filepath.ToSlash(dir)+`"`), 1)
	if err := os.Mkdir(filepath.Join(dir, "run"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "run", "main.go"), main, 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "run", "./"+dir+"/run")
	cmd.Env = append(os.Environ(), "DSN="+dsn)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// TestSqlcFile: queries as sqlc's users write them compile, with these signatures, and the server
// agrees with all that is said of them.
func TestSqlcFile(t *testing.T) {
	schema, queries := readAll(t, "testdata/sqlc/schema.sql"), readAll(t, "testdata/sqlc/query.sql")
	r := compiler.Compile(schema, queries, compiler.Options{})
	fatal(t, r.Diagnostics)
	files, err := codegen.Generate(r.Package, codegen.Options{Package: "gen", Querier: true})
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, f := range files {
		if f.Source == "" {
			continue
		}
		for line := range strings.Lines(string(f.Data)) {
			if strings.HasPrefix(line, "func (q *Queries) ") {
				got.WriteString(strings.TrimPrefix(line, "func (q *Queries) "))
			}
		}
	}
	const golden = "testdata/sqlc/signatures.txt"
	if os.Getenv("SQLQ_UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Error(diff)
	}
	if testing.Short() {
		return
	}
	vet(t, write(t, files))
	dsn := pgserver.Test(t).Database(t, schema[0].Text)
	report, err := verify.Run(context.Background(), verify.Input{DSN: dsn, Package: r.Package, Names: r.Names})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range report.Diagnostics {
		t.Errorf("%s: %s", d.Query, d.Error())
	}
}

// TestOptionsLive runs each feature, and what writes, in a package with all options that change types.
func TestOptionsLive(t *testing.T) {
	if testing.Short() {
		t.Skip("builds and runs a program")
	}
	server := pgserver.Test(t)
	var text strings.Builder
	for _, f := range selects {
		text.WriteString(statement("Cmany_"+f.name, "many", f))
	}
	text.WriteString(matrixWrites(t, server))
	schema := readAll(t, "testdata/matrix/schema.sql")
	r := compiler.Compile(schema, []*source.File{source.NewFile("matrix.sql", text.String())}, compiler.Options{})
	files, err := codegen.Generate(r.Package, codegen.Options{Package: "gen", Querier: true,
		SQLNull: true, EmptySlices: true, JSONTags: true, PluralModels: true, Arena: true})
	if err != nil {
		t.Fatal(err)
	}
	dir := write(t, files)
	vet(t, dir)
	t.Setenv("SQL_NULL", "1")
	runProgram(t, dir, "testdata/matrix/main.go.txt", server.Database(t, schema[0].Text, readAll(t, "testdata/matrix/data.sql")[0].Text))
}
