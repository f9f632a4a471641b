package diag

import (
	"encoding/json"
	"io"
)

// The part of SARIF 2.1.0 that code scanning services read.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID string `json:"id"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
)

// SARIF writes a SARIF 2.1.0 log.
func SARIF(w io.Writer, l List) error {
	run := sarifRun{ColumnKind: "utf16CodeUnits", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "sqlq", Rules: []sarifRule{}}
	seen := map[string]bool{}
	for _, d := range l {
		if !seen[d.Code] {
			seen[d.Code] = true
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{d.Code})
		}
		run.Results = append(run.Results, sarifOf(d))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func sarifOf(d *Diagnostic) sarifResult {
	r := sarifResult{RuleID: d.Code, Level: d.Severity.String(), Message: sarifText{d.Message}}
	if d.Hint != "" {
		r.Message.Text += "\n" + d.Hint
	}
	line, column := d.position()
	if line > 0 {
		column = utf16Column(d.At.File.Line(line), column)
		r.Locations = []sarifLocation{{sarifPhysical{sarifArtifact{d.path()}, sarifRegion{line, column}}}}
	}
	return r
}

// utf16Column turns a 1-based byte column into SARIF's: UTF-16 code units.
func utf16Column(line string, column int) int {
	n := 1
	for i, r := range line {
		if i >= column-1 {
			break
		}
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
