package parse

import (
	"strings"
	"unicode/utf8"

	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Query is one annotated statement of a query file.
type Query struct {
	File      *source.File
	Name      string
	NameAt    source.Span
	Command   string // without the colon
	CommandAt source.Span
	Doc       string // comment lines above the statement, without their dashes

	Directives []Directive
	NoVet      bool     // @sqlc-vet-disable without names
	VetOff     []string // the names behind @sqlc-vet-disable

	Start, End source.Pos // the statement in the file, first token to before the semicolon
	SQL        string     // the statement as written
	Edits      source.Edits
	Text       string // SQL after Edits: what the grammar reads
	Macros     []Macro
	Params     []Parameter
	Orders     []Order // of the directives, if there is a sqlq.order()
}

// Origin maps an offset of Text to the file.
func (q *Query) Origin(p source.Pos) source.Pos {
	if p == source.NoPos {
		return p
	}
	for _, m := range q.Macros {
		if m.Kind == OrderBy && m.Edited.Start <= p && p < m.Edited.End {
			return q.Orders[0].From + p - m.Edited.Start
		}
	}
	return q.Start + q.Edits.Origin(p)
}

// Span returns the place in the file of an offset of Text.
func (q *Query) Span(p source.Pos) source.Span {
	at := q.Origin(p)
	return source.Span{File: q.File, Start: at, End: at}
}

// Directive returns the first directive of that name, or nil.
func (q *Query) Directive(name string) *Directive {
	for i := range q.Directives {
		if q.Directives[i].Name == name {
			return &q.Directives[i]
		}
	}
	return nil
}

// Queries reads a query file. What is wrong with one query is reported with its name, and the
// query is then left out; the others are returned in text order. Names are unique within one
// file; see Duplicates for a package.
func Queries(file *source.File) ([]*Query, diag.List) {
	r := &reader{file: file, lex: NewLexer(file.Text, 0)}
	for r.statement() {
	}
	return r.out, r.diags
}

// Duplicates reports names that several queries of a package carry, at the later ones, and
// returns the queries without those.
func Duplicates(queries []*Query) ([]*Query, diag.List) {
	var diags diag.List
	first := map[string]*Query{}
	out := queries[:0:0]
	for _, q := range queries {
		f := first[q.Name]
		if f == nil {
			first[q.Name] = q
			out = append(out, q)
			continue
		}
		d := diag.New(CodeDuplicate, q.NameAt, "query name %q is used twice", q.Name)
		d.Query = q.Name
		d.Notes = []diag.Note{{Message: "the first query of this name", At: f.NameAt}}
		diags.Add(d)
	}
	return out, diags
}

// reader cuts a query file into queries. A query is the comments above a statement and the
// statement up to its semicolon; an annotation within a statement says that a semicolon is
// missing and starts the next query.
type reader struct {
	file  *source.File
	lex   *Lexer
	out   []*Query
	diags diag.List
	last  string     // name of the query that ended last, for "two statements"
	ended source.Pos // where it did
	toks  []Token    // space for body
}

// statement reads one query and reports whether the file goes on.
func (r *reader) statement() bool {
	var head header
	first := r.head(&head)
	if first.Kind == EOF {
		switch {
		case head.found:
			r.fail(&head, CodeNoStatement, head.nameAt, "query %q has no statement", head.name)
		case len(head.directives) > 0 && !head.failed:
			r.fail(&head, CodeDirective, head.directives[0].At, "directive without a query").Hint =
				"A directive stands above the statement that it is about."
		}
		return false
	}
	if first.Kind == Symbol && r.lex.Text(first) == ";" {
		if head.found {
			r.fail(&head, CodeNoStatement, head.nameAt, "query %q has no statement", head.name)
		}
		return true
	}
	end, toks, broken, more := r.body(first, &head)
	r.finish(&head, first.Start, end, toks, broken)
	return more
}

// head reads the comments in front of a statement and returns the token after them. A second
// annotation starts anew: the first had no statement.
func (r *reader) head(h *header) Token {
	for {
		t := r.lex.Next()
		if t.Kind != LineComment && t.Kind != BlockComment {
			return t
		}
		if t.Unterminated {
			r.unterminated(h, t, "/* comment")
			continue
		}
		if a, ok := annotation(r.file, t); ok && h.found {
			r.fail(h, CodeNoStatement, h.nameAt, "query %q has no statement", h.name)
			*h = header{}
			h.annotate(r, a)
			continue
		}
		if r.last == "" || strings.Contains(r.file.Text[r.ended:t.Start], "\n") {
			h.comment(r, t)
		} else {
			r.behind(h, t)
		}
	}
}

// behind takes in a comment on the line on which the query before ended. An annotation begins the next
// query; anything else is a remark about that one, and a directive comes too late for it.
func (r *reader) behind(h *header, t Token) {
	var late header
	if _, named := annotation(r.file, t); named {
		h.comment(r, t)
	} else if late.directive(r, t) {
		late.name = r.last
		r.fail(&late, CodeDirective, late.directives[0].At, "directive behind its query").Hint =
			"A directive stands above the statement that it is about, or in it."
	}
}

// body reads the tokens of a statement from its first one, comments left out; they are good until
// the next call. broken is set when a quote or comment was not closed, and the statement was
// reported. A quote that swallows the next annotation is taken for one that was not closed: reading
// goes on there, so that one missing quote does not hide the rest of the file.
func (r *reader) body(first Token, h *header) (end source.Pos, toks []Token, broken, more bool) {
	end, toks = first.End, r.toks[:0]
	defer func() { r.toks = toks }()
	for t := first; ; t = r.lex.Next() {
		switch {
		case t.Kind == EOF:
			return end, toks, broken, false
		case t.Kind == Symbol && r.file.Text[t.Start] == ';':
			return end, toks, broken, true
		case t.Kind == LineComment || t.Kind == BlockComment && !t.Unterminated:
			if _, ok := annotation(r.file, t); ok {
				if !h.found && !broken {
					break // reported as a missing annotation
				}
				if h.found && !broken {
					at := source.Span{File: r.file, Start: end, End: end}
					r.fail(h, CodeNoSemicolon, at, "missing semicolon at the end of query %q", h.name)
				}
				r.lex.pos = int(t.Start)
				return end, toks, true, true
			}
			if !h.directive(r, t) && h.found {
				h.nearMiss(r, t)
			}
			continue
		case t.Kind == String || t.Kind == QuotedIdent || t.Unterminated:
			next := nextAnnotation(r.file.Text, t)
			if !t.Unterminated && next == source.NoPos {
				break
			}
			r.unterminated(h, t, "")
			return t.Start, toks, true, int(r.lex.pos) < len(r.file.Text)
		}
		if t.Kind == LineComment || t.Kind == BlockComment {
			if !h.found { // an annotation under an unannotated statement: stop in front of it
				r.lex.pos = int(t.Start)
				return end, toks, broken, true
			}
		}
		toks = append(toks, t)
		end = t.End
	}
}

// unterminated reports a quote or comment without end and sets the lexer to the next annotation.
func (r *reader) unterminated(h *header, t Token, what string) {
	if what == "" {
		what = unterminatedName(r.file.Text[t.Start:], t.Kind)
	}
	near := r.file.Text[t.Start:]
	next := nextAnnotation(r.file.Text, t)
	r.lex.pos = len(r.file.Text)
	if next != source.NoPos {
		r.lex.pos = int(next)
		near = r.file.Text[t.Start:next]
	}
	at := source.Span{File: r.file, Start: t.Start, End: t.Start}
	r.fail(h, "42601", at, "unterminated %s at or near \"%s\"", what, strings.TrimRight(near, " \t\r\n"))
}

// unterminatedName is what PostgreSQL calls the thing in its message.
func unterminatedName(text string, kind TokenKind) string {
	switch {
	case kind == BlockComment:
		return "/* comment"
	case kind == QuotedIdent:
		return "quoted identifier"
	case kind == BitString && (text[0] == 'x' || text[0] == 'X'):
		return "hexadecimal string literal"
	case kind == BitString:
		return "bit string literal"
	case text[0] == '$':
		return "dollar-quoted string"
	}
	return "quoted string"
}

// nextAnnotation returns the offset of the first line within a token that looks like an
// annotation, or NoPos.
func nextAnnotation(text string, t Token) source.Pos {
	if !strings.Contains(text[t.Start:t.End], "name:") {
		return source.NoPos
	}
	for at := int(t.Start); ; {
		i := strings.IndexByte(text[at:t.End], '\n')
		if i < 0 {
			return source.NoPos
		}
		at += i + 1
		lex := NewLexer(text, source.Pos(at))
		c := lex.Next()
		if c.Kind != LineComment {
			continue
		}
		f := strings.Fields(strings.TrimLeft(lex.Text(c), "-"))
		if len(f) == 3 && f[0] == "name:" && strings.HasPrefix(f[2], ":") {
			return source.Pos(at)
		}
	}
}

func (r *reader) fail(h *header, code string, at source.Span, format string, args ...any) *diag.Diagnostic {
	d := diag.New(code, at, format, args...)
	d.Query = h.name
	r.diags.Add(d)
	h.failed = true
	return d
}

// finish makes a Query of a header and a statement, or reports why not.
func (r *reader) finish(h *header, start, end source.Pos, toks []Token, broken bool) {
	if !h.found {
		if !broken {
			r.noAnnotation(h, start)
		}
		return
	}
	r.last, r.ended = h.name, end
	if broken || h.failed {
		return
	}
	if !r.validBytes(h, start, end) {
		return
	}
	q := &Query{
		File: r.file, Name: h.name, NameAt: h.nameAt, Command: h.command, CommandAt: h.commandAt,
		Doc: strings.Join(h.doc, "\n"), Directives: h.directives, NoVet: h.noVet, VetOff: h.vetOff,
		Start: start, End: end, SQL: r.file.Text[start:end],
	}
	if d := expand(q, toks); d != nil {
		d.Query = q.Name
		r.diags.Add(d)
		return
	}
	r.out = append(r.out, q)
}

func (r *reader) noAnnotation(h *header, start source.Pos) {
	at := source.Span{File: r.file, Start: start, End: start}
	if h.failed { // the annotation was there, but wrong, and was reported
		return
	}
	if h.near != nil {
		r.diags.Add(h.near)
		return
	}
	if r.last != "" {
		d := r.fail(h, CodeTwoStatements, at, "second statement under the name %q", r.last)
		d.Query = r.last
		d.Hint = `Put a line "-- name: ... :many" above this statement too.`
		return
	}
	d := r.fail(h, CodeNoAnnotation, at, "statement without an annotation")
	d.Hint = `Put a line like "-- name: GetUser :one" above the statement.`
}

// validBytes reports bytes that PostgreSQL takes from no client: NUL and broken UTF-8.
func (r *reader) validBytes(h *header, start, end source.Pos) bool {
	text := r.file.Text[start:end]
	if d := CheckBytes(text); d != nil {
		d.At = source.Span{File: r.file, Start: start + d.At.Start, End: start + d.At.End}
		d.Query = h.name
		r.diags.Add(d)
		return false
	}
	return true
}

// CheckBytes reports the first NUL or invalid UTF-8 sequence of a text (22021), at its offset and
// without a file.
func CheckBytes(text string) *diag.Diagnostic {
	nul := strings.IndexByte(text, 0)
	if nul < 0 && utf8.ValidString(text) {
		return nil
	}
	for i := 0; i < len(text); {
		c, n := utf8.DecodeRuneInString(text[i:])
		if c == 0 || c == utf8.RuneError && n == 1 {
			at := source.Span{Start: source.Pos(i), End: source.Pos(i + 1)}
			return diag.New("22021", at, "invalid byte sequence for encoding \"UTF8\": 0x%02x", text[i])
		}
		i += n
	}
	return nil
}
