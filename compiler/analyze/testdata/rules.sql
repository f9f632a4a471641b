-- rules.sql: what rules make of INSERT, UPDATE and DELETE, alone, in WITH and through views.
CREATE TABLE base (id int4 PRIMARY KEY, b text, c int4);
CREATE TABLE log (id int4, what text);
CREATE TABLE also (id int4 PRIMARY KEY, b text);
CREATE RULE a1 AS ON INSERT TO also DO ALSO INSERT INTO log VALUES (new.id, 'ins');
CREATE TABLE alsou (id int4 PRIMARY KEY, b text);
CREATE RULE a2 AS ON UPDATE TO alsou DO ALSO INSERT INTO log VALUES (new.id, 'upd');
CREATE TABLE alsod (id int4 PRIMARY KEY, b text);
CREATE RULE a3 AS ON DELETE TO alsod DO ALSO NOTIFY foo;
CREATE TABLE nothing (id int4 PRIMARY KEY, b text);
CREATE RULE n1 AS ON INSERT TO nothing DO INSTEAD NOTHING;
CREATE RULE n2 AS ON UPDATE TO nothing DO ALSO NOTHING;
CREATE RULE n3 AS ON DELETE TO nothing WHERE old.id > 1 DO INSTEAD NOTHING;
CREATE TABLE inst (id int4 PRIMARY KEY, b text);
CREATE RULE i1 AS ON INSERT TO inst DO INSTEAD INSERT INTO base VALUES (new.id, new.b) RETURNING id, b;
CREATE RULE i2 AS ON UPDATE TO inst DO INSTEAD UPDATE base SET b = new.b WHERE id = old.id RETURNING id, b;
CREATE RULE i3 AS ON DELETE TO inst DO INSTEAD DELETE FROM base WHERE id = old.id;
CREATE TABLE cross1 (id int4 PRIMARY KEY, b text);
CREATE RULE c1 AS ON INSERT TO cross1 DO INSTEAD UPDATE base SET b = new.b WHERE id = new.id RETURNING id, b;
CREATE RULE c2 AS ON DELETE TO cross1 DO INSTEAD UPDATE base SET c = 1 WHERE id = old.id RETURNING id, b;
CREATE RULE c3 AS ON UPDATE TO cross1 DO INSTEAD SELECT 1, 'a';
CREATE TABLE cond (id int4 PRIMARY KEY, b text);
CREATE RULE d1 AS ON INSERT TO cond WHERE new.id > 1 DO INSTEAD INSERT INTO base VALUES (new.id, new.b);
CREATE RULE d2 AS ON UPDATE TO cond WHERE new.id > 1 DO ALSO UPDATE log SET what = 'x';
CREATE RULE d3 AS ON DELETE TO cond WHERE old.id > 1 DO INSTEAD (DELETE FROM base; DELETE FROM log);
CREATE TABLE multi (id int4 PRIMARY KEY, b text);
CREATE RULE m1 AS ON INSERT TO multi DO INSTEAD (INSERT INTO base VALUES (new.id); INSERT INTO log VALUES (new.id) RETURNING id, what);
CREATE RULE m2 AS ON UPDATE TO multi DO INSTEAD (UPDATE base SET b = 'x' RETURNING id, b; NOTIFY foo);
CREATE RULE m3 AS ON DELETE TO multi DO INSTEAD NOTIFY foo;
CREATE TABLE sel (id int4 PRIMARY KEY, b text);
CREATE RULE s1 AS ON INSERT TO sel DO INSTEAD INSERT INTO base SELECT new.id, new.b;
CREATE RULE s2 AS ON INSERT TO log DO ALSO INSERT INTO sel SELECT id, b FROM base;
CREATE TABLE selfy (id int4 PRIMARY KEY, b text);
CREATE RULE r1 AS ON INSERT TO selfy DO ALSO INSERT INTO selfy VALUES (new.id + 1, new.b);
CREATE TABLE pong (id int4, b text);
CREATE RULE r2 AS ON UPDATE TO selfy DO INSTEAD UPDATE pong SET b = 'y';
CREATE RULE p2 AS ON UPDATE TO pong DO INSTEAD UPDATE selfy SET b = 'y';
CREATE TABLE wi (id int4 PRIMARY KEY, b text);
CREATE RULE w1 AS ON INSERT TO wi DO INSTEAD WITH q AS (SELECT 1 AS i) INSERT INTO base SELECT i FROM q;
CREATE TABLE wj (id int4 PRIMARY KEY, b text);
CREATE RULE w2 AS ON INSERT TO wj DO INSTEAD INSERT INTO base WITH q AS (SELECT 1 AS i) SELECT i FROM q;
CREATE TABLE twice (id int4, b text);
CREATE RULE t1 AS ON INSERT TO twice DO INSTEAD INSERT INTO base VALUES (new.id) RETURNING id, b;
CREATE RULE t2 AS ON INSERT TO twice DO INSTEAD INSERT INTO base VALUES (new.id) RETURNING id, b;
CREATE RULE t0 AS ON UPDATE TO twice DO INSTEAD UPDATE base SET b = 'x' RETURNING id, b;
CREATE OR REPLACE RULE t0 AS ON UPDATE TO twice DO ALSO NOTHING;
CREATE RULE t3 AS ON DELETE TO twice DO INSTEAD NOTHING;
DROP RULE t3 ON twice;
CREATE VIEW va AS SELECT id, b FROM also;
CREATE VIEW vb AS SELECT id, b FROM base;
CREATE VIEW vc AS SELECT id, b FROM inst;
CREATE VIEW vd AS SELECT id, b FROM cond;
CREATE VIEW ve AS SELECT id + 1 AS id FROM base;
CREATE VIEW vf AS SELECT id FROM ve;
CREATE VIEW vg AS SELECT count(*) AS n FROM base;
CREATE VIEW vh AS SELECT n + 1 AS n1 FROM vg;
CREATE VIEW vi AS SELECT n FROM vg;
CREATE VIEW vr AS SELECT id, b FROM base;
CREATE RULE v1 AS ON INSERT TO vr DO INSTEAD INSERT INTO also VALUES (new.id, new.b) RETURNING *;
CREATE RULE v2 AS ON UPDATE TO vr WHERE new.id > 1 DO INSTEAD NOTHING;
CREATE RULE v3 AS ON DELETE TO vr DO ALSO NOTHING;
CREATE VIEW vu AS SELECT id, b FROM base;
CREATE RULE u1 AS ON INSERT TO vu DO ALSO INSERT INTO log VALUES (new.id);
CREATE RULE u2 AS ON UPDATE TO vu DO ALSO INSERT INTO log VALUES (new.id);
CREATE TABLE pp (id int4, b text) PARTITION BY LIST (id);
CREATE TABLE pp1 PARTITION OF pp FOR VALUES IN (1);
CREATE RULE p1 AS ON INSERT TO pp1 DO INSTEAD UPDATE base SET b = new.b RETURNING id, b;

