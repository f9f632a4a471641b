package analyze

import (
	"math"
	"strconv"
	"strings"
)

// This file decodes dates and times as PostgreSQL's datetime.c does, with DateStyle "ISO, MDY".
// Values are computed only as far as the range checks need them.

// dateField bits say which parts of a date and time were given (DTK_M of datetime.h).
type dateField uint32

const (
	hasYear dateField = 1 << iota
	hasMonth
	hasDay
	hasHour
	hasMinute
	hasSecond
	hasDOY
	hasTZ
	hasDTZ
	hasAMPM
	hasADBC
	hasDOW

	hasDate = hasYear | hasMonth | hasDay
	hasTime = hasHour | hasMinute | hasSecond
)

// dateErr is an error of the decoder (DTERR_…).
type dateErr byte

const (
	dateOK dateErr = iota
	dateBadFormat
	dateOverflow
	dateMDOverflow
	dateTZOverflow
	dateUnknownZone // detail in dateTime.zone
)

// dateToken is a piece of the input, by its first character and shape.
type dateToken struct {
	kind byte // n number, s word, d date, t time, z signed number, x signed word
	text string
}

// dateTime is a date and time being decoded (struct pg_tm and the state of DecodeDateTime).
type dateTime struct {
	year, month, day, hour, min, sec int
	usec                             int64
	yday                             int
	tz                               int // seconds west of Greenwich
	special                          string
	zone                             string

	fields    dateField
	textMonth bool
	julian    bool
	twoDigits bool
	bc        bool
	meridian  byte // a, p
	prefix    byte // j julian, t ISO time
	timeOnly  bool
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// tokenizeDate splits the input into fields. Mirrors datetime.c: ParseDateTime.
func tokenizeDate(s string) ([]dateToken, bool) {
	var out []dateToken
	i := 0
	span := func(ok func(byte) bool) {
		for i < len(s) && ok(s[i]) {
			i++
		}
	}
	for i < len(s) {
		c := s[i]
		start := i
		kind := byte(0)
		switch {
		case isSpace(c):
			i++
			continue
		case isDigit(c):
			kind = 'n'
			span(isDigit)
			if i >= len(s) {
				break
			}
			switch d := s[i]; d {
			case ':':
				kind = 't'
				span(func(c byte) bool { return isDigit(c) || c == ':' || c == '.' })
			case '-', '/', '.':
				i++
				if i < len(s) && isDigit(s[i]) {
					if d != '.' {
						kind = 'd'
					}
					span(isDigit)
					if i < len(s) && s[i] == d {
						kind = 'd'
						span(func(c byte) bool { return isDigit(c) || c == d })
					}
				} else {
					kind = 'd'
					span(func(c byte) bool { return isDigit(c) || isLetter(c) || c == d })
				}
			}
		case c == '.':
			kind = 'n'
			i++
			span(isDigit)
		case isLetter(c):
			kind = 's'
			span(isLetter)
			if i >= len(s) {
				break
			}
			if n := s[i]; n == '-' || n == '/' || n == '.' || (n == '+' || isDigit(n)) && !knownDateWord(strings.ToLower(s[start:i])) {
				kind = 'd'
				span(func(c byte) bool { return isDigit(c) || isLetter(c) || strings.IndexByte("+-/_.:", c) >= 0 })
			}
		case c == '+' || c == '-':
			i++
			span(isSpace)
			if i >= len(s) {
				return nil, false
			}
			text := string(c)
			start = i
			switch {
			case isDigit(s[i]):
				span(func(c byte) bool { return isDigit(c) || c == ':' || c == '.' || c == '-' })
				kind = 'z'
			case isLetter(s[i]):
				span(isLetter)
				kind = 'x'
			default:
				return nil, false
			}
			out = append(out, dateToken{kind, text + strings.ToLower(s[start:i])})
			continue
		case c > ' ' && c < 0x7f: // other punctuation only separates
			i++
			continue
		default:
			return nil, false
		}
		out = append(out, dateToken{kind, strings.ToLower(s[start:i])})
	}
	return out, len(out) <= 25
}

// decode interprets the fields. Mirrors datetime.c: DecodeDateTime and DecodeTimeOnly.
func (d *dateTime) decode(tokens []dateToken) dateErr {
	for i := range tokens {
		t := &tokens[i]
		mask, err := dateField(0), dateOK
		switch t.kind {
		case 'd':
			mask, err = d.dateToken(tokens, i)
		case 't':
			if d.prefix != 0 && d.prefix != 't' {
				return dateBadFormat
			}
			d.prefix = 0
			if mask, err = d.clock(t.text); err == dateOK && !d.timeOnly && d.timeOverflows() {
				err = dateOverflow
			}
		case 'z':
			mask = hasTZ
			d.tz, err = decodeZone(t.text)
		case 'n':
			mask, err = d.numberToken(tokens, i)
		default:
			mask, err = d.wordToken(tokens, i)
		}
		if err != dateOK {
			return err
		}
		if mask&d.fields != 0 {
			return dateBadFormat
		}
		d.fields |= mask
	}
	if d.prefix != 0 {
		return dateBadFormat
	}
	return d.finish()
}

// dateToken handles a field that looks like a date: a date, a run-together time with a zone, or
// the name of a zone.
func (d *dateTime) dateToken(tokens []dateToken, i int) (dateField, dateErr) {
	s := tokens[i].text
	if d.prefix == 'j' {
		return d.julianZone(s)
	}
	asDate := d.prefix == 0 && d.fields&(hasMonth|hasDay) != hasMonth|hasDay
	if d.timeOnly {
		asDate = i == 0 && len(tokens) >= 2 && (tokens[len(tokens)-1].kind == 'd' || tokens[1].kind == 't')
	}
	if asDate {
		return d.date(s)
	}
	if isDigit(s[0]) || d.prefix != 0 {
		d.prefix = 0
		if d.fields&hasTime == hasTime {
			return 0, dateBadFormat
		}
		at := strings.IndexByte(s, '-')
		if at < 0 {
			return 0, dateBadFormat
		}
		tz, err := decodeZone(s[at:])
		if err != dateOK {
			return 0, err
		}
		d.tz = tz
		mask, err := d.runTogether(s[:at], d.dateMask())
		return mask | hasTZ, err
	}
	if !isZoneName(s) {
		d.zone = s
		return 0, dateUnknownZone
	}
	d.zone = s
	return hasTZ, dateOK
}

// dateMask is what counts as given when a run-together number is read: without a date to come it
// can only be a time.
func (d *dateTime) dateMask() dateField {
	if d.timeOnly {
		return d.fields | hasDate
	}
	return d.fields
}

func (d *dateTime) julianZone(s string) (dateField, dateErr) {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	day, err := strconv.ParseInt("0"+s[:n], 10, 32)
	if err != nil {
		return 0, dateOverflow
	}
	d.setJulian(int(day))
	d.prefix = 0
	tz, bad := decodeZone(s[n:])
	d.tz = tz
	return hasDate | hasTime | hasTZ, bad
}

func (d *dateTime) setJulian(day int) {
	d.year, d.month, d.day = julianToDate(day)
	d.julian = true
}

// numberToken handles plain numbers.
func (d *dateTime) numberToken(tokens []dateToken, i int) (dateField, dateErr) {
	s := tokens[i].text
	if d.prefix != 0 {
		return d.prefixed(s)
	}
	dot := strings.IndexByte(s, '.')
	if d.timeOnly {
		switch {
		case dot >= 0 && i == 0 && len(tokens) >= 2 && tokens[len(tokens)-1].kind == 'd':
			return d.date(s)
		case dot > 2, dot < 0 && len(s) > 4:
			return d.runTogether(s, d.fields|hasDate)
		case dot >= 0:
			return 0, dateBadFormat
		}
		return d.number(s, d.fields|hasDate)
	}
	switch {
	case dot >= 0 && d.fields&hasDate == 0:
		return d.date(s)
	case dot > 2, len(s) >= 6 && (d.fields&hasDate == 0 || d.fields&hasTime == 0):
		return d.runTogether(s, d.fields)
	}
	return d.number(s, d.fields)
}

// prefixed handles the number after "julian" or "t".
func (d *dateTime) prefixed(s string) (dateField, dateErr) {
	prefix := d.prefix
	d.prefix = 0
	if prefix == 't' {
		mask, err := d.runTogether(s, d.fields|hasDate)
		if err == dateOK && mask != hasTime {
			err = dateBadFormat
		}
		return mask, err
	}
	whole, frac, _ := strings.Cut(s, ".")
	day, err := strconv.ParseInt(whole, 10, 32)
	if err != nil {
		return 0, dateOverflow
	}
	if prefix == 'u' {
		return 0, dateBadFormat
	}
	d.setJulian(int(day))
	if frac == "" {
		return hasDate, dateOK
	}
	return hasDate | hasTime, dateOK
}

// wordToken handles words.
func (d *dateTime) wordToken(tokens []dateToken, i int) (dateField, dateErr) {
	s := tokens[i].text
	if zoneAbbrevSet()[s] {
		return hasTZ, dateOK
	}
	w, ok := dateWordOf(s)
	if !ok {
		if !isZoneName(s) {
			return 0, dateBadFormat
		}
		d.zone = s
		return hasTZ, dateOK
	}
	switch w.kind {
	case 'm':
		if d.timeOnly {
			return 0, dateBadFormat
		}
		if d.fields&hasMonth != 0 && !d.textMonth && d.fields&hasDay == 0 && d.month >= 1 && d.month <= 31 {
			d.day, d.month, d.textMonth = d.month, w.value, true
			return hasDay, dateOK
		}
		d.month, d.textMonth = w.value, true
		return hasMonth, dateOK
	case 'w':
		if d.timeOnly {
			return 0, dateBadFormat
		}
		return hasDOW, dateOK
	case 'a':
		d.meridian = "ap"[w.value]
		return hasAMPM, dateOK
	case 'b':
		d.bc = w.value == 1
		return hasADBC, dateOK
	case 'd':
		return hasDTZ, dateOK
	case 'j', 'u':
		if d.prefix != 0 {
			return 0, dateBadFormat
		}
		d.prefix = w.kind
		return 0, dateOK
	case 't':
		if !d.timeOnly && d.fields&hasDate != hasDate || i+1 >= len(tokens) || strings.IndexByte("ntd", tokens[i+1].kind) < 0 {
			return 0, dateBadFormat
		}
		d.prefix = 't'
		return 0, dateOK
	case 'r':
		return d.reserved(w.text)
	}
	return 0, dateOK
}

func (d *dateTime) reserved(word string) (dateField, dateErr) {
	switch {
	case word == "zulu":
		return hasTime | hasTZ, dateOK
	case word == "now":
		d.special = "now"
		if d.timeOnly {
			return hasTime, dateOK
		}
		d.year, d.month, d.day = 2000, 1, 1
		return hasDate | hasTime | hasTZ, dateOK
	case d.timeOnly:
		return 0, dateBadFormat
	case word == "day":
		d.year, d.month, d.day = 2000, 1, 1
		return hasDate, dateOK
	}
	d.special = word
	return hasDate | hasTime | hasTZ, dateOK
}

// date reads a field like 1999-01-08 or 8-Jan-1999. Mirrors datetime.c: DecodeDate.
func (d *dateTime) date(s string) (dateField, dateErr) {
	alnum := func(c byte) bool { return isDigit(c) || isLetter(c) }
	var parts []string
	for i := 0; i < len(s); {
		for i < len(s) && !alnum(s[i]) {
			i++
		}
		if i == len(s) {
			return 0, dateBadFormat
		}
		start := i
		same := isLetter
		if isDigit(s[i]) {
			same = isDigit
		}
		for i < len(s) && same(s[i]) {
			i++
		}
		parts = append(parts, s[start:i])
		if i < len(s) {
			i++
		}
	}
	fields, mask := d.fields, dateField(0)
	take := func(m dateField) bool {
		clash := fields&m != 0
		fields |= m
		mask |= m
		return !clash
	}
	textMonth := false
	for i, p := range parts {
		if !isLetter(p[0]) {
			continue
		}
		w, ok := dateWordOf(p)
		if ok && w.kind == 'i' {
			continue
		}
		if !ok || w.kind != 'm' || !take(hasMonth) {
			return 0, dateBadFormat
		}
		d.month, textMonth = w.value, true
		parts[i] = ""
	}
	outer := d.textMonth
	d.textMonth = textMonth
	defer func() { d.textMonth = outer }()
	for _, p := range parts {
		if p == "" {
			continue
		}
		m, err := d.number(p, fields)
		if err != dateOK {
			return 0, err
		}
		if !take(m) {
			return 0, dateBadFormat
		}
	}
	if fields&^(hasDOY|hasTZ) != hasDate {
		return 0, dateBadFormat
	}
	return mask, dateOK
}

// number decides what a short number means, by what is known already: years have more than two
// digits or come last, else month, day, year. Mirrors datetime.c: DecodeNumber.
func (d *dateTime) number(s string, fields dateField) (dateField, dateErr) {
	whole, _, hasDot := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole, 10, 32)
	if err != nil {
		if whole == "" {
			return 0, dateBadFormat
		}
		return 0, dateOverflow
	}
	if hasDot && len(whole) > 2 {
		return d.runTogether(s, fields|hasDate)
	}
	val := int(n)
	if len(s) == 3 && fields&hasDate == hasYear && val >= 1 && val <= 366 {
		d.yday = val
		return hasDOY | hasMonth | hasDay, dateOK
	}
	year := func() (dateField, dateErr) {
		d.year, d.twoDigits = val, len(s) <= 2
		return hasYear, dateOK
	}
	month := func() (dateField, dateErr) { d.month = val; return hasMonth, dateOK }
	day := func() (dateField, dateErr) { d.day = val; return hasDay, dateOK }
	switch fields & hasDate {
	case 0:
		if len(s) >= 3 {
			return year()
		}
		return month()
	case hasYear, hasDay:
		return month()
	case hasMonth:
		if d.textMonth && len(s) >= 3 {
			return year()
		}
		return day()
	case hasYear | hasMonth:
		if d.textMonth && len(s) >= 3 && d.twoDigits {
			d.day, d.year, d.twoDigits = d.year, val, false // the first number was the day after all
			return hasDay, dateOK
		}
		return day()
	case hasMonth | hasDay:
		return year()
	case hasDate:
		return d.runTogether(s, fields)
	}
	return 0, dateBadFormat
}

