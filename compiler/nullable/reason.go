package nullable

import (
	"reflect"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Text is the text of a statement as its author wrote it, for reasons that say where their ground
// stands. Offsets are those of the analysed statement.
type Text interface {
	// Condition is the condition whose tokens include those at first and last; "" if it cannot be
	// shown in a few words.
	Condition(first, last source.Pos) string
	// Place is how people call a place of the statement: "q.sql:5:3".
	Place(at source.Pos) string
	// Defined is how people call a place of the schema, "" if it is not known.
	Defined(at catalog.Place) string
	// View is the text of the statement of the schema that begins at a place, nil if it is not known.
	View(at catalog.Place) Text
}

// ground is a condition that holds: the clause that it is from, and the part of it at hand. Without
// a condition the clause is all that there is to say.
type ground struct {
	sc     *scope
	clause string
	cond   tree.Expr
	whole  bool // NOT was passed: what is below it does not hold as it is written
}

// part is the ground that one conjunct gives.
func (g ground) part(x tree.Expr) ground {
	if g.cond != nil && !g.whole {
		g.cond = x
	}
	return g
}

func (g ground) words() string {
	if g.cond == nil || g.sc.text == nil {
		return g.clause
	}
	first, last := extent(g.cond)
	if first == source.NoPos {
		return g.clause
	}
	out := g.clause
	if c := g.sc.text.Condition(first, last); c != "" {
		out += " " + c
	}
	return out + " (" + g.sc.text.Place(first) + ")"
}

// extent finds the first and the last place that an expression names.
func extent(x tree.Expr) (first, last source.Pos) {
	first, last = source.NoPos, source.NoPos
	visit(x, func(x tree.Expr) bool {
		if reflect.ValueOf(x).IsNil() {
			return false
		}
		if at := x.Pos(); at != source.NoPos {
			if first == source.NoPos || at < first {
				first = at
			}
			last = max(last, at)
		}
		return true
	})
	return first, last
}

// at adds the place of an expression to some words.
func (sc *scope) at(words string, x tree.Expr) string {
	if sc.text == nil || x == nil {
		return words
	}
	first, _ := extent(x)
	return sc.placed(words, first)
}

func (sc *scope) placed(words string, at source.Pos) string {
	if sc.text == nil || at == source.NoPos {
		return words
	}
	return words + " (" + sc.text.Place(at) + ")"
}

// defined adds the place of a definition in the schema to some words.
func (sc *scope) defined(words string, at catalog.Place) string {
	return sc.p.defined(words, at)
}

func (p *prover) defined(words string, at catalog.Place) string {
	if p.text == nil || at.File == "" {
		return words
	}
	if place := p.text.Defined(at); place != "" {
		return words + " (" + place + ")"
	}
	return words
}

// enterView is enter for the query of a view, whose text is in the schema.
func (p *prover) enterView(rel *catalog.Relation, q *tree.Query) *scope {
	if p.text == nil || rel.At.File == "" {
		return p.enter(q, nil)
	}
	return p.enterText(q, nil, p.text.View(rel.At))
}

// joinName is what people call the join that may leave a row out: "the LEFT JOIN of p (q.sql:4:3)".
func (x extension) joinName() string {
	j := x.scope.of(x.join).join
	if j == nil {
		return "the outer join"
	}
	side := j.Right
	if !x.right {
		side = j.Left
	}
	word := map[tree.JoinType]string{tree.LeftJoin: "LEFT", tree.RightJoin: "RIGHT", tree.FullJoin: "FULL"}[j.Type]
	names, at := x.scope.namesOf(side)
	return x.scope.placed("the "+word+" JOIN with "+names, at)
}

// namesOf lists the entries on one side of a join, with the first place known.
func (sc *scope) namesOf(n tree.JoinNode) (string, source.Pos) {
	var names []string
	at := source.NoPos
	var add func(tree.JoinNode)
	add = func(n tree.JoinNode) {
		switch n := n.(type) {
		case *tree.RangeTableRef:
			if r := sc.entry(n.RTIndex); r != nil {
				names = append(names, r.Name)
				if at == source.NoPos {
					at = r.At
				}
			}
		case *tree.JoinExpr:
			add(n.Left)
			add(n.Right)
		}
	}
	add(n)
	return strings.Join(names, ", "), at
}

// reasons lists what there is to say beside constants.
func reasons(facts []fact) string {
	var out []string
	for _, f := range facts {
		if w := reason(f); !isConstReason(f) && w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return ""
	}
	return ": " + strings.Join(out, "; ")
}

func numeric(oid catalog.OID) bool {
	switch oid {
	case catalog.Int2OID, catalog.Int4OID, catalog.Int8OID, catalog.NumericOID, catalog.Float4OID, catalog.Float8OID:
		return true
	}
	return false
}

// name is what people call an expression in a reason.
func (e *env) name(x tree.Expr) string {
	switch x := x.(type) {
	case *tree.Var:
		if in := e.at(x.LevelsUp); in != nil {
			return in.scope.columnName(x.Varno, x.Attno)
		}
	case *tree.Const:
		if x.Null {
			return "NULL"
		}
		if numeric(x.Typ) {
			return x.Text
		}
		return "'" + x.Text + "'"
	case *tree.Param:
		if p := e.scope.p; p.function != nil {
			if names := p.function.InputNames(); x.Number <= len(names) && names[x.Number-1] != "" {
				return "its argument " + names[x.Number-1]
			}
		}
		return "$" + itoa(x.Number)
	case *tree.FuncExpr:
		if (x.Form == tree.ImplicitForm || x.Form == tree.ExplicitForm) && len(x.Args) > 0 {
			return e.name(x.Args[0])
		}
		if x.Func != nil {
			return x.Func.Name + "()"
		}
	case *tree.Aggref:
		if x.Func != nil {
			return x.Func.Name + "()"
		}
	case *tree.OpExpr:
		if x.Op != nil {
			return "operator " + x.Op.Name
		}
	case *tree.FieldSelect:
		return e.fieldName(x.Arg, x.Field)
	case *tree.RelabelType:
		return e.name(x.Arg)
	case *tree.CoerceViaIO:
		return e.name(x.Arg)
	case *tree.SubLink:
		return "a subquery"
	}
	return "the expression"
}

// fieldName is what people call a field of a row: u.email, (stats()).total.
func (e *env) fieldName(row tree.Expr, num int16) string {
	name := e.name(row)
	if _, call := row.(*tree.FuncExpr); call {
		name = "(" + name + ")"
	}
	if rel := e.scope.p.rowType(row.Type()); rel != nil {
		if c := rel.ColumnNum(num); c != nil {
			return name + "." + c.Name
		}
	}
	return "a field of " + name
}
