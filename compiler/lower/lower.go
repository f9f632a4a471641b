// Package lower turns an analysed and proved query into compiler/ir: command checks, parameter
// names, nullability, directives and the shape of result rows.
//
// It decides nothing about Go; names stay SQL names. Start with Query.
package lower

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Codes of our own that this package reports.
const (
	CodeNoRows    = "SQ200" // the command needs rows, the statement returns none
	CodeCopyShape = "SQ201" // not the plain INSERT that COPY can stand for
	CodeCopyType  = "SQ210" // a column that COPY's binary form cannot carry
	CodePseudo    = "SQ211" // a value of a type that has none outside of the statement
)

// Input is one query with what the stages before found.
type Input struct {
	Types      *Types
	Query      *parse.Query
	Tree       *tree.Query
	ParamTypes []catalog.OID // by number - 1
	Proofs     *nullable.Result
	Values     *Values // what Proofs took for granted; nil: nothing
	// Analyze analyses a text that was made of the query's and returns the types of its parameters
	// as well; its diagnostic has the offset in that text, and no file.
	Analyze func(text string) (*tree.Query, []catalog.OID, *diag.Diagnostic)
}

// lowering is the state of one call of Query.
type lowering struct {
	Input
	out   *ir.Query
	diags diag.List
	uses  map[int]paramUse

	inside []*tree.Query // see trees
	scopes map[*tree.Query]*scope
	trace  *tracer
	placed map[int]bool     // indexes of the macros that became fields
	split  bool             // "-- sqlq: load split"
	nests  []*nest          // with split: the nested fields, those around first
	nest   *nest            // whose subquery is being shaped
	casts  []rewrite.Change // see castNested
	sorted []*tree.Query    // the query with each of its orders
}

// Query lowers one query. The result is complete even when diagnostics hold errors of class SQ:
// `describe` shows it all the same, since the server accepts the statement.
func Query(in Input) (*ir.Query, diag.List) {
	l := &lowering{Input: in, placed: map[int]bool{}, scopes: map[*tree.Query]*scope{}, trace: in.Types.tracer()}
	l.out = &ir.Query{
		Name: in.Query.Name, Doc: in.Query.Doc, Command: ir.Command(in.Query.Command),
		Kind: kindName(in.Tree.Command), File: in.Query.File.Path, Rows: rows(in.Proofs),
		Source: in.Query.Text,
	}
	l.out.Line, _ = in.Query.File.Position(in.Query.Start)
	l.out.Reads, l.out.Writes = l.relations()
	l.params()
	l.columns()
	l.directives()
	l.loadDirective()
	if len(l.out.Columns) > 0 {
		l.out.Row = l.shape()
	}
	l.checkPlaces()
	l.check()
	if len(l.diags) == 0 {
		l.checkPseudo()
	}
	l.variants()
	return l.out, l.diags
}

func rows(p *nullable.Result) ir.Rows {
	switch {
	case p != nil && p.Rows == nullable.ExactlyOne:
		return ir.ExactlyOne
	case p != nil && p.Rows == nullable.AtMostOne:
		return ir.AtMostOne
	}
	return ir.AnyRows
}

func kindName(c tree.Command) string {
	s := c.String()
	return s[:1] + strings.ToLower(s[1:])
}

// errorAt reports an error of the query at a place of its file.
func (l *lowering) errorAt(code string, at source.Span, hint, format string, args ...any) {
	d := diag.New(code, at, format, args...)
	d.Query, d.Hint = l.Query.Name, hint
	l.diags.Add(d)
}

// check holds the command against the statement.
func (l *lowering) check() {
	c := l.out.Command
	at := l.Query.CommandAt
	if c.ReturnsRows() && len(l.out.Columns) == 0 {
		hint := `Use ":exec" or ":execrows".`
		if l.Tree.Command != tree.Select && l.Tree.Command != tree.Utility {
			hint = `Add a RETURNING clause, or use ":exec" or ":execrows".`
		}
		l.errorAt(CodeNoRows, at, hint, `command ":%s" needs a statement that returns rows`, c)
	}
	if c == ir.CopyFrom {
		l.copyFrom()
	}
	if l.isBulk() {
		return
	}
	for i, m := range l.Query.Macros {
		if m.Kind == parse.Const {
			l.errorAt(CodeBulk, l.macroSpan(i), "", `sqlq.const belongs to ":bulkexec" and ":bulkmany"`)
			return
		}
	}
}

// checkPseudo reports values of types that have no value outside of a statement: their Go type
// would be a guess.
func (l *lowering) checkPseudo() {
	if l.out.Command.ReturnsRows() && l.out.Row != nil {
		next := 0
		for _, f := range l.out.Row.Fields {
			at := l.placeOf(l.Tree.Columns(), next)
			if f.Kind == ir.EmbedField {
				next += f.Width() - 1
			}
			next++
			switch {
			case f.Kind != ir.ColumnField || f.Column.GoType != "":
			case f.Column.Type.Display() == "void":
				l.errorAt(CodePseudo, at, `Use ":exec".`, `column "%s" has no value: it is of type void`, f.Column.Name)
			case isRecord(f.Column.Type):
				l.errorAt(CodePseudo, at, "Select its fields, cast it to a composite type, or use sqlq.many or sqlq.maybe.",
					`column "%s" is an anonymous record`, f.Column.Name)
			}
		}
	}
	for _, p := range l.out.Params {
		if isRecord(p.Type) {
			l.errorAt(CodePseudo, l.paramSpan(p.Number), "Cast it to a composite type, as in @name::address.",
				`parameter "%s" is an anonymous record`, p.Name)
		}
	}
}

