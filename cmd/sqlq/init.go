package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/sqlq-dev/sqlq/internal/config"
)

func (a *app) initCommand() *cobra.Command {
	var from string
	c := &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a small project that compiles at once, or the configuration of a sqlc project",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			if from != "" {
				return a.initFrom(dir, from)
			}
			return a.init(dir)
		},
	}
	c.Flags().StringVar(&from, "from", "", "sqlc.yaml to translate into sqlq.yaml")
	return c
}

// initFrom writes a sqlq.yaml that says what a sqlc.yaml says, and prints what it cannot say.
func (a *app) initFrom(dir, from string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	out, notes, err := config.FromSqlc(string(text))
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	path := filepath.Join(dir, config.FileName)
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s exists already", path)
	}
	if err := os.WriteFile(path, []byte(out), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(a.log, "wrote %s\n", path)
	for _, n := range notes {
		fmt.Fprintf(a.log, "note: %s\n", n)
	}
	fmt.Fprintln(a.log, "now remove the files that sqlc wrote, and run: sqlq compile")
	return nil
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
