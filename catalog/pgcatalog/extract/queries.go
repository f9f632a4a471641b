package main

// table is one file: a query for its records and queries for the lines within them. Every query
// has the OID to group by in front, which is not written; $1 and $2 are the bounds of the OIDs.
// Empty fields at the end of a line are left out. package pgcatalog's decode.go reads the fields
// in the same order.
type table struct {
	name  string
	query string
	parts []string
}

// tables are the files of a server, and the sections of an extension's file, in the order of their loading.
var tables = []table{
	{name: "namespace", query: `
SELECT oid, nspname, oid
FROM pg_namespace
WHERE oid >= $1 AND oid < $2 AND nspname <> 'public' AND nspname !~ '^pg_(temp|toast_temp)'
ORDER BY oid`},

	{name: "type", query: `
SELECT t.oid, t.typname, t.oid, t.typnamespace, t.typlen, t.typtype, t.typcategory,
       CASE WHEN t.typispreferred THEN 'p' ELSE '' END || CASE WHEN t.typisdefined THEN '' ELSE 's' END
         || CASE WHEN t.typnotnull THEN 'n' ELSE '' END || CASE WHEN t.typmodin <> 0 THEN 'm' ELSE '' END,
       nullif(t.typdelim, ','), nullif(t.typrelid, 0), nullif(t.typelem, 0), nullif(t.typarray, 0),
       CASE (SELECT proname FROM pg_proc WHERE oid = t.typsubscript)
         WHEN 'array_subscript_handler' THEN 'a' WHEN 'raw_array_subscript_handler' THEN 'r'
         WHEN 'jsonb_subscript_handler' THEN 'j' WHEN 'hstore_subscript_handler' THEN 'h' END,
       nullif(t.typbasetype, 0), nullif(t.typtypmod, -1), nullif(t.typndims, 0), nullif(t.typcollation, 0),
       (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
       coalesce(r.rngsubtype, m.rngsubtype), m.rngtypid, r.rngmultitypid, nullif(coalesce(r.rngcollation, m.rngcollation), 0),
       (SELECT proname FROM pg_proc WHERE oid = t.typinput),
       (SELECT string_agg(pg_get_expr(conbin, 0), ' AND ' ORDER BY conname) FROM pg_constraint WHERE contypid = t.oid)
FROM pg_type t
     LEFT JOIN pg_range r ON r.rngtypid = t.oid
     LEFT JOIN pg_range m ON m.rngmultitypid = t.oid
WHERE t.oid >= $1 AND t.oid < $2 AND t.typnamespace <> 99
ORDER BY t.oid`},

	{name: "proc", query: `
SELECT p.oid, p.proname, p.oid, p.pronamespace, p.prokind, l.lanname,
       CASE WHEN p.proisstrict THEN 's' ELSE '' END || CASE WHEN p.proretset THEN 'r' ELSE '' END,
       p.provolatile, p.prorettype, p.proargtypes,
       array_to_string(p.proallargtypes, ','), array_to_string(p.proargmodes, ''), array_to_string(p.proargnames, ','),
       nullif(p.pronargdefaults, 0), nullif(p.provariadic, 0),
       a.aggkind, nullif(a.aggnumdirectargs, 0), CASE WHEN a.agginitval IS NULL AND a.aggfnoid IS NOT NULL THEN 'n' END,
       CASE WHEN p.prosrc <> p.proname AND p.prokind <> 'a' AND l.lanname IN ('internal', 'c') OR l.lanname = 'sql' AND p.provolatile <> 'i' THEN p.prosrc END
FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
WHERE p.oid >= $1 AND p.oid < $2
ORDER BY p.oid`},

	{name: "operator", query: `
SELECT oid, oprname, oid, oprnamespace, oprleft, oprright, oprresult, oprcode::oid, nullif(oprcom, 0), nullif(oprnegate, 0),
       CASE WHEN oprcanmerge THEN 'm' ELSE '' END || CASE WHEN oprcanhash THEN 'h' ELSE '' END
FROM pg_operator
WHERE oid >= $1 AND oid < $2
ORDER BY oid`},

	{name: "cast", query: `
SELECT oid, castsource, casttarget, nullif(castfunc, 0), castcontext, castmethod
FROM pg_cast
WHERE oid >= $1 AND oid < $2
ORDER BY oid`},

	{name: "collation", query: `
SELECT oid, collname, oid, collnamespace, nullif(collencoding, -1), CASE WHEN NOT collisdeterministic THEN 'n' END
FROM pg_collation
WHERE oid >= $1 AND oid < $2
ORDER BY oid`},

	{name: "opclass", query: `
SELECT c.oid, c.opcname, c.oid, c.opcnamespace, m.amname, c.opcfamily, c.opcintype,
       CASE WHEN c.opcdefault THEN 'd' END, nullif(c.opckeytype, 0)
FROM pg_opclass c JOIN pg_am m ON m.oid = c.opcmethod
WHERE c.oid >= $1 AND c.oid < $2
ORDER BY c.oid`},

	{name: "amop", query: `
SELECT o.oid, m.amname, o.amopfamily, o.amoplefttype, o.amoprighttype, o.amopstrategy, o.amopopr
FROM pg_amop o JOIN pg_am m ON m.oid = o.amopmethod
WHERE o.oid >= $1 AND o.oid < $2 AND o.amoppurpose = 's' AND m.amname IN ('btree', 'hash')
ORDER BY o.amopfamily, o.amoplefttype, o.amoprighttype, o.amopstrategy`},

	{name: "class", query: `
SELECT oid, relname, oid, relnamespace, relkind, nullif(reltype, 0), nullif(reloftype, 0)
FROM pg_class
WHERE oid >= $1 AND oid < $2 AND relnamespace <> 99
ORDER BY oid`,
		parts: []string{`
SELECT a.attrelid, 'c', a.attname, a.attnum, a.atttypid, nullif(a.atttypmod, -1), nullif(a.attndims, 0), nullif(a.attcollation, 0),
       CASE WHEN a.attnotnull THEN 'n' ELSE '' END || CASE WHEN a.atthasdef THEN 'd' ELSE '' END
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE a.attrelid >= $1 AND a.attrelid < $2 AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind NOT IN ('i', 'I')
ORDER BY a.attrelid, a.attnum`, `
SELECT i.indrelid, 'i', c.relname, i.indexrelid, c.relnamespace, m.amname,
       CASE WHEN i.indisunique THEN 'u' ELSE '' END || CASE WHEN i.indisprimary THEN 'p' ELSE '' END
         || CASE WHEN i.indimmediate THEN 'i' ELSE '' END || CASE WHEN i.indnullsnotdistinct THEN 'n' ELSE '' END,
       i.indkey, i.indclass, i.indcollation, i.indoption
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
WHERE i.indrelid >= $1 AND i.indrelid < $2 AND i.indexprs IS NULL AND i.indpred IS NULL
ORDER BY i.indrelid, i.indexrelid`, `
SELECT conrelid, 'k', conname, oid, contype, array_to_string(conkey, ' '), nullif(conindid, 0)
FROM pg_constraint
WHERE conrelid >= $1 AND conrelid < $2 AND contype IN ('p', 'u')
ORDER BY conrelid, oid`, `
SELECT ev_class, 'r', CASE ev_type WHEN '2' THEN 'u' WHEN '3' THEN 'i' WHEN '4' THEN 'd' END,
       CASE WHEN ev_qual <> '<>' THEN 'c' ELSE '' END || CASE WHEN pg_get_ruledef(oid) ~ 'DO INSTEAD NOTHING;$' THEN 'n' ELSE '' END
FROM pg_rewrite
WHERE ev_class >= $1 AND ev_class < $2 AND ev_type IN ('2', '3', '4') AND is_instead
ORDER BY ev_class, ev_type`},
	},
}

