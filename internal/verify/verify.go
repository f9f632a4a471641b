// Package verify asks a running PostgreSQL whether what sqlq says about a package is true.
//
// Every statement that generated code may send is prepared on the server, and the parameters and
// columns that the server describes are compared with those that sqlq claims. sqlq's analysis is
// meant to agree with the server always: a difference is either a database that is not the
// schema's, an extension or server of another version, or a bug in sqlq.
package verify

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// The codes of what a server tells otherwise.
const (
	CodeDiffers = "SQ300" // type or name of a parameter or column
	CodeSeqScan = "SQ301" // sequential scan of a large table
)

// Input is one compiled package and the database to hold it against.
type Input struct {
	DSN     string
	Package *ir.Package
	Names   map[string]source.Span // where each query is named
	Analyze bool                   // plan the statements too
	// LargeRows is the number of rows, by the server's statistics, from which on a sequential scan
	// is reported; 0 means DefaultLargeRows.
	LargeRows int64
}

// DefaultLargeRows is the size of a table that one does not want to read as a whole per call.
const DefaultLargeRows = 10_000

// Report is what the server said.
type Report struct {
	Statements  int // prepared
	Plans       []Plan
	Diagnostics diag.List
}

// verifier is the state of one run.
type verifier struct {
	Input
	conn   *pgx.Conn
	names  map[uint32]typeName
	path   []string // schemas of the search path that exist
	report Report
}

// Run prepares all statements of a package. An error means that the server could not be asked;
// what it says against the package is in the report.
func Run(ctx context.Context, in Input) (*Report, error) {
	conn, err := connect(ctx, in.DSN)
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if in.LargeRows == 0 {
		in.LargeRows = DefaultLargeRows
	}
	v := &verifier{Input: in, conn: conn}
	if v.names, err = typeNames(ctx, conn); err != nil {
		return nil, err
	}
	if err := conn.QueryRow(ctx, "SELECT current_schemas(false)::text[]").Scan(&v.path); err != nil {
		return nil, err
	}
	for _, q := range in.Package.Queries {
		if err := v.query(ctx, q); err != nil {
			return nil, fmt.Errorf("query %s: %w", q.Name, err)
		}
	}
	return &v.report, v.drift(ctx)
}

// connect works through poolers too, where a statement that is prepared by name may be on another
// connection to the server the next time.
func connect(ctx context.Context, dsn string) (*pgx.Conn, error) {
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, err
	}
	if cfg.DefaultQueryExecMode == pgx.QueryExecModeCacheStatement {
		cfg.DefaultQueryExecMode = pgx.QueryExecModeExec
	}
	return pgx.ConnectConfig(ctx, cfg)
}

// refusal is what the server says against a statement. Errors that are not about the statement but
// about the server, the connection or the time that it takes are none: a timeout is no finding.
func refusal(err error) *pgconn.PgError {
	var e *pgconn.PgError
	if !errors.As(err, &e) || len(e.Code) != 5 {
		return nil
	}
	switch e.Code[:2] {
	case "08", "53", "57", "58", "XX": // connection, resources, operator intervention, system, internal
		return nil
	}
	if e.Code == lockNotAvailable {
		return nil
	}
	return e
}

