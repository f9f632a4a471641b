-- from.sql: FROM items, what they are called, and what can be seen from where.
CREATE SCHEMA s;
CREATE TABLE t (a int4 PRIMARY KEY, b text, "userName" text);
CREATE TABLE u (a int4, c date, bb text);
CREATE TABLE s.t (a int4, z text);
CREATE VIEW v AS SELECT a, b FROM t;
CREATE MATERIALIZED VIEW m AS SELECT a FROM t;
CREATE SEQUENCE q;
CREATE INDEX t_b ON t (b);
CREATE TYPE pair AS (x int4, y text);
CREATE FUNCTION f_scalar(int4) RETURNS int4 LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f_pair() RETURNS pair LANGUAGE sql AS 'SELECT NULL::pair';
CREATE FUNCTION f_pairs() RETURNS SETOF pair LANGUAGE sql AS 'SELECT NULL::pair';
CREATE FUNCTION f_out(OUT p int4, OUT q text) LANGUAGE sql AS 'SELECT 1, ''a''::text';
CREATE FUNCTION f_one_out(OUT p int4) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f_table(n int4) RETURNS TABLE (k int4, w text) LANGUAGE sql AS 'SELECT 1, ''a''::text';
CREATE FUNCTION f_record() RETURNS record LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION f_poly(anyelement, OUT x anyelement, OUT y anyarray) LANGUAGE sql AS 'SELECT $1, ARRAY[$1]';

-- name: Star :many
-- column a int4
-- column b text
-- column userName text
SELECT * FROM t;

-- name: NoTable :many
SELECT * FROM /* ERROR 42P01 "relation \"nope\" does not exist" */ nope;

-- name: NoSchema :many
SELECT * FROM /* ERROR 42P01 "relation \"nope.t\" does not exist" */ nope.t;

-- name: NoTableInSchema :many
SELECT * FROM /* ERROR 42P01 "relation \"s.nope\" does not exist" */ s.nope;

-- name: Index :many
SELECT * FROM /* ERROR 42809 "cannot open relation \"t_b\"" */ t_b;

-- name: Composite :many
SELECT * FROM /* ERROR 42809 "cannot open relation \"pair\"" */ pair;

-- name: SequenceRelation :many
-- column last_value int8
-- column log_cnt int8
-- column is_called bool
SELECT * FROM q;

-- name: OtherDatabase :many
SELECT * FROM /* ERROR 0A000 "cross-database references are not implemented: \"elsewhere.public.t\"" */ elsewhere.public.t;

-- name: TwoTables :many
-- column a int4
-- column c date
SELECT t.a, u.c FROM t, u;

-- name: SameNameTwoSchemas :many
-- column a int4
-- column b text
-- column userName text
-- column a int4
-- column z text
SELECT * FROM public.t, s.t;

-- name: SameNameTwice :many
-- error 42712 "table name \"t\" specified more than once"
SELECT * FROM t, t;

-- name: SameAlias :many
-- error 42712 "table name \"x\" specified more than once"
SELECT * FROM t x, u x;

-- name: SchemaQualifiedAmbiguous :many
SELECT /* ERROR 42P09 "table reference \"t\" is ambiguous" */ t.b FROM public.t, s.t;

-- name: QualifiedColumn :many
-- column b text
-- column z text
SELECT public.t.b, s.t.z FROM public.t, s.t;

-- name: ColumnAliases :many
-- column p int4
-- column q text
-- column userName text
SELECT * FROM t AS x (p, q);

-- name: TooManyAliases :many
-- error 42P10 "table \"x\" has 3 columns available but 4 columns specified"
SELECT * FROM u AS x (p, q, r, s);

-- name: OldNameAfterAlias :many
SELECT /* ERROR 42P01 "invalid reference to FROM-clause entry for table \"t\"" */ t.a FROM t AS x;

-- name: SystemColumns :many
-- column tableoid oid
-- column ctid tid
-- column xmin xid
-- column cmin cid
-- column xmax xid
-- column cmax cid
SELECT tableoid, ctid, xmin, cmin, xmax, cmax FROM t;

