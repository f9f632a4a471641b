// Package ddl applies schema statements to a catalog.
package ddl

import (
	"github.com/sqlq-dev/sqlq/catalog"
	"github.com/sqlq-dev/sqlq/internal/diag"
	"github.com/sqlq-dev/sqlq/internal/source"
)

// Apply applies the statements of one schema file to the catalog.
func Apply(cat *catalog.Catalog, file *source.File) diag.List {
	panic("not written")
}

// Files lists the schema files of paths.
func Files(paths []string) ([]string, error) { panic("not written") }

// StripDown blanks out the down-part of a migration, keeping byte offsets.
func StripDown(text string) string { panic("not written") }
