package parse

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// expand reads the macros and parameters of a query from its tokens (offsets in the file) and
// fills Edits, Text, Macros and Params.
func expand(q *Query, toks []Token) *diag.Diagnostic {
	e := &expander{q: q, text: q.File.Text, toks: toks, numbers: map[string]int{}}
	for i := 0; i < len(e.toks) && e.err == nil; {
		i = e.token(i)
	}
	if e.err != nil {
		return e.err
	}
	e.lineEnds()
	q.Text = q.Edits.Apply(q.SQL)
	e.editedRanges()
	return nil
}

type expander struct {
	q       *Query
	text    string // of the file
	toks    []Token
	numbers map[string]int // of named parameters
	named   bool
	numeral bool
	open    []openMacro
	err     *diag.Diagnostic
}

// openMacro is a macro whose closing parenthesis is yet to come.
type openMacro struct {
	index int // in Macros
	close int // index of the token that ends Inner
	last  int // index of the macro's last token
	edit  string
}

// token handles the token at i and returns the index of the next one to handle.
func (e *expander) token(i int) int {
	if n := len(e.open); n > 0 && e.open[n-1].close == i {
		return e.closeMacro()
	}
	t := e.toks[i]
	switch {
	case t.Kind == Param:
		e.positional(t)
	case t.Kind == Operator && e.isAt(i):
		at := Range{t.End - 1, e.toks[i+1].End}
		e.param(At, e.nameOf(e.toks[i+1]), at)
		return i + 2
	case t.Kind == Ident && e.isMacro(i):
		return e.macro(i)
	}
	return i + 1
}

func (e *expander) is(i int, symbol string) bool {
	return i >= 0 && i < len(e.toks) && e.str(i) == symbol
}

func (e *expander) str(i int) string { return e.text[e.toks[i].Start:e.toks[i].End] }

func (e *expander) isName(i int) bool {
	return i < len(e.toks) && (e.toks[i].Kind == Ident || e.toks[i].Kind == QuotedIdent)
}

// atOperators are the operators of PostgreSQL and its extensions that end in "@". Behind any
// other operator an "@" that touches a name begins a parameter: "b=@user".
const atOperators = " <@ ^@ @@ @@@ @-@ ?@ ^<@ ?<@ <<@ ~@ !@ "

// isAt reports whether the operator at i ends in the "@" of "@name". A name that is followed by a
// dot or an opening parenthesis is no parameter: there "@" is PostgreSQL's absolute value.
func (e *expander) isAt(i int) bool {
	op := e.str(i)
	if op[len(op)-1] != '@' || !e.isName(i+1) || e.toks[i+1].Start != e.toks[i].End {
		return false
	}
	if e.is(i+2, ".") || e.is(i+2, "(") {
		return false
	}
	return op == "@" || !strings.Contains(atOperators, " "+op+" ")
}

func (e *expander) isMacro(i int) bool {
	w := strings.ToLower(e.str(i))
	return (w == "sqlc" || w == "sqlq") && e.is(i+1, ".") && e.isName(i+2) && e.is(i+3, "(") && !e.is(i-1, ".")
}

// nameOf returns the name that a token spells: of a parameter or an argument of a macro.
func (e *expander) nameOf(t Token) string {
	s := e.text[t.Start:t.End]
	switch t.Kind {
	case QuotedIdent:
		return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(s, `"`), `"`), `""`, `"`)
	case String:
		return strings.Trim(s, "'")
	}
	return s
}

func (e *expander) fail(code string, at Range, format string, args ...any) *diag.Diagnostic {
	span := source.Span{File: e.q.File, Start: at.Start, End: at.End}
	return e.failed(diag.New(code, span, format, args...))
}

// failed keeps the first error.
func (e *expander) failed(d *diag.Diagnostic) *diag.Diagnostic {
	if e.err == nil {
		e.err = d
	}
	return d
}

