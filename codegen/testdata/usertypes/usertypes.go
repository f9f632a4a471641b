// Package usertypes has Go types as users of sqlq name them: with and without methods of
// database/sql, over every kind of Go type.
package usertypes

// Settings and Other are plain structs for jsonb.
type Settings struct {
	Theme string         `json:"theme,omitempty"`
	Limit int            `json:"limit,omitempty"`
	Flags map[string]int `json:"flags,omitempty"`
}

// Other is a second one.
type Other struct {
	Name string `json:"name"`
}

// Email and Tag are strings.
type Email string

// Tag is a second one.
type Tag string
