package analyze

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// jsonpath checks a path of SQL/JSON: the grammar, where @ and last may stand, and the flags of
// like_regex. Mirrors jsonpath_gram.y and jsonpath_scan.l of PostgreSQL 16.
func (l *literal) jsonpath() {
	r := &pathReader{literal: l, rest: l.text}
	r.next()
	if r.kind == pathEnd {
		l.syntax("jsonpath")
	}
	if r.word("strict") || r.word("lax") {
		r.next()
	}
	r.or()
	if r.kind != pathEnd {
		r.unexpected()
	}
	if r.misplaced != "" {
		fail(sqlstate.SyntaxError, l.at, r.misplaced)
	}
}

// pathToken is the kind of a token of a path.
type pathToken byte

const (
	pathEnd pathToken = iota
	pathWord
	pathString
	pathNumber
	pathInt
	pathVariable
	pathSymbol
)

// pathReader scans and parses a path. near is what messages show of the current token: scanner and
// parser of the server leave the last piece of text there, which for words is what ended them.
type pathReader struct {
	*literal
	rest  string
	kind  pathToken
	text  string
	near  string
	level int  // depth of filters: @ has a meaning
	index bool // within […]: last has a meaning

	misplaced string // the first @ or last where none may be, reported after syntax errors
}

const pathSpecial = "?%$.[]{}()|&!=<>@#,*:-+/"

func pathOther(c byte) bool {
	return strings.IndexByte(pathSpecial, c) < 0 && c != '\\' && c != '"' && strings.IndexByte(" \t\n\r\f", c) < 0
}

func (r *pathReader) bad(message, near string) {
	if near == "" {
		fail(sqlstate.SyntaxError, r.at, message+" at end of jsonpath input")
	}
	fail(sqlstate.SyntaxError, r.at, message+" at or near \""+near+"\" of jsonpath input")
}

func (r *pathReader) unexpected() { r.bad("syntax error", r.near) }

// Numbers, each with the junk that makes it bad. The alternatives are tried in this order, and the
// longest match wins.
var pathNumbers = []struct {
	pattern *regexp.Regexp
	kind    pathToken
	problem string
}{
	{regexp.MustCompile(`^(?:` + pathDecimal + `|` + pathInteger + `)[eE][-+]?\d(?:_?\d)*`), pathNumber, ""},
	{regexp.MustCompile(`^` + pathDecimal), pathNumber, ""},
	{regexp.MustCompile(`^` + pathInteger), pathInt, ""},
	{regexp.MustCompile(`^0[xX][0-9a-fA-F](?:_?[0-9a-fA-F])*`), pathInt, ""},
	{regexp.MustCompile(`^0[oO][0-7](?:_?[0-7])*`), pathInt, ""},
	{regexp.MustCompile(`^0[bB][01](?:_?[01])*`), pathInt, ""},
	{regexp.MustCompile(`^(?:` + pathDecimal + `|` + pathInteger + `)[eE][-+]`), pathNumber, "invalid numeric literal"},
	{regexp.MustCompile(`^` + pathInteger + pathJunk), pathNumber, "trailing junk after numeric literal"},
	{regexp.MustCompile(`^` + pathDecimal + pathJunk), pathNumber, "trailing junk after numeric literal"},
	{regexp.MustCompile(`^(?:` + pathDecimal + `|` + pathInteger + `)[eE][-+]?\d(?:_?\d)*` + pathJunk), pathNumber, "trailing junk after numeric literal"},
}

const (
	pathInteger = `(?:0|[1-9](?:_?\d)*)`
	pathDecimal = `(?:` + pathInteger + `\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)`
	pathJunk    = `[^?%$.\[\]{}()|&!=<>@#,*:\-+/\\" \t\n\r\f]`
)

