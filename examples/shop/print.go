package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
)

// table prints rows under a title, columns aligned.
func table(w io.Writer, title string, header []string, rows [][]any) {
	fmt.Fprintf(w, "\n%s\n", title)
	t := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintln(t, "  "+strings.Join(header, "\t"))
	for _, r := range rows {
		cells := make([]string, len(r))
		for i, c := range r {
			cells[i] = cell(c)
		}
		fmt.Fprintln(t, "  "+strings.Join(cells, "\t"))
	}
	t.Flush()
}

// cell shows a value as a person would write it; what is absent is a dash.
func cell(v any) string {
	switch v := v.(type) {
	case *string:
		if v == nil {
			return "-"
		}
		return *v
	case *time.Time:
		if v == nil {
			return "-"
		}
		return v.Format(time.DateOnly)
	case pgtype.Numeric:
		return money(v)
	case []string:
		return strings.Join(v, ", ")
	}
	return fmt.Sprint(v)
}

// money writes a numeric with its decimals.
func money(n pgtype.Numeric) string {
	v, err := n.Value()
	if err != nil || v == nil {
		return "-"
	}
	return fmt.Sprint(v)
}

// euros makes a numeric of a constant such as "12.50"; it panics if that is no number.
func euros(s string) pgtype.Numeric {
	var n pgtype.Numeric
	if err := n.Scan(s); err != nil {
		panic(err)
	}
	return n
}