// runTogether reads yymmdd, yyyymmdd, hhmmss or hhmm. Mirrors datetime.c: DecodeNumberField.
func (d *dateTime) runTogether(s string, fields dateField) (dateField, dateErr) {
	whole, frac, hasDot := strings.Cut(s, ".")
	atoi := func(s string) int { n, _ := strconv.Atoi(s); return n }
	n := len(whole)
	if hasDot {
		d.usec = fraction(frac)
	} else if fields&hasDate != hasDate && n >= 6 {
		d.year, d.month, d.day = atoi(whole[:n-4]), atoi(whole[n-4:n-2]), atoi(whole[n-2:])
		if n-4 == 2 {
			d.twoDigits = true
		}
		return hasDate, dateOK
	}
	if fields&hasTime != hasTime {
		switch n {
		case 6:
			d.hour, d.min, d.sec = atoi(whole[:2]), atoi(whole[2:4]), atoi(whole[4:])
			return hasTime, dateOK
		case 4:
			d.hour, d.min, d.sec = atoi(whole[:2]), atoi(whole[2:]), 0
			return hasTime, dateOK
		}
	}
	return 0, dateBadFormat
}

// fraction turns the digits after a decimal point into microseconds.
func fraction(digits string) int64 {
	f, _ := strconv.ParseFloat("0."+digits, 64)
	return int64(math.RoundToEven(f * 1e6))
}

