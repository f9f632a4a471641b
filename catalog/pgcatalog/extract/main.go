// Command extract reads the built-in objects of a PostgreSQL server, and those of the extensions
// that it ships, and writes them as the text files that package pgcatalog embeds.
//
// Usage: go run ./extract -dsn postgres://… -o data
//
// The server must be of the version that pgcatalog is to describe, and its cluster initialised
// with locale C.UTF-8. The command creates and drops one database per extension. Extensions whose
// libraries the server lacks are reported and left out.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

func main() {
	log.SetFlags(0)
	dsn := flag.String("dsn", "", "connection string of the server to read")
	out := flag.String("o", "data", "folder to write to")
	flag.Parse()
	if err := run(context.Background(), *dsn, *out); err != nil {
		log.Fatal(err)
	}
}

// run writes one file per system catalog for the server itself and one file per extension.
func run(ctx context.Context, dsn, out string) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	base := scope{below: firstUserOID}
	for _, t := range tables {
		text, err := read(ctx, conn, t, base)
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		if err := os.WriteFile(filepath.Join(out, t.name+".tsv"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return extensions(ctx, conn, dsn, filepath.Join(out, "extension"))
}

// scope selects objects by OID: those from and upwards, and below a limit.
type scope struct{ from, below uint32 }

const (
	firstUserOID = 16384
	noLimit      = 1<<32 - 1
)

// record is one object: its line, and lines that belong to it (columns, indexes, …).
type record struct {
	oid  uint32
	line string
	more []string
}

// read returns the text of one table: records sorted by the bytes of their first field, because
// pgcatalog keeps records of one name together, and then by OID.
func read(ctx context.Context, conn *pgx.Conn, t table, s scope) (string, error) {
	records, err := readRecords(ctx, conn, t, s)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, r := range records {
		b.WriteString(r.line)
		b.WriteByte('\n')
		for _, m := range r.more {
			b.WriteString("\t" + m + "\n")
		}
	}
	return b.String(), nil
}

func readRecords(ctx context.Context, conn *pgx.Conn, t table, s scope) ([]*record, error) {
	records, err := query(ctx, conn, t.query, s)
	if err != nil {
		return nil, err
	}
	byOID := map[uint32]*record{}
	for _, r := range records {
		byOID[r.oid] = r
	}
	for _, q := range t.parts {
		parts, err := query(ctx, conn, q, s)
		if err != nil {
			return nil, err
		}
		for _, p := range parts {
			if r := byOID[p.oid]; r != nil {
				r.more = append(r.more, p.line)
			}
		}
	}
	slices.SortStableFunc(records, func(a, b *record) int {
		an, _, _ := strings.Cut(a.line, "\t")
		bn, _, _ := strings.Cut(b.line, "\t")
		return strings.Compare(an, bn)
	})
	return records, nil
}

// query runs one of our queries, whose first column is the OID to group by and whose other
// columns are the fields.
func query(ctx context.Context, conn *pgx.Conn, sql string, s scope) ([]*record, error) {
	// The simple protocol gives every value as text, which is what the files hold.
	rows, err := conn.Query(ctx, sql, pgx.QueryExecModeSimpleProtocol, int64(s.from), int64(s.below))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []*record
	for rows.Next() {
		var fields []string
		for _, v := range rows.RawValues() {
			f, err := field(string(v))
			if err != nil {
				return nil, err
			}
			fields = append(fields, f)
		}
		var oid uint32
		if _, err := fmt.Sscan(fields[0], &oid); err != nil {
			return nil, err
		}
		out = append(out, &record{oid: oid, line: strings.TrimRight(strings.Join(fields[1:], "\t"), "\t")})
	}
	return out, rows.Err()
}

// field escapes what would break the format.
func field(v string) (string, error) {
	if strings.ContainsAny(v, "\t\\\r") {
		return "", fmt.Errorf("value %q needs an escape that the format does not have", v)
	}
	// Definitions of domains and the like may run over several lines; a space reads the same.
	return strings.ReplaceAll(v, "\n", " "), nil
}

// extensions writes one file for each extension that the server can create.
func extensions(ctx context.Context, conn *pgx.Conn, dsn, out string) error {
	rows, err := conn.Query(ctx, `SELECT name FROM pg_available_extensions WHERE name <> 'plpgsql' ORDER BY name COLLATE "C"`)
	if err != nil {
		return err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, n := range names {
		text, err := extension(ctx, conn, dsn, n)
		if errors.Is(err, errUnavailable) {
			log.Print(err)
			continue
		}
		if err != nil {
			return fmt.Errorf("extension %s: %w", n, err)
		}
		if err := os.WriteFile(filepath.Join(out, n+".tsv"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

var errUnavailable = errors.New("cannot be created here")

// scratch is the database that extensions are created in, one after another.
const scratch = "sqlq_extract"

// extension creates one extension in an empty database and returns what came with it. Whatever
// has an OID that was not there before belongs to it; the extensions that it requires are created
// first so that their objects are not counted.
func extension(ctx context.Context, conn *pgx.Conn, dsn, name string) (string, error) {
	if err := exec(ctx, conn, "DROP DATABASE IF EXISTS "+scratch, "CREATE DATABASE "+scratch+" TEMPLATE template0"); err != nil {
		return "", err
	}
	defer func() { _ = exec(ctx, conn, "DROP DATABASE "+scratch) }()
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		return "", err
	}
	cfg.Database = scratch
	db, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		return "", err
	}
	defer db.Close(ctx)

	var requires []string
	if err := db.QueryRow(ctx, requiresQuery, name).Scan(&requires); err != nil {
		return "", err
	}
	for _, r := range requires {
		if err := exec(ctx, db, fmt.Sprintf("CREATE EXTENSION IF NOT EXISTS %q CASCADE", r)); err != nil {
			return "", fmt.Errorf("%s %w: %v", name, errUnavailable, err)
		}
	}
	var mark uint32
	if err := db.QueryRow(ctx, markQuery).Scan(&mark); err != nil {
		return "", err
	}
	if err := exec(ctx, db, fmt.Sprintf("CREATE EXTENSION %q", name)); err != nil {
		return "", fmt.Errorf("%s %w: %v", name, errUnavailable, err)
	}
	return extensionText(ctx, db, requires, mark)
}

// extensionText prints the objects above mark. OIDs of the extension are renumbered in the order
// of their creation so that the file does not depend on what the server did before; what belongs
// to a required extension is written as its name.
func extensionText(ctx context.Context, db *pgx.Conn, requires []string, mark uint32) (string, error) {
	var own []uint32
	rows, err := db.Query(ctx, oidsQuery, int64(mark))
	if err != nil {
		return "", err
	}
	if own, err = pgx.CollectRows(rows, pgx.RowTo[uint32]); err != nil {
		return "", err
	}
	number := map[string]string{}
	for i, o := range own {
		number[fmt.Sprint(o)] = fmt.Sprintf("+%d", i)
	}
	foreign, err := typeNames(ctx, db, mark)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "[extension]\nobjects\t%d\n", len(own))
	if len(requires) > 0 {
		fmt.Fprintf(&b, "requires\t%s\n", strings.Join(requires, ","))
	}
	for _, t := range tables {
		text, err := read(ctx, db, t, scope{from: mark + 1, below: noLimit})
		if err != nil {
			return "", err
		}
		if text != "" {
			fmt.Fprintf(&b, "[%s]\n%s", t.name, renumber(text, number, foreign))
		}
	}
	return b.String(), nil
}

// renumber replaces OIDs, which stand alone in a field or in a list of a field. Only OIDs of user
// objects are as large as these, so nothing else is hit.
func renumber(text string, own, foreign map[string]string) string {
	word := func(w string) string {
		if n, ok := own[w]; ok {
			return n
		}
		if n, ok := foreign[w]; ok {
			return "=" + n
		}
		return w
	}
	var b strings.Builder
	start := 0
	for i := 0; i <= len(text); i++ {
		if i == len(text) || strings.IndexByte("\t\n ,", text[i]) >= 0 {
			b.WriteString(word(text[start:i]))
			if i < len(text) {
				b.WriteByte(text[i])
			}
			start = i + 1
		}
	}
	return b.String()
}

// typeNames returns the names of the types that required extensions brought, by OID.
func typeNames(ctx context.Context, db *pgx.Conn, mark uint32) (map[string]string, error) {
	rows, err := db.Query(ctx, `SELECT oid, typname::text FROM pg_type WHERE oid BETWEEN 16384 AND $1`, int64(mark))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	var oid uint32
	var name string
	_, err = pgx.ForEachRow(rows, []any{&oid, &name}, func() error {
		out[fmt.Sprint(oid)] = name
		return nil
	})
	return out, err
}

func exec(ctx context.Context, conn *pgx.Conn, statements ...string) error {
	for _, s := range statements {
		if _, err := conn.Exec(ctx, s); err != nil {
			return err
		}
	}
	return nil
}
