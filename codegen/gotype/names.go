package gotype

import (
	"strings"
	"sync"
	"unicode"

	"github.com/gertd/go-pluralize"
)

// Namer turns SQL names into Go identifiers. It is not for use by several goroutines at once.
type Namer struct {
	Rename map[string]string // SQL name -> Go name, exactly
	// Plain keeps table names as they are instead of taking their singular.
	Plain bool

	exported map[string]string // what Exported has answered: the columns of a project have few names
}

// initialisms are written in capitals, as golint does.
var initialisms = set(`acl api ascii cpu css dns eof guid html http https id ip json lhs qps ram
rhs rpc sla smtp sql ssh tcp tls ttl udp ui uid uuid uri url utf8 vm xml xmpp xsrf xss`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// Exported returns the exported identifier for an SQL name: user_id -> UserID.
func (n *Namer) Exported(name string) string {
	if r, ok := n.Rename[name]; ok {
		return r
	}
	if out, ok := n.exported[name]; ok {
		return out
	}
	out := exported(name)
	if n.exported == nil {
		n.exported = map[string]string{}
	}
	n.exported[name] = out
	return out
}

func exported(name string) string {
	var b strings.Builder
	for _, w := range split(name) {
		if initialisms[strings.ToLower(w)] {
			b.WriteString(strings.ToUpper(w))
			continue
		}
		if strings.HasSuffix(w, "s") && initialisms[strings.ToLower(w[:len(w)-1])] && len(w) > 2 {
			b.WriteString(strings.ToUpper(w[:len(w)-1]) + "s") // ids -> IDs
			continue
		}
		r := []rune(w)
		b.WriteString(string(unicode.ToUpper(r[0])) + string(r[1:]))
	}
	out := b.String()
	if out == "" {
		return "Column"
	}
	if !unicode.IsUpper([]rune(out)[0]) {
		out = "X" + out // a digit or a letter without case
	}
	return out
}

// Unexported returns the identifier for a parameter or a variable: user_id -> userID.
func (n *Namer) Unexported(name string) string {
	out := lowerFirst(n.Exported(name))
	if reserved[out] {
		return out + "_"
	}
	return out
}

// lowerFirst lowers the first word: UserID -> userID, ID -> id, URLPath -> urlPath.
func lowerFirst(s string) string {
	r := []rune(s)
	for i := range r {
		if !unicode.IsUpper(r[i]) || i > 0 && i+1 < len(r) && unicode.IsLower(r[i+1]) && !(r[i+1] == 's' && i+2 == len(r)) {
			break
		}
		r[i] = unicode.ToLower(r[i])
	}
	return string(r)
}

// Unexport makes a package-level name of an exported one: GetUser -> getUser.
func Unexport(s string) string { return lowerFirst(s) }

// split cuts a name into words at every character that an identifier cannot hold, and at "_".
func split(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool {
		return r == '_' || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// reserved are the names that a parameter must not shadow: keywords, predeclared names, and the
// packages and helpers that generated code mentions.
var reserved = set(`break case chan const continue default defer else fallthrough for func go goto if
import interface map package range return select struct switch type var any bool byte error false
float32 float64 int int16 int32 int64 len make new nil string true uint32 uint64 append copy
ctx q d b arg args rows sql variant context time pgx pgconn pgtype json netip net iter errors fmt
array arrayOrNil assigned batch column decoder exec emptyNotNil gather asIs optional optionalNull arrayArg copyArg literalArg
jsonArg rawJSON macArg rangeArg multirangeArg labelArg part
pointer pointers record records scanned orZero queryOne queryOpt queryMany queryIter copyRows
newBatch nullPointers driver strings slices math binary nestedStatement nestedLoader keyGroups groupByKey byPosition
pickRows rowsOf rowOf keyOrNull`)

// invariant are words that end like a plural and are none, or whose singular is no English.
var invariant = set(`data metadata media series species news status address process access
business class bus gas lens canvas analysis basis alias bonus campus census corpus focus
virus progress success ingress egress https dns sms gps os is has was this us plus minus`)

var plurals = sync.OnceValue(pluralize.NewClient)

// Singular returns the singular of a table name: its last word's.
func (n *Namer) Singular(name string) string {
	if n.Plain {
		return name
	}
	if _, ok := n.Rename[name]; ok {
		return name
	}
	head, last := "", name
	if i := strings.LastIndexByte(name, '_'); i >= 0 {
		head, last = name[:i+1], name[i+1:]
	}
	low := strings.ToLower(last)
	if len(low) < 2 || invariant[low] || hasAny(low, "ss", "us", "is") {
		return name
	}
	if s := low[:len(low)-min(2, len(low))]; strings.HasSuffix(low, "es") && invariant[s] {
		return head + last[:len(last)-2] // addresses, statuses
	}
	return head + plurals().Singular(last)
}

func hasAny(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