-- name: SystemColumnOfView :many
SELECT /* ERROR 42703 "column \"ctid\" does not exist" */ ctid FROM v;

-- name: SystemColumnOfMatView :many
-- column ctid tid
SELECT ctid FROM m;

-- name: NearMiss :many
SELECT /* ERROR 42703 "column \"usrname\" does not exist" */ usrName FROM t;

-- name: NearMissTwo :many
SELECT /* ERROR 42703 "column \"bbb\" does not exist" */ bbb FROM t, u;

-- name: NearMissQualified :many
SELECT /* ERROR 42703 "column t.bc does not exist" */ t.bc FROM t;

-- name: QuotedName :many
-- column userName text
SELECT "userName" FROM t;

-- name: FoldedName :many
SELECT /* ERROR 42703 "column \"username\" does not exist" */ userName FROM t;

-- name: AmbiguousColumn :many
SELECT /* ERROR 42702 "column reference \"a\" is ambiguous" */ a FROM t, u;

-- name: Subquery :many
-- column n int4
SELECT x.n FROM (SELECT a + 1 AS n FROM t) x;

-- name: SubqueryNoAlias :many
-- column n int4
SELECT n FROM (SELECT a + 1 AS n FROM t);

-- name: SubqueryAliases :many
-- column p int4
-- column b text
SELECT * FROM (SELECT a, b FROM t) x (p);

-- name: SubqueryTooManyAliases :many
-- error 42P10 "table \"x\" has 1 columns available but 2 columns specified"
SELECT * FROM (SELECT a FROM t) x (p, q);

-- name: SubqueryUnknownToText :many
-- column ?column? text
SELECT x.n || 'b' FROM (SELECT 'a' AS n) x;

-- name: NotLateral :many
SELECT * FROM t, (SELECT /* ERROR 42P01 "invalid reference to FROM-clause entry for table \"t\"" */ t.a) x;

-- name: NotLateralColumn :many
SELECT * FROM t, (SELECT /* ERROR 42703 "column \"b\" does not exist" */ b) x;

-- name: Lateral :many
-- column a int4
-- column b text
-- column userName text
-- column n int4
SELECT * FROM t, LATERAL (SELECT t.a + 1 AS n) x;

-- name: LateralLater :many
SELECT * FROM LATERAL (SELECT /* ERROR 42P01 "missing FROM-clause entry for table \"t\"" */ t.a) x, t;

-- name: LateralFull :many
SELECT * FROM t FULL JOIN LATERAL (SELECT /* ERROR 42P10 "invalid reference to FROM-clause entry for table \"t\"" */ t.a) x ON true;

-- name: LateralRight :many
SELECT * FROM t RIGHT JOIN LATERAL (SELECT /* ERROR 42P10 "invalid reference to FROM-clause entry for table \"t\"" */ t.a) x ON true;

-- name: LateralLeft :many
-- column n int4
SELECT x.n FROM t LEFT JOIN LATERAL (SELECT t.a AS n) x ON true;

-- name: FunctionScalar :many
-- column f_scalar int4
SELECT * FROM f_scalar(1);

-- name: FunctionScalarAlias :many
-- column n int4
SELECT * FROM f_scalar(1) AS n;

-- name: FunctionScalarColumnAlias :many
-- column m int4
SELECT * FROM f_scalar(1) AS n (m);

-- name: FunctionTooManyAliases :many
-- error 42P10 "table \"n\" has 1 columns available but 2 columns specified"
SELECT * FROM f_scalar(1) AS n (m, o);

-- name: FunctionComposite :many
-- column x int4
-- column y text
SELECT * FROM f_pair();

-- name: FunctionSet :many
-- column y text
SELECT x.y FROM f_pairs() AS x;

-- name: FunctionOut :many
-- column p int4
-- column q text
SELECT * FROM f_out();

-- name: FunctionOneOut :many
-- column p int4
SELECT * FROM f_one_out() AS x;

