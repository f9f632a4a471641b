package pgserver

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// bouncerConfig is pgbouncer.ini: a socket in the folder, everybody is let in as the server's user,
// and each transaction may get another of the few connections to the server.
const bouncerConfig = `[databases]
* = %s
[pgbouncer]
listen_addr =
listen_port = %d
unix_socket_dir = %s
auth_type = any
pool_mode = transaction
default_pool_size = 3
server_reset_query =
log_connections = 0
log_disconnections = 0
`

// BouncerVersion returns the version of the installed pgbouncer as 100 times major plus minor: 118
// for 1.18. Without pgbouncer the test is skipped, or fails if SQLQ_REQUIRE_PGBOUNCER is 1.
func BouncerVersion(t TB) int {
	t.Helper()
	program, err := FindBouncer()
	if err != nil {
		if os.Getenv("SQLQ_REQUIRE_PGBOUNCER") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	out, err := exec.Command(program, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	var major, minor int
	if _, err := fmt.Sscanf(strings.ToLower(string(out)), "pgbouncer %d.%d", &major, &minor); err != nil {
		t.Fatalf("version of pgbouncer: %v in %q", err, out)
	}
	return 100*major + minor
}

// FindBouncer returns pgbouncer's path. Debian puts it where only root's PATH leads.
func FindBouncer() (string, error) {
	if program, err := exec.LookPath("pgbouncer"); err == nil {
		return program, nil
	}
	const debian = "/usr/sbin/pgbouncer"
	if _, err := os.Stat(debian); err != nil {
		return "", fmt.Errorf("no pgbouncer found: %w", err)
	}
	return debian, nil
}

// Bouncer starts a pgbouncer in transaction mode for one test and returns the connection string
// that leads to the database of dsn through it. Settings are further lines of pgbouncer.ini.
func (s *Server) Bouncer(t TB, dsn string, settings ...string) string {
	t.Helper()
	BouncerVersion(t)
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	target := fmt.Sprintf("host=%s port=%d user=%s", cfg.Host, cfg.Port, cfg.User)
	if cfg.Password != "" {
		target += " password=" + cfg.Password
	}
	c, err := startBouncer(target, settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.stop(); err != nil {
			t.Errorf("pgbouncer: %v", err)
		}
	})
	q := url.Values{"host": {c.dir}, "port": {strconv.Itoa(port)}, "sslmode": {"disable"}}
	through := "postgres://" + url.PathEscape(cfg.User) + "@/" + url.PathEscape(cfg.Database) + "?" + q.Encode()
	if err := answers(through); err != nil {
		t.Fatalf("%v\n%s", err, c.log())
	}
	return through
}

// startBouncer does not wait until pgbouncer listens.
func startBouncer(target string, settings []string) (*cluster, error) {
	program, err := FindBouncer()
	if err != nil {
		return nil, err
	}
	owner, err := unprivileged() // pgbouncer does not run as root either
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(shortTempDir(), "sqlq-pgbouncer-")
	if err != nil {
		return nil, err
	}
	config := filepath.Join(dir, "pgbouncer.ini")
	text := fmt.Sprintf(bouncerConfig, target, port, dir) + strings.Join(settings, "\n") + "\n"
	c := &cluster{dir: dir, done: make(chan error, 1)}
	for _, step := range []func() error{
		func() error { return os.WriteFile(config, []byte(text), 0o644) },
		func() error { return owner.own(dir) },
		func() error { return c.supervise(owner, []string{program, config}) },
	} {
		if err := step(); err != nil {
			_ = os.RemoveAll(dir)
			return nil, err
		}
	}
	return c, nil
}

// answers waits until somebody answers at dsn.
func answers(dsn string) error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, dsn)
		if err == nil {
			return conn.Close(ctx)
		}
		if ctx.Err() != nil {
			return fmt.Errorf("connect through pgbouncer: %w", err)
		}
		time.Sleep(5 * time.Millisecond)
	}
}
