package diag

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Sort orders diagnostics by file, place, severity and code, and removes exact repetitions. Those
// without a file come first.
func (l List) Sort() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b *Diagnostic) int {
		return cmp.Or(cmp.Compare(a.path(), b.path()), cmp.Compare(a.At.Start, b.At.Start),
			cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(out, func(a, b *Diagnostic) bool {
		return a.path() == b.path() && a.At.Start == b.At.Start && a.Code == b.Code &&
			a.Message == b.Message && a.Query == b.Query
	})
}

func (d *Diagnostic) path() string {
	if d.At.File == nil {
		return ""
	}
	return d.At.File.Path
}

// position returns the 1-based line and column, 0 and 0 without a file.
func (d *Diagnostic) position() (line, column int) {
	if d.At.File == nil {
		return 0, 0
	}
	return d.At.File.Position(d.At.Start)
}

// Text writes diagnostics for people and editors, "path:line:column: error: message [code] (Query)"
// with detail, hint and notes on lines of their own, indented by two spaces. Excerpt adds the
// source line with a caret, color the terminal's colours.
func Text(w io.Writer, l List, excerpt, color bool) {
	for _, d := range l {
		writeText(w, d, excerpt, color)
	}
}

func writeText(w io.Writer, d *Diagnostic, excerpt, color bool) {
	line, column := d.position()
	place := ""
	if line > 0 {
		place = fmt.Sprintf("%s:%d:%d: ", d.path(), line, column)
	}
	severity := d.Severity.String()
	if color {
		severity = severityColor[d.Severity] + severity + "\x1b[0m"
	}
	fmt.Fprintf(w, "%s%s: %s [%s]", place, severity, d.Message, d.Code)
	if d.Query != "" {
		fmt.Fprintf(w, " (%s)", d.Query)
	}
	fmt.Fprintln(w)
	if excerpt && line > 0 {
		writeExcerpt(w, d.At.File.Line(line), column)
	}
	if d.Detail != "" {
		fmt.Fprintf(w, "  detail: %s\n", indent(d.Detail))
	}
	if d.Hint != "" {
		fmt.Fprintf(w, "  hint: %s\n", indent(d.Hint))
	}
	for _, n := range d.Notes {
		if n.At.File == nil {
			fmt.Fprintf(w, "  note: %s\n", indent(n.Message))
			continue
		}
		nl, nc := n.At.File.Position(n.At.Start)
		fmt.Fprintf(w, "  note: %s:%d:%d: %s\n", n.At.File.Path, nl, nc, indent(n.Message))
	}
}

var severityColor = [...]string{"\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m"}

func indent(s string) string { return strings.ReplaceAll(s, "\n", "\n    ") }

// maxExcerpt is the length above which a source line is cut around the caret.
const maxExcerpt = 120

// writeExcerpt shows the line with a caret under a 1-based column. Tabs before the caret are
// repeated, so that it stands right at any tab width.
func writeExcerpt(w io.Writer, line string, column int) {
	text := []rune(line)
	i := min(column-1, len(text))
	if len(text) > maxExcerpt {
		start := max(0, i-maxExcerpt/2)
		end := min(len(text), start+maxExcerpt)
		text, i = text[start:end], i-start
	}
	pad := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(text[:i]))
	fmt.Fprintf(w, "    %s\n    %s^\n", string(text), pad)
}

// record is a diagnostic in JSON, as `sqlq describe` and --format json print it.
type record struct {
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Query    string `json:"query,omitempty"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Rule     string `json:"rule,omitempty"` // lint's name of the code
	Message  string `json:"message"`
	Detail   string `json:"detail,omitempty"`
	Hint     string `json:"hint,omitempty"`
}

// MarshalJSON implements json.Marshaler: line and column count from 1, the column in characters.
func (d *Diagnostic) MarshalJSON() ([]byte, error) {
	line, column := d.position()
	return json.Marshal(record{d.path(), line, column, d.Query, d.Severity.String(), d.Code, ruleName(d.Code), d.Message, d.Detail, d.Hint})
}

// JSON writes {"version": 1, "diagnostics": […]}.
func JSON(w io.Writer, l List) error {
	if l == nil {
		l = List{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Version     int  `json:"version"`
		Diagnostics List `json:"diagnostics"`
	}{1, l})
}

// GitHub writes workflow commands that GitHub Actions turns into annotations.
func GitHub(w io.Writer, l List) {
	for _, d := range l {
		line, column := d.position()
		level := d.Severity.String()
		if d.Severity == NoteSeverity {
			level = "notice"
		}
		message := d.Message
		if d.Hint != "" {
			message += "\nhint: " + d.Hint
		}
		var at string
		if line > 0 {
			at = fmt.Sprintf("file=%s,line=%d,col=%d,", githubProperty.Replace(d.path()), line, column)
		}
		title := d.Code
		if name := ruleName(d.Code); name != "" {
			title += " " + name
		}
		fmt.Fprintf(w, "::%s %stitle=%s::%s\n", level, at, githubProperty.Replace(title), githubData.Replace(message))
	}
}

// GitHub's runner decodes these escapes; properties end at commas and colons too.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
