-- xml.sql: XML constructs.
CREATE TABLE t (a int4, b text, x xml, d date);

-- name: Element :many
-- column xmlelement xml
-- column xmlelement xml
-- column xmlforest xml
SELECT xmlelement(name foo), xmlelement(name foo, xmlattributes(a, b AS bar), 'content', x, a), xmlforest(a, b AS c) FROM t;

-- name: ElementUnnamed :many
SELECT xmlelement(name foo, xmlattributes(/* ERROR 42601 "unnamed XML attribute value must be a column reference" */ a + 1)) FROM t;

-- name: ForestUnnamed :many
SELECT xmlforest(a, /* ERROR 42601 "unnamed XML element value must be a column reference" */ b || 'x') FROM t;

-- name: ElementTwice :many
SELECT xmlelement(name foo, xmlattributes(a, /* ERROR 42601 "XML attribute name \"a\" appears more than once" */ b AS a)) FROM t;

-- name: Concat :many
-- column xmlconcat xml
SELECT xmlconcat(x, x, '<a/>') FROM t;

-- name: ConcatType :many
SELECT xmlconcat(x, /* ERROR 42804 "argument of XMLCONCAT must be type xml, not type integer" */ a) FROM t;

-- name: Parse :many
-- param text
-- column xmlparse xml
-- column xmlparse xml
-- column xmlparse xml
SELECT xmlparse(content b), xmlparse(document '<a/>'), xmlparse(content $1) FROM t;

-- name: ParseType :many
-- column xmlparse xml
SELECT xmlparse(content a) FROM t;

-- name: PI :many
-- column xmlpi xml
-- column xmlpi xml
SELECT xmlpi(name php), xmlpi(name php, b) FROM t;

-- name: PIType :many
-- column xmlpi xml
SELECT xmlpi(name php, d) FROM t;

-- name: Root :many
-- column xmlroot xml
-- column xmlroot xml
SELECT xmlroot(x, version '1.0', standalone yes), xmlroot(x, version no value) FROM t;

-- name: RootType :many
SELECT xmlroot(/* ERROR 42804 "argument of XMLROOT must be type xml, not type integer" */ a, version '1.0') FROM t;

-- name: Serialize :many
-- column xmlserialize text
-- column xmlserialize varchar
-- column xmlserialize bpchar
SELECT xmlserialize(content x AS text), xmlserialize(document x AS varchar(10)), xmlserialize(content x AS bpchar INDENT) FROM t;

-- name: SerializeTarget :many
SELECT /* ERROR 42846 "cannot cast XMLSERIALIZE result to integer" */ xmlserialize(content x AS int4) FROM t;

-- name: SerializeType :many
SELECT xmlserialize(content /* ERROR 42804 "argument of XMLSERIALIZE must be type xml, not type integer" */ a AS text) FROM t;

-- name: IsDocument :many
-- column ?column? bool
-- column ?column? bool
SELECT x IS DOCUMENT, '<a/>' IS NOT DOCUMENT FROM t;

-- name: IsDocumentType :many
SELECT /* ERROR 42804 "argument of IS DOCUMENT must be type xml, not type integer" */ a IS DOCUMENT FROM t;

-- name: AggInAttributes :many
-- column xmlelement xml
-- column xmlagg xml
SELECT xmlelement(name foo, xmlattributes(max(a) AS m)), xmlagg(x ORDER BY a) FROM t;
