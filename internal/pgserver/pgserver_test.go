package pgserver

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

func TestDatabase(t *testing.T) {
	s := Test(t)
	dsn := s.Database(t, "CREATE TABLE t (v int); INSERT INTO t VALUES (1), (2)")
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var n int
	if err := conn.QueryRow(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil || n != 2 {
		t.Errorf("count = %d, %v", n, err)
	}
	if s.Major() < 14 {
		t.Errorf("version %d", s.Version())
	}
}

func TestStop(t *testing.T) {
	if _, err := FindBinaries(); err != nil {
		t.Skip(err)
	}
	s, err := Start(context.Background(), Options{Settings: []string{"work_mem=5MB"}})
	if err != nil {
		t.Fatal(err)
	}
	dir := s.cluster.dir
	for range 2 {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("%s is left: %v", dir, err)
	}
}

func TestStartFails(t *testing.T) {
	if _, err := FindBinaries(); err != nil {
		t.Skip(err)
	}
	start := time.Now()
	_, err := Start(context.Background(), Options{Settings: []string{"no_such_setting=1"}})
	if err == nil || !strings.Contains(err.Error(), "no_such_setting") {
		t.Errorf("error %v does not say what the server said", err)
	}
	if time.Since(start) > 20*time.Second {
		t.Error("waited for a server that had given up")
	}
}

// TestKilled kills a process that has a cluster; the cluster must go away by itself.
func TestKilled(t *testing.T) {
	if os.Getenv("SQLQ_TEST_CHILD") == "1" {
		s, err := Start(context.Background(), Options{})
		if err != nil {
			fmt.Println("error:", err)
			return
		}
		fmt.Println(s.cluster.dir)
		time.Sleep(time.Minute)
		return
	}
	if _, err := FindBinaries(); err != nil {
		t.Skip(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), "SQLQ_TEST_CHILD=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	dir, err := bufio.NewReader(out).ReadString('\n')
	dir = strings.TrimSpace(dir)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	if err != nil || !strings.HasPrefix(dir, "/") {
		t.Fatalf("child said %q, %v", dir, err)
	}
	for range 100 {
		if _, err := os.Stat(dir); os.IsNotExist(err) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("%s is left behind", dir)
}

func TestWithDatabase(t *testing.T) {
	for in, want := range map[string]string{
		"postgres://u@h:1/a?sslmode=disable": "postgres://u@h:1/b?sslmode=disable",
		"host=h user=u dbname=a":             "host=h user=u dbname=a dbname=b",
	} {
		got, err := withDatabase(in, "b")
		if err != nil || got != want {
			t.Errorf("withDatabase(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestBouncer(t *testing.T) {
	s := Test(t)
	ctx := context.Background()
	dsn := s.Bouncer(t, s.Database(t, "CREATE TABLE t (v int); INSERT INTO t VALUES (1), (2)"))
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	cfg.DefaultQueryExecMode = pgx.QueryExecModeExec
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var n int
	if err := conn.QueryRow(ctx, "SELECT count(*) FROM t").Scan(&n); err != nil || n != 2 {
		t.Errorf("count = %d, %v", n, err)
	}
}
