package nullable_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/internal/source"
)

func testCatalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat := pgcatalog.New()
	if list := ddl.Apply(cat, source.NewFile("schema.sql", liveSchema)); len(list) > 0 {
		t.Fatal(list[0])
	}
	return cat
}

// verdicts writes a result as a word: one letter per column, n nullable, N never null, with "[]"
// where array elements are never null; then the rows: "1" at most one, "=" exactly one.
func verdicts(r nullable.Result) string {
	var b strings.Builder
	for _, c := range r.Columns {
		b.WriteByte("nN"[btoi(c.NotNull)])
		if c.ElemNotNull {
			b.WriteString("[]")
		}
	}
	return b.String() + []string{"", "1", "="}[r.Rows]
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestColumns(t *testing.T) {
	cat := testCatalog(t)
	for _, c := range []struct{ sql, want string }{
		{"SELECT id, email, nick FROM users", "NNn"},
		{"SELECT note, nums FROM orders", "NN"}, // CHECK (note IS NOT NULL)
		{"SELECT u.id, o.id FROM users u LEFT JOIN orders o ON o.user_id = u.id", "Nn"},
		{"SELECT u.id, o.id FROM users u RIGHT JOIN orders o ON o.user_id = u.id", "NN"}, // foreign key
		{"SELECT u.id, o.id FROM users u FULL JOIN orders o ON o.user_id = u.id", "nn"},
		{"SELECT id FROM users FULL JOIN loose ON a = id", "n"},
		{"SELECT id FROM users FULL JOIN orders USING (id)", "N"},
		{"SELECT u.id, o.id, o.status FROM users u LEFT JOIN orders o ON o.user_id = u.id WHERE o.total > 1", "NNn"},
		{"SELECT o.id, i.line FROM users u LEFT JOIN (orders o JOIN items i ON i.order_id = o.id) ON o.user_id = u.id WHERE i.qty > 0", "NN"},
		{"SELECT o.id, i.line FROM users u LEFT JOIN orders o ON o.user_id = u.id LEFT JOIN items i ON i.order_id = o.id WHERE i.qty > 0", "NN"},
		{"SELECT u.email FROM orders o LEFT JOIN users u ON u.id = o.user_id", "N"},
		{"SELECT id IN (SELECT user_id FROM orders), id > ALL (SELECT user_id FROM orders), id IN (SELECT parent FROM orders) FROM users", "NNn"},
		{"SELECT nick IN (SELECT email FROM users) FROM users", "n"},
		{"SELECT (SELECT parent FROM orders LIMIT 1) IN (SELECT user_id FROM orders), (id IN (SELECT parent FROM orders)) IN (SELECT true) FROM users", "nn"},
		{"SELECT p.id FROM orders o LEFT JOIN orders p ON p.id = o.parent", "n"},
		{"SELECT u.email FROM orders o LEFT JOIN users u ON u.id = o.user_id AND u.active", "n"},
		{"SELECT u.email FROM orders o LEFT JOIN users u ON u.id = o.user_id FOR UPDATE OF o", "n"},
		{"SELECT nick FROM users WHERE nick IS NOT NULL", "N"},
		{"SELECT nick FROM users WHERE nick = 'a' OR nick > 'b'", "N"},
		{"SELECT nick FROM users WHERE nick = 'a' OR age > 1", "n"},
		{"SELECT nick FROM users WHERE NOT (nick IS NULL OR age = 1)", "N"},
		{"SELECT nick FROM users WHERE nick IN ('a', 'b')", "N"},
		{"SELECT nick FROM users WHERE nick NOT IN ('a', 'b')", "N"},
		{"SELECT age FROM users WHERE age <> ALL ('{}'::int[])", "n"},
		{"SELECT flag FROM users WHERE flag IS NOT UNKNOWN", "N"},
		{"SELECT flag FROM users WHERE flag IS NOT TRUE", "n"},
		{"SELECT flag FROM users WHERE coalesce(flag, false)", "N"},
		{"SELECT count(*), sum(age), max(id) FROM users", "Nnn="},
		{"SELECT active, sum(age), max(id), count(nick) FROM users GROUP BY active", "NnNN"},
		{"SELECT active, max(id) FILTER (WHERE age > 1) FROM users GROUP BY active", "Nn"},
		{"SELECT active, id, count(*), grouping(id) FROM users GROUP BY GROUPING SETS ((active, id), (active))", "NnNN"},
		{"SELECT active, max(id) FROM users GROUP BY ROLLUP (active)", "nn"},
		{"SELECT active FROM users GROUP BY CUBE (active) HAVING active IS NOT NULL", "N"},
		{"SELECT active, sum(age) FROM users GROUP BY active HAVING sum(age) > 1", "NN"},
		{"SELECT row_number() OVER (), lag(id) OVER (), lag(id, 1, 0) OVER (), first_value(id) OVER (ORDER BY id) FROM users", "NnNN"},
		{"SELECT sum(id) OVER (ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING), sum(id) OVER (ORDER BY id) FROM users", "nN"},
		{"SELECT id FROM users UNION SELECT parent FROM orders", "n"},
		{"SELECT id FROM users INTERSECT SELECT parent FROM orders", "N"},
		{"SELECT parent FROM orders EXCEPT SELECT id FROM users", "n"},
		{"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT n FROM r", "N"},
		{"WITH RECURSIVE r(n, p) AS (SELECT id, id FROM orders UNION ALL SELECT r.n, o.parent FROM r JOIN orders o ON o.id = r.p) SELECT n, p FROM r", "Nn"},
		{"SELECT (SELECT max(id) FROM users), (SELECT count(*) FROM users), (SELECT id FROM users LIMIT 1)", "nNn="},
		{"SELECT ARRAY(SELECT id FROM users), ARRAY(SELECT age FROM users), ARRAY[1, 2]", "N[]NN[]="},
		{"SELECT array_agg(id), array_agg(age) FROM users GROUP BY active", "N[]N"},
		{"SELECT array_agg(id ORDER BY age), array_agg(age ORDER BY id) FROM users GROUP BY active", "N[]N"},
		{"SELECT u FROM unnest(ARRAY[1, 2]) u", "N"},
		{"SELECT u FROM orders, unnest(nums) u", "n"},
		{"SELECT generate_series(1, 2)", "N"},
		{"SELECT generate_series(1, 2), generate_series(1, 3)", "nn"},
		{"SELECT CASE WHEN nick IS NOT NULL THEN nick ELSE '' END, CASE WHEN id > 1 THEN 1 END FROM users", "Nn"},
		{"SELECT CASE WHEN o.id IS NULL THEN 'none' ELSE o.note END FROM users u LEFT JOIN orders o ON o.user_id = u.id", "N"},
		{"SELECT coalesce(nick, ''), nullif(id, 1), greatest(age, id), age IS DISTINCT FROM 1 FROM users", "NnNN"},
		{"SELECT lower(email), email || nick, substring(email from 'a'), nums[1], nums[1:2] FROM users, orders", "NnnnN"},
		{"SELECT '{}'::jsonb -> 'a', jsonb_build_object('a', 1), extract(day from now()), extract(year from now())", "nNNN="},
		{"SELECT 'null'::jsonb::int", "n="}, // NULL since PostgreSQL 18
		{"SELECT current_schema, current_user, now()", "nNN="},
		{"SELECT id, nick FROM adults WHERE age > 1", "Nn"},
		{"SELECT age FROM adults", "N"},
		{"INSERT INTO users (id, email, nick, active) VALUES (1, '', '', true) RETURNING id, nick", "NN="},
		{"INSERT INTO users (id, email, active) VALUES (1, '', true) ON CONFLICT DO NOTHING RETURNING id", "N1"},
		{"UPDATE users SET nick = NULL WHERE nick = 'a' RETURNING nick, id", "nN"},
		{"DELETE FROM users WHERE nick = 'a' RETURNING nick, id", "NN"},
		{"SELECT l.x FROM users u LEFT JOIN LATERAL (SELECT u.id AS x) l ON true WHERE l.x > 0", "N"},
		{"SELECT v FROM (VALUES (1), (2)) t(v)", "N"},
		{"SELECT v FROM (VALUES (1), (NULL)) t(v)", "n"},
		{"SELECT sum(v) FROM (VALUES (1), (2)) t(v)", "N="},
	} {
		r, err := prove(cat, c.sql)
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
		} else if diff := cmp.Diff(c.want, verdicts(r)); diff != "" {
			t.Errorf("%s\n%s", c.sql, diff)
		}
	}
}

