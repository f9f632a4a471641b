package tree

import (
	"math/big"
	"regexp"
	"strings"
)

// plainNumber leaves out NaN, infinities and exponents, which may be huge.
var plainNumber = regexp.MustCompile(`^[+-]?[0-9]*\.?[0-9]*$`)

// isoTime are dates and times that sort as their texts do, if these are of one length.
var isoTime = regexp.MustCompile(`^[0-9]{4}-[01][0-9]-[0-3][0-9]( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$`)

// PlainNumber reports whether a literal is a number in digits: not NaN, an infinity, or one with an
// exponent.
func PlainNumber(text string) bool { return plainNumber.MatchString(text) }

// CompareNumbers compares two literals of exact numbers; ok is false unless both are plain.
func CompareNumbers(a, b string) (order int, ok bool) {
	if !PlainNumber(a) || !PlainNumber(b) {
		return 0, false
	}
	x, ok1 := new(big.Rat).SetString(a)
	y, ok2 := new(big.Rat).SetString(b)
	if !ok1 || !ok2 {
		return 0, false
	}
	return x.Cmp(y), true
}

// CompareTimes compares two literals of dates or of timestamps; ok is false unless their texts tell.
func CompareTimes(a, b string) (order int, ok bool) {
	ok = len(a) == len(b) && isoTime.MatchString(a) && isoTime.MatchString(b)
	return strings.Compare(a, b), ok
}