func (v *verifier) query(ctx context.Context, q *ir.Query) error {
	for _, s := range statements(q) {
		v.report.Statements++
		desc, err := v.prepare(ctx, s.sql)
		if refused := refusal(err); refused != nil {
			v.refused(q, s, refused)
			continue
		}
		if err != nil {
			return err
		}
		v.params(q, s, desc.ParamOIDs)
		v.columns(q, s, desc.Fields)
		if !v.Analyze || q.Kind == "Utility" {
			continue
		}
		err = v.plan(ctx, q, s)
		if refused := refusal(err); refused != nil {
			d := v.diagnostic(q, s, refused.Code, "the server does not plan the statement: %s", refused.Message)
			d.Severity, d.Hint = diag.Warning, planHint(refused)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// prepare uses the unnamed statement, so that the server keeps none of them.
func (v *verifier) prepare(ctx context.Context, sql string) (*pgconn.StatementDescription, error) {
	return v.conn.PgConn().Prepare(ctx, "", sql, nil)
}

// refused reports a statement that the server does not take. Its position is one of the emitted
// text, so that the line is quoted instead of pointed at.
func (v *verifier) refused(q *ir.Query, s statement, e *pgconn.PgError) {
	d := v.diagnostic(q, s, e.Code, "the server refuses the statement: %s", e.Message)
	if d.Hint = e.Hint; d.Hint == "" && (e.Code == undefinedTable || e.Code == undefinedObject || e.Code == undefinedFunction) {
		d.Hint = v.pathHint()
	}
	if n := major(v.conn.PgConn()); n != judgedVersion && n > 0 && slices.Contains(versionCodes, e.Code) {
		d.Hint = fmt.Sprintf("This server is PostgreSQL %d; sqlq judges statements as PostgreSQL %d does.", n, judgedVersion)
		if e.Code == undefinedFunction {
			d.Hint += " " + v.pathHint()
		}
	}
	if e.Detail != "" {
		d.Detail = e.Detail
	}
	if line := lineAt(s.sql, int(e.Position)); line != "" {
		d.Notes = append(d.Notes, diag.Note{Message: "near: " + line, At: d.At})
	}
}

// SQLSTATEs of what may lie in a schema that the search path does not name.
const (
	undefinedTable    = "42P01"
	undefinedObject   = "42704"
	undefinedFunction = "42883"
	noPrivilege       = "42501"
	lockNotAvailable  = "55P03"
)

// judgedVersion is the server whose parse analysis sqlq follows.
const judgedVersion = 16

// versionCodes are the SQLSTATEs with which a server refuses what it does not know yet.
var versionCodes = []string{"42601", "0A000", undefinedFunction}

// pathHint tells where names were looked for.
func (v *verifier) pathHint() string {
	if len(v.path) == 0 {
		return `No schema of the search path exists; "search_path=…" in the DSN sets it.`
	}
	return `The search path is ` + strings.Join(v.path, ", ") + `; "search_path=…" in the DSN sets it.`
}

// planHint says what lets a statement be planned.
func planHint(e *pgconn.PgError) string {
	if e.Code == noPrivilege {
		return "Planning needs the privileges of the statement; use the application's role."
	}
	return e.Hint
}

// diagnostic adds an error at the query's name.
func (v *verifier) diagnostic(q *ir.Query, s statement, code, format string, args ...any) *diag.Diagnostic {
	at, ok := v.Names[q.Name]
	if !ok {
		at = source.Span{Start: source.NoPos, End: source.NoPos}
	}
	d := diag.New(code, at, format, args...)
	d.Query, d.Detail = q.Name, s.label
	v.report.Diagnostics.Add(d)
	return d
}

func (v *verifier) params(q *ir.Query, s statement, got []uint32) {
	if len(got) != len(s.params) {
		v.diagnostic(q, s, CodeDiffers, "the server sees %d parameters, sqlq says %d", len(got), len(s.params))
		return
	}
	for i, want := range s.params {
		if t := v.names[got[i]]; !t.is(want.typ, v.path) {
			v.diagnostic(q, s, CodeDiffers, "parameter $%d (%s) is of type %s on the server, sqlq says %s",
				i+1, want.name, t, want.typ.Display())
		}
	}
}

func (v *verifier) columns(q *ir.Query, s statement, got []pgconn.FieldDescription) {
	if len(got) != len(s.columns) {
		v.diagnostic(q, s, CodeDiffers, "the server returns %d columns, sqlq says %d", len(got), len(s.columns))
		return
	}
	for i, want := range s.columns {
		if got[i].Name != want.name {
			v.diagnostic(q, s, CodeDiffers, "column %d is named %q on the server, sqlq says %q", i+1, got[i].Name, want.name)
		}
		// The server describes a column of a domain by the type below (SendRowDescriptionMessage).
		if t := v.names[got[i].DataTypeOID]; !t.is(want.typ.Underlying(), v.path) {
			v.diagnostic(q, s, CodeDiffers, "column %q is of type %s on the server, sqlq says %s",
				want.name, t, want.typ.Display())
		}
	}
}
