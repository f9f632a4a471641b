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