func isRecord(t *ir.Type) bool {
	return t.Kind == ir.PseudoType && t.Name == "record" || t.Kind == ir.ArrayType && isRecord(t.Elem)
}

// copyFrom checks that the statement is INSERT INTO t (columns) VALUES (parameters), each once.
func (l *lowering) copyFrom() {
	q := l.Tree
	const hint = `COPY can replace only "INSERT INTO t (a, b) VALUES ($1, $2)", each value a parameter of its own.`
	bad := func(at source.Span) {
		l.errorAt(CodeCopyShape, at, hint, `command ":copyfrom" cannot carry out this statement`)
	}
	command := l.Query.CommandAt
	switch {
	case q.Conflict != nil:
		bad(l.wordSpan("conflict", command))
		return
	case q.Command == tree.Insert && len(q.Returning) > 0:
		bad(l.wordSpan("returning", command))
		return
	case q.Command != tree.Insert || q.Result < 1 || len(q.CTEs) > 0 || q.RangeTable[q.Result-1].Relation == nil:
		bad(command)
		return
	}
	rel := q.RangeTable[q.Result-1].Relation
	cp := &ir.Copy{Table: rel.Name, Columns: make([]string, len(l.out.Params))}
	if schema, ok := writtenSchema(l.Query.Text); ok {
		cp.Schema = schema
	}
	seen := 0
	for _, t := range q.Targets {
		p, ok := stripParam(t.Expr)
		if !ok || p.Number > len(cp.Columns) || cp.Columns[p.Number-1] != "" {
			if written(t) {
				bad(l.Query.Span(t.Expr.Pos()))
				return
			}
			continue
		}
		if c := rel.ColumnNum(int16(t.Resno)); c != nil {
			if t := l.Types.Type(c.Type); !copyable(t) {
				l.errorAt(CodeCopyType, l.paramSpan(p.Number), `Use ":bulkexec".`,
					`command ":copyfrom" cannot send column "%s" of type %s`, c.Name, t.Display())
				return
			}
			cp.Columns[p.Number-1] = c.Name
			seen++
		}
	}
	if seen != len(cp.Columns) || seen == 0 {
		bad(command)
		return
	}
	l.out.Copy = cp
}

// copyable reports whether the binary form of a type is known, which COPY needs: it has no place
// for casts.
func copyable(t *ir.Type) bool {
	switch t = t.Underlying(); t.Kind {
	case ir.ArrayType:
		return copyable(t.Elem)
	case ir.CompositeType:
		return !slices.ContainsFunc(t.Fields, func(f ir.Field) bool { return !copyable(f.Type) })
	case ir.RangeType, ir.MultirangeType:
		return t.OID != 0 || bounds[t.Base.Underlying().Name]
	}
	return !t.TextOnly()
}

// bounds are the subtypes of ranges of the schema that have a Go type for their bounds.
var bounds = map[string]bool{
	"int2": true, "int4": true, "int8": true, "numeric": true, "float4": true, "float8": true, "text": true, "varchar": true,
	"timestamp": true, "timestamptz": true, "date": true, "time": true, "uuid": true, "interval": true,
}

// written reports whether the user gave a value for the target: defaults have no position.
func written(t *tree.TargetEntry) bool {
	return t.Expr != nil && t.Expr.Pos() != source.NoPos
}

// stripParam looks through conversions that nobody wrote.
func stripParam(e tree.Expr) (*tree.Param, bool) {
	for {
		switch x := e.(type) {
		case *tree.Param:
			return x, true
		case *tree.RelabelType:
			e = x.Arg
		case *tree.CoerceToDomain:
			e = x.Arg
		case *tree.CoerceViaIO:
			e = x.Arg
		case *tree.ArrayCoerceExpr:
			e = x.Arg // the length of each element
		case *tree.FuncExpr:
			if x.Form == tree.CallForm || len(x.Args) == 0 {
				return nil, false
			}
			e = x.Args[0] // length coercion
		default:
			return nil, false
		}
	}
}

// writtenSchema finds the schema in "INSERT INTO schema.table".
func writtenSchema(text string) (string, bool) {
	lex := parse.NewLexer(text, 0)
	var toks []string
	for len(toks) < 4 {
		t := lex.Next()
		if t.Start == t.End {
			return "", false
		}
		toks = append(toks, lex.Text(t))
	}
	if toks[3] != "." {
		return "", false
	}
	s := toks[2]
	if strings.HasPrefix(s, `"`) {
		return strings.ReplaceAll(s[1:len(s)-1], `""`, `"`), true
	}
	return strings.ToLower(s), true
}

// relations lists the tables that the statement reads and writes, views as such.
func (l *lowering) relations() (reads, writes []string) {
	for _, q := range l.trees() {
		for i, rte := range q.RangeTable {
			if rte.Kind != tree.RTERelation || rte.Relation == nil {
				continue
			}
			name := l.Types.TableName(rte.Relation)
			if q.Result == i+1 || q.Command == tree.Utility {
				writes = append(writes, name)
			} else if q.Conflict == nil || q.Conflict.ExcludedRTI != i+1 {
				reads = append(reads, name)
			}
		}
	}
	slices.Sort(reads)
	slices.Sort(writes)
	return slices.Compact(reads), slices.Compact(writes)
}