// positional notes a "$1".
func (e *expander) positional(t Token) {
	n, err := strconv.Atoi(e.text[t.Start+1 : t.End])
	if err != nil || n > 65535 || n < 1 {
		e.fail("42P02", Range{t.Start, t.End}, "there is no parameter %s", e.text[t.Start:t.End])
		return
	}
	e.numeral = true
	e.checkMixed(Range{t.Start, t.End})
	for len(e.q.Params) < n {
		e.q.Params = append(e.q.Params, Parameter{Number: len(e.q.Params) + 1})
	}
	e.add(Macro{Kind: Positional, Number: n, Span: Range{t.Start, t.End}})
}

func (e *expander) checkMixed(at Range) {
	if e.named && e.numeral {
		e.fail(CodeMixedParams, at, "query mixes numbered and named parameters").Hint =
			"Use either $1 or @name throughout."
	}
}

// param notes a named parameter and replaces it by its number.
func (e *expander) param(kind MacroKind, name string, at Range) {
	e.named = true
	e.checkMixed(at)
	n := e.numbers[name]
	if n == 0 {
		n = len(e.numbers) + 1
		e.numbers[name] = n
		e.q.Params = append(e.q.Params, Parameter{Number: n, Name: name})
	}
	if n > len(e.q.Params) {
		return // mixed with numbered ones, and reported
	}
	p := &e.q.Params[n-1]
	p.Nullable = p.Nullable || kind == Narg
	p.Slice = p.Slice || kind == Slice
	e.add(Macro{Kind: kind, Name: name, Number: n, Span: at})
	e.replace(at, fmt.Sprintf("$%d", n))
}

// add enters a macro with offsets in the file; Inner defaults to the whole.
func (e *expander) add(m Macro) int {
	base := e.q.Start
	m.Span.Start, m.Span.End = m.Span.Start-base, m.Span.End-base
	if m.Inner == (Range{}) {
		m.Inner = m.Span
	} else {
		m.Inner.Start, m.Inner.End = m.Inner.Start-base, m.Inner.End-base
	}
	m.Parent = -1
	if n := len(e.open); n > 0 {
		m.Parent = e.open[n-1].index
	}
	e.q.Macros = append(e.q.Macros, m)
	return len(e.q.Macros) - 1
}

func (e *expander) replace(at Range, text string) {
	e.q.Edits.Replace(at.Start-e.q.Start, at.End-e.q.Start, text)
}

// macro handles "sqlc.name(" or "sqlq.name(" at i.
func (e *expander) macro(i int) int {
	prefix, name := strings.ToLower(e.str(i)), strings.ToLower(e.str(i+2))
	kind, ok := e.lookup(prefix, name, Range{e.toks[i].Start, e.toks[i+2].End})
	if !ok {
		return len(e.toks)
	}
	end := e.closing(i + 3)
	if end < 0 { // the grammar says it better
		return i + 4
	}
	switch kind {
	case Arg, Narg, Slice:
		return e.paramMacro(kind, i, end)
	case Embed:
		return e.embed(i, end)
	case OrderBy:
		return e.order(i, end)
	case Many, Maybe:
		return e.nested(kind, i, end)
	}
	if end == i+4 {
		e.fail(CodeMacroUse, e.whole(i, end), "sqlq.%s needs an argument", name).Hint = "Write \"" + macroForms[kind] + "\"."
		return len(e.toks)
	}
	if comma := e.comma(i+4, end); comma > 0 {
		at := Range{e.toks[comma].Start, e.toks[comma].End}
		e.fail(CodeMacroUse, at, "sqlq.%s takes one argument", name).Hint = "Write \"" + macroForms[kind] + "\"."
		return len(e.toks)
	}
	e.replace(Range{e.toks[i].Start, e.toks[i+3].End}, "(")
	e.push(kind, Range{e.toks[i].Start, e.toks[end].End}, Range{e.toks[i+3].End, e.toks[end].Start},
		openMacro{close: end, last: end, edit: ")"})
	return i + 4
}

// macroForms shows how macros with an expression as argument are written.
var macroForms = map[MacroKind]string{
	Opt: "sqlq.opt(a = @a AND b = @b)", Set: "column = sqlq.set(@name)", Const: "sqlq.const(@name)",
}

