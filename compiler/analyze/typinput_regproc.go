package analyze

import (
	"slices"
	"strings"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// regtype checks the name of a type, in any spelling that the grammar knows. Mirrors regproc.c:
// regtypein.
func (l *literal) regtype() {
	if !isOIDText(l.text) {
		l.typeName(l.text)
	}
}

// typeName resolves a type that is written in a literal. Mirrors parse_type.c: parseTypeString.
func (l *literal) typeName(text string) catalog.OID {
	invalid := func() { fail(sqlstate.SyntaxError, l.at, "invalid type name \""+text+"\"") }
	if trim(text) == "" {
		invalid()
	}
	parsed, err := pg.Parse("SELECT CAST(NULL AS " + text + ")")
	if err != nil {
		message := err.Error()
		if strings.HasSuffix(message, `at or near ")"`) {
			message = "syntax error at end of input" // the parenthesis is ours
		}
		fail(sqlstate.SyntaxError, l.at, message)
	}
	tn := castTypeName(parsed)
	if tn == nil || tn.Setof {
		invalid()
	}
	tn.Location = int32(l.at) // errors point at the literal
	t, _ := l.p.typenameType(tn)
	return t.OID
}

// castTypeName returns the type of SELECT CAST(NULL AS type), nil if the text turned out to be
// something else.
func castTypeName(parsed *pg.ParseResult) *pg.TypeName {
	if len(parsed.Stmts) != 1 {
		return nil
	}
	s := parsed.Stmts[0].Stmt.GetSelectStmt()
	if s == nil || len(s.TargetList) != 1 || len(s.FromClause) > 0 || s.WhereClause != nil || s.Op != pg.SetOperation_SETOP_NONE {
		return nil
	}
	cast := s.TargetList[0].GetResTarget().GetVal().GetTypeCast()
	if cast.GetArg().GetAConst() == nil {
		return nil
	}
	return cast.TypeName
}

// regprocedure checks name(argument types). Mirrors regproc.c: regprocedurein.
func (l *literal) regprocedure() {
	if isOIDText(l.text) {
		return
	}
	names, args := l.nameAndArgTypes(false)
	for _, c := range l.p.funcnameGetCandidates(names, len(args), nil, false, false, false, true, l.at) {
		if slices.Equal(c.args, args) {
			return
		}
	}
	failf(sqlstate.UndefinedFunction, l.at, "function \"%s\" does not exist", l.text)
}

// regoper checks that exactly one operator has the name. Mirrors regproc.c: regoperin.
func (l *literal) regoper() {
	if isOIDText(l.text) {
		return
	}
	names := l.operatorName(l.text)
	n := 0
	if len(names) != 2 || l.p.lookupExplicitNamespace(names[0].GetString_().GetSval(), true, l.at) != catalog.InvalidOID {
		n = len(l.p.opernameGetCandidates(names, false, l.at)) + len(l.p.opernameGetCandidates(names, true, l.at))
	}
	switch {
	case n == 0:
		failf(sqlstate.UndefinedFunction, l.at, "operator does not exist: %s", l.text)
	case n > 1:
		failf(sqlstate.AmbiguousFunction, l.at, "more than one operator named %s", l.text)
	}
}

// regoperator checks name(left, right). Mirrors regproc.c: regoperatorin.
func (l *literal) regoperator() {
	if isOIDText(l.text) {
		return
	}
	names, args := l.nameAndArgTypes(true)
	switch {
	case len(args) == 1:
		fail(sqlstate.UndefinedParameter, l.at, "missing argument", withHint("Use NONE to denote the missing argument of a unary operator."))
	case len(args) != 2:
		fail(sqlstate.TooManyArguments, l.at, "too many arguments", withHint("Provide two argument types for operator."))
	}
	if l.p.opernameGetOprid(names, args[0], args[1], l.at) == nil {
		failf(sqlstate.UndefinedFunction, l.at, "operator does not exist: %s", l.text)
	}
}

// nameAndArgTypes splits name(type, type). Mirrors regproc.c: parseNameAndArgTypes.
func (l *literal) nameAndArgTypes(operator bool) (names []*pg.Node, args []catalog.OID) {
	bad := func(message string) { fail(sqlstate.InvalidTextRepresentation, l.at, message) }
	quoted := false
	open := strings.IndexFunc(l.text, func(c rune) bool {
		quoted = quoted != (c == '"')
		return c == '(' && !quoted
	})
	if open < 0 {
		bad("expected a left parenthesis")
	}
	list, ok := strings.CutSuffix(trim(l.text[open+1:]), ")")
	if !ok {
		bad("expected a right parenthesis")
	}
	names = l.operatorName(l.text[:open])
	items := splitTypes(list)
	if items == nil {
		bad("improper type name")
	}
	for i, item := range items {
		switch item = trim(item); {
		case item == "" && len(items) == 1:
		case item == "" && i == len(items)-1:
			bad("expected a type name")
		case operator && strings.EqualFold(item, "none"):
			args = append(args, catalog.InvalidOID)
		default:
			args = append(args, l.typeName(item))
		}
	}
	return names, args
}

// splitTypes splits at commas outside of quotes and brackets; nil if those are not balanced.
func splitTypes(s string) []string {
	items := []string{""}
	depth, quoted := 0, false
	for _, c := range s {
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == ',' && depth == 0:
			items = append(items, "")
			continue
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		}
		items[len(items)-1] += string(c)
	}
	if quoted || depth != 0 {
		return nil
	}
	return items
}

// operatorName splits a possibly qualified name into String nodes, as the look-ups take it.
func (l *literal) operatorName(s string) []*pg.Node {
	parts, ok := regNames(s)
	if !ok {
		fail(sqlstate.InvalidName, l.at, "invalid name syntax")
	}
	return stringNodes(parts)
}

// stringNodes makes a name of the raw tree.
func stringNodes(parts []string) []*pg.Node {
	names := make([]*pg.Node, len(parts))
	for i, n := range parts {
		names[i] = pg.MakeStrNode(n)
	}
	return names
}
