package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/sqlq-dev/sqlq/compiler"
	"github.com/sqlq-dev/sqlq/compiler/ddl"
	"github.com/sqlq-dev/sqlq/compiler/ir"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

func (a *app) describeCommand() *cobra.Command {
	var schema []string
	var explain bool
	c := &cobra.Command{
		Use:   "describe --schema PATH... QUERY.sql...",
		Short: "Print the parameters and columns of queries as JSON",
		Long: "describe prints, as one JSON document, the parameters and result columns of every query as a\n" +
			"server would describe them, and the diagnostics of those that it would refuse. It needs no\n" +
			"configuration.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.describe(schema, args, explain) },
	}
	c.Flags().StringArrayVar(&schema, "schema", nil, "schema file or folder (may be repeated)")
	c.Flags().BoolVar(&explain, "explain", false, "print for people, with the reason of every proof, instead of JSON")
	return c
}

// description is the document that `sqlq describe` prints.
type description struct {
	Version     int              `json:"version"`
	Queries     []ir.Description `json:"queries"`
	Diagnostics diag.List        `json:"diagnostics"`
}

func (a *app) describe(schema, queries []string, explain bool) error {
	names, err := ddl.Files(schema)
	if err != nil {
		return err
	}
	schemaFiles, err := readFiles(names)
	if err != nil {
		return err
	}
	queryFiles, err := readFiles(queries)
	if err != nil {
		return err
	}
	cat, list := compiler.Schema(schemaFiles)
	statements, found := compiler.Check(cat, queryFiles)
	if explain {
		compiler.Explain(cat, statements, schemaFiles)
	}
	described, bugs := compiler.Describe(cat, statements)
	doc := description{1, described, diag.List{}}
	list = append(list, bugs...)
	if !explain {
		list = append(list, compiler.Lint(cat, statements)...)
	}
	if explain {
		byName := map[string]*compiler.Statement{}
		for _, s := range statements {
			byName[s.Query.Name] = s
		}
		for _, d := range described {
			explainProofs(a.out, d, byName[d.Name])
		}
	}
	doc.Diagnostics = append(doc.Diagnostics, append(list, found...).Sort()...)
	if explain {
		for _, d := range doc.Diagnostics {
			fmt.Fprintf(a.out, "%s [%s] (%s)\n", d.Message, d.Code, d.Query)
		}
		if doc.Diagnostics.HasErrors() {
			return errDiagnostics
		}
		return nil
	}
	e := json.NewEncoder(a.out)
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

// readFiles reads files under the paths given, which are also what diagnostics show.
func readFiles(paths []string) ([]*source.File, error) {
	var out []*source.File
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			return nil, fmt.Errorf("cannot read %s: %w", p, cause(err))
		}
		out = append(out, source.NewFile(p, string(b)))
	}
	return out, nil
}
