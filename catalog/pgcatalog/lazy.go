package pgcatalog

import (
	"iter"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/sqlq-dev/sqlq/catalog"
)

// lazy is one file of named objects. Its index is made at first use, by one pass over the text
// that looks only at names and OIDs; objects are decoded when they are asked for. All objects of
// one name are decoded together: overloaded functions are always asked for together.
type lazy[T any] struct {
	file   string
	decode func(*line) *T
	part   func(*T, *line) // lines within a record; nil if there are none
	oid    func(*T) catalog.OID

	once   sync.Once
	byName map[string]int32
	byOID  map[catalog.OID]int32
	groups []group[T]
}

// group is the records of one name: their text, and the objects once somebody asked for them.
type group[T any] struct {
	text    string
	objects atomic.Pointer[[]*T]
}

// index finds the groups.
func (z *lazy[T]) index() {
	z.byOID = make(map[catalog.OID]int32, strings.Count(z.file, "\n"))
	z.byName = make(map[string]int32, len(z.file)/100)
	starts := make([]int, 0, len(z.file)/100)
	last := ""
	for at := 0; at < len(z.file); {
		end := at + strings.IndexByte(z.file[at:], '\n') + 1
		if z.file[at] != '\t' {
			l := line{rest: z.file[at : end-1]}
			n, oid := l.text(), parseOID(l.text())
			if n != last || len(starts) == 0 {
				z.byName[n] = int32(len(starts))
				starts = append(starts, at)
				last = n
			}
			z.byOID[oid] = int32(len(starts) - 1)
		}
		at = end
	}
	z.groups = make([]group[T], len(starts))
	for i, s := range starts {
		end := len(z.file)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		z.groups[i].text = z.file[s:end]
	}
}

// get returns the objects of group i.
func (z *lazy[T]) get(i int32) []*T {
	g := &z.groups[i]
	if p := g.objects.Load(); p != nil {
		return *p
	}
	objects := decodeRecords(g.text, nil, z.decode, z.part)
	// Two may have decoded the group at the same time. The first one's objects count, so that
	// everybody holds the same pointers.
	if !g.objects.CompareAndSwap(nil, &objects) {
		return *g.objects.Load()
	}
	return objects
}

// named returns all objects of one name, or nil.
func (z *lazy[T]) named(name string) []*T {
	z.once.Do(z.index)
	i, ok := z.byName[name]
	if !ok {
		return nil
	}
	return z.get(i)
}

// find returns the object of an OID, or nil.
func (z *lazy[T]) find(oid catalog.OID) *T {
	z.once.Do(z.index)
	i, ok := z.byOID[oid]
	if !ok {
		return nil
	}
	for _, o := range z.get(i) {
		if z.oid(o) == oid {
			return o
		}
	}
	return nil
}

// names yields every name once, in the file's order, without decoding anything.
func (z *lazy[T]) names() iter.Seq[string] {
	return func(yield func(string) bool) {
		z.once.Do(z.index)
		for i := range z.groups {
			n, _, _ := strings.Cut(z.groups[i].text, "\t")
			if !yield(n) {
				return
			}
		}
	}
}

// decodeRecords decodes the records of a text.
func decodeRecords[T any](text string, oids *relocation, decode func(*line) *T, part func(*T, *line)) []*T {
	var out []*T
	for s := range strings.Lines(text) {
		l := line{rest: s[:len(s)-1], oids: oids}
		if s[0] != '\t' {
			out = append(out, decode(&l))
			continue
		}
		l.text() // the empty field before the tab
		part(out[len(out)-1], &l)
	}
	return out
}
