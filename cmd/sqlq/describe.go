package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

func describeCommand() *cobra.Command {
	var schema []string
	c := &cobra.Command{
		Use:   "describe --schema PATH… QUERY.sql…",
		Short: "Print the parameters and columns of queries as JSON",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return describe(c.OutOrStdout(), schema, args)
		},
	}
	c.Flags().StringArrayVar(&schema, "schema", nil, "schema file or folder (repeatable)")
	return c
}

// description is the document that `sqlq describe` prints.
type description struct {
	Version     int              `json:"version"`
	Queries     []ir.Description `json:"queries"`
	Diagnostics diag.List        `json:"diagnostics"`
}

func describe(w io.Writer, schema, queries []string) error {
	names, err := ddl.Files(schema)
	if err != nil {
		return err
	}
	schemaFiles, err := read(names)
	if err != nil {
		return err
	}
	queryFiles, err := read(queries)
	if err != nil {
		return err
	}
	cat, list := compiler.Schema(schemaFiles)
	statements, found := compiler.Check(cat, queryFiles)
	doc := description{1, []ir.Description{}, diag.List{}}
	for _, s := range statements {
		doc.Queries = append(doc.Queries, compiler.Describe(cat, s))
	}
	doc.Diagnostics = append(doc.Diagnostics, append(list, found...).Sort()...)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	if doc.Diagnostics.HasErrors() {
		return errDiagnostics
	}
	return nil
}

// read reads files under the paths given, which are also what diagnostics show.
func read(paths []string) ([]*source.File, error) {
	var out []*source.File
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			return nil, fmt.Errorf("cannot read %w", err)
		}
		out = append(out, source.NewFile(p, string(b)))
	}
	return out, nil
}
