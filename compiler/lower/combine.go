package lower

import (
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/compiler/tree"
)

// CodeCombine is reported for a macro that does not go together with the query's command.
const CodeCombine = "SQ220"

// combinations checks that each macro can be had with the command, and reports the first that
// cannot.
func (l *lowering) combinations() bool {
	for i, m := range l.Query.Macros {
		if why, hint := l.excluded(i, m.Kind); why != "" {
			l.errorAt(CodeCombine, l.macroSpan(i), hint, `sqlq.%s does not go together with ":%s": %s`, m.Kind, l.out.Command, why)
			return false
		}
	}
	return true
}

// excluded says why a macro cannot be had with the command, "" if it can.
func (l *lowering) excluded(index int, kind parse.MacroKind) (why, hint string) {
	bulk := false
	switch l.out.Command {
	case ir.BulkExec, ir.BulkMany:
		bulk = true
	case ir.BatchExec, ir.BatchOne, ir.BatchMany, ir.CopyFrom:
	default:
		return "", ""
	}
	switch {
	case kind == parse.OrderBy:
		return "one statement serves all rows", "Write the sort keys in the statement."
	case kind == parse.Opt && !bulk:
		return "one statement serves all rows", "Write \"(@x IS NULL OR a = @x)\" with sqlq.narg, or a query of its own."
	case kind == parse.Opt && !l.onlyConstants(index):
		return "one statement serves all rows", "Mark its parameters sqlq.const, or write \"(sqlq.narg(x) IS NULL OR a = sqlq.narg(x))\", which each row decides by itself."
	case kind == parse.Set && bulk && l.Tree.Command == tree.Insert:
		return "ON CONFLICT sees of the rows only what they insert", `Write "SET name = coalesce(excluded.name, t.name)", or use ":batchexec".`
	}
	return "", ""
}

// onlyConstants reports whether all parameters inside a macro are the same for all rows.
func (l *lowering) onlyConstants(index int) bool {
	constant := l.constants()
	for _, m := range l.Query.Macros {
		if !m.Kind.IsParam() || m.Number < 1 || constant[m.Number-1] {
			continue
		}
		for p := m.Parent; p >= 0; p = l.Query.Macros[p].Parent {
			if p == index {
				return false
			}
		}
	}
	return true
}