// next reads a token.
func (r *pathReader) next() {
	for {
		r.rest = strings.TrimLeft(r.rest, " \t\n\r\f")
		if !strings.HasPrefix(r.rest, "/*") {
			break
		}
		_, after, ok := strings.Cut(r.rest[2:], "*/")
		if !ok {
			r.bad("unexpected end of comment", "")
		}
		r.rest = after
	}
	if r.rest == "" {
		r.kind, r.text, r.near = pathEnd, "", ""
		return
	}
	if r.number() {
		return
	}
	for _, op := range []string{"&&", "||", "**", "<=", "==", "<>", "!=", ">="} {
		if strings.HasPrefix(r.rest, op) {
			r.take(pathSymbol, len(op))
			return
		}
	}
	switch c := r.rest[0]; {
	case c == '"':
		r.rest = r.rest[1:]
		r.quoted()
		r.kind = pathString
	case c == '$' && strings.HasPrefix(r.rest, "$\""):
		r.rest = r.rest[2:]
		r.quoted()
		r.kind = pathVariable
	case c == '$' && len(r.rest) > 1 && pathOther(r.rest[1]):
		n := 1
		for n < len(r.rest) && pathOther(r.rest[n]) {
			n++
		}
		r.take(pathVariable, n)
	case strings.IndexByte(pathSpecial, c) >= 0:
		r.take(pathSymbol, 1)
	default:
		r.bareWord()
	}
}

func (r *pathReader) take(kind pathToken, n int) {
	r.kind, r.text, r.near = kind, r.rest[:n], r.rest[:n]
	r.rest = r.rest[n:]
}

// number reads a number if there is one, unless a word is longer.
func (r *pathReader) number() bool {
	if !isDigit(r.rest[0]) && r.rest[0] != '.' {
		return false
	}
	best, n := -1, 0
	for i, p := range pathNumbers {
		if m := len(p.pattern.FindString(r.rest)); m > n {
			best, n = i, m
		}
	}
	word := 0
	for word < len(r.rest) && pathOther(r.rest[word]) {
		word++
	}
	if best < 0 || word > n {
		return false
	}
	if p := pathNumbers[best]; p.problem != "" {
		r.bad(p.problem, r.rest[:n])
	}
	r.take(pathNumbers[best].kind, n)
	return true
}

// bareWord reads an unquoted word, in which escapes may occur.
func (r *pathReader) bareWord() {
	var b strings.Builder
	for r.rest != "" {
		c := r.rest[0]
		if c == '\\' {
			r.escape(&b)
			continue
		}
		if !pathOther(c) {
			break
		}
		b.WriteByte(c)
		r.rest = r.rest[1:]
	}
	if strings.HasPrefix(r.rest, "/*") {
		r.next() // the server's scanner forgets a word that a comment touches
		return
	}
	r.kind, r.text = pathWord, b.String()
	trimmed := strings.TrimLeft(r.rest, " \t\n\r\f")
	r.near = r.rest[:len(r.rest)-len(trimmed)]
}

// quoted reads a string up to its closing quote.
func (r *pathReader) quoted() {
	var b strings.Builder
	for {
		if r.rest == "" {
			r.bad("unterminated quoted string", "")
		}
		switch c := r.rest[0]; c {
		case '"':
			r.rest, r.text, r.near = r.rest[1:], b.String(), "\""
			return
		case '\\':
			r.escape(&b)
		default:
			b.WriteByte(c)
			r.rest = r.rest[1:]
		}
	}
}

var (
	pathUnicode     = regexp.MustCompile(`^(?:\\u(?:[0-9A-Fa-f]{4}|\{[0-9A-Fa-f]{1,6}\}))+`)
	pathUnicodeFail = regexp.MustCompile(`^(?:\\u(?:[0-9A-Fa-f]{4}|\{[0-9A-Fa-f]{1,6}\}))*\\u(?:\{[0-9A-Fa-f]{0,6}|[0-9A-Fa-f]{0,3})`)
	pathHex         = regexp.MustCompile(`^\\x[0-9A-Fa-f]{2}`)
	pathHexFail     = regexp.MustCompile(`^\\x[0-9A-Fa-f]?`)
)

// escape reads a backslash sequence.
func (r *pathReader) escape(b *strings.Builder) {
	good, failed := pathUnicode.FindString(r.rest), pathUnicodeFail.FindString(r.rest)
	switch {
	case len(failed) > len(good):
		r.bad("invalid Unicode escape sequence", failed)
	case good != "":
		r.unicode(b, good)
		r.rest = r.rest[len(good):]
	case pathHex.MatchString(r.rest):
		n, _ := strconv.ParseUint(r.rest[2:4], 16, 8)
		b.WriteByte(byte(n))
		r.rest = r.rest[4:]
	case pathHexFail.MatchString(r.rest):
		r.bad("invalid hexadecimal character sequence", pathHexFail.FindString(r.rest))
	case len(r.rest) == 1:
		r.bad("unexpected end after backslash", "\\")
	default:
		c := r.rest[1]
		if i := strings.IndexByte("bfnrtv", c); i >= 0 {
			c = "\b\f\n\r\t\v"[i]
		}
		b.WriteByte(c)
		r.rest = r.rest[2:]
	}
}

