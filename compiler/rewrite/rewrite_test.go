package rewrite

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStrip(t *testing.T) {
	tests := []struct{ in, want string }{
		{"SELECT 1 -- one\n  , 2", "SELECT 1\n  , 2"},
		{"SELECT '--no' /* a /* b */ c */, 2", "SELECT '--no'  , 2"},
		{"/*+ SeqScan(t) */ SELECT 1", "/*+ SeqScan(t) */ SELECT 1"},
		{"SELECT 1\n\n\n  FROM t  \n", "SELECT 1\n  FROM t"},
		{"SELECT $$ -- kept\n\n$$", "SELECT $$ -- kept\n\n$$"},
	}
	for _, tt := range tests {
		if got := Strip(tt.in); got != tt.want {
			t.Errorf("Strip(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestIdent(t *testing.T) {
	for in, want := range map[string]string{
		"id": "id", "order": `"order"`, "Name": `"Name"`, `a"b`: `"a""b"`, "": `""`, "1a": `"1a"`, "_x1": "_x1",
	} {
		if got := Ident(in); got != want {
			t.Errorf("Ident(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestRenumber(t *testing.T) {
	text, numbers := renumber("SELECT $3, '$1', $5, $3")
	if text != "SELECT $1, '$1', $2, $1" {
		t.Errorf("got %s", text)
	}
	if diff := cmp.Diff([]int{3, 5}, numbers); diff != "" {
		t.Error(diff)
	}
	text, numbers = renumber("SELECT $2, $1")
	if diff := cmp.Diff([]int{1, 2}, numbers); diff != "" || text != "SELECT $2, $1" {
		t.Error(text, diff)
	}
}
