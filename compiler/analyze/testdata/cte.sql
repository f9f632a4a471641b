-- cte.sql: WITH, recursion, SEARCH and CYCLE, writing queries.
CREATE TABLE t (a int4 PRIMARY KEY, b text, j json);
CREATE TABLE u (a int4, c date, bb text);

-- name: Simple :many
-- column a int4
-- column b text
WITH x AS (SELECT a, b FROM t) SELECT * FROM x;

-- name: ColumnNames :many
-- column p int4
-- column q text
WITH x (p, q) AS (SELECT a, b FROM t) SELECT p, q FROM x;

-- name: TooManyNames :many
WITH /* ERROR 42P10 "WITH query \"x\" has 2 columns available but 3 columns specified" */ x (p, q, r) AS (SELECT a, b FROM t) SELECT 1 FROM x;

-- name: NameTwice :many
WITH x AS (SELECT 1), /* ERROR 42712 "WITH query name \"x\" specified more than once" */ x AS (SELECT 2) SELECT 1;

-- name: Forward :many
WITH x AS (SELECT * FROM /* ERROR 42P01 "relation \"y\" does not exist" */ y), y AS (SELECT 1) SELECT * FROM x;

-- name: ForwardRecursive :many
-- column n int4
WITH RECURSIVE x AS (SELECT * FROM y), y AS (SELECT 1 AS n) SELECT * FROM x;

-- name: HidesTable :many
-- column n int4
WITH t AS (SELECT 1 AS n) SELECT n FROM t;

-- name: UnknownIsText :many
-- column n text
WITH x AS (SELECT 'a' AS n) SELECT n FROM x;

-- name: Nested :many
-- column n int4
WITH x AS (WITH y AS (SELECT 1 AS n) SELECT n FROM y) SELECT n FROM x;

-- name: Recursive :many
-- column n int4
WITH RECURSIVE x (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM x WHERE n < 5) SELECT n FROM x;

-- name: RecursiveType :many
WITH RECURSIVE x (n) AS (SELECT /* ERROR 42804 "recursive query \"x\" column 1 has type integer in non-recursive term but type numeric overall" */ 1 UNION ALL SELECT n + 1.5 FROM x) SELECT n FROM x;

-- name: RecursiveTypmod :many
WITH RECURSIVE x (n) AS (SELECT /* ERROR 42804 "recursive query \"x\" column 1 has type character varying(3) in non-recursive term but type character varying overall" */ 'a'::varchar(3) UNION ALL SELECT n || 'b' FROM x) SELECT n FROM x;

-- name: RecursiveNoUnion :many
WITH RECURSIVE /* ERROR 42P19 "recursive query \"x\" does not have the form non-recursive-term UNION [ALL] recursive-term" */ x AS (SELECT 1 FROM x) SELECT 1;

-- name: RecursiveIntersect :many
WITH RECURSIVE /* ERROR 42P19 "recursive query \"x\" does not have the form non-recursive-term UNION [ALL] recursive-term" */ x AS (SELECT 1 INTERSECT SELECT 1 FROM x) SELECT 1;

-- name: RecursiveLeft :many
WITH RECURSIVE x (n) AS (SELECT n FROM /* ERROR 42P19 "recursive reference to query \"x\" must not appear within its non-recursive term" */ x UNION ALL SELECT 1) SELECT 1 FROM x;

-- name: RecursiveTwice :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT a.n FROM x a, /* ERROR 42P19 "recursive reference to query \"x\" must not appear more than once" */ x b) SELECT 1 FROM x;

-- name: RecursiveSubquery :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT 1 WHERE EXISTS (SELECT 1 FROM /* ERROR 42P19 "recursive reference to query \"x\" must not appear within a subquery" */ x)) SELECT 1 FROM x;

-- name: RecursiveOuter :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT t.a FROM t LEFT JOIN /* ERROR 42P19 "recursive reference to query \"x\" must not appear within an outer join" */ x ON t.a = x.n) SELECT 1 FROM x;

-- name: RecursiveOuterRight :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT t.a FROM /* ERROR 42P19 "recursive reference to query \"x\" must not appear within an outer join" */ x RIGHT JOIN t ON t.a = x.n) SELECT 1 FROM x;

-- name: RecursiveOuterPreserved :many
-- column n int4
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT x.n FROM x LEFT JOIN t ON t.a = x.n) SELECT n FROM x;

-- name: RecursiveExcept :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL (SELECT 1 EXCEPT SELECT n FROM /* ERROR 42P19 "recursive reference to query \"x\" must not appear within EXCEPT" */ x)) SELECT 1 FROM x;

