package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import "strings"

// arena keeps many values in few blocks of memory. A block is never moved or used again, so values
// in it stay as they are; it lives as long as one of them. The zero arena gives each its own.
type arena struct {
	block  strings.Builder
	buf    []byte
	next   int  // size of the next block in bytes
	shared bool // rows share blocks, and not only strings lie in them
}

// firstBlock is the first block that rows share, in bytes.
const firstBlock = 1 << 10

// arenaBlock is the largest block that rows share, in bytes.
const arenaBlock = 64 << 10

// slabSize is the largest number of a column's values in a block.
const slabSize = 256

// share prepares for rows that share blocks, instead of having one each.
func (d *decoder) share() {
	if d.arena.shared {
		return
	}
	d.arena.shared, d.arena.next = true, firstBlock
	for i := range d.wire {
		d.wire[i].copied = false
	}
}

// grow returns the size of a block that is about to be made for n bytes.
func (a *arena) grow(n int) int {
	size := max(a.next, n)
	a.next = min(2*a.next, arenaBlock)
	return size
}

// string copies b. Long strings get their own memory.
func (a *arena) string(b []byte) string {
	if !a.shared || len(b) > arenaBlock/4 {
		return string(b)
	}
	if a.block.Cap()-a.block.Len() < len(b) {
		a.block = strings.Builder{}
		a.block.Grow(a.grow(len(b)))
	}
	a.block.Write(b)
	all := a.block.String()
	return all[len(all)-len(b):]
}

// bytes copies b; the result is never nil.
func (a *arena) bytes(b []byte) []byte {
	if !a.shared || len(b) == 0 || len(b) > arenaBlock/4 {
		return append([]byte{}, b...)
	}
	if cap(a.buf)-len(a.buf) < len(b) {
		a.buf = make([]byte, 0, a.grow(len(b)))
	}
	n := len(a.buf)
	a.buf = append(a.buf, b...)
	return a.buf[n:len(a.buf):len(a.buf)]
}

// inArena makes of a decoding function one whose rows share blocks.
func inArena[T any](decode func(*decoder, int, *T)) func(*decoder, int, *T) {
	return func(d *decoder, at int, v *T) {
		d.root.share()
		decode(d, at, v)
	}
}

// slab is memory for values of one column.
type slab[T any] struct {
	free []T
	size int
}

// fresh returns n zero values for column i; never nil.
func fresh[T any](d *decoder, i, n int) []T {
	if !d.root.arena.shared || n == 0 || n > slabSize/4 {
		return make([]T, n)
	}
	if d.slabs == nil {
		d.slabs = make([]any, len(d.columns))
	}
	s, ok := d.slabs[i].(*slab[T])
	if !ok {
		s = &slab[T]{size: 4}
		d.slabs[i] = s
	}
	if len(s.free) < n {
		s.size = min(2*s.size, slabSize)
		s.free = make([]T, max(s.size, n))
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	return out
}