func TestRows(t *testing.T) {
	cat := testCatalog(t)
	for _, c := range []struct {
		sql  string
		want nullable.Rows
	}{
		{"SELECT 1 FROM users WHERE id = $1", nullable.AtMostOne},
		{"SELECT 1 FROM users WHERE email = $1 AND active", nullable.AtMostOne},
		{"SELECT 1 FROM users WHERE nick = $1", nullable.AnyRows},
		{"SELECT 1 FROM items WHERE order_id = 1", nullable.AnyRows},
		{"SELECT 1 FROM users WHERE id = (SELECT max(user_id) FROM orders)", nullable.AtMostOne},
		{"SELECT 1 FROM users u WHERE id = (SELECT max(o.id) FROM orders o WHERE o.user_id = u.id)", nullable.AnyRows},
		{"SELECT 1 FROM users u WHERE id = (SELECT o.id FROM orders o ORDER BY random() LIMIT 1)", nullable.AnyRows},
		{"SELECT 1 FROM users u WHERE id IN (SELECT max(user_id) FROM orders)", nullable.AtMostOne},
		{"SELECT 1 FROM users u WHERE id IN (SELECT user_id FROM orders)", nullable.AnyRows},
		{"SELECT 1 FROM (SELECT id, row_number() OVER (PARTITION BY user_id ORDER BY id DESC) AS n, user_id FROM orders) s WHERE n = 1 AND user_id = $1", nullable.AtMostOne},
		{"SELECT 1 FROM (SELECT id, row_number() OVER (PARTITION BY user_id ORDER BY id DESC) AS n, user_id FROM orders) s WHERE n = 1", nullable.AnyRows},
		{"SELECT 1 FROM (SELECT rank() OVER (ORDER BY id DESC) AS n FROM orders) s WHERE n = 1", nullable.AnyRows},
		{"SELECT 1 FROM (SELECT row_number() OVER () AS n FROM orders) s WHERE n = $1", nullable.AtMostOne},
		{"SELECT 1 FROM items WHERE order_id = 1 AND line = 2", nullable.AtMostOne},
		{"SELECT 1 FROM orders o JOIN users u ON u.id = o.user_id WHERE o.id = $1", nullable.AtMostOne},
		{"SELECT 1 FROM orders o JOIN users u ON u.id = o.user_id WHERE u.id = $1", nullable.AnyRows},
		{"SELECT 1 FROM orders o LEFT JOIN users u ON u.id = o.parent WHERE o.id = $1", nullable.AtMostOne},
		{"SELECT 1 FROM users u LEFT JOIN orders o ON u.id = o.user_id AND u.id = 1", nullable.AnyRows},
		{"SELECT 1 FROM users u FULL JOIN orders o ON u.id = 1 AND o.id = 1", nullable.AnyRows},
		{"SELECT 1 FROM users LIMIT 1", nullable.AtMostOne},
		{"SELECT 1 FROM users ORDER BY nick FETCH FIRST 1 ROW WITH TIES", nullable.AnyRows},
		{"SELECT count(*) FROM users", nullable.ExactlyOne},
		{"SELECT count(*) FROM users HAVING count(*) > 1", nullable.AtMostOne},
		{"SELECT nick, count(*) FROM users WHERE nick = $1 GROUP BY nick", nullable.AtMostOne},
		{"SELECT * FROM (SELECT user_id, count(*) FROM orders GROUP BY user_id) x WHERE user_id = $1", nullable.AtMostOne},
		{"SELECT generate_series(1, 3)", nullable.AnyRows},
		{"UPDATE users SET age = 1 FROM orders o WHERE o.user_id = users.id AND users.id = $1 RETURNING 1", nullable.AtMostOne},
		{"DELETE FROM users WHERE email = $1 RETURNING id", nullable.AtMostOne},
		{"INSERT INTO users SELECT * FROM users RETURNING id", nullable.AnyRows},
		{"SELECT 1 FROM users UNION ALL SELECT 2", nullable.AnyRows},
		{"SELECT id FROM adults WHERE id = 3", nullable.AtMostOne},
	} {
		r, err := prove(cat, c.sql)
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
		} else if r.Rows != c.want {
			t.Errorf("%s: got %d (%s), want %d", c.sql, r.Rows, r.RowsBecause, c.want)
		}
	}
}

