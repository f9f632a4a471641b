package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/compiler/nullable"
)

// explainProofs prints for people what `describe` says of a query, with the reason of every proof:
// parameters, columns, array elements and the number of rows.
func explainProofs(w io.Writer, d ir.Description, s *compiler.Statement) {
	fmt.Fprintf(w, "%s:%d: %s :%s\n", d.File, d.Line, d.Name, d.Command)
	for i, p := range d.Params {
		name := fmt.Sprintf("$%d", p.Number)
		if p.Name != "" {
			name += " " + p.Name
		}
		why := ""
		if i < len(s.Proofs.Params) {
			why = s.Proofs.Params[i].Because
			if p.Nullable && s.Proofs.Params[i].NotNull {
				why = "the query says so" // sqlq.narg, or a directive
			}
		}
		fmt.Fprintf(w, "  parameter %s %s %s\n", name, p.Type, verdict(p.Nullable, why))
	}
	for i, c := range d.Columns {
		fmt.Fprintf(w, "  column %s %s %s\n", c.Name, c.Type, verdict(c.Nullable, c.Because))
		if i < len(s.Proofs.Columns) && s.Proofs.Columns[i].ElemBecause != "" {
			fmt.Fprintf(w, "    elements %s\n", elements(c.ElemNullable, s.Proofs.Columns[i]))
		}
	}
	if len(d.Columns) > 0 {
		bound := map[nullable.Rows]string{nullable.AnyRows: "any number", nullable.AtMostOne: "at most one", nullable.ExactlyOne: "exactly one"}
		fmt.Fprintf(w, "  rows: %s\n", because(bound[s.Proofs.Rows], s.Proofs.RowsBecause))
	}
	for _, l := range d.Levels {
		fmt.Fprintf(w, "  %s is read by a statement of its own, over the keys of the rows around:\n", l.Field)
		for _, text := range l.Statements {
			fmt.Fprintf(w, "    %s\n", strings.ReplaceAll(text, "\n", "\n    "))
		}
	}
}

func verdict(nullable bool, why string) string {
	text := "not null"
	if nullable {
		text = "nullable"
		if why == "" {
			why = "nothing proves that it is not"
		}
	}
	return because(text, why)
}

// elements tells of stored arrays, too, what keeps NULL out of them or does not.
func elements(nullable bool, p nullable.Proof) string {
	if !nullable && !p.ElemNotNull {
		return because("taken for not null", p.ElemBecause)
	}
	return verdict(nullable, p.ElemBecause)
}

func because(text, why string) string {
	if why == "" {
		return text
	}
	return text + ": " + why
}
