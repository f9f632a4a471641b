INSERT INTO users (id, name, nick, mail, age, home, referrer, deleted_at) VALUES
  (1, 'Ann', 'a', 'Ann@x', 30, ROW('s', 'c'), NULL, NULL), (2, 'Bob', NULL, 'bob@x', NULL, NULL, 1, NULL),
  (3, 'Ann', NULL, 'c@x', 20, ROW(NULL, 'c'), 1, '2020-01-01'), (4, 'Ann', 'd', 'd@x', NULL, ROW(NULL, NULL), 2, '2020-01-01'),
  (5, 'Eve', 'e', 'e@x', NULL, NULL, NULL, NULL);
INSERT INTO orders (user_id, state, status, total, paid_at, sent_at, card, iban, coupon, note, tags, codes) VALUES
  (1, 'new', 'open', NULL, NULL, NULL, '1', NULL, NULL, 'n', '{a,NULL}', '{}'), (1, 'paid', 'paid', 10, '2020-01-01', NULL, NULL, 'i', 'c', 'n', NULL, '{x}'),
  (1, 'paid', 'paid', 12, '2020-01-01', NULL, NULL, 'i', NULL, 'n', NULL, '{x}'),
  (2, 'sent', 'sent', 5, NULL, '2020-01-02', '2', NULL, 'c', 'n', '{}', '{NULL}'), (3, 'void', 'x', 0, NULL, NULL, NULL, 'i', NULL, 'n', '{b}', '{y,z}');
INSERT INTO items VALUES (1, 1, NULL, 1, 2.5), (1, 2, 1, 0, NULL), (2, 1, 2, 3, NULL), (4, 1, NULL, 1, 1);
INSERT INTO events VALUES (now(), NULL, NULL, NULL), ('infinity', 'a', '{"a": null, "b": [1, null]}', 1), ('2020-01-01', 'b', '{}', 99), ('2020-01-01', 'b', 'null', 2);
REFRESH MATERIALIZED VIEW totals;
-- next data set: users without orders
INSERT INTO users (id, name, mail, age) VALUES (1, 'Ann', 'a@x', NULL), (7, 'Ann ', 'b@x', 1);
REFRESH MATERIALIZED VIEW totals;
-- next data set: nothing
