// Package usertypes has Go types as users of sqlq name them: with and without methods of
// database/sql, over every kind of Go type.
package usertypes

import (
	"database/sql/driver"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// Settings is a plain struct for jsonb.
type Settings struct {
	Theme string         `json:"theme,omitempty"`
	Limit int            `json:"limit,omitempty"`
	Flags map[string]int `json:"flags,omitempty"`
}

// Other is a second one.
type Other struct {
	Name string `json:"name"`
}

// Email, Tag and UserID have a kind that pgx knows and no methods.
type (
	Email  string
	Tag    string
	UserID int64
)

// UUID is what packages for uuid have: an array of bytes with methods.
type UUID [16]byte

// Scan implements sql.Scanner.
func (u *UUID) Scan(src any) error {
	switch s := src.(type) {
	case string:
		b, err := hex.DecodeString(strings.ReplaceAll(s, "-", ""))
		if err != nil || len(b) != 16 {
			return fmt.Errorf("no uuid: %q", s)
		}
		*u = UUID(b)
		return nil
	case []byte:
		return u.Scan(string(s))
	}
	return fmt.Errorf("no uuid: %T", src)
}

// Value implements driver.Valuer.
func (u UUID) Value() (driver.Value, error) { return u.String(), nil }

// String implements fmt.Stringer.
func (u UUID) String() string {
	h := hex.EncodeToString(u[:])
	return strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}

// MarshalText implements encoding.TextMarshaler.
func (u UUID) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// Decimal is an exact number as packages for numeric have it: unexported fields, methods on the value
// and the pointer.
type Decimal struct{ r *big.Rat }

// NewDecimal reads a number.
func NewDecimal(s string) Decimal {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return Decimal{r}
}

// Scan implements sql.Scanner.
func (d *Decimal) Scan(src any) error {
	var s string
	switch x := src.(type) {
	case string:
		s = x
	case []byte:
		s = string(x)
	case int64, float64:
		s = fmt.Sprint(x)
	default:
		return fmt.Errorf("no number: %T", src)
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return fmt.Errorf("no number: %q", s)
	}
	d.r = r
	return nil
}

// Value implements driver.Valuer.
func (d Decimal) Value() (driver.Value, error) { return d.String(), nil }

// String implements fmt.Stringer.
func (d Decimal) String() string {
	if d.r == nil {
		return "0"
	}
	return d.r.FloatString(4)
}

// MarshalText implements encoding.TextMarshaler.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// NullDecimal has a NULL of its own.
type NullDecimal struct {
	Decimal Decimal
	Valid   bool
}

// Scan implements sql.Scanner.
func (d *NullDecimal) Scan(src any) error {
	*d = NullDecimal{}
	if src == nil {
		return nil
	}
	d.Valid = true
	return d.Decimal.Scan(src)
}

// Value implements driver.Valuer.
func (d NullDecimal) Value() (driver.Value, error) {
	if !d.Valid {
		return nil, nil
	}
	return d.Decimal.Value()
}

// Stamp is a time in milliseconds.
type Stamp int64

// Scan implements sql.Scanner.
func (s *Stamp) Scan(src any) error {
	t, ok := src.(time.Time)
	if !ok {
		return fmt.Errorf("no time: %T", src)
	}
	*s = Stamp(t.UnixMilli())
	return nil
}

// Value implements driver.Valuer.
func (s Stamp) Value() (driver.Value, error) { return time.UnixMilli(int64(s)).UTC(), nil }

// Labels is a slice that knows PostgreSQL's text format of arrays, as long as no label needs quotes.
type Labels []string

// Scan implements sql.Scanner.
func (l *Labels) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("no labels: %T", src)
	}
	*l = Labels{}
	if s = strings.Trim(s, "{}"); s != "" {
		*l = strings.Split(s, ",")
	}
	return nil
}

// Value implements driver.Valuer.
func (l Labels) Value() (driver.Value, error) {
	if l == nil {
		return nil, nil
	}
	return "{" + strings.Join(l, ",") + "}", nil
}

// Mood stands for an enum of the schema.
type Mood string

// Level stands for another one, as a number.
type Level int

var levels = []string{"low", "mid", "high"}

// Scan implements sql.Scanner.
func (l *Level) Scan(src any) error {
	for i, name := range levels {
		if src == name {
			*l = Level(i)
			return nil
		}
	}
	return fmt.Errorf("no level: %v", src)
}

// Value implements driver.Valuer.
func (l Level) Value() (driver.Value, error) { return levels[l], nil }
