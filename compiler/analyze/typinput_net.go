package analyze

import (
	"strconv"
	"strings"

	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// network checks inet and cidr. A cidr has no bits set to the right of its mask, and may leave out
// trailing zero bytes. Mirrors network.c: network_in.
func (l *literal) network(cidr bool) {
	typname := "inet"
	if cidr {
		typname = "cidr"
	}
	addr, mask, hasMask := strings.Cut(l.text, "/")
	var bytes []byte
	ok := false
	size := 4
	if strings.Contains(addr, ":") {
		size = 16
		bytes, ok = parseIPv6(addr)
	} else {
		bytes, ok = parseIPv4(addr, cidr)
	}
	bits := 8 * size
	if cidr && !hasMask && size == 4 && ok {
		bits = classBits(bytes)
	}
	if hasMask {
		n, err := strconv.ParseUint(mask, 10, 8)
		ok = ok && err == nil && int(n) <= 8*size && len(mask) <= 3
		bits = int(n)
	} else if !cidr && size == 4 && strings.Count(addr, ".") != 3 {
		ok = false // only with a mask may bytes be left out
	}
	if !ok {
		l.syntax(typname)
	}
	for len(bytes) < size {
		bytes = append(bytes, 0)
	}
	if cidr && hasBitsAfter(bytes, bits) {
		fail(sqlstate.InvalidTextRepresentation, l.at, "invalid cidr value: \""+l.text+"\"",
			withDetail("Value has bits set to right of mask."))
	}
}

// classBits is the width that a cidr without a mask gets: what was written, or its class's.
func classBits(b []byte) int {
	bits := 8
	switch {
	case b[0] >= 240:
		bits = 32
	case b[0] >= 224:
		bits = 8
	case b[0] >= 192:
		bits = 24
	case b[0] >= 128:
		bits = 16
	}
	return max(bits, 8*len(b))
}

func hasBitsAfter(b []byte, bits int) bool {
	for i := bits; i < 8*len(b); i++ {
		if b[i/8]&(0x80>>(i%8)) != 0 {
			return true
		}
	}
	return false
}

// parseIPv4 reads up to four decimal bytes; cidr also takes hexadecimal "0x…".
func parseIPv4(s string, cidr bool) ([]byte, bool) {
	if cidr && (strings.HasPrefix(s, "0x") || strings.HasPrefix(s, "0X")) {
		return make([]byte, 4), len(s) > 2 && len(s) <= 10
	}
	var out []byte
	for _, part := range strings.Split(s, ".") {
		n, err := strconv.ParseUint(part, 10, 8)
		if err != nil || part[0] == '+' {
			return nil, false
		}
		out = append(out, byte(n))
	}
	return out, len(out) <= 4
}

func parseIPv6(s string) ([]byte, bool) {
	head, tail, compressed := strings.Cut(s, "::")
	a, ok1 := ipv6Groups(head)
	b, ok2 := ipv6Groups(tail)
	n := len(a) + len(b)
	if !ok1 || !ok2 || compressed && n > 14 || !compressed && n != 16 {
		return nil, false
	}
	out := make([]byte, 16)
	copy(out, a)
	copy(out[16-len(b):], b)
	return out, true
}

func ipv6Groups(s string) ([]byte, bool) {
	if s == "" {
		return nil, true
	}
	var out []byte
	parts := strings.Split(s, ":")
	for i, part := range parts {
		if i == len(parts)-1 && strings.Contains(part, ".") {
			v4, ok := parseIPv4(part, false)
			return append(out, v4...), ok && len(v4) == 4
		}
		n, err := strconv.ParseUint(part, 16, 16)
		if err != nil || len(part) > 4 {
			return nil, false
		}
		out = append(out, byte(n>>8), byte(n))
	}
	return out, true
}

// macaddr checks MAC addresses of 6 or 8 bytes in their usual spellings; macaddr8 takes 6 bytes
// too. Mirrors mac.c: macaddr_in and mac8.c: macaddr8_in.
func (l *literal) macaddr(size int) {
	s := trim(l.text)
	typname := "macaddr"
	if size == 8 {
		typname = "macaddr8"
	}
	n := len(strings.Map(func(r rune) rune {
		if r < 128 && isHex(byte(r)) {
			return r
		}
		return -1
	}, s))
	if size == 8 {
		if !pairsWithSeparator(s) || n != 12 && n != 16 {
			l.syntax(typname)
		}
		return
	}
	for _, form := range macForms {
		if octets, ok := scanMAC(l.text, form); ok {
			for _, o := range octets {
				if o > 255 {
					failf(sqlstate.NumericValueOutOfRange, l.at, "invalid octet value in \"macaddr\" value: \"%s\"", l.text)
				}
			}
			return
		}
	}
	l.syntax(typname)
}

// macForms are the spellings that macaddr_in tries: x is a number of any length, 2 one of at most
// two digits.
var macForms = []string{"x:x:x:x:x:x", "x-x-x-x-x-x", "222:222", "222-222", "22.22.22", "22-22-22", "222222"}

// scanMAC reads s in one spelling, as sscanf does: white space may stand before each number, a sign
// counts to its width, and it may have fewer digits than that.
func scanMAC(s, form string) (octets []uint64, ok bool) {
	for _, f := range form {
		if f != 'x' && f != '2' {
			if !strings.HasPrefix(s, string(f)) {
				return nil, false
			}
			s = s[1:]
			continue
		}
		s = strings.TrimLeft(s, " \t\n\v\f\r")
		width := len(s)
		if f == '2' {
			width = min(2, width)
		}
		sign := 0
		if width > 0 && (s[0] == '-' || s[0] == '+') {
			sign = 1
		}
		n := sign
		for n < width && isHex(s[n]) {
			n++
		}
		if n == sign {
			return nil, false
		}
		v, err := strconv.ParseUint(s[sign:n], 16, 32)
		if err != nil || v > 0 && s[0] == '-' {
			v = 256 // out of range in any case
		}
		octets, s = append(octets, v), s[n:]
	}
	return octets, trim(s) == ""
}

// pairsWithSeparator reports whether s is pairs of digits with one kind of separator between some.
func pairsWithSeparator(s string) bool {
	var sep byte
	for s != "" {
		if len(s) < 2 || !isHex(s[0]) || !isHex(s[1]) {
			return false
		}
		s = s[2:]
		if s != "" && (s[0] == ':' || s[0] == '-' || s[0] == '.') {
			if sep != 0 && sep != s[0] || len(s) == 1 {
				return false
			}
			sep = s[0]
			s = s[1:]
		}
	}
	return true
}

// lsn checks a log position: two hexadecimal numbers. Mirrors pg_lsn.c: pg_lsn_in.
func (l *literal) lsn() {
	a, b, ok := strings.Cut(l.text, "/")
	for _, part := range []string{a, b} {
		ok = ok && len(part) >= 1 && len(part) <= 8 && strings.Trim(part, "0123456789abcdefABCDEF") == ""
	}
	if !ok {
		l.syntax("pg_lsn")
	}
}

// tid checks (block,offset). Mirrors tid.c: tidin.
func (l *literal) tid() {
	s := l.text
	inner, ok := strings.CutPrefix(s, "(")
	inner, _, closed := strings.Cut(inner, ")")
	block, offset, two := strings.Cut(inner, ",")
	b, err1 := strconv.ParseInt(strings.TrimLeft(block, " "), 10, 64)
	o, err2 := strconv.ParseUint(strings.TrimLeft(offset, " "), 10, 16)
	if !ok || !closed || !two || err1 != nil || err2 != nil || b > 1<<32-1 || b < -(1<<31) || o > 65535 {
		l.syntax("tid")
	}
}

// snapshot checks xmin:xmax:xip,…, the list ascending and within the bounds.
// Mirrors xid8funcs.c: parse_snapshot.
func (l *literal) snapshot() {
	parts := strings.Split(l.text, ":")
	if len(parts) != 3 {
		l.syntax("pg_snapshot")
	}
	low, err1 := strconv.ParseUint(parts[0], 10, 63)
	high, err2 := strconv.ParseUint(parts[1], 10, 63)
	if err1 != nil || err2 != nil || low == 0 || high == 0 || low > high {
		l.syntax("pg_snapshot")
	}
	if parts[2] == "" {
		return
	}
	last := uint64(0)
	for _, x := range strings.Split(parts[2], ",") {
		n, err := strconv.ParseUint(x, 10, 63)
		if err != nil || n < low || n >= high || n < last {
			l.syntax("pg_snapshot")
		}
		last = n
	}
}
