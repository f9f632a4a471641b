package pgserver

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// cluster is a throw-away cluster and the shell that looks after it.
//
// The shell starts the server, waits for the end of its standard input, which is a pipe that only
// we hold open, then stops the server and removes the folder. So both happen when we say so and
// when we are killed: the pipe closes either way. Nothing needs to run at the end of a test binary.
//
// A pgbouncer is looked after in the same way.
type cluster struct {
	dir  string // holds data, the socket and the log
	pipe io.Closer
	done chan error // the shell's end
}

// supervisor is the shell's program. "$1" is the folder to remove, the rest is the server. SIGQUIT
// is PostgreSQL's immediate shutdown: the data are thrown away, so no checkpoint is needed. For
// pgbouncer that is SIGQUIT or SIGTERM, by its version.
const supervisor = `dir=$1; shift
"$@" >"$dir/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -QUIT $server 2>/dev/null
kill -TERM $server 2>/dev/null
wait $server
cd / && rm -rf "$dir"`

// shellName is $0 of the supervisor.
const shellName = "sqlq-postgres"

// startCluster initialises a cluster and starts its server. It does not wait for the server.
func startCluster(ctx context.Context, bin string, settings []string) (*cluster, error) {
	owner, err := unprivileged()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(shortTempDir(), "sqlq-pg-")
	if err != nil {
		return nil, err
	}
	if err := owner.own(dir); err != nil {
		return nil, err
	}
	if err := initdb(ctx, bin, dir, owner); err != nil {
		_ = os.RemoveAll(dir)
		return nil, err
	}
	c := &cluster{dir: dir, done: make(chan error, 1)}
	if err := c.run(bin, settings, owner); err != nil {
		_ = os.RemoveAll(dir)
		return nil, err
	}
	return c, nil
}

// shortTempDir returns the folder for temporary files, unless a socket in it would have a longer
// path than the system allows (about 100 bytes).
func shortTempDir() string {
	if len(os.TempDir()) > 60 {
		return "/tmp"
	}
	return os.TempDir()
}

// initdb creates the cluster. Where the system has no C.UTF-8, plain C sorts the same way.
func initdb(ctx context.Context, bin, dir string, owner owner) error {
	var first error
	for _, locale := range []string{"C.UTF-8", "C"} {
		cmd := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "--pgdata="+filepath.Join(dir, "data"),
			"--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale="+locale, "--no-sync", "--no-instructions")
		cmd.Dir = dir
		cmd.Env = environ()
		owner.become(cmd)
		out, err := cmd.CombinedOutput()
		if err == nil {
			return nil
		}
		if first == nil {
			first = fmt.Errorf("%s: %w\n%s", cmd.Path, err, bytes.TrimSpace(out))
		}
		if !bytes.Contains(out, []byte("locale")) {
			break
		}
	}
	return first
}

// environ is our environment without what would redirect PostgreSQL's programs to another server,
// and with English messages.
func environ() []string {
	out := []string{"LC_MESSAGES=C"}
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "PG") && !strings.HasPrefix(e, "LC_") && !strings.HasPrefix(e, "LANG") {
			out = append(out, e)
		}
	}
	return out
}

// run starts the server.
func (c *cluster) run(bin string, settings []string, owner owner) error {
	defaults := []string{
		"listen_addresses=", "unix_socket_directories=" + c.dir, "port=" + strconv.Itoa(port), "max_connections=200",
		"fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_wal_size=4GB",
		"timezone=UTC", "log_timezone=UTC",
	}
	program := []string{filepath.Join(bin, "postgres"), "-D", filepath.Join(c.dir, "data")}
	for _, s := range append(defaults, settings...) {
		program = append(program, "-c", s)
	}
	return c.supervise(owner, program)
}

// supervise starts the shell, and the program in it.
func (c *cluster) supervise(owner owner, program []string) error {
	cmd := exec.Command("/bin/sh", append([]string{"-c", supervisor, shellName, c.dir}, program...)...)
	cmd.Dir = c.dir
	cmd.Env = environ()
	owner.become(cmd)
	detach(cmd)
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	c.pipe = pipe
	go func() { c.done <- cmd.Wait() }()
	return nil
}

// port only names the socket; nothing listens on a network.
const port = 5432

// dsn returns the connection string of database postgres.
func (c *cluster) dsn() string {
	q := url.Values{"host": {c.dir}, "port": {strconv.Itoa(port)}, "sslmode": {"disable"}}
	return "postgres://postgres@/postgres?" + q.Encode()
}

// ended reports whether the server has given up, by what the log says: the only fatal error that
// passes is that of our own first attempts to connect. The shell's complaints begin with the name
// that it was given, the dynamic linker's hold "shared libraries".
func (c *cluster) ended() bool {
	for line := range strings.Lines(c.log()) {
		fatal := strings.Contains(line, "FATAL:") && !strings.Contains(line, "the database system is starting up")
		if fatal || strings.HasPrefix(line, shellName) || strings.Contains(line, "error while loading shared libraries") {
			return true
		}
	}
	return false
}

// log returns what the server has said so far.
func (c *cluster) log() string {
	text, err := os.ReadFile(filepath.Join(c.dir, "log"))
	if err != nil {
		return ""
	}
	return string(text)
}

// stop ends the server and waits until its folder is gone.
func (c *cluster) stop() error {
	if err := c.pipe.Close(); err != nil {
		return err
	}
	select {
	case err := <-c.done:
		return err
	case <-time.After(30 * time.Second):
		return fmt.Errorf("the server in %s does not stop", c.dir)
	}
}
