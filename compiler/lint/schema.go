package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/rewrite"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Schema applies the rules that look at tables. files are the schema's, to place findings in.
func Schema(cat *catalog.Catalog, files []*source.File, levels Levels) diag.List {
	s := &schemaLinter{cat: cat, files: files, levels: levels}
	for _, r := range cat.OwnRelations() {
		if r.Extension != "" || r.Kind != catalog.Table && r.Kind != catalog.PartitionedTable || len(r.Parents) > 0 {
			continue // what a parent has is reported there
		}
		s.foreignKeys(r)
		s.floatMoney(r)
	}
	return s.list
}

type schemaLinter struct {
	cat    *catalog.Catalog
	files  []*source.File
	levels Levels
	list   diag.List
}

func (s *schemaLinter) warn(code string, at catalog.Place, hint, format string, args ...any) {
	severity, on := s.levels.of(code)
	if !on {
		return
	}
	d := &diag.Diagnostic{Code: code, Severity: severity, Message: fmt.Sprintf(format, args...), Hint: hint,
		At: source.Span{Start: source.NoPos, End: source.NoPos}}
	for _, f := range s.files {
		if f.Path == at.File {
			d.At = source.Span{File: f, Start: source.Pos(at.Offset), End: source.Pos(at.Offset)}
		}
	}
	s.list.Add(d)
}

// tableName is how a statement names the table: qualified unless it lies in schema public.
func (s *schemaLinter) tableName(r *catalog.Relation) string {
	if n := s.cat.NamespaceByOID(r.Namespace); n != nil && r.Namespace != catalog.Public {
		return rewrite.Ident(n.Name) + "." + rewrite.Ident(r.Name)
	}
	return rewrite.Ident(r.Name)
}

// foreignKeys wants an index for each: a change of a referenced row looks for those that refer to
// it, and without an index reads the whole table.
func (s *schemaLinter) foreignKeys(r *catalog.Relation) {
	for _, k := range r.Constraints {
		if k.Kind != catalog.ForeignKey || s.indexed(r, k.Columns) {
			continue
		}
		var names, quoted []string
		for _, n := range k.Columns {
			name := r.ColumnNum(n).Name
			names, quoted = append(names, name), append(quoted, rewrite.Ident(name))
		}
		s.warn(UnindexedKey, k.At, fmt.Sprintf("CREATE INDEX ON %s (%s);", s.tableName(r), strings.Join(quoted, ", ")),
			"no index begins with the foreign key \"%s\" (%s) of table \"%s\"", k.Name, strings.Join(names, ", "), r.Name)
	}
}

// indexed reports whether an index begins with one of the columns. That is enough: an index over
// the others too would hardly find fewer rows, and which column is selective cannot be known.
func (s *schemaLinter) indexed(r *catalog.Relation, columns []int16) bool {
	return slices.ContainsFunc(r.Indexes, func(x *catalog.IndexInfo) bool {
		if x.Predicate != "" && !partialOnKey(x) || x.Method == "brin" || len(x.Keys) == 0 {
			return false
		}
		return slices.Contains(columns, x.Keys[0].Num)
	})
}

// partialOnKey: an index that only leaves out NULLs serves the look-up of a key.
func partialOnKey(x *catalog.IndexInfo) bool {
	test, ok := x.Condition.(*tree.NullTest)
	if !ok || !test.IsNot || len(x.Keys) == 0 {
		return false
	}
	v, ok := bareVar(test.Arg).(*tree.Var)
	return ok && v.Attno == int(x.Keys[0].Num)
}

// moneyWords are parts of column names that mean an amount of money; those of vagueWords do in a
// table of money. A rate or a share is none.
var (
	moneyWords = [...]string{"price", "salary", "wage", "income", "revenue", "cost", "fee", "payment", "payout", "refund", "deposit"}
	vagueWords = [...]string{"amount", "total", "subtotal", "balance", "tax", "vat", "discount", "credit", "debit", "sum"}
	moneyTable = [...]string{"payment", "invoice", "order", "transaction", "account", "ledger", "transfer", "refund", "charge", "wallet", "purchase", "sale", "salary"}
	shareWords = [...]string{"rate", "ratio", "percent", "percentage", "pct", "factor", "weight", "score", "share", "index", "count", "per"}
)

// floatMoney goes by names.
func (s *schemaLinter) floatMoney(r *catalog.Relation) {
	money := hasWord(r.Name, moneyTable[:]) || slices.ContainsFunc(r.Columns, func(c *catalog.Column) bool { return hasWord(c.Name, []string{"currency"}) })
	for _, c := range r.Columns {
		if !s.float(c.Type) || hasWord(c.Name, shareWords[:]) {
			continue
		}
		if hasWord(c.Name, moneyWords[:]) || money && hasWord(c.Name, vagueWords[:]) {
			s.warn(FloatMoney, c.At, "Use numeric, or bigint for the smallest unit.",
				"column \"%s\" of table \"%s\" holds money in a floating-point type", c.Name, r.Name)
		}
	}
}

// float reports whether a type is a floating-point one, a domain over one or an array of such.
func (s *schemaLinter) float(typ catalog.OID) bool {
	for range 64 {
		t := s.cat.Type(typ)
		switch {
		case t == nil:
			return false
		case t.Kind == catalog.DomainType:
			typ = t.BaseType
		case t.IsTrueArray():
			typ = t.Elem
		default:
			return typ == catalog.Float4OID || typ == catalog.Float8OID
		}
	}
	return false
}

// hasWord reports whether a name has one of the words in it, in the singular or plural.
func hasWord(name string, words []string) bool {
	return slices.ContainsFunc(strings.Split(strings.ToLower(name), "_"), func(w string) bool {
		return slices.Contains(words, w) || slices.Contains(words, strings.TrimSuffix(w, "s"))
	})
}
