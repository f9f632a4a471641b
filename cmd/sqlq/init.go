package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a small project that compiles at once",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return a.init(dir)
		},
	}
}

// starter is the project that init writes.
var starter = []struct{ path, text string }{
	{"sqlq.yaml", `version: 1
schema: [schema]
queries: [queries]
package: queries
`},
	{"schema/0001_users.sql", `CREATE TABLE users (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email      text NOT NULL UNIQUE,
    nickname   text,
    created_at timestamptz NOT NULL DEFAULT now()
);
`},
	{"queries/users.sql", `-- CreateUser adds a user and returns it.
-- name: CreateUser :one
INSERT INTO users (email, nickname) VALUES (@email, @nickname) RETURNING *;

-- GetUserByEmail finds a user; the bool is false when there is none.
-- name: GetUserByEmail :opt
SELECT * FROM users WHERE email = @email;

-- name: ListUsers :many
SELECT id, email, nickname FROM users ORDER BY id LIMIT @max_rows;
`},
}

// init writes the starter project; a file that exists already stops it before anything is written.
func (a *app) init(dir string) error {
	for _, f := range starter {
		if _, err := os.Lstat(filepath.Join(dir, f.path)); err == nil {
			return fmt.Errorf("%s exists already", filepath.Join(dir, f.path))
		}
	}
	for _, f := range starter {
		path := filepath.Join(dir, f.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(f.text), 0o644); err != nil {
			return err
		}
		fmt.Fprintf(a.log, "wrote %s\n", path)
	}
	fmt.Fprintln(a.log, "now run: sqlq compile")
	return nil
}
