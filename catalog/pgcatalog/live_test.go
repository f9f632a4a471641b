package pgcatalog

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
)

func connect(t *testing.T) (context.Context, *pgx.Conn) {
	t.Helper()
	s := pgserver.Test(t)
	pgserver.RequireVersion(t, s, 16)
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, s.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(ctx) })
	return ctx, conn
}

// strs returns a query's only column.
func strs(t *testing.T, ctx context.Context, conn *pgx.Conn, sql string, args ...any) []string {
	t.Helper()
	rows, err := conn.Query(ctx, sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestAgainstServer compares what the look-ups say of each object with what the server says.
func TestAgainstServer(t *testing.T) {
	ctx, conn := connect(t)
	b := newBuiltins()
	typeName := func(o catalog.OID) string {
		if o == catalog.InvalidOID {
			return "-"
		}
		return b.Type(o).Name
	}
	compare := func(what, sql string, got []string) {
		t.Helper()
		want := strs(t, ctx, conn, sql)
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-server +embedded):\n%s", what, diff)
		}
	}

	compare("types", `SELECT format('%s %s %s %s %s %s %s', t.oid, typname, typtype, typcategory, typispreferred, typlen, typinput::text)
		FROM pg_type t WHERE t.oid < 16384 AND typnamespace <> 99`,
		each(&b.types, func(x *catalog.Type) string {
			return fmt.Sprintf("%d %s %c %c %s %d %s", x.OID, x.Name, x.Kind, x.Category, tf(x.Preferred), x.Len, x.Input)
		}))
	compare("functions", `SELECT format('%s %s %s %s %s %s %s %s', oid, proname, prokind, proisstrict, proretset, provolatile,
			prorettype::int8, array_to_string(proargtypes, ' ')) FROM pg_proc WHERE oid < 16384`,
		each(&b.procs, func(x *catalog.Proc) string {
			return fmt.Sprintf("%d %s %c %s %s %c %d %s", x.OID, x.Name, x.Kind, tf(x.Strict), tf(x.RetSet), x.Volatile, x.Ret, oidText(x.Args))
		}))
	compare("operators", `SELECT format('%s %s %s %s %s %s %s', oid, oprname, coalesce((SELECT typname FROM pg_type WHERE oid = oprleft), '-'),
			(SELECT typname FROM pg_type WHERE oid = oprright), oprcode::oid, oprcanmerge, oprcanhash) FROM pg_operator WHERE oid < 16384`,
		each(&b.operators, func(x *catalog.Operator) string {
			return fmt.Sprintf("%d %s %s %s %d %s %s", x.OID, x.Name, typeName(x.Left), typeName(x.Right), x.Proc, tf(x.Merges), tf(x.Hashes))
		}))
	compare("columns", `SELECT format('%s %s %s %s %s %s', relname, attname, attnum, atttypid::int8, attnotnull, attcollation::int8)
		FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
		WHERE attrelid < 16384 AND attnum > 0 AND relkind IN ('r', 'v') AND relnamespace <> 99`, columns(b))
	compare("casts", `SELECT format('%s %s %s %s %s', castsource::int8, casttarget::int8, castfunc::int8, castcontext, castmethod) FROM pg_cast WHERE oid < 16384`,
		castTexts(b))
}

func tf(b bool) string {
	if b {
		return "t"
	}
	return "f"
}

func oidText(list []catalog.OID) string {
	s := fmt.Sprint(list)
	return s[1 : len(s)-1]
}

func each[T any](z *lazy[T], format func(*T) string) []string {
	var out []string
	for name := range z.names() {
		for _, o := range z.named(name) {
			out = append(out, format(o))
		}
	}
	return out
}

func columns(b *builtins) []string {
	var out []string
	for name := range b.relations.names() {
		for _, r := range b.relations.named(name) {
			for _, c := range r.Columns {
				out = append(out, fmt.Sprintf("%s %s %d %d %s %d", r.Name, c.Name, c.Num, c.Type, tf(c.NotNull), c.Collation))
			}
		}
	}
	return out
}

func castTexts(b *builtins) []string {
	var out []string
	for _, k := range b.casts() {
		out = append(out, fmt.Sprintf("%d %d %d %c %c", k.Source, k.Target, k.Proc, k.Context, k.Method))
	}
	return out
}

// TestExtensionsAgainstServer creates some extensions and compares their functions' signatures,
// which is where relocated OIDs would show.
func TestExtensionsAgainstServer(t *testing.T) {
	ctx, conn := connect(t)
	c := New()
	for _, name := range []string{"citext", "hstore", "cube", "earthdistance", "ltree", "pg_trgm", "pg_stat_statements", "uuid-ossp"} {
		if _, err := conn.Exec(ctx, fmt.Sprintf("CREATE EXTENSION %q", name)); err != nil {
			t.Skipf("the server has no %s: %v", name, err)
		}
		if !LoadExtension(c, name, catalog.Public) {
			t.Fatalf("%s is unknown", name)
		}
	}
	want := strs(t, ctx, conn, `
		SELECT format('%s %s(%s)', (SELECT typname FROM pg_type WHERE oid = prorettype), proname,
		       (SELECT string_agg(typname, ' ' ORDER BY i) FROM unnest(proargtypes) WITH ORDINALITY a(o, i) JOIN pg_type ON pg_type.oid = o))
		FROM pg_proc WHERE oid >= 16384`)
	seen := map[string]bool{}
	for _, w := range want {
		seen[w] = true
	}
	n := 0
	for _, name := range c.ProcNames() {
		for _, p := range c.Procs(name) {
			if p.Extension == "" {
				continue
			}
			n++
			s := c.Type(p.Ret).Name + " " + p.Name + "("
			for i, a := range p.Args {
				if i > 0 {
					s += " "
				}
				s += c.Type(a).Name
			}
			if s += ")"; !seen[s] {
				t.Errorf("the server has no %s", s)
			}
		}
	}
	if n != len(want) {
		t.Errorf("%d functions, the server has %d", n, len(want))
	}
}
