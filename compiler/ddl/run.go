package ddl

import (
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// idle are first words of statements that cannot change the catalog; such a statement is not
// even parsed, since dumps hold many of them with much data.
var idle = map[string]bool{
	"insert": true, "update": true, "delete": true, "grant": true, "revoke": true, "begin": true, "commit": true,
	"rollback": true, "start": true, "analyze": true, "vacuum": true, "lock": true, "truncate": true, "copy": true,
	"notify": true, "listen": true, "do": true, "reindex": true, "cluster": true, "end": true, "savepoint": true,
	"release": true, "refresh": true, "checkpoint": true, "call": true, "explain": true, "merge": true,
}

// runsCode are those of them that may do anything, out of the compiler's sight.
var runsCode = map[string]bool{"do": true, "call": true}

// firstWord returns the keyword that a statement starts with, in lower case.
func firstWord(text string) string {
	i := strings.IndexFunc(text, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') })
	if i < 0 {
		i = len(text)
	}
	return lower(text[:i])
}

// apply gives one statement its effect. It is PostgreSQL's ProcessUtilitySlow: a flat list.
func (l *loader) apply(stmt *pg.Node) {
	switch x := stmt.Node.(type) {
	case *pg.Node_CreateSchemaStmt:
		l.createSchema(x.CreateSchemaStmt)
	case *pg.Node_CreateStmt:
		l.createTable(x.CreateStmt, catalog.Table)
	case *pg.Node_CreateForeignTableStmt:
		l.createTable(x.CreateForeignTableStmt.BaseStmt, catalog.ForeignTable)
	case *pg.Node_CreateTableAsStmt:
		l.createTableAs(x.CreateTableAsStmt)
	case *pg.Node_SelectStmt:
		l.selectStatement(x.SelectStmt)
	case *pg.Node_ViewStmt:
		l.createView(x.ViewStmt)
	case *pg.Node_IndexStmt:
		l.createIndex(x.IndexStmt)
	case *pg.Node_CreateSeqStmt:
		l.createSequence(x.CreateSeqStmt)
	case *pg.Node_AlterSeqStmt:
		l.alterSequence(x.AlterSeqStmt)
	case *pg.Node_AlterTableStmt:
		l.alterTable(x.AlterTableStmt)
	case *pg.Node_CompositeTypeStmt:
		l.createComposite(x.CompositeTypeStmt)
	case *pg.Node_CreateEnumStmt:
		l.createEnum(x.CreateEnumStmt)
	case *pg.Node_AlterEnumStmt:
		l.alterEnum(x.AlterEnumStmt)
	case *pg.Node_CreateRangeStmt:
		l.createRange(x.CreateRangeStmt)
	case *pg.Node_CreateDomainStmt:
		l.createDomain(x.CreateDomainStmt)
	case *pg.Node_AlterDomainStmt:
		l.alterDomain(x.AlterDomainStmt)
	case *pg.Node_DefineStmt:
		l.define(x.DefineStmt)
	case *pg.Node_CreateFunctionStmt:
		l.createFunction(x.CreateFunctionStmt)
	case *pg.Node_AlterFunctionStmt:
		l.alterFunction(x.AlterFunctionStmt)
	case *pg.Node_CreateCastStmt:
		l.createCast(x.CreateCastStmt)
	case *pg.Node_CreateOpClassStmt:
		l.createOpClass(x.CreateOpClassStmt)
	case *pg.Node_CreateOpFamilyStmt:
		l.createOpFamily(x.CreateOpFamilyStmt)
	case *pg.Node_AlterOpFamilyStmt:
		l.alterOpFamily(x.AlterOpFamilyStmt)
	case *pg.Node_CreateExtensionStmt:
		l.createExtension(x.CreateExtensionStmt)
	case *pg.Node_RuleStmt:
		l.createRule(x.RuleStmt)
	case *pg.Node_CreateTrigStmt:
		l.createTrigger(x.CreateTrigStmt)
	case *pg.Node_CommentStmt:
		l.comment(x.CommentStmt)
	case *pg.Node_DropStmt:
		l.drop(x.DropStmt)
	case *pg.Node_RenameStmt:
		l.renameObject(x.RenameStmt)
	case *pg.Node_AlterObjectSchemaStmt:
		l.setSchema(x.AlterObjectSchemaStmt)
	case *pg.Node_VariableSetStmt:
		l.set(x.VariableSetStmt)
	case *pg.Node_ImportForeignSchemaStmt:
		l.unsupported("IMPORT FOREIGN SCHEMA")
	}
}

// createSchema applies CREATE SCHEMA and the statements in it, with the new schema in front.
func (l *loader) createSchema(s *pg.CreateSchemaStmt) {
	name := s.Schemaname
	if name == "" {
		name = s.Authrole.GetRolename()
	}
	if name == "" {
		l.unsupported("CREATE SCHEMA without a name")
		return
	}
	if l.cat.Namespace(name) != nil {
		if s.IfNotExists {
			return
		}
		l.fail(sqlstate.DuplicateSchema, 0, `schema "%s" already exists`, name)
	}
	if strings.HasPrefix(name, "pg_") {
		l.failDetail(sqlstate.ReservedName, 0, `The prefix "pg_" is reserved for system schemas.`, "", `unacceptable schema name "%s"`, name)
	}
	n := &catalog.Namespace{OID: l.cat.NewOID(), Name: name}
	l.cat.AddNamespace(n)
	l.undo = append(l.undo, func() { l.cat.DropNamespace(n) })
	path := append([]catalog.OID(nil), l.cat.SearchPath()...)
	defer l.cat.SetSearchPath(path...)
	l.cat.SetSearchPath(append([]catalog.OID{n.OID}, path...)...)
	for _, e := range s.SchemaElts {
		l.apply(e)
	}
}

// set applies SET search_path; other settings have no bearing on the catalog.
func (l *loader) set(s *pg.VariableSetStmt) {
	if lower(s.Name) != "search_path" {
		return
	}
	switch s.Kind {
	case pg.VariableSetKind_VAR_SET_VALUE:
		var names []string
		for _, a := range s.Args {
			names = append(names, a.GetAConst().GetSval().GetSval())
		}
		l.setPath(names)
	case pg.VariableSetKind_VAR_SET_DEFAULT, pg.VariableSetKind_VAR_RESET:
		l.cat.SetSearchPath(catalog.Public)
	}
}

// setPath sets the search path; names of schemas that do not exist are skipped, as on the server.
func (l *loader) setPath(names []string) {
	var path []catalog.OID
	for _, n := range names {
		if n == "pg_temp" {
			path = append(path, catalog.PgTemp)
		} else if ns := l.cat.Namespace(n); ns != nil {
			path = append(path, ns.OID)
		}
	}
	l.cat.SetSearchPath(path...)
}

// selectStatement looks for the two SELECTs that matter in a schema: SELECT INTO, and the call of
// set_config with which pg_dump empties the search path.
func (l *loader) selectStatement(s *pg.SelectStmt) {
	if s.IntoClause != nil {
		l.createTableAs(&pg.CreateTableAsStmt{
			Query: &pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: s}}, Into: s.IntoClause, Objtype: pg.ObjectType_OBJECT_TABLE,
		})
		return
	}
	for _, t := range s.TargetList {
		f := t.GetResTarget().GetVal().GetFuncCall()
		_, name := splitName(f.GetFuncname())
		if name != "set_config" && name != "setval" {
			l.cat.NoteUnseen()
		}
		if len(f.GetArgs()) != 3 || name != "set_config" || f.Args[0].GetAConst().GetSval().GetSval() != "search_path" {
			continue
		}
		var names []string
		for _, n := range strings.Split(f.Args[1].GetAConst().GetSval().GetSval(), ",") {
			if n = strings.Trim(strings.TrimSpace(n), `"`); n != "" {
				names = append(names, n)
			}
		}
		l.setPath(names)
	}
}

// createExtension applies CREATE EXTENSION; one that is not known is a warning.
func (l *loader) createExtension(s *pg.CreateExtensionStmt) {
	if l.cat.HasExtension(s.Extname) {
		if !s.IfNotExists {
			l.fail(sqlstate.DuplicateObject, 0, `extension "%s" already exists`, s.Extname)
		}
		return
	}
	schema, cascade := "", false
	for _, o := range s.Options {
		switch e := o.GetDefElem(); e.Defname {
		case "schema":
			schema = str(e.Arg)
		case "cascade":
			cascade = true
		}
	}
	ns := l.cat.CreationNamespace()
	if schema != "" {
		ns = l.schemaOID(schema, 0)
	}
	if ns == catalog.InvalidOID {
		ns = catalog.Public
	}
	l.loadExtension(s.Extname, ns, cascade)
}