func TestParams(t *testing.T) {
	cat := testCatalog(t)
	for _, c := range []struct{ sql, want string }{
		{"SELECT 1 FROM users WHERE id = $1 LIMIT $2", "NN"},
		{"SELECT 1 FROM users WHERE $1::text IS NULL OR nick = $1", "n"},
		{"INSERT INTO users (id, email, nick, age, active) VALUES ($1, $2, $3, coalesce($4, 1), $5)", "NNnnN"},
		{"INSERT INTO loose (a, c) SELECT $1::int, $2::int", "nN"},
		{"UPDATE users SET nick = $1, email = coalesce($2, email) WHERE id = $3", "nnN"},
		{"UPDATE orders SET tags[1] = $1, nums[$2] = $3 WHERE id = $4", "nNnN"},
		{"SELECT 1 FROM users WHERE nick IS NOT DISTINCT FROM $1", "n"},
		{"SELECT 1 FROM users WHERE id = ANY ($1::int[])", "N"},
		{"INSERT INTO users (id, email, active) VALUES (1, $1, true) ON CONFLICT (id) DO UPDATE SET nick = $2", "Nn"},
		// Where NULL is an error, a condition may keep it away, so that it has a meaning all the same.
		{"INSERT INTO users (id, email, active) VALUES (1, $1, $1::text IS NULL)", "N"},
		{"INSERT INTO users (id, email, active) VALUES (1, 'a', true) ON CONFLICT (id) DO UPDATE SET email = $1 WHERE $1 IS NOT NULL", "n"},
		{"WITH w AS (UPDATE users SET email = $1 WHERE $1::text IS NOT NULL RETURNING id) SELECT id FROM w", "n"},
		{"MERGE INTO users u USING loose l ON l.a = u.id WHEN MATCHED AND $1::text IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET email = $1", "n"},
		{"WITH w AS (DELETE FROM loose WHERE $1::int IS NULL) SELECT 1 FROM users WHERE id = $1", "n"},
		{"SELECT 1 FROM users WHERE $1::int IS NULL OR age < 5 LIMIT $1", "n"},
		// The columns of a subquery may show parameters.
		{"WITH given AS (SELECT $1::int AS id, $2::text AS nick) SELECT 1 FROM users u, given g WHERE u.id = g.id AND (g.nick IS NULL OR g.nick = u.nick)", "Nn"},
		{"UPDATE users u SET nick = coalesce(v.nick, u.nick) FROM (VALUES ($1::int, $2::text)) v(id, nick) WHERE v.id = u.id", "Nn"},
		{"INSERT INTO loose (c) SELECT v FROM (VALUES ($1::int), ($2)) s(v) WHERE v IS NOT NULL", "nn"},
		{"INSERT INTO loose (c) SELECT id FROM users EXCEPT SELECT $1", "N"},
	} {
		r, err := prove(cat, c.sql)
		if err != nil {
			t.Errorf("%s: %v", c.sql, err)
			continue
		}
		got := ""
		for _, p := range r.Params {
			got += string("nN"[btoi(p.NotNull)])
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.sql, got, c.want)
		}
	}
}
