package rewrite

import (
	"fmt"
	"iter"
	"math"
	"strconv"

	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Change replaces a range of the analysed text.
type Change struct {
	At  parse.Range
	New string
}

// Variant returns one statement of a query with several: the changes are made, stars expanded
// except inside what is replaced, and the parameters that are left renumbered in the order in
// which they appear. numbers holds the old number of each new one.
func Variant(name, command, text string, trees []*tree.Query, changes []Change) (sql string, numbers []int) {
	edits := variantEdits(text, trees, changes)
	sql, numbers = renumber(Strip(edits.Apply(text)))
	return Header(name, command) + sql, numbers
}

// VariantOrigin maps an offset of the statement that Variant returned back to the text that it was
// made of: what stands in the place of something else to the start of that. Comments and the
// numbers of parameters aside, Variant keeps the tokens of the edited text, so the n-th token of
// the one is the n-th of the other.
func VariantOrigin(sql string, at source.Pos, text string, trees []*tree.Query, changes []Change) source.Pos {
	edits := variantEdits(text, trees, changes)
	n := 0
	for range tokensUpTo(sql, at) {
		n++
	}
	for start := range tokensUpTo(edits.Apply(text), source.Pos(math.MaxInt32)) {
		if n--; n <= 0 {
			return edits.Origin(start)
		}
	}
	return 0
}

// tokensUpTo yields where the tokens start that do not lie behind an offset, without comments.
func tokensUpTo(text string, last source.Pos) iter.Seq[source.Pos] {
	return func(yield func(source.Pos) bool) {
		lex := parse.NewLexer(text, 0)
		for {
			t := lex.Next()
			if t.Start == t.End || t.Start > last {
				return
			}
			if t.Kind != parse.LineComment && t.Kind != parse.BlockComment && !yield(t.Start) {
				return
			}
		}
	}
}

// variantEdits are the changes and the stars that are left.
func variantEdits(text string, trees []*tree.Query, changes []Change) *source.Edits {
	edits := &source.Edits{}
	for _, c := range changes {
		edits.Replace(c.At.Start, c.At.End, c.New)
	}
	seen := map[source.Pos]bool{}
	for _, q := range trees {
		var stars []tree.Star
		for _, s := range q.Stars {
			if !seen[s.At] && !inside(s.At, changes) {
				seen[s.At] = true
				stars = append(stars, s)
			}
		}
		level := *q
		level.Stars = stars
		Stars(edits, text, &level)
	}
	return edits
}

func inside(p source.Pos, changes []Change) bool {
	for _, c := range changes {
		if c.At.Start <= p && p < c.At.End {
			return true
		}
	}
	return false
}

// renumber gives the parameters of a text the numbers 1, 2, … unless they have no gaps.
func renumber(text string) (string, []int) {
	type place struct {
		at     parse.Token
		number int
	}
	var places []place
	var order []int
	highest := 0
	to := map[int]int{}
	lex := parse.NewLexer(text, 0)
	for {
		t := lex.Next()
		if t.Start == t.End {
			break
		}
		if t.Kind != parse.Param {
			continue
		}
		n, err := strconv.Atoi(lex.Text(t)[1:])
		if err != nil {
			continue
		}
		places = append(places, place{t, n})
		highest = max(highest, n)
		if to[n] == 0 {
			order = append(order, n)
			to[n] = len(order)
		}
	}
	if highest == len(order) { // no gaps: the numbers may stay
		for i := range order {
			order[i] = i + 1
		}
		return text, order
	}
	var edits source.Edits
	for _, p := range places {
		edits.Replace(p.at.Start, p.at.End, fmt.Sprintf("$%d", to[p.number]))
	}
	return edits.Apply(text), order
}