// comma returns the index of the first comma between the tokens outside of parentheses, or -1.
func (e *expander) comma(i, end int) int {
	depth := 0
	for ; i < end; i++ {
		switch e.str(i) {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		case ",":
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

// lookup finds a macro by name or reports that there is none.
func (e *expander) lookup(prefix, name string, at Range) (MacroKind, bool) {
	var names []string
	for _, m := range macroKinds {
		if prefix == "sqlc" && !m.sqlc {
			if m.name == name {
				e.fail(CodeUnknownMacro, at, "unknown macro %q", prefix+"."+name).Hint =
					fmt.Sprintf("Perhaps you meant \"sqlq.%s\".", name)
				return 0, false
			}
			continue
		}
		if m.name == name {
			return m.kind, true
		}
		names = append(names, m.name)
	}
	d := e.fail(CodeUnknownMacro, at, "unknown macro %q", prefix+"."+name)
	if best := diag.Nearest(name, names); best != "" {
		d.Hint = fmt.Sprintf("Perhaps you meant \"%s.%s\".", prefix, best)
	} else {
		d.Hint = "Macros are " + strings.Join(names, ", ") + "."
	}
	return 0, false
}

// closing returns the index of the token that closes the parenthesis at i, or -1.
func (e *expander) closing(i int) int {
	depth := 0
	for ; i < len(e.toks); i++ {
		if e.toks[i].Kind != Symbol {
			continue
		}
		switch e.text[e.toks[i].Start] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func (e *expander) whole(i, end int) Range { return Range{e.toks[i].Start, e.toks[end].End} }

// paramMacro handles arg, narg and slice.
func (e *expander) paramMacro(kind MacroKind, i, end int) int {
	if end != i+5 || !e.isName(i+4) && e.toks[i+4].Kind != String {
		at := e.whole(i, end)
		if end > i+5 {
			at = e.whole(i+5, end-1) // behind the name
		}
		e.fail(CodeMacroUse, at, "%s.%s needs one name", strings.ToLower(e.str(i)), kind).Hint =
			fmt.Sprintf("Write \"%s.%s(name)\".", strings.ToLower(e.str(i)), kind)
		return len(e.toks)
	}
	if kind == Slice {
		e.sliceIn(i, end)
	}
	e.param(kind, e.nameOf(e.toks[i+4]), e.whole(i, end))
	return end + 1
}

// sliceIn turns "IN (slice)" into "= ANY(slice)", and NOT IN into "<> ALL".
func (e *expander) sliceIn(i, end int) {
	if e.is(i-1, "(") && e.word(i-2, "const") && e.is(i-3, ".") && e.is(end+1, ")") {
		i, end = i-4, end+1 // IN (sqlq.const(sqlq.slice(x)))
	}
	if !e.is(i-1, "(") || i < 2 || !strings.EqualFold(e.str(i-2), "in") {
		return
	}
	if !e.is(end+1, ")") {
		e.fail(CodeMacroUse, e.whole(i, end), "slice must be the only element of its IN list").Hint =
			`Write "x IN (sqlc.slice(name)) OR x IN (…)".`
		return
	}
	if i > 2 && strings.EqualFold(e.str(i-3), "not") {
		e.replace(Range{e.toks[i-3].Start, e.toks[i-1].End}, "<> ALL(")
		return
	}
	e.replace(Range{e.toks[i-2].Start, e.toks[i-1].End}, "= ANY(")
}

// embed replaces "sqlc.embed(t)" by "t.*".
func (e *expander) embed(i, end int) int {
	ok := e.isName(i + 4)
	for j := i + 5; j < end; j += 2 {
		ok = ok && e.is(j, ".") && e.isName(j+1)
	}
	if !ok {
		e.fail(CodeMacroUse, e.whole(i, end), "%s.embed needs the name of a table or of its alias", strings.ToLower(e.str(i)))
		return len(e.toks)
	}
	if !e.inSelectList(i) {
		e.fail(CodeMacroUse, e.whole(i, end), "%s.embed must stand in a select list", strings.ToLower(e.str(i)))
		return len(e.toks)
	}
	name := e.text[e.toks[i+4].Start:e.toks[end-1].End]
	e.add(Macro{Kind: Embed, Name: name, Span: e.whole(i, end)})
	e.replace(e.whole(i, end), name+".*")
	return end + 1
}

// nested handles many and maybe, whose argument is a subquery in parentheses of its own.
func (e *expander) nested(kind MacroKind, i, end int) int {
	if !e.is(i+4, "(") || e.closing(i+4) != end-1 || !e.beginsQuery(i+5) {
		e.fail(CodeMacroUse, e.whole(i, end), "sqlq.%s needs a subquery in parentheses", kind).Hint =
			fmt.Sprintf("Write \"sqlq.%s((SELECT ...))\".", kind)
		return len(e.toks)
	}
	if !e.inSelectList(i) {
		e.fail(CodeMacroUse, e.whole(i, end), "sqlq.%s must be a column of its own in a select list", kind).Hint =
			"Elsewhere write a plain subquery."
		return len(e.toks)
	}
	alias := fmt.Sprintf(`"sqlq %d"`, len(e.q.Macros)+1)
	array := ""
	if kind == Many {
		array = "ARRAY"
	}
	e.replace(Range{e.toks[i].Start, e.toks[i+4].End}, array+"(SELECT "+alias+" FROM (")
	e.push(kind, e.whole(i, end), Range{e.toks[i+4].End, e.toks[end-1].Start},
		openMacro{close: end - 1, last: end, edit: ") " + alias + ")"})
	return i + 5
}

// inSelectList reports whether the token at i may begin an element of a select list, as far as the
// token before it tells.
func (e *expander) inSelectList(i int) bool {
	return e.is(i-1, ",") || e.is(i-1, ")") || e.word(i-1, "select") || e.word(i-1, "distinct") ||
		e.word(i-1, "all") || e.word(i-1, "returning")
}

// beginsQuery reports whether the token at i can begin a subquery.
func (e *expander) beginsQuery(i int) bool {
	return e.word(i, "select") || e.word(i, "with") || e.word(i, "values") || e.word(i, "table") || e.is(i, "(")
}

func (e *expander) push(kind MacroKind, span, inner Range, o openMacro) {
	o.index = e.add(Macro{Kind: kind, Span: span, Inner: inner})
	e.open = append(e.open, o)
}

func (e *expander) closeMacro() int {
	n := len(e.open) - 1
	o := e.open[n]
	e.open = e.open[:n]
	e.replace(Range{e.toks[o.close].Start, e.toks[o.last].End}, o.edit)
	return o.last + 1
}

// lineEnds turns CRLF between tokens into LF, so that the statement is the same whatever editor
// wrote it. Within quotes and comments nothing changes.
func (e *expander) lineEnds() {
	if !strings.Contains(e.q.SQL, "\r\n") {
		return
	}
	edits := e.q.Edits.List()
	var crs []source.Pos
	for i := 1; i < len(e.toks); i++ {
		gap := e.text[e.toks[i-1].End:e.toks[i].Start]
		for j := 0; j+1 < len(gap); j++ {
			if gap[j] == '\r' && gap[j+1] == '\n' {
				crs = append(crs, e.toks[i-1].End+source.Pos(j)-e.q.Start)
			}
		}
	}
	k := 0
	var keep []source.Pos
	for _, p := range crs {
		for k < len(edits) && edits[k].End <= p {
			k++
		}
		if k == len(edits) || p < edits[k].Start {
			keep = append(keep, p)
		}
	}
	for _, p := range keep {
		e.q.Edits.Replace(p, p+1, "")
	}
}

// editedRanges computes where the macros stand in the edited text.
func (e *expander) editedRanges() {
	edits := e.q.Edits.List()
	forward := func(p source.Pos) source.Pos {
		out := p
		for _, d := range edits {
			if d.End > p {
				break
			}
			out += source.Pos(len(d.New)) - (d.End - d.Start)
		}
		return out
	}
	for i := range e.q.Macros {
		m := &e.q.Macros[i]
		m.Edited = Range{forward(m.Span.Start), forward(m.Span.End)}
		m.EditedInner = Range{forward(m.Inner.Start), forward(m.Inner.End)}
	}
}
