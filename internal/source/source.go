// Package source holds the texts that the compiler reads: byte offsets into them, the lines
// and columns that people see, and lists of edits that map back to what the user wrote.
//
// Offsets are bytes everywhere inside the compiler; lines and columns exist only for printing.
package source

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// Pos is a byte offset into a text.
type Pos int32

// NoPos says that a thing has no place in the text.
const NoPos Pos = -1

// Span is a range of bytes of one file. End may equal Start: a point. File may be nil when a
// diagnostic belongs to no text, and Start is then NoPos.
type Span struct {
	File  *File
	Start Pos
	End   Pos
}

// File is one text with the path under which it is shown. It is immutable and safe for
// concurrent use.
type File struct {
	Path string
	Text string

	once  sync.Once
	lines []Pos // offset of each line's first byte
}

// NewFile returns a file with the given contents. The path is only shown, never opened.
func NewFile(path, text string) *File {
	return &File{Path: path, Text: text}
}

// Position returns the 1-based line and the 1-based column of an offset. Columns count characters,
// as the server's error positions do. Offsets outside the text count as its nearest end; NoPos
// gives 1, 1.
func (f *File) Position(p Pos) (line, column int) {
	f.index()
	p = min(max(p, 0), Pos(len(f.Text)))
	i := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > p }) - 1
	return i + 1, utf8.RuneCountInString(f.Text[f.lines[i]:p]) + 1
}

// Line returns the text of a 1-based line without its end, or "" outside the file.
func (f *File) Line(n int) string {
	f.index()
	if n < 1 || n > len(f.lines) {
		return ""
	}
	rest := f.Text[f.lines[n-1]:]
	if i := strings.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	return strings.TrimSuffix(rest, "\r")
}

func (f *File) index() {
	f.once.Do(func() {
		f.lines = append(f.lines, 0)
		for i := 0; i < len(f.Text); i++ {
			if f.Text[i] == '\n' {
				f.lines = append(f.lines, Pos(i+1))
			}
		}
	})
}
