// Package ddl applies schema statements (CREATE, ALTER, DROP, COMMENT …) to a catalog, as the
// server would.
//
// Apply reads one file statement by statement. A statement either takes effect as a whole or
// leaves the catalog as it was and a diagnostic behind; one bad statement hides none of the
// others, and what needs an object whose CREATE failed is passed over in silence, because the
// cause has been reported. Start with run.go, which says what becomes of each statement; the
// other files are named after PostgreSQL's commands/*.c.
package ddl

import (
	"fmt"

	pg "github.com/pganalyze/pg_query_go/v5"

	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/compiler/analyze"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
	"github.com/sqlq-dev/sqlq/internal/sqlstate"
)

// Apply applies the statements of one schema file to the catalog, in order; the parts of a
// migration that undo it are passed over. The search path is the default one at the file's start
// and again after its end, whatever the file sets.
func Apply(cat *catalog.Catalog, file *source.File) diag.List {
	l := &loader{cat: cat, file: file}
	path := append([]catalog.OID(nil), cat.SearchPath()...)
	text := StripDown(file.Text)
	for _, s := range parse.Split(text) {
		l.statement(s.Start, text[s.Start:s.End])
	}
	cat.SetSearchPath(path...)
	return l.diags
}

// loader is the state of reading one file.
type loader struct {
	cat   *catalog.Catalog
	file  *source.File
	base  source.Pos // of the statement at hand in the file
	text  string     // of the statement at hand
	diags diag.List
	undo  []func() // how to take back what the statement did so far

	creates  []string        // names that the statement would have made
	touched  []catalog.OID   // relations that undo already holds a copy of
	conNames map[string]bool // names of constraints, see constraintNameUsed
}

// failure is the only panic of this package on purpose; statement recovers it.
type failure struct{ d *diag.Diagnostic }

// fail ends the statement with an error at a byte of its text; NoPos stands for its first token,
// since PostgreSQL gives many DDL errors no position.
func (l *loader) fail(code string, at source.Pos, format string, args ...any) {
	panic(failure{diag.New(code, l.span(at), format, args...)})
}

// failDetail is fail with a detail and a hint.
func (l *loader) failDetail(code string, at source.Pos, detail, hint, format string, args ...any) {
	d := diag.New(code, l.span(at), format, args...)
	d.Detail, d.Hint = detail, hint
	panic(failure{d})
}

func (l *loader) span(at source.Pos) source.Span {
	p := l.base + max(at, 0)
	return source.Span{File: l.file, Start: p, End: p}
}

// place is the same for the catalog, which does not know files.
func (l *loader) place(location int32) catalog.Place {
	at := l.span(source.Pos(location))
	return catalog.Place{File: at.File.Path, Offset: int(at.Start)}
}

func (l *loader) warn(code string, at source.Pos, format string, args ...any) {
	d := diag.New(code, l.span(at), format, args...)
	d.Severity = diag.Warning
	l.diags.Add(d)
}

// unsupported warns of a statement that the loader passes over although it has a bearing.
func (l *loader) unsupported(what string) {
	l.warn(sqlstate.FeatureNotSupported, 0, "%s is not understood and was skipped", what)
}

// check turns an error of the analyser into the statement's.
func (l *loader) check(e *analyze.Error) {
	if e == nil {
		return
	}
	d := diag.New(e.Code, l.span(e.Pos), "%s", e.Message)
	d.Detail, d.Hint = e.Detail, e.Hint
	panic(failure{d})
}

// statement parses and runs one statement. It is the only place that recovers.
func (l *loader) statement(base source.Pos, text string) {
	l.base, l.text = base, text
	if word := firstWord(text); idle[word] {
		if runsCode[word] {
			l.cat.NoteUnseen()
		}
		return
	}
	tree, d := parse.Raw(text)
	if d != nil {
		d.At = l.span(d.At.Start)
		l.diags.Add(d)
		return
	}
	for _, raw := range tree.Stmts {
		l.run(raw.Stmt)
	}
}

// run applies one parsed statement, or none of it.
func (l *loader) run(stmt *pg.Node) {
	l.undo, l.creates, l.touched = l.undo[:0], l.creates[:0], l.touched[:0]
	defer func() {
		var d *diag.Diagnostic
		switch r := recover().(type) {
		case nil:
			return
		case failure:
			d = r.d
		default:
			d = diag.New(sqlstate.InternalError, l.span(0), "internal error: %v", r)
			d.Hint = "This is a bug of sqlq; please report it with the statement."
		}
		for i := len(l.undo) - 1; i >= 0; i-- {
			l.undo[i]()
		}
		l.report(stmt, d)
	}()
	l.apply(stmt)
}

// report adds a statement's error, unless it only repeats that of an earlier one, and remembers
// what the statement would have created.
func (l *loader) report(stmt *pg.Node, d *diag.Diagnostic) {
	line, _ := l.file.Position(l.base)
	where := fmt.Sprintf("%s:%d", l.file.Path, line)
	cause := ""
	if missing(d.Code) {
		cause = l.brokenName(stmt)
	}
	for _, n := range l.creates {
		if cause != "" {
			l.cat.NoteBroken(n, cause)
		} else if d.Code != sqlstate.DuplicateTable && d.Code != sqlstate.DuplicateObject {
			l.cat.NoteBroken(n, where)
		}
	}
	if cause == "" {
		l.diags.Add(d)
	}
}

// missing reports whether the code says that something does not exist.
func missing(code string) bool {
	switch code {
	case sqlstate.UndefinedTable, sqlstate.UndefinedObject, sqlstate.UndefinedFunction,
		sqlstate.UndefinedColumn, sqlstate.InvalidSchemaName:
		return true
	}
	return false
}
