package analyze_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shownError is an error as the test files write it.
var shownError = regexp.MustCompile(`(?:/\* ERROR|-- error) (\w+) ("(?:[^"\\]|\\.)*")`)

// TestLedger keeps testdata/ledger.tsv true. The ledger lists the error sites of PostgreSQL's parse
// analysis (source file, SQLSTATE, message) with the number of cases that raise each; a site
// without a case has the reason instead. -update counts again.
func TestLedger(t *testing.T) {
	const path = "testdata/ledger.tsv"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	messages := shownErrors(t)
	var out strings.Builder
	covered, sites := 0, 0
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 5 || f[0] == "file" {
			out.WriteString(line)
			continue
		}
		sites++
		pattern := messagePattern(f[2])
		n := 0
		for _, m := range messages {
			if pattern.MatchString(m) {
				n++
			}
		}
		if n > 0 {
			covered++
			f[4] = ""
		} else if f[4] == "" {
			t.Errorf("no case and no reason: %s", line)
		}
		f[3] = strconv.Itoa(n)
		out.WriteString(strings.Join(f, "\t") + "\n")
	}
	t.Logf("%d of %d error sites have cases", covered, sites)
	if diff := cmp.Diff(string(data), out.String()); diff != "" {
		if !*update {
			t.Errorf("stale ledger (-update counts again):\n%s", diff)
		} else if err := os.WriteFile(path, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func shownErrors(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range shownError.FindAllStringSubmatch(string(data), -1) {
			text, err := strconv.Unquote(m[2])
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, text)
		}
	}
	return out
}

// messagePattern matches what a message of the ledger becomes.
func messagePattern(message string) *regexp.Regexp {
	p := regexp.QuoteMeta(strings.ReplaceAll(message, "%%", "%"))
	p = regexp.MustCompile(`%l?[sdcu]`).ReplaceAllString(p, ".*")
	return regexp.MustCompile("(?s)^" + p + "$")
}
