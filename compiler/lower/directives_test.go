package lower

import (
	"slices"
	"testing"

	"github.com/sqlq-dev/sqlq/compiler/parse"
)

// TestKnownDirectives: parse looks for misspelt directives by the names that are known here.
func TestKnownDirectives(t *testing.T) {
	var names []string
	for _, k := range known {
		names = append(names, k.name)
	}
	if !slices.Equal(names, parse.Directives) {
		t.Errorf("known here: %v, in parse: %v", names, parse.Directives)
	}
}
