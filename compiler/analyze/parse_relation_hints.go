package analyze

import (
	"unicode/utf8"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// This file finds out what the user may have meant by a name that does not resolve.

// errorMissingRelation fails with 42P01 for a RangeVar that names no relation.
func (p *pstate) errorMissingRelation(rv *pg.RangeVar) {
	at := source.Pos(rv.Location)
	if rv.Schemaname != "" {
		fail(sqlstate.UndefinedTable, at, "relation \""+rv.Schemaname+"."+rv.Relname+"\" does not exist",
			p.missing("relation", rv.Relname, nil)...)
	}
	message := "relation \"" + rv.Relname + "\" does not exist"
	if p.isFutureCTE(rv.Relname) {
		fail(sqlstate.UndefinedTable, at, message,
			withDetail("There is a WITH item named \"%s\", but it cannot be referenced from this part of the query.", rv.Relname),
			withHint("Use WITH RECURSIVE, or re-order the WITH items to remove forward references."))
	}
	fail(sqlstate.UndefinedTable, at, message, p.missing("relation", rv.Relname, p.relationCandidates())...)
}

// errorMissingRTE fails with 42P01 for a qualifier that is no visible FROM item.
// Mirrors parse_relation.c: errorMissingRTE.
func (p *pstate) errorMissingRTE(schema, relname string, at source.Pos) {
	rte := p.searchRangeTableForRel(schema, relname)
	if rte == nil {
		failf(sqlstate.UndefinedTable, at, "missing FROM-clause entry for table \"%s\"", relname)
	}
	message := "invalid reference to FROM-clause entry for table \"" + relname + "\""
	// The real name of a table that has an alias is a common mistake: say which alias.
	if rte.HasAlias && rte.Name != relname {
		if item, _ := p.refnameNamespaceItem("", rte.Name, at); item != nil && item.rte == rte {
			fail(sqlstate.UndefinedTable, at, message,
				withHint("Perhaps you meant to reference the table alias \"%s\".", rte.Name))
		}
	}
	detail := withDetail("There is an entry for table \"%s\", but it cannot be referenced from this part of the query.", rte.Name)
	if p.rteVisibleIfLateral(rte) {
		fail(sqlstate.UndefinedTable, at, message, detail,
			withHint("To reference that table, you must mark this subquery with LATERAL."))
	}
	fail(sqlstate.UndefinedTable, at, message, detail)
}

// searchRangeTableForRel looks at all range-table entries, visible or not, for one that the
// user may have meant: by relation or by alias.
func (p *pstate) searchRangeTableForRel(schema, relname string) *tree.RangeTableEntry {
	var cte *tree.CommonTableExpr
	if schema == "" {
		cte, _ = p.scanNameSpaceForCTE(relname)
	}
	rel := p.findRelation(schema, relname)
	for q := p; q != nil; q = q.parent {
		for _, rte := range q.rtable {
			switch {
			case cte == nil && rel != nil && rte.Kind == tree.RTERelation && rte.Relation.OID == rel.OID,
				cte != nil && rte.Kind == tree.RTECTE && rte.CTE == cte,
				rte.Name == relname:
				return rte
			}
		}
	}
	return nil
}

// findNSItemForRTE returns the name-space item of an entry if it is in any name space.
func (p *pstate) findNSItemForRTE(rte *tree.RangeTableEntry) *nsitem {
	for q := p; q != nil; q = q.parent {
		for _, item := range q.namespace {
			if item.rte == rte {
				return item
			}
		}
	}
	return nil
}

func (p *pstate) rteVisibleIfLateral(rte *tree.RangeTableEntry) bool {
	if p.lateralOK {
		return false // LATERAL is not what is missing
	}
	item := p.findNSItemForRTE(rte)
	return item != nil && item.lateralOnly && item.lateralOK
}

func (p *pstate) rteVisibleIfQualified(rte *tree.RangeTableEntry) bool {
	item := p.findNSItemForRTE(rte)
	return item != nil && item.relVisible && !item.colsVisible
}

// errorMissingColumn fails with 42703; relname is "" if the reference was unqualified. It says
// which column of that name is out of reach, or which near ones there are.
// Mirrors parse_relation.c: errorMissingColumn.
func (p *pstate) errorMissingColumn(relname, colname string, at source.Pos) {
	message := "column \"" + colname + "\" does not exist"
	if relname != "" {
		message = "column " + relname + "." + colname + " does not exist"
	}
	s := p.searchRangeTableForCol(relname, colname, at)
	switch {
	case s.exact2 != nil:
		options := []option{withDetail("There are columns named \"%s\", but they are in tables that cannot be referenced from this part of the query.", colname)}
		if relname == "" {
			options = append(options, withHint("Try using a table-qualified name."))
		}
		fail(sqlstate.UndefinedColumn, at, message, options...)
	case s.exact1 != nil:
		options := []option{withDetail("There is a column named \"%s\" in table \"%s\", but it cannot be referenced from this part of the query.", colname, s.exact1.Name)}
		switch {
		case p.rteVisibleIfLateral(s.exact1):
			options = append(options, withHint("To reference that column, you must mark this subquery with LATERAL."))
		case relname == "" && p.rteVisibleIfQualified(s.exact1):
			options = append(options, withHint("To reference that column, you must use a table-qualified name."))
		}
		fail(sqlstate.UndefinedColumn, at, message, options...)
	case s.second != "":
		fail(sqlstate.UndefinedColumn, at, message,
			withHint("Perhaps you meant to reference the column \"%s.%s\" or the column \"%s.%s\".",
				s.rfirst.Name, s.first, s.rsecond.Name, s.second))
	case s.rfirst != nil:
		fail(sqlstate.UndefinedColumn, at, message,
			withHint("Perhaps you meant to reference the column \"%s.%s\".", s.rfirst.Name, s.first))
	}
	fail(sqlstate.UndefinedColumn, at, message)
}

// maxFuzzyDistance is how many edits a suggestion may be away.
const maxFuzzyDistance = 3

// fuzzyMatch collects the nearest columns (FuzzyAttrMatchState).
type fuzzyMatch struct {
	distance       int
	rfirst         *tree.RangeTableEntry
	first          string
	rsecond        *tree.RangeTableEntry
	second         string
	exact1, exact2 *tree.RangeTableEntry
}

// searchRangeTableForCol looks at the columns of all range-table entries, visible or not. Joins
// repeat other entries and are left out.
func (p *pstate) searchRangeTableForCol(alias, colname string, at source.Pos) *fuzzyMatch {
	s := &fuzzyMatch{distance: maxFuzzyDistance + 1}
	for q := p; q != nil; q = q.parent {
		for _, rte := range q.rtable {
			if rte.Kind == tree.RTEJoin {
				continue
			}
			penalty := 0
			if alias != "" {
				penalty = levenshtein(alias, rte.Name, maxFuzzyDistance+1)
			}
			if p.scanRTEFuzzily(s, rte, colname, penalty, at) && penalty == 0 {
				if s.exact1 == nil {
					s.exact1 = rte
				} else {
					s.exact2 = rte
				}
			}
		}
	}
	return s
}

// scanRTEFuzzily updates s with the columns of rte and reports whether one matches exactly.
func (p *pstate) scanRTEFuzzily(s *fuzzyMatch, rte *tree.RangeTableEntry, colname string, penalty int, at source.Pos) bool {
	found := false
	for i := range rte.Columns {
		name := rte.Columns[i].Name
		if name == colname {
			if found {
				failf(sqlstate.AmbiguousColumn, at, "column reference \"%s\" is ambiguous", colname)
			}
			found = true
		}
		s.update(rte, name, colname, penalty)
	}
	if !found && hasSystemColumns(rte) && systemColumn(colname) != nil {
		return true
	}
	return found
}

// update keeps the best and the second best match; a third equally good one makes all of them
// useless. Mirrors parse_relation.c: updateFuzzyAttrMatchState.
func (s *fuzzyMatch) update(rte *tree.RangeTableEntry, actual, match string, penalty int) {
	if penalty > s.distance || actual == "" {
		return
	}
	d := levenshtein(actual, match, s.distance+1-penalty)
	if d > len(match)/2 {
		return
	}
	d += penalty
	switch {
	case d < s.distance:
		s.distance = d
		s.rfirst, s.first = rte, actual
		s.rsecond, s.second = nil, ""
	case d > s.distance:
	case s.second != "":
		s.rfirst, s.first, s.rsecond, s.second = nil, "", nil, ""
		s.distance = d - 1
	case s.first != "":
		s.rsecond, s.second = rte, actual
	case s.distance <= maxFuzzyDistance:
		s.rfirst, s.first = rte, actual
	}
}

// levenshtein is the edit distance of two strings in characters, at most limit+1.
func levenshtein(a, b string, limit int) int {
	if d := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); d > limit || -d > limit {
		return limit + 1
	}
	t := []rune(b)
	row := make([]int, len(t)+1)
	for j := range row {
		row[j] = j
	}
	i := 0
	for _, r := range a {
		i++
		diagonal := row[0]
		row[0] = i
		for j, c := range t {
			cost := diagonal
			if r != c {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(t)], limit+1)
}
