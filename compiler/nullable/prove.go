package nullable

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// Prove proves which columns and parameters of an analysed statement cannot be NULL, and bounds
// its rows. It changes nothing and has no errors: what it cannot prove is nullable.
func Prove(cat *catalog.Catalog, q *tree.Query) Result { return ProveGiven(cat, q, Given{}) }

// ProveGiven is Prove with what is known beside the statement and the catalog.
func ProveGiven(cat *catalog.Catalog, q *tree.Query, given Given) Result {
	text := given.Text
	p := newProver(cat, q)
	p.text = text
	u := p.usesOf(q, text)
	p.values = u.values(given.Value)
	sc := p.enterText(q, nil, text)
	r := Result{Columns: proofs(sc.output())}
	if n := len(q.Columns()); len(r.Columns) != n {
		r.Columns = make([]Proof, n)
	}
	if text != nil {
		for i := range r.Columns {
			c := &r.Columns[i]
			if !c.NotNull {
				c.Because = sc.whyAt(ofValue, i, 0)
			}
			if !c.ElemNotNull && isArray(cat, q.Columns()[i].Expr.Type()) {
				c.ElemBecause = sc.whyAt(ofElements, i, 0)
			}
		}
	}
	r.Params = u.proofs(sc.base.params)
	r.Absent = sc.absent()
	if b := sc.bounds(nil); b.most {
		r.Rows, r.RowsBecause = AtMostOne, reason(fact{why: b.why})
		if b.least {
			r.Rows = ExactlyOne
		}
	} else if text != nil {
		r.RowsBecause = sc.whyMany()
	}
	return r
}

// expression proves the expression of a generated column over the columns of its relation (Varno 1),
// which reads no other generated column.
func (p *prover) expression(rel *catalog.Relation, x tree.Expr) column {
	defer func(outer bool) { p.generating = outer }(p.generating)
	p.generating = true
	q, _ := selectFrom(rel)
	q.Targets = []*tree.TargetEntry{{Expr: x, Resno: 1}}
	var out column
	p.inPast(func() { out = p.enter(q, nil).output()[0] })
	return out
}

// Relation proves the columns of a relation as SELECT * FROM it returns them, in their order. In a
// statement that writes or locks rows less may hold of a view.
func Relation(cat *catalog.Catalog, rel *catalog.Relation) []Proof {
	q, r := selectFrom(rel)
	r.Inherit = true
	for _, c := range r.Columns {
		x := &tree.Var{Node: tree.Node{Typ: c.Type, Mod: c.Typmod}, Varno: 1, Attno: int(c.Num)}
		q.Targets = append(q.Targets, &tree.TargetEntry{Expr: x, Resno: len(q.Targets) + 1, Name: c.Name})
	}
	return proofs(newProver(cat, q).enter(q, nil).output())
}

func selectFrom(rel *catalog.Relation) (*tree.Query, *tree.RangeTableEntry) {
	r := &tree.RangeTableEntry{Kind: tree.RTERelation, Name: rel.Name, Relation: rel}
	for _, c := range rel.Columns {
		r.Columns = append(r.Columns, tree.RTEColumn{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Num: c.Num})
	}
	return &tree.Query{
		RangeTable: []*tree.RangeTableEntry{r},
		From:       &tree.FromExpr{List: []tree.JoinNode{&tree.RangeTableRef{RTIndex: 1}}},
	}, r
}

// ReadsOnly reports whether a statement neither writes nor locks rows, not in its views either: what
// foreign keys prove of a view (see Relation) holds in such a statement only.
func ReadsOnly(cat *catalog.Catalog, q *tree.Query) bool { return newProver(cat, q).readsOnly() }

// Absent is Prove for those who want to know nothing but Result.Absent.
func Absent(cat *catalog.Catalog, q *tree.Query) []bool {
	return newProver(cat, q).enter(q, nil).absent()
}

func proofs(columns []column) []Proof {
	out := make([]Proof, len(columns))
	for i, c := range columns {
		out[i] = c.proof()
	}
	return out
}

func (c column) proof() Proof {
	p := Proof{NotNull: c.value.ok, ElemNotNull: c.elems.ok}
	if p.NotNull {
		p.Because = reason(c.value)
	}
	if p.ElemNotNull {
		p.ElemBecause = reason(c.elems)
	}
	for _, f := range c.fields {
		p.Fields = append(p.Fields, f.proof())
	}
	return p
}

// absent tells for each range-table entry whether an outer join may leave its row out.
func (sc *scope) absent() []bool {
	e := sc.resultEnv()
	out := make([]bool, len(sc.q.RangeTable))
	for i := range out {
		out[i] = !e.unlessExtended(i+1, proved("there"), nil).ok
	}
	return out
}
