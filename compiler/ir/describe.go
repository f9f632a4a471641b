package ir

// Description is one query in the JSON of `sqlq describe`, version 1.
type Description struct {
	Name    string              `json:"name"`
	Command string              `json:"command"`
	File    string              `json:"file"`
	Line    int                 `json:"line"`
	SQL     string              `json:"sql"`
	Params  []ParamDescription  `json:"params"`
	Columns []ColumnDescription `json:"columns"`
}

// ParamDescription is a parameter in the JSON of `sqlq describe`.
type ParamDescription struct {
	Number   int    `json:"number"`
	Name     string `json:"name"`
	Type     string `json:"type"`
	Nullable bool   `json:"nullable"`
}

// ColumnDescription is a result column in the JSON of `sqlq describe`.
type ColumnDescription struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Nullable bool   `json:"nullable"`
	Table    string `json:"table,omitempty"`
	Column   string `json:"column,omitempty"`
	Because  string `json:"because,omitempty"`
	// ElemNullable: the Go type of an array holds pointers, since its elements may be NULL.
	ElemNullable bool `json:"elem_nullable,omitempty"`
}

// Describe returns what `sqlq describe` prints about a query. Lists are never nil, so that they
// print as [].
func (q *Query) Describe() Description {
	d := Description{
		Name: q.Name, Command: string(q.Command), File: q.File, Line: q.Line, SQL: q.Source,
		Params: []ParamDescription{}, Columns: []ColumnDescription{},
	}
	for _, p := range q.Params {
		d.Params = append(d.Params, ParamDescription{p.Number, p.Name, p.Type.Display(), p.Nullable})
	}
	for _, c := range q.Columns {
		d.Columns = append(d.Columns, ColumnDescription{c.Name, c.Type.Display(), c.Nullable, c.Table, c.Column, c.Because, c.ElemNullable})
	}
	return d
}
