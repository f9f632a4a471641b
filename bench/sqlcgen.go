package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const sqlcConfig = `version: "2"
sql:
  - engine: postgresql
    schema: schema.sql
    queries: queries.sql
    gen:
      go:
        package: sqlcdb
        out: sqlcdb
        sql_package: pgx/v5
        emit_pointers_for_null_types: true
`

// runWithSqlc generates sqlc's code with a command such as "sqlc" and runs this program again, with the
// same arguments, built with that code. It is not part of this repository: it lies in a temporary
// folder, and go sees it in the folder sqlcdb by an overlay.
func runWithSqlc(ctx context.Context, command []string) error {
	dir, err := os.MkdirTemp("", "sqlq-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := generateSqlc(ctx, dir, command); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, "sqlcdb", "*.go"))
	if err != nil {
		return err
	}
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	overlay := struct{ Replace map[string]string }{map[string]string{}}
	for _, f := range files {
		overlay.Replace[filepath.Join(here, "sqlcdb", filepath.Base(f))] = f
	}
	text, err := json.Marshal(overlay)
	if err != nil {
		return err
	}
	name := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		return err
	}
	again := exec.CommandContext(ctx, "go", append([]string{"run", "-tags", "sqlc", "-overlay", name, "."}, os.Args[1:]...)...)
	again.Stdin, again.Stdout, again.Stderr = os.Stdin, os.Stdout, os.Stderr
	return again.Run()
}

// generateSqlc writes the package sqlcdb into dir.
func generateSqlc(ctx context.Context, dir string, command []string) error {
	inputs := map[string]string{"schema.sql": "schema.sql", "queries.sql": filepath.Join("sqlc", "queries.sql")}
	for name, from := range inputs {
		text, err := os.ReadFile(from)
		if err != nil {
			return fmt.Errorf("%w (run it in the folder bench)", err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			return err
		}
	}
	config := filepath.Join(dir, "sqlc.yaml")
	if err := os.WriteFile(config, []byte(sqlcConfig), 0o600); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, command[0], append(command[1:], "generate", "-f", config)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return nil
}