// clock reads hh:mm[:ss[.fff]]. Mirrors datetime.c: DecodeTime.
func (d *dateTime) clock(s string) (dateField, dateErr) {
	hour, min, sec, usec, err := decodeClock(s, intervalFullRange)
	if err == dateOK && hour > math.MaxInt32 {
		err = dateOverflow
	}
	d.hour, d.min, d.sec, d.usec = int(hour), min, sec, usec
	return hasTime, err
}

// decodeClock is the part that intervals share; for MINUTE TO SECOND a single colon separates
// those. Mirrors datetime.c: DecodeTimeCommon.
func decodeClock(s string, fields int32) (hour int64, min, sec int, usec int64, err dateErr) {
	h, rest, _ := strings.Cut(s, ":")
	hour, e := strconv.ParseInt(h, 10, 64)
	if e != nil {
		return 0, 0, 0, 0, dateOverflow
	}
	m, rest, three := strings.Cut(rest, ":")
	minute, secs := m, ""
	frac, hasFrac := "", false
	if three {
		secs, frac, hasFrac = strings.Cut(rest, ".")
	} else {
		minute, frac, hasFrac = strings.Cut(m, ".")
	}
	small := func(s string) int {
		if s == "" {
			return 0
		}
		n, e := strconv.ParseInt(s, 10, 32)
		if e != nil {
			if strings.Trim(s, "0123456789") != "" {
				err = dateBadFormat
			} else {
				err = dateOverflow
			}
		}
		return int(n)
	}
	min, sec = small(minute), small(secs)
	if strings.Trim(frac, "0123456789") != "" {
		err = dateBadFormat
	}
	if err != dateOK {
		return
	}
	if hasFrac {
		usec = fraction(frac)
	}
	if !three && (hasFrac || fields == intervalMinute|intervalSecond) {
		if hour > math.MaxInt32 {
			return 0, 0, 0, 0, dateOverflow
		}
		hour, min, sec = 0, int(hour), min
	}
	if min > 59 || sec > 60 || usec > 1000000 {
		err = dateOverflow
	}
	return
}

