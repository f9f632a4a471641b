package nullable_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// project is a schema with queries for it, of the repository's tests and examples.
type project struct {
	name            string
	schema, queries []*source.File
}

// projects finds them: the shop, and every folder of codegen's test data that has both.
func projects(t testing.TB) []project {
	t.Helper()
	root := filepath.Join("..", "..")
	out := []project{{"shop", sqlFiles(t, filepath.Join(root, "schema")), sqlFiles(t, filepath.Join(root, "queries"))}}
	err := filepath.WalkDir(filepath.Join(root, "codegen", "testdata"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.Name() != "query.sql" {
			return err
		}
		dir := filepath.Dir(path)
		out = append(out, project{filepath.Base(dir), []*source.File{sqlFile(t, filepath.Join(dir, "schema.sql"))}, []*source.File{sqlFile(t, path)}})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	diagnostics := filepath.Join(root, "compiler", "testdata", "diagnostics")
	return append(out, project{"diagnostics", []*source.File{sqlFile(t, filepath.Join(diagnostics, "schema.txt"))}, sqlFiles(t, diagnostics)})
}

func sqlFile(t testing.TB, path string) *source.File {
	t.Helper()
	return source.NewFile(path, read(t, path))
}

func sqlFiles(t testing.TB, dir string) []*source.File {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.sql"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no SQL in ", dir, err)
	}
	var out []*source.File
	for _, p := range paths {
		out = append(out, sqlFile(t, p))
	}
	return out
}

// TestSoundRepository runs the queries of the repository, as they are compiled, over random data
// with random arguments: what generated code takes for granted must hold. With SQLQ_SOUND it does
// so over more data.
func TestSoundRepository(t *testing.T) {
	conn := soundConn(t)
	rounds, times := 1, 1
	if os.Getenv("SQLQ_SOUND") != "" {
		rounds, times = 6, 4
	}
	_, seed := soundSettings()
	count := &tally{failed: map[string]int{}}
	for round := range rounds {
		for n, p := range projects(t) {
			c := newChoices(seed<<10+uint64(round), uint64(n))
			runProject(t, conn, p, c, count, times)
		}
	}
	count.log(t)
	if count.executions < 300 {
		t.Errorf("only %d executions succeeded", count.executions)
	}
}

// runProject sends every statement that a project's queries compile to.
func runProject(t *testing.T, conn *pgx.Conn, p project, c *choices, count *tally, times int) {
	w := newWorld(t, conn, "repository", 2, count)
	defer w.drop()
	w.name = p.name
	for i, space := range w.space {
		// Statement by statement: some schemas have what this server does not take.
		for _, f := range p.schema {
			for _, s := range parse.Split(f.Text) {
				w.load(strings.TrimSuffix(strings.TrimSpace(f.Text[s.Start:s.End]), ";"), i)
			}
		}
		w.must("SET search_path = " + space)
		w.fill(c, i, 8)
	}
	result := compiler.Compile(p.schema, p.queries, compiler.Options{})
	for _, q := range result.Package.Queries {
		count.statements++
		for _, v := range q.Variants[:min(len(q.Variants), 6)] {
			if slices.Contains([]string{"CREATE", "COPY", "CALL", "LISTEN"}, strings.ToUpper(strings.Fields(q.Source)[0])) {
				continue
			}
			if why := w.send(q, v, c, times); why != "" {
				t.Errorf("%s: %s", p.name, why)
			}
		}
	}
}

// nested makes annotated queries with embedded and nested rows over the tables of a world.
func (g *generator) nested(name string) string {
	g.start()
	one := func() (string, string, []item) {
		r := g.readable()
		a := g.alias()
		return r.name + " AS " + a, a, qualified(a, r.cols)
	}
	from, a, sc := one()
	other, b, more := one()
	inner, d, cols := one()
	both := append(clip(sc), more...)
	outer := append(clip(cols), both...)
	maybe, e, last := one()
	list := []string{"sqlq.embed(" + a + ")", g.one("sqlq.embed("+b+")", g.expr(both, g.typ(), 1)+" AS x"),
		fmt.Sprintf("sqlq.many((SELECT sqlq.embed(%s), %s AS y FROM %s WHERE %s ORDER BY 1)) AS many", d, g.expr(outer, g.typ(), 1), inner, g.on(cols, both, nil)),
		fmt.Sprintf("sqlq.maybe((SELECT %s FROM %s WHERE %s LIMIT 1)) AS one", g.one("sqlq.embed("+e+")", g.expr(last, "int", 1)+" AS z, "+g.expr(append(clip(last), sc...), "text", 1)+" AS zz"), maybe, g.on(last, sc, nil))}
	return fmt.Sprintf("-- name: %s :many\nSELECT %s FROM %s %s %s ON %s%s;\n", name, strings.Join(list, ", "), from, g.one("LEFT JOIN", "JOIN", "FULL JOIN", "RIGHT JOIN"), other, g.equality(sc, more), g.where(both))
}

// tryNested compiles some such queries and runs them.
func (w *world) tryNested(c *choices, n int) string {
	var schema, queries strings.Builder
	for _, s := range w.steps {
		if s.data == allSpaces {
			schema.WriteString(s.sql + ";\n")
		}
	}
	g := w.generator(c)
	for i := range n {
		queries.WriteString(g.nested(fmt.Sprintf("Q%d", i)))
	}
	result := compiler.Compile([]*source.File{source.NewFile("schema.sql", schema.String())}, []*source.File{source.NewFile("queries.sql", queries.String())}, compiler.Options{})
	for _, d := range result.Diagnostics {
		if d.Code == "XX000" {
			w.disagree("%v\n%s", d, queries.String())
		}
	}
	for _, q := range result.Package.Queries {
		w.tally.statements++
		for _, v := range q.Variants {
			if why := w.send(q, v, c, 1); why != "" {
				return why
			}
		}
	}
	return ""
}
