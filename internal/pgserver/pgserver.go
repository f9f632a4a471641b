// Package pgserver brings up a throw-away PostgreSQL cluster, or uses the server that somebody
// names, for tests, examples and "sqlq verify".
//
// A cluster lives in a temporary folder and listens on a Unix socket in it, so that any number of
// them run side by side without agreeing on ports. It goes away with the process that started it,
// however that ends: see supervise.go.
package pgserver

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// Options say which server to use. The zero value looks for PostgreSQL's binaries.
type Options struct {
	// DSN is a running server to use instead of an own cluster. Its user must be allowed to create
	// databases.
	DSN string
	// BinDir is the folder that holds initdb and postgres. If it is empty, FindBinaries finds it.
	BinDir string
	// Settings are further server settings as "name=value".
	Settings []string
}

// Server is a running server.
type Server struct {
	dsn     string
	version int
	cluster *cluster // nil if somebody else runs the server
	stop    sync.Once
	stopErr error
}

// ErrNoPostgres is returned by Start if there is neither a DSN nor an installation.
var ErrNoPostgres = errors.New("no PostgreSQL found: set SQLQ_PG_BIN to the folder that holds initdb and postgres")

// Start starts a cluster, or connects to the server of opt.DSN. The caller stops it; a cluster
// whose process dies without that is stopped and removed too.
func Start(ctx context.Context, opt Options) (*Server, error) {
	if opt.DSN != "" {
		return attach(ctx, &Server{dsn: opt.DSN})
	}
	bin := opt.BinDir
	if bin == "" {
		var err error
		if bin, err = FindBinaries(); err != nil {
			return nil, err
		}
	}
	c, err := startCluster(ctx, bin, opt.Settings)
	if err != nil {
		return nil, err
	}
	s, err := attach(ctx, &Server{dsn: c.dsn(), cluster: c})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w\n%s", err, c.log()), c.stop())
	}
	return s, nil
}

// startTimeout is how long a server may take to answer. A cluster needs 50 ms; a machine under
// heavy load needs more.
const startTimeout = 60 * time.Second

// attach waits until the server answers and notes its version.
func attach(ctx context.Context, s *Server) (*Server, error) {
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	for {
		err := s.ping(ctx)
		if err == nil {
			return s, nil
		}
		// A server that is not ours either answers or does not.
		if s.cluster == nil || s.cluster.ended() || ctx.Err() != nil {
			return nil, fmt.Errorf("connect to PostgreSQL: %w", err)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func (s *Server) ping(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, s.dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	return conn.QueryRow(ctx, "SELECT current_setting('server_version_num')::int").Scan(&s.version)
}

// Stop stops the cluster and removes its files. A server that was named by DSN is left alone.
// Further calls return the first one's result.
func (s *Server) Stop() error {
	s.stop.Do(func() {
		if s.cluster != nil {
			s.stopErr = s.cluster.stop()
		}
	})
	return s.stopErr
}

// DSN returns the connection string of the server's maintenance database.
func (s *Server) DSN() string { return s.dsn }

// Version returns the server's version as server_version_num has it: 160014 for 16.14.
func (s *Server) Version() int { return s.version }

// Major returns the server's major version, such as 16.
func (s *Server) Major() int { return s.version / 10000 }

// CreateDatabase creates an empty database and returns its connection string.
func (s *Server) CreateDatabase(ctx context.Context, name string) (string, error) {
	// template0 can be copied even while somebody is connected to template1.
	if err := s.exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()+" TEMPLATE template0"); err != nil {
		return "", err
	}
	return withDatabase(s.dsn, name)
}

// DropDatabase drops a database even if somebody is still connected to it.
func (s *Server) DropDatabase(ctx context.Context, name string) error {
	return s.exec(ctx, "DROP DATABASE IF EXISTS "+pgx.Identifier{name}.Sanitize()+" WITH (FORCE)")
}

func (s *Server) exec(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, s.dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, sql)
	return err
}

// withDatabase returns dsn with another database. Both forms of connection strings are known.
func withDatabase(dsn, name string) (string, error) {
	if !strings.HasPrefix(dsn, "postgres://") && !strings.HasPrefix(dsn, "postgresql://") {
		return dsn + " dbname=" + name, nil // of two settings the last one counts
	}
	u, err := url.Parse(dsn)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}

// FindBinaries returns the folder of PostgreSQL's server binaries: SQLQ_PG_BIN if it is set, else
// the first one on the PATH, else the newest of those where distributions install them.
func FindBinaries() (string, error) {
	if dir := os.Getenv("SQLQ_PG_BIN"); dir != "" {
		if !hasServer(dir) {
			return "", fmt.Errorf("SQLQ_PG_BIN: no initdb and postgres in %s", dir)
		}
		return dir, nil
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if hasServer(dir) {
			return dir, nil
		}
	}
	best, bestVersion := "", -1
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"} {
		dirs, err := filepath.Glob(pattern)
		if err != nil {
			continue
		}
		for _, dir := range dirs {
			if v := versionIn(dir); v > bestVersion && hasServer(dir) {
				best, bestVersion = dir, v
			}
		}
	}
	if best == "" {
		return "", ErrNoPostgres
	}
	return best, nil
}

// versionIn returns the last number of a path: 16 for /usr/lib/postgresql/16/bin.
func versionIn(dir string) int {
	digits := strings.FieldsFunc(dir, func(r rune) bool { return r < '0' || r > '9' })
	v := 0
	if len(digits) > 0 {
		_, _ = fmt.Sscan(digits[len(digits)-1], &v)
	}
	return v
}

func hasServer(dir string) bool {
	for _, f := range []string{"initdb", "postgres"} {
		if info, err := os.Stat(filepath.Join(dir, f)); err != nil || info.IsDir() {
			return false
		}
	}
	return true
}
