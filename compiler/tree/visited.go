package tree

// Visited notes the nodes that a walk has been at; the zero value is that of none. Of a few nodes it
// looks through the list, which costs less than a map does, and most statements have few.
type Visited struct {
	few  []any
	many map[any]bool
}

// listed is how many nodes a list may have.
const listed = 32

// First notes a node and reports whether it is seen for the first time.
func (v *Visited) First(n any) bool {
	if v.many != nil {
		if v.many[n] {
			return false
		}
		v.many[n] = true
		return true
	}
	for _, x := range v.few {
		if x == n {
			return false
		}
	}
	if len(v.few) < listed {
		if v.few == nil {
			v.few = make([]any, 0, listed/2)
		}
		v.few = append(v.few, n)
		return true
	}
	v.many = map[any]bool{n: true}
	for _, x := range v.few {
		v.many[x] = true
	}
	return true
}

// Reset forgets all nodes and keeps the list's memory.
func (v *Visited) Reset() { v.few, v.many = v.few[:0], nil }
