package lint

import (
	"github.com/sqlq-dev/sqlq/internal/diag"
)

// optIn are the rules that right programs break too: they speak only where a configuration asks.
var optIn = [...]string{FloatMoney, ConflictNow}

// Levels says how each rule reports. The zero value holds the defaults.
type Levels struct{ set map[string]string }

// NewLevels takes the levels of a configuration: rule -> off, warning or error. Reading the
// configuration has checked them; a word that is none of these means the default.
func NewLevels(set map[string]string) Levels { return Levels{set} }

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
	for _, c := range optIn {
		if c == code {
			return diag.Warning, false
		}
	}
	return diag.Warning, true
}
