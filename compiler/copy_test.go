package compiler

import (
	"strings"
	"testing"
)

func TestCopyTypes(t *testing.T) {
	const schema = `CREATE TYPE e AS ENUM ('x'); CREATE TYPE c AS (a int); CREATE DOMAIN d AS c;
CREATE DOMAIN i AS int; CREATE TYPE r AS RANGE (subtype = numeric);
CREATE TABLE t (e e, i i, ints int[], es e[], c c, d d, iarr i[], r r, ir int4range);`
	tests := []struct{ column, want string }{
		{"e", ""}, {"i", ""}, {"ints", ""}, {"ir", ""},
		{"es", `SQ210 command ":copyfrom" cannot send column "es" of type public.e[]`},
		{"c", `SQ210 command ":copyfrom" cannot send column "c" of type public.c`},
		{"d", `SQ210 command ":copyfrom" cannot send column "d" of type public.d`},
		{"iarr", `SQ210 command ":copyfrom" cannot send column "iarr" of type public.i[]`},
		{"r", `SQ210 command ":copyfrom" cannot send column "r" of type public.r`},
	}
	for _, tt := range tests {
		got := strings.Join(errorsOf(t, schema, "-- name: Q :copyfrom\nINSERT INTO t ("+tt.column+") VALUES (@v);\n"), "; ")
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.column, got, tt.want)
		}
	}
}
