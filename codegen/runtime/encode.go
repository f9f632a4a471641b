package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"database/sql"
	"database/sql/driver"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"
)

// quoteItem writes an element of an array or record in quotes.
func quoteItem(b *strings.Builder, s string) {
	b.WriteByte('"')
	for k := 0; k < len(s); k++ {
		if s[k] == '"' || s[k] == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(s[k])
	}
	b.WriteByte('"')
}

// recordText writes a composite value in text format, so that the type need not be registered.
func recordText(fields ...any) (driver.Value, error) {
	types := pgtype.NewMap()
	var b strings.Builder
	b.WriteByte('(')
	for k, f := range fields {
		if k > 0 {
			b.WriteByte(',')
		}
		text, err := types.Encode(0, pgtype.TextFormatCode, f, nil)
		if err != nil {
			return nil, err
		}
		if text != nil {
			quoteItem(&b, string(text))
		}
	}
	b.WriteByte(')')
	return b.String(), nil
}

// records passes an array of a composite type in text format.
type records[T driver.Valuer] []T

// Value implements driver.Valuer.
func (r records[T]) Value() (driver.Value, error) {
	if r == nil {
		return nil, nil
	}
	var b strings.Builder
	b.WriteByte('{')
	for k, v := range r {
		if k > 0 {
			b.WriteByte(',')
		}
		text, err := v.Value()
		if err != nil {
			return nil, err
		}
		s, ok := text.(string)
		if !ok {
			b.WriteString("NULL")
			continue
		}
		quoteItem(&b, s)
	}
	b.WriteByte('}')
	return b.String(), nil
}

// enumNulls passes an array of a nullable enum as text, so that the type need not be registered.
func enumNulls[T ~string](labels []sql.Null[T]) []*string {
	if labels == nil {
		return nil
	}
	out := make([]*string, len(labels))
	for i, l := range labels {
		if l.Valid {
			s := string(l.V)
			out[i] = &s
		}
	}
	return out
}

// nullPointers passes an array with NULL elements as one of pointers.
func nullPointers[T any](values []sql.Null[T]) []*T {
	if values == nil {
		return nil
	}
	out := make([]*T, len(values))
	for i := range values {
		if values[i].Valid {
			out[i] = &values[i].V
		}
	}
	return out
}
