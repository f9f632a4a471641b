package analyze

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// parse_collate.go
func (p *pstate) assignQueryCollations(q *tree.Query)   { panic("not written") }
func (p *pstate) assignListCollations(list []tree.Expr) { panic("not written") }
func (p *pstate) assignExprCollations(e tree.Expr)      { panic("not written") }
func (p *pstate) selectCommonCollation(exprs []tree.Expr, noneOK bool) catalog.OID {
	panic("not written")
}
