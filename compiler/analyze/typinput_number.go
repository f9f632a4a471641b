package analyze

import (
	"errors"
	"math/big"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// integer checks the integer types, with PostgreSQL 16's 0x, 0o, 0b and underscores.
// Mirrors numutils.c: pg_strtoint32_safe and siblings.
func (l *literal) integer(typname string, bits int) {
	s := trim(l.text)
	sign := ""
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+") {
		sign, s = s[:1], s[1:]
	}
	digits, base, ok := integerDigits(s)
	if !ok {
		// The server reads digits until they overflow, before it sees what follows them.
		if n := len(s) - len(strings.TrimLeft(s, "0123456789")); n > 0 {
			if _, err := strconv.ParseInt(strings.TrimPrefix(sign, "+")+s[:n], 10, bits); err != nil {
				l.outOfRange(typname)
			}
		}
		l.syntax(typname)
	}
	if sign == "-" {
		digits = "-" + digits
	}
	if _, err := strconv.ParseInt(digits, base, bits); err != nil {
		l.outOfRange(typname)
	}
}

// integerDigits splits off a base prefix and removes single underscores between digits.
func integerDigits(s string) (digits string, base int, ok bool) {
	base = 10
	if len(s) > 1 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'x':
			base = 16
		case 'o':
			base = 8
		case 'b':
			base = 2
		}
		if base != 10 {
			s = s[2:]
			s = strings.TrimPrefix(s, "_") // 0x_1F is good
		}
	}
	if s == "" || s[0] == '_' || s[len(s)-1] == '_' || strings.Contains(s, "__") {
		return "", 0, false
	}
	s = strings.ReplaceAll(s, "_", "")
	for i := range len(s) {
		if d, err := strconv.ParseUint(s[i:i+1], base, 8); err != nil || int(d) >= base {
			return "", 0, false
		}
	}
	return s, base, true
}

func (l *literal) outOfRange(typname string) {
	failf(sqlstate.NumericValueOutOfRange, l.at, "value \"%s\" is out of range for type %s", l.text, typname)
}

// unsigned checks oid and the transaction id types, which take negative numbers too.
// Mirrors numutils.c: uint32in_subr.
func (l *literal) unsigned(typname string, bits int) {
	s := trim(l.text)
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimLeft(s, "+-")
	base := 10
	switch {
	case strings.HasPrefix(s, "0x"), strings.HasPrefix(s, "0X"):
		s, base = s[2:], 16
	case len(s) > 1 && s[0] == '0':
		base = 8
	}
	n, err := strconv.ParseUint(s, base, 64)
	if errors.Is(err, strconv.ErrSyntax) || strings.Contains(s, "_") {
		l.syntax(typname)
	}
	if err != nil || bits == 32 && (n > 1<<32-1 || negative && n > 1<<31) {
		l.outOfRange(typname)
	}
}

// float checks the floating-point types: a value that is too large, or too small not to be zero,
// is out of range. Mirrors float.c: float8in_internal.
func (l *literal) float(typname string, bits int) {
	s := trim(l.text)
	unsigned := strings.ToLower(strings.TrimLeft(s, "+-"))
	if len(s)-len(unsigned) > 1 {
		l.syntax(typname)
	}
	switch unsigned {
	case "nan", "inf", "infinity":
		return
	case "":
		l.syntax(typname)
	}
	if isNaNWithPayload(unsigned) {
		return
	}
	if c := unsigned[0]; !isDigit(c) && c != '.' || strings.Contains(unsigned, "_") {
		l.syntax(typname)
	}
	if strings.HasPrefix(unsigned, "0x") && !strings.Contains(unsigned, "p") {
		unsigned += "p0" // strtod does without the exponent
	}
	f, err := strconv.ParseFloat(unsigned, bits)
	if errors.Is(err, strconv.ErrSyntax) {
		l.syntax(typname)
	}
	mantissa, _, _ := strings.Cut(unsigned, "e")
	if err != nil || f == 0 && strings.ContainsAny(mantissa, "123456789") {
		failf(sqlstate.NumericValueOutOfRange, l.at, "\"%s\" is out of range for type %s", s, typname)
	}
}