// decodeZone reads +hh[:mm[:ss]] or +hhmm. Mirrors datetime.c: DecodeTimezone.
func decodeZone(s string) (int, dateErr) {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0, dateBadFormat
	}
	parts := strings.Split(s[1:], ":")
	var v [3]int
	bad := dateOK
	for i, p := range parts {
		digits := len(p) - len(strings.TrimLeft(p, "0123456789"))
		if i > 2 || digits < len(p) {
			bad = dateBadFormat
		}
		if i > 2 || digits == 0 {
			continue
		}
		n, err := strconv.ParseInt(p[:digits], 10, 32)
		if err != nil {
			return 0, dateTZOverflow
		}
		v[i] = int(n)
	}
	if len(parts) == 1 && len(s) > 3 && bad == dateOK {
		v[0], v[1] = v[0]/100, v[0]%100
	}
	if v[0] > 15 || v[1] > 59 || v[2] > 59 {
		return 0, dateTZOverflow
	}
	tz := (v[0]*60+v[1])*60 + v[2]
	if s[0] == '+' {
		tz = -tz
	}
	return tz, bad
}

// finish checks and completes what was collected. Mirrors datetime.c: ValidateDate and the ends of
// DecodeDateTime and DecodeTimeOnly.
func (d *dateTime) finish() dateErr {
	if err := d.validateDate(); err != dateOK {
		return err
	}
	if d.meridian != 0 && d.hour > 12 {
		return dateOverflow
	}
	if d.meridian == 'a' && d.hour == 12 {
		d.hour = 0
	} else if d.meridian == 'p' && d.hour != 12 {
		d.hour += 12
	}
	if d.timeOnly {
		if d.timeOverflows() {
			return dateOverflow
		}
		if d.fields&hasTime != hasTime || d.fields&hasDTZ != 0 && d.fields&hasTZ == 0 {
			return dateBadFormat
		}
		if have := d.fields & hasDate; have != hasDate && (have != 0 || d.zone != "" && zoneNeedsDate(d.zone)) {
			return dateBadFormat
		}
		return dateOK
	}
	if d.fields&hasDate != hasDate || d.fields&hasDTZ != 0 && d.fields&hasTZ == 0 {
		return dateBadFormat
	}
	return dateOK
}

