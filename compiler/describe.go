package compiler

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/lower"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// Describe returns what `sqlq describe` prints about accepted statements, in their order: names,
// types and nullability as generated code has them. Rules of our own about Go are no matter here;
// the diagnostics are internal errors only, and their statements are left out.
func Describe(cat *catalog.Catalog, statements []*Statement) ([]ir.Description, diag.List) {
	types, values := lower.NewTypes(cat), lower.NewValues(cat, nil)
	out, list := []ir.Description{}, diag.List{}
	for _, s := range statements {
		q, found := lowered(cat, types, values, s)
		if q != nil {
			out = append(out, q.Describe())
			continue
		}
		for _, d := range found {
			if d.Code == sqlstate.InternalError {
				list.Add(d)
			}
		}
	}
	return out, list
}
