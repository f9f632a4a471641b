package ddl

import (
	"slices"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// This file makes the bodies of functions in SQL known to the prover. A body that cannot be
// analysed is none of the schema's errors: nothing is then known of it.

// body notes how to find out what a function in SQL does. A body without quotes means what its
// names mean now, as for the server; one in a string is read by the server when it is called, and
// here when the schema is complete.
// What a body without quotes mentions is returned: the function depends on it.
func (l *loader) body(p *catalog.Proc, s *pg.CreateFunctionStmt) []*tree.Query {
	if p.Lang != "sql" || p.Kind == catalog.Aggregate {
		return nil
	}
	if s.SqlBody == nil {
		if p.Kind == catalog.Function {
			p.Body = stringBody
		}
		return nil
	}
	queries, err := analyzed(l.cat, p, unquoted(s.SqlBody))
	l.check(err)
	if p.Kind != catalog.Function {
		return queries
	}
	p.Body = func(cat *catalog.Catalog, p *catalog.Proc) any { return function(cat, p, queries) }
	return queries
}

// unquoted lists the statements of RETURN … or BEGIN ATOMIC … END. RETURN x is SELECT x.
func unquoted(body *pg.Node) []*pg.Node {
	list := []*pg.Node{body}
	if atomic := body.GetList(); atomic != nil && len(atomic.Items) == 1 {
		list = items(atomic.Items[0])
	}
	// An empty block holds an empty node.
	out := slices.DeleteFunc(slices.Clone(list), func(n *pg.Node) bool { return n.GetNode() == nil })
	for i, n := range out {
		if r := n.GetReturnStmt(); r != nil {
			value := &pg.Node{Node: &pg.Node_ResTarget{ResTarget: &pg.ResTarget{Val: r.Returnval}}}
			out[i] = &pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: &pg.SelectStmt{
				TargetList: []*pg.Node{value}, Op: pg.SetOperation_SETOP_NONE, LimitOption: pg.LimitOption_LIMIT_OPTION_DEFAULT,
			}}}
		}
	}
	return out
}

// stringBody is what Proc.Body is for a body in a string. Its names are looked up along the search
// path that queries have.
func stringBody(cat *catalog.Catalog, p *catalog.Proc) any {
	raw, d := parse.Raw(p.Source)
	if d != nil {
		return nil
	}
	var list []*pg.Node
	for _, s := range raw.Stmts {
		list = append(list, s.Stmt)
	}
	queries, err := analyzed(cat, p, list)
	if err != nil || ambiguous(cat, queries) {
		return nil
	}
	return function(cat, p, queries)
}

// analyzed analyses the statements of a body, or says what is wrong with one; nil if types of
// parameters depend on the call, or a statement is no query: what SET or CREATE do to the statements
// that follow is not known.
func analyzed(cat *catalog.Catalog, p *catalog.Proc, list []*pg.Node) ([]*tree.Query, *analyze.Error) {
	for _, a := range p.Args {
		if t := cat.Type(a); t == nil || t.Kind == catalog.PseudoType {
			return nil, nil
		}
	}
	var out []*tree.Query
	for _, n := range list {
		q, err := analyze.FunctionStatement(cat, p, n)
		if err != nil || q.Command == tree.Utility {
			return nil, err
		}
		out = append(out, q)
	}
	return out, nil
}

// function is what a function does whose body consists of some statements, a *tree.Function; nil
// if that is not known. Settings such as search_path, changed while it runs, may change what the
// functions do that it calls.
func function(cat *catalog.Catalog, p *catalog.Proc, queries []*tree.Query) any {
	if len(queries) == 0 || p.Configured {
		return nil
	}
	n := len(queries) - 1
	last, row, err := analyze.FunctionResult(cat, p, queries[n])
	if err != nil {
		return nil
	}
	return &tree.Function{Before: queries[:n], Last: last, Row: row}
}

// ambiguous reports whether a table or function that a body mentions has a namesake in a schema
// that is not searched. A caller with another search path might mean that one. What is in such a
// schema itself was named with it.
func ambiguous(cat *catalog.Catalog, queries []*tree.Query) bool {
	found := false
	searched := func(namespace catalog.OID) bool { return slices.Contains(cat.SearchPath(), namespace) }
	var seen tree.Visited
	function := func(f *catalog.Proc) {
		if f == nil || !searched(f.Namespace) {
			return
		}
		for _, g := range cat.Procs(f.Name) {
			found = found || g.OID >= catalog.FirstUserOID && !searched(g.Namespace)
		}
	}
	var walk func(any)
	walk = func(n any) {
		if found || !seen.First(n) {
			return
		}
		switch x := n.(type) {
		case *tree.RangeTableEntry:
			if r := x.Relation; r != nil && searched(r.Namespace) {
				for _, ns := range cat.OwnNamespaces() {
					found = found || !searched(ns.OID) && cat.RelationByName(ns.OID, r.Name) != nil
				}
			}
		case *tree.FuncExpr:
			function(x.Func)
		case *tree.Aggref:
			function(x.Func)
		case *tree.WindowFunc:
			function(x.Func)
		}
		tree.Children(n, walk)
	}
	for _, q := range queries {
		walk(q)
	}
	return found
}
