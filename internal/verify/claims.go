package verify

import (
	"fmt"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler/ir"
)

// statement is one text that generated code may send, and what sqlq claims about it.
type statement struct {
	sql     string
	label   string // which of the query's statements it is; "" if there is only one
	params  []claim
	columns []claim
}

// claim is a name with a type.
type claim struct {
	name string
	typ  *ir.Type
}

// statements lists all statements of a query.
func statements(q *ir.Query) []statement {
	var out []statement
	for i, variant := range q.Variants {
		s := statement{sql: variant.SQL, columns: columns(q)}
		if len(q.Variants) > 1 {
			s.label = fmt.Sprintf("variant %d of %d%s", i+1, len(q.Variants), state(q, variant))
		}
		for _, a := range variant.Args {
			s.params = append(s.params, argument(q, a))
		}
		out = append(out, s)
	}
	for _, level := range q.Split {
		out = append(out, levelStatements(q, level)...)
	}
	return out
}

// state tells a variant from its siblings in words of the query.
func state(q *ir.Query, variant *ir.Variant) string {
	var parts []string
	for i, on := range variant.On {
		if i >= len(q.Switches) {
			break
		}
		var names []string
		for _, p := range q.Switches[i].Params {
			names = append(names, "@"+q.Params[p].Name)
		}
		given := "nil"
		if on {
			given = "given"
		}
		parts = append(parts, strings.Join(names, ", ")+" "+given)
	}
	if variant.Order < len(q.Orders) {
		parts = append(parts, "order "+q.Orders[variant.Order])
	}
	if variant.Page != "" {
		parts = append(parts, variant.Page+" page")
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, "; ")
}

func argument(q *ir.Query, a ir.Arg) claim {
	switch a.Kind {
	case ir.ArgSet:
		return claim{q.Params[a.Index].Name + " is set", builtin("bool")}
	case ir.ArgSets:
		return claim{q.Params[a.Index].Name + " is set, of all rows", arrayOf(builtin("bool"))}
	case ir.ArgColumn:
		p := q.Params[a.Index]
		if p.Set && !p.Type.TakenApart() {
			return claim{p.Name + " of all rows", arrayOf(p.Type.Underlying())}
		}
		if p.Type.TakenApart() {
			return claim{p.Name + " of all rows", arrayOf(builtin("text"))}
		}
		return claim{p.Name + " of all rows", arrayOf(p.Type)}
	case ir.ArgCursor:
		c := q.Keyset.Keys[a.Index]
		return claim{"cursor's " + c.Name, c.Param}
	}
	p := q.Params[a.Index]
	if p.Set {
		// It became a branch of CASE, whose type is the one below domains (select_common_type); the
		// assignment brings it back to the domain.
		return claim{p.Name, p.Type.Underlying()}
	}
	return claim{p.Name, p.Type}
}

// columns are the query's own and behind them those that only a page reads.
func columns(q *ir.Query) []claim {
	var out []claim
	own := q.Columns
	if len(q.Split) > 0 {
		own = q.Wire
	}
	for _, c := range own {
		out = append(out, claim{c.Name, c.Type})
	}
	if q.Keyset == nil {
		return out
	}
	for _, c := range q.Keyset.Keys {
		if c.Index >= len(own) {
			out = append(out, claim{c.Column.Name, c.Column.Type})
		}
	}
	if q.Keyset.Size > 0 {
		out = append(out, claim{ir.SizeColumn, builtin("int8")})
	}
	return out
}

// levelStatements lists the statements that read one field of nested rows.
func levelStatements(q *ir.Query, level *ir.Level) []statement {
	var out []statement
	for i, variant := range level.Variants {
		s := statement{sql: variant.SQL, label: "statement of " + level.Name}
		if len(level.Variants) > 1 {
			s.label += fmt.Sprintf(", variant %d of %d%s", i+1, len(level.Variants), state(q, variant))
		}
		for _, a := range variant.Args {
			if a.Kind == ir.ArgKeys {
				key := level.Keys[a.Index]
				s.params = append(s.params, claim{key.Name + " of the rows around", arrayOf(key.Type)})
				continue
			}
			s.params = append(s.params, argument(q, a))
		}
		for _, c := range level.Columns {
			s.columns = append(s.columns, claim{c.Name, c.Type})
		}
		out = append(out, s)
	}
	return out
}

func builtin(name string) *ir.Type {
	return &ir.Type{Kind: ir.BaseType, Schema: "pg_catalog", Name: name}
}

func arrayOf(t *ir.Type) *ir.Type {
	return &ir.Type{Kind: ir.ArrayType, Schema: t.Schema, Name: t.Name + "[]", Elem: t}
}

// lineAt returns the line of a text in which the 1-based character position lies, or "".
func lineAt(text string, position int) string {
	if position <= 0 {
		return ""
	}
	for line := range strings.Lines(text) {
		n := len([]rune(line))
		if position <= n {
			return strings.TrimSpace(line)
		}
		position -= n
	}
	return ""
}