-- name: FunctionTable :many
-- param int4
-- column k int4
-- column w text
SELECT k, w FROM f_table($1);

-- name: FunctionPolymorphic :many
-- column x date
-- column y date[]
SELECT * FROM f_poly('2024-01-01'::date);

-- name: FunctionOrdinality :many
-- column p int4
-- column q text
-- column n int8
SELECT * FROM f_pairs() WITH ORDINALITY AS x (p, q, n);

-- name: FunctionRecord :many
SELECT * FROM /* ERROR 42601 "a column definition list is required for functions returning \"record\"" */ f_record();

-- name: FunctionRecordColumns :many
-- column p int4
-- column q numeric
SELECT * FROM f_record() AS x (p int4, q numeric(5,2));

-- name: FunctionColumnsNotRecord :many
SELECT * FROM f_scalar(1) AS x (/* ERROR 42601 "a column definition list is only allowed for functions returning \"record\"" */ p int4);

-- name: FunctionColumnsComposite :many
SELECT * FROM f_pair() AS x (/* ERROR 42601 "a column definition list is redundant for a function returning a named composite type" */ p int4, q text);

-- name: FunctionColumnsOut :many
SELECT * FROM f_out() AS x (/* ERROR 42601 "a column definition list is redundant for a function with OUT parameters" */ p int4, q text);

-- name: FunctionColumnSetof :many
SELECT * FROM f_record() AS x (/* ERROR 42P16 "column \"p\" cannot be declared SETOF" */ p SETOF int4);

-- name: FunctionColumnTwice :many
-- error 42701 "column name \"p\" specified more than once"
SELECT * FROM f_record() AS x (p int4, p int4);

-- name: FunctionColumnPseudo :many
-- error 42P16 "column \"q\" has pseudo-type anyelement"
SELECT * FROM f_record() AS x (p int4, q anyelement);

-- name: FunctionColumnNoType :many
SELECT * FROM f_record() AS x (p /* ERROR 42704 "type \"nope\" does not exist" */ nope);

-- name: OrdinalityAndColumns :many
SELECT * FROM f_record() WITH ORDINALITY AS x (/* ERROR 42601 "WITH ORDINALITY cannot be used with a column definition list" */ p int4, q int4);

-- name: FunctionLateral :many
-- column g int4
SELECT g FROM t, generate_series(1, t.a) AS g;

-- name: FunctionNested :many
SELECT * FROM f_scalar(/* ERROR 0A000 "set-returning functions must appear at top level of FROM" */ generate_series(1, 2));

-- name: FunctionAggregate :many
SELECT * FROM /* ERROR 42803 "aggregate functions are not allowed in functions in FROM" */ max(1);

-- name: UnnestMany :many
-- column n int4
-- column s text
SELECT * FROM unnest(ARRAY[1, 2], ARRAY['a', 'b']) AS x (n, s);

-- name: UnnestManyColumns :many
SELECT * FROM unnest(ARRAY[1], ARRAY[2]) AS x (/* ERROR 42601 "UNNEST() with multiple arguments cannot have a column definition list" */ n int4);

-- name: RowsFrom :many
-- column generate_series int4
-- column x int4
-- column y text
-- column p int4
-- column q int4
-- column ordinality int8
SELECT * FROM ROWS FROM (generate_series(1, 2), f_pairs(), f_record() AS (p int4, q int4)) WITH ORDINALITY;

-- name: RowsFromColumns :many
SELECT * FROM ROWS FROM (f_record(), f_pairs()) AS x (/* ERROR 42601 "ROWS FROM() with multiple functions cannot have a column definition list" */ p int4);

-- name: RowsFromTwoLists :many
SELECT * FROM ROWS FROM (f_record() AS (p int4)) AS x (/* ERROR 42601 "multiple column definition lists are not allowed for the same function" */ q int4);

-- name: JsonRecord :many
-- param json
-- column id int8
-- column name text
SELECT * FROM json_to_recordset($1) AS x (id int8, name text);

-- name: SampleTable :many
-- column a int4
-- column b text
-- column userName text
SELECT * FROM t TABLESAMPLE bernoulli (10) REPEATABLE (1);