// requiresQuery returns what an extension's newest version needs.
const requiresQuery = `
SELECT coalesce(v.requires::text[], '{}')
FROM pg_available_extensions e
     JOIN pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version
WHERE e.name = $1`

// markQuery returns the highest OID in use by the catalogs that are read.
const markQuery = `
SELECT greatest(16383::oid, max(oid))
FROM (SELECT oid FROM pg_type UNION ALL SELECT oid FROM pg_proc UNION ALL SELECT oid FROM pg_operator
      UNION ALL SELECT oid FROM pg_opclass UNION ALL SELECT oid FROM pg_opfamily UNION ALL SELECT oid FROM pg_class
      UNION ALL SELECT oid FROM pg_cast UNION ALL SELECT oid FROM pg_amop UNION ALL SELECT oid FROM pg_constraint) o`

// oidsQuery lists the OIDs of the objects above a mark that other objects refer to.
const oidsQuery = `
SELECT oid
FROM (SELECT oid FROM pg_type UNION ALL SELECT oid FROM pg_proc UNION ALL SELECT oid FROM pg_operator
      UNION ALL SELECT oid FROM pg_opclass UNION ALL SELECT oid FROM pg_opfamily UNION ALL SELECT oid FROM pg_class
      UNION ALL SELECT oid FROM pg_constraint UNION ALL SELECT oid FROM pg_collation) o
WHERE oid > $1 AND oid > 16383
ORDER BY oid`
