package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestStoppedWrite: a signal before the files are renamed into place leaves the folder as it was.
func TestStoppedWrite(t *testing.T) {
	dir := t.TempDir()
	old := filepath.Join(dir, "a.sql.go")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	stop := make(chan os.Signal, 1)
	stop <- syscall.SIGTERM
	p := plan{writes: []output{{old, []byte("new")}, {filepath.Join(dir, "b.sql.go"), []byte("new")}}, removes: []string{old}}
	d := p.write(stop)
	if d == nil || !strings.Contains(d.Message, "stopped by a signal") || len(p.done) > 0 {
		t.Errorf("%v, done %v", d, p.done)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Error(entries, err)
	}
	if text, err := os.ReadFile(old); err != nil || string(text) != "old" {
		t.Errorf("%s %v", text, err)
	}
	if d := p.write(nil); d != nil || len(p.done) != 3 {
		t.Errorf("%v, done %v", d, p.done)
	}
}