// unicode decodes \u sequences; halves of surrogate pairs must come in pairs, and zero is no text.
func (r *pathReader) unicode(b *strings.Builder, s string) {
	high := rune(0)
	for _, u := range strings.Split(s, `\u`)[1:] {
		n, _ := strconv.ParseUint(strings.Trim(u, "{}"), 16, 32)
		c := rune(n)
		switch {
		case c == 0:
			fail(sqlstate.UntranslatableCharacter, r.at, "unsupported Unicode escape sequence", withDetail("\\u0000 cannot be converted to text."))
		case c >= 0xd800 && c < 0xdc00 && high == 0:
			high = c
			continue
		case (c >= 0xdc00 && c < 0xe000) != (high != 0), c >= 0xd800 && c < 0xdc00:
			fail(sqlstate.InvalidTextRepresentation, r.at, "invalid input syntax for type jsonpath")
		case high != 0:
			c = 0x10000 + (high-0xd800)<<10 + c - 0xdc00
			high = 0
		}
		b.WriteRune(c)
	}
	if high != 0 {
		fail(sqlstate.InvalidTextRepresentation, r.at, "invalid input syntax for type jsonpath")
	}
}

func (r *pathReader) symbol(s string) bool { return r.kind == pathSymbol && r.text == s }

// word reports whether the token is a keyword; null, true and false are so in lower case only.
func (r *pathReader) word(s string) bool {
	if r.kind != pathWord {
		return false
	}
	if s == "null" || s == "true" || s == "false" {
		return r.text == s
	}
	return strings.EqualFold(r.text, s)
}

func (r *pathReader) expect(ok bool) {
	if !ok {
		r.unexpected()
	}
	r.next()
}

// want insists on an operand being a predicate or a value; the server notices at the next token.
func (r *pathReader) want(predicate, got bool) {
	if predicate != got {
		r.unexpected()
	}
}

// or, and, comparison, sum and product parse one level of precedence each and report whether what
// they found is a predicate.
func (r *pathReader) or() bool {
	predicate := r.and()
	for r.symbol("||") && predicate {
		r.next()
		r.want(true, r.and())
	}
	return predicate
}

func (r *pathReader) and() bool {
	predicate := r.comparison()
	for r.symbol("&&") && predicate {
		r.next()
		r.want(true, r.comparison())
	}
	return predicate
}

func (r *pathReader) comparison() bool {
	if r.symbol("!") {
		r.next()
		if r.word("exists") {
			r.exists()
			return true
		}
		r.expect(r.symbol("("))
		r.want(true, r.or())
		r.expect(r.symbol(")"))
		return true
	}
	if r.word("exists") {
		r.exists()
		return true
	}
	paren := r.symbol("(")
	predicate := r.sum()
	if predicate {
		if paren && r.word("is") {
			r.next()
			r.expect(r.word("unknown"))
		}
		return true
	}
	switch {
	case r.kind == pathSymbol && strings.Contains(" == <> != < <= > >= ", " "+r.text+" "):
		r.next()
		r.want(false, r.sum())
	case r.word("starts"):
		r.next()
		r.expect(r.word("with"))
		r.expect(r.kind == pathString || r.kind == pathVariable)
	case r.word("like_regex"):
		r.next()
		r.likeRegex()
	default:
		return false
	}
	return true
}

func (r *pathReader) exists() {
	r.next()
	r.expect(r.symbol("("))
	r.want(false, r.sum())
	r.expect(r.symbol(")"))
}

// likeRegex checks the pattern, as far as brackets go, and the flags.
func (r *pathReader) likeRegex() {
	pattern, flags := r.text, ""
	r.expect(r.kind == pathString)
	if r.word("flag") {
		r.next()
		flags = r.text
		r.expect(r.kind == pathString)
	}
	for _, f := range flags {
		if !strings.ContainsRune("ismxq", f) {
			fail(sqlstate.SyntaxError, r.at, "invalid input syntax for type jsonpath",
				withDetail("Unrecognized flag character \"%c\" in LIKE_REGEX predicate.", f))
		}
	}
	if strings.Contains(flags, "q") {
		return
	}
	if strings.Contains(flags, "x") {
		fail(sqlstate.FeatureNotSupported, r.at, "XQuery \"x\" flag (expanded regular expressions) is not implemented")
	}
	if openParens(pattern) {
		fail(sqlstate.InvalidRegularExpression, r.at, "invalid regular expression: parentheses () not balanced")
	}
}

