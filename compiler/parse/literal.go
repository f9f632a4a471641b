package parse

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/internal/diag"
)

// literalOnly reports a parameter where the grammar of the server takes only a literal.
func literalOnly(text string, tree *pg.ParseResult) *diag.Diagnostic { return nil }
