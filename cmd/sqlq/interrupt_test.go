//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInterrupted sends SIGINT to a compile of a large project at many moments, and once the first new
// file lies beside its old one: all of the folder is of one run, and no scraps are left.
func TestInterrupted(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a large project several times")
	}
	dir := t.TempDir()
	largeProject(t, dir, "a")
	if code, out := compileUntil(t, dir, nil); code != 0 {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	old := contents(t, dir)
	largeProject(t, dir, "b")
	start := time.Now()
	if code, out := compileUntil(t, dir, nil); code != 0 {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	took := time.Since(start)
	whole := map[string]string{"a": old, "b": contents(t, dir)}
	if whole["a"] == whole["b"] {
		t.Fatal("both versions give the same files")
	}

	now, stopped := "b", 0
	attempt := func(until func() bool) {
		t.Helper()
		next := map[string]string{"a": "b", "b": "a"}[now]
		largeProject(t, dir, next)
		code, out := compileUntil(t, dir, until)
		switch {
		case code == 0: // too late
			now = next
		case code == 1 && strings.Contains(out, "stopped by a signal (interrupt): nothing was written [SQ030]"):
			stopped++
		case code != -1: // -1: it ended before it began to write
			t.Errorf("exit code %d\n%s", code, out)
		}
		if got := contents(t, dir); got != whole[now] {
			t.Errorf("exit code %d left a mixture:\n%s", code, out)
			whole[now] = got
		}
	}
	const moments = 8
	for i := range moments {
		end := time.Now().Add(took * time.Duration(i) / moments)
		attempt(func() bool { return time.Now().After(end) })
	}
	writing := func() bool {
		temps, err := filepath.Glob(filepath.Join(dir, "db", ".sqlq-*.tmp"))
		return err == nil && len(temps) > 0
	}
	for range 10 {
		if attempt(writing); stopped > 0 {
			return
		}
	}
	t.Error("no attempt met the moment when files are written")
}

// largeProject writes a project of many query files, in which each query shows a column called so.
func largeProject(t *testing.T, dir, column string) {
	t.Helper()
	files := map[string]string{
		"sqlq.yaml":  "version: 1\nschema: [schema.sql]\nqueries: [queries]\npackage: db\nout: db\n",
		"schema.sql": "CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL);\n",
	}
	for i := range 300 {
		files[fmt.Sprintf("queries/q%d.sql", i)] = fmt.Sprintf("-- name: List%d :many\nSELECT id, name AS %s FROM t WHERE id > @low ORDER BY id;\n", i, column)
	}
	if err := os.MkdirAll(filepath.Join(dir, "queries"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// compileUntil runs "sqlq compile" in a process of its own, which is this test's program under another
// name (see TestMain), and sends it SIGINT as soon as until reports true. The code is -1 if that
// ended the process.
func compileUntil(t *testing.T, dir string, until func() bool) (code int, output string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd := &exec.Cmd{Path: program, Args: []string{"sqlq", "compile"}, Dir: dir, Stdout: &out, Stderr: &out}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	for {
		select {
		case err := <-done:
			var exit *exec.ExitError
			if err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			return cmd.ProcessState.ExitCode(), out.String()
		default:
		}
		if until != nil && until() {
			until = nil
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
		}
		time.Sleep(50 * time.Microsecond)
	}
}

// contents is all that lies in the output folder.
func contents(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "db"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, "db", e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(e.Name() + "\n" + string(text))
	}
	return b.String()
}
