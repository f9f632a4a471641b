package analyze

import (
	_ "embed" // the time zone names
	"regexp"
	"strings"
	"sync"
)

// The words that dates may contain: months, weekdays, special values, time zones.

// tokenLen is how much of a word counts.
const tokenLen = 10

// dateWord is an entry of the word table: what the word is and its value.
type dateWord struct {
	kind  byte // m month, w weekday, u unit (refused), r reserved, a am/pm, b ad/bc, i ignored, d dst, j julian, t ISO time
	value int
	text  string
}

var dateWordTable = map[string]dateWord{
	"am": {'a', 0, ""}, "pm": {'a', 1, ""}, "ad": {'b', 0, ""}, "bc": {'b', 1, ""},
	"at": {kind: 'i'}, "on": {kind: 'i'}, "dst": {kind: 'd'},
	"y": {kind: 'u'}, "m": {kind: 'u'}, "d": {kind: 'u'}, "h": {kind: 'u'}, "mm": {kind: 'u'}, "s": {kind: 'u'},
	"dow": {kind: 'u'}, "doy": {kind: 'u'}, "isodow": {kind: 'u'}, "isoyear": {kind: 'u'},
	"j": {kind: 'j'}, "jd": {kind: 'j'}, "julian": {kind: 'j'}, "t": {kind: 't'},
	"allballs": {kind: 'r', text: "zulu"}, "epoch": {kind: 'r', text: "epoch"},
	"infinity": {kind: 'r', text: "infinity"}, "+infinity": {kind: 'r', text: "infinity"}, "-infinity": {kind: 'r', text: "-infinity"},
	"now": {kind: 'r', text: "now"}, "today": {kind: 'r', text: "day"}, "tomorrow": {kind: 'r', text: "day"}, "yesterday": {kind: 'r', text: "day"},
	"jan": {'m', 1, ""}, "january": {'m', 1, ""}, "feb": {'m', 2, ""}, "february": {'m', 2, ""},
	"mar": {'m', 3, ""}, "march": {'m', 3, ""}, "apr": {'m', 4, ""}, "april": {'m', 4, ""}, "may": {'m', 5, ""},
	"jun": {'m', 6, ""}, "june": {'m', 6, ""}, "jul": {'m', 7, ""}, "july": {'m', 7, ""}, "aug": {'m', 8, ""}, "august": {'m', 8, ""},
	"sep": {'m', 9, ""}, "sept": {'m', 9, ""}, "september": {'m', 9, ""}, "oct": {'m', 10, ""}, "october": {'m', 10, ""},
	"nov": {'m', 11, ""}, "november": {'m', 11, ""}, "dec": {'m', 12, ""}, "december": {'m', 12, ""},
	"sun": {kind: 'w'}, "sunday": {kind: 'w'}, "mon": {kind: 'w'}, "monday": {kind: 'w'}, "tue": {kind: 'w'}, "tues": {kind: 'w'},
	"tuesday": {kind: 'w'}, "wed": {kind: 'w'}, "weds": {kind: 'w'}, "wednesday": {kind: 'w'}, "thu": {kind: 'w'}, "thur": {kind: 'w'},
	"thurs": {kind: 'w'}, "thursday": {kind: 'w'}, "fri": {kind: 'w'}, "friday": {kind: 'w'}, "sat": {kind: 'w'}, "saturday": {kind: 'w'},
}

func dateWordOf(s string) (dateWord, bool) {
	if len(s) > tokenLen {
		s = s[:tokenLen]
	}
	w, ok := dateWordTable[s]
	return w, ok
}

func knownDateWord(s string) bool {
	_, ok := dateWordOf(s)
	return ok
}

// zoneAbbrevs are the abbreviations of the "Default" set.
const zoneAbbrevs = ` acdt acsst acst act acwst adt aedt aesst aest aft akdt akst almst almt amst amt anast anat arst art ast awsst
 awst azost azot azst azt bdst bdt bnt bort bot bra brst brt bst btt cadt cast cct cdt cest cet cetdst chadt
 chast chut ckt clst clt cot cst cxt davt ddut easst east eat edt eest eet eetdst egst egt est fet fjst fjt
 fkst fkt fnst fnt galt gamt gest get gft gilt gmt gyt hkt hst ict idt iot irkst irkt irt ist jayt jst kdt
 kgst kgt kost krast krat kst lhdt lhst ligt lint lkt magst magt mart mawt mdt mest mesz met metdst mez mht
 mmt mpt msd msk mst must mut mvt myt ndt nft novst novt npt nst nut nzdt nzst nzt omsst omst pdt pet petst
 pett pgt pht pkst pkt pmdt pmst pont pst pwt pyst pyt ret sadt sast sct sgt taht tft tjt tkt tmt tot trut tvt
 uct ulast ulat ut utc uyst uyt uzst uzt vet vlast vlat volt vut wadt wakt wast wat wdt wet wetdst wft wgst
 wgt xjt yakst yakt yapt yekst yekt z zulu `

var zoneAbbrevSet = sync.OnceValue(func() map[string]bool { return fieldSet(zoneAbbrevs) })

//go:embed data/timezones.txt
var zoneNames string

var zoneNameSet = sync.OnceValue(func() map[string]bool { return fieldSet(zoneNames) })

func fieldSet(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// posixZone is the form of POSIX time zones: a name, an offset, perhaps a summer time.
var posixZone = regexp.MustCompile(`^[a-z]{3,}[+-]?\d{1,3}(:\d{1,2}){0,2}([a-z]{3,}([+-]?\d{1,3}(:\d{1,2}){0,2})?(,.*)?)?$`)

// isZoneName reports whether the server knows a time zone.
func isZoneName(s string) bool { return zoneNameSet()[s] || posixZone.MatchString(s) }

// zoneNeedsDate reports whether the offset of a zone depends on the date.
func zoneNeedsDate(s string) bool {
	switch s {
	case "est", "mst", "hst", "gmt", "gmt0", "gmt+0", "gmt-0", "utc", "uct", "universal", "zulu", "greenwich":
		return false
	}
	return !strings.HasPrefix(s, "etc/") && zoneNameSet()[s]
}