-- name: InsertAlso :many
INSERT INTO also VALUES (1);

-- name: InsertAlsoReturning :many
-- column id int4
-- column b text
INSERT INTO also VALUES (1) RETURNING *;

-- name: InsertAlsoConflict :many
-- error 0A000 "INSERT with ON CONFLICT clause cannot be used with table that has INSERT or UPDATE rules"
INSERT INTO also VALUES (1) ON CONFLICT DO NOTHING;

-- name: InsertAlsouConflict :many
-- error 0A000 "INSERT with ON CONFLICT clause cannot be used with table that has INSERT or UPDATE rules"
INSERT INTO alsou VALUES (1) ON CONFLICT DO NOTHING;

-- name: InsertAlsodReturningConflict :many
-- column id int4
-- column b text
INSERT INTO alsod VALUES (1) ON CONFLICT DO NOTHING RETURNING *;

-- name: InsertNothingConflict :many
-- error 0A000 "INSERT with ON CONFLICT clause cannot be used with table that has INSERT or UPDATE rules"
INSERT INTO nothing VALUES (1) ON CONFLICT DO NOTHING;

-- name: InsertNothingReturning :many
-- error 0A000 "cannot perform INSERT RETURNING on relation \"nothing\""
INSERT INTO nothing VALUES (1) RETURNING *;

