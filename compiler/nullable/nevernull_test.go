package nullable_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// samples are ordinary and extreme values of the types that functions take.
var samples = map[string][]string{
	"smallint": {"0", "1", "-32768", "32767"}, "integer": {"0", "1", "-1", "7", "2147483647", "-2147483648"},
	"bigint": {"0", "1", "42", "9223372036854775807"}, "real": {"0", "1.5", "NaN", "Infinity"},
	"double precision": {"0", "1.5", "-2", "0.5", "NaN", "Infinity", "-Infinity"},
	"numeric":          {"0", "1.50", "-2", "0.5", "NaN", "Infinity", "-Infinity"}, "money": {"0", "1.50"},
	"boolean": {"t", "f"}, "text": {"", "a", "ab c", "%", "year", "UTC", "hex", "1", "{1,2}", "^a", "(a)", "YYYY"},
	"character varying": {"", "a"}, "character": {"", "a"}, "name": {"", "a"}, `"char"`: {"", "a"}, "bytea": {"", `\xdeadbeef`},
	"uuid": {"00000000-0000-0000-0000-000000000000"}, "date": {"2020-02-29", "infinity", "-infinity", "0044-03-15 BC"},
	"timestamp without time zone": {"2020-02-29 12:00", "infinity", "-infinity"},
	"timestamp with time zone":    {"2020-02-29 12:00+00", "infinity", "-infinity"},
	"time without time zone":      {"00:00", "24:00", "12:34:56.789"}, "time with time zone": {"00:00+00", "24:00+15"},
	"interval": {"0", "1 month", "-1 day", "100 years 2 days 04:05:06"},
	"json":     {"null", "1", "{}", "[]", `{"a":null}`, "[1,null]"}, "jsonb": {"null", "1", "true", "{}", "[]", `{"a":null}`, "[1,null]"},
	"jsonpath": {"$", "$.a", "lax $[*]"}, "inet": {"10.0.0.1", "10.0.0.1/8", "::1"}, "cidr": {"10.0.0.0/8", "::/0"},
	"macaddr": {"08:00:2b:01:02:03"}, "macaddr8": {"08:00:2b:01:02:03:04:05"}, "bit": {"0", "1"}, "bit varying": {"", "101"},
	"oid": {"0", "1"}, "xid": {"0", "1"}, "xid8": {"0", "1"}, "tid": {"(0,0)", "(1,2)"}, "pg_lsn": {"0/0", "16/B374D848"},
	"tsvector": {"", "a:1 b:2"}, "tsquery": {"", "a", "a & !b"}, "regconfig": {"simple"}, "xml": {"<a/>", "x"},
	"anyrange": {"empty", "(,)", "[1,5)", "[3,)"}, "anymultirange": {"{}", "{(,)}", "{[1,5),[7,9)}"},
	"daterange": {"empty", "(,)"}, "tstzrange": {"empty", "(,)"},
	"anyarray": {"{}", "{1,2}", "{NULL}", "{{1,2},{3,4}}"}, "text[]": {"{}", "{a,b}", "{NULL}", "{a,NULL}"}, "integer[]": {"{}", "{1,2}"},
	"citext": {"", "a", "A"}, "hstore": {"", "a=>1", "a=>NULL,b=>2"}, "ltree": {"", "a", "a.b.c"}, "regdictionary": {"unaccent", "simple"},
	"point": {"(0,0)", "(1,NaN)"}, "box": {"(1,1),(0,0)"}, "circle": {"<(0,0),1>"}, "lseg": {"[(0,0),(1,1)]"},
}

var pseudo = map[string]string{
	"anyelement": "integer", "anycompatible": "integer", "anynonarray": "integer", `"any"`: "integer",
	"anycompatiblearray": "anyarray", "anycompatiblenonarray": "integer",
}

var concrete = map[string]string{"anyarray": "integer[]", "anyrange": "int4range", "anymultirange": "int4multirange"}

