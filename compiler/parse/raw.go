package parse

import (
	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/internal/diag"
)

// Raw parses.
func Raw(text string) (*pg.ParseResult, *diag.Diagnostic) { panic("not written") }