-- name: UpdateNothingReturning :many
-- column id int4
-- column b text
UPDATE nothing SET b = 'x' RETURNING *;

-- name: DeleteNothingReturning :many
-- error 0A000 "cannot perform DELETE RETURNING on relation \"nothing\""
DELETE FROM nothing RETURNING *;

-- name: DeleteNothing :many
DELETE FROM nothing;

-- name: InsertInstReturning :many
-- column id int4
-- column b text
INSERT INTO inst VALUES (1, 'x') RETURNING *;

-- name: InsertInstReturning2 :many
-- column b text
INSERT INTO inst VALUES (1, 'x') RETURNING b;

-- name: UpdateInstReturning :many
-- param text
-- column id int4
-- column b text
-- column ?column? int4
UPDATE inst SET b = $1 RETURNING *, 1;

-- name: DeleteInstReturning :many
-- error 0A000 "cannot perform DELETE RETURNING on relation \"inst\""
DELETE FROM inst RETURNING *;

-- name: DeleteInst :many
DELETE FROM inst;

-- name: InsertCross1Returning :many
INSERT INTO cross1 VALUES (1) RETURNING *;

-- name: DeleteCross1Returning :many
DELETE FROM cross1 RETURNING id;

-- name: UpdateCross1 :many
UPDATE cross1 SET b = 'x';

-- name: UpdateCross1Returning :many
-- error 0A000 "cannot perform UPDATE RETURNING on relation \"cross1\""
UPDATE cross1 SET b = 'x' RETURNING *;

-- name: InsertCondReturning :many
-- error 0A000 "cannot perform INSERT RETURNING on relation \"cond\""
INSERT INTO cond VALUES (1) RETURNING *;

-- name: InsertCond :many
INSERT INTO cond VALUES (1);

-- name: UpdateCondReturning :many
-- column id int4
-- column b text
UPDATE cond SET b = 'x' RETURNING *;

-- name: DeleteCond :many
DELETE FROM cond;

-- name: DeleteCondReturning :many
-- error 0A000 "cannot perform DELETE RETURNING on relation \"cond\""
DELETE FROM cond RETURNING *;

-- name: InsertMultiReturning :many
INSERT INTO multi VALUES (1) RETURNING *;

-- name: InsertMulti :many
INSERT INTO multi VALUES (1);

-- name: UpdateMultiReturning :many
-- column b text
UPDATE multi SET b = 'x' RETURNING b;

-- name: DeleteMulti :many
DELETE FROM multi;

-- name: DeleteMultiReturning :many
-- error 0A000 "cannot perform DELETE RETURNING on relation \"multi\""
DELETE FROM multi RETURNING id;

-- name: WithDeleteBaseReturning :many
-- error 0A000 "INSERT ... SELECT rule actions are not supported for queries having data-modifying statements in WITH"
WITH w AS (DELETE FROM base RETURNING *) INSERT INTO sel SELECT id, b FROM w;

-- name: WithInsertSel :many
WITH w AS (SELECT 1) INSERT INTO sel SELECT * FROM w;

-- name: WithDeleteBaseReturning2 :many
WITH w AS (DELETE FROM base RETURNING *) INSERT INTO inst SELECT id, b FROM w;

-- name: WithInsertAlsoReturning :many
-- error 0A000 "DO ALSO rules are not supported for data-modifying statements in WITH"
WITH w AS (INSERT INTO also VALUES (1) RETURNING *) SELECT * FROM w;

-- name: WithInsertNothing :many
-- error 0A000 "DO INSTEAD NOTHING rules are not supported for data-modifying statements in WITH"
WITH w AS (INSERT INTO nothing VALUES (1)) SELECT 1;

-- name: WithInsertInstReturning :many
-- column id int4
-- column b text
WITH w AS (INSERT INTO inst VALUES (1) RETURNING *) SELECT * FROM w;

-- name: WithInsertCond :many
-- error 0A000 "conditional DO INSTEAD rules are not supported for data-modifying statements in WITH"
WITH w AS (INSERT INTO cond VALUES (1)) SELECT 1;

