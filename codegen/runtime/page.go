package runtime

//lint:file-ignore U1000 generated packages use these, this one does not

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Page is one page of a result: its rows in the order asked for (empty, never nil), and the
// cursors of the pages behind and before it, nil where there is none.
type Page[T, C any] struct {
	Items []T
	Next  *C
	Prev  *C
}

// keyed is a row with the cursor that stands at it, and the size of the page if the server computes it.
type keyed[T, C any] struct {
	item   T
	cursor C
	size   int64
}

// inRows stands for the size of a page that only its rows know.
const inRows = -1 << 63

// pageSize returns the size of a page: what is passed, or what the rows say. Without rows it does not
// matter.
func pageSize[T, C any](info *QueryInfo, limit int64, rows []keyed[T, C]) (int64, error) {
	if limit == inRows {
		if len(rows) == 0 {
			return 1, nil
		}
		limit = rows[0].size
	}
	if limit < 1 {
		return 0, errors.New("sqlq: query " + info.Name + ": the size of a page must be positive")
	}
	return limit, nil
}

// queryPage reads a page by a statement that returns at most one row more than limit: that row
// tells that there is a further page. With before the rows come in reverse order. turn makes a
// cursor one for the page before it.
func queryPage[T, C any](ctx context.Context, q *Queries, info *QueryInfo, sql string, limit int64, first, before bool, turn func(*C), decode func(*decoder, int, *keyed[T, C]), args ...any) (page Page[T, C], err error) {
	if _, err = pageSize[T, C](info, limit, nil); err != nil {
		return page, err
	}
	rows, err := queryMany(ctx, q, info, sql, decode, args...)
	if err != nil {
		return page, err
	}
	if limit, err = pageSize(info, limit, rows); err != nil {
		return page, err
	}
	return pageOf(rows, limit, first, before, turn), nil
}

// pageOf makes a page of what queryPage has read.
func pageOf[T, C any](rows []keyed[T, C], limit int64, first, before bool, turn func(*C)) (page Page[T, C]) {
	more := int64(len(rows)) > limit
	if more {
		rows = rows[:limit]
	}
	if before {
		slices.Reverse(rows)
	}
	page.Items = make([]T, len(rows))
	for i := range rows {
		page.Items[i] = rows[i].item
	}
	if len(rows) == 0 {
		return page
	}
	if before || more {
		next := rows[len(rows)-1].cursor
		page.Next = &next
	}
	if !first && (!before || more) {
		prev := rows[0].cursor
		turn(&prev)
		page.Prev = &prev
	}
	return page
}

// cursorText writes the fields of a query's cursor as a word for URLs.
func cursorText(query string, fields any) ([]byte, error) {
	text, err := json.Marshal([]any{query, fields})
	if err != nil {
		return nil, err
	}
	return base64.RawURLEncoding.AppendEncode(nil, text), nil
}

// parseCursor is the reverse of cursorText. Text of another query is an error.
func parseCursor(query string, text []byte, fields any) error {
	data, err := base64.RawURLEncoding.AppendDecode(nil, text)
	if err != nil {
		return fmt.Errorf("sqlq: not a cursor of %s: %w", query, err)
	}
	var parts []json.RawMessage
	var name string
	if json.Unmarshal(data, &parts) != nil || len(parts) != 2 || json.Unmarshal(parts[0], &name) != nil || name != query {
		return fmt.Errorf("sqlq: not a cursor of %s", query)
	}
	d := json.NewDecoder(bytes.NewReader(parts[1]))
	d.DisallowUnknownFields()
	if err := d.Decode(fields); err != nil {
		return fmt.Errorf("sqlq: not a cursor of %s: %w", query, err)
	}
	return nil
}
