package analyze

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// typeInput checks a literal as the input function of its type would.
func (p *pstate) typeInput(t *catalog.Type, text string, typmod int32, at source.Pos) {
}
