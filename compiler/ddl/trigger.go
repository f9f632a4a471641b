package ddl

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// Trigger timing and events (trigger.h).
const (
	triggerBefore  = 1 << 1
	triggerInstead = 1 << 6
	triggerInsert  = 1 << 2
	triggerDelete  = 1 << 3
	triggerUpdate  = 1 << 4
)

// createTrigger notes a trigger. Its function is not looked for: one of an extension that is not
// known would be missing, and what it does is not known anyway. Mirrors trigger.c:
// CreateTriggerFiringOn.
func (l *loader) createTrigger(s *pg.CreateTrigStmt) {
	rel := l.own(l.relation(s.Relation))
	l.checkTriggerTarget(rel, s)
	t := catalog.Trigger{Name: s.Trigname, Timing: 'a'}
	switch {
	case s.Timing&triggerInstead != 0:
		t.Timing = 'i'
	case s.Row && s.Timing&triggerBefore != 0:
		t.Timing = 'b'
	}
	for bit, event := range map[int32]byte{triggerInsert: 'i', triggerUpdate: 'u', triggerDelete: 'd'} {
		if s.Events&bit != 0 {
			t.Events = append(t.Events, event)
		}
	}
	i := findTrigger(rel, t.Name)
	if i >= 0 && !s.Replace {
		l.fail(sqlstate.DuplicateObject, 0, `trigger "%s" for relation "%s" already exists`, t.Name, rel.Name)
	}
	for _, n := range s.Columns {
		l.columnOf(rel, str(n))
	}
	if i >= 0 {
		rel.Triggers[i] = t // of a copy that own made
		return
	}
	rel.Triggers = append(rel.Triggers, t)
}

// checkTriggerTarget: INSTEAD OF is for the rows of views, and views have no other row triggers.
func (l *loader) checkTriggerTarget(rel *catalog.Relation, s *pg.CreateTrigStmt) {
	instead := s.Timing&triggerInstead != 0
	switch {
	case rel.Kind == catalog.View && !instead && s.Row:
		l.failDetail(sqlstate.WrongObjectType, 0, "Views cannot have row-level BEFORE or AFTER triggers.", "", `"%s" is a view`, rel.Name)
	case (rel.Kind == catalog.Table || rel.Kind == catalog.PartitionedTable) && instead:
		l.failDetail(sqlstate.WrongObjectType, 0, "Tables cannot have INSTEAD OF triggers.", "", `"%s" is a table`, rel.Name)
	case rel.Kind == catalog.ForeignTable && instead:
		l.failDetail(sqlstate.WrongObjectType, 0, "Foreign tables cannot have INSTEAD OF triggers.", "", `"%s" is a foreign table`, rel.Name)
	case rel.Kind == catalog.MatView || rel.Kind == catalog.Sequence || rel.Kind == catalog.CompositeRel:
		l.fail(sqlstate.WrongObjectType, 0, `relation "%s" cannot have triggers`, rel.Name)
	case instead && !s.Row:
		l.fail(sqlstate.FeatureNotSupported, 0, "INSTEAD OF triggers must be FOR EACH ROW")
	case instead && s.WhenClause != nil:
		l.fail(sqlstate.FeatureNotSupported, 0, "INSTEAD OF triggers cannot have WHEN conditions")
	case instead && len(s.Columns) > 0:
		l.fail(sqlstate.FeatureNotSupported, 0, "INSTEAD OF triggers cannot have column lists")
	}
}

func findTrigger(rel *catalog.Relation, name string) int {
	return slices.IndexFunc(rel.Triggers, func(t catalog.Trigger) bool { return t.Name == name })
}

// triggerNamed finds a trigger; -1 if there is none and that is allowed. A partition has those of
// its parent too, which are not kept.
func (l *loader) triggerNamed(rel *catalog.Relation, name string, missingOK bool) int {
	i := findTrigger(rel, name)
	if i < 0 && !missingOK && !rel.IsPartition {
		l.fail(sqlstate.UndefinedObject, 0, `trigger "%s" for table "%s" does not exist`, name, rel.Name)
	}
	return i
}

// renameTrigger mirrors trigger.c: renametrig.
func (l *loader) renameTrigger(s *pg.RenameStmt) {
	rel := l.renameTarget(s)
	if rel == nil {
		return
	}
	i := l.triggerNamed(rel, s.Subname, false)
	if at := findTrigger(rel, s.Newname); at >= 0 && at != i {
		l.fail(sqlstate.DuplicateObject, 0, `trigger "%s" for relation "%s" already exists`, s.Newname, rel.Name)
	}
	if i >= 0 {
		rel.Triggers[i].Name = s.Newname
	}
}

// renameRule gives a rule another name, and with it another place among the others. Mirrors
// rewriteDefine.c: RenameRewriteRule.
func (l *loader) renameRule(s *pg.RenameStmt) {
	rel := l.renameTarget(s)
	if rel == nil || s.Subname == "_RETURN" {
		return
	}
	i := slices.IndexFunc(rel.Rules, func(r catalog.Rule) bool { return r.Name == s.Subname })
	if i < 0 {
		l.fail(sqlstate.UndefinedObject, 0, `rule "%s" for relation "%s" does not exist`, s.Subname, rel.Name)
	}
	if at, exists := findRule(rel, s.Newname); exists {
		l.fail(sqlstate.DuplicateObject, 0, `rule "%s" for relation "%s" already exists`, rel.Rules[at].Name, rel.Name)
	}
	r := rel.Rules[i]
	r.Name = s.Newname
	rel.Rules = slices.Delete(rel.Rules, i, i+1)
	at, _ := findRule(rel, r.Name)
	rel.Rules = slices.Insert(rel.Rules, at, r)
}
