package tree

import "testing"

// TestVisited notes more nodes than the list has places for, so that the map takes over in between.
func TestVisited(t *testing.T) {
	var v Visited
	nodes := make([]*Const, 3*listed)
	for round, want := range []bool{true, false, true} {
		if round == 2 {
			v.Reset()
		}
		for i := range nodes {
			if round == 0 {
				nodes[i] = &Const{}
			}
			if got := v.First(nodes[i]); got != want {
				t.Fatalf("round %d: First of node %d is %t", round, i, got)
			}
			if v.First(nodes[i/2]) {
				t.Fatalf("round %d: node %d is forgotten after %d", round, i/2, i)
			}
		}
	}
}
