// Package pgcatalog holds the built-in objects of PostgreSQL 16 and of the extensions that come
// with it, as read from a real server by the command in extract.
//
// The files in data are text: one object per line, its fields separated by tabs, sorted by name.
// Loading them all would cost more than checking a small project does, so nothing is decoded
// before somebody asks for it by name or by OID; only then is the file of that kind scanned for
// where its records begin, and only the record asked for is decoded.
//
// Start with builtins.go; decode.go is the other half of extract/queries.go.
package pgcatalog

//go:generate go run ./extract -dsn $SQLQ_EXTRACT_DSN -o data
