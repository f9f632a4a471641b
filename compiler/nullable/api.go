// Package nullable proves which result columns and parameters can never be NULL, and how many
// rows a statement can return.
//
// It reads an analysed query and the catalog and returns one Proof per column. It never guesses:
// a column without a proof is nullable. It does not look at SQL text, and analyze does not look
// at it.
package nullable

// Proof says whether a value can be NULL, and why it cannot. Because is in words for people; for
// what can be NULL it is "", or what Explain has to say about that. ElemNotNull speaks of an
// array's elements.
type Proof struct {
	NotNull     bool
	Because     string
	ElemNotNull bool
	ElemBecause string
	// Fields are the proofs of the parts of ROW(…), or of the rows of ARRAY(SELECT ROW(…)).
	Fields []Proof
}

// Given is what the prover is told beside the statement; the zero value tells nothing.
type Given struct {
	// Text makes reasons say where their ground stands, also for what can be NULL.
	Text Text
	// Value reports whether whoever sends the statement has no way to pass NULL for a parameter, by its
	// number. It is asked only of those in which NULL has no meaning.
	Value func(number int) bool
}

// Rows bounds the number of result rows.
type Rows byte

// The bounds.
const (
	AnyRows Rows = iota
	AtMostOne
	ExactlyOne
)

// Result holds the proofs of one statement. Columns is parallel to tree.Query.Columns(). Params is
// indexed by parameter number - 1; there NotNull says that the application has no reason to pass
// NULL: its use makes NULL an error or pointless.
type Result struct {
	Columns     []Proof
	Params      []Proof
	Rows        Rows
	RowsBecause string
	// Absent is parallel to tree.Query.RangeTable: an outer join may leave the entry's row out, so
	// that all its columns are NULL there.
	Absent []bool
}