// openParens reports whether a regular expression has a parenthesis that nothing closes.
func openParens(s string) bool {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			end := strings.IndexByte(s[min(i+2, len(s)):], ']')
			if end < 0 {
				return false
			}
			i += 2 + end
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	return depth > 0
}

func (r *pathReader) sum() bool {
	predicate := r.product()
	for !predicate && (r.symbol("+") || r.symbol("-")) {
		r.next()
		r.want(false, r.product())
	}
	return predicate
}

func (r *pathReader) product() bool {
	predicate := r.unary()
	for !predicate && (r.symbol("*") || r.symbol("/") || r.symbol("%")) {
		r.next()
		r.want(false, r.unary())
	}
	return predicate
}

func (r *pathReader) unary() bool {
	if r.symbol("+") || r.symbol("-") {
		r.next()
		r.want(false, r.unary())
		return false
	}
	predicate := r.primary()
	for r.symbol(".") || r.symbol("[") || r.symbol("?") {
		r.accessor()
		predicate = false
	}
	return predicate
}

func (r *pathReader) primary() bool {
	switch {
	case r.symbol("("):
		r.next()
		predicate := r.or()
		r.expect(r.symbol(")"))
		return predicate
	case r.symbol("@"):
		if r.level == 0 && r.misplaced == "" {
			r.misplaced = "@ is not allowed in root expressions"
		}
	case r.word("last"):
		if !r.index && r.misplaced == "" {
			r.misplaced = "LAST is allowed only in array subscripts"
		}
	case r.symbol("$"), r.kind == pathString, r.kind == pathNumber, r.kind == pathInt, r.kind == pathVariable,
		r.word("null"), r.word("true"), r.word("false"):
	default:
		r.unexpected()
	}
	r.next()
	return false
}

func (r *pathReader) accessor() {
	switch {
	case r.symbol("["):
		r.subscripts()
	case r.symbol("?"):
		r.next()
		r.expect(r.symbol("("))
		r.level++
		r.want(true, r.or())
		r.level--
		r.expect(r.symbol(")"))
	default:
		r.next()
		r.member()
	}
}

func (r *pathReader) subscripts() {
	outer := r.index
	r.index = true
	defer func() { r.index = outer }()
	r.next()
	if r.symbol("*") {
		r.next()
		r.expect(r.symbol("]"))
		return
	}
	for {
		r.want(false, r.sum())
		if r.word("to") {
			r.next()
			r.want(false, r.sum())
		}
		if !r.symbol(",") {
			break
		}
		r.next()
	}
	r.expect(r.symbol("]"))
}

// member parses what follows a dot.
func (r *pathReader) member() {
	switch {
	case r.symbol("*"):
		r.next()
	case r.symbol("**"):
		r.next()
		if !r.symbol("{") {
			return
		}
		r.next()
		r.anyLevel()
		if r.word("to") {
			r.next()
			r.anyLevel()
		}
		r.expect(r.symbol("}"))
	case r.kind == pathString:
		r.next()
	case r.kind == pathWord:
		r.keyOrMethod()
	default:
		r.unexpected()
	}
}

func (r *pathReader) anyLevel() {
	if r.kind == pathInt {
		if _, err := strconv.ParseInt(r.text, 0, 32); err != nil {
			failf(sqlstate.NumericValueOutOfRange, r.at, "value \"%s\" is out of range for type integer", r.text)
		}
	}
	r.expect(r.kind == pathInt || r.word("last"))
}

func (r *pathReader) keyOrMethod() {
	method := strings.ToLower(r.text)
	r.next()
	if !r.symbol("(") {
		return
	}
	switch method {
	case "datetime":
		r.next()
		if r.kind == pathString {
			r.next()
		}
	case "abs", "size", "type", "floor", "double", "ceiling", "keyvalue":
		r.next()
	default:
		r.unexpected()
	}
	r.expect(r.symbol(")"))
}
