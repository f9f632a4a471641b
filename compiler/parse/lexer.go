package parse

import (
	"strings"

	"github.com/sqlq-dev/sqlq/internal/source"
)

// TokenKind is the kind of a token.
type TokenKind byte

// The kinds of tokens. Symbol is one of the single characters , ; ( ) [ ] . : and also "::", ":="
// and "..": whatever is punctuation rather than an operator.
const (
	EOF TokenKind = iota
	Ident
	QuotedIdent
	String
	BitString
	Number
	Param // $1
	Operator
	Symbol
	LineComment
	BlockComment
	Invalid // a byte that can begin no token
)

// Token is a piece of a text. Unterminated is set for a quote or comment that meets the end of
// the text.
type Token struct {
	Kind         TokenKind
	Start, End   source.Pos
	Unterminated bool
}

// Lexer cuts a text into tokens by PostgreSQL's lexical rules with standard_conforming_strings on.
// White space is skipped; comments are tokens. It never fails: what PostgreSQL would refuse comes
// out as Invalid or Unterminated, and the grammar reports it.
type Lexer struct {
	text string
	pos  int
}

// NewLexer starts at an offset of text.
func NewLexer(text string, at source.Pos) *Lexer {
	return &Lexer{text: text, pos: int(at)}
}

// bom is the byte order mark, which some editors put in front of UTF-8.
const bom = "\uFEFF"

// Next returns the next token, EOF at the end and for ever after.
func (l *Lexer) Next() Token {
	l.skipSpace()
	start := l.pos
	if start >= len(l.text) {
		return Token{Kind: EOF, Start: source.Pos(start), End: source.Pos(start)}
	}
	kind, open := l.scan()
	return Token{Kind: kind, Start: source.Pos(start), End: source.Pos(l.pos), Unterminated: open}
}

// Text returns the text of a token.
func (l *Lexer) Text(t Token) string { return l.text[t.Start:t.End] }

func (l *Lexer) skipSpace() {
	if l.pos == 0 && strings.HasPrefix(l.text, bom) {
		l.pos = len(bom)
	}
	for l.pos < len(l.text) && isSpace(l.text[l.pos]) {
		l.pos++
	}
}

// scan consumes one token, of which at least one byte is there.
func (l *Lexer) scan() (kind TokenKind, open bool) {
	c := l.text[l.pos]
	next := l.peek(1)
	switch {
	case c == '-' && next == '-':
		l.lineComment()
		return LineComment, false
	case c == '/' && next == '*':
		return BlockComment, l.blockComment()
	case c == '\'':
		return String, l.quoted(1, '\'', false)
	case c == '"':
		return QuotedIdent, l.quoted(1, '"', false)
	case c == '$':
		return l.dollar()
	case isDigit(c) || c == '.' && isDigit(next):
		l.number()
		return Number, false
	case isIdentStart(c):
		return l.word(c, next)
	case isOperator(c):
		l.operator()
		return Operator, false
	}
	return l.symbol(c, next), false
}

func (l *Lexer) peek(n int) byte {
	if l.pos+n < len(l.text) {
		return l.text[l.pos+n]
	}
	return 0
}

func (l *Lexer) lineComment() {
	rest := l.text[l.pos:]
	if i := strings.IndexAny(rest, "\n\r"); i >= 0 {
		l.pos += i
		return
	}
	l.pos = len(l.text)
}

// blockComment consumes a comment; comments nest.
func (l *Lexer) blockComment() (open bool) {
	depth := 0
	for i := l.pos; i+1 < len(l.text); i++ {
		switch {
		case l.text[i] == '/' && l.text[i+1] == '*':
			depth++
			i++
		case l.text[i] == '*' && l.text[i+1] == '/':
			depth--
			i++
		}
		if depth == 0 {
			l.pos = i + 1
			return false
		}
	}
	l.pos = len(l.text)
	return true
}

// quoted consumes a literal whose opening quote ends prefix bytes from here. A doubled quote
// stands for one; with escapes a backslash takes the next byte along.
func (l *Lexer) quoted(prefix int, quote byte, escapes bool) (open bool) {
	i := l.pos + prefix
	for i < len(l.text) {
		switch c := l.text[i]; {
		case escapes && c == '\\':
			i++
		case c == quote && i+1 < len(l.text) && l.text[i+1] == quote:
			i++
		case c == quote:
			l.pos = i + 1
			// A string goes on after white space with a line end, in the same mode.
			if j := l.continuation(); escapes && j > 0 {
				i = j
				continue
			}
			return false
		}
		i++
	}
	l.pos = len(l.text)
	return true
}

