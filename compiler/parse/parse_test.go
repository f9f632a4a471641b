package parse

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/internal/source"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"plain", "SELECT 1; SELECT 2", []string{"SELECT 1", "SELECT 2"}},
		{"empty statements", ";; -- x\n;", nil},
		{"quotes", `SELECT ';', ";", E'\';', $$;$$, $a$;$$;$a$; x`, []string{`SELECT ';', ";", E'\';', $$;$$, $a$;$$;$a$`, "x"}},
		{"escape continues", "SELECT E'a'\n'\\';'; x", []string{"SELECT E'a'\n'\\';'", "x"}},
		{"plain string ends at backslash", `SELECT '\'; x`, []string{`SELECT '\'`, "x"}},
		{"comments", "/* ; /* ; */ ; */ a -- ;\n; b", []string{"a", "b"}},
		{"atomic body", "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; x",
			[]string{"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END", "x"}},
		{"rule", "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); x",
			[]string{"CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "x"}},
		{"meta-commands", "\\connect db\nSELECT 1;\n\\unrestrict abc\n", []string{"SELECT 1"}},
		{"copy data", "COPY t FROM stdin;\n1;\tO'Reilly\n\\.\nSELECT 1;", []string{"COPY t FROM stdin", "SELECT 1"}},
		{"byte order mark", "\uFEFFSELECT 1;", []string{"SELECT 1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range Split(tt.text) {
				got = append(got, tt.text[s.Start:s.End])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// one reads a file with one query and fails on diagnostics.
func one(t *testing.T, text string) *Query {
	t.Helper()
	qs, list := Queries(source.NewFile("q.sql", text))
	if len(list) > 0 {
		t.Fatal(list[0])
	}
	if len(qs) != 1 {
		t.Fatalf("%d queries", len(qs))
	}
	return qs[0]
}

func TestText(t *testing.T) {
	tests := []struct{ sql, want string }{
		{"SELECT @a, @b, @a", "SELECT $1, $2, $1"},
		{"SELECT b=@user, c<>@x", "SELECT b=$1, c<>$2"},
		{"SELECT a <@b, a @> @c, @ -5, @t.x, @abs(1), '@x', \"@x\"", "SELECT a <@b, a @> $1, @ -5, @t.x, @abs(1), '@x', \"@x\""},
		{"LIMIT @limit", "LIMIT $1"},
		{"SELECT sqlc.arg(a), sqlq.narg('b')", "SELECT $1, $2"},
		{"x IN (sqlc.slice(ids)) AND y NOT IN ( sqlc.slice(ids) )", "x = ANY($1) AND y <> ALL( $1 )"},
		{"SELECT sqlc.embed(u), sqlq.embed(\"U\")", `SELECT u.*, "U".*`},
		{"WHERE a AND sqlq.opt(b = @b OR sqlq.const(@c))", "WHERE a AND (b = $1 OR ($2))"},
		{"SELECT sqlq.many((SELECT 1)) AS x", `SELECT ARRAY(SELECT "sqlq 1" FROM (SELECT 1) "sqlq 1") AS x`},
		{"SELECT sqlq.maybe((SELECT sqlq.many((SELECT @a)))) AS x",
			`SELECT (SELECT "sqlq 1" FROM (SELECT ARRAY(SELECT "sqlq 2" FROM (SELECT $1) "sqlq 2")) "sqlq 1") AS x`},
		{"SELECT sqlc.\"x\", sqlq.t.c", "SELECT sqlc.\"x\", sqlq.t.c"},
		{"SELECT 1,\r\n 'a\r\nb', @c\r\n", "SELECT 1,\n 'a\r\nb', $1"},
	}
	for _, tt := range tests {
		q := one(t, "-- name: A :many\n"+tt.sql+";")
		if diff := cmp.Diff(tt.want, q.Text); diff != "" {
			t.Errorf("%s\n%s", tt.sql, diff)
		}
		for _, m := range q.Macros {
			if m.Kind == Embed && q.Text[m.Edited.Start:m.Edited.End] != m.Name+".*" {
				t.Errorf("%s: embed at %q", tt.sql, q.Text[m.Edited.Start:m.Edited.End])
			}
			if m.Kind.IsParam() && q.Text[m.Edited.Start:m.Edited.End] != fmt.Sprintf("$%d", m.Number) {
				t.Errorf("%s: parameter at %q", tt.sql, q.Text[m.Edited.Start:m.Edited.End])
			}
		}
	}
}

func TestOrder(t *testing.T) {
	q := one(t, "-- name: A :many\n-- sqlq: order new: a DESC, b\n-- sqlq: order old: a\nSELECT 1 ORDER BY sqlq.order() LIMIT @n;")
	if q.Text != "SELECT 1 ORDER BY a DESC, b LIMIT $1" {
		t.Error(q.Text)
	}
	if len(q.Directives) != 2 || q.Directives[1].Args != "old: a" {
		t.Errorf("directives %+v", q.Directives)
	}
}

func TestHeader(t *testing.T) {
	q := one(t, "-- A stray remark.\n\n-- GetUser finds\n-- a user.\n-- name: GetUser :one\n-- sqlq: row User\n-- @sqlc-vet-disable\nSELECT 1;")
	got := []any{q.Name, q.Command, q.Doc, q.NoVet, q.Directives[0].Name, q.Directives[0].Args}
	if diff := cmp.Diff([]any{"GetUser", "one", "GetUser finds\na user.", true, "row", "User"}, got); diff != "" {
		t.Error(diff)
	}
	if q := one(t, "/* name: B :exec */ SELECT 1"); q.Name != "B" || q.Command != "exec" || q.SQL != "SELECT 1" {
		t.Errorf("got %+v", q)
	}
}

func TestQueryErrors(t *testing.T) {
	const a = "-- name: A :one\n"
	tests := []struct{ text, want string }{
		{"SELECT 1;", "1:1 SQ001 statement without an annotation"},
		{"-- name:\nSELECT 1;", "1:9 SQ002 annotation without a name"},
		{"-- name: 1a :one\nSELECT 1;", `1:10 SQ002 invalid query name "1a"`},
		{"-- name: A\nSELECT 1;", `1:11 SQ002 query "A" has no command`},
		{"-- name: A :one x\nSELECT 1;", `1:17 SQ002 unexpected "x" after the command`},
		{"-- name: A one\nSELECT 1;", `1:12 SQ003 unknown command "one"`},
		{a, `1:10 SQ007 query "A" has no statement`},
		{a + ";", `1:10 SQ007 query "A" has no statement`},
		{a + "SELECT 1; SELECT 2;", `2:11 SQ005 second statement under the name "A"`},
		{a + "SELECT 1\n-- name: B :one\nSELECT 2;", `2:9 SQ006 missing semicolon at the end of query "A"`},
		{a + "SELECT $1, @b;", "2:12 SQ012 query mixes numbered and named parameters"},
		{a + "SELECT $0;", "2:8 42P02 there is no parameter $0"},
		{a + "SELECT sqlc.many((SELECT 1));", `2:8 SQ010 unknown macro "sqlc.many"`},
		{a + "SELECT sqlc.arg();", "2:8 SQ011 sqlc.arg needs one name"},
		{a + "SELECT 1 IN (sqlc.slice(x), 3);", "2:14 SQ011 slice must be the only element of its IN list"},
		{a + "SELECT sqlq.many(SELECT 1);", "2:8 SQ011 sqlq.many needs a subquery in parentheses"},
		{a + "SELECT /* open", `2:8 42601 unterminated /* comment at or near "/* open"`},
		{a + "SELECT \"open\n-- name: B :one\nSELECT 1;", `2:8 42601 unterminated quoted identifier at or near ""open"`},
		{a + "SELECT $x$open", `2:8 42601 unterminated dollar-quoted string at or near "$x$open"`},
	}
	for _, tt := range tests {
		_, list := Queries(source.NewFile("q.sql", tt.text))
		if len(list) == 0 {
			t.Errorf("%q: no error", tt.text)
			continue
		}
		line, column := list[0].At.File.Position(list[0].At.Start)
		if got := fmt.Sprintf("%d:%d %s %s", line, column, list[0].Code, list[0].Message); got != tt.want {
			t.Errorf("%q:\ngot  %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestRawErrors(t *testing.T) {
	tests := []struct{ sql, want string }{
		{"SELECT 1 FROM", "13 42601 syntax error at end of input"},
		{"SELECT 'é' x y", "14 42601 syntax error at or near \"y\""},
		{"SELECT sum(a) OVER (ROWS UNBOUNDED FOLLOWING) FROM t", "25 42P20 frame start cannot be UNBOUNDED FOLLOWING"},
		{"SELECT U&'\\zzzz'", "10 42601 invalid Unicode escape"},
		{"SELECT E'\\uzzzz'", "9 22025 invalid Unicode escape"},
		{"SELECT 1::float(99)", "16 22023 precision for type float must be less than 54 bits"},
		{"SELECT '\xff'", "8 22021 invalid byte sequence for encoding \"UTF8\": 0xff"},
		{"SELECT " + strings.Repeat("-", 0) + strings.Repeat("- ", 9000) + "1", "8007 54001 stack depth limit exceeded"},
	}
	for _, tt := range tests {
		_, d := Raw(tt.sql)
		if d == nil {
			t.Errorf("%.60q: no error", tt.sql)
			continue
		}
		if got := fmt.Sprintf("%d %s %s", d.At.Start, d.Code, d.Message); got != tt.want {
			t.Errorf("%.60q:\ngot  %s\nwant %s", tt.sql, got, tt.want)
		}
	}
	if _, d := Raw("SELECT " + strings.Repeat("1,", 200_000) + "1"); d != nil {
		t.Error(d)
	}
}

// TestRemarkBehindStatement: a comment on the line where a query ends is no doc of the next one,
// unless it is an annotation. A directive there is an error: it is of neither.
func TestRemarkBehindStatement(t *testing.T) {
	qs, list := Queries(source.NewFile("q.sql", "-- name: A :one\nSELECT 1; -- remark\n-- Doc of B.\n-- name: B :one\nSELECT 2; -- sqlq: row C\n/* name: C :one */ SELECT 3;"))
	if len(qs) != 3 || len(list) != 1 || list[0].Message != "directive behind its query" || list[0].Query != "B" {
		t.Fatal(len(qs), list)
	}
	if qs[1].Doc != "Doc of B." || qs[2].Directive("row") != nil {
		t.Errorf("doc %q, directives %v", qs[1].Doc, qs[2].Directives)
	}
}

func TestAnnotationInBlock(t *testing.T) {
	qs, list := Queries(source.NewFile("q.sql", "/*\n * name: A :one\n */\nSELECT 1;\n/* name: B :one */ SELECT 2;\n/** name: C :one */\nSELECT 3;"))
	if len(qs) != 3 || len(list) > 0 || qs[0].Name != "A" || qs[2].Name != "C" {
		t.Error(len(qs), list)
	}
}