-- name: RecursiveIntersectAll :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL (SELECT n FROM /* ERROR 42P19 "recursive reference to query \"x\" must not appear within INTERSECT" */ x INTERSECT ALL SELECT 1)) SELECT 1 FROM x;

-- name: RecursiveOrder :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x ORDER BY /* ERROR 0A000 "ORDER BY in a recursive query is not implemented" */ 1) SELECT 1 FROM x;

-- name: RecursiveLimit :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x LIMIT /* ERROR 0A000 "LIMIT in a recursive query is not implemented" */ 1) SELECT 1 FROM x;

-- name: RecursiveOffset :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x OFFSET /* ERROR 0A000 "OFFSET in a recursive query is not implemented" */ 1) SELECT 1 FROM x;

-- name: RecursiveLock :many
-- error 0A000 "FOR UPDATE/SHARE in a recursive query is not implemented"
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x FOR UPDATE) SELECT 1 FROM x;

-- name: RecursiveAggregate :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT /* ERROR 42P19 "aggregate functions are not allowed in a recursive query's recursive term" */ max(n) FROM x) SELECT 1 FROM x;

-- name: RecursiveCollation :many
WITH RECURSIVE x (n) AS (SELECT b COLLATE "C" FROM t UNION ALL SELECT n /* ERROR 42P21 "collation mismatch between explicit collations \"C\" and \"POSIX\"" */ COLLATE "POSIX" FROM x) SELECT n FROM x;

-- name: RecursiveWith :many
WITH RECURSIVE x (n) AS (WITH y AS (SELECT * FROM /* ERROR 42P19 "recursive reference to query \"x\" must not appear within a subquery" */ x) SELECT 1 UNION ALL SELECT * FROM y) SELECT n FROM x;

-- name: RecursiveDelete :many
WITH RECURSIVE /* ERROR 42P19 "recursive query \"x\" must not contain data-modifying statements" */ x AS (DELETE FROM t WHERE a IN (SELECT a FROM x) RETURNING a) SELECT 1 FROM x;

-- name: Mutual :many
WITH RECURSIVE /* ERROR 0A000 "mutual recursion between WITH items is not implemented" */ x AS (SELECT 1 UNION SELECT 1 FROM y), y AS (SELECT 1 UNION SELECT 1 FROM x) SELECT 1;

-- name: Search :many
-- column n int4
-- column p int4
-- column seq record[]
WITH RECURSIVE x (n, p) AS (SELECT 1, 2 UNION ALL SELECT n + 1, p FROM x) SEARCH DEPTH FIRST BY n SET seq SELECT * FROM x ORDER BY seq;

-- name: SearchBreadth :many
-- column n int4
-- column p int4
-- column seq record
WITH RECURSIVE x (n, p) AS (SELECT 1, 2 UNION ALL SELECT n + 1, p FROM x) SEARCH BREADTH FIRST BY n SET seq SELECT * FROM x;

-- name: SearchNotRecursive :many
WITH /* ERROR 42601 "WITH query is not recursive" */ x (n) AS (SELECT 1) SEARCH DEPTH FIRST BY n SET seq SELECT * FROM x;

-- name: SearchNoColumn :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) /* ERROR 42601 "search column \"m\" not in WITH query column list" */ SEARCH DEPTH FIRST BY m SET seq SELECT 1 FROM x;

-- name: SearchColumnTwice :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) /* ERROR 42701 "search column \"n\" specified more than once" */ SEARCH DEPTH FIRST BY n, n SET seq SELECT 1 FROM x;

-- name: SearchUsed :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT /* ERROR 42702 "column reference \"n\" is ambiguous" */ n FROM x) SEARCH DEPTH FIRST BY n SET n SELECT 1 FROM x;

-- name: SearchUnionLeft :many
-- error 0A000 "with a SEARCH or CYCLE clause, the left side of the UNION must be a SELECT"
WITH RECURSIVE x (n) AS ((SELECT 1 UNION SELECT 2) UNION ALL SELECT n FROM x) SEARCH DEPTH FIRST BY n SET seq SELECT 1 FROM x;

-- name: SearchUnionRight :many
-- error 42601 "with a SEARCH or CYCLE clause, the right side of the UNION must be a SELECT"
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL (SELECT 2 UNION ALL SELECT n FROM x)) SEARCH DEPTH FIRST BY n SET seq SELECT 1 FROM x;

