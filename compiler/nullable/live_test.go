package nullable_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/pgserver"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// The schema of the property test: everything that can be NULL is, somewhere.
const liveSchema = `
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE, nick text, age int, active bool NOT NULL, flag bool);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, parent int REFERENCES orders,
  status text, total int, note text CHECK (note IS NOT NULL), tags text[], nums int[] NOT NULL);
CREATE TABLE items (order_id int NOT NULL REFERENCES orders, line int NOT NULL, qty int, price int NOT NULL, label text,
  PRIMARY KEY (order_id, line));
CREATE TABLE loose (a int, b int, c int NOT NULL, d text, e bool);
CREATE VIEW adults AS SELECT id, email, nick, age FROM users WHERE age > 20;
`

const liveData = `
INSERT INTO users VALUES (1,'a@x','al',30,true,true),(2,'b@x',NULL,NULL,false,NULL),(3,'c@x','cy',10,true,false),(4,'d@x',NULL,25,true,NULL);
INSERT INTO orders VALUES (1,1,NULL,'new',10,'n','{a,NULL}','{1,2}'),(2,1,1,NULL,NULL,'','{}','{}'),(3,2,1,'old',5,'x',NULL,'{NULL}'),(4,4,3,NULL,7,'y','{z}','{3}');
INSERT INTO items VALUES (1,1,2,10,'p'),(1,2,NULL,5,NULL),(3,1,1,1,''),(4,1,NULL,2,NULL);
INSERT INTO loose VALUES (1,NULL,1,'a',true),(NULL,1,2,NULL,NULL),(NULL,NULL,3,NULL,false),(1,1,1,'a',NULL),(2,3,4,'','t');
`

// The same schema with other holes: only some tables have rows, or none has.
const liveSparse = `
INSERT INTO users VALUES (1,'a@x',NULL,NULL,false,NULL),(2,'b@x',NULL,21,true,NULL);
INSERT INTO loose VALUES (NULL,NULL,1,NULL,NULL),(2,NULL,2,NULL,NULL);
`

type live struct {
	t    testing.TB
	cat  *catalog.Catalog
	conn *pgx.Conn
}

func newLive(t testing.TB) *live {
	t.Helper()
	server := pgserver.Test(t)
	var setup strings.Builder
	for i, data := range []string{liveData, liveSparse, ""} {
		fmt.Fprintf(&setup, "CREATE SCHEMA d%d; SET search_path = d%d;\n%s\n%s\n", i, i, liveSchema, data)
	}
	conn, err := pgx.Connect(context.Background(), server.Database(t, setup.String()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	cat := pgcatalog.New()
	if list := ddl.Apply(cat, source.NewFile("schema.sql", liveSchema)); len(list) > 0 {
		t.Fatal(list[0])
	}
	return &live{t, cat, conn}
}

// prove analyses one statement; ok is false if sqlq refuses it.
func prove(cat *catalog.Catalog, sql string) (r nullable.Result, why error) {
	raw, d := parse.Raw(sql)
	if d != nil {
		return r, d
	}
	q, _, err := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
	if err != nil {
		return r, err
	}
	return nullable.Prove(cat, q), nil
}

// check runs a statement on all variants of the data and compares with what was promised. It
// returns the number of executions that succeeded.
func (l *live) check(sql string) int {
	r, err := prove(l.cat, sql)
	if err != nil {
		return 0
	}
	ctx, done := context.Background(), 0
	for i := range 3 {
		if _, err := l.conn.PgConn().Exec(ctx, fmt.Sprintf("BEGIN; SET LOCAL search_path = d%d; SET LOCAL statement_timeout = 2000", i)).ReadAll(); err != nil {
			l.t.Fatal(err)
		}
		results, err := l.conn.PgConn().Exec(ctx, sql).ReadAll()
		if err == nil && len(results) == 1 {
			done++
			l.compare(sql, i, r, results[0].Rows)
		}
		if _, err := l.conn.PgConn().Exec(ctx, "ROLLBACK").ReadAll(); err != nil {
			l.t.Fatal(err)
		}
	}
	return done
}

func (l *live) compare(sql string, data int, r nullable.Result, rows [][][]byte) {
	l.t.Helper()
	if why := broken(r, rows); why != "" {
		l.t.Errorf("%s (data %d):\n%s", why, data, sql)
	}
}
