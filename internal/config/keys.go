package config

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// keySet names the keys that a mapping may have; a nil value is a scalar or list of scalars, anyKey
// a mapping with keys of the user's choice.
type keySet map[string]keySet

var anyKey = keySet{"*": nil}

var packageKeys = keySet{
	"schema": nil, "queries": nil, "package": nil, "out": nil,
	"query_parameter_limit": nil, "emit_querier": nil, "emit_exact_table_names": nil, "emit_empty_slices": nil,
	"arena": nil, "emit_json_tags": nil, "emit_sql_null": nil,
	"rename": anyKey, "lint": anyKey,
	"overrides": {"type": nil, "column": nil, "go": nil, "nullable": nil, "pointer": nil},
}

var documentKeys = func() keySet {
	k := keySet{"version": nil, "packages": packageKeys}
	for name, sub := range packageKeys {
		k[name] = sub
	}
	return k
}()

// keys reports every unknown key below a node and remembers where each known one stands, before the
// library decodes the text: it knows neither suggestions nor more than one error.
func (r *reader) keys(n ast.Node, allowed keySet, path string) {
	if r.at == nil {
		r.at = map[string]source.Pos{}
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			r.key(v, allowed, path)
		}
	case *ast.MappingValueNode:
		r.key(n, allowed, path)
	case *ast.SequenceNode:
		for i, v := range n.Values {
			item := fmt.Sprintf("%s[%d]", path, i)
			r.at[item] = r.place(v)
			if allowed != nil {
				r.keys(v, allowed, item)
			}
		}
	}
}

func (r *reader) key(v *ast.MappingValueNode, allowed keySet, path string) {
	name := v.Key.GetToken().Value
	at := r.place(v.Key)
	sub, ok := allowed[name]
	if _, any := allowed["*"]; any {
		ok = true
	}
	if !ok {
		d := r.errorf(at, "unknown key %q", name)
		if hint := sqlcHint(name); hint != "" {
			d.Hint = hint
		} else if near := diag.Nearest(name, names(allowed)); near != "" {
			d.Hint = fmt.Sprintf("did you mean %q?", near)
		}
		return
	}
	if path != "" {
		name = path + "." + name
	}
	r.at[name] = at
	r.keys(v.Value, sub, name)
}

func (r *reader) place(n ast.Node) source.Pos {
	p := n.GetToken().Position
	return r.offset(p.Line, p.Column)
}

func names(k keySet) []string {
	var out []string
	for name := range k {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