// TestNeverNull calls every function of nevernull.txt with values: none may return NULL. With
// SQLQ_SOUND it does so many times.
func TestNeverNull(t *testing.T) {
	l := newLive(t)
	tries := 2
	if os.Getenv("SQLQ_SOUND") != "" {
		tries = 60
	}
	text, err := os.ReadFile("nevernull.txt")
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(3, 9))
	called := 0
	for line := range strings.Lines(string(text)) {
		var oid int
		var kind, signature string
		if n, _ := fmt.Sscanf(line, "%d %s", &oid, &kind); n != 2 {
			continue
		}
		signature = strings.TrimSpace(strings.SplitN(line, " ", 3)[2])
		for range tries {
			call := makeCall(rnd, signature, kind)
			if call == "" {
				break
			}
			results, err := l.conn.PgConn().Exec(context.Background(), "SELECT "+call).ReadAll()
			if err != nil || len(results) == 0 || len(results[0].Rows) != 1 {
				continue // a value that the function refuses
			}
			called++
			if results[0].Rows[0][0] == nil {
				t.Errorf("%s is NULL", call)
			}
		}
	}
	t.Logf("%d calls", called)
	if called < 500 {
		t.Errorf("only %d calls succeeded", called)
	}
}

// makeCall writes a call with random values, and NULL where the verdict allows it; "" if a type
// has no samples.
func makeCall(rnd *rand.Rand, signature, kind string) string {
	open := strings.IndexByte(signature, '(')
	name, list := signature[:open], strings.TrimSuffix(signature[open+1:], ")")
	if list == "" {
		return "pg_catalog." + signature
	}
	var args []string
	for i, typ := range strings.Split(list, ",") {
		if p := pseudo[typ]; p != "" {
			typ = p
		}
		pool := samples[typ]
		if len(pool) == 0 {
			return ""
		}
		value := "'" + strings.ReplaceAll(pool[rnd.IntN(len(pool))], "'", "''") + "'"
		null := kind == "a" || kind == "f" && i > 0 || kind == "y" && i == 1
		if null && rnd.IntN(3) == 0 {
			value = "NULL"
		}
		if c := concrete[typ]; c != "" {
			typ = c
		}
		args = append(args, value+"::"+typ)
	}
	return "pg_catalog." + name + "(" + strings.Join(args, ", ") + ")"
}

// TestNeverNullOfExtensions calls the functions of extensions, as far as the server ships them, and
// their operators' functions: where sqlq promises a value for values, none may return NULL.
func TestNeverNullOfExtensions(t *testing.T) {
	server := pgserver.Test(t)
	pgserver.RequireVersion(t, server, 16)
	conn, err := pgx.Connect(context.Background(), server.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	w := &world{t: t, conn: conn, cat: pgcatalog.New(), tally: &tally{}}
	tries, rnd, called, promised := 4, rand.New(rand.NewPCG(3, 9)), 0, map[string]bool{}
	if os.Getenv("SQLQ_SOUND") != "" {
		tries = 60
	}
	for _, name := range []string{"citext", "hstore", "ltree", "pg_trgm", "pgcrypto", "unaccent", "uuid-ossp"} {
		create := fmt.Sprintf("CREATE EXTENSION %q", name)
		if _, err := w.exec(create); err != nil {
			t.Logf("%s: %v", name, err)
			continue
		}
		if list := ddl.Apply(w.cat, source.NewFile("schema.sql", create)); list.HasErrors() {
			t.Fatal(list[0])
		}
	}
	for _, f := range w.rows(`SELECT p.proname, array_to_string(ARRAY(SELECT format_type(u.t, NULL) FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY u(t, n) ORDER BY n), ',')
		FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' WHERE p.prokind = 'f' AND NOT p.proretset ORDER BY p.oid`) {
		for range tries {
			call := strings.TrimPrefix(makeCall(rnd, f[0]+"("+f[1]+")", "s"), "pg_catalog.")
			if call == "" {
				break
			}
			j := judge(w.cat, "SELECT "+call)
			if j.err != nil || !j.result.Columns[0].NotNull {
				break
			}
			promised[f[0]] = true
			results, err := w.exec(j.sql)
			if err != nil || len(results) == 0 || len(results[0].Rows) != 1 {
				continue // a value that the function refuses
			}
			called++
			if why := broken(j.result, results[0].Rows); why != "" {
				t.Errorf("%s: %s", call, why)
			}
		}
	}
	t.Logf("%d calls of %d functions", called, len(promised))
	if called == 0 && len(w.rows("SELECT 1 FROM pg_extension WHERE extname = 'citext'")) > 0 {
		t.Error("no call succeeded")
	}
}
