INSERT INTO orgs (id, slug, name, settings) VALUES (1, 'acme', 'Acme', '{"plan": "pro", "seats": [1, 2]}'), (2, 'zeta', 'Zeta', '{}');
INSERT INTO members (id, org_id, email, nick, role, backup) VALUES
    (1, 1, 'a@x', 'al', 'owner', NULL), (2, 1, 'b@x', NULL, 'member', 'admin'), (3, 2, 'c@x', 'cy', 'admin', 'owner');
INSERT INTO projects (id, org_id, name, budget) VALUES (1, 1, 'web', 10.50), (2, 1, 'app', NULL), (3, 2, 'ops', 0);
INSERT INTO tasks (id, project_id, assignee, title, tags, due, kind, slug, points) VALUES
    (1, 1, 1, 'one', '{a,b}', '2026-03-01', 'owner', 'one', 1), (2, 1, NULL, 'two', '{}', NULL, NULL, NULL, 2),
    (3, 2, 2, 'three', '{c}', '2026-03-02', 'member', NULL, 3), (4, 3, 3, 'four', '{}', NULL, 'admin', 'four', 5),
    (5, 3, NULL, 'five', '{"",x y}', '2026-03-03', NULL, NULL, 8);
INSERT INTO comments (id, task_id, author, body) VALUES
    (1, 1, 1, 'first'), (2, 1, NULL, 'say "hi", \ok'), (3, 1, 2, 'third'), (4, 3, 3, ''), (5, 4, NULL, 'x');
INSERT INTO likes VALUES (1, 1), (1, 2), (2, 3), (4, 1);
SELECT setval(pg_get_serial_sequence(t, 'id'), 100) FROM unnest('{orgs,members,projects,tasks,comments}'::text[]) t;
