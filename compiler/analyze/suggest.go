package analyze

import (
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/diag"
)

// This file adds to PostgreSQL's errors what a compiler can know and a server does not say: near
// misses of relations, types, functions and assigned columns, and that an object is missing only
// because its own CREATE failed. Codes, messages and places stay PostgreSQL's.

// missing makes the options of an error about an unknown object: why it is unknown if its CREATE
// failed, else the nearest of candidates, if one is near. what is "relation", "type" or "function".
func (s *shared) missing(what, name string, candidates []string) []option {
	if where := s.cat.Broken(name); where != "" {
		return []option{withDetail("The %s is unknown because the statement that creates it has an error: %s.", what, where)}
	}
	if near := diag.Nearest(name, candidates); near != "" && near != name {
		return []option{withHint("Perhaps you meant the %s \"%s\".", what, near)}
	}
	return nil
}

// relationCandidates are the names that can stand in FROM.
func (s *shared) relationCandidates() []string {
	return slices.DeleteFunc(s.cat.RelationNames(), func(name string) bool {
		r := s.cat.RelationByName(catalog.InvalidOID, name)
		return r == nil || r.Kind == catalog.Index || r.Kind == catalog.CompositeRel
	})
}

// typeCandidates are the names of types, with SQL's own spellings that the catalog has not.
func (s *shared) typeCandidates() []string {
	return append([]string{"integer", "bigint", "smallint", "boolean", "decimal", "real", "double"}, s.cat.TypeNames()...)
}

// nearColumn is a hint for a column that an INSERT or UPDATE assigns but the relation has not.
func nearColumn(rel *catalog.Relation, name string) []option {
	names := make([]string, len(rel.Columns))
	for i, c := range rel.Columns {
		names[i] = c.Name
	}
	near := diag.Nearest(name, names)
	if near == "" {
		return nil
	}
	return []option{withHint("Perhaps you meant the column \"%s\".", near)}
}