-- name: Cycle :many
-- column n int4
-- column is_cycle bool
-- column path record[]
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) CYCLE n SET is_cycle USING path SELECT * FROM x;

-- name: CycleTo :many
-- column n int4
-- column is_cycle text
-- column path record[]
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) CYCLE n SET is_cycle TO 'Y' DEFAULT 'N' USING path SELECT * FROM x;

-- name: CycleTypes :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) CYCLE n SET is_cycle TO true DEFAULT /* ERROR 42804 "CYCLE types boolean and integer cannot be matched" */ 1 USING path SELECT 1 FROM x;

-- name: CycleNoEquality :many
-- error 42883 "could not identify an equality operator for type point"
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) CYCLE n SET is_cycle TO point '(1,1)' DEFAULT point '(0,0)' USING path SELECT 1 FROM x;

-- name: CycleNoColumn :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) /* ERROR 42601 "cycle column \"m\" not in WITH query column list" */ CYCLE m SET is_cycle USING path SELECT 1 FROM x;

-- name: CycleTwice :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) /* ERROR 42701 "cycle column \"n\" specified more than once" */ CYCLE n, n SET is_cycle USING path SELECT 1 FROM x;

-- name: CycleMarkUsed :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT /* ERROR 42702 "column reference \"n\" is ambiguous" */ n FROM x) CYCLE n SET n USING path SELECT 1 FROM x;

-- name: CyclePathUsed :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT /* ERROR 42702 "column reference \"n\" is ambiguous" */ n FROM x) CYCLE n SET c USING n SELECT 1 FROM x;

-- name: CycleSame :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) /* ERROR 42601 "cycle mark column name and cycle path column name are the same" */ CYCLE n SET c USING c SELECT 1 FROM x;

-- name: SearchCycleMark :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) /* ERROR 42601 "search sequence column name and cycle mark column name are the same" */ SEARCH DEPTH FIRST BY n SET c CYCLE n SET c USING p SELECT 1 FROM x;

-- name: SearchCyclePath :many
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n FROM x) /* ERROR 42601 "search sequence column name and cycle path column name are the same" */ SEARCH DEPTH FIRST BY n SET p CYCLE n SET c USING p SELECT 1 FROM x;

-- name: Writing :many
-- param int4
-- column b text
WITH x AS (DELETE FROM t WHERE a = $1 RETURNING a, b) SELECT b FROM x;

-- name: WritingNoReturning :many
WITH x AS (DELETE FROM t) SELECT * FROM /* ERROR 0A000 "WITH query \"x\" does not have a RETURNING clause" */ x;

-- name: WritingInner :many
SELECT * FROM (WITH /* ERROR 0A000 "WITH clause containing a data-modifying statement must be at the top level" */ x AS (DELETE FROM t RETURNING a) SELECT a FROM x) y;

-- name: WritingUnused :many
-- column one int4
WITH x AS (UPDATE t SET b = 'x') SELECT 1 AS one;

-- name: MergeInWith :many
WITH /* ERROR 0A000 "MERGE not supported in WITH query" */ x AS (MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE) SELECT 1;

-- name: InInsert :many
-- column a int4
WITH x AS (SELECT 1 AS n) INSERT INTO t (a) SELECT n FROM x RETURNING a;

-- name: RecursiveCollationChanged :many
WITH RECURSIVE x (n) AS (SELECT b COLLATE "C" FROM t UNION ALL SELECT n || 'x' /* ERROR 42P21 "collation mismatch between explicit collations \"C\" and \"POSIX\"" */ COLLATE "POSIX" FROM x) SELECT n FROM x;

-- name: SearchSequenceUsed :many
WITH RECURSIVE x (n, m) AS (SELECT 1, 2 UNION ALL SELECT n, /* ERROR 42702 "column reference \"m\" is ambiguous" */ m FROM x) SEARCH DEPTH FIRST BY n SET m SELECT 1 FROM x;

-- name: CycleMarkNameUsed :many
WITH RECURSIVE x (n, m) AS (SELECT 1, 2 UNION ALL SELECT n, /* ERROR 42702 "column reference \"m\" is ambiguous" */ m FROM x) CYCLE n SET m USING p SELECT 1 FROM x;

-- name: CyclePathNameUsed :many
WITH RECURSIVE x (n, m) AS (SELECT 1, 2 UNION ALL SELECT n, /* ERROR 42702 "column reference \"m\" is ambiguous" */ m FROM x) CYCLE n SET c USING m SELECT 1 FROM x;