-- name: WithInsertMulti :many
-- error 0A000 "multi-statement DO INSTEAD rules are not supported for data-modifying statements in WITH"
WITH w AS (INSERT INTO multi VALUES (1)) SELECT 1;

-- name: WithDeleteMulti :many
-- error 0A000 "DO INSTEAD NOTIFY rules are not supported for data-modifying statements in WITH"
WITH w AS (DELETE FROM multi) SELECT 1;

-- name: WithDeleteNothing :many
-- column ?column? int4
WITH w AS (DELETE FROM nothing) SELECT 1;

-- name: WithUpdateNothingReturning :many
-- column id int4
-- column b text
WITH w AS (UPDATE nothing SET b = 'x' RETURNING *) SELECT * FROM w;

-- name: WithDeleteCond :many
-- error 0A000 "conditional DO INSTEAD rules are not supported for data-modifying statements in WITH"
WITH w AS (DELETE FROM cond) SELECT 1;

-- name: WithUpdateCond :many
-- error 0A000 "DO ALSO rules are not supported for data-modifying statements in WITH"
WITH w AS (UPDATE cond SET b = 'x') SELECT 1;

-- name: WithUpdateMulti :many
-- error 0A000 "multi-statement DO INSTEAD rules are not supported for data-modifying statements in WITH"
WITH w AS (UPDATE multi SET b = 'x') SELECT 1;

-- name: WithUpdateCross1 :many
-- column ?column? int4
WITH w AS (UPDATE cross1 SET b = 'x') SELECT 1;

-- name: WithInsertMulti2 :many
-- error 0A000 "WITH cannot be used in a query that is rewritten by rules into multiple queries"
WITH w AS (SELECT 1) INSERT INTO multi VALUES (1);

-- name: WithUpdateMulti2 :many
WITH w AS (SELECT 1) UPDATE multi SET b = 'x';

-- name: WithDeleteAlsod :many
WITH w AS (SELECT 1) DELETE FROM alsod;

-- name: WithInsertAlso :many
-- error 0A000 "WITH cannot be used in a query that is rewritten by rules into multiple queries"
WITH w AS (SELECT 1 AS id) INSERT INTO also SELECT * FROM w;

-- name: InsertSelfy :many
-- error 42P17 "infinite recursion detected in rules for relation \"selfy\""
INSERT INTO selfy VALUES (1);

-- name: UpdateSelfy :many
-- error 42P17 "infinite recursion detected in rules for relation \"selfy\""
UPDATE selfy SET b = 'x';

-- name: UpdatePong :many
-- error 42P17 "infinite recursion detected in rules for relation \"pong\""
UPDATE pong SET b = 'x';

-- name: WithInsertWi :many
WITH q AS (SELECT 1) INSERT INTO wi SELECT * FROM q;

-- name: WithInsertWi2 :many
WITH q2 AS (SELECT 1) INSERT INTO wi SELECT * FROM q2;

-- name: InsertVaReturning :many
-- column id int4
-- column b text
INSERT INTO va VALUES (1) RETURNING *;

-- name: InsertVaConflict :many
-- error 0A000 "INSERT with ON CONFLICT clause cannot be used with table that has INSERT or UPDATE rules"
INSERT INTO va VALUES (1) ON CONFLICT DO NOTHING;

-- name: InsertVbConflict :many
INSERT INTO vb VALUES (1) ON CONFLICT DO NOTHING;

-- name: InsertVcReturning :many
-- column id int4
-- column b text
INSERT INTO vc VALUES (1) RETURNING *;

-- name: DeleteVcReturning :many
-- error 0A000 "cannot perform DELETE RETURNING on relation \"inst\""
DELETE FROM vc RETURNING *;

-- name: InsertVd :many
INSERT INTO vd VALUES (1);

-- name: InsertVdReturning :many
-- error 0A000 "cannot perform INSERT RETURNING on relation \"cond\""
INSERT INTO vd VALUES (1) RETURNING *;

-- name: DeleteVe :many
DELETE FROM ve;

