package source

import (
	"fmt"
	"sort"
	"strings"
)

// Edit replaces the bytes [Start, End) of a text by New.
type Edit struct {
	Start, End Pos
	New        string
}

// Edits is a set of replacements that do not overlap, all given in offsets of the same original
// text. The zero value changes nothing.
type Edits struct {
	list   []Edit
	sorted bool
}

// Replace adds a replacement of [start, end). Insertions have start == end; several insertions
// at one place keep the order in which they were added.
func (e *Edits) Replace(start, end Pos, text string) {
	e.list = append(e.list, Edit{start, end, text})
	e.sorted = false
}

// Empty reports whether there is nothing to apply.
func (e *Edits) Empty() bool { return e == nil || len(e.list) == 0 }

// List returns the edits in text order. The caller must not change it.
func (e *Edits) List() []Edit {
	if e == nil {
		return nil
	}
	if !e.sorted {
		sort.SliceStable(e.list, func(i, j int) bool { return e.list[i].Start < e.list[j].Start })
		e.sorted = true
	}
	return e.list
}

// Apply returns the edited text. It panics if edits overlap or lie outside the text, which is a
// bug of the caller.
func (e *Edits) Apply(text string) string {
	if e.Empty() {
		return text
	}
	var b strings.Builder
	at := Pos(0)
	for _, d := range e.List() {
		if d.Start < at || d.End < d.Start || int(d.End) > len(text) {
			panic(fmt.Sprintf("source: edit [%d,%d) after %d in %d bytes", d.Start, d.End, at, len(text)))
		}
		b.WriteString(text[at:d.Start])
		b.WriteString(d.New)
		at = d.End
	}
	b.WriteString(text[at:])
	return b.String()
}

// Origin maps an offset of the edited text back to the original. An offset inside a replacement
// maps to the start of what was replaced.
func (e *Edits) Origin(p Pos) Pos {
	if p == NoPos || e.Empty() {
		return p
	}
	shift := Pos(0) // edited minus original, before the edit at hand
	for _, d := range e.List() {
		start := d.Start + shift
		if p < start {
			break
		}
		if p < start+Pos(len(d.New)) {
			return d.Start
		}
		shift += Pos(len(d.New)) - (d.End - d.Start)
	}
	return p - shift
}
