// Package diag holds what the compiler has to say about the user's files: diagnostics, the
// registry of sqlq's own codes, and the renderers.
package diag

import (
	"fmt"

	"github.com/sqlq-dev/sqlq/internal/source"
)

// Severity orders diagnostics; only Error makes a run fail.
type Severity int

// The severities, as they are printed.
const (
	Error Severity = iota
	Warning
	NoteSeverity
)

// String returns "error", "warning" or "note".
func (s Severity) String() string {
	return [...]string{"error", "warning", "note"}[s]
}

// Diagnostic is one finding. Code is a SQLSTATE or a code of our class SQ.
type Diagnostic struct {
	Code     string
	Severity Severity
	Message  string
	Detail   string
	Hint     string
	At       source.Span
	Query    string // name of the query that it is about, or ""
	Notes    []Note
	Fixes    []Fix
}

// Note points at a second place that explains the first.
type Note struct {
	Message string
	At      source.Span
}

// Fix is an edit that an editor can offer.
type Fix struct {
	Title string
	Edits []FixEdit
}

// FixEdit replaces a span by a text.
type FixEdit struct {
	At  source.Span
	New string
}

// Error makes a Diagnostic usable as a Go error inside the compiler.
func (d *Diagnostic) Error() string {
	return fmt.Sprintf("%s [%s]", d.Message, d.Code)
}

// New returns an error diagnostic with a formatted message.
func New(code string, at source.Span, format string, args ...any) *Diagnostic {
	return &Diagnostic{Code: code, Message: fmt.Sprintf(format, args...), At: at}
}

// List is a set of diagnostics in the order of their discovery.
type List []*Diagnostic

// Add appends d unless it is nil.
func (l *List) Add(d *Diagnostic) {
	if d != nil {
		*l = append(*l, d)
	}
}

// HasErrors reports whether any diagnostic is an error.
func (l List) HasErrors() bool {
	for _, d := range l {
		if d.Severity == Error {
			return true
		}
	}
	return false
}
