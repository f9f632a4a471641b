package compiler

import (
	"fmt"
	"slices"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/lint"
	"github.com/sqlq-dev/sqlq/compiler/lower"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// Result is what a package compiles into: plain data for a generator and everything there is to
// say. Failed holds the paths of query files in which at least one query has an error: their
// output must not be replaced.
type Result struct {
	Package     *ir.Package
	Failed      map[string]bool
	Names       map[string]source.Span // where each query of Package is named
	Diagnostics diag.List
}

// Options are a project's settings that matter before code generation; zero values are the defaults.
type Options struct {
	Lint    map[string]string // rule -> off, warning or error, as in sqlq.yaml
	GoTypes lower.GoTypes     // what has another Go type than by default; nil: nothing
}

// Compile takes a schema and query files to ir. Queries with errors are left out of the package.
func Compile(schema, queries []*source.File, options Options) Result {
	cat, list := Schema(schema)
	values := lower.NewValues(cat, options.GoTypes)
	statements, found := check(cat, queries, values)
	list = append(list, found...)
	levels := lint.NewLevels(options.Lint)
	list = append(list, lint.Schema(cat, schema, levels)...)

	types := lower.NewTypes(cat)
	pkg := &ir.Package{}
	names := map[string]source.Span{}
	for _, s := range statements {
		q, l := finish(cat, types, values, s, levels)
		list = append(list, l...)
		if !l.HasErrors() {
			pkg.Queries = append(pkg.Queries, q)
			names[q.Name] = s.Query.NameAt
		}
	}
	list = append(list, recheck(cat, statements, pkg.Queries)...)
	types.Package(pkg, cat.OwnRelations(), cat.OwnTypes())
	return Result{Package: pkg, Failed: failed(list, queries), Names: names, Diagnostics: list.Sort()}
}

// Lint returns the warnings of statements at the default levels, in their order.
func Lint(cat *catalog.Catalog, statements []*Statement) diag.List {
	lists := make([]diag.List, len(statements))
	parallel(len(statements), func(i int) {
		s := statements[i]
		defer caught(s.Query, &lists[i])
		lists[i] = lint.Check(cat, s.Query, s.Tree, sorted(cat, s.Query), &s.Proofs, lint.Levels{})
	})
	return slices.Concat(lists...)
}

// finish lints and lowers one statement.
func finish(cat *catalog.Catalog, types *lower.Types, values *lower.Values, s *Statement, levels lint.Levels) (q *ir.Query, list diag.List) {
	defer caught(s.Query, &list)
	q, list = lowered(cat, types, values, s)
	return q, append(lint.Check(cat, s.Query, s.Tree, sorted(cat, s.Query), &s.Proofs, levels), list...)
}

// sorted analyses a statement with its second and further orders; lowering reports what is wrong with
// one, for which there is nil here.
func sorted(cat *catalog.Catalog, q *parse.Query) []*tree.Query {
	var out []*tree.Query
	for i := 1; i < len(q.Orders); i++ {
		t, _, _ := analyzed(cat, q.OrderText(i))
		out = append(out, t)
	}
	return out
}

// lowered takes one statement to ir; nil if it cannot.
func lowered(cat *catalog.Catalog, types *lower.Types, values *lower.Values, s *Statement) (q *ir.Query, list diag.List) {
	defer caught(s.Query, &list)
	return lower.Query(lower.Input{
		Types: types, Query: s.Query, Tree: s.Tree, ParamTypes: s.Types, Proofs: &s.Proofs, Values: values,
		Analyze: func(text string) (*tree.Query, []catalog.OID, *diag.Diagnostic) { return analyzed(cat, text) },
	})
}

// caught is deferred: a panic is a bug of ours, which must not take the other queries along.
func caught(q *parse.Query, list *diag.List) {
	if p := recover(); p != nil {
		*list = diag.List{internal(q, p)}
	}
}

// failed finds the query files with errors. An error of the schema, or one without a file, counts
// against none of them: the queries that need what is missing say so themselves.
func failed(list diag.List, queries []*source.File) map[string]bool {
	out := map[string]bool{}
	for _, d := range list {
		if d.Severity == diag.Error && slices.Contains(queries, d.At.File) {
			out[d.At.File.Path] = true
		}
	}
	return out
}

// recheck parses and analyses every emitted text that differs from what was analysed, and holds
// its parameters and columns against the original's. A difference is a bug of ours: XX000.
func recheck(cat *catalog.Catalog, statements []*Statement, queries []*ir.Query) diag.List {
	byName := map[string]*Statement{}
	for _, s := range statements {
		byName[s.Query.Name] = s
	}
	lists := make([]diag.List, len(queries))
	parallel(len(queries), func(i int) {
		s := byName[queries[i].Name]
		if len(s.Tree.Stars) == 0 && len(queries[i].Variants) == 1 || len(queries[i].Split) > 0 {
			return // only comments and white space differ; lower has looked at all statements of a split query
		}
		for _, v := range queries[i].Variants {
			if why := differs(cat, s, v); why != "" {
				lists[i].Add(&diag.Diagnostic{Code: sqlstate.InternalError, Query: s.Query.Name, At: s.Query.NameAt,
					Message: "the statement that sqlq made of this query is not equivalent: " + why,
					Hint:    "This is a bug in sqlq; please report it with the query.", Detail: v.SQL})
			}
		}
	})
	return slices.Concat(lists...)
}

// analyzed analyses a text that a later stage made; a diagnostic has its offset in that text.
func analyzed(cat *catalog.Catalog, text string) (*tree.Query, []catalog.OID, *diag.Diagnostic) {
	raw, d := parse.Raw(text)
	if d != nil {
		return nil, nil, &diag.Diagnostic{Code: d.Code, Message: d.Message, Hint: d.Hint, At: source.Span{Start: d.At.Start}}
	}
	q, types, err := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
	if err != nil {
		return nil, nil, &diag.Diagnostic{Code: err.Code, Message: err.Message, Detail: err.Detail, Hint: err.Hint, At: source.Span{Start: err.Pos}}
	}
	return q, types, nil
}

// differs says how a variant's columns or parameters differ from the query's, "" if they do not.
func differs(cat *catalog.Catalog, s *Statement, v *ir.Variant) string {
	raw, d := parse.Raw(v.SQL)
	if d != nil {
		return d.Message
	}
	q, types, err := analyze.Statement(cat, raw.Stmts[0].Stmt, nil)
	if err != nil {
		return err.Message
	}
	for i, a := range v.Args {
		if a.Kind != ir.ArgParam {
			continue
		}
		if i >= len(types) || types[i] != wanted(cat, s, v, a.Index) {
			return fmt.Sprintf("parameter $%d has another type", i+1)
		}
	}
	got, want := q.Columns(), s.Tree.Columns()
	if v.Page != "" && len(got) > len(want) {
		got = got[:len(want)] // sort keys follow
	}
	if len(got) != len(want) {
		return fmt.Sprintf("%d columns instead of %d", len(got), len(want))
	}
	for i := range got {
		if got[i].Name != want[i].Name || got[i].Expr.Type() != want[i].Expr.Type() {
			return fmt.Sprintf("column %d is %q instead of %q, or of another type", i+1, got[i].Name, want[i].Name)
		}
	}
	return ""
}

// wanted is the type that a parameter has in a statement that sqlq made. One of sqlq.set is a branch
// of CASE there, whose type is that below domains (select_common_type).
func wanted(cat *catalog.Catalog, s *Statement, v *ir.Variant, index int) catalog.OID {
	oid := s.Types[index]
	if !slices.Contains(v.Args, ir.Arg{Kind: ir.ArgSet, Index: index}) {
		return oid
	}
	for t := cat.Type(oid); t != nil && t.Kind == catalog.DomainType; t = cat.Type(oid) {
		oid = t.BaseType
	}
	return oid
}
