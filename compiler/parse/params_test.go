package parse

import "testing"

func TestMisplacedParam(t *testing.T) {
	for _, c := range []struct{ sql, want string }{
		{"SELECT date $1", "syntax error at or near \"$1\""},
		{"SELECT interval(3) $1", "syntax error at or near \"$1\""},
		{"SELECT EXTRACT($1 FROM now())", "syntax error at or near \"$1\""},
		{"SELECT a, b $2 c", "syntax error at or near \"$2\""},
		{"SELECT $1abc", "trailing junk after parameter at or near \"$1abc\""},
		{"SELECT $1::date, f($1), CAST($2 AS int), x OPERATOR(pg_catalog.+) $1, substring(a FOR $3)", ""},
		{"SELECT a FROM t WHERE a = $1 LIMIT $2 OFFSET $3", ""},
		{"SELECT '$1abc', $$x $1y$$, a AS \"$1\"", ""},
	} {
		_, d := Raw(c.sql)
		got := ""
		if d != nil {
			got = d.Message
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.sql, got, c.want)
		}
	}
}
