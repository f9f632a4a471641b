package analyze

import (
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// datetime checks the date and time types as their input functions do; other types pass.
func (l *literal) datetime() {
	switch l.t.Input {
	case "date_in":
		l.dateTimeText("date", false)
	case "timestamp_in":
		l.dateTimeText("timestamp", false)
	case "timestamptz_in":
		l.dateTimeText("timestamp with time zone", false)
	case "time_in":
		l.dateTimeText("time", true)
	case "timetz_in":
		l.dateTimeText("time with time zone", true)
	case "interval_in":
		l.intervalText()
	}
}

// maxDateLen is the size of the input functions' buffers (MAXDATELEN).
const maxDateLen = 128

func (l *literal) dateTimeText(name string, timeOnly bool) {
	tokens, ok := tokenizeDate(l.text)
	d := &dateTime{timeOnly: timeOnly}
	err := dateBadFormat
	if ok && len(l.text) <= maxDateLen+25 {
		err = d.decode(tokens)
	}
	if err != dateOK {
		l.dateError(err, name, d.zone)
	}
	if !timeOnly && (d.special == "" || d.special == "now") {
		l.dateRange(d)
	}
}

// dateError reports what the decoder found. Mirrors datetime.c: DateTimeParseError.
func (l *literal) dateError(err dateErr, name, zone string) {
	switch err {
	case dateOverflow:
		failf(sqlstate.DatetimeFieldOverflow, l.at, "date/time field value out of range: \"%s\"", l.text)
	case dateMDOverflow:
		fail(sqlstate.DatetimeFieldOverflow, l.at, "date/time field value out of range: \""+l.text+"\"",
			withHint("Perhaps you need a different \"datestyle\" setting."))
	case dateTZOverflow:
		failf(sqlstate.InvalidTimeZoneDisplacementValue, l.at, "time zone displacement out of range: \"%s\"", l.text)
	case dateUnknownZone:
		failf(sqlstate.InvalidParameterValue, l.at, "time zone \"%s\" not recognized", zone)
	}
	failf(sqlstate.InvalidDatetimeFormat, l.at, "invalid input syntax for type %s: \"%s\"", name, l.text)
}

// Bounds of dates (days since 2000-01-01) and timestamps (microseconds since then).
const (
	epochJulian  = 2451545
	minTimestamp = -211813488000000000
	endTimestamp = 9223371331200000000
	endJulian    = 2147483494 // of dates: 5874898-01-01
	endTSJulian  = 109203528
)

// dateRange checks that a complete date lies within what its type can store.
func (l *literal) dateRange(d *dateTime) {
	outOfRange := func(what string) {
		failf(sqlstate.DatetimeFieldOverflow, l.at, "%s out of range: \"%s\"", what, l.text)
	}
	validJulian := (d.year > -4713 || d.year == -4713 && d.month >= 11) && d.year < 5874898+1
	julian := 0
	if validJulian {
		julian = dateToJulian(d.year, d.month, d.day)
	}
	if l.t.Input == "date_in" {
		if !validJulian || julian < 0 || julian >= endJulian {
			outOfRange("date")
		}
		return
	}
	if !validJulian || julian < -1 || julian > endTSJulian+1 {
		outOfRange("timestamp")
	}
	usec := float64(julian-epochJulian)*86400e6 + float64(d.timeOfDay())
	if l.t.Input == "timestamptz_in" {
		usec += float64(d.tz) * 1e6
	}
	if usec < minTimestamp || usec >= endTimestamp {
		outOfRange("timestamp")
	}
}

// intervalText checks intervals. Mirrors timestamp.c: interval_in.
func (l *literal) intervalText() {
	fields := int32(intervalFullRange)
	if l.typmod >= 0 {
		fields = (l.typmod >> 16) & 0x7fff
	}
	tokens, ok := tokenizeDate(l.text)
	v := &intervalValue{}
	err := dateBadFormat
	if ok && len(l.text) < 256 {
		err = v.decode(tokens, fields)
	}
	if err == dateBadFormat {
		v = &intervalValue{}
		err = v.decodeISO(l.text)
	}
	switch {
	case err == dateOverflow:
		failf(sqlstate.IntervalFieldOverflow, l.at, "interval field value out of range: \"%s\"", l.text)
	case err != dateOK:
		l.dateError(err, "interval", "")
	}
	if m := v.years*12 + v.months; m != int64(int32(m)) {
		fail(sqlstate.DatetimeFieldOverflow, l.at, "interval out of range")
	}
}
