package verify

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// CodeDrift is reported where the database is not what the schema files make, in a way that no
// description of a statement shows.
const CodeDrift = "SQ302"

// drift compares what proofs and generated types rest on: columns that are NOT NULL by the schema
// files, and the labels of enums. Tables and types that are not there are left to the statements
// that mention them.
func (v *verifier) drift(ctx context.Context) error {
	for _, m := range v.Package.Models {
		if m.Kind != "table" && m.Kind != "foreign" {
			continue
		}
		nulls, err := v.nullable(ctx, m)
		if err != nil {
			return err
		}
		for _, c := range m.Columns {
			// A domain may be NOT NULL where the column is not.
			if !c.Nullable && !c.Type.NotNull && slices.Contains(nulls, c.Name) {
				v.drifted(m.Schema+"."+m.Name, "column %q of table %q can be NULL in the database, the schema says NOT NULL", c.Name, m.Name)
			}
		}
	}
	for _, t := range v.Package.Enums {
		labels, err := v.labels(ctx, t)
		if err != nil {
			return err
		}
		for _, l := range t.Labels {
			if labels != nil && !slices.Contains(labels, l) {
				v.drifted("", "enum %q has no label %q in the database", t.Name, l)
			}
		}
		for _, l := range labels {
			if !slices.Contains(t.Labels, l) {
				v.drifted("", "enum %q has a label %q in the database that the schema does not have", t.Name, l).Severity = diag.Warning
			}
		}
	}
	return nil
}

// drifted adds an error at the first query that mentions the table, if one does.
func (v *verifier) drifted(table, format string, args ...any) *diag.Diagnostic {
	d := diag.New(CodeDrift, source.Span{Start: source.NoPos, End: source.NoPos}, format, args...)
	for _, q := range v.Package.Queries {
		if at, ok := v.Names[q.Name]; ok && (slices.Contains(q.Reads, table) || slices.Contains(q.Writes, table)) {
			d.Query, d.At = q.Name, at
			break
		}
	}
	v.report.Diagnostics.Add(d)
	return d
}

// place is the name by which a table or type is looked up: those of the schema public lie where the
// search path leads.
func place(schema, name string) string {
	if schema == "public" {
		return pgx.Identifier{name}.Sanitize()
	}
	return pgx.Identifier{schema, name}.Sanitize()
}

// nullable lists the columns of a table that can be NULL; what is generated is as its expression.
func (v *verifier) nullable(ctx context.Context, m *ir.Model) ([]string, error) {
	rows, err := v.conn.Query(ctx, `
SELECT attname FROM pg_attribute
WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND NOT attnotnull AND attgenerated = ''`, place(m.Schema, m.Name))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// labels lists an enum's labels, nil if there is no such enum.
func (v *verifier) labels(ctx context.Context, t *ir.Type) ([]string, error) {
	rows, err := v.conn.Query(ctx, "SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype($1) ORDER BY enumsortorder", place(t.Schema, t.Name))
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if len(list) == 0 {
		return nil, err
	}
	return list, err
}
