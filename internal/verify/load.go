package verify

import (
	"context"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/parse"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Load runs the statements of schema files in a database, as compiler/ddl reads them: without the
// down-parts of migrations, psql's meta-commands and the data of COPY. A statement that the server
// refuses is reported at its place and does not keep the others from running.
func Load(ctx context.Context, dsn string, files []*source.File) (diag.List, error) {
	conn, err := connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	var list diag.List
	for _, f := range files {
		text := ddl.StripDown(f.Text)
		for _, s := range parse.Split(text) {
			_, err := conn.PgConn().Exec(ctx, text[s.Start:s.End]).ReadAll()
			if refused := refusal(err); refused != nil {
				list.Add(schemaError(f, s, refused))
			} else if err != nil {
				return list, err
			}
		}
		// What a file sets, such as the search path of a dump, ends with it.
		if _, err := conn.Exec(ctx, "RESET ALL"); err != nil {
			return list, err
		}
	}
	return list, nil
}

func schemaError(f *source.File, s parse.Statement, e *pgconn.PgError) *diag.Diagnostic {
	at := s.Start
	if e.Position > 0 {
		at += bytesOf(f.Text[s.Start:s.End], int(e.Position)-1)
	}
	d := diag.New(e.Code, source.Span{File: f, Start: at, End: at}, "the server refuses the statement: %s", e.Message)
	d.Detail, d.Hint = e.Detail, e.Hint
	return d
}

// bytesOf returns the byte offset of the n-th character.
func bytesOf(text string, n int) source.Pos {
	for i := range text {
		if n == 0 {
			return source.Pos(i)
		}
		n--
	}
	return source.Pos(len(text))
}