// continuation returns the offset of a quote that continues the string just read, or 0.
func (l *Lexer) continuation() int {
	newline := false
	for i := l.pos; i < len(l.text); i++ {
		switch c := l.text[i]; {
		case c == '\n' || c == '\r':
			newline = true
		case isSpace(c):
		case c == '\'' && newline:
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// dollar consumes $1, a dollar-quoted string, or a lone dollar sign.
func (l *Lexer) dollar() (TokenKind, bool) {
	i := l.pos + 1
	if i < len(l.text) && isDigit(l.text[i]) {
		for i < len(l.text) && isDigit(l.text[i]) {
			i++
		}
		l.pos = i
		return Param, false
	}
	for i < len(l.text) && (isIdentStart(l.text[i]) || i > l.pos+1 && isDigit(l.text[i])) {
		i++
	}
	if i >= len(l.text) || l.text[i] != '$' {
		l.pos++
		return Invalid, false
	}
	tag := l.text[l.pos : i+1]
	end := strings.Index(l.text[i+1:], tag)
	if end < 0 {
		l.pos = len(l.text)
		return String, true
	}
	l.pos = i + 1 + end + len(tag)
	return String, false
}

// number consumes digits, a fraction, an exponent and whatever letters cling to them, which
// PostgreSQL refuses as trailing junk.
func (l *Lexer) number() {
	i := l.pos
	for i < len(l.text) {
		c := l.text[i]
		switch {
		case isDigit(c) || isIdentStart(c):
		case c == '.' && !(i+1 < len(l.text) && l.text[i+1] == '.'):
		case (c == '+' || c == '-') && (l.text[i-1] == 'e' || l.text[i-1] == 'E') && !isHex(l.text[l.pos:i]):
		default:
			l.pos = i
			return
		}
		i++
	}
	l.pos = i
}

func isHex(s string) bool { return len(s) > 1 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X') }

// word consumes an identifier, or a literal with a letter in front: E'…', B'…', X'…', N'…',
// U&'…', U&"…".
func (l *Lexer) word(c, next byte) (TokenKind, bool) {
	switch {
	case next == '\'' && (c == 'e' || c == 'E'):
		return String, l.quoted(2, '\'', true)
	case next == '\'' && (c == 'n' || c == 'N'):
		return String, l.quoted(2, '\'', false)
	case next == '\'' && strings.IndexByte("bBxX", c) >= 0:
		return BitString, l.quoted(2, '\'', false)
	case next == '&' && (c == 'u' || c == 'U') && l.peek(2) == '\'':
		return String, l.quoted(3, '\'', false)
	case next == '&' && (c == 'u' || c == 'U') && l.peek(2) == '"':
		return QuotedIdent, l.quoted(3, '"', false)
	}
	i := l.pos
	for i < len(l.text) && isIdentPart(l.text[i]) {
		i++
	}
	l.pos = i
	return Ident, false
}

// operator consumes the longest operator: it stops before a comment, and a name of several
// characters may end in + or - only if it holds one of ~ ! @ # % ^ & | ` ?.
func (l *Lexer) operator() {
	i := l.pos
	for i < len(l.text) && isOperator(l.text[i]) {
		if i > l.pos && i+1 < len(l.text) {
			if two := l.text[i : i+2]; two == "--" || two == "/*" {
				break
			}
		}
		i++
	}
	if !strings.ContainsAny(l.text[l.pos:i], "~!@#%^&|`?") {
		for i > l.pos+1 && (l.text[i-1] == '+' || l.text[i-1] == '-') {
			i--
		}
	}
	l.pos = i
}

func (l *Lexer) symbol(c, next byte) TokenKind {
	l.pos++
	switch c {
	case ':':
		if next == ':' || next == '=' {
			l.pos++
		}
	case '.':
		if next == '.' {
			l.pos++
		}
	case ',', ';', '(', ')', '[', ']':
	default:
		return Invalid
	}
	return Symbol
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isIdentStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func isIdentPart(c byte) bool { return isIdentStart(c) || isDigit(c) || c == '$' }

func isOperator(c byte) bool { return strings.IndexByte("~!@#^&|`?+-*/%<>=", c) >= 0 }
