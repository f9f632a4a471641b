package lint

import (
	"github.com/sqlq-dev/sqlq/internal/diag"
)

// Levels says how each rule reports. The zero value holds the defaults.
type Levels struct{ set map[string]string }

// NewLevels takes the levels of a configuration: code or name of a rule -> off, warning or error.
// Reading the configuration has checked them; a word that is none of these means the default.
func NewLevels(set map[string]string) Levels {
	l := Levels{map[string]string{}}
	for word, level := range set {
		if r := diag.FindRule(word); r != nil {
			l.set[r.Code] = level
		}
	}
	return l
}

// of returns the severity of a rule, and false if it is off.
func (l Levels) of(code string) (diag.Severity, bool) {
	switch l.set[code] {
	case "off":
		return diag.Warning, false
	case "warning":
		return diag.Warning, true
	case "error":
		return diag.Error, true
	}
	r := diag.FindRule(code)
	return diag.Warning, r != nil && !r.Off
}