func (d *dateTime) validateDate() dateErr {
	if d.special != "" {
		return dateOK
	}
	if d.fields&hasYear != 0 && !d.julian {
		switch {
		case d.bc:
			if d.year <= 0 {
				return dateOverflow
			}
			d.year = 1 - d.year
		case d.twoDigits && d.year < 70:
			d.year += 2000
		case d.twoDigits && d.year < 100:
			d.year += 1900
		case d.year <= 0:
			return dateOverflow
		}
	}
	if d.fields&hasDOY != 0 {
		d.year, d.month, d.day = julianToDate(dateToJulian(d.year, 1, 1) + d.yday - 1)
	}
	if d.fields&hasMonth != 0 && (d.month < 1 || d.month > 12) ||
		d.fields&hasDay != 0 && (d.day < 1 || d.day > 31) {
		return dateMDOverflow
	}
	if d.fields&hasDate == hasDate && d.day > monthDays(d.year, d.month) {
		return dateOverflow
	}
	return dateOK
}

func monthDays(year, month int) int {
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 29
	}
	return [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
}

// timeOverflows reports a time beyond 24:00:00.
func (d *dateTime) timeOverflows() bool {
	return d.hour < 0 || d.hour > 24 || d.min < 0 || d.min > 59 || d.sec < 0 || d.sec > 60 ||
		d.timeOfDay() > 86400*1000000
}

func (d *dateTime) timeOfDay() int64 {
	return int64((d.hour*60+d.min)*60+d.sec)*1000000 + d.usec
}

// dateToJulian and julianToDate convert between the proleptic Gregorian calendar and Julian days.
// Mirrors datetime.c: date2j and j2date.
func dateToJulian(y, m, day int) int {
	if m > 2 {
		m++
		y += 4800
	} else {
		m += 13
		y += 4799
	}
	century := y / 100
	julian := y*365 - 32167
	julian += y/4 - century + century/4
	return julian + 7834*m/256 + day
}

func julianToDate(jd int) (year, month, day int) {
	julian := uint(jd) + 32044
	quad := julian / 146097
	extra := (julian-quad*146097)*4 + 3
	julian += 60 + quad*3 + extra/146097
	quad = julian / 1461
	julian -= quad * 1461
	y := int(julian * 4 / 1461)
	if y != 0 {
		julian = (julian + 305) % 365
	} else {
		julian = (julian + 306) % 366
	}
	julian += 123
	y += int(quad * 4)
	quad = julian * 2141 / 65536
	return y - 4800, int((quad+10)%12) + 1, int(julian - 7834*quad/256)
}
