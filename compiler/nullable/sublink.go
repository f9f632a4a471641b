package nullable

import (
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

func (e *env) proveLinkColumn(x *tree.SubLinkColumn) fact {
	if i := x.Number - 1; x.Link == e.link && i >= 0 && i < len(e.links) {
		return e.links[i].value
	}
	return fact{}
}

func (e *env) proveSubLink(x *tree.SubLink) fact {
	switch x.Kind {
	case tree.ExistsLink:
		return proved("EXISTS is never null")
	case tree.ArrayLink:
		return proved("ARRAY(SELECT …) is empty, not null, without rows")
	case tree.ExprLink:
		cols, b := e.subquery(x.Query)
		if len(cols) == 0 || !cols[0].value.ok {
			return fact{}
		}
		if w, ok := e.referenced(x.Query); ok && !b.least {
			return provedBy(func() string { return w() + ", and " + cols[0].value.why() })
		}
		if !b.least {
			return fact{}
		}
		return provedBy(func() string { return "the subquery returns a row and " + cols[0].value.why() })
	case tree.AnyLink, tree.AllLink:
		cols, _ := e.subquery(x.Query)
		in := *e
		in.link, in.links = x, cols
		return in.notNull(x.Test)
	case tree.RowCompareLink:
		cols, b := e.subquery(x.Query)
		if !b.least {
			return fact{}
		}
		in := *e
		in.link, in.links = x, cols
		return in.notNull(x.Test)
	}
	return fact{}
}

// subquery proves the columns and the row count of a subquery that stands in an expression.
func (e *env) subquery(q *tree.Query) ([]column, bounds) {
	in := *e
	in.test, in.link = nil, nil
	sc := e.scope.p.enter(q, &in)
	return sc.output(), sc.bounds(nil)
}
