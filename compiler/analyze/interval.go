package analyze

import (
	"math"
	"strconv"
	"strings"
	"sync"
)

// intervalValue is an interval being decoded.
type intervalValue struct {
	months, days, years int64
	usec                float64 // only for the range check
}

// intervalUnits maps unit words, cut to tokenLen, to a letter of unitMicroseconds or below.
var intervalUnits = sync.OnceValue(func() map[string]byte {
	units := map[string]byte{}
	for unit, words := range map[byte]string{
		'u': "microsecon us usec usecond useconds usecs",
		'i': "millisecon ms msec msecond mseconds msecs",
		's': "s sec second seconds secs",
		'm': "m min minute minutes mins",
		'h': "h hour hours hr hrs",
		'd': "d day days",
		'w': "w week weeks",
		'o': "mon mons month months",
		'q': "qtr quarter",
		'y': "y year years yr yrs",
		'e': "dec decade decades decs",
		'c': "c cent centuries century",
		'l': "mil mils millennia millennium",
		'z': "timezone timezone_h timezone_m",
		'a': "ago",
	} {
		for _, w := range strings.Fields(words) {
			units[w] = unit
		}
	}
	return units
})

// decodeInterval reads the "1 day 02:03" and "1-2 3 4:05:06" forms, from right to left so that
// units come before their numbers. Mirrors datetime.c: DecodeInterval.
func (v *intervalValue) decode(tokens []dateToken, fields int32) dateErr {
	seen := map[byte]bool{} // units met; T all of a clock
	unit := byte(0)
	any := false
	for i := len(tokens) - 1; i >= 0; i-- {
		t := tokens[i]
		units := ""
		switch t.kind {
		case 't':
			if err := v.clock(t.text, fields); err != dateOK {
				return err
			}
			units, unit = "hmsui", 'd'
		case 'z', 'd', 'n':
			if t.kind == 'z' && strings.Contains(t.text[1:], ":") {
				if v.clock(t.text[1:], fields) == dateOK {
					units, unit = "hmsui", 'd'
					break
				}
			}
			if unit == 0 {
				unit = rightmostUnit(fields)
			}
			var err dateErr
			if units, err = v.number(t.text, &unit); err != dateOK {
				return err
			}
		default:
			word := t.text
			if len(word) > tokenLen {
				word = word[:tokenLen]
			}
			u, ok := intervalUnits()[word]
			if !ok {
				return dateBadFormat
			}
			if u == 'a' {
				u = '?' // a number right before AGO has no unit
			}
			unit = u
			continue
		}
		for _, u := range []byte(units) {
			if seen[u] {
				return dateBadFormat
			}
			seen[u] = true
		}
		any = any || units != ""
	}
	if !any {
		return dateBadFormat
	}
	return dateOK
}

// rightmostUnit is the unit of a bare number at the end, by the fields of the type.
func rightmostUnit(fields int32) byte {
	switch fields {
	case intervalYear:
		return 'y'
	case intervalMonth, intervalYear | intervalMonth:
		return 'o'
	case intervalDay:
		return 'd'
	case intervalHour, intervalDay | intervalHour:
		return 'h'
	case intervalMinute, intervalHour | intervalMinute, intervalDay | intervalHour | intervalMinute:
		return 'm'
	}
	return 's'
}

func (v *intervalValue) clock(s string, fields int32) dateErr {
	hour, min, sec, usec, err := decodeClock(s, fields)
	if err != dateOK {
		return err
	}
	return v.addTime(float64(hour)*3600e6 + float64(min)*60e6 + float64(sec)*1e6 + float64(usec))
}

func (v *intervalValue) addTime(usec float64) dateErr {
	v.usec += usec
	if math.Abs(v.usec) > math.MaxInt64 {
		return dateOverflow
	}
	return dateOK
}

// number adds a number of *unit and returns the units that it takes up.
func (v *intervalValue) number(s string, unit *byte) (string, dateErr) {
	sign, digits := "", s
	if s[0] == '+' || s[0] == '-' {
		sign, digits = s[:1], s[1:]
	}
	n := len(digits) - len(strings.TrimLeft(digits, "0123456789"))
	whole, rest := digits[:n], digits[n:]
	val := int64(0)
	if whole != "" {
		var err error
		if val, err = strconv.ParseInt(sign+whole, 10, 64); err != nil {
			return "", dateOverflow
		}
	}
	frac := 0.0
	switch {
	case strings.HasPrefix(rest, "-"): // years-months
		m, err := strconv.ParseInt(rest[1:], 10, 32)
		if err != nil && strings.Trim(rest[1:], "0123456789") != "" {
			return "", dateBadFormat
		}
		if err != nil && rest != "-" || m >= 12 {
			return "", dateOverflow
		}
		if sign == "-" {
			m = -m
		}
		*unit = 'o'
		if math.Abs(float64(val)) > math.MaxInt64/12 {
			return "", dateOverflow
		}
		val = val*12 + m
	case strings.HasPrefix(rest, "."):
		if strings.Trim(rest[1:], "0123456789") != "" {
			return "", dateBadFormat
		}
		frac, _ = strconv.ParseFloat("0"+rest, 64)
	case rest != "":
		return "", dateBadFormat
	}
	return v.add(val, frac, unit)
}

