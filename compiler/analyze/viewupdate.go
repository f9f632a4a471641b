package analyze

import "github.com/sqlq-dev/sqlq/compiler/tree"

func (p *pstate) checkRewrite(q *tree.Query)  {}
func (p *pstate) checkArbiters(q *tree.Query) {}
