package analyze

import (
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// catalogName checks the literals of the reg* types, as far as a catalog without a server can.
func (l *literal) catalogName() {
	switch l.t.Input {
	case "regclassin":
		l.regclass()
	case "regtypein":
		l.regtype()
	case "regprocin":
		l.regproc()
	case "regprocedurein":
		l.regprocedure()
	case "regoperin":
		l.regoper()
	case "regoperatorin":
		l.regoperator()
	case "regrolein":
		// Roles are not in the catalog: only the form of the name can be wrong.
		if names, ok := regNames(l.text); !isOIDText(l.text) && (!ok || len(names) != 1) {
			fail(sqlstate.InvalidName, l.at, "invalid name syntax")
		}
	case "regnamespacein":
		l.regnamespace()
	case "regcollationin":
		l.regcollation()
	}
}

// regNames splits a possibly qualified name, folding case outside of quotes; ok is false for bad
// syntax. Mirrors regproc.c: stringToQualifiedNameList.
func regNames(s string) (names []string, ok bool) {
	s = trim(s)
	for {
		var name string
		if strings.HasPrefix(s, "\"") {
			end := 1
			for {
				i := strings.IndexByte(s[end:], '"')
				if i < 0 {
					return nil, false
				}
				end += i + 1
				if !strings.HasPrefix(s[end:], "\"") {
					break
				}
				end++
			}
			name, s = strings.ReplaceAll(s[1:end-1], "\"\"", "\""), s[end:]
		} else {
			i := strings.IndexAny(s, ". \t\n\v\f\r")
			if i < 0 {
				i = len(s)
			}
			name, s = strings.ToLower(s[:i]), s[i:]
		}
		if name == "" {
			return nil, false
		}
		names = append(names, name)
		s = trim(s)
		if s == "" {
			return names, true
		}
		if s[0] != '.' {
			return nil, false
		}
		s = trim(s[1:])
	}
}

// isOIDText reports whether a reg* literal is a number or "-", which need no look-up.
func isOIDText(s string) bool {
	return s == "-" || s != "" && strings.Trim(s, "0123456789") == ""
}

// regName splits a reg* literal into schema (InvalidOID: none) and name; ok is false if the literal
// needs no look-up.
func (l *literal) regName() (schema catalog.OID, name string, ok bool) {
	if isOIDText(l.text) {
		return 0, "", false
	}
	names, good := regNames(l.text)
	if !good {
		fail(sqlstate.InvalidName, l.at, "invalid name syntax")
	}
	if len(names) == 1 {
		return catalog.InvalidOID, names[0], true
	}
	switch {
	case l.t.Input == "regclassin" && len(names) == 3:
		failf(sqlstate.FeatureNotSupported, l.at, "cross-database references are not implemented: \"%s\"", strings.Join(names, "."))
	case l.t.Input == "regclassin" && len(names) > 3:
		fail(sqlstate.SyntaxError, l.at, "improper relation name (too many dotted names): "+strings.Join(names, "."))
	case len(names) > 2:
		deconstructQualifiedName(stringNodes(names), l.at) // fails
	}
	ns := l.p.cat.Namespace(names[0])
	if ns == nil {
		return catalog.InvalidOID, "", true
	}
	return ns.OID, names[1], true
}

// regclass checks that a relation exists. Mirrors regproc.c: regclassin.
func (l *literal) regclass() {
	schema, name, ok := l.regName()
	if !ok || name != "" && l.p.cat.RelationByName(schema, name) != nil {
		return
	}
	names, _ := regNames(l.text)
	failf(sqlstate.UndefinedTable, l.at, "relation \"%s\" does not exist", strings.Join(names, "."))
}

// regproc checks that exactly one function has the name. Mirrors regproc.c: regprocin.
func (l *literal) regproc() {
	schema, name, ok := l.regName()
	if !ok {
		return
	}
	n := 0
	for _, f := range l.p.cat.Procs(name) {
		if schema != catalog.InvalidOID && f.Namespace == schema || schema == catalog.InvalidOID && l.visible(f.Namespace) {
			n++
		}
	}
	switch {
	case n == 0:
		failf(sqlstate.UndefinedFunction, l.at, "function \"%s\" does not exist", l.text)
	case n > 1:
		failf(sqlstate.AmbiguousFunction, l.at, "more than one function named \"%s\"", l.text)
	}
}

func (l *literal) visible(schema catalog.OID) bool {
	for _, s := range l.p.cat.SearchPath() {
		if s == schema {
			return true
		}
	}
	return false
}

// regnamespace checks that a schema exists. Mirrors regproc.c: regnamespacein.
func (l *literal) regnamespace() {
	if isOIDText(l.text) {
		return
	}
	names, ok := regNames(l.text)
	if !ok || len(names) != 1 {
		fail(sqlstate.InvalidName, l.at, "invalid name syntax")
	}
	if l.p.cat.Namespace(names[0]) == nil {
		failf(sqlstate.UndefinedSchema, l.at, "schema \"%s\" does not exist", names[0])
	}
}

// regcollation checks that a collation exists. Mirrors regproc.c: regcollationin.
func (l *literal) regcollation() {
	schema, name, ok := l.regName()
	if !ok || name != "" && l.p.cat.CollationByName(schema, name) != nil {
		return
	}
	names, _ := regNames(l.text)
	failf(sqlstate.UndefinedObject, l.at, "collation \"%s\" for encoding \"UTF8\" does not exist", strings.Join(names, "."))
}
