// Package sqlstate names the five-character codes that errors carry: PostgreSQL's own, generated
// from its errcodes.txt, and the class SQ of this compiler.
//
// A code's first two characters are its class. PostgreSQL's classes mean what the manual's
// appendix "PostgreSQL Error Codes" says. Class SQ is ours: it marks what PostgreSQL cannot know
// about, such as a query without a name or a macro that is misused. The SQL standard leaves
// classes that begin with I to Z to implementations, and PostgreSQL uses none that begins with S,
// so the two never meet. The codes of class SQ are registered in package diag, next to their
// explanations.
package sqlstate

//go:generate go run ./gen -errcodes $ERRCODES -o codes.go

// OwnClass is the class of the codes that are this compiler's own.
const OwnClass = "SQ"

// Class returns the first two characters of a code, or "" if code is no SQLSTATE.
func Class(code string) string {
	if len(code) != 5 {
		return ""
	}
	return code[:2]
}

// Name returns PostgreSQL's condition name of a code, such as "undefined_column" for "42703".
// It is "" for unknown codes and for those of class SQ. Where several names stand for one code it
// is the one that errcodes.txt lists first.
func Name(code string) string { return names[code] }
