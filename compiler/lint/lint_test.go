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
CREATE TABLE items (order_id int NOT NULL REFERENCES orders, line int, amount numeric NOT NULL, PRIMARY KEY (order_id, line));
CREATE TABLE payments (id bigint PRIMARY KEY, order_id int NOT NULL REFERENCES orders, amount numeric NOT NULL, line int);
CREATE TABLE codes (code char(4) PRIMARY KEY, made timestamptz NOT NULL, word text NOT NULL, kind text);
CREATE INDEX ON codes (made);
CREATE INDEX ON codes (word);
CREATE INDEX ON codes (lower(kind));
CREATE INDEX ON codes (kind);
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
		{"-- name: A :exec\n-- sqlq: disable No-Where\nDELETE FROM users;", ""},
		{"-- name: A :exec\n-- @sqlc-vet-disable sqlc/db-prepare no-where\nDELETE FROM users;", ""},
		{"-- name: A :exec\n-- @sqlc-vet-disable sqlc/db-prepare\nDELETE FROM users;", "SQ100"},
		{"-- name: A :exec\n-- sqlq: disable SQ103\nDELETE FROM users;", "SQ100 SQ129"},
		{"-- name: A :exec\n-- sqlq: disable SQ103, SQ129\nDELETE FROM users;", "SQ100"},
		{"-- name: A :exec\n-- sqlq: disable nowhere, SQ121\nDELETE FROM users;", "SQ100"},
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

		{"-- name: A :many\nSELECT o.id, sum(i.amount), sum(p.amount) AS paid FROM orders o JOIN items i ON i.order_id = o.id JOIN payments p ON p.order_id = o.id GROUP BY o.id;", "SQ109 SQ109"},
		{"-- name: A :many\nSELECT o.id, sum(i.amount) FROM orders o LEFT JOIN items i ON i.order_id = o.id LEFT JOIN payments p ON p.order_id = i.order_id GROUP BY o.id;", "SQ109"},
		{"-- name: A :many\nSELECT o.id, sum(i.amount) FROM orders o JOIN items i ON i.order_id = o.id JOIN payments p ON p.order_id = o.id AND p.line = i.line GROUP BY o.id;", ""},
		{"-- name: A :many\nSELECT o.id, max(i.amount), count(DISTINCT p.id) FROM orders o JOIN items i ON i.order_id = o.id JOIN payments p ON p.order_id = o.id GROUP BY o.id;", ""},
		{"-- name: A :many\nSELECT o.id, sum(i.amount) FROM orders o JOIN items i ON i.order_id = o.id JOIN payments p ON p.order_id = o.id AND p.id > i.line GROUP BY o.id;", ""},
		{"-- name: A :many\nSELECT u.id, sum(i.amount) FROM users u JOIN orders o ON o.user_id = u.id JOIN items i ON i.order_id = o.id GROUP BY u.id;", ""},
		{"-- name: A :many\nSELECT o.id, sum(i.amount) FROM orders o JOIN items i ON i.order_id = o.id JOIN payments p ON p.order_id = o.id WHERE p.id = 3 GROUP BY o.id;", ""},
		{"-- name: A :many\nSELECT u.id, sum(i.amount) FROM users u JOIN orders o ON o.user_id = u.id JOIN items i ON i.order_id = o.id JOIN orders p ON p.user_id = u.id GROUP BY u.id;", "SQ109"},

		{"-- name: A :one\nSELECT count(nick) FROM users;", "SQ110"},
		{"-- name: A :one\nSELECT count(nick) FROM users WHERE nick > '';", ""},
		{"-- name: A :one\nSELECT count(email), count(DISTINCT nick) AS nicks FROM users;", ""},
		{"-- name: A :many\nSELECT u.id, count(o.parent) FROM users u LEFT JOIN orders o ON o.user_id = u.id GROUP BY u.id;", ""},

		{"-- name: A :many\nSELECT id FROM users WHERE id = 1.0;", "SQ111"},
		{"-- name: A :many\nSELECT id FROM users WHERE id = 1.0 AND email = $1;", ""},
		{"-- name: A :many\nSELECT id FROM users WHERE id = $1::bigint;", ""},
		{"-- name: A :many\nSELECT id, id = 1.0 AS x FROM users;", ""},
		{"-- name: A :many\nSELECT code FROM codes WHERE upper(word) = $1;", "SQ112"},
		{"-- name: A :many\nSELECT code FROM codes WHERE made::date = $1;", "SQ112"},
		{"-- name: A :many\nSELECT code FROM codes WHERE date_trunc('day', made) = $1;", "SQ112"},
		{"-- name: A :many\nSELECT code FROM codes WHERE lower(kind) = $1;", ""},
		{"-- name: A :many\nSELECT code FROM codes WHERE upper(word) = kind;", ""},
		{"-- name: A :many\nSELECT code FROM codes WHERE made::date = $1 AND word = $2;", ""},

		{"-- name: A :many\nSELECT u.id FROM users u JOIN orders o ON o.user_id = o.user_id;", "SQ104 SQ114"},
		{"-- name: A :many\nSELECT id FROM users WHERE email IS NULL;", "SQ114"},
		{"-- name: A :many\nSELECT id FROM users WHERE nick IS NULL;", ""},
		{"-- name: A :many\nSELECT u.id FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.id IS NULL;", ""},
		{"-- name: A :many\nSELECT id, parent FROM orders GROUP BY ROLLUP (id, parent) HAVING id IS NOT NULL;", ""},
		{"-- name: A :many\nSELECT id FROM users WHERE id = 1 AND id = 2;", "SQ114"},
		{"-- name: A :many\nSELECT id FROM users WHERE email <> 'a' OR email <> 'b';", "SQ114"},
		{"-- name: A :many\nSELECT id FROM users WHERE id = 1 OR id = 2;", ""},
		{"-- name: A :many\nSELECT id FROM users WHERE id = 1 AND id = '01';", ""},

		{"-- name: A :many\nSELECT id FROM users u WHERE EXISTS (SELECT $1::int FROM orders o WHERE o.user_id = u.id);", "SQ115"},
		{"-- name: A :many\nSELECT id FROM users u WHERE EXISTS (SELECT $1::int FROM orders o WHERE o.id = $1);", ""},
		{"-- name: A :one\n-- sqlq: disable SQ106\nWITH x AS (SELECT $1::int) SELECT 2 AS two;", "SQ115"},
		{"-- name: A :many\nSELECT id FROM users WHERE id = $1 ORDER BY id LIMIT $2 OFFSET $3;", ""},

		{"-- name: A :many\nSELECT word FROM codes WHERE code LIKE $1;", "SQ116"},
		{"-- name: A :many\nSELECT word FROM codes WHERE code LIKE 'a%';", ""},
		{"-- name: A :many\nSELECT word FROM codes WHERE code LIKE '%a';", "SQ116"},
		{"-- name: A :many\nSELECT word FROM codes WHERE code ~ '^a';", ""},
		{"-- name: A :many\nSELECT word FROM codes WHERE code ~ '^a$';", "SQ116"},
		{"-- name: A :many\nSELECT word FROM codes WHERE code SIMILAR TO 'a%';", ""},
		{"-- name: A :many\nSELECT word FROM codes WHERE code SIMILAR TO 'a';", "SQ116"},
		{"-- name: A :many\nSELECT word FROM codes WHERE code = word;", "SQ116"},
		{"-- name: A :many\nSELECT word FROM codes WHERE code = $1;", ""},
		{"-- name: A :exec\nINSERT INTO users (id, email, made) VALUES (1, '', now()) ON CONFLICT (id) DO UPDATE SET made = now();", "SQ118"},
		{"-- name: A :exec\nINSERT INTO users (id, email, made) VALUES (1, '', now()) ON CONFLICT (id) DO UPDATE SET made = excluded.made;", ""},
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
		for _, d := range lint.Check(cat, queries[0], q, nil, &proofs, lint.NewLevels(map[string]string{"SQ118": "warning", "idle-disable": "warning"})) {
			got = append(got, d.Code)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s\n%s", c.sql, diff)
		}
	}
}