-- name: DeleteVeReturning :many
-- column id int4
DELETE FROM ve RETURNING *;

-- name: InsertVe :many
-- error 55000 "cannot insert into view \"ve\""
INSERT INTO ve VALUES (1);

-- name: DeleteVf :many
DELETE FROM vf;

-- name: UpdateVf :many
-- error 55000 "cannot update view \"ve\""
UPDATE vf SET id = 1;

-- name: DeleteVg :many
-- error 55000 "cannot delete from view \"vg\""
DELETE FROM vg;

-- name: DeleteVh :many
-- error 55000 "cannot delete from view \"vg\""
DELETE FROM vh;

-- name: UpdateVh :many
-- error 55000 "cannot update view \"vh\""
UPDATE vh SET n1 = 1;

-- name: UpdateVi :many
-- error 55000 "cannot update view \"vg\""
UPDATE vi SET n = 1;

-- name: InsertVh :many
-- error 55000 "cannot insert into view \"vh\""
INSERT INTO vh DEFAULT VALUES;

-- name: InsertVe2 :many
-- error 55000 "cannot insert into view \"ve\""
INSERT INTO ve DEFAULT VALUES;

-- name: InsertVrReturning :many
INSERT INTO vr VALUES (1) RETURNING *;

-- name: UpdateVr :many
-- error 55000 "cannot update view \"vr\""
UPDATE vr SET b = 'x';

-- name: DeleteVrReturning :many
-- column id int4
-- column b text
DELETE FROM vr RETURNING *;

-- name: InsertVrConflict :many
-- error 0A000 "INSERT with ON CONFLICT clause cannot be used with table that has INSERT or UPDATE rules"
INSERT INTO vr VALUES (1) ON CONFLICT DO NOTHING;

-- name: InsertVuReturning :many
-- column id int4
-- column b text
INSERT INTO vu VALUES (1) RETURNING *;

-- name: UpdateVuReturning :many
-- column id int4
-- column b text
UPDATE vu SET b = 'x' RETURNING *;

-- name: InsertVuConflict :many
INSERT INTO vu VALUES (1) ON CONFLICT DO NOTHING;

-- name: InsertPp1Returning :many
INSERT INTO pp1 VALUES (1) RETURNING *;

-- name: InsertPpReturning :many
-- column id int4
-- column b text
INSERT INTO pp VALUES (1) RETURNING *;

-- name: InsertLog :many
INSERT INTO log VALUES (1);

-- name: MergeAlso :many
-- error 0A000 "cannot execute MERGE on relation \"also\""
MERGE INTO also USING base ON true WHEN MATCHED THEN DELETE;

-- name: UpdatePgSettings :many
UPDATE pg_settings SET setting = 'x';

-- name: InsertPgLocks :many
-- error 55000 "cannot insert into view \"pg_locks\""
INSERT INTO pg_locks DEFAULT VALUES;

-- name: UpdatePgSettingsReturning :many
-- error 0A000 "cannot perform UPDATE RETURNING on relation \"pg_settings\""
UPDATE pg_settings SET setting = '1' RETURNING *;

-- name: CurrentOfView :many
-- error 0A000 "WHERE CURRENT OF on a view is not implemented"
UPDATE vb SET b = 'x' WHERE CURRENT OF cur;

-- name: CurrentOfRuledView :many
-- error 0A000 "WHERE CURRENT OF on a view is not implemented"
DELETE FROM vr WHERE CURRENT OF cur;

-- name: WithInsertWj :many
-- error 0A000 "WITH query name \"q\" appears in both a rule action and the query being rewritten"
WITH q AS (SELECT 1) INSERT INTO wj SELECT * FROM q;

-- name: InsertTwice :many
INSERT INTO twice VALUES (1);

-- name: InsertTwiceReturning :many
-- error 0A000 "cannot have RETURNING lists in multiple rules"
INSERT INTO twice VALUES (1) RETURNING *;

-- name: UpdateReplacedRule :many
-- column id int4
-- column b text
UPDATE twice SET b = 'y' RETURNING *;

-- name: DeleteDroppedRule :many
-- column id int4
DELETE FROM twice RETURNING id;
