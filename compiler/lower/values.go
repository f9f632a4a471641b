package lower

import (
	"slices"
	"strings"
	"sync"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/parse"
)

// GoTypes is what a configuration says of Go types in the place of the defaults.
type GoTypes interface {
	// OwnType reports whether values of the type have a Go type of their own that may have a nil.
	OwnType(*ir.Type) bool
	// OwnColumn reports that of a column of "schema.table", and of what is compared with it.
	OwnColumn(table, column string) bool
}

// Values tells for which parameters generated code cannot send NULL, because their Go types have no
// value for it. What depends on such a parameter is not null on its account. A Values is safe for
// concurrent use.
type Values struct {
	cat *catalog.Catalog
	own GoTypes // nil: the defaults are for all
	// columns are the types of columns with a Go type of their own. Which parameters take that over is
	// known only after the proofs, so that none of such a type counts.
	columns []*ir.Type
	sent    sync.Map // catalog.OID -> bool, see sends
}

// NewValues looks at the Go types that a configuration gives to columns; own may be nil.
func NewValues(cat *catalog.Catalog, own GoTypes) *Values {
	v := &Values{cat: cat, own: own}
	if own == nil {
		return v
	}
	types := NewTypes(cat)
	for _, rel := range cat.OwnRelations() {
		name := types.TableName(rel)
		for _, c := range rel.Columns {
			if own.OwnColumn(name, c.Name) {
				t := types.Type(c.Type).Underlying()
				for t.Elem != nil { // its elements have the type as well
					t = t.Elem.Underlying()
				}
				v.columns = append(v.columns, t)
			}
		}
	}
	return v
}

// of tells about the parameters of a query by their numbers. It leaves out those whose Go type the
// query itself decides: sqlq.narg, sqlq.set, what stands only in sqlq.opt, and what a directive may
// mean.
func (v *Values) of(query *parse.Query, types []catalog.OID) func(number int) bool {
	return func(number int) bool {
		if number < 1 || number > len(types) || number > len(query.Params) {
			return false
		}
		p := query.Params[number-1]
		return p.Number == number && !p.Nullable && !directed(query, p) && !switched(query, number) && v.sends(types[number-1])
	}
}

// sends reports whether values of a type are always sent as values. Each type is looked at once.
func (v *Values) sends(oid catalog.OID) bool {
	sent, known := v.sent.Load(oid)
	if !known {
		sent = v.sendsType(oid)
		v.sent.Store(oid, sent)
	}
	return sent.(bool)
}

func (v *Values) sendsType(oid catalog.OID) bool {
	t := NewTypes(v.cat).Type(oid)
	if !t.AlwaysValue() || v.own != nil && v.own.OwnType(t) {
		return false
	}
	t = t.Underlying()
	return !slices.ContainsFunc(v.columns, func(c *ir.Type) bool { return c.Schema == t.Schema && c.Name == t.Name || alike(c, t) })
}

// directed reports whether a directive may be about a parameter's nullability or Go type. One without a
// name of its own is named after its use, which is not known yet.
func directed(query *parse.Query, p parse.Parameter) bool {
	for i := range query.Directives {
		d := &query.Directives[i]
		var names []string
		switch d.Name {
		case "nullable":
			names, _ = d.Words()
		case "type":
			name, _, _ := strings.Cut(d.Args, "=")
			names = []string{strings.TrimSpace(name)}
		}
		if len(names) > 0 && (p.Name == "" || slices.Contains(names, p.Name)) {
			return true
		}
	}
	return false
}

// switched reports whether a parameter may be left out: it is that of a sqlq.set, or has no use outside
// of sqlq.opt.
func switched(query *parse.Query, number int) bool {
	outside, seen := false, false
	for _, m := range query.Macros {
		if !m.Kind.IsParam() || m.Number != number {
			continue
		}
		seen = true
		optional := false
		for i := m.Parent; i >= 0; i = query.Macros[i].Parent {
			switch query.Macros[i].Kind {
			case parse.Set:
				return true
			case parse.Opt:
				optional = true
			}
		}
		outside = outside || !optional
	}
	return seen && !outside
}
