package parse

import (
	"strings"

	"github.com/sqlq-dev/sqlq/internal/source"
)

// Statement is one statement of a schema file: the bytes [Start, End) from its first token to
// before its semicolon.
type Statement struct {
	Start, End source.Pos
}

// Split cuts a schema file into its statements at top-level semicolons. Quotes, comments,
// dollar-quoted bodies, parentheses and BEGIN ATOMIC bodies keep their semicolons. psql
// meta-commands (lines that begin with a backslash) and the data of COPY … FROM stdin are left
// out, so that the output of pg_dump can be read as it is.
func Split(text string) []Statement {
	s := splitter{lex: NewLexer(text, 0), text: text}
	for s.step() {
	}
	return s.out
}

type splitter struct {
	lex   *Lexer
	text  string
	out   []Statement
	start source.Pos // first token of the statement at hand, if any
	end   source.Pos // end of its last token
	any   bool
	words []string // its first words, in lower case
	paren int
	block int // depth of BEGIN ATOMIC … END and of CASE … END within
}

// step consumes one token and reports whether there are more.
func (s *splitter) step() bool {
	t := s.lex.Next()
	switch t.Kind {
	case EOF:
		s.finish()
		return false
	case LineComment, BlockComment:
		return true
	case Invalid:
		if s.text[t.Start] == '\\' && !s.any && lineStart(s.text, t.Start) {
			s.skipLine()
			return true
		}
	case Symbol:
		if s.symbol(s.text[t.Start]) {
			return true
		}
	case Ident:
		s.word(strings.ToLower(s.lex.Text(t)))
	}
	if !s.any {
		s.any, s.start = true, t.Start
	}
	s.end = t.End
	return true
}

// symbol keeps count of parentheses and ends the statement at a semicolon, which it reports.
func (s *splitter) symbol(c byte) (ended bool) {
	switch c {
	case '(':
		s.paren++
	case ')':
		s.paren = max(0, s.paren-1)
	case ';':
		// A line that starts a new statement after an unbalanced parenthesis is left to the
		// grammar's error: only BEGIN ATOMIC and CREATE RULE hold semicolons on purpose.
		if s.block > 0 || s.paren > 0 && s.hasWord("rule") {
			return false
		}
		copying := len(s.words) > 0 && s.words[0] == "copy" && s.hasWord("stdin")
		s.finish()
		if copying {
			s.skipCopyData()
		}
		return true
	}
	return false
}

// word notes the words that decide where a statement ends.
func (s *splitter) word(w string) {
	last := ""
	if len(s.words) > 0 {
		last = s.words[len(s.words)-1]
	}
	switch {
	case w == "atomic" && last == "begin" && s.hasWord("create"):
		s.block++
	case s.block > 0 && w == "case":
		s.block++
	case s.block > 0 && w == "end":
		s.block--
	}
	s.words = append(s.words, w)
}

func (s *splitter) hasWord(w string) bool {
	for _, x := range s.words {
		if x == w {
			return true
		}
	}
	return false
}

func (s *splitter) finish() {
	if s.any {
		s.out = append(s.out, Statement{s.start, s.end})
	}
	s.any, s.words, s.paren, s.block = false, s.words[:0], 0, 0
}

func (s *splitter) skipLine() {
	rest := s.text[s.lex.pos:]
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		s.lex.pos += i + 1
		return
	}
	s.lex.pos = len(s.text)
}

// skipCopyData skips the lines after COPY … FROM stdin up to the line "\.". Without such a line
// nothing is skipped.
func (s *splitter) skipCopyData() {
	at := s.lex.pos
	for at < len(s.text) {
		line := s.text[at:]
		next := len(s.text)
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line, next = line[:i], at+i+1
		}
		if strings.TrimRight(line, "\r") == `\.` {
			s.lex.pos = next
			return
		}
		at = next
	}
}

func lineStart(text string, at source.Pos) bool {
	head := strings.TrimRight(text[:at], " \t")
	return head == "" || head == bom || strings.HasSuffix(head, "\n")
}
