package nullable

import (
	"strings"

	"github.com/sqlq-dev/sqlq/catalog"
)

// checked reports whether a validated CHECK constraint says in so many words that the column is
// not null. A CHECK passes on NULL, so only IS NOT NULL among its conjuncts counts.
func checked(rel *catalog.Relation, c *catalog.Column) bool {
	for _, k := range rel.Constraints {
		if k.Kind != catalog.CheckConstraint || !k.Validated || k.NoInherit {
			continue
		}
		for _, name := range notNullNames(k.Check) {
			if name == c.Name {
				return true
			}
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

// words splits a condition into words, quoted things and single signs.
func words(s string) []string {
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
