package nullable

import (
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// SaysNotNull reports whether a CHECK condition could tell that a column is not null, alone or
// together with other conditions: a CHECK passes on NULL, so a condition without any of the
// constructs that see NULL tells nothing.
func SaysNotNull(x tree.Expr) bool {
	found := false
	visit(x, func(x tree.Expr) bool {
		switch x := x.(type) {
		case *tree.NullTest, *tree.CoalesceExpr, *tree.BooleanTest, *tree.DistinctExpr:
			found = true
		case *tree.FuncExpr:
			found = found || x.Func != nil && (x.Func.Name == "num_nulls" || x.Func.Name == "num_nonnulls")
		}
		return !found
	})
	return found
}

// checked returns the validated CHECK constraint that says that the column is not null, as a reason.
func (p *prover) checked(rel *catalog.Relation, c *catalog.Column) why {
	if rel.Kind == catalog.ForeignTable {
		return nil // nobody checks there
	}
	for _, k := range rel.Constraints {
		if k.Kind != catalog.CheckConstraint || !k.Validated || k.NoInherit || k.Expr != nil || !contains(k.Columns, c.Num) {
			continue
		}
		for _, name := range notNullNames(k.Check) {
			if name == c.Name {
				return p.checkName(k)
			}
		}
	}
	return p.checkedColumns(rel)[c.Num]
}

func (p *prover) checkName(k *catalog.Constraint) why {
	return func() string { return p.defined("CHECK constraint "+k.Name, k.At) }
}

// checkedColumns are the columns of a table that its CHECK constraints prove by themselves.
func (p *prover) checkedColumns(rel *catalog.Relation) map[int16]why {
	out, ok := p.checks[rel.OID]
	if ok {
		return out
	}
	out = map[int16]why{}
	if p.checks == nil {
		p.checks = map[catalog.OID]map[int16]why{}
	}
	p.checks[rel.OID] = out
	sees := false
	for _, k := range rel.Constraints {
		sees = sees || k.Expr != nil
	}
	if !sees {
		return out
	}
	r := &tree.RangeTableEntry{Kind: tree.RTERelation, Name: rel.Name, Relation: rel, Inherit: true}
	for _, c := range rel.Columns {
		r.Columns = append(r.Columns, tree.RTEColumn{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Num: c.Num})
	}
	sc := p.enter(&tree.Query{
		RangeTable: []*tree.RangeTableEntry{r},
		From:       &tree.FromExpr{List: []tree.JoinNode{&tree.RangeTableRef{RTIndex: 1}}},
	}, nil)
	for _, c := range rel.Columns {
		out[c.Num], _ = sc.base.knowsVar(varKey{sc, 1, int(c.Num), false})
	}
	return out
}

// applyChecks adds what the CHECK constraints of the tables in FROM tell of every row. Together
// with WHERE they tell more: CHECK (status <> 'paid' OR paid_at IS NOT NULL) does where status is.
func (sc *scope) applyChecks() {
	e := env{scope: sc, st: sc.base, prune: true}
	for varno := 1; varno <= len(sc.q.RangeTable); varno++ {
		if sc.entries[varno-1].listed {
			e.applyChecksOf(varno, sc.checksOf(varno))
		}
	}
}

// checksOf are the CHECK constraints that all rows of an entry meet and that may tell of NULL.
func (sc *scope) checksOf(varno int) (out []*catalog.Constraint) {
	r := sc.entry(varno)
	if r.Kind != tree.RTERelation || r.Relation == nil || r.Excluded {
		return nil
	}
	rel := sc.p.relation(r.Relation)
	if rel.Kind != catalog.Table && rel.Kind != catalog.PartitionedTable {
		return nil
	}
	for _, k := range rel.Constraints {
		if k.Kind == catalog.CheckConstraint && k.Validated && k.Expr != nil && mayTell(rel, k) &&
			!(k.NoInherit && r.Inherit && len(sc.p.cat.Children(rel.OID)) > 0) {
			out = append(out, k)
		}
	}
	return out
}

// applyChecksOf adds what some constraints tell of an entry's row, unless the row may be missing. One
// may tell more after another one, so that it goes on while something new comes of it.
func (e *env) applyChecksOf(varno int, checks []*catalog.Constraint) {
	p := e.scope.p
	if len(checks) == 0 || !e.allDischarged(e.scope.of(varno).nulling) {
		return
	}
	for range checks {
		known := len(e.st.vars)
		for _, k := range checks {
			if x, ok := k.Expr.(tree.Expr); ok {
				said := ground{clause: e.scope.defined("CHECK constraint "+k.Name, k.At)}
				p.inPast(func() { e.assume(tree.OverEntry(x, varno), isTrue|isNull, said) })
			}
		}
		if len(e.st.vars) == known {
			return
		}
	}
}

// byChecks proves a column by CHECK constraints together with what is known where it stands, such as in
// a branch of CASE. What they tell of every row is known already.
func (e *env) byChecks(varno, attno int) fact {
	sc := e.scope
	if e.upper || e.prune || e.st == sc.base || varno == sc.q.Result && sc.p.replaced(sc.entry(varno).Relation, 0) {
		return fact{}
	}
	checks := sc.checksOf(varno)
	if !slices.ContainsFunc(checks, func(k *catalog.Constraint) bool { return contains(k.Columns, int16(attno)) }) {
		return fact{}
	}
	in := *e
	in.st, in.prune = e.st.child(), true
	in.applyChecksOf(varno, checks)
	if w, ok := in.st.vars[varKey{sc, varno, attno, false}]; ok {
		return provedBy(func() string { return sc.columnName(varno, attno) + " is not null there by " + w() })
	}
	return fact{}
}

func mayTell(rel *catalog.Relation, k *catalog.Constraint) bool {
	for _, num := range k.Columns {
		if c := rel.ColumnNum(num); c != nil && !c.NotNull {
			return true
		}
	}
	return false
}

// notNullNames returns the names in the top-level conjuncts "name IS NOT NULL" of a condition as
// it is written. Anything else in the text proves nothing and is passed over.
func notNullNames(text string) []string {
	var out []string
	for _, part := range conjuncts(words(text)) {
		if len(part) == 4 && strings.EqualFold(part[1], "is") && strings.EqualFold(part[2], "not") && strings.EqualFold(part[3], "null") {
			name := part[0]
			if strings.HasPrefix(name, `"`) {
				name = strings.ReplaceAll(strings.Trim(name, `"`), `""`, `"`)
			} else {
				name = strings.ToLower(name)
			}
			out = append(out, name)
		}
	}
	return out
}

// conjuncts splits words at AND outside parentheses and takes off the parentheses around the parts.
func conjuncts(w []string) [][]string {
	w = unwrap(w)
	var out [][]string
	depth, start := 0, 0
	for i, t := range w {
		switch {
		case t == "(":
			depth++
		case t == ")":
			depth--
		case depth == 0 && (strings.EqualFold(t, "or") || strings.EqualFold(t, "between") || strings.EqualFold(t, "case")):
			return nil
		case depth == 0 && strings.EqualFold(t, "and"):
			out = append(out, conjuncts(w[start:i])...)
			start = i + 1
		}
	}
	if start == 0 {
		return [][]string{w}
	}
	return append(out, conjuncts(w[start:])...)
}

func unwrap(w []string) []string {
	for len(w) > 1 && w[0] == "(" && closes(w) == len(w)-1 {
		w = w[1 : len(w)-1]
	}
	return w
}

func closes(w []string) int {
	depth := 0
	for i, t := range w {
		if t == "(" {
			depth++
		} else if t == ")" {
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// words splits a condition into words, quoted things and single signs. What it does not understand
// (escapes in strings, dollar quotes, comments) makes it return nothing.
func words(s string) []string {
	if strings.Contains(s, "\\") || strings.Contains(s, "$") || strings.Contains(s, "--") || strings.Contains(s, "/*") {
		return nil
	}
	var out []string
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
		case c == '"' || c == '\'':
			j := i + 1
			for j < len(s) && s[j] != c {
				j++
			}
			j = min(j+1, len(s))
			out, i = append(out, s[i:j]), j
		case c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 || c == '.':
			j := i
			for j < len(s) && (s[j] == '_' || s[j] == '$' || s[j] == '.' || s[j] >= '0' && s[j] <= '9' || s[j] >= 'a' && s[j] <= 'z' || s[j] >= 'A' && s[j] <= 'Z' || s[j] >= 0x80) {
				j++
			}
			out, i = append(out, s[i:j]), j
		default:
			out, i = append(out, s[i:i+1]), i+1
		}
	}
	return out
}
