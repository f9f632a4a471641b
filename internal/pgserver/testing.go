package pgserver

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
)

// TB is what this package needs of testing.TB. Programs import pgserver too, and they should not
// carry package testing around.
type TB interface {
	Helper()
	Cleanup(func())
	Skip(args ...any)
	Skipf(format string, args ...any)
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

// shared is the one server of a test binary. Nobody stops it: it ends with the process.
var shared = sync.OnceValues(func() (*Server, error) {
	return Start(context.Background(), Options{DSN: os.Getenv("SQLQ_TEST_DSN")})
})

// Test returns the server that all tests of this binary share: the one of SQLQ_TEST_DSN, else a
// throw-away cluster. Without PostgreSQL the test is skipped, or fails if SQLQ_REQUIRE_POSTGRES is 1.
func Test(t TB) *Server {
	t.Helper()
	s, err := shared()
	if errors.Is(err, ErrNoPostgres) && os.Getenv("SQLQ_REQUIRE_POSTGRES") != "1" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Database creates a database for one test, runs the scripts in it and returns its connection
// string. It is dropped when the test ends.
func (s *Server) Database(t TB, scripts ...string) string {
	t.Helper()
	ctx := context.Background()
	name := "sqlq_test_" + strings.ToLower(rand.Text()[:10])
	dsn, err := s.CreateDatabase(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.DropDatabase(ctx, name); err != nil {
			t.Errorf("drop database %s: %v", name, err)
		}
	})
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	for _, script := range scripts {
		// Exec without arguments uses the simple protocol, which takes several statements.
		if _, err := conn.PgConn().Exec(ctx, script).ReadAll(); err != nil {
			t.Fatalf("set up database: %v", err)
		}
	}
	return dsn
}

// RequireVersion skips a test whose expectations are those of another major version.
func RequireVersion(t TB, s *Server, major int) {
	t.Helper()
	if s.Major() != major {
		t.Skipf("needs PostgreSQL %d, this is %d", major, s.Major())
	}
}
