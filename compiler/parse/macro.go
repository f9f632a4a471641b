package parse

import "github.com/sqlq-dev/sqlq/internal/source"

// MacroKind is the kind of a macro or of another mark that the compiler replaces.
type MacroKind byte

// The kinds. Positional is "$1" as the user wrote it, At is "@name"; both stand in the list so
// that whoever renumbers parameters finds all of them there.
const (
	Positional MacroKind = iota
	At
	Arg
	Narg
	Slice
	Embed
	Many
	Maybe
	Opt
	OrderBy
	Set
	Const
)

// macroKinds are the names that may follow "sqlq." and, up to Slice and Embed, "sqlc.".
var macroKinds = []struct {
	name string
	kind MacroKind
	sqlc bool
}{
	{"arg", Arg, true}, {"narg", Narg, true}, {"slice", Slice, true}, {"embed", Embed, true},
	{"many", Many, false}, {"maybe", Maybe, false}, {"opt", Opt, false}, {"order", OrderBy, false},
	{"set", Set, false}, {"const", Const, false},
}

// String returns the name that the user writes.
func (k MacroKind) String() string {
	switch k {
	case Positional:
		return "$"
	case At:
		return "@"
	}
	for _, m := range macroKinds {
		if m.kind == k {
			return m.name
		}
	}
	return "?"
}

// IsParam reports whether the macro stands for one parameter.
func (k MacroKind) IsParam() bool { return k <= Slice }

// Range is a piece of a text, [Start, End).
type Range struct{ Start, End source.Pos }

// Macro is one macro or parameter of a query. Span and Inner are offsets of Query.SQL, Edited and
// EditedInner of Query.Text. Inner is what stands between the parentheses (for Many and Maybe
// between the inner ones); of a macro without parentheses it is the whole.
//
// Until compiler/rewrite makes something else of it, Query.Text holds for a parameter "$n", for
// Embed "t.*", for Opt "(cond)", for OrderBy the expressions of the first order, for Set and Const
// what they hold, for Many "ARRAY(SELECT q FROM (SELECT …) q)" and for Maybe
// "(SELECT q FROM (SELECT …) q)" with a name q that no user has.
type Macro struct {
	Kind        MacroKind
	Name        string // parameter, embedded relation (as written), or ""
	Number      int    // of a parameter, else 0
	Span        Range
	Inner       Range
	Edited      Range
	EditedInner Range
	Parent      int // index of the innermost macro around it, -1 none
}

// Parameter is a parameter of a query, in the order of numbers.
type Parameter struct {
	Number   int
	Name     string // "" for $1
	Nullable bool   // sqlc.narg
	Slice    bool   // sqlc.slice
}

// Directive is a "-- sqlq: name arguments" line.
type Directive struct {
	Name string
	Args string
	At   source.Span // of the whole directive after "sqlq:", in the file
	Arg  source.Pos  // offset of Args in the file
}

// NameAt returns the place of the directive's name.
func (d *Directive) NameAt() source.Span {
	return source.Span{File: d.At.File, Start: d.At.Start, End: d.At.Start + source.Pos(len(d.Name))}
}

// Words returns the arguments, which white space or commas separate, and their places.
func (d *Directive) Words() (words []string, at []source.Span) {
	text := d.At.File.Text
	for i := d.Arg; i < d.At.End; {
		if isSpace(text[i]) || text[i] == ',' {
			i++
			continue
		}
		j := i
		for j < d.At.End && !isSpace(text[j]) && text[j] != ',' {
			j++
		}
		words = append(words, text[i:j])
		at = append(at, source.Span{File: d.At.File, Start: i, End: j})
		i = j
	}
	return words, at
}
