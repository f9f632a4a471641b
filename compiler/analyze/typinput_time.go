package analyze

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// datetime checks the date and time types; other types pass. PostgreSQL reads dates in so many
// spellings that only what is certain is refused: a word that no date has, a field out of range
// in the unambiguous ISO spelling. Everything else is left to the server.
func (l *literal) datetime() {
	name, timeOnly := "", false
	switch l.t.Input {
	case "date_in":
		name = "date"
	case "timestamp_in":
		name = "timestamp"
	case "timestamptz_in":
		name = "timestamp with time zone"
	case "time_in":
		name, timeOnly = "time", true
	case "timetz_in":
		name, timeOnly = "time with time zone", true
	case "interval_in":
		l.intervalText()
		return
	default:
		return
	}
	s := strings.ToLower(trim(l.text))
	if dateWords[s] {
		return
	}
	if !strings.ContainsAny(s, "0123456789") {
		l.badTime(name)
	}
	l.words(s, name)
	if m := isoDate.FindStringSubmatch(s); m != nil && !timeOnly {
		l.isoFields(m, strings.Contains(s, "bc"))
	}
	if m := clock.FindStringSubmatch(s); m != nil {
		l.clockFields(m)
	}
}

func (l *literal) badTime(name string) {
	failf(sqlstate.InvalidDatetimeFormat, l.at, "invalid input syntax for type %s: \"%s\"", name, l.text)
}

func (l *literal) fieldOverflow() {
	failf(sqlstate.DatetimeFieldOverflow, l.at, "date/time field value out of range: \"%s\"", l.text)
}

// dateWords stand alone.
var dateWords = map[string]bool{
	"epoch": true, "infinity": true, "+infinity": true, "-infinity": true, "now": true, "today": true, "tomorrow": true,
	"yesterday": true, "allballs": true,
}

// datePartWords stand beside numbers.
var datePartWords = wordSet(`epoch infinity now today tomorrow yesterday allballs
 jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october
 nov november dec december sun sunday mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday
 fri friday sat saturday am pm ad bc at on j jd julian t th y d h m mm s z zulu utc ut gmt dst st nd rd dow doy isodow isoyear bce ce`)

func wordSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

var (
	word    = regexp.MustCompile(`[a-z][a-z0-9_/]*(?:[+-][0-9:]+)?`)
	isoDate = regexp.MustCompile(`^(\d{4,6})-(\d{1,2})-(\d{1,2})(?:[ t]|$)`)
	clock   = regexp.MustCompile(`(?:^|[ t])(\d{1,2}):(\d{1,3})(?::(\d{1,3})(?:\.\d*)?)?( *[ap]m)?(?:$|[ +\-z])`)
)

// words refuses words that are neither parts of dates nor possibly time zones.
func (l *literal) words(s, name string) {
	for _, w := range word.FindAllString(s, -1) {
		known := strings.TrimRight(w, "0123456789:+-")
		if datePartWords[known] || strings.Contains(w, "/") || strings.ContainsAny(w, "0123456789") {
			continue
		}
		if len(known) <= 5 { // perhaps an abbreviation of a time zone
			continue
		}
		l.badTime(name)
	}
}

// isoFields checks the fields of yyyy-mm-dd.
func (l *literal) isoFields(m []string, bc bool) {
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	if month < 1 || month > 12 || day < 1 || day > 31 || year == 0 {
		l.fieldOverflow()
	}
	if bc {
		year = 1 - year
	}
	leap := year%4 == 0 && (year%100 != 0 || year%400 == 0)
	days := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if month == 2 && leap {
		days = 29
	}
	if day > days {
		l.fieldOverflow()
	}
}

// clockFields checks hh:mm:ss; 24:00:00 and 23:59:60 are good.
func (l *literal) clockFields(m []string) {
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	second, _ := strconv.Atoi(m[3])
	half := trim(m[4])
	if minute > 59 || second > 60 || hour > 24 || half != "" && hour > 12 || hour == 24 && (minute > 0 || second > 0) {
		l.fieldOverflow()
	}
}

var intervalWords = wordSet(`microsecond microseconds us usec usecs useconds usecond millisecond milliseconds ms msec msecs mseconds msecond
 second seconds s sec secs minute minutes m min mins hour hours h hr hrs day days d week weeks w month months mon mons
 quarter qtr year years y yr yrs decade decades dec decs century centuries c cent millennium millennia mil mils ago
 p t infinity timezone timezone_h timezone_m tz`)

var intervalWord = regexp.MustCompile(`[a-z_]+`)

// intervalText refuses what holds no number or an unknown unit.
func (l *literal) intervalText() {
	s := strings.ToLower(trim(l.text))
	if !strings.ContainsAny(s, "0123456789") {
		l.badTime("interval")
	}
	if s[0] == 'p' { // ISO 8601: PnYnMnDTnHnMnS
		if strings.Trim(s, "pymwdths0123456789.,:+-e") != "" {
			l.badTime("interval")
		}
		return
	}
	for _, w := range intervalWord.FindAllString(s, -1) {
		if !intervalWords[w] && w != "e" {
			l.badTime("interval")
		}
	}
}
