package lower

import (
	"fmt"

	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// CodeSet is reported for sqlq.set in places other than an assignment of one parameter.
const CodeSet = "SQ208"

// sets turns each "c = sqlq.set($1)" into "c = CASE WHEN $k THEN $1 ELSE c END": one constant
// statement whichever columns are set. flags maps the number k to the parameter's index.
func (l *lowering) sets() (changes []rewrite.Change, flags map[int]int, ok bool) {
	flags = map[int]int{}
	next := len(l.out.Params)
	for k, m := range l.Query.Macros {
		if m.Kind != parse.Set {
			continue
		}
		number, uses := 0, 0
		for _, p := range l.Query.Macros {
			if p.Kind.IsParam() && p.Parent == k {
				number = p.Number
			}
		}
		for _, p := range l.Query.Macros {
			if p.Kind.IsParam() && p.Number == number {
				uses++
			}
		}
		column := l.assignedColumn(number)
		if number == 0 || uses != 1 || column == "" {
			at := source.Span{File: l.Query.File, Start: l.Query.Start + m.Span.Start, End: l.Query.Start + m.Span.End}
			l.errorAt(CodeSet, at, `Write "column = sqlq.set(@name)" in SET.`,
				"sqlq.set must hold one parameter of its own that is assigned to a column")
			return nil, nil, false
		}
		next++
		flags[next] = number - 1
		l.out.Params[number-1].Set = true
		flag, value := fmt.Sprintf("$%d::bool", next), fmt.Sprintf("$%d", number)
		if l.isBulk() {
			flag, value = bulkRow+"."+l.bulkFlag(number-1), l.bulkValue(number-1)
		}
		changes = append(changes, rewrite.Change{At: m.Edited, New: "CASE WHEN " + flag + " THEN " + value + " ELSE " + column + " END"})
	}
	l.out.OnlySets = len(changes) > 0 && l.Tree.Command == tree.Update && len(changes) == len(l.Tree.Targets)
	return changes, flags, true
}

// assignedColumn returns the column, qualified, to which an UPDATE assigns just that parameter.
func (l *lowering) assignedColumn(number int) string {
	q := l.Tree
	if q.Result < 1 || q.Result > len(q.RangeTable) || q.RangeTable[q.Result-1].Relation == nil {
		return ""
	}
	var list []*tree.TargetEntry
	if q.Command == tree.Update {
		list = q.Targets
	} else if q.Conflict != nil {
		list = q.Conflict.Set
	}
	rte := q.RangeTable[q.Result-1]
	for _, t := range list {
		p, ok := stripParam(t.Expr)
		if !ok || p.Number != number || t.Junk {
			continue
		}
		if c := rte.Relation.ColumnNum(int16(t.Resno)); c != nil {
			return rewrite.Ident(rte.Name) + "." + rewrite.Ident(c.Name)
		}
	}
	return ""
}
