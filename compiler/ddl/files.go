package ddl

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Files returns the schema files that paths stand for: a file is itself, a folder its *.sql files
// (not those of folders in it) in the order of their names, in which runs of digits count as
// numbers, so that 2_b.sql comes before 10_a.sql. Files that undo a migration (*.down.sql,
// *.undo.sql, Flyway's U1__x.sql) are left out. A path that does not exist is an error.
func Files(paths []string) ([]string, error) {
	var out []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, fmt.Errorf("schema: %w", err)
		}
		if !info.IsDir() {
			out = append(out, p)
			continue
		}
		entries, err := os.ReadDir(p)
		if err != nil {
			return nil, fmt.Errorf("schema: %w", err)
		}
		out = append(out, schemaFiles(p, entries)...)
	}
	return out, nil
}

func schemaFiles(dir string, entries []fs.DirEntry) []string {
	var names []string
	for _, e := range entries {
		if !e.IsDir() && isSchemaFile(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.SortFunc(names, compareNames)
	for i, n := range names {
		names[i] = filepath.Join(dir, n)
	}
	return names
}

func isSchemaFile(name string) bool {
	n := strings.ToLower(name)
	if !strings.HasSuffix(n, ".sql") || strings.HasPrefix(n, ".") {
		return false
	}
	for _, down := range []string{".down.sql", ".undo.sql", "_down.sql", ".rollback.sql"} {
		if strings.HasSuffix(n, down) {
			return false
		}
	}
	// Flyway's undo migrations: U2__name.sql.
	if name[0] == 'U' && strings.Contains(name, "__") && len(name) > 1 && isDigit(name[1]) {
		return false
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// compareNames orders names with runs of digits as numbers.
func compareNames(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if isDigit(x[0]) && isDigit(y[0]) {
			m, n := number(x), number(y)
			if c := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); c != 0 {
				return c
			}
			x, y = strings.TrimLeft(x, "0")[len(m):], strings.TrimLeft(y, "0")[len(n):]
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b))
}

// number is the run of digits at the start of s without leading zeros.
func number(s string) string {
	s = strings.TrimLeft(s, "0")
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return s[:n]
}
