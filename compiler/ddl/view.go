package ddl

import (
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// createView applies CREATE [OR REPLACE] VIEW. Mirrors view.c: DefineView.
func (l *loader) createView(s *pg.ViewStmt) {
	ns, name := l.newRelationName(s.View)
	q, err := analyze.View(l.cat, s.Query)
	l.check(err)
	rel := &catalog.Relation{Name: name, Namespace: ns, Kind: catalog.View, Temp: ns == catalog.PgTemp}
	l.queryColumns(rel, q, strs(s.Aliases), "CREATE VIEW specifies more column names than columns")
	rel.ViewSQL, rel.At = l.viewText(), l.place(0)
	l.updatable(rel, q)
	if old := l.cat.RelationByName(ns, name); old != nil && s.Replace {
		l.replaceView(old, rel, q)
		return
	}
	l.enterRelation(rel)
	l.dependOnQuery(relObject(rel.OID, 0), q)
}

// replaceView gives an existing view another query: its columns must stay, new ones may follow.
// Mirrors view.c: checkViewColumns.
func (l *loader) replaceView(old, rel *catalog.Relation, q *tree.Query) {
	if old.Kind != catalog.View {
		l.fail(sqlstate.WrongObjectType, 0, `"%s" is not a view`, old.Name)
	}
	if len(rel.Columns) < len(old.Columns) {
		l.fail(sqlstate.InvalidTableDefinition, 0, "cannot drop columns from view")
	}
	for i, o := range old.Columns {
		n := rel.Columns[i]
		if o.Name != n.Name {
			l.failDetail(sqlstate.InvalidTableDefinition, 0, "", "Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.",
				`cannot change name of view column "%s" to "%s"`, o.Name, n.Name)
		}
		if o.Type != n.Type || o.Typmod != n.Typmod {
			l.fail(sqlstate.InvalidTableDefinition, 0, `cannot change data type of view column "%s" from %s to %s`,
				o.Name, l.formatTypeMod(o.Type, o.Typmod), l.formatTypeMod(n.Type, n.Typmod))
		}
		n.Comment, n.HasDefault, n.Default = o.Comment, o.HasDefault, o.Default
	}
	l.own(old)
	old.Columns, old.ViewSQL, old.Query, old.At, old.Updatable, old.NotUpdatable = rel.Columns, rel.ViewSQL, rel.Query, rel.At, rel.Updatable, rel.NotUpdatable
	l.cat.DropDependencies(relObject(old.OID, 0))
	for _, c := range old.Columns {
		l.dependOnType(relObject(old.OID, c.Num), c.Type)
	}
	l.dependOnQuery(relObject(old.OID, 0), q)
}

// queryColumns gives a relation the columns of a query, under the names of a column list. Mirrors
// createas.c: create_ctas_nodata and view.c: DefineVirtualRelation.
func (l *loader) queryColumns(rel *catalog.Relation, q *tree.Query, aliases []string, tooMany string) {
	targets := q.Columns()
	if len(aliases) > len(targets) {
		l.fail(sqlstate.SyntaxError, 0, "%s", tooMany)
	}
	rel.Query = q
	for i, t := range targets {
		c := &catalog.Column{Name: t.Name, Type: t.Expr.Type(), Typmod: t.Expr.Typmod(), Local: true, OriginRel: t.OriginRel, OriginNum: t.OriginCol}
		if i < len(aliases) {
			c.Name = aliases[i]
		}
		typ := l.cat.Type(c.Type)
		if c.Type == catalog.UnknownOID {
			c.Type, c.Typmod = catalog.TextOID, -1
			typ = l.cat.Type(catalog.TextOID)
		}
		if typ == nil || typ.Kind == catalog.PseudoType {
			l.fail(sqlstate.InvalidTableDefinition, 0, `column "%s" has pseudo-type %s`, c.Name, l.formatType(c.Type))
		}
		c.Collation = analyze.Collation(t.Expr)
		if c.Collation == catalog.InvalidOID {
			c.Collation = typ.Collation
		}
		rel.AppendColumn(c)
	}
	l.checkColumnNames(rel)
}

// viewText cuts the query out of CREATE VIEW … AS query [WITH CHECK OPTION].
func (l *loader) viewText() string {
	at := l.afterWord(0, "as")
	if at < 0 {
		return ""
	}
	text := strings.TrimSpace(l.text[at:])
	for _, end := range []string{"with check option", "with local check option", "with cascaded check option", "with no data", "with data"} {
		if n := len(text) - len(end); n > 0 && strings.EqualFold(text[n:], end) {
			return strings.TrimSpace(text[:n])
		}
	}
	return text
}

// createTableAs applies CREATE TABLE AS, SELECT INTO and CREATE MATERIALIZED VIEW. Mirrors
// createas.c: ExecCreateTableAs.
func (l *loader) createTableAs(s *pg.CreateTableAsStmt) {
	ns, name := l.newRelationName(s.Into.Rel)
	if s.IfNotExists && l.cat.RelationByName(ns, name) != nil {
		return
	}
	if s.Query.GetExecuteStmt() != nil {
		l.unsupported("CREATE TABLE AS EXECUTE")
		return
	}
	if sel := s.Query.GetSelectStmt(); sel != nil {
		leftmost(sel).IntoClause = nil
	}
	q, err := analyze.View(l.cat, s.Query)
	l.check(err)
	rel := &catalog.Relation{Name: name, Namespace: ns, Kind: catalog.Table, Temp: ns == catalog.PgTemp}
	matview := s.Objtype == pg.ObjectType_OBJECT_MATVIEW
	if matview {
		rel.Kind, rel.ViewSQL, rel.At = catalog.MatView, l.viewText(), l.place(0)
	}
	l.queryColumns(rel, q, strs(s.Into.ColNames), "too many column names were specified")
	if !matview {
		rel.Query = nil
		for _, c := range rel.Columns {
			c.OriginRel, c.OriginNum = 0, 0
		}
	}
	l.enterRelation(rel)
	if matview {
		l.filled(rel, q)
		l.dependOnQuery(relObject(rel.OID, 0), q)
	}
}

func leftmost(s *pg.SelectStmt) *pg.SelectStmt {
	for s.Op != pg.SetOperation_SETOP_NONE && s.Larg != nil {
		s = s.Larg
	}
	return s
}
