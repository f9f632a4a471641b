package lint_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/lint"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/source"
)

const schema = `
CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE, nick text, seen timestamp, made timestamptz NOT NULL);
CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, parent int);
`

func TestCheck(t *testing.T) {
	cat := pgcatalog.New()
	if list := ddl.Apply(cat, source.NewFile("schema.sql", schema)); len(list) > 0 {
		t.Fatal(list[0])
	}
	for _, c := range []struct{ sql, want string }{
		{"-- name: A :exec\nDELETE FROM users;", "SQ100"},
		{"-- name: A :exec\n-- sqlq: disable SQ100\nDELETE FROM users;", ""},
		{"-- name: A :exec\n-- @sqlc-vet-disable\nDELETE FROM users;", ""},
		{"-- name: A :exec\nUPDATE users SET nick = NULL WHERE id = 1;", ""},
		{"-- name: A :exec\nUPDATE users SET nick = '' FROM orders o WHERE o.user_id = users.id;", ""},
		{"-- name: A :many\nSELECT id FROM users WHERE nick = NULL;", "SQ101"},
		{"-- name: A :many\nSELECT id FROM users WHERE id NOT IN (SELECT parent FROM orders);", "SQ102"},
		{"-- name: A :many\nSELECT id FROM users WHERE id NOT IN (SELECT parent FROM orders WHERE parent > 0);", ""},
		{"-- name: A :many\nSELECT id FROM users WHERE id NOT IN (SELECT user_id FROM orders);", ""},
		{"-- name: A :many\nSELECT id FROM users LIMIT 3;", "SQ103"},
		{"-- name: A :many\nSELECT id FROM users ORDER BY id LIMIT 3;", ""},
		{"-- name: A :one\nSELECT id FROM users WHERE id = $1 LIMIT 1;", ""},
		{"-- name: A :many\nSELECT id FROM users u WHERE EXISTS (SELECT FROM orders o WHERE o.user_id = u.id LIMIT 1);", ""},
		{"-- name: A :many\nSELECT u.id FROM users u JOIN orders o ON true;", "SQ104"},
		{"-- name: A :many\nSELECT u.id FROM users u CROSS JOIN orders o;", ""},
		{"-- name: A :many\nSELECT u.id, o.n FROM users u LEFT JOIN LATERAL (SELECT count(*) AS n FROM orders o WHERE o.user_id = u.id) o ON true;", ""},
		{"-- name: A :one\nSELECT id FROM users WHERE nick = $1;", "SQ105"},
		{"-- name: A :one\nSELECT id FROM users WHERE email = $1;", ""},
		{"-- name: A :one\nINSERT INTO orders (id, user_id) VALUES (1, 2) RETURNING id;", ""},
		{"-- name: A :one\nWITH x AS (SELECT 1) SELECT 2 AS two;", "SQ106"},
		{"-- name: A :one\nSELECT 1 AS x, 2 AS x;", "SQ107"},
		{"-- name: A :many\nSELECT u.*, o.* FROM users u JOIN orders o ON o.user_id = u.id;", ""},
		{"-- name: A :many\nSELECT id FROM users WHERE seen < made;", "SQ108"},
		{"-- name: A :many\nSELECT id FROM users WHERE seen AT TIME ZONE 'UTC' < made;", ""},
	} {
		queries, list := parse.Queries(source.NewFile("q.sql", c.sql))
		if len(list) > 0 || len(queries) != 1 {
			t.Fatalf("%s: %v", c.sql, list)
		}
		raw, d := parse.Raw(queries[0].Text)
		if d != nil {
			t.Fatal(d)
		}
		q, _, err := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
		if err != nil {
			t.Fatalf("%s: %v", c.sql, err)
		}
		proofs := nullable.Prove(cat, q)
		var got []string
		for _, d := range lint.Check(cat, queries[0], q, &proofs, lint.Levels{}) {
			got = append(got, d.Code)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s\n%s", c.sql, diff)
		}
	}
}
