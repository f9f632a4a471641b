package ddl

import (
	"slices"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/catalog/pgcatalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// loadExtension enters an extension and, with CASCADE, what it requires.
func (l *loader) loadExtension(name string, ns catalog.OID, cascade bool) {
	for _, r := range pgcatalog.Requires(name) {
		if l.cat.HasExtension(r) {
			continue
		}
		if !cascade {
			l.failDetail(sqlstate.UndefinedObject, 0, "", "Use CREATE EXTENSION ... CASCADE to install required extensions too.",
				`required extension "%s" is not installed`, r)
		}
		l.loadExtension(r, ns, true)
	}
	if pgcatalog.LoadExtension(l.cat, name, ns) {
		return
	}
	l.warn(sqlstate.FeatureNotSupported, 0, `extension "%s" is not known to sqlq; declare what you use of it in a schema file`, name)
	l.cat.AddExtension(name)
}

// createSequence applies CREATE SEQUENCE.
func (l *loader) createSequence(s *pg.CreateSeqStmt) {
	ns, name := l.newRelationName(s.Sequence)
	if s.IfNotExists && l.cat.RelationByName(ns, name) != nil {
		return
	}
	l.freeRelationName(ns, name)
	seq := l.enterSequence(ns, name)
	l.sequenceOwner(seq, s.Options)
}

func (l *loader) alterSequence(s *pg.AlterSeqStmt) {
	seq := l.findRelation(s.Sequence)
	if seq == nil && s.MissingOk {
		return
	}
	seq = l.relation(s.Sequence)
	if seq.Kind != catalog.Sequence {
		l.fail(sqlstate.WrongObjectType, 0, `"%s" is not a sequence`, seq.Name)
	}
	l.sequenceOwner(seq, s.Options)
}

// sequenceOwner applies OWNED BY: the sequence goes when its column goes.
func (l *loader) sequenceOwner(seq *catalog.Relation, options []*pg.Node) {
	for _, n := range options {
		e := n.GetDefElem()
		if e.Defname != "owned_by" {
			continue
		}
		l.cat.DropDependencies(relObject(seq.OID, 0))
		list := items(e.Arg)
		if len(list) < 2 {
			return // OWNED BY NONE
		}
		rel := l.relation(rangeVar(list[:len(list)-1]))
		col := l.columnOf(rel, str(list[len(list)-1]))
		l.depend(relObject(seq.OID, 0), relObject(rel.OID, col.Num), catalog.Auto)
	}
}

// createRule notes a rule on a table or view. Mirrors rewriteDefine.c: DefineQueryRewrite.
func (l *loader) createRule(s *pg.RuleStmt) {
	rel := l.own(l.relation(s.Relation))
	event := ruleLetter[s.Event]
	if event == 0 {
		return // ON SELECT is the query of a view
	}
	r := catalog.Rule{Name: s.Rulename, Event: event, Instead: s.Instead, Conditional: s.WhereClause != nil}
	for _, a := range s.Actions {
		r.Actions = append(r.Actions, l.ruleAction(a))
	}
	at, exists := findRule(rel, r.Name)
	if exists && !s.Replace {
		l.fail(sqlstate.DuplicateObject, 0, `rule "%s" for relation "%s" already exists`, r.Name, rel.Name)
	}
	if exists {
		rel.Rules = slices.Delete(rel.Rules, at, at+1)
	}
	rel.Rules = slices.Insert(rel.Rules, at, r)
}

// findRule finds the place of a rule among a relation's, and whether it is there.
func findRule(rel *catalog.Relation, name string) (at int, exists bool) {
	return slices.BinarySearchFunc(rel.Rules, name, func(r catalog.Rule, name string) int { return strings.Compare(r.Name, name) })
}

var ruleLetter = map[pg.CmdType]byte{pg.CmdType_CMD_INSERT: 'i', pg.CmdType_CMD_UPDATE: 'u', pg.CmdType_CMD_DELETE: 'd'}

// ruleAction notes what one statement of a rule writes to and returns.
func (l *loader) ruleAction(n *pg.Node) catalog.RuleAction {
	a := catalog.RuleAction{}
	var target *pg.RangeVar
	var with *pg.WithClause
	switch x := n.Node.(type) {
	case *pg.Node_InsertStmt:
		s := x.InsertStmt
		a.Command, target, with, a.Returning = 'i', s.Relation, s.WithClause, len(s.ReturningList) > 0
		sel := s.SelectStmt.GetSelectStmt()
		if sel != nil && len(sel.ValuesLists) == 0 {
			a.Select, with = true, sel.WithClause
		}
	case *pg.Node_UpdateStmt:
		s := x.UpdateStmt
		a.Command, target, with, a.Returning = 'u', s.Relation, s.WithClause, len(s.ReturningList) > 0
	case *pg.Node_DeleteStmt:
		s := x.DeleteStmt
		a.Command, target, with, a.Returning = 'd', s.Relation, s.WithClause, len(s.ReturningList) > 0
	case *pg.Node_SelectStmt:
		a.Command, with = 's', x.SelectStmt.WithClause
	default:
		a.Command = 'n'
	}
	if target != nil {
		a.Relation = l.relation(target).OID
	}
	for _, c := range with.GetCtes() {
		a.With = append(a.With, c.GetCommonTableExpr().Ctename)
	}
	return a
}

// comment applies COMMENT ON for the objects whose comments reach generated code.
func (l *loader) comment(s *pg.CommentStmt) {
	list := items(s.Object)
	switch s.Objtype {
	case pg.ObjectType_OBJECT_TABLE, pg.ObjectType_OBJECT_VIEW, pg.ObjectType_OBJECT_MATVIEW, pg.ObjectType_OBJECT_FOREIGN_TABLE,
		pg.ObjectType_OBJECT_SEQUENCE:
		l.own(l.relation(rangeVar(list))).Comment = s.Comment
	case pg.ObjectType_OBJECT_INDEX:
		index := l.relation(rangeVar(list))
		index.Comment = s.Comment
	case pg.ObjectType_OBJECT_COLUMN:
		rel := l.own(l.relation(rangeVar(list[:len(list)-1])))
		l.columnOf(rel, str(list[len(list)-1])).Comment = s.Comment
	case pg.ObjectType_OBJECT_TABCONSTRAINT:
		rel := l.own(l.relation(rangeVar(list[:len(list)-1])))
		k := findConstraint(rel, str(list[len(list)-1]))
		if k == nil {
			l.fail(sqlstate.UndefinedObject, 0, `constraint "%s" for table "%s" does not exist`, str(list[len(list)-1]), rel.Name)
		}
		k.Comment = s.Comment
	case pg.ObjectType_OBJECT_TRIGGER:
		l.triggerNamed(l.relation(rangeVar(list[:len(list)-1])), str(list[len(list)-1]), false)
	case pg.ObjectType_OBJECT_TYPE, pg.ObjectType_OBJECT_DOMAIN:
		t, _ := l.typeOf(s.Object.GetTypeName())
		if s.Objtype == pg.ObjectType_OBJECT_DOMAIN && t.Kind != catalog.DomainType {
			l.fail(sqlstate.WrongObjectType, 0, `"%s" is not a domain`, typeNameString(s.Object.GetTypeName()))
		}
		if t.OID >= catalog.FirstUserOID {
			t.Comment = s.Comment
		}
	case pg.ObjectType_OBJECT_FUNCTION, pg.ObjectType_OBJECT_PROCEDURE, pg.ObjectType_OBJECT_AGGREGATE, pg.ObjectType_OBJECT_ROUTINE:
		if p := l.procNamed(s.Object.GetObjectWithArgs(), s.Objtype, false); p.OID >= catalog.FirstUserOID {
			p.Comment = s.Comment
		}
	case pg.ObjectType_OBJECT_SCHEMA:
		if n := l.cat.NamespaceByOID(l.schemaOID(str(s.Object), 0)); n != nil && n.OID >= catalog.FirstUserOID {
			n.Comment = s.Comment
		}
	case pg.ObjectType_OBJECT_DOMCONSTRAINT:
		t, _ := l.typeOf(list[0].GetTypeName())
		if domainCheck(t, str(list[1])) < 0 {
			l.noDomainConstraint(t, str(list[1]))
		}
	}
}