-- name: SampleMatView :many
-- param float4
-- column a int4
SELECT * FROM m TABLESAMPLE system ($1);

-- name: SampleView :many
SELECT * FROM /* ERROR 0A000 "TABLESAMPLE clause can only be applied to tables and materialized views" */ v TABLESAMPLE bernoulli (10);

-- name: SampleMethod :many
SELECT * FROM t TABLESAMPLE /* ERROR 42704 "tablesample method nope does not exist" */ nope (10);

-- name: SampleArguments :many
SELECT * FROM t TABLESAMPLE /* ERROR 2202H "tablesample method bernoulli requires 1 argument, not 2" */ bernoulli (1, 2);

-- name: SampleNotMethod :many
SELECT * FROM t TABLESAMPLE /* ERROR 42704 "tablesample method pg_catalog.enum_in does not exist" */ pg_catalog.enum_in (1);

-- name: XmlTable :many
-- column id int4
-- column o int4
-- column n text
SELECT * FROM XMLTABLE('/r' PASSING ('<r/>'::xml) COLUMNS id int4 PATH '@id', o FOR ORDINALITY, n text DEFAULT 'x') AS x;

-- name: XmlTableTwoOrdinality :many
SELECT * FROM XMLTABLE('/r' PASSING ('<r/>'::xml) COLUMNS o FOR ORDINALITY, /* ERROR 42601 "only one FOR ORDINALITY column is allowed" */ p FOR ORDINALITY) AS x;

-- name: XmlTableTwice :many
SELECT * FROM XMLTABLE('/r' PASSING ('<r/>'::xml) COLUMNS a int4, /* ERROR 42601 "column name \"a\" is not unique" */ a text) AS x;

-- name: XmlTableSetof :many
SELECT * FROM XMLTABLE('/r' PASSING ('<r/>'::xml) COLUMNS /* ERROR 42P16 "column \"a\" cannot be declared SETOF" */ a SETOF int4) AS x;

-- name: XmlTableNamespace :many
SELECT * FROM XMLTABLE(XMLNAMESPACES('http://x' AS x, /* ERROR 42601 "namespace name \"x\" is not unique" */ 'http://y' AS x), '/r' PASSING ('<r/>'::xml) COLUMNS a int4) AS y;

-- name: XmlTableDefaultNamespace :many
SELECT * FROM XMLTABLE(XMLNAMESPACES(DEFAULT 'http://x', /* ERROR 42601 "only one default namespace is allowed" */ DEFAULT 'http://y'), '/r' PASSING ('<r/>'::xml) COLUMNS a int4) AS y;

-- name: XmlTableDocument :many
SELECT * FROM XMLTABLE('/r' PASSING /* ERROR 42804 "argument of XMLTABLE must be type xml, not type integer" */ 1 COLUMNS a int4) AS x;

-- name: XmlTableAliases :many
-- error 42P10 "XMLTABLE function has 1 columns available but 2 columns specified"
SELECT * FROM XMLTABLE('/r' PASSING ('<r/>'::xml) COLUMNS a int4) AS x (p, q);

-- name: ValuesInFrom :many
-- column n int4
-- column s text
SELECT * FROM (VALUES (1, 'a'), (2, NULL)) x (n, s);

-- name: ValuesNoAlias :many
-- column column1 int4
SELECT column1 FROM (VALUES (1));

-- name: ValuesTooManyAliases :many
-- error 42P10 "table \"x\" has 1 columns available but 2 columns specified"
SELECT * FROM (VALUES (1)) x (p, q);

-- name: SampleNotRepeatable :many
SELECT * FROM t TABLESAMPLE /* ERROR 42704 "tablesample method system_rows does not exist" */ system_rows (10) REPEATABLE (1);

-- name: JoinTooManyAliases :many
-- error 42P10 "join expression \"j\" has 5 columns available but 6 columns specified"
SELECT 1 FROM (t CROSS JOIN s.t y) AS j (p, q, r, s, v, w);
