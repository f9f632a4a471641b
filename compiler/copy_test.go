package compiler

import (
	"strings"
	"testing"
)

func TestCopyTypes(t *testing.T) {
	const schema = `CREATE TYPE e AS ENUM ('x'); CREATE TYPE c AS (a int, e e[]); CREATE DOMAIN d AS c;
CREATE DOMAIN i AS int; CREATE TYPE r AS RANGE (subtype = numeric); CREATE TYPE ip AS RANGE (subtype = inet);
CREATE TYPE pay AS (m money);
CREATE TABLE line_item (a int);
CREATE TABLE t (e e, i i, ints int[], es e[], c c, d d, iarr i[], r r, ir int4range, m money, ms money[], ip ip, pay pay[], li line_item);`
	tests := []struct{ column, want string }{
		{"e", ""}, {"i", ""}, {"ints", ""}, {"ir", ""}, {"es", ""}, {"c", ""}, {"d", ""}, {"iarr", ""}, {"r", ""}, {"li", ""},
		{"m", `SQ210 command ":copyfrom" cannot send column "m" of type money`},
		{"ms", `SQ210 command ":copyfrom" cannot send column "ms" of type money[]`},
		{"ip", `SQ210 command ":copyfrom" cannot send column "ip" of type public.ip`},
		{"pay", `SQ210 command ":copyfrom" cannot send column "pay" of type public.pay[]`},
	}
	for _, tt := range tests {
		got := strings.Join(errorsOf(t, schema, "-- name: Q :copyfrom\nINSERT INTO t ("+tt.column+") VALUES (@v);\n"), "; ")
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.column, got, tt.want)
		}
	}
}
