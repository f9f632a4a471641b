package parse

import "github.com/sqlq-dev/sqlq/internal/diag"

func expand(q *Query, toks []Token) *diag.Diagnostic { panic("not written") }