// isNaNWithPayload reports whether s, in lower case, is C's long spelling nan(n-char-sequence),
// which strtod takes and PostgreSQL therefore too.
func isNaNWithPayload(s string) bool {
	payload, ok := strings.CutPrefix(s, "nan(")
	if !ok {
		return false
	}
	payload, ok = strings.CutSuffix(payload, ")")
	return ok && strings.Trim(payload, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// numeric checks a decimal number. Mirrors numeric.c: numeric_in.
func (l *literal) numeric() {
	s := trim(l.text)
	unsigned := strings.ToLower(s)
	if strings.HasPrefix(unsigned, "+") || strings.HasPrefix(unsigned, "-") {
		unsigned = unsigned[1:]
	}
	switch unsigned {
	case "nan":
		if len(unsigned) == len(s) {
			return
		}
	case "inf", "infinity":
		return
	}
	if _, base, ok := integerDigits(unsigned); ok && base != 10 {
		return
	}
	if !isDecimal(unsigned) {
		l.syntax("numeric")
	}
	mantissa, exponent, ok := strings.Cut(unsigned, "e")
	if !ok {
		return
	}
	n, good := new(big.Int).SetString(strings.ReplaceAll(exponent, "_", ""), 10)
	whole, _, _ := strings.Cut(mantissa, ".")
	switch {
	case !good:
		l.syntax("numeric")
	case !n.IsInt64() || n.Int64() > 1<<30 || n.Int64()+int64(len(whole)) > 131072:
		fail(sqlstate.NumericValueOutOfRange, l.at, "value overflows numeric format")
	}
}

// isDecimal accepts digits with underscores between them, one point, and an exponent.
func isDecimal(s string) bool {
	digits := func(s string) bool {
		return s != "" && strings.Trim(s, "0123456789_") == "" &&
			s[0] != '_' && s[len(s)-1] != '_' && !strings.Contains(s, "__")
	}
	mantissa, exponent, hasExp := strings.Cut(s, "e")
	whole, fraction, hasPoint := strings.Cut(mantissa, ".")
	if hasExp {
		if exponent = strings.TrimPrefix(exponent, "-"); len(exponent) == len(s)-len(mantissa)-1 {
			exponent = strings.TrimPrefix(exponent, "+")
		}
		if !digits(exponent) {
			return false
		}
	}
	if !hasPoint {
		return digits(whole)
	}
	return (digits(whole) || whole == "") && (digits(fraction) || fraction == "") && whole+fraction != ""
}

// money checks an amount in the C locale: sign, parentheses, "$" and commas are allowed, and no
// digit is needed. Mirrors cash.c: cash_in.
func (l *literal) money() {
	s := trim(l.text)
	negative := false
	strip := func(prefix string) bool {
		rest, ok := strings.CutPrefix(s, prefix)
		if ok {
			s = strings.TrimLeft(rest, " \t\n\v\f\r")
		}
		return ok
	}
	strip("$")
	if strip("-") || strip("(") {
		negative = true
	} else {
		strip("+")
	}
	strip("$")
	n := 0
	for n < len(s) && (isDigit(s[n]) || s[n] == '.' || s[n] == ',') {
		n++
	}
	number := strings.ReplaceAll(s[:n], ",", "")
	whole, fraction, _ := strings.Cut(number, ".")
	if strings.Contains(fraction, ".") || strings.Trim(s[n:], " \t\n\v\f\r)-+$") != "" {
		l.syntax("money")
	}
	negative = negative || strings.Contains(s[n:], "-")
	cents := (fraction + "000")[:3]
	v, _ := new(big.Int).SetString("0"+whole+cents, 10)
	v.Add(v, big.NewInt(5)).Quo(v, big.NewInt(10))
	limit := big.NewInt(1<<63 - 1)
	if negative {
		limit.Add(limit, big.NewInt(1))
	}
	if v.Cmp(limit) > 0 {
		l.outOfRange("money")
	}
}
