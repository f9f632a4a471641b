//go:build !sqlc

package main

import "github.com/jackc/pgx/v5"

// withSqlc tells whether this program was built with sqlc's code.
const withSqlc = false

func viaSqlc(*pgx.Conn) library { return nil }
