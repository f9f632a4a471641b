package diag

import (
	"encoding/json"
	"io"
	"path/filepath"
)

// The parts of SARIF 2.1.0 that code scanning reads.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool    sarifTool     `json:"tool"`
		Columns string        `json:"columnKind"`
		Results []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Name    string       `json:"name,omitempty"`
		Short   sarifText    `json:"shortDescription"`
		Full    sarifText    `json:"fullDescription"`
		Help    sarifText    `json:"help"`
		Default sarifDefault `json:"defaultConfiguration"`
	}
	sarifDefault struct {
		Enabled bool   `json:"enabled"`
		Level   string `json:"level"`
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

// SARIF writes diagnostics in the Static Analysis Results Interchange Format.
func SARIF(w io.Writer, l List, version string) error {
	run := sarifRun{
		Tool:    sarifTool{sarifDriver{Name: "sqlq", Version: version, Rules: []sarifRule{}}},
		Columns: "unicodeCodePoints",
		Results: []sarifResult{},
	}
	for _, e := range Entries() {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(e))
	}
	for _, d := range l {
		run.Results = append(run.Results, sarifOf(d))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func sarifRuleOf(e Entry) sarifRule {
	help := e.Explanation
	if e.Example != "" {
		help += "\n\nFor example:\n\n" + e.Example
	}
	out := sarifRule{ID: e.Code, Short: sarifText{e.Title}, Full: sarifText{e.Explanation}, Help: sarifText{help},
		Default: sarifDefault{true, Error.String()}}
	if r := FindRule(e.Code); r != nil {
		out.Name, out.Default = r.Name, sarifDefault{!r.Off, Warning.String()}
	}
	return out
}

func sarifOf(d *Diagnostic) sarifResult {
	message := d.Message
	if d.Hint != "" {
		message += "\nhint: " + d.Hint
	}
	r := sarifResult{RuleID: d.Code, Level: d.Severity.String(), Message: sarifText{message}}
	if line, column := d.position(); line > 0 {
		r.Locations = []sarifLocation{{sarifPhysical{sarifArtifact{filepath.ToSlash(d.path())}, sarifRegion{line, column}}}}
	}
	return r
}