// unitMicroseconds are the units of time.
var unitMicroseconds = map[byte]float64{'u': 1, 'i': 1e3, 's': 1e6, 'm': 60e6, 'h': 3600e6}

func (v *intervalValue) add(val int64, frac float64, unit *byte) (string, dateErr) {
	if f := unitMicroseconds[*unit]; f != 0 {
		units := string(*unit)
		if *unit == 's' && frac != 0 {
			units = "sui"
		}
		if *unit == 'h' {
			*unit = 'd'
		}
		return units, v.addTime((float64(val) + frac) * f)
	}
	scale := int64(1)
	target := &v.days
	switch *unit {
	case 'd':
	case 'w':
		scale = 7
	case 'o':
		target = &v.months
	case 'y', 'e', 'c', 'l':
		target = &v.years
		scale = map[byte]int64{'y': 1, 'e': 10, 'c': 100, 'l': 1000}[*unit]
	default:
		return "", dateBadFormat
	}
	if math.Abs(float64(val)) > math.MaxInt32 {
		return "", dateOverflow
	}
	*target += val*scale + int64(frac*float64(scale))
	if *target > math.MaxInt32 || *target < math.MinInt32 {
		return "", dateOverflow
	}
	return string(*unit), dateOK
}

// decodeISO reads PnYnMnDTnHnMnS and the alternative P0001-02-03T04:05:06. Mirrors datetime.c:
// DecodeISO8601Interval.
func (v *intervalValue) decodeISO(s string) dateErr {
	if len(s) < 2 || s[0] != 'P' {
		return dateBadFormat
	}
	s = s[1:]
	datePart, have := true, false
	next := func() (whole int64, frac float64, width int, err dateErr) {
		n := isoNumber(s)
		f, e := strconv.ParseFloat(s[:n], 64)
		if n == 0 || e != nil {
			return 0, 0, 0, dateBadFormat
		}
		if math.Abs(f) > 1e15 {
			return 0, 0, 0, dateOverflow
		}
		start := strings.TrimPrefix(s, "-")
		width = len(start) - len(strings.TrimLeft(start, "0123456789"))
		s = s[n:]
		return int64(f), f - math.Trunc(f), width, dateOK
	}
	add := func(whole int64, frac float64, unit byte) dateErr {
		_, err := v.add(whole, frac, &unit)
		return err
	}
	for s != "" {
		if s[0] == 'T' {
			datePart, have = false, false
			s = s[1:]
			continue
		}
		whole, frac, width, err := next()
		if err != dateOK {
			return err
		}
		designator := byte(0)
		if s != "" {
			designator = s[0]
		}
		letters, units := "YMWD", "yowd"
		if !datePart {
			letters, units = "HMS", "hms"
		}
		if i := strings.IndexByte(letters, designator); i >= 0 && designator != 0 {
			s = s[1:]
			if err := add(whole, frac, units[i]); err != dateOK {
				return err
			}
			have = true
			continue
		}
		done, err := v.isoAlternative(&s, designator, whole, frac, width, datePart, have, next, add)
		if err != dateOK || done {
			return err
		}
		datePart, have = false, false
		s = s[1:] // the T
	}
	return dateOK
}

// isoAlternative reads yyyymmdd, yyyy-mm-dd, hhmmss or hh:mm:ss after its first number.
func (v *intervalValue) isoAlternative(s *string, designator byte, whole int64, frac float64, width int, datePart, have bool,
	next func() (int64, float64, int, dateErr), add func(int64, float64, byte) dateErr) (bool, dateErr) {
	units, separator, basic := "yod", byte('-'), 8
	if !datePart {
		units, separator, basic = "hms", ':', 6
	}
	ends := designator == 0 || datePart && designator == 'T'
	if have || !ends && designator != separator {
		return true, dateBadFormat
	}
	if ends && width == basic {
		for i, n := range []int64{whole / 10000, whole / 100 % 100, whole % 100} {
			if err := add(n, 0, units[i]); err != dateOK {
				return true, err
			}
		}
		return designator == 0, dateOK
	}
	for i := range units {
		if err := add(whole, frac, units[i]); err != dateOK {
			return true, err
		}
		if *s == "" {
			return true, dateOK
		}
		if datePart && (*s)[0] == 'T' {
			return false, dateOK
		}
		if (*s)[0] != separator || i == 2 {
			return true, dateBadFormat
		}
		*s = (*s)[1:]
		var err dateErr
		if whole, frac, _, err = next(); err != dateOK {
			return true, err
		}
	}
	return true, dateBadFormat
}

// isoNumber returns the length of the number at the start of s, in strtod's syntax without names.
func isoNumber(s string) int {
	i := 0
	if i < len(s) && s[i] == '-' {
		i++
	}
	digits := 0
	for i < len(s) && (isDigit(s[i]) || s[i] == '.') {
		if s[i] != '.' {
			digits++
		}
		i++
	}
	if digits == 0 {
		return 0
	}
	if j := i + 1; i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		if j < len(s) && (s[j] == '-' || s[j] == '+') {
			j++
		}
		if j < len(s) && isDigit(s[j]) {
			for j < len(s) && isDigit(s[j]) {
				j++
			}
			return j
		}
	}
	return i
}
