package codegen

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMentioned(t *testing.T) {
	p, m := &printer{}, newMentions()
	p.buf.WriteString("// hidden.A\nfunc f(o ...pgx.Opt) {\n\tx := a.b.c(\"hidden.B \\\" hidden.C\", `hidden.\"D`, '\"', '\\'', 0x1f, 1.5)\n}\n")
	p.note(m)
	want := &mentions{
		plain:    map[string]bool{"f": true, "o": true, "pgx": true, "x": true, "a": true},
		selected: map[string]bool{"Opt": true, "b": true, "c": true},
	}
	if diff := cmp.Diff(want, m, cmp.AllowUnexported(mentions{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]bool{"pgx": true, "a": true}, p.before); diff != "" {
		t.Error(diff)
	}
}
